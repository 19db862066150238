// SPDX-License-Identifier: MIT
// A library: one SQLite file with briefs, annotations, tags and the journal of all changes. This
// header opens and closes it; library/brief.h, annotation.h, tag.h and change.h say what it can do.
//
// Every act of the reader is one change: one transaction that holds the new state, the journal row
// and its operations. When a call has returned true the change is on the disk; when it has returned
// false nothing was changed.
#ifndef POSTIL_LIBRARY_LIBRARY_H
#define POSTIL_LIBRARY_LIBRARY_H

#include "base/error.h"
#include "base/log.h"
#include "base/process.h"
#include "base/slice.h"

#include <stdint.h>

typedef struct Library Library;

typedef enum LibraryMode {
  LIBRARY_READ,   // changes nothing, not even the journal mode; a read-only file or folder is fine
  LIBRARY_CHANGE, // must be there
  LIBRARY_CREATE, // is made, with its folder, if it is not there
} LibraryMode;

// Missing file: ERROR_INPUT (READ, CHANGE). Not a database, foreign, newer, damaged, or with a
// stranger's trigger or view: ERROR_DATA, and not one byte is written. No permission:
// ERROR_PERMISSION. In CHANGE and CREATE a file that can only be read is opened for reading;
// library_read_only() tells.
Library *library_open(const char *path, LibraryMode mode, Error *err);

// An empty library in memory, for a default library that is not there and for tests.
Library *library_open_memory(Error *err);

// For trying something out: a copy in a file without a name, of a library that is not there an
// empty one. Nobody else sees what is done to it. ERROR_DATA and the like as library_open().
Library *library_open_rehearsal(const char *path, Error *err);

void library_close(Library *library); // NULL is fine

// While this says so, writing waits for another program only a moment longer than it has, and not
// seconds. NULL: it is never asked, as at first. The context is borrowed.
void library_set_ending(Library *library, bool (*ending)(const void *context), const void *context);

// Who may stop the converters of what is added; NULL: nobody but a signal, as at first. Borrowed.
void library_set_watch(Library *library, const ProcessWatch *watch);

bool library_read_only(const Library *library);
const char *library_path(const Library *library);

// From now on SQLite's own reports go to the log: damage, a journal that was played back, a file
// moved away. Before the first library is opened; the log must outlive the last one.
void library_log_to(Log *log);

// Which library: `named`, else $POSTIL_LIBRARY, else .postil.db upward from here (only one that the
// user owns), else $XDG_DATA_HOME/postil/library.db. The caller frees. *chosen (may be NULL) tells
// whether the reader named it (by option or environment).
char *library_locate(const char *named, bool *chosen);

// What is read up to library_end_reading() is of one state of the library, and costs less: a file
// that is asked once for what has changed, not for each statement. Nothing may be changed
// meanwhile; it is for a moment, not for as long as somebody reads what was printed.
bool library_begin_reading(Library *library, Error *err);
void library_end_reading(Library *library);

// A number that grows with every change of the library by this or another process: when it differs,
// what was read before may be old.
int64_t library_stamp(Library *library);

// quick_check, foreign keys, every version's hash, every anchor's span inside its text on grapheme
// boundaries and equal to the quotation it recorded, the index of words, and the operations folded
// anew equal to the state tables. Calls `say` with a sentence for each fault; false with ERROR_DATA
// if there was any.
bool library_examine(Library *library, void (*say)(void *context, const char *sentence),
                     void *context, Error *err);

// The login name of who annotates, for `by`; "reader" if there is none. Borrowed.
const char *library_reader(Library *library);

// Texts that outlive a crash and are no changes: what the reader was writing. One per slot. Setting
// an empty text removes it. The caller frees what library_draft() gives; NULL when there is none.
bool library_set_draft(Library *library, const char *slot, Slice text, Error *err);
char *library_draft(Library *library, const char *slot);

// The slot in use that follows another one, "" for the first. The caller frees; NULL for none.
char *library_next_draft(Library *library, const char *slot);

// What a library remembers by name and is no change, like the marks of a brief. Setting an empty
// value removes it; a library that can only be read refuses. The caller frees what
// library_setting() gives; NULL when there is none.
bool library_set_setting(Library *library, const char *name, Slice value, Error *err);
char *library_setting(Library *library, const char *name);

#endif
