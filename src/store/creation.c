// SPDX-License-Identifier: MIT
// A new library in one write.
//
// SQLite makes a library in two transactions, one to switch it to WAL and one for the tables: seven
// waits for the disk and a hundred writes, at the very moment when somebody wants to read the first
// brief. But it is always the same file: tools/print-schema.c has made it when postil was built. It
// goes to a file without a name, which gets its name when it is on the disk.
//
//   schema_bytes ──write──▶ (no name) ──link──▶ path ┈┈ fdatasync, before the first change
//
// The wait for the disk comes with the first change: then the first frame need not wait for it. The
// name is durable then as well: SQLite syncs the folder when it makes the log. A power cut before
// that loses an empty library, or leaves an empty file, which counts as none. File systems that
// know no files without a name are left to SQLite.
#include "store/creation.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "store/schema.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

// The bytes of an empty library; the caller frees them.
static unsigned char *make_file(void) {
  unsigned char *file = memory_new(schema_file_size, 1);
  const unsigned char *bytes = schema_bytes;
  for (unsigned i = 0; i < schema_piece_count; i++) {
    memcpy(file + schema_pieces[i].at, bytes, schema_pieces[i].len);
    bytes += schema_pieces[i].len;
  }
  return file;
}

static int open_nameless(const char *path) {
  const char *slash = strrchr(path, '/');
  Buffer folder = {0};
  buffer_add(&folder, slice_make(path, slash ? (size_t)(slash - path) + 1 : 0));
  int fd = open(folder.len ? folder.ptr : ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  buffer_release(&folder);
  return fd;
}

static bool write_file(int fd, const unsigned char *file, size_t size) {
  while (size > 0) {
    ssize_t len = write(fd, file, size);
    if (len <= 0) return false;
    file += len;
    size -= (size_t)len;
  }
  return true;
}

static bool has_beside(const char *path, const char *ending) {
  Buffer name = {0};
  buffer_printf(&name, "%s%s", path, ending);
  bool has = access(name.ptr, F_OK) == 0;
  buffer_release(&name);
  return has;
}

int creation_try(const char *path) {
  // A log that was left behind would be played back into a file that is not empty.
  if (has_beside(path, "") || has_beside(path, "-wal") || has_beside(path, "-journal")) return -1;
  int fd = open_nameless(path);
  if (fd == -1) return -1;
  unsigned char *file = make_file();
  char name[64];
  snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
  // Where another program was quicker, linking fails and its library stays.
  bool made = write_file(fd, file, schema_file_size) &&
              linkat(AT_FDCWD, name, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0;
  free(file);
  if (made) return fd;
  close(fd);
  return -1;
}
