// SPDX-License-Identifier: MIT
// Full stops. Every test looks at a bounded number of bytes around the stop.
//
// Where a stop can be both, abbreviation and end ("in the U.S. The", "in the U.S. Government"), the
// sentence ends only if the next word is one that sentences begin with: joining two sentences does
// less harm to a selection than cutting one.
#include "text/dot.h"

#include "base/utf8.h"
#include "text/abbreviation.h"
#include "text/view.h"

#include <string.h>
#include <unictype.h>

enum {
  SKIP_MAX = 12, // characters before the next word
  WINDOW = 128,  // bytes in which letters of a language are looked for
  ROMAN_MAX = 4,
  LIST_NUMBER_MAX = 6, // bytes of a list's number
};

// ---- The token before a full stop

typedef struct Token {
  char bytes[ABBREVIATION_LEN_MAX + 1];
  Slice slice;    // without blanks; empty when there is none or it is too long
  uint32_t start; // in the text
} Token;

// Chinese and Japanese run on without blanks: "これはU.S. Navyの船だ".
static bool is_written_without_blanks(uint32_t code_point) {
  return (code_point >= 0x2E80 && code_point < 0xA000) || code_point >= 0x20000;
}

static bool is_in_token(uint32_t code_point) {
  if (is_written_without_blanks(code_point)) return false;
  return scan_is_letter(code_point) || scan_is_digit(code_point) || code_point == '-' ||
         code_point == '.' || code_point == '\'' || code_point == 0x2019;
}

// "z. B." "J. R. R.": the single letter with a stop and a blank before `start`, or `start`.
static uint32_t letter_before(const Scan *scan, uint32_t start) {
  uint32_t blank, dot, letter, other;
  uint32_t pos = scan_before(scan, start, &blank);
  pos = scan_before(scan, pos, &dot);
  pos = scan_before(scan, pos, &letter);
  scan_before(scan, pos, &other);
  bool single = view_is_blank(blank) && dot == '.' && scan_is_letter(letter) && !is_in_token(other);
  return single ? pos : start;
}

static void find_token(const Scan *scan, uint32_t stop, Token *token) {
  token->start = stop;
  token->slice = slice_make(token->bytes, 0);
  for (;;) {
    uint32_t code_point, before = scan_before(scan, token->start, &code_point);
    if (!is_in_token(code_point)) break;
    token->start = before;
    if (stop - before > ABBREVIATION_LEN_MAX) return;
  }
  uint32_t code_point, len = scan_at(scan, token->start, &code_point);
  bool single = token->start + len == stop && scan_is_letter(code_point);
  for (uint32_t before; single && (before = letter_before(scan, token->start)) < token->start;) {
    if (stop - before > ABBREVIATION_LEN_MAX) break;
    token->start = before;
  }
  for (uint32_t pos = token->start; pos < stop; pos += len) {
    len = scan_at(scan, pos, &code_point);
    if (view_is_blank(code_point)) continue;
    memcpy(token->bytes + token->slice.len, scan->text.ptr + pos, len);
    token->slice.len += len;
  }
}

// "l’art", "d'env", "qu’env" without what was elided before the apostrophe.
static Slice without_elision(Slice token) {
  static const char *const articles[] = {"l", "d", "qu", "L", "D", "Qu"};
  static const char *const apostrophes[] = {"'", "’"};
  for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
    size_t len = strlen(articles[i]);
    if (!slice_starts(token, slice_of(articles[i]))) continue;
    Slice rest = slice_cut(token, len, token.len);
    for (size_t j = 0; j < sizeof apostrophes / sizeof *apostrophes; j++) {
      Slice apostrophe = slice_of(apostrophes[j]);
      if (slice_starts(rest, apostrophe)) return slice_cut(rest, apostrophe.len, rest.len);
    }
  }
  return token;
}

// "EE", "UU", "FF", "AA": what Spanish cuts a plural name of two words down to.
static bool is_doubled_capital(Slice word) {
  return word.len == 2 && word.ptr[0] == word.ptr[1] && word.ptr[0] >= 'A' && word.ptr[0] <= 'Z';
}

