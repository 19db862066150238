// SPDX-License-Identifier: MIT
// Bytes to characters, one pass for finding out and one for writing. Every encoding is one function
// that takes the next character off the front, so the loop is the same for all of them.
#include "import/decode.h"

#include "base/utf8.h"
#include "import/guess.h"

#include <stdlib.h>
#include <uniconv.h>

enum {
  SAMPLE = 65536,  // characters that the test for junk looks at
  JUNK_SHARE = 20, // one in so many may be junk
  UTF16_LEAST = 8, // bytes below which zeros prove nothing
};

typedef uint32_t TakeCharacter(Slice rest, uint32_t *code_point);

typedef struct ByteMark {
  const char *bytes;
  uint32_t len;
  DecodeEncoding encoding;
} ByteMark;

// UTF-32LE before UTF-16LE, whose mark begins it.
static const ByteMark marks[] = {
    {"\xFF\xFE\0\0", 4, DECODE_UTF32LE}, {"\0\0\xFE\xFF", 4, DECODE_UTF32BE},
    {"\xEF\xBB\xBF", 3, DECODE_UTF8},    {"\xFF\xFE", 2, DECODE_UTF16LE},
    {"\xFE\xFF", 2, DECODE_UTF16BE},
};

// 0x80 to 0x9F of windows-1252; 0 where it has no character.
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static bool is_surrogate(uint32_t unit) {
  return unit >= 0xD800 && unit <= 0xDFFF;
}

static uint32_t byte_at(Slice rest, size_t pos) {
  return (unsigned char)rest.ptr[pos];
}

static uint32_t take_utf8(Slice rest, uint32_t *code_point) {
  return utf8_decode(rest, code_point, NULL);
}

uint32_t decode_windows_1252(uint32_t byte) {
  uint32_t code_point = windows_1252[byte - 0x80];
  return code_point ? code_point : UTF8_REPLACEMENT;
}

static uint32_t take_windows_1252(Slice rest, uint32_t *code_point) {
  uint32_t byte = byte_at(rest, 0);
  *code_point = byte >= 0x80 && byte < 0xA0 ? decode_windows_1252(byte) : byte;
  return 1;
}

static uint32_t unit16(Slice rest, size_t pos, bool big) {
  return big ? byte_at(rest, pos) << 8 | byte_at(rest, pos + 1)
             : byte_at(rest, pos + 1) << 8 | byte_at(rest, pos);
}

static uint32_t take_utf16(Slice rest, bool big, uint32_t *code_point) {
  *code_point = UTF8_REPLACEMENT;
  if (rest.len < 2) return (uint32_t)rest.len;
  uint32_t unit = unit16(rest, 0, big);
  if (!is_surrogate(unit)) {
    *code_point = unit;
    return 2;
  }
  if (unit >= 0xDC00 || rest.len < 4) return 2;
  uint32_t low = unit16(rest, 2, big);
  if (low < 0xDC00 || low > 0xDFFF) return 2;
  *code_point = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
  return 4;
}

static uint32_t take_utf16le(Slice rest, uint32_t *code_point) {
  return take_utf16(rest, false, code_point);
}

static uint32_t take_utf16be(Slice rest, uint32_t *code_point) {
  return take_utf16(rest, true, code_point);
}

static uint32_t take_utf32(Slice rest, bool big, uint32_t *code_point) {
  *code_point = UTF8_REPLACEMENT;
  if (rest.len < 4) return (uint32_t)rest.len;
  uint32_t first = unit16(rest, 0, big), second = unit16(rest, 2, big);
  uint32_t value = big ? first << 16 | second : second << 16 | first;
  if (value <= 0x10FFFF && !is_surrogate(value)) *code_point = value;
  return 4;
}

static uint32_t take_utf32le(Slice rest, uint32_t *code_point) {
  return take_utf32(rest, false, code_point);
}

static uint32_t take_utf32be(Slice rest, uint32_t *code_point) {
  return take_utf32(rest, true, code_point);
}

static TakeCharacter *const takers[] = {
    [DECODE_UTF8] = take_utf8,       [DECODE_UTF16LE] = take_utf16le,
    [DECODE_UTF16BE] = take_utf16be, [DECODE_UTF32LE] = take_utf32le,
    [DECODE_UTF32BE] = take_utf32be, [DECODE_LEGACY] = take_windows_1252,
};

// Latin text in UTF-16 has a zero in every second byte, at odd places when the low byte comes
// first.
static bool looks_like_utf16(Slice bytes, DecodeEncoding *encoding) {
  if (bytes.len < UTF16_LEAST || bytes.len % 2) return false;
  size_t zeros[2] = {0, 0};
  for (size_t pos = 0; pos < bytes.len; pos++) zeros[pos & 1] += bytes.ptr[pos] == 0;
  for (int odd = 0; odd < 2; odd++) {
    if (zeros[odd] * 5 > bytes.len && zeros[!odd] * 20 < zeros[odd]) {
      *encoding = odd ? DECODE_UTF16LE : DECODE_UTF16BE;
      return true;
    }
  }
  return false;
}

