// SPDX-License-Identifier: MIT
// Projects and codebooks of Taguette, whatever the bytes look like.
#include "fuzz/target.h"

#include "support/oracle.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  oracle_check_reader(slice_make((const char *)data, size), "taguette");
  return 0;
}
