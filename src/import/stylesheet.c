// SPDX-License-Identifier: MIT
// One pass over the text, rule by rule: selectors "{" declarations "}". A class may have several
// rules; what is said later counts.
#include "import/stylesheet.h"

#include "base/bisection.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { SIZE_MAX_READ = 1000000, USUAL_POINTS = 12, USUAL_PIXELS = 16 };

// ---- Values

static Slice take_until(Slice *rest, const char *ends) {
  size_t len = 0;
  while (len < rest->len && !strchr(ends, rest->ptr[len])) len++;
  Slice part = slice_cut(*rest, 0, len);
  *rest = slice_cut(*rest, len < rest->len ? len + 1 : len, rest->len);
  return slice_trim(part);
}

// "16.0000pt" as thousandths of the usual size; 0 for what is no length.
static uint32_t read_size(Slice value) {
  uint64_t thousandths = 0, unit = 1000;
  size_t at = 0;
  bool fraction = false;
  for (; at < value.len && (value.ptr[at] == '.' || (value.ptr[at] >= '0' && value.ptr[at] <= '9'));
       at++) {
    if (value.ptr[at] == '.') {
      fraction = true;
      continue;
    }
    if (fraction) unit /= 10;
    uint64_t digit = (uint64_t)(value.ptr[at] - '0');
    thousandths = fraction ? thousandths + digit * unit : thousandths * 10 + digit * 1000;
    if (thousandths > (uint64_t)SIZE_MAX_READ * 1000) return 0;
  }
  Slice name = slice_cut(value, at, value.len);
  uint64_t divisor = slice_equal(name, SLICE("pt"))   ? USUAL_POINTS
                     : slice_equal(name, SLICE("px")) ? USUAL_PIXELS
                     : slice_equal(name, SLICE("%"))  ? 100
                     : slice_equal(name, SLICE("em")) || slice_equal(name, SLICE("rem")) ? 1
                                                                                         : 0;
  return divisor ? (uint32_t)(thousandths / divisor) : 0;
}

static bool is_bold(Slice value) {
  bool heavy = value.len == 3 && value.ptr[0] >= '6' && value.ptr[0] <= '9';
  return heavy || slice_starts(value, SLICE("bold"));
}

static Look read_look(Slice declarations) {
  Look look = {0};
  while (declarations.len > 0) {
    Slice value = take_until(&declarations, ";");
    Slice name = take_until(&value, ":");
    value = slice_trim(value);
    if (slice_equal(name, SLICE("font-size"))) look.size = read_size(value);
    if (slice_equal(name, SLICE("font-weight"))) look.bold = is_bold(value);
  }
  return look;
}

// ---- Rules

// ".span2" and "p.title" name a class; "div p.title" and "a.x:hover" do not.
static Slice class_of(Slice selector) {
  const char *dot = selector.len ? memchr(selector.ptr, '.', selector.len) : NULL;
  Slice name =
      dot ? slice_cut(selector, (size_t)(dot - selector.ptr) + 1, selector.len) : SLICE("");
  for (size_t at = 0; at < selector.len; at++)
    if (strchr(" \t\r\n>+~:[#*", selector.ptr[at])) return SLICE("");
  return name.len && !memchr(name.ptr, '.', name.len) ? name : SLICE("");
}

static void add_rule(Stylesheet *sheet, size_t *room, Slice selectors, Look look) {
  while (selectors.len > 0 && sheet->count < STYLESHEET_CLASSES_MAX) {
    Slice name = class_of(take_until(&selectors, ","));
    if (name.len == 0) continue;
    sheet->classes = memory_grow(sheet->classes, sheet->count, room, sizeof *sheet->classes);
    sheet->classes[sheet->count++] = (StylesheetClass){name, look};
  }
}

// Passes over "@charset …;" and "@media … { … { … } … }".
static void skip_at_rule(Slice *rest) {
  size_t at = 0, depth = 0;
  for (; at < rest->len; at++) {
    char byte = rest->ptr[at];
    if (byte == ';' && depth == 0) break;
    if (byte == '{') depth++;
    if (byte == '}' && (depth == 0 || --depth == 0)) break;
  }
  *rest = slice_cut(*rest, at < rest->len ? at + 1 : at, rest->len);
}

static bool skip_comment(Slice *rest) {
  if (!slice_starts(*rest, SLICE("/*"))) return false;
  const char *end = memmem(rest->ptr + 2, rest->len - 2, "*/", 2);
  *rest = slice_cut(*rest, end ? (size_t)(end - rest->ptr) + 2 : rest->len, rest->len);
  return true;
}

// Of two rules for a class the later one comes last: they are parts of one text.
static int compare_classes(const void *left, const void *right) {
  const StylesheetClass *a = left, *b = right;
  int order = slice_compare(a->name, b->name);
  return order ? order : a->name.ptr < b->name.ptr ? -1 : a->name.ptr > b->name.ptr;
}

void stylesheet_read(Stylesheet *sheet, Slice css) {
  size_t room = 0;
  *sheet = (Stylesheet){0};
  for (Slice rest = slice_trim(css); rest.len > 0; rest = slice_trim(rest)) {
    if (skip_comment(&rest)) continue;
    if (rest.ptr[0] == '@') {
      skip_at_rule(&rest);
      continue;
    }
    Slice selectors = take_until(&rest, "{");
    add_rule(sheet, &room, selectors, read_look(take_until(&rest, "}")));
  }
  if (sheet->count) qsort(sheet->classes, sheet->count, sizeof *sheet->classes, compare_classes);
}

void stylesheet_release(Stylesheet *sheet) {
  free(sheet->classes);
  *sheet = (Stylesheet){0};
}

Look stylesheet_look(const Stylesheet *sheet, Slice name) {
  Bisection range = bisection_of(0, sheet->count); // the first class behind `name`
  while (bisection_open(&range))
    bisection_narrow(&range, slice_compare(sheet->classes[range.middle].name, name) <= 0);
  uint32_t low = (uint32_t)range.low;
  bool found = low > 0 && slice_equal(sheet->classes[low - 1].name, name);
  return found ? sheet->classes[low - 1].look : (Look){0};
}
