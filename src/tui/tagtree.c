// SPDX-License-Identifier: MIT
// The codebook pane: which nodes of the tree are shown, and which is the current one. The tree is
// read again when the library has changed; the current tag and what is folded are known by their
// paths. How many annotations have a tag is kept; how many have it or one below it is counted in
// parts while nobody types. What is done to a tag stands in act_codebook.c, drawing in
// tagtree_draw.c.
#include "tui/tagtree.h"
#include "library/query.h"
#include "text/search.h"
#include "tui/annotationlist.h"
#include "tui/patience.h"

#include <stdlib.h>

static const OverlayOps tagtree_ops;

static TagTree *tagtree_of(Overlay *overlay) {
  return (TagTree *)overlay;
}

static void release(Overlay *overlay) {
  TagTree *pane = tagtree_of(overlay);
  for (uint32_t i = 0; i < pane->folded_count; i++) free(pane->folded[i]);
  free(pane->folded);
  free(pane->rows);
  free(pane->wanted);
  free(pane->subject);
  tree_end(pane->counting, NULL);
  tree_release(&pane->tree);
  buffer_release(&pane->filter);
  buffer_release(&pane->label);
  buffer_release(&pane->part);
}

TagTree *tagtree_find(App *app) {
  Overlay *overlay = overlay_find(app, &tagtree_ops);
  if (!overlay) app_say(app, "this is for the codebook: :codebook opens it");
  return overlay ? tagtree_of(overlay) : NULL;
}

const TagTree *tagtree_look(const App *app) {
  const Overlay *overlay = overlay_find(app, &tagtree_ops);
  return (const TagTree *)overlay;
}

const TreeNode *tagtree_current(const TagTree *pane) {
  return pane->roll.count ? &pane->tree.nodes[pane->rows[pane->roll.current]] : NULL;
}

// ---- Rows

bool tagtree_is_folded(const TagTree *pane, const char *path) {
  for (uint32_t i = 0; i < pane->folded_count; i++)
    if (strcmp(pane->folded[i], path) == 0) return true;
  return false;
}

// By its path or another name.
static bool matches(Slice typed, const TreeNode *node) {
  bool found = search_fuzzy(typed, slice_of(node->path)) >= 0;
  for (uint32_t i = 0; !found && i < node->aliases.count; i++)
    found = search_fuzzy(typed, slice_of(node->aliases.items[i])) >= 0;
  return found;
}

// Nodes that match, with those above them.
static void mark_matches(const TagTree *pane, bool *shown) {
  Slice typed = slice_trim(buffer_slice(&pane->filter));
  for (uint32_t i = 0; i < pane->tree.count; i++) {
    if (!matches(typed, &pane->tree.nodes[i])) continue;
    for (int32_t at = (int32_t)i; at >= 0 && !shown[at];
         at = tree_parent(&pane->tree, (uint32_t)at))
      shown[at] = true;
  }
}

static uint32_t take_matches(TagTree *pane) {
  bool *shown = memory_new((size_t)pane->tree.count + 1, sizeof *shown);
  uint32_t count = 0;
  mark_matches(pane, shown);
  for (uint32_t i = 0; i < pane->tree.count; i++)
    if (shown[i]) pane->rows[count++] = i;
  free(shown);
  return count;
}

static uint32_t take_unfolded(TagTree *pane) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < pane->tree.count;) {
    pane->rows[count++] = i;
    i = tagtree_is_folded(pane, pane->tree.nodes[i].path) ? pane->tree.nodes[i].end : i + 1;
  }
  return count;
}

// The row of the node, or of the nearest above it that is shown.
static void stand_on(TagTree *pane, uint32_t node) {
  for (uint32_t row = 0; row < pane->roll.count && pane->rows[row] <= node; row++)
    pane->roll.current = row;
}

static void make_rows(TagTree *pane) {
  const TreeNode *node = tagtree_current(pane);
  uint32_t current = node ? (uint32_t)(node - pane->tree.nodes) : 0;
  roll_set_count(&pane->roll, pane->filter.len ? take_matches(pane) : take_unfolded(pane));
  stand_on(pane, current);
}

// ---- Counting

static bool is_counted(const Tree *tree) {
  for (uint32_t i = 0; i < tree->count; i++)
    if (tree->nodes[i].whole == TREE_UNCOUNTED) return false;
  return true;
}

static void stop_counting(TagTree *pane) {
  tree_end(pane->counting, NULL);
  pane->counting = NULL;
}

static bool busy(const Overlay *overlay) {
  return ((const TagTree *)overlay)->counting != NULL;
}

static void work(App *app, Overlay *overlay) {
  Error err = {0};
  TagTree *pane = tagtree_of(overlay);
  Patience patience = patience_of(app, PATIENCE_PART_MS);
  if (tree_go_on(pane->counting, patience_asked(app), &patience)) return;
  if (!tree_end(pane->counting, &err)) app_fail(app, &err);
  pane->counting = NULL;
}

