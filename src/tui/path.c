// SPDX-License-Identifier: MIT
// Paths that are typed. Names that are not UTF-8 cannot be typed and are not offered; a folder is
// read once for each Tab.
#include "tui/path.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/utf8.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

char *path_expand(Slice path) {
  Buffer out = {0};
  const char *home = getenv("HOME");
  bool tilde = path.len > 0 && path.ptr[0] == '~' && (path.len == 1 || path.ptr[1] == '/');
  if (tilde && home) {
    buffer_add_string(&out, home);
    path = slice_cut(path, 1, path.len);
  }
  buffer_add(&out, path);
  return buffer_take(&out);
}

bool path_exists(Slice path) {
  char *expanded = path_expand(path);
  bool there = access(expanded, F_OK) == 0;
  int why = errno;
  free(expanded);
  errno = why;
  return there;
}

static int by_name(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool wanted(const char *name, Slice start) {
  if (!utf8_valid(slice_of(name))) return false; // cannot be typed
  if (name[0] == '.' && (start.len == 0 || start.ptr[0] != '.')) return false;
  return slice_starts(slice_of(name), start);
}

// Names in a folder that begin with `start`, sorted; the caller frees them and the array.
static char **list_folder(const char *folder, Slice start, size_t *count) {
  char **names = NULL;
  size_t capacity = 0;
  *count = 0;
  DIR *open = opendir(folder[0] ? folder : ".");
  if (!open) return NULL;
  for (struct dirent *entry; (entry = readdir(open));) {
    if (!wanted(entry->d_name, start)) continue;
    names = memory_grow(names, *count, &capacity, sizeof *names);
    names[(*count)++] = memory_string(slice_of(entry->d_name));
  }
  closedir(open);
  if (*count > 1) qsort(names, *count, sizeof *names, by_name);
  return names;
}

size_t path_complete(struct App *app, Slice text, Buffer *candidates) {
  (void)app;
  size_t split = text.len, count;
  while (split > 0 && text.ptr[split - 1] != '/') split--;
  Slice folder = slice_cut(text, 0, split);
  char *expanded = path_expand(folder);
  char **names = list_folder(expanded, slice_cut(text, split, text.len), &count);
  for (size_t i = 0; i < count; i++) {
    Buffer path = {0};
    buffer_printf(&path, "%s%s", expanded, names[i]);
    buffer_add(candidates, folder);
    buffer_add_string(candidates, names[i]);
    if (file_is_folder(path.ptr)) buffer_add_byte(candidates, '/');
    buffer_add_byte(candidates, 0);
    buffer_release(&path);
    free(names[i]);
  }
  free(names);
  free(expanded);
  return split;
}
