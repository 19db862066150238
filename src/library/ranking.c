// SPDX-License-Identifier: MIT
// Weights are found from the oldest text on, because in this order the sizes of the texts are read
// beside their words; the list is walked from its end. Sorting is by the digits of the weights, a
// digit for each part: as many as there are, it takes no longer than a part may.
//
// Cost for each text: 0.2 microseconds and 0.02 for each place of a phrase; 16 bytes.
#include "library/ranking.h"

#include "library/inside.h"
#include "store/statement.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COUNTED_PART = 4096, WEIGHED_PART = 2048, DIGIT_BITS = 11, DIGITS = 6 };

typedef enum Stage { STAGE_TOTALS, STAGE_PHRASES, STAGE_WEIGHTS, STAGE_SORT, STAGE_DONE } Stage;

struct Ranking {
  Store *store;
  const Lookup *lookup;
  Trawl *trawl;
  Stage stage;
  Buffer match;                      // what the index is asked; empty: nothing
  int64_t behind;                    // where the next part begins
  double texts, usual;               // in the index; how many terms one has on average
  uint32_t phrase;                   // that is being counted
  double rarities[LOOKUP_TERMS_MAX]; // counts at first
  double *weights;                   // by place in the list
  uint32_t left;                     // of the list, before its end: not yet weighed
  uint32_t *order, *other;           // places in the list; the other is for sorting
  unsigned digit;
};

Ranking *ranking_open(Library *library, const Lookup *lookup, Trawl *trawl) {
  Ranking *ranking = memory_new(1, sizeof *ranking);
  uint32_t count = trawl_keys(trawl)->count;
  ranking->store = library->store;
  ranking->lookup = lookup;
  ranking->trawl = trawl;
  ranking->left = count;
  ranking->weights = memory_new((size_t)count + 1, sizeof *ranking->weights);
  ranking->order = memory_resize(NULL, (size_t)count + 1, sizeof *ranking->order);
  for (uint32_t i = 0; i < count; i++) ranking->order[i] = i;
  if (count == 0) ranking->stage = STAGE_DONE;
  return ranking;
}

void ranking_close(Ranking *ranking) {
  if (!ranking) return;
  buffer_release(&ranking->match);
  free(ranking->weights);
  free(ranking->order);
  free(ranking->other);
  free(ranking);
}

static Statement *start_part(Ranking *ranking, StatementId id, int64_t most) {
  Statement *rows = statement_start(ranking->store, id);
  if (ranking->match.len > 0) statement_bind_text(rows, buffer_slice(&ranking->match));
  statement_bind_int(rows, ranking->behind);
  statement_bind_int(rows, most);
  return rows;
}

// ---- How rare the phrases are

static void start_weighing(Ranking *ranking) {
  ranking->stage = STAGE_WEIGHTS;
  ranking->behind = 0;
  buffer_clear(&ranking->match);
  lookup_write_firm(ranking->lookup, LOOKUP_ALL, &ranking->match);
}

static void start_phrase(Ranking *ranking) {
  ranking->stage = STAGE_PHRASES;
  ranking->behind = INT64_MAX;
  buffer_clear(&ranking->match);
  lookup_write_firm(ranking->lookup, ranking->phrase, &ranking->match);
}

static void take_totals(Ranking *ranking) {
  Statement *row = statement_start(ranking->store, STATEMENT_RANK_TOTALS);
  if (statement_next(row)) {
    ranking->texts = (double)statement_int(row, 0);
    if (ranking->texts > 0) ranking->usual = (double)statement_int(row, 1) / ranking->texts;
  }
  statement_end(row);
  if (store_gave_up(ranking->store)) return;
  if (ranking->lookup->phrase_count > 1) {
    start_phrase(ranking);
  } else {
    ranking->rarities[0] = 1;
    start_weighing(ranking);
  }
}

// What stands in half of all texts counts next to nothing, whatever it is exactly.
static double rarity_of(const Ranking *ranking, double count) {
  const double least = 1e-6;
  double rarity = log((ranking->texts - count + 0.5) / (count + 0.5));
  return rarity > least ? rarity : least;
}

// False when it was broken off, or there is more to count.
static bool count_texts(Ranking *ranking) {
  double *count = &ranking->rarities[ranking->phrase];
  const Beginning *beginning = trawl_beginning(ranking->trawl, ranking->phrase);
  int64_t rows = 0;
  if (beginning) {
    *count = beginning_texts(beginning);
    return true;
  }
  Statement *row = start_part(ranking, STATEMENT_FIND_BRIEFS, COUNTED_PART);
  for (; statement_next(row); rows++) ranking->behind = statement_int(row, 0);
  *count += (double)rows;
  return !store_gave_up(ranking->store) && (rows < COUNTED_PART || *count > ranking->texts / 2);
}

