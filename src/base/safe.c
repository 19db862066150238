// SPDX-License-Identifier: MIT
// The filter. A unit is one of three things:
//
//   printable ASCII before ASCII   one byte, decided by two comparisons: most of any text
//   something shown alone          controls, invisible, broken: a stand-in, whatever follows it
//   a cluster                      base, then what its terminal cell can hold:
//
//     source   a  ◌́  ◌̂  ◌̃  ◌̄  ◌̆  ◌̇  …  ◌̈   │ b      👩  ZWJ  💻     │ x
//              └──────── one unit ────────┘          └─ one unit ─┘
//     shown    a  ◌́  ◌̂  ◌̃  ◌̄  ⁺                    👩  ZWJ  💻
//     width    1             +1                     2, unsure
//
// A cluster ends early before anything that is shown alone, and at 4 KiB: so no unit costs more
// than a constant, and a text costs its length. What a cell holds is CCHARW_MAX of curses: a code
// point with columns and four without.
#include "base/safe.h"

#include "base/safe_ascii.h"
#include "base/safe_point.h"
#include "base/utf8.h"

#include <langinfo.h>
#include <stdio.h>
#include <unigbrk.h>

enum { SOURCE_MAX = 4096, MARKS_MAX = 4, ROOM_FOR_MORE = 3, CODE_POINT_MAX = 4 };
enum {
  DOTTED_CIRCLE = 0x25CC,
  MORE_MARK = 0x207A,
  KEYCAP = 0x20E3,
  FIRST_PICTURE_OF_CONTROL = 0x2400,
  DELETE_PICTURE = 0x2421,
  JOINER = 0x200D,
  IDEOGRAPHIC_SPACE = 0x3000
};

// ---- Stand-ins

static void show(SafeUnit *unit, const char *text, uint8_t width) {
  size_t len = strlen(text);
  memcpy(unit->shown, text, len);
  unit->shown_len = (uint8_t)len;
  unit->width = width;
}

static void add_point(SafeUnit *unit, uint32_t code_point) {
  unit->shown_len =
      (uint8_t)(unit->shown_len + utf8_encode(code_point, unit->shown + unit->shown_len));
}

// ‹202E›, <202E>
static void show_code(uint32_t code_point, SafeMode mode, SafeUnit *unit) {
  char text[SAFE_SHOWN_MAX];
  int digits = snprintf(text, sizeof text, mode == SAFE_ASCII ? "<%02X>" : "\u2039%02X\u203A",
                        (unsigned)code_point);
  show(unit, text, (uint8_t)(mode == SAFE_ASCII ? digits : digits - 4));
}

// ␛, ^[; C1 by its number.
static void show_control(uint32_t code_point, SafeMode mode, SafeUnit *unit) {
  if (code_point > 0x7F) {
    show_code(code_point, mode, unit);
  } else if (mode == SAFE_ASCII) {
    const char text[] = {'^', (char)(code_point ^ 0x40), '\0'};
    show(unit, text, 2);
  } else {
    unit->shown_len = 0;
    add_point(unit, code_point == 0x7F ? DELETE_PICTURE : FIRST_PICTURE_OF_CONTROL + code_point);
    unit->width = 1;
  }
}

// ---- Clusters

typedef struct Drawing {
  SafeUnit *unit;
  SafeMode mode;
  SafeCluster cluster;
  uint32_t last;  // the last code point in shown
  uint32_t marks; // without columns since the last one with
  bool more;      // something did not fit
} Drawing;

static bool has_room(const Drawing *drawing) {
  return drawing->unit->shown_len + CODE_POINT_MAX + ROOM_FOR_MORE <= SAFE_SHOWN_MAX;
}

static void draw(Drawing *drawing, uint32_t code_point) {
  add_point(drawing->unit, code_point);
  drawing->last = code_point;
}

