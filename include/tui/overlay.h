// SPDX-License-Identifier: MIT
// Overlays: what lies over the panes and has the keyboard while it does: menu, picker, prompt,
// question, editor, pager, peek. They stack; Esc takes one off.
#ifndef POSTIL_TUI_OVERLAY_H
#define POSTIL_TUI_OVERLAY_H

#include "tui/app.h"
#include "tui/hint.h"

typedef struct OverlayOps {
  uint32_t mode;    // whose keys it answers to; 0: it takes every key itself
  bool holds_words; // that the reader is writing: it stays when the brief under it has gone
  void (*draw)(App *app, Overlay *overlay);
  void (*hints)(const App *app, const Overlay *overlay, Hints *hints);
  void (*release)(Overlay *overlay); // frees what it owns, not itself
  bool (*key)(App *app, Overlay *overlay,
              Key key); // before the keymap; true: taken. May be NULL with a mode
  void (*paste)(App *app, Overlay *overlay, Slice text); // NULL: pastes are refused
  void (*stride)(App *app, Overlay *overlay, Stride stride, int32_t count); // NULL: does not scroll
  void (*enter)(App *app, Overlay *overlay);                                // NULL: nothing
  void (*click)(App *app, Overlay *overlay, uint32_t row, uint32_t column); // NULL: nothing
  void (*cancel)(App *app, Overlay *overlay);                               // NULL: is closed
  void (*narrow)(App *app, Overlay *overlay, Slice typed); // `/`, with each key; NULL: cannot
  Slice (*narrowed)(const Overlay *overlay);               // to what; NULL: the prompt begins empty
  void (*fault)(const Overlay *overlay, Buffer *out);      // what is wrong with that; NULL: nothing
  size_t (*complete)(App *app, Slice typed, Buffer *candidates); // at that prompt; NULL: nothing
  void (*remove)(App *app, Overlay *overlay);                    // `dd`; NULL: cannot
  void (*status)(const Overlay *overlay, Buffer *out); // for the status line; NULL: nothing
  void (*tick)(App *app, Overlay *overlay); // time has passed, or the program ends; NULL: nothing
  bool (*busy)(const Overlay *overlay);     // is there work that can wait? NULL: never
  void (*work)(App *app, Overlay *overlay); // a part of that
} OverlayOps;

// The first field of every overlay.
struct Overlay {
  const OverlayOps *ops;
  Overlay *below;
};

// The overlay is malloc'd, its ops set; the stack owns it from now on.
void overlay_push(App *app, Overlay *overlay);
void overlay_pop(App *app); // frees the top one

// The topmost overlay if it is of this kind, else NULL.
Overlay *overlay_top(const App *app, const OverlayOps *ops);

// The nearest of this kind from the top on: what lies over it may be its own prompt. NULL: none.
Overlay *overlay_find(const App *app, const OverlayOps *ops);

// Is there work that can wait in any of them? Does a part of it.
bool overlay_busy(const App *app);
void overlay_work(App *app);

// All overlays away: the panes have the keyboard again.
void overlay_clear(App *app);

// What the bars leave, for what wants all of it; cleared. The title bar shows the texts.
Rect overlay_draw_page(App *app, Slice left, Slice right);

// A frame with a title in the middle of the screen, as large as its contents want and the screen
// allows. Clears it and returns the room inside; with no room for a border there is none.
Rect overlay_draw_box(App *app, const char *title, uint32_t rows, uint32_t columns);

typedef struct BoxRows {
  uint32_t most, least;
} BoxRows;

// The same, below a row of the screen and the next, or above them, so that they can still be read.
// Where there is not even room for the least rows, over them.
Rect overlay_draw_box_at(App *app, const char *title, BoxRows rows, uint32_t columns, uint32_t row);

#endif
