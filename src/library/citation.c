// SPDX-License-Identifier: MIT
// Citing a place: who, when, and on which line of the text.
#include "library/brief.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "library/author.h"
#include "text/position.h"

#include <string.h>

static Slice who(const Brief *brief) {
  Slice authors = slice_of(brief->author);
  Author first;
  bool named = !brief->author_guessed && author_next(&authors, &first);
  return named ? first.family : slice_of(brief->title);
}

// 1 + the line ends before the span.
static uint32_t line_of(const Version *version, const CpSpan *span) {
  uint32_t line = 1, most = positions_count(version->positions);
  uint32_t end = positions_byte(version->positions, span->start_cp < most ? span->start_cp : most);
  const char *at = version->text.ptr, *stop = at + end;
  while (at < stop && (at = memchr(at, '\n', (size_t)(stop - at)))) line++, at++;
  return line;
}

char *brief_citation(const Brief *brief, const Version *version, const CpSpan *span) {
  Buffer citation = {0};
  buffer_add_byte(&citation, '(');
  buffer_add(&citation, who(brief));
  if (strlen(brief->date) >= 4) buffer_printf(&citation, " %.4s", brief->date);
  if (span) buffer_printf(&citation, ", line %u", line_of(version, span));
  buffer_add_byte(&citation, ')');
  return buffer_take(&citation);
}
