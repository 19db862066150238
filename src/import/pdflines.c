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
  FRAGMENTS_SEEN = 256, // of a line, by each small one
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

// ---- Lines

static bool are_beside(const PdfLine *line, const PdfFragment *fragment) {
  int32_t top = line->top > fragment->top ? line->top : fragment->top;
  int32_t bottom = line->bottom < fragment->bottom ? line->bottom : fragment->bottom;
  int32_t height = line->bottom - line->top, other = fragment->bottom - fragment->top;
  return (bottom - top) * 2 >= (height < other ? height : other);
}

// A line has the height of its longest fragment.
static void take_fragment(PdfLine *line, const PdfFragment *fragment) {
  size_t len = fragment->end - fragment->start;
  bool first = line->fragment_count++ == 0;
  if (first || fragment->left < line->left) line->left = fragment->left;
  if (first || fragment->right > line->right) line->right = fragment->right;
  if (first || len > line->length) {
    line->length = len;
    line->top = fragment->top;
    line->bottom = fragment->bottom;
    line->size = fragment->size;
  }
}

static PdfLine *add_line(PdfDocument *document, size_t fragment) {
  document->lines = memory_grow(document->lines, document->line_count, &document->line_room,
                                sizeof *document->lines);
  PdfLine *line = &document->lines[document->line_count++];
  *line = (PdfLine){.page = document->fragments[fragment].page,
                    .strip = document->fragments[fragment].strip,
                    .first_fragment = (uint32_t)fragment};
  return line;
}

static void cut_lines(PdfDocument *document) {
  PdfLine *line = NULL;
  for (size_t i = 0; i < document->fragment_count; i++) {
    const PdfFragment *fragment = &document->fragments[i];
    bool same = line && line->strip == fragment->strip && are_beside(line, fragment);
    if (!same) line = add_line(document, i);
    take_fragment(line, fragment);
  }
}

// ---- What is small and stands between lines

static bool touches(const PdfDocument *document, const PdfLine *line, const PdfFragment *small) {
  if (line->strip != small->strip || small->size * 100 > line->size * SMALL_PERCENT) return false;
  if (line->top >= small->bottom || small->top >= line->bottom) return false;
  int32_t near = (int32_t)line->size * TOUCH_PERCENT / 100;
  const PdfFragment *fragment = &document->fragments[line->first_fragment];
  for (uint32_t i = 0; i < line->fragment_count && i < FRAGMENTS_SEEN; i++, fragment++) {
    bool behind = abs(small->left - fragment->right) <= near;
    bool before = abs(fragment->left - small->right) <= near;
    if ((behind || before) && small->size < fragment->size) return true;
  }
  return false;
}

// A line of one small fragment joins the line before or after it; the fragments stay in order.
static bool joins(const PdfDocument *document, size_t index, size_t other) {
  const PdfLine *line = &document->lines[index];
  if (other >= document->line_count || line->fragment_count != 1) return false;
  return touches(document, &document->lines[other], &document->fragments[line->first_fragment]);
}

static void join_small_lines(PdfDocument *document) {
  size_t kept = 0;
  bool join_next = false;
  for (size_t i = 0; i < document->line_count; i++) {
    PdfLine line = document->lines[i];
    bool joined_next = join_next;
    join_next = false;
    if (joined_next) {
      line.first_fragment--;
      line.fragment_count++;
    } else if (kept > 0 && joins(document, i, kept - 1)) {
      document->lines[kept - 1].fragment_count++;
      continue;
    } else if (joins(document, i, i + 1)) {
      join_next = true;
      continue;
    }
    document->lines[kept++] = line;
  }
  document->line_count = kept;
}

// ---- Finishing

static int compare_lefts(const void *a, const void *b) {
  const PdfFragment *one = a, *other = b;
  if (one->left != other->left) return one->left < other->left ? -1 : 1;
  return one->order < other->order ? -1 : one->order > other->order;
}

static void finish_line(PdfDocument *document, PdfLine *line) {
  PdfFragment *fragments = &document->fragments[line->first_fragment];
  qsort(fragments, line->fragment_count, sizeof *fragments, compare_lefts);
  line->left = fragments[0].left;
  line->bold = true;
  line->length = 0;
  for (uint32_t i = 0; i < line->fragment_count; i++) {
    line->length += fragments[i].end - fragments[i].start;
    if (fragments[i].right > line->right) line->right = fragments[i].right;
    if (!fragments[i].bold && fragments[i].size == line->size) line->bold = false;
  }
}

void pdflines_build(PdfDocument *document) {
  document->body = find_body(document);
  cut_lines(document);
  join_small_lines(document);
  for (size_t i = 0; i < document->line_count; i++) finish_line(document, &document->lines[i]);
  document->pitch = find_pitch(document);
}
