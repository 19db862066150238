// SPDX-License-Identifier: MIT
// One frame: bars and panes, then the overlays from the lowest to the top. Whoever has the keyboard
// places the cursor last.
#include "tui/draw.h"
#include "tui/app.h"
#include "tui/bar.h"
#include "tui/overlay.h"
#include "tui/tutor.h"

const PaneOps *pane_ops(PaneId pane) {
  static const PaneOps *const panes[PANE_COUNT] = {
      [PANE_LIST] = &briefs_ops, [PANE_TEXT] = &reader_ops, [PANE_NOTES] = &notes_ops};
  return panes[pane];
}

static Rect whole(const Screen *screen) {
  return (Rect){0, 0, screen->rows, screen->columns};
}

static void draw_too_small(App *app) {
  Screen *screen = app->screen;
  static const char *const words[] = {"needs 20 columns, 5 rows", "needs 20 x 5", "20 x 5", "!"};
  size_t at = 0;
  while (at + 1 < sizeof words / sizeof *words && strlen(words[at]) > screen->columns) at++;
  screen_put_fit(screen, 0, 0, screen->columns, slice_of(words[at]), FACE_TEXT, 0);
  screen_move_cursor(screen, 0, 0);
}

// The footnotes under the text take the fewest rows that hold the notes of the marks which are
// still in view above them. Where giving them rows scrolls their marks away there are none.
static void split_text(App *app, Rect text) {
  LinePlace top = app->reader.top;
  uint32_t most = app->focus == PANE_NOTES ? text.rows / 2 : text.rows / 3;
  uint32_t give = app->focus == PANE_NOTES ? most : 0,
           needed = notes_rows_needed(app, text.columns);
  while (needed > give && give < most) {
    give++;
    app->reader.top = top;
    reader_arrange(app, (Rect){text.row, text.column, text.rows - give, text.columns});
    needed = notes_rows_needed(app, text.columns);
  }
  if (needed == 0 && app->focus != PANE_NOTES) give = 0;
  app->reader.top = top;
  if (give > 0) frame_split_text(&app->frame, give);
  reader_arrange(app, app->frame.panes[PANE_TEXT]);
}

void draw_arrange_text(App *app) {
  Frame *frame = &app->frame;
  if (!frame->shown[PANE_TEXT]) return;
  reader_arrange(app, frame->panes[PANE_TEXT]);
  if (frame->notes_below && notes_exist(app)) split_text(app, frame->panes[PANE_TEXT]);
}

void draw_panes(App *app) {
  for (PaneId pane = 0; pane < PANE_COUNT; pane++) {
    if (!app->frame.shown[pane]) continue;
    pane_ops(pane)->draw(app, app->frame.panes[pane], app->focus == pane);
  }
}

static void draw_overlays(App *app) {
  enum { DEEPEST = 16 };
  Overlay *stack[DEEPEST];
  uint32_t count = 0;
  for (Overlay *at = app->overlay; at && count < DEEPEST; at = at->below) stack[count++] = at;
  while (count > 0) {
    count--;
    stack[count]->ops->draw(app, stack[count]);
  }
}

void app_draw(App *app) {
  screen_clear(app->screen, whole(app->screen), FACE_TEXT);
  frame_arrange(app);
  if (app->frame.too_small) {
    draw_too_small(app);
    return;
  }
  draw_arrange_text(app);
  if (session_is_cut(&app->session) && reader_shows_end(&app->reader)) {
    app_complete_brief(app);
    draw_arrange_text(app);
  }
  finder_count(app);
  bar_draw_title(app);
  split_draw(app);
  draw_panes(app);
  frame_draw_borders(&app->frame, app->screen);
  attach_draw(app);
  tutor_draw(app);
  bar_draw_status(app);
  // A list reads what changed when it is drawn, and its hints come after that; one that takes what
  // is typed may need the row of hints for itself.
  bool typed = app->overlay && app->overlay->ops->mode == 0;
  if (typed) bar_draw_hints(app);
  draw_overlays(app);
  if (!typed) bar_draw_hints(app);
}
