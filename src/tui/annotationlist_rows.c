// SPDX-License-Identifier: MIT
// The window of the annotations pane. It is read anew, never mended: around an annotation that is
// still listed everything stands where the library says. What was read of an annotation stays with
// it as long as it is in the window.
#include "tui/annotationlist.h"

#include <stdlib.h>

enum { WINDOW_LEAST = 40 };

static void release_row(AnnotationRow *row) {
  annotation_release(&row->annotation);
  free(row->title);
}

static void free_rows(AnnotationRow *rows, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) release_row(&rows[i]);
  free(rows);
}

void annotationlist_forget(AnnotationPane *pane) {
  free_rows(pane->rows, pane->roll.count);
  pane->rows = NULL;
  pane->row_capacity = 0;
  pane->roll.count = 0;
}

// ---- What is made of a row when it is needed

static char *read_title(const App *app, int64_t key) {
  Error ignored = {0};
  Brief brief;
  if (!brief_get(app->library, key, &brief, &ignored)) return memory_string(SLICE(""));
  char *title = memory_string(slice_of(brief.title));
  brief_release(&brief);
  return title;
}

static void read_row(const App *app, const AnnotationPane *pane, AnnotationRow *row) {
  Error ignored = {0};
  row->read = true;
  if (row->head) {
    const char *name = pane->lineup ? lineup_group_name(pane->lineup, row->place.group) : "";
    row->title = pane->grouping == LINEUP_BY_BRIEF ? read_title(app, row->place.group)
                                                   : memory_string(slice_of(name));
    return;
  }
  if (!annotation_get(app->library, row->place.annotation, &row->annotation, &ignored))
    row->annotation = (Annotation){0};
  row->title =
      row->annotation.key ? read_title(app, row->annotation.brief) : memory_string(SLICE(""));
}

const AnnotationRow *annotationlist_row(const App *app, AnnotationPane *pane, uint32_t row) {
  AnnotationRow *found = &pane->rows[row];
  if (!found->read) read_row(app, pane, found);
  return found;
}

const Annotation *annotationlist_current(const App *app, AnnotationPane *pane) {
  if (pane->roll.count == 0) return NULL;
  const AnnotationRow *row = annotationlist_row(app, pane, pane->roll.current);
  return row->annotation.key ? &row->annotation : NULL;
}

// ---- The window

static void add_row(AnnotationPane *pane, LineupPlace place, bool head) {
  pane->rows = memory_grow(pane->rows, pane->roll.count, &pane->row_capacity, sizeof *pane->rows);
  pane->rows[pane->roll.count++] = (AnnotationRow){.place = place, .head = head};
}

// A window that begins in the middle begins in the middle of a group.
static void add_place(AnnotationPane *pane, LineupPlace place) {
  uint32_t count = pane->roll.count;
  bool begins = count ? pane->rows[count - 1].place.group != place.group : pane->first;
  if (begins) add_row(pane, place, true);
  add_row(pane, place, false);
}

// A head is no place to stand on: on in this direction, or back at the end.
static void leave_head(AnnotationPane *pane, bool up) {
  Roll *roll = &pane->roll;
  if (roll->count == 0 || !pane->rows[roll->current].head) return;
  if (up && roll->current > 0)
    roll->current--;
  else
    roll->current++; // a head never stands last
}

// What is known of an annotation is taken over from the window before.
static void keep_known(AnnotationPane *pane, AnnotationRow *old, uint32_t old_count) {
  for (uint32_t i = 0; i < pane->roll.count; i++) {
    AnnotationRow *row = &pane->rows[i];
    for (uint32_t k = 0; k < old_count && !row->head && !row->read; k++) {
      if (old[k].head || !old[k].read || old[k].place.annotation != row->place.annotation) continue;
      row->read = true;
      row->annotation = old[k].annotation;
      row->title = old[k].title;
      old[k] = (AnnotationRow){.head = true};
    }
  }
}

