// SPDX-License-Identifier: MIT
// A ring of lines. The slot of a line is its number, counted from the first one ever, modulo the
// size of the ring.
#include "base/log.h"

#include "base/memory.h"

#include <stdlib.h>

void log_release(Log *log) {
  for (uint32_t i = 0; i < LOG_LINES_MAX; i++) free(log->lines[i]);
  *log = (Log){0};
}

void log_add(Log *log, Slice line) {
  char **slot = &log->lines[log->added++ % LOG_LINES_MAX];
  free(*slot);
  *slot = memory_string(line);
}

uint32_t log_count(const Log *log) {
  return log->added < LOG_LINES_MAX ? (uint32_t)log->added : LOG_LINES_MAX;
}

const char *log_line(const Log *log, uint32_t at) {
  return log->lines[(log->added - log_count(log) + at) % LOG_LINES_MAX];
}
