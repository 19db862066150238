// SPDX-License-Identifier: MIT
// Targets of exports. One file is open at a time.
#include "exchange/target.h"

#include <dirent.h>

Target target_of_file(const char *path, bool replace) {
  return (Target){.path = path, .replace = replace};
}

Target target_of_folder(const char *path, bool replace) {
  return (Target){.path = path, .replace = replace, .folder = true};
}

Target target_of_taker(TargetTake *take, void *context) {
  return (Target){.take = take, .context = context};
}

static bool take_into_buffer(void *context, Slice bytes, Error *err) {
  (void)err;
  buffer_add(context, bytes);
  return true;
}

Target target_of_buffer(Buffer *bytes) {
  return target_of_taker(take_into_buffer, bytes);
}

static bool holds_something(const char *path) {
  DIR *folder = opendir(path);
  bool found = false;
  for (const struct dirent *entry; folder && !found && (entry = readdir(folder));)
    found = strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
  if (folder) closedir(folder);
  return found;
}

bool target_check(const Target *target, Error *err) {
  if (!target->folder) return true;
  if (!target->replace && holds_something(target->path)) {
    error_set(err, ERROR_CREATE, "cannot write into '%s': it holds something already",
              target->path);
    return error_hint(err, "nothing was touched; --force replaces files of the same names");
  }
  return file_is_folder(target->path) || file_make_folder(target->path, err);
}

bool target_start(Target *target, const char *name, Error *err) {
  target->size = 0;
  if (target->take) return true;
  Buffer path = {0};
  buffer_add_string(&path, target->path);
  if (target->folder) buffer_printf(&path, "/%s", name);
  target->output = file_create(path.ptr, target->replace, err);
  buffer_release(&path);
  return target->output != NULL;
}

bool target_write(Target *target, Slice bytes, Error *err) {
  target->size += bytes.len;
  if (target->take) return target->take(target->context, bytes, err);
  return file_append(target->output, bytes, err);
}

bool target_patch(Target *target, uint64_t pos, Slice bytes, Error *err) {
  if (!target->output) BUG("only a file can be patched");
  return file_patch(target->output, pos, bytes, err);
}

bool target_finish(Target *target, Error *err) {
  FileOutput *output = target->output;
  target->output = NULL;
  return !output || file_commit(output, err);
}

void target_abandon(Target *target) {
  file_abandon(target->output);
  target->output = NULL;
}
