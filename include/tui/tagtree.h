// SPDX-License-Identifier: MIT
// The codebook pane: the tags as a tree, over the whole page.
#ifndef POSTIL_TUI_TAGTREE_H
#define POSTIL_TUI_TAGTREE_H

#include "library/tree.h"
#include "tui/overlay.h"
#include "tui/roll.h"

typedef struct TagTree {
  Overlay base;
  Tree tree;
  TreeWork *counting; // what stands below tags, while nobody types; NULL: it is counted
  int64_t stamp;      // app->stamp when it was read
  uint32_t *rows;     // nodes that are shown
  Roll roll;
  char **folded; // paths whose subtree is hidden; a filter shows it all the same
  uint32_t folded_count;
  size_t folded_capacity;
  Buffer filter;
  char *wanted;  // path to stand on when the tree is read next, or NULL
  char *subject; // path that a prompt or question over the pane is about
  Buffer label;  // of that prompt
  Buffer part;   // the filter that says which of its annotations, while the tag is split
} TagTree;

void tagtree_open(App *app);

// Opens it on the tag of this path; false, and it is not opened, when there is none.
bool tagtree_open_on(App *app, const char *path);

// The pane if it is open, also under its own prompt; else NULL with a message.
TagTree *tagtree_find(App *app);

// The same for who only looks: nothing is said.
const TagTree *tagtree_look(const App *app);

// The node of the current row, NULL when there is none.
const TreeNode *tagtree_current(const TagTree *pane);

bool tagtree_is_folded(const TagTree *pane, const char *path);
void tagtree_fold(TagTree *pane, bool fold);

// Of the overlay's operations, in tagtree_draw.c.
void tagtree_draw(App *app, Overlay *overlay);
void tagtree_hints(const App *app, const Overlay *overlay, Hints *out);

#endif
