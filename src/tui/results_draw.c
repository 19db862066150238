// SPDX-License-Identifier: MIT
// Drawing what was found: a line for each text, the words below each other. Where there is room the
// title stands before it; the current one's title and sentence stand below as a whole.
//
//   2026-01-09  Orlec Compact        … publish one timetable for night trains is less spectac…  3
//   2025-11-30  Rivers and Rulers                 They took the night train, and …              1
//   ───────────────────────────────────────────────
//   Orlec Compact · 2026-01-09 · 3 places
//   The decision of five railway companies to publish one timetable for night trains …
#include "tui/bar.h"
#include "tui/hint.h"
#include "tui/overlay.h"
#include "tui/results.h"
#include "tui/wrap.h"

enum {
  DATE_COLUMNS = 12,
  TITLE_COLUMNS = 26,
  COUNT_COLUMNS = 5,
  COLUMNS_WITH_TITLE = 78,
  PREVIEW_ROWS = 5,
  ROWS_WITH_PREVIEW = 14
};

typedef struct Columns {
  uint32_t title, line, count; // where they begin
  uint32_t line_width;
} Columns;

static Columns divide(Rect page) {
  bool titled = page.columns >= COLUMNS_WITH_TITLE;
  Columns columns = {.title = page.column + 1};
  columns.line = columns.title + (titled ? DATE_COLUMNS + TITLE_COLUMNS : 0);
  columns.count = page.column + page.columns - COUNT_COLUMNS;
  columns.line_width = columns.count > columns.line + 1 ? columns.count - columns.line - 1 : 1;
  return columns;
}

static void draw_title(Screen *screen, const ResultsRow *row, uint32_t at, Columns columns) {
  if (columns.line == columns.title) return;
  screen_put_fit(screen, at, columns.title, DATE_COLUMNS - 2, slice_of(row->date), FACE_DIM, 0);
  screen_put_fit(screen, at, columns.title + DATE_COLUMNS, TITLE_COLUMNS - 2, slice_of(row->title),
                 row->found.annotation ? FACE_DIM : FACE_TEXT, 0);
}

static void draw_line(Screen *screen, const ResultsRow *row, uint32_t at, Columns columns,
                      uint32_t lead) {
  const Kwic *kwic = &row->kwic;
  uint32_t end = columns.line + columns.line_width;
  uint32_t column = columns.line + (lead > kwic->before_width ? lead - kwic->before_width : 0);
  Face face = row->hidden ? FACE_DIM : row->found.annotation ? FACE_QUOTATION : FACE_TEXT;
  column += screen_put(screen, at, column, end - column, buffer_slice(&kwic->before), face, 0);
  column +=
      screen_put(screen, at, column, end - column, buffer_slice(&kwic->hit), FACE_MATCH, CELL_BOLD);
  screen_put_fit(screen, at, column, end - column, buffer_slice(&kwic->after), face, 0);
}

static void draw_row(App *app, uint32_t index, Rect at) {
  const Results *results = &app->results;
  Columns columns = divide(at);
  ResultsRow *row = results_row(app, index);
  if (row->gone) {
    screen_put_fit(app->screen, at.row, columns.line, columns.line_width,
                   SLICE("(not there any more)"), FACE_DIM, 0);
  } else {
    Buffer count = {0};
    draw_title(app->screen, row, at.row, columns);
    draw_line(app->screen, row, at.row, columns, results->lead);
    buffer_printf(&count, "%4u", row->hits);
    screen_put(app->screen, at.row, columns.count, COUNT_COLUMNS - 1, buffer_slice(&count),
               FACE_DIM, 0);
    buffer_release(&count);
  }
  if (index != results->roll.current) return;
  screen_tint(app->screen, at.row, at.column, at.columns, FACE_CURRENT, 0);
  screen_move_cursor(app->screen, at.row, columns.line);
}

