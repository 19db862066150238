// SPDX-License-Identifier: MIT
// The index gives hash and start; the text says where the sentence ends, and whether it is the same
// one. Places of one hash stand together, so groups are runs of rows.
#include "library/repeat.h"

#include "base/memory.h"
#include "library/echo.h"
#include "library/inside.h"
#include "text/position.h"
#include "text/sentence.h"
#include "text/view.h"

#include <stdlib.h>

typedef struct Entry {
  int64_t hash, brief, version;
  uint32_t start_cp;
} Entry;

typedef struct Entries {
  Entry *items;
  size_t count, room;
} Entries;

static void take_entries(Statement *statement, Entries *entries, size_t most) {
  while (entries->count < most && statement_next(statement)) {
    entries->items =
        memory_grow(entries->items, entries->count, &entries->room, sizeof *entries->items);
    entries->items[entries->count++] =
        (Entry){statement_int(statement, 0), statement_int(statement, 1),
                statement_int(statement, 2), (uint32_t)statement_int(statement, 3)};
  }
  statement_end(statement);
}

static void read_places(Library *library, int64_t hash, Entries *entries) {
  Statement *statement = statement_start(library->store, STATEMENT_SENTENCE_PLACES);
  statement_bind_int(statement, hash);
  take_entries(statement, entries, entries->count + REPEAT_PLACES_MAX + 1);
}

// The sentence of an entry in its text, if its words have that hash.
static bool find_sentence(const Version *version, const Entry *entry, Span *sentence) {
  int64_t hash;
  if (entry->start_cp >= positions_count(version->positions)) return false;
  *sentence = sentence_at(version, positions_byte(version->positions, entry->start_cp));
  return echo_hash(version, *sentence, &hash) && hash == entry->hash;
}

static void add_place(RepeatPlaces *places, const Entry *entry, const Version *version,
                      Span sentence, size_t *room) {
  bool known = false;
  for (uint32_t i = 0; i < places->count && !known; i++)
    known = places->items[i].brief == entry->brief;
  places->briefs += !known;
  places->items = memory_grow(places->items, places->count, room, sizeof *places->items);
  places->items[places->count++] = (RepeatPlace){
      entry->brief, entry->version, positions_to_code_points(version->positions, sentence)};
}

bool repeat_find(Library *library, const Version *version, int64_t key, uint32_t pos,
                 RepeatPlaces *places, Error *err) {
  Entries entries = {0};
  int64_t hash;
  size_t room = 0;
  *places = (RepeatPlaces){0};
  Span sentence = sentence_at(version, pos), there;
  if (!echo_hash(version, sentence, &hash)) return true;
  read_places(library, hash, &entries);
  uint32_t start_cp = positions_code_point(version->positions, sentence.start);
  for (size_t i = 0; i < entries.count; i++) {
    const Entry *entry = &entries.items[i];
    if (entry->version == key && entry->start_cp == start_cp) continue;
    Error ignored; // a text that cannot be read repeats nothing
    const Version *other =
        entry->version == key ? version : library_borrow_version(library, entry->version, &ignored);
    if (other && find_sentence(other, entry, &there)) add_place(places, entry, other, there, &room);
  }
  free(entries.items);
  return store_check(library->store, err);
}

void repeat_release_places(RepeatPlaces *places) {
  free(places->items);
  *places = (RepeatPlaces){0};
}

// ---- All of them

static bool is_in_several(const Entry *entries, size_t count) {
  for (size_t i = 1; i < count; i++) {
    if (entries[i].brief != entries[0].brief) return true;
  }
  return false;
}

static bool stands_in(const Entry *entries, size_t count, int64_t brief) {
  for (size_t i = 0; i < count; i++) {
    if (entries[i].brief == brief) return true;
  }
  return brief == 0;
}

static void add_repeat(Library *library, const Entry *entries, size_t count, Repeat *repeat) {
  size_t room = 0;
  *repeat = (Repeat){0};
  for (size_t i = 0; i < count && i < REPEAT_PLACES_MAX; i++) {
    Error ignored;
    Span sentence;
    const Version *version = library_borrow_version(library, entries[i].version, &ignored);
    if (!version || !find_sentence(version, &entries[i], &sentence)) continue;
    add_place(&repeat->places, &entries[i], version, sentence, &room);
    if (repeat->words) continue;
    Buffer words = {0};
    view_append(version, sentence, VIEW_WITHOUT_REFERENCES, &words);
    repeat->words = buffer_take(&words);
  }
}

static void release_repeat(Repeat *repeat) {
  free(repeat->words);
  repeat_release_places(&repeat->places);
}

static int compare_repeats(const void *a, const void *b) {
  const Repeat *left = a, *right = b;
  const RepeatPlace *first = &left->places.items[0], *second = &right->places.items[0];
  if (left->places.briefs != right->places.briefs)
    return left->places.briefs < right->places.briefs ? 1 : -1;
  if (first->version != second->version) return first->version < second->version ? -1 : 1;
  return first->span.start_cp < second->span.start_cp ? -1 : 1;
}

static void make_list(Library *library, int64_t brief, const Entries *entries, RepeatList *list) {
  size_t room = 0, end;
  for (size_t i = 0; i < entries->count; i = end) {
    const Entry *first = &entries->items[i];
    for (end = i + 1; end < entries->count && entries->items[end].hash == first->hash;) end++;
    if (!is_in_several(first, end - i) || !stands_in(first, end - i, brief)) continue;
    Repeat repeat;
    add_repeat(library, first, end - i, &repeat);
    if (repeat.places.briefs < 2) {
      release_repeat(&repeat);
      continue;
    }
    list->items = memory_grow(list->items, list->count, &room, sizeof *list->items);
    list->items[list->count++] = repeat;
  }
  if (list->count > 1) qsort(list->items, list->count, sizeof *list->items, compare_repeats);
}

bool repeat_list(Library *library, int64_t brief, RepeatList *list, Error *err) {
  Entries entries = {0};
  *list = (RepeatList){0};
  take_entries(statement_start(library->store, STATEMENT_SENTENCES_REPEATED), &entries, SIZE_MAX);
  if (store_check(library->store, err)) make_list(library, brief, &entries, list);
  free(entries.items);
  if (store_check(library->store, err)) return true;
  repeat_release(list);
  return false;
}

void repeat_release(RepeatList *list) {
  for (uint32_t i = 0; i < list->count; i++) release_repeat(&list->items[i]);
  free(list->items);
  *list = (RepeatList){0};
}
