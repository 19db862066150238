// SPDX-License-Identifier: MIT
// Brackets as POSIX has them: a ] that comes first and a - at an end stand for themselves, a
// \ always does. Classes are Unicode's, whatever the locale. What sorts as equal ([=e=]) depends on
// a language that nobody has named, and is refused.
#include "text/charset.h"

#include "base/utf8.h"
#include "text/view.h"

#include <unictype.h>

bool charset_is_word(uint32_t code_point) {
  return code_point == '_' || uc_is_alnum(code_point);
}

static const struct {
  const char *name;
  bool (*is_in)(uint32_t code_point);
} classes[] = {
    {"alpha", uc_is_alpha}, {"digit", uc_is_digit}, {"alnum", uc_is_alnum},
    {"upper", uc_is_upper}, {"lower", uc_is_lower}, {"space", view_is_blank},
    {"blank", uc_is_blank}, {"punct", uc_is_punct}, {"cntrl", uc_is_cntrl},
    {"print", uc_is_print}, {"graph", uc_is_graph}, {"xdigit", uc_is_xdigit},
    {"w", charset_is_word}, {"s", view_is_blank},   {"d", uc_is_digit},
};

enum { CLASS_COUNT = sizeof classes / sizeof *classes };

static bool (*class_named(Slice name))(uint32_t code_point) {
  for (size_t i = 0; i < CLASS_COUNT; i++) {
    if (slice_equal(name, slice_of(classes[i].name))) return classes[i].is_in;
  }
  return NULL;
}

// ---- \w and its like

static uint32_t small(uint32_t letter) {
  return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
}

bool charset_is_named(uint32_t letter) {
  char name = (char)small(letter);
  return letter < 0x80 && class_named(slice_make(&name, 1)) != NULL;
}

bool charset_add_named(Pattern *pattern, uint32_t letter, Error *err) {
  char name = (char)small(letter);
  PatternStep step = {.op = PATTERN_SET,
                      .negated = letter != small(letter),
                      .value = pattern->range_count,
                      .count = 1};
  PatternRange range = {.is_in = class_named(slice_make(&name, 1))};
  return pattern_add_range(pattern, range, err) && pattern_add(pattern, step, err);
}

// ---- Brackets

static bool refuse(Error *err, Slice source, size_t start, size_t end, const char *why) {
  Slice part = slice_cut(source, start, end < source.len ? end : source.len);
  error_set(err, ERROR_USAGE, "cannot search for '%.*s': %s", (int)part.len, part.ptr, why);
  return error_hint(err, "write \\[ where you mean the sign itself");
}

static uint32_t take(Slice source, size_t *pos) {
  uint32_t code_point;
  *pos += utf8_decode(slice_cut(source, *pos, source.len), &code_point, NULL);
  return code_point;
}

// What stands in [: :] at *pos; *pos moves behind it.
static bool add_class(Pattern *pattern, Slice source, size_t *pos, Error *err) {
  size_t start = *pos, name = start + 2, end = name;
  while (end < source.len && source.ptr[end] >= 'a' && source.ptr[end] <= 'z') end++;
  bool closed = slice_starts(slice_cut(source, end, source.len), SLICE(":]"));
  PatternRange range = {.is_in = class_named(slice_cut(source, name, end))};
  if (!closed || end - name < 2 || !range.is_in)
    return refuse(err, source, start, end + 2,
                  "the classes are alpha digit alnum upper lower space blank punct cntrl print "
                  "graph xdigit");
  *pos = end + 2;
  return pattern_add_range(pattern, range, err);
}

// One character, or two with a - between.
static bool add_range(Pattern *pattern, Slice source, size_t *pos, Error *err) {
  size_t start = *pos;
  PatternRange range = {.from = take(source, pos)};
  Slice rest = slice_cut(source, *pos, source.len);
  if (rest.len < 2 || rest.ptr[0] != '-' || rest.ptr[1] == ']') {
    range.from = range.to = pattern_unit(pattern, range.from);
    return pattern_add_range(pattern, range, err);
  }
  (*pos)++;
  range.to = take(source, pos);
  if (range.from > range.to)
    return refuse(err, source, start, *pos, "the range ends before it begins");
  return pattern_add_range(pattern, range, err);
}

static bool add_item(Pattern *pattern, Slice source, size_t *pos, Error *err) {
  Slice rest = slice_cut(source, *pos, source.len);
  if (slice_starts(rest, SLICE("[:"))) return add_class(pattern, source, pos, err);
  if (slice_starts(rest, SLICE("[.")) || slice_starts(rest, SLICE("[=")))
    return refuse(err, source, *pos, source.len, "[. .] and [= =] are not known");
  return add_range(pattern, source, pos, err);
}

bool charset_compile(Pattern *pattern, Slice source, size_t *pos, Error *err) {
  size_t open = *pos, first;
  PatternStep step = {.op = PATTERN_SET, .value = pattern->range_count};
  (*pos)++;
  step.negated = *pos < source.len && source.ptr[*pos] == '^';
  if (step.negated) (*pos)++;
  first = *pos;
  while (*pos < source.len && (source.ptr[*pos] != ']' || *pos == first)) {
    if (!add_item(pattern, source, pos, err)) return false;
  }
  if (*pos == source.len) return refuse(err, source, open, source.len, "the [ has no ]");
  (*pos)++;
  step.count = pattern->range_count - step.value;
  return pattern_add(pattern, step, err);
}
