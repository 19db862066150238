// SPDX-License-Identifier: MIT
// The sieve. Its units are the parts of the query that are found by one way: words by the indexes
// of words, and every other part that has no words in it, as large as it can be, by the statement
// of library/query.h. Over the units a few hundred operations on 64 versions each make the whole.
//
// Cost with 100,000 briefs: a word up to 15 ms, however common; the beginning of one at most what a
// quarter of the texts having it amounts to, or, where it is open, 32 texts; what the list says in
// its rows, like a date, up to 0.2 µs for each that passes; 12.5 kB for each unit. All other parts:
// what the query costs.
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
  bool negated;   // the more it lets through, the less passes
  bool open;      // whether a brief has the words is looked for when it is asked
  uint64_t *bits; // by version; NULL before it is solved, and where it is open
  Lookup lookup;  // of words
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
  bool texts;           // in the texts as well
  const char *columns;  // of the list's index
  unsigned first, last; // of title, series and author
} Place;

static const Place *find_place(const ConditionNode *node) {
  static const Place places[] = {{CONDITION_TEST_WORDS, true, "", 0, 2},
                                 {CONDITION_TEST_TITLE, false, "title : ", 0, 0},
                                 {CONDITION_TEST_SERIES, false, "series : ", 1, 1},
                                 {CONDITION_TEST_AUTHOR, false, "author : ", 2, 2}};
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
    add_units(sieve, child, negated != (node->kind == CONDITION_NOT));
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

static bool row_has(const Sieve *sieve, const Lookup *lookup, const Place *place, int64_t version) {
  Statement *row = statement_start(sieve->library->store, STATEMENT_LISTED_WORDS_OF);
  statement_bind_int(row, version);
  bool listed = statement_next(row), has = false;
  for (unsigned column = place->first; listed && !has && column <= place->last; column++)
    has = lookup_all_in(lookup, statement_text(row, column));
  statement_end(row);
  return has;
}

// Has a brief the words, as the indexes would tell?
static bool brief_has(const Sieve *sieve, const Unit *unit, int64_t version) {
  const Place *place = find_place(node_at(sieve, unit->node));
  return row_has(sieve, &unit->lookup, place, version) ||
         (place->texts && text_has(sieve, &unit->lookup, version));
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

static Share share_of(const Unit *unit) {
  uint32_t others = unit->sampled - unit->having;
  if (unit->having >= SAMPLES_OPEN && (!unit->negated || others >= SAMPLES_OPEN))
    return SHARE_COMMON;
  return unit->sampled < SAMPLES ? SHARE_UNKNOWN : SHARE_RARE;
}

// Looks at some briefs, where that is not done faster. SHARE_UNKNOWN when it was broken off.
static Share sample(const Sieve *sieve, Unit *unit, StorePatience *go_on, void *context) {
  Share share;
  if (sieve->briefs < sieve->open_from || is_word(&unit->lookup)) return SHARE_RARE;
  while ((share = share_of(unit)) == SHARE_UNKNOWN) {
    if (go_on && !go_on(context)) break;
    bool has = brief_has(sieve, unit, find_sample(sieve, unit->sampled));
    unit->sampled++;
    if (has) unit->having++;
  }
  return share;
}

static void find_words(const Sieve *sieve, Unit *unit, const Place *place) {
  Slice phrase = node_at(sieve, unit->node)->until;
  take_matches(sieve, STATEMENT_LISTED_WITH, place->columns, phrase, unit->bits);
  if (place->texts) take_matches(sieve, STATEMENT_TEXTS_WITH, "", phrase, unit->bits);
}

static void find_others(const Sieve *sieve, Unit *unit) {
  Selection *selection = selection_new(sieve->library->store, SELECTION_BRIEF_KEYS,
                                       &sieve->query.condition, unit->node, sieve->solution.briefs);
  take_versions(sieve, selection_start(selection), 1, unit->bits);
  selection_free(selection);
}

// False when it was broken off, or failed.
static bool solve(const Sieve *sieve, Unit *unit, StorePatience *go_on, void *context) {
  Store *store = sieve->library->store;
  const Place *place = find_place(node_at(sieve, unit->node));
  Share share = place ? sample(sieve, unit, go_on, context) : SHARE_RARE;
  if (share == SHARE_UNKNOWN) return false;
  unit->open = share == SHARE_COMMON;
  if (!unit->open) {
    unit->bits = new_bits(sieve);
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

// ---- The whole

static const Unit *find_unit(const Sieve *sieve, uint16_t node) {
  for (uint32_t i = 0; i < sieve->unit_count; i++)
    if (sieve->units[i].node == node) return &sieve->units[i];
  return NULL;
}

// Is there NOT above a unit? Then all are to be known.
static bool has_not(const Sieve *sieve, uint16_t at) {
  const ConditionNode *node = node_at(sieve, at);
  if (find_unit(sieve, at)) return false;
  if (node->kind == CONDITION_NOT) return true;
  for (uint16_t child = node->first; child != CONDITION_NONE; child = node_at(sieve, child)->next)
    if (has_not(sieve, child)) return true;
  return false;
}

// False when it was broken off, or failed.
static bool find_all(Sieve *sieve, StorePatience *go_on, void *context) {
  Store *store = sieve->library->store;
  if (sieve->all || !has_not(sieve, sieve->query.condition.root)) return true;
  uint64_t *all = new_bits(sieve);
  store_set_patience(store, go_on, context);
  take_versions(sieve, statement_start(store, STATEMENT_LISTED_VERSIONS), 0, all);
  store_set_patience(store, NULL, NULL);
  if (!store_gave_up(store) && !store_failed(store)) {
    sieve->all = all;
    return true;
  }
  free(all);
  return false;
}

static void combine(const Sieve *sieve, ConditionKind kind, uint64_t *bits,
                    const uint64_t *others) {
  for (size_t i = 0; i < sieve->words; i++) {
    if (kind == CONDITION_AND) bits[i] &= others[i];
    if (kind == CONDITION_OR) bits[i] |= others[i];
  }
}

// What may pass as far as a unit tells: of an open one nothing is known, so below NOT none of them
// are taken out.
static void take_unit(const Sieve *sieve, const Unit *unit, uint64_t *bits) {
  if (unit->open)
    memset(bits, unit->negated ? 0 : 0xFF, sieve->words * sizeof *bits);
  else
    memcpy(bits, unit->bits, sieve->words * sizeof *bits);
}

// What may pass at a node; *open where some of these may not, or are no versions of the list.
static uint64_t *find_passing(const Sieve *sieve, uint16_t at, bool *open) {
  const ConditionNode *node = node_at(sieve, at);
  const Unit *unit = find_unit(sieve, at);
  uint64_t *bits = new_bits(sieve);
  if (unit) {
    take_unit(sieve, unit, bits);
    *open = *open || unit->open;
    return bits;
  }
  for (uint16_t child = node->first; child != CONDITION_NONE; child = node_at(sieve, child)->next) {
    uint64_t *others = find_passing(sieve, child, open);
    combine(sieve, child == node->first ? CONDITION_OR : node->kind, bits, others);
    free(others);
  }
  if (node->kind == CONDITION_NOT)
    for (size_t i = 0; i < sieve->words; i++) bits[i] = sieve->all[i] & ~bits[i];
  return bits;
}

// The same of one version, by its words where a unit is open.
static bool holds(const Sieve *sieve, uint16_t at, int64_t version) {
  const ConditionNode *node = node_at(sieve, at);
  const Unit *unit = find_unit(sieve, at);
  if (unit)
    return unit->open ? brief_has(sieve, unit, version) : has_bit(sieve, unit->bits, version);
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
  going = going && find_all(sieve, go_on, context) && finish(sieve, go_on, context);
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
