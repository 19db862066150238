// SPDX-License-Identifier: MIT
// Inverses. What anybody has changed since is left alone; what an undo has brought back counts as
// what it was, so that undo and redo can go back and forth along the whole journal:
//
//   1 comment 'a'   2 comment 'b'   3 undo of 2: sets 'a' again, and its origin is 1
//   4 undo of 1: the head is 3, not 1, but its origin is 1: so nobody else has changed it
//
// `undo_origin` keeps the origin of every setting and addition that an undo made: following one
// costs one look, however often the reader goes back and forth. The journal is never scanned.
//
//   operation                  inverse, if
//   set that made the thing    delete: nobody elsewhere has an operation on it or adds it
//   set that a merge brought   each register whose other heads are all of earlier changes: the
//   in beside others           newest of those
//   other set                  each register whose only head is of the same origin: what it
//                              replaced, or what was set before the change
//   add                        remove: additions of the same origin that are in still
//   remove                     add: the element was in before, and is not in again
//   delete, and back           the opposite: it had an effect, and no operation from elsewhere is
//                              later
//   any on what was dead       beside its own inverse, delete: a merge had brought it back
//
// A thing that is dead stays so, except for undoing its deletion. Among this library's own
// changes nothing can lie between: they are undone newest first.
#include "library/inverse.h"

#include "base/memory.h"
#include "library/fold.h"
#include "library/rows.h"

#include <stdlib.h>

typedef struct Inverse {
  Record *record;
  Store *store;
  const Operation *operation;
  int64_t journal; // of the operation
  int64_t thing;
} Inverse;

// ---- Origins

typedef char Origin[STAMP_SIZE];

// Where the effect of a setting or addition comes from: itself, unless an undo made it.
static void find_origin(Store *store, Slice stamp, Slice name, Origin origin) {
  Statement *statement = statement_start(store, STATEMENT_UNDO_ORIGIN);
  statement_bind_text(statement, stamp);
  statement_bind_text(statement, name);
  rows_copy(origin, sizeof(Origin),
            statement_next(statement) ? statement_text(statement, 0) : stamp);
  statement_end(statement);
}

// The operation that the record wrote last brings back `origin` ("": what was before any).
static void keep_origin(Inverse *inverse, Slice name, const char *origin) {
  Statement *statement = statement_start(inverse->store, STATEMENT_UNDO_ORIGIN_ADD);
  statement_bind_text(statement, slice_of(inverse->record->stamp));
  statement_bind_text(statement, name);
  statement_bind_text(statement, slice_of(origin));
  statement_run(statement);
}

static bool same_origin(const Inverse *inverse, Slice stamp, Slice name) {
  Origin there, here;
  find_origin(inverse->store, stamp, name, there);
  find_origin(inverse->store, slice_of(inverse->operation->stamp), name, here);
  return strcmp(there, here) == 0;
}

// ---- Looking at others

static int64_t count(Store *store, StatementId id, const char *first, const char *second) {
  Statement *statement = statement_start(store, id);
  statement_bind_text(statement, slice_of(first));
  if (second) statement_bind_text(statement, slice_of(second));
  return statement_take_int(statement, 0);
}

// Nobody made it before, as far as was known here: a merge may bring, afterwards, an older making
// of what was made here too.
static bool made_thing(const Inverse *inverse) {
  Statement *statement = statement_start(inverse->store, STATEMENT_OPERATION_FIRST_OF_THING);
  statement_bind_text(statement, slice_of(inverse->operation->id));
  statement_bind_text(statement, slice_of(inverse->operation->kind));
  statement_bind_int(statement, inverse->journal);
  bool made = statement_next(statement) &&
              slice_equal(statement_text(statement, 0), slice_of(inverse->operation->stamp)) &&
              statement_int(statement, 1) >= inverse->journal;
  statement_end(statement);
  return made;
}

// Was the thing dead before the change? And, if `first`, is this the change's first operation on
// it?
static bool was_dead(const Inverse *inverse, bool first) {
  Statement *statement = statement_start(inverse->store, STATEMENT_OPERATION_REVIVED);
  statement_bind_text(statement, slice_of(inverse->operation->id));
  statement_bind_text(statement, slice_of(inverse->operation->kind));
  statement_bind_int(statement, inverse->journal);
  bool dead =
      statement_next(statement) && statement_int(statement, 1) != 0 &&
      (!first || slice_equal(statement_text(statement, 0), slice_of(inverse->operation->stamp)));
  statement_end(statement);
  return dead;
}

