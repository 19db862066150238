// SPDX-License-Identifier: MIT
// Transliteration: a table of what typography and the Latin, Greek and Cyrillic alphabets need,
// after the compatibility decomposition, which takes accents off and ligatures, fractions and
// full-width letters apart. Other scripts have no reading in ASCII that a table could give.
#include "base/safe_ascii.h"

#include "base/slice.h"

#include <stdlib.h>
#include <unictype.h>
#include <uninorm.h>

enum { PARTS_MAX = 32 };

typedef struct Reading {
  uint32_t code_point;
  char ascii[5];
} Reading;

// In order of code points.
static const Reading readings[] = {
    {0x00A1, "!"},    {0x00A2, "c"},   {0x00A3, "GBP"},  {0x00A5, "JPY"}, {0x00A6, "|"},
    {0x00A7, "S."},   {0x00A9, "(c)"}, {0x00AB, "\""},   {0x00AC, "-"},   {0x00AE, "(R)"},
    {0x00B0, "deg"},  {0x00B1, "+-"},  {0x00B6, "P."},   {0x00B7, "*"},   {0x00BB, "\""},
    {0x00BF, "?"},    {0x00C6, "AE"},  {0x00D0, "D"},    {0x00D7, "x"},   {0x00D8, "O"},
    {0x00DE, "Th"},   {0x00DF, "ss"},  {0x00E6, "ae"},   {0x00F0, "d"},   {0x00F7, "/"},
    {0x00F8, "o"},    {0x00FE, "th"},  {0x0110, "D"},    {0x0111, "d"},   {0x0126, "H"},
    {0x0127, "h"},    {0x0131, "i"},   {0x0141, "L"},    {0x0142, "l"},   {0x014A, "Ng"},
    {0x014B, "ng"},   {0x0152, "OE"},  {0x0153, "oe"},   {0x0166, "T"},   {0x0167, "t"},
    {0x018F, "E"},    {0x0259, "e"},   {0x02B9, "'"},    {0x02BB, "'"},   {0x02BC, "'"},
    {0x02BE, "'"},    {0x02BF, "'"},   {0x0391, "A"},    {0x0392, "B"},   {0x0393, "G"},
    {0x0394, "D"},    {0x0395, "E"},   {0x0396, "Z"},    {0x0397, "I"},   {0x0398, "Th"},
    {0x0399, "I"},    {0x039A, "K"},   {0x039B, "L"},    {0x039C, "M"},   {0x039D, "N"},
    {0x039E, "X"},    {0x039F, "O"},   {0x03A0, "P"},    {0x03A1, "R"},   {0x03A3, "S"},
    {0x03A4, "T"},    {0x03A5, "Y"},   {0x03A6, "F"},    {0x03A7, "Ch"},  {0x03A8, "Ps"},
    {0x03A9, "O"},    {0x03B1, "a"},   {0x03B2, "b"},    {0x03B3, "g"},   {0x03B4, "d"},
    {0x03B5, "e"},    {0x03B6, "z"},   {0x03B7, "i"},    {0x03B8, "th"},  {0x03B9, "i"},
    {0x03BA, "k"},    {0x03BB, "l"},   {0x03BC, "m"},    {0x03BD, "n"},   {0x03BE, "x"},
    {0x03BF, "o"},    {0x03C0, "p"},   {0x03C1, "r"},    {0x03C2, "s"},   {0x03C3, "s"},
    {0x03C4, "t"},    {0x03C5, "y"},   {0x03C6, "f"},    {0x03C7, "ch"},  {0x03C8, "ps"},
    {0x03C9, "o"},    {0x0402, "Dj"},  {0x0404, "Ye"},   {0x0405, "Dz"},  {0x0406, "I"},
    {0x0408, "J"},    {0x0409, "Lj"},  {0x040A, "Nj"},   {0x040B, "C"},   {0x040F, "Dz"},
    {0x0410, "A"},    {0x0411, "B"},   {0x0412, "V"},    {0x0413, "G"},   {0x0414, "D"},
    {0x0415, "E"},    {0x0416, "Zh"},  {0x0417, "Z"},    {0x0418, "I"},   {0x0419, "Y"},
    {0x041A, "K"},    {0x041B, "L"},   {0x041C, "M"},    {0x041D, "N"},   {0x041E, "O"},
    {0x041F, "P"},    {0x0420, "R"},   {0x0421, "S"},    {0x0422, "T"},   {0x0423, "U"},
    {0x0424, "F"},    {0x0425, "Kh"},  {0x0426, "Ts"},   {0x0427, "Ch"},  {0x0428, "Sh"},
    {0x0429, "Shch"}, {0x042A, "\""},  {0x042B, "Y"},    {0x042C, "'"},   {0x042D, "E"},
    {0x042E, "Yu"},   {0x042F, "Ya"},  {0x0430, "a"},    {0x0431, "b"},   {0x0432, "v"},
    {0x0433, "g"},    {0x0434, "d"},   {0x0435, "e"},    {0x0436, "zh"},  {0x0437, "z"},
    {0x0438, "i"},    {0x0439, "y"},   {0x043A, "k"},    {0x043B, "l"},   {0x043C, "m"},
    {0x043D, "n"},    {0x043E, "o"},   {0x043F, "p"},    {0x0440, "r"},   {0x0441, "s"},
    {0x0442, "t"},    {0x0443, "u"},   {0x0444, "f"},    {0x0445, "kh"},  {0x0446, "ts"},
    {0x0447, "ch"},   {0x0448, "sh"},  {0x0449, "shch"}, {0x044A, "\""},  {0x044B, "y"},
    {0x044C, "'"},    {0x044D, "e"},   {0x044E, "yu"},   {0x044F, "ya"},  {0x0452, "dj"},
    {0x0454, "ye"},   {0x0455, "dz"},  {0x0456, "i"},    {0x0458, "j"},   {0x0459, "lj"},
    {0x045A, "nj"},   {0x045B, "c"},   {0x045F, "dz"},   {0x0490, "G"},   {0x0491, "g"},
    {0x0492, "Gh"},   {0x0493, "gh"},  {0x049A, "Q"},    {0x049B, "q"},   {0x04A2, "Ng"},
    {0x04A3, "ng"},   {0x04AE, "U"},   {0x04AF, "u"},    {0x04B0, "U"},   {0x04B1, "u"},
    {0x04B2, "H"},    {0x04B3, "h"},   {0x04B6, "J"},    {0x04B7, "j"},   {0x04BA, "H"},
    {0x04BB, "h"},    {0x04D8, "A"},   {0x04D9, "a"},    {0x04E8, "O"},   {0x04E9, "o"},
    {0x2010, "-"},    {0x2011, "-"},   {0x2012, "-"},    {0x2013, "-"},   {0x2014, "--"},
    {0x2015, "--"},   {0x2016, "||"},  {0x2018, "'"},    {0x2019, "'"},   {0x201A, "'"},
    {0x201B, "'"},    {0x201C, "\""},  {0x201D, "\""},   {0x201E, "\""},  {0x201F, "\""},
    {0x2020, "+"},    {0x2021, "++"},  {0x2022, "*"},    {0x2023, ">"},   {0x2027, "-"},
    {0x2030, "o/oo"}, {0x2032, "'"},   {0x2033, "\""},   {0x2039, "<"},   {0x203A, ">"},
    {0x203B, "*"},    {0x2043, "-"},   {0x2044, "/"},    {0x20AC, "EUR"}, {0x20B8, "KZT"},
    {0x20BD, "RUB"},  {0x2190, "<-"},  {0x2191, "^"},    {0x2192, "->"},  {0x2193, "v"},
    {0x2194, "<->"},  {0x21A9, "<-"},  {0x21D2, "=>"},   {0x2212, "-"},   {0x2215, "/"},
    {0x2217, "*"},    {0x221E, "inf"}, {0x2248, "~"},    {0x2260, "!="},  {0x2264, "<="},
    {0x2265, ">="},   {0x2500, "-"},   {0x2502, "|"},    {0x25A0, "*"},   {0x25A1, "*"},
    {0x25AA, "*"},    {0x25AB, "*"},   {0x25B6, ">"},    {0x25B8, ">"},   {0x25BA, ">"},
    {0x25CB, "o"},    {0x25CF, "*"},   {0x25E6, "o"},    {0x2605, "*"},   {0x2606, "*"},
    {0x2610, "[ ]"},  {0x2611, "[x]"}, {0x2612, "[x]"},  {0x2713, "v"},   {0x2714, "v"},
    {0x2717, "x"},    {0x2756, "*"},   {0x27A4, ">"},    {0x3001, ","},   {0x3002, "."},
    {0x300A, "\""},   {0x300B, "\""},  {0x300C, "\""},   {0x300D, "\""},  {0x300E, "\""},
    {0x300F, "\""},   {0x3010, "["},   {0x3011, "]"},    {0x301C, "~"},
};

