// SPDX-License-Identifier: MIT
// Repairing, on copies until the end:
//
//   library ──copy──▶ examined ──whole──▶ done
//                        │ rows that can be read (store/salvage.h)
//                        ▼
//                     new library ── operations folded, texts read, places carried over ── examined
//                        │
//          file sound ───┴─── file damaged
//          the old one beside,      the new one beside,
//          the new one in place     the old one untouched
//
// An operation whose line reads as one stays, even if it is not the line that was written: it is
// all there is. What is no operation is dropped. Texts stay as they are; those of which no
// operation is left are added again.
#include "library/repair.h"

#include "base/hash.h"
#include "base/memory.h"
#include "base/moment.h"
#include "import/import.h"
#include "library/backup.h"
#include "library/brief.h"
#include "library/carry.h"
#include "library/derived.h"
#include "library/examine.h"
#include "library/fold.h"
#include "library/record.h"
#include "library/roster.h"
#include "library/rows.h"
#include "library/shown.h"
#include "library/tally.h"
#include "library/stats.h"
#include "store/copying.h"
#include "store/salvage.h"
#include "text/pack.h"
#include "text/position.h"

#include <stdlib.h>

// ---- Operations

typedef struct Mend {
  char stamp[STAMP_SIZE];
  uint8_t found[HASH_SHA256_SIZE], right[HASH_SHA256_SIZE];
  bool keep; // with the right hash
} Mend;

static bool reads_as_said(const Statement *row) {
  Arena *arena = arena_new();
  Operation operation;
  Error ignored;
  bool fine = operation_parse(arena, statement_text(row, 0), &operation, &ignored) &&
              slice_equal(statement_text(row, 2), slice_of(operation.stamp)) &&
              slice_equal(statement_text(row, 3), slice_of(operation.kind)) &&
              slice_equal(statement_text(row, 4), slice_of(operation.id));
  arena_free(arena);
  return fine;
}

// Whatever is wrong with the row; false when nothing is.
static bool find_mend(const Statement *row, Mend *mend) {
  Slice found = statement_text(row, 1);
  *mend = (Mend){.keep = reads_as_said(row)};
  hash_sha256(statement_text(row, 0), mend->right);
  bool same = found.len == HASH_SHA256_SIZE && memcmp(found.ptr, mend->right, found.len) == 0;
  if (same && mend->keep) return false;
  rows_copy(mend->stamp, STAMP_SIZE, statement_text(row, 2));
  if (found.len == HASH_SHA256_SIZE) memcpy(mend->found, found.ptr, found.len);
  return true;
}

static void mend_operation(Store *store, const Mend *mend) {
  Slice found = slice_make((const char *)mend->found, HASH_SHA256_SIZE);
  Statement *statement =
      statement_start(store, mend->keep ? STATEMENT_OPERATION_MEND : STATEMENT_OPERATION_DROP);
  statement_bind_text(statement, slice_of(mend->stamp));
  statement_bind_blob(statement, found);
  if (mend->keep)
    statement_bind_blob(statement, slice_make((const char *)mend->right, HASH_SHA256_SIZE));
  statement_run(statement);
}

static void mend_operations(Store *store, Repair *repair) {
  Mend *mends = NULL;
  size_t count = 0, capacity = 0;
  Statement *row = statement_start(store, STATEMENT_OPERATIONS_WITH_HASH);
  while (statement_next(row)) {
    mends = memory_grow(mends, count, &capacity, sizeof *mends);
    if (find_mend(row, &mends[count])) count++;
  }
  for (size_t i = 0; i < count; i++) {
    mend_operation(store, &mends[i]);
    repair->lost += !mends[i].keep;
  }
  free(mends);
}

static void fold_all(Store *store) {
  Statement *row = statement_start(store, STATEMENT_OPERATIONS_WITH_HASH);
  while (statement_next(row)) {
    Arena *arena = arena_new();
    Operation operation;
    Error ignored;
    if (operation_parse(arena, statement_text(row, 0), &operation, &ignored))
      fold_apply(store, &operation);
    arena_free(arena);
  }
}

// ---- Places that were carried over

typedef struct Keyed {
  int64_t *items;
  size_t count, capacity;
} Keyed;

static void add_key(Keyed *keys, int64_t key) {
  keys->items = memory_grow(keys->items, keys->count, &keys->capacity, sizeof *keys->items);
  keys->items[keys->count++] = key;
}

