// SPDX-License-Identifier: MIT
// The readers of foreign files, one file of code each (src/exchange/read_NAME.c), and the table
// that tells which one a file is for.
//
// A reader turns bytes into a ForeignFile and touches no library. What is not its format at all is
// ERROR_DATA; a damaged annotation is added with the reason why it is left out. Nothing is
// trusted: every reader is linear in its input and a fuzz target.
#ifndef POSTIL_EXCHANGE_READERS_H
#define POSTIL_EXCHANGE_READERS_H

#include "codec/json.h"
#include "exchange/foreign.h"

typedef bool ReadersRead(Slice bytes, ForeignFile *file, Error *err);

typedef struct ReadersFormat {
  const char *name;  // "kindle"
  const char *prose; // for help: "Kindle's My Clippings.txt"
  ReadersRead *read;
} ReadersFormat;

const ReadersFormat *readers_formats(uint32_t *count);
const ReadersFormat *readers_find(Slice name); // NULL if there is none

// Which one the content is of, tried in a fixed order; NULL for none.
const ReadersFormat *readers_sniff(Slice bytes);

// Reads it, without a byte order mark at its start. *file is initialised and, on failure, empty.
bool readers_read(const ReadersFormat *format, Slice bytes, ForeignFile *file, Error *err);

ReadersRead read_w3c, read_jsonl, read_hypothesis, read_kindle, read_koreader, read_readwise,
    read_taguette;

// ---- What they share

// A member that is a string, cleaned; "" for anything else.
Slice readers_text(ForeignFile *file, const JsonValue *object, const char *key);

// A member that is a whole number of at most 15 digits, else `none`.
int64_t readers_number(const JsonValue *object, const char *key, int64_t none);

bool readers_is(const JsonValue *value, const char *text); // the string?

// JSON or nothing: a value of the file's arena.
const JsonValue *readers_json(ForeignFile *file, Slice bytes, Error *err);

// Cuts the next line, without its LF or CR LF, off the front of *rest; false at the end.
bool readers_next_line(Slice *rest, Slice *line);

// The file is not this format: "cannot read it as kindle: …".
bool readers_refuse(Error *err, const char *format, const char *why);

#endif
