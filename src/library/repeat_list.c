// SPDX-License-Identifier: MIT
// The sentences that stand in several briefs, as a list. Each text is read once; hashes of
// sentences are sorted, and places of one hash stand together. For one brief only the texts are
// read that the index of words names for any of its sentences, and only sentences with a hash of
// its own are kept.
#include "library/repeat.h"

#include "base/memory.h"
#include "library/brief.h"
#include "library/echo.h"
#include "library/inside.h"
#include "text/position.h"
#include "text/view.h"

#include <stdlib.h>

// A sentence in its place.
typedef struct Entry {
  int64_t hash, brief, version;
  CpSpan span;
} Entry;

typedef struct Entries {
  Entry *items;
  size_t count, room;
} Entries;

static void add_entry(Entries *entries, Entry entry) {
  entries->items =
      memory_grow(entries->items, entries->count, &entries->room, sizeof *entries->items);
  entries->items[entries->count++] = entry;
}

// The sentences of a text: those with one of these hashes, all of them where `hashes` is NULL.
static void add_sentences(Library *library, int64_t brief, int64_t key, const Keys *hashes,
                          Entries *entries) {
  Error ignored = {0}; // a text that cannot be read repeats nothing
  EchoList echoes;
  const Version *version = library_borrow_version(library, key, &ignored);
  if (!version) return;
  echo_read(version, &echoes);
  for (uint32_t i = 0; i < echoes.count; i++) {
    const Echo *echo = &echoes.items[i];
    if (!hashes || keys_have(hashes, echo->hash))
      add_entry(entries, (Entry){echo->hash, brief, key,
                                 positions_to_code_points(version->positions, echo->span)});
  }
  echo_release(&echoes);
}

// ---- From entries to the list

static int compare_entries(const void *a, const void *b) {
  const Entry *left = a, *right = b;
  if (left->hash != right->hash) return left->hash < right->hash ? -1 : 1;
  if (left->version != right->version) return left->version < right->version ? -1 : 1;
  return (left->span.start_cp > right->span.start_cp) -
         (left->span.start_cp < right->span.start_cp);
}

// Sentences of one hash stand together, each once.
static void sort_entries(Entries *entries) {
  size_t kept = 0;
  if (entries->count == 0) return;
  qsort(entries->items, entries->count, sizeof *entries->items, compare_entries);
  for (size_t i = 1; i < entries->count; i++) {
    if (compare_entries(&entries->items[kept], &entries->items[i]) != 0)
      entries->items[++kept] = entries->items[i];
  }
  entries->count = kept + 1;
}

static char *words_of(Library *library, const Entry *entry) {
  Error ignored;
  Span span;
  Buffer words = {0};
  const Version *version = library_borrow_version(library, entry->version, &ignored);
  if (version && positions_to_bytes(version->positions, entry->span, &span))
    view_append(version, span, VIEW_WITHOUT_REFERENCES, &words);
  return buffer_take(&words);
}

// The places of one sentence, if they are in several briefs.
static void add_repeat(Library *library, const Entry *entries, size_t count, RepeatList *list,
                       size_t *room) {
  Repeat repeat = {0};
  for (size_t i = 0; i < count && i < REPEAT_PLACES_MAX; i++)
    repeat_add_place(&repeat.places,
                     (RepeatPlace){entries[i].brief, entries[i].version, entries[i].span});
  if (repeat.places.briefs < 2) {
    repeat_release_places(&repeat.places);
    return;
  }
  repeat.words = words_of(library, &entries[0]);
  list->items = memory_grow(list->items, list->count, room, sizeof *list->items);
  list->items[list->count++] = repeat;
}

static int compare_repeats(const void *a, const void *b) {
  const Repeat *left = a, *right = b;
  const RepeatPlace *first = &left->places.items[0], *second = &right->places.items[0];
  if (left->places.briefs != right->places.briefs)
    return left->places.briefs < right->places.briefs ? 1 : -1;
  if (first->version != second->version) return first->version < second->version ? -1 : 1;
  return (first->span.start_cp > second->span.start_cp) -
         (first->span.start_cp < second->span.start_cp);
}

static void make_list(Library *library, const Entries *entries, RepeatList *list) {
  size_t room = 0, end;
  for (size_t i = 0; i < entries->count; i = end) {
    const Entry *first = &entries->items[i];
    for (end = i + 1; end < entries->count && entries->items[end].hash == first->hash;) end++;
    if (end - i > 1) add_repeat(library, first, end - i, list, &room);
  }
  if (list->count > 1) qsort(list->items, list->count, sizeof *list->items, compare_repeats);
}

// ---- Reading

// The hashes of a text's sentences, and the texts that may have them.
static void look_around(Library *library, const Version *version, Keys *hashes, Keys *texts) {
  EchoList echoes;
  echo_read(version, &echoes);
  for (uint32_t i = 0; i < echoes.count; i++) {
    keys_add(hashes, echoes.items[i].hash);
    echo_find_texts(library, version, echoes.items[i].span, texts);
  }
  keys_sort(hashes);
  keys_sort(texts);
  echo_release(&echoes);
}

// The sentences of one brief, wherever they stand.
static bool find_those_of(Library *library, int64_t brief, Entries *entries, Error *err) {
  Brief row;
  Keys hashes = {0}, texts = {0};
  if (!brief_get(library, brief, &row, err)) return false;
  Version *version = brief_version(library, row.version, err);
  brief_release(&row);
  if (!version) return false;
  look_around(library, version, &hashes, &texts);
  version_free(version);
  for (uint32_t i = 0; i < texts.count; i++) {
    int64_t other = library_brief_of(library, texts.items[i]);
    add_sentences(library, other, texts.items[i], &hashes, entries);
  }
  keys_release(&hashes);
  keys_release(&texts);
  return true;
}

static void find_all(Library *library, Entries *entries) {
  Entries versions = {0};
  Statement *statement = statement_start(library->store, STATEMENT_VERSIONS_SHOWN);
  while (statement_next(statement))
    add_entry(&versions, (Entry){.version = statement_int(statement, 0),
                                 .brief = statement_int(statement, 1)});
  for (size_t i = 0; i < versions.count; i++)
    add_sentences(library, versions.items[i].brief, versions.items[i].version, NULL, entries);
  free(versions.items);
}

bool repeat_list(Library *library, int64_t brief, RepeatList *list, Error *err) {
  Entries entries = {0};
  bool ok = true;
  *list = (RepeatList){0};
  if (brief)
    ok = find_those_of(library, brief, &entries, err);
  else
    find_all(library, &entries);
  sort_entries(&entries);
  if (ok) make_list(library, &entries, list);
  free(entries.items);
  ok = ok && store_check(library->store, err);
  if (!ok) repeat_release(list);
  return ok;
}

void repeat_release(RepeatList *list) {
  for (uint32_t i = 0; i < list->count; i++) {
    free(list->items[i].words);
    repeat_release_places(&list->items[i].places);
  }
  free(list->items);
  *list = (RepeatList){0};
}
