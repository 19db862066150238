// SPDX-License-Identifier: MIT
// The union of two libraries.
//
//   texts ──────▶ versions that are not here, and what is read off them
//   operations ─▶ those that are not here, each folded; all belong to one row of the journal, so
//                 that undo takes them back like the reader's own
//   tags ───────▶ of those that show one path, the one with the smallest id stays
//   briefs ─────▶ where another version is shown now, annotations and reading place are carried
//   over
//
// What the other library computed from its operations is never looked at. Cost: one pass over the
// other library, and one over the own briefs and annotations when anything is new.
#include "library/merge.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "library/brief.h"
#include "library/carry.h"
#include "library/derived.h"
#include "library/fold.h"
#include "library/reading.h"
#include "library/record.h"
#include "library/rows.h"
#include "text/pack.h"

#include <stdlib.h>

typedef struct Shown {
  int64_t brief, version;
} Shown;

typedef struct Merging {
  Library *library, *other;
  Record record;
  MergeCounts *counts;
  // Before anything came in:
  int64_t newest_thing;
  int64_t conflicts;
  int64_t redo; // the change that redo would bring back, 0 for none
  Shown *shown; // by brief
  size_t shown_count;
} Merging;

static int64_t number(Store *store, StatementId id) {
  return statement_take_int(statement_start(store, id), 0);
}

// ---- Texts

// Columns of STATEMENT_MERGE_VERSIONS: the brief's id, those of STATEMENT_VERSION_ADD behind the
// brief, those of STATEMENT_VERSION_ADD_TEXT behind the version.
enum { COLUMN_HASH = 1, COLUMN_RULES = 14, COLUMN_STRUCTURE, COLUMN_TEXT, COLUMN_COUNT };

static void refuse(Merging *merging, const char *why) {
  Error err;
  error_set(&err, ERROR_DATA, "cannot merge the library '%s': %s", library_path(merging->other),
            why);
  error_hint(&err, "nothing was changed");
  record_fail(&merging->record, &err);
}

static bool is_here(Store *store, Slice hash) {
  Statement *statement = statement_start(store, STATEMENT_VERSION_BY_HASH);
  statement_bind_text(statement, hash);
  return statement_take_int(statement, 0) != 0;
}

static bool is_well_formed(const Statement *row) {
  for (unsigned column = 0; column < COLUMN_COUNT; column++) {
    if (!utf8_valid(statement_text(row, column))) return false;
  }
  return true;
}

static void bind_columns(Statement *statement, const Statement *row, unsigned from, unsigned to) {
  for (unsigned column = from; column < to; column++)
    statement_bind_text(statement, statement_text(row, column));
}

static void add_version(Merging *merging, const Statement *row, const Version *version) {
  Store *store = merging->library->store;
  int64_t brief = fold_thing(store, "brief", statement_text(row, 0));
  Statement *statement = statement_start(store, STATEMENT_VERSION_ADD);
  statement_bind_int(statement, brief);
  bind_columns(statement, row, COLUMN_HASH, COLUMN_RULES);
  statement_run(statement);
  int64_t key = statement_inserted(store);
  statement = statement_start(store, STATEMENT_VERSION_ADD_TEXT);
  statement_bind_int(statement, key);
  bind_columns(statement, row, COLUMN_RULES, COLUMN_COUNT);
  statement_run(statement);
  derived_add(store, key, version);
  merging->counts->versions++;
}

static void take_version(Merging *merging, const Statement *row) {
  Error err;
  Version *version =
      is_well_formed(row)
          ? pack_read(statement_text(row, COLUMN_TEXT), statement_text(row, COLUMN_STRUCTURE),
                      (uint32_t)statement_int(row, COLUMN_RULES), &err)
          : NULL;
  if (version)
    add_version(merging, row, version);
  else
    refuse(merging, "a text of it cannot be read");
  version_free(version);
}

static void take_versions(Merging *merging) {
  Statement *row = statement_start(merging->other->store, STATEMENT_MERGE_VERSIONS);
  while (merging->record.failure.kind == ERROR_NONE && statement_next(row)) {
    if (!is_here(merging->library->store, statement_text(row, COLUMN_HASH)))
      take_version(merging, row);
  }
  statement_end(row);
}

// ---- Operations

// How far the clock of who made it is ahead.
static void look_at_clock(Merging *merging, const char *stamp) {
  const int64_t day_ms = 86400000;
  int64_t ahead = (strtoll(stamp, NULL, 10) - merging->record.now / 1000) / day_ms;
  if (ahead > merging->counts->days_ahead) merging->counts->days_ahead = (uint32_t)ahead;
}

// What is here already may have come in by a merge that was undone.
static void look_at_change(Merging *merging, const Operation *operation, Slice line) {
  if (record_find_change(merging->library->store, operation, line) == merging->redo)
    merging->counts->undone = true;
}

static void take_operation(Merging *merging, Slice line) {
  Arena *arena = arena_new();
  Operation operation;
  Error err;
  if (line.len < OPERATION_LINE_MAX && operation_parse(arena, line, &operation, &err)) {
    if (record_take(&merging->record, &operation, line))
      look_at_clock(merging, operation.stamp);
    else if (merging->redo)
      look_at_change(merging, &operation, line);
  } else {
    refuse(merging, "a line of its journal is no operation");
  }
  arena_free(arena);
}

