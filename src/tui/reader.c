// SPDX-License-Identifier: MIT
// The text pane: which lines are in view and where the caret moves. Drawing is in reader_draw.c.
//
// The view is a place (block, line), never a number of lines from the beginning: bringing the caret
// into view and paging walk at most a few screens of lines, so a long brief costs what is visible.
//
//   top ─► ┌────────────────────┐  rows[0]
//          │ margin             │  the caret keeps off the edges while there is text beyond them
//          │        caret       │  caret_row: kept when the width changes
//          │ margin             │
//          └────────────────────┘  rows[rect.rows - 1]
#include "tui/reader.h"
#include "base/gauge.h"
#include "text/sentence.h"
#include "tui/app.h"
#include "tui/map.h"
#include "tui/peek.h"

#include <stdlib.h>

enum { TOO_FAR = UINT32_MAX };

void reader_release(Reader *reader) {
  layout_free(reader->layout);
  painted_release(&reader->painted);
  free(reader->rows);
  *reader = (Reader){0};
}

static uint32_t smaller(uint32_t a, uint32_t b) {
  return a < b ? a : b;
}

static bool same_place(LinePlace a, LinePlace b) {
  return a.block == b.block && a.line == b.line;
}

static bool before(LinePlace a, LinePlace b) {
  return a.block < b.block || (a.block == b.block && a.line < b.line);
}

// ---- The view

// Rows from one line to a later one; TOO_FAR when there are more than `most`.
static uint32_t rows_between(Reader *reader, LinePlace from, LinePlace to, uint32_t most) {
  uint32_t rows = 0;
  while (!same_place(from, to)) {
    uint32_t gap = 0;
    if (rows > most || !before(from, to) || !layout_next_line(reader->layout, &from, &gap))
      return TOO_FAR;
    rows += 1 + gap;
  }
  return rows <= most ? rows : TOO_FAR;
}

// Makes `place` stand at most `row` rows below the top.
static void put_at_row(Reader *reader, LinePlace place, uint32_t row) {
  uint32_t used = 0;
  reader->top = place;
  for (;;) {
    uint32_t gap = 0;
    LinePlace above = reader->top;
    if (!layout_previous_line(reader->layout, &above, &gap) || used + 1 + gap > row) return;
    used += 1 + gap;
    reader->top = above;
  }
}

// Rows of the view that was filled last stay as they are: while a caret moves, nearly always all.
static void fill_rows(Reader *reader) {
  LinePlace place = reader->top;
  if (reader->filled == reader->rect.rows && same_place(reader->filled_from, place)) return;
  reader->filled = reader->rect.rows;
  reader->filled_from = place;
  uint32_t gap = 0;
  bool more = reader->layout != NULL;
  for (uint32_t row = 0; row < reader->rect.rows; row++) {
    bool text = more && gap == 0;
    reader->rows[row] =
        text ? (ReaderRow){layout_line(reader->layout, place), place} : (ReaderRow){0};
    if (gap > 0)
      gap--;
    else if (more)
      more = layout_next_line(reader->layout, &place, &gap);
  }
}

// Rows below the end of the text.
static uint32_t rows_unused(const Reader *reader) {
  uint32_t unused = 0;
  for (uint32_t row = reader->rect.rows; row > 0 && !reader->rows[row - 1].line; row--) unused++;
  return unused;
}

bool reader_shows_end(const Reader *reader) {
  uint32_t rows = reader->rect.rows - rows_unused(reader);
  if (!reader->layout || rows == 0) return true;
  LinePlace last = reader->rows[rows - 1].place;
  return !layout_next_line(reader->layout, &last, NULL);
}

// No empty rows below the end while there are lines above the top.
static void pull_down(Reader *reader) {
  uint32_t unused = rows_unused(reader);
  LinePlace above = reader->top;
  uint32_t gap = 0;
  bool pulled = false;
  while (layout_previous_line(reader->layout, &above, &gap) && 1 + gap <= unused) {
    unused -= 1 + gap;
    reader->top = above;
    pulled = true;
  }
  if (pulled) fill_rows(reader);
}