static void draw_preview(App *app, Rect at) {
  const ResultsRow *row = results_row(app, app->results.roll.current);
  Screen *screen = app->screen;
  Buffer line = {0};
  screen_put_rule(screen, at.row, at.column, at.columns);
  if (row->gone) return;
  Rect inner = {at.row + 2, at.column + 1, 1, at.columns > 2 ? at.columns - 2 : 1};
  buffer_printf(&line, "%s%s%s · %u place%s", row->title, row->date[0] ? " · " : "", row->date,
                row->hits, row->hits == 1 ? "" : "s");
  if (row->found.annotation) buffer_add_string(&line, " · in a comment");
  if (row->hidden) buffer_add_string(&line, " · in furniture, which is hidden");
  screen_put_fit(screen, at.row + 1, inner.column, inner.columns, buffer_slice(&line), FACE_HEADING,
                 0);
  wrap_draw(screen, inner, buffer_slice(&row->sentence), at.rows - 2, FACE_TEXT);
  buffer_release(&line);
}

static Rect draw_page(App *app) {
  const Results *results = &app->results;
  Buffer left = {0}, right = {0};
  buffer_printf(&left, "find · %s", buffer_slice(&results->words).ptr);
  if (results->finding) {
    bool best = finding_order(results->finding) == FINDING_BEST;
    buffer_printf(&right, "%u%s · %s", results->roll.count,
                  finding_complete(results->finding) ? "" : "…",
                  !best           ? "newest first"
                  : results->busy ? "weighing…"
                                  : "best first");
  }
  Rect page = overlay_draw_page(app, buffer_slice(&left), buffer_slice(&right));
  buffer_release(&left);
  buffer_release(&right);
  return page;
}

static void say_none(App *app, Rect page) {
  const Results *results = &app->results;
  const Lookup *lookup = results->finding ? finding_lookup(results->finding) : NULL;
  Slice line = !lookup || lookup->phrase_count == 0
                   ? SLICE("Type words to find them in all briefs.")
               : !finding_complete(results->finding) ? SLICE("…")
               : lookup->too_few
                   ? SLICE("Nothing has this letter as a word. Words that begin so are found from "
                           "two letters on.")
                   : SLICE("Nothing has these words.");
  Rect at = {page.row, page.column + 1, page.rows, page.columns > 1 ? page.columns - 1 : 1};
  wrap_draw(app->screen, at, line, page.rows, FACE_DIM);
}

// Another width makes other lines.
static void fit_lines(Results *results, Rect list) {
  Columns columns = divide(list);
  uint32_t lead = columns.line_width * 2 / 5;
  if (results->columns == columns.line_width && results->lead == lead) return;
  results->columns = columns.line_width;
  results->lead = lead;
  for (uint32_t i = 0; results->rows && i < RESULTS_ROWS; i++) results->rows[i].known = false;
}

void results_draw(App *app, Overlay *overlay) {
  (void)overlay;
  Results *results = &app->results;
  Rect page = draw_page(app), list = page;
  screen_move_cursor(app->screen, page.row, page.column);
  if (results->roll.count == 0) {
    say_none(app, page);
    return;
  }
  fit_lines(results, list);
  if (page.rows >= ROWS_WITH_PREVIEW) {
    list.rows -= PREVIEW_ROWS;
    draw_preview(app, (Rect){page.row + list.rows, page.column, PREVIEW_ROWS, page.columns});
  }
  roll_show(&results->roll, list);
  for (uint32_t i = 0; i < list.rows && results->roll.top + i < results->roll.count; i++)
    draw_row(app, results->roll.top + i, (Rect){list.row + i, list.column, 1, list.columns});
}

void results_hints(const App *app, const Overlay *overlay, Hints *out) {
  (void)overlay;
  const HintRow rows[] = {{ACTION_ENTER, "go there"},
                          {ACTION_FIND, "other words"},
                          {ACTION_SORT, "newest or best"},
                          {ACTION_CLOSE, "back"},
                          {ACTION_HELP, "help"}};
  hint_add_actions(out, app, MODE_RESULTS, rows, sizeof rows / sizeof *rows);
}
