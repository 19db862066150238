// SPDX-License-Identifier: MIT
// The footnotes pane. Beside the text each note stands level with its mark, pushed down by the one
// above it and up by the end of the pane; below the text they follow each other. In focus the pane
// is a list of all notes. The boxes of a frame are made anew each time: there are few in view.
//
//   text …partner.[iii] The rest        │ [iii] “The Summit of the …
//   …of this global strategy.[iv]       │ [iv] Ibid.
//                                       │      = [iii] “The Summit of …
#include "tui/notes.h"
#include "tui/app.h"
#include "tui/hint.h"
#include "tui/wrap.h"

#include <stdlib.h>

// ---- Which notes

int32_t notes_at_caret(const App *app) {
  const Session *session = &app->session;
  const Version *version = session->version;
  if (!version || version->note_count == 0) return VERSION_NONE;
  uint32_t at = version_reference_from(version, session->pos);
  if (at < version->reference_count && span_contains(version->references[at].span, session->pos))
    return version->references[at].note;
  Span sentence = reader_sentence(app);
  at = version_reference_from(version, sentence.start);
  if (at < version->reference_count && version->references[at].span.start < sentence.end)
    return version->references[at].note;
  return version_note_at(version, session->pos);
}

int32_t notes_near_caret(const App *app) {
  const Session *session = &app->session;
  const Version *version = session->version;
  int32_t note = notes_at_caret(app);
  if (note != VERSION_NONE || !version || version->reference_count == 0) return note;
  uint32_t at = version_reference_from(version, session->pos);
  return version->references[at < version->reference_count ? at : at - 1].note;
}

static void lay_out(const App *app, int32_t note, uint32_t columns, NoteBox *box) {
  notes_box_init(box, app->session.version, note, columns, app->screen->mode, NOTE_ROWS_MAX);
  box->here = cited_words(cited_find(app, note));
}

// Below the text notes are as wide as the text, and stand under it.
static uint32_t below_columns(const App *app, uint32_t columns) {
  uint32_t measure = app->reader.style.width;
  return measure > 0 && measure < columns ? measure : columns > 2 ? columns - 2 : 1;
}

// Notes whose marks are in the first rows of the text, in order, each once, with the row of the
// first.
typedef struct Marked {
  int32_t notes[NOTES_IN_VIEW_MAX];
  uint32_t rows[NOTES_IN_VIEW_MAX];
  uint32_t count;
} Marked;

static void mark(Marked *marked, int32_t note, uint32_t row) {
  if (note == VERSION_NONE || marked->count == NOTES_IN_VIEW_MAX) return;
  for (uint32_t i = 0; i < marked->count; i++)
    if (marked->notes[i] == note) return;
  marked->notes[marked->count] = note;
  marked->rows[marked->count++] = row;
}

static void find_marked(const App *app, uint32_t rows, Marked *marked) {
  const Reader *reader = &app->reader;
  const Version *version = app->session.version;
  uint32_t at = version_reference_from(version, reader_view(reader).start);
  marked->count = 0;
  for (uint32_t row = 0; row < rows && row < reader->rect.rows; row++) {
    const Line *line = reader->rows[row].line;
    if (!line) continue;
    for (; at < version->reference_count && version->references[at].span.start < line->span.end;
         at++)
      if (version->references[at].span.end > line->span.start)
        mark(marked, version->references[at].note, row);
  }
}

uint32_t notes_rows_needed(const App *app, uint32_t columns) {
  Marked marked;
  uint32_t needed = 0;
  find_marked(app, app->reader.rect.rows, &marked);
  for (uint32_t i = 0; i < marked.count; i++) {
    NoteBox box;
    lay_out(app, marked.notes[i], below_columns(app, columns), &box);
    needed += notes_box_rows(&box);
    notes_box_release(&box);
  }
  return needed ? needed + 1 : 0;
}

// ---- Drawing

typedef struct Column {
  NoteBox boxes[NOTES_IN_VIEW_MAX];
  uint32_t at[NOTES_IN_VIEW_MAX]; // row of the pane
  uint32_t count;
} Column;

static void lay_out_marked(const App *app, const Marked *marked, uint32_t columns, Column *column) {
  column->count = marked->count;
  for (uint32_t i = 0; i < marked->count; i++) {
    lay_out(app, marked->notes[i], columns, &column->boxes[i]);
    column->at[i] = marked->rows[i];
  }
}

