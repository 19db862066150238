// SPDX-License-Identifier: MIT
// Break places come from libunistring over the text as it is read: joints left out, line ends made
// blanks. They are found a window at a time, so that a stretch of any size costs constant memory
// and a layout that stops early costs no more than what it has seen:
//
//     text    ───────────────────────────────────────────────────
//     window            │context│        known           │
//                       ^from   ^start                   ^end
//
// What stands before a place decides whether it is one, as far back as the context: rules that look
// further (a run of flags longer than that) may see one place differently.
#include "layout/breaks.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <unictype.h>
#include <unilbrk.h>
#include <uniwidth.h>

struct Breaks {
  const Version *version;
  Span span;
  bool preformatted;
  uint32_t window;
  uint32_t from, start, end; // of the window, see above
  char *copy, *found;        // the window as it is read, what libunistring says of it
  uint32_t *kept;            // offset in the window of each byte of the copy
  bool *possible;            // for each byte of the window
};

Breaks *breaks_new(const Version *version, Span span, bool preformatted, uint32_t window) {
  Breaks *breaks = memory_new(1, sizeof *breaks);
  breaks->version = version;
  breaks->span = span;
  breaks->preformatted = preformatted;
  breaks->window = span_len(span) < window ? span_len(span) : window;
  breaks->copy = memory_new(breaks->window, 1);
  breaks->found = memory_new(breaks->window, 1);
  breaks->kept = memory_new(breaks->window, sizeof *breaks->kept);
  breaks->possible = memory_new(breaks->window, sizeof *breaks->possible);
  return breaks;
}

void breaks_free(Breaks *breaks) {
  free(breaks->copy);
  free(breaks->found);
  free(breaks->kept);
  free(breaks->possible);
  free(breaks);
}

// Fills copy and kept; returns the length of the copy.
static size_t copy_as_read(Breaks *breaks) {
  const Version *version = breaks->version;
  size_t len = 0;
  uint32_t joint = version_joint_from(version, breaks->from);
  for (uint32_t pos = breaks->from; pos < breaks->end;) {
    if (joint < version->joint_count && version->joints[joint].start <= pos) {
      if (version->joints[joint].end > pos) pos = version->joints[joint].end;
      joint++;
      continue;
    }
    char byte = version->text.ptr[pos];
    breaks->copy[len] = byte == '\n' && !breaks->preformatted ? ' ' : byte;
    breaks->kept[len++] = pos - breaks->from;
    pos++;
  }
  return len;
}

static bool is_stop(char byte) {
  return byte == '.' || byte == ',' || byte == ':' || byte == ';';
}

// LB29 of UAX #14, which libunistring 1.0 leaves out: no break after a stop before a letter, as in
// "e.g." and "example.org".
static bool is_inside_abbreviation(const char *copy, size_t len, size_t at) {
  if (at == 0 || !is_stop(copy[at - 1])) return false;
  uint32_t code_point;
  utf8_decode(slice_make(copy + at, len - at), &code_point, NULL);
  return uc_is_property_alphabetic(code_point) && uc_width(code_point, "UTF-8") == 1;
}

// A reference mark stays with what it follows: "2025.[i]" is not broken before the bracket.
static void keep_references(Breaks *breaks) {
  const Version *version = breaks->version;
  uint32_t at = version_reference_from(version, breaks->from);
  for (; at < version->reference_count; at++) {
    uint32_t start = version->references[at].span.start;
    if (start >= breaks->end) break;
    if (start <= breaks->from) continue;
    char before = version->text.ptr[start - 1];
    if (before != ' ' && before != '\n' && before != '\t') {
      breaks->possible[start - breaks->from] = false;
    }
  }
}

// The start of the code point that pos lies in.
static uint32_t point_start(const Breaks *breaks, uint32_t pos) {
  const char *text = breaks->version->text.ptr;
  while (pos > breaks->span.start && ((unsigned char)text[pos] & 0xC0) == 0x80) pos--;
  return pos;
}

static void fill_window(Breaks *breaks, uint32_t pos) {
  Span span = breaks->span;
  uint32_t back = pos - span.start;
  breaks->from = back <= BREAKS_CONTEXT ? span.start : point_start(breaks, pos - BREAKS_CONTEXT);
  breaks->start = pos;
  bool rest = span.end - breaks->from <= breaks->window;
  breaks->end = rest ? span.end : point_start(breaks, breaks->from + breaks->window);

  size_t len = copy_as_read(breaks);
  u8_possible_linebreaks((const uint8_t *)breaks->copy, len, "UTF-8", breaks->found);
  memset(breaks->possible, 0, breaks->window * sizeof *breaks->possible);
  for (size_t at = 0; at < len; at++) {
    if (breaks->found[at] != UC_BREAK_POSSIBLE) continue;
    breaks->possible[breaks->kept[at]] = !is_inside_abbreviation(breaks->copy, len, at);
  }
  keep_references(breaks);
}

bool breaks_at(Breaks *breaks, uint32_t pos) {
  if (pos < breaks->start || pos >= breaks->end) fill_window(breaks, pos);
  return breaks->possible[pos - breaks->from];
}
