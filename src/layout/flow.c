// SPDX-License-Identifier: MIT
// Line breaking. Where a line may break comes from UAX #14 over the text as it is read (joints left
// out, line ends made blanks), computed once for the stretch; where it does break is the last such
// place before the width is used up, found in one walk:
//
//      indent│The quick brown fox jum|ps over       width used up at `p`
//            │^start         ^seen ^candidate
//            │The quick brown fox                   the line ends at seen, before the blank
//            │jumps over …                          the walk goes on from the candidate
//
// A blank never uses up a line: it hangs over the edge and is not part of it. Without a candidate
// the line is cut before the unit that does not fit; a unit that is alone and too wide stays, and
// the screen clips it. A soft hyphen is a candidate only where the hyphen fits too. The walk back
// to the candidate is no longer than a line, so the cost is linear.
#include "layout/flow.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "layout/walk.h"

#include <stdlib.h>
#include <unictype.h>
#include <unilbrk.h>
#include <uniwidth.h>

// ---- Where lines may break

// Copies the text as it is read; `kept` gets for each byte of the copy its offset in the stretch.
// Both have room for the stretch.
static size_t copy_as_read(const Version *version, const Flow *flow, char *copy, uint32_t *kept) {
  size_t len = 0;
  uint32_t joint = version_joint_from(version, flow->span.start);
  for (uint32_t pos = flow->span.start; pos < flow->span.end;) {
    if (joint < version->joint_count && version->joints[joint].start <= pos) {
      if (version->joints[joint].end > pos) pos = version->joints[joint].end;
      joint++;
      continue;
    }
    char byte = version->text.ptr[pos];
    copy[len] = byte == '\n' && !flow->preformatted ? ' ' : byte;
    kept[len++] = pos - flow->span.start;
    pos++;
  }
  return len;
}

// LB29 of UAX #14, which libunistring 1.0 leaves out: no break after a stop before a letter, as in
// "e.g." and "example.org".
static bool is_inside_abbreviation(const char *copy, size_t len, size_t at) {
  if (at == 0 || !strchr(".,:;", copy[at - 1]) || copy[at - 1] == '\0') return false;
  uint32_t code_point;
  utf8_decode(slice_make(copy + at, len - at), &code_point, NULL);
  return uc_is_property_alphabetic(code_point) && uc_width(code_point, "UTF-8") == 1;
}

// A reference mark stays with what it follows: "2025.[i]" is not broken before the bracket.
static void keep_references(const Version *version, Span span, char *breaks) {
  uint32_t at = version_reference_from(version, span.start);
  for (; at < version->reference_count; at++) {
    uint32_t start = version->references[at].span.start;
    if (start >= span.end) break;
    if (start <= span.start) continue;
    char before = version->text.ptr[start - 1];
    if (before != ' ' && before != '\n' && before != '\t') {
      breaks[start - span.start] = UC_BREAK_PROHIBITED;
    }
  }
}

// For each byte of the stretch whether a line may break before it; the caller frees.
static char *find_breaks(const Version *version, const Flow *flow) {
  size_t size = span_len(flow->span);
  char *breaks = memory_new(size + 1, 1), *copy = memory_new(size, 1), *found = memory_new(size, 1);
  uint32_t *kept = memory_new(size, sizeof *kept);
  size_t len = copy_as_read(version, flow, copy, kept);
  u8_possible_linebreaks((const uint8_t *)copy, len, "UTF-8", found);
  for (size_t at = 0; at < len; at++) {
    bool possible = found[at] == UC_BREAK_POSSIBLE && !is_inside_abbreviation(copy, len, at);
    breaks[kept[at]] = possible ? UC_BREAK_POSSIBLE : UC_BREAK_PROHIBITED;
  }
  keep_references(version, flow->span, breaks);
  if (span_contains(flow->span, flow->glued)) {
    breaks[flow->glued - flow->span.start] = UC_BREAK_PROHIBITED;
  }
  free(kept);
  free(found);
  free(copy);
  return breaks;
}

// ---- Where they do

typedef struct Place {
  Walk walk;      // before what comes next
  uint32_t end;   // of what is shown before it, trailing blanks not included
  uint32_t width; // up to end
  bool hyphen;    // needs one
} Place;

