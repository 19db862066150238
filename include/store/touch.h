// SPDX-License-Identifier: MIT
// Has anybody written to the library's file, as far as its file system tells? Private to store/.
#ifndef POSTIL_STORE_TOUCH_H
#define POSTIL_STORE_TOUCH_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

// What a log looked like when it was looked at last; {0} at first.
typedef struct Touch {
  ino_t inode;
  off_t size;
  struct timespec written;
  bool known;
} Touch;

// False only when the log is the same as the last time and so old that a change would show.
bool touch_look(Touch *touch, const char *log);

#endif
