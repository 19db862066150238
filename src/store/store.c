// SPDX-License-Identifier: MIT
// A store: connection, transactions, the first failure. Whatever fails between store_begin() and
// store_commit() makes the commit a rollback, so callers check once, at the end.
#include "store/handle.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "store/failure.h"
#include "store/opening.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static Store *wrap(sqlite3 *db, const char *path, bool read_only) {
  if (!db) return NULL;
  Store *store = memory_new(1, sizeof *store);
  store->db = db;
  Buffer log = {0};
  buffer_printf(&log, "%s-wal", path);
  store->path = memory_string(slice_of(path));
  store->log = buffer_take(&log);
  store->read_only = read_only;
  for (int i = 0; i < STATEMENT_COUNT; i++) store->statements[i].store = store;
  return store;
}

// ---- Waiting for other programs

enum { WAIT_MOST_MS = 5000, WAIT_ENDING_MS = 250, WAIT_STEP_MS = 10 };

// SQLite's busy handler: 0 gives up. A signal ends the pause early.
static int wait_a_little(void *context, int tries) {
  const Store *store = context;
  bool ending = store->ending && store->ending(store->ending_context);
  if (tries * WAIT_STEP_MS >= (ending ? WAIT_ENDING_MS : WAIT_MOST_MS)) return 0;
  nanosleep(&(struct timespec){.tv_nsec = WAIT_STEP_MS * 1000000L}, NULL);
  return 1;
}

void store_set_ending(Store *store, StoreEnding *ending, const void *context) {
  store->ending = ending;
  store->ending_context = context;
  sqlite3_busy_handler(store->db, wait_a_little, store);
}

Store *store_open(const char *path, StoreMode mode, Error *err) {
  bool read_only = false;
  sqlite3 *db = opening_connect(path, mode, &read_only, err);
  return wrap(db, path, read_only);
}

Store *store_open_memory(Error *err) {
  return wrap(opening_connect_memory(err), ":memory:", false);
}

Store *store_open_nameless(const char *path, Error *err) {
  return wrap(opening_connect_nameless(path, err), path, false);
}

static void end_statements(Store *store) {
  for (int i = 0; i < STATEMENT_COUNT; i++) statement_end(&store->statements[i]);
}

static int note(void *noted, int count, char **values, char **names) {
  (void)count, (void)names;
  *(bool *)noted = values[0] && values[0][0] == '1';
  return 0;
}

// Statistics for the planner; whether it succeeds does not matter. Of a few rows none are made:
// they would be believed when there are thousands, and without any the planner uses the indexes.
static void make_statistics(sqlite3 *db) {
  bool many = false;
  sqlite3_exec(db, "SELECT max(key) >= 1000 FROM thing", note, &many, NULL);
  if (many) sqlite3_exec(db, "PRAGMA analysis_limit = 400; PRAGMA optimize", NULL, NULL, NULL);
}

void store_close(Store *store) {
  if (!store) return;
  end_statements(store);
  for (int i = 0; i < STATEMENT_COUNT; i++) sqlite3_finalize(store->statements[i].statement);
  if (!store->read_only) make_statistics(store->db);
  sqlite3_close(store->db);
  free(store->waiting);
  free(store->path);
  free(store->log);
  free(store);
}

bool store_read_only(const Store *store) {
  return store->read_only;
}

const char *store_path(const Store *store) {
  return store->path;
}

bool store_touched(Store *store) {
  if (store->failure.kind != ERROR_NONE) store->touch.known = false; // what was read may be nothing
  return touch_look(&store->touch, store->log);
}

// Whoever opened it for reading only may not write; everybody else meets a disk that fails.
static int code_for(const Store *store, int code) {
  return store->read_only && code == SQLITE_READONLY ? SQLITE_PERM : code;
}

void store_fail(Store *store, int code, const char *doing) {
  if ((code & 0xFF) == SQLITE_MISUSE || (code & 0xFF) == SQLITE_RANGE) {
    BUG("SQLite was misused: %s", sqlite3_errmsg(store->db));
  }
  if (store->failure.kind == ERROR_NONE)
    failure_set(&store->failure, code_for(store, code), doing, store->path);
}

// ---- Transactions: a change is one, or a savepoint in that of a group

static bool is_open(const Store *store) {
  return !sqlite3_get_autocommit(store->db);
}

