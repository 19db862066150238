// SPDX-License-Identifier: MIT
// The beginning of a version. Structure is stored in the order of the text, each block followed by
// its notes and marks; so the lines before a block's line are all that there is to know of the
// blocks before it, and a cut there is as sound as the whole. pack_read() makes the version and
// judges it, so a damaged library gives none.
//
//   structure   hash … b b r l b n b j │ b r…
//   text        ███████████████████████│░░░░░░ read, but not to the end of a block
//                                      cut
//
// Costs are those of what was read, whatever the length of the text.
#include "text/glance.h"

#include "base/buffer.h"
#include "text/pack.h"
#include "text/position.h"

typedef struct Glance {
  uint32_t count;     // code points of the text that was read
  Buffer lines;       // of the structure
  uint32_t block_end; // of the last block in them, in code points
  uint32_t notes;     // in them
  bool noted;
  size_t cut;       // how much of the lines is complete …
  uint32_t cut_end; // … and where their last block ends
} Glance;

static bool next_line(Slice *rest, Slice *line) {
  const char *end = rest->len ? memchr(rest->ptr, '\n', rest->len) : NULL;
  if (!end) return false;
  *line = slice_cut(*rest, 0, (size_t)(end - rest->ptr) + 1);
  *rest = slice_cut(*rest, line->len, rest->len);
  return true;
}

// The number in a field of a line, counted from 0; more than any position for none.
static uint32_t number_in(Slice line, unsigned field) {
  uint64_t value = 0;
  size_t at = 0;
  for (; field > 0 && at < line.len; at++) field -= line.ptr[at] == ' ';
  size_t start = at;
  for (; at < line.len && line.ptr[at] >= '0' && line.ptr[at] <= '9' && value < UINT32_MAX; at++)
    value = value * 10 + (uint64_t)(line.ptr[at] - '0');
  return at > start && value < UINT32_MAX ? (uint32_t)value : UINT32_MAX;
}

// False at the first block that reaches past what was read of the text.
static bool take_line(Glance *glance, Slice line) {
  enum { BLOCK_END = 3, REFERENCE_NOTE = 3 };
  if (slice_starts(line, SLICE("b "))) {
    glance->cut = glance->lines.len;
    glance->cut_end = glance->block_end;
    glance->block_end = number_in(line, BLOCK_END);
    if (glance->block_end > glance->count) return false;
  }
  if (slice_starts(line, SLICE("notes "))) glance->noted = true;
  if (slice_starts(line, SLICE("n "))) glance->notes++;
  if (slice_starts(line, SLICE("r ")) && number_in(line, REFERENCE_NOTE) >= glance->notes)
    return true;
  buffer_add(&glance->lines, line);
  return true;
}

// Without the character at its end, which may be cut.
static Slice whole_characters(Slice text) {
  size_t len = text.len;
  while (len > 0 && ((unsigned char)text.ptr[len - 1] & 0xC0) == 0x80) len--;
  return slice_cut(text, 0, len > 0 ? len - 1 : 0);
}

static Version *make(Glance *glance, Slice text, size_t whole, uint32_t rules) {
  Error ignored = {0};
  glance->lines.len = glance->cut;
  buffer_add_string(&glance->lines, "end\n");
  Version *version = pack_read(text, buffer_slice(&glance->lines), rules, &ignored);
  if (!version) return NULL;
  version->whole_len = whole;
  version->noted = glance->noted;
  return version;
}

Version *glance_read(Slice text, Slice structure, size_t whole, uint32_t rules) {
  const char *fault;
  Slice line;
  Arena *scratch = arena_new();
  Version *version = NULL;
  text = whole_characters(text);
  Positions *positions = positions_new(scratch, text, &fault);
  if (positions) {
    Glance glance = {.count = positions_count(positions)};
    while (next_line(&structure, &line) && take_line(&glance, line)) continue;
    if (glance.cut_end > 0) {
      uint32_t end = positions_byte(positions, glance.cut_end);
      version = make(&glance, slice_cut(text, 0, end), whole, rules);
    }
    buffer_release(&glance.lines);
  }
  arena_free(scratch);
  return version;
}
