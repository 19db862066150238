// SPDX-License-Identifier: MIT
// The end of a sentence, decided at one place.
//
//   … in the U.S. in 2025.”[i] Tokyo …
//            ‾‾         │‾‾‾‾ ‾‾‾‾‾
//            token     run │   └ next word: small, capital, number, a word that sentences begin
//            with
//                          └ trail: closing quotation marks, brackets, reference marks
//
// 1. The run of stops has a kind. Wide ones (。！？) need no blank behind them, all others do,
// unless
//    a reference mark stands between.
// 2. The trail belongs to the sentence, also a mark after one blank ("authority. [1] Waiting").
// 3. A small letter, a comma or a closing bracket that comes next: the sentence goes on.
// 4. A single full stop is weighed by the token before it: abbreviation, initial, ordinal, number
// of
//    a list. Where it can be both, a sentence ends only if the next word is one that sentences
//    begin with; joining two sentences does less harm to a selection than cutting one.
//
// Look-back and look-ahead are bounded by the constants below, but for the blanks that follow a
// stop, each of which follows only one.
#include "text/stop.h"

#include "base/safe.h"
#include "base/utf8.h"
#include "text/abbreviation.h"
#include "text/view.h"

#include <unictype.h>
#include <unigbrk.h>

enum {
  ELLIPSIS = 0x2026,
  WIDE_DOT = 0xFF0E, // also in decimals
  RUN_MAX = 1024,    // bytes of a run of stops
  TRAIL_MAX = 16,    // marks and quotation marks behind it
  MARK_MAX = 16,     // bytes in the brackets of a mark
  SKIP_MAX = 12,     // characters before the next word
  WINDOW = 128,      // bytes in which letters of a language are looked for
  ROMAN_MAX = 4,
  LIST_NUMBER_MAX = 6, // bytes of a list's number
};

typedef enum StopKind {
  STOP_NONE,
  STOP_DOT,      // one full stop
  STOP_ELLIPSIS, // several, or …
  STOP_MARK,     // ! ? and what ends sentences in scripts with blanks
  STOP_WIDE,     // 。 and its like
} StopKind;

// ---- Characters

static StopKind kind_of(uint32_t code_point) {
  static const uint16_t wide[] = {0x3002, 0xFF01, 0xFF0E, 0xFF1F, 0xFF61, 0x104B, 0x17D4};
  if (code_point == '.') return STOP_DOT;
  if (code_point == '!' || code_point == '?') return STOP_MARK;
  if (code_point < 0x80) return STOP_NONE;
  if (code_point == ELLIPSIS) return STOP_ELLIPSIS;
  for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
    if (wide[i] == code_point) return STOP_WIDE;
  }
  return uc_is_property_sentence_terminal(code_point) ? STOP_MARK : STOP_NONE;
}

bool stop_is_blank(uint32_t code_point) {
  return view_is_blank(code_point) || safe_is_ignored(code_point);
}

static bool is_letter(uint32_t code_point) {
  return uc_is_general_category_withtable(code_point, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M);
}

static bool is_digit(uint32_t code_point) {
  return uc_is_general_category_withtable(code_point, UC_CATEGORY_MASK_N);
}

static bool is_small(uint32_t code_point) {
  return uc_is_general_category_withtable(code_point, UC_CATEGORY_MASK_Ll);
}

static bool is_capital(uint32_t code_point) {
  return uc_is_general_category_withtable(code_point, UC_CATEGORY_MASK_Lu | UC_CATEGORY_MASK_Lt);
}

// Does it belong to the grapheme cluster before it?
static bool is_extending(uint32_t code_point) {
  int property = uc_graphemeclusterbreak_property(code_point);
  return property == GBP_EXTEND || property == GBP_SPACINGMARK || property == GBP_ZWJ;
}

static bool is_superscript(uint32_t code_point) {
  return code_point == 0xB9 || code_point == 0xB2 || code_point == 0xB3 || code_point == 0x2070 ||
         (code_point >= 0x2074 && code_point <= 0x2079);
}

// ---- Walking

typedef struct Scan {
  const Version *version;
  Slice text;
  Span content;
} Scan;

