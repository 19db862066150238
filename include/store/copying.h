// SPDX-License-Identifier: MIT
// Whole libraries copied, by SQLite's backup interface: to a file, from a file, and one in the
// place of another. Others may read and write the library meanwhile; a copy is always of one state
// of it.
#ifndef POSTIL_STORE_COPYING_H
#define POSTIL_STORE_COPYING_H

#include "store/store.h"

// Writes the library to a file that is whole or not there at all (base/file.h). An existing one
// needs `replace`, else ERROR_CREATE; the library itself is no place for its backup: ERROR_USAGE.
bool copying_save(Store *store, const char *path, bool replace, Error *err);

// A copy to work on, in a temporary file without a name, brought up to date there when it is of an
// older schema. The file that it is of is only read; what store_open() refuses is refused.
Store *copying_load(const char *path, Error *err);

// A number that differs when another connection has written to the library since.
int64_t copying_watch(Store *store);

// Puts the contents of `by` in the place of the library's, in one transaction: who has it open sees
// the old state or the new one. ERROR_BUSY, and nothing done, when copying_watch() has changed.
bool copying_replace(Store *store, int64_t watched, Store *by, Error *err);

#endif
