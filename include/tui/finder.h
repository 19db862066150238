// SPDX-License-Identifier: MIT
// Search in the text: as you type, all matches shown, with their number.
#ifndef POSTIL_TUI_FINDER_H
#define POSTIL_TUI_FINDER_H

#include "base/buffer.h"
#include "text/span.h"

#include <stdint.h>

struct App;

enum { FINDER_COUNT_MAX = 9999, FINDER_PARTS = 512 };

typedef struct Finder {
  Buffer pattern;   // empty: none
  bool shown;       // matches are shown
  uint32_t origin;  // where the caret was when the search began
  uint32_t view;    // and where the first line shown began
  bool stale;       // the two below are still to be counted
  uint32_t matches; // counted up to FINDER_COUNT_MAX
  uint32_t here;    // number of the match at the caret from 1 on, 0 when the caret is at none
  bool parts[FINDER_PARTS]; // of the text, equal ones: which have a match; for the map
  Span hit;                 // the match at the caret
  bool back;                // the search goes towards the beginning
  bool over, over_back;     // the match was found over the end of the text; which way that was
} Finder;

void finder_release(Finder *finder);

// What stands in front of a pattern: "/", or how it is searched for ("regex /").
const char *finder_label(const struct App *app);

// Asks for a pattern (text pane), or searches for the one given.
void finder_open(struct App *app, bool back);
void finder_search(struct App *app, Slice pattern, bool back);

// The next match the way that was searched, or the other way; goes on at the other end.
void finder_next(struct App *app, bool other_way, uint32_t count);

// Counts the matches, before a frame: not for each of the keys that come faster than frames.
void finder_count(struct App *app);

// "3/17", "no match", "1/17, from the beginning on".
void finder_write_matches(const struct App *app, Buffer *out);

// Calls `see` for each match in a stretch of the text.
void finder_each(const struct App *app, Span stretch, void (*see)(void *context, Span hit),
                 void *context);

#endif