// The character at pos and its length: 0 at the content's end.
static uint32_t look_at(const Scan *scan, uint32_t pos, uint32_t *code_point) {
  *code_point = 0;
  if (pos >= scan->content.end) return 0;
  return utf8_decode(slice_cut(scan->text, pos, scan->content.end), code_point, NULL);
}

// The character before pos and where it starts: pos itself at the content's start.
static uint32_t look_before(const Scan *scan, uint32_t pos, uint32_t *code_point) {
  *code_point = 0;
  if (pos <= scan->content.start) return pos;
  uint32_t before = (uint32_t)utf8_before(scan->text.ptr, pos);
  look_at(scan, before, code_point);
  return before;
}

static uint32_t skip_blanks(const Scan *scan, uint32_t pos) {
  uint32_t code_point;
  for (uint32_t len; (len = look_at(scan, pos, &code_point)) > 0; pos += len) {
    if (!stop_is_blank(code_point)) break;
  }
  return pos;
}

static uint32_t skip_letters(const Scan *scan, uint32_t pos, uint32_t most) {
  uint32_t code_point, end = pos + most;
  for (uint32_t len; pos < end && (len = look_at(scan, pos, &code_point)) > 0; pos += len) {
    if (!is_letter(code_point)) break;
  }
  return pos;
}

static uint32_t skip_digits(const Scan *scan, uint32_t pos, uint32_t most) {
  uint32_t end = pos + most;
  while (pos < end && pos < scan->content.end && scan->text.ptr[pos] >= '0' &&
         scan->text.ptr[pos] <= '9') {
    pos++;
  }
  return pos;
}

// ---- The run

static StopKind kind_at(const Scan *scan, uint32_t pos) {
  uint32_t code_point;
  look_at(scan, pos, &code_point);
  return kind_of(code_point);
}

// Grows the run over stops on the right, also over ". . ." with single blanks.
static void grow_right(const Scan *scan, Span *run) {
  while (span_len(*run) < RUN_MAX) {
    uint32_t code_point, len = look_at(scan, run->end, &code_point);
    if (kind_of(code_point) == STOP_NONE) {
      bool spaced =
          len > 0 && view_is_blank(code_point) && kind_at(scan, run->end + len) == STOP_DOT;
      if (!spaced) return;
      len++;
    }
    run->end += len;
  }
}

static void grow_left(const Scan *scan, Span *run) {
  while (span_len(*run) < RUN_MAX) {
    uint32_t code_point, before = look_before(scan, run->start, &code_point);
    if (kind_of(code_point) == STOP_NONE) {
      bool spaced = view_is_blank(code_point) && kind_at(scan, run->start) == STOP_DOT;
      if (!spaced) return;
      before = look_before(scan, before, &code_point);
      if (kind_of(code_point) == STOP_NONE) return;
    }
    run->start = before;
  }
}

static StopKind kind_of_run(const Scan *scan, Span run) {
  StopKind kind = STOP_NONE;
  uint32_t code_point, stops = 0;
  for (uint32_t pos = run.start; pos < run.end; pos += look_at(scan, pos, &code_point)) {
    StopKind here = kind_at(scan, pos);
    stops += here != STOP_NONE;
    if (here > kind) kind = here;
  }
  return kind == STOP_DOT && stops > 1 ? STOP_ELLIPSIS : kind;
}

// ---- The trail

typedef struct Trail {
  uint32_t end;
  bool mark; // there is a reference mark in it
} Trail;

// The end of a mark in brackets at pos that has lost its note, or pos: "[12]" "[1, 3]" "[iv]".
static uint32_t skip_bracket(const Scan *scan, uint32_t pos) {
  uint32_t end = pos + 1, digits = 0;
  for (; end < scan->content.end && end < pos + MARK_MAX; end++) {
    char byte = scan->text.ptr[end];
    if (!memchr("0123456789ivxlc,;- ", byte, 19)) break;
    digits = byte >= '0' && byte <= '9' ? digits + 1 : 0;
    if (digits > 3) return pos; // a year
  }
  bool closed = end > pos + 1 && end < scan->content.end && scan->text.ptr[end] == ']';
  return closed ? end + 1 : pos;
}

