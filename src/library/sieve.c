// SPDX-License-Identifier: MIT
// The sieve. Its units are the parts of the query that are found by one way: words by the indexes
// of words, and every other part that has no words in it, as large as it can be, by the statement
// of library/query.h. Over the units a few hundred operations on 64 versions each make the whole.
//
// Cost with 100,000 briefs: a word up to 10 ms, however common; the beginning of one at most what a
// quarter of the texts having it amounts to, or, where it is open, 32 texts; 12.5 kB for each unit.
// All other parts: what the query costs.
#include "library/sieve.h"

#include "library/inside.h"
#include "library/query_solve.h"
#include "store/selection.h"
#include "text/lookup.h"

#include <stdlib.h>

enum {
  OPEN_FROM = 1000, // briefs
  SAMPLES = 16,     // texts that are looked at, of which so many must have the words:
  SAMPLES_OPEN = 4,
  FEW = 400, // briefs that are sorted instead of being looked for along the list; of half as many
             // the texts are read for that
};

typedef struct Unit {
  uint16_t node;
  bool solved;
  bool negated;   // what it lets through shall not pass: then it is never open
  bool open;      // `bits` are those whose row of the list has the words
  uint64_t *bits; // by version; NULL before it is solved
  Lookup lookup;  // of words in texts
  uint32_t sampled, having;
} Unit;

struct Sieve {
  Library *library;
  Query query;
  Unit *units;
  uint32_t unit_count;
  QuerySolution solution; // of its relations
  bool related, ready;
  uint32_t open_from, most_few, briefs;
  size_t words;    // of a set
  uint64_t *all;   // the versions of the list, read where NOT needs them
  uint64_t *found; // those that pass; where `open`, those that may
  bool open;
  uint32_t count; // of `found`
  Keys few;       // briefs, where they are few
  RosterSieve roster;
};

// ---- Units

// Where the words of a test are looked for.
typedef struct Place {
  ConditionTest test;
  bool texts;          // in the texts as well
  const char *columns; // of the list's index
} Place;

static const Place *find_place(const ConditionNode *node) {
  static const Place places[] = {{CONDITION_TEST_WORDS, true, ""},
                                 {CONDITION_TEST_TITLE, false, "title : "},
                                 {CONDITION_TEST_SERIES, false, "series : "},
                                 {CONDITION_TEST_AUTHOR, false, "author : "}};
  if (node->kind != CONDITION_TEST) return NULL;
  for (size_t i = 0; i < sizeof places / sizeof *places; i++)
    if (places[i].test == node->test) return &places[i];
  return NULL;
}

static const ConditionNode *node_at(const Sieve *sieve, uint16_t at) {
  return &sieve->query.condition.nodes[at];
}

// Are there words at the node or below it, outside of relations? Recursion here and below is as
// deep as the parentheses of a query may be.
static bool has_words(const Sieve *sieve, uint16_t at) {
  const ConditionNode *node = node_at(sieve, at);
  if (find_place(node)) return true;
  if (node->kind == CONDITION_RELATION) return false;
  for (uint16_t child = node->first; child != CONDITION_NONE; child = node_at(sieve, child)->next)
    if (has_words(sieve, child)) return true;
  return false;
}

static void add_units(Sieve *sieve, uint16_t at, bool negated) {
  const ConditionNode *node = node_at(sieve, at);
  if (find_place(node) || !has_words(sieve, at)) {
    Unit *unit = &sieve->units[sieve->unit_count++];
    unit->node = at;
    unit->negated = negated;
    if (find_place(node)) lookup_init(&unit->lookup, node->text, LOOKUP_WORDS);
    return;
  }
  for (uint16_t child = node->first; child != CONDITION_NONE; child = node_at(sieve, child)->next)
    add_units(sieve, child, negated || node->kind == CONDITION_NOT);
}

void sieve_set_limits(Sieve *sieve, uint32_t open_from, uint32_t few) {
  sieve->open_from = open_from;
  sieve->most_few = few;
}

