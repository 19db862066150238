// SPDX-License-Identifier: MIT
// The pane of briefs: the library's list, filtered and sorted. Only visible rows are drawn.
#ifndef POSTIL_TUI_BRIEFS_H
#define POSTIL_TUI_BRIEFS_H

#include "library/brief.h"
#include "session/filter.h"
#include "tui/pane.h"

typedef enum BriefsSort {
  BRIEFS_BY_DATE,
  BRIEFS_BY_TITLE,
  BRIEFS_BY_AUTHOR,
  BRIEFS_BY_SERIES,
  BRIEFS_BY_READ,
  BRIEFS_BY_ANNOTATIONS,
  BRIEFS_BY_ADDED,
  BRIEFS_SORT_COUNT
} BriefsSort;

typedef struct Briefs {
  BriefList all;
  char **openings; // first sentences of those without a title, made when first shown; NULL before
  uint32_t *rows;  // those that pass the filter, in their order: indices into all
  uint32_t count;
  uint32_t current, top; // rows
  Buffer filter;
  Filter passing; // what it lets through
  BriefsSort sort;
  bool reversed;
  Rect rect; // as drawn last
} Briefs;

void briefs_release(Briefs *briefs);

// Reads the list again; the current row stays on its brief.
bool briefs_load(struct App *app);

// Puts a row into the list that is not in the library yet, until the list is read again.
void briefs_put(struct App *app, const Brief *brief);

// Reads one brief's row again.
void briefs_update(struct App *app, int64_t key);

void briefs_set_filter(struct App *app, Slice filter);
bool briefs_set_sort(struct App *app, Slice column); // empty: the next one; the same: reversed
const char *briefs_sort_name(BriefsSort sort);

// The brief of the current row, NULL when there is none.
const Brief *briefs_current(const struct App *app);

// The first sentence of a brief of the list that states no title, "" for others and for texts that
// are too long to be read for that. Borrowed until the list changes.
const char *briefs_opening(struct App *app, uint32_t index);
void briefs_go_to(struct App *app, int64_t key);

#endif
