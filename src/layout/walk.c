// SPDX-License-Identifier: MIT
// The walk over a line: units of base/safe.h, less what the line does not show. Joints are met in
// order, so their list is looked up once; a step costs what its unit costs.
#include "layout/walk.h"

static bool keeps_blanks(const Version *version, uint32_t pos) {
  int32_t block = version_block_at(version, pos);
  return block != VERSION_NONE && version->blocks[block].preformatted;
}

void walk_start(Walk *walk, const Version *version, Span span, SafeMode mode) {
  *walk = (Walk){
      .version = version,
      .mode = mode,
      .pos = span.start,
      .end = span.end,
      .joint = version_joint_from(version, span.start),
      .keeps_blanks = keeps_blanks(version, span.start),
      .after_blank = true,
  };
}

void walk_line(Walk *walk, const Version *version, const Line *line, SafeMode mode) {
  walk_start(walk, version, line->span, mode);
  walk->gaps = line->gaps;
  walk->stretch = line->stretch;
  walk->stops = line->stops;
}

uint32_t walk_width(const Version *version, Span span, SafeMode mode) {
  Walk walk;
  WalkUnit unit;
  walk_start(&walk, version, span, mode);
  while (walk_next(&walk, &unit)) continue;
  return walk.column;
}

static void hide(SafeUnit *safe) {
  safe->width = 0;
  safe->shown_len = 0;
  safe->unsure = false;
}

// Where text that is shown ends at the latest: the next joint or the end. A joint at hand is
// skipped as one unit.
static uint32_t shown_end(Walk *walk, WalkUnit *unit) {
  const Version *version = walk->version;
  if (walk->joint == version->joint_count) return walk->end;
  Span joint = version->joints[walk->joint];
  if (joint.start > walk->pos) return joint.start < walk->end ? joint.start : walk->end;
  uint32_t end = joint.end < walk->end ? joint.end : walk->end;
  unit->safe = (SafeUnit){.len = end - walk->pos};
  walk->joint++;
  return walk->pos;
}

static bool is_plain_blank(char byte) {
  return byte == ' ' || byte == '\n' || byte == '\t';
}

// Behind a blank that is shown: its share of a justified line's room, or the table's next column.
static void widen_blank(Walk *walk, char byte) {
  if (walk->gap < walk->gaps)
    walk->column +=
        walk->stretch * (walk->gap + 1) / walk->gaps - walk->stretch * walk->gap / walk->gaps;
  walk->gap++;
  if (byte != '\t' || !walk->stops || walk->stop >= walk->stops->count) return;
  uint32_t stop = walk->stops->at[walk->stop++];
  if (walk->column < stop) walk->column = stop;
}

bool walk_next(Walk *walk, WalkUnit *unit) {
  if (walk->pos >= walk->end) return false;
  unit->pos = walk->pos;
  unit->column = walk->column;
  uint32_t end = shown_end(walk, unit);
  const char *text = walk->version->text.ptr;
  bool plain = false;
  if (end > walk->pos) {
    safe_next(slice_make(text + walk->pos, end - walk->pos), walk->mode, &unit->safe);
    plain = unit->safe.blank && is_plain_blank(text[walk->pos]);
    if (plain && walk->after_blank && !walk->keeps_blanks) hide(&unit->safe);
    if (unit->safe.len > 0 && unit->safe.width > 0) walk->after_blank = unit->safe.blank;
  }
  walk->pos += unit->safe.len;
  walk->column += unit->safe.width;
  if (plain && unit->safe.width > 0) widen_blank(walk, text[unit->pos]);
  return true;
}