static void count_phrase(Ranking *ranking) {
  if (!count_texts(ranking)) return;
  ranking->rarities[ranking->phrase] = rarity_of(ranking, ranking->rarities[ranking->phrase]);
  ranking->phrase++;
  if (ranking->phrase < ranking->lookup->phrase_count)
    start_phrase(ranking);
  else
    start_weighing(ranking);
}

// ---- Weights

// The index counts the phrases that it was asked for; the others were counted before.
static double weigh(const Ranking *ranking, int64_t key, double relative, Slice counts) {
  const double k1 = 1.2, b = 0.75;
  double sum = 0;
  for (uint32_t i = 0; i < ranking->lookup->phrase_count; i++) {
    const Beginning *beginning = trawl_beginning(ranking->trawl, i);
    uint32_t places = 0;
    if (beginning) {
      places = beginning_places(beginning, key);
    } else if (counts.len >= sizeof places) {
      memcpy(&places, counts.ptr, sizeof places);
      counts = slice_cut(counts, sizeof places, counts.len);
    }
    sum += ranking->rarities[i] * places * (k1 + 1) / (places + k1 * (1 - b + b * relative));
  }
  return sum;
}

// Rows come from the end of the list on, with others between them that are not listed.
static void take_weight(Ranking *ranking, const Statement *row, Slice counts) {
  const Keys *keys = trawl_keys(ranking->trawl);
  int64_t key = statement_int(row, 0);
  double size = (double)statement_int(row, 1);
  while (ranking->left > 0 && keys->items[ranking->left - 1] < key) ranking->left--;
  if (ranking->left == 0 || keys->items[ranking->left - 1] != key) return;
  ranking->left--;
  ranking->weights[ranking->left] =
      weigh(ranking, key, ranking->usual > 0 ? size / ranking->usual : 1, counts);
}

static void weigh_part(Ranking *ranking) {
  bool asked = ranking->match.len > 0;
  int64_t rows = 0;
  Statement *row =
      start_part(ranking, asked ? STATEMENT_RANK_PLACES : STATEMENT_RANK_SIZES, WEIGHED_PART);
  for (; statement_next(row); rows++) {
    ranking->behind = statement_int(row, 0);
    take_weight(ranking, row, asked ? statement_blob(row, 2) : SLICE(""));
  }
  if (store_gave_up(ranking->store)) return;
  if (rows == WEIGHED_PART && ranking->left > 0) return;
  ranking->stage = STAGE_SORT;
  ranking->other =
      memory_resize(NULL, (size_t)trawl_keys(ranking->trawl)->count + 1, sizeof *ranking->other);
}

// ---- The order

// A digit of a weight, the last ones first, so that greater ones come first. Numbers that are not
// negative are in the order of their bits.
static unsigned digit_of(const Ranking *ranking, uint32_t index) {
  uint64_t bits;
  memcpy(&bits, &ranking->weights[index], sizeof bits);
  return (unsigned)(~bits >> (ranking->digit * DIGIT_BITS)) & ((1U << DIGIT_BITS) - 1);
}

// Those with the same digit keep their order: at first the newest is first.
static void sort_part(Ranking *ranking) {
  uint32_t starts[(1 << DIGIT_BITS) + 1] = {0}, count = trawl_keys(ranking->trawl)->count;
  for (uint32_t i = 0; i < count; i++) starts[digit_of(ranking, ranking->order[i]) + 1]++;
  for (uint32_t i = 0; i < 1 << DIGIT_BITS; i++) starts[i + 1] += starts[i];
  for (uint32_t i = 0; i < count; i++) {
    uint32_t index = ranking->order[i];
    ranking->other[starts[digit_of(ranking, index)]++] = index;
  }
  uint32_t *sorted = ranking->other;
  ranking->other = ranking->order;
  ranking->order = sorted;
  if (++ranking->digit < DIGITS) return;
  free(ranking->other);
  ranking->other = NULL;
  ranking->stage = STAGE_DONE;
}

bool ranking_work(Ranking *ranking, StorePatience *go_on, void *context) {
  Store *store = ranking->store;
  if (trawl_count(ranking->trawl, go_on, context)) return !store_failed(store);
  store_set_patience(store, go_on, context);
  switch (ranking->stage) {
  case STAGE_TOTALS: take_totals(ranking); break;
  case STAGE_PHRASES: count_phrase(ranking); break;
  case STAGE_WEIGHTS: weigh_part(ranking); break;
  case STAGE_SORT: sort_part(ranking); break;
  case STAGE_DONE: break;
  }
  store_set_patience(store, NULL, NULL);
  return ranking->stage != STAGE_DONE && !store_failed(store);
}

bool ranking_complete(const Ranking *ranking) {
  return ranking->stage == STAGE_DONE;
}

uint32_t ranking_at(const Ranking *ranking, uint32_t place) {
  return ranking->order[place];
}

double ranking_weight(const Ranking *ranking, uint32_t index) {
  return ranking->weights[index];
}
