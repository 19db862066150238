// SPDX-License-Identifier: MIT
// The review list: what waits is read when the library has changed; both passages of the current
// annotation when they are to be drawn. Drawing is in reviewlist_draw.c.
#include "tui/reviewlist.h"

#include "tui/attach.h"
#include "tui/dispatch.h"
#include "tui/visit.h"

#include <stdlib.h>

static const OverlayOps reviewlist_ops;

static ReviewPane *pane_of(Overlay *overlay) {
  return (ReviewPane *)overlay;
}

// ---- What was read

static void forget_pair(ReviewPane *pane) {
  review_release_pair(&pane->pair);
  difference_release(&pane->difference);
  pane->pair_of = 0;
}

static void forget(ReviewPane *pane) {
  for (uint32_t i = 0; i < pane->all.count && pane->titles; i++)
    if (i == 0 || pane->titles[i] != pane->titles[i - 1]) free(pane->titles[i]);
  free(pane->titles);
  pane->titles = NULL;
  annotation_release_list(&pane->all);
  forget_pair(pane);
}

static void release(Overlay *overlay) {
  forget(pane_of(overlay));
}

// Those of one brief first; the order is kept otherwise. Returns how many they are.
static uint32_t put_first(AnnotationList *list, int64_t brief) {
  Annotation *sorted = memory_new((size_t)list->count + 1, sizeof *sorted);
  uint32_t count = 0, first = 0;
  for (int round = 0; round < 2; round++) {
    for (uint32_t i = 0; i < list->count; i++) {
      if ((list->items[i].brief == brief) == (round == 0)) sorted[count++] = list->items[i];
    }
    if (round == 0) first = count;
  }
  free(list->items);
  list->items = sorted;
  return first;
}

static void read_titles(const App *app, ReviewPane *pane) {
  pane->titles = memory_new((size_t)pane->all.count + 1, sizeof *pane->titles);
  for (uint32_t i = 0; i < pane->all.count; i++) {
    Error ignored = {0};
    Brief brief = {0};
    bool again = i > 0 && pane->all.items[i].brief == pane->all.items[i - 1].brief;
    if (again) {
      pane->titles[i] = pane->titles[i - 1];
      continue;
    }
    bool known = brief_get(app->library, pane->all.items[i].brief, &brief, &ignored);
    pane->titles[i] = memory_string(slice_of(known ? brief.title : ""));
    brief_release(&brief);
  }
}

static bool has(const AnnotationList *list, int64_t key) {
  for (uint32_t i = 0; i < list->count; i++)
    if (list->items[i].key == key) return true;
  return false;
}

// What came back (by an undo) is current, else what is wanted, else what has come to its place.
static void choose_current(ReviewPane *pane, const AnnotationList *before, int64_t wanted) {
  bool found = false;
  for (uint32_t i = 0; i < pane->all.count && !found; i++) {
    found = before->count > 0 && !has(before, pane->all.items[i].key);
    if (found) pane->roll.current = i;
  }
  for (uint32_t i = 0; i < pane->all.count && !found; i++) {
    found = pane->all.items[i].key == wanted;
    if (found) pane->roll.current = i;
  }
  roll_set_count(&pane->roll, pane->all.count);
}

static void load(App *app, ReviewPane *pane, int64_t wanted) {
  Error err = {0};
  AnnotationList all;
  pane->stamp = app->stamp;
  if (!review_list(app->library, 0, &all, &err)) {
    app_fail(app, &err);
    return;
  }
  pane->here = put_first(&all, pane->brief);
  AnnotationList before = pane->all;
  pane->all = (AnnotationList){0};
  ReviewPane old = {.all = before, .titles = pane->titles};
  pane->all = all;
  pane->titles = NULL;
  read_titles(app, pane);
  choose_current(pane, &before, wanted);
  forget_pair(pane);
  forget(&old);
}

static const Annotation *current_of(const ReviewPane *pane) {
  return pane->roll.current < pane->all.count ? &pane->all.items[pane->roll.current] : NULL;
}

const Annotation *reviewlist_chosen(const App *app) {
  Overlay *overlay = overlay_top(app, &reviewlist_ops);
  return overlay ? current_of(pane_of(overlay)) : NULL;
}

int64_t reviewlist_next(const App *app) {
  Overlay *overlay = overlay_top(app, &reviewlist_ops);
  if (!overlay) return 0;
  const ReviewPane *pane = pane_of(overlay);
  uint32_t at = pane->roll.current;
  if (at + 1 < pane->all.count) return pane->all.items[at + 1].key;
  return at > 0 && at < pane->all.count ? pane->all.items[at - 1].key : 0;
}

// ---- Keys

static void read_pair(App *app, ReviewPane *pane) {
  Error err = {0};
  const Annotation *current = current_of(pane);
  if (!current || pane->pair_of == current->key) return;
  forget_pair(pane);
  pane->pair_of = current->key;
  if (!review_pair(app->library, current->key, &pane->pair, &err))
    app_fail(app, &err);
  else if (pane->pair.new.words[0])
    difference_find(slice_of(pane->pair.old.words), slice_of(pane->pair.new.words),
                    &pane->difference);
}

static void draw(App *app, Overlay *overlay) {
  ReviewPane *pane = pane_of(overlay);
  const Annotation *current = current_of(pane);
  if (pane->stamp != app->stamp) load(app, pane, current ? current->key : 0);
  read_pair(app, pane);
  reviewlist_draw(app, overlay);
}

static void stride(App *app, Overlay *overlay, Stride by, int32_t count) {
  (void)app;
  roll_stride(&pane_of(overlay)->roll, by, count);
}

static void enter(App *app, Overlay *overlay) {
  const Annotation *current = current_of(pane_of(overlay));
  if (current) visit_annotation(app, current->brief, current->key);
}

static void click(App *app, Overlay *overlay, uint32_t row, uint32_t column) {
  (void)column;
  if (roll_click(&pane_of(overlay)->roll, row)) enter(app, overlay);
}

static const OverlayOps reviewlist_ops = {.mode = MODE_REVIEW,
                                          .draw = draw,
                                          .hints = reviewlist_hints,
                                          .release = release,
                                          .stride = stride,
                                          .enter = enter,
                                          .click = click};

void reviewlist_open(App *app, int64_t current) {
  ReviewPane *pane = memory_new(1, sizeof *pane);
  pane->base.ops = &reviewlist_ops;
  pane->brief = app_brief_in_view(app);
  load(app, pane, current);
  overlay_push(app, &pane->base);
}
