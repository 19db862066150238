// SPDX-License-Identifier: MIT
// What can be read of a library, row by row, taken over into a new one. Private to library/.
#ifndef POSTIL_STORE_SALVAGE_H
#define POSTIL_STORE_SALVAGE_H

#include "store/store.h"

#include <stdint.h>

// An empty library in a file without a name; messages name `path`.
Store *salvage_open(const char *path, Error *err);

// Copies, in the transaction that the caller has begun on `to`, what cannot be computed: texts,
// operations, the journal, settings, where the reader is; of anchors those that were carried over.
// Rows that cannot be read, or that the new library does not take because they contradict its
// schema or refer to what is not there, are left out and counted in *lost.
bool salvage_rows(Store *from, Store *to, uint64_t *lost, Error *err);

// Is every page of the file sound?
bool salvage_is_sound(Store *store);

#endif
