// SPDX-License-Identifier: MIT
// The sieve. Its units are the parts of the query that are found by one way: words by the indexes
// of words, what annotations and files have by theirs, and every other part that has neither in it
// by a statement over the rows of the list. Over the units a few hundred operations on 64 versions
// each make the whole.
//
// Cost with 100,000 briefs and 1,000,000 annotations: a word up to 15 ms, however common; the
// beginning of one at most what a quarter of the texts having it amounts to, or, where it is open,
// 32 texts; what the list says in its rows, like a date, up to 0.2 µs for each that passes; what
// annotations have 8 µs for each that has it, or, where it is open, 20 µs for each brief on the
// way; 12.5 kB for each unit. What nearly all have and shall not pass is all of it: up to a second.
#include "library/sieve_unit.h"

#include "library/inside.h"

#include <stdlib.h>

enum {
  OPEN_FROM = 1000, // briefs
  FEW = 400, // briefs that are sorted instead of being looked for along the list; of half as many
             // the texts are read for that
};

// ---- Units

// Is there a part at the node or below it, outside of relations, that is found by a way of its own?
// Recursion here and below is as deep as the parentheses of a query may be.
static bool has_apart(const Sieve *sieve, uint16_t at) {
  const ConditionNode *node = sieve_unit_node(sieve, at);
  if (sieve_unit_is_apart(node)) return true;
  if (node->kind == CONDITION_RELATION) return false;
  for (uint16_t child = node->first; child != CONDITION_NONE;
       child = sieve_unit_node(sieve, child)->next)
    if (has_apart(sieve, child)) return true;
  return false;
}

// Is it found by one way? What is joined by AND is, where only the rows of the list are read: a
// test that few pass spares the others. Joined by OR each is asked anyway, and by itself it may
// have an index.
static bool is_unit(const Sieve *sieve, uint16_t at) {
  ConditionKind kind = sieve_unit_node(sieve, at)->kind;
  if (kind == CONDITION_AND) return !has_apart(sieve, at);
  return kind != CONDITION_OR && kind != CONDITION_NOT;
}

static bool is_child(const Sieve *sieve, const ConditionNode *parent, uint16_t at) {
  uint16_t child = parent->first;
  while (child != CONDITION_NONE && child != at) child = sieve_unit_node(sieve, child)->next;
  return child == at;
}

static void add_units(Sieve *sieve, uint16_t at, bool negated) {
  const ConditionNode *node = sieve_unit_node(sieve, at);
  if (is_unit(sieve, at)) {
    SieveUnit *unit = &sieve->units[sieve->unit_count++];
    unit->node = at;
    unit->negated = negated;
    if (sieve_unit_is_words(node)) lookup_init(&unit->lookup, node->text, LOOKUP_WORDS);
    return;
  }
  for (uint16_t child = node->first; child != CONDITION_NONE;
       child = sieve_unit_node(sieve, child)->next)
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
  sieve->stamp = library_stamp(library);
  sieve->query = *query;
  sieve_set_limits(sieve, OPEN_FROM, FEW);
  *query = (Query){0};
  sieve->units = memory_new(sieve->query.condition.count, sizeof *sieve->units);
  add_units(sieve, sieve->query.condition.root, false);
  return sieve;
}

// ---- What another sieve has found

static bool same_test(const ConditionNode *a, const ConditionNode *b) {
  return a->kind == CONDITION_TEST && b->kind == CONDITION_TEST && a->test == b->test &&
         a->low == b->low && a->high == b->high && slice_equal(a->text, b->text) &&
         slice_equal(a->until, b->until);
}

static void learn_unit(const Sieve *sieve, SieveUnit *unit, const Sieve *other,
                       const SieveUnit *known) {
  bool same = same_test(sieve_unit_node(sieve, unit->node), sieve_unit_node(other, known->node));
  if (!same || unit->solved || !known->solved || unit->negated != known->negated) return;
  unit->solved = true;
  unit->open = known->open;
  unit->sampled = known->sampled;
  unit->having = known->having;
  if (!known->bits) return;
  unit->bits = sieve_unit_new_bits(other);
  memcpy(unit->bits, known->bits, other->words * sizeof *unit->bits);
}