// Rows that the caret keeps off the edges.
static uint32_t margin_of(uint32_t rows) {
  return smaller(3, (rows - 1) / 3);
}

static Span find_sentence(Reader *reader, uint32_t pos) {
  if (!span_contains(reader->sentence, pos)) reader->sentence = sentence_at(reader->version, pos);
  return reader->sentence;
}

// Rows from the caret's line to the last line of its sentence, or (up) to the first; at most
// `most`.
static uint32_t rows_of_sentence(Reader *reader, uint32_t pos, LinePlace caret, bool up,
                                 uint32_t most) {
  Span sentence = find_sentence(reader, pos);
  LinePlace edge;
  uint32_t at = up || span_is_empty(sentence) ? sentence.start : sentence.end - 1;
  if (!layout_place_of(reader->layout, at, &edge)) return 0;
  uint32_t rows = rows_between(reader, up ? edge : caret, up ? caret : edge, most);
  return rows == TOO_FAR ? most : rows;
}

// The row that a caret below the view comes to. Who goes to a heading wants to read what is under
// it. When it is near, the rest of its sentence comes into view with it: so the text stands still
// while a sentence is read line by line, and then moves on by the next one. When it is far, a third
// of the pane.
static uint32_t row_from_below(Reader *reader, uint32_t pos, LinePlace caret, uint32_t row) {
  uint32_t rows = reader->rect.rows, margin = margin_of(rows), lowest = rows - 1 - margin;
  bool heading = reader->version->blocks[caret.block].type == BLOCK_HEADING;
  if (heading && row >= rows) return margin;
  if (row >= rows + rows / 2) return rows / 3;
  return lowest - rows_of_sentence(reader, pos, caret, false, lowest / 2);
}

// The same for a caret above the view, or in its first rows.
static uint32_t row_from_above(Reader *reader, uint32_t pos, LinePlace caret) {
  uint32_t rows = reader->rect.rows;
  return margin_of(rows) + rows_of_sentence(reader, pos, caret, true, (rows - 1) / 2);
}

// Brings the caret into view.
static void follow(Reader *reader, uint32_t pos) {
  uint32_t rows = reader->rect.rows, margin = pos == reader->clicked_pos ? 0 : margin_of(rows);
  LinePlace caret;
  if (!layout_place_of(reader->layout, pos, &caret)) { // nothing is shown
    memset(reader->rows, 0, rows * sizeof *reader->rows);
    reader->filled = 0;
    return;
  }
  uint32_t row = rows_between(reader, reader->top, caret, 2 * rows);
  bool above = row == TOO_FAR && rows_between(reader, caret, reader->top, 2 * rows) != TOO_FAR;
  if (row < margin || above)
    put_at_row(reader, caret, row_from_above(reader, pos, caret));
  else if (row > rows - 1 - margin)
    put_at_row(reader, caret, row_from_below(reader, pos, caret, row));
  fill_rows(reader);
  pull_down(reader);
}

static void note_caret_row(Reader *reader, uint32_t pos) {
  LinePlace caret;
  if (!layout_place_of(reader->layout, pos, &caret)) return;
  for (uint32_t row = 0; row < reader->rect.rows; row++)
    if (reader->rows[row].line && same_place(reader->rows[row].place, caret))
      reader->caret_row = row;
}

// ---- Arranging

static bool is_current(const App *app) {
  const Reader *reader = &app->reader;
  return reader->layout && reader->version == app->session.version &&
         reader->version_key == app->session.brief.version;
}

// Keys may come faster than frames: then a brief was opened and not yet laid out.
static bool get_ready(App *app) {
  if (!app->session.version || app->reader.rect.rows == 0) return false;
  if (!is_current(app)) reader_arrange(app, app->reader.rect);
  return app->reader.layout != NULL;
}

