// SPDX-License-Identifier: MIT
// The examination of a library, as `postil doctor` reports it.
//
//   the file        quick_check, foreign keys                       (SQLite's own)
//   each version    text and hash, structure and text agree
//   each anchor     inside its text, on grapheme clusters, and what it quotes stands there
//   the state       operations folded anew, in memory, give the same tables
//
// Cost: one pass over the library; one version in memory at a time, and the state once more.
#include "library/inside.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "library/fold.h"
#include "library/rows.h"
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

static void examine_anchors(Examination *examination, const Version *version, int64_t key) {
  Query *query = query_start(examination->store, QUERY_ANCHORS_OF_VERSION);
  query_bind_int(query, key);
  while (query_next(query)) {
    int64_t start = query_int(query, 1), end = query_int(query, 2);
    bool orphan = slice_equal(query_text(query, 3), SLICE("orphan"));
    bool inside = start >= 0 && start <= end && end <= positions_count(version->positions);
    CpSpan span = {(uint32_t)start, (uint32_t)end};
    // Of an orphan only what was set has words: those that it had.
    bool silent = query_is_null(query, 4) || !slice_equal(query_text(query, 5), SLICE("align"));
    if (inside && orphan && start == end && silent) continue;
    if (inside && !orphan && stands_there(version, span, query_text(query, 4))) continue;
    report(examination, "annotation %s: at %lld to %lld does not stand what it quotes",
           query_text(query, 0).ptr, (long long)start, (long long)end);
  }
}

static void examine_version(Examination *examination, int64_t key, const char *hash,
                            int64_t length) {
  Query *query = query_start(examination->store, QUERY_VERSION_TEXT);
  query_bind_int(query, key);
  Version *version = NULL;
  Error why = {0};
  char found[HASH_HEX_SIZE] = "";
  if (query_next(query)) {
    hash_hex(query_text(query, 0), found);
    version =
        pack_read(query_text(query, 0), query_text(query, 2), (uint32_t)query_int(query, 1), &why);
  }
  query_end(query);
  if (strcmp(found, hash) != 0) {
    report(examination, "version %.12s: its text is not the one that was added", hash);
  } else if (!version) {
    report(examination, "version %.12s: %s", hash, why.message);
  } else if (positions_count(version->positions) != length) {
    report(examination, "version %.12s: its length is wrong", hash);
  }
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
  Query *query = query_start(examination->store, QUERY_VERSION_HASHES);
  while (query_next(query)) {
    rows = memory_grow(rows, count, &capacity, sizeof *rows);
    rows[count] = (VersionRow){.key = query_int(query, 0), .length = query_int(query, 2)};
    rows_copy(rows[count++].hash, HASH_HEX_SIZE, query_text(query, 1));
  }
  for (size_t i = 0; i < count; i++) {
    examine_version(examination, rows[i].key, rows[i].hash, rows[i].length);
  }
  free(rows);
}

// ---- The fold

// Anchors want the versions that they stand in; nothing else of them counts.
static void copy_versions(Store *from, Store *to) {
  Query *query = query_start(from, QUERY_VERSION_HASHES);
  while (query_next(query)) {
    Query *copy = query_start(to, QUERY_VERSION_COPY);
    query_bind_int(copy, query_int(query, 0));
    query_bind_text(copy, query_text(query, 1));
    query_run(copy);
  }
}

static void fold_row(Examination *examination, const Query *row, Store *anew) {
  Slice line = query_text(row, 0);
  uint8_t hash[HASH_SHA256_SIZE];
  hash_sha256(line, hash);
  Arena *arena = arena_new();
  Operation operation;
  Error why;
  bool fine = slice_equal(slice_make((const char *)hash, sizeof hash), query_text(row, 1)) &&
              operation_parse(arena, line, &operation, &why) &&
              slice_equal(query_text(row, 2), slice_of(operation.stamp)) &&
              slice_equal(query_text(row, 3), slice_of(operation.kind)) &&
              slice_equal(query_text(row, 4), slice_of(operation.id));
  if (fine) {
    Query *keep = query_start(anew, QUERY_OPERATION_ADD);
    query_bind_text(keep, query_text(row, 2));
    query_bind_blob(keep, query_text(row, 1));
    query_bind_null(keep);
    query_bind_text(keep, query_text(row, 3));
    query_bind_text(keep, query_text(row, 4));
    query_bind_text(keep, line);
    query_run(keep);
    fold_apply(anew, &operation);
  } else {
    report(examination, "operation %s: it is damaged", query_text(row, 2).ptr);
  }
  arena_free(arena);
}

static void fold_anew(Examination *examination, Store *anew) {
  Query *query = query_start(examination->store, QUERY_OPERATIONS_WITH_HASH);
  while (query_next(query)) fold_row(examination, query, anew);
}

static const struct {
  QueryId query;
  const char *name;
} states[] = {
    {QUERY_STATE_OF_THINGS, "the list of things"},
    {QUERY_STATE_OF_BRIEFS, "the briefs"},
    {QUERY_STATE_OF_ANNOTATIONS, "the annotations"},
    {QUERY_STATE_OF_TAGS, "the tags"},
    {QUERY_STATE_OF_ANNOTATION_TAGS, "the tags of annotations"},
    {QUERY_STATE_OF_HEADS, "the heads"},
    {QUERY_STATE_OF_ADDITIONS, "the additions"},
};

static bool same_row(const Query *a, const Query *b) {
  for (unsigned i = 0; i < query_columns(a); i++) {
    if (query_is_null(a, i) != query_is_null(b, i)) return false;
    if (!slice_equal(query_text(a, i), query_text(b, i))) return false;
  }
  return true;
}

// Compares one table with its fold; the first difference is told.
static void compare_state(Examination *examination, Store *anew, QueryId id, const char *name) {
  Query *now = query_start(examination->store, id), *then = query_start(anew, id);
  for (;;) {
    bool more_now = query_next(now), more_then = query_next(then);
    if (!more_now && !more_then) break;
    if (more_now && more_then && same_row(now, then)) continue;
    report(examination, "%s differ from what the journal says, at %s", name,
           query_text(more_now ? now : then, 0).ptr);
    break;
  }
  query_end(now);
  query_end(then);
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
      compare_state(examination, anew, states[i].query, states[i].name);
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
  if (!examine_state(&examination, err) || !store_check(library->store, err)) return false;
  if (examination.faults == 0) return true;
  error_set(err, ERROR_DATA, "cannot find the library '%s' whole: it has %u fault%s",
            library_path(library), examination.faults, examination.faults == 1 ? "" : "s");
  return error_hint(err, "nothing was changed; restore a backup, or export what can be read");
}
