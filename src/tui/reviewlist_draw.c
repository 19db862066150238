// SPDX-License-Identifier: MIT
// Drawing the review list: some rows of it, and below them both passages of the current annotation,
// side by side where there is room, else one above the other.
//
//   changed  57 %  the port lost half of its trade          Ports and trade
//   orphan      –  The dam is empty.                        Ports and trade
//   ─ as it was ───────────────────┬─ as it is ──────────────────────
//   - the port lost two thirds of  │ + the port lost half of its trade
//     its trade                    │
#include "tui/contrast.h"
#include "tui/reviewlist.h"
#include "tui/wrap.h"

enum {
  BESIDE_COLUMNS = 72, // pages with fewer have the passages one above the other
  STATE_COLUMNS = 9,
  SCORE_COLUMNS = 6,
  LIST_ROWS_MIN = 2,
};

// ---- Rows

static void draw_row(App *app, const ReviewPane *pane, uint32_t row, Rect at) {
  const Annotation *annotation = &pane->all.items[row];
  Screen *screen = app->screen;
  Buffer score = {0};
  Slice title = slice_of(pane->titles[row]);
  uint32_t column = at.column + 1, room = at.columns > 2 ? at.columns - 2 : 1;
  bool orphan = annotation->state == ANNOTATION_ORPHAN;
  screen_put_fit(screen, at.row, column, room, slice_of(annotation_state_name(annotation->state)),
                 orphan ? FACE_REMOVED : FACE_MARK, 0);
  if (!orphan) buffer_printf(&score, "%3u %%", annotation->score / 10);
  uint32_t used = STATE_COLUMNS + SCORE_COLUMNS;
  if (room > used + 10) {
    screen_put(screen, at.row, column + STATE_COLUMNS, SCORE_COLUMNS, buffer_slice(&score),
               FACE_DIM, 0);
    uint32_t wide = safe_width(title, screen->mode), most = (room - used) * 2 / 5;
    if (row < pane->here) wide = 0; // the page's title says it
    if (wide > most) wide = most;
    screen_put_fit(screen, at.row, column + used, room - used - wide - (wide > 0),
                   slice_of(annotation->quote), FACE_TEXT, 0);
    if (wide > 0) screen_put_fit(screen, at.row, column + room - wide, wide, title, FACE_DIM, 0);
  }
  buffer_release(&score);
  if (row != pane->roll.current) return;
  screen_tint(screen, at.row, at.column, at.columns, FACE_CURRENT, 0);
  screen_move_cursor(screen, at.row, column);
}

static void draw_rows(App *app, ReviewPane *pane, Rect list) {
  roll_show(&pane->roll, list);
  for (uint32_t i = 0; i < list.rows && pane->roll.top + i < pane->roll.count; i++)
    draw_row(app, pane, pane->roll.top + i, (Rect){list.row + i, list.column, 1, list.columns});
}

// ---- Both passages

static void draw_head(Screen *screen, Rect at, Slice label) {
  screen_put_rule(screen, at.row, at.column, at.columns);
  Buffer head = {0};
  buffer_printf(&head, " %.*s ", (int)label.len, label.ptr);
  if (at.columns > 4)
    screen_put_fit(screen, at.row, at.column + 1, at.columns - 2, buffer_slice(&head), FACE_HEADING,
                   0);
  buffer_release(&head);
}

static Contrast contrast_of(const ReviewPassage *passage, const Span *marked, uint32_t count) {
  return (Contrast){.before = slice_of(passage->before),
                    .words = slice_of(passage->words),
                    .after = slice_of(passage->after),
                    .gone = SLICE("‹it was here›"),
                    .marked = marked,
                    .marked_count = count};
}

static uint32_t draw_old(App *app, const ReviewPane *pane, Rect at) {
  Contrast old = contrast_of(&pane->pair.old, pane->difference.old, pane->difference.old_count);
  Span whole = {0, (uint32_t)old.words.len};
  old.face = FACE_REMOVED;
  old.sign = '-';
  if (!pane->pair.new.words[0]) { // all of it is gone
    old.marked = &whole;
    old.marked_count = 1;
  }
  draw_head(app->screen, at, SLICE("as it was"));
  return 1 +
         contrast_draw(app->screen, (Rect){at.row + 1, at.column, at.rows - 1, at.columns}, &old);
}

