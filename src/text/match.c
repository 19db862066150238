// SPDX-License-Identifier: MIT
// Runs a pattern's program over a text by keeping all places of the program at once: a thread is a
// step that waits for a character, and where the match that it belongs to began.
//
//   text      …  t  a  r  i  f  f  ␣  …          at each boundary between two characters:
//   threads   {step, start}, oldest first        1. threads that take the character go on
//   hits      [start, end) not yet certain       2. the oldest that has ended gives a hit
//                                                3. a new thread begins here
//
// Of two threads at one step only the older is kept: both would do the same from there on, and the
// older one's hit would swallow the younger one's. So there are never more threads than steps, no
// character is looked at twice, and all hits of a text of n characters cost n times the steps.
//
// Leftmost: a hit ends all threads that began later, and takes back the uncertain hits that began
// later. Longest: a thread that gave a hit goes on, and may make it longer, while the next hits are
// already looked for behind it. A hit is certain once the oldest thread began behind its start.
#include "text/match.h"

#include "base/memory.h"
#include "base/safe.h"
#include "base/utf8.h"
#include "text/charset.h"
#include "text/fold.h"
#include "text/motion.h"
#include "text/view.h"

#include <stdlib.h>

// One character as a reader sees it.
typedef struct Unit {
  Span span;
  uint32_t code_point, unit; // as it stands; as pattern_unit()
  bool there;                // false in front of the first and behind the last one
} Unit;

typedef struct Reading {
  const Version *version;
  const Pattern *pattern;
  const char *text;
  uint32_t pos, end;
  uint32_t joint; // the first one that ends behind pos
} Reading;

typedef struct Threads {
  uint16_t steps[PATTERN_STEPS_MAX];
  uint32_t starts[PATTERN_STEPS_MAX]; // never falls
  uint32_t count;
} Threads;

typedef struct Match {
  Reading reading;
  Threads lists[2];
  Threads *now, *next;
  uint32_t marks[PATTERN_STEPS_MAX], mark; // which steps are in `next`: those with this mark
  Unit before, after;                      // of the boundary
  bool opens, closes;                      // the section is where its block begins, ends
  Span *hits;                              // uncertain ones, from `certain` on
  size_t hit_count, hit_capacity, certain;
  Span stretch; // hits that start in it are shown
  uint32_t shown_to;
  SearchSee *see;
  void *context;
} Match;

// ---- Reading

static uint32_t decode(const Reading *reading, uint32_t pos, uint32_t *code_point) {
  unsigned char byte = (unsigned char)reading->text[pos];
  *code_point = byte;
  if (byte < 0x80) return 1;
  return utf8_decode(slice_make(reading->text + pos, reading->end - pos), code_point, NULL);
}

// Passes over a joint; false when there is none at pos.
static bool skip_joint(Reading *reading) {
  const Version *version = reading->version;
  while (reading->joint < version->joint_count &&
         version->joints[reading->joint].end <= reading->pos)
    reading->joint++;
  if (reading->joint == version->joint_count ||
      version->joints[reading->joint].start > reading->pos)
    return false;
  reading->pos = version->joints[reading->joint].end;
  return true;
}

static bool is_unseen(const Reading *reading, uint32_t code_point) {
  if (code_point < 0x80) return false;
  return safe_is_ignored(code_point) ||
         ((reading->pattern->flags & PATTERN_ANY_ACCENT) && fold_is_accent(code_point));
}

// The next character that is seen, but not moved over; its length, 0 at the end.
static uint32_t look(Reading *reading, uint32_t *code_point) {
  while (reading->pos < reading->end) {
    if (skip_joint(reading)) continue;
    uint32_t len = decode(reading, reading->pos, code_point);
    if (!is_unseen(reading, *code_point)) return len;
    reading->pos += len;
  }
  return 0;
}

static Unit read_unit(Reading *reading) {
  Unit unit = {.there = false};
  uint32_t len = look(reading, &unit.code_point);
  unit.span = span_make(reading->pos, reading->pos + len);
  if (len == 0) return unit;
  unit.there = true;
  unit.unit = pattern_unit(reading->pattern, unit.code_point);
  reading->pos += len;
  if (unit.unit != PATTERN_BLANK) return unit;
  uint32_t code_point;
  while ((len = look(reading, &code_point)) > 0 && view_is_blank(code_point))
    unit.span.end = reading->pos += len;
  return unit;
}

