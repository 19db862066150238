// SPDX-License-Identifier: MIT
// Drawing an export before it is written: the choices, and below a rule the first lines.
//
//   export                                    12 annotations · 1 brief
//   format    markdown · for people: …
//   what      this brief · Velna Compact
//   …
//   file      velna-compact.md  there already: is updated
//   ───────────────────────────────────────────────
//   ---
//   title: "Velna Compact"
#include "tui/exporter.h"
#include "tui/wrap.h"

enum { LABEL_COLUMNS = 9, PREVIEW_ROWS_MIN = 2 };

static const char *manner_note(const App *app) {
  static const char *const notes[] = {[EXPORTER_MAKES] = "",
                                      [EXPORTER_UPDATES] = "there already: is updated",
                                      [EXPORTER_ASKS] = "there already: you will be asked"};
  return notes[exporter_manner(app)];
}

static void draw_row(App *app, ExportRow row, Rect at, bool current) {
  Screen *screen = app->screen;
  Buffer value = {0};
  uint32_t column = at.column + 1, end = at.column + at.columns;
  screen_put_fit(screen, at.row, column, LABEL_COLUMNS - 1, slice_of(exportform_label(row)),
                 FACE_DIM, 0);
  column += LABEL_COLUMNS;
  exportform_write(&app->export_form, row, &value);
  column += screen_put_fit(screen, at.row, column, end > column ? end - column : 0,
                           buffer_slice(&value), FACE_TEXT, 0);
  if (row == EXPORT_ROW_FILE && column + 2 < end)
    screen_put_fit(screen, at.row, column + 2, end - column - 2, slice_of(manner_note(app)),
                   FACE_DIM, 0);
  buffer_release(&value);
  if (!current) return;
  screen_tint(screen, at.row, at.column, at.columns, FACE_CURRENT, 0);
  screen_move_cursor(screen, at.row, at.column + 1 + LABEL_COLUMNS);
}

static void draw_rows(App *app, Exporter *exporter, Rect list) {
  ExportRow rows[EXPORT_ROW_COUNT];
  Roll *roll = &exporter->roll;
  uint32_t count = exportform_rows(&app->export_form, rows);
  roll_show(roll, list);
  for (uint32_t i = 0; i < list.rows && roll->top + i < count; i++)
    draw_row(app, rows[roll->top + i], (Rect){list.row + i, list.column, 1, list.columns},
             roll->top + i == roll->current);
}

// ---- The sample

static Slice next_line(Slice *rest) {
  const char *end = memchr(rest->ptr, '\n', rest->len);
  size_t len = end ? (size_t)(end - rest->ptr) : rest->len;
  Slice line = slice_cut(*rest, 0, len);
  *rest = slice_cut(*rest, end ? len + 1 : len, rest->len);
  if (line.len > 0 && line.ptr[line.len - 1] == '\r') line.len--;
  return line;
}

static void draw_lines(App *app, Slice text, Rect at) {
  uint32_t row = 0;
  while (text.len > 0 && row < at.rows) {
    Slice line = next_line(&text);
    Rect place = {at.row + row, at.column + 1, at.rows - row, at.columns > 2 ? at.columns - 2 : 1};
    uint32_t used = wrap_draw(app->screen, place, line, at.rows - row, FACE_TEXT);
    row += used ? used : 1;
  }
}

static void draw_sample(App *app, const Exporter *exporter, Rect at) {
  const Sample *sample = &exporter->sample;
  screen_put_rule(app->screen, at.row, at.column, at.columns);
  Rect inner = {at.row + 1, at.column, at.rows - 1, at.columns};
  Slice instead = exporter->failure.kind != ERROR_NONE ? slice_of(exporter->failure.message)
                  : sample->gave_up ? SLICE("There is too much of it to look at it beforehand.")
                                    : SLICE("");
  if (instead.len > 0)
    screen_put_fit(app->screen, inner.row, inner.column + 1, inner.columns - 1, instead, FACE_DIM,
                   0);
  else
    draw_lines(app, buffer_slice(&sample->text), inner);
}

// ---- The page

static Rect draw_page(App *app, const Exporter *exporter) {
  const Sample *sample = &exporter->sample;
  Buffer right = {0};
  if (sample->briefs > 0)
    buffer_printf(&right, "%llu annotation%s · %u brief%s", (unsigned long long)sample->annotations,
                  sample->annotations == 1 ? "" : "s", (unsigned)sample->briefs,
                  sample->briefs == 1 ? "" : "s");
  Rect page = overlay_draw_page(app, SLICE("export"), buffer_slice(&right));
  buffer_release(&right);
  return page;
}

void exporter_draw(App *app, Exporter *exporter) {
  Rect page = draw_page(app, exporter), list = page;
  bool room = page.rows > PREVIEW_ROWS_MIN + 1;
  if (room && list.rows - PREVIEW_ROWS_MIN - 1 < exporter->roll.count)
    list.rows -= PREVIEW_ROWS_MIN + 1;
  else if (room)
    list.rows = exporter->roll.count;
  screen_move_cursor(app->screen, page.row, page.column);
  draw_rows(app, exporter, list);
  if (list.rows < page.rows)
    draw_sample(app, exporter,
                (Rect){page.row + list.rows, page.column, page.rows - list.rows, page.columns});
}

void exporter_hints(const App *app, const Overlay *overlay, Hints *out) {
  static const HintRow rows[] = {{ACTION_ENTER, "write"},
                                 {ACTION_EXPORT_NEXT, "change"},
                                 {ACTION_LINE_DOWN, "down"},
                                 {ACTION_SEARCH, "filter"},
                                 {ACTION_EXPORT_FILE, "file"},
                                 {ACTION_CLOSE, "back"},
                                 {ACTION_EXPORT_PREVIOUS, "change back"},
                                 {ACTION_LINE_UP, "up"},
                                 {ACTION_HELP, "help"}};
  (void)overlay;
  hint_add_actions(out, app, MODE_EXPORT, rows, sizeof rows / sizeof *rows);
}
