// SPDX-License-Identifier: MIT
// UUIDs (RFC 9562) in their text form: 36 lower-case characters and a NUL.
#ifndef POSTIL_BASE_UUID_H
#define POSTIL_BASE_UUID_H

#include "base/slice.h"

enum { UUID_SIZE = 37 };

// Version 4, from getrandom(2).
void uuid_random(char out[UUID_SIZE]);

// Version 5 of a name in postil's own name space 8d37c931-3389-5b5e-8ad7-980af9af3fbe, which is the
// UUIDv5 of the DNS name "postil.invalid". Libraries agree on ids that are made so.
void uuid_named(Slice name, char out[UUID_SIZE]);

bool uuid_valid(Slice text);

#endif