static int compare_readings(const void *key, const void *reading) {
  uint32_t code_point = *(const uint32_t *)key;
  uint32_t other = ((const Reading *)reading)->code_point;
  return code_point < other ? -1 : code_point > other;
}

// The reading of one part, NULL for none, "" for an accent.
static const char *read_part(uint32_t part, char single[2]) {
  if (part >= 0x20 && part < 0x7F) {
    single[0] = (char)part;
    single[1] = '\0';
    return single;
  }
  const Reading *reading = bsearch(&part, readings, sizeof readings / sizeof *readings,
                                   sizeof *readings, compare_readings);
  if (reading) return reading->ascii;
  return uc_general_category(part).bitmask & UC_CATEGORY_MASK_M ? "" : NULL;
}

static uint32_t write_parts(const uint32_t *parts, size_t count, char out[SAFE_ASCII_MAX]) {
  uint32_t len = 0;
  for (size_t at = 0; at < count; at++) {
    char single[2];
    const char *ascii = read_part(parts[at], single);
    if (!ascii) return 0;
    size_t more = strlen(ascii);
    if (len + more > SAFE_ASCII_MAX) return 0;
    memcpy(out + len, ascii, more);
    len += (uint32_t)more;
  }
  return len;
}

uint32_t safe_ascii_write(uint32_t code_point, char out[SAFE_ASCII_MAX]) {
  // First as it is: й is one letter, and not и with an accent.
  uint32_t len = write_parts(&code_point, 1, out);
  if (len > 0) return len;
  uint32_t parts[PARTS_MAX];
  size_t count = PARTS_MAX;
  uint32_t *found = u32_normalize(UNINORM_NFKD, &code_point, 1, parts, &count);
  if (!found) return 0;
  len = write_parts(found, count, out);
  if (found != parts) free(found);
  return len;
}