// The end of a reference mark at pos, or pos. One that the version does not know may stand directly
// behind the stop; with a blank before it, only if it is a number.
static uint32_t skip_mark(const Scan *scan, uint32_t pos, bool blank_before) {
  uint32_t index = version_reference_from(scan->version, pos);
  if (index < scan->version->reference_count) {
    Span span = scan->version->references[index].span;
    if (span.start <= pos && span.end <= scan->content.end) return span.end;
  }
  uint32_t code_point, second, len = look_at(scan, pos, &code_point);
  if (is_superscript(code_point)) return pos + len;
  if (code_point != '[') return pos;
  look_at(scan, pos + len, &second);
  return blank_before && !is_digit(second) ? pos : skip_bracket(scan, pos);
}

// Directly behind a stop an opening quotation mark closes (German “, ‘, «), unless a word follows.
static bool is_closer(const Scan *scan, uint32_t pos) {
  uint32_t code_point, after, len = look_at(scan, pos, &code_point);
  const uc_general_category_t closing = uc_general_category_or(UC_CATEGORY_Pe, UC_CATEGORY_Pf);
  if (uc_is_general_category(code_point, closing)) return true;
  bool either =
      code_point == '"' || code_point == '\'' || uc_is_general_category(code_point, UC_CATEGORY_Pi);
  if (!either) return false;
  look_at(scan, pos + len, &after);
  return !is_letter(after) && !is_digit(after);
}

// One more piece of the trail at *pos, if there is one.
static bool take_piece(const Scan *scan, Trail *trail) {
  uint32_t code_point, after, len = look_at(scan, trail->end, &code_point);
  uint32_t end = skip_mark(scan, trail->end, false);
  if (len == 0) return false;
  if (end > trail->end) {
    trail->end = end;
    return trail->mark = true;
  }
  if (is_closer(scan, trail->end)) {
    trail->end += len;
    return true;
  }
  if (!view_is_blank(code_point)) return false;
  end = skip_mark(scan, trail->end + len, true);
  if (end > trail->end + len) { // "authority. [1] Waiting"
    trail->end = end;
    return trail->mark = true;
  }
  uint32_t after_len = look_at(scan, trail->end + len, &after);
  if (after != 0xBB && after != 0x203A) return false; // « Oui. »
  look_at(scan, trail->end + len + after_len, &code_point);
  if (is_letter(code_point) || is_digit(code_point)) return false;
  trail->end += len + after_len;
  return true;
}

// ---- The token before a full stop

typedef struct Token {
  char bytes[ABBREVIATION_LEN_MAX + 1];
  Slice slice;    // without blanks; empty when there is none or it is too long
  uint32_t start; // in the text
} Token;

static bool is_in_token(uint32_t code_point) {
  return is_letter(code_point) || is_digit(code_point) || code_point == '-' || code_point == '.' ||
         code_point == '\'' || code_point == 0x2019;
}

// "z. B." "J. R. R.": the single letter with a stop and a blank before `start`, or `start`.
static uint32_t letter_before(const Scan *scan, uint32_t start) {
  uint32_t blank, dot, letter, other;
  uint32_t pos = look_before(scan, start, &blank);
  pos = look_before(scan, pos, &dot);
  pos = look_before(scan, pos, &letter);
  look_before(scan, pos, &other);
  bool single = view_is_blank(blank) && dot == '.' && is_letter(letter) && !is_in_token(other);
  return single ? pos : start;
}

static void find_token(const Scan *scan, uint32_t stop, Token *token) {
  token->start = stop;
  token->slice = slice_make(token->bytes, 0);
  for (;;) {
    uint32_t code_point, before = look_before(scan, token->start, &code_point);
    if (!is_in_token(code_point)) break;
    token->start = before;
    if (stop - before > ABBREVIATION_LEN_MAX) return;
  }
  uint32_t code_point, len = look_at(scan, token->start, &code_point);
  bool single = token->start + len == stop && is_letter(code_point);
  for (uint32_t before; single && (before = letter_before(scan, token->start)) < token->start;) {
    if (stop - before > ABBREVIATION_LEN_MAX) break;
    token->start = before;
  }
  for (uint32_t pos = token->start; pos < stop; pos += len) {
    len = look_at(scan, pos, &code_point);
    if (view_is_blank(code_point)) continue;
    memcpy(token->bytes + token->slice.len, scan->text.ptr + pos, len);
    token->slice.len += len;
  }
}

