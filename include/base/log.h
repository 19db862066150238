// SPDX-License-Identifier: MIT
// The last messages, oldest first: what the status line said, what SQLite reported. Nothing is kept
// on the disk.
#ifndef POSTIL_BASE_LOG_H
#define POSTIL_BASE_LOG_H

#include "base/slice.h"

#include <stdint.h>

enum { LOG_LINES_MAX = 200 };

typedef struct Log {
  char *lines[LOG_LINES_MAX]; // a ring
  uint64_t added;             // ever
} Log;                        // {0} is an empty one

void log_release(Log *log);
void log_add(Log *log, Slice line); // the oldest one makes room

// How many are kept, and the at-th oldest of them; borrowed until the next log_add().
uint32_t log_count(const Log *log);
const char *log_line(const Log *log, uint32_t at);

#endif
