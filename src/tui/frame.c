// SPDX-License-Identifier: MIT
// Where bars and panes stand. Pure arithmetic on the size of the screen, the pane in focus and what
// the reader has hidden; nothing is drawn here but the lines between panes.
#include "tui/frame.h"
#include "tui/app.h"
#include "tui/tutor.h"

enum {
  LIST_MIN = 24,
  LIST_MAX = 34,
  SPLIT_TEXT_MIN = 78, // two texts leave the list its place when each has so many columns
  NOTES_MIN = 26,
  NOTES_MAX = 44,
  SIDE_MIN = 12,      // columns of a pane beside the text, whatever the reader wants
  TEXT_MIN = 30,      // and of the text
  HINTS_ROWS_MIN = 9, // screens with fewer rows show one bar below
  TITLE_ROWS_MIN = 5,
};

static uint32_t clamp(uint32_t value, uint32_t least, uint32_t most) {
  return value < least ? least : value > most ? most : value;
}

static void place(Frame *frame, PaneId pane, Rect rect) {
  frame->shown[pane] = rect.rows > 0 && rect.columns > 0;
  frame->panes[pane] = rect;
}

// Takes the bars off the screen and returns what is left.
static Rect arrange_bars(const App *app, Frame *frame) {
  uint32_t rows = app->screen->rows, columns = app->screen->columns;
  uint32_t title = rows >= TITLE_ROWS_MIN;
  uint32_t hints = rows >= HINTS_ROWS_MIN && config_number(app->config, CONFIG_HINTS);
  frame->title = (Rect){0, 0, title, columns};
  frame->hints = (Rect){rows - hints, 0, hints, columns};
  uint32_t below = hints + 1, tutor = tutor_rows(app);
  frame->status = (Rect){rows - below, 0, 1, columns};
  uint32_t attach = attach_rows(app);
  frame->tutor = (Rect){rows - below - tutor, 0, tutor, columns};
  below += tutor;
  frame->attach = (Rect){rows - below - attach, 0, attach, columns};
  return (Rect){title, 0, rows - title - below - attach, columns};
}

// Columns of a pane beside the text: the reader's choice, 0 for what the screen suggests.
static uint32_t side_columns(uint32_t chosen, uint32_t suggested, Rect body) {
  uint32_t rest = TEXT_MIN + SIDE_MIN + 2; // the other one has its least too
  uint32_t most = body.columns > rest + SIDE_MIN ? body.columns - rest : SIDE_MIN;
  return clamp(chosen ? chosen : suggested, SIDE_MIN, most);
}

static uint32_t list_columns(const App *app, Rect body) {
  return side_columns(config_number(app->config, CONFIG_LIST_WIDTH),
                      clamp(body.columns / 5, LIST_MIN, LIST_MAX), body);
}

// Takes the list's place off the left side.
static Rect arrange_list(const App *app, Frame *frame, Rect body) {
  uint32_t list = list_columns(app, body);
  place(frame, PANE_LIST, (Rect){body.row, body.column, body.rows, list});
  return (Rect){body.row, body.column + list + 1, body.rows, body.columns - list - 1};
}

static void arrange_split(const App *app, Frame *frame, Rect body) {
  bool room = body.columns >= list_columns(app, body) + 1 + 2 * SPLIT_TEXT_MIN;
  if (app->focus == PANE_LIST || (room && !frame->list_hidden))
    body = arrange_list(app, frame, body);
  uint32_t left = (body.columns - 1) / 2;
  frame->halves[0] = (Rect){body.row, body.column, body.rows, left};
  frame->halves[1] = (Rect){body.row, body.column + left + 1, body.rows, body.columns - left - 1};
  frame->notes_below = !frame->notes_hidden;
  place(frame, PANE_TEXT, frame->halves[app->split.right]);
}

// Footnotes at the side of the text, or under it.
static void arrange_notes(const App *app, Frame *frame, Rect body, bool beside) {
  bool notes = !frame->notes_hidden && notes_exist(app);
  frame->notes_beside = notes && beside;
  frame->notes_below = notes && !beside;
  if (frame->notes_beside) {
    uint32_t side = side_columns(config_number(app->config, CONFIG_NOTES_WIDTH),
                                 clamp(app->screen->columns / 4, NOTES_MIN, NOTES_MAX), body);
    body.columns -= side + 1;
    place(frame, PANE_NOTES, (Rect){body.row, body.column + body.columns + 1, body.rows, side});
  }
  place(frame, PANE_TEXT, body);
}

static bool want_notes_beside(const App *app) {
  const char *where = config_text(app->config, CONFIG_NOTES);
  if (strcmp(where, "side") == 0) return true;
  return app->screen->columns >= FRAME_WIDE && strcmp(where, "below") != 0;
}

static void arrange_wide(const App *app, Frame *frame, Rect body) {
  if (!frame->list_hidden || app->focus == PANE_LIST) body = arrange_list(app, frame, body);
  if (app->session.brief.key != 0)
    arrange_notes(app, frame, body, want_notes_beside(app));
  else
    place(frame, PANE_TEXT, body);
}

static void arrange_narrow(const App *app, Frame *frame, Rect body) {
  if (app->focus == PANE_LIST || body.columns < FRAME_MEDIUM)
    place(frame, app->focus, body);
  else
    arrange_notes(app, frame, body, want_notes_beside(app));
}

void frame_arrange(App *app) {
  Frame *frame = &app->frame;
  const Screen *screen = app->screen;
  for (PaneId pane = 0; pane < PANE_COUNT; pane++) place(frame, pane, (Rect){0});
  frame->notes_beside = frame->notes_below = false;
  frame->halves[0] = frame->halves[1] = (Rect){0};
  frame->too_small = screen->columns < FRAME_COLUMNS_MIN || screen->rows < FRAME_ROWS_MIN;
  frame->title = frame->attach = frame->tutor = frame->status = frame->hints = (Rect){0};
  if (frame->too_small) return;
  if (app->session.brief.key == 0) app->focus = PANE_LIST;
  Rect body = arrange_bars(app, frame);
  bool alone = frame->zoomed || (app->focus == PANE_LIST && app->session.brief.key == 0);
  if (alone)
    place(frame, app->focus, body);
  else if (screen->columns < FRAME_WIDE)
    arrange_narrow(app, frame, body);
  else if (app->split.open)
    arrange_split(app, frame, body);
  else
    arrange_wide(app, frame, body);
  // The footnotes may have lost their place (hidden, or a brief without any).
  bool below = app->focus == PANE_NOTES && frame->notes_below;
  if (!frame->shown[app->focus] && !below && screen->columns >= FRAME_WIDE) app->focus = PANE_TEXT;
}

void frame_split_text(Frame *frame, uint32_t rows) {
  Rect *text = &frame->panes[PANE_TEXT];
  if (rows >= text->rows) return;
  text->rows -= rows;
  place(frame, PANE_NOTES, (Rect){text->row + text->rows, text->column, rows, text->columns});
}

void frame_draw_borders(const Frame *frame, Screen *screen) {
  Slice line = slice_of(screen->mode == SAFE_ASCII ? "|" : "│");
  for (PaneId pane = 0; pane < PANE_COUNT; pane++) {
    Rect rect = frame->panes[pane];
    uint32_t right = rect.column + rect.columns;
    if (pane == PANE_TEXT || !frame->shown[pane] || right >= screen->columns)
      continue; // its map is a line
    screen_put(screen, rect.row, right, 1, line, FACE_BORDER, 0);
    screen_repeat_down(screen, rect.row, right, rect.rows);
  }
}
