// SPDX-License-Identifier: MIT
// Copies of libraries. All pages go in one step, under a lock that keeps nobody from reading or
// writing a library with a write-ahead log.
//
//   save      library ──▶ temporary file beside the target ── fsync, rename
//   load      file ──▶ file without a name ── brought up to date
//   replace   first page: now the library is locked ── has anybody written since? ── all others
#include "store/copying.h"

#include "base/file.h"
#include "base/memory.h"
#include "store/failure.h"
#include "store/handle.h"
#include "store/identity.h"
#include "store/opening.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { ALL_PAGES = -1 };

static int copy_pages(sqlite3 *to, sqlite3 *from) {
  failure_expect();
  sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
  if (!backup) return sqlite3_errcode(to);
  int code = sqlite3_backup_step(backup, ALL_PAGES);
  int ended = sqlite3_backup_finish(backup);
  return code == SQLITE_DONE ? SQLITE_OK : ended != SQLITE_OK ? ended : code;
}

// ---- To a file

static bool is_same_file(const char *path, const char *other) {
  struct stat one, two;
  return stat(path, &one) == 0 && stat(other, &two) == 0 && one.st_dev == two.st_dev &&
         one.st_ino == two.st_ino;
}

// The file is there, empty and ours: it needs no journal, and is synced as a whole.
static int fill(sqlite3 *from, const char *path) {
  sqlite3 *to = NULL;
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX;
  int code = sqlite3_open_v2(path, &to, flags, NULL);
  if (code == SQLITE_OK && sqlite3_db_readonly(to, "main") == 1) code = SQLITE_CANTOPEN;
  if (code == SQLITE_OK) {
    code =
        sqlite3_exec(to, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", NULL, NULL, NULL);
  }
  if (code == SQLITE_OK) code = copy_pages(to, from);
  int closed = sqlite3_close(to);
  return code == SQLITE_OK ? closed : code;
}

bool copying_save(Store *store, const char *path, bool replace, Error *err) {
  if (is_same_file(path, store->path)) {
    return error_set(err, ERROR_USAGE, "cannot back up the library '%s': the backup is itself",
                     store->path);
  }
  if (!file_is_no_device(path, "write", err)) {
    err->kind = ERROR_CREATE; // it is no input
    return false;
  }
  mode_t before = umask(077);
  FileOutput *output = file_create(path, replace, err);
  umask(before);
  if (!output) return false;
  int code = fill(store->db, file_beside(output));
  if (code == SQLITE_OK) return file_commit(output, err);
  file_abandon(output);
  return failure_set(err, code, "back up", store->path);
}

// ---- From a file

// A file whose header forbids to write it gives a copy that cannot be written either.
static bool refuse_unwritable(const char *path, Error *err) {
  error_set(err, ERROR_DATA,
            "cannot copy the library '%s': its header says that nobody may write it", path);
  return error_hint(err,
                    "nothing was changed; once the file is moved away, 'postil restore' puts a "
                    "backup in its place; until then it can be read and exported");
}

static bool bring_up_to_date(sqlite3 *db, const char *path, Error *err) {
  int code = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  if ((code & 0xFF) == SQLITE_READONLY) return refuse_unwritable(path, err);
  if (code != SQLITE_OK) return failure_set(err, code, "read", path);
  bool older = identity_check(db, path, err) == IDENTITY_OLDER;
  if (older && !identity_upgrade(db, err)) return false;
  code = sqlite3_exec(db, older ? "COMMIT" : "ROLLBACK", NULL, NULL, NULL);
  return code == SQLITE_OK || failure_set(err, code, "bring up to date", path);
}

Store *copying_load(const char *path, Error *err) {
  char *absolute = file_absolute(path);
  sqlite3 *from = opening_connect_as_it_is(absolute, err);
  Store *store = from ? store_open_nameless(absolute, err) : NULL;
  int code = store ? copy_pages(store->db, from) : SQLITE_OK;
  sqlite3_close(from);
  bool ok = code == SQLITE_OK || failure_set(err, code, "read", absolute);
  if (store && !(ok && bring_up_to_date(store->db, absolute, err))) {
    store_close(store);
    store = NULL;
  }
  free(absolute);
  return store;
}

// ---- In place of another

static int take_number(void *context, int count, char **values, char **names) {
  (void)names;
  if (count > 0 && values[0]) *(int64_t *)context = strtoll(values[0], NULL, 10);
  return 0;
}

static int64_t pragma(sqlite3 *db, const char *sql) {
  int64_t value = -1;
  sqlite3_exec(db, sql, take_number, &value, NULL);
  return value;
}

int64_t copying_watch(Store *store) {
  return pragma(store->db, "PRAGMA data_version");
}

// The first page takes the lock that keeps others from writing to the end.
static bool put_pages(Store *store, sqlite3_backup *backup, int64_t watched, Error *err) {
  int code = sqlite3_backup_step(backup, 1);
  if (code != SQLITE_OK && code != SQLITE_DONE)
    return failure_set(err, code, "restore", store->path);
  if (copying_watch(store) != watched) {
    error_set(err, ERROR_BUSY,
              "cannot restore the library '%s': another program has just changed it", store->path);
    return error_hint(err, "nothing was changed; try again");
  }
  if (code == SQLITE_OK) code = sqlite3_backup_step(backup, ALL_PAGES);
  return code == SQLITE_DONE || failure_set(err, code, "restore", store->path);
}

// A log takes pages of one size only.
static bool check_pages(Store *store, sqlite3 *by, Error *err) {
  static const char sql[] = "PRAGMA page_size";
  if (pragma(store->db, sql) == pragma(by, sql)) return true;
  return error_set(err, ERROR_DATA,
                   "cannot restore the library '%s': the backup has pages of another size",
                   store->path);
}

bool copying_replace(Store *store, int64_t watched, Store *by, Error *err) {
  bool read_only = false;
  if (!check_pages(store, by->db, err)) return false;
  sqlite3 *to = opening_connect(store->path, STORE_CHANGE, &read_only, err);
  if (!to) return false;
  failure_expect();
  sqlite3_backup *backup = sqlite3_backup_init(to, "main", by->db, "main");
  bool ok = backup ? put_pages(store, backup, watched, err)
                   : failure_set(err, sqlite3_errcode(to), "restore", store->path);
  int code = sqlite3_backup_finish(backup);
  if (ok && code != SQLITE_OK) ok = failure_set(err, code, "restore", store->path);
  sqlite3_close(to);
  return ok;
}
