// SPDX-License-Identifier: MIT
// Outputs that are whole or not there at all: written to a temporary file in the target's folder,
// synced, renamed onto the target, the folder synced. Whatever fails before the rename leaves the
// target as it was and no temporary file behind.
#include "base/file.h"

#include "base/memory.h"
#include "base/uuid.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LINKS_MOST = 40, NAME_KEPT = 180, TRIES = 10 };

static bool fail_creating(const char *path, Error *err) {
  ErrorKind kind = error_kind_of_errno(errno);
  return error_set(err, kind == ERROR_PERMISSION ? kind : ERROR_CREATE, "cannot make '%s': %s",
                   path, strerror(errno));
}

static bool fail_writing(const char *path, Error *err) {
  return error_set(err, ERROR_IO, "cannot write '%s': %s", path, strerror(errno));
}

static bool write_all(int descriptor, Slice bytes) {
  while (bytes.len > 0) {
    ssize_t done = write(descriptor, bytes.ptr, bytes.len);
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) return false;
    bytes = slice_cut(bytes, (size_t)done, bytes.len);
  }
  return true;
}

// ---- In place: terminals, pipes, devices, and this process's own descriptors, which may lead to a
// regular file that the shell has opened for us.

static bool is_descriptor(const char *path) {
  static const char *const heads[] = {"/dev/stdout", "/dev/stderr", "/dev/fd/", "/proc/self/fd/"};
  for (size_t at = 0; at < sizeof heads / sizeof *heads; at++) {
    if (slice_starts(slice_of(path), slice_of(heads[at]))) return true;
  }
  return false;
}

static bool write_in_place(const char *path, Slice bytes, Error *err) {
  int descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
  if (descriptor < 0) return fail_creating(path, err);
  bool ok = write_all(descriptor, bytes) || fail_writing(path, err);
  if (close(descriptor) != 0 && ok) ok = fail_writing(path, err);
  return ok;
}

// ---- By renaming

// The folder part of a path with its slash, empty for a bare name.
static Slice folder_of(const char *path) {
  const char *slash = strrchr(path, '/');
  return slice_make(path, slash ? (size_t)(slash - path) + 1 : 0);
}

// The path that a chain of symbolic links ends at, whether or not something is there; the caller
// frees. A circle of links comes back as it is: opening it fails then.
static char *follow_links(const char *path) {
  char *at = memory_string(slice_of(path));
  for (int links = 0; links < LINKS_MOST; links++) {
    char target[PATH_MAX];
    ssize_t len = readlink(at, target, sizeof target);
    if (len <= 0 || (size_t)len == sizeof target) break;
    Buffer next = {0};
    if (target[0] != '/') buffer_add(&next, folder_of(at));
    buffer_add(&next, slice_make(target, (size_t)len));
    free(at);
    at = buffer_take(&next);
  }
  return at;
}

// Opens NAME.tmp.PID-random beside the target; *path is freed by the caller, also after a failure.
static int open_temporary(const char *target, char **path) {
  Slice folder = folder_of(target), name = slice_of(target + folder.len);
  if (name.len > NAME_KEPT) name.len = NAME_KEPT;
  int descriptor = -1;
  for (int tries = 0; descriptor < 0 && tries < TRIES; tries++) {
    char random[UUID_SIZE];
    uuid_random(random);
    Buffer text = {0};
    buffer_add(&text, folder);
    buffer_add(&text, name);
    buffer_printf(&text, ".tmp.%ld-%.8s", (long)getpid(), random);
    free(*path);
    *path = buffer_take(&text);
    descriptor = open(*path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0 && errno != EEXIST) break;
  }
  return descriptor;
}

static bool sync_folder(const char *path) {
  Slice folder = folder_of(path);
  char *name = folder.len ? memory_string(folder) : memory_string(SLICE("."));
  int descriptor = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  free(name);
  if (descriptor < 0) return false;
  // Some file systems cannot sync a folder and say EINVAL: there is nothing more to do there.
  bool ok = fsync(descriptor) == 0 || errno == EINVAL;
  int number = errno;
  close(descriptor);
  errno = number;
  return ok;
}

// Writes, syncs and closes the temporary file; `mode` is the old target's, or 0 to keep its own.
static bool fill(int descriptor, Slice bytes, mode_t mode) {
  bool ok = (mode == 0 || fchmod(descriptor, mode) == 0) && write_all(descriptor, bytes) &&
            fsync(descriptor) == 0;
  int number = errno;
  if (close(descriptor) != 0 && ok) return false;
  errno = number;
  return ok;
}

static bool write_whole(const char *target, Slice bytes, mode_t mode, Error *err) {
  char *temporary = NULL;
  int descriptor = open_temporary(target, &temporary);
  bool ok = descriptor >= 0 || fail_creating(target, err);
  if (ok && (!fill(descriptor, bytes, mode) || rename(temporary, target) != 0)) {
    ok = fail_writing(target, err);
    unlink(temporary);
  }
  free(temporary);
  if (ok && !sync_folder(target)) ok = fail_writing(target, err);
  return ok;
}

bool file_write(const char *path, Slice bytes, bool replace, Error *err) {
  struct stat info;
  bool exists = stat(path, &info) == 0;
  if (is_descriptor(path)) return write_in_place(path, bytes, err);
  if (exists && S_ISDIR(info.st_mode)) {
    errno = EISDIR;
    return fail_creating(path, err);
  }
  if (exists && !S_ISREG(info.st_mode)) return write_in_place(path, bytes, err);
  if (exists && !replace) {
    error_set(err, ERROR_CREATE, "cannot write '%s': it is there already", path);
    return error_hint(err, "it was not touched; --force replaces it");
  }
  char *target = follow_links(path);
  bool ok = write_whole(target, bytes, exists ? info.st_mode & 07777 : 0, err);
  free(target);
  return ok;
}
