// SPDX-License-Identifier: MIT
// A new library in one write.
//
// SQLite makes a library in two transactions, one to switch it to WAL and one for the tables: seven
// waits for the disk and a hundred writes, at the very moment when somebody wants to read the first
// brief. But it is always the same file: tools/print-schema.c has made it when postil was built. It
// goes to a file beside, which gets its name when it is on the disk.
//
//   schema_bytes ──write, fdatasync──▶ path.new ──rename──▶ path
//
// The name itself is durable with the first change: SQLite syncs the folder when it makes the log.
// A power cut before that loses an empty library. Renaming never takes the place of a library that
// another program has made meanwhile; file systems that cannot do so are left to SQLite.
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

static bool write_file(int fd, const unsigned char *file, size_t size) {
  while (size > 0) {
    ssize_t len = write(fd, file, size);
    if (len <= 0) return false;
    file += len;
    size -= (size_t)len;
  }
  return fdatasync(fd) == 0;
}

static bool has_beside(const char *path, const char *ending) {
  Buffer name = {0};
  buffer_printf(&name, "%s%s", path, ending);
  bool has = access(name.ptr, F_OK) == 0;
  buffer_release(&name);
  return has;
}

static bool make_beside(const char *beside) {
  unsigned char *file = make_file();
  int fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  bool made = fd != -1 && write_file(fd, file, schema_file_size);
  if (fd != -1) close(fd);
  free(file);
  return made;
}

void creation_try(const char *path) {
  // A log that was left behind would be played back into a file that is not empty.
  if (has_beside(path, "") || has_beside(path, "-wal") || has_beside(path, "-journal")) return;
  Buffer beside = {0};
  buffer_printf(&beside, "%s.new", path);
  unlink(beside.ptr); // of one that was killed here
  if (!make_beside(beside.ptr) ||
      renameat2(AT_FDCWD, beside.ptr, AT_FDCWD, path, RENAME_NOREPLACE) != 0)
    unlink(beside.ptr);
  buffer_release(&beside);
}
