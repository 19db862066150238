// SPDX-License-Identifier: MIT
#include "support/check.h"

#include "tui/theme.h"

// States that a reader must tell from plain text, whatever the terminal.
static const Face states[] = {
    FACE_HEADING,   FACE_TITLE,   FACE_REFERENCE,  FACE_ODD,  FACE_SENTENCE,
    FACE_SELECTION, FACE_MATCH,   FACE_MATCH_HERE, FACE_BAR,  FACE_KEY,
    FACE_ERROR,     FACE_CURRENT, FACE_MARK,       FACE_LINK,
};

static void no_state_is_told_by_colour_alone(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
    assert_int_not_equal(theme_style(states[i], 0, 0).attributes, 0);
  }
  for (int colour = 0; colour < 8; colour++) {
    assert_true(theme_style((Face)(FACE_COLOUR + colour), 0, 256).attributes & STYLE_UNDERLINE);
    assert_true(theme_style((Face)(FACE_COLOUR + colour), 0, 0).attributes & STYLE_UNDERLINE);
  }
}

static void without_colours_no_colour_is_asked_for(void **state) {
  (void)state;
  for (int face = 0; face < FACE_COUNT; face++) {
    Style style = theme_style((Face)face, 0, 0);
    assert_int_equal(style.foreground, STYLE_DEFAULT);
    assert_int_equal(style.background, STYLE_DEFAULT);
  }
}

static void eight_colours_are_enough_for_the_small_table(void **state) {
  (void)state;
  for (int face = 0; face < FACE_COUNT; face++) {
    Style style = theme_style((Face)face, 0, 8);
    assert_in_range(style.foreground + 1, 0, 8);
    assert_in_range(style.background + 1, 0, 8);
  }
}

static void highlights_differ_in_colour_where_there_are_many(void **state) {
  (void)state;
  for (int a = 0; a < 8; a++) {
    for (int b = 0; b < a; b++) {
      assert_int_not_equal(theme_style((Face)(FACE_COLOUR + a), 0, 256).background,
                           theme_style((Face)(FACE_COLOUR + b), 0, 256).background);
    }
  }
}

static void a_cells_own_attributes_are_added(void **state) {
  (void)state;
  Style style = theme_style(FACE_TEXT, CELL_BOLD | CELL_UNDERLINE | CELL_REVERSE, 256);
  assert_int_equal(style.attributes, STYLE_BOLD | STYLE_UNDERLINE | STYLE_REVERSE);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_state_is_told_by_colour_alone),
      cmocka_unit_test(without_colours_no_colour_is_asked_for),
      cmocka_unit_test(eight_colours_are_enough_for_the_small_table),
      cmocka_unit_test(highlights_differ_in_colour_where_there_are_many),
      cmocka_unit_test(a_cells_own_attributes_are_added),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
