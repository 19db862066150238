// SPDX-License-Identifier: MIT
// A codebook as a file: JSON Lines, a tag a line, as they stand in the format jsonl. One of REFI-QDA
// (write_qdc.c), as other programs write it, is read as well.
//
//   {"type":"tag","id":"…","path":"water/release","colour":"#ffd700","memo":"…","aliases":["…"]}
//
// The reader wants the path only; lines of another type are passed over, so that an export of
// annotations is a codebook too. A colour is #rrggbb or a name; what is left out stays as it is.
#ifndef POSTIL_EXCHANGE_TAGFILE_H
#define POSTIL_EXCHANGE_TAGFILE_H

#include "base/memory.h"
#include "codec/json.h"
#include "library/tag.h"

enum { TAGFILE_MOST = 16 << 20 }; // bytes of a file that is read

void tagfile_write(const TagList *list, Buffer *out);

typedef struct TagFile {
  Arena *arena; // holds them
  TagEntry *entries;
  uint32_t count;
  size_t capacity;
} TagFile;

// ERROR_DATA, with the number of the line, for what is no JSON object, has no path where it is a
// tag, or a colour that is none; also when no line is a tag.
bool tagfile_read(Slice bytes, TagFile *file, Error *err);

// The codes of a REFI-QDA codebook (.qdc) or of a project's file: `<Code name="…" color="#rrggbb">`
// with a `<Description>` for its memo. Codes in a code are the tags below its tag. The colour that
// write_qdc.c gives to tags without one means none. ERROR_DATA when there is no code.
bool tagfile_read_refi(Slice bytes, TagFile *file, Error *err);

// Takes an entry over; its texts are in the file's arena.
void tagfile_add(TagFile *file, TagEntry entry);

// One tag's line; false with *why in a few words.
bool tagfile_read_entry(Arena *arena, const JsonValue *line, TagEntry *entry, const char **why);

void tagfile_release(TagFile *file);

#endif
