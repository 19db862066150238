// SPDX-License-Identifier: MIT
// A line that says who wrote the brief, and what such lines hold beside the names: a date, an
// institution, a series.
#ifndef POSTIL_IMPORT_BYLINE_H
#define POSTIL_IMPORT_BYLINE_H

#include "import/dates.h"
#include "import/names.h"

typedef struct Byline {
  Names names;                // slices of the text
  char date[DATES_TEXT_SIZE]; // "" when the line has none
} Byline;

// "By Ada Pierce | 9 January 2026", "Von Ada Pierce und Leo Quay", "By Ada Pierce, Harbour
// Institute": one of the labels, names, then perhaps a date or an institution.
bool byline_parse(Slice text, Byline *byline);

// A date of a line of its own, also behind a place: "Seaport, 9 January 2026".
bool byline_parse_date(Slice text, char date[DATES_TEXT_SIZE]);

enum { BYLINE_PARTS_MAX = 6 };

// The parts of a line between `|`, `·` and `•`, without blanks at their ends; 0 when there are not
// at least two of them, or too many.
uint32_t byline_cut(Slice text, Slice parts[BYLINE_PARTS_MAX]);

#endif
