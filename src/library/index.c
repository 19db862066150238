// SPDX-License-Identifier: MIT
// The index follows the state.
//
//   brief        its newest version, while it is living     ──▶  brief_words
//   annotation   its quotation and comment, while it lives  ──▶  annotation_words
//                its place and its looks, while it lives    ──▶  shown (library/shown.h)
//                its tags, and where these lead             ──▶  tally, untagged (library/tally.h)
//
// What is compared is keys, a life, a colour and a comment: the words of a version and the
// quotation of an anchor never change, so neither is read unless it goes in or out. An act on one
// thing costs two looks at its row, and the words of what differs.
#include "library/index.h"

#include "base/memory.h"
#include "library/roster.h"
#include "library/shown.h"

#include <stdlib.h>
#include <string.h>

static int64_t find_shown_version(Store *store, int64_t brief) {
  return statement_take_of(store, STATEMENT_INDEX_BRIEF, brief);
}

static IndexRow take_row(const Statement *statement) {
  return (IndexRow){.annotation = statement_int(statement, 0),
                    .alive = statement_int(statement, 1) != 0,
                    .anchor = statement_int(statement, 2),
                    .comment = statement_string(statement, 3),
                    .brief = statement_int(statement, 4),
                    .colour = statement_string(statement, 5),
                    .newest = statement_int(statement, 6)};
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

static void note_annotation(Store *store, IndexNote *note, int64_t annotation) {
  IndexRow row = find_row(store, annotation);
  note->annotation = annotation;
  if (row.alive) note->counted = tally_note(store, annotation);
  add_row(note, row);
}

IndexNote index_note(Store *store, const char *kind, int64_t thing, bool renewed) {
  IndexNote note = {0};
  if (strcmp(kind, "annotation") == 0) note_annotation(store, &note, thing);
  if (strcmp(kind, "tag") == 0) {
    note.tag = thing;
    note.leads = tally_note_tag(store, thing);
  }
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

// What the list says of their numbers.
static void settle_count(Store *store, const IndexRow *before, const IndexRow *now) {
  int64_t left = before->alive ? before->brief : 0, joined = now->alive ? now->brief : 0;
  if (left == joined) return;
  if (left) roster_count_annotations(store, left, -1);
  if (joined) roster_count_annotations(store, joined, 1);
}

// Is it drawn as before, and at the same place in each version?
static bool same_looks(const IndexRow *a, const IndexRow *b) {
  if (!a->alive && !b->alive) return true;
  return a->alive == b->alive && a->anchor == b->anchor && a->newest == b->newest &&
         !a->comment[0] == !b->comment[0] && strcmp(a->colour, b->colour) == 0;
}

static void release_row(IndexRow *row) {
  free(row->comment);
  free(row->colour);
}

static void settle_row(Store *store, IndexRow *before) {
  IndexRow now = find_row(store, before->annotation);
  settle_count(store, before, &now);
  if (!same_looks(before, &now)) shown_settle(store, now.annotation, before->alive);
  if (!same_row(before, &now)) {
    change_row(store, STATEMENT_INDEX_ANNOTATION_OUT, before);
    change_row(store, STATEMENT_INDEX_ANNOTATION_IN, &now);
  }
  release_row(before);
  release_row(&now);
}

static bool asks(Store *store, StatementId id, int64_t version) {
  if (!version) return false;
  return statement_take_of(store, id, version) != 0;
}

// After the list is settled.
static void settle_words(Store *store, int64_t brief, int64_t before) {
  int64_t version = find_shown_version(store, brief);
  if (version == before) return;
  if (asks(store, STATEMENT_INDEX_BRIEF_LEFT, before))
    statement_run_of(store, STATEMENT_INDEX_BRIEF_OUT, before);
  if (asks(store, STATEMENT_INDEX_BRIEF_CAME, version))
    statement_run_of(store, STATEMENT_INDEX_BRIEF_IN, version);
}

static void settle_list_words(Store *store, int64_t brief, int64_t before) {
  int64_t version = find_shown_version(store, brief);
  roster_settle_words(store, before);
  if (version != before) roster_settle_words(store, version);
}

static int compare_waiting(const void *a, const void *b) {
  const StoreWaiting *left = *(const StoreWaiting *const *)a;
  const StoreWaiting *right = *(const StoreWaiting *const *)b;
  if (left->key != right->key) return left->key < right->key ? -1 : 1;
  return left < right ? -1 : left > right;
}

// Several notes of one brief: the first is what the index has. The list is settled before any words
// go in, and its words before those of texts: SQLite writes out the words that it has collected
// where another table changes in between.
void index_settle_group(Store *store) {
  size_t count;
  const StoreWaiting *waiting = store_waiting(store, &count);
  const StoreWaiting **sorted = memory_resize(NULL, count, sizeof(StoreWaiting *));
  for (size_t i = 0; i < count; i++) sorted[i] = &waiting[i];
  if (count) qsort(sorted, count, sizeof(StoreWaiting *), compare_waiting);
  size_t kept = 0;
  for (size_t i = 0; i < count; i++)
    if (i == 0 || sorted[i]->key != sorted[i - 1]->key) sorted[kept++] = sorted[i];
  for (size_t i = 0; i < kept; i++) roster_settle(store, sorted[i]->key);
  for (size_t i = 0; i < kept; i++) settle_list_words(store, sorted[i]->key, sorted[i]->value);
  for (size_t i = 0; i < kept; i++) settle_words(store, sorted[i]->key, sorted[i]->value);
  free(sorted);
}

void index_settle(Store *store, IndexNote *note) {
  bool waits = note->brief && store_wait(store, (StoreWaiting){note->brief, note->version});
  if (note->brief && !waits) {
    roster_settle(store, note->brief);
    settle_list_words(store, note->brief, note->version);
    settle_words(store, note->brief, note->version);
  }
  for (size_t i = 0; i < note->row_count; i++) settle_row(store, &note->rows[i]);
  if (note->annotation) tally_settle(store, note->annotation, &note->counted);
  if (note->tag) tally_settle_tag(store, note->tag, note->leads);
  free(note->rows);
  *note = (IndexNote){0};
}
