// SPDX-License-Identifier: MIT
// Reading a PDF: the steps one after the other, and what to say when there is nothing to read.
#include "import/pdf.h"

#include "import/convert.h"
#include "import/pdfblocks.h"
#include "import/pdfcolumns.h"
#include "import/pdfdocument.h"
#include "import/pdfheadings.h"
#include "import/pdflines.h"
#include "import/pdfnotes.h"
#include "import/pdfroles.h"
#include "import/pdftext.h"
#include "import/pdfxml.h"

static bool refuse_textless(Error *err) {
  error_set(err, ERROR_DATA, "this PDF has no text layer: its pages are pictures");
  return error_hint(err, "nothing was added; a program for text recognition (ocrmypdf) adds one");
}

// A page without words may be blank, or a picture of words.
static bool has_empty_page(const PdfDocument *document) {
  for (size_t i = 0; i < document->page_count; i++) {
    if (document->pages[i].fragment_count == 0) return true;
  }
  return false;
}

bool pdf_write_pages(Slice xml, Manuscript *manuscript, Error *err) {
  PdfDocument document = {0};
  PdfBlocks blocks = {0};
  bool ok = pdfxml_read(xml, &document, err);
  if (ok && document.fragment_count == 0) ok = refuse_textless(err);
  if (ok) {
    if (has_empty_page(&document))
      manuscript->lost = "some of its pages have no text layer: what is only a picture is not read";
    pdfcolumns_order(&document);
    pdflines_build(&document);
    pdfroles_hide_furniture(&document);
    pdfroles_find_title(&document);
    pdfnotes_find(&document);
    pdfblocks_cut(&document, &blocks);
    pdfheadings_classify(&document, &blocks);
    pdftext_write(&document, &blocks, manuscript);
  }
  pdfblocks_release(&blocks);
  pdfdocument_release(&document);
  return ok;
}

// Why the converter does not want it: a document that its writer has locked names that in its
// trailer.
static bool refuse_unreadable(Slice pdf, Error *err) {
  if (!memmem(pdf.ptr, pdf.len, "/Encrypt", strlen("/Encrypt"))) {
    error_set(err, ERROR_DATA, "this PDF is damaged or cut off");
    return error_hint(err, "nothing was added; get the file once more");
  }
  error_set(err, ERROR_DATA,
            "this PDF is encrypted: it wants a password, or forbids to copy its text");
  return error_hint(err, "nothing was added; 'qpdf --decrypt' makes a copy that can be read");
}

bool pdf_write(const ImportInput *input, Manuscript *manuscript, Error *err) {
  static const char *const arguments[] = {"pdftohtml", "-q",    "-xml",           "-i", "-stdout",
                                          "-enc",      "UTF-8", CONVERT_DOCUMENT, NULL};
  ConvertRequest request = {.arguments = arguments,
                            .package = convert_row(CONVERT_PDFTOHTML)->package,
                            .what = "a PDF",
                            .document = input->bytes,
                            .watch = input->watch};
  Buffer xml = {0};
  bool refused, ok = convert_run(&request, &xml, &refused, err);
  if (refused) refuse_unreadable(input->bytes, err);
  ok = ok && pdf_write_pages(buffer_slice(&xml), manuscript, err);
  buffer_release(&xml);
  return ok;
}
