// SPDX-License-Identifier: MIT
// Keeping the counts. An act on one annotation costs a look at its tags before and after it; a
// brief that comes or goes a look at those of its annotations; a tag that is merged, or let go
// again, counting the two tags between which its annotations move.
#include "library/tally.h"

#include <stdlib.h>

uint32_t tally_of(Store *store, int64_t tag) {
  return (uint32_t)statement_take_of(store, STATEMENT_TALLY_OF, tag);
}

uint32_t tally_of_path(Store *store, const char *path) {
  Statement *row = statement_start(store, STATEMENT_TALLY_OF_PATH);
  statement_bind_text(row, slice_of(path));
  return (uint32_t)statement_take_int(row, 0);
}

static void count(Store *store, int64_t tag, int64_t more) {
  Statement *statement = statement_start(store, STATEMENT_TALLY_COUNT);
  statement_bind_int(statement, tag);
  statement_bind_int(statement, more);
  statement_run(statement);
}

// ---- Annotations

Keys tally_note(Store *store, int64_t annotation) {
  Keys tags = {0};
  Statement *rows = statement_start(store, STATEMENT_TALLY_TAGS);
  statement_bind_int(rows, annotation);
  while (statement_next(rows)) keys_add(&tags, statement_int(rows, 0));
  keys_sort(&tags);
  return tags;
}

static void count_others(Store *store, const Keys *tags, const Keys *others, int more) {
  for (uint32_t i = 0; i < tags->count; i++)
    if (!keys_have(others, tags->items[i])) count(store, tags->items[i], more);
}

void tally_settle(Store *store, int64_t annotation, Keys *before) {
  Keys now = tally_note(store, annotation);
  count_others(store, before, &now, -1);
  count_others(store, &now, before, 1);
  statement_run_of(store, STATEMENT_UNTAGGED_OUT, annotation);
  statement_run_of(store, STATEMENT_UNTAGGED_IN, annotation);
  keys_release(before);
  keys_release(&now);
}

void tally_count_brief(Store *store, int64_t brief, int more) {
  Statement *rows = statement_start(store, STATEMENT_TALLY_OF_BRIEF);
  statement_bind_int(rows, brief);
  while (statement_next(rows)) count(store, statement_int(rows, 0), more * statement_int(rows, 1));
}

// ---- Tags

TallyTag tally_note_tag(Store *store, int64_t tag) {
  TallyTag note = {0};
  Statement *row = statement_start(store, STATEMENT_TALLY_END);
  statement_bind_int(row, tag);
  if (statement_next(row))
    note = (TallyTag){.end = statement_int(row, 0), .alive = statement_int(row, 1) != 0};
  statement_end(row);
  return note;
}

static void count_anew(Store *store, int64_t tag) {
  statement_run_of(store, STATEMENT_TALLY_OUT, tag);
  statement_run_of(store, STATEMENT_TALLY_IN, tag);
}

void tally_settle_tag(Store *store, int64_t tag, TallyTag before) {
  TallyTag now = tally_note_tag(store, tag);
  if (before.end == now.end && before.alive == now.alive) return;
  if (before.end != now.end) {
    count_anew(store, before.end);
    count_anew(store, now.end);
  }
  if (now.end) {
    statement_run_of(store, STATEMENT_UNTAGGED_OUT_OF, now.end);
    statement_run_of(store, STATEMENT_UNTAGGED_IN_OF, now.end);
  } else { // merged into one that is not known here: all that led here lead nowhere
    statement_run(statement_start(store, STATEMENT_UNTAGGED_FILL));
  }
}

// ---- All

bool tally_is_right(Store *store) {
  return statement_take_int(statement_start(store, STATEMENT_TALLY_FAULTS), 0) == 0 &&
         statement_take_int(statement_start(store, STATEMENT_UNTAGGED_FAULTS), 0) == 0;
}

void tally_rebuild(Store *store) {
  statement_run(statement_start(store, STATEMENT_TALLY_CLEAR));
  statement_run(statement_start(store, STATEMENT_TALLY_FILL));
  statement_run(statement_start(store, STATEMENT_UNTAGGED_CLEAR));
  statement_run(statement_start(store, STATEMENT_UNTAGGED_FILL));
}