static void lay_out(Reader *reader, const Session *session, LayoutStyle style) {
  bool other = reader->brief != session->brief.key;
  layout_free(reader->layout);
  painted_forget(&reader->painted);
  reader->layout = layout_new(session->version, style);
  reader->version = session->version;
  reader->brief = session->brief.key;
  reader->version_key = session->brief.version;
  reader->style = style;
  reader->top = (LinePlace){0};
  reader->filled = 0;
  reader->goal_pos = reader->clicked_pos = UINT32_MAX;
  reader->sentence = (Span){0};
  LinePlace caret;
  if (!layout_place_of(reader->layout, session->pos, &caret)) return;
  put_at_row(reader, caret,
             other ? reader->rect.rows / 3 : smaller(reader->caret_row, reader->rect.rows - 1));
}

static bool same_style(LayoutStyle a, LayoutStyle b) {
  return a.width == b.width && a.mode == b.mode && a.hidden == b.hidden && a.justify == b.justify;
}

// Gutter, measure and map: the measure is centred in what is left, a little to the left.
static uint32_t place_columns(App *app, Rect rect) {
  Reader *reader = &app->reader;
  uint32_t fixed = READER_GUTTER + 2; // a blank and the map at the right
  uint32_t room = rect.columns > fixed ? rect.columns - fixed : 1;
  uint32_t measure = smaller(room, config_number(app->config, CONFIG_TEXT_WIDTH));
  reader->text_column = rect.column + READER_GUTTER + (room - measure) / 2;
  return measure;
}

void reader_arrange(App *app, Rect rect) {
  Reader *reader = &app->reader;
  const Session *session = &app->session;
  if (session->brief.key == 0 || rect.rows == 0) {
    reader_release(reader);
    return;
  }
  if (rect.rows > reader->row_capacity) {
    reader->rows = memory_resize(reader->rows, rect.rows, sizeof *reader->rows);
    reader->row_capacity = rect.rows;
  }
  reader->rect = rect;
  LayoutStyle style = {.width = place_columns(app, rect),
                       .mode = app->screen->mode,
                       .hidden = session->hidden,
                       .justify = config_number(app->config, CONFIG_JUSTIFY) != 0};
  if (!is_current(app) || !same_style(style, reader->style)) lay_out(reader, session, style);
  follow(reader, session->pos);
  find_sentence(reader, session->pos);
  note_caret_row(reader, session->pos);
}

Span reader_view(const Reader *reader) {
  Span view = {UINT32_MAX, 0};
  for (uint32_t row = 0; row < reader->rect.rows; row++) {
    const Line *line = reader->rows[row].line;
    if (!line) continue;
    if (line->span.start < view.start) view.start = line->span.start;
    if (line->span.end > view.end) view.end = line->span.end;
  }
  return view.end > 0 ? view : (Span){0, 0};
}

void reader_show_from(App *app, uint32_t pos) {
  LinePlace place;
  if (get_ready(app) && layout_place_of(app->reader.layout, pos, &place)) app->reader.top = place;
}

Span reader_sentence(const App *app) {
  const Session *session = &app->session;
  bool kept = is_current(app) && span_contains(app->reader.sentence, session->pos);
  return kept ? app->reader.sentence : sentence_at(session->version, session->pos);
}

void reader_align(App *app, uint32_t row) {
  LinePlace place;
  if (!get_ready(app) || !layout_place_of(app->reader.layout, app->session.pos, &place)) return;
  put_at_row(&app->reader, place, row);
}

uint32_t reader_percent(const App *app) {
  const Session *session = &app->session;
  if (!session->version || session->version->text.len == 0) return 0;
  if (session->pos >= motion_last(session->version, session->pos, session->hidden)) return 100;
  return gauge_percent(session->pos, (int64_t)session->version->whole_len);
}

// ---- Moving

// The column that line motions aim at: kept while the caret is where the last one left it.
static uint32_t goal_column(Reader *reader, uint32_t pos, LinePlace place) {
  if (reader->goal_pos != pos) reader->goal_column = layout_column_of(reader->layout, place, pos);
  return reader->goal_column;
}

