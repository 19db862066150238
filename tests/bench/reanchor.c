// SPDX-License-Identifier: MIT
// Re-anchors a list of cases and prints the answers, for scorers.
//
//   reanchor MODE CASES TEXTS
//
// MODE is A: the old text is known; or B: of it only the passage, 32 code points around it, and its
// place. CASES has a line for each span: id, old file, new file, start,
// end (code points), divided by tabs; lines of one pair of files stand together. TEXTS is the
// folder of the files. Prints id, start, end ("-" for an orphan), state ("?" behind it: to be
// reviewed), score, microseconds.
#include "anchor/alignment.h"
#include "anchor/selector.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "bench/measure.h"

#include <stdio.h>
#include <stdlib.h>

enum { CONTEXT = 32 }; // code points

typedef struct Case {
  Slice id, old, new;
  CpSpan span;
} Case;

typedef struct Side {
  Buffer text;
  uint32_t *starts; // byte at which each code point begins, and the length
  uint32_t count;   // code points
} Side;

static void give_up(const char *what, const char *why) {
  fprintf(stderr, "reanchor: %s: %s\n", what, why);
  exit(1);
}

static void read_file(const char *path, Buffer *out) {
  Error err = {0};
  if (!file_read(path, 64 << 20, out, &err)) give_up(path, err.message);
}

static void open_side(Side *side, const char *folder, Slice name) {
  Buffer path = {0};
  buffer_printf(&path, "%s/%.*s", folder, (int)name.len, name.ptr);
  *side = (Side){0};
  read_file(path.ptr, &side->text);
  Slice text = buffer_slice(&side->text);
  side->starts = memory_new(text.len + 1, sizeof *side->starts);
  for (uint32_t pos = 0; pos < text.len;) {
    uint32_t code_point;
    side->starts[side->count++] = pos;
    pos += utf8_decode(slice_cut(text, pos, text.len), &code_point, NULL);
  }
  side->starts[side->count] = (uint32_t)text.len;
  buffer_release(&path);
}

static void close_side(Side *side) {
  free(side->starts);
  buffer_release(&side->text);
}

