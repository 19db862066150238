// SPDX-License-Identifier: MIT
// Loading optional libraries. dlopen() counts by itself, so nothing is kept between calls; what was
// loaded stays for the process.
#include "import/optional.h"

#include <dlfcn.h>
#include <string.h>

#ifndef POSTIL_UCHARDET
#define POSTIL_UCHARDET NULL
#endif
#ifndef POSTIL_LIBXML2
#define POSTIL_LIBXML2 NULL
#endif
#ifndef POSTIL_CMARK
#define POSTIL_CMARK NULL
#endif
#ifndef POSTIL_CMARK_EXTENSIONS
#define POSTIL_CMARK_EXTENSIONS NULL
#endif
#ifndef POSTIL_LIBARCHIVE
#define POSTIL_LIBARCHIVE NULL
#endif

static const OptionalRow rows[OPTIONAL_COUNT] = {
    [OPTIONAL_UCHARDET] = {"libuchardet", POSTIL_UCHARDET, "libuchardet0", "libuchardet-dev",
                           "legacy encodings are recognised",
                           "legacy encodings are read as windows-1252"},
    [OPTIONAL_LIBXML2] = {"libxml2", POSTIL_LIBXML2, "libxml2", "libxml2-dev",
                          "HTML and what pandoc converts are read",
                          "HTML, Word, OpenDocument, EPUB and what pandoc converts are refused"},
    [OPTIONAL_CMARK] = {"libcmark-gfm", POSTIL_CMARK, "libcmark-gfm0.29.0.gfm.6",
                        "libcmark-gfm-dev", "Markdown is read with its structure",
                        "Markdown is read as plain text"},
    [OPTIONAL_CMARK_EXTENSIONS] = {"libcmark-gfm-extensions", POSTIL_CMARK_EXTENSIONS,
                                   "libcmark-gfm-extensions0.29.0.gfm.6",
                                   "libcmark-gfm-extensions-dev", "Markdown's tables are read",
                                   "Markdown's tables are paragraphs"},
    [OPTIONAL_LIBARCHIVE] = {"libarchive", POSTIL_LIBARCHIVE, "libarchive13", "libarchive-dev",
                             "with libxml2 Word, OpenDocument and EPUB are read",
                             "Word, OpenDocument and EPUB are refused"},
};

const OptionalRow *optional_row(OptionalLibrary library) {
  return &rows[library];
}

// That a pointer to data can be one to a function is what POSIX says of dlsym().
static bool find_all(void *handle, const OptionalSymbol *symbols, size_t count, void *table) {
  for (size_t i = 0; i < count; i++) {
    void *found = dlsym(handle, symbols[i].name);
    if (!found) return false;
    memcpy((char *)table + symbols[i].offset, &found, sizeof found);
  }
  return true;
}

bool optional_load(OptionalLibrary library, const OptionalSymbol *symbols, size_t count,
                   void *table, Error *err) {
  const OptionalRow *row = &rows[library];
  if (!row->soname) {
    error_set(err, ERROR_DATA, "reading this needs %s, without which this postil was built",
              row->name);
    return error_hint(err, "install the package %s and build postil again", row->headers);
  }
  void *handle = dlopen(row->soname, RTLD_NOW | RTLD_LOCAL);
  if (handle && find_all(handle, symbols, count, table)) return true;
  error_set(err, ERROR_DATA, "reading this needs %s, which is not installed", row->name);
  return error_hint(err, "install the package %s and try again", row->package);
}
