// SPDX-License-Identifier: MIT
// What the steps of reading a PDF have in common.
#include "import/pdfdocument.h"

#include <stdlib.h>

enum {
  CELL_PERCENT = 130, // of a size: a wider gap divides cells of a table
  SMALL_PERCENT = 80, // of a line's size: what is at most that is a mark or an index
  APART_PERCENT = 15, // of a size: a wider gap is a blank
};

void pdfdocument_release(PdfDocument *document) {
  buffer_release(&document->text);
  buffer_release(&document->targets);
  free(document->runs);
  free(document->fragments);
  free(document->pages);
  free(document->lines);
  free(document->notes);
  free(document->note_order);
  *document = (PdfDocument){0};
}

Slice pdfdocument_fragment_text(const PdfDocument *document, const PdfFragment *fragment) {
  return slice_cut(buffer_slice(&document->text), fragment->start, fragment->end);
}

bool pdfdocument_is_apart(const PdfFragment *before, const PdfFragment *after) {
  uint32_t size = before->size < after->size ? before->size : after->size;
  return (after->left - before->right) * 100 > (int32_t)size * APART_PERCENT;
}

bool pdfdocument_is_cell_gap(const PdfLine *line, const PdfFragment *before,
                             const PdfFragment *after) {
  return (after->left - before->right) * 100 > (int32_t)line->size * CELL_PERCENT;
}

void pdfdocument_line_text(const PdfDocument *document, const PdfLine *line, Buffer *out) {
  buffer_clear(out);
  const PdfFragment *fragment = &document->fragments[line->first_fragment];
  for (uint32_t i = 0; i < line->fragment_count; i++, fragment++) {
    bool apart = i > 0 && pdfdocument_is_apart(fragment - 1, fragment);
    if (apart && out->len && out->ptr[out->len - 1] != ' ') buffer_add_byte(out, ' ');
    buffer_add(out, pdfdocument_fragment_text(document, fragment));
  }
  while (out->len && out->ptr[out->len - 1] == ' ') out->ptr[--out->len] = '\0';
}

static bool is_small(const PdfLine *line, const PdfFragment *fragment) {
  return fragment->size * 100 <= line->size * SMALL_PERCENT;
}

static int32_t middle_difference(const PdfLine *line, const PdfFragment *fragment) {
  return (fragment->top + fragment->bottom) - (line->top + line->bottom);
}

bool pdfdocument_is_raised(const PdfLine *line, const PdfFragment *fragment) {
  return is_small(line, fragment) && middle_difference(line, fragment) < 0;
}

bool pdfdocument_is_lowered(const PdfLine *line, const PdfFragment *fragment) {
  return is_small(line, fragment) && middle_difference(line, fragment) > 0;
}
