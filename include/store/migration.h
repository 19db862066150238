// SPDX-License-Identifier: MIT
// An older library brought up to date. Private to store/.
#ifndef POSTIL_STORE_MIGRATION_H
#define POSTIL_STORE_MIGRATION_H

#include "base/error.h"

struct sqlite3;

// Checks the whole file, copies it to PATH.schema-N.bak, N the schema that it has, and makes the
// newer schema in one transaction. On failure the library is as it was. The connection must be able
// to write, and identity_check() must have said IDENTITY_OLDER.
bool migration_run(struct sqlite3 *db, const char *path, Error *err);

#endif
