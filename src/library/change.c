// SPDX-License-Identifier: MIT
// The journal as the reader sees it: history, undo, redo.
//
// `undo_step` has a row for each change that is no undo: the tip of its chain of undo and redo, and
// whether it is undone. Undo takes the newest that is not; redo the one that was undone last,
// unless a change was made after that. Both are one look at an index, and one journal row more:
//
//   journal   1 highlight   2 tag   3 undoes 2   4 undoes 3      undo_step   1: tip 1
//                                                                            2: tip 4, in force
#include "library/change.h"

#include "base/bisection.h"
#include "base/memory.h"
#include "library/codebook.h"
#include "library/inside.h"
#include "library/inverse.h"
#include "library/reading.h"
#include "library/rows.h"
#include "text/position.h"

#include <stdlib.h>

void change_release(Change *change) {
  free(change->what);
  *change = (Change){0};
}

void change_release_list(ChangeList *list) {
  for (uint32_t i = 0; i < list->count; i++) change_release(&list->items[i]);
  free(list->items);
  *list = (ChangeList){0};
}

// ---- Listing

// Without "undo: " or "redo: ".
static const char *words_of(const char *what) {
  bool reverts = strncmp(what, "undo: ", 6) == 0 || strncmp(what, "redo: ", 6) == 0;
  return reverts ? what + 6 : what;
}

const char *change_words(const Change *change) {
  return words_of(change->what);
}

// A split of a tag is written down as what annotations get instead, but it is a change of the
// codebook like all others there, and in no brief. Only its words tell.
static bool is_split(const char *what) {
  return strncmp(words_of(what), CODEBOOK_SPLIT, sizeof CODEBOOK_SPLIT - 1) == 0;
}

static void take_row(const Statement *statement, Change *change) {
  *change = (Change){.id = statement_int(statement, 0), .at = statement_int(statement, 1)};
  change->what = statement_string(statement, 2);
  change->undoes = statement_int(statement, 3);
  change->brief = is_split(change->what) ? 0 : statement_int(statement, 4);
}

static Change *find(const ChangeList *list, int64_t id) {
  Bisection range = bisection_of(0, list->count); // ids descend
  while (bisection_open(&range)) bisection_narrow(&range, list->items[range.middle].id > id);
  uint32_t low = (uint32_t)range.low;
  return low < list->count && list->items[low].id == id ? &list->items[low] : NULL;
}

// Newest first: whoever is in force undoes what it names.
static void mark_undone(ChangeList *list) {
  for (uint32_t i = 0; i < list->count; i++) {
    const Change *change = &list->items[i];
    Change *other = change->undoes && !change->undone ? find(list, change->undoes) : NULL;
    if (other) other->undone = true;
  }
}

static Statement *start_list(Library *library, int64_t from, int64_t most) {
  Statement *statement = statement_start(library->store, STATEMENT_JOURNAL_LIST);
  statement_bind_int(statement, from);
  statement_bind_int(statement, most);
  return statement;
}

bool change_list(Library *library, uint32_t most, ChangeList *list, Error *err) {
  *list = (ChangeList){0};
  size_t capacity = 0;
  Statement *statement = start_list(library, INT64_MAX, most ? (int64_t)most : -1);
  while (statement_next(statement)) {
    list->items = memory_grow(list->items, list->count, &capacity, sizeof *list->items);
    take_row(statement, &list->items[list->count++]);
  }
  mark_undone(list);
  if (store_check(library->store, err)) return true;
  change_release_list(list);
  return false;
}

bool change_subject(Library *library, int64_t change, ChangeSubject *subject, Error *err) {
  *subject = (ChangeSubject){0};
  Statement *statement = statement_start(library->store, STATEMENT_JOURNAL_SUBJECT);
  statement_bind_int(statement, change);
  if (statement_next(statement) && !is_split(statement_text(statement, 3).ptr)) {
    *subject = (ChangeSubject){statement_int(statement, 0), statement_int(statement, 1),
                               statement_int(statement, 2) != 0};
  }
  statement_end(statement);
  return store_check(library->store, err);
}

static void add_cut(Library *library, int64_t version_key, CpSpan span_cp, Buffer *out) {
  Error ignored = {0};
  Span span;
  const Version *version = library_borrow_version(library, version_key, &ignored);
  if (version && positions_to_bytes(version->positions, span_cp, &span))
    buffer_add(out, version_cut(version, span));
}

void change_add_words(Library *library, const ChangeSubject *subject, Buffer *out) {
  if (!subject->annotation) return;
  Statement *statement = statement_start(library->store, STATEMENT_ANNOTATION_STANDS);
  statement_bind_int(statement, subject->annotation);
  int64_t version = 0;
  CpSpan span = {0};
  if (statement_next(statement)) {
    version = statement_int(statement, 0);
    span = (CpSpan){(uint32_t)statement_int(statement, 1), (uint32_t)statement_int(statement, 2)};
    buffer_add(out, statement_text(statement, 3));
  }
  statement_end(statement);
  if (version && out->len == 0) add_cut(library, version, span, out);
}