// To the next byte that a match can begin with.
static void skip_to_head(Reading *reading) {
  const bool *heads = reading->pattern->heads;
  while (reading->pos < reading->end && !heads[(unsigned char)reading->text[reading->pos]])
    reading->pos++;
}

// ---- Threads

static bool is_word(const Unit *unit) {
  return unit->there && charset_is_word(unit->code_point);
}

static bool holds_here(const Match *match, const PatternStep *step) {
  bool before = is_word(&match->before), after = is_word(&match->after);
  switch (step->op) {
  case PATTERN_START: return !match->before.there && match->opens;
  case PATTERN_END: return !match->after.there && match->closes;
  case PATTERN_WORD_START: return !before && after;
  case PATTERN_WORD_END: return before && !after;
  default: return (before != after) != step->negated;
  }
}

// Adds the thread at a step, and at all steps that it leads to without taking a character. Whether
// it has come to the end of the program.
static bool add_thread(Match *match, uint32_t first, uint32_t start) {
  const PatternStep *steps = match->reading.pattern->steps;
  uint32_t stack[PATTERN_STEPS_MAX * 2], depth = 0;
  bool ended = false;
  stack[depth++] = first;
  while (depth > 0) {
    uint32_t at = stack[--depth];
    const PatternStep *step = &steps[at];
    if (match->marks[at] == match->mark) continue;
    match->marks[at] = match->mark;
    if (step->op <= PATTERN_SET) {
      match->next->steps[match->next->count] = (uint16_t)at;
      match->next->starts[match->next->count++] = start;
    } else if (step->op == PATTERN_ACCEPT) {
      ended = true;
    } else if (step->op == PATTERN_SPLIT || step->op == PATTERN_JUMP) {
      if (step->op == PATTERN_SPLIT) stack[depth++] = at + (uint32_t)step->second;
      stack[depth++] = at + (uint32_t)step->first;
    } else if (holds_here(match, step)) {
      stack[depth++] = at + 1;
    }
  }
  return ended;
}

static void add_hit(Match *match, Span hit) {
  while (match->hit_count > match->certain && match->hits[match->hit_count - 1].start >= hit.start)
    match->hit_count--;
  match->hits = memory_grow(match->hits, match->hit_count, &match->hit_capacity, sizeof hit);
  match->hits[match->hit_count++] = hit;
}

// Moves the threads over match->before. One that has ended ends all that began later.
static void move_threads(Match *match) {
  const Threads *now = match->now;
  const Unit *taken = &match->before;
  uint32_t last_start = UINT32_MAX;
  for (uint32_t i = 0; i < now->count && now->starts[i] <= last_start; i++) {
    const PatternStep *step = &match->reading.pattern->steps[now->steps[i]];
    if (!pattern_takes(match->reading.pattern, step, taken->code_point, taken->unit)) continue;
    if (add_thread(match, now->steps[i] + 1u, now->starts[i])) {
      last_start = now->starts[i];
      add_hit(match, span_make(last_start, taken->span.end));
    }
  }
}

// ---- Hits

static bool show(Match *match, Span hit) {
  hit = motion_widen(match->reading.version, hit);
  if (hit.start < match->shown_to || hit.start < match->stretch.start) return true;
  match->shown_to = hit.end;
  return hit.start < match->stretch.end && match->see(match->context, hit);
}

// Shows the hits that nothing can change any more: at the end all of them.
static bool show_certain(Match *match) {
  bool waiting = match->next->count > 0 && match->after.there;
  uint32_t oldest = waiting ? match->next->starts[0] : UINT32_MAX;
  while (match->certain < match->hit_count && match->hits[match->certain].start < oldest) {
    if (!show(match, match->hits[match->certain++])) return false;
  }
  if (match->certain == match->hit_count) match->certain = match->hit_count = 0;
  return true;
}

static void swap_lists(Match *match) {
  Threads *next = match->next;
  match->next = match->now;
  match->now = next;
  match->next->count = 0;
  match->mark++;
}

// Where nothing is going on, passes over what no match can begin with.
static void skip_idle(Match *match) {
  Reading *reading = &match->reading;
  if (match->next->count > 0 || !match->after.there) return;
  if (reading->pattern->heads[(unsigned char)reading->text[match->after.span.start]]) return;
  skip_to_head(reading);
  match->after = read_unit(reading);
}

