// SPDX-License-Identifier: MIT
// A change being recorded. Between record_begin() and record_commit() there is one transaction; the
// journal row is made with the first operation, and a record without operations leaves no trace.
// Private to library/.
//
//   record_begin(&record, library, "tag 'energy'", err)
//     record_open(&record, "annotation", id); record_set_text(&record, "comment", "…");
//     record_close(&record); record_add(&record, "annotation", id, tag);
//   record_commit(&record, &change, err)
//
// Failures are sticky; record_commit() tells, and nothing was changed then.
#ifndef POSTIL_LIBRARY_RECORD_H
#define POSTIL_LIBRARY_RECORD_H

#include "library/inside.h"
#include "library/operation.h"

typedef struct Record {
  Library *library;
  const char *what; // borrowed
  int64_t undoes;   // journal id or 0
  int64_t now;
  int64_t journal;        // 0 before the first operation
  char ch[STAMP_SIZE];    // stamp of the first operation
  char stamp[STAMP_SIZE]; // of the last one
  Error failure;          // what is not the store's
  const char *kind;       // of the set that is open
  char id[UUID_SIZE];
  int64_t thing;   // what it is here, 0 for nothing yet
  Buffer set, was; // members of its objects
} Record;

// ERROR_PERMISSION on a library that can only be read, ERROR_BUSY after five seconds.
bool record_begin(Record *record, Library *library, const char *what, Error *err);

// Setting registers of one thing, in one operation; `was` is filled with what they replace. Nothing
// set, no operation.
void record_open(Record *record, const char *kind, const char *id);
void record_set_text(Record *record, const char *name, const char *text); // NULL clears it
void record_set_moment(Record *record, const char *name, int64_t moment);
void record_set_json(Record *record, const char *name, Slice value); // a whole JSON value
void record_close(Record *record);

// One element into the thing's set.
void record_add(Record *record, const char *kind, const char *id, const char *element);

// One element out of it: with the additions named in seen (stamps as members of a JSON array), or
// all.
void record_remove(Record *record, const char *kind, const char *id, const char *element,
                   Slice seen);
void record_remove_all(Record *record, const char *kind, const char *id, const char *element);

void record_delete(Record *record, const char *kind, const char *id, bool gone);

// An operation of another library becomes a part of this change, stamp and all. False when it is
// here already. The line must be the one that it was read from.
bool record_take(Record *record, const Operation *operation, Slice line);

// The journal id of the change that holds an operation; 0 when it is not here. The line as before.
int64_t record_find_change(Store *store, const Operation *operation, Slice line);

// The journal row though nothing could be done (an undo that others' changes forbid).
void record_insist(Record *record);

// Notes a failure: the commit will be a rollback.
void record_fail(Record *record, const Error *err);

// *change is the journal id, 0 when there was no operation.
bool record_commit(Record *record, int64_t *change, Error *err);
void record_cancel(Record *record);

// Tells whether record_commit() would have succeeded; nothing stays.
bool record_rehearse(Record *record, Error *err);

// The end of an act that may have failed on its way: what is not `done` (*err says why) is
// cancelled, what is done is committed, or with change NULL only rehearsed. Is it done?
bool record_end(Record *record, bool done, int64_t *change, Error *err);

#endif