// "J", "J.R.R", "U.S": letters in parts of one or two.
static bool is_initials(Slice token) {
  uint32_t code_point, part = 0, parts = 1, longest = 0;
  for (size_t at = 0; at < token.len;) {
    at += utf8_decode(slice_cut(token, at, token.len), &code_point, NULL);
    if (code_point == '.' || code_point == '-') {
      parts += part > 0;
      part = 0;
    } else if (!scan_is_letter(code_point)) {
      return false;
    } else if (++part > longest) {
      longest = part;
    }
  }
  return longest == 1 || (longest == 2 && parts > 1);
}

static bool is_made_of(Slice token, const char *bytes) {
  for (size_t at = 0; at < token.len; at++) {
    if (!strchr(bytes, token.ptr[at])) return false;
  }
  return token.len > 0;
}

static bool is_roman(Slice token) {
  if (token.len > ROMAN_MAX) return false; // "civil"
  return is_made_of(token, "IVXLC") || is_made_of(token, "ivxlc");
}

// The character before the token, blanks aside, and where it stands.
static uint32_t look_before_token(const Scan *scan, const Token *token, uint32_t *code_point) {
  uint32_t pos = token->start;
  do pos = scan_before(scan, pos, code_point);
  while (view_is_blank(*code_point) && pos > scan->content.start);
  return pos;
}

// Does it follow an abbreviation or a letter, as in "Sec. 4.", "S. 5."?
static bool follows_abbreviation(const Scan *scan, const Token *token) {
  uint32_t code_point, pos = look_before_token(scan, token, &code_point);
  if (code_point != '.') return false;
  Token before;
  find_token(scan, pos, &before);
  AbbreviationKind kind = abbreviation_kind(before.slice);
  if (is_initials(before.slice)) return true; // "S. 5."
  return kind != ABBREVIATION_NONE && kind != ABBREVIATION_END;
}

// "1." "1.2." "iv." "a." where a sentence or a list begins.
static bool is_list_number(const Scan *scan, const Token *token) {
  Slice slice = token->slice;
  bool number = is_made_of(slice, "0123456789.") || is_roman(slice) || is_initials(slice);
  if (!number || slice.len > LIST_NUMBER_MAX || slice.len == 0) return false;
  if (slice.len == 4 && is_made_of(slice, "0123456789")) return false; // a year
  uint32_t code_point;
  look_before_token(scan, token, &code_point);
  bool begins = code_point == 0 || view_is_blank(code_point) || code_point == ':' ||
                code_point == ';' || scan_stop_kind(code_point) != SCAN_NONE;
  return begins && !follows_abbreviation(scan, token);
}

// ---- What follows

static bool is_small(uint32_t code_point) {
  return uc_is_general_category_withtable(code_point, UC_CATEGORY_MASK_Ll);
}

static bool is_capital(uint32_t code_point) {
  return uc_is_general_category_withtable(code_point, UC_CATEGORY_MASK_Lu | UC_CATEGORY_MASK_Lt);
}

void dot_find_following(const Scan *scan, uint32_t pos, Following *following) {
  uint32_t code_point, second, len = 0;
  for (uint32_t skipped = 0;; skipped++, pos += len) {
    len = scan_at(scan, pos, &code_point);
    if (len == 0 || skipped > SKIP_MAX || scan_is_letter(code_point) || scan_is_digit(code_point))
      break;
  }
  bool found = scan_is_letter(code_point) || scan_is_digit(code_point);
  *following = (Following){.none = !found, .digit = scan_is_digit(code_point)};
  if (!found) return;
  scan_at(scan, pos + len, &second);
  bool small = is_small(code_point) && !is_capital(second); // not iPhone
  uint32_t end = following->digit ? scan_skip_digits(scan, pos, 8)
                                  : scan_skip_letters(scan, pos, 2 * ABBREVIATION_LEN_MAX);
  following->word = slice_cut(scan->text, pos, end);
  scan_at(scan, end, &code_point);
  following->glued_dot = code_point == '.';
  bool list_number = following->glued_dot && following->word.len > 1 && is_roman(following->word);
  following->small = small && !list_number;
}

