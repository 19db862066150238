// SPDX-License-Identifier: MIT
// Waiting for one key: an overlay that draws nothing and takes whatever comes next.
#include "tui/letter.h"
#include "tui/overlay.h"

typedef struct Letter {
  Overlay base;
  const LetterRequest *request;
} Letter;

static void draw(App *app, Overlay *overlay) {
  (void)app, (void)overlay; // the caret stays where it is
}

static void hints(const App *app, const Overlay *overlay, Hints *out) {
  const LetterRequest *request = ((const Letter *)overlay)->request;
  (void)app;
  hint_add(out, request->keys, request->label);
  hint_add(out, "Esc", "cancel");
}

static bool key(App *app, Overlay *overlay, Key pressed) {
  const LetterRequest *request = ((const Letter *)overlay)->request;
  overlay_pop(app);
  if (pressed != KEY_ESCAPE && pressed != ('C' & 0x1F)) request->pressed(app, pressed);
  return true;
}

static const OverlayOps letter_ops = {.draw = draw, .hints = hints, .key = key};

void letter_open(App *app, const LetterRequest *request) {
  Letter *letter = memory_new(1, sizeof *letter);
  letter->base.ops = &letter_ops;
  letter->request = request;
  overlay_push(app, &letter->base);
}