// "J", "J.R.R", "U.S": letters in parts of one or two.
static bool is_initials(Slice token) {
  uint32_t code_point, part = 0, parts = 1, longest = 0;
  for (size_t at = 0; at < token.len;) {
    at += utf8_decode(slice_cut(token, at, token.len), &code_point, NULL);
    if (code_point == '.' || code_point == '-') {
      parts += part > 0;
      part = 0;
    } else if (!is_letter(code_point)) {
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
  do pos = look_before(scan, pos, code_point);
  while (view_is_blank(*code_point) && pos > scan->content.start);
  return pos;
}

// Does it follow an abbreviation, as in "Sec. 4."?
static bool follows_abbreviation(const Scan *scan, const Token *token) {
  uint32_t code_point, pos = look_before_token(scan, token, &code_point);
  if (code_point != '.') return false;
  Token before;
  find_token(scan, pos, &before);
  AbbreviationKind kind = abbreviation_kind(before.slice);
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
                code_point == ';' || kind_of(code_point) != STOP_NONE;
  return begins && !follows_abbreviation(scan, token);
}

// ---- What follows

typedef struct Following {
  bool none, small, digit, glued_dot; // nothing but signs; a small letter; a digit; "A." itself
  Slice word;                         // letters or digits
} Following;

static void find_following(const Scan *scan, uint32_t pos, Following *following) {
  uint32_t code_point, second, len = 0;
  for (uint32_t skipped = 0;; skipped++, pos += len) {
    len = look_at(scan, pos, &code_point);
    if (len == 0 || skipped > SKIP_MAX || is_letter(code_point) || is_digit(code_point)) break;
  }
  bool found = is_letter(code_point) || is_digit(code_point);
  *following = (Following){.none = !found, .digit = is_digit(code_point)};
  if (!found) return;
  look_at(scan, pos + len, &second);
  bool small = is_small(code_point) && !is_capital(second); // not iPhone
  uint32_t end = following->digit ? skip_digits(scan, pos, 8)
                                  : skip_letters(scan, pos, 2 * ABBREVIATION_LEN_MAX);
  following->word = slice_cut(scan->text, pos, end);
  look_at(scan, end, &code_point);
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
  for (uint32_t before; (before = look_before(scan, end, &code_point)) < end; end = before) {
    if (!view_is_blank(code_point) || start - end > SKIP_MAX) break;
  }
  start = end;
  for (uint32_t before; (before = look_before(scan, start, &code_point)) < start; start = before) {
    if (!is_letter(code_point) || end - start > ABBREVIATION_LEN_MAX) break;
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

static bool dot_ends(const Scan *scan, uint32_t stop, const Following *following) {
  Token token;
  find_token(scan, stop, &token);
  if (is_list_number(scan, &token) || is_ordinal(scan, &token, following)) return false;
  bool numbered = following->digit || is_roman(following->word);
  switch (abbreviation_kind(token.slice)) {
  case ABBREVIATION_ALWAYS: return false;
  case ABBREVIATION_MAYBE: return begins_sentence(following);
  case ABBREVIATION_END: return true;
  case ABBREVIATION_NUMBER:
    if (numbered) return false;
    break;
  case ABBREVIATION_NONE: break;
  }
  return is_initials(token.slice) ? begins_sentence(following) : true;
}

// "authority.1 Waiting": digits that were a superscript mark before the page was copied.
static uint32_t skip_glued_digits(const Scan *scan, Span run) {
  uint32_t code_point, end = skip_digits(scan, run.end, 4);
  uint32_t len = end - run.end, link = version_link_from(scan->version, run.start);
  look_at(scan, end, &code_point);
  if (len == 0 || len > 3 || (code_point != 0 && !view_is_blank(code_point))) return run.end;
  bool in_link =
      link < scan->version->link_count && span_contains(scan->version->links[link], run.start);
  Token token;
  find_token(scan, run.start, &token);
  Slice before = token.slice;
  look_before(scan, run.start, &code_point);
  bool word = is_letter(code_point) && before.len >= 3 && !is_initials(before) &&
              abbreviation_kind(before) == ABBREVIATION_NONE &&
              !memchr(before.ptr, '.', before.len);
  return word && !in_link ? end : run.end;
}

// ---- The verdict

// […] stands for something, it ends nothing.
static bool is_omission(const Scan *scan, Span run) {
  uint32_t open, close;
  look_before(scan, run.start, &open);
  look_at(scan, run.end, &close);
  return (open == '[' && close == ']') || (open == '(' && close == ')');
}

static bool goes_on(uint32_t code_point) {
  static const uint32_t signs[] = {',', ';', ':', 0x3001, 0xFF0C, 0xFF1B, 0xFF1A, 0x060C, 0};
  for (size_t i = 0; signs[i]; i++) {
    if (signs[i] == code_point) return true;
  }
  return uc_is_general_category(code_point, UC_CATEGORY_Pe);
}

// "「行く。」と言った": a quotation in a sentence that goes on with と, って, or a particle before
// a word in other signs than hiragana ("の意味"); not "「行く。」ところが".
static bool is_quoted_on(const Scan *scan, uint32_t pos) {
  uint32_t first, second, len = look_at(scan, pos, &first);
  look_at(scan, pos + len, &second);
  if (first == 0x3063) return true;
  if (first == 0x3068) return second != 0x3053 && second != 0x3066 && second != 0x308A;
  static const uint32_t particles[] = {0x304B, 0x304C, 0x3067, 0x306A, 0x306B, 0x306E,
                                       0x306F, 0x3078, 0x3082, 0x3084, 0x3092};
  bool hiragana = second >= 0x3041 && second <= 0x309F;
  for (size_t i = 0; i < sizeof particles / sizeof *particles; i++) {
    if (particles[i] == first) return !hiragana;
  }
  return false;
}

static bool wide_ends(const Scan *scan, const Stop *stop, const Trail *trail) {
  uint32_t last, code_point;
  look_before(scan, trail->end, &last);
  if ((last == 0x300D || last == 0x300F) && is_quoted_on(scan, stop->next)) return false;
  look_before(scan, stop->run.end, &last);
  look_at(scan, stop->next, &code_point);
  return !(last == WIDE_DOT && stop->next == stop->run.end && is_digit(code_point));
}

static bool other_ends(const Scan *scan, const Stop *stop, StopKind kind, const Trail *trail) {
  if (stop->next == stop->end && !trail->mark) return false;
  if (kind == STOP_ELLIPSIS && is_omission(scan, stop->run)) return false;
  Following following;
  find_following(scan, stop->next, &following);
  if (following.none) return true;
  if (following.small) return false;
  return kind != STOP_DOT || dot_ends(scan, stop->run.start, &following);
}

static void judge(const Scan *scan, Stop *stop) {
  StopKind kind = kind_of_run(scan, stop->run);
  Trail trail = {.end = stop->run.end};
  if (kind == STOP_DOT) trail.end = skip_glued_digits(scan, stop->run);
  trail.mark = trail.end > stop->run.end;
  for (int pieces = 0; pieces < TRAIL_MAX && take_piece(scan, &trail);) pieces++;
  stop->end = trail.end;
  stop->next = skip_blanks(scan, trail.end);
  uint32_t first, after;
  look_at(scan, stop->next, &first);
  look_at(scan, stop->end, &after);
  stop->ends = stop->next < scan->content.end && !is_extending(first) && !is_extending(after) &&
               !goes_on(first) && kind_of(first) == STOP_NONE;
  if (!stop->ends) return;
  stop->ends =
      kind == STOP_WIDE ? wide_ends(scan, stop, &trail) : other_ends(scan, stop, kind, &trail);
}

bool stop_at(const Version *version, Span content, uint32_t pos, Stop *stop) {
  Scan scan = {version, version->text, content};
  uint32_t code_point, len = look_at(&scan, pos, &code_point);
  if (kind_of(code_point) == STOP_NONE) return false;
  *stop = (Stop){.run = {pos, pos + len}};
  grow_left(&scan, &stop->run);
  grow_right(&scan, &stop->run);
  if (span_len(stop->run) < RUN_MAX) judge(&scan, stop);
  return true;
}
