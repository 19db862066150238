// SPDX-License-Identifier: MIT
// The tree of tags. Paths are sorted with the divider as the smallest character, so that what lies
// below a path follows it ("a", "a/b", "a b"); beginnings that are no tags are put in between. The
// annotations are counted in one walk over all uses (library/uses.h).
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

// ---- Reading

static bool count_uses(Library *library, const Keys *chosen, Tree *tree, Error *err) {
  Uses *uses = uses_start(library, tree, chosen);
  while (uses_next(uses)) {
    for (uint32_t i = 0; i < uses->count; i++) {
      TreeNode *node = &tree->nodes[uses->nodes[i].node];
      node->whole++;
      if (uses->nodes[i].own) node->own++;
    }
  }
  uses_end(uses);
  return store_check(library->store, err);
}

bool tree_read(Library *library, const Keys *chosen, Tree *tree, Error *err) {
  TagList tags = {0};
  *tree = (Tree){0};
  if (!tag_list(library, &tags, err)) return false;
  build(tree, &tags);
  tag_release_list(&tags);
  if (count_uses(library, chosen, tree, err)) return true;
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
