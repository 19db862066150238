// SPDX-License-Identifier: MIT
// Terms, one character at a time. What a character is to a term:
//
//   letter   L, N                        joined with its neighbours
//   alone    a letter of a script that is written without blanks between words: a term
//   mark     M                           belongs to the letter before it
//   nothing  soft hyphen, zero width     passed over
//   end      all others
//
// In a word an accent is left out. In a term of one letter every mark stays: in Thai and with kana
// it makes another word. What stays is written in its canonical decomposition, so that one letter
// that was encoded in two ways is one term.
//
// English is mostly runs of ASCII between blanks: next_ascii() takes these and leaves every other
// term to the rules above. A test compares the two. Cost: 8 ns for each letter, 2 for one of a term
// that is passed over.
#include "text/terms.h"

#include "base/bisection.h"
#include "base/safe.h"
#include "base/utf8.h"
#include "text/fold.h"

#include <string.h>
#include <unictype.h>
#include <uninorm.h>

// A term ends when it has so many bytes: what one more character adds fits behind them.
enum { TERM_LEN_ENOUGH = 64, PARTS_MAX = 8 };

typedef enum Role { ROLE_END, ROLE_LETTER, ROLE_ALONE, ROLE_MARK, ROLE_NOTHING } Role;

typedef struct Range {
  uint32_t first, last;
} Range;

static bool in_ranges(const Range *ranges, size_t count, uint32_t code_point) {
  Bisection range = bisection_of(0, count);
  while (bisection_open(&range)) bisection_narrow(&range, code_point > ranges[range.middle].last);
  size_t low = range.low;
  return low < count && code_point >= ranges[low].first;
}

// Thai, Lao, Myanmar, Khmer, Han, kana, Bopomofo, and what belongs to them.
static bool is_unspaced(uint32_t code_point) {
  static const Range ranges[] = {
      {0xE00, 0xEFF},     {0x1000, 0x109F}, {0x1780, 0x17FF}, {0x1950, 0x19DF}, {0x19E0, 0x19FF},
      {0x1A20, 0x1AAF},   {0x2E80, 0x2FDF}, {0x3005, 0x3007}, {0x3021, 0x3035}, {0x3038, 0x303C},
      {0x3041, 0x312F},   {0x31A0, 0x31BF}, {0x31F0, 0x31FF}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF},
      {0xA9E0, 0xA9FF},   {0xAA60, 0xAA7F}, {0xF900, 0xFAFF}, {0xFF66, 0xFF9D}, {0x1AFF0, 0x1B16F},
      {0x20000, 0x3FFFF},
  };
  return code_point >= ranges[0].first &&
         in_ranges(ranges, sizeof ranges / sizeof *ranges, code_point);
}

static bool is_joiner_or_selector(uint32_t code_point) {
  return code_point == 0x200C || code_point == 0x200D ||
         (code_point >= 0xFE00 && code_point <= 0xFE0F) ||
         (code_point >= 0xE0100 && code_point <= 0xE01EF);
}

static bool is_halfwidth_voice(uint32_t code_point) {
  return code_point == 0xFF9E || code_point == 0xFF9F;
}

static Role role_of(uint32_t code_point) {
  if (safe_is_ignored(code_point) || is_joiner_or_selector(code_point)) return ROLE_NOTHING;
  if (is_halfwidth_voice(code_point)) return ROLE_MARK;
  if (uc_is_general_category_withtable(code_point, UC_CATEGORY_MASK_L)) {
    return is_unspaced(code_point) ? ROLE_ALONE : ROLE_LETTER;
  }
  if (uc_is_general_category_withtable(code_point, UC_CATEGORY_MASK_M)) return ROLE_MARK;
  if (!uc_is_general_category_withtable(code_point, UC_CATEGORY_MASK_N)) return ROLE_END;
  return is_unspaced(code_point) && !uc_is_property_decimal_digit(code_point) ? ROLE_ALONE
                                                                              : ROLE_LETTER;
}

// ---- Folding

// Letters that are typed as others, but are not these with a mark.
static const char *typed_as(uint32_t code_point) {
  static const struct {
    uint32_t letter;
    const char *typed;
  } table[] = {
      {0xDF, "ss"}, {0xE6, "ae"}, {0xF0, "d"},  {0xF8, "o"},   {0xFE, "th"},
      {0x111, "d"}, {0x127, "h"}, {0x142, "l"}, {0x153, "oe"},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    if (table[i].letter == code_point) return table[i].typed;
  }
  return NULL;
}

