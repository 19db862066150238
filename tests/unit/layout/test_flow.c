// SPDX-License-Identifier: MIT
// What holds for every layout, checked over ten scripts at every width from 1 to 90.
#include "layout/layout.h"
#include "layout/walk.h"

#include "support/check.h"
#include "support/scripts.h"
#include "support/version.h"

#include <stdlib.h>
#include <unigbrk.h>

enum { WIDTH_MOST = 90 };

typedef void LineCheck(const Version *version, const Block *block, const Line *lines,
                       uint32_t count, LayoutStyle style);

static void check_layouts(const Version *version, SafeMode mode, LineCheck *check) {
  for (uint32_t width = 1; width <= WIDTH_MOST; width++) {
    LayoutStyle style = {.width = width, .mode = mode};
    Layout *layout = layout_new(version, style);
    for (uint32_t block = 0; block < version->block_count; block++) {
      uint32_t count;
      const Line *lines = layout_lines(layout, block, &count);
      assert_true(count > 0);
      check(version, &version->blocks[block], lines, count, style);
    }
    layout_free(layout);
  }
}

static void check_all(LineCheck *check) {
  for (size_t at = 0; at < SCRIPT_SAMPLE_COUNT; at++) {
    Version *version = check_version(script_samples[at].text, script_samples[at].kinds);
    check_layouts(version, SAFE_UNICODE, check);
    check_layouts(version, SAFE_ASCII, check);
    version_free(version);
  }
}

static void check_width(const Version *version, const Block *block, const Line *lines,
                        uint32_t count, LayoutStyle style) {
  (void)block;
  for (uint32_t at = 0; at < count; at++) {
    uint32_t units = 0;
    Walk walk;
    WalkUnit unit;
    walk_start(&walk, version, lines[at].span, style.mode);
    while (walk_next(&walk, &unit)) units += unit.safe.width > 0;
    uint32_t width = lines[at].indent + walk.column + lines[at].hyphen;
    // Only one unit that is alone may stick out, and then the line does not own up to it.
    assert_true(width <= style.width || units == 1);
    assert_true(lines[at].indent + lines[at].width <= style.width);
    if (width <= style.width) assert_int_equal(lines[at].width, walk.column);
  }
}

static void no_line_is_wider_than_the_width(void **state) {
  (void)state;
  check_all(check_width);
}

// Between the end of a line and the next one stand blanks and soft hyphens only.
static void check_between(const Version *version, uint32_t from, uint32_t to) {
  while (from < to) {
    SafeUnit unit;
    safe_next(version_cut(version, span_make(from, to)), SAFE_UNICODE, &unit);
    assert_true(unit.blank || unit.width == 0);
    from += unit.len;
  }
}

static void check_cover(const Version *version, const Block *block, const Line *lines,
                        uint32_t count, LayoutStyle style) {
  (void)style;
  uint32_t next = block->span.start;
  for (uint32_t at = 0; at < count; at++) {
    assert_int_equal(lines[at].span.start, next);
    assert_true(lines[at].span.end >= next && lines[at].next >= lines[at].span.end);
    assert_true(lines[at].next > next);
    check_between(version, lines[at].span.end, lines[at].next);
    next = lines[at].next;
  }
  assert_int_equal(next, block->span.end);
}

static void lines_cover_the_text_in_order(void **state) {
  (void)state;
  check_all(check_cover);
}

static void check_clusters(const Version *version, const Block *block, const Line *lines,
                           uint32_t count, LayoutStyle style) {
  Slice text = version_cut(version, block->span);
  char *breaks = calloc(text.len, 1);
  u8_grapheme_breaks((const uint8_t *)text.ptr, text.len, breaks);
  for (uint32_t at = 0; at + 1 < count; at++) {
    // What is invisible shows its number, and that is a cluster of its own.
    SafeUnit unit;
    safe_next(version_cut(version, lines[at + 1].span), style.mode, &unit);
    assert_true(breaks[lines[at].next - block->span.start] || unit.odd);
  }
  free(breaks);
}

static void lines_break_between_clusters_only(void **state) {
  (void)state;
  check_all(check_clusters);
}

// The position at the column of a position is its cluster, in every line.
static void columns_lead_back_to_their_positions(void **state) {
  (void)state;
  for (size_t at = 0; at < SCRIPT_SAMPLE_COUNT; at++) {
    Version *version = check_version(script_samples[at].text, script_samples[at].kinds);
    Layout *layout = layout_new(version, (LayoutStyle){.width = 17});
    LinePlace place;
    assert_true(layout_place_of(layout, 0, &place));
    do {
      const Line *line = layout_line(layout, place);
      for (uint32_t pos = line->span.start; pos < line->span.end; pos++) {
        uint32_t column = layout_column_of(layout, place, pos);
        uint32_t found = layout_pos_at(layout, place, column);
        assert_true(column <= 17);
        assert_int_equal(layout_column_of(layout, place, found), column);
        LinePlace back;
        assert_true(layout_place_of(layout, pos, &back));
        assert_int_equal(back.block, place.block);
        assert_int_equal(back.line, place.line);
      }
    } while (layout_next_line(layout, &place, NULL));
    layout_free(layout);
    version_free(version);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_line_is_wider_than_the_width),
      cmocka_unit_test(lines_cover_the_text_in_order),
      cmocka_unit_test(lines_break_between_clusters_only),
      cmocka_unit_test(columns_lead_back_to_their_positions),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