// Has another replica an operation on the thing that is later than `stamp`?
static bool touched_elsewhere(const Inverse *inverse, const char *stamp) {
  return count(inverse->store, STATEMENT_OPERATION_ELSEWHERE, inverse->operation->id, stamp) > 0;
}

static bool added_elsewhere(const Inverse *inverse) {
  return count(inverse->store, STATEMENT_ADDITION_ELSEWHERE, inverse->operation->id, NULL) > 0;
}

// ---- Settings

// The only head of the register, false when there are none or several.
static bool find_head(const Inverse *inverse, Slice name, char head[STAMP_SIZE]) {
  Statement *statement = statement_start(inverse->store, STATEMENT_HEADS);
  statement_bind_int(statement, inverse->thing);
  statement_bind_text(statement, name);
  bool one = statement_next(statement);
  if (one) rows_copy(head, STAMP_SIZE, statement_text(statement, 0));
  one = one && !statement_next(statement);
  statement_end(statement);
  return one;
}

static const JsonValue *find_was(const Operation *operation, Slice name) {
  for (const JsonValue *was = operation->was ? operation->was->first : NULL; was; was = was->next) {
    if (slice_equal(was->key, name)) return was;
  }
  return NULL;
}

// The greatest of the stamps that this setting replaced, or the empty slice.
static Slice find_winner(const Operation *operation, Slice name) {
  Slice winner = SLICE("");
  const JsonValue *was = find_was(operation, name);
  for (const JsonValue *stamp = was ? was->first : NULL; stamp; stamp = stamp->next) {
    if (slice_compare(stamp->text, winner) > 0) winner = stamp->text;
  }
  return winner;
}

// The value that an earlier setting of the register had, as JSON; "null" when it cannot be found.
static void write_value_at(const Inverse *inverse, Slice stamp, Slice name, Buffer *out) {
  Arena *arena = arena_new();
  Statement *statement = statement_start(inverse->store, STATEMENT_OPERATION_AT);
  statement_bind_text(statement, slice_of(inverse->operation->id));
  statement_bind_text(statement, stamp);
  statement_bind_text(statement, slice_of(inverse->operation->kind));
  const JsonValue *found = NULL;
  Error ignored;
  Operation earlier;
  while (!found && statement_next(statement)) {
    if (!operation_parse(arena, statement_text(statement, 0), &earlier, &ignored) || !earlier.set)
      continue;
    for (const JsonValue *value = earlier.set->first; value; value = value->next) {
      if (slice_equal(value->key, name)) found = value;
    }
  }
  statement_end(statement);
  JsonWriter json = {.out = out};
  if (found)
    operation_write_value(&json, found);
  else
    json_null(&json);
  arena_free(arena);
}

// The head that was shown before a merge brought this one in beside it.
static bool find_rival(const Inverse *inverse, Slice name, char rival[STAMP_SIZE]) {
  Statement *statement = statement_start(inverse->store, STATEMENT_HEAD_RIVAL);
  statement_bind_int(statement, inverse->thing);
  statement_bind_text(statement, name);
  statement_bind_text(statement, slice_of(inverse->operation->stamp));
  statement_bind_int(statement, inverse->journal);
  bool found = statement_next(statement) && !statement_is_null(statement, 0) &&
               statement_int(statement, 1) > 0 && statement_int(statement, 2) == 0;
  if (found) rows_copy(rival, STAMP_SIZE, statement_text(statement, 0));
  statement_end(statement);
  return found;
}

// The setting before the change, where the operation names none that it replaced: a merge had
// brought it in beside that one. "" for none.
static void find_before(const Inverse *inverse, Slice name, char before[STAMP_SIZE]) {
  Statement *statement = statement_start(inverse->store, STATEMENT_OPERATION_SET_BEFORE);
  statement_bind_text(statement, slice_of(inverse->operation->id));
  statement_bind_text(statement, slice_of(inverse->operation->kind));
  statement_bind_int(statement, inverse->journal);
  statement_bind_text(statement, name);
  before[0] = '\0';
  if (statement_next(statement)) rows_copy(before, STAMP_SIZE, statement_text(statement, 0));
  statement_end(statement);
}

