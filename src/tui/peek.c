// SPDX-License-Identifier: MIT
// A footnote over the text. Enter and Esc put it away; any other key does so too and then means
// what it means in the text, so that one can just read on, or go to the note.
#include "tui/peek.h"
#include "tui/overlay.h"

#include <stdio.h>

typedef struct Peek {
  Overlay base;
  int32_t note;
} Peek;

static void draw(App *app, Overlay *overlay) {
  enum { WIDEST = 76, ROWS_MAX = 24 };
  const Version *version = app->session.version;
  int32_t note = ((Peek *)overlay)->note;
  if (!version || note >= (int32_t)version->note_count) return;
  const Note *own = &version->notes[note];
  char title[64];
  NoteBox box;
  uint32_t row, column,
      width = app->screen->columns > WIDEST + 4 ? WIDEST : app->screen->columns - 4;
  snprintf(title, sizeof title, "footnote %.*s", (int)(own->label.len < 40 ? own->label.len : 40),
           own->label.ptr);
  notes_box_init(&box, version, note, width, app->screen->mode, ROWS_MAX);
  box.here = cited_words(cited_find(app, note));
  uint32_t rows = notes_box_rows(&box);
  reader_caret_cell(app, &row, &column);
  Rect rect = overlay_draw_box_at(app, title, (BoxRows){rows, rows}, width, row);
  notes_box_draw(&box, version, app->screen, rect, 0, false);
  notes_box_release(&box);
  screen_move_cursor(app->screen, rect.row, rect.column);
}

static void hints(const App *app, const Overlay *overlay, Hints *out) {
  static const HintRow go[] = {{ACTION_NOTE_GO, "go to the note"}};
  static const HintRow here[] = {{ACTION_CITED, "the brief of that name"}};
  hint_add(out, "Enter", "close");
  hint_add_actions(out, app, MODE_TEXT, go, 1);
  if (cited_find(app, ((const Peek *)overlay)->note) != SOURCE_NOT_HERE)
    hint_add_actions(out, app, MODE_TEXT, here, 1);
  hint_add(out, "Esc", "close");
}

static bool key(App *app, Overlay *overlay, Key pressed) {
  (void)overlay;
  overlay_pop(app);
  return pressed == KEY_ENTER_ || pressed == KEY_ESCAPE || pressed == 'q' ||
         pressed == ('C' & 0x1F);
}

static const OverlayOps peek_ops = {.draw = draw, .hints = hints, .key = key};

bool peek_is_open(const App *app) {
  return overlay_top(app, &peek_ops) != NULL;
}

void peek_open(App *app, int32_t note) {
  Peek *peek = memory_new(1, sizeof *peek);
  peek->base.ops = &peek_ops;
  peek->note = note;
  overlay_push(app, &peek->base);
}
