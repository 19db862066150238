// SPDX-License-Identifier: MIT
// Lines by overlap. In a strip, from top to bottom, a fragment belongs to the line before it when
// at least half of the lower of both stands beside the other. What is small may miss that (the
// index of CO2): a line of small fragments alone goes to the neighbour that it touches.
//
//   ─────────────────────────  ¹ ← half of it beside the line: a raised mark
//   as it was in the treaty.
//   of carbon dioxide (CO  ) ←──  its line;   ₂ ← less than half, but touching
#include "import/pdflines.h"

#include "base/memory.h"

#include <stdlib.h>

enum {
  SMALL_PERCENT = 80,
  TOUCH_PERCENT = 60,  // of a size: as near as this touches
  PITCH_PERCENT = 115, // of the body size, where nothing can be measured
  PITCH_MAX = 512,
  MARK_BYTES_MAX = 12,
  NEIGHBOURS = 64, // in which the larger one is sought
};

// ---- Measures

// The size with the most bytes of words.
static uint32_t find_body(const PdfDocument *document) {
  enum { SIZES = 512 };
  size_t *bytes = memory_new(SIZES, sizeof *bytes);
  for (size_t i = 0; i < document->fragment_count; i++) {
    const PdfFragment *fragment = &document->fragments[i];
    bytes[fragment->size < SIZES ? fragment->size : SIZES - 1] += fragment->end - fragment->start;
  }
  uint32_t body = 0;
  for (uint32_t size = 1; size < SIZES; size++) {
    if (bytes[size] > bytes[body]) body = size;
  }
  free(bytes);
  return body ? body : 1;
}

// The commonest distance of neighbouring lines of that size.
static int32_t find_pitch(const PdfDocument *document) {
  uint32_t *counts = memory_new(PITCH_MAX, sizeof *counts);
  for (size_t i = 1; i < document->line_count; i++) {
    const PdfLine *line = &document->lines[i], *before = line - 1;
    int32_t distance = line->bottom - before->bottom;
    bool both = line->size == document->body && before->size == document->body;
    if (both && line->strip == before->strip && distance > 0 && distance < PITCH_MAX)
      counts[distance]++;
  }
  int32_t pitch = 0;
  for (int32_t distance = 1; distance < PITCH_MAX; distance++) {
    if (counts[distance] > counts[pitch]) pitch = distance;
  }
  free(counts);
  return pitch ? pitch : (int32_t)(document->body * PITCH_PERCENT / 100) + 1;
}

// ---- Marks: what is small and touches something larger

static bool touches(const PdfFragment *mark, const PdfFragment *other) {
  if (mark->strip != other->strip || mark->size * 100 > other->size * SMALL_PERCENT) return false;
  if (other->top >= mark->bottom || mark->top >= other->bottom) return false;
  int32_t near = (int32_t)other->size * TOUCH_PERCENT / 100;
  return abs(mark->left - other->right) <= near || abs(other->left - mark->right) <= near;
}

// The fragment beside which a mark stands, among those near it in the order of their middles; its
// own index for none.
static size_t find_host(const PdfDocument *document, size_t index) {
  const PdfFragment *fragments = document->fragments, *mark = &fragments[index];
  if (mark->end - mark->start > MARK_BYTES_MAX) return index;
  for (size_t step = 1; step <= NEIGHBOURS; step++) {
    size_t behind = index + step;
    if (step <= index && touches(mark, &fragments[index - step])) return index - step;
    if (behind < document->fragment_count && touches(mark, &fragments[behind])) return behind;
  }
  return index;
}

// ---- Lines

static bool are_beside(const PdfFragment *line, const PdfFragment *fragment) {
  int32_t top = line->top > fragment->top ? line->top : fragment->top;
  int32_t bottom = line->bottom < fragment->bottom ? line->bottom : fragment->bottom;
  int32_t height = line->bottom - line->top, other = fragment->bottom - fragment->top;
  return (bottom - top) * 2 >= (height < other ? height : other);
}

// A line is where its longest fragment is.
static size_t longer(const PdfFragment *fragments, size_t one, size_t other) {
  size_t len = fragments[one].end - fragments[one].start;
  return fragments[other].end - fragments[other].start > len ? other : one;
}

// Numbers the lines: first of what is no mark, then of the marks.
static void number_lines(PdfDocument *document) {
  PdfFragment *fragments = document->fragments;
  size_t *hosts = memory_new(document->fragment_count + 1, sizeof *hosts);
  size_t line = document->fragment_count; // its longest fragment; at first there is none
  uint32_t number = 0;
  for (size_t i = 0; i < document->fragment_count; i++) {
    hosts[i] = find_host(document, i);
    if (hosts[i] != i) continue;
    bool same = line < document->fragment_count && fragments[line].strip == fragments[i].strip &&
                are_beside(&fragments[line], &fragments[i]);
    line = same ? longer(fragments, line, i) : i;
    number += !same;
    fragments[i].line = number;
  }
  for (size_t i = 0; i < document->fragment_count; i++) {
    size_t host = hosts[i];
    while (hosts[host] != host) host = hosts[host]; // sizes rise: no circle, and not many
    fragments[i].line = fragments[host].line;
  }
  free(hosts);
}

static int compare_places(const void *a, const void *b) {
  const PdfFragment *one = a, *other = b;
  if (one->line != other->line) return one->line < other->line ? -1 : 1;
  if (one->left != other->left) return one->left < other->left ? -1 : 1;
  return one->order < other->order ? -1 : one->order > other->order;
}

// ---- From fragments to lines

static void measure_line(const PdfDocument *document, PdfLine *line) {
  const PdfFragment *fragments = &document->fragments[line->first_fragment];
  size_t base = 0;
  for (size_t i = 0; i < line->fragment_count; i++) {
    base = longer(fragments, base, i);
    line->length += fragments[i].end - fragments[i].start;
    if (fragments[i].right > line->right) line->right = fragments[i].right;
  }
  line->left = fragments[0].left;
  line->top = fragments[base].top;
  line->bottom = fragments[base].bottom;
  line->size = fragments[base].size;
  line->bold = true;
  for (size_t i = 0; i < line->fragment_count; i++) {
    if (!fragments[i].bold && fragments[i].size == line->size) line->bold = false;
  }
}

static void gather_lines(PdfDocument *document) {
  for (size_t i = 0; i < document->fragment_count;) {
    const PdfFragment *first = &document->fragments[i];
    size_t end = i;
    while (end < document->fragment_count && document->fragments[end].line == first->line) end++;
    document->lines = memory_grow(document->lines, document->line_count, &document->line_room,
                                  sizeof *document->lines);
    PdfLine *line = &document->lines[document->line_count++];
    *line = (PdfLine){.page = first->page,
                      .strip = first->strip,
                      .right = first->right,
                      .first_fragment = (uint32_t)i,
                      .fragment_count = (uint32_t)(end - i)};
    measure_line(document, line);
    i = end;
  }
}

void pdflines_build(PdfDocument *document) {
  document->body = find_body(document);
  number_lines(document);
  if (document->fragment_count)
    qsort(document->fragments, document->fragment_count, sizeof(PdfFragment), compare_places);
  gather_lines(document);
  document->pitch = find_pitch(document);
}