// Those that do not say what stands there are dropped, and carried over again.
static void drop_places(Store *store, int64_t key, const Version *version) {
  Keyed wrong = {0};
  Statement *row = statement_start(store, STATEMENT_ANCHOR_ROWS);
  statement_bind_int(row, key);
  while (statement_next(row)) {
    if (!examine_anchor_stands(version, row)) add_key(&wrong, statement_int(row, 0));
  }
  for (size_t i = 0; i < wrong.count; i++) {
    Statement *statement = statement_start(store, STATEMENT_ANCHOR_DROP);
    statement_bind_int(statement, wrong.items[i]);
    statement_run(statement);
  }
  free(wrong.items);
}

// ---- Texts

// A structure that cannot be read is found again where the rules for plain text leave the text as
// it is.
static Version *find_structure(Store *store, int64_t key) {
  Error ignored;
  Version *version = NULL;
  Statement *row = statement_start(store, STATEMENT_VERSION_BARE_TEXT);
  statement_bind_int(row, key);
  if (statement_next(row)) {
    Slice text = statement_text(row, 0);
    version = import_read(&(ImportInput){.bytes = text, .name = "text.txt"}, &ignored);
    if (version && !slice_equal(version->text, text)) {
      version_free(version);
      version = NULL;
    }
  }
  statement_end(row);
  return version;
}

static void set_structure(Store *store, int64_t key, const Version *version) {
  Buffer structure = {0};
  pack_write(version, &structure);
  Statement *statement = statement_start(store, STATEMENT_VERSION_SET_STRUCTURE);
  statement_bind_int(statement, key);
  statement_bind_int(statement, version->rules);
  statement_bind_text(statement, buffer_slice(&structure));
  statement_run(statement);
  buffer_release(&structure);
}

static void mend_version(Library *library, int64_t key) {
  Store *store = library->store;
  Error ignored;
  Version *version = brief_version(library, key, &ignored);
  if (!version) {
    version = find_structure(store, key);
    if (!version) return;
    set_structure(store, key, version);
  }
  Statement *statement = statement_start(store, STATEMENT_VERSION_SET_LENGTH);
  statement_bind_int(statement, key);
  statement_bind_int(statement, positions_count(version->positions));
  statement_run(statement);
  drop_places(store, key, version);
  version_free(version);
}

static void mend_versions(Library *library) {
  int64_t key = 0;
  for (;;) {
    key = statement_take_of(library->store, STATEMENT_VERSION_NEXT, key);
    if (!key) return;
    mend_version(library, key);
  }
}

typedef struct Unsaid {
  char id[UUID_SIZE], hash[HASH_HEX_SIZE];
  int64_t added;
} Unsaid;

static void say_again(Record *record, const Unsaid *unsaid) {
  record_open(record, "brief", unsaid->id);
  record_set_moment(record, "added", unsaid->added);
  record_close(record);
  record_add(record, "brief", unsaid->id, unsaid->hash);
}

// Texts of which the journal has lost every word are briefs again.
static void say_texts(Record *record) {
  Unsaid *texts = NULL;
  size_t count = 0, capacity = 0;
  Statement *row = statement_start(record->library->store, STATEMENT_VERSIONS_UNSAID);
  while (statement_next(row)) {
    texts = memory_grow(texts, count, &capacity, sizeof *texts);
    rows_copy(texts[count].id, UUID_SIZE, statement_text(row, 0));
    rows_copy(texts[count].hash, HASH_HEX_SIZE, statement_text(row, 1));
    texts[count++].added = statement_int(row, 2);
  }
  for (size_t i = 0; i < count; i++) say_again(record, &texts[i]);
  free(texts);
}

// ---- The new library

static void add_row(Record *record) {
  Store *store = record->library->store;
  int64_t newest = statement_take_int(statement_start(store, STATEMENT_JOURNAL_NEWEST), 0);
  Statement *statement = statement_start(store, STATEMENT_JOURNAL_PUT);
  statement_bind_int(statement, newest + 1);
  statement_bind_int(statement, record->now);
  statement_bind_text(statement, SLICE("repair"));
  statement_run(statement);
}

static void make_anew(Record *record, Repair *repair) {
  Library *library = record->library;
  mend_operations(library->store, repair);
  mend_versions(library);
  fold_all(library->store);
  say_texts(record);
  statement_run(statement_start(library->store, STATEMENT_THINGS_DROP));
  derived_rebuild(library->store);
  roster_rebuild(library->store);
  carry_missing(record);
  shown_rebuild(library->store);
  tally_rebuild(library->store);
  if (!record->journal) add_row(record);
}

