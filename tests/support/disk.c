// SPDX-License-Identifier: MIT
// SQLite lets its system calls be exchanged, for tests like these.
#include "support/disk.h"

#include "support/check.h"

#include <errno.h>
#include <sqlite3.h>
#include <unistd.h>

static struct { uint32_t from, seen; } disk;

static ssize_t read_or_fail(int fd, void *bytes, size_t len, off_t at) {
  disk.seen++;
  if (!disk_has_failed()) return pread(fd, bytes, len, at);
  errno = EIO;
  return -1;
}

static void exchange(const char *name) {
  sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
  assert_non_null(vfs);
  if (vfs->xGetSystemCall(vfs, name))
    vfs->xSetSystemCall(vfs, name, (sqlite3_syscall_ptr)read_or_fail);
}

void disk_fail_reading(uint32_t from) {
  disk.from = from;
  disk.seen = 0;
  exchange("pread");
  exchange("pread64");
}

bool disk_has_failed(void) {
  return disk.from > 0 && disk.seen >= disk.from;
}
