// SPDX-License-Identifier: MIT
// Re-anchors a list of cases and prints the answers, for scorers.
//
//   reanchor MODE CASES TEXTS
//
// MODE is A: the old text is known. CASES has a line for each span: id, old file, new file, start,
// end (code points), divided by tabs; lines of one pair of files stand together. TEXTS is the
// folder of the files. Prints id, start, end ("-" for an orphan), state ("?" behind it: to be
// reviewed), score, microseconds.
#include "anchor/alignment.h"
#include "base/file.h"
#include "bench/measure.h"
#include "text/position.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct Case {
  Slice id, old, new;
  CpSpan span;
} Case;

typedef struct Side {
  Buffer text;
  Arena *arena;
  Positions *positions;
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
  *side = (Side){.arena = arena_new()};
  read_file(path.ptr, &side->text);
  side->positions = positions_new(side->arena, buffer_slice(&side->text));
  buffer_release(&path);
}

static void close_side(Side *side) {
  arena_free(side->arena);
  buffer_release(&side->text);
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
  CpSpan span = positions_to_code_points(new->positions, place.span);
  printf("%.*s\t", (int)item->id.len, item->id.ptr);
  if (place.state == ANCHOR_ORPHAN)
    printf("-\t-\t");
  else
    printf("%u\t%u\t", span.start_cp, span.end_cp);
  printf("%s%s\t%.3f\t%.0f\n", state_name(place.state), place.review ? "?" : "",
         (double)place.score / 1000, seconds * 1e6);
}

static bool same_pair(const Case *a, const Case *b) {
  return slice_equal(a->old, b->old) && slice_equal(a->new, b->new);
}

static void align_pair(const Case *cases, size_t count, const char *folder) {
  Side old, new;
  open_side(&old, folder, cases->old);
  open_side(&new, folder, cases->new);
  Span *spans = memory_new(count, sizeof *spans);
  for (size_t i = 0; i < count; i++) {
    if (!positions_to_bytes(old.positions, cases[i].span, &spans[i])) {
      give_up(cases[i].id.ptr, "its span is not in the text");
    }
  }
  double start = measure_cpu();
  Alignment *alignment =
      alignment_new(buffer_slice(&old.text), buffer_slice(&new.text), spans, (uint32_t)count);
  for (size_t i = 0; i < count; i++) {
    AnchorPlace place = alignment_place(alignment, spans[i]);
    double end = measure_cpu();
    print_place(&cases[i], &new, place, end - start);
    start = measure_cpu();
  }
  alignment_free(alignment);
  free(spans);
  close_side(&old);
  close_side(&new);
}

int main(int argc, char **argv) {
  if (argc != 4 || strcmp(argv[1], "A") != 0) {
    fprintf(stderr, "usage: reanchor A CASES TEXTS\n");
    return 64;
  }
  Buffer text = {0};
  size_t count;
  read_file(argv[2], &text);
  Case *cases = read_cases(buffer_slice(&text), &count);
  for (size_t i = 0, next; i < count; i = next) {
    next = i + 1;
    while (next < count && same_pair(&cases[i], &cases[next])) next++;
    align_pair(cases + i, next - i, argv[3]);
  }
  free(cases);
  buffer_release(&text);
  return 0;
}
