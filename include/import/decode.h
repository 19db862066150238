// SPDX-License-Identifier: MIT
// Rule 1: bytes to characters. Finds out the encoding and writes the same characters as UTF-8.
#ifndef POSTIL_IMPORT_DECODE_H
#define POSTIL_IMPORT_DECODE_H

#include "base/buffer.h"
#include "base/error.h"

#include <stdint.h>

typedef enum DecodeEncoding {
  DECODE_UTF8,
  DECODE_UTF16LE,
  DECODE_UTF16BE,
  DECODE_UTF32LE,
  DECODE_UTF32BE,
  DECODE_LEGACY, // of one or two bytes a character: import/guess.h says which
} DecodeEncoding;

// In this order: a byte order mark decides (*mark is its length, else 0); then zero bytes at every
// second place (UTF-16); then well-formed UTF-8; then damaged UTF-8, which has at least as many
// whole multibyte characters as broken parts; what remains is a legacy encoding.
DecodeEncoding decode_detect(Slice bytes, uint32_t *mark);

// Appends the characters as UTF-8 to `out`, broken parts as U+FFFD. ERROR_DATA when it is no text:
// more than 5 % of the first 65,536 characters are broken or controls other than TAB, LF, VT, FF,
// CR, NEL and ESC.
bool decode_bytes(Slice bytes, Buffer *out, Error *err);

// The same for a document that says its encoding itself; that counts where nothing surer does (a
// byte order mark, UTF-16, well-formed UTF-8). An empty or unknown name: as decode_bytes().
bool decode_declared(Slice bytes, Slice name, Buffer *out, Error *err);

// The character of a byte from 0x80 to 0x9F in windows-1252; U+FFFD where it has none.
uint32_t decode_windows_1252(uint32_t byte);

#endif
