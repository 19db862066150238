// SPDX-License-Identifier: MIT
// Readwise's CSV, whatever the bytes look like.
#include "fuzz/target.h"

#include "support/oracle.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  oracle_check_reader(slice_make((const char *)data, size), "readwise");
  return 0;
}
