// SPDX-License-Identifier: MIT
// Each sentence of the old text is carried over as a passage would be; what of the new text no
// sentence has come to is new. So the side by side view and the annotations tell the same.
#include "library/comparison.h"

#include "anchor/alignment.h"
#include "base/bisection.h"
#include "base/memory.h"
#include "base/order.h"
#include "library/inside.h"
#include "text/difference.h"
#include "text/sentence.h"
#include "text/word.h"

#include <stdlib.h>

static void add_mark(ComparisonMarks *marks, Span span) {
  marks->items = memory_grow(marks->items, marks->count, &marks->capacity, sizeof *marks->items);
  marks->items[marks->count++] = span;
}

static void add_marks(ComparisonMarks *marks, uint32_t from, const Span *spans, uint32_t count) {
  for (uint32_t i = 0; i < count; i++)
    add_mark(marks, span_make(from + spans[i].start, from + spans[i].end));
}

// ---- Sentences of the old text

static void compare_words(Comparison *comparison, Slice old, Slice new, ComparisonPart part) {
  Difference difference;
  difference_find(slice_cut(old, part.old.start, part.old.end),
                  slice_cut(new, part.new.start, part.new.end), &difference);
  add_marks(&comparison->old_marks, part.old.start, difference.old, difference.old_count);
  add_marks(&comparison->new_marks, part.new.start, difference.new, difference.new_count);
  difference_release(&difference);
}

static void place_sentence(Comparison *comparison, Alignment *alignment, const Version *old,
                           const Version *new, Span sentence) {
  AnchorPlace place = alignment_place(alignment, sentence);
  ComparisonPart part = {sentence, place.span};
  if (place.state == ANCHOR_ORPHAN) {
    part.new.end = part.new.start;
    add_mark(&comparison->old_marks, sentence);
  } else {
    compare_words(comparison, old->text, new->text, part);
  }
  comparison->parts = memory_grow(comparison->parts, comparison->part_count,
                                  &comparison->part_capacity, sizeof *comparison->parts);
  comparison->parts[comparison->part_count++] = part;
}

static void place_sentences(Comparison *comparison, Alignment *alignment, const Version *old,
                            const Version *new) {
  for (uint32_t i = 0; i < old->block_count; i++) {
    Span block = old->blocks[i].span;
    for (uint32_t pos = block.start; pos < block.end;) {
      Span sentence = sentence_at(old, pos);
      if (sentence.end <= pos) break;
      place_sentence(comparison, alignment, old, new, span_make(pos, sentence.end));
      uint32_t next = sentence_next(old, pos, true);
      if (next <= pos || next >= block.end) break;
      pos = next;
    }
  }
}

// ---- What is new

static int compare_new(const void *a, const void *b) {
  const ComparisonPart *left = *(const ComparisonPart *const *)a;
  const ComparisonPart *right = *(const ComparisonPart *const *)b;
  return order_compare(left->new.start, right->new.start);
}

static void mark_gap(Comparison *comparison, Slice text, uint32_t start, uint32_t end) {
  Span gap = span_make(start, end), word, last;
  if (start >= end || !word_from(text, gap, start, &word)) return;
  if (!word_before(text, gap, end, &last)) last = word;
  add_mark(&comparison->new_marks, span_make(word.start, last.end));
}

static void mark_new(Comparison *comparison, Slice text) {
  uint32_t count = comparison->part_count, covered = 0;
  const ComparisonPart **sorted = memory_new((size_t)count + 1, sizeof *sorted);
  for (uint32_t i = 0; i < count; i++) sorted[i] = &comparison->parts[i];
  if (count > 1) qsort(sorted, count, sizeof *sorted, compare_new);
  for (uint32_t i = 0; i < count; i++) {
    if (span_is_empty(sorted[i]->new)) continue;
    mark_gap(comparison, text, covered, sorted[i]->new.start);
    if (sorted[i]->new.end > covered) covered = sorted[i]->new.end;
  }
  mark_gap(comparison, text, covered, (uint32_t)text.len);
  free(sorted);
}

Comparison *comparison_new(const Version *old, int64_t old_key, const Version *new,
                           int64_t new_key) {
  Comparison *comparison = memory_new(1, sizeof *comparison);
  comparison->old_version = old_key;
  comparison->new_version = new_key;
  Alignment *alignment = alignment_new(old->text, new->text, NULL, 0);
  place_sentences(comparison, alignment, old, new);
  alignment_free(alignment);
  mark_new(comparison, new->text);
  return comparison;
}

void comparison_free(Comparison *comparison) {
  if (!comparison) return;
  free(comparison->parts);
  free(comparison->old_marks.items);
  free(comparison->new_marks.items);
  free(comparison);
}

// ---- From one to the other

static uint32_t keep_offset(Span from, Span to, uint32_t pos) {
  uint32_t offset = pos > from.start ? pos - from.start : 0;
  return span_is_empty(to) ? to.start
                           : to.start + (offset < span_len(to) ? offset : span_len(to) - 1);
}

uint32_t comparison_to_new(const Comparison *comparison, uint32_t pos) {
  Bisection range =
      bisection_of(0, comparison->part_count); // the last part that begins at or before pos
  while (bisection_open(&range))
    bisection_narrow(&range, comparison->parts[range.middle].old.start <= pos);
  uint32_t low = (uint32_t)range.low;
  if (low == 0) return 0;
  const ComparisonPart *part = &comparison->parts[low - 1];
  return keep_offset(part->old, part->new, pos);
}

uint32_t comparison_to_old(const Comparison *comparison, uint32_t pos) {
  const ComparisonPart *best = NULL;
  for (uint32_t i = 0; i < comparison->part_count; i++) {
    const ComparisonPart *part = &comparison->parts[i];
    if (span_is_empty(part->new) || part->new.start > pos) continue;
    if (!best || part->new.start >= best->new.start) best = part;
  }
  return best ? keep_offset(best->new, best->old, pos) : 0;
}

// ---- Versions
