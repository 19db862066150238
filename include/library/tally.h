// SPDX-License-Identifier: MIT
// How many annotations have which tag, and which have none: kept, so that nobody has to count
// (data/schema/010_lanes.sql). Counted are living annotations of briefs on the list; a tag that was
// merged counts as the one that it leads to. The fold notes what there is of a thing before an
// operation and settles the difference afterwards. Private to library/.
#ifndef POSTIL_LIBRARY_TALLY_H
#define POSTIL_LIBRARY_TALLY_H

#include "base/keys.h"
#include "store/statement.h"

// Annotations that have a tag or one that was merged into it; 0 for a tag that was merged itself.
uint32_t tally_of(Store *store, int64_t tag);

// The same of a path that several living tags show, which takes a look at each use of them:
// machines that rename apart make such tags.
uint32_t tally_of_path(Store *store, const char *path);

// The tags that an annotation counts for, each once.
Keys tally_note(Store *store, int64_t annotation);

// What it counts for may have changed, or its life. Releases the note.
void tally_settle(Store *store, int64_t annotation, Keys *before);

// A brief has come on the list, or has left it (-1).
void tally_count_brief(Store *store, int64_t brief, int more);

// What a tag leads to, and whether that shows.
typedef struct TallyTag {
  int64_t end; // 0 for nothing
  bool alive;
} TallyTag;

TallyTag tally_note_tag(Store *store, int64_t tag);
void tally_settle_tag(Store *store, int64_t tag, TallyTag before);

// Is every row what it should be, and none missing?
bool tally_is_right(Store *store);
void tally_rebuild(Store *store);

#endif
