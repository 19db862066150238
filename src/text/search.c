// SPDX-License-Identifier: MIT
// Search in a version's text. The pattern becomes units: a character (folded unless case counts) or
// a blank that stands for any run of white space.
//
//   pattern  s o l a r ␣ P V          units; the anchor is the one with the rarest character: P
//   text     … the hy-⏎brid solar⏎   PV …
//                      ←────────────┘└→
//                      match back     match on
//
// Candidates are occurrences of the anchor in any of its spellings, found by memchr();
// only around these is text decoded and folded. Between units ignored characters and joints are
// passed over. A gap of more than GAP bytes breaks a match, so that a candidate costs a bounded
// amount of work, and a match reaches a bounded way from its anchor: looking backwards, which is
// done by windows, sees the same hits as looking forwards.
#include "text/search.h"

#include "base/safe.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/match.h"
#include "text/motion.h"
#include "text/view.h"

#include <unictype.h>

enum {
  GAP = 1024,         // bytes between two units
  UNITS_MAX = 512,    // of a pattern: what is longer is cut, and a cut pattern has no hits
  WINDOW = 64 * 1024, // first step backwards
  BLANK = 0x20,       // the unit for white space
};

// One spelling of the anchor and what is known of it: it does not begin in [from, next), nor at
// next if that is `end`.
typedef struct Spelling {
  char bytes[4];
  uint32_t len;
  uint32_t from, next, end;
} Spelling;

typedef struct Search {
  const Version *version;
  Slice text;
  uint32_t units[UNITS_MAX], unit_count;
  uint32_t anchor; // its index
  bool folded;
  Spelling spellings[FOLD_VARIANTS_MAX];
  uint32_t spelling_count;
} Search;

// ---- The pattern

// Capitals behind a \ are not letters in an expression.
static bool has_capital(Slice pattern, bool expression) {
  bool escaped = false;
  for (size_t at = 0; at < pattern.len;) {
    uint32_t code_point;
    at += utf8_decode(slice_cut(pattern, at, pattern.len), &code_point, NULL);
    if (!escaped &&
        uc_is_general_category_withtable(code_point, UC_CATEGORY_MASK_Lu | UC_CATEGORY_MASK_Lt))
      return true;
    escaped = expression && !escaped && code_point == '\\';
  }
  return false;
}

static bool is_folded(Slice pattern, SearchFlags flags) {
  return (flags & SEARCH_SMART_CASE) && !has_capital(pattern, flags & SEARCH_EXPRESSION);
}

static bool add_units(Search *search, Slice pattern) {
  bool blank = false;
  for (size_t at = 0; at < pattern.len;) {
    uint32_t code_point;
    at += utf8_decode(slice_cut(pattern, at, pattern.len), &code_point, NULL);
    if (safe_is_ignored(code_point)) continue;
    bool again = blank;
    blank = view_is_blank(code_point);
    if (blank && again) continue;
    if (search->unit_count == UNITS_MAX) return false;
    uint32_t unit = search->folded ? fold_simple(code_point) : code_point;
    search->units[search->unit_count++] = blank ? BLANK : unit;
  }
  return true;
}

// How often a character occurs, by rule of thumb: 0 is rarest.
static unsigned commonness(uint32_t code_point) {
  static const char by_frequency[] = "zqjxkvbpygfwmucldrhsnioate";
  if (code_point == BLANK) return 100;
  if (code_point >= 0x2E80) return 1;
  if (code_point >= 0x80) return 20;
  const char *found = strchr(by_frequency, (int)fold_simple(code_point));
  bool capital = code_point >= 'A' && code_point <= 'Z';
  return found ? (unsigned)(found - by_frequency) / (capital ? 4 : 1) + 3 : 5;
}

static void choose_anchor(Search *search) {
  search->anchor = 0;
  for (uint32_t i = 1; i < search->unit_count; i++) {
    if (commonness(search->units[i]) < commonness(search->units[search->anchor])) {
      search->anchor = i;
    }
  }
  uint32_t unit = search->units[search->anchor], variants[FOLD_VARIANTS_MAX] = {unit};
  search->spelling_count = search->folded ? fold_variants(unit, variants) : 1;
  for (uint32_t i = 0; i < search->spelling_count; i++) {
    search->spellings[i] = (Spelling){.len = 0};
    search->spellings[i].len = utf8_encode(variants[i], search->spellings[i].bytes);
  }
}

// False for a pattern that nothing can match: empty, or nothing but white space.
static bool search_init(Search *search, const Version *version, Slice pattern, SearchFlags flags) {
  search->version = version;
  search->text = version->text;
  search->unit_count = 0;
  search->folded = is_folded(pattern, flags);
  if (!add_units(search, pattern) || search->unit_count == 0) return false;
  choose_anchor(search);
  return search->units[search->anchor] != BLANK;
}

