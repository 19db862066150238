// SPDX-License-Identifier: MIT
// What a converter of PDF may write, and columns, lines, roles and blocks that come of it.
#include "fuzz/target.h"

#include "import/pdf.h"
#include "support/oracle.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Manuscript manuscript;
  Error err = {0};
  manuscript_init(&manuscript);
  bool written = pdf_write_pages(slice_make((const char *)data, size), &manuscript, &err);
  oracle_check_manuscript(&manuscript, written, &err);
  return 0;
}
