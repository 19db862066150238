// SPDX-License-Identifier: MIT
// What is inside a Store. Private to store/.
#ifndef POSTIL_STORE_HANDLE_H
#define POSTIL_STORE_HANDLE_H

#include "store/statement.h"
#include "store/store.h"
#include "store/touch.h"

#include <sqlite3.h>

struct Statement {
  Store *store;
  sqlite3_stmt *statement; // NULL until first used
  int bound;               // parameters bound so far
  bool running;            // started and not ended
};

struct Store {
  sqlite3 *db;
  char *path, *log; // the file, and the one that changes are written to first
  Touch touch;
  bool read_only;
  bool grouped;          // a transaction is open that holds several changes …
  bool changing;         // … and one of them has begun
  StoreWaiting *waiting; // for the group's end
  size_t waiting_count, waiting_room;
  StorePatience *patience; // NULL: none
  void *patience_context;
  bool gave_up;
  StoreEnding *ending;
  const void *ending_context;
  Error failure; // the first one; kind ERROR_NONE: none
  Statement statements[STATEMENT_COUNT];
};

// Notes what went wrong, if it is the first failure.
void store_fail(Store *store, int code, const char *doing);

#endif