void sieve_learn(Sieve *sieve, const Sieve *other) {
  if (!other || other->stamp != sieve->stamp || other->words == 0) return;
  sieve->words = other->words;
  sieve->briefs = other->briefs;
  sieve->things = other->things;
  for (uint32_t i = 0; i < sieve->unit_count; i++)
    for (uint32_t k = 0; k < other->unit_count; k++)
      learn_unit(sieve, &sieve->units[i], other, &other->units[k]);
  if (other->paired && !sieve->paired) {
    for (uint32_t i = 0; i < other->twins.count; i++)
      keys_add(&sieve->twins, other->twins.items[i]);
    sieve->paired = true;
  }
  if (sieve->all || !other->all) return;
  sieve->all = sieve_unit_new_bits(other);
  memcpy(sieve->all, other->all, other->words * sizeof *sieve->all);
}

void sieve_close(Sieve *sieve) {
  if (!sieve) return;
  for (uint32_t i = 0; i < sieve->unit_count; i++) {
    free(sieve->units[i].bits);
    beginning_close(sieve->units[i].beginning);
    selection_free(sieve->units[i].alone);
    lookup_release(&sieve->units[i].lookup);
  }
  if (sieve->related) query_solve_release(&sieve->solution);
  query_release(&sieve->query);
  keys_release(&sieve->few);
  keys_release(&sieve->twins);
  keys_release(&sieve->too);
  free(sieve->units);
  free(sieve->all);
  free(sieve->found);
  free(sieve);
}

// ---- The whole

static bool has_bit(const Sieve *sieve, const uint64_t *bits, int64_t version) {
  size_t word = (size_t)version / 64;
  return version >= 0 && word < sieve->words && bits[word] >> version % 64 & 1;
}

static const SieveUnit *find_unit(const Sieve *sieve, uint16_t node) {
  for (uint32_t i = 0; i < sieve->unit_count; i++)
    if (sieve->units[i].node == node) return &sieve->units[i];
  return NULL;
}

// Is there NOT above a unit? Then all are to be known.
static bool has_not(const Sieve *sieve, uint16_t at) {
  const ConditionNode *node = sieve_unit_node(sieve, at);
  if (find_unit(sieve, at)) return false;
  if (node->kind == CONDITION_NOT) return true;
  for (uint16_t child = node->first; child != CONDITION_NONE;
       child = sieve_unit_node(sieve, child)->next)
    if (has_not(sieve, child)) return true;
  return false;
}

