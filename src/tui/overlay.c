// SPDX-License-Identifier: MIT
// The stack of overlays, and the box that most of them draw.
#include "tui/overlay.h"
#include "tui/bar.h"

#include <stdlib.h>

void overlay_push(App *app, Overlay *overlay) {
  overlay->below = app->overlay;
  app->overlay = overlay;
}

void overlay_pop(App *app) {
  Overlay *top = app->overlay;
  if (!top) return;
  app->overlay = top->below;
  if (top->ops->release) top->ops->release(top);
  free(top);
}

Overlay *overlay_top(const App *app, const OverlayOps *ops) {
  return app->overlay && app->overlay->ops == ops ? app->overlay : NULL;
}

Overlay *overlay_find(const App *app, const OverlayOps *ops) {
  Overlay *at = app->overlay;
  while (at && at->ops != ops) at = at->below;
  return at;
}

static Overlay *find_busy(const App *app) {
  Overlay *at = app->overlay;
  while (at && !(at->ops->busy && at->ops->busy(at))) at = at->below;
  return at;
}

bool overlay_busy(const App *app) {
  return find_busy(app) != NULL;
}

void overlay_work(App *app) {
  Overlay *busy = find_busy(app);
  if (busy) busy->ops->work(app, busy);
}

void overlay_clear(App *app) {
  while (app->overlay) overlay_pop(app);
}

static void draw_edge(Screen *screen, Rect box, uint32_t row, const char *left, const char *right) {
  bool ascii = screen->mode == SAFE_ASCII;
  for (uint32_t i = 1; i + 1 < box.columns; i++)
    screen_put(screen, row, box.column + i, 1, slice_of(ascii ? "-" : "─"), FACE_BORDER, 0);
  screen_put(screen, row, box.column, 1, slice_of(ascii ? "+" : left), FACE_BORDER, 0);
  screen_put(screen, row, box.column + box.columns - 1, 1, slice_of(ascii ? "+" : right),
             FACE_BORDER, 0);
}

static void draw_frame(Screen *screen, Rect box, const char *title) {
  draw_edge(screen, box, box.row, "╭", "╮");
  draw_edge(screen, box, box.row + box.rows - 1, "╰", "╯");
  Slice side = slice_of(screen->mode == SAFE_ASCII ? "|" : "│");
  for (uint32_t i = 1; i + 1 < box.rows; i++) {
    screen_put(screen, box.row + i, box.column, 1, side, FACE_BORDER, 0);
    screen_put(screen, box.row + i, box.column + box.columns - 1, 1, side, FACE_BORDER, 0);
  }
  if (box.columns <= 8) return;
  uint32_t column = box.column + 2;
  column += screen_put(screen, box.row, column, 1, SLICE(" "), FACE_BORDER, 0);
  column +=
      screen_put_fit(screen, box.row, column, box.columns - 6, slice_of(title), FACE_TITLE, 0);
  screen_put(screen, box.row, column, 1, SLICE(" "), FACE_BORDER, 0);
}

static uint32_t smaller(uint32_t a, uint32_t b) {
  return a < b ? a : b;
}

// What the bars leave: first row and number of rows.
static Rect room_for_box(const App *app) {
  uint32_t below = app->frame.attach.rows + app->frame.tutor.rows + app->frame.status.rows +
                   app->frame.hints.rows;
  uint32_t above = app->frame.title.rows;
  uint32_t rows = app->screen->rows;
  return (Rect){above, 0, rows > above + below ? rows - above - below : 0, app->screen->columns};
}

static Rect draw_box(App *app, Rect box, const char *title) {
  screen_clear(app->screen, box, FACE_TEXT);
  if (box.rows < 3 || box.columns < 8) return box;
  draw_frame(app->screen, box, title);
  return (Rect){box.row + 1, box.column + 2, box.rows - 2, box.columns - 4};
}

Rect overlay_draw_page(App *app, Slice left, Slice right) {
  Rect room = room_for_box(app);
  bar_draw_title_with(app, left, right);
  screen_clear(app->screen, room, FACE_TEXT);
  return room;
}

Rect overlay_draw_box(App *app, const char *title, uint32_t rows, uint32_t columns) {
  Rect room = room_for_box(app);
  Rect box = {0, 0, smaller(rows + 2, room.rows), smaller(columns + 4, room.columns)};
  box.row = room.row + (room.rows - box.rows) / 2;
  box.column = (room.columns - box.columns) / 2;
  return draw_box(app, box, title);
}

Rect overlay_draw_box_at(App *app, const char *title, BoxRows rows, uint32_t columns,
                         uint32_t row) {
  Rect room = room_for_box(app);
  Rect box = {0, 0, smaller(rows.most + 2, room.rows), smaller(columns + 4, room.columns)};
  uint32_t end = room.row + room.rows, from = row + 2;
  uint32_t below = from < end ? end - from : 0, above = row > room.row ? row - room.row : 0;
  uint32_t most = below > above ? below : above;
  if (most >= rows.least + 2) box.rows = smaller(box.rows, most);
  if (below >= box.rows || below >= above)
    box.row = smaller(end - box.rows, from);
  else
    box.row = above > box.rows ? row - box.rows : room.row;
  box.column = (room.columns - box.columns) / 2;
  return draw_box(app, box, title);
}
