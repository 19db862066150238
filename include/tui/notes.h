// SPDX-License-Identifier: MIT
// The footnotes pane: the notes whose marks are in view, level with them at the side or listed
// below the text, with what an Ibid. means. In focus it lists all notes of the brief.
#ifndef POSTIL_TUI_NOTES_H
#define POSTIL_TUI_NOTES_H

#include "layout/layout.h"
#include "tui/pane.h"

enum { NOTE_ROWS_MAX = 8 }; // of a note in the pane

enum { NOTES_IN_VIEW_MAX = 64 };

// A note as it was drawn last: for clicks.
typedef struct NoteShown {
  int32_t note;
  uint32_t row, rows; // of the screen
} NoteShown;

typedef struct Notes {
  int32_t current; // the note chosen while the pane is in focus
  NoteShown shown[NOTES_IN_VIEW_MAX];
  uint32_t shown_count;
} Notes;

// A note laid out: its own lines, then what it means when it refers back.
typedef struct NoteBox {
  int32_t note, source; // source: the note that it means, or VERSION_NONE
  Slice mark;
  uint32_t indent, source_start, source_indent;
  Line *lines, *source_lines;
  uint32_t line_count, source_count;
  const char *here; // on a row of its own: that the library may have what it cites; or NULL
} NoteBox;

// `most` rows of it; of what it means a few, all if `most` is over NOTE_ROWS_MAX.
void notes_box_init(NoteBox *box, const Version *version, int32_t note, uint32_t columns,
                    SafeMode mode, uint32_t most);
void notes_box_release(NoteBox *box);
uint32_t notes_box_rows(const NoteBox *box);

// Draws as many of its rows as fit from rect.row on; `skip` rows are left out first.
void notes_box_draw(const NoteBox *box, const Version *version, Screen *screen, Rect rect,
                    uint32_t skip, bool current);

// The note that the caret means: of the mark at the caret, else of the first in its sentence, else
// the note that it stands in; VERSION_NONE for none.
int32_t notes_at_caret(const struct App *app);

// That note, else the one whose mark follows, or was the last; VERSION_NONE in a text without marks.
int32_t notes_near_caret(const struct App *app);

// Has the open brief footnotes?
bool notes_exist(const struct App *app);

// Rows that the pane under the text needs for the marks in view, its line above included.
uint32_t notes_rows_needed(const struct App *app, uint32_t columns);

#endif
