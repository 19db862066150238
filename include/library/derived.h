// SPDX-License-Identifier: MIT
// What is read off a version once and kept beside it, in the transaction that adds it: the sources
// of its footnotes, and what it calls itself (data/schema/004_sources.sql). Both are facts of an
// immutable text, so nothing ever changes them; which version of a brief counts is asked when they
// are read. Private to library/.
#ifndef POSTIL_LIBRARY_DERIVED_H
#define POSTIL_LIBRARY_DERIVED_H

#include "store/statement.h"
#include "text/version.h"

// Of a version whose row has just been added. Failures stay in the store.
void derived_add(Store *store, int64_t key, const Version *version);

// Is what is stored what would be read off it today?
bool derived_is_right(Store *store, int64_t key, const Version *version);

// Are there versions of which nothing was read yet, since an older library was brought up to date,
// or by rules that are no longer ours?
bool derived_is_due(Store *store);

// Reads all versions anew, in the transaction that the caller has begun.
void derived_rebuild(Store *store);

#endif
