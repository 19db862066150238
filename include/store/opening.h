// SPDX-License-Identifier: MIT
// Opening a library's file: permissions, settings, identity, creation. Private to store/.
#ifndef POSTIL_STORE_OPENING_H
#define POSTIL_STORE_OPENING_H

#include "base/error.h"
#include "store/store.h"

struct sqlite3;

// The connection, set up and known to be ours; NULL with *err set, and not one byte written.
// *read_only tells how it was opened.
struct sqlite3 *opening_connect(const char *path, StoreMode mode, bool *read_only, Error *err);

// The same for an empty one in memory.
struct sqlite3 *opening_connect_memory(Error *err);

// A library of ours, of any schema, to be read only: nothing is brought up to date. NULL with *err.
struct sqlite3 *opening_connect_as_it_is(const char *path, Error *err);

// An empty file without a name; `path` is for messages.
struct sqlite3 *opening_connect_nameless(const char *path, Error *err);

#endif
