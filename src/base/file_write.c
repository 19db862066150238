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

// ---- An output

struct FileOutput {
  int descriptor;
  char *path;      // as it was named: what messages say
  char *target;    // what is renamed onto; NULL where it is written in place
  char *temporary; // NULL where it is written in place
};

static bool open_in_place(FileOutput *output, Error *err) {
  output->descriptor = open(output->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
  return output->descriptor >= 0 || fail_creating(output->path, err);
}

// With the mode of the old target, or 0 for the umask's.
static bool open_beside(FileOutput *output, mode_t mode, Error *err) {
  output->target = follow_links(output->path);
  output->descriptor = open_temporary(output->target, &output->temporary);
  if (output->descriptor < 0) {
    free(output->temporary); // it is not ours
    output->temporary = NULL;
    return fail_creating(output->target, err);
  }
  return mode == 0 || fchmod(output->descriptor, mode) == 0 || fail_writing(output->path, err);
}

static bool open_output(FileOutput *output, bool replace, Error *err) {
  struct stat info;
  const char *path = output->path;
  bool exists = stat(path, &info) == 0;
  if (is_descriptor(path)) return open_in_place(output, err);
  if (exists && S_ISDIR(info.st_mode)) {
    errno = EISDIR;
    return fail_creating(path, err);
  }
  if (exists && !S_ISREG(info.st_mode)) return open_in_place(output, err);
  if (exists && !replace) {
    error_set(err, ERROR_CREATE, "cannot write '%s': it is there already", path);
    return error_hint(err, "it was not touched; --force replaces it");
  }
  return open_beside(output, exists ? info.st_mode & 07777 : 0, err);
}

FileOutput *file_create(const char *path, bool replace, Error *err) {
  FileOutput *output = memory_new(1, sizeof *output);
  *output = (FileOutput){.descriptor = -1, .path = memory_string(slice_of(path))};
  if (open_output(output, replace, err)) return output;
  file_abandon(output);
  return NULL;
}

bool file_append(FileOutput *output, Slice bytes, Error *err) {
  return write_all(output->descriptor, bytes) || fail_writing(output->path, err);
}

bool file_patch(FileOutput *output, uint64_t pos, Slice bytes, Error *err) {
  ssize_t done = pwrite(output->descriptor, bytes.ptr, bytes.len, (off_t)pos);
  return done == (ssize_t)bytes.len || fail_writing(output->path, err);
}

const char *file_beside(const FileOutput *output) {
  return output->temporary;
}

bool file_commit(FileOutput *output, Error *err) {
  bool ok = !output->target || fsync(output->descriptor) == 0;
  int number = errno;
  if (close(output->descriptor) != 0 && ok) ok = false, number = errno;
  output->descriptor = -1;
  errno = number;
  if (ok && output->target) ok = rename(output->temporary, output->target) == 0;
  if (!ok) {
    fail_writing(output->path, err);
  } else if (output->target) {
    free(output->temporary);
    output->temporary = NULL;
    ok = sync_folder(output->target) || fail_writing(output->path, err);
  }
  file_abandon(output);
  return ok;
}

void file_abandon(FileOutput *output) {
  if (!output) return;
  if (output->descriptor >= 0) close(output->descriptor);
  if (output->temporary) unlink(output->temporary);
  free(output->path);
  free(output->target);
  free(output->temporary);
  free(output);
}

bool file_write(const char *path, Slice bytes, bool replace, Error *err) {
  FileOutput *output = file_create(path, replace, err);
  if (!output) return false;
  if (file_append(output, bytes, err)) return file_commit(output, err);
  file_abandon(output);
  return false;
}
