// SPDX-License-Identifier: MIT
// The context of a quotation: as many steps of 32 code points on each side as make it unique.
//
// More steps can only make it rarer, so the number is found by galloping (1, 2, 4, 8 …) and then by
// halving: a text that repeats itself for megabytes costs a few dozen searches and not thousands.
// Nearly always the first step is enough: one pass over the text (text/needle).
#include "text/context.h"

#include "base/bisection.h"
#include "text/cluster.h"
#include "text/needle.h"
#include "text/position.h"

enum { STEP = 32 }; // code points

static uint32_t back_by(const Version *version, uint32_t pos, uint64_t code_points) {
  uint32_t from = positions_code_point(version->positions, pos);
  if (from <= code_points) return 0;
  uint32_t start = positions_byte(version->positions, from - (uint32_t)code_points);
  return cluster_start(version->text, span_make(0, (uint32_t)version->text.len), start);
}

static uint32_t on_by(const Version *version, uint32_t pos, uint64_t code_points) {
  uint32_t from = positions_code_point(version->positions, pos);
  Span all = span_make(0, (uint32_t)version->text.len);
  if (from + code_points >= positions_count(version->positions)) return all.end;
  uint32_t end = positions_byte(version->positions, from + (uint32_t)code_points);
  bool whole = cluster_start(version->text, all, end) == end;
  return whole ? end : cluster_end(version->text, all, end);
}

static Context context_with(const Version *version, Span span, uint32_t steps) {
  uint64_t code_points = (uint64_t)steps * STEP;
  return (Context){.prefix = {back_by(version, span.start, code_points), span.start},
                   .suffix = {span.end, on_by(version, span.end, code_points)}};
}

// Does it stand in the text only here, or can it not grow any more?
static bool is_enough(const Version *version, Context context) {
  uint32_t start = context.prefix.start, end = context.suffix.end;
  if (start == 0 && end == version->text.len) return true;
  Needle needle = needle_of(slice_cut(version->text, start, end), version->text);
  return needle_next(&needle, version->text, 0) == start &&
         needle_next(&needle, version->text, (size_t)start + 1) == version->text.len;
}

Context context_of(const Version *version, Span span) {
  uint32_t steps = 1, too_few = 0;
  while (!is_enough(version, context_with(version, span, steps))) {
    too_few = steps;
    steps *= 2;
  }
  Bisection range = bisection_of(too_few + 1, steps);
  while (bisection_open(&range))
    bisection_narrow(&range,
                     !is_enough(version, context_with(version, span, (uint32_t)range.middle)));
  return context_with(version, span, (uint32_t)range.low);
}
