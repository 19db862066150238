// SPDX-License-Identifier: MIT
// Lines and their columns, in one pass over the text. Lines that hold nothing but blanks and
// ignored characters are not kept: they show as the `gap` of the line after them.
#include "import/lines.h"

#include "base/safe.h"
#include "base/utf8.h"
#include "import/chars.h"
#include "import/phrases.h"

enum {
  TAB_COLUMNS = 8,
  INDENTED = 4,      // columns from which a line does not say how wide the text is
  WRAP_WIDEST = 110, // no program wraps wider
  WRAP_PAIRS_LEAST = 4,
  WRAP_FULL_PERCENT = 70,
  PAIR_LENGTH_LEAST = 41, // characters of the first line of a pair
};

typedef struct Measure {
  size_t end; // of the line: at LF, FF or the end of the text
  Span span;
  uint32_t indent, width;
  bool filled;
} Measure;

// Takes in what stands at `pos`, of `len` bytes and `width` columns.
static void measure_visible(Measure *measure, size_t pos, size_t len, uint32_t col,
                            uint32_t width) {
  if (measure->span.end == measure->span.start) {
    measure->span.start = (uint32_t)pos;
    measure->indent = col;
  }
  measure->span.end = (uint32_t)(pos + len);
  measure->width = col + width;
}

// Printable ASCII, a column each byte: blanks at its ends are none of what is visible.
static void measure_printable(Measure *measure, Slice text, Span run, uint32_t col) {
  uint32_t start = run.start, end = run.end;
  while (start < end && text.ptr[start] == ' ') start++;
  while (end > start && text.ptr[end - 1] == ' ') end--;
  if (start == end) return;
  measure_visible(measure, start, end - start, col + start - run.start, end - start);
  measure->filled = true;
}

static Measure measure_line(Slice text, size_t start) {
  Measure measure = {.span = span_make((uint32_t)start, (uint32_t)start)};
  uint32_t col = 0;
  size_t pos = start;
  while (pos < text.len && text.ptr[pos] != '\n' && text.ptr[pos] != '\f') {
    uint32_t plain = (uint32_t)utf8_printable_length(text, pos), code_point;
    if (plain > 0) {
      measure_printable(&measure, text, span_make((uint32_t)pos, (uint32_t)pos + plain), col);
      col += plain;
      pos += plain;
      continue;
    }
    uint32_t len = chars_at(text, pos, &code_point), width = chars_width(code_point);
    if (code_point == '\t') width = TAB_COLUMNS - col % TAB_COLUMNS;
    if (!chars_is_blank(code_point)) {
      measure_visible(&measure, pos, len, col, width);
      measure.filled = measure.filled || code_point < 0x80 || !safe_is_ignored(code_point);
    }
    col += width;
    pos += len;
  }
  measure.end = pos;
  return measure;
}

static bool has_url(Slice line) {
  return memmem(line.ptr, line.len, "http", 4) != NULL;
}

static void add_line(Draft *draft, const Measure *measure, uint32_t page, bool gap) {
  draft->lines =
      memory_grow(draft->lines, draft->line_count, &draft->line_room, sizeof *draft->lines);
  DraftLine *line = &draft->lines[draft->line_count];
  *line = (DraftLine){.span = measure->span,
                      .indent = measure->indent,
                      .width = measure->width,
                      .page = page,
                      .gap = gap};
  Slice text = draft_line_text(draft, line);
  line->has_url = has_url(text);
  if (phrases_is_rule_line(text)) draft->last_rule_line = draft->line_count;
  draft->line_count++;
}

bool lines_split(Draft *draft, Error *err) {
  Slice text = draft_text(draft);
  bool gap = true;
  uint32_t page = 0;
  for (size_t start = 0; start < text.len;) {
    Measure measure = measure_line(text, start);
    if (measure.filled) add_line(draft, &measure, page, gap);
    if (!draft_check_count(draft->line_count, DRAFT_LINES_MAX, "lines", err)) return false;
    gap = !measure.filled;
    if (measure.end < text.len && text.ptr[measure.end] == '\f') {
      page++;
      gap = true;
    }
    start = measure.end + 1;
  }
  draft->page_count = page + 1;
  draft->paged = page > 0;
  return true;
}

