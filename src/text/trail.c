// SPDX-License-Identifier: MIT
// The trail of a stop: quotation marks, brackets and reference marks that belong to the sentence.
//
//   … in 2025.”[i]–[iii] Tokyo …      … with the authority.3,4 Waiting …      “Over.”** He …
//             ‾‾‾‾‾‾‾‾‾‾                                   ‾‾‾                     ‾‾‾
// A mark counts when the version knows its note, and when it only looks like one: its note may have
// been lost before the page came here. What looks like more (a year in brackets, a decimal, a mark
// with a letter after a blank) is none.
#include "text/trail.h"

#include "text/dot.h"
#include "text/view.h"

#include <unictype.h>

enum {
  PIECES_MAX = 16, // marks and quotation marks of a trail
  MARK_MAX = 16,   // bytes in the brackets of a mark
};

// ---- Marks

static bool is_superscript(uint32_t code_point) {
  return code_point == 0xB9 || code_point == 0xB2 || code_point == 0xB3 || code_point == 0x2070 ||
         (code_point >= 0x2074 && code_point <= 0x2079);
}

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

// The same in the brackets of Chinese and Japanese, with digits of either kind: "［12］".
static uint32_t skip_wide_bracket(const Scan *scan, uint32_t pos) {
  enum { DIGITS_MAX = 3 };
  uint32_t code_point, end = pos, len, digits = 0;
  for (end += scan_at(scan, end, &code_point); digits <= DIGITS_MAX; end += len, digits++) {
    len = scan_at(scan, end, &code_point);
    bool wide = code_point >= 0xFF10 && code_point <= 0xFF19;
    if (!wide && (code_point < '0' || code_point > '9')) break;
  }
  len = scan_at(scan, end, &code_point);
  bool closed = code_point == 0xFF3D && digits > 0 && digits <= DIGITS_MAX;
  return closed ? end + len : pos;
}

// Behind stars and daggers at pos: marks of notes, or emphasis that ends.
static uint32_t skip_stars(const Scan *scan, uint32_t pos) {
  enum { STARS_MAX = 3 };
  uint32_t code_point, end = pos;
  for (int stars = 0; stars <= STARS_MAX; stars++) {
    uint32_t len = scan_at(scan, end, &code_point);
    if (code_point != '*' && code_point != 0x2020 && code_point != 0x2021) break;
    end += len;
  }
  return code_point == 0 || view_is_blank(code_point) ? end : pos;
}

// The end of a reference mark at pos, or pos. One that the version does not know may stand directly
// behind the stop; with a blank before it, only if it is a number.
static uint32_t skip_mark(const Scan *scan, uint32_t pos, bool blank_before) {
  uint32_t index = version_reference_from(scan->version, pos);
  if (index < scan->version->reference_count) {
    Span span = scan->version->references[index].span;
    if (span.start <= pos && span.end <= scan->content.end) return span.end;
  }
  uint32_t code_point, second, len = scan_at(scan, pos, &code_point);
  if (is_superscript(code_point)) return pos + len;
  if (code_point == 0xFF3B && !blank_before) return skip_wide_bracket(scan, pos);
  if (!blank_before && code_point != '[') return skip_stars(scan, pos);
  if (code_point != '[') return pos;
  scan_at(scan, pos + len, &second);
  return blank_before && !scan_is_digit(second) ? pos : skip_bracket(scan, pos);
}

// "authority.1 Waiting", "Who pays?4 Nobody", "“a start.”3 Tokyo": digits at pos that were a
// superscript mark before the page was copied.
static uint32_t skip_glued_digits(const Scan *scan, Span run, ScanStop kind, uint32_t pos) {
  uint32_t code_point, end = pos, from = pos;
  do {
    from = end + (end > pos);
    end = scan_skip_digits(scan, from, 4);
    if (end == from || end - from > 3) return pos;
    scan_at(scan, end, &code_point);
  } while (code_point == ',' && end - pos < MARK_MAX);
  if (code_point != 0 && !view_is_blank(code_point)) return pos;
  uint32_t link = version_link_from(scan->version, run.start);
  bool in_link =
      link < scan->version->link_count && span_contains(scan->version->links[link].span, run.start);
  bool alone = pos == run.end && kind == SCAN_DOT; // then it may be a decimal, a page
  return in_link || (alone && !dot_follows_word(scan, run.start)) ? pos : end;
}

// ---- Quotation marks

// Directly behind a stop an opening quotation mark closes (German “, ‘, «), unless a word follows.
static bool is_closer(const Scan *scan, uint32_t pos) {
  uint32_t code_point, after, len = scan_at(scan, pos, &code_point);
  const uc_general_category_t closing = uc_general_category_or(UC_CATEGORY_Pe, UC_CATEGORY_Pf);
  if (uc_is_general_category(code_point, closing)) return true;
  bool either =
      code_point == '"' || code_point == '\'' || uc_is_general_category(code_point, UC_CATEGORY_Pi);
  if (!either) return false;
  scan_at(scan, pos + len, &after);
  return !scan_is_letter(after) && !scan_is_digit(after);
}

// ---- The trail

// "[3]–[5]", "¹,²": what joins two marks.
static bool is_joiner(uint32_t code_point) {
  return code_point == ',' || code_point == '-' || code_point == 0x2013;
}

// Behind the mark at the trail's end, or its end.
static uint32_t skip_any_mark(const Scan *scan, Span run, ScanStop kind, const Trail *trail) {
  uint32_t code_point, len = scan_at(scan, trail->end, &code_point);
  uint32_t end = skip_mark(scan, trail->end, false);
  if (end > trail->end) return end;
  if (trail->mark && is_joiner(code_point)) {
    end = skip_mark(scan, trail->end + len, false);
    return end > trail->end + len ? end : trail->end;
  }
  return kind == SCAN_WIDE ? trail->end : skip_glued_digits(scan, run, kind, trail->end);
}

// One more piece, if there is one.
static bool take_piece(const Scan *scan, Span run, ScanStop kind, Trail *trail) {
  uint32_t code_point, after, len = scan_at(scan, trail->end, &code_point);
  if (len == 0) return false;
  uint32_t end = skip_any_mark(scan, run, kind, trail);
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
  uint32_t after_len = scan_at(scan, trail->end + len, &after);
  if (after != 0xBB && after != 0x203A) return false; // « Oui. »
  scan_at(scan, trail->end + len + after_len, &code_point);
  if (scan_is_letter(code_point) || scan_is_digit(code_point)) return false;
  trail->end += len + after_len;
  return true;
}

Trail trail_find(const Scan *scan, Span run, ScanStop kind) {
  Trail trail = {.end = run.end};
  for (int pieces = 0; pieces < PIECES_MAX && take_piece(scan, run, kind, &trail);) pieces++;
  return trail;
}