// Letters that are others in another shape: wide, narrow, joined.
static uint32_t plain_shape(uint32_t code_point, uint32_t parts[PARTS_MAX]) {
  bool shaped = (code_point >= 0xFB00 && code_point <= 0xFB06) ||
                (code_point >= 0xFF00 && code_point <= 0xFFEF);
  ucs4_t decomposed[UC_DECOMPOSITION_MAX_LENGTH];
  int tag;
  int count = shaped ? uc_decomposition(code_point, &tag, decomposed) : 0;
  if (count < 1 || count > PARTS_MAX / 2) {
    parts[0] = code_point;
    return 1;
  }
  for (int i = 0; i < count; i++) parts[i] = decomposed[i];
  return (uint32_t)count;
}

static void write_point(Terms *terms, uint32_t code_point) {
  if (terms->len + 4 <= TERMS_LEN_MAX)
    terms->len += utf8_encode(code_point, terms->term + terms->len);
}

static void write_string(Terms *terms, const char *string) {
  while (*string) write_point(terms, (unsigned char)*string++);
}

// The canonical decomposition, whole. Its levels each split the first character only.
static void write_decomposed(Terms *terms, uint32_t code_point) {
  ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
  uint32_t rest[PARTS_MAX], rest_count = 0;
  int count;
  while ((count = uc_canonical_decomposition(code_point, parts)) > 0) {
    for (int i = count - 1; i > 0 && rest_count < PARTS_MAX; i--) rest[rest_count++] = parts[i];
    code_point = parts[0];
  }
  write_point(terms, code_point);
  while (rest_count > 0) write_point(terms, rest[--rest_count]);
}

static void write_letter(Terms *terms, uint32_t code_point, bool whole) {
  uint32_t folded = fold_simple(code_point);
  if (whole) {
    write_decomposed(terms, folded);
    return;
  }
  const char *typed = typed_as(folded);
  if (typed)
    write_string(terms, typed);
  else
    write_point(terms, fold_simple(fold_base(folded)));
}

static void write_mark(Terms *terms, uint32_t code_point, bool whole) {
  if (is_halfwidth_voice(code_point)) code_point = code_point - 0xFF9E + 0x3099;
  if (whole || !fold_is_accent(code_point)) write_decomposed(terms, code_point);
}

// ---- One term, by the rules

static uint32_t look(const Terms *terms, uint32_t *code_point, Role *role) {
  uint32_t len = utf8_decode(slice_cut(terms->text, terms->pos, terms->text.len), code_point, NULL);
  *role = role_of(*code_point);
  return len;
}

static void write(Terms *terms, uint32_t code_point, Role role, bool whole) {
  uint32_t parts[PARTS_MAX];
  uint32_t count = role == ROLE_NOTHING ? 0 : plain_shape(code_point, parts);
  for (uint32_t i = 0; i < count; i++) {
    if (role == ROLE_MARK)
      write_mark(terms, parts[i], whole);
    else
      write_letter(terms, parts[i], whole);
  }
}

// From a letter to the end of its term.
static void take_term(Terms *terms, Role first) {
  bool whole = first == ROLE_ALONE || (terms->flags & TERMS_ACCENTS) != 0;
  uint32_t start = terms->pos;
  terms->alone = first == ROLE_ALONE;
  terms->len = 0;
  while (terms->pos < terms->text.len && terms->len < TERM_LEN_ENOUGH) {
    uint32_t code_point;
    Role role;
    uint32_t len = look(terms, &code_point, &role);
    bool joined =
        role == ROLE_MARK || role == ROLE_NOTHING || (role == ROLE_LETTER && first == ROLE_LETTER);
    if (!joined && terms->pos > start) return;
    write(terms, code_point, role, whole);
    terms->pos += len;
    if (role != ROLE_NOTHING) terms->span = span_make(start, terms->pos);
  }
}

// The term that begins here. False where none does: then it goes on behind the character.
static bool take_by_rules(Terms *terms) {
  uint32_t code_point;
  Role role;
  uint32_t len = look(terms, &code_point, &role);
  if (role != ROLE_LETTER && role != ROLE_ALONE) {
    terms->pos += len;
    return false;
  }
  take_term(terms, role);
  return terms->len > 0;
}

// ---- ASCII

