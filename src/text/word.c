// SPDX-License-Identifier: MIT
// Words, a chunk at a time. What UAX #29 says about a place depends on what stands before it only
// as far as the last blank, so the text is cut into chunks behind blanks (and behind 、 。 ， for
// scripts without blanks), and libunistring segments the chunk that is asked for: a few bytes in
// ordinary text. A chunk without any of these for CHUNK bytes is cut at a multiple of CHUNK, so
// that a line of a megabyte costs no more than a word.
#include "text/word.h"

#include "base/utf8.h"
#include "text/cluster.h"
#include "text/view.h"

#include <unictype.h>
#include <uniwbrk.h>

enum { CHUNK = 1024 };

// ---- Chunks

// Does a chunk begin at pos whatever comes before?
static bool begins_chunk(Slice text, Span bounds, uint32_t pos) {
  if (pos <= bounds.start || pos >= bounds.end) return true;
  char last = text.ptr[pos - 1];
  if (last == ' ' || last == '\n') return text.ptr[pos] != ' ' && text.ptr[pos] != '\n';
  if (pos < bounds.start + 3) return false;
  Slice sign = slice_cut(text, pos - 3, pos);
  return slice_equal(sign, SLICE("、")) || slice_equal(sign, SLICE("。")) ||
         slice_equal(sign, SLICE("，"));
}

// The last multiple of CHUNK at or before pos, moved on to a whole character.
static uint32_t chunk_edge(Slice text, Span bounds, uint32_t pos) {
  uint32_t edge = pos / CHUNK * CHUNK;
  if (edge <= bounds.start) return bounds.start;
  while (edge < bounds.end && ((unsigned char)text.ptr[edge] & 0xC0) == 0x80) edge++;
  return edge;
}

// The chunk that holds pos, the start of a character inside the bounds.
static Span chunk_at(Slice text, Span bounds, uint32_t pos) {
  Span chunk = span_make(pos, pos + 1);
  while (!begins_chunk(text, bounds, chunk.start) && pos - chunk.start < CHUNK) chunk.start--;
  if (pos - chunk.start >= CHUNK) chunk.start = chunk_edge(text, bounds, pos);
  while (!begins_chunk(text, bounds, chunk.end) && chunk.end - pos < CHUNK) chunk.end++;
  if (chunk.end - pos >= CHUNK) chunk.end = chunk_edge(text, bounds, pos + CHUNK);
  return chunk;
}

// ---- Segments of a chunk

typedef struct Segments {
  Slice text;
  Span bounds, chunk;
  char breaks[2 * CHUNK + 8]; // 1 where a segment begins
} Segments;

static void segments_load(Segments *segments, Slice text, Span bounds, uint32_t pos) {
  segments->text = text;
  segments->bounds = bounds;
  while (pos > bounds.start && ((unsigned char)text.ptr[pos] & 0xC0) == 0x80) pos--;
  segments->chunk = chunk_at(text, bounds, pos);
  Slice bytes = slice_cut(text, segments->chunk.start, segments->chunk.end);
  u8_wordbreaks((const uint8_t *)bytes.ptr, bytes.len, segments->breaks);
}

static bool is_break(const Segments *segments, uint32_t pos) {
  return pos <= segments->chunk.start || pos >= segments->chunk.end ||
         segments->breaks[pos - segments->chunk.start];
}

static Span segment_at(const Segments *segments, uint32_t pos) {
  Span segment = span_make(pos, pos + 1);
  while (!is_break(segments, segment.start)) segment.start--;
  while (!is_break(segments, segment.end)) segment.end++;
  return segment;
}

static bool has_category(Slice text, uint32_t mask) {
  for (size_t at = 0; at < text.len;) {
    uint32_t code_point;
    at += utf8_decode(slice_cut(text, at, text.len), &code_point, NULL);
    if (uc_is_general_category_withtable(code_point, mask)) return true;
  }
  return false;
}

// The segment as a word: widened to whole clusters. False for what is none.
static bool as_word(const Segments *segments, Span segment, Span *word) {
  Slice text = segments->text;
  Slice bytes = slice_cut(text, segment.start, segment.end);
  if (!has_category(bytes, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N)) return false;
  word->start = cluster_start(text, segments->bounds, segment.start);
  uint32_t end = cluster_start(text, segments->bounds, segment.end);
  word->end = end == segment.end ? end : cluster_end(text, segments->bounds, end);
  return true;
}

// ---- Questions

bool word_from(Slice text, Span bounds, uint32_t pos, Span *word) {
  uint32_t least = pos;
  while (pos < bounds.end) {
    Segments segments;
    segments_load(&segments, text, bounds, pos);
    while (pos < segments.chunk.end) {
      Span segment = segment_at(&segments, pos);
      if (as_word(&segments, segment, word) && word->start >= least) return true;
      pos = segment.end;
    }
  }
  return false;
}

bool word_after(Slice text, Span bounds, uint32_t pos, Span *word) {
  return pos < bounds.end && word_from(text, bounds, pos + 1, word);
}

bool word_before(Slice text, Span bounds, uint32_t pos, Span *word) {
  uint32_t most = pos;
  while (pos > bounds.start) {
    Segments segments;
    segments_load(&segments, text, bounds, pos - 1);
    uint32_t floor = segments.chunk.start;
    while (pos > floor) {
      Span segment = segment_at(&segments, pos - 1);
      if (as_word(&segments, segment, word) && word->start < most) return true;
      pos = segment.start;
    }
  }
  return false;
}

bool word_at(Slice text, Span bounds, uint32_t pos, Span *word) {
  if (pos < bounds.start || pos >= bounds.end) return false;
  Segments segments;
  segments_load(&segments, text, bounds, pos);
  if (as_word(&segments, segment_at(&segments, pos), word)) return true;
  uint32_t code_point;
  uint32_t start = cluster_start(text, bounds, pos);
  utf8_decode(slice_cut(text, start, bounds.end), &code_point, NULL);
  if (view_is_blank(code_point)) return false;
  *word = span_make(start, cluster_end(text, bounds, pos));
  return true;
}
