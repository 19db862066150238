// SPDX-License-Identifier: MIT
// Backups, and the way back:
//
//   file ──copy──▶ examined, brought up to date ── a row for the journal ──┐
//   library ──copy──▶ LIBRARY.restore-1.bak                                ├─ in one transaction
//   library ◀──────────────────────────────────────────────────────────────┘
//
// The row is newer than all rows of both, so that whoever looks for changes finds one.
#include "library/backup.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/moment.h"
#include "library/inside.h"
#include "library/stats.h"
#include "store/copying.h"

#include <stdlib.h>
#include <unistd.h>

enum { COPIES_MOST = 10000 };

bool backup_write(Library *library, const char *path, bool replace, Error *err) {
  return copying_save(library->store, path, replace, err);
}

char *backup_write_beside(Library *library, const char *why, Error *err) {
  for (unsigned n = 1; n < COPIES_MOST; n++) {
    Buffer path = {0};
    buffer_printf(&path, "%s.%s-%u.bak", library_path(library), why, n);
    if (access(path.ptr, F_OK) != 0) {
      if (copying_save(library->store, path.ptr, false, err)) return buffer_take(&path);
      buffer_release(&path);
      return NULL;
    }
    buffer_release(&path);
  }
  error_set(err, ERROR_CREATE, "cannot back up the library '%s': it has %d copies beside it",
            library_path(library), COPIES_MOST - 1);
  return NULL;
}

// ---- Restoring

static bool count_things(Library *copy, BackupRestored *restored, Error *err) {
  Stats stats;
  if (!stats_read(copy, NULL, NULL, &stats, err)) return false;
  restored->briefs = stats.briefs;
  restored->annotations = stats.annotations;
  restored->tags = stats.tags;
  stats_release(&stats);
  return true;
}

static Library *open_checked(const char *file, BackupSay *say, void *context, Error *err) {
  Library *copy = library_open_copy(file, err);
  if (copy && library_examine(copy, say, context, err)) return copy;
  if (copy && err->kind == ERROR_DATA) error_hint(err, "nothing was changed; try another backup");
  library_close(copy);
  return NULL;
}

static int64_t newest_row(Library *library) {
  return statement_take_int(statement_start(library->store, STATEMENT_JOURNAL_NEWEST), 0);
}

static bool add_row(Library *copy, int64_t id, const char *file, Error *err) {
  Buffer what = {0};
  if (!store_begin(copy->store, err)) return false;
  buffer_printf(&what, "restore '%.*s'", (int)file_name(file).len, file_name(file).ptr);
  char *words = library_repair(what.ptr);
  Statement *statement = statement_start(copy->store, STATEMENT_JOURNAL_PUT);
  statement_bind_int(statement, id);
  statement_bind_int(statement, moment_now());
  statement_bind_text(statement, slice_of(words));
  statement_run(statement);
  free(words);
  buffer_release(&what);
  return store_commit(copy->store, err);
}

static bool replace(Library *library, Library *copy, const char *file, BackupRestored *restored,
                    Error *err) {
  int64_t watched = copying_watch(library->store);
  int64_t here = newest_row(library), there = newest_row(copy);
  restored->change = (here > there ? here : there) + 1;
  if (here > 0) restored->kept = backup_write_beside(library, "restore", err);
  return (here == 0 || restored->kept) && add_row(copy, restored->change, file, err) &&
         copying_replace(library->store, watched, copy->store, err);
}

static Library *open_target(const char *path, Error *err) {
  Library *library = library_open(path, LIBRARY_CREATE, err);
  if (library && library_read_only(library)) {
    error_set(err, ERROR_PERMISSION, "cannot restore the library '%s': it can only be read", path);
    library_close(library);
    return NULL;
  }
  if (!library && err->kind == ERROR_DATA)
    error_hint(err, "it was left as it is; once it is moved away, restoring makes a new one");
  return library;
}

bool backup_restore(const char *path, const char *file, bool rehearsal, BackupSay *say,
                    void *context, BackupRestored *restored, Error *err) {
  *restored = (BackupRestored){0};
  Library *copy = open_checked(file, say, context, err), *library = NULL;
  bool ok = copy && count_things(copy, restored, err);
  if (ok && !rehearsal) {
    library = open_target(path, err);
    ok = library && replace(library, copy, file, restored, err);
  }
  library_close(library);
  library_close(copy);
  return ok;
}

void backup_release(BackupRestored *restored) {
  free(restored->kept);
  *restored = (BackupRestored){0};
}
