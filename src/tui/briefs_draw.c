// SPDX-License-Identifier: MIT
// The pane of briefs as it looks and moves. A narrow pane gives each brief two rows (title; date,
// author, figures), a wide one a row with columns. An empty library says what to do.
#include "base/gauge.h"
#include "tui/app.h"
#include "tui/hint.h"

enum { TABLE_COLUMNS_MIN = 72, SERIES_COLUMNS_MIN = 120 };

// Columns of the table, from the left; the title takes what is left over.
enum {
  COLUMN_DATE = 10,
  COLUMN_SERIES = 20, // where there is room for it
  COLUMN_AUTHOR = 22,
  COLUMN_READ = 4,
  COLUMN_MARKS = 5,
  COLUMN_APART = 2
};

static uint32_t series_columns(Rect rect) {
  return rect.columns >= SERIES_COLUMNS_MIN ? COLUMN_SERIES + COLUMN_APART : 0;
}

static uint32_t title_columns(Rect rect) {
  uint32_t fixed = 2 + COLUMN_DATE + COLUMN_AUTHOR + COLUMN_READ + COLUMN_MARKS + 4 * COLUMN_APART;
  return rect.columns - fixed - series_columns(rect);
}

// ---- One brief

static uint32_t percent_of(const App *app, const Brief *brief) {
  if (brief->read) return 100;
  if (brief->key == app->session.brief.key) return reader_percent(app);
  return brief->length_cp ? gauge_percent(brief->place_cp, brief->length_cp) : 0;
}

static Slice unread_mark(const App *app, const Brief *brief) {
  if (brief->read) return SLICE(" ");
  return slice_of(app->screen->mode == SAFE_ASCII ? "*" : "●");
}

// A title that the file does not state is dim, and marked.
static uint32_t draw_title(App *app, const Brief *brief, uint32_t row, uint32_t column,
                           uint32_t columns, Face face) {
  bool stated = brief_title_stated(brief);
  uint32_t start = 0;
  if (!stated) {
    start = screen_put(app->screen, row, column, columns, SLICE("~ "), FACE_MARK, 0);
    column += start;
    columns -= start;
    if (face == FACE_TEXT) face = FACE_DIM;
  }
  return start + screen_put_fit(app->screen, row, column, columns, slice_of(brief->title), face,
                                brief->read ? 0 : CELL_BOLD);
}

static const char *opening_of(App *app, const Brief *brief) {
  return briefs_opening(app, (uint32_t)(brief - app->briefs.rows.items));
}

// Of a brief without a title the file name says little: its first sentence follows.
static void draw_named(App *app, const Brief *brief, Rect at, Face face) {
  enum { LEAST = 12 };
  uint32_t used = draw_title(app, brief, at.row, at.column, at.columns, face);
  const char *opening = opening_of(app, brief);
  if (!opening[0] || used + COLUMN_APART + LEAST > at.columns) return;
  screen_put_fit(app->screen, at.row, at.column + used + COLUMN_APART,
                 at.columns - used - COLUMN_APART, slice_of(opening),
                 face == FACE_TEXT ? FACE_DIM : face, 0);
}

static void write_details(const App *app, const Brief *brief, Buffer *out) {
  if (brief->date[0]) buffer_printf(out, "%s · ", brief->date);
  buffer_printf(out, "%u%%", percent_of(app, brief));
  if (brief->annotations)
    buffer_printf(out, " · %u mark%s", brief->annotations, brief->annotations == 1 ? "" : "s");
  if (brief->author[0])
    buffer_printf(out, " · %s%s", brief->author, brief->author_guessed ? "?" : "");
}

static void draw_card(App *app, const Brief *brief, Rect rect, Face face) {
  Buffer details = {0};
  write_details(app, brief, &details);
  const char *opening = opening_of(app, brief);
  if (opening[0]) buffer_printf(&details, " · %s", opening);
  screen_put(app->screen, rect.row, rect.column, 1, unread_mark(app, brief), FACE_MARK, 0);
  if (rect.columns > 2) {
    draw_title(app, brief, rect.row, rect.column + 2, rect.columns - 2, face);
    screen_put_fit(app->screen, rect.row + 1, rect.column + 2, rect.columns - 2,
                   buffer_slice(&details), face == FACE_TEXT ? FACE_DIM : face, 0);
  }
  buffer_release(&details);
}

