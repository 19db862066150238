// SPDX-License-Identifier: MIT
// Zip archives that documents come in: which members there are, and the bytes of those that are
// wanted. Everything is in memory; nothing is ever written to a disk.
#ifndef POSTIL_IMPORT_ARCHIVE_H
#define POSTIL_IMPORT_ARCHIVE_H

#include "base/error.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stdint.h>

enum {
  ARCHIVE_MEMBERS_MAX = 10000,
  ARCHIVE_MEMBER_BYTES_MAX = 64 << 20, // of one member, unpacked
  ARCHIVE_BYTES_MAX = 256 << 20,       // of all that are wanted together
  ARCHIVE_RATIO_MAX = 200,             // unpacked to packed, of the archive as a whole …
  ARCHIVE_RATIO_FREE = 1 << 20,        // … which so many bytes may exceed
};

typedef struct Archive Archive;

// Shall a member be unpacked? Names are as in the archive: "word/document.xml".
typedef bool ArchiveWants(Slice name);

// Unpacks the wanted members of an archive, in one pass. NULL and ERROR_DATA when it is cut off,
// damaged or locked by a password, over a cap, has a member whose name leads out of it ("..", a
// leading "/"), or when libarchive is missing. The bytes need not outlive the call.
Archive *archive_open(Slice bytes, ArchiveWants *wants, Error *err);
void archive_close(Archive *archive); // NULL is fine

// The bytes of a member that was wanted, borrowed; of two of the same name the first. False when
// there is none.
bool archive_find(const Archive *archive, Slice name, Slice *bytes);

// archive_find() or ERROR_DATA "… has no member 'word/document.xml'".
bool archive_need(const Archive *archive, Slice name, Slice *bytes, Error *err);

#endif
