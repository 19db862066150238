// SPDX-License-Identifier: MIT
// The tree of tags. Paths are sorted with the divider as the smallest character, so that what lies
// below a path follows it ("a", "a/b", "a b"); beginnings that are no tags are put in between. The
// annotations are counted in one walk over all uses (library/uses.h), which may pause.
#include "library/tree.h"

#include "base/bisection.h"
#include "base/memory.h"
#include "library/inside.h"
#include "library/uses.h"

#include <stdlib.h>

// ---- Order

static int rank(char byte) {
  return byte == '/' ? 0 : (unsigned char)byte + 1;
}

// As strcmp(), with the divider before all other characters.
static int compare_paths(Slice a, Slice b) {
  size_t len = a.len < b.len ? a.len : b.len, at = 0;
  while (at < len && a.ptr[at] == b.ptr[at]) at++;
  if (at < len) return rank(a.ptr[at]) - rank(b.ptr[at]);
  return (a.len > b.len) - (a.len < b.len);
}

static int compare_tags(const void *a, const void *b) {
  return compare_paths(slice_of(((const Tag *)a)->path), slice_of(((const Tag *)b)->path));
}

// ---- Building

static TreeNode *add_node(Tree *tree, size_t *capacity, Slice path, uint32_t depth) {
  tree->nodes = memory_grow(tree->nodes, tree->count, capacity, sizeof *tree->nodes);
  TreeNode *node = &tree->nodes[tree->count++];
  *node = (TreeNode){.path = memory_string(path), .depth = depth, .colour = TAG_NO_COLOUR};
  size_t name = path.len;
  while (name > 0 && path.ptr[name - 1] != '/') name--;
  node->name = (uint32_t)name;
  return node;
}

// Is this beginning of a path there already, as the last node or above it?
static bool is_there(const Tree *tree, Slice path) {
  if (tree->count == 0) return false;
  Slice last = slice_of(tree->nodes[tree->count - 1].path);
  return slice_starts(last, path) && (last.len == path.len || last.ptr[path.len] == '/');
}

// The tag's node, after the nodes above it that are missing.
static void add_tag(Tree *tree, size_t *capacity, Tag *tag) {
  Slice path = slice_of(tag->path);
  uint32_t depth = 0;
  for (size_t at = 0; at < path.len; at++) {
    if (path.ptr[at] != '/') continue;
    Slice above = slice_cut(path, 0, at);
    if (!is_there(tree, above)) add_node(tree, capacity, above, depth);
    depth++;
  }
  TreeNode *node = add_node(tree, capacity, path, depth);
  node->tag = true;
  node->own = tag->annotations;
  node->colour = tag->colour;
  node->memo = tag->memo;
  tag->memo = NULL;
  node->aliases = tag->aliases;
  tag->aliases = (TagAliases){0};
}

static void set_ends(Tree *tree) {
  for (uint32_t i = tree->count; i-- > 0;) {
    TreeNode *node = &tree->nodes[i];
    if (!node->memo) node->memo = memory_string(SLICE(""));
    node->end = i + 1;
    while (node->end < tree->count && tree->nodes[node->end].depth > node->depth)
      node->end = tree->nodes[node->end].end;
  }
}

static void build(Tree *tree, TagList *tags) {
  size_t capacity = 0;
  if (tags->count > 1) qsort(tags->items, tags->count, sizeof *tags->items, compare_tags);
  for (uint32_t i = 0; i < tags->count; i++) add_tag(tree, &capacity, &tags->items[i]);
  set_ends(tree);
}

// ---- Finding

int32_t tree_find(const Tree *tree, Slice path) {
  Bisection range = bisection_of(0, tree->count);
  while (bisection_open(&range))
    bisection_narrow(&range, compare_paths(slice_of(tree->nodes[range.middle].path), path) < 0);
  uint32_t low = (uint32_t)range.low;
  return low < tree->count && slice_equal(slice_of(tree->nodes[low].path), path) ? (int32_t)low
                                                                                 : -1;
}

int32_t tree_parent(const Tree *tree, uint32_t node) {
  for (int32_t at = (int32_t)node - 1; at >= 0; at--) {
    if (tree->nodes[at].depth < tree->nodes[node].depth) return at;
  }
  return -1;
}

// ---- Counting

struct TreeWork {
  Library *library;
  Tree *tree;
  Uses *uses;
  uint32_t *own, *whole; // by node
  bool done;
};

TreeWork *tree_begin(Library *library, const Keys *chosen, Tree *tree) {
  TreeWork *work = memory_new(1, sizeof *work);
  work->library = library;
  work->tree = tree;
  work->uses = uses_start(library, tree, chosen);
  work->own = memory_new((size_t)tree->count + 1, sizeof *work->own);
  work->whole = memory_new((size_t)tree->count + 1, sizeof *work->whole);
  return work;
}

bool tree_go_on(TreeWork *work, StorePatience *go_on, void *context) {
  const Uses *uses = work->uses;
  while (!work->done && (!go_on || go_on(context))) {
    work->done = !uses_next(work->uses);
    for (uint32_t i = 0; !work->done && i < uses->count; i++) {
      work->whole[uses->nodes[i].node]++;
      if (uses->nodes[i].own) work->own[uses->nodes[i].node]++;
    }
  }
  uses_pause(work->uses);
  return !work->done;
}

uint32_t tree_percent(const TreeWork *work) {
  return uses_percent(work->uses);
}

bool tree_end(TreeWork *work, Error *err) {
  if (!work) return true;
  bool ok = !err || store_check(work->library->store, err);
  for (uint32_t i = 0; err && ok && work->done && i < work->tree->count; i++) {
    work->tree->nodes[i].own = work->own[i];
    work->tree->nodes[i].whole = work->whole[i];
  }
  uses_end(work->uses);
  free(work->own);
  free(work->whole);
  free(work);
  return ok;
}

// ---- Reading

bool tree_read_kept(Library *library, Tree *tree, Error *err) {
  TagList tags = {0};
  *tree = (Tree){0};
  if (!tag_list(library, &tags, err)) return false;
  build(tree, &tags);
  tag_release_list(&tags);
  for (uint32_t i = 0; i < tree->count; i++)
    tree->nodes[i].whole = tree->nodes[i].end == i + 1 ? tree->nodes[i].own : TREE_UNCOUNTED;
  return true;
}

bool tree_read(Library *library, const Keys *chosen, Tree *tree, Error *err) {
  if (!tree_read_kept(library, tree, err)) return false;
  TreeWork *work = tree_begin(library, chosen, tree);
  tree_go_on(work, NULL, NULL);
  if (tree_end(work, err)) return true;
  tree_release(tree);
  return false;
}

void tree_release(Tree *tree) {
  for (uint32_t i = 0; i < tree->count; i++) {
    free(tree->nodes[i].path);
    free(tree->nodes[i].memo);
    tag_release_aliases(&tree->nodes[i].aliases);
  }
  free(tree->nodes);
  *tree = (Tree){0};
}
