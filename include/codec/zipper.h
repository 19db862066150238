// SPDX-License-Identifier: MIT
// Zip archives as such: a writer of stored entries (method 0) with CRC-32, all of the same instant,
// so that equal contents give equal bytes. It makes headers; who has the file writes them.
//
//   local header, contents, local header, contents, …, directory
//
// A local header goes out before its contents are known and is written over afterwards.
#ifndef POSTIL_CODEC_ZIPPER_H
#define POSTIL_CODEC_ZIPPER_H

#include "base/buffer.h"
#include "base/error.h"

typedef struct ZipperEntry {
  char *name;
  uint64_t pos; // of its local header
  uint64_t size;
  uint32_t crc;
} ZipperEntry;

typedef struct Zipper {
  ZipperEntry *entries;
  uint32_t count;
  size_t capacity;
} Zipper; // {0} is an empty one

// A new entry whose local header, added to out, will stand at pos.
void zipper_start(Zipper *zip, const char *name, uint64_t pos, Buffer *out);

// Contents of the entry that was started last.
void zipper_add(Zipper *zip, Slice bytes);

// The true header of the last entry, to be written over at entries[count - 1].pos.
void zipper_write_header(const Zipper *zip, Buffer *out);

// The directory, which will stand at pos. ERROR_DATA when something is over the 4 GiB of the format.
bool zipper_write_directory(const Zipper *zip, uint64_t pos, Buffer *out, Error *err);

void zipper_release(Zipper *zip);

// CRC-32 (ISO 3309, as zip and PNG have it) of more bytes; the first call takes 0.
uint32_t zipper_crc(uint32_t crc, Slice bytes);

#endif
