// SPDX-License-Identifier: MIT
// What pdftohtml writes: the words of a PDF with their places.
#include "fuzz/target.h"

#include "import/pdf.h"
#include "support/oracle.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Manuscript manuscript;
  manuscript_init(&manuscript);
  Error err = {0};
  bool written = pdf_write_pages(slice_make((const char *)data, size), &manuscript, &err);
  oracle_check_manuscript(&manuscript, written, &err);
  return 0;
}
