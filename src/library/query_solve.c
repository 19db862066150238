// SPDX-License-Identifier: MIT
// Relations, from the innermost one outwards. SQL gives both sides as passages sorted by brief; a
// merge of the two finds the briefs that have something of both, and only their texts are read:
//
//   left    b1: 12…30  40…44     b3: 7…9     b7: …
//   right             b2: …      b3: 1…5     b7: …
//                                └─ relation_mark() ─┘   the left that hold: the result
//
// A side of words has one empty passage for each brief that has the words; their places are looked
// for when the text is there. A result is passages again, so that a relation can be a side of
// another one, and keys, for the SQL of what is around it.
#include "library/query_solve.h"

#include "base/order.h"
#include "library/inside.h"
#include "store/selection.h"
#include "text/lookup.h"
#include "text/position.h"

#include <stdlib.h>

typedef struct Passage {
  int64_t brief, version;
  int64_t key; // of the annotation; 0 for a place of words
  CpSpan span; // empty: the places of the words in this brief
} Passage;

typedef struct Passages {
  Passage *items;
  uint32_t count;
  size_t capacity;
} Passages;

typedef struct Solver {
  Library *library;
  const Condition *condition;
  QuerySolution *solution;
  Passages *results; // by node
  Error *err;
} Solver;

static void add_passage(Passages *passages, Passage passage) {
  passages->items =
      memory_grow(passages->items, passages->count, &passages->capacity, sizeof *passages->items);
  passages->items[passages->count++] = passage;
}

static int compare_passages(const void *left, const void *right) {
  const Passage *a = left, *b = right;
  if (a->brief != b->brief) return a->brief < b->brief ? -1 : 1;
  if (a->span.start_cp != b->span.start_cp) return a->span.start_cp < b->span.start_cp ? -1 : 1;
  return order_compare(a->key, b->key);
}

// ---- Both sides

// A word, a phrase, or several of them joined by `or`.
static bool is_words(const Condition *condition, uint16_t at) {
  const ConditionNode *node = &condition->nodes[at];
  if (node->kind == CONDITION_TEST) return node->test == CONDITION_TEST_WORDS;
  if (node->kind != CONDITION_OR) return false;
  for (uint16_t child = node->first; child != CONDITION_NONE; child = condition->nodes[child].next)
    if (!is_words(condition, child)) return false;
  return true;
}

static void take_briefs(Statement *rows, Passages *passages) {
  while (statement_next(rows))
    add_passage(passages,
                (Passage){.brief = statement_int(rows, 0), .version = statement_int(rows, 1)});
}

static void take_passages(Statement *rows, Passages *passages) {
  while (statement_next(rows))
    add_passage(passages,
                (Passage){statement_int(rows, 0),
                          statement_int(rows, 1),
                          statement_int(rows, 2),
                          {(uint32_t)statement_int(rows, 3), (uint32_t)statement_int(rows, 4)}});
}

static Passages find_side(Solver *solver, uint16_t at) {
  Passages passages = {0};
  bool words = is_words(solver->condition, at);
  const Keys *found = words ? solver->solution->briefs : solver->solution->annotations;
  Selection *selection =
      selection_new(solver->library->store, words ? SELECTION_BRIEF_KEYS : SELECTION_PASSAGES,
                    solver->condition, at, found);
  Statement *rows = selection_start(selection);
  if (words) {
    take_briefs(rows, &passages);
  } else {
    statement_bind_int(rows, 0);
    take_passages(rows, &passages);
  }
  selection_free(selection);
  if (passages.count > 1)
    qsort(passages.items, passages.count, sizeof *passages.items, compare_passages);
  return passages;
}

// ---- In one brief

typedef struct Side {
  const Passage *passages;
  uint32_t passage_count;
  bool words;
  uint16_t node;
} Side;

typedef struct Spans {
  Span *items;
  uint32_t count;
  size_t capacity;
} Spans;

static void add_span(Spans *spans, Span span) {
  spans->items = memory_grow(spans->items, spans->count, &spans->capacity, sizeof *spans->items);
  spans->items[spans->count++] = span;
}

