// SPDX-License-Identifier: MIT
// Opening: a path becomes a connection that can be trusted.
//
//   may it be read, written? ── open ── settings that write nothing ── identity ─┬─ ours ── WAL,
//   FULL
//                                                                                ├─ older ── copy,
//                                                                                │ migrate ├─ empty
//                                                                                ── create └─
//                                                                                refused ── close
//
// A refused file with a log beside it is closed without a checkpoint, so that not one byte changes;
// one without is closed as usual, so that no empty log stays. Who only wants to read opens as a
// writer that is forbidden to write, where that can be: then a crashed program's journal is played
// back, and no empty log stays either. What can only be read is opened so; a library in WAL mode in
// a folder where nothing can be made needs immutable=1, which is right only while there is no log:
// then nobody is writing.
#include "store/opening.h"

#include "base/buffer.h"
#include "base/file.h"
#include "store/creation.h"
#include "store/failure.h"
#include "store/function.h"
#include "store/identity.h"
#include "store/migration.h"
#include "store/tokenizer.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUSY_MS = 5000, RETRY_MS = 10 };

static bool refuse_missing(Error *err, const char *path) {
  error_set(err, ERROR_INPUT, "cannot open the library '%s': there is none", path);
  return error_hint(err, "'postil add FILE' makes one");
}

// ---- Settings

typedef struct Setting {
  int name, value;
} Setting;