static void take_operations(Merging *merging) {
  Statement *row = statement_start(merging->other->store, STATEMENT_OPERATIONS_WITH_HASH);
  while (merging->record.failure.kind == ERROR_NONE && statement_next(row))
    take_operation(merging, statement_text(row, 0));
  statement_end(row);
}

// ---- Tags

typedef struct Twin {
  char id[UUID_SIZE], into[UUID_SIZE];
} Twin;

// Those that show the path of a tag with a smaller id.
static Twin *find_twins(Store *store, size_t *count) {
  Twin *twins = NULL;
  size_t capacity = 0;
  *count = 0;
  Statement *row = statement_start(store, STATEMENT_MERGE_TAG_TWINS);
  while (statement_next(row)) {
    twins = memory_grow(twins, *count, &capacity, sizeof *twins);
    rows_copy(twins[*count].id, UUID_SIZE, statement_text(row, 0));
    rows_copy(twins[(*count)++].into, UUID_SIZE, statement_text(row, 1));
  }
  return twins;
}

static void join_tags(Merging *merging) {
  size_t count;
  Twin *twins = find_twins(merging->library->store, &count);
  for (size_t i = 0; i < count; i++) {
    record_open(&merging->record, "tag", twins[i].id);
    record_set_text(&merging->record, "into", twins[i].into);
    record_close(&merging->record);
  }
  free(twins);
}

// ---- Briefs that show another version now

static void note_shown(Merging *merging) {
  size_t capacity = 0;
  Statement *row = statement_start(merging->library->store, STATEMENT_MERGE_SHOWN);
  while (statement_next(row)) {
    merging->shown =
        memory_grow(merging->shown, merging->shown_count, &capacity, sizeof *merging->shown);
    merging->shown[merging->shown_count++] = (Shown){statement_int(row, 0), statement_int(row, 1)};
  }
}

static void carry_places(Merging *merging) {
  for (size_t i = 0; i < merging->shown_count; i++) {
    Shown before = merging->shown[i];
    int64_t now = rows_shown_version(merging->library->store, before.brief);
    if (now != before.version) reading_carry(&merging->record, before.brief, before.version, now);
  }
}

// ---- Counting

static void count_things(Merging *merging) {
  MergeCounts *counts = merging->counts;
  Statement *row = statement_start(merging->library->store, STATEMENT_MERGE_COUNTS);
  statement_bind_int(row, merging->record.journal);
  statement_bind_int(row, merging->newest_thing);
  while (statement_next(row)) {
    Slice kind = statement_text(row, 0);
    bool fresh = statement_int(row, 1) != 0, alive = statement_int(row, 2) != 0;
    uint32_t things = (uint32_t)statement_int(row, 3);
    if (!fresh)
      *(alive ? &counts->changed : &counts->removed) += things;
    else if (alive && slice_equal(kind, SLICE("brief")))
      counts->briefs += things;
    else if (alive && slice_equal(kind, SLICE("annotation")))
      counts->annotations += things;
    else if (alive)
      counts->tags += things;
  }
  int64_t conflicts = number(merging->library->store, STATEMENT_MERGE_CONFLICTS);
  if (conflicts > merging->conflicts)
    counts->conflicts = (uint32_t)(conflicts - merging->conflicts);
}

// ---- The whole

static void take_all(Merging *merging) {
  Store *store = merging->library->store;
  merging->newest_thing = number(store, STATEMENT_NEWEST_THING);
  merging->conflicts = number(store, STATEMENT_MERGE_CONFLICTS);
  merging->redo = number(store, STATEMENT_REDO_NEXT);
  note_shown(merging);
  take_versions(merging);
  take_operations(merging);
  Error err;
  if (!store_check(merging->other->store, &err)) record_fail(&merging->record, &err);
  if (!merging->record.journal) return; // all was here already
  merging->counts->undone = false;
  join_tags(merging);
  carry_missing(&merging->record);
  carry_places(merging);
  count_things(merging);
}

static bool merge(Merging *merging, const char *file, bool rehearsal, Error *err) {
  Buffer what = {0};
  buffer_printf(&what, "merge '%.*s'", (int)file_name(file).len, file_name(file).ptr);
  char *words = library_repair(what.ptr);
  bool ok = record_begin(&merging->record, merging->library, words, err);
  if (ok) {
    take_all(merging);
    ok = record_end(&merging->record, true, rehearsal ? NULL : &merging->counts->change, err);
    library_forget_version(merging->library); // it may never have come to be
  }
  free(words);
  buffer_release(&what);
  return ok;
}

bool merge_library(Library *library, const char *file, bool rehearsal, MergeSay *say, void *context,
                   MergeCounts *counts, Error *err) {
  *counts = (MergeCounts){0};
  Merging merging = {.library = library, .counts = counts};
  merging.other = library_open_copy(file, err);
  bool ok = merging.other && library_examine(merging.other, say, context, err);
  if (merging.other && !ok && err->kind == ERROR_DATA)
    error_hint(err, "nothing was changed; 'postil doctor --repair' may mend that library");
  ok = ok && merge(&merging, file, rehearsal, err);
  free(merging.shown);
  library_close(merging.other);
  return ok;
}
