// SPDX-License-Identifier: MIT
// What the benches share: a clock, a table, texts that are the same on every run. Benches print and
// judge nothing; what counts in them is the ratio of two things measured in one run.
#ifndef POSTIL_BENCH_MEASURE_H
#define POSTIL_BENCH_MEASURE_H

#include "base/buffer.h"

#include <stdint.h>

double measure_wall(void); // seconds
double measure_cpu(void);  // of this process

void measure_title(const char *title);

// A row: what, ours, the floor that it is measured against (0 for none), unit, and ours / floor.
void measure_row(const char *what, double ours, double floor, const char *unit);

// Memory of this process now and at its peak, in MB.
double measure_memory(void);
double measure_peak(void);

// A brief of about so many bytes: a title, paragraphs of prose with typographic quotation marks and
// footnote marks, and the notes. Another seed gives another text.
void measure_brief(Buffer *out, uint32_t seed, size_t bytes);

// One paragraph of so many bytes.
void measure_paragraph(Buffer *out, uint32_t seed, size_t bytes);

// The greatest but for one in a hundred; sorts them.
double measure_p99(double *values, size_t count);
double measure_median(double *values, size_t count);

#endif
