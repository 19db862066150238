// SPDX-License-Identifier: MIT
// The optional libraries. Each is known at build time by its headers and loaded when the first
// document needs it: together they would take longer to load than the rest of postil, and most
// documents need none.
#ifndef POSTIL_IMPORT_OPTIONAL_H
#define POSTIL_IMPORT_OPTIONAL_H

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

typedef enum OptionalLibrary {
  OPTIONAL_UCHARDET,
  OPTIONAL_LIBXML2,
  OPTIONAL_CMARK,
  OPTIONAL_CMARK_EXTENSIONS,
  OPTIONAL_LIBARCHIVE,
  OPTIONAL_COUNT,
} OptionalLibrary;

typedef struct OptionalRow {
  const char *name;    // "libxml2"
  const char *soname;  // "libxml2.so.2"; NULL when this build was made without it
  const char *package; // Debian's, at run time: "libxml2"
  const char *headers; // Debian's, at build time: "libxml2-dev"
  const char *with;    // what it brings: "Markdown's tables are read"
  const char *without; // what is so without it
} OptionalRow;

const OptionalRow *optional_row(OptionalLibrary library);

// A function of the library, and where in the caller's table of pointers its address goes.
typedef struct OptionalSymbol {
  const char *name;
  size_t offset;
} OptionalSymbol;

// OPTIONAL_SYMBOL(Table, member, function) is the row for one.
#define OPTIONAL_SYMBOL(table, member, function)                                                   \
  { #function, offsetof(table, member) }

// Loads the library, once for the process, and fills the table. False with ERROR_DATA naming the
// package that is missing: "… needs libxml2, which …".
bool optional_load(OptionalLibrary library, const OptionalSymbol *symbols, size_t count,
                   void *table, Error *err);

#endif
