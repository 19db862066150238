// SPDX-License-Identifier: MIT
// The text pane as it looks. A row is painted as text, then tinted by what lies over it, later ones
// on top: the caret's sentence, annotations from the widest to the narrowest, matches, the
// selection. So all that overlap stay visible: by underline, by the narrowest one's colour, in bold
// where there are several, and by their number in the gutter.
//
//   gutter    text                                        map
//   2”        …the Silk Road Diplomacy concept, which…     ┃
#include "base/order.h"
#include "library/comparison.h"
#include "tui/app.h"
#include "tui/hint.h"
#include "tui/map.h"
#include "tui/paint.h"

#include <stdlib.h>

enum { BLOCK_FACES = BLOCK_TYPE_COUNT };

static Face block_face(const Block *block) {
  static const uint8_t faces[BLOCK_FACES] = {
      [BLOCK_HEADING] = FACE_HEADING, [BLOCK_QUOTATION] = FACE_QUOTATION,
      [BLOCK_RULE] = FACE_DIM,        [BLOCK_DISCLAIMER] = FACE_DIM,
      [BLOCK_TITLE] = FACE_TITLE,     [BLOCK_SERIES] = FACE_DIM,
      [BLOCK_DATE] = FACE_DIM,        [BLOCK_AUTHORS] = FACE_DIM,
      [BLOCK_AFFILIATION] = FACE_DIM, [BLOCK_NOTES_TITLE] = FACE_HEADING,
      [BLOCK_FURNITURE] = FACE_DIM,
  };
  return (Face)faces[block->type];
}

static Slice glyph(const App *app, const char *unicode, const char *ascii) {
  return slice_of(app->screen->mode == SAFE_ASCII ? ascii : unicode);
}

// ---- Tints

// The columns of a row that a span covers; false for none.
static bool covered(Reader *reader, const ReaderRow *row, Span span, uint32_t *from, uint32_t *to) {
  const Line *line = row->line;
  if (!line || span.end <= line->span.start || span.start >= line->span.end) return false;
  *from = line->indent;
  *to = (uint32_t)line->indent + line->width + line->hyphen;
  if (span.start > line->span.start)
    *from = layout_column_of(reader->layout, row->place, span.start);
  if (span.end < line->span.end) *to = layout_column_of(reader->layout, row->place, span.end);
  return *to > *from;
}

static void tint_span(App *app, Span span, Face face, uint8_t attributes) {
  Reader *reader = &app->reader;
  for (uint32_t i = 0; i < reader->rect.rows; i++) {
    uint32_t from, to;
    if (!covered(reader, &reader->rows[i], span, &from, &to)) continue;
    screen_tint(app->screen, reader->rect.row + i, reader->text_column + from, to - from, face,
                attributes);
  }
}

// The sentence under the caret, without wiping out what a reference or a heading looks like.
static void tint_cell(Screen *screen, uint32_t row, uint32_t column) {
  const Cell *cell = &screen->cells[(size_t)row * screen->columns + column];
  if (cell->face == FACE_REFERENCE || cell->face == FACE_LINK || cell->face == FACE_ODD) return;
  bool bold = cell->face == FACE_TITLE || cell->face == FACE_HEADING;
  screen_tint(screen, row, column, 1, FACE_SENTENCE, bold ? CELL_BOLD : 0);
}

static void tint_sentence(App *app) {
  const Session *session = &app->session;
  Reader *reader = &app->reader;
  if (session->selecting) return;
  Span sentence = reader_sentence(app);
  for (uint32_t i = 0; i < reader->rect.rows; i++) {
    uint32_t from, to;
    if (!covered(reader, &reader->rows[i], sentence, &from, &to)) continue;
    for (uint32_t column = from; column < to; column++)
      tint_cell(app->screen, reader->rect.row + i, reader->text_column + column);
  }
}

// Indices of the annotations that are in view, widest first.
typedef struct InView {
  uint32_t *items, count;
  size_t capacity;
} InView;

static int widest_first(const void *left, const void *right, void *context) {
  const Span *spans = context;
  Span a = spans[*(const uint32_t *)left], b = spans[*(const uint32_t *)right];
  if (span_len(a) != span_len(b)) return span_len(a) > span_len(b) ? -1 : 1;
  return order_compare(a.start, b.start);
}

static InView annotations_in_view(const App *app) {
  const Session *session = &app->session;
  InView view = {0};
  Span stretch = reader_view(&app->reader);
  for (uint32_t i = 0; i < session->annotations.count; i++) {
    if (span_is_empty(session->spans[i]) || !span_overlaps(session->spans[i], stretch)) continue;
    view.items = memory_grow(view.items, view.count, &view.capacity, sizeof *view.items);
    view.items[view.count++] = i;
  }
  if (view.count > 1)
    qsort_r(view.items, view.count, sizeof *view.items, widest_first, session->spans);
  return view;
}

