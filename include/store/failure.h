// SPDX-License-Identifier: MIT
// SQLite's result codes as errors with a sentence. Private to store/.
#ifndef POSTIL_STORE_FAILURE_H
#define POSTIL_STORE_FAILURE_H

#include "base/error.h"

#include <errno.h>

// Call before SQLite: it tells damage from a disk that cannot be read by errno alone.
static inline void failure_expect(void) {
  errno = 0;
}

// "cannot <doing> the library '<path>': <why>", with a hint where one helps. Returns false.
bool failure_set(Error *err, int code, const char *doing, const char *path);

#endif
