// SPDX-License-Identifier: MIT
// Lines of keyword in context. What stands before the hit is cut at its beginning, so a walk over
// its units finds from where on it fits.
#include "library/kwic.h"

#include "base/utf8.h"
#include "text/view.h"

// The blank at an edge is what divides the context from the hit.
void kwic_append(const FindingText *text, Span span, Buffer *out) {
  bool blank = false;
  for (uint32_t pos = span.start; pos < span.end;) {
    uint32_t code_point;
    uint32_t len = utf8_decode(slice_cut(text->text, pos, span.end), &code_point, NULL);
    bool is_blank = view_is_blank(code_point);
    if (is_blank && !blank)
      buffer_add_byte(out, ' ');
    else if (!is_blank && !safe_is_ignored(code_point))
      buffer_add(out, slice_cut(text->text, pos, pos + len));
    blank = is_blank;
    pos += len;
  }
}

// Appends the end of a text that fits so many columns, with … before it when it was cut; returns
// the columns used.
static uint32_t append_end(Buffer *out, Slice text, SafeMode mode, uint32_t columns) {
  uint32_t width = safe_width(text, mode);
  size_t pos = 0;
  uint32_t room = width > columns && columns > 0 ? columns - 1 : columns;
  bool cut = width > columns;
  while (pos < text.len && width > room) {
    SafeUnit unit;
    safe_next(slice_cut(text, pos, text.len), mode, &unit);
    width -= unit.width;
    pos += unit.len;
  }
  if (cut && columns > 0) {
    buffer_add_string(out, mode == SAFE_UNICODE ? "…" : "~");
    width++;
  }
  safe_append(out, slice_cut(text, pos, text.len), mode, false);
  return width;
}

void kwic_make(Kwic *kwic, const FindingText *text, Span hit, SafeMode mode, uint32_t lead,
               uint32_t columns) {
  Buffer words = {0};
  Span sentence = finding_sentence(text, hit);
  buffer_clear(&kwic->before);
  buffer_clear(&kwic->hit);
  buffer_clear(&kwic->after);
  kwic_append(text, span_make(sentence.start, hit.start), &words);
  kwic->before_width = append_end(&kwic->before, buffer_slice(&words), mode, lead);
  buffer_clear(&words);
  kwic_append(text, hit, &words);
  kwic->hit_width =
      safe_append_fit(&kwic->hit, buffer_slice(&words), mode, columns - kwic->before_width);
  buffer_clear(&words);
  kwic_append(text, span_make(hit.end, sentence.end), &words);
  uint32_t used = kwic->before_width + kwic->hit_width;
  if (used < columns) safe_append_fit(&kwic->after, buffer_slice(&words), mode, columns - used);
  buffer_release(&words);
}

void kwic_release(Kwic *kwic) {
  buffer_release(&kwic->before);
  buffer_release(&kwic->hit);
  buffer_release(&kwic->after);
}
