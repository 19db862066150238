// SPDX-License-Identifier: MIT
// Line breaking. Where a line may break is known to breaks.c; where it does break is the last such
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
#include "layout/breaks.h"
#include "layout/walk.h"

typedef struct Place {
  Walk walk;      // before what comes next
  uint32_t end;   // of what is shown before it, trailing blanks not included
  uint32_t width; // up to end
  uint32_t gaps;  // blanks up to end
  bool hyphen;    // needs one
} Place;

typedef struct Filler {
  const Flow *flow;
  FlowLines *out;
  Breaks *breaks;
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
  filler->here.walk.gap = filler->here.walk.stop = 0;
  filler->here.walk.after_blank = true;
  filler->candidate = filler->here;
  filler->after_hyphen = false;
}

// Makes a broken line flush, unless its gaps would be wider than three columns. One with a hanging
// mark stays as it is: what follows the mark must stand above the lines below.
static void justify(const Filler *filler, Line *line, uint32_t gaps) {
  enum { WIDER_MOST = 2 };
  uint32_t used = (uint32_t)line->width + line->hyphen, room = room_of(filler);
  bool marked = filler->flow->glued > line->span.start;
  if (marked || used >= room || room - used > WIDER_MOST * gaps || gaps > UINT16_MAX) return;
  line->gaps = (uint16_t)gaps;
  line->stretch = (uint16_t)(room - used);
  line->width = (uint16_t)(room - line->hyphen);
}

// Ends the line at a place and starts the next one there.
static void end_line(Filler *filler, Place place, uint32_t indent, bool broken) {
  FlowLines *out = filler->out;
  uint32_t room = room_of(filler);
  out->lines = memory_grow(out->lines, out->count, &out->capacity, sizeof *out->lines);
  out->lines[out->count++] = (Line){
      .span = {filler->start, place.end},
      .next = place.walk.pos,
      .indent = (uint16_t)filler->indent,
      .width = (uint16_t)(place.width < room ? place.width : room),
      .hyphen = place.hyphen,
      .stops = filler->flow->stops,
  };
  if (broken && filler->flow->justify) justify(filler, &out->lines[out->count - 1], place.gaps);
  start_line(filler, &place.walk, indent);
}

// Notes the place before a unit when the line may break there.
static void note_candidate(Filler *filler, uint32_t pos, const Walk *before) {
  if (pos == filler->start || pos == filler->flow->glued) return;
  if (!breaks_at(filler->breaks, pos)) return;
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
    end_line(filler, place, filler->flow->rest, true);
    return;
  }
  filler->after_hyphen = is_soft_hyphen(filler, unit);
  if (unit->safe.blank || unit->safe.width == 0) return;
  filler->here.end = unit->pos + unit->safe.len;
  filler->here.width = width;
  filler->here.gaps = filler->here.walk.gap;
}

static bool is_row_end(const Filler *filler, const WalkUnit *unit) {
  return filler->flow->preformatted && filler->here.walk.version->text.ptr[unit->pos] == '\n';
}

void flow_append(const Version *version, const Flow *flow, FlowLines *out) {
  Breaks *breaks = breaks_new(version, flow->span, flow->preformatted, BREAKS_WINDOW);
  Filler filler = {.flow = flow, .out = out, .breaks = breaks};
  uint32_t before_count = out->count;
  Walk start;
  walk_start(&start, version, flow->span, flow->mode);
  start.stops = flow->stops;
  start_line(&filler, &start, flow->first);

  WalkUnit unit;
  while (out->count - before_count < flow->most) {
    Walk before = filler.here.walk;
    if (!walk_next(&filler.here.walk, &unit)) break;
    if (is_row_end(&filler, &unit))
      end_line(&filler, filler.here, flow->first, false);
    else
      take_unit(&filler, &unit, &before);
  }
  bool wanted = out->count - before_count < flow->most;
  bool rest = filler.here.end > filler.start || out->count == before_count;
  if (wanted && rest)
    end_line(&filler, filler.here, flow->rest, false);
  else if (out->count > before_count && wanted)
    out->lines[out->count - 1].next = flow->span.end;
  breaks_free(breaks);
}