// ---- Reading

// The current path is found again; one that is gone leaves the row where it was.
static void load(App *app, TagTree *pane) {
  Error err = {0};
  Tree tree;
  pane->stamp = app->stamp;
  if (!tree_read_kept(app->library, &tree, &err)) {
    app_fail(app, &err);
    return;
  }
  const TreeNode *node = tagtree_current(pane);
  if (!pane->wanted && node) pane->wanted = memory_string(slice_of(node->path));
  stop_counting(pane);
  tree_release(&pane->tree);
  pane->tree = tree;
  free(pane->rows);
  pane->rows = memory_new((size_t)tree.count + 1, sizeof *pane->rows);
  roll_set_count(&pane->roll, pane->filter.len ? take_matches(pane) : take_unfolded(pane));
  int32_t at = pane->wanted ? tree_find(&tree, slice_of(pane->wanted)) : -1;
  if (at >= 0) stand_on(pane, (uint32_t)at);
  free(pane->wanted);
  pane->wanted = NULL;
  if (is_counted(&pane->tree)) return;
  pane->counting = tree_begin(app->library, NULL, &pane->tree);
  work(app, &pane->base);
}

void tagtree_fold(TagTree *pane, bool fold) {
  const TreeNode *node = tagtree_current(pane);
  if (!node) return;
  uint32_t at = (uint32_t)(node - pane->tree.nodes);
  bool leaf = node->end == at + 1, folded = tagtree_is_folded(pane, node->path);
  if (fold && (leaf || folded)) {
    int32_t above = tree_parent(&pane->tree, at);
    if (above >= 0) stand_on(pane, (uint32_t)above);
  } else if (fold) {
    pane->folded =
        memory_grow(pane->folded, pane->folded_count, &pane->folded_capacity, sizeof *pane->folded);
    pane->folded[pane->folded_count++] = memory_string(slice_of(node->path));
  } else {
    for (uint32_t i = 0; i < pane->folded_count; i++) {
      if (strcmp(pane->folded[i], node->path) != 0) continue;
      free(pane->folded[i]);
      pane->folded[i] = pane->folded[--pane->folded_count];
    }
  }
  make_rows(pane);
}

// ---- Keys

static void draw(App *app, Overlay *overlay) {
  TagTree *pane = tagtree_of(overlay);
  if (pane->stamp != app->stamp) load(app, pane);
  tagtree_draw(app, overlay);
}

static void stride(App *app, Overlay *overlay, Stride by, int32_t count) {
  (void)app;
  roll_stride(&tagtree_of(overlay)->roll, by, count);
}

static void enter(App *app, Overlay *overlay) {
  const TreeNode *node = tagtree_current(tagtree_of(overlay));
  Buffer filter = {0};
  if (!node) return;
  query_write_tag(node->path, &filter);
  annotationlist_open(app, 0, buffer_slice(&filter));
  buffer_release(&filter);
}

static void click(App *app, Overlay *overlay, uint32_t row, uint32_t column) {
  (void)column;
  if (roll_click(&tagtree_of(overlay)->roll, row)) enter(app, overlay);
}

static void narrow(App *app, Overlay *overlay, Slice typed) {
  TagTree *pane = tagtree_of(overlay);
  (void)app;
  buffer_clear(&pane->filter);
  buffer_add(&pane->filter, typed);
  make_rows(pane);
}

static Slice narrowed(const Overlay *overlay) {
  return buffer_slice(&((const TagTree *)overlay)->filter);
}

// One level: the filter first.
static void cancel(App *app, Overlay *overlay) {
  if (tagtree_of(overlay)->filter.len > 0)
    narrow(app, overlay, SLICE(""));
  else
    overlay_pop(app);
}

static const OverlayOps tagtree_ops = {.mode = MODE_CODEBOOK,
                                       .draw = draw,
                                       .hints = tagtree_hints,
                                       .release = release,
                                       .stride = stride,
                                       .enter = enter,
                                       .click = click,
                                       .cancel = cancel,
                                       .narrow = narrow,
                                       .narrowed = narrowed,
                                       .busy = busy,
                                       .work = work};

static TagTree *open_pane(App *app, const char *wanted) {
  TagTree *pane = memory_new(1, sizeof *pane);
  pane->base.ops = &tagtree_ops;
  pane->wanted = wanted ? memory_string(slice_of(wanted)) : NULL;
  load(app, pane);
  overlay_push(app, &pane->base);
  return pane;
}

void tagtree_open(App *app) {
  if (!overlay_find(app, &tagtree_ops)) open_pane(app, NULL);
}

bool tagtree_open_on(App *app, const char *path) {
  const TreeNode *node = tagtree_current(open_pane(app, path));
  if (node && strcmp(node->path, path) == 0) return true;
  overlay_pop(app);
  return false;
}
