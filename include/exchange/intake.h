// SPDX-License-Identifier: MIT
// Bringing a file of foreign annotations into the library, the same way for all formats: read it,
// find the brief of each, place it, compare with what is here, and write one change.
//
// Importing a file twice changes nothing; one that has grown adds what is new; what was deleted
// here stays deleted, and what the reader has changed here stays changed.
#ifndef POSTIL_EXCHANGE_INTAKE_H
#define POSTIL_EXCHANGE_INTAKE_H

#include "exchange/readers.h"

enum { INTAKE_BYTES_MAX = 64 << 20 }; // of a file

// Told of each annotation that is not where it was there: its number in the file and why.
typedef void IntakeSay(void *context, uint32_t number, const char *reason);

typedef struct IntakeOptions {
  const ReadersFormat *format; // NULL: the content tells
  int64_t brief;               // key of the brief of all; 0: each says its own
  bool rehearsal;              // does everything but write
  IntakeSay *say;              // or NULL
  void *context;
} IntakeOptions;

typedef struct IntakeCounts {
  uint32_t made, changed, same;
  uint32_t orphaned, ambiguous; // of those made
  uint32_t left_out;
  uint32_t tags;  // of the file's codebook: those that are new here or told otherwise
  int64_t change; // journal id, 0 when nothing was written
} IntakeCounts;

// name is the file's, for messages and the journal. ERROR_DATA for what is of no known format: then
// nothing was written.
bool intake_import(Library *library, Slice bytes, const char *name, const IntakeOptions *options,
                   IntakeCounts *counts, Error *err);

// The same for a file.
bool intake_import_file(Library *library, const char *path, const IntakeOptions *options,
                        IntakeCounts *counts, Error *err);

// "2 new, 0 changed, 0 same, 0 orphaned, 0 ambiguous, 3 left out", and "; 4 tags" when any came in
void intake_write_counts(const IntakeCounts *counts, Buffer *out);

#endif
