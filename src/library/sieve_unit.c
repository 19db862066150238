// SPDX-License-Identifier: MIT
// Units of a sieve. Words that few briefs have are found by the indexes of words, those that many
// have are left open; some briefs that are looked at tell which they are. All other parts are asked
// of the rows of the list; those that ask about annotations or files are left open likewise, where
// many pass, in a library that is large.
#include "library/sieve_unit.h"

#include "library/inside.h"
#include "library/rows.h"

#include <stdlib.h>

// Briefs that are looked at before anything is found. A part is left open where so many of them
// pass; what a page costs then, and what all cost otherwise, should meet there.
enum {
  SAMPLES_OPEN = 4,
  SAMPLES_OF_TEXTS = 16,
  SAMPLES_OF_QUOTES = 40, // each quotation is cut out of its text
  SAMPLES = 128,
  THINGS = 50, // briefs and annotations, for each of the briefs from which on parts are open: all
               // of fewer are asked within 50 ms, and counted
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

bool sieve_unit_is_apart(const ConditionNode *node) {
  return node->kind == CONDITION_TEST &&
         (sieve_unit_is_words(node) || condition_reads_more(node->test));
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

void sieve_unit_take(const Sieve *sieve, Statement *rows, uint64_t *bits) {
  while (statement_next(rows)) set_bit(sieve, bits, statement_int(rows, 0));
}

bool sieve_unit_is_twin(const Sieve *sieve, int64_t brief) {
  return sieve->twins.count > 0 && keys_have(&sieve->twins, brief);
}

static void take_matches(const Sieve *sieve, StatementId id, const char *columns, Slice phrase,
                         uint64_t *bits) {
  Buffer match = {0};
  Statement *rows = statement_start(sieve->library->store, id);
  buffer_add_string(&match, columns);
  buffer_add(&match, phrase);
  statement_bind_text(rows, buffer_slice(&match));
  sieve_unit_take(sieve, rows, bits);
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

static bool has_words(const Sieve *sieve, const SieveUnit *unit, int64_t brief, int64_t version) {
  const Place *place = find_place(sieve_unit_node(sieve, unit->node));
  Statement *row = statement_start(sieve->library->store, STATEMENT_LISTED_WORDS_OF);
  statement_bind_int(row, brief);
  bool has = statement_next(row) && row_has(&unit->lookup, place, row);
  statement_end(row);
  return has || (place->texts && rows_text_has(sieve->library->store, version, &unit->lookup));
}

bool sieve_unit_passes(const Sieve *sieve, const SieveUnit *unit, int64_t brief, int64_t version) {
  if (!unit->alone) return has_words(sieve, unit, brief, version);
  Statement *row = selection_start(unit->alone);
  statement_bind_int(row, brief);
  bool passes = statement_next(row);
  statement_end(row);
  return passes;
}

// Does a brief of the list pass that stands about at so many of the samples?
static bool sample_passes(const Sieve *sieve, const SieveUnit *unit) {
  Statement *row = statement_start(sieve->library->store, STATEMENT_LISTED_SAMPLE);
  statement_bind_int(row, unit->sampled);
  statement_bind_int(row, unit->samples);
  bool found = statement_next(row);
  int64_t brief = found ? statement_int(row, 0) : 0, version = found ? statement_int(row, 1) : 0;
  statement_end(row);
  return found && sieve_unit_passes(sieve, unit, brief, version);
}

// A word as it stands is found quickly, however many texts have it.
static bool is_word(const Lookup *lookup) {
  return lookup->term_count == 1 && lookup->begins == 0;
}

bool sieve_unit_is_large(const Sieve *sieve) {
  return sieve->things >= (int64_t)sieve->open_from * THINGS;
}

static bool may_be_open(const Sieve *sieve, const SieveUnit *unit) {
  const ConditionNode *node = sieve_unit_node(sieve, unit->node);
  if (sieve_unit_is_words(node))
    return sieve->briefs >= sieve->open_from && !is_word(&unit->lookup);
  return sieve_unit_is_apart(node) && sieve_unit_is_large(sieve);
}

void sieve_unit_prepare(const Sieve *sieve, SieveUnit *unit) {
  const ConditionNode *node = sieve_unit_node(sieve, unit->node);
  unit->samples = sieve_unit_is_words(node)            ? SAMPLES_OF_TEXTS
                  : node->test == CONDITION_TEST_QUOTE ? SAMPLES_OF_QUOTES
                                                       : SAMPLES;
  if (may_be_open(sieve, unit)) sieve_unit_make_alone(sieve, unit);
}

void sieve_unit_make_alone(const Sieve *sieve, SieveUnit *unit) {
  if (unit->alone || sieve_unit_is_words(sieve_unit_node(sieve, unit->node))) return;
  unit->alone = selection_new(sieve->library->store, SELECTION_BRIEF_PASSES,
                              &sieve->query.condition, unit->node, sieve->solution.briefs);
}

// How many pass, as far as it is known: few are found by the index, for many that would be slow.
// Where they shall not pass, and nearly all would, a page would be too far to walk.
typedef enum Share { SHARE_UNKNOWN, SHARE_RARE, SHARE_COMMON } Share;

static Share share_of(const SieveUnit *unit) {
  uint32_t others = unit->sampled - unit->having;
  if (unit->having >= SAMPLES_OPEN && (!unit->negated || others >= SAMPLES_OPEN))
    return SHARE_COMMON;
  return unit->sampled < unit->samples ? SHARE_UNKNOWN : SHARE_RARE;
}

// Looks at some briefs, where that is not done faster. SHARE_UNKNOWN when it was broken off.
static Share sample(const Sieve *sieve, SieveUnit *unit, StorePatience *go_on, void *context) {
  Store *store = sieve->library->store;
  Share share;
  if (unit->whole || !may_be_open(sieve, unit)) return SHARE_RARE;
  store_set_patience(store, go_on, context);
  while ((share = share_of(unit)) == SHARE_UNKNOWN) {
    if (go_on && !go_on(context)) break;
    bool passes = sample_passes(sieve, unit);
    if (store_gave_up(store)) break;
    unit->sampled++;
    if (passes) unit->having++;
  }
  store_set_patience(store, NULL, NULL);
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
    if (!sieve_unit_is_twin(sieve, statement_int(rows, 4)) && row_has(&unit->lookup, place, rows))
      set_bit(sieve, unit->bits, statement_int(rows, 0));
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
  bool most = unit->having >= SAMPLES_OPEN && unit->sampled - unit->having < SAMPLES_OPEN;
  SelectionId id = most ? SELECTION_BRIEF_KEYS_OF_MOST : SELECTION_BRIEF_KEYS;
  Selection *selection = selection_new(sieve->library->store, id, &sieve->query.condition,
                                       unit->node, sieve->solution.briefs);
  Statement *rows = selection_start(selection);
  while (statement_next(rows))
    if (!sieve_unit_is_twin(sieve, statement_int(rows, 0)))
      set_bit(sieve, unit->bits, statement_int(rows, 1));
  selection_free(selection);
}

// False when it was broken off, or failed.
static bool find_bits(const Sieve *sieve, SieveUnit *unit, StorePatience *go_on, void *context) {
  Store *store = sieve->library->store;
  const Place *place = find_place(sieve_unit_node(sieve, unit->node));
  if (place && !count_beginning(sieve, unit, place, go_on, context)) return false;
  unit->bits = sieve_unit_new_bits(sieve);
  store_set_patience(store, go_on, context);
  if (place)
    find_words(sieve, unit, place);
  else
    find_others(sieve, unit);
  store_set_patience(store, NULL, NULL);
  if (!store_gave_up(store) && !store_failed(store)) return true;
  free(unit->bits);
  unit->bits = NULL;
  return false;
}

bool sieve_unit_solve(const Sieve *sieve, SieveUnit *unit, StorePatience *go_on, void *context) {
  Share share = sample(sieve, unit, go_on, context);
  unit->open = share == SHARE_COMMON;
  unit->solved = unit->open || (share == SHARE_RARE && find_bits(sieve, unit, go_on, context));
  return unit->solved;
}
