// SPDX-License-Identifier: MIT
// The frame: where the bars and the panes stand at this size of the screen.
//
//   120 columns and more   list | text | footnotes, or text over footnotes | text over footnotes
//   80 to 119              text over footnotes; the list is a view of its own
//   fewer                  the pane in focus alone
//   under 20 x 5           one line that says so
#ifndef POSTIL_TUI_FRAME_H
#define POSTIL_TUI_FRAME_H

#include "tui/pane.h"

enum { FRAME_COLUMNS_MIN = 20, FRAME_ROWS_MIN = 5, FRAME_WIDE = 120, FRAME_MEDIUM = 80 };

typedef struct Frame {
  bool list_hidden, notes_hidden, zoomed; // what the reader chose

  bool too_small;
  bool notes_beside;         // footnotes level with their marks
  bool notes_below;          // under the text, if there are any
  Rect halves[2];            // for two texts side by side, left and right; else empty
  Rect title, attach, tutor, status, hints; // a bar without rows is not shown
  bool shown[PANE_COUNT];
  Rect panes[PANE_COUNT];
} Frame;

// Sets everything below the reader's choices. The footnotes pane under the text is left without
// rows here: how many it needs is known once the text is in place.
void frame_arrange(struct App *app);

// Gives the footnotes under the text `rows` rows of it.
void frame_split_text(Frame *frame, uint32_t rows);

// Lines between the panes.
void frame_draw_borders(const Frame *frame, Screen *screen);

#endif