// What lies over another one is in bold too: the one below has underlined the cell.
static void tint_annotation(App *app, Span span, Face face) {
  Reader *reader = &app->reader;
  Screen *screen = app->screen;
  for (uint32_t i = 0; i < reader->rect.rows; i++) {
    uint32_t from, to, row = reader->rect.row + i;
    if (!covered(reader, &reader->rows[i], span, &from, &to)) continue;
    for (uint32_t column = reader->text_column + from; column < reader->text_column + to;
         column++) {
      const Cell *cell = &screen->cells[(size_t)row * screen->columns + column];
      bool again = cell->attributes & CELL_UNDERLINE;
      screen_tint(screen, row, column, 1, face, CELL_UNDERLINE | (again ? CELL_BOLD : 0));
    }
  }
}

static void tint_annotations(App *app, const InView *view) {
  const Session *session = &app->session;
  for (uint32_t i = 0; i < view->count; i++) {
    Colour colour = session->annotations.items[view->items[i]].colour;
    tint_annotation(app, session->spans[view->items[i]], (Face)(FACE_COLOUR + colour));
  }
}

static void tint_match(void *context, Span hit) {
  App *app = context;
  bool here = span_equal(hit, app->finder.hit);
  tint_span(app, hit, here ? FACE_MATCH_HERE : FACE_MATCH, here ? CELL_BOLD : 0);
}

// ---- Another version beside it

// Marks what the other version has not, with a sign in the gutter.
static void tint_difference(App *app, Span span, Face face, Slice sign) {
  Reader *reader = &app->reader;
  for (uint32_t row = 0; row < reader->rect.rows; row++) {
    uint32_t from, to, at = reader->rect.row + row;
    if (!covered(reader, &reader->rows[row], span, &from, &to)) continue;
    screen_tint(app->screen, at, reader->text_column + from, to - from, face, 0);
    screen_put(app->screen, at, reader->text_column - 1, 1, sign, face, 0);
  }
}

static void tint_differences(App *app) {
  const Comparison *comparison = split_comparison(app);
  if (!comparison) return;
  bool older = app->session.older != 0;
  const ComparisonMarks *marks = older ? &comparison->old_marks : &comparison->new_marks;
  Span view = reader_view(&app->reader);
  for (uint32_t i = 0; i < marks->count; i++) {
    if (!span_overlaps(marks->items[i], view)) continue;
    tint_difference(app, marks->items[i], older ? FACE_REMOVED : FACE_ADDED,
                    older ? SLICE("-") : SLICE("+"));
  }
}

// ---- Gutter

// How many annotations a row has, and whether one of them that begins here has a comment.
static void draw_gutter(App *app, const InView *view) {
  Reader *reader = &app->reader;
  const Session *session = &app->session;
  uint32_t column = reader->text_column - READER_GUTTER;
  for (uint32_t i = 0; i < reader->rect.rows; i++) {
    uint32_t count = 0;
    bool comment = false;
    for (uint32_t j = 0; j < view->count; j++) {
      uint32_t from, to, at = view->items[j];
      if (!covered(reader, &reader->rows[i], session->spans[at], &from, &to)) continue;
      count++;
      bool begins = session->spans[at].start >= reader->rows[i].line->span.start;
      if (begins && session->annotations.items[at].commented) comment = true;
    }
    char digit[2] = {(char)(count > 9 ? '+' : '0' + count), 0};
    Slice sign = count > 1 ? slice_of(digit) : glyph(app, "▎", "|");
    if (count > 0) screen_put(app->screen, reader->rect.row + i, column, 1, sign, FACE_MARK, 0);
    if (comment)
      screen_put(app->screen, reader->rect.row + i, column + 1, 1, glyph(app, "”", "\""), FACE_MARK,
                 0);
  }
}

// What has lost its passage, beside the line where that was.
static void draw_orphans(App *app) {
  const Session *session = &app->session;
  uint32_t column = app->reader.text_column - READER_GUTTER;
  Span view = reader_view(&app->reader);
  for (uint32_t i = 0; i < session->annotations.count; i++) {
    uint32_t row, ignored, pos = session->spans[i].start;
    bool orphan = session->annotations.items[i].orphan;
    bool here = orphan && pos >= view.start && pos <= view.end;
    if (!here || !reader_find_cell(app, pos, &row, &ignored)) continue;
    Slice sign = glyph(app, "×", "x");
    const Cell *cell = &app->screen->cells[(size_t)row * app->screen->columns + column];
    bool taken = cell->face == FACE_MARK;
    screen_put(app->screen, row, column + taken, 1, sign, FACE_REMOVED, 0);
  }
}

// A heading's level, beside its first line: what is bold alone tells no levels apart. Annotations
// of the heading come before it.
static void draw_levels(App *app) {
  const Reader *reader = &app->reader;
  uint32_t column = reader->text_column - READER_GUTTER;
  for (uint32_t i = 0; i < reader->rect.rows; i++) {
    const ReaderRow *row = &reader->rows[i];
    if (!row->line || row->place.line > 0) continue;
    const Block *block = &app->session.version->blocks[row->place.block];
    if (block->type != BLOCK_HEADING) continue;
    Slice sign = block->level <= 1   ? glyph(app, "■", "#")
                 : block->level == 2 ? glyph(app, "▪", "=")
                                     : glyph(app, "·", "-");
    screen_put(app->screen, reader->rect.row + i, column, 1, sign, FACE_HEADING, 0);
  }
}

