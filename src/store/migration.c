// SPDX-License-Identifier: MIT
// Migration, in this order, so that at every moment there is a whole library under the old name:
//
//   quick_check ── VACUUM INTO .schema-N.bak.part ── sync, rename ── BEGIN ── newer steps ── COMMIT
//
// Two programs may open an older library at the same time: who comes second finds it up to date.
#include "store/migration.h"

#include "base/buffer.h"
#include "store/failure.h"
#include "store/identity.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// Is every page of the file sound?
static bool is_sound(sqlite3 *db, int *code) {
  sqlite3_stmt *statement = NULL;
  bool sound = false;
  *code = sqlite3_prepare_v2(db, "PRAGMA quick_check(1)", -1, &statement, NULL);
  if (*code == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW) {
    sound = strcmp((const char *)sqlite3_column_text(statement, 0), "ok") == 0;
  }
  sqlite3_finalize(statement);
  return sound;
}

static bool sync_path(const char *path, int flags) {
  int fd = open(path, flags | O_CLOEXEC);
  bool ok = fd >= 0 && fsync(fd) == 0;
  if (fd >= 0) close(fd);
  return ok;
}

// The new name stands when its folder is on the disk as well.
static bool sync_folder(const char *path) {
  const char *slash = strrchr(path, '/');
  Buffer folder = {0};
  buffer_add(&folder, slice_make(path, slash ? (size_t)(slash - path) + 1 : 0));
  bool ok = sync_path(folder.len ? folder.ptr : ".", O_RDONLY | O_DIRECTORY);
  buffer_release(&folder);
  return ok;
}

static bool copy_into(sqlite3 *db, const char *part, int *code) {
  sqlite3_stmt *statement = NULL;
  *code = sqlite3_prepare_v2(db, "VACUUM INTO ?1", -1, &statement, NULL);
  if (*code == SQLITE_OK) {
    sqlite3_bind_text(statement, 1, part, -1, SQLITE_STATIC);
    sqlite3_step(statement);
  }
  int code_of_run = sqlite3_finalize(statement);
  if (*code == SQLITE_OK) *code = code_of_run;
  return *code == SQLITE_OK;
}

static bool back_up(sqlite3 *db, const char *path, Error *err) {
  Buffer copy = {0}, part = {0};
  int code = SQLITE_OK;
  buffer_printf(&copy, "%s.schema-%u.bak", path, identity_schema(db));
  buffer_printf(&part, "%s.part", copy.ptr);
  unlink(part.ptr); // of an attempt that was cut off
  mode_t before = umask(077);
  bool ok = copy_into(db, part.ptr, &code);
  umask(before);
  if (!ok) failure_set(err, code, "back up", path);
  if (ok && !(sync_path(part.ptr, O_RDONLY) && rename(part.ptr, copy.ptr) == 0 &&
              sync_folder(copy.ptr))) {
    ok = error_set(err, ERROR_IO, "cannot back up the library '%s': %s", path, strerror(errno));
  }
  if (!ok) unlink(part.ptr);
  buffer_release(&copy);
  buffer_release(&part);
  return ok;
}

static bool upgrade(sqlite3 *db, const char *path, Error *err) {
  int code = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  if (code != SQLITE_OK) return failure_set(err, code, "bring up to date", path);
  Identity identity = identity_check(db, path, err);
  bool ok = identity == IDENTITY_OURS || (identity == IDENTITY_OLDER && identity_upgrade(db, err));
  if (ok) {
    code = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    if (code == SQLITE_OK) return true;
    failure_set(err, code, "bring up to date", path);
  }
  sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
  return false;
}

bool migration_run(sqlite3 *db, const char *path, Error *err) {
  int code;
  failure_expect();
  if (!is_sound(db, &code)) {
    if (errno == EIO) code = SQLITE_IOERR; // to SQLite what cannot be read is damaged
    if (code != SQLITE_OK) return failure_set(err, code, "open", path);
    error_set(err, ERROR_DATA, "cannot bring the library '%s' up to date: it is damaged", path);
    return error_hint(err, "the file was left as it is");
  }
  return back_up(db, path, err) && upgrade(db, path, err);
}
