// SPDX-License-Identifier: MIT
// Sources by their notes. Notes with equal keys (a URL, a title; without either the words) are
// joined: keys are sorted, and neighbours that are equal made one (union and find). So a note that
// has both a URL and a title joins those that have only one of them.
#include "library/sources.h"

#include "base/bisection.h"
#include "base/memory.h"
#include "base/order.h"
#include "library/address.h"
#include "library/inside.h"
#include "text/fold.h"

#include <stdlib.h>

typedef struct Row {
  int64_t brief;
  uint32_t note, root;
  char *label, *url, *title, *words;
  uint32_t stands_for; // the row of its root in the same brief, or itself; NO_ROW where it has none
  uint32_t joined;     // union and find
} Row;

typedef struct Rows {
  Row *items;
  uint32_t count;
} Rows;

static const uint32_t NO_ROW = UINT32_MAX;

// ---- Reading

static void release_rows(Rows *rows) {
  for (uint32_t i = 0; i < rows->count; i++) {
    free(rows->items[i].label);
    free(rows->items[i].url);
    free(rows->items[i].title);
    free(rows->items[i].words);
  }
  free(rows->items);
}

static uint32_t end_of_brief(const Rows *rows, uint32_t start) {
  uint32_t end = start;
  while (end < rows->count && rows->items[end].brief == rows->items[start].brief) end++;
  return end;
}

// The row of a note among those [start, end) of its brief.
static uint32_t find_note(const Rows *rows, uint32_t start, uint32_t end, uint32_t note) {
  Bisection range = bisection_of(start, end);
  while (bisection_open(&range)) bisection_narrow(&range, rows->items[range.middle].note < note);
  bool found = range.low < end && rows->items[range.low].note == note;
  return found ? (uint32_t)range.low : NO_ROW;
}

// Rows of a brief stand together, by note. What a note means may stand before it (Ibid.) or behind
// it ("see note 17 below"). A note that means one which cites nothing cites nothing.
static void find_roots(Rows *rows) {
  for (uint32_t start = 0, end; start < rows->count; start = end) {
    end = end_of_brief(rows, start);
    for (uint32_t i = start; i < end; i++) {
      Row *row = &rows->items[i];
      row->joined = i;
      row->stands_for = row->root == row->note ? i : find_note(rows, start, end, row->root);
    }
  }
}

static void read_rows(Library *library, const Keys *counted, Rows *rows) {
  size_t room = 0;
  Statement *statement = statement_start(library->store, STATEMENT_SOURCES_CITED);
  while (statement_next(statement)) {
    if (counted && !keys_have(counted, statement_int(statement, 0))) continue;
    rows->items = memory_grow(rows->items, rows->count, &room, sizeof *rows->items);
    rows->items[rows->count++] = (Row){
        .brief = statement_int(statement, 0),
        .note = (uint32_t)statement_int(statement, 1),
        .root = (uint32_t)statement_int(statement, 2),
        .label = statement_string(statement, 3),
        .url = statement_string(statement, 4),
        .title = statement_string(statement, 5),
        .words = statement_string(statement, 6),
    };
  }
  find_roots(rows);
}

// ---- Which rows are one source

static uint32_t find_joined(Rows *rows, uint32_t row) {
  while (rows->items[row].joined != row) {
    rows->items[row].joined = rows->items[rows->items[row].joined].joined;
    row = rows->items[row].joined;
  }
  return row;
}

static void join(Rows *rows, uint32_t a, uint32_t b) {
  a = find_joined(rows, a);
  b = find_joined(rows, b);
  rows->items[a > b ? a : b].joined = a < b ? a : b;
}

// What a row or a brief is known by.
typedef struct SourceKey {
  const char *text;
  int64_t owner; // row or brief
} SourceKey;

typedef struct SourceKeys {
  SourceKey *items;
  size_t count, room;
} SourceKeys;

static void add_key(SourceKeys *keys, const char *text, int64_t owner) {
  if (!text[0]) return;
  keys->items = memory_grow(keys->items, keys->count, &keys->room, sizeof *keys->items);
  keys->items[keys->count++] = (SourceKey){text, owner};
}

static int compare_keys(const void *a, const void *b) {
  const SourceKey *left = a, *right = b;
  int order = strcmp(left->text, right->text);
  return order ? order : order_compare(left->owner, right->owner);
}

static void sort_keys(SourceKeys *keys) {
  if (keys->count > 1) qsort(keys->items, keys->count, sizeof *keys->items, compare_keys);
}

static void join_equal(Rows *rows, SourceKeys *keys) {
  sort_keys(keys);
  for (size_t i = 1; i < keys->count; i++) {
    if (strcmp(keys->items[i - 1].text, keys->items[i].text) == 0)
      join(rows, (uint32_t)keys->items[i - 1].owner, (uint32_t)keys->items[i].owner);
  }
  keys->count = 0;
}

