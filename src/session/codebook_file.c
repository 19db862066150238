// SPDX-License-Identifier: MIT
// Acts that take the codebook out to a file, and in from one.
#include "session/act.h"

#include "base/file.h"
#include "exchange/tagfile.h"

// A script replaces its file; with a screen somebody can be asked first.
bool session_do_TAGS_EXPORT(Act *act) {
  const char *path = act->arguments[0];
  TagList list = {0};
  Buffer bytes = {0};
  if (!tag_list(act->session->library, &list, act->err)) return false;
  tagfile_write(&list, &bytes);
  bool ok = file_write(path, buffer_slice(&bytes), act->session->headless, act->err);
  if (ok) {
    buffer_add_string(&act->result->file, path);
    act_say(act, "exported %u tag%s to %s", list.count, list.count == 1 ? "" : "s", path);
  }
  buffer_release(&bytes);
  tag_release_list(&list);
  return ok;
}

static void say_import(Act *act, const TagFile *file, uint32_t added, int64_t change) {
  if (change == 0) {
    act_say(act, "nothing to change: it is so already");
    return;
  }
  act_add_change(act, change);
  act_say(act, "imported %u tag%s, %u of them new", file->count, file->count == 1 ? "" : "s",
          added);
}

bool session_do_TAGS_IMPORT(Act *act) {
  Buffer bytes = {0};
  TagFile file = {0};
  uint32_t added;
  int64_t change = 0;
  bool ok = file_read(act->arguments[0], TAGFILE_MOST, &bytes, act->err) &&
            tagfile_read(buffer_slice(&bytes), &file, act->err) &&
            tag_import(act->session->library, file.entries, file.count, &added, &change, act->err);
  if (ok) say_import(act, &file, added, change);
  tagfile_release(&file);
  buffer_release(&bytes);
  return ok;
}