// ---- Matching

// The character at pos, or before it when `back`; its length, 0 at the end.
static uint32_t character(const Search *search, uint32_t pos, bool back, uint32_t *code_point) {
  if (pos == (back ? 0 : search->text.len)) return 0;
  uint32_t start = back ? (uint32_t)utf8_before(search->text.ptr, pos) : pos;
  return utf8_decode(slice_cut(search->text, start, search->text.len), code_point, NULL);
}

static uint32_t moved(uint32_t pos, uint32_t len, bool back) {
  return back ? pos - len : pos + len;
}

// The joint that begins at pos (or ends there), as its length.
static uint32_t joint_len(const Search *search, uint32_t pos, bool back) {
  const Version *version = search->version;
  if (version->joint_count == 0 || (back && pos == 0)) return 0;
  uint32_t index = version_joint_from(version, back ? pos - 1 : pos);
  if (index >= version->joint_count) return 0;
  Span joint = version->joints[index];
  return pos == (back ? joint.end : joint.start) ? span_len(joint) : 0;
}

// Passes over what a reader does not see.
static uint32_t skip_unseen(const Search *search, uint32_t pos, bool back) {
  for (uint32_t from = pos, code_point, len;;) {
    len = joint_len(search, pos, back);
    if (len == 0) {
      len = character(search, pos, back, &code_point);
      if (len == 0 || !safe_is_ignored(code_point)) return pos;
    }
    uint32_t next = moved(pos, len, back);
    if ((back ? from - next : next - from) > GAP) return pos;
    pos = next;
  }
}

// The end of the run of white space at pos (its start when `back`), or pos when there is none.
static uint32_t match_blanks(const Search *search, uint32_t pos, bool back) {
  uint32_t from = pos, end = pos, code_point;
  for (;;) {
    uint32_t here = skip_unseen(search, pos, back);
    uint32_t len = character(search, here, back, &code_point);
    if (len == 0 || !view_is_blank(code_point)) return end;
    pos = moved(here, len, back);
    if ((back ? from - pos : pos - from) > GAP) return end;
    end = pos;
  }
}

// Matches one unit at *pos and moves over it.
static bool match_unit(const Search *search, uint32_t unit, bool back, uint32_t *pos) {
  if (unit == BLANK) {
    uint32_t end = match_blanks(search, *pos, back);
    bool matched = end != *pos;
    *pos = end;
    return matched;
  }
  uint32_t code_point, here = skip_unseen(search, *pos, back);
  uint32_t len = character(search, here, back, &code_point);
  if (len == 0) return false;
  if ((search->folded ? fold_simple(code_point) : code_point) != unit) return false;
  *pos = moved(here, len, back);
  return true;
}

static bool match_around(const Search *search, uint32_t anchor, uint32_t len, Span *hit) {
  uint32_t start = anchor, end = anchor + len;
  for (uint32_t i = search->anchor + 1; i < search->unit_count; i++) {
    if (!match_unit(search, search->units[i], false, &end)) return false;
  }
  for (uint32_t i = search->anchor; i-- > 0;) {
    if (!match_unit(search, search->units[i], true, &start)) return false;
  }
  *hit = motion_widen(search->version, span_make(start, end));
  return true;
}

// ---- Candidates

// Where the spelling first begins in [from, end), or end. Its last byte is the one that tells most:
// all letters of a script share the first.
static uint32_t occurrence(const Search *search, const Spelling *spelling, uint32_t from,
                           uint32_t end) {
  const char *text = search->text.ptr;
  uint32_t tail = spelling->len - 1;
  for (uint32_t pos = from + tail; pos < end; pos++) {
    const char *found = memchr(text + pos, spelling->bytes[tail], end - pos);
    if (!found) break;
    pos = (uint32_t)(found - text);
    if (memcmp(found - tail, spelling->bytes, tail) == 0) return pos - tail;
  }
  return end;
}

// Brings what is known of a spelling to [from, end). Searching on from the last hit looks at no
// part of the text twice.
static void look_up(const Search *search, Spelling *spelling, uint32_t from, uint32_t end) {
  bool known = spelling->end == end && spelling->from <= from && from <= spelling->next;
  if (!known) spelling->next = occurrence(search, spelling, from, end);
  spelling->from = from;
  spelling->end = end;
}

// Is it in a joint, where nobody sees it?
static bool is_unseen(const Search *search, uint32_t pos) {
  uint32_t index = version_joint_from(search->version, pos);
  return index < search->version->joint_count && search->version->joints[index].start <= pos;
}

