// SPDX-License-Identifier: MIT
// Carrying the annotations of a brief over to another version of its text. Private to library/.
//
//   annotation ── last row that placed it ──▶ alignment of that version's text with the new one
//                 row that the reader set ──▶ once more, if that gives an orphan
//
// Each gets one row of anchors for the new version; no row is changed. The rows are computed from
// the texts and are no operations: which of them is shown follows from the brief's version
// (library/fold.h).
#ifndef POSTIL_LIBRARY_CARRY_H
#define POSTIL_LIBRARY_CARRY_H

#include "library/record.h"
#include "text/version.h"

typedef struct CarryCount {
  uint32_t carried, waiting; // rows made; of these those that wait for the reader
} CarryCount;

// Inside a transaction, before the brief shows the version. Those on the whole brief have no place
// and need none. Failures go to the record.
void carry_annotations(Record *record, int64_t brief, const Version *version, int64_t version_key,
                       CarryCount *count);

// Inside a transaction: carries over what does not stand in the version that its brief shows, as
// when that came from elsewhere.
void carry_missing(Record *record);

#endif
