// SPDX-License-Identifier: MIT
// Files: whole inputs, walks and paths. Outputs are in file_write.c.
#include "base/file.h"

#include "base/memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PART_SIZE = 64 * 1024 };

static bool fail_reading(const char *path, Error *err) {
  return error_set(err, error_kind_of_errno(errno), "cannot read '%s': %s", path, strerror(errno));
}

static bool check_cap(const char *path, size_t len, size_t most, Error *err) {
  if (len <= most) return true;
  return error_set(err, ERROR_DATA, "cannot read '%s': it is larger than %zu bytes", path, most);
}

static bool wait_for(int descriptor) {
  struct pollfd wanted = {.fd = descriptor, .events = POLLIN};
  return poll(&wanted, 1, -1) > 0 || errno == EINTR;
}

// Everything from a descriptor, and never much more than `most`.
static bool read_all(int descriptor, const char *path, size_t most, Buffer *out, Error *err) {
  char *part = memory_new(PART_SIZE, 1);
  size_t start = out->len;
  bool ok = true;
  for (;;) {
    ssize_t got = read(descriptor, part, PART_SIZE);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && errno == EAGAIN && wait_for(descriptor)) continue;
    if (got < 0) ok = fail_reading(path, err);
    if (got <= 0) break;
    buffer_add(out, slice_make(part, (size_t)got));
    ok = check_cap(path, out->len - start, most, err);
    if (!ok) break;
  }
  free(part);
  return ok;
}

bool file_read(const char *path, size_t most, Buffer *out, Error *err) {
  if (strcmp(path, "-") == 0) return read_all(STDIN_FILENO, "standard input", most, out, err);
  // A FIFO that nobody writes to is empty: it is not waited for until somebody does.
  int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (descriptor < 0) return fail_reading(path, err);
  struct stat info;
  bool ok = fstat(descriptor, &info) == 0 || fail_reading(path, err);
  if (ok && S_ISREG(info.st_mode)) ok = check_cap(path, (size_t)info.st_size, most, err);
  if (ok && S_ISDIR(info.st_mode)) {
    errno = EISDIR;
    ok = fail_reading(path, err);
  }
  ok = ok && read_all(descriptor, path, most, out, err);
  close(descriptor);
  return ok;
}

bool file_read_part(const char *path, size_t from, size_t most, Buffer *out, size_t *whole) {
  int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  struct stat info;
  bool ok = descriptor >= 0 && fstat(descriptor, &info) == 0 && S_ISREG(info.st_mode);
  if (ok) {
    *whole = (size_t)info.st_size;
    size_t left = from < *whole ? *whole - from : 0;
    size_t len = left < most ? left : most;
    char *bytes = memory_new(len + 1, 1);
    ssize_t got = pread(descriptor, bytes, len, (off_t)from);
    ok = got >= 0 && (size_t)got == len;
    if (ok) buffer_add(out, slice_make(bytes, len));
    free(bytes);
  }
  if (descriptor >= 0) close(descriptor);
  return ok;
}

// ---- Walking: the folders still to read and files still to visit lie on a stack, the next one on
// top, so that depth costs memory and no recursion.

static void walk_push(FileWalk *walk, char *path, bool below) {
  walk->entries = memory_grow(walk->entries, walk->count, &walk->capacity, sizeof *walk->entries);
  walk->entries[walk->count++] = (FileWalkEntry){path, below};
}

static int compare_backwards(const void *a, const void *b) {
  return strcmp(((const FileWalkEntry *)b)->path, ((const FileWalkEntry *)a)->path);
}

static bool walk_folder(FileWalk *walk, const char *path) {
  DIR *folder = opendir(path);
  if (!folder) return false;
  size_t first = walk->count;
  for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
    if (entry->d_name[0] == '.') continue;
    walk_push(walk, file_join(path, entry->d_name), true);
  }
  closedir(folder);
  if (walk->count > first) {
    qsort(walk->entries + first, walk->count - first, sizeof *walk->entries, compare_backwards);
  }
  return true;
}

void file_walk_add(FileWalk *walk, const char *path) {
  walk_push(walk, memory_string(slice_of(path)), false);
}

static bool is_link(const char *path) {
  struct stat info;
  return lstat(path, &info) == 0 && S_ISLNK(info.st_mode);
}

// Links count as what they lead to, but folders behind links are not walked: so there are no
// circles. What is neither file nor folder may make its reader wait for ever.
static bool is_refused(const FileWalkEntry *entry, const struct stat *info, Error *err) {
  if (!entry->below || S_ISREG(info->st_mode)) return false;
  if (!S_ISDIR(info->st_mode)) return !file_is_no_device(entry->path, "read", err);
  return is_link(entry->path) &&
         !error_set(err, ERROR_INPUT, "cannot walk '%.400s': it is a link to a folder",
                    entry->path);
}