static bool is_plain(unsigned char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9');
}

// A look at the byte behind a candidate and the one before it, which decides nearly always: false
// if it is a letter or digit that is not the pattern's.
static bool is_likely(const Search *search, uint32_t anchor, uint32_t len) {
  const unsigned char *text = (const unsigned char *)search->text.ptr;
  uint32_t next = search->anchor + 1, end = anchor + len;
  if (next < search->unit_count && end < search->text.len && is_plain(text[end])) {
    uint32_t letter = search->folded ? fold_simple(text[end]) : text[end];
    if (letter != search->units[next]) return false;
  }
  if (search->anchor == 0 || anchor == 0 || !is_plain(text[anchor - 1])) return true;
  uint32_t letter = search->folded ? fold_simple(text[anchor - 1]) : text[anchor - 1];
  return letter == search->units[search->anchor - 1];
}

// The first hit that starts in [from, before).
static bool find(Search *search, uint32_t from, uint32_t before, Span *hit) {
  uint64_t reach = (uint64_t)before + (uint64_t)(search->unit_count + 1) * (GAP + 8);
  uint32_t len = (uint32_t)search->text.len, end = reach < len ? (uint32_t)reach : len;
  for (uint32_t i = 0; i < search->spelling_count; i++) {
    look_up(search, &search->spellings[i], from, end);
  }
  for (;;) {
    Spelling *first = &search->spellings[0];
    for (uint32_t i = 1; i < search->spelling_count; i++) {
      if (search->spellings[i].next < first->next) first = &search->spellings[i];
    }
    if (first->next >= end) return false;
    bool matched = is_likely(search, first->next, first->len) && !is_unseen(search, first->next) &&
                   match_around(search, first->next, first->len, hit);
    if (matched && hit->start >= from) return hit->start < before;
    look_up(search, first, first->next + 1, end);
  }
}

// ---- Patterns that are compiled

static bool is_compiled(SearchFlags flags) {
  return flags & (SEARCH_ANY_ACCENT | SEARCH_EXPRESSION);
}

static bool compile(Pattern *compiled, Slice pattern, SearchFlags flags, Error *err) {
  unsigned wanted = 0;
  if (is_folded(pattern, flags)) wanted |= PATTERN_FOLDED;
  if (flags & SEARCH_ANY_ACCENT) wanted |= PATTERN_ANY_ACCENT;
  if (flags & SEARCH_EXPRESSION) wanted |= PATTERN_EXPRESSION;
  return pattern_compile(compiled, pattern, (PatternFlags)wanted, err);
}

bool search_check(Slice pattern, SearchFlags flags, Error *err) {
  Pattern compiled;
  return !is_compiled(flags) || compile(&compiled, pattern, flags, err);
}

// ---- All kinds

bool search_next(const Version *version, Slice pattern, uint32_t from, SearchFlags flags,
                 Span *hit) {
  Search search;
  Pattern compiled;
  Span found;
  Error err = {0};
  if (is_compiled(flags))
    return compile(&compiled, pattern, flags, &err) && match_next(version, &compiled, from, hit);
  if (!search_init(&search, version, pattern, flags)) return false;
  if (!find(&search, from, UINT32_MAX, &found)) return false;
  *hit = found;
  return true;
}

static bool find_before(Search *search, uint32_t from, Span *hit) {
  bool found = false;
  for (uint32_t window = WINDOW; from > 0 && !found; window *= 2) {
    uint32_t start = from > window ? from - window : 0;
    Span next;
    for (uint32_t at = start; find(search, at, from, &next); at = next.start + 1) {
      *hit = next;
      found = true;
    }
    from = start;
  }
  return found;
}

bool search_previous(const Version *version, Slice pattern, uint32_t from, SearchFlags flags,
                     Span *hit) {
  Search search;
  Pattern compiled;
  Error err = {0};
  if (from > version->text.len) from = (uint32_t)version->text.len;
  if (is_compiled(flags))
    return compile(&compiled, pattern, flags, &err) &&
           match_previous(version, &compiled, from, hit);
  return search_init(&search, version, pattern, flags) && find_before(&search, from, hit);
}

void search_each(const Version *version, Slice pattern, Span stretch, SearchFlags flags,
                 SearchSee *see, void *context) {
  Search search;
  Pattern compiled;
  Error err = {0};
  Span hit = {stretch.start, stretch.start};
  if (is_compiled(flags)) {
    if (compile(&compiled, pattern, flags, &err))
      match_each(version, &compiled, stretch, see, context);
  } else if (search_init(&search, version, pattern, flags)) {
    while (find(&search, hit.end, stretch.end, &hit) && see(context, hit)) continue;
  }
}