// Two pages make a window: `before` with the nearest first, and what follows.
static void fill(AnnotationPane *pane, const LineupPage *before, const LineupPage *behind,
                 bool at_end) {
  uint32_t shown = pane->roll.current > pane->roll.top ? pane->roll.current - pane->roll.top : 0;
  AnnotationRow *old = pane->rows;
  uint32_t old_count = pane->roll.count;
  pane->rows = NULL;
  pane->row_capacity = pane->roll.count = 0;
  for (uint32_t i = before->count; i-- > 0;) add_place(pane, before->items[i]);
  uint32_t current = pane->roll.count;
  for (uint32_t i = 0; i < behind->count; i++) add_place(pane, behind->items[i]);
  if (at_end || current >= pane->roll.count) current = pane->roll.count ? pane->roll.count - 1 : 0;
  pane->roll.current = current;
  leave_head(pane, false);
  pane->roll.top = pane->roll.current > shown ? pane->roll.current - shown : 0;
  if (pane->known == pane->stamp) keep_known(pane, old, old_count);
  pane->known = pane->stamp;
  free_rows(old, old_count);
}

static uint32_t reach_of(const App *app) {
  uint32_t rows = 2 * app->screen->rows;
  return rows > WINDOW_LEAST ? rows : WINDOW_LEAST;
}

void annotationlist_read(App *app, AnnotationPane *pane, const LineupPlace *place, bool at_end) {
  Error err = {0};
  LineupPage before = {0}, behind = {0};
  uint32_t most = reach_of(app);
  bool ok =
      pane->lineup &&
      (at_end || lineup_read(pane->lineup, place, LINEUP_ON, most, &behind, &err)) &&
      ((!place && !at_end) || lineup_read(pane->lineup, place, LINEUP_BACK, most, &before, &err));
  if (ok) {
    pane->first = before.count < most;
    pane->last = behind.count < most;
    fill(pane, &before, &behind, at_end);
  } else if (err.kind != ERROR_NONE) {
    app_fail(app, &err);
  }
  free(before.items);
  free(behind.items);
}

static bool find_row(const AnnotationPane *pane, uint32_t row, const char *group, Lineup *lineup,
                     LineupPlace *place) {
  const AnnotationRow *own = &pane->rows[row];
  return !own->head && lineup_find(lineup, own->place.annotation, group, place);
}

bool annotationlist_find(const AnnotationPane *pane, Lineup *lineup, LineupPlace *place) {
  const Roll *roll = &pane->roll;
  if (roll->count == 0) return false;
  const char *name =
      pane->lineup ? lineup_group_name(pane->lineup, pane->rows[roll->current].place.group) : NULL;
  for (uint32_t row = roll->current; row < roll->count; row++)
    if (find_row(pane, row, name, lineup, place)) return true;
  for (uint32_t row = roll->current; row-- > 0;)
    if (find_row(pane, row, name, lineup, place)) return true;
  return false;
}

// ---- Moving

// Reads the window around the current row where a screen of it is not there on a side.
static void reach(App *app, AnnotationPane *pane) {
  const Roll *roll = &pane->roll;
  uint32_t least = app->screen->rows;
  bool near_first = !pane->first && roll->current < least;
  bool near_last = !pane->last && roll->count - roll->current <= least;
  if (roll->count == 0 || !(near_first || near_last)) return;
  LineupPlace place = pane->rows[roll->current].place;
  annotationlist_read(app, pane, &place, false);
}

void annotationlist_move(App *app, AnnotationPane *pane, int64_t rows) {
  Roll *roll = &pane->roll;
  while (rows != 0 && roll->count > 0) {
    uint32_t before = roll->current;
    int64_t room = rows > 0 ? (int64_t)roll->count - 1 - roll->current : -(int64_t)roll->current;
    int64_t step = rows > 0 ? (rows < room ? rows : room) : (rows > room ? rows : room);
    roll->current = (uint32_t)(roll->current + step);
    leave_head(pane, step < 0);
    if (roll->current == before) return; // at an end, where there may be a head above
    rows -= step;
    reach(app, pane);
  }
}
