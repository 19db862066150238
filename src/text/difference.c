// SPDX-License-Identifier: MIT
// The longest common part of two rows of words, long words counting more than short ones, so that a
// chance "of" does not tear a reworded sentence to pieces.
//
//   old   A B ┃ C D E ┃ F        alike at both ends: left out
//   new   A B ┃ X D   ┃ F        the rest: a table of old by new words, walked from its first cell
//
// The table holds one step for each cell (a byte) and two rows of scores. It has at most
// DIFFERENCE_CELLS_MAX cells, whatever the texts are.
#include "text/difference.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "text/word.h"

#include <stdlib.h>

typedef struct Words {
  Slice text;
  Span *items;
  bool *alike; // of each: the other wording has it
  uint32_t count;
  size_t capacity;
} Words;

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\f';
}

static void cut_words(Words *words, Slice text) {
  Span bounds = span_make(0, (uint32_t)text.len), word;
  *words = (Words){.text = text};
  for (uint32_t pos = 0; pos < bounds.end;) {
    if (is_blank(text.ptr[pos]) || !word_at(text, bounds, pos, &word) || word.end <= pos) {
      pos++; // other blanks have several bytes
      continue;
    }
    words->items = memory_grow(words->items, words->count, &words->capacity, sizeof(Span));
    words->items[words->count++] = span_make(pos, word.end);
    pos = word.end;
  }
  words->alike = memory_new((size_t)words->count + 1, sizeof *words->alike);
}

static bool is_same(const Words *old, uint32_t i, const Words *new, uint32_t j) {
  Span a = old->items[i], b = new->items[j];
  return slice_equal(slice_cut(old->text, a.start, a.end), slice_cut(new->text, b.start, b.end));
}

static uint32_t weight_of(Span word) {
  enum { MOST = 10 };
  return 1 + (span_len(word) < MOST ? span_len(word) : MOST);
}

// ---- What lies between two ends that are alike

typedef struct Middle {
  Span old, new; // indices of words
} Middle;

static Middle trim(Words *old, Words *new) {
  Middle middle = {span_make(0, old->count), span_make(0, new->count)};
  while (!span_is_empty(middle.old) && !span_is_empty(middle.new) &&
         is_same(old, middle.old.start, new, middle.new.start)) {
    old->alike[middle.old.start++] = new->alike[middle.new.start++] = true;
  }
  while (!span_is_empty(middle.old) && !span_is_empty(middle.new) &&
         is_same(old, middle.old.end - 1, new, middle.new.end - 1)) {
    old->alike[--middle.old.end] = new->alike[--middle.new.end] = true;
  }
  return middle;
}

typedef enum Step { STEP_OLD, STEP_NEW, STEP_BOTH } Step;

// One row of the table, from its last cell to its first; `below` is the row under it.
static void fill_row(const Words *old, const Words *new, const Middle *middle, uint32_t i,
                     const uint32_t *below, uint32_t *row, uint8_t *steps) {
  uint32_t columns = span_len(middle->new);
  for (uint32_t j = columns; j-- > 0;) {
    bool same = is_same(old, middle->old.start + i, new, middle->new.start + j);
    uint32_t both = same ? below[j + 1] + weight_of(old->items[middle->old.start + i]) : 0;
    uint32_t best = below[j] >= row[j + 1] ? below[j] : row[j + 1];
    steps[j] = (uint8_t)(same && both >= best     ? STEP_BOTH
                         : below[j] >= row[j + 1] ? STEP_OLD
                                                  : STEP_NEW);
    row[j] = same && both >= best ? both : best;
  }
}

static void walk(const Middle *middle, const uint8_t *steps, Words *old, Words *new) {
  uint32_t rows = span_len(middle->old), columns = span_len(middle->new);
  for (uint32_t i = 0, j = 0; i < rows && j < columns;) {
    Step step = (Step)steps[(size_t)i * columns + j];
    if (step == STEP_BOTH)
      old->alike[middle->old.start + i] = new->alike[middle->new.start + j] = true;
    i += step != STEP_NEW;
    j += step != STEP_OLD;
  }
}

static void compare_middle(Words *old, Words *new, const Middle *middle) {
  uint32_t rows = span_len(middle->old), columns = span_len(middle->new);
  if (rows == 0 || columns == 0 || (uint64_t)rows * columns > DIFFERENCE_CELLS_MAX) return;
  uint8_t *steps = memory_new((size_t)rows * columns, sizeof *steps);
  uint32_t *below = memory_new((size_t)columns + 1, sizeof *below);
  uint32_t *row = memory_new((size_t)columns + 1, sizeof *row);
  for (uint32_t i = rows; i-- > 0;) {
    fill_row(old, new, middle, i, below, row, steps + (size_t)i * columns);
    uint32_t *filled = row;
    row = below;
    below = filled;
  }
  walk(middle, steps, old, new);
  free(steps);
  free(below);
  free(row);
}

// ---- Stretches

static Span *find_stretches(const Words *words, uint32_t *count) {
  Span *stretches = NULL;
  size_t capacity = 0;
  *count = 0;
  for (uint32_t i = 0; i < words->count; i++) {
    if (words->alike[i]) continue;
    if (i > 0 && !words->alike[i - 1]) {
      stretches[*count - 1].end = words->items[i].end;
      continue;
    }
    stretches = memory_grow(stretches, *count, &capacity, sizeof *stretches);
    stretches[(*count)++] = words->items[i];
  }
  return stretches;
}

void difference_find(Slice old, Slice new, Difference *difference) {
  Words before, after;
  cut_words(&before, old);
  cut_words(&after, new);
  Middle middle = trim(&before, &after);
  compare_middle(&before, &after, &middle);
  difference->old = find_stretches(&before, &difference->old_count);
  difference->new = find_stretches(&after, &difference->new_count);
  free(before.items);
  free(before.alike);
  free(after.items);
  free(after.alike);
}

void difference_release(Difference *difference) {
  free(difference->old);
  free(difference->new);
  *difference = (Difference){0};
}

// ---- As text

static void write_line(Slice text, Buffer *out) {
  for (size_t at = 0; at < text.len; at++)
    buffer_add_byte(out, text.ptr[at] == '\n' ? ' ' : text.ptr[at]);
}

void difference_write(Slice wording, const Span *stretches, uint32_t count, const char *open,
                      const char *close, Buffer *out) {
  uint32_t at = 0;
  for (uint32_t i = 0; i < count; i++) {
    write_line(slice_cut(wording, at, stretches[i].start), out);
    buffer_add_string(out, open);
    write_line(slice_cut(wording, stretches[i].start, stretches[i].end), out);
    buffer_add_string(out, close);
    at = stretches[i].end;
  }
  write_line(slice_cut(wording, at, wording.len), out);
}
