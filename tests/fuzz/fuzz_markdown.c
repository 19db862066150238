// SPDX-License-Identifier: MIT
// Markdown with its front matter.
#include "fuzz/target.h"

#include "support/oracle.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  oracle_check_document(slice_make((const char *)data, size), "brief.md");
  return 0;
}