// ---- The pane

static void paint_row(App *app, uint32_t i) {
  Reader *reader = &app->reader;
  const Version *version = app->session.version;
  const ReaderRow *row = &reader->rows[i];
  uint32_t screen_row = reader->rect.row + i, column = reader->text_column;
  if (painted_show(&reader->painted, i, row->place, app->screen, screen_row, column)) return;
  paint_line(app->screen, version, row->line, screen_row, column, reader->style.width + 1,
             block_face(&version->blocks[row->place.block]));
  painted_keep(&reader->painted, i, row->place, app->screen, screen_row, column);
}

static void paint_rows(App *app) {
  Reader *reader = &app->reader;
  painted_begin(&reader->painted, reader->rect.rows, reader->style.width + 1);
  for (uint32_t i = 0; i < reader->rect.rows; i++)
    if (reader->rows[i].line) paint_row(app, i);
  painted_end(&reader->painted);
}

void reader_draw(App *app, Rect rect, bool focused) {
  Session *session = &app->session;
  if (!app->reader.layout || session->version->block_count == 0) {
    screen_put_fit(app->screen, rect.row, rect.column + 1, rect.columns - 1,
                   SLICE("(this brief is empty)"), FACE_DIM, 0);
    if (focused) screen_move_cursor(app->screen, rect.row, rect.column);
    return;
  }
  Error ignored = {0};
  session_reach(session, reader_view(&app->reader), &ignored); // what is out of reach stays bare
  InView view = annotations_in_view(app);
  paint_rows(app);
  tint_sentence(app);
  tint_annotations(app, &view);
  tint_differences(app);
  if (app->finder.shown)
    (app->results.walking ? results_each : finder_each)(app, reader_view(&app->reader), tint_match,
                                                        app);
  tint_span(app, session_selection(session), FACE_SELECTION, 0);
  draw_levels(app);
  draw_gutter(app, &view);
  draw_orphans(app);
  map_draw(app);
  free(view.items);
  uint32_t row, column;
  reader_caret_cell(app, &row, &column);
  if (focused) screen_move_cursor(app->screen, row, column);
}

void reader_hints(const App *app, Hints *out) {
  static const HintRow text[] = {{ACTION_TAG_PICK, "tag"},
                                 {ACTION_HIGHLIGHT, "highlight"},
                                 {ACTION_COMMENT_EDIT, "comment"},
                                 {ACTION_HELP, "help"},
                                 {ACTION_CLOSE, "back"},
                                 {ACTION_ENTER, "footnote"},
                                 {ACTION_UNDO_KEY, "undo"},
                                 {ACTION_SEARCH, "search"},
                                 {ACTION_NOTE_GO, "go to note"},
                                 {ACTION_BACK, "return"},
                                 {ACTION_EXPORT_PROMPT, "export"},
                                 {ACTION_REDO_KEY, "redo"},
                                 {ACTION_REFERENCE_NEXT, "mark"},
                                 {ACTION_SELECT_CHARACTERS, "select"},
                                 {ACTION_OUTLINE, "outline"},
                                 {ACTION_LIST, "list"},
                                 {ACTION_DELETE_HERE, "delete"},
                                 {ACTION_COLOUR_PICK, "colour"},
                                 {ACTION_QUIT, "quit"}};
  static const HintRow select[] = {{ACTION_TAG_PICK, "tag"},
                                   {ACTION_HIGHLIGHT, "highlight"},
                                   {ACTION_COMMENT_EDIT, "comment"},
                                   {ACTION_CANCEL, "cancel"},
                                   {ACTION_SENTENCE_NEXT, "more"},
                                   {ACTION_SELECT_OTHER_END, "other end"},
                                   {ACTION_OBJECT_SENTENCE, "sentence"},
                                   {ACTION_OBJECT_PARAGRAPH, "paragraph"},
                                   {ACTION_COPY, "copy"},
                                   {ACTION_HELP, "help"}};
  if (app->split.open) {
    static const HintRow two[] = {{ACTION_PANE_NEXT, "other text"}, {ACTION_CLOSE, "close it"}};
    hint_add_actions(out, app, MODE_TEXT, two, sizeof two / sizeof *two);
  }
  static const HintRow attach[] = {{ACTION_REVIEW_ATTACH, "attach to this"},
                                   {ACTION_CANCEL, "back to the list"}};
  if (attach_active(app))
    hint_add_actions(out, app, MODE_SELECT, attach, sizeof attach / sizeof *attach);
  static const HintRow take[] = {{ACTION_ENTER, "take this passage"}, {ACTION_CANCEL, "leave it"}};
  if (app->session.selecting && app->session.reselecting != 0)
    hint_add_actions(out, app, MODE_SELECT, take, sizeof take / sizeof *take);
  if (app->session.selecting)
    hint_add_actions(out, app, MODE_SELECT, select, sizeof select / sizeof *select);
  else
    hint_add_actions(out, app, MODE_TEXT, text, sizeof text / sizeof *text);
}
