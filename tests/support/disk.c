// SPDX-License-Identifier: MIT
// SQLite lets its system calls be exchanged, for tests like these.
#include "support/disk.h"

#include "support/check.h"

#include <errno.h>
#include <sqlite3.h>
#include <unistd.h>

static struct {
  uint32_t from, seen;
  bool full;
} disk;

static ssize_t read_or_fail(int fd, void *bytes, size_t len, off_t at) {
  disk.seen++;
  if (!disk_has_failed()) return pread(fd, bytes, len, at);
  errno = EIO;
  return -1;
}

static ssize_t write_or_fail(int fd, const void *bytes, size_t len, off_t at) {
  if (!disk.full) return pwrite(fd, bytes, len, at);
  errno = ENOSPC;
  return -1;
}

static void exchange(const char *name, sqlite3_syscall_ptr call) {
  sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
  assert_non_null(vfs);
  if (vfs->xGetSystemCall(vfs, name)) vfs->xSetSystemCall(vfs, name, call);
}

void disk_fill(bool full) {
  disk.full = full;
  exchange("pwrite", (sqlite3_syscall_ptr)write_or_fail);
  exchange("pwrite64", (sqlite3_syscall_ptr)write_or_fail);
}

void disk_fail_reading(uint32_t from) {
  disk.from = from;
  disk.seen = 0;
  exchange("pread", (sqlite3_syscall_ptr)read_or_fail);
  exchange("pread64", (sqlite3_syscall_ptr)read_or_fail);
}

bool disk_has_failed(void) {
  return disk.from > 0 && disk.seen >= disk.from;
}
