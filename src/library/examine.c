// SPDX-License-Identifier: MIT
// The examination of a library, as `postil doctor` reports it.
//
//   the file        quick_check, foreign keys                       (SQLite's own)
//   each version    text and hash, structure and text agree, and what was read off them
//   each anchor     inside its text, on grapheme clusters, and what it quotes stands there
//   the index       has the words of the newest versions and of the annotations, and no others
//   the list        has the briefs, in all its orders
//   what is shown   is where the annotations stand
//   the state       operations folded anew, in memory, give the same tables
//
// Cost: one pass over the library; one version in memory at a time, and the state once more.
#include "library/examine.h"
#include "library/inside.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "library/derived.h"
#include "library/fold.h"
#include "library/index.h"
#include "library/roster.h"
#include "library/rows.h"
#include "library/shown.h"
#include "library/tally.h"
#include "text/motion.h"
#include "text/pack.h"
#include "text/position.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct Examination {
  Store *store;
  void (*say)(void *context, const char *sentence);
  void *context;
  unsigned faults;
} Examination;

__attribute__((format(printf, 2, 3))) static void report(Examination *examination,
                                                         const char *format, ...) {
  Error sentence;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(sentence.message, sizeof sentence.message, format, arguments);
  va_end(arguments);
  examination->say(examination->context, sentence.message);
  examination->faults++;
}

// ---- Versions and anchors

static bool stands_there(const Version *version, CpSpan cp_span, Slice quote) {
  Span span;
  return cp_span.start_cp < cp_span.end_cp &&
         positions_to_bytes(version->positions, cp_span, &span) &&
         span_equal(motion_widen(version, span), span) &&
         slice_equal(version_cut(version, span), quote);
}

bool examine_anchor_stands(const Version *version, const Statement *row) {
  int64_t start = statement_int(row, 1), end = statement_int(row, 2);
  bool orphan = slice_equal(statement_text(row, 3), SLICE("orphan"));
  bool inside = start >= 0 && start <= end && end <= positions_count(version->positions);
  CpSpan span = {(uint32_t)start, (uint32_t)end};
  // Of an orphan only what was set has words: those that it had.
  bool silent = statement_is_null(row, 4) || !slice_equal(statement_text(row, 5), SLICE("align"));
  if (orphan) return inside && start == end && silent;
  return inside && stands_there(version, span, statement_text(row, 4));
}

static void examine_anchors(Examination *examination, const Version *version, int64_t key) {
  Statement *statement = statement_start(examination->store, STATEMENT_ANCHORS_OF_VERSION);
  statement_bind_int(statement, key);
  while (statement_next(statement)) {
    if (examine_anchor_stands(version, statement)) continue;
    report(examination, "annotation %s: at %lld to %lld does not stand what it quotes",
           statement_text(statement, 0).ptr, (long long)statement_int(statement, 1),
           (long long)statement_int(statement, 2));
  }
}

static void examine_version(Examination *examination, int64_t key, const char *hash,
                            int64_t length) {
  Statement *statement = statement_start(examination->store, STATEMENT_VERSION_TEXT);
  statement_bind_int(statement, key);
  Version *version = NULL;
  Error why = {0};
  char found[HASH_HEX_SIZE] = "";
  if (statement_next(statement)) {
    hash_hex(statement_text(statement, 0), found);
    version = pack_read(statement_text(statement, 0), statement_text(statement, 2),
                        (uint32_t)statement_int(statement, 1), &why);
  }
  statement_end(statement);
  if (strcmp(found, hash) != 0) {
    report(examination, "version %.12s: its text is not the one that was added", hash);
  } else if (!version) {
    report(examination, "version %.12s: %s", hash, why.message);
  } else if (positions_count(version->positions) != length) {
    report(examination, "version %.12s: its length is wrong", hash);
  }
  if (version && !derived_is_right(examination->store, key, version))
    report(examination, "version %.12s: its sources are not those of its text", hash);
  if (version) examine_anchors(examination, version, key);
  version_free(version);
}

typedef struct VersionRow {
  int64_t key, length;
  char hash[HASH_HEX_SIZE];
} VersionRow;

static void examine_versions(Examination *examination) {
  VersionRow *rows = NULL;
  size_t count = 0, capacity = 0;
  Statement *statement = statement_start(examination->store, STATEMENT_VERSION_HASHES);
  while (statement_next(statement)) {
    rows = memory_grow(rows, count, &capacity, sizeof *rows);
    rows[count] =
        (VersionRow){.key = statement_int(statement, 0), .length = statement_int(statement, 2)};
    rows_copy(rows[count++].hash, HASH_HEX_SIZE, statement_text(statement, 1));
  }
  for (size_t i = 0; i < count; i++) {
    examine_version(examination, rows[i].key, rows[i].hash, rows[i].length);
  }
  free(rows);
}

// ---- The fold

