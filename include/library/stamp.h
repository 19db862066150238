// SPDX-License-Identifier: MIT
// Stamps of operations, this replica's name, and new ids. Private to library/.
//
// A stamp is hybrid logical time: 13 digits of milliseconds, a counter, the replica; as a string it
// compares as time. A new stamp is greater than all that this machine has seen about its thing,
// however slow the clock, while a clock that runs wild elsewhere harms only what it has touched.
//
// With $POSTIL_NOW set everything is determined: the replica is $POSTIL_REPLICA and random ids are
// counted.
#ifndef POSTIL_LIBRARY_STAMP_H
#define POSTIL_LIBRARY_STAMP_H

#include "base/uuid.h"
#include "store/statement.h"

enum { STAMP_SIZE = 29, STAMP_REPLICA_SIZE = 9 };

// The stamp of a new operation on a thing, with `now` the moment of the act. Inside a transaction.
void stamp_next(Store *store, const char *kind, const char *id, int64_t now, char out[STAMP_SIZE]);

bool stamp_valid(Slice text);

// The moment that a valid stamp says.
int64_t stamp_moment(Slice stamp);

// A new random id. Inside a transaction.
void stamp_new_id(Store *store, char out[UUID_SIZE]);

#endif
