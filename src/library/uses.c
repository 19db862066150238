// SPDX-License-Identifier: MIT
// The uses of tags, ordered by annotation, so that those of one stand together: they are gathered,
// with the nodes above them, and given out when the next annotation begins.
//
// A node that an annotation has already is known by a mark, and so is all above it: an annotation
// with any number of tags costs a sort of its nodes.
//
// Cost: one look at each use, times the depth of its tag. A walk that pauses begins a statement
// anew behind the annotation where it was, so nothing is open between two parts of it.
#include "library/uses.h"

#include "base/gauge.h"
#include "base/memory.h"
#include "base/order.h"
#include "library/inside.h"

#include <stdlib.h>

// The node that each tag is shown at, those merged into another too; by key.
typedef struct Shown {
  int64_t tag;
  int32_t node;
} Shown;

enum { MARK_NONE, MARK_BELOW, MARK_OWN };

typedef struct Walk {
  Uses uses; // first: what the caller sees
  Library *library;
  const Keys *chosen;
  Statement *rows; // NULL before it begins, and while it pauses
  bool there;      // the statement stands on the first use of the next annotation
  int64_t last;    // the greatest key of an annotation, when it was begun
  Shown *shown;
  size_t shown_count;
  int32_t *parents; // of each node, -1 at the top
  uint8_t *marks;   // of each node: what of it the present annotation has
  UsesNode *nodes;
  size_t capacity;
} Walk;

static void read_shown(Walk *walk, Library *library, const Tree *tree) {
  size_t capacity = 0;
  Statement *statement = statement_start(library->store, STATEMENT_TAG_PATHS);
  while (statement_next(statement)) {
    int32_t node = tree_find(tree, statement_text(statement, 1));
    if (node < 0) continue; // made since the tags were read
    walk->shown = memory_grow(walk->shown, walk->shown_count, &capacity, sizeof *walk->shown);
    walk->shown[walk->shown_count++] = (Shown){statement_int(statement, 0), node};
  }
}

static int32_t *find_parents(const Tree *tree) {
  int32_t *parents = memory_new((size_t)tree->count + 1, sizeof *parents);
  for (uint32_t i = 0; i < tree->count; i++)
    if (tree->nodes[i].depth == 0) parents[i] = -1;
  for (uint32_t i = 0; i < tree->count; i++) {
    for (uint32_t below = i + 1; below < tree->nodes[i].end; below = tree->nodes[below].end)
      parents[below] = (int32_t)i;
  }
  return parents;
}

Uses *uses_start(Library *library, const Tree *tree, const Keys *chosen) {
  Walk *walk = memory_new(1, sizeof *walk);
  read_shown(walk, library, tree);
  walk->parents = find_parents(tree);
  walk->marks = memory_new((size_t)tree->count + 1, sizeof *walk->marks);
  walk->library = library;
  walk->chosen = chosen;
  walk->last = statement_take_int(statement_start(library->store, STATEMENT_ANNOTATION_LAST), 0);
  return &walk->uses;
}

static void begin(Walk *walk) {
  walk->rows = statement_start(walk->library->store, STATEMENT_TAG_USES);
  statement_bind_keys(walk->rows, walk->chosen);
  statement_bind_int(walk->rows, walk->uses.annotation);
  walk->there = statement_next(walk->rows);
}

void uses_pause(Uses *uses) {
  Walk *walk = (Walk *)uses;
  if (walk->there) statement_end(walk->rows);
  walk->there = false;
  walk->rows = NULL;
}

uint32_t uses_percent(const Uses *uses) {
  return gauge_percent(uses->annotation, ((const Walk *)uses)->last);
}

static int compare_shown(const void *key, const void *shown) {
  int64_t a = *(const int64_t *)key, b = ((const Shown *)shown)->tag;
  return order_compare(a, b);
}

// Marks the node; false when the annotation had it before, and with it all that is above.
static bool add_node(Walk *walk, uint32_t node, uint8_t mark) {
  bool had = walk->marks[node] != MARK_NONE;
  if (walk->marks[node] < mark) walk->marks[node] = mark;
  if (had) return false;
  walk->nodes = memory_grow(walk->nodes, walk->uses.count, &walk->capacity, sizeof *walk->nodes);
  walk->nodes[walk->uses.count++].node = node;
  return true;
}

static void add_use(Walk *walk, int64_t tag) {
  if (walk->shown_count == 0) return;
  const Shown *shown =
      bsearch(&tag, walk->shown, walk->shown_count, sizeof *walk->shown, compare_shown);
  if (!shown || !add_node(walk, (uint32_t)shown->node, MARK_OWN)) return;
  int32_t at = walk->parents[shown->node];
  while (at >= 0 && add_node(walk, (uint32_t)at, MARK_BELOW)) at = walk->parents[at];
}

static int compare_nodes(const void *left, const void *right) {
  return order_compare(((const UsesNode *)left)->node, ((const UsesNode *)right)->node);
}

// In order, and the marks ready for the next annotation.
static void settle(Walk *walk) {
  uint32_t count = walk->uses.count;
  if (count > 1) qsort(walk->nodes, count, sizeof *walk->nodes, compare_nodes);
  for (uint32_t i = 0; i < count; i++) {
    uint8_t *mark = &walk->marks[walk->nodes[i].node];
    walk->nodes[i].own = *mark == MARK_OWN;
    *mark = MARK_NONE;
  }
  walk->uses.nodes = walk->nodes;
}

// Gathers what the next annotation has; nothing when none of its tags is shown.
static void gather(Walk *walk) {
  walk->uses.annotation = statement_int(walk->rows, 0);
  walk->uses.brief = statement_int(walk->rows, 2);
  walk->uses.count = 0;
  do {
    if (walk->uses.brief) add_use(walk, statement_int(walk->rows, 1));
    walk->there = statement_next(walk->rows);
  } while (walk->there && statement_int(walk->rows, 0) == walk->uses.annotation);
  settle(walk);
}

bool uses_next(Uses *uses) {
  Walk *walk = (Walk *)uses;
  if (!walk->rows) begin(walk);
  do {
    if (!walk->there) return false;
    gather(walk);
  } while (uses->count == 0);
  return true;
}

void uses_end(Uses *uses) {
  Walk *walk = (Walk *)uses;
  uses_pause(uses);
  free(walk->shown);
  free(walk->marks);
  free(walk->parents);
  free(walk->nodes);
  free(walk);
}