static void draw_table_row(App *app, const Brief *brief, Rect rect, Face face) {
  Screen *screen = app->screen;
  Buffer figures = {0};
  Face dim = face == FACE_TEXT ? FACE_DIM : face;
  uint32_t title = title_columns(rect), column = rect.column;
  screen_put(screen, rect.row, column, 1, unread_mark(app, brief), FACE_MARK, 0);
  column += 2;
  screen_put_fit(screen, rect.row, column, COLUMN_DATE, slice_of(brief->date), dim, 0);
  column += COLUMN_DATE + COLUMN_APART;
  draw_named(app, brief, (Rect){rect.row, column, 1, title}, face);
  column += title + COLUMN_APART;
  if (series_columns(rect) > 0)
    screen_put_fit(screen, rect.row, column, COLUMN_SERIES, slice_of(brief->series), dim, 0);
  column += series_columns(rect);
  buffer_printf(&figures, "%s%s", brief->author,
                brief->author[0] && brief->author_guessed ? "?" : "");
  screen_put_fit(screen, rect.row, column, COLUMN_AUTHOR, buffer_slice(&figures), dim, 0);
  column += COLUMN_AUTHOR + COLUMN_APART;
  buffer_clear(&figures);
  buffer_printf(&figures, "%3u%%  ", percent_of(app, brief));
  if (brief->annotations) buffer_printf(&figures, "%4u", brief->annotations);
  screen_put(screen, rect.row, column, COLUMN_READ + COLUMN_APART + COLUMN_MARKS,
             buffer_slice(&figures), dim, 0);
  buffer_release(&figures);
}

static uint32_t draw_head_cell(App *app, Rect at, const char *name, RosterOrder sort) {
  const Briefs *briefs = &app->briefs;
  Buffer text = {0};
  bool ascii = app->screen->mode == SAFE_ASCII;
  buffer_add_string(&text, name);
  if (briefs->sort == sort)
    buffer_add_string(&text, briefs->reversed ? (ascii ? "^" : "▴") : (ascii ? "v" : "▾"));
  screen_put(app->screen, at.row, at.column, at.columns, buffer_slice(&text), FACE_DIM,
             CELL_UNDERLINE | (briefs->sort == sort ? CELL_BOLD : 0));
  buffer_release(&text);
  return at.column + at.columns + COLUMN_APART;
}

// The column that the list is sorted by is marked.
static void draw_table_head(App *app, Rect rect) {
  uint32_t row = rect.row, at = rect.column + 2, title = title_columns(rect);
  at = draw_head_cell(app, (Rect){row, at, 1, COLUMN_DATE}, "date", ROSTER_BY_DATE);
  at = draw_head_cell(app, (Rect){row, at, 1, title}, "title", ROSTER_BY_TITLE);
  if (series_columns(rect) > 0)
    at = draw_head_cell(app, (Rect){row, at, 1, COLUMN_SERIES}, "series", ROSTER_BY_SERIES);
  at = draw_head_cell(app, (Rect){row, at, 1, COLUMN_AUTHOR}, "author", ROSTER_BY_AUTHOR);
  at = draw_head_cell(app, (Rect){row, at, 1, COLUMN_READ + 1}, "read", ROSTER_BY_READ);
  draw_head_cell(app, (Rect){row, at - 1, 1, COLUMN_MARKS + 1}, "marks", ROSTER_BY_ANNOTATIONS);
}

// ---- The pane

static uint32_t rows_each(Rect rect) {
  return rect.columns >= TABLE_COLUMNS_MIN ? 1 : 2;
}

static bool has_head(Rect rect) {
  return rows_each(rect) == 1 && rect.rows > 3;
}

static Rect list_rect(Rect rect) {
  if (has_head(rect)) {
    rect.row++;
    rect.rows--;
  }
  return rect;
}

static uint32_t visible(const Briefs *briefs) {
  uint32_t count = list_rect(briefs->rect).rows / rows_each(briefs->rect);
  return count ? count : 1;
}

static void follow(Briefs *briefs) {
  uint32_t count = visible(briefs);
  if (briefs->current < briefs->top) briefs->top = briefs->current;
  if (briefs->current >= briefs->top + count) briefs->top = briefs->current - count + 1;
  uint32_t last = briefs->rows.count > count ? briefs->rows.count - count : 0;
  if (briefs->top > last) briefs->top = last;
}

static void draw_text_line(App *app, Rect rect, uint32_t row, const char *text, Face face) {
  if (row < rect.rows && rect.columns > 2)
    screen_put_fit(app->screen, rect.row + row, rect.column + 2, rect.columns - 2, slice_of(text),
                   face, 0);
}

// The keys as they are bound now, and what comes of them.
static void draw_offers(App *app, Rect rect, uint32_t row) {
  static const HintRow offers[] = {{ACTION_ADD_PROMPT, "add files or folders with briefs"},
                                   {ACTION_TUTOR, "learn postil by doing, in ten minutes"},
                                   {ACTION_HELP, "help: all keys"},
                                   {ACTION_CLOSE, "quit"}};
  for (uint32_t i = 0; i < sizeof offers / sizeof *offers; i++) {
    Buffer line = {0};
    if (!hint_write_key(app, MODE_LIST, offers[i].id, &line)) buffer_add_byte(&line, ' ');
    buffer_printf(&line, "%*s%s", line.len < 3 ? (int)(4 - line.len) : 1, "", offers[i].label);
    draw_text_line(app, rect, row++, line.ptr, FACE_TEXT);
    buffer_release(&line);
  }
  draw_text_line(app, rect, row + 1, "From the shell: postil add FILE…", FACE_TEXT);
}

