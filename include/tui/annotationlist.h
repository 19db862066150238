// SPDX-License-Identifier: MIT
// The annotations pane: those of a brief or of the library, in groups, filtered, over the whole
// page. Annotations on whole briefs and orphans are listed like all others.
#ifndef POSTIL_TUI_ANNOTATIONLIST_H
#define POSTIL_TUI_ANNOTATIONLIST_H

#include "session/filter.h"
#include "tui/overlay.h"
#include "tui/roll.h"

typedef enum AnnotationGrouping {
  ANNOTATIONS_BY_BRIEF,
  ANNOTATIONS_BY_TAG, // one with several tags stands in several groups
  ANNOTATIONS_BY_COLOUR,
  ANNOTATIONS_GROUPING_COUNT
} AnnotationGrouping;

typedef struct AnnotationGroup {
  const char *name; // borrowed from what is listed, or a constant
  uint32_t count;
} AnnotationGroup;

typedef struct AnnotationRow {
  int32_t item; // index into all, or -1 for the head of a group
  uint32_t group;
} AnnotationRow;

typedef struct AnnotationTitle {
  int64_t brief;
  char *title;
} AnnotationTitle;

typedef struct AnnotationPane {
  Overlay base;
  int64_t brief; // 0: of the library
  int64_t other; // the brief to go back to from there, 0 for none
  AnnotationGrouping grouping;
  Buffer filter;
  int64_t stamp; // app->stamp when they were read
  AnnotationList all;
  AnnotationTitle *titles; // by key
  uint32_t title_count;
  Filter passing;
  uint32_t passing_count; // that the filter lets through
  AnnotationRow *rows;
  size_t row_capacity;
  AnnotationGroup *groups;
  uint32_t group_count;
  size_t group_capacity;
  Roll roll;
} AnnotationPane;

// Of a brief, or of the library (0).
void annotationlist_open(App *app, int64_t brief, Slice filter);

// Opens it on the brief in view; when it is open already: from the brief to the library and back,
// or with a filter, that.
void annotationlist_toggle(App *app, Slice filter);

// `s`: the next grouping, or the one named; false when the pane does not have the keyboard.
bool annotationlist_regroup(App *app, Slice name);

const char *annotationlist_grouping_name(AnnotationGrouping grouping);

// The title of a brief, "" when it is not there any more.
const char *annotationlist_title(const AnnotationPane *pane, int64_t brief);

// The current annotation, NULL when there is none.
const Annotation *annotationlist_current(const AnnotationPane *pane);

// The same of the pane that has the keyboard; NULL also when none has.
const Annotation *annotationlist_chosen(const App *app);

// Of the overlay's operations, in annotationlist_draw.c.
void annotationlist_draw(App *app, Overlay *overlay);
void annotationlist_hints(const App *app, const Overlay *overlay, Hints *out);

#endif
