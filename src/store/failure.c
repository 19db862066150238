// SPDX-License-Identifier: MIT
// Why SQLite refused, in words. The table goes by primary result code, but for the few extended
// codes that mean something else to the reader.
#include "store/failure.h"

#include "base/buffer.h"
#include "store/store.h"

#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

typedef struct Failure {
  int code;
  ErrorKind kind;
  const char *why;
  const char *hint; // or NULL
} Failure;

static const Failure failures[] = {
    {SQLITE_BUSY, ERROR_BUSY, "the library is busy",
     "another program is writing it; nothing was changed, try again"},
    {SQLITE_LOCKED, ERROR_BUSY, "the library is busy",
     "another program is writing it; nothing was changed, try again"},
    {SQLITE_FULL, ERROR_IO, "the database or disk is full",
     "nothing was changed; free some space and try again"},
    {SQLITE_IOERR, ERROR_IO, "reading or writing the file failed",
     "nothing was changed; look at the disk and try again"},
    {SQLITE_CANTOPEN, ERROR_IO, "the file cannot be opened", NULL},
    {SQLITE_READONLY, ERROR_PERMISSION, "it can only be read", NULL},
    {SQLITE_PERM, ERROR_PERMISSION, "permission denied", NULL},
    {SQLITE_AUTH, ERROR_PERMISSION, "permission denied", NULL},
    {SQLITE_NOMEM, ERROR_MEMORY, "out of memory", NULL},
    {SQLITE_NOTADB, ERROR_DATA, "it is not a database",
     "the file was left as it is; --library names another one"},
    {SQLITE_CORRUPT, ERROR_DATA, "it is damaged", "nothing was changed; restore a backup"},
    {SQLITE_CONSTRAINT, ERROR_DATA, "it is damaged: what it holds contradicts itself",
     "'postil doctor' says more; nothing was changed"},
    {SQLITE_ABORT, ERROR_IO, "a failure beside it took it back", "nothing was changed; try again"},
    {SQLITE_TOOBIG, ERROR_DATA, "a text is too long", NULL},
};

static const Failure *find(int code) {
  for (size_t i = 0; i < sizeof failures / sizeof *failures; i++) {
    if (failures[i].code == (code & 0xFF)) return &failures[i];
  }
  return NULL;
}

// Does the file system let the library and its log be written?
static bool may_be_written(const char *path) {
  if (access(path, W_OK) != 0) return false;
  Buffer log = {0};
  buffer_printf(&log, "%s-wal", path);
  bool may = access(log.ptr, W_OK) == 0 || errno == ENOENT;
  buffer_release(&log);
  return may;
}

// SQLite calls it damage when a read fails with EIO; but the file may be whole and the disk not.
// And what it cannot open for writing it opens for reading, whatever the reason. Who reads needs a
// page beside the library too, for which a full disk has no room.
static int true_code(int code, const char *path) {
  if (code == SQLITE_IOERR_SHMSIZE) return SQLITE_FULL;
  if ((code & 0xFF) == SQLITE_CORRUPT && errno == EIO) return SQLITE_IOERR;
  return code == SQLITE_READONLY && may_be_written(path) ? SQLITE_IOERR : code;
}

static void report(void *context, int code, const char *message) {
  if ((code & 0xFF) == SQLITE_SCHEMA) return; // as after a restore: it prepares the statement anew
  Buffer line = {0};
  buffer_printf(&line, "SQLite (%d): %s", code, message);
  log_add(context, buffer_slice(&line));
  buffer_release(&line);
}

void store_log_to(Log *log) {
  int code = sqlite3_config(SQLITE_CONFIG_LOG, report, log);
  if (code != SQLITE_OK) BUG("the log of SQLite is set too late");
}

bool failure_set(Error *err, int code, const char *doing, const char *path) {
  code = true_code(code, path);
  const Failure *failure = find(code);
  ErrorKind kind = failure ? failure->kind : ERROR_DATA;
  const char *why = failure ? failure->why : sqlite3_errstr(code);
  if (code == SQLITE_IOERR_NOMEM) kind = ERROR_MEMORY, why = "out of memory";
  error_set(err, kind, "cannot %s the library '%s': %s", doing, path, why);
  if (failure && failure->hint) error_hint(err, "%s", failure->hint);
  return false;
}
