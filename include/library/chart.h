// SPDX-License-Identifier: MIT
// A library in figures, as rows to be shown: `postil stats` prints them as bars, the screen walks
// them. Each row says which annotations it counts, as a query that finds just these.
#ifndef POSTIL_LIBRARY_CHART_H
#define POSTIL_LIBRARY_CHART_H

#include "library/stats.h"

typedef struct ChartRow {
  const char *group; // the heading over it; a constant
  char *name;
  uint32_t value;
  uint32_t most; // of the longest bar of its group; 0: a figure without a bar
  char *query;   // "" where it counts no annotations
} ChartRow;

typedef struct Chart {
  ChartRow *rows;
  uint32_t count;
  size_t capacity;
} Chart;

enum { CHART_ALL = UINT32_MAX };

// Figures; then tags, those on most annotations first; colours; and months of annotating, the last
// ones. At most so many tags and months; what is 0 is left out. The briefs and annotations are
// those of which `stats` was read.
bool chart_read(Library *library, const Stats *stats, const Keys *annotations, uint32_t most,
                Chart *chart, Error *err);
void chart_release(Chart *chart);

#endif