static bool see_words(void *context, uint32_t phrase, Span hit) {
  (void)phrase;
  add_span(context, hit);
  return true;
}

static void find_words(const Condition *condition, uint16_t at, Slice text, Spans *spans) {
  const ConditionNode *node = &condition->nodes[at];
  if (node->kind == CONDITION_TEST) {
    Lookup lookup;
    lookup_init(&lookup, node->text, LOOKUP_WORDS);
    lookup_each(&lookup, text, see_words, spans);
    lookup_release(&lookup);
    return;
  }
  for (uint16_t child = node->first; child != CONDITION_NONE; child = condition->nodes[child].next)
    find_words(condition, child, text, spans);
}

// Its passages in bytes, or, where there is no version, as they are.
static Spans spans_of(const Solver *solver, const Side *side, const Version *version) {
  Spans spans = {0};
  if (side->words) {
    find_words(solver->condition, side->node, version->text, &spans);
    return spans;
  }
  for (uint32_t i = 0; i < side->passage_count; i++) {
    CpSpan own = side->passages[i].span;
    Span span = span_make(own.start_cp, own.end_cp);
    if (version && !positions_to_bytes(version->positions, own, &span)) span = (Span){0};
    add_span(&spans, span);
  }
  return spans;
}

// What holds of the left: the annotations, or where the words stand.
static void keep(const Side *left, const Version *version, const Spans *spans, const bool *holds,
                 Passages *result) {
  for (uint32_t i = 0; i < spans->count; i++) {
    if (!holds[i]) continue;
    Passage passage = left->passages[left->words ? 0 : i];
    if (left->words) passage.span = positions_to_code_points(version->positions, spans->items[i]);
    add_passage(result, passage);
  }
}

static bool relate_in_brief(Solver *solver, Relation relation, const Side *left, const Side *right,
                            Passages *result) {
  const Version *version = NULL;
  if (left->words || right->words || relation_needs_text(relation)) {
    version = library_borrow_version(solver->library, left->passages->version, solver->err);
    if (!version) return false;
  }
  Spans lefts = spans_of(solver, left, version), rights = spans_of(solver, right, version);
  bool *holds = memory_new((size_t)lefts.count + 1, sizeof *holds);
  relation_mark(version, relation, lefts.items, lefts.count, rights.items, rights.count, holds);
  keep(left, version, &lefts, holds, result);
  free(holds);
  free(lefts.items);
  free(rights.items);
  return true;
}

// ---- In all

// The passages from `from` on that are in its brief.
static Side take_side(const Passages *passages, uint32_t from) {
  uint32_t end = from;
  while (end < passages->count && passages->items[end].brief == passages->items[from].brief) end++;
  return (Side){.passages = &passages->items[from], .passage_count = end - from};
}

// The same of a side of a relation.
static Side take_side_of(const Solver *solver, uint16_t node, const Passages *passages,
                         uint32_t from) {
  Side side = take_side(passages, from);
  side.words = is_words(solver->condition, node);
  side.node = node;
  return side;
}

static bool merge(Solver *solver, uint16_t at, const Passages *left, const Passages *right,
                  Passages *result) {
  const Condition *condition = solver->condition;
  const ConditionNode *node = &condition->nodes[at];
  uint16_t right_node = condition->nodes[node->first].next;
  uint32_t i = 0, j = 0;
  while (i < left->count && j < right->count) {
    int64_t a = left->items[i].brief, b = right->items[j].brief;
    Side lefts = take_side_of(solver, node->first, left, i);
    Side rights = take_side_of(solver, right_node, right, j);
    if (a == b && !relate_in_brief(solver, node->relation, &lefts, &rights, result)) return false;
    if (a <= b) i += lefts.passage_count;
    if (b <= a) j += rights.passage_count;
  }
  return true;
}

// ---- What a result means

// The annotations over places of words in one brief.
static void add_annotations_over(Solver *solver, Statement *rows, const Side *places, Keys *keys) {
  Passages all = {0}, over = {0};
  take_passages(rows, &all);
  Side side = {.passages = all.items, .passage_count = all.count};
  if (all.count > 0)
    relate_in_brief(solver, (Relation){.kind = RELATION_OVERLAPPING}, &side, places, &over);
  for (uint32_t i = 0; i < over.count; i++) keys_add(keys, over.items[i].key);
  free(all.items);
  free(over.items);
}