// One line down or up; *gap as for layout_next_line().
static bool step(Reader *reader, LinePlace *place, bool up, uint32_t *gap) {
  return (up ? layout_previous_line : layout_next_line)(reader->layout, place, gap);
}

// Moves `place` by lines, or by rows (gaps counted), towards the end or the beginning.
static void walk(Reader *reader, LinePlace *place, uint32_t amount, bool up, bool count_gaps) {
  for (uint32_t done = 0; done < amount;) {
    uint32_t gap = 0;
    if (!step(reader, place, up, &gap)) return;
    done += 1 + (count_gaps ? gap : 0);
  }
}

static void go_to_line(App *app, LinePlace place, uint32_t column) {
  Reader *reader = &app->reader;
  session_move_to(&app->session, layout_pos_at(reader->layout, place, column), false);
  reader->goal_column = column;
  reader->goal_pos = app->session.pos;
}

// Rows that the pane keeps when the footnotes below it take all they may (tui/draw.c).
static uint32_t rows_at_least(const App *app) {
  const Frame *frame = &app->frame;
  uint32_t rows = app->reader.rect.rows;
  if (!frame->notes_below || !notes_exist(app)) return rows;
  if (frame->shown[PANE_NOTES]) rows += frame->panes[PANE_NOTES].rows;
  return rows - rows / 3;
}

// The line `rows` rows below the top, or the last one before it.
static LinePlace line_below_top(Reader *reader, uint32_t rows) {
  LinePlace place = reader->top, next = place;
  uint32_t used = 0, gap = 0;
  while (layout_next_line(reader->layout, &next, &gap) && used + 1 + gap <= rows) {
    used += 1 + gap;
    place = next;
  }
  return place;
}

// After a page the view stays and the caret gives way: if it stood in the margin, or where the
// footnotes of the next frame may be, following it would scroll past rows that nobody has seen.
static void keep_in_view(App *app, LinePlace *caret) {
  Reader *reader = &app->reader;
  uint32_t least = rows_at_least(app), margin = margin_of(least), lowest = least - 1 - margin;
  uint32_t row = rows_between(reader, reader->top, *caret, 2 * reader->rect.rows);
  LinePlace above = reader->top;
  bool first = !layout_previous_line(reader->layout, &above, NULL);
  if ((row < margin && !first) || row == TOO_FAR)
    *caret = line_below_top(reader, margin + 1); // a gap may stand between
  else if (row > lowest)
    *caret = line_below_top(reader, lowest);
}

static void move_rows(App *app, uint32_t amount, bool up, bool page) {
  Reader *reader = &app->reader;
  LinePlace caret;
  if (!layout_place_of(reader->layout, app->session.pos, &caret)) return;
  uint32_t column = goal_column(reader, app->session.pos, caret);
  walk(reader, &caret, amount, up, page);
  if (page) {
    walk(reader, &reader->top, amount, up, true);
    keep_in_view(app, &caret);
  }
  go_to_line(app, caret, column);
}

static void stride(App *app, Stride by, int32_t count) {
  Reader *reader = &app->reader;
  Session *session = &app->session;
  if (!get_ready(app)) return;
  bool up = count < 0;
  uint32_t rows = up ? rows_at_least(app) : reader->rect.rows, times = (uint32_t)abs(count);
  if (by == STRIDE_END) {
    Motion *motion = up ? motion_first : motion_last;
    session_move_to(session, motion(session->version, session->pos, session->hidden), true);
    return;
  }
  uint32_t each = by == STRIDE_LINE ? 1 : by == STRIDE_HALF ? rows / 2 : rows > 2 ? rows - 2 : 1;
  if (each == 0) each = 1;
  if (by == STRIDE_LINE) {
    move_rows(app, times, up, false);
    return;
  }
  // One by one, for each page takes whole gaps: three times one is what one with a count of 3 is.
  for (uint32_t pos = session->pos - 1; times > 0 && pos != session->pos; times--) {
    pos = session->pos;
    move_rows(app, each, up, true);
  }
}