static bool begins_sentence(const Following *following) {
  return !following->digit && !following->glued_dot && abbreviation_is_starter(following->word);
}

// Letters that only Turkish and its neighbours have, near the stop.
static bool is_turkish(const Scan *scan, uint32_t pos) {
  uint32_t start = scan->content.start, end = scan->content.end;
  if (pos - start > WINDOW) start = pos - WINDOW;
  if (end - pos > WINDOW) end = pos + WINDOW;
  Slice window = slice_cut(scan->text, start, end);
  static const char *const letters[] = {"ı", "ş", "ğ", "İ"};
  for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
    if (memmem(window.ptr, window.len, letters[i], 2)) return true;
  }
  return false;
}

// The word before the token, without the blanks between.
static Slice word_before(const Scan *scan, uint32_t start) {
  uint32_t code_point, end = start;
  for (uint32_t before; (before = scan_before(scan, end, &code_point)) < end; end = before) {
    if (!view_is_blank(code_point) || start - end > SKIP_MAX) break;
  }
  start = end;
  for (uint32_t before; (before = scan_before(scan, start, &code_point)) < start; start = before) {
    if (!scan_is_letter(code_point) || end - start > ABBREVIATION_LEN_MAX) break;
  }
  return slice_cut(scan->text, start, end);
}

// "29. Januar", "der 3. Weg", "2. Dünya Savaşı", "29. 1. 2026".
static bool is_ordinal(const Scan *scan, const Token *token, const Following *following) {
  bool number = token->slice.len <= 2 && is_made_of(token->slice, "0123456789");
  if (!number && !(token->slice.len > 1 && is_roman(token->slice))) return false;
  if (following->digit) return number && following->word.len <= 2 && following->glued_dot;
  if (abbreviation_is_month(following->word)) return true;
  if (begins_sentence(following)) return false;
  if (number && abbreviation_is_before_ordinal(word_before(scan, token->start))) return true;
  return is_turkish(scan, token->start) && !follows_abbreviation(scan, token);
}

// A number, or a letter as of an annex: "p. 5", "vol. II", "app. B"; not "no. A plan failed".
static bool is_numbering(const Following *following) {
  bool letter = following->word.len == 1 && following->word.ptr[0] >= 'A' &&
                following->word.ptr[0] <= 'Z' && !abbreviation_is_starter(following->word);
  return following->digit || letter || is_roman(following->word);
}

bool dot_ends(const Scan *scan, uint32_t stop, const Following *following) {
  Token token;
  find_token(scan, stop, &token);
  if (is_list_number(scan, &token) || is_ordinal(scan, &token, following)) return false;
  if (is_doubled_capital(token.slice) && is_doubled_capital(following->word) &&
      following->glued_dot) {
    return false;
  }
  switch (abbreviation_kind(without_elision(token.slice))) {
  case ABBREVIATION_ALWAYS: // "vs." is versus, in Turkish et cetera
    return slice_equal(token.slice, SLICE("vs")) && is_turkish(scan, stop);
  case ABBREVIATION_MAYBE: return begins_sentence(following);
  case ABBREVIATION_END: return true;
  case ABBREVIATION_NUMBER:
    if (is_numbering(following)) return false;
    break;
  case ABBREVIATION_NONE: break;
  }
  return is_initials(token.slice) ? begins_sentence(following) : true;
}

bool dot_follows_word(const Scan *scan, uint32_t stop) {
  Token token;
  uint32_t code_point;
  find_token(scan, stop, &token);
  scan_before(scan, stop, &code_point);
  Slice word = token.slice;
  return scan_is_letter(code_point) && word.len >= 3 && !is_initials(word) &&
         abbreviation_kind(word) == ABBREVIATION_NONE && !memchr(word.ptr, '.', word.len);
}
