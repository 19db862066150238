// SPDX-License-Identifier: MIT
// The fold: from a set of operations to the state tables, one operation at a time. Every act, undo,
// redo and the examination of a library go through fold_apply(). Private to library/.
#ifndef POSTIL_LIBRARY_FOLD_H
#define POSTIL_LIBRARY_FOLD_H

#include "library/operation.h"

// Applies an operation whose row is already in `operation`, and that was not applied before.
// Failures stay in the store.
void fold_apply(Store *store, const Operation *operation);

// The key of a thing; made when nothing has named it yet.
int64_t fold_thing(Store *store, const char *kind, Slice id);

// The same, or 0 when nothing has named it. alive may be NULL.
int64_t fold_find_thing(Store *store, const char *kind, Slice id, bool *alive);

#endif
