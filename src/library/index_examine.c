// SPDX-License-Identifier: MIT
// Is the index what it should be? For each text a sum over its words and where they stand, once of
// the words that the text has and once of those that the index has. The index is read in its own
// order, by words, so sums are what can be compared without holding all of it.
//
// Cost: one pass over the texts, one over the index; 24 bytes for each text.
#include "library/index.h"

#include "base/bisection.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "text/terms.h"

#include <stdlib.h>

typedef struct Tally {
  int64_t key;
  uint64_t text, index; // the two sums
} Tally;

typedef struct Tallies {
  Tally *items; // by key
  size_t count, capacity;
} Tallies;

// One word in one place, as a number that looks random: sums of these differ where words do.
static uint64_t mark_of(Slice word, int64_t place, int64_t column) {
  uint64_t mark = 0xCBF29CE484222325 ^ (uint64_t)(place * 4 + column);
  for (size_t i = 0; i < word.len; i++) {
    mark = (mark ^ (unsigned char)word.ptr[i]) * 0x100000001B3;
  }
  mark = (mark ^ mark >> 30) * 0xBF58476D1CE4E5B9;
  mark = (mark ^ mark >> 27) * 0x94D049BB133111EB;
  return mark ^ mark >> 31;
}

static uint64_t sum_text(Slice text, int64_t column) {
  uint64_t sum = 0;
  Terms terms = terms_start(text, TERMS_FOLDED);
  for (int64_t place = 0; terms_next(&terms); place++) {
    sum += mark_of(terms_term(&terms), place, column);
  }
  return sum;
}

// Column 0 is the key, the others are the texts.
static void sum_texts(Store *store, StatementId id, Tallies *tallies) {
  Statement *statement = statement_start(store, id);
  while (statement_next(statement)) {
    Tally tally = {.key = statement_int(statement, 0)};
    for (unsigned i = 1; i < statement_columns(statement); i++) {
      tally.text += sum_text(statement_text(statement, i), i - 1);
    }
    tallies->items = memory_grow(tallies->items, tallies->count, &tallies->capacity, sizeof tally);
    tallies->items[tallies->count++] = tally;
  }
}

static Tally *find(const Tallies *tallies, int64_t key) {
  Bisection range = bisection_of(0, tallies->count);
  while (bisection_open(&range)) bisection_narrow(&range, tallies->items[range.middle].key < key);
  size_t low = range.low;
  return low < tallies->count && tallies->items[low].key == key ? &tallies->items[low] : NULL;
}

// Returns how many words are of texts that should not be there.
static unsigned sum_index(Store *store, StatementId id, Tallies *tallies) {
  unsigned strays = 0;
  Tally *tally = NULL;
  Statement *statement = statement_start(store, id);
  while (statement_next(statement)) {
    int64_t key = statement_int(statement, 0);
    if (!tally || tally->key != key) tally = find(tallies, key);
    if (tally) {
      tally->index += mark_of(statement_text(statement, 1), statement_int(statement, 2),
                              statement_int(statement, 3));
    } else {
      strays++;
    }
  }
  return strays;
}

static unsigned examine(Store *store, StatementId texts, StatementId words, const char *what,
                        IndexSay *say, void *context) {
  Tallies tallies = {0};
  Buffer sentence = {0};
  sum_texts(store, texts, &tallies);
  unsigned faults = sum_index(store, words, &tallies) > 0;
  if (faults > 0) {
    buffer_printf(&sentence, "the index has words of %ss that are not there", what);
    say(context, sentence.ptr);
  }
  for (size_t i = 0; i < tallies.count; i++) {
    if (tallies.items[i].text == tallies.items[i].index) continue;
    buffer_clear(&sentence);
    buffer_printf(&sentence, "the index has other words than %s %lld", what,
                  (long long)tallies.items[i].key);
    say(context, sentence.ptr);
    faults++;
  }
  buffer_release(&sentence);
  free(tallies.items);
  return faults;
}

unsigned index_examine(Store *store, IndexSay *say, void *context) {
  return examine(store, STATEMENT_INDEX_ALL_BRIEFS, STATEMENT_INDEX_WORDS_OF_BRIEFS, "version", say,
                 context) +
         examine(store, STATEMENT_INDEX_ALL_LISTED, STATEMENT_INDEX_WORDS_OF_LISTED,
                 "row of the list", say, context) +
         examine(store, STATEMENT_INDEX_ALL_ANNOTATIONS, STATEMENT_INDEX_WORDS_OF_ANNOTATIONS,
                 "annotation", say, context);
}
