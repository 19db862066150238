// SPDX-License-Identifier: MIT
// Where else a passage stands. The texts that have the longest words of its sentence are read one
// at a time, some pages a step, and their sentences compared by hash; in a sentence that is the
// same the passage is found by its letters (library/echo.h). A search keeps nothing of the text
// that it started from.
#include "library/repeat.h"

#include "base/memory.h"
#include "library/echo.h"
#include "library/inside.h"
#include "text/position.h"
#include "text/sentence.h"

#include <stdlib.h>

struct RepeatSearch {
  Library *library;
  int64_t key, hash; // of the version, of the sentence
  uint32_t start_cp; // of the sentence: it is no other place of itself
  EchoPart part;
  Keys texts;    // to be read
  uint32_t read; // texts that have been
  EchoAt at;     // and how far the next one has
  RepeatPlaces places;
};

// ---- Places

void repeat_add_place(RepeatPlaces *places, RepeatPlace place) {
  bool known = false;
  for (uint32_t i = 0; i < places->count && !known; i++)
    known = places->items[i].brief == place.brief;
  places->briefs += !known;
  places->items =
      memory_grow(places->items, places->count, &places->capacity, sizeof *places->items);
  places->items[places->count++] = place;
}

void repeat_release_places(RepeatPlaces *places) {
  free(places->items);
  *places = (RepeatPlaces){0};
}

// ---- Searching

RepeatSearch *repeat_start(Library *library, const Version *version, int64_t key, Span passage) {
  RepeatSearch *search = memory_new(1, sizeof *search);
  Span sentence = sentence_at(version, passage.start);
  search->library = library;
  search->key = key;
  search->start_cp = positions_code_point(version->positions, sentence.start);
  if (!echo_hash(version, sentence, &search->hash) ||
      !echo_measure(version, sentence, passage, &search->part))
    return search;
  echo_find_texts(library, version, sentence, &search->texts);
  keys_sort(&search->texts);
  return search;
}

static void add_sentence(RepeatSearch *search, const Version *version, int64_t key, Span sentence) {
  uint32_t start_cp = positions_code_point(version->positions, sentence.start);
  if (key == search->key && start_cp == search->start_cp) return;
  Span span = echo_place(version, sentence, &search->part);
  repeat_add_place(&search->places,
                   (RepeatPlace){library_brief_of(search->library, key), key,
                                 positions_to_code_points(version->positions, span)});
}

// Whoever presses a key waits for a step, so it is some pages of a text and not a book.
bool repeat_step(RepeatSearch *search) {
  enum { BYTES = 32 * 1024 };
  Error ignored = {0}; // a text that cannot be read repeats nothing
  EchoList echoes = {0};
  if (search->read >= search->texts.count || search->places.count >= REPEAT_PLACES_MAX)
    return false;
  int64_t key = search->texts.items[search->read];
  const Version *version = library_borrow_version(search->library, key, &ignored);
  if (!version || !echo_read_part(version, &search->at, BYTES, &echoes)) {
    search->read++;
    search->at = (EchoAt){0};
  }
  for (uint32_t i = 0; i < echoes.count && search->places.count < REPEAT_PLACES_MAX; i++)
    if (echoes.items[i].hash == search->hash)
      add_sentence(search, version, key, echoes.items[i].span);
  echo_release(&echoes);
  return true;
}

bool repeat_end(RepeatSearch *search, RepeatPlaces *places, Error *err) {
  Library *library = search->library;
  *places = search->places;
  search->places = (RepeatPlaces){0};
  repeat_give_up(search);
  if (store_check(library->store, err)) return true;
  repeat_release_places(places);
  return false;
}

void repeat_give_up(RepeatSearch *search) {
  if (!search) return;
  keys_release(&search->texts);
  repeat_release_places(&search->places);
  free(search);
}

bool repeat_find(Library *library, const Version *version, int64_t key, Span passage,
                 RepeatPlaces *places, Error *err) {
  RepeatSearch *search = repeat_start(library, version, key, passage);
  while (repeat_step(search)) {
  }
  return repeat_end(search, places, err);
}
