// SPDX-License-Identifier: MIT
// Units of a sieve. Words that few briefs have are found by the indexes of words, those that many
// have are left open; some briefs that are looked at tell which they are. All other parts are asked
// of the rows of the list.
#include "library/sieve_unit.h"

#include "library/inside.h"
#include "library/rows.h"
#include "store/selection.h"

#include <stdlib.h>

enum {
  SAMPLES = 16, // texts that are looked at, of which so many must have the words:
  SAMPLES_OPEN = 4,
};

// Where the words of a test are looked for.
typedef struct Place {
  ConditionTest test;
  bool texts;           // in the texts as well
  const char *columns;  // of the list's index
  unsigned first, last; // of title, series and author: columns of a statement
} Place;

static const Place *find_place(const ConditionNode *node) {
  static const Place places[] = {{CONDITION_TEST_WORDS, true, "", 1, 3},
                                 {CONDITION_TEST_TITLE, false, "title : ", 1, 1},
                                 {CONDITION_TEST_SERIES, false, "series : ", 2, 2},
                                 {CONDITION_TEST_AUTHOR, false, "author : ", 3, 3}};
  if (node->kind != CONDITION_TEST) return NULL;
  for (size_t i = 0; i < sizeof places / sizeof *places; i++)
    if (places[i].test == node->test) return &places[i];
  return NULL;
}

bool sieve_unit_is_words(const ConditionNode *node) {
  return find_place(node) != NULL;
}

const ConditionNode *sieve_unit_node(const Sieve *sieve, uint16_t at) {
  return &sieve->query.condition.nodes[at];
}

// ---- Sets

uint64_t *sieve_unit_new_bits(const Sieve *sieve) {
  return memory_new(sieve->words, sizeof(uint64_t));
}

static void set_bit(const Sieve *sieve, uint64_t *bits, int64_t version) {
  size_t word = (size_t)version / 64;
  if (version >= 0 && word < sieve->words) bits[word] |= (uint64_t)1 << version % 64;
}

void sieve_unit_take(const Sieve *sieve, Statement *rows, unsigned column, uint64_t *bits) {
  while (statement_next(rows)) set_bit(sieve, bits, statement_int(rows, column));
}

static void take_matches(const Sieve *sieve, StatementId id, const char *columns, Slice phrase,
                         uint64_t *bits) {
  Buffer match = {0};
  Statement *rows = statement_start(sieve->library->store, id);
  buffer_add_string(&match, columns);
  buffer_add(&match, phrase);
  statement_bind_text(rows, buffer_slice(&match));
  sieve_unit_take(sieve, rows, 0, bits);
  buffer_release(&match);
}

// ---- Solving

// The present row of the list.
static bool row_has(const Lookup *lookup, const Place *place, const Statement *row) {
  bool has = false;
  for (unsigned column = place->first; !has && column <= place->last; column++)
    has = lookup_all_in(lookup, statement_text(row, column));
  return has;
}

bool sieve_unit_has(const Sieve *sieve, const SieveUnit *unit, int64_t version) {
  const Place *place = find_place(sieve_unit_node(sieve, unit->node));
  Statement *row = statement_start(sieve->library->store, STATEMENT_LISTED_WORDS_OF);
  statement_bind_int(row, version);
  bool has = statement_next(row) && row_has(&unit->lookup, place, row);
  statement_end(row);
  return has || (place->texts && rows_text_has(sieve->library->store, version, &unit->lookup));
}

// The version of a brief of the list that stands about at so many of SAMPLES, 0 for none.
static int64_t find_sample(const Sieve *sieve, uint32_t number) {
  Statement *row = statement_start(sieve->library->store, STATEMENT_LISTED_SAMPLE);
  statement_bind_int(row, number);
  statement_bind_int(row, SAMPLES);
  return statement_take_int(row, 0);
}

// A word as it stands is found quickly, however many texts have it.
static bool is_word(const Lookup *lookup) {
  return lookup->term_count == 1 && lookup->begins == 0;
}

// How common the words are, as far as it is known: rare ones are found by the index, for common
// ones that would be slow. Where they shall not pass, and nearly all have them, a page would be too
// far to walk.
typedef enum Share { SHARE_UNKNOWN, SHARE_RARE, SHARE_COMMON } Share;

