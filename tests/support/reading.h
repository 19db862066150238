// SPDX-License-Identifier: MIT
// A session on a library in memory, for tests of what the reader does: commands in, places and
// annotations out.
#ifndef POSTIL_TESTS_READING_H
#define POSTIL_TESTS_READING_H

#include "session/session.h"

#include "support/check.h"

typedef struct Reading {
  Session session;
  SessionResult result; // of the last command
  Error err;
  Annotation shown; // by reading_annotation()
} Reading;

Reading *reading_new(bool headless);  // nothing is open
Reading *reading_open(bool headless); // data/briefs/velna-compact.txt is
void reading_free(Reading *reading);

// Runs the commands of a line, which must succeed, or fail so.
void reading_do(Reading *reading, const char *line);
void reading_refuse(Reading *reading, const char *line, ErrorKind kind);

void reading_check_caret(const Reading *reading, const char *words);
void reading_check_message(const Reading *reading, const char *wanted);
void reading_check_cut(const Reading *reading, Span span, const char *wanted);

// All of one of the annotations in reach; valid until the next call.
const Annotation *reading_annotation(Reading *reading, uint32_t index);

// All living annotations of the library, one a line: quotation, colour, tags, comment.
void reading_check_annotations(Reading *reading, const char *wanted);

#endif