// The wheel moves the view; the caret stays on its row of the screen.
static void scroll(App *app, int32_t rows) {
  if (get_ready(app)) move_rows(app, (uint32_t)abs(rows), rows < 0, true);
}

void reader_line_start(App *app) {
  LinePlace place;
  if (!get_ready(app) || !layout_place_of(app->reader.layout, app->session.pos, &place)) return;
  go_to_line(app, place, 0);
}

void reader_line_end(App *app) {
  LinePlace place;
  if (!get_ready(app) || !layout_place_of(app->reader.layout, app->session.pos, &place)) return;
  go_to_line(app, place, UINT16_MAX);
}

// The line of a row of the screen; of a row between blocks the one below it, and below the end the
// end of the last one (column is set). NULL when there is none.
static const ReaderRow *line_near(const Reader *reader, uint32_t row, uint32_t *column) {
  const ReaderRow *rows = reader->rows;
  uint32_t at = row;
  while (at < reader->rect.rows && !rows[at].line) at++;
  if (at == row) return &rows[at];
  *column = 0;
  if (at < reader->rect.rows) return &rows[at];
  *column = UINT32_MAX;
  for (at = row; at > 0 && !rows[at].line;) at--;
  return rows[at].line ? &rows[at] : NULL;
}

// On the map a click goes to the part of the text that it stands for; but while selecting. Then
// what is beside the lines leaves the selection as it is, too.
static void click(App *app, uint32_t row, uint32_t column) {
  Reader *reader = &app->reader;
  if (!get_ready(app) || row < reader->rect.row || row - reader->rect.row >= reader->rect.rows)
    return;
  if (map_is_at(app, column) && !app->session.selecting) {
    session_move_to(&app->session, map_position(app, row - reader->rect.row), true);
    return;
  }
  uint32_t inside = column > reader->text_column ? column - reader->text_column : 0;
  const ReaderRow *at = line_near(reader, row - reader->rect.row, &inside);
  if (!at || (app->session.selecting && !reader->rows[row - reader->rect.row].line)) return;
  session_move_to(&app->session, layout_pos_at(reader->layout, at->place, inside), false);
  reader->clicked_pos = app->session.pos;
}

void reader_caret_cell(const App *app, uint32_t *row, uint32_t *column) {
  const Reader *reader = &app->reader;
  *row = reader->rect.row;
  *column = reader->text_column;
  LinePlace caret;
  if (!is_current(app) || !layout_place_of(reader->layout, app->session.pos, &caret)) return;
  *row += reader->caret_row;
  *column += layout_column_of(reader->layout, caret, app->session.pos);
}

bool reader_find_cell(const App *app, uint32_t pos, uint32_t *row, uint32_t *column) {
  const Reader *reader = &app->reader;
  LinePlace place;
  if (!is_current(app) || !layout_place_of(reader->layout, pos, &place)) return false;
  for (uint32_t i = 0; i < reader->rect.rows; i++) {
    if (!reader->rows[i].line || !same_place(reader->rows[i].place, place)) continue;
    *row = reader->rect.row + i;
    *column = reader->text_column + layout_column_of(reader->layout, place, pos);
    return true;
  }
  return false;
}

// ---- Entering: the footnote that the caret means, else the annotations there

static void enter(App *app) {
  int32_t note = notes_at_caret(app);
  uint32_t at;
  if (attach_active(app))
    attach_take(app);
  else if (app->session.selecting && app->session.reselecting != 0)
    app_run(app, ACTION_RESPAN, 0, NULL, 0);
  else if (app->session.selecting)
    app_say(app, "this is selected: the keys below say what can be done with it");
  else if (note != VERSION_NONE)
    peek_open(app, note);
  else if (session_annotations_at(&app->session, app->session.pos, &at, 1) > 0)
    app_run(app, ACTION_ANNOTATIONS_HERE, 0, NULL, 0);
  else
    app_say(app, "this sentence has no footnote mark and no annotation");
}

const PaneOps reader_ops = {reader_draw, stride, scroll, enter, click, reader_hints};
