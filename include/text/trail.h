// SPDX-License-Identifier: MIT
// What stands between a stop and the blank behind it and belongs to the sentence: closing quotation
// marks and brackets, reference marks.
#ifndef POSTIL_TEXT_TRAIL_H
#define POSTIL_TEXT_TRAIL_H

#include "text/scan.h"

typedef struct Trail {
  uint32_t end; // the stop's own end when there is none
  bool mark;    // there is a reference mark in it
} Trail;

// Of the stop characters `run`, which are of this kind.
Trail trail_find(const Scan *scan, Span run, ScanStop kind);

#endif
