// SPDX-License-Identifier: MIT
// The uses of tags, ordered by annotation, so that those of one stand together: they are gathered,
// with the nodes above them, and given out when the next annotation begins.
//
// Cost: one look at each use, times the depth of its tag. A walk that pauses begins a statement
// anew behind the annotation where it was, so nothing is open between two parts of it.
#include "library/uses.h"

#include "base/memory.h"
#include "library/inside.h"

#include <stdlib.h>

// The node that each tag is shown at, those merged into another too; by key.
typedef struct Shown {
  int64_t tag;
  int32_t node;
} Shown;

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
  const Walk *walk = (const Walk *)uses;
  if (uses->annotation >= walk->last) return 100;
  return (uint32_t)((double)uses->annotation * 100 / (double)walk->last);
}

static int compare_shown(const void *key, const void *shown) {
  int64_t a = *(const int64_t *)key, b = ((const Shown *)shown)->tag;
  return (a > b) - (a < b);
}

// Adds the node, in order; one that is there keeps that it is the annotation's own.
static void add_node(Walk *walk, uint32_t node, bool own) {
  uint32_t at = walk->uses.count;
  while (at > 0 && walk->nodes[at - 1].node >= node) at--;
  if (at < walk->uses.count && walk->nodes[at].node == node) {
    walk->nodes[at].own |= own;
    return;
  }
  walk->nodes = memory_grow(walk->nodes, walk->uses.count, &walk->capacity, sizeof *walk->nodes);
  memmove(&walk->nodes[at + 1], &walk->nodes[at], (walk->uses.count - at) * sizeof *walk->nodes);
  walk->nodes[at] = (UsesNode){node, own};
  walk->uses.count++;
}

static void add_use(Walk *walk, int64_t tag) {
  if (walk->shown_count == 0) return;
  const Shown *shown =
      bsearch(&tag, walk->shown, walk->shown_count, sizeof *walk->shown, compare_shown);
  if (!shown) return;
  add_node(walk, (uint32_t)shown->node, true);
  for (int32_t at = walk->parents[shown->node]; at >= 0; at = walk->parents[at])
    add_node(walk, (uint32_t)at, false);
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
  walk->uses.nodes = walk->nodes;
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
  free(walk->parents);
  free(walk->nodes);
  free(walk);
}
