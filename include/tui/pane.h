// SPDX-License-Identifier: MIT
// Panes: the list of briefs, the text, the footnotes. One file each, with one table of operations.
#ifndef POSTIL_TUI_PANE_H
#define POSTIL_TUI_PANE_H

#include "tui/screen.h"

struct App;
struct Hints;

typedef enum PaneId { PANE_LIST, PANE_TEXT, PANE_NOTES, PANE_COUNT } PaneId;

// How far a movement goes; its count says how often, below 0 upwards.
typedef enum Stride {
  STRIDE_LINE,
  STRIDE_HALF, // half a page
  STRIDE_PAGE,
  STRIDE_END, // to the end or to the beginning
} Stride;

typedef struct PaneOps {
  void (*draw)(struct App *app, Rect rect, bool focused);
  void (*stride)(struct App *app, Stride stride, int32_t count);
  void (*scroll)(struct App *app, int32_t rows); // by the mouse wheel
  void (*enter)(struct App *app);
  void (*click)(struct App *app, uint32_t row, uint32_t column); // of the screen
  void (*hints)(const struct App *app, struct Hints *hints);
} PaneOps;

extern const PaneOps briefs_ops, reader_ops, notes_ops;

const PaneOps *pane_ops(PaneId pane);

#endif