static void find_annotations_over(Solver *solver, const Passages *places, Keys *keys) {
  const ConditionNode everything = {.first = CONDITION_NONE, .next = CONDITION_NONE};
  const Condition all = {&everything, 1, 0};
  Selection *selection = selection_new(solver->library->store, SELECTION_PASSAGES, &all, 0, NULL);
  for (uint32_t i = 0; i < places->count;) {
    Side side = take_side(places, i);
    Statement *rows = selection_start(selection);
    statement_bind_int(rows, side.passages->brief);
    add_annotations_over(solver, rows, &side, keys);
    i += side.passage_count;
  }
  selection_free(selection);
}

static void take_keys(Solver *solver, uint16_t at) {
  const Passages *result = &solver->results[at];
  Keys *briefs = &solver->solution->briefs[at];
  Keys *annotations = &solver->solution->annotations[at];
  bool places = result->count > 0 && result->items[0].key == 0;
  for (uint32_t i = 0; i < result->count; i++) {
    if (i == 0 || result->items[i].brief != result->items[i - 1].brief)
      keys_add(briefs, result->items[i].brief);
    if (!places) keys_add(annotations, result->items[i].key);
  }
  if (places) find_annotations_over(solver, result, annotations);
  keys_sort(annotations);
}

static bool is_relation(const Condition *condition, uint16_t at) {
  return condition->nodes[at].kind == CONDITION_RELATION;
}

static bool solve_one(Solver *solver, uint16_t at) {
  const Condition *condition = solver->condition;
  uint16_t sides[2] = {condition->nodes[at].first};
  Passages found[2] = {{0}}, *side[2];
  sides[1] = condition->nodes[sides[0]].next;
  for (int i = 0; i < 2; i++) {
    bool known = is_relation(condition, sides[i]);
    if (!known) found[i] = find_side(solver, sides[i]);
    side[i] = known ? &solver->results[sides[i]] : &found[i];
  }
  bool ok = merge(solver, at, side[0], side[1], &solver->results[at]);
  if (ok) take_keys(solver, at);
  free(found[0].items);
  free(found[1].items);
  return ok;
}

bool query_solve(Library *library, const Condition *condition, QuerySolution *solution,
                 Error *err) {
  *solution = (QuerySolution){.count = condition->count};
  solution->briefs = memory_new(condition->count, sizeof *solution->briefs);
  solution->annotations = memory_new(condition->count, sizeof *solution->annotations);
  Passages *results = memory_new(condition->count, sizeof *results);
  Solver solver = {library, condition, solution, results, err};
  bool ok = true;
  for (uint16_t at = 0; at < condition->count && ok; at++)
    if (is_relation(condition, at)) ok = solve_one(&solver, at);
  for (uint16_t at = 0; at < condition->count; at++) free(results[at].items);
  free(results);
  if (ok) ok = store_check(library->store, err);
  if (!ok) query_solve_release(solution);
  return ok;
}

void query_solve_tags(Library *library, const Condition *condition, QuerySolution *solution) {
  for (uint16_t at = 0; at < condition->count; at++) {
    const ConditionNode *node = &condition->nodes[at];
    if (node->kind != CONDITION_TEST || !condition_asks_tags(node->test)) continue;
    Selection *selection = selection_new(library->store, SELECTION_TAG_KEYS, condition, at, NULL);
    Statement *rows = selection_start(selection);
    while (statement_next(rows)) keys_add(&solution->briefs[at], statement_int(rows, 0));
    selection_free(selection);
    keys_sort(&solution->briefs[at]);
  }
}

void query_solve_release(QuerySolution *solution) {
  for (uint16_t at = 0; at < solution->count; at++) {
    keys_release(&solution->briefs[at]);
    keys_release(&solution->annotations[at]);
  }
  free(solution->briefs);
  free(solution->annotations);
  *solution = (QuerySolution){0};
}