// Whole text, and text that was UTF-8 before something broke parts of it.
static bool looks_like_utf8(Slice bytes) {
  size_t whole = 0, broken_parts = 0;
  for (size_t pos = 0; pos < bytes.len;) {
    pos += utf8_ascii_length(bytes, pos);
    if (pos == bytes.len) break;
    uint32_t code_point;
    bool broken;
    pos += utf8_decode(slice_cut(bytes, pos, bytes.len), &code_point, &broken);
    if (broken)
      broken_parts++;
    else
      whole++;
  }
  return whole >= broken_parts;
}

DecodeEncoding decode_detect(Slice bytes, uint32_t *mark) {
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
    if (!slice_starts(bytes, slice_make(marks[i].bytes, marks[i].len))) continue;
    *mark = marks[i].len;
    return marks[i].encoding;
  }
  *mark = 0;
  DecodeEncoding encoding;
  if (looks_like_utf16(bytes, &encoding)) return encoding;
  return looks_like_utf8(bytes) ? DECODE_UTF8 : DECODE_LEGACY;
}

static bool is_junk(uint32_t code_point) {
  if (code_point == UTF8_REPLACEMENT) return true;
  if (code_point >= 0x7F && code_point < 0xA0) return code_point != 0x85; // NEL, a line end
  return code_point < 0x20 && !(code_point >= '\t' && code_point <= '\r') && code_point != 0x1B;
}

static void write_characters(Slice bytes, DecodeEncoding encoding, Buffer *out) {
  if (encoding == DECODE_UTF8 && utf8_valid(bytes)) {
    buffer_add(out, bytes);
    return;
  }
  bool ascii = encoding == DECODE_UTF8 || encoding == DECODE_LEGACY;
  for (size_t pos = 0; pos < bytes.len;) {
    size_t plain = ascii ? utf8_ascii_length(bytes, pos) : 0;
    buffer_add(out, slice_cut(bytes, pos, pos + plain));
    pos += plain;
    if (pos == bytes.len) return;
    uint32_t code_point;
    pos += takers[encoding](slice_cut(bytes, pos, bytes.len), &code_point);
    buffer_add_code_point(out, code_point);
  }
}

// By iconv; what it cannot read at all is windows-1252, which needs no table of the system.
static bool write_by_name(Slice bytes, const char *name, Buffer *out) {
  if (strcmp(name, "windows-1252") == 0) {
    write_characters(bytes, DECODE_LEGACY, out);
    return true;
  }
  size_t len;
  uint8_t *text = u8_conv_from_encoding(name, iconveh_replacement_character, bytes.ptr, bytes.len,
                                        NULL, NULL, &len);
  bool readable = text && utf8_valid(slice_make((const char *)text, len));
  if (readable) buffer_add(out, slice_make((const char *)text, len));
  free(text);
  return readable;
}

static void write_legacy(Slice bytes, Slice declared, Buffer *out) {
  char name[GUESS_NAME_SIZE];
  if (guess_superset(declared, name) && write_by_name(bytes, name, out)) return;
  guess_encoding(bytes, name);
  if (!write_by_name(bytes, name, out)) write_characters(bytes, DECODE_LEGACY, out);
}

static bool refuse_junk(Slice text, Error *err) {
  size_t count = 0, junk = 0;
  for (size_t pos = 0; pos < text.len && count < SAMPLE; count++) {
    size_t plain = utf8_printable_length(text, pos);
    if (plain > SAMPLE - count) plain = SAMPLE - count;
    pos += plain;
    count += plain;
    if (pos == text.len || count == SAMPLE) break;
    uint32_t code_point;
    pos += take_utf8(slice_cut(text, pos, text.len), &code_point);
    junk += is_junk(code_point);
  }
  if (junk * JUNK_SHARE <= count) return true;
  error_set(err, ERROR_DATA, "this is no text: %zu of its first %zu characters are unreadable",
            junk, count);
  return error_hint(err, "nothing was added; if it is a document, save it as plain text in UTF-8");
}

bool decode_declared(Slice bytes, Slice name, Buffer *out, Error *err) {
  uint32_t mark;
  DecodeEncoding encoding = decode_detect(bytes, &mark);
  size_t start = out->len;
  Slice rest = slice_cut(bytes, mark, bytes.len);
  if (encoding == DECODE_LEGACY)
    write_legacy(rest, name, out);
  else
    write_characters(rest, encoding, out);
  return refuse_junk(slice_make(out->ptr + start, out->len - start), err);
}

bool decode_bytes(Slice bytes, Buffer *out, Error *err) {
  return decode_declared(bytes, SLICE(""), out, err);
}
