// SPDX-License-Identifier: MIT
// UTF-8, by the table of well-formed byte sequences (Unicode Standard, table 3-7): the first byte
// says how many follow and how narrow the range of the second one is.
#include "base/utf8.h"

typedef struct Lead {
  uint32_t len;            // bytes of the sequence, 0 for a byte that cannot begin one
  unsigned char low, high; // range of the second byte
  uint32_t bits;           // of the first byte
} Lead;

static Lead lead_of(unsigned char byte) {
  if (byte < 0x80) return (Lead){1, 0, 0, byte};
  if (byte < 0xC2) return (Lead){0};
  if (byte < 0xE0) return (Lead){2, 0x80, 0xBF, byte & 0x1FU};
  if (byte < 0xF0) {
    return (Lead){3, byte == 0xE0 ? 0xA0 : 0x80, byte == 0xED ? 0x9F : 0xBF, byte & 0x0FU};
  }
  if (byte < 0xF5) {
    return (Lead){4, byte == 0xF0 ? 0x90 : 0x80, byte == 0xF4 ? 0x8F : 0xBF, byte & 0x07U};
  }
  return (Lead){0};
}

static bool is_tail(unsigned char byte) {
  return (byte & 0xC0) == 0x80;
}

// Most of what is not ASCII: two or three bytes from the middle of their ranges. Returns how many,
// or 0 for what is to be looked at closely.
static uint32_t decode_usual(const unsigned char *bytes, size_t len, uint32_t *code_point) {
  if (len < 3 || bytes[0] < 0xC2 || bytes[0] > 0xEF || !is_tail(bytes[1])) return 0;
  uint32_t second = bytes[1] & 0x3FU;
  if (bytes[0] < 0xE0) {
    *code_point = (bytes[0] & 0x1FU) << 6 | second;
    return 2;
  }
  if (bytes[0] == 0xE0 || bytes[0] == 0xED || !is_tail(bytes[2])) return 0;
  *code_point = (bytes[0] & 0x0FU) << 12 | second << 6 | (bytes[2] & 0x3FU);
  return 3;
}

uint32_t utf8_decode(Slice rest, uint32_t *code_point, bool *broken) {
  const unsigned char *bytes = (const unsigned char *)rest.ptr;
  uint32_t usual = decode_usual(bytes, rest.len, code_point);
  if (usual > 0) {
    if (broken) *broken = false;
    return usual;
  }
  Lead lead = lead_of(bytes[0]);
  uint32_t value = lead.bits, at = 1;
  while (at < lead.len && at < rest.len) {
    unsigned char low = at == 1 ? lead.low : 0x80, high = at == 1 ? lead.high : 0xBF;
    if (bytes[at] < low || bytes[at] > high) break;
    value = value << 6 | (bytes[at] & 0x3FU);
    at++;
  }
  bool whole = lead.len > 0 && at == lead.len;
  *code_point = whole ? value : UTF8_REPLACEMENT;
  if (broken) *broken = !whole;
  return at;
}

uint32_t utf8_encode(uint32_t code_point, char out[4]) {
  if (code_point < 0x80) {
    out[0] = (char)code_point;
    return 1;
  }
  uint32_t len = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
  for (uint32_t at = len - 1; at > 0; at--) {
    out[at] = (char)(0x80 | (code_point & 0x3F));
    code_point >>= 6;
  }
  static const unsigned char first[] = {0, 0, 0xC0, 0xE0, 0xF0};
  out[0] = (char)(first[len] | code_point);
  return len;
}

// ---- Runs of ASCII

enum { BLOCK = 16 };
typedef uint8_t Block __attribute__((vector_size(BLOCK)));

static Block load(Slice text, size_t at) {
  Block block;
  memcpy(&block, text.ptr + at, BLOCK);
  return block;
}

static bool is_zero(Block block) {
  uint64_t halves[2];
  memcpy(halves, &block, sizeof halves);
  return (halves[0] | halves[1]) == 0;
}

size_t utf8_ascii_length(Slice text, size_t pos) {
  size_t at = pos;
  while (at + BLOCK <= text.len && is_zero(load(text, at) & 0x80)) at += BLOCK;
  while (at < text.len && (unsigned char)text.ptr[at] < 0x80) at++;
  return at - pos;
}

size_t utf8_printable_length(Slice text, size_t pos) {
  size_t at = pos;
  while (at + BLOCK <= text.len && is_zero((Block)(load(text, at) - ' ' > '~' - ' '))) at += BLOCK;
  while (at < text.len && text.ptr[at] >= ' ' && text.ptr[at] <= '~') at++;
  return at - pos;
}

// ---- Whole texts

bool utf8_valid(Slice text) {
  for (size_t at = 0; at < text.len;) {
    at += utf8_ascii_length(text, at);
    if (at == text.len) break;
    uint32_t code_point;
    bool broken;
    at += utf8_decode(slice_cut(text, at, text.len), &code_point, &broken);
    if (broken) return false;
  }
  return true;
}

uint32_t utf8_count(Slice text) {
  uint32_t count = 0;
  for (size_t at = 0; at < text.len; at++) count += ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
  return count;
}

size_t utf8_before(const char *text, size_t pos) {
  do pos--;
  while (pos > 0 && ((unsigned char)text[pos] & 0xC0) == 0x80);
  return pos;
}
