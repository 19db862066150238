// SPDX-License-Identifier: MIT
// Programs: adding steps, and what each step takes. Plain text becomes one step for each character;
// regular expressions are text/expression.c's.
#include "text/pattern.h"

#include "base/safe.h"
#include "base/utf8.h"
#include "text/expression.h"
#include "text/fold.h"
#include "text/view.h"

#include <string.h>

// ---- Steps

static bool too_long(Error *err) {
  error_set(err, ERROR_USAGE, "cannot search for this: the pattern is too long");
  return error_hint(err, "a repetition {N} counts N times; search for a part of it");
}

bool pattern_insert(Pattern *pattern, uint32_t at, PatternStep step, Error *err) {
  if (pattern->step_count == PATTERN_STEPS_MAX) return too_long(err);
  memmove(pattern->steps + at + 1, pattern->steps + at,
          (pattern->step_count - at) * sizeof *pattern->steps);
  pattern->steps[at] = step;
  pattern->step_count++;
  return true;
}

bool pattern_add(Pattern *pattern, PatternStep step, Error *err) {
  return pattern_insert(pattern, pattern->step_count, step, err);
}

bool pattern_copy(Pattern *pattern, uint32_t from, uint32_t count, Error *err) {
  if (pattern->step_count + count > PATTERN_STEPS_MAX) return too_long(err);
  memcpy(pattern->steps + pattern->step_count, pattern->steps + from,
         count * sizeof *pattern->steps);
  pattern->step_count += count;
  return true;
}

bool pattern_add_range(Pattern *pattern, PatternRange range, Error *err) {
  if (pattern->range_count == PATTERN_RANGES_MAX) return too_long(err);
  pattern->ranges[pattern->range_count++] = range;
  return true;
}

uint32_t pattern_unit(const Pattern *pattern, uint32_t code_point) {
  if (view_is_blank(code_point)) return PATTERN_BLANK;
  if (pattern->flags & PATTERN_ANY_ACCENT) code_point = fold_base(code_point);
  return pattern->flags & PATTERN_FOLDED ? fold_simple(code_point) : code_point;
}

bool pattern_add_character(Pattern *pattern, uint32_t code_point, Error *err) {
  bool accent = (pattern->flags & PATTERN_ANY_ACCENT) && fold_is_accent(code_point);
  if (safe_is_ignored(code_point) || accent) return true;
  uint32_t unit = pattern_unit(pattern, code_point);
  return pattern_add(pattern, (PatternStep){.op = PATTERN_UNIT, .value = unit}, err);
}

// ---- What a step takes

static bool is_in_ranges(const Pattern *pattern, const PatternStep *step, uint32_t code_point) {
  for (uint32_t i = 0; i < step->count; i++) {
    const PatternRange *range = &pattern->ranges[step->value + i];
    if (range->is_in ? range->is_in(code_point)
                     : range->from <= code_point && code_point <= range->to)
      return true;
  }
  return false;
}

static bool is_in_set(const Pattern *pattern, const PatternStep *step, uint32_t code_point,
                      uint32_t unit) {
  if (is_in_ranges(pattern, step, code_point) || is_in_ranges(pattern, step, unit)) return true;
  if (!(pattern->flags & PATTERN_FOLDED)) return false;
  uint32_t variants[FOLD_VARIANTS_MAX], count = fold_variants(unit, variants);
  for (uint32_t i = 0; i < count; i++) {
    if (is_in_ranges(pattern, step, variants[i])) return true;
  }
  return false;
}

bool pattern_takes(const Pattern *pattern, const PatternStep *step, uint32_t code_point,
                   uint32_t unit) {
  if (step->op == PATTERN_UNIT) return step->value == unit;
  if (step->op == PATTERN_ANY) return true;
  return is_in_set(pattern, step, code_point, unit) != step->negated;
}

// ---- What it can begin with

static void add_head(Pattern *pattern, uint32_t code_point) {
  char bytes[4];
  utf8_encode(code_point, bytes);
  pattern->heads[(unsigned char)bytes[0]] = true;
}

static void add_heads(Pattern *pattern, const PatternStep *step) {
  static const uint32_t blanks[] = {'\t', '\n', '\v',   '\f',   '\r',
                                    ' ',  0xA0, 0x1680, 0x2000, 0x3000};
  if (step->op == PATTERN_UNIT && step->value == PATTERN_BLANK) {
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) add_head(pattern, blanks[i]);
  } else if (step->op == PATTERN_UNIT) {
    uint32_t variants[FOLD_VARIANTS_MAX] = {step->value};
    uint32_t count = pattern->flags & PATTERN_FOLDED ? fold_variants(step->value, variants) : 1;
    for (uint32_t i = 0; i < count; i++) add_head(pattern, variants[i]);
    if (pattern->flags & PATTERN_ANY_ACCENT) memset(pattern->heads + 0x80, true, 0x80);
  } else {
    memset(pattern->heads, true, sizeof pattern->heads);
  }
}

// Walks over all steps that can be the first one.
static void find_heads(Pattern *pattern) {
  uint32_t stack[PATTERN_STEPS_MAX * 2], depth = 0;
  bool seen[PATTERN_STEPS_MAX] = {false};
  stack[depth++] = 0;
  while (depth > 0) {
    uint32_t at = stack[--depth];
    const PatternStep *step = &pattern->steps[at];
    if (seen[at]) continue;
    seen[at] = true;
    if (step->op == PATTERN_SPLIT) stack[depth++] = at + (uint32_t)step->second;
    if (step->op == PATTERN_SPLIT || step->op == PATTERN_JUMP)
      stack[depth++] = at + (uint32_t)step->first;
    else if (step->op != PATTERN_ACCEPT)
      add_heads(pattern, step);
  }
}

// ---- Compiling

static bool add_text(Pattern *pattern, Slice source, Error *err) {
  bool blank = false;
  for (size_t at = 0; at < source.len;) {
    uint32_t code_point;
    at += utf8_decode(slice_cut(source, at, source.len), &code_point, NULL);
    bool again = blank;
    blank = view_is_blank(code_point);
    if (blank && again) continue;
    if (!pattern_add_character(pattern, code_point, err)) return false;
  }
  bool only_blank = pattern->step_count == 1 && pattern->steps[0].value == PATTERN_BLANK;
  if (only_blank) pattern->step_count = 0; // as nothing: it would find all gaps between words
  return true;
}

bool pattern_compile(Pattern *pattern, Slice source, PatternFlags flags, Error *err) {
  *pattern = (Pattern){.flags = flags};
  bool compiled = flags & PATTERN_EXPRESSION ? expression_compile(pattern, source, err)
                                             : add_text(pattern, source, err);
  if (!compiled || !pattern_add(pattern, (PatternStep){.op = PATTERN_ACCEPT}, err)) return false;
  find_heads(pattern);
  return true;
}
