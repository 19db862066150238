// SPDX-License-Identifier: MIT
// What the benches share: a clock and a table. Benches print and
// judge nothing; what counts in them is the ratio of two things measured in one run.
#ifndef POSTIL_BENCH_MEASURE_H
#define POSTIL_BENCH_MEASURE_H

#include <stddef.h>
#include <stdint.h>

double measure_wall(void); // seconds
double measure_cpu(void);  // of this process

void measure_title(const char *title);

// A row: what, ours, the floor that it is measured against (0 for none), unit, and ours / floor.
void measure_row(const char *what, double ours, double floor, const char *unit);

// Memory of this process now and at its peak, in MB.
double measure_memory(void);
double measure_peak(void);

// The greatest but for one in a hundred; sorts them.
double measure_p99(double *values, size_t count);
double measure_median(double *values, size_t count);

#endif