static void join_rows(Rows *rows) {
  SourceKeys keys = {0};
  for (uint32_t i = 0; i < rows->count; i++)
    if (rows->items[i].stands_for != NO_ROW) join(rows, i, rows->items[i].stands_for);
  for (uint32_t i = 0; i < rows->count; i++) add_key(&keys, rows->items[i].url, i);
  join_equal(rows, &keys);
  for (uint32_t i = 0; i < rows->count; i++) add_key(&keys, rows->items[i].title, i);
  join_equal(rows, &keys);
  for (uint32_t i = 0; i < rows->count; i++) {
    const Row *row = &rows->items[i];
    if (!row->url[0] && !row->title[0]) add_key(&keys, row->words, i);
  }
  join_equal(rows, &keys);
  free(keys.items);
}

// ---- What briefs are called

typedef struct Names {
  SourceKeys urls, titles;
} Names;

static void release_keys(SourceKeys *keys) {
  for (size_t i = 0; i < keys->count; i++) free((char *)(uintptr_t)keys->items[i].text);
  free(keys->items);
}

static void add_name(SourceKeys *keys, Slice name, int64_t brief) {
  if (name.len > 0) add_key(keys, memory_string(name), brief);
}

typedef bool FoldName(Slice name, Buffer *out);

// What the reader typed counts instead of what the text says.
static void read_name(const Statement *row, unsigned stated, unsigned typed, FoldName *fold_name,
                      SourceKeys *keys) {
  Buffer folded = {0};
  if (statement_is_null(row, typed))
    buffer_add(&folded, statement_text(row, stated));
  else
    fold_name(statement_text(row, typed), &folded);
  add_name(keys, buffer_slice(&folded), statement_int(row, 0));
  buffer_release(&folded);
}

static void read_names(Library *library, Names *names) {
  *names = (Names){0};
  Statement *statement = statement_start(library->store, STATEMENT_NAMES_OF_BRIEFS);
  while (statement_next(statement)) {
    read_name(statement, 1, 3, address_fold_url, &names->urls);
    read_name(statement, 2, 4, address_fold_title, &names->titles);
  }
  sort_keys(&names->urls);
  sort_keys(&names->titles);
}

static int64_t find_name(const SourceKeys *keys, const char *name) {
  Bisection range = bisection_of(0, name[0] ? keys->count : 0);
  while (bisection_open(&range))
    bisection_narrow(&range, strcmp(keys->items[range.middle].text, name) < 0);
  bool found = name[0] && range.low < keys->count && strcmp(keys->items[range.low].text, name) == 0;
  return found ? keys->items[range.low].owner : 0;
}

static void look_here(Source *source, const Names *names, const Row *row) {
  int64_t by_url = find_name(&names->urls, row->url);
  int64_t by_title = by_url ? 0 : find_name(&names->titles, row->title);
  if (!by_url && (!by_title || source->same != SOURCE_NOT_HERE)) return;
  source->same = by_url ? SOURCE_SAME_URL : SOURCE_SAME_TITLE;
  source->here = by_url ? by_url : by_title;
}

// ---- The list

static int compare_rows(const void *a, const void *b, void *context) {
  Rows *rows = context;
  uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
  uint32_t of_left = find_joined(rows, left), of_right = find_joined(rows, right);
  if (of_left != of_right) return of_left < of_right ? -1 : 1;
  return left < right ? -1 : left > right;
}

static void name_source(Source *source, const Row *row) {
  if (!source->words) source->words = memory_string(slice_of(row->words));
  if (!source->url[0] && row->url[0]) {
    free(source->url);
    source->url = memory_string(slice_of(row->url));
  }
  Slice quoted = row->title[0] ? address_quoted(slice_of(row->words)) : (Slice){0};
  if (!source->name && quoted.len > 0) source->name = memory_string(quoted);
}

static void add_note(SourceList *list, const Row *row) {
  list->notes[list->note_count++] = (SourceNote){
      row->brief, row->note, memory_string(slice_of(row->label)), row->root != row->note};
}

static void add_source(SourceList *list, const Rows *rows, const uint32_t *order, uint32_t count,
                       const Names *names) {
  Source *source = &list->items[list->count++];
  *source =
      (Source){.first = list->note_count, .note_count = count, .url = memory_string(SLICE(""))};
  for (uint32_t i = 0; i < count; i++) {
    const Row *row = &rows->items[order[i]];
    if (i == 0 || row->brief != rows->items[order[i - 1]].brief) source->brief_count++;
    add_note(list, row);
    if (row->stands_for != order[i]) continue;
    name_source(source, row);
    look_here(source, names, row);
  }
  if (!source->words) source->words = memory_string(SLICE(""));
  if (!source->name) source->name = memory_string(slice_of(source->words));
}

static bool cites(const Rows *rows, const uint32_t *order, uint32_t count, int64_t brief) {
  for (uint32_t i = 0; i < count; i++) {
    if (rows->items[order[i]].brief == brief) return true;
  }
  return brief == 0;
}