static void draw_mark(Drawing *drawing, const SafePoint *point) {
  SafeUnit *unit = drawing->unit;
  unit->blank = false;
  if (unit->shown_len == 0) {
    draw(drawing, DOTTED_CIRCLE);
    unit->width = 1;
    unit->odd = true;
  }
  drawing->more = drawing->more || drawing->marks == MARKS_MAX || !has_room(drawing);
  if (drawing->more) return;
  draw(drawing, point->code_point);
  drawing->marks++;
  if (point->kind == SAFE_KIND_EMOJI_SELECTOR || point->code_point == KEYCAP) unit->unsure = true;
}

// Skin tones and the further members of a family are drawn into their first picture, where a
// terminal knows how.
static bool is_part_of_picture(const Drawing *drawing, const SafePoint *point) {
  bool modifier = point->breaking == GBP_EXTEND && point->width == 2;
  return drawing->cluster.joined || (modifier && safe_point_is_picture(drawing->cluster.base));
}

static void draw_plain(Drawing *drawing, const SafePoint *point) {
  SafeUnit *unit = drawing->unit;
  drawing->more = drawing->more || !has_room(drawing);
  if (drawing->more) return;
  if (is_part_of_picture(drawing, point)) {
    unit->width = 2;
    unit->unsure = true;
  } else {
    unit->width = (uint8_t)(unit->width + point->width);
  }
  draw(drawing, point->code_point);
  drawing->marks = 0;
}

static void draw_blank(Drawing *drawing, const SafePoint *point) {
  show(drawing->unit, point->code_point == IDEOGRAPHIC_SPACE ? "  " : " ", point->width);
  drawing->unit->blank = true;
  drawing->last = ' ';
}

static void draw_ascii(Drawing *drawing, const SafePoint *point) {
  SafeUnit *unit = drawing->unit;
  if (unit->shown_len > 0) return;
  unit->shown_len = (uint8_t)safe_ascii_write(point->code_point, unit->shown);
  unit->width = unit->shown_len;
  if (unit->shown_len > 0) return;
  show(unit, "?", 1);
  unit->odd = true;
}

static void draw_point(Drawing *drawing, const SafePoint *point) {
  drawing->unit->unsure = drawing->unit->unsure || (point->unsure && drawing->mode == SAFE_UNICODE);
  if (point->kind == SAFE_KIND_BLANK)
    draw_blank(drawing, point);
  else if (drawing->mode == SAFE_ASCII)
    draw_ascii(drawing, point);
  else if (point->kind == SAFE_KIND_PLAIN)
    draw_plain(drawing, point);
  else
    draw_mark(drawing, point);
}

static void draw_more(Drawing *drawing) {
  SafeUnit *unit = drawing->unit;
  if (drawing->last == JOINER) unit->shown_len = (uint8_t)(unit->shown_len - 3);
  add_point(unit, MORE_MARK);
  unit->width++;
  unit->odd = true;
}

// ---- Units

// Is it shown without what follows, and never inside a cluster?
static bool is_alone(const SafePoint *point) {
  if (point->kind == SAFE_KIND_BLANK) return point->code_point < 0x20;
  return point->kind >= SAFE_KIND_SOFT_HYPHEN && point->kind <= SAFE_KIND_BROKEN;
}

static void show_alone(const SafePoint *point, SafeMode mode, SafeUnit *unit) {
  unit->odd = point->kind != SAFE_KIND_BLANK && point->kind != SAFE_KIND_SOFT_HYPHEN;
  switch (point->kind) {
  case SAFE_KIND_SOFT_HYPHEN: break;
  case SAFE_KIND_BLANK:
    show(unit, " ", 1);
    unit->blank = true;
    break;
  case SAFE_KIND_CONTROL: show_control(point->code_point, mode, unit); break;
  case SAFE_KIND_BROKEN: show(unit, mode == SAFE_ASCII ? "?" : "\uFFFD", 1); break;
  default: show_code(point->code_point, mode, unit); break;
  }
}

// Reads the next code point of a cluster; false where the unit ends.
static bool read_next(const Drawing *drawing, Slice rest, SafePoint *point) {
  uint32_t len = drawing->unit->len;
  if (len >= rest.len || len + CODE_POINT_MAX > SOURCE_MAX) return false;
  Slice after = slice_cut(rest, len, rest.len);
  if ((unsigned char)after.ptr[0] < 0x80 && drawing->cluster.last != GBP_PREPEND) return false;
  safe_point_read(after, point);
  if (!safe_cluster_takes(&drawing->cluster, point) || is_alone(point)) return false;
  return point->kind < SAFE_KIND_JOINER ||
         safe_cluster_keeps(&drawing->cluster, point, slice_cut(after, point->len, after.len));
}

