// SPDX-License-Identifier: MIT
// Who else has a sentence is asked of the index of words: the texts that have its longest words are
// few, and each is read and its sentences compared. So nothing has to be kept of sentences, and
// adding a brief costs nothing for them. For all sentences of a library each text is read once;
// their hashes are then sorted, and places of one hash stand together.
#include "library/repeat.h"

#include "base/memory.h"
#include "library/brief.h"
#include "library/echo.h"
#include "library/inside.h"
#include "text/position.h"
#include "text/sentence.h"
#include "text/terms.h"
#include "text/view.h"

#include <stdlib.h>

enum {
  WORDS_ASKED = 8,        // the longest of a sentence
  CANDIDATES_MOST = 1000, // texts that are read for one sentence
};

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

// The sentences of a version that have this hash; all of them where it is NULL.
static void add_sentences(Library *library, int64_t brief, int64_t key, const int64_t *hash,
                          Entries *entries) {
  Error ignored; // a text that cannot be read repeats nothing
  EchoList echoes;
  const Version *version = library_borrow_version(library, key, &ignored);
  if (!version) return;
  echo_read(version, &echoes);
  for (uint32_t i = 0; i < echoes.count; i++) {
    if (!hash || echoes.items[i].hash == *hash)
      add_entry(entries,
                (Entry){echoes.items[i].hash, brief, key,
                        positions_to_code_points(version->positions, echoes.items[i].span)});
  }
  echo_release(&echoes);
}

// ---- Which texts may have a sentence

// The longest words of a sentence, longest first, each once.
typedef struct LongWords {
  char words[WORDS_ASKED][TERMS_LEN_MAX + 1];
  uint32_t count;
} LongWords;

static void keep_word(LongWords *kept, Slice word) {
  uint32_t at = kept->count;
  while (at > 0 && strlen(kept->words[at - 1]) < word.len) at--;
  for (uint32_t i = 0; i < kept->count; i++)
    if (slice_equal(slice_of(kept->words[i]), word)) return;
  if (at == WORDS_ASKED) return;
  if (kept->count == WORDS_ASKED) kept->count--;
  memmove(kept->words[at + 1], kept->words[at], (kept->count - at) * sizeof kept->words[0]);
  memcpy(kept->words[at], word.ptr, word.len);
  kept->words[at][word.len] = '\0';
  kept->count++;
}

// What the index of words is asked: terms have no quotation marks in them.
static void write_match(const Version *version, Span sentence, Buffer *match) {
  LongWords kept = {.count = 0};
  Buffer words = {0};
  view_append(version, sentence, VIEW_WITHOUT_REFERENCES, &words);
  Terms terms = terms_start(buffer_slice(&words), TERMS_FOLDED);
  while (terms_next(&terms)) keep_word(&kept, terms_term(&terms));
  for (uint32_t i = 0; i < kept.count; i++) buffer_printf(match, "\"%s\" ", kept.words[i]);
  buffer_release(&words);
}

// Newest versions of living briefs that have all these words.
static void find_candidates(Library *library, Slice match, Entries *candidates) {
  Statement *statement = statement_start(library->store, STATEMENT_REPEAT_CANDIDATES);
  statement_bind_text(statement, match);
  statement_bind_int(statement, CANDIDATES_MOST);
  while (statement_next(statement))
    add_entry(candidates, (Entry){.version = statement_int(statement, 0),
                                  .brief = statement_int(statement, 1)});
}

// Where it stands, itself included, by version and place.
static void find_sentence(Library *library, const Version *version, Span sentence, int64_t hash,
                          Entries *entries) {
  Buffer match = {0};
  Entries candidates = {0};
  write_match(version, sentence, &match);
  find_candidates(library, buffer_slice(&match), &candidates);
  for (size_t i = 0; i < candidates.count && entries->count <= REPEAT_PLACES_MAX; i++)
    add_sentences(library, candidates.items[i].brief, candidates.items[i].version, &hash, entries);
  free(candidates.items);
  buffer_release(&match);
}

// ---- Places

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

static void add_place(RepeatPlaces *places, const Entry *entry, size_t *room) {
  bool known = false;
  for (uint32_t i = 0; i < places->count && !known; i++)
    known = places->items[i].brief == entry->brief;
  places->briefs += !known;
  places->items = memory_grow(places->items, places->count, room, sizeof *places->items);
  places->items[places->count++] = (RepeatPlace){entry->brief, entry->version, entry->span};
}

bool repeat_find(Library *library, const Version *version, int64_t key, uint32_t pos,
                 RepeatPlaces *places, Error *err) {
  Entries entries = {0};
  int64_t hash;
  size_t room = 0;
  *places = (RepeatPlaces){0};
  Span sentence = sentence_at(version, pos);
  if (!echo_hash(version, sentence, &hash)) return true;
  uint32_t start_cp = positions_code_point(version->positions, sentence.start);
  find_sentence(library, version, sentence, hash, &entries);
  sort_entries(&entries);
  for (size_t i = 0; i < entries.count && places->count < REPEAT_PLACES_MAX; i++) {
    const Entry *entry = &entries.items[i];
    if (entry->version != key || entry->span.start_cp != start_cp) add_place(places, entry, &room);
  }
  free(entries.items);
  return store_check(library->store, err);
}

void repeat_release_places(RepeatPlaces *places) {
  free(places->items);
  *places = (RepeatPlaces){0};
}

// ---- All of them

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
  size_t places_room = 0;
  Repeat repeat = {0};
  for (size_t i = 0; i < count && i < REPEAT_PLACES_MAX; i++)
    add_place(&repeat.places, &entries[i], &places_room);
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

// The sentences of one brief, wherever they stand.
static bool find_those_of(Library *library, int64_t brief, Entries *entries, Error *err) {
  Brief row;
  EchoList echoes;
  if (!brief_get(library, brief, &row, err)) return false;
  Version *version = brief_version(library, row.version, err);
  brief_release(&row);
  if (!version) return false;
  echo_read(version, &echoes);
  for (uint32_t i = 0; i < echoes.count; i++)
    find_sentence(library, version, echoes.items[i].span, echoes.items[i].hash, entries);
  echo_release(&echoes);
  version_free(version);
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