static bool build(Library *from, Library *to, Repair *repair, Error *err) {
  Record record;
  if (!record_begin(&record, to, "repair", err)) return false;
  if (!salvage_rows(from->store, to->store, &repair->lost, err)) {
    record_cancel(&record);
    return false;
  }
  make_anew(&record, repair);
  library_forget_version(to);
  int64_t change;
  if (record.journal || record.failure.kind != ERROR_NONE)
    return record_commit(&record, &change, err);
  return store_commit(to->store, err);
}

// ---- The outcome

typedef struct Teller {
  RepairSay *say;
  void *context;
  unsigned told;
} Teller;

static void tell(void *context, const char *sentence) {
  Teller *teller = context;
  teller->told++;
  teller->say(teller->context, sentence);
}

// Faults are no failure here, nor is damage that ends the examination; false when it could not be
// examined.
static bool examine(Library *library, RepairSay *say, void *context, unsigned *faults, Error *err) {
  Teller teller = {say, context, 0};
  Error why = {0};
  bool whole = library_examine(library, tell, &teller, &why);
  if (!whole && teller.told == 0 && why.kind == ERROR_DATA) tell(&teller, why.message);
  *faults = teller.told;
  if (whole || teller.told > 0) return true;
  *err = why;
  return false;
}

typedef struct Repairing {
  Repair *repair;
  RepairSay *still;
  void *context;
} Repairing;

static uint32_t less(uint32_t before, uint32_t after) {
  return before > after ? before - after : 0;
}

// What a damaged library cannot even count is not missed.
static void count_less(Library *from, Library *to, Repair *repair) {
  Error ignored;
  Stats before, after;
  if (!stats_read(from, NULL, NULL, &before, &ignored)) return;
  if (stats_read(to, NULL, NULL, &after, &ignored)) {
    repair->briefs_less = less(before.briefs, after.briefs);
    repair->annotations_less = less(before.annotations, after.annotations);
    repair->tags_less = less(before.tags, after.tags);
    stats_release(&after);
  }
  stats_release(&before);
}

static bool make_and_examine(const Repairing *repairing, Library *from, Library *fresh,
                             Error *err) {
  if (!build(from, fresh, repairing->repair, err)) return false;
  count_less(from, fresh, repairing->repair);
  return examine(fresh, repairing->still, repairing->context, &repairing->repair->faults, err);
}

static Library *open_target(const char *path, Error *err) {
  Library *library = library_open(path, LIBRARY_CHANGE, err);
  if (!library || !library_read_only(library)) return library;
  error_set(err, ERROR_PERMISSION, "cannot repair the library '%s': it can only be read", path);
  library_close(library);
  return NULL;
}

// From a second copy: nobody must have written since that was made.
static bool mend(const Repairing *repairing, const char *path, Library *fresh, Error *err) {
  Library *library = open_target(path, err), *copy = NULL;
  int64_t watched = library ? copying_watch(library->store) : 0;
  bool ok = library && (copy = library_open_copy(path, err)) != NULL &&
            make_and_examine(repairing, copy, fresh, err) &&
            (repairing->repair->file = backup_write_beside(library, "repair", err)) != NULL &&
            copying_replace(library->store, watched, fresh->store, err);
  repairing->repair->outcome = REPAIR_MENDED;
  library_close(copy);
  library_close(library);
  return ok;
}

static bool salvage(const Repairing *repairing, Library *copy, Library *fresh, Error *err) {
  repairing->repair->outcome = REPAIR_SALVAGED;
  return make_and_examine(repairing, copy, fresh, err) &&
         (repairing->repair->file = backup_write_beside(fresh, "recovered", err)) != NULL;
}

bool repair_library(const char *path, RepairSay *say, RepairSay *still, void *context,
                    Repair *repair, Error *err) {
  *repair = (Repair){0};
  unsigned faults = 0;
  Library *copy = library_open_copy(path, err), *fresh = NULL;
  bool ok = copy && examine(copy, say, context, &faults, err);
  if (ok && faults > 0) {
    Repairing repairing = {repair, still, context};
    fresh = library_open_nameless(library_path(copy), err);
    ok = fresh && (salvage_is_sound(copy->store) ? mend(&repairing, path, fresh, err)
                                                 : salvage(&repairing, copy, fresh, err));
  }
  library_close(fresh);
  library_close(copy);
  return ok;
}

void repair_release(Repair *repair) {
  free(repair->file);
  *repair = (Repair){0};
}