static void draw_new(App *app, const ReviewPane *pane, Rect at) {
  Contrast new = contrast_of(&pane->pair.new, pane->difference.new, pane->difference.new_count);
  new.face = FACE_ADDED;
  new.sign = '+';
  draw_head(app->screen, at,
            pane->pair.new.words[0] ? SLICE("as it is now") : SLICE("not in the text any more"));
  contrast_draw(app->screen, (Rect){at.row + 1, at.column, at.rows - 1, at.columns}, &new);
}

static void draw_pair(App *app, const ReviewPane *pane, Rect at) {
  if (!pane->pair.old.words || at.rows < 2) return;
  if (at.columns >= BESIDE_COLUMNS) {
    uint32_t left = (at.columns - 1) / 2;
    Slice line = slice_of(app->screen->mode == SAFE_ASCII ? "|" : "│");
    draw_old(app, pane, (Rect){at.row, at.column, at.rows, left});
    screen_put(app->screen, at.row + 1, at.column + left, 1, line, FACE_BORDER, 0);
    screen_repeat_down(app->screen, at.row + 1, at.column + left, at.rows - 1);
    draw_new(app, pane, (Rect){at.row, at.column + left + 1, at.rows, at.columns - left - 1});
    return;
  }
  uint32_t half = at.rows / 2;
  if (half < 2) { // no room for both: what it is now
    draw_new(app, pane, at);
    return;
  }
  uint32_t used = draw_old(app, pane, (Rect){at.row, at.column, half, at.columns});
  draw_new(app, pane, (Rect){at.row + used, at.column, at.rows - used, at.columns});
}

// ---- The page

static Rect draw_page(App *app, const ReviewPane *pane) {
  Buffer left = {0}, right = {0};
  buffer_add_string(&left, "review");
  if (pane->here > 0) buffer_printf(&left, " · %s", pane->titles[0]);
  if (pane->here > 0 && pane->here < pane->all.count)
    buffer_printf(&right, "%u here · ", pane->here);
  buffer_printf(&right, "%u to review", pane->all.count);
  Rect page = overlay_draw_page(app, buffer_slice(&left), buffer_slice(&right));
  buffer_release(&left);
  buffer_release(&right);
  return page;
}

void reviewlist_draw(App *app, Overlay *overlay) {
  static const char empty[] =
      "Nothing waits for you. When the text of a brief changes, its annotations are carried over; "
      "those whose place is not sure, and those whose passage is gone, are listed here.";
  ReviewPane *pane = (ReviewPane *)overlay;
  Rect page = draw_page(app, pane), list = page;
  screen_move_cursor(app->screen, page.row, page.column);
  if (pane->all.count == 0) {
    Rect inner = {page.row, page.column + 1, 1, page.columns > 2 ? page.columns - 2 : 1};
    wrap_draw(app->screen, inner, slice_of(empty), page.rows, FACE_DIM);
    return;
  }
  uint32_t most = page.rows / 3 > LIST_ROWS_MIN ? page.rows / 3 : LIST_ROWS_MIN;
  if (list.rows > most) list.rows = most;
  if (list.rows > pane->all.count) list.rows = pane->all.count;
  draw_rows(app, pane, list);
  draw_pair(app, pane,
            (Rect){page.row + list.rows, page.column, page.rows - list.rows, page.columns});
}

void reviewlist_hints(const App *app, const Overlay *overlay, Hints *out) {
  static const HintRow rows[] = {{ACTION_REVIEW_ACCEPT, "it is right"},
                                 {ACTION_REVIEW_ORPHAN, "it is gone"},
                                 {ACTION_REVIEW_ATTACH, "attach"},
                                 {ACTION_ENTER, "go there"},
                                 {ACTION_CLOSE, "back"},
                                 {ACTION_UNDO_KEY, "undo"},
                                 {ACTION_HELP, "help"},
                                 {ACTION_LINE_DOWN, "next"},
                                 {ACTION_REDO_KEY, "redo"}};
  static const HintRow none[] = {
      {ACTION_CLOSE, "back"}, {ACTION_UNDO_KEY, "undo"}, {ACTION_HELP, "help"}};
  const ReviewPane *pane = (const ReviewPane *)overlay;
  if (pane->all.count > 0)
    hint_add_actions(out, app, MODE_REVIEW, rows, sizeof rows / sizeof *rows);
  else
    hint_add_actions(out, app, MODE_REVIEW, none, sizeof none / sizeof *none);
}