FileStep file_walk_step(FileWalk *walk, char **path, Error *err) {
  struct stat info;
  FileStep step = FILE_STEP_FAILED;
  if (walk->count == 0) return FILE_STEP_END;
  FileWalkEntry next = walk->entries[--walk->count];
  if (stat(next.path, &info) != 0) {
    fail_reading(next.path, err);
  } else if (is_refused(&next, &info, err)) {
    // Told.
  } else if (!S_ISDIR(info.st_mode)) {
    *path = next.path;
    return FILE_STEP_FILE;
  } else if (walk_folder(walk, next.path)) {
    step = FILE_STEP_FOLDER;
  } else {
    fail_reading(next.path, err);
  }
  free(next.path);
  return step;
}

void file_walk_release(FileWalk *walk) {
  while (walk->count > 0) free(walk->entries[--walk->count].path);
  free(walk->entries);
  *walk = (FileWalk){0};
}

bool file_walk(const char *path, FileVisit *visit, FileFailed *failed, void *context) {
  FileWalk walk = {0};
  FileStep step;
  char *found = NULL;
  bool going = true;
  file_walk_add(&walk, path);
  do {
    Error err = {0};
    step = file_walk_step(&walk, &found, &err);
    if (step == FILE_STEP_FAILED) failed(context, &err);
    if (step != FILE_STEP_FILE) continue;
    going = visit(context, found);
    free(found);
  } while (going && step != FILE_STEP_END);
  file_walk_release(&walk);
  return going;
}

// ---- Paths

bool file_is_folder(const char *path) {
  struct stat info;
  return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

bool file_is_no_device(const char *path, const char *act, Error *err) {
  struct stat info;
  bool there = stat(path, &info) == 0;
  bool device =
      strcmp(path, "-") == 0 || (there && !S_ISDIR(info.st_mode) && !S_ISREG(info.st_mode));
  return !device || error_set(err, ERROR_INPUT,
                              "cannot %s '%.400s': it is neither a file nor a folder", act, path);
}

// Appends a path's parts to an absolute one, "." and ".." taken by their letters.
static void add_parts(Buffer *out, Slice path) {
  for (size_t at = 0; at < path.len;) {
    size_t end = at;
    while (end < path.len && path.ptr[end] != '/') end++;
    Slice part = slice_cut(path, at, end);
    at = end + 1;
    if (part.len == 0 || slice_equal(part, SLICE("."))) continue;
    if (!slice_equal(part, SLICE(".."))) {
      buffer_add_byte(out, '/');
      buffer_add(out, part);
      continue;
    }
    while (out->len > 0 && out->ptr[out->len - 1] != '/') out->len--;
    if (out->len > 0) out->len--;
  }
}

char *file_absolute(const char *path) {
  char *real = realpath(path, NULL);
  if (real) return real;
  Buffer out = {0};
  char *here = path[0] == '/' ? NULL : getcwd(NULL, 0);
  if (here) add_parts(&out, slice_of(here));
  free(here);
  add_parts(&out, slice_of(path));
  if (out.len == 0) buffer_add_byte(&out, '/');
  return buffer_take(&out);
}

static bool make_one(const char *path, Error *err) {
  if (mkdir(path, 0700) == 0 || file_is_folder(path)) return true;
  ErrorKind kind = error_kind_of_errno(errno);
  return error_set(err, kind == ERROR_PERMISSION ? kind : ERROR_CREATE,
                   "cannot make the folder '%s': %s", path, strerror(errno));
}

bool file_make_folder(const char *path, Error *err) {
  char *copy = memory_string(slice_of(path));
  bool ok = true;
  for (char *slash = copy; ok && (slash = strchr(slash + (slash[0] == '/'), '/')) != NULL;) {
    *slash = '\0';
    ok = slash == copy || make_one(copy, err);
    *slash = '/';
  }
  ok = ok && make_one(copy, err);
  free(copy);
  return ok;
}

Slice file_name(const char *path) {
  Slice name = slice_of(path);
  while (name.len > 1 && name.ptr[name.len - 1] == '/') name.len--;
  for (size_t at = name.len; at > 0; at--) {
    if (name.ptr[at - 1] == '/' && at < name.len) return slice_cut(name, at, name.len);
  }
  return name;
}

Slice file_stem(const char *path) {
  Slice name = file_name(path);
  size_t len = name.len;
  while (len > 1 && name.ptr[len - 1] != '.') len--;
  return len > 1 && len < name.len ? slice_cut(name, 0, len - 1) : name;
}

char *file_join(const char *folder, const char *name) {
  Buffer path = {0};
  size_t len = strlen(folder);
  while (len > 0 && folder[len - 1] == '/') len--;
  buffer_printf(&path, "%.*s/%s", (int)len, folder, name);
  return buffer_take(&path);
}

bool file_close_output(int earlier, Error *err) {
  errno = 0;
  bool ok = fflush(stdout) == 0 && !ferror(stdout);
  int number = earlier ? earlier : errno;
  if (fclose(stdout) != 0 && ok) {
    ok = false;
    number = errno;
  }
  if (ok) return true;
  return error_set(err, ERROR_IO, "cannot write standard output: %s",
                   number ? strerror(number) : "an earlier write failed");
}