// ---- Next

typedef struct Direction {
  StatementId next;
  const char *prefix, *nothing;
  bool undone; // afterwards
} Direction;

static const Direction undo = {STATEMENT_UNDO_NEXT, "undo", "cannot undo: there is nothing to undo",
                               true};
static const Direction redo = {STATEMENT_REDO_NEXT, "redo", "cannot redo: there is nothing to redo",
                               false};

typedef struct Step {
  int64_t root, tip;
} Step;

static bool find_step(Library *library, const Direction *direction, Step *step, Error *err) {
  Statement *statement = statement_start(library->store, direction->next);
  bool found = statement_next(statement);
  if (found) *step = (Step){statement_int(statement, 0), statement_int(statement, 1)};
  statement_end(statement);
  if (!store_check(library->store, err)) return false;
  return found || error_set(err, ERROR_NOTHING, "%s", direction->nothing);
}

static bool read_one(Library *library, int64_t id, Change *change, Error *err) {
  Statement *statement = start_list(library, id, 1);
  bool found = statement_next(statement);
  if (found) take_row(statement, change);
  statement_end(statement);
  if (found) return true;
  if (!store_check(library->store, err)) return false;
  return error_set(err, ERROR_DATA, "cannot read change %lld: it is not in the journal",
                   (long long)id);
}

static bool find_next(Library *library, const Direction *direction, Change *next, Error *err) {
  Step step;
  return find_step(library, direction, &step, err) && read_one(library, step.root, next, err);
}

bool change_next_undo(Library *library, Change *next, Error *err) {
  return find_next(library, &undo, next, err);
}

bool change_next_redo(Library *library, Change *next, Error *err) {
  return find_next(library, &redo, next, err);
}

// ---- One step

static void move_tip(Record *record, const Direction *direction, const Step *step) {
  Statement *statement = statement_start(record->library->store, STATEMENT_UNDO_STEP_SET);
  statement_bind_int(statement, step->root);
  statement_bind_int(statement, record->journal);
  statement_bind_int(statement, direction->undone);
  statement_run(statement);
}

// Inside the transaction: what is next is asked again, as another program may have been faster.
static bool revert_next(Record *record, const Direction *direction, int64_t only, Buffer *what,
                        Change *done, Error *err) {
  Step step;
  Change root;
  if (!find_step(record->library, direction, &step, err)) return false;
  if (only != 0 && step.root != only) {
    error_set(err, ERROR_BUSY, "cannot %s that: another program has just changed the library",
              direction->prefix);
    return error_hint(err, "nothing was changed; once more %ses what it did", direction->prefix);
  }
  if (!read_one(record->library, step.root, &root, err)) return false;
  buffer_printf(what, "%s: %s", direction->prefix, root.what);
  record->what = what->ptr;
  record->undoes = step.tip;
  InverseParts parts;
  int64_t before = rows_shown_version(record->library->store, root.brief);
  inverse_record(record, step.tip, &parts);
  if (root.brief)
    reading_carry(record, root.brief, before,
                  rows_shown_version(record->library->store, root.brief));
  record_insist(record);
  move_tip(record, direction, &step);
  *done = (Change){.at = record->now,
                   .undoes = step.tip,
                   .brief = root.brief,
                   .parts = parts.done,
                   .left = parts.left};
  change_release(&root);
  return true;
}

static bool step_once(Library *library, const Direction *direction, int64_t only, Change *done,
                      Error *err) {
  Record record;
  Buffer what = {0};
  bool ok = record_begin(&record, library, direction->prefix, err);
  if (ok) {
    ok = revert_next(&record, direction, only, &what, done, err);
    ok = record_end(&record, ok, &done->id, err);
  }
  if (ok) done->what = memory_string(buffer_slice(&what));
  buffer_release(&what);
  return ok;
}

bool change_undo(Library *library, Change *done, Error *err) {
  return step_once(library, &undo, 0, done, err);
}

bool change_redo(Library *library, Change *done, Error *err) {
  return step_once(library, &redo, 0, done, err);
}

bool change_undo_this(Library *library, int64_t id, Change *done, Error *err) {
  return step_once(library, &undo, id, done, err);
}

bool change_redo_this(Library *library, int64_t id, Change *done, Error *err) {
  return step_once(library, &redo, id, done, err);
}

bool change_has_others(Library *library, const Change *change) {
  Statement *statement = statement_start(library->store, STATEMENT_JOURNAL_OTHERS);
  statement_bind_int(statement, change->id);
  statement_bind_int(statement, change->brief);
  return statement_take_int(statement, 0) != 0;
}

bool change_names(const Change *change, const char *title) {
  Buffer quoted = {0};
  buffer_printf(&quoted, "'%s'", title);
  bool named = strstr(change->what, quoted.ptr) != NULL;
  buffer_release(&quoted);
  return named;
}
