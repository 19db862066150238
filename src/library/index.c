// SPDX-License-Identifier: MIT
// The index follows the state.
//
//   brief        its newest version, while it is living     ──▶  brief_words
//   annotation   its quotation and comment, while it lives  ──▶  annotation_words
//
// What is compared is keys, a life and a comment: the words of a version and the quotation of an
// anchor never change, so neither is read unless it goes in or out. An act on one thing costs two
// looks at its row, and the words of what differs.
#include "library/index.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static int64_t find_shown_version(Store *store, int64_t brief) {
  Statement *statement = statement_start(store, STATEMENT_INDEX_BRIEF);
  statement_bind_int(statement, brief);
  return statement_take_int(statement, 0);
}

static IndexRow take_row(const Statement *statement) {
  return (IndexRow){.annotation = statement_int(statement, 0),
                    .alive = statement_int(statement, 1) != 0,
                    .anchor = statement_int(statement, 2),
                    .comment = statement_string(statement, 3)};
}

static IndexRow find_row(Store *store, int64_t annotation) {
  IndexRow row = {.annotation = annotation};
  Statement *statement = statement_start(store, STATEMENT_INDEX_ANNOTATION);
  statement_bind_int(statement, annotation);
  if (statement_next(statement)) row = take_row(statement);
  statement_end(statement);
  return row;
}

static void add_row(IndexNote *note, IndexRow row) {
  note->rows = memory_grow(note->rows, note->row_count, &note->row_capacity, sizeof *note->rows);
  note->rows[note->row_count++] = row;
}

IndexNote index_note(Store *store, const char *kind, int64_t thing, bool renewed) {
  IndexNote note = {0};
  if (strcmp(kind, "annotation") == 0) add_row(&note, find_row(store, thing));
  if (strcmp(kind, "brief") != 0) return note;
  note.brief = thing;
  note.version = find_shown_version(store, thing);
  if (!renewed) return note;
  Statement *statement = statement_start(store, STATEMENT_INDEX_ANNOTATIONS);
  statement_bind_int(statement, thing);
  while (statement_next(statement)) add_row(&note, take_row(statement));
  return note;
}

// ---- In and out

static void change_version(Store *store, StatementId id, int64_t version) {
  if (!version) return;
  Statement *statement = statement_start(store, id);
  statement_bind_int(statement, version);
  statement_run(statement);
}

static void change_row(Store *store, StatementId id, const IndexRow *row) {
  if (!row->alive) return;
  Statement *statement = statement_start(store, id);
  statement_bind_int(statement, row->annotation);
  statement_bind_int(statement, row->anchor);
  statement_bind_text(statement, slice_of(row->comment));
  statement_run(statement);
}

static bool same_row(const IndexRow *a, const IndexRow *b) {
  if (!a->alive && !b->alive) return true;
  return a->alive == b->alive && a->anchor == b->anchor && strcmp(a->comment, b->comment) == 0;
}

static void settle_row(Store *store, IndexRow *before) {
  IndexRow now = find_row(store, before->annotation);
  if (!same_row(before, &now)) {
    change_row(store, STATEMENT_INDEX_ANNOTATION_OUT, before);
    change_row(store, STATEMENT_INDEX_ANNOTATION_IN, &now);
  }
  free(before->comment);
  free(now.comment);
}

void index_settle(Store *store, IndexNote *note) {
  int64_t version = note->brief ? find_shown_version(store, note->brief) : 0;
  if (version != note->version) {
    change_version(store, STATEMENT_INDEX_BRIEF_OUT, note->version);
    change_version(store, STATEMENT_INDEX_BRIEF_IN, version);
  }
  for (size_t i = 0; i < note->row_count; i++) settle_row(store, &note->rows[i]);
  free(note->rows);
  *note = (IndexNote){0};
}