// The folded letter or digit; 0 for all others.
static const unsigned char ascii[256] = {
    ['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4', ['5'] = '5', ['6'] = '6',
    ['7'] = '7', ['8'] = '8', ['9'] = '9', ['a'] = 'a', ['b'] = 'b', ['c'] = 'c', ['d'] = 'd',
    ['e'] = 'e', ['f'] = 'f', ['g'] = 'g', ['h'] = 'h', ['i'] = 'i', ['j'] = 'j', ['k'] = 'k',
    ['l'] = 'l', ['m'] = 'm', ['n'] = 'n', ['o'] = 'o', ['p'] = 'p', ['q'] = 'q', ['r'] = 'r',
    ['s'] = 's', ['t'] = 't', ['u'] = 'u', ['v'] = 'v', ['w'] = 'w', ['x'] = 'x', ['y'] = 'y',
    ['z'] = 'z', ['A'] = 'a', ['B'] = 'b', ['C'] = 'c', ['D'] = 'd', ['E'] = 'e', ['F'] = 'f',
    ['G'] = 'g', ['H'] = 'h', ['I'] = 'i', ['J'] = 'j', ['K'] = 'k', ['L'] = 'l', ['M'] = 'm',
    ['N'] = 'n', ['O'] = 'o', ['P'] = 'p', ['Q'] = 'q', ['R'] = 'r', ['S'] = 's', ['T'] = 't',
    ['U'] = 'u', ['V'] = 'v', ['W'] = 'w', ['X'] = 'x', ['Y'] = 'y', ['Z'] = 'z',
};

// A dash, quotation mark, bullet or dots (U+2010 to U+2027) stands here: behind a term, in none.
static bool is_punctuation(const unsigned char *bytes, uint32_t at, uint32_t end) {
  return end - at >= 3 && bytes[at] == 0xE2 && bytes[at + 1] == 0x80 && bytes[at + 2] >= 0x90 &&
         bytes[at + 2] <= 0xA7;
}

// Where the next letter of ASCII is, or what the rules have to look at.
static uint32_t skip_ends(const unsigned char *bytes, uint32_t at, uint32_t end) {
  while (at < end && !ascii[bytes[at]]) {
    if (bytes[at] < 0x80)
      at++;
    else if (is_punctuation(bytes, at, end))
      at += 3;
    else
      break;
  }
  return at;
}

// May what stands here go on with the term before it?
static bool may_join(const unsigned char *bytes, uint32_t at, uint32_t end) {
  return at < end && bytes[at] >= 0x80 && !is_punctuation(bytes, at, end);
}

// The next term where it is ASCII and what is behind it cannot belong to it; false, and no further
// than before the next term, where the rules have to look.
static bool next_ascii(Terms *terms) {
  const unsigned char *bytes = (const unsigned char *)terms->text.ptr;
  uint32_t end = (uint32_t)terms->text.len, at = skip_ends(bytes, terms->pos, end), len = 0;
  terms->pos = at;
  for (; at < end && ascii[bytes[at]] && len < TERM_LEN_ENOUGH; at++) {
    terms->term[len++] = (char)ascii[bytes[at]];
  }
  if (len == 0 || (len < TERM_LEN_ENOUGH && may_join(bytes, at, end))) return false;
  terms->span = span_make(terms->pos, at);
  terms->pos = at;
  terms->alone = false;
  terms->len = len;
  return true;
}

// Up to before the next term that begins so, or that is not short and of ASCII.
static void skip_others(Terms *terms, const uint64_t begin[256]) {
  const unsigned char *bytes = (const unsigned char *)terms->text.ptr;
  uint32_t end = (uint32_t)terms->text.len, start = terms->pos;
  for (;;) {
    start = skip_ends(bytes, start, end);
    if (start == end || !ascii[bytes[start]] || begin[ascii[bytes[start]]]) break;
    uint32_t at = start + 1, most = end - start < TERM_LEN_ENOUGH ? end : start + TERM_LEN_ENOUGH;
    while (at < most && ascii[bytes[at]]) at++;
    if (at - start == TERM_LEN_ENOUGH || may_join(bytes, at, end)) break;
    start = at;
  }
  terms->pos = start;
}

Terms terms_start(Slice text, TermsFlags flags) {
  return (Terms){.text = text, .flags = flags};
}

bool terms_next(Terms *terms) {
  do {
    if (!(terms->flags & TERMS_GENERAL) && next_ascii(terms)) return true;
    if (terms->pos == terms->text.len) return false;
  } while (!take_by_rules(terms));
  return true;
}

bool terms_seek(Terms *terms, const uint64_t begin[256]) {
  do {
    if (!(terms->flags & TERMS_GENERAL)) skip_others(terms, begin);
    if (!terms_next(terms)) return false;
  } while (!begin[(unsigned char)terms->term[0]]);
  return true;
}
