// SPDX-License-Identifier: MIT
// What the benches share: a clock and a table. Benches print and judge nothing; what counts in them
// is the ratio of two things measured in one run. Where we have said what is wanted, it stands
// behind the ratio.
#ifndef POSTIL_BENCH_MEASURE_H
#define POSTIL_BENCH_MEASURE_H

#include <stddef.h>
#include <stdint.h>

double measure_wall(void); // seconds
double measure_cpu(void);  // of this process

// The library that `make bench` names by a variable of the environment; NULL, and says so, when it
// names none.
const char *measure_path_of(const char *variable);

void measure_title(const char *title);

// A row: what, ours, the floor that it is measured against (0 for none), unit, and ours / floor.
// A ratio far below 1 is printed as 1/n.
void measure_row(const char *what, double ours, double floor, const char *unit);

// The same, with what is wanted: "<= 1.3" of the ratio, "<= 10 ms" of ours.
void measure_against(const char *what, double ours, double floor, const char *unit,
                     const char *wanted);

// A row that cannot be measured here, and why.
void measure_nothing(const char *what, const char *why);

// What an export is measured against: all annotations in the order of their texts, each as a line
// of JSON, by SQLite alone.
extern const char measure_export_sql[];

// Memory of this process now and at its peak, in MB.
double measure_memory(void);
double measure_peak(void);
double measure_peak_of(int64_t process);

// The greatest but for one in a hundred; sorts them.
double measure_p99(double *values, size_t count);
double measure_median(double *values, size_t count);

#endif