static void show_cluster(Slice rest, SafePoint *point, SafeMode mode, SafeUnit *unit) {
  Drawing drawing = {.unit = unit, .mode = mode};
  safe_cluster_start(&drawing.cluster, point);
  draw_point(&drawing, point);
  while (read_next(&drawing, rest, point)) {
    draw_point(&drawing, point);
    safe_cluster_add(&drawing.cluster, point);
    unit->len += point->len;
  }
  if (drawing.more) draw_more(&drawing);
}

static bool is_printable(char byte) {
  return byte >= 0x20 && byte < 0x7F;
}

uint32_t safe_plain(Slice text) {
  size_t len = 0;
  while (len < text.len && len < UINT32_MAX && is_printable(text.ptr[len])) len++;
  // What follows may belong to the last one.
  bool joined = len > 0 && len < text.len && (unsigned char)text.ptr[len] >= 0x80;
  return (uint32_t)len - joined;
}

void safe_next(Slice rest, SafeMode mode, SafeUnit *unit) {
  char first = rest.ptr[0];
  unit->len = 1;
  unit->width = unit->shown_len = 1;
  unit->odd = unit->unsure = false;
  unit->blank = first == ' ';
  unit->shown[0] = first;
  if (is_printable(first) && (rest.len == 1 || (unsigned char)rest.ptr[1] < 0x80)) return;

  SafePoint point;
  safe_point_read(rest, &point);
  unit->len = point.len;
  unit->width = unit->shown_len = 0;
  unit->blank = false;
  if (is_alone(&point) || point.kind >= SAFE_KIND_JOINER)
    show_alone(&point, mode, unit);
  else
    show_cluster(rest, &point, mode, unit);
}

// ---- Whole texts

uint32_t safe_width(Slice text, SafeMode mode) {
  uint32_t width = safe_plain(text);
  SafeUnit unit;
  for (size_t at = width; at < text.len; at += unit.len) {
    safe_next(slice_cut(text, at, text.len), mode, &unit);
    width += unit.width;
  }
  return width;
}

void safe_append(Buffer *out, Slice text, SafeMode mode, bool keep_lines) {
  SafeUnit unit;
  for (size_t at = 0; at < text.len; at += unit.len) {
    safe_next(slice_cut(text, at, text.len), mode, &unit);
    if (keep_lines && text.ptr[at] == '\n')
      buffer_add_byte(out, '\n');
    else
      buffer_add(out, slice_make(unit.shown, unit.shown_len));
  }
}

uint32_t safe_append_fit(Buffer *out, Slice text, SafeMode mode, uint32_t columns) {
  uint32_t used = 0, kept = 0; // kept: with room for the mark of a cut
  size_t kept_len = out->len;
  SafeUnit unit;
  for (size_t at = 0; at < text.len; at += unit.len) {
    safe_next(slice_cut(text, at, text.len), mode, &unit);
    if (used + unit.width > columns) {
      out->len = kept_len;
      if (columns > 0) buffer_add_string(out, mode == SAFE_ASCII ? "~" : "…");
      return columns > 0 ? kept + 1 : 0;
    }
    buffer_add(out, slice_make(unit.shown, unit.shown_len));
    used += unit.width;
    if (used >= columns) continue;
    kept = used;
    kept_len = out->len;
  }
  return used;
}

SafeMode safe_mode_of_locale(void) {
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0 ? SAFE_UNICODE : SAFE_ASCII;
}

bool safe_is_ignored(uint32_t code_point) {
  return code_point == 0xAD || (code_point >= 0x200B && code_point <= 0x200F) ||
         (code_point >= 0x202A && code_point <= 0x202E) ||
         (code_point >= 0x2060 && code_point <= 0x2064) ||
         (code_point >= 0x2066 && code_point <= 0x2069) || code_point == 0xFEFF;
}
