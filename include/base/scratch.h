// SPDX-License-Identifier: MIT
// A private folder with one file in it, for a program that is given a text as a file. Removed with
// whatever the program has left there.
#ifndef POSTIL_BASE_SCRATCH_H
#define POSTIL_BASE_SCRATCH_H

#include "base/error.h"
#include "base/slice.h"

typedef struct Scratch {
  char *folder, *path; // owned; NULL: there is none
} Scratch;

// In $XDG_RUNTIME_DIR (in memory, and the user's own), else $TMPDIR, else /tmp. Readable by the
// user alone.
bool scratch_open(Scratch *scratch, const char *name, Slice text, Error *err);
void scratch_close(Scratch *scratch);

#endif
