// SPDX-License-Identifier: MIT
// A manuscript to a version: the rules of plain text from notes on, over blocks that a format has
// given. Where the format links notes, they are the notes; else rules 5 to 8 look for them in the
// words, with raised digits as superscripts.
#ifndef POSTIL_IMPORT_STRUCTURED_H
#define POSTIL_IMPORT_STRUCTURED_H

#include "import/manuscript.h"

// The manuscript must be finished and stays the caller's. ERROR_DATA over IMPORT_SPANS_MAX.
Version *structured_version(const Manuscript *manuscript, Error *err);

#endif
