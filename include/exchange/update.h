// SPDX-License-Identifier: MIT
// Exporting into a file again: what changed in the library changes in the file, what people wrote
// stays. Block by block (exchange/marks.h):
//
//   in the file        in the export     becomes
//   as it was written  the same          stays
//   as it was written  another           the new one, in the old one's place
//   as it was written  not there         goes away
//   edited by hand     any, or none      stays, and is told
//   not there          there             comes before the block that follows it in the export
//   twice              any               both stay, and that is told
//
// Blocks stay where people moved them. A block whose mark is gone belongs to the reader, and comes
// anew.
#ifndef POSTIL_EXCHANGE_UPDATE_H
#define POSTIL_EXCHANGE_UPDATE_H

#include "base/buffer.h"
#include "base/error.h"

enum { UPDATE_BYTES_MAX = 64 << 20 }; // of a file that is there

// Told of each block that is kept as it stands though the export has another.
typedef void UpdateSay(void *context, const char *path, uint32_t line, const char *what);

typedef struct UpdateCounts {
  uint32_t made, changed, same, removed; // annotations
  uint32_t kept;                         // blocks that were edited by hand
} UpdateCounts;

typedef struct Update {
  bool rehearsal; // does everything but write
  UpdateSay *say; // or NULL
  void *context;
  UpdateCounts counts; // of all files so far
  uint32_t written;    // files that were not as the export wants them

  // The file in hand.
  char *path;
  Buffer fresh;

  char **done; // paths of all files so far
  uint32_t done_count;
  size_t done_capacity;
} Update;

// The file as it will be. False when nothing in `old` is marked: then nobody knows what in it is
// people's own.
bool update_merge(Update *update, Slice old, Slice fresh, Buffer *out);

// One file after the other, in the steps of exchange/target.h. A file that is not there is made,
// one that has no marks is ERROR_CREATE, one that would stay the same is not touched.
void update_start(Update *update, const char *path);
void update_add(Update *update, Slice bytes);
bool update_finish(Update *update, Error *err);
void update_release(Update *update);

// After the last file: tells of each other file in the folder, of the same ending, that an earlier
// export has marked. They are left as they are.
void update_tell_others(Update *update, const char *folder);

// "2 new, 1 changed, 5 same, 1 removed, 0 kept as edited"
void update_write_counts(const UpdateCounts *counts, Buffer *out);

#endif
