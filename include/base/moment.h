// SPDX-License-Identifier: MIT
// Instants, in microseconds since 1970-01-01T00:00:00Z, and their one text form: RFC 3339 in UTC
// with "Z", a fraction only if there is one, without trailing zeros.
#ifndef POSTIL_BASE_MOMENT_H
#define POSTIL_BASE_MOMENT_H

#include "base/slice.h"

#include <stdint.h>

enum { MOMENT_TEXT_SIZE = 32 };

// Now; or, for tests, the instant in $POSTIL_NOW when that is set and well-formed.
int64_t moment_now(void);

// Milliseconds of a clock that nobody sets, for deadlines and waits; no instant of a calendar.
int64_t moment_steady_ms(void);

// Is it before a deadline of that clock? In the form that work in slices asks it, with a pointer to
// the deadline (int64_t).
bool moment_is_before(void *deadline_ms);

void moment_format(int64_t moment, char out[MOMENT_TEXT_SIZE]);

// Reads the form above (any offset, "Z" or "+hh:mm"); false if it is not one.
bool moment_parse(Slice text, int64_t *moment);

#endif
