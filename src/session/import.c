// SPDX-License-Identifier: MIT
// Bringing in annotations of other programs: each file is one change.
#include "session/act.h"

#include "base/file.h"
#include "exchange/intake.h"

static bool import_one(Act *act, const char *path) {
  IntakeCounts counts;
  IntakeOptions options = {0};
  Buffer text = {0};
  if (!act->session->headless && !file_is_no_device(path, "read", act->err)) return false;
  if (!intake_import_file(act->session->library, path, &options, &counts, act->err)) return false;
  act_add_change(act, counts.change);
  intake_write_counts(&counts, &text);
  Slice name = file_name(path);
  act_say(act, "%.*s: %s", (int)name.len, name.ptr, text.ptr);
  buffer_release(&text);
  return true;
}

bool session_do_IMPORT(Act *act) {
  for (uint32_t i = 0; i < act->argument_count; i++) {
    if (i > 0) act_say(act, "; ");
    if (!import_one(act, act->arguments[i])) return false;
  }
  return true;
}
