// SPDX-License-Identifier: MIT
#include "bench/measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// ---- Clock and memory

static double seconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

double measure_wall(void) {
  return seconds(CLOCK_MONOTONIC);
}

double measure_cpu(void) {
  return seconds(CLOCK_PROCESS_CPUTIME_ID);
}

// A field of /proc/self/status, in MB; 0 where there is no such file.
static double status_field(const char *name) {
  char line[256];
  double kilobytes = 0;
  FILE *file = fopen("/proc/self/status", "r");
  while (file && fgets(line, sizeof line, file)) {
    if (strncmp(line, name, strlen(name)) == 0) kilobytes = strtod(line + strlen(name) + 1, NULL);
  }
  if (file) fclose(file);
  return kilobytes / 1024;
}

double measure_memory(void) {
  return status_field("RssAnon");
}

double measure_peak(void) {
  return status_field("VmHWM");
}

// ---- The table

void measure_title(const char *title) {
  printf("\n%-52s %12s %12s  %-8s %6s\n", title, "postil", "floor", "", "ratio");
}

void measure_row(const char *what, double ours, double floor, const char *unit) {
  printf("  %-50s %12.2f", what, ours);
  if (floor > 0)
    printf(" %12.2f  %-8s %6.2f\n", floor, unit, ours / floor);
  else
    printf(" %12s  %-8s\n", "", unit);
  fflush(stdout);
}

static int compare(const void *a, const void *b) {
  double left = *(const double *)a, right = *(const double *)b;
  return (left > right) - (left < right);
}

double measure_p99(double *values, size_t count) {
  qsort(values, count, sizeof *values, compare);
  return count ? values[count - 1 - count / 100] : 0;
}

double measure_median(double *values, size_t count) {
  qsort(values, count, sizeof *values, compare);
  return count ? values[count / 2] : 0;
}