// From row `first` on, down past the one above; then up from the end; what still overlaps at the
// top is cut there.
static void settle(Column *column, uint32_t first, uint32_t rows, uint32_t apart) {
  uint32_t next = first, limit = rows;
  for (uint32_t i = 0; i < column->count; i++) {
    if (column->at[i] < next) column->at[i] = next;
    next = column->at[i] + notes_box_rows(&column->boxes[i]) + apart;
  }
  for (uint32_t i = column->count; i-- > 0;) {
    uint32_t height = notes_box_rows(&column->boxes[i]);
    if (column->at[i] + height > limit) column->at[i] = limit > height ? limit - height : 0;
    limit = column->at[i] > apart ? column->at[i] - apart : 0;
  }
}

// Moves all up so that the current note can be seen when there is not room for all, and so that the
// first one in view is whole.
static uint32_t rows_to_skip(const Column *column, int32_t current, uint32_t rows) {
  uint32_t total = 0, at = 0, end = 0, skip = 0;
  for (uint32_t i = 0; i < column->count; i++) {
    uint32_t height = notes_box_rows(&column->boxes[i]);
    if (column->boxes[i].note == current) {
      at = total;
      end = total + height;
    }
    total += height;
  }
  for (uint32_t i = 0; total > rows && skip < at && end > skip + rows; i++)
    skip += notes_box_rows(&column->boxes[i]);
  return skip;
}

static void stack(Column *column) {
  uint32_t next = 0;
  for (uint32_t i = 0; i < column->count; i++) {
    column->at[i] = next;
    next += notes_box_rows(&column->boxes[i]);
  }
}

static void draw_box(App *app, const NoteBox *box, Rect room, uint32_t skip, bool current) {
  Notes *notes = &app->notes;
  notes_box_draw(box, app->session.version, app->screen, room, skip, current);
  if (notes->shown_count == NOTES_IN_VIEW_MAX) return;
  notes->shown[notes->shown_count++] = (NoteShown){box->note, room.row, notes_box_rows(box) - skip};
}

static void draw_column(App *app, const Column *column, Rect rect, uint32_t skip, int32_t current) {
  for (uint32_t i = 0; i < column->count; i++) {
    const NoteBox *box = &column->boxes[i];
    uint32_t height = notes_box_rows(box), at = column->at[i];
    if (at + height <= skip || at >= skip + rect.rows) continue;
    uint32_t cut = at < skip ? skip - at : 0, from = at < skip ? 0 : at - skip;
    Rect room = {rect.row + from, rect.column, rect.rows - from, rect.columns};
    draw_box(app, box, room, cut, box->note == current);
  }
}

static void release(Column *column) {
  for (uint32_t i = 0; i < column->count; i++) notes_box_release(&column->boxes[i]);
}

// The pane without its first rows.
static Rect below_head(Rect rect, uint32_t head) {
  return (Rect){rect.row + head, rect.column, rect.rows - head, rect.columns};
}

// The first `head` rows are taken.
static void draw_marked(App *app, Rect rect, uint32_t head) {
  Column column;
  Marked marked;
  int32_t current = notes_at_caret(app);
  uint32_t skip = 0, total = 0;
  find_marked(app, app->reader.rect.rows, &marked);
  lay_out_marked(app, &marked, rect.columns, &column);
  for (uint32_t i = 0; i < column.count; i++) total += notes_box_rows(&column.boxes[i]);
  if (app->frame.notes_beside && total + head <= rect.rows) {
    settle(&column, head, rect.rows, total + head + column.count <= rect.rows ? 1 : 0);
  } else {
    rect = below_head(rect, head);
    stack(&column);
    skip = rows_to_skip(&column, current, rect.rows);
  }
  draw_column(app, &column, rect, skip, current);
  release(&column);
}

// ---- In focus: all notes, from a little above the current one on

static void draw_list(App *app, Rect rect) {
  Notes *notes = &app->notes;
  const Version *version = app->session.version;
  uint32_t row = 0;
  if (version->note_count == 0) {
    screen_put_fit(app->screen, rect.row, rect.column, rect.columns,
                   SLICE("This brief has no footnotes."), FACE_DIM, 0);
    screen_move_cursor(app->screen, rect.row, rect.column);
    return;
  }
  if (notes->current < 0 || notes->current >= (int32_t)version->note_count) notes->current = 0;
  int32_t first = notes->current > 0 && rect.rows > 6 ? notes->current - 1 : notes->current;
  for (int32_t i = first; i < (int32_t)version->note_count && row < rect.rows; i++) {
    NoteBox box;
    lay_out(app, i, rect.columns, &box);
    Rect room = {rect.row + row, rect.column, rect.rows - row, rect.columns};
    draw_box(app, &box, room, 0, i == notes->current);
    if (i == notes->current) screen_move_cursor(app->screen, room.row, room.column);
    row += notes_box_rows(&box) + (rect.rows > 12 ? 1 : 0);
    notes_box_release(&box);
  }
}

