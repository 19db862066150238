// SPDX-License-Identifier: MIT
// Web pages, with what their heads and JSON-LD say.
#include "fuzz/target.h"

#include "support/oracle.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  oracle_check_document(slice_make((const char *)data, size), "page.html");
  return 0;
}
