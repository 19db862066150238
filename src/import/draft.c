// SPDX-License-Identifier: MIT
// The draft's lists and the way between views and the stored text. Leading back is a binary search
// in the breaks, of which plain text has one for each paragraph.
#include "import/draft.h"

#include "base/bisection.h"
#include "base/utf8.h"
#include "import/chars.h"

#include <stdlib.h>

void draft_init(Draft *draft) {
  *draft = (Draft){.arena = arena_new(), .last_rule_line = UINT32_MAX};
}

void draft_release(Draft *draft) {
  arena_free(draft->arena);
  buffer_release(&draft->text);
  buffer_release(&draft->views);
  buffer_release(&draft->scratch);
  free(draft->lines);
  free(draft->paragraphs);
  free(draft->breaks);
  free(draft->notes);
  free(draft->marks);
  free(draft->labels);
  free(draft->targets);
  free(draft->joints);
}

Slice draft_text(const Draft *draft) {
  return buffer_slice(&draft->text);
}

Slice draft_cut(const Draft *draft, Span view) {
  return slice_cut(buffer_slice(&draft->views), view.start, view.end);
}

Slice draft_line_text(const Draft *draft, const DraftLine *line) {
  return slice_cut(draft_text(draft), line->span.start, line->span.end);
}

Slice draft_view(const Draft *draft, const DraftParagraph *paragraph) {
  return draft_cut(draft, paragraph->view);
}

void draft_add_view(Draft *draft, uint32_t stored, Slice bytes) {
  uint32_t view = (uint32_t)draft->views.len;
  const DraftBreak *last = draft->break_count ? &draft->breaks[draft->break_count - 1] : NULL;
  if (!last || stored - last->stored != view - last->view) {
    draft->breaks =
        memory_grow(draft->breaks, draft->break_count, &draft->break_room, sizeof *draft->breaks);
    draft->breaks[draft->break_count++] = (DraftBreak){view, stored};
  }
  buffer_add(&draft->views, bytes);
}

static uint32_t stored_position(const Draft *draft, uint32_t view) {
  Bisection range = bisection_of(0, draft->break_count); // breaks[low].view <= view
  while (bisection_open(&range)) bisection_narrow(&range, draft->breaks[range.middle].view <= view);
  size_t low = bisection_last(&range);
  return draft->breaks[low].stored + (view - draft->breaks[low].view);
}

uint32_t draft_view_at(const Draft *draft, uint32_t stored) {
  Bisection range = bisection_of(0, draft->break_count); // the first break at `stored` or behind it
  while (bisection_open(&range))
    bisection_narrow(&range, draft->breaks[range.middle].stored < stored);
  size_t low = range.low;
  const DraftBreak *next = low < draft->break_count ? &draft->breaks[low] : NULL;
  uint32_t limit = next ? next->view : (uint32_t)draft->views.len;
  if ((next && next->stored == stored) || low == 0) return limit;
  const DraftBreak *before = &draft->breaks[low - 1];
  uint32_t view = before->view + (stored - before->stored);
  return view < limit ? view : limit;
}

Span draft_stored(const Draft *draft, Span view) {
  return span_make(stored_position(draft, view.start), stored_position(draft, view.end - 1) + 1);
}

Span draft_paragraph_span(const Draft *draft, const DraftParagraph *paragraph) {
  const DraftLine *first = &draft->lines[paragraph->first_line];
  return span_make(first->span.start, first[paragraph->line_count - 1].span.end);
}

Slice draft_fold(Draft *draft, Span view, size_t most) {
  Slice text = draft_cut(draft, view);
  if (text.len > most) {
    while (most > 0 && ((unsigned char)text.ptr[most] & 0xC0) == 0x80) most--;
    text.len = most;
  }
  buffer_clear(&draft->scratch);
  chars_fold(text, &draft->scratch);
  return buffer_slice(&draft->scratch);
}

void draft_append_plain(const Draft *draft, const DraftParagraph *paragraph, Buffer *out) {
  uint32_t from = paragraph->view.start;
  for (uint32_t i = 0; i < paragraph->mark_count; i++) {
    Span mark = draft->marks[paragraph->first_mark + i].view;
    uint32_t end = mark.start;
    if (end > from && draft->views.ptr[end] == '[' && draft->views.ptr[end - 1] == ' ') end--;
    buffer_add(out, draft_cut(draft, span_make(from, end)));
    from = mark.end;
  }
  buffer_add(out, draft_cut(draft, span_make(from, paragraph->view.end)));
}

// Is the character there part of code, or escaped?
static bool is_literal_at(const Draft *draft, uint32_t view) {
  uint32_t stored = stored_position(draft, view);
  Bisection range = bisection_of(0, draft->inline_count); // the first that ends behind it
  while (bisection_open(&range))
    bisection_narrow(&range, draft->inlines[range.middle].span.end <= stored);
  size_t low = range.low;
  const Inline *mark = &draft->inlines[low];
  return low < draft->inline_count && mark->span.start <= stored &&
         mark->kinds & (INLINE_CODE | INLINE_LITERAL);
}

bool draft_is_literal(const Draft *draft, Span view) {
  if (draft->inline_count == 0 || span_is_empty(view)) return false;
  return is_literal_at(draft, view.start) || is_literal_at(draft, view.end - 1);
}

void draft_classify(DraftParagraph *paragraph, BlockType type) {
  paragraph->classified = true;
  paragraph->type = type;
}

void draft_classify_given(DraftParagraph *paragraph) {
  draft_classify(paragraph, paragraph->given);
  paragraph->level = paragraph->given_level;
}

bool draft_check_count(size_t count, size_t most, const char *what, Error *err) {
  if (count <= most) return true;
  error_set(err, ERROR_DATA, "this document has more than %zu %s", most, what);
  return error_hint(err, "nothing was added; split the document and add its parts");
}
