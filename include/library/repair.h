// SPDX-License-Identifier: MIT
// A library that has faults, made anew from what cannot be computed: texts and operations. State
// tables, what is read off texts, the index of words and lost places of annotations follow from
// these.
#ifndef POSTIL_LIBRARY_REPAIR_H
#define POSTIL_LIBRARY_REPAIR_H

#include "library/library.h"

typedef enum RepairOutcome {
  REPAIR_WHOLE,    // there was nothing to repair: nothing was written
  REPAIR_MENDED,   // in its place; the library as it was is in `file`
  REPAIR_SALVAGED, // the file is damaged and was left as it is; what could be read is in `file`
} RepairOutcome;

typedef struct Repair {
  RepairOutcome outcome;
  char *file;      // NULL for REPAIR_WHOLE
  uint64_t lost;   // rows that could not be read or contradicted the rest
  unsigned faults; // that the repaired library still has
  uint32_t briefs_less, annotations_less, tags_less; // living ones that nothing tells of any more
} Repair;

// `say` is told each fault as it was, and `still` each that is left. ERROR_DATA for what is no
// library, newer, or cannot be read at all, ERROR_BUSY when another program changes it meanwhile.
typedef void RepairSay(void *context, const char *sentence);
bool repair_library(const char *path, RepairSay *say, RepairSay *still, void *context,
                    Repair *repair, Error *err);
void repair_release(Repair *repair);

#endif
