// SPDX-License-Identifier: MIT
// What is inside a Library. Private to library/.
#ifndef POSTIL_LIBRARY_INSIDE_H
#define POSTIL_LIBRARY_INSIDE_H

#include "library/library.h"
#include "store/statement.h"
#include "text/version.h"

struct Library {
  Store *store;
  char *reader;     // NULL until it is asked for
  int64_t stamp;    // library_stamp() when the file was touched last
  Version *version; // the one that was used last, as versions never change
  int64_t version_key;
  const Version *lent; // by whoever shows it, NULL for none: see brief_lend_version()
  int64_t lent_key;
  const ProcessWatch *watch;     // of converters, or NULL
  struct RowsCodebook *codebook; // while a choice is read (library/choice.h)
};

// A copy of the library in that file, of any schema, to be read or changed without touching it;
// what library_open() refuses is refused.
Library *library_open_copy(const char *path, Error *err);

// A new empty one in a file without a name, to be put in the place of the one at `path`.
Library *library_open_nameless(const char *path, Error *err);

// A version, borrowed until the next call.
const Version *library_borrow_version(Library *library, int64_t version, Error *err);

// Forgets the version that was used last, when it may have been taken back.
void library_forget_version(Library *library);

// The key of a version's brief, 0 for none.
int64_t library_brief_of(Library *library, int64_t version);

// What the reader typed as well-formed UTF-8, broken parts as U+FFFD. The caller frees.
char *library_repair(const char *typed);

#endif
