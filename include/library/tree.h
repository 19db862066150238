// SPDX-License-Identifier: MIT
// The codebook as a tree. A node is a tag, or a path that is only the beginning of tags: "energy"
// where there is "energy/solar" alone.
//
//   energy            own 3   whole 7     an annotation with both tags counts once
//     energy/solar    own 5   whole 5
#ifndef POSTIL_LIBRARY_TREE_H
#define POSTIL_LIBRARY_TREE_H

#include "base/keys.h"
#include "library/tag.h"
#include "store/store.h"

typedef struct TreeNode {
  char *path;
  uint32_t name;   // byte of the path where its last part begins
  uint32_t depth;  // 0 at the top
  uint32_t end;    // behind the last node of its subtree
  bool tag;        // false: only the beginning of others
  uint32_t own;    // annotations that have the tag
  uint32_t whole;  // annotations that have it or one below it
  uint32_t colour; // 0xRRGGBB, or TAG_NO_COLOUR
  char *memo;      // "" for none
  TagAliases aliases;
} TreeNode;

// Every node stands before those below it, siblings by name in code point order.
typedef struct Tree {
  TreeNode *nodes;
  uint32_t count;
} Tree;

enum { TREE_UNCOUNTED = UINT32_MAX };

// Counts the chosen annotations (keys), NULL all. That takes a look at each use of a tag.
bool tree_read(Library *library, const Keys *chosen, Tree *tree, Error *err);
void tree_release(Tree *tree);

// Without counting: own is what the library keeps, whole the same at the leaves and TREE_UNCOUNTED
// above them.
bool tree_read_kept(Library *library, Tree *tree, Error *err);

// Counting such a tree in parts. It is borrowed until tree_end(), which sets its numbers if all is
// counted; where err is NULL, or something failed, they stay.
typedef struct TreeWork TreeWork;
TreeWork *tree_begin(Library *library, const Keys *chosen, Tree *tree);

// Goes on while `go_on` (NULL: always) says so; false when there is no more to do.
bool tree_go_on(TreeWork *work, StorePatience *go_on, void *context);
uint32_t tree_percent(const TreeWork *work);
bool tree_end(TreeWork *work, Error *err); // NULL is fine

// The node of a path, or -1.
int32_t tree_find(const Tree *tree, Slice path);

// The node that this one lies below, or -1.
int32_t tree_parent(const Tree *tree, uint32_t node);

#endif