static int compare_sources(const void *a, const void *b) {
  const Source *left = a, *right = b;
  if (left->brief_count != right->brief_count)
    return left->brief_count < right->brief_count ? 1 : -1;
  if (left->note_count != right->note_count) return left->note_count < right->note_count ? 1 : -1;
  int order = strcmp(left->name, right->name);
  return order ? order : order_compare(left->first, right->first);
}

static void make_list(Rows *rows, const Names *names, int64_t brief, SourceList *list) {
  uint32_t *order = memory_new((size_t)rows->count + 1, sizeof *order), count = 0;
  for (uint32_t i = 0; i < rows->count; i++)
    if (rows->items[i].stands_for != NO_ROW) order[count++] = i;
  qsort_r(order, count, sizeof *order, compare_rows, rows);
  list->items = memory_new((size_t)rows->count + 1, sizeof *list->items);
  list->notes = memory_new((size_t)rows->count + 1, sizeof *list->notes);
  for (uint32_t i = 0, end; i < count; i = end) {
    uint32_t source = find_joined(rows, order[i]);
    for (end = i + 1; end < count && find_joined(rows, order[end]) == source;) end++;
    if (cites(rows, order + i, end - i, brief)) add_source(list, rows, order + i, end - i, names);
  }
  if (list->count > 1) qsort(list->items, list->count, sizeof *list->items, compare_sources);
  free(order);
}

bool sources_list(Library *library, int64_t brief, const Keys *counted, SourceList *list,
                  Error *err) {
  Rows rows = {0};
  Names names;
  *list = (SourceList){0};
  read_rows(library, counted, &rows);
  read_names(library, &names);
  bool ok = store_check(library->store, err);
  if (ok) {
    join_rows(&rows);
    make_list(&rows, &names, brief, list);
  }
  release_keys(&names.urls);
  release_keys(&names.titles);
  release_rows(&rows);
  return ok;
}

static void release_source(Source *source) {
  free(source->name);
  free(source->words);
  free(source->url);
}

void sources_release(SourceList *list) {
  for (uint32_t i = 0; i < list->count; i++) release_source(&list->items[i]);
  for (uint32_t i = 0; i < list->note_count; i++) free(list->notes[i].label);
  free(list->items);
  free(list->notes);
  *list = (SourceList){0};
}

// ---- Filtering

void sources_filter(SourceList *list, const char *typed) {
  char *words = fold_text(slice_of(typed));
  uint32_t kept = 0;
  for (uint32_t i = 0; i < list->count; i++) {
    Source *source = &list->items[i];
    Buffer all = {0};
    buffer_printf(&all, "%s %s %s", source->name, source->words, source->url);
    char *folded = fold_text(buffer_slice(&all));
    if (fold_holds(folded, words))
      list->items[kept++] = *source;
    else
      release_source(source);
    free(folded);
    buffer_release(&all);
  }
  list->count = kept;
  free(words);
}

// ---- One note

static int64_t find_stated(Library *library, StatementId id, Slice name) {
  if (name.len == 0) return 0;
  Statement *statement = statement_start(library->store, id);
  statement_bind_text(statement, name);
  return statement_take_int(statement, 0);
}

// A brief that the reader has given this name.
static int64_t find_typed(Library *library, unsigned column, FoldName *fold_name, Slice name) {
  int64_t found = 0;
  Buffer folded = {0};
  Statement *statement = statement_start(library->store, STATEMENT_NAMES_TYPED);
  while (name.len > 0 && !found && statement_next(statement)) {
    buffer_clear(&folded);
    if (statement_is_null(statement, column)) continue;
    fold_name(statement_text(statement, column), &folded);
    if (slice_equal(buffer_slice(&folded), name)) found = statement_int(statement, 0);
  }
  statement_end(statement);
  buffer_release(&folded);
  return found;
}

SourceSame sources_find_here(Library *library, int64_t version, uint32_t note, int64_t *here) {
  Buffer url = {0}, title = {0};
  Statement *statement = statement_start(library->store, STATEMENT_SOURCE_OF_NOTE);
  statement_bind_int(statement, version);
  statement_bind_int(statement, note);
  if (statement_next(statement)) {
    buffer_add(&url, statement_text(statement, 0));
    buffer_add(&title, statement_text(statement, 1));
  }
  statement_end(statement);
  *here = find_stated(library, STATEMENT_BRIEF_OF_URL, buffer_slice(&url));
  if (!*here) *here = find_typed(library, 1, address_fold_url, buffer_slice(&url));
  SourceSame same = *here ? SOURCE_SAME_URL : SOURCE_SAME_TITLE;
  if (!*here) *here = find_stated(library, STATEMENT_BRIEF_OF_TITLE, buffer_slice(&title));
  if (!*here) *here = find_typed(library, 2, address_fold_title, buffer_slice(&title));
  buffer_release(&url);
  buffer_release(&title);
  return *here ? same : SOURCE_NOT_HERE;
}
