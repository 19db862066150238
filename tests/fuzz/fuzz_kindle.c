// SPDX-License-Identifier: MIT
// Kindle's My Clippings.txt, whatever the bytes look like.
#include "fuzz/target.h"

#include "support/oracle.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  oracle_check_reader(slice_make((const char *)data, size), "kindle");
  return 0;
}
