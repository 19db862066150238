// SPDX-License-Identifier: MIT
// Guessing an encoding. Latin text has its letters above 0x7F one by one among ASCII; in other
// scripts they come in rows, and which script that is shows in the rows:
//
//   East Asian    every row divides into pairs of a lead and a trail byte
//   Arabic        C7 E1, the article, is the commonest pair
//   Cyrillic      small letters are many and capitals few: E0–FF against C0–DF tells which is which
#include "import/guess.h"

#include <stdbool.h>
#include <stddef.h>

enum {
  ARTICLE_SHARE = 50, // one pair in so many is the Arabic article
  KANA_SHARE = 8,     // one pair in so many is hiragana or katakana
  COMMON_SHARE = 2,   // one pair in so many is a common ideograph
  BROKEN_SHARE = 50,  // one pair in so many may be broken: the sample may end inside one
};

// How often each thing occurs in the sample.
typedef struct Census {
  size_t high;                   // bytes above 0x7F
  size_t in_rows;                // of these, those in rows of three or more
  size_t articles;               // C7 E1
  size_t upper_rows, lower_rows; // C0–DF and E0–FF inside rows
  size_t turkish, icelandic,
      german; // letters that only one of them uses, and those of Turkish which German has too
} Census;

typedef struct Pairs {
  size_t count, broken, telling; // telling: kana, or common ideographs
} Pairs;

static bool between(unsigned char byte, unsigned char low, unsigned char high) {
  return byte >= low && byte <= high;
}

static unsigned char byte_at(Slice bytes, size_t pos) {
  return pos < bytes.len ? (unsigned char)bytes.ptr[pos] : 0;
}

static bool is_one_of(unsigned char byte, const char *bytes) {
  return strchr(bytes, (char)byte) != NULL;
}

// Portuguese and its like have two such letters side by side, but never three.
static bool is_in_row(Slice bytes, size_t pos) {
  size_t start = pos, end = pos + 1;
  while (start > 0 && pos - start < 2 && byte_at(bytes, start - 1) >= 0x80) start--;
  while (end - pos < 3 && byte_at(bytes, end) >= 0x80) end++;
  return end - start >= 3;
}

static void count_byte(Census *census, unsigned char byte, bool in_row) {
  census->high++;
  census->in_rows += in_row;
  census->upper_rows += in_row && between(byte, 0xC0, 0xDF);
  census->lower_rows += in_row && byte >= 0xE0;
  census->turkish += is_one_of(byte, "\xD0\xDD\xDE\xF0\xFD\xFE");
  census->icelandic += is_one_of(byte, "\xE1\xED\xF3\xFA\xE6");
  census->german += is_one_of(byte, "\xE7\xF6\xFC\xC7\xD6\xDC");
}

static Census take_census(Slice bytes) {
  Census census = {0};
  for (size_t pos = 0; pos < bytes.len; pos++) {
    unsigned char byte = byte_at(bytes, pos);
    if (byte < 0x80) continue;
    count_byte(&census, byte, is_in_row(bytes, pos));
    census.articles += byte == 0xC7 && byte_at(bytes, pos + 1) == 0xE1;
  }
  return census;
}

static Pairs count_japanese(Slice bytes) {
  Pairs pairs = {0};
  for (size_t pos = 0; pos < bytes.len; pos++) {
    unsigned char lead = byte_at(bytes, pos), trail = byte_at(bytes, pos + 1);
    if (lead < 0x80 || between(lead, 0xA1, 0xDF)) continue; // ASCII, half-width katakana
    pairs.count++;
    bool whole = (between(lead, 0x81, 0x9F) || between(lead, 0xE0, 0xFC)) &&
                 between(trail, 0x40, 0xFC) && trail != 0x7F;
    pairs.broken += !whole;
    pairs.telling += (lead == 0x82 && between(trail, 0x9F, 0xF1)) ||
                     (lead == 0x83 && between(trail, 0x40, 0x96));
    pos += whole;
  }
  return pairs;
}

static Pairs count_chinese(Slice bytes) {
  Pairs pairs = {0};
  for (size_t pos = 0; pos < bytes.len; pos++) {
    unsigned char lead = byte_at(bytes, pos), trail = byte_at(bytes, pos + 1);
    if (lead < 0x80) continue;
    pairs.count++;
    bool four = between(lead, 0x81, 0xFE) && between(trail, '0', '9');
    bool whole = four || (between(lead, 0x81, 0xFE) && between(trail, 0x40, 0xFE) && trail != 0x7F);
    pairs.broken += !whole;
    pairs.telling += between(lead, 0xB0, 0xD7) && between(trail, 0xA1, 0xFE);
    pos += four ? 3 : whole;
  }
  return pairs;
}

static bool speaks_for(Pairs pairs, size_t share) {
  return pairs.count > 0 && pairs.broken * BROKEN_SHARE <= pairs.count &&
         pairs.telling * share >= pairs.count;
}

// Turkish and Icelandic use the same six bytes for other letters.
static const char *guess_latin(const Census *census) {
  bool turkish = census->turkish > 0 && census->german >= census->icelandic;
  return turkish ? "windows-1254" : "windows-1252";
}

const char *guess_encoding(Slice bytes) {
  Slice sample = slice_cut(bytes, 0, bytes.len < GUESS_SAMPLE ? bytes.len : GUESS_SAMPLE);
  Census census = take_census(sample);
  if (census.in_rows * 2 <= census.high) return guess_latin(&census);
  if (speaks_for(count_japanese(sample), KANA_SHARE)) return "CP932";
  if (speaks_for(count_chinese(sample), COMMON_SHARE)) return "GB18030";
  size_t letters = census.upper_rows + census.lower_rows;
  if (letters * 3 < census.in_rows * 2) return "windows-1252";
  if (census.articles * ARTICLE_SHARE >= census.in_rows) return "windows-1256";
  return census.lower_rows > census.upper_rows ? "windows-1251" : "KOI8-R";
}