typedef struct Restored {
  Slice name;
  Origin origin;
} Restored;

// Which setting shall be in force again, "" for none; false if the register is left alone.
static bool find_wanted(const Inverse *inverse, Slice name, char wanted[STAMP_SIZE]) {
  char head[STAMP_SIZE];
  if (find_rival(inverse, name, wanted)) return true;
  if (!find_head(inverse, name, head) || !same_origin(inverse, slice_of(head), name)) return false;
  rows_copy(wanted, STAMP_SIZE, find_winner(inverse->operation, name));
  if (!wanted[0]) find_before(inverse, name, wanted);
  return true;
}

// Restores one register in the open set; false if it is left alone.
static bool restore_register(Inverse *inverse, Slice name, Restored *restored) {
  char wanted[STAMP_SIZE];
  if (!find_wanted(inverse, name, wanted)) return false;
  Buffer value = {0};
  char *key = memory_string(name);
  if (wanted[0])
    write_value_at(inverse, slice_of(wanted), name, &value);
  else
    buffer_add_string(&value, "null");
  record_set_json(inverse->record, key, buffer_slice(&value));
  restored->name = name;
  restored->origin[0] = '\0';
  if (wanted[0]) find_origin(inverse->store, slice_of(wanted), name, restored->origin);
  free(key);
  buffer_release(&value);
  return true;
}

static bool revert_registers(Inverse *inverse) {
  const Operation *operation = inverse->operation;
  uint32_t count_restored = 0;
  size_t capacity = 0;
  Restored *restored = NULL;
  record_open(inverse->record, operation->kind, operation->id);
  for (const JsonValue *value = operation->set->first; value; value = value->next) {
    restored = memory_grow(restored, count_restored, &capacity, sizeof *restored);
    if (restore_register(inverse, value->key, &restored[count_restored])) count_restored++;
  }
  record_close(inverse->record);
  for (uint32_t i = 0; i < count_restored; i++) {
    keep_origin(inverse, restored[i].name, restored[i].origin);
  }
  free(restored);
  return count_restored > 0;
}

static bool revert_set(Inverse *inverse) {
  const Operation *operation = inverse->operation;
  if (!made_thing(inverse)) return revert_registers(inverse);
  if (touched_elsewhere(inverse, operation->stamp) || added_elsewhere(inverse)) return false;
  record_delete(inverse->record, operation->kind, operation->id, true);
  return true;
}

// Where a tag leads counts for what has it when the tag itself is dead.
static bool leads(const Operation *operation) {
  const JsonValue *value = operation->set ? operation->set->first : NULL;
  while (value && !slice_equal(value->key, SLICE("into"))) value = value->next;
  return value;
}

// To set is to revive, so it is buried again.
static bool revert_leading(Inverse *inverse) {
  const Operation *operation = inverse->operation;
  if (!revert_registers(inverse)) return false;
  record_delete(inverse->record, operation->kind, operation->id, true);
  return true;
}

// ---- Sets

// The additions of the element that are in; those of this operation's origin as members of an
// array.
static uint32_t find_additions(Inverse *inverse, Slice element, Buffer *same) {
  uint32_t found = 0;
  JsonWriter json = {.out = same};
  Statement *statement = statement_start(inverse->store, STATEMENT_ADDITIONS);
  statement_bind_int(statement, inverse->thing);
  statement_bind_text(statement, element);
  while (statement_next(statement)) {
    Slice stamp = statement_text(statement, 0);
    found++;
    if (same_origin(inverse, stamp, element)) json_string(&json, stamp);
  }
  return found;
}

static bool revert_add(Inverse *inverse) {
  bool reverted = false;
  for (const JsonValue *element = inverse->operation->add->first; element;
       element = element->next) {
    Buffer seen = {0};
    char *name = memory_string(element->text);
    find_additions(inverse, element->text, &seen);
    if (seen.len) {
      const Operation *operation = inverse->operation;
      record_remove(inverse->record, operation->kind, operation->id, name, buffer_slice(&seen));
      reverted = true;
    }
    buffer_release(&seen);
    free(name);
  }
  return reverted;
}

// What a removal took out had one origin, or nobody's in particular.
static void find_removed_origin(Inverse *inverse, Slice element, Origin origin) {
  const JsonValue *seen = inverse->operation->seen;
  rows_copy(origin, sizeof(Origin), slice_of(inverse->record->stamp));
  if (seen && seen->first && !seen->first->next) {
    find_origin(inverse->store, seen->first->text, element, origin);
  }
}

