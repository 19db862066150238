// SPDX-License-Identifier: MIT
// Targets of exports. One file is open at a time; an archive is one all the time.
#include "exchange/target.h"

#include "base/memory.h"

#include <dirent.h>
#include <stdlib.h>

Target target_of_file(const char *path, bool replace) {
  return (Target){.path = path, .replace = replace};
}

Target target_of_folder(const char *path, bool replace) {
  return (Target){.path = path, .replace = replace, .folder = true};
}

Target target_of_archive(const char *path, bool replace) {
  return (Target){.path = path, .replace = replace, .archive = true};
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
  if (!target->folder || target->take) return true;
  if (target->update && target->update->rehearsal) return true;
  if (!target->replace && !target->update && holds_something(target->path)) {
    error_set(err, ERROR_CREATE, "cannot write into '%s': it holds something already",
              target->path);
    return error_hint(err, "nothing was touched; --force replaces files of the same names");
  }
  return file_is_folder(target->path) || file_make_folder(target->path, err);
}

static bool open_output(Target *target, const char *name, Error *err) {
  char *path =
      target->folder ? file_join(target->path, name) : memory_string(slice_of(target->path));
  if (target->update)
    update_start(target->update, path);
  else
    target->output = file_create(path, target->replace, err);
  target->size = 0;
  free(path);
  return target->update || target->output;
}

static bool append(Target *target, Slice bytes, Error *err) {
  target->size += bytes.len;
  return file_append(target->output, bytes, err);
}

bool target_start(Target *target, const char *name, Error *err) {
  if (target->take) return true;
  if (!target->output && !open_output(target, name, err)) return false;
  if (!target->archive) return true;
  Buffer header = {0};
  zipper_start(&target->zip, name, target->size, &header);
  bool ok = append(target, buffer_slice(&header), err);
  buffer_release(&header);
  return ok;
}

bool target_write(Target *target, Slice bytes, Error *err) {
  if (target->take) return target->take(target->context, bytes, err);
  if (target->update) {
    update_add(target->update, bytes);
    return true;
  }
  if (target->archive) zipper_add(&target->zip, bytes);
  return append(target, bytes, err);
}

// Now that size and checksum are known.
static bool finish_entry(Target *target, Error *err) {
  if (target->zip.count == 0) return true;
  Buffer header = {0};
  zipper_write_header(&target->zip, &header);
  uint64_t pos = target->zip.entries[target->zip.count - 1].pos;
  bool ok = file_patch(target->output, pos, buffer_slice(&header), err);
  buffer_release(&header);
  return ok;
}

static bool commit(Target *target, Error *err) {
  FileOutput *output = target->output;
  target->output = NULL;
  return !output || file_commit(output, err);
}

bool target_finish(Target *target, Error *err) {
  if (target->update) return update_finish(target->update, err);
  return target->archive ? finish_entry(target, err) : commit(target, err);
}

bool target_close(Target *target, Error *err) {
  Buffer directory = {0};
  bool ok = true;
  if (target->folder && target->update) update_tell_others(target->update, target->path);
  if (target->archive && target->output)
    ok = zipper_write_directory(&target->zip, target->size, &directory, err) &&
         append(target, buffer_slice(&directory), err);
  buffer_release(&directory);
  zipper_release(&target->zip);
  if (ok) return commit(target, err);
  target_abandon(target);
  return false;
}

void target_abandon(Target *target) {
  file_abandon(target->output);
  target->output = NULL;
  zipper_release(&target->zip);
}