static const Setting switches[] = {
    {SQLITE_DBCONFIG_DEFENSIVE, 1},      {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
    {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0}, {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
    {SQLITE_DBCONFIG_DQS_DML, 0},        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
    {SQLITE_DBCONFIG_DQS_DDL, 0},        {SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0},
};

// A row with a text of 64 MiB is longer than 64 MiB. ATTACHED 0 would break VACUUM, TRIGGER_DEPTH 1
// ON DELETE CASCADE.
static const Setting limits[] = {
    {SQLITE_LIMIT_LENGTH, 80 << 20},
    {SQLITE_LIMIT_SQL_LENGTH, 100000},
    {SQLITE_LIMIT_COLUMN, 100},
    {SQLITE_LIMIT_EXPR_DEPTH, 50},
    {SQLITE_LIMIT_COMPOUND_SELECT, 10},
    {SQLITE_LIMIT_VDBE_OP, 25000},
    {SQLITE_LIMIT_FUNCTION_ARG, 16},
    {SQLITE_LIMIT_ATTACHED, 1},
    {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000},
    {SQLITE_LIMIT_VARIABLE_NUMBER, 100},
    {SQLITE_LIMIT_TRIGGER_DEPTH, 10},
};

static void set_up(sqlite3 *db) {
  sqlite3_busy_timeout(db, BUSY_MS);
  for (size_t i = 0; i < sizeof switches / sizeof *switches; i++) {
    sqlite3_db_config(db, switches[i].name, switches[i].value, NULL);
  }
  for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
    sqlite3_limit(db, limits[i].name, limits[i].value);
  }
}

// Settings of the connection that need no look at the file.
static int set_pragmas(sqlite3 *db) {
  return sqlite3_exec(
      db,
      "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;"
      "PRAGMA foreign_keys = ON;",
      NULL, NULL, NULL);
}

static int copy_word(void *context, int count, char **values, char **names) {
  (void)names;
  char *word = context;
  if (count > 0 && values[0]) {
    strncpy(word, values[0], 15);
    word[15] = '\0';
  }
  return 0;
}

// journal_mode does not always wait for its lock as other statements do, so the wait is ours: two
// programs may make one library at the same time.
static int set_wal(sqlite3 *db, char mode[16]) {
  int code = sqlite3_exec(db, "PRAGMA journal_mode", copy_word, mode, NULL);
  if (code != SQLITE_OK || strcmp(mode, "wal") == 0) return code;
  for (int waited = 0; waited <= BUSY_MS; waited += RETRY_MS) {
    code = sqlite3_exec(db, "PRAGMA journal_mode = WAL", copy_word, mode, NULL);
    if ((code & 0xFF) != SQLITE_BUSY) return code;
    sqlite3_sleep(RETRY_MS);
  }
  return code;
}

// A commit is durable when it returns: WAL with FULL, or where WAL cannot be DELETE with EXTRA.
static int set_durable(sqlite3 *db) {
  char mode[16] = "";
  int code = set_wal(db, mode);
  if (code != SQLITE_OK) return code;
  bool wal = strcmp(mode, "wal") == 0;
  if (!wal) sqlite3_log(SQLITE_WARNING, "no write-ahead log here: changes are as safe, but slower");
  const char *rest = wal ? "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 4194304;"
                         : "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA;";
  return sqlite3_exec(db, rest, NULL, NULL, NULL);
}

// ---- Opening

static bool make(sqlite3 *db, const char *path, Error *err) {
  failure_expect();
  int code = set_durable(db);
  if (code == SQLITE_OK) code = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  if (code != SQLITE_OK) return failure_set(err, code, "make", path);
  // Another program may have made it in the meantime.
  Identity identity = identity_check(db, path, err);
  if (identity == IDENTITY_EMPTY && identity_create(db, err)) {
    code = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    if (code == SQLITE_OK) return true;
    failure_set(err, code, "make", path);
  }
  sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
  return identity == IDENTITY_OURS;
}

// Who only reads is kept from writing, but for this.
static bool migrate(sqlite3 *db, const char *path, StoreMode mode, bool writable, Error *err) {
  if (!writable) {
    error_set(err, ERROR_PERMISSION,
              "cannot open the library '%s': it is of an older postil and cannot be written", path);
    return error_hint(err, "open it once where it can be written: that brings it up to date");
  }
  if (mode == STORE_READ) sqlite3_exec(db, "PRAGMA query_only = OFF", NULL, NULL, NULL);
  bool ok = migration_run(db, path, err);
  if (mode == STORE_READ) sqlite3_exec(db, "PRAGMA query_only = ON", NULL, NULL, NULL);
  return ok;
}

// The file system lets it be written, but its first bytes say that nobody may: no postil made
// those.
static bool check_header(sqlite3 *db, const char *path, Error *err) {
  failure_expect();
  return sqlite3_db_readonly(db, "main") != 1 || failure_set(err, SQLITE_CORRUPT, "open", path);
}

static bool accept(sqlite3 *db, const char *path, StoreMode mode, bool writable, Error *err) {
  bool read_only = mode == STORE_READ || !writable;
  Identity identity = identity_check(db, path, err);
  if (identity == IDENTITY_REFUSED) return false;
  if (identity == IDENTITY_EMPTY) {
    if (mode != STORE_CREATE) return refuse_missing(err, path);
    if (read_only) {
      return error_set(err, ERROR_PERMISSION, "cannot make the library '%s': permission denied",
                       path);
    }
    return make(db, path, err);
  }
  bool writes = !read_only || (writable && identity == IDENTITY_OLDER);
  if (writes && !check_header(db, path, err)) return false;
  if (identity == IDENTITY_OLDER && !migrate(db, path, mode, writable, err)) return false;
  if (read_only) return true;
  int code = set_durable(db);
  return code == SQLITE_OK || failure_set(err, code, "open", path);
}

static bool folder_writable(const char *path) {
  const char *slash = strrchr(path, '/');
  Buffer folder = {0};
  buffer_add(&folder, slice_make(path, slash ? (size_t)(slash - path) + 1 : 0));
  bool can = access(folder.len ? folder.ptr : ".", W_OK) == 0;
  buffer_release(&folder);
  return can;
}

// A library that is not there and cannot be made is no input that is missing. SQLite opens once
// more for reading, and keeps the errno of that: the folder knows better.
static bool explain_open(Error *err, sqlite3 *db, int code, const char *path) {
  int number = db ? sqlite3_system_errno(db) : 0;
  bool making = access(path, F_OK) != 0;
  if (making && !folder_writable(path)) number = errno;
  failure_set(err, code, making ? "make" : "open", path);
  if ((code & 0xFF) == SQLITE_CANTOPEN && number) {
    ErrorKind kind = error_kind_of_errno(number);
    error_set(err, making && kind == ERROR_INPUT ? ERROR_CREATE : kind,
              "cannot %s the library '%s': %s", making ? "make" : "open", path, strerror(number));
  }
  return false;
}

// `name` is the path, or a URI with SQLITE_OPEN_URI in flags.
static int open_file(const char *name, int flags, sqlite3 **db) {
  mode_t before = umask(077);
  // There is one thread: mutexes would only cost.
  flags |= SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX;
  int code = sqlite3_open_v2(name, db, flags, NULL);
  umask(before);
  if (code != SQLITE_OK) return code;
  set_up(*db);
  code = set_pragmas(*db);
  if (code == SQLITE_OK) code = function_register(*db);
  return code == SQLITE_OK ? tokenizer_register(*db) : code;
}

static bool has_log(const char *path) {
  Buffer log = {0};
  buffer_printf(&log, "%s-wal", path);
  struct stat info;
  bool has = stat(log.ptr, &info) == 0 && info.st_size > 0;
  buffer_release(&log);
  return has;
}

// Nobody can be writing a library in WAL mode that has no log, where none can be made either.
// Opening it like any other would fail, and SQLite would report that as if it were a fault.
static bool is_still(const char *path) {
  enum { READ_VERSION = 19, HEADER_PART = 20 }; // 2 for WAL
  Buffer log = {0}, header = {0};
  size_t whole;
  buffer_printf(&log, "%s-wal", path);
  bool still = !folder_writable(path) && access(log.ptr, F_OK) != 0 && errno == ENOENT &&
               file_read_part(path, 0, HEADER_PART, &header, &whole) && header.len == HEADER_PART &&
               header.ptr[READ_VERSION] == 2;
  buffer_release(&log);
  buffer_release(&header);
  return still;
}

static char *immutable_uri(const char *path) {
  Buffer uri = {0};
  buffer_add_string(&uri, "file:");
  for (const char *at = path; *at; at++) {
    if (strchr("%?#", *at))
      buffer_printf(&uri, "%%%02X", (unsigned)(unsigned char)*at);
    else
      buffer_add_byte(&uri, *at);
  }
  buffer_add_string(&uri, "?immutable=1");
  return buffer_take(&uri);
}

static int open_immutable(const char *path, sqlite3 **db) {
  char *uri = immutable_uri(path);
  int code = open_file(uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, db);
  free(uri);
  return code;
}

// Can it be read as it is? Where not, and nobody can be writing it, it is opened once more as a
// file that does not change.
static int open_for_reading(const char *path, sqlite3 **db) {
  if (is_still(path)) return open_immutable(path, db);
  int code = open_file(path, SQLITE_OPEN_READONLY, db);
  if (code == SQLITE_OK) code = sqlite3_exec(*db, "PRAGMA schema_version", NULL, NULL, NULL);
  int primary = code & 0xFF;
  if ((primary != SQLITE_CANTOPEN && primary != SQLITE_READONLY) || has_log(path)) {
    return primary == SQLITE_NOTADB || primary == SQLITE_CORRUPT ? SQLITE_OK : code;
  }
  sqlite3_close(*db);
  *db = NULL;
  return open_immutable(path, db);
}

// What the file system allows: false with *err, or *writable.
static bool look(const char *path, StoreMode mode, bool *writable, Error *err) {
  struct stat info;
  *writable = true;
  if (stat(path, &info) != 0) {
    if (errno == ENOENT && mode == STORE_CREATE) return true;
    if (errno == ENOENT) return refuse_missing(err, path);
    return error_set(err, error_kind_of_errno(errno), "cannot open the library '%s': %s", path,
                     strerror(errno));
  }
  if (!S_ISREG(info.st_mode)) {
    return error_set(err, ERROR_DATA, "cannot open the library '%s': it is no regular file", path);
  }
  if (access(path, R_OK) != 0) {
    return error_set(err, ERROR_PERMISSION, "cannot open the library '%s': %s", path,
                     strerror(errno));
  }
  *writable = access(path, W_OK) == 0 && folder_writable(path);
  return true;
}

// Where opening for writing fails SQLite opens for reading instead; but what may be written and
// then cannot be is a failure of the disk.
static int open_for_change(const char *path, StoreMode mode, sqlite3 **db) {
  int code =
      open_file(path, SQLITE_OPEN_READWRITE | (mode == STORE_CREATE ? SQLITE_OPEN_CREATE : 0), db);
  if (code == SQLITE_OK && sqlite3_db_readonly(*db, "main") == 1) return SQLITE_CANTOPEN;
  if (code != SQLITE_OK || mode != STORE_READ) return code;
  return sqlite3_exec(*db, "PRAGMA query_only = ON", NULL, NULL, NULL);
}

// A refused file, or one of which a copy is made, keeps its log.
static void close_as_it_is(sqlite3 *db, bool log) {
  if (db && log) sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_close(db);
}

sqlite3 *opening_connect(const char *path, StoreMode mode, bool *read_only, Error *err) {
  bool writable;
  if (!look(path, mode, &writable, err)) return NULL;
  *read_only = mode == STORE_READ || !writable;
  if (mode == STORE_CREATE && writable) creation_try(path);
  bool log = has_log(path);
  sqlite3 *db = NULL;
  int code = writable ? open_for_change(path, mode, &db) : open_for_reading(path, &db);
  if (code != SQLITE_OK) {
    explain_open(err, db, code, path);
  } else if (accept(db, path, mode, writable, err)) {
    return db;
  }
  close_as_it_is(db, log);
  return NULL;
}

sqlite3 *opening_connect_as_it_is(const char *path, Error *err) {
  bool writable;
  if (!look(path, STORE_READ, &writable, err)) {
    if (err->kind == ERROR_INPUT) error_hint(err, "%s", ""); // nobody wants one made
    return NULL;
  }
  bool log = has_log(path);
  sqlite3 *db = NULL;
  int code = writable ? open_for_change(path, STORE_READ, &db) : open_for_reading(path, &db);
  if (code != SQLITE_OK) {
    explain_open(err, db, code, path);
  } else {
    if (log) sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    Identity identity = identity_check(db, path, err);
    if (identity == IDENTITY_OURS || identity == IDENTITY_OLDER) return db;
    if (identity == IDENTITY_EMPTY) refuse_missing(err, path);
  }
  close_as_it_is(db, log);
  return NULL;
}

// SQLite keeps what does not fit into its cache in a file that it has already unlinked.
sqlite3 *opening_connect_nameless(const char *path, Error *err) {
  sqlite3 *db = NULL;
  int code = open_file("", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &db);
  if (code == SQLITE_OK) return db;
  failure_set(err, code, "copy", path);
  sqlite3_close(db);
  return NULL;
}

sqlite3 *opening_connect_memory(Error *err) {
  sqlite3 *db = NULL;
  int code = open_file(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &db);
  if (code == SQLITE_OK && identity_create(db, err)) return db;
  if (code != SQLITE_OK) failure_set(err, code, "make", ":memory:");
  sqlite3_close(db);
  return NULL;
}
