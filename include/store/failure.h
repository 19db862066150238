// SPDX-License-Identifier: MIT
// SQLite's result codes as errors with a sentence. Private to store/.
#ifndef POSTIL_STORE_FAILURE_H
#define POSTIL_STORE_FAILURE_H

#include "base/error.h"

// "cannot <doing> the library '<path>': <why>", with a hint where one helps. Returns false.
bool failure_set(Error *err, int code, const char *doing, const char *path);

#endif