static void draw_empty(App *app, Rect rect) {
  enum { ROWS = 10 };
  uint32_t first = rect.rows > ROWS ? 1 : 0, offers = first + (rect.rows > 3 ? 2 : 1);
  if (app->briefs.filter.len > 0) {
    draw_text_line(app, rect, first, "No brief has that.", FACE_DIM);
    screen_move_cursor(app->screen, rect.row, rect.column);
    return;
  }
  draw_text_line(app, rect, first, "Your library is empty.", FACE_TITLE);
  draw_offers(app, rect, offers);
  screen_move_cursor(app->screen, rect.row + (rect.rows > offers ? offers : 0), rect.column + 2);
}

static void draw_one(App *app, uint32_t row, Rect at, bool focused) {
  const Briefs *briefs = &app->briefs;
  const Brief *brief = &briefs->rows.items[row];
  bool current = row == briefs->current;
  (at.rows == 1 ? draw_table_row : draw_card)(app, brief, at, FACE_TEXT);
  if (!current) return;
  for (uint32_t i = 0; i < at.rows && focused; i++)
    screen_tint(app->screen, at.row + i, at.column, at.columns, FACE_CURRENT, 0);
  if (!focused && brief->key == app->session.brief.key)
    screen_tint(app->screen, at.row, at.column, at.columns, FACE_TITLE, CELL_UNDERLINE);
  if (focused) screen_move_cursor(app->screen, at.row, at.column);
}

static void draw(App *app, Rect rect, bool focused) {
  Briefs *briefs = &app->briefs;
  briefs->rect = rect;
  if (briefs->rows.count == 0) {
    draw_empty(app, rect);
    return;
  }
  briefs_reach(app, visible(briefs));
  follow(briefs);
  if (has_head(rect)) draw_table_head(app, rect);
  Rect list = list_rect(rect);
  uint32_t each = rows_each(rect) <= list.rows ? rows_each(rect) : 1;
  for (uint32_t i = 0; i < visible(briefs) && briefs->top + i < briefs->rows.count; i++) {
    Rect at = {list.row + i * each, list.column, each, list.columns};
    draw_one(app, briefs->top + i, at, focused);
  }
}

// ---- Moving

static void stride(App *app, Stride by, int32_t count) {
  int64_t page = visible(&app->briefs), each = by == STRIDE_LINE   ? 1
                                               : by == STRIDE_HALF ? (page + 1) / 2
                                                                   : page;
  if (by == STRIDE_END)
    briefs_move(app, count > 0 ? BRIEFS_TO_END : -(int64_t)BRIEFS_TO_END);
  else
    briefs_move(app, each * count);
}

static void scroll(App *app, int32_t rows) {
  stride(app, STRIDE_LINE, rows);
}

static void enter(App *app) {
  const Brief *brief = briefs_current(app);
  if (brief)
    app_open_brief(app, brief->key, NULL);
  else if (app->briefs.filter.len > 0)
    app_say(app, "no brief passes the filter: Esc shows all");
  else
    app_say(app, "there is no brief to open: + adds files");
}

// The first click chooses a row, one more opens it.
static void click(App *app, uint32_t row, uint32_t column) {
  (void)column;
  Briefs *briefs = &app->briefs;
  Rect list = list_rect(briefs->rect);
  if (row < list.row) return;
  uint32_t at = briefs->top + (row - list.row) / rows_each(briefs->rect);
  if (at >= briefs->rows.count) return;
  if (at == briefs->current) enter(app);
  briefs->current = at;
}

static void hints(const App *app, Hints *out) {
  static const HintRow rows[] = {
      {ACTION_ENTER, "open"},     {ACTION_ADD_PROMPT, "add"},      {ACTION_HELP, "help"},
      {ACTION_CLOSE, "quit"},     {ACTION_SEARCH, "filter"},       {ACTION_EXPORT_PROMPT, "export"},
      {ACTION_SORT, "sort"},      {ACTION_READ_MARK, "read"},      {ACTION_METADATA, "edit"},
      {ACTION_REMOVE, "remove"},  {ACTION_UNDO_KEY, "undo"},       {ACTION_REDO_KEY, "redo"},
      {ACTION_PANE_NEXT, "pane"}, {ACTION_COMMAND_LINE, "command"}};
  static const HintRow empty[] = {{ACTION_ADD_PROMPT, "add"},
                                  {ACTION_TUTOR, "tutor"},
                                  {ACTION_HELP, "help"},
                                  {ACTION_CLOSE, "quit"},
                                  {ACTION_UNDO_KEY, "undo"}};
  static const HintRow nothing_found[] = {{ACTION_CANCEL, "all briefs"},
                                          {ACTION_SEARCH, "filter"},
                                          {ACTION_HELP, "help"},
                                          {ACTION_CLOSE, "quit"}};
  if (app->briefs.all > 0 && app->briefs.count == 0)
    hint_add_actions(out, app, MODE_LIST, nothing_found,
                     sizeof nothing_found / sizeof *nothing_found);
  else if (app->briefs.count == 0)
    hint_add_actions(out, app, MODE_LIST, empty, sizeof empty / sizeof *empty);
  else
    hint_add_actions(out, app, MODE_LIST, rows, sizeof rows / sizeof *rows);
}

const PaneOps briefs_ops = {draw, stride, scroll, enter, click, hints};