static bool begin(Store *store, Error *err) {
  if (is_open(store)) BUG("a transaction is open already");
  store->failure = (Error){0};
  int code = sqlite3_exec(store->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  if (code == SQLITE_OK) return true;
  return failure_set(err, code_for(store, code), "change", store->path);
}

bool store_begin_reading(Store *store, Error *err) {
  if (is_open(store)) BUG("a transaction is open already");
  int code = sqlite3_exec(store->db, "BEGIN", NULL, NULL, NULL);
  return code == SQLITE_OK || failure_set(err, code, "read", store->path);
}

void store_end_reading(Store *store) {
  end_statements(store);
  if (is_open(store)) sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
}

// Some failures take the whole transaction back, all that was in the group with it.
static bool begin_in_group(Store *store, Error *err) {
  if (store->changing) BUG("a change is open already");
  store->failure = (Error){0};
  int code = is_open(store) ? sqlite3_exec(store->db, "SAVEPOINT change", NULL, NULL, NULL)
                            : SQLITE_ABORT_ROLLBACK;
  store->changing = code == SQLITE_OK;
  return store->changing || failure_set(err, code, "change", store->path);
}

bool store_begin(Store *store, Error *err) {
  return store->grouped ? begin_in_group(store, err) : begin(store, err);
}

bool store_commit(Store *store, Error *err) {
  end_statements(store);
  if (store->failure.kind == ERROR_NONE) {
    const char *sql = store->grouped ? "RELEASE change" : "COMMIT";
    int code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
    if (code == SQLITE_OK) {
      store->changing = false;
      return true;
    }
    store_fail(store, code, "change");
  }
  store_rollback(store);
  return store_check(store, err);
}

void store_rollback(Store *store) {
  end_statements(store);
  const char *sql = store->grouped ? "ROLLBACK TO change; RELEASE change" : "ROLLBACK";
  // Some failures have rolled back already.
  if (is_open(store)) sqlite3_exec(store->db, sql, NULL, NULL, NULL);
  store->changing = false;
}

bool store_wait(Store *store, StoreWaiting waiting) {
  if (!store->grouped) return false;
  store->waiting = memory_grow(store->waiting, store->waiting_count, &store->waiting_room,
                               sizeof *store->waiting);
  store->waiting[store->waiting_count++] = waiting;
  return true;
}

const StoreWaiting *store_waiting(const Store *store, size_t *count) {
  *count = store->waiting_count;
  return store->waiting;
}

bool store_begin_group(Store *store, Error *err) {
  store->waiting_count = 0;
  store->grouped = begin(store, err);
  return store->grouped;
}

bool store_end_group(Store *store, Error *err) {
  store->grouped = false;
  if (!is_open(store)) return failure_set(err, SQLITE_ABORT_ROLLBACK, "change", store->path);
  return store_commit(store, err);
}

bool store_check(Store *store, Error *err) {
  if (store->failure.kind == ERROR_NONE) return true;
  *err = store->failure;
  store->failure = (Error){0};
  return false;
}

bool store_failed(const Store *store) {
  return store->failure.kind != ERROR_NONE;
}

// ---- Patience

static int ask_patience(void *context) {
  Store *store = context;
  return !store->patience(store->patience_context);
}

// FTS5 reads a page of its index by a few steps of a statement: often enough to be asked between
// two pages, seldom enough to cost nothing.
void store_set_patience(Store *store, StorePatience *go_on, void *context) {
  enum { STEPS = 40 };
  store->patience = go_on;
  store->patience_context = context;
  sqlite3_progress_handler(store->db, go_on ? STEPS : 0, go_on ? ask_patience : NULL, store);
}

bool store_gave_up(Store *store) {
  bool gave_up = store->gave_up;
  store->gave_up = false;
  return gave_up;
}

// ---- Looking at the whole file

typedef struct Examination {
  void (*say)(void *context, const char *sentence);
  void *context;
  unsigned faults;
} Examination;

static void say_line(Examination *examination, const char *what, const char *detail) {
  Buffer line = {0};
  buffer_printf(&line, "%s: %s", what, detail ? detail : "?");
  examination->say(examination->context, line.ptr);
  buffer_release(&line);
  examination->faults++;
}

// What cannot be read is not damaged.
static int on_check(void *context, int count, char **values, char **names) {
  (void)count, (void)names;
  if (errno == EIO) return 1;
  if (!values[0] || strcmp(values[0], "ok") != 0)
    say_line(context, "the file is damaged", values[0]);
  return 0;
}

static int on_foreign_key(void *context, int count, char **values, char **names) {
  (void)count, (void)names;
  say_line(context, "a row refers to one that is not there, in table", values[0]);
  return 0;
}

// SQLite opens such a file for reading, as if it were its permissions. Read through SQLite's own
// descriptor: to close another one of the same file would drop its locks.
static bool header_forbids_writing(Store *store) {
  enum { WRITE_VERSION = 18, HEADER_PART = 20, WAL_VERSION = 2 };
  unsigned char header[HEADER_PART] = {0};
  sqlite3_file *file = NULL;
  sqlite3_file_control(store->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (!file || !file->pMethods) return false; // of memory
  int code = file->pMethods->xRead(file, header, HEADER_PART, 0);
  if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ) store_fail(store, code, "read");
  return header[WRITE_VERSION] > WAL_VERSION;
}

unsigned store_examine(Store *store, void (*say)(void *context, const char *sentence),
                       void *context) {
  Examination examination = {say, context, 0};
  failure_expect();
  if (header_forbids_writing(store))
    say_line(&examination, "the file", "its header says that nobody may write it");
  int code = sqlite3_exec(store->db, "PRAGMA quick_check", on_check, &examination, NULL);
  if (code == SQLITE_ABORT) {
    store_fail(store, SQLITE_IOERR, "read");
    return examination.faults;
  }
  if (code == SQLITE_OK) {
    code = sqlite3_exec(store->db, "PRAGMA foreign_key_check", on_foreign_key, &examination, NULL);
  }
  if (code != SQLITE_OK) say_line(&examination, "the file cannot be checked", sqlite3_errstr(code));
  return examination.faults;
}

bool store_run_script(Store *store, const char *sql, Error *err) {
  int code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
  return code == SQLITE_OK || failure_set(err, code_for(store, code), "change", store->path);
}
