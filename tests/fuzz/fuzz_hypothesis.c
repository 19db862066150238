// SPDX-License-Identifier: MIT
// Exports of Hypothesis, whatever the bytes look like.
#include "fuzz/target.h"

#include "support/oracle.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  oracle_check_reader(slice_make((const char *)data, size), "hypothesis");
  return 0;
}
