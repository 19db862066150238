// SPDX-License-Identifier: MIT
// Acts on whole briefs: opening by name, adding files and folders, exporting.
#include "session/act.h"

#include "base/file.h"
#include "exchange/exchange.h"
#include "library/backup.h"

#include <stdlib.h>

static bool open_locator(Act *act, const char *locator) {
  BriefPlace place;
  Session *session = act->session;
  if (!brief_find_locator(session->library, locator, &place, act->err)) return false;
  if (place.doubt) act_say(act, "%s", place.doubt);
  return session_open(session, place.brief, place.has_span ? &place.span : NULL, act->err);
}

bool session_do_OPEN(Act *act) {
  const char *name = act->arguments[0];
  int64_t key;
  if (slice_starts(slice_of(name), SLICE("postil://"))) return open_locator(act, name);
  if (!brief_find(act->session->library, name, &key, act->err)) return false;
  return session_open(act->session, key, NULL, act->err);
}

// ---- Adding

typedef struct Adding {
  Act *act;
  uint32_t tried;
  uint32_t added, there; // new ones, and those that were in the library already
  int64_t last;          // key of the last brief of either kind
  const char *lost;      // of the last one that is not here as a whole
  Error first;           // failure
} Adding;

static void keep_failure(void *context, const Error *err) {
  Adding *adding = context;
  if (adding->first.kind == ERROR_NONE) adding->first = *err;
}

static bool add_file(void *context, const char *path) {
  Adding *adding = context;
  BriefAdded added;
  Error why = {0};
  adding->tried++;
  if (!brief_add_file(adding->act->session->library, path, &(BriefMetadata){0}, &added, &why)) {
    keep_failure(adding, &why);
    return true;
  }
  act_add_change(adding->act, added.change);
  adding->last = added.key;
  if (added.lost) adding->lost = added.lost;
  if (added.outcome == BRIEF_ALREADY_THERE)
    adding->there++;
  else
    adding->added++;
  return true;
}

static void add_path(Adding *adding, const char *path) {
  uint32_t tried = adding->tried;
  if (!file_is_folder(path)) {
    add_file(adding, path);
    return;
  }
  file_walk(path, add_file, keep_failure, adding);
  if (adding->tried > tried) return;
  Error why = {0};
  error_set(&why, ERROR_NOTHING, "cannot add '%s': there is no file in it", path);
  keep_failure(adding, &why);
}

bool session_do_ADD(Act *act) {
  Adding adding = {.act = act};
  act_save_place(act->session);
  for (uint32_t at = 0; at < act->argument_count; at++) add_path(&adding, act->arguments[at]);
  if (adding.last != 0 && !session_open(act->session, adding.last, NULL, act->err)) return false;
  if (adding.first.kind != ERROR_NONE) {
    *act->err = adding.first;
    return false;
  }
  act_say(act, "added %u brief%s", adding.added, adding.added == 1 ? "" : "s");
  if (adding.there > 0) act_say(act, ", %u already there", adding.there);
  if (adding.lost) act_say(act, ", but %s", adding.lost);
  return true;
}

// ---- Editing

bool session_edit_text(Session *session, int64_t brief, Slice text, SessionResult *result,
                       Error *err) {
  Act act = {.session = session, .result = result, .err = err};
  BriefAdded added;
  act_save_place(session);
  if (!brief_edit_text(session->library, brief, text, &added, err)) return false;
  act_add_change(&act, added.change);
  if (added.change == 0) {
    act_say(&act, "the text is as it was: nothing was changed");
    return true;
  }
  act_say(&act, "a new version: %u annotation%s carried over", added.carried,
          added.carried == 1 ? "" : "s");
  if (added.waiting) act_say(&act, ", %u to review", added.waiting);
  return true;
}

// ---- Backups

// A script replaces its file; with a screen somebody can be asked first.
bool session_do_BACKUP(Act *act) {
  const char *path = act->arguments[0];
  if (!backup_write(act->session->library, path, act->session->headless, act->err)) return false;
  buffer_add_string(&act->result->file, path);
  act_say(act, "the library was written to %s", path);
  return true;
}

// ---- Exporting

static const ExchangeFormat *find_format(Act *act, const char *name) {
  const ExchangeFormat *format = exchange_find_format(slice_of(name));
  if (format) return format;
  error_set(act->err, ERROR_USAGE, "cannot export to '%s': there is no such format", name);
  Buffer names = {0};
  uint32_t count;
  const ExchangeFormat *formats = exchange_formats(&count);
  for (uint32_t at = 0; at < count; at++) {
    buffer_printf(&names, "%s%s", at ? ", " : "", formats[at].name);
  }
  error_hint(act->err, "the formats are %s", buffer_slice(&names).ptr);
  buffer_release(&names);
  return NULL;
}

static bool export_all(Session *session, const ExchangeFormat *format, const char *path,
                       Error *err) {
  Target target = exchange_target(format, path, session->headless);
  return exchange_export(session->library, format, &(ExchangeOptions){0}, &target, NULL, err);
}

// All annotations of the library. A script replaces its file; with a screen somebody can be asked
// first, and the terminal is no file to write to.
bool session_do_EXPORT(Act *act) {
  Session *session = act->session;
  const ExchangeFormat *format = find_format(act, act->arguments[0]);
  const char *path = act->arguments[1];
  bool ok = format && (session->headless || file_is_no_device(path, "write", act->err)) &&
            export_all(session, format, path, act->err);
  if (!ok) return false;
  buffer_add_string(&act->result->file, path);
  act_say(act, "exported to %s", path);
  return true;
}