Sieve *sieve_open(Library *library, Query *query) {
  if (query->everything) {
    query_release(query);
    return NULL;
  }
  Sieve *sieve = memory_new(1, sizeof *sieve);
  sieve->library = library;
  sieve->query = *query;
  sieve_set_limits(sieve, OPEN_FROM, FEW);
  *query = (Query){0};
  sieve->units = memory_new(sieve->query.condition.count, sizeof *sieve->units);
  add_units(sieve, sieve->query.condition.root, false);
  return sieve;
}

void sieve_close(Sieve *sieve) {
  if (!sieve) return;
  for (uint32_t i = 0; i < sieve->unit_count; i++) {
    free(sieve->units[i].bits);
    lookup_release(&sieve->units[i].lookup);
  }
  if (sieve->related) query_solve_release(&sieve->solution);
  query_release(&sieve->query);
  keys_release(&sieve->few);
  free(sieve->units);
  free(sieve->all);
  free(sieve->found);
  free(sieve);
}

// ---- Sets

static uint64_t *new_bits(const Sieve *sieve) {
  return memory_new(sieve->words, sizeof(uint64_t));
}

static bool has_bit(const Sieve *sieve, const uint64_t *bits, int64_t version) {
  size_t word = (size_t)version / 64;
  return version >= 0 && word < sieve->words && bits[word] >> version % 64 & 1;
}

static void set_bit(const Sieve *sieve, uint64_t *bits, int64_t version) {
  size_t word = (size_t)version / 64;
  if (version >= 0 && word < sieve->words) bits[word] |= (uint64_t)1 << version % 64;
}

static void take_versions(const Sieve *sieve, Statement *rows, unsigned column, uint64_t *bits) {
  while (statement_next(rows)) set_bit(sieve, bits, statement_int(rows, column));
}

static void take_matches(const Sieve *sieve, StatementId id, const char *columns, Slice phrase,
                         uint64_t *bits) {
  Buffer match = {0};
  Statement *rows = statement_start(sieve->library->store, id);
  buffer_add_string(&match, columns);
  buffer_add(&match, phrase);
  statement_bind_text(rows, buffer_slice(&match));
  take_versions(sieve, rows, 0, bits);
  buffer_release(&match);
}

// ---- Solving a unit

