// SPDX-License-Identifier: MIT
// Sentences around a passage. Cost: the sentences that are shown.
#include "exchange/surroundings.h"

#include "text/sentence.h"
#include "text/view.h"

void surroundings_before(const Version *version, Span passage, uint32_t count, Buffer *out) {
  if (count == 0) return;
  uint32_t start = sentence_at(version, passage.start).start;
  if (start > passage.start) start = passage.start;
  for (uint32_t i = 0; i < count; i++) start = sentence_previous(version, start, false);
  view_append(version, span_make(start, passage.start), VIEW_PLAIN, out);
}

void surroundings_behind(const Version *version, Span passage, uint32_t count, Buffer *out) {
  if (count == 0) return;
  uint32_t last = passage.end - 1, end = passage.end;
  Span sentence = sentence_at(version, last);
  if (sentence.end > end) end = sentence.end;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t next = sentence_next(version, last, false);
    if (next <= last) break;
    last = next;
    sentence = sentence_at(version, next);
    if (sentence.end > end) end = sentence.end;
  }
  view_append(version, span_make(passage.end, end), VIEW_PLAIN, out);
}