static Share share_of(const SieveUnit *unit) {
  uint32_t others = unit->sampled - unit->having;
  if (unit->having >= SAMPLES_OPEN && (!unit->negated || others >= SAMPLES_OPEN))
    return SHARE_COMMON;
  return unit->sampled < SAMPLES ? SHARE_UNKNOWN : SHARE_RARE;
}

// Looks at some briefs, where that is not done faster. SHARE_UNKNOWN when it was broken off.
static Share sample(const Sieve *sieve, SieveUnit *unit, StorePatience *go_on, void *context) {
  Share share;
  if (sieve->briefs < sieve->open_from || is_word(&unit->lookup)) return SHARE_RARE;
  while ((share = share_of(unit)) == SHARE_UNKNOWN) {
    if (go_on && !go_on(context)) break;
    bool has = sieve_unit_has(sieve, unit, find_sample(sieve, unit->sampled));
    unit->sampled++;
    if (has) unit->having++;
  }
  return share;
}

// The beginning of a word in the texts, in parts: SQLite cannot be broken off there. False when
// this was.
static bool count_beginning(const Sieve *sieve, SieveUnit *unit, const Place *place,
                            StorePatience *go_on, void *context) {
  Store *store = sieve->library->store;
  const Lookup *lookup = &unit->lookup;
  if (!place->texts || sieve->briefs < sieve->open_from || lookup->term_count != 1 ||
      is_word(lookup))
    return true;
  if (!unit->beginning)
    unit->beginning = beginning_open(store, BEGINNING_BRIEFS, BEGINNING_TEXT, lookup->terms[0]);
  while (beginning_work(unit->beginning))
    if (go_on && !go_on(context)) return false;
  return true;
}

static void take_beginning(const Sieve *sieve, SieveUnit *unit) {
  int64_t version = INT64_MAX;
  while ((version = beginning_before(unit->beginning, version)) != 0)
    set_bit(sieve, unit->bits, version);
  beginning_close(unit->beginning);
  unit->beginning = NULL;
}

// What nearly all have is read from the rows of the list: their index, too, would have it all
// before the first.
static void walk_rows(const Sieve *sieve, SieveUnit *unit, const Place *place) {
  Statement *rows = statement_start(sieve->library->store, STATEMENT_LISTED_WORDS_ALL);
  while (statement_next(rows))
    if (row_has(&unit->lookup, place, rows)) set_bit(sieve, unit->bits, statement_int(rows, 0));
}

static void find_words(const Sieve *sieve, SieveUnit *unit, const Place *place) {
  Slice phrase = sieve_unit_node(sieve, unit->node)->until;
  if (unit->having >= SAMPLES_OPEN)
    walk_rows(sieve, unit, place);
  else
    take_matches(sieve, STATEMENT_LISTED_WITH, place->columns, phrase, unit->bits);
  if (unit->beginning)
    take_beginning(sieve, unit);
  else if (place->texts)
    take_matches(sieve, STATEMENT_TEXTS_WITH, "", phrase, unit->bits);
}

static void find_others(const Sieve *sieve, SieveUnit *unit) {
  Selection *selection = selection_new(sieve->library->store, SELECTION_BRIEF_KEYS,
                                       &sieve->query.condition, unit->node, sieve->solution.briefs);
  sieve_unit_take(sieve, selection_start(selection), 1, unit->bits);
  selection_free(selection);
}

bool sieve_unit_solve(const Sieve *sieve, SieveUnit *unit, StorePatience *go_on, void *context) {
  Store *store = sieve->library->store;
  const Place *place = find_place(sieve_unit_node(sieve, unit->node));
  Share share = place ? sample(sieve, unit, go_on, context) : SHARE_RARE;
  if (share == SHARE_UNKNOWN) return false;
  unit->open = share == SHARE_COMMON;
  if (!unit->open && place && !count_beginning(sieve, unit, place, go_on, context)) return false;
  if (!unit->open) {
    unit->bits = sieve_unit_new_bits(sieve);
    store_set_patience(store, go_on, context);
    if (place)
      find_words(sieve, unit, place);
    else
      find_others(sieve, unit);
    store_set_patience(store, NULL, NULL);
  }
  unit->solved = !store_gave_up(store) && !store_failed(store);
  if (unit->solved) return true;
  free(unit->bits);
  unit->bits = NULL;
  return false;
}