typedef struct Filler {
  const Flow *flow;
  FlowLines *out;
  const char *breaks;
  uint32_t indent;
  uint32_t start;    // of the line
  Place here;        // as far as the walk has come
  Place candidate;   // the last place to break at; its walk.pos is start if there is none
  bool after_hyphen; // the unit before was a soft hyphen
} Filler;

static uint32_t room_of(const Filler *filler) {
  return filler->flow->width - filler->indent;
}

static void start_line(Filler *filler, const Walk *from, uint32_t indent) {
  filler->indent = indent;
  filler->start = from->pos;
  filler->here = (Place){.walk = *from, .end = from->pos};
  filler->here.walk.column = 0;
  filler->here.walk.after_blank = true;
  filler->candidate = filler->here;
  filler->after_hyphen = false;
}

// Ends the line at a place and starts the next one there.
static void end_line(Filler *filler, Place place, uint32_t indent) {
  FlowLines *out = filler->out;
  uint32_t room = room_of(filler);
  out->lines = memory_grow(out->lines, out->count, &out->capacity, sizeof *out->lines);
  out->lines[out->count++] = (Line){
      .span = {filler->start, place.end},
      .next = place.walk.pos,
      .indent = (uint16_t)filler->indent,
      .width = (uint16_t)(place.width < room ? place.width : room),
      .hyphen = place.hyphen,
  };
  start_line(filler, &place.walk, indent);
}

// Notes the place before a unit when the line may break there.
static void note_candidate(Filler *filler, uint32_t pos, const Walk *before) {
  if (pos == filler->start) return;
  if (filler->breaks[pos - filler->flow->span.start] != UC_BREAK_POSSIBLE) return;
  if (filler->after_hyphen && filler->here.width + 1 > room_of(filler)) return;
  filler->candidate = filler->here;
  filler->candidate.walk = *before;
  filler->candidate.hyphen = filler->after_hyphen;
}

static bool is_soft_hyphen(const Filler *filler, const WalkUnit *unit) {
  const char *bytes = filler->here.walk.version->text.ptr + unit->pos;
  return unit->safe.len == 2 && memcmp(bytes, "\u00AD", 2) == 0;
}

// Takes one unit, or ends the line before it (or before an earlier one).
static void take_unit(Filler *filler, const WalkUnit *unit, const Walk *before) {
  note_candidate(filler, unit->pos, before);
  uint32_t width = unit->column + unit->safe.width;
  if (!unit->safe.blank && width > room_of(filler) && unit->pos > filler->start) {
    bool any = filler->candidate.walk.pos > filler->start;
    Place place = any ? filler->candidate : filler->here;
    if (!any) place.walk = *before;
    end_line(filler, place, filler->flow->rest);
    return;
  }
  filler->after_hyphen = is_soft_hyphen(filler, unit);
  if (unit->safe.blank || unit->safe.width == 0) return;
  filler->here.end = unit->pos + unit->safe.len;
  filler->here.width = width;
}

static bool is_row_end(const Filler *filler, const WalkUnit *unit) {
  return filler->flow->preformatted && filler->here.walk.version->text.ptr[unit->pos] == '\n';
}

void flow_append(const Version *version, const Flow *flow, FlowLines *out) {
  char *breaks = find_breaks(version, flow);
  Filler filler = {.flow = flow, .out = out, .breaks = breaks};
  uint32_t before_count = out->count;
  Walk start;
  walk_start(&start, version, flow->span, flow->mode);
  start_line(&filler, &start, flow->first);

  WalkUnit unit;
  while (out->count - before_count < flow->most) {
    Walk before = filler.here.walk;
    if (!walk_next(&filler.here.walk, &unit)) break;
    if (is_row_end(&filler, &unit))
      end_line(&filler, filler.here, flow->first);
    else
      take_unit(&filler, &unit, &before);
  }
  bool wanted = out->count - before_count < flow->most;
  bool rest = filler.here.end > filler.start || out->count == before_count;
  if (wanted && rest)
    end_line(&filler, filler.here, flow->rest);
  else if (out->count > before_count && wanted)
    out->lines[out->count - 1].next = flow->span.end;
  free(breaks);
}
