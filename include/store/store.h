// SPDX-License-Identifier: MIT
// One SQLite file, opened, checked and set up; transactions on it; its first failure. Private to
// library/, which says what the rows mean; statements are in store/statement.h.
//
// Failures are sticky: after the first one statements do nothing, and store_check() or
// store_commit() tells. It is forgotten when it has been told, and by store_begin().
#ifndef POSTIL_STORE_STORE_H
#define POSTIL_STORE_STORE_H

#include "base/error.h"
#include "base/log.h"

#include <stdbool.h>

typedef struct Store Store;

typedef enum StoreMode {
  STORE_READ,   // changes nothing
  STORE_CHANGE, // must be there; opened for reading when it cannot be written
  STORE_CREATE, // as STORE_CHANGE, or made anew
} StoreMode;

// Kinds of failure as library_open() documents them. The path must be absolute; its folder must be
// there.
Store *store_open(const char *path, StoreMode mode, Error *err);

// A new one in memory.
Store *store_open_memory(Error *err);

// An empty file without a name that is gone when it is closed, to be filled with a copy of the
// library at `path`, which messages name. Private to store/.
Store *store_open_nameless(const char *path, Error *err);

void store_close(Store *store); // NULL is fine

// Has the program been asked to end? Then a statement waits for other programs only a moment longer
// than it has, and not seconds. NULL: it is never asked, as at first.
typedef bool StoreEnding(const void *context);
void store_set_ending(Store *store, StoreEnding *ending, const void *context);

bool store_read_only(const Store *store);
const char *store_path(const Store *store);

// May anything have been written since this was asked last, by whomever? Cheaper than any
// statement.
bool store_touched(Store *store);

// From the first statement behind this to store_end_reading() all statements see one state of the
// library, whatever others write meanwhile. No transaction may be open, and nothing may be changed.
bool store_begin_reading(Store *store, Error *err);
void store_end_reading(Store *store);

// BEGIN IMMEDIATE. No transaction may be open.
bool store_begin(Store *store, Error *err);

// COMMIT; after any failure since store_begin() ROLLBACK, and the failure is told.
bool store_commit(Store *store, Error *err);

// Several changes in one transaction: from here to store_end_group() store_begin(), store_commit()
// and store_rollback() are about one of them, and what fails takes only that one back. They are
// kept when the group ends well. A full disk may take all of them back: then that fails.
bool store_begin_group(Store *store, Error *err);
bool store_end_group(Store *store, Error *err);

// What waits for the end of a group: a number for a key. Who has put it there takes it before
// store_end_group(); what has to be done about it depends on what is then, for a change that was
// taken back leaves it here.
typedef struct StoreWaiting {
  int64_t key, value;
} StoreWaiting;

// False where there is no group: then nothing waits.
bool store_wait(Store *store, StoreWaiting waiting);

// All that waits, in the order in which it came; good until the group ends.
const StoreWaiting *store_waiting(const Store *store, size_t *count);

// ROLLBACK; keeps a failure for store_check().
void store_rollback(Store *store);

// Tells the first failure, if there was one, and forgets it.
bool store_check(Store *store, Error *err);
bool store_failed(const Store *store); // is there one to be told?

// While it is set, a statement that takes long asks now and then whether to go on. Where not, it has no
// more rows, which is no failure; store_gave_up() tells once. NULL: as long as it takes.
typedef bool StorePatience(void *context);
void store_set_patience(Store *store, StorePatience *go_on, void *context);
bool store_gave_up(Store *store);

// SQLite's own look at the file: quick_check and foreign_key_check. Calls `say` for each fault;
// returns how many. Where the file cannot be read store_check() says so.
unsigned store_examine(Store *store, void (*say)(void *context, const char *sentence),
                       void *context);

// SQLite's own reports go to the log from now on. Before the first store is opened.
void store_log_to(Log *log);

// For tests of what no API does: runs SQL as it is.
bool store_run_script(Store *store, const char *sql, Error *err);

#endif