// To add a tag that is gone would bring it back.
static bool is_gone(const Inverse *inverse, Slice element) {
  bool alive, tags = strcmp(inverse->operation->kind, "annotation") == 0;
  return tags && fold_find_thing(inverse->store, "tag", element, &alive) && !alive;
}

// Was the element in before the change? Two libraries may have taken it out.
static bool took_out(const Inverse *inverse, Slice element) {
  Statement *statement = statement_start(inverse->store, STATEMENT_REMOVAL_FOUND);
  statement_bind_text(statement, slice_of(inverse->operation->id));
  statement_bind_text(statement, slice_of(inverse->operation->stamp));
  statement_bind_int(statement, inverse->journal);
  statement_bind_text(statement, element);
  return statement_take_int(statement, 0) > 0;
}

// An element that is in by another addition is as it shall be.
static void revert_remove(Inverse *inverse) {
  const Operation *operation = inverse->operation;
  for (const JsonValue *element = operation->remove->first; element; element = element->next) {
    Buffer same = {0};
    char *name = memory_string(element->text);
    if (find_additions(inverse, element->text, &same) == 0 && !is_gone(inverse, element->text) &&
        took_out(inverse, element->text)) {
      Origin origin;
      record_add(inverse->record, operation->kind, operation->id, name);
      find_removed_origin(inverse, element->text, origin);
      keep_origin(inverse, element->text, origin);
    }
    buffer_release(&same);
    free(name);
  }
}

// ---- All of it

// What a merge brings in may have had no effect: a deletion behind a later edit, or of what was
// dead here too. Taking it back would have one.
static bool revert_life(Inverse *inverse, bool alive) {
  const Operation *operation = inverse->operation;
  bool deletion = operation->life == OPERATION_DELETE;
  if (alive == deletion) return true;
  if (touched_elsewhere(inverse, operation->stamp)) return false;
  if (was_dead(inverse, false) == deletion) return true;
  record_delete(inverse->record, operation->kind, operation->id,
                operation->life == OPERATION_REVIVE);
  return true;
}

static bool revert(Inverse *inverse) {
  const Operation *operation = inverse->operation;
  bool alive;
  inverse->thing =
      fold_find_thing(inverse->store, operation->kind, slice_of(operation->id), &alive);
  if (operation->life != OPERATION_NO_LIFE) return revert_life(inverse, alive);
  if (!alive && leads(operation)) return revert_leading(inverse);
  if (!alive) return !touched_elsewhere(inverse, operation->stamp);
  bool reverted = true;
  if (operation->set) reverted = revert_set(inverse);
  if (operation->add) reverted = revert_add(inverse);
  if (operation->remove) revert_remove(inverse);
  if (!was_dead(inverse, true)) return reverted;
  record_delete(inverse->record, operation->kind, operation->id, true);
  return true;
}

// The lines of a change, last first; they are read before anything is written.
static char **read_lines(Store *store, int64_t journal, uint32_t *line_count) {
  char **lines = NULL;
  size_t capacity = 0;
  *line_count = 0;
  Statement *statement = statement_start(store, STATEMENT_OPERATIONS_OF_CHANGE);
  statement_bind_int(statement, journal);
  while (statement_next(statement)) {
    lines = memory_grow(lines, *line_count, &capacity, sizeof *lines);
    lines[(*line_count)++] = statement_string(statement, 0);
  }
  return lines;
}

void inverse_record(Record *record, int64_t journal, InverseParts *parts) {
  uint32_t line_count;
  char **lines = read_lines(record->library->store, journal, &line_count);
  *parts = (InverseParts){0};
  for (uint32_t i = 0; i < line_count; i++) {
    Arena *arena = arena_new();
    Operation operation;
    Error err;
    if (operation_parse(arena, slice_of(lines[i]), &operation, &err)) {
      Inverse inverse = {.record = record,
                         .store = record->library->store,
                         .operation = &operation,
                         .journal = journal};
      if (revert(&inverse))
        parts->done++;
      else
        parts->left++;
    } else {
      record_fail(record, &err);
    }
    arena_free(arena);
    free(lines[i]);
  }
  free(lines);
}
