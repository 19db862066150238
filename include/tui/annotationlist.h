// SPDX-License-Identifier: MIT
// The annotations pane: those of a brief or of the library, in groups, filtered, over the whole
// page. Annotations on whole briefs and orphans are listed like all others.
//
// In memory is a window of the list (library/lineup.h), some screens around the current row; where
// moving comes near an end of it, it is read anew. Of an annotation no more is read than its key
// before it is shown. A filter that takes longer than a key may is found while nobody types; until
// then the list stays as it is, and the title bar says so.
//
//   the list      ……………………………………………………………………………………………………………………
//   rows                         [ · · · · ┌──────┐ · · · · ]       heads of groups among them
//                                          └──────┘                 the screen
#ifndef POSTIL_TUI_ANNOTATIONLIST_H
#define POSTIL_TUI_ANNOTATIONLIST_H

#include "library/lineup.h"
#include "session/filter.h"
#include "tui/overlay.h"
#include "tui/roll.h"

typedef struct AnnotationRow {
  LineupPlace place;
  bool head;             // of the group of the row below it
  bool read;             // what follows is known
  Annotation annotation; // of an empty key where it has gone meanwhile, and of heads
  char *title;           // of the brief where it stands; of a head its group
} AnnotationRow;

typedef struct AnnotationPane {
  Overlay base;
  int64_t brief; // 0: of the library
  int64_t other; // the brief to go back to from there, 0 for none
  char *title;   // of the brief, NULL before it is read
  LineupGrouping grouping;
  Buffer filter;
  int64_t stamp;  // app->stamp when the list was opened
  int64_t known;  // the same of when what is known of the rows was read
  Filter passing; // what `lineup` is narrowed to
  bool coming;    // another filter is being looked for, and then the list is read
  Lineup *lineup; // NULL where reading failed
  bool fresh;     // it is of this scope, and of the library as it is: its total holds
  AnnotationRow *rows;
  size_t row_capacity;
  bool first, last; // the window has the first, the last row of the list
  Roll roll;        // over the window
} AnnotationPane;

// Of a brief, or of the library (0).
void annotationlist_open(App *app, int64_t brief, Slice filter);

// Opens it on the brief in view; when it is open already: from the brief to the library and back,
// or with a filter, that.
void annotationlist_toggle(App *app, Slice filter);

// `s`: the next grouping, or the one named; false when the pane does not have the keyboard.
bool annotationlist_regroup(App *app, Slice name);

const char *annotationlist_grouping_name(LineupGrouping grouping);

// A row of the window, with what is to be shown of it.
const AnnotationRow *annotationlist_row(const App *app, AnnotationPane *pane, uint32_t row);

// The current annotation, NULL when there is none.
const Annotation *annotationlist_current(const App *app, AnnotationPane *pane);

// The same of the pane that has the keyboard; NULL also when none has.
const Annotation *annotationlist_chosen(const App *app);

// Of the overlay's operations, in annotationlist_draw.c.
void annotationlist_draw(App *app, Overlay *overlay);
void annotationlist_hints(const App *app, const Overlay *overlay, Hints *out);

// Private to annotationlist*.c: the window, in annotationlist_rows.c.

// Reads the window around a place of the list (NULL: the first one; at_end: the last one), which
// becomes the current row and stays where it was on the screen.
void annotationlist_read(App *app, AnnotationPane *pane, const LineupPlace *place, bool at_end);

// So many rows down, up where it is negative.
void annotationlist_move(App *app, AnnotationPane *pane, int64_t rows);
void annotationlist_forget(AnnotationPane *pane); // the window

// Where the current row, or the nearest one that is still listed, stands in another list; false
// when none of the window does.
bool annotationlist_find(const AnnotationPane *pane, Lineup *lineup, LineupPlace *place);

#endif