// ---- What the reader said of the whole brief

static void write_whole(const Annotation *whole, Buffer *out) {
  for (uint32_t i = 0; i < whole->tag_count; i++)
    buffer_printf(out, "%s%s", i ? ", " : "", whole->tags[i]);
  if (whole->comment[0]) buffer_printf(out, "%s“%s”", out->len ? " · " : "", whole->comment);
}

// At the top of the pane, with an empty row below; the rows that it takes, 0 when nothing was said.
static uint32_t draw_whole(App *app, Rect rect) {
  enum { MOST = 4, PARTS = 4 }; // rows of it, and at most this part of the pane
  Annotation whole;
  uint32_t most = rect.rows / PARTS < MOST ? rect.rows / PARTS : MOST;
  if (!session_read_annotation(&app->session, session_annotation_whole(&app->session), &whole))
    return 0;
  Buffer text = {0};
  write_whole(&whole, &text);
  annotation_release(&whole);
  uint32_t used = wrap_draw(app->screen, rect, buffer_slice(&text), most, FACE_MARK);
  buffer_release(&text);
  return used > 0 ? used + 1 : 0;
}

bool notes_exist(const App *app) {
  return app->session.version && app->session.version->noted;
}

static void draw(App *app, Rect rect, bool focused) {
  app->notes.shown_count = 0;
  if (!app->session.version) return;
  bool below = app->frame.shown[PANE_TEXT] && !app->frame.notes_beside;
  if (below && rect.rows > 1) {
    screen_put_rule(app->screen, rect.row, rect.column, rect.columns);
    rect.row++;
    rect.rows--;
  }
  uint32_t columns = rect.columns;
  rect.columns = below ? below_columns(app, columns) : columns > 2 ? columns - 2 : 1;
  rect.column = below ? app->reader.text_column : rect.column + (columns > 2);
  uint32_t head = below && !focused ? 0 : draw_whole(app, rect); // below there is no row to spare
  if (focused)
    draw_list(app, below_head(rect, head));
  else
    draw_marked(app, rect, head);
}

// ---- Moving

static void stride(App *app, Stride by, int32_t count) {
  if (!app->session.version) return;
  int32_t last = (int32_t)app->session.version->note_count - 1;
  int64_t to = by == STRIDE_END    ? (count > 0 ? last : 0)
               : by == STRIDE_LINE ? (int64_t)app->notes.current + count
                                   : (int64_t)app->notes.current + 4 * (int64_t)count;
  app->notes.current = (int32_t)(to < 0 ? 0 : to > last ? last : to);
}

static void scroll(App *app, int32_t rows) {
  if (app->focus == PANE_NOTES)
    stride(app, STRIDE_LINE, rows > 0 ? 1 : -1);
  else
    reader_ops.scroll(app, rows);
}

static void enter(App *app) {
  const Version *version = app->session.version;
  if (!version || app->notes.current < 0 || app->notes.current >= (int32_t)version->note_count)
    return;
  app->focus = PANE_TEXT;
  app->frame.zoomed = false;
  session_move_to(&app->session, version->notes[app->notes.current].span.start, true);
}

static void click(App *app, uint32_t row, uint32_t column) {
  (void)column;
  int32_t note = notes_at_caret(app);
  if (note != VERSION_NONE) app->notes.current = note;
  for (uint32_t i = 0; i < app->notes.shown_count; i++) {
    const NoteShown *shown = &app->notes.shown[i];
    if (row >= shown->row && row - shown->row < shown->rows) app->notes.current = shown->note;
  }
}

static void hints(const App *app, Hints *out) {
  static const HintRow here[] = {{ACTION_CITED, "the brief of that name"}};
  static const HintRow rows[] = {{ACTION_ENTER, "go to the note"},
                                 {ACTION_CLOSE, "back to the text"},
                                 {ACTION_LINE_DOWN, "next"},
                                 {ACTION_LINE_UP, "previous"},
                                 {ACTION_HELP, "help"},
                                 {ACTION_PANE_NEXT, "pane"},
                                 {ACTION_NOTES, "hide"}};
  if (cited_find(app, app->notes.current) != SOURCE_NOT_HERE)
    hint_add_actions(out, app, MODE_NOTES, here, 1);
  hint_add_actions(out, app, MODE_NOTES, rows, sizeof rows / sizeof *rows);
}

const PaneOps notes_ops = {draw, stride, scroll, enter, click, hints};
