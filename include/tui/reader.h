// SPDX-License-Identifier: MIT
// The text pane: lines of the open brief, caret, sentence, annotations, matches, gutter and map.
#ifndef POSTIL_TUI_READER_H
#define POSTIL_TUI_READER_H

#include "layout/layout.h"
#include "tui/painted.h"
#include "tui/pane.h"

// A row of the pane: a line of the text, or a gap.
typedef struct ReaderRow {
  const Line *line; // NULL: a gap, or below the end
  LinePlace place;
} ReaderRow;

typedef struct Reader {
  Layout *layout;         // of `version` in `style`; NULL while no brief is open
  const Version *version; // may be gone already: compared, never followed
  int64_t brief, version_key;
  LayoutStyle style;
  LinePlace top; // first line shown

  Rect rect;            // of the pane, as arranged last
  uint32_t text_column; // of the screen, where lines begin
  ReaderRow *rows;      // rect.rows of them
  uint32_t row_capacity;
  uint32_t filled;       // how many of them are, 0 for none, …
  LinePlace filled_from; // … from this line on
  Painted painted;       // what these lines looked like in the last frame, without tints

  uint32_t caret_row;             // row of the pane with the caret's line
  uint32_t goal_column, goal_pos; // the column that j and k keep, while the caret is at goal_pos
  Span sentence;                  // the one found last, of `version`
  uint32_t clicked_pos;           // where a click put the caret: nothing scrolls while it is there
} Reader;

enum { READER_GUTTER = 2 };

void reader_release(Reader *reader);

// Lays the open brief out for rect and brings the caret into view: after a change of the width the
// caret's line keeps its row.
void reader_arrange(struct App *app, Rect rect);

// Of the pane's operations, in reader_draw.c.
void reader_draw(struct App *app, Rect rect, bool focused);
void reader_hints(const struct App *app, struct Hints *hints);

// Screen-line motions: the ends of the caret's line.
void reader_line_start(struct App *app);
void reader_line_end(struct App *app);

// Is the last line of the text in view?
bool reader_shows_end(const Reader *reader);

// The span of the text that is in view.
Span reader_view(const Reader *reader);

// Makes the line that shows pos the first one; the next frame still brings the caret into view.
void reader_show_from(struct App *app, uint32_t pos);

// Makes the caret's line stand so many rows below the top, as far as the text reaches.
void reader_align(struct App *app, uint32_t row);

// Where the caret stands on the screen.
void reader_caret_cell(const struct App *app, uint32_t *row, uint32_t *column);

// Where a place of the text stands on the screen; false when it is not in view.
bool reader_find_cell(const struct App *app, uint32_t pos, uint32_t *row, uint32_t *column);

// 0 to 100.
uint32_t reader_percent(const struct App *app);

// The sentence under the caret of the open brief.
Span reader_sentence(const struct App *app);

#endif
