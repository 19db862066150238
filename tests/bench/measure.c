// SPDX-License-Identifier: MIT
#include "bench/measure.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

const char measure_export_sql[] =
    "SELECT json_object('type', 'annotation', 'id', t.id, 'brief', bt.id, 'version', v.hash, "
    "'start', p.start, 'end', p.\"end\", 'quote', p.exact, 'prefix', p.prefix, 'suffix', "
    "p.suffix, 'colour', a.colour, 'comment', a.comment, 'tags', (SELECT "
    "json_group_array(g.path) "
    "FROM annotation_tag l JOIN tag g ON g.key = l.tag WHERE l.annotation = a.key), 'created', "
    "a.created, 'updated', a.updated, 'by', a.\"by\", 'state', p.state) FROM annotation a "
    "JOIN thing t ON t.key = a.key JOIN brief b ON b.key = a.brief JOIN thing bt ON bt.key = "
    "b.key "
    "JOIN version v ON v.key = b.version LEFT JOIN anchor p ON p.key = a.anchor "
    "WHERE t.alive AND bt.alive ORDER BY v.date, v.title, v.hash, p.start, p.\"end\"";

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

// A field of a process's status, in MB; 0 where there is no such file.
static double status_field(const char *process, const char *name) {
  char path[40], line[256];
  double kilobytes = 0;
  snprintf(path, sizeof path, "/proc/%s/status", process);
  FILE *file = fopen(path, "r");
  while (file && fgets(line, sizeof line, file)) {
    if (strncmp(line, name, strlen(name)) == 0) kilobytes = strtod(line + strlen(name) + 1, NULL);
  }
  if (file) fclose(file);
  return kilobytes / 1024;
}

double measure_memory(void) {
  return status_field("self", "RssAnon");
}

double measure_peak(void) {
  return status_field("self", "VmHWM");
}

double measure_peak_of(int64_t process) {
  char name[24];
  snprintf(name, sizeof name, "%" PRId64, process);
  return status_field(name, "VmHWM");
}

// ---- The table

const char *measure_path_of(const char *variable) {
  const char *path = getenv(variable);
  if (!path) fprintf(stderr, "bench: 'make bench' says where the libraries are, in %s\n", variable);
  return path;
}

void measure_title(const char *title) {
  printf("\n%-52s %12s %12s  %-12s %6s\n", title, "postil", "floor", "", "ratio");
}

static void print_ratio(double ratio) {
  if (ratio > 0 && ratio < 0.05) {
    printf(" %4s%.0f", "1/", 1 / ratio);
  } else {
    printf(" %6.2f", ratio);
  }
}

void measure_against(const char *what, double ours, double floor, const char *unit,
                     const char *wanted) {
  printf("  %-50s %12.2f", what, ours);
  if (floor > 0) {
    printf(" %12.2f  %-12s", floor, unit);
    print_ratio(ours / floor);
  } else {
    printf(" %12s  %-12s", "", unit);
    if (*wanted) printf(" %6s", "");
  }
  printf(*wanted ? "  (%s)\n" : "\n", wanted);
  fflush(stdout);
}

void measure_row(const char *what, double ours, double floor, const char *unit) {
  measure_against(what, ours, floor, unit, "");
}

void measure_nothing(const char *what, const char *why) {
  printf("  %-50s %12s\n", what, why);
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