// False when it was broken off, or failed.
static bool find_all(Sieve *sieve, StorePatience *go_on, void *context) {
  Store *store = sieve->library->store;
  if (sieve->all || !has_not(sieve, sieve->query.condition.root)) return true;
  uint64_t *all = sieve_unit_new_bits(sieve);
  store_set_patience(store, go_on, context);
  sieve_unit_take(sieve, statement_start(store, STATEMENT_LISTED_VERSIONS), all);
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
static void take_unit(const Sieve *sieve, const SieveUnit *unit, uint64_t *bits) {
  if (unit->open)
    memset(bits, unit->negated ? 0 : 0xFF, sieve->words * sizeof *bits);
  else
    memcpy(bits, unit->bits, sieve->words * sizeof *bits);
}

// What may pass at a node; *open where some of these may not, or are no versions of the list.
static uint64_t *find_passing(const Sieve *sieve, uint16_t at, bool *open) {
  const ConditionNode *node = sieve_unit_node(sieve, at);
  const SieveUnit *unit = find_unit(sieve, at);
  uint64_t *bits = sieve_unit_new_bits(sieve);
  if (unit) {
    take_unit(sieve, unit, bits);
    *open = *open || unit->open;
    return bits;
  }
  for (uint16_t child = node->first; child != CONDITION_NONE;
       child = sieve_unit_node(sieve, child)->next) {
    uint64_t *others = find_passing(sieve, child, open);
    combine(sieve, child == node->first ? CONDITION_OR : node->kind, bits, others);
    free(others);
  }
  if (node->kind == CONDITION_NOT)
    for (size_t i = 0; i < sieve->words; i++) bits[i] = sieve->all[i] & ~bits[i];
  return bits;
}

static bool unit_holds(const Sieve *sieve, const SieveUnit *unit, int64_t brief, int64_t version) {
  bool by_itself = unit->open || sieve_unit_is_twin(sieve, brief);
  return by_itself ? sieve_unit_passes(sieve, unit, brief, version)
                   : has_bit(sieve, unit->bits, version);
}

// The same of one brief, asked where a unit is open.
static bool holds(const Sieve *sieve, uint16_t at, int64_t brief, int64_t version) {
  const ConditionNode *node = sieve_unit_node(sieve, at);
  const SieveUnit *unit = find_unit(sieve, at);
  if (unit) return unit_holds(sieve, unit, brief, version);
  bool all = node->kind == CONDITION_AND;
  for (uint16_t child = node->first; child != CONDITION_NONE;
       child = sieve_unit_node(sieve, child)->next) {
    bool one = holds(sieve, child, brief, version);
    if (node->kind == CONDITION_NOT) return !one && has_bit(sieve, sieve->all, version);
    if (one != all) return one;
  }
  return all;
}

static bool passes(const void *context, int64_t brief, int64_t version) {
  const Sieve *sieve = context;
  if (sieve_unit_is_twin(sieve, brief)) return keys_have(&sieve->too, brief);
  return has_bit(sieve, sieve->found, version) &&
         (!sieve->open || holds(sieve, sieve->query.condition.root, brief, version));
}

static uint32_t count_bits(const Sieve *sieve) {
  uint32_t count = 0;
  for (size_t i = 0; i < sieve->words; i++)
    count += (uint32_t)__builtin_popcountll(sieve->found[i]);
  return count;
}

static int64_t first_brief(const Sieve *sieve, int64_t version) {
  return statement_take_of(sieve->library->store, STATEMENT_LISTED_OF_VERSION, version);
}

// Once: asking one brief takes them.
static void learn_tags(Sieve *sieve) {
  if (!sieve->tagged) query_solve_tags(sieve->library, &sieve->query.condition, &sieve->solution);
  sieve->tagged = true;
}

// The next of those found, behind a version (-1: the first); -1 at the end.
static int64_t next_found(const Sieve *sieve, int64_t version) {
  size_t at = (size_t)(version + 1), word = at / 64;
  if (word >= sieve->words) return -1;
  uint64_t left = sieve->found[word] & UINT64_MAX << at % 64;
  while (left == 0 && ++word < sieve->words) left = sieve->found[word];
  return left == 0 ? -1 : (int64_t)(word * 64) + __builtin_ctzll(left);
}

// Asks those that may pass. False when it was broken off.
static bool settle_few(Sieve *sieve, StorePatience *go_on, void *context) {
  uint16_t root = sieve->query.condition.root;
  for (int64_t at = next_found(sieve, -1); at >= 0; at = next_found(sieve, at)) {
    if (go_on && !go_on(context)) return false;
    int64_t brief = first_brief(sieve, at);
    if (brief == 0 || !holds(sieve, root, brief, at))
      sieve->found[at / 64] &= ~((uint64_t)1 << at % 64);
  }
  sieve->open = false;
  return true;
}

static void list_few(Sieve *sieve) {
  for (int64_t at = next_found(sieve, -1); at >= 0; at = next_found(sieve, at))
    keys_add(&sieve->few, first_brief(sieve, at));
  for (uint32_t i = 0; i < sieve->too.count; i++) keys_add(&sieve->few, sieve->too.items[i]);
}

// Asks the briefs that no set says anything of. False when it was broken off.
static bool settle_twins(Sieve *sieve, StorePatience *go_on, void *context) {
  if (sieve->twins.count == 0) return true;
  learn_tags(sieve);
  for (uint32_t i = 0; i < sieve->unit_count; i++) sieve_unit_make_alone(sieve, &sieve->units[i]);
  for (; sieve->asked < sieve->twins.count; sieve->asked++) {
    int64_t brief = sieve->twins.items[sieve->asked];
    if (go_on && !go_on(context)) return false;
    int64_t version = statement_take_of(sieve->library->store, STATEMENT_LISTED_VERSION, brief);
    if (holds(sieve, sieve->query.condition.root, brief, version)) keys_add(&sieve->too, brief);
  }
  return true;
}

static bool finish(Sieve *sieve, StorePatience *go_on, void *context) {
  if (!sieve->found) sieve->found = find_passing(sieve, sieve->query.condition.root, &sieve->open);
  if (sieve->open && count_bits(sieve) <= sieve->most_few / 2 && !settle_few(sieve, go_on, context))
    return false;
  if (!settle_twins(sieve, go_on, context)) return false;
  sieve->count = count_bits(sieve) + sieve->too.count;
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
  if (sieve->related) return true;
  if (sieve->words == 0) {
    sieve->words =
        (size_t)statement_take_of(store, STATEMENT_FIND_NEWEST, BEGINNING_KEY_MAX) / 64 + 1;
    sieve->briefs = (uint32_t)statement_take_int(statement_start(store, STATEMENT_LISTED_COUNT), 0);
    sieve->things = statement_take_int(statement_start(store, STATEMENT_NEWEST_THING), 0);
  }
  sieve->related = query_solve(sieve->library, &sieve->query.condition, &sieve->solution, err);
  if (!sieve->related) return false;
  if (sieve_unit_is_large(sieve)) learn_tags(sieve);
  for (uint32_t i = 0; i < sieve->unit_count; i++) sieve_unit_prepare(sieve, &sieve->units[i]);
  return true;
}

// False when it was broken off, or failed.
static bool find_twins(Sieve *sieve, StorePatience *go_on, void *context) {
  Store *store = sieve->library->store;
  if (sieve->paired) return true;
  store_set_patience(store, go_on, context);
  Statement *rows = statement_start(store, STATEMENT_LISTED_TWINS);
  while (statement_next(rows)) keys_add(&sieve->twins, statement_int(rows, 0));
  store_set_patience(store, NULL, NULL);
  sieve->paired = !store_gave_up(store) && !store_failed(store);
  if (!sieve->paired) keys_release(&sieve->twins);
  return sieve->paired;
}

// Of the parts that are open and joined by AND the one that fewest pass, where a page would be far
// to walk because few pass all of them; NULL where it is not.
static SieveUnit *find_rarest(Sieve *sieve) {
  const double far = 1.0 / 64;
  const ConditionNode *root = sieve_unit_node(sieve, sieve->query.condition.root);
  double all = 1, least = 1;
  SieveUnit *rarest = NULL;
  for (uint32_t i = 0; i < sieve->unit_count && root->kind == CONDITION_AND; i++) {
    SieveUnit *unit = &sieve->units[i];
    if (!unit->open || unit->negated || !is_child(sieve, root, unit->node)) continue;
    double share = (double)unit->having / unit->sampled;
    all *= share;
    if (!unit->alone || share > least) continue;
    least = share;
    rarest = unit;
  }
  return all < far ? rarest : NULL;
}

// False when it was broken off, or failed.
static bool solve_units(Sieve *sieve, StorePatience *go_on, void *context) {
  for (uint32_t i = 0; i < sieve->unit_count; i++) {
    SieveUnit *unit = &sieve->units[i];
    if (!unit->solved && !sieve_unit_solve(sieve, unit, go_on, context)) return false;
  }
  return true;
}

// Likewise.
static bool solve(Sieve *sieve, StorePatience *go_on, void *context) {
  while (solve_units(sieve, go_on, context)) {
    SieveUnit *rarest = find_rarest(sieve);
    if (!rarest) return true;
    rarest->whole = true;
    rarest->solved = rarest->open = false;
  }
  return false;
}

SieveState sieve_work(Sieve *sieve, StorePatience *go_on, void *context, Error *err) {
  Store *store = sieve->library->store;
  if (sieve->ready) return SIEVE_READY;
  if (!measure(sieve, err)) return SIEVE_FAILED;
  bool going = find_twins(sieve, go_on, context) && solve(sieve, go_on, context) &&
               find_all(sieve, go_on, context) && finish(sieve, go_on, context);
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
  int64_t version = statement_take_of(sieve->library->store, STATEMENT_LISTED_VERSION, brief);
  return version != 0 && passes(sieve, brief, version);
}
