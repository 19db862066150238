// SPDX-License-Identifier: MIT
// The registry of formats: what each is known by and what reads it. A new format is a line here and
// a file that reads it; the order is that of trial, by content before name.
#include "import/import.h"

#include "import/docx.h"
#include "import/epub.h"
#include "import/html.h"
#include "import/markdown.h"
#include "import/odt.h"
#include "import/pandoc.h"
#include "import/pdf.h"
#include "import/plain.h"
#include "import/recover.h"
#include "import/sniff.h"
#include "import/structured.h"

static const ImportFormat formats[] = {
    {"pdf", sniff_pdf, NULL, pdf_write, NULL},
    {"epub", sniff_epub, NULL, epub_write, NULL},
    {"odt", sniff_odt, NULL, odt_write, NULL},
    {"docx", sniff_docx, NULL, docx_write, NULL},
    {"zip", sniff_zip, NULL, NULL, "this is a zip archive; unpack it and add the documents in it"},
    {"html", sniff_html, NULL, html_write, NULL},
    {"pandoc", pandoc_sniff, NULL, pandoc_write, NULL},
    {"markdown", markdown_sniff, NULL, markdown_write, NULL},
    {"text", plain_sniff, plain_read, NULL, NULL},
};

const ImportFormat *import_formats(uint32_t *count) {
  *count = sizeof formats / sizeof *formats;
  return formats;
}

static const ImportFormat *find_format(const ImportInput *input) {
  const ImportFormat *format = formats;
  while (!format->sniff(input)) format++;
  return format;
}

bool import_is_plain(const ImportInput *input) {
  return find_format(input)->read != NULL;
}

static Version *read_structured(const ImportFormat *format, const ImportInput *input, Error *err) {
  Manuscript manuscript;
  manuscript_init(&manuscript);
  bool ok = format->write(input, &manuscript, err) && manuscript_finish(&manuscript, err);
  Version *version = ok ? structured_version(&manuscript, err) : NULL;
  if (version) version->lost = manuscript.lost;
  manuscript_release(&manuscript);
  return version;
}

Version *import_read(const ImportInput *input, Error *err) {
  if (input->bytes.len > IMPORT_BYTES_MAX) {
    error_set(err, ERROR_DATA, "this document has %zu bytes, more than the %d MiB that are read",
              input->bytes.len, IMPORT_BYTES_MAX >> 20);
    error_hint(err, "nothing was added; split the document and add its parts");
    return NULL;
  }
  const ImportFormat *format = find_format(input);
  if (format->read) return format->read(input, err);
  if (format->write) return read_structured(format, input, err);
  error_set(err, ERROR_DATA, "%s", format->refusal);
  error_hint(err, "nothing was added");
  return NULL;
}

static Version *read_structured_anew(const Version *older) {
  Manuscript manuscript;
  manuscript_init(&manuscript);
  recover_manuscript(older, &manuscript);
  Error ignored;
  Version *version = structured_version(&manuscript, &ignored);
  manuscript_release(&manuscript);
  return version;
}

Version *import_anew(const Version *older) {
  Error ignored;
  Version *version =
      older->structured ? read_structured_anew(older) : plain_read_stored(older->text, &ignored);
  if (version && slice_equal(version->text, older->text)) return version;
  version_free(version);
  return NULL;
}

uint32_t import_broken_count(const Version *version) {
  static const char replacement[] = "\xEF\xBF\xBD"; // U+FFFD
  uint32_t count = 0;
  const char *at = version->text.ptr, *end = at + version->text.len;
  for (; at < end && (at = memchr(at, replacement[0], (size_t)(end - at))) != NULL; at++) {
    count += end - at >= 3 && memcmp(at, replacement, 3) == 0;
  }
  return count;
}
