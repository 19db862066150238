// SPDX-License-Identifier: MIT
// Plain text in any encoding, and whatever the rules make of it.
#include "fuzz/target.h"

#include "support/oracle.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  oracle_check_document(slice_make((const char *)data, size), "brief.txt");
  return 0;
}