static uint32_t widest_line(const Draft *draft, bool all) {
  uint32_t widest = 0;
  for (uint32_t i = 0; i < draft->line_count; i++) {
    const DraftLine *line = &draft->lines[i];
    if (!all && (line->has_url || line->indent >= INDENTED)) continue;
    if (line->width > widest) widest = line->width;
  }
  return widest;
}

static uint32_t first_word_width(Slice line) {
  size_t end = 0;
  uint32_t code_point, len;
  while ((len = chars_at(line, end, &code_point)) > 0 && !chars_is_blank(code_point)) end += len;
  return chars_width_of(slice_cut(line, 0, end));
}

// Says for two lines whether they are a pair and whether the pair is full.
static bool is_pair(const Draft *draft, const DraftLine *line, const DraftLine *next, bool *full) {
  if (next->gap || line->has_url || next->has_url) return false;
  if (utf8_count(draft_line_text(draft, line)) < PAIR_LENGTH_LEAST) return false;
  uint32_t word = first_word_width(draft_line_text(draft, next));
  *full = line->width + 1 + word + 2 > draft->widest;
  return true;
}

void lines_detect_wrapping(Draft *draft) {
  draft->widest = widest_line(draft, false);
  if (draft->widest == 0) draft->widest = widest_line(draft, true);
  draft->wrapped = draft->paged;
  if (draft->paged || draft->widest > WRAP_WIDEST) return;
  size_t pairs = 0, full_pairs = 0;
  for (uint32_t i = 0; i + 1 < draft->line_count; i++) {
    bool full;
    if (!is_pair(draft, &draft->lines[i], &draft->lines[i + 1], &full)) continue;
    pairs++;
    full_pairs += full;
  }
  draft->wrapped = pairs >= WRAP_PAIRS_LEAST && full_pairs * 100 >= pairs * WRAP_FULL_PERCENT;
}

// ---- Tables

typedef uint8_t Bytes __attribute__((vector_size(16)));

// Sixteen bytes that begin at `at`.
static Bytes bytes_at(Slice line, size_t at) {
  Bytes bytes;
  memcpy(&bytes, line.ptr + at, sizeof bytes);
  return bytes;
}

// How much of the line holds no blanks but single spaces, for certain: most lines, but for their
// last bytes. A wide blank is C2 A0, E1 …, E2 80 80 to E2 80 8A, E2 80 AF, E2 81 … or E3 ….
static size_t without_gaps(Slice line) {
  size_t at = 0;
  for (; at + sizeof(Bytes) + 2 <= line.len; at += sizeof(Bytes)) {
    Bytes first = bytes_at(line, at), second = bytes_at(line, at + 1),
          third = bytes_at(line, at + 2);
    Bytes general = (Bytes)((third < 0x8B) | (third == 0xAF) | (second == 0x81));
    Bytes blank = (Bytes)((first == ' ') & (second == ' ')) | (Bytes)(first == '\t') |
                  (Bytes)((first == 0xC2) & (second == 0xA0)) | (Bytes)(first == 0xE1) |
                  (Bytes)(first == 0xE3) | ((Bytes)(first == 0xE2) & general);
    uint64_t halves[2];
    memcpy(halves, &blank, sizeof halves);
    if ((halves[0] | halves[1]) != 0) break;
  }
  return at;
}

// Where to look for gaps from: at a character that is no blank, or at the start.
static size_t first_gap(Slice line) {
  size_t at = without_gaps(line);
  uint32_t before = ' ';
  while (at > 0 && ((unsigned char)line.ptr[at] & 0xC0) == 0x80) at--;
  while (at > 0 && chars_is_blank(before)) at -= chars_before(line, at, &before);
  return at;
}

bool lines_is_table(Slice line) {
  uint32_t gaps = 0, blanks = 0, before = 0, code_point;
  for (size_t pos = first_gap(line); pos < line.len && gaps < 2;) {
    pos += chars_at(line, pos, &code_point);
    if (chars_is_blank(code_point)) {
      blanks += code_point == '\t' ? 2 : 1;
      continue;
    }
    if (blanks >= 2 && before && !(before < 0x80 && strchr(".!?:;,", (int)before))) gaps++;
    blanks = 0;
    before = code_point;
  }
  return gaps >= 2;
}
