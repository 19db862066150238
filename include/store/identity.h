// SPDX-License-Identifier: MIT
// Is this file a library of ours? The checks of an opened database before anything is written to
// it, and the creation of a new one. Private to store/.
#ifndef POSTIL_STORE_IDENTITY_H
#define POSTIL_STORE_IDENTITY_H

#include "base/error.h"
#include "base/hash.h"

struct sqlite3;

enum { IDENTITY_APPLICATION = 0x506F7374 }; // "Post"

typedef enum Identity {
  IDENTITY_OURS,
  IDENTITY_OLDER,   // ours, of an older schema
  IDENTITY_EMPTY,   // not there: an empty file, or a creation cut off
  IDENTITY_REFUSED, // *err says why
} Identity;

// In this order: no database, another application, a newer schema, a stranger's trigger or view,
// own tables that are not those of the schema that the file says it has. Reads only.
Identity identity_check(struct sqlite3 *db, const char *path, Error *err);

// Schema, application_id and user_version in the transaction that the caller has begun.
bool identity_create(struct sqlite3 *db, Error *err);

// The number of the schema that the file says it has.
unsigned identity_schema(struct sqlite3 *db);

// What is newer of the schema, and user_version, in the transaction that the caller has begun.
bool identity_upgrade(struct sqlite3 *db, Error *err);

// A hash of all tables and indexes, statistics left out; false when they cannot be read.
bool identity_print(struct sqlite3 *db, char print[HASH_HEX_SIZE]);

#endif