// One boundary between two characters, `before` and `after`.
static bool pass_boundary(Match *match) {
  swap_lists(match);
  if (match->before.there) move_threads(match);
  if (!show_certain(match)) return false;
  skip_idle(match);
  if (match->after.there) add_thread(match, 0, match->after.span.start);
  return true;
}

static bool match_section_hits(Match *match, Span section) {
  Reading *reading = &match->reading;
  reading->pos = section.start;
  reading->end = section.end;
  reading->joint = version_joint_from(reading->version, section.start);
  Span block = reading->version->blocks[version_block_at(reading->version, section.start)].span;
  match->opens = section.start == block.start;
  match->closes = section.end == block.end;
  match->now->count = match->next->count = 0;
  match->before = (Unit){.there = false};
  bool more = true;
  while (more) {
    match->after = read_unit(reading);
    if (!pass_boundary(match)) return false;
    more = match->after.there;
    match->before = match->after;
  }
  return true;
}

// ---- Sections

// Where the part of a long block begins: at a blank near the figure, else at a character.
static uint32_t part_start(const Version *version, Span block, uint32_t part) {
  enum { NEAR = 1024 };
  uint64_t wanted = (uint64_t)block.start + (uint64_t)part * MATCH_SECTION;
  if (part == 0 || wanted >= block.end) return part == 0 ? block.start : block.end;
  uint32_t pos = (uint32_t)wanted;
  for (uint32_t at = pos; at > pos - NEAR; at--) {
    if (version->text.ptr[at] == ' ' || version->text.ptr[at] == '\n') return at;
  }
  return (uint32_t)utf8_before(version->text.ptr, pos + 1);
}

static Span part_at(const Version *version, Span block, uint32_t pos) {
  uint32_t part = (pos - block.start) / MATCH_SECTION;
  if (part_start(version, block, part + 1) <= pos) part++;
  return span_make(part_start(version, block, part), part_start(version, block, part + 1));
}

// The section that holds pos, or the next one when pos lies between blocks; empty when there is
// none.
static Span section_at(const Version *version, uint32_t pos) {
  int32_t block = version_block_at(version, pos);
  if (block == VERSION_NONE) return (Span){0, 0};
  Span span = version->blocks[block].span;
  if (pos >= span.end) {
    if ((uint32_t)block + 1 == version->block_count) return (Span){0, 0};
    span = version->blocks[block + 1].span;
  }
  return part_at(version, span, pos > span.start ? pos : span.start);
}

// The last section that starts before pos; empty when there is none.
static Span section_before(const Version *version, uint32_t pos) {
  int32_t block = pos > 0 ? version_block_at(version, pos - 1) : VERSION_NONE;
  if (block == VERSION_NONE || version->blocks[block].span.start >= pos) return (Span){0, 0};
  Span span = version->blocks[block].span;
  return part_at(version, span, (pos < span.end ? pos : span.end) - 1);
}

typedef struct Found {
  Span hit;
  bool any, first; // first: the first one will do
} Found;

static bool note_hit(void *context, Span hit) {
  Found *found = context;
  found->hit = hit;
  found->any = true;
  return !found->first;
}

bool match_next(const Version *version, const Pattern *pattern, uint32_t from, Span *hit) {
  Found found = {.first = true};
  match_each(version, pattern, span_make(from, UINT32_MAX), note_hit, &found);
  if (found.any) *hit = found.hit;
  return found.any;
}

bool match_previous(const Version *version, const Pattern *pattern, uint32_t from, Span *hit) {
  Found found = {.first = false};
  Span section = section_before(version, from);
  while (!span_is_empty(section) && !found.any) {
    Span stretch = span_common(section, span_make(section.start, from));
    match_each(version, pattern, stretch, note_hit, &found);
    section = section_before(version, section.start);
  }
  if (found.any) *hit = found.hit;
  return found.any;
}

bool match_each(const Version *version, const Pattern *pattern, Span stretch, SearchSee *see,
                void *context) {
  Match *match = memory_new(1, sizeof *match);
  match->reading = (Reading){.version = version, .pattern = pattern, .text = version->text.ptr};
  match->now = &match->lists[0];
  match->next = &match->lists[1];
  match->stretch = stretch;
  match->see = see;
  match->context = context;
  bool more = true;
  Span section = section_at(version, stretch.start);
  while (more && !span_is_empty(section) && section.start < stretch.end) {
    more = match_section_hits(match, section);
    section = section_at(version, section.end);
  }
  free(match->hits);
  free(match);
  return more;
}