// Anchors want the versions that they stand in; nothing else of them counts.
static void copy_versions(Store *from, Store *to) {
  Statement *statement = statement_start(from, STATEMENT_VERSION_HASHES);
  while (statement_next(statement)) {
    Statement *copy = statement_start(to, STATEMENT_VERSION_COPY);
    statement_bind_int(copy, statement_int(statement, 0));
    statement_bind_text(copy, statement_text(statement, 1));
    statement_run(copy);
  }
}

static void fold_row(Examination *examination, const Statement *row, Store *anew) {
  Slice line = statement_text(row, 0);
  uint8_t hash[HASH_SHA256_SIZE];
  hash_sha256(line, hash);
  Arena *arena = arena_new();
  Operation operation;
  Error why;
  bool fine = slice_equal(slice_make((const char *)hash, sizeof hash), statement_text(row, 1)) &&
              operation_parse(arena, line, &operation, &why) &&
              slice_equal(statement_text(row, 2), slice_of(operation.stamp)) &&
              slice_equal(statement_text(row, 3), slice_of(operation.kind)) &&
              slice_equal(statement_text(row, 4), slice_of(operation.id));
  if (fine) {
    Statement *keep = statement_start(anew, STATEMENT_OPERATION_ADD);
    statement_bind_text(keep, statement_text(row, 2));
    statement_bind_blob(keep, statement_text(row, 1));
    statement_bind_null(keep);
    statement_bind_text(keep, statement_text(row, 3));
    statement_bind_text(keep, statement_text(row, 4));
    statement_bind_text(keep, line);
    statement_run(keep);
    fold_apply(anew, &operation);
  } else {
    report(examination, "operation %s: it is damaged", statement_text(row, 2).ptr);
  }
  arena_free(arena);
}

static void fold_anew(Examination *examination, Store *anew) {
  Statement *statement = statement_start(examination->store, STATEMENT_OPERATIONS_WITH_HASH);
  while (statement_next(statement)) fold_row(examination, statement, anew);
}

static const struct {
  StatementId statement;
  const char *name;
} states[] = {
    {STATEMENT_STATE_OF_THINGS, "the list of things"},
    {STATEMENT_STATE_OF_BRIEFS, "the briefs"},
    {STATEMENT_STATE_OF_ANNOTATIONS, "the annotations"},
    {STATEMENT_STATE_OF_TAGS, "the tags"},
    {STATEMENT_STATE_OF_ALIASES, "the other names of tags"},
    {STATEMENT_STATE_OF_ANNOTATION_TAGS, "the tags of annotations"},
    {STATEMENT_STATE_OF_HEADS, "the heads"},
    {STATEMENT_STATE_OF_ADDITIONS, "the additions"},
};

static bool same_row(const Statement *a, const Statement *b) {
  for (unsigned i = 0; i < statement_columns(a); i++) {
    if (statement_is_null(a, i) != statement_is_null(b, i)) return false;
    if (!slice_equal(statement_text(a, i), statement_text(b, i))) return false;
  }
  return true;
}

// Compares one table with its fold; the first difference is told.
static void compare_state(Examination *examination, Store *anew, StatementId id, const char *name) {
  Statement *now = statement_start(examination->store, id), *then = statement_start(anew, id);
  for (;;) {
    bool more_now = statement_next(now), more_then = statement_next(then);
    if (!more_now && !more_then) break;
    if (more_now && more_then && same_row(now, then)) continue;
    report(examination, "%s differ from what the journal says, at %s", name,
           statement_text(more_now ? now : then, 0).ptr);
    break;
  }
  statement_end(now);
  statement_end(then);
}

static bool examine_state(Examination *examination, Error *err) {
  Store *anew = store_open_memory(err);
  // Its versions have no briefs, and its operations no journal.
  bool ok =
      anew && store_run_script(anew, "PRAGMA foreign_keys = OFF", err) && store_begin(anew, err);
  if (ok) {
    copy_versions(examination->store, anew);
    fold_anew(examination, anew);
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
      compare_state(examination, anew, states[i].statement, states[i].name);
    }
    ok = store_check(anew, err);
    store_rollback(anew);
  }
  store_close(anew);
  return ok;
}

bool library_examine(Library *library, void (*say)(void *context, const char *sentence),
                     void *context, Error *err) {
  Examination examination = {.store = library->store, .say = say, .context = context};
  examination.faults += store_examine(library->store, say, context);
  examine_versions(&examination);
  examination.faults += index_examine(library->store, say, context);
  if (!roster_is_right(library->store))
    report(&examination, "the list of briefs is not in the order of the briefs");
  if (!shown_is_right(library->store))
    report(&examination, "annotations are shown where they do not stand");
  if (!tally_is_right(library->store))
    report(&examination, "tags are counted that annotations do not have");
  if (!examine_state(&examination, err) || !store_check(library->store, err)) return false;
  if (examination.faults == 0) return true;
  error_set(err, ERROR_DATA, "cannot find the library '%s' whole: it has %u fault%s",
            library_path(library), examination.faults, examination.faults == 1 ? "" : "s");
  return error_hint(err,
                    "nothing was changed; 'postil doctor --repair' mends what can be computed");
}
