// SPDX-License-Identifier: MIT
// The reader's screen asks before every key whether another program has changed the library. A
// query would take locks; the time of the log says the same for one call of the system, where it
// can.
//
// File systems count time in ticks of some milliseconds: of two changes in one tick the second need
// not show. So what was written just now is not remembered, and the next look asks again.
//
//   written │◄── NEW_NS ──►│ looked at here: remembered
//           └ looked at in between: not remembered, so "touched" until it is older
#include "store/touch.h"

#include <time.h>

enum { SECOND_NS = 1000000000, NEW_NS = 100000000 };

static int64_t nanoseconds(struct timespec time) {
  return (int64_t)time.tv_sec * SECOND_NS + time.tv_nsec;
}

static bool is_same(const Touch *touch, const struct stat *info) {
  return touch->known && touch->inode == info->st_ino && touch->size == info->st_size &&
         nanoseconds(touch->written) == nanoseconds(info->st_mtim);
}

bool touch_look(Touch *touch, const char *log) {
  struct stat info;
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now); // first: what comes after it makes the log younger
  if (stat(log, &info) != 0) {
    touch->known = false;
    return true;
  }
  bool touched = !is_same(touch, &info);
  *touch = (Touch){.inode = info.st_ino, .size = info.st_size, .written = info.st_mtim};
  touch->known = nanoseconds(now) - nanoseconds(info.st_mtim) > NEW_NS;
  return touched;
}