static bool text_has(const Sieve *sieve, const Lookup *lookup, int64_t version) {
  Statement *row = statement_start(sieve->library->store, STATEMENT_VERSION_BARE_TEXT);
  statement_bind_int(row, version);
  bool has = statement_next(row) && lookup_all_in(lookup, statement_text(row, 0));
  statement_end(row);
  return has;
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

// Is it in so many texts that the index would be slow? False before enough of them are read.
static bool is_common(const Unit *unit) {
  return unit->having >= SAMPLES_OPEN;
}

// Reads texts until it is known how common the words are. False when it was broken off.
static bool sample(const Sieve *sieve, Unit *unit, StorePatience *go_on, void *context) {
  while (unit->sampled < SAMPLES && !is_common(unit)) {
    if (go_on && !go_on(context)) return false;
    bool has = text_has(sieve, &unit->lookup, find_sample(sieve, unit->sampled));
    unit->sampled++;
    if (has) unit->having++;
  }
  return true;
}

static void find_words(const Sieve *sieve, Unit *unit, const Place *place, StorePatience *go_on,
                       void *context) {
  Slice phrase = node_at(sieve, unit->node)->until;
  bool quick =
      sieve->briefs < sieve->open_from || unit->negated || is_word(&unit->lookup) || !place->texts;
  if (!quick && !sample(sieve, unit, go_on, context)) return;
  unit->open = is_common(unit);
  take_matches(sieve, STATEMENT_LISTED_WITH, place->columns, phrase, unit->bits);
  if (place->texts && !unit->open)
    take_matches(sieve, STATEMENT_TEXTS_WITH, "", phrase, unit->bits);
  unit->solved = true;
}

static void find_others(const Sieve *sieve, Unit *unit) {
  Selection *selection = selection_new(sieve->library->store, SELECTION_BRIEF_KEYS,
                                       &sieve->query.condition, unit->node, sieve->solution.briefs);
  take_versions(sieve, selection_start(selection), 1, unit->bits);
  selection_free(selection);
  unit->solved = true;
}

// False when it was broken off, or failed.
static bool solve(const Sieve *sieve, Unit *unit, StorePatience *go_on, void *context) {
  Store *store = sieve->library->store;
  const Place *place = find_place(node_at(sieve, unit->node));
  unit->bits = new_bits(sieve);
  store_set_patience(store, go_on, context);
  if (place)
    find_words(sieve, unit, place, go_on, context);
  else
    find_others(sieve, unit);
  store_set_patience(store, NULL, NULL);
  if (store_gave_up(store)) unit->solved = false;
  if (unit->solved && !store_failed(store)) return true;
  free(unit->bits);
  unit->bits = NULL;
  return false;
}

// ---- The whole

static const Unit *find_unit(const Sieve *sieve, uint16_t node) {
  for (uint32_t i = 0; i < sieve->unit_count; i++)
    if (sieve->units[i].node == node) return &sieve->units[i];
  return NULL;
}

static uint64_t *all_versions(Sieve *sieve) {
  if (sieve->all) return sieve->all;
  sieve->all = new_bits(sieve);
  take_versions(sieve, statement_start(sieve->library->store, STATEMENT_LISTED_VERSIONS), 0,
                sieve->all);
  return sieve->all;
}

static void combine(Sieve *sieve, ConditionKind kind, uint64_t *bits, const uint64_t *others) {
  for (size_t i = 0; i < sieve->words; i++) {
    if (kind == CONDITION_AND) bits[i] &= others[i];
    if (kind == CONDITION_OR) bits[i] |= others[i];
  }
}

// What may pass at a node; *open where some of these may not, or are no versions of the list. Below
// NOT nothing is open.
static uint64_t *find_passing(Sieve *sieve, uint16_t at, bool *open) {
  const ConditionNode *node = node_at(sieve, at);
  const Unit *unit = find_unit(sieve, at);
  uint64_t *bits = new_bits(sieve);
  bool below = unit && unit->open;
  if (unit) {
    if (below)
      memset(bits, 0xFF, sieve->words * sizeof *bits);
    else
      memcpy(bits, unit->bits, sieve->words * sizeof *bits);
    *open = *open || below;
    return bits;
  }
  for (uint16_t child = node->first; child != CONDITION_NONE; child = node_at(sieve, child)->next) {
    uint64_t *others = find_passing(sieve, child, &below);
    combine(sieve, child == node->first ? CONDITION_OR : node->kind, bits, others);
    free(others);
  }
  if (node->kind == CONDITION_NOT) {
    const uint64_t *all = all_versions(sieve);
    for (size_t i = 0; i < sieve->words; i++) bits[i] = all[i] & ~bits[i];
  }
  *open = *open || below;
  return bits;
}

// The same of one version, by its text.
static bool holds(const Sieve *sieve, uint16_t at, int64_t version) {
  const ConditionNode *node = node_at(sieve, at);
  const Unit *unit = find_unit(sieve, at);
  if (unit)
    return has_bit(sieve, unit->bits, version) ||
           (unit->open && text_has(sieve, &unit->lookup, version));
  bool all = node->kind == CONDITION_AND;
  for (uint16_t child = node->first; child != CONDITION_NONE; child = node_at(sieve, child)->next) {
    bool one = holds(sieve, child, version);
    if (node->kind == CONDITION_NOT) return !one;
    if (one != all) return one;
  }
  return all;
}

static bool passes(const void *context, int64_t version) {
  const Sieve *sieve = context;
  return has_bit(sieve, sieve->found, version) &&
         (!sieve->open || holds(sieve, sieve->query.condition.root, version));
}

static uint32_t count_bits(const Sieve *sieve) {
  uint32_t count = 0;
  for (size_t i = 0; i < sieve->words; i++)
    count += (uint32_t)__builtin_popcountll(sieve->found[i]);
  return count;
}

// Reads the texts of those that may pass. False when it was broken off.
static bool settle_few(Sieve *sieve, StorePatience *go_on, void *context) {
  uint16_t root = sieve->query.condition.root;
  for (size_t i = 0; i < sieve->words; i++) {
    for (uint64_t left = sieve->found[i]; left; left &= left - 1) {
      int64_t version = (int64_t)(i * 64) + __builtin_ctzll(left);
      if (go_on && !go_on(context)) return false;
      if (!holds(sieve, root, version)) sieve->found[i] &= ~(left & -left);
    }
  }
  sieve->open = false;
  return true;
}

static void list_few(Sieve *sieve) {
  for (size_t i = 0; i < sieve->words; i++) {
    for (uint64_t left = sieve->found[i]; left; left &= left - 1) {
      int64_t version = (int64_t)(i * 64) + __builtin_ctzll(left);
      Statement *row = statement_start(sieve->library->store, STATEMENT_LISTED_OF_VERSION);
      statement_bind_int(row, version);
      keys_add(&sieve->few, statement_take_int(row, 0));
    }
  }
}

static bool finish(Sieve *sieve, StorePatience *go_on, void *context) {
  if (!sieve->found) sieve->found = find_passing(sieve, sieve->query.condition.root, &sieve->open);
  if (sieve->open && count_bits(sieve) <= sieve->most_few / 2 && !settle_few(sieve, go_on, context))
    return false;
  sieve->count = count_bits(sieve);
  sieve->roster = (RosterSieve){.test = {passes, sieve}};
  if (!sieve->open && sieve->count <= sieve->most_few) {
    list_few(sieve);
    sieve->roster.few = &sieve->few;
  }
  sieve->ready = true;
  return true;
}

// ---- Work

// Before everything else; what comes later is none of the list.
static bool measure(Sieve *sieve, Error *err) {
  Store *store = sieve->library->store;
  if (sieve->words > 0) return true;
  sieve->words =
      (size_t)statement_take_int(statement_start(store, STATEMENT_FIND_NEWEST), 0) / 64 + 1;
  sieve->briefs = (uint32_t)statement_take_int(statement_start(store, STATEMENT_LISTED_COUNT), 0);
  sieve->related = query_solve(sieve->library, &sieve->query.condition, &sieve->solution, err);
  return sieve->related;
}

SieveState sieve_work(Sieve *sieve, StorePatience *go_on, void *context, Error *err) {
  Store *store = sieve->library->store;
  if (sieve->ready) return SIEVE_READY;
  if (!measure(sieve, err)) return SIEVE_FAILED;
  bool going = true;
  for (uint32_t i = 0; i < sieve->unit_count && going; i++)
    if (!sieve->units[i].solved) going = solve(sieve, &sieve->units[i], go_on, context);
  going = going && finish(sieve, go_on, context);
  if (!store_check(store, err)) return SIEVE_FAILED;
  return going ? SIEVE_READY : SIEVE_BROKEN_OFF;
}

const RosterSieve *sieve_roster(const Sieve *sieve) {
  return &sieve->roster;
}

bool sieve_count(const Sieve *sieve, uint32_t *count) {
  *count = sieve->count;
  return !sieve->open;
}

bool sieve_passes(const Sieve *sieve, int64_t brief) {
  Statement *row = statement_start(sieve->library->store, STATEMENT_LISTED_VERSION);
  statement_bind_int(row, brief);
  int64_t version = statement_take_int(row, 0);
  return version != 0 && passes(sieve, version);
}
