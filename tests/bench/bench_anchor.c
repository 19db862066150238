// SPDX-License-Identifier: MIT
// Re-anchoring 1,000 spans of a text of 1 MB in other editions of it. The floor is folding both
// texts and cutting them into words, without which nothing can be compared.
#include "bench/measure.h"

#include "anchor/alignment.h"
#include "anchor/selector.h"
#include "anchor/token.h"
#include "base/memory.h"
#include "support/prose.h"

#include <stdlib.h>

enum { BYTES = 1 << 20, SPANS = 1000, SPAN_BYTES = 120, CONTEXT = 32, BRIEF_BYTES = 6000 };

static uint32_t next_random(uint32_t *seed) {
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

// Of a hundred words so many are replaced; of a hundred letters so many are mistyped.
typedef struct Edit {
  const char *name;
  uint32_t words, letters;
  bool reflowed, moved;
} Edit;

static const Edit edits[] = {
    {"reflowed", 0, 0, true, false},
    {"a section moved", 0, 0, false, true},
    {"5 of 100 words replaced", 5, 0, false, false},
    {"30 of 100 words replaced", 30, 0, false, false},
    {"10 of 100 letters mistyped", 0, 10, false, false},
};

static void add_word(Buffer *out, Slice word, const Edit *edit, uint32_t *seed) {
  if (next_random(seed) % 100 < edit->words) {
    buffer_printf(out, "other%u ", next_random(seed) % 1000);
    return;
  }
  for (size_t i = 0; i < word.len; i++) {
    bool letter = word.ptr[i] >= 'a' && word.ptr[i] <= 'z';
    bool wrong = letter && next_random(seed) % 100 < edit->letters;
    buffer_add_byte(out, wrong ? (char)('a' + next_random(seed) % 26) : word.ptr[i]);
  }
}

static void make_edition(Slice text, const Edit *edit, Buffer *out) {
  uint32_t seed = 7;
  size_t column = 0;
  for (size_t pos = 0; pos < text.len;) {
    size_t end = pos;
    while (end < text.len && text.ptr[end] != ' ') end++;
    if (end < text.len) end++;
    add_word(out, slice_cut(text, pos, end), edit, &seed);
    column += end - pos;
    if (edit->reflowed && column > 70 && out->ptr[out->len - 1] == ' ') {
      out->ptr[out->len - 1] = '\n';
      column = 0;
    }
    pos = end;
  }
  if (!edit->moved) return;
  Buffer moved = {0};
  Slice made = buffer_slice(out);
  buffer_add(&moved, slice_cut(made, made.len / 8, made.len / 2));
  buffer_add(&moved, slice_cut(made, 0, made.len / 8));
  buffer_add(&moved, slice_cut(made, made.len / 2, made.len));
  buffer_release(out);
  *out = moved;
}

static uint32_t boundary(Slice text, size_t pos) {
  while (pos < text.len && ((unsigned char)text.ptr[pos] & 0xC0) == 0x80) pos++;
  return (uint32_t)pos;
}

static uint32_t choose_spans(Slice text, Span spans[SPANS]) {
  uint32_t count =
      text.len > SPANS * 2 * SPAN_BYTES ? SPANS : (uint32_t)(text.len / SPAN_BYTES / 2);
  for (uint32_t i = 0; i < count; i++) {
    size_t start = (text.len - SPAN_BYTES) / count * i;
    spans[i] = span_make(boundary(text, start), boundary(text, start + SPAN_BYTES));
  }
  return count;
}

static double cut_both(Slice old, Slice new) {
  double start = measure_cpu();
  SpellingTable *table = spelling_table_new();
  TokenList of_old, of_new;
  token_cut_text(old, table, &of_old);
  token_cut_text(new, table, &of_new);
  token_release(&of_old);
  token_release(&of_new);
  spelling_table_free(table);
  return measure_cpu() - start;
}

static double align(Slice old, Slice new, const Span *spans, uint32_t count) {
  double start = measure_cpu();
  Alignment *alignment = alignment_new(old, new, spans, count);
  for (uint32_t i = 0; i < count; i++) alignment_place(alignment, spans[i]);
  alignment_free(alignment);
  return measure_cpu() - start;
}

static double select_all(Slice old, Slice new, const Span *spans, uint32_t count) {
  Selector *selectors = memory_new(count, sizeof *selectors);
  SelectorAnswer *answers = memory_new(count, sizeof *answers);
  for (uint32_t i = 0; i < count; i++) {
    Span span = spans[i];
    uint32_t before = boundary(old, span.start > CONTEXT ? span.start - CONTEXT : 0);
    uint32_t behind = boundary(old, span.end + CONTEXT < old.len ? span.end + CONTEXT : old.len);
    selectors[i] =
        (Selector){slice_cut(old, span.start, span.end), slice_cut(old, before, span.start),
                   slice_cut(old, span.end, behind), span.start};
  }
  double start = measure_cpu();
  selector_place(new, selectors, count, answers);
  double seconds = measure_cpu() - start;
  free(selectors);
  free(answers);
  return seconds;
}

static void compare(Slice old, Slice new, const char *name) {
  Span spans[SPANS];
  Buffer row = {0};
  uint32_t count = choose_spans(old, spans);
  double floor = cut_both(old, new) * 1e3;
  buffer_printf(&row, "%s: old text known", name);
  measure_row(row.ptr, align(old, new, spans, count) * 1e3, floor, "ms");
  buffer_clear(&row);
  buffer_printf(&row, "%s: quotations only", name);
  measure_row(row.ptr, select_all(old, new, spans, count) * 1e3, floor, "ms");
  buffer_release(&row);
}

int main(void) {
  Buffer text = {0}, other = {0}, brief = {0};
  prose_words(&text, 1, BYTES);
  measure_title("re-anchoring 1,000 spans in 1 MB");
  for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
    Buffer edition = {0};
    make_edition(buffer_slice(&text), &edits[i], &edition);
    compare(buffer_slice(&text), buffer_slice(&edition), edits[i].name);
    buffer_release(&edition);
  }
  prose_words(&other, 99, BYTES);
  compare(buffer_slice(&text), buffer_slice(&other), "another text");
  measure_row("memory, greatest", measure_peak(), 0, "MB");
  prose_words(&brief, 3, BRIEF_BYTES);
  Buffer edition = {0};
  make_edition(buffer_slice(&brief), &edits[2], &edition);
  measure_title("re-anchoring all spans of a brief of 6 kB");
  compare(buffer_slice(&brief), buffer_slice(&edition), edits[2].name);
  buffer_release(&edition);
  buffer_release(&brief);
  buffer_release(&text);
  buffer_release(&other);
  return 0;
}