static uint32_t code_point_at(const Side *side, uint32_t pos) {
  uint32_t low = 0, high = side->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (side->starts[middle] < pos)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static Slice next_field(Slice *line) {
  const char *tab = memchr(line->ptr, '\t', line->len);
  size_t len = tab ? (size_t)(tab - line->ptr) : line->len;
  Slice field = slice_cut(*line, 0, len);
  *line = slice_cut(*line, tab ? len + 1 : len, line->len);
  return field;
}

static Case *read_cases(Slice text, size_t *count) {
  Case *cases = NULL;
  size_t room = 0;
  *count = 0;
  while (text.len > 0) {
    const char *end = memchr(text.ptr, '\n', text.len);
    size_t len = end ? (size_t)(end - text.ptr) : text.len;
    Slice line = slice_cut(text, 0, len);
    text = slice_cut(text, end ? len + 1 : len, text.len);
    if (line.len == 0) continue;
    cases = memory_grow(cases, *count, &room, sizeof *cases);
    Case *item = &cases[(*count)++];
    item->id = next_field(&line);
    item->old = next_field(&line);
    item->new = next_field(&line);
    item->span.start_cp = (uint32_t)strtoul(next_field(&line).ptr, NULL, 10);
    item->span.end_cp = (uint32_t)strtoul(next_field(&line).ptr, NULL, 10);
  }
  return cases;
}

static const char *state_name(AnchorState state) {
  static const char *const names[] = {"same", "changed", "moved", "orphan"};
  return names[state];
}

static void print_place(const Case *item, const Side *new, AnchorPlace place, double seconds) {
  printf("%.*s\t", (int)item->id.len, item->id.ptr);
  if (place.state == ANCHOR_ORPHAN)
    printf("-\t-\t");
  else
    printf("%u\t%u\t", code_point_at(new, place.span.start), code_point_at(new, place.span.end));
  printf("%s%s\t%.3f\t%.0f\n", state_name(place.state), place.review ? "?" : "",
         (double)place.score / 1000, seconds * 1e6);
}

static bool same_pair(const Case *a, const Case *b) {
  return slice_equal(a->old, b->old) && slice_equal(a->new, b->new);
}

// What mode A does with a pair of texts, and what mode B.
typedef struct Pair {
  Side old, new;
  const Case *cases;
  Span *spans;
  uint32_t count;
} Pair;

static void place_by_alignment(const Pair *pair) {
  double start = measure_cpu();
  Alignment *alignment = alignment_new(buffer_slice(&pair->old.text), buffer_slice(&pair->new.text),
                                       pair->spans, pair->count);
  for (uint32_t i = 0; i < pair->count; i++) {
    AnchorPlace place = alignment_place(alignment, pair->spans[i]);
    double end = measure_cpu();
    print_place(&pair->cases[i], &pair->new, place, end - start);
    start = measure_cpu();
  }
  alignment_free(alignment);
}

static Slice cut(const Side *side, uint32_t start_cp, uint32_t end_cp) {
  return slice_cut(buffer_slice(&side->text), side->starts[start_cp], side->starts[end_cp]);
}

static Selector selector_of(const Side *old, CpSpan span) {
  uint32_t most = old->count;
  uint32_t before = span.start_cp > CONTEXT ? span.start_cp - CONTEXT : 0;
  uint32_t behind = most - span.end_cp > CONTEXT ? span.end_cp + CONTEXT : most;
  return (Selector){
      .exact = cut(old, span.start_cp, span.end_cp),
      .prefix = cut(old, before, span.start_cp),
      .suffix = cut(old, span.end_cp, behind),
      .start_cp = span.start_cp,
  };
}

static void place_by_selectors(const Pair *pair) {
  Selector *selectors = memory_new(pair->count, sizeof *selectors);
  SelectorAnswer *answers = memory_new(pair->count, sizeof *answers);
  for (uint32_t i = 0; i < pair->count; i++) {
    selectors[i] = selector_of(&pair->old, pair->cases[i].span);
  }
  double start = measure_cpu();
  selector_place(buffer_slice(&pair->new.text), selectors, pair->count, answers);
  double each = (measure_cpu() - start) / pair->count;
  for (uint32_t i = 0; i < pair->count; i++) {
    print_place(&pair->cases[i], &pair->new, answers[i].place, each);
  }
  free(selectors);
  free(answers);
}

static void place_pair(const Case *cases, size_t count, const char *folder, bool aligned) {
  Pair pair = {.cases = cases, .count = (uint32_t)count};
  open_side(&pair.old, folder, cases->old);
  open_side(&pair.new, folder, cases->new);
  pair.spans = memory_new(count, sizeof *pair.spans);
  for (size_t i = 0; i < count; i++) {
    CpSpan span = cases[i].span;
    bool fits = span.start_cp < span.end_cp && span.end_cp <= pair.old.count;
    if (!fits) give_up(cases[i].id.ptr, "its span is not in the text");
    pair.spans[i] = span_make(pair.old.starts[span.start_cp], pair.old.starts[span.end_cp]);
  }
  if (aligned)
    place_by_alignment(&pair);
  else
    place_by_selectors(&pair);
  free(pair.spans);
  close_side(&pair.old);
  close_side(&pair.new);
}

int main(int argc, char **argv) {
  bool aligned = argc == 4 && strcmp(argv[1], "A") == 0;
  if (!aligned && !(argc == 4 && strcmp(argv[1], "B") == 0)) {
    fprintf(stderr, "usage: reanchor A|B CASES TEXTS\n");
    return 64;
  }
  Buffer text = {0};
  size_t count;
  read_file(argv[2], &text);
  Case *cases = read_cases(buffer_slice(&text), &count);
  for (size_t i = 0, next; i < count; i = next) {
    next = i + 1;
    while (next < count && same_pair(&cases[i], &cases[next])) next++;
    place_pair(cases + i, next - i, argv[3], aligned);
  }
  free(cases);
  buffer_release(&text);
  return 0;
}
