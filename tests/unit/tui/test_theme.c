// SPDX-License-Identifier: MIT
// All faces of all themes on every number of colours: nothing is told by colour alone, and what is
// told by colours can be read.
#include "support/check.h"

#include "command/config.h"
#include "tui/theme.h"

#include <math.h>
#include <stdlib.h>

static const int depths[] = {0, 8, 16, 256};
enum { DEPTH_COUNT = sizeof depths / sizeof *depths };

// States that a reader must tell from plain text, whatever the terminal. The sentence under the
// caret is shown by the caret too, and a background alone does for it where there are many colours.
static const Face states[] = {
    FACE_HEADING,    FACE_TITLE, FACE_REFERENCE, FACE_ODD,     FACE_SELECTION, FACE_MATCH,
    FACE_MATCH_HERE, FACE_KEY,   FACE_ERROR,     FACE_CURRENT, FACE_MARK,      FACE_LINK,
    FACE_REMOVED,    FACE_ADDED,
};

static bool same_look(Style a, Style b) {
  return a.foreground == b.foreground && a.background == b.background &&
         a.attributes == b.attributes;
}

static void check_states(ThemeId theme, int colours) {
  for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
    Style style = theme_style(theme, states[i], 0, colours);
    bool ground =
        style.background != theme_style(theme, FACE_TEXT, 0, colours).background; // a shape
    assert_true(style.attributes != 0 || ground);
  }
  for (int colour = 0; colour < 8; colour++) {
    Style style = theme_style(theme, (Face)(FACE_COLOUR + colour), 0, colours);
    assert_true(style.attributes & STYLE_UNDERLINE);
  }
  assert_true(theme_style(theme, FACE_REMOVED, 0, colours).attributes & STYLE_STRUCK);
  assert_true(theme_style(theme, FACE_ADDED, 0, colours).attributes & STYLE_UNDERLINE);
  Style text = theme_style(theme, FACE_TEXT, 0, colours);
  assert_int_equal(text.attributes, 0);
  assert_false(same_look(theme_style(theme, FACE_SENTENCE, 0, colours), text));
  assert_false(same_look(theme_style(theme, FACE_BAR, 0, colours), text));
}

static void no_state_is_told_by_colour_alone(void **state) {
  (void)state;
  for (ThemeId theme = 0; theme < THEME_COUNT; theme++) {
    for (int depth = 0; depth < DEPTH_COUNT; depth++) check_states(theme, depths[depth]);
  }
}

static void selection_hits_and_current_rows_can_be_told_apart_without_colours(void **state) {
  (void)state;
  static const Face apart[] = {FACE_TEXT,  FACE_SENTENCE,   FACE_SELECTION,
                               FACE_MATCH, FACE_MATCH_HERE, FACE_COLOUR};
  for (size_t a = 0; a < sizeof apart / sizeof *apart; a++) {
    for (size_t b = 0; b < a; b++) {
      assert_int_not_equal(theme_style(THEME_MONO, apart[a], 0, 256).attributes,
                           theme_style(THEME_MONO, apart[b], 0, 256).attributes);
    }
  }
}

static void without_colours_no_colour_is_asked_for(void **state) {
  (void)state;
  for (ThemeId theme = 0; theme < THEME_COUNT; theme++) {
    for (int face = 0; face < FACE_COUNT; face++) {
      int colours = theme == THEME_MONO ? 256 : 0;
      Style style = theme_style(theme, (Face)face, 0, colours);
      assert_int_equal(style.foreground, STYLE_DEFAULT);
      assert_int_equal(style.background, STYLE_DEFAULT);
    }
  }
}

static void no_theme_asks_for_more_colours_than_there_are(void **state) {
  (void)state;
  for (ThemeId theme = 0; theme < THEME_COUNT; theme++) {
    for (int depth = 1; depth < DEPTH_COUNT; depth++) {
      for (int face = 0; face < FACE_COUNT; face++) {
        Style style = theme_style(theme, (Face)face, 0, depths[depth]);
        assert_in_range(style.foreground + 1, 0, depths[depth]);
        assert_in_range(style.background + 1, 0, depths[depth]);
      }
    }
  }
}

static void highlights_differ_in_colour_where_there_are_many(void **state) {
  (void)state;
  for (ThemeId theme = 0; theme < THEME_MONO; theme++) {
    for (int a = 0; a < 8; a++) {
      for (int b = 0; b < a; b++) {
        assert_int_not_equal(theme_style(theme, (Face)(FACE_COLOUR + a), 0, 256).background,
                             theme_style(theme, (Face)(FACE_COLOUR + b), 0, 256).background);
      }
    }
  }
}

// ---- Contrast, as WCAG 2 reckons it, of the 256-colour palette

static double channel(int value) {
  double part = value / 255.0;
  return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

static double luminance(int colour) {
  static const int steps[] = {0, 95, 135, 175, 215, 255};
  int red, green, blue;
  assert_in_range(colour, 16, 255); // the first 16 are the reader's own
  if (colour >= 232) {
    red = green = blue = 8 + (colour - 232) * 10;
  } else {
    red = steps[(colour - 16) / 36];
    green = steps[(colour - 16) / 6 % 6];
    blue = steps[(colour - 16) % 6];
  }
  return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
}

static double contrast(int a, int b) {
  double x = luminance(a), y = luminance(b);
  return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

// What a theme leaves to the terminal counts as its darkest or lightest.
static void check_contrast(ThemeId theme, int foreground, int background, double least) {
  for (int face = 0; face < FACE_COUNT; face++) {
    if (face == FACE_BORDER && theme != THEME_HIGH_CONTRAST) continue; // lines, no words
    Style style = theme_style(theme, (Face)face, 0, 256);
    int text = style.foreground == STYLE_DEFAULT ? foreground : style.foreground;
    int ground = style.background == STYLE_DEFAULT ? background : style.background;
    double ratio = contrast(text, ground);
    if (ratio < least) fail_msg("theme %d, face %d: contrast %.2f", (int)theme, face, ratio);
  }
}

static void every_face_can_be_read(void **state) {
  (void)state;
  check_contrast(THEME_DARK, 252, 16, 4.5);
  check_contrast(THEME_LIGHT, 235, 231, 4.5);
}

static void high_contrast_is_high_and_asks_nothing_of_the_terminal(void **state) {
  (void)state;
  check_contrast(THEME_HIGH_CONTRAST, 231, 16, 7.0);
  for (int depth = 1; depth < DEPTH_COUNT; depth++) {
    for (int face = 0; face < FACE_COUNT; face++) {
      Style style = theme_style(THEME_HIGH_CONTRAST, (Face)face, 0, depths[depth]);
      assert_int_not_equal(style.foreground, STYLE_DEFAULT);
      assert_int_not_equal(style.background, STYLE_DEFAULT);
    }
  }
}

static void a_cells_own_attributes_are_added(void **state) {
  (void)state;
  Style style = theme_style(THEME_DARK, FACE_TEXT, CELL_BOLD | CELL_UNDERLINE | CELL_REVERSE, 256);
  assert_int_equal(style.attributes, STYLE_BOLD | STYLE_UNDERLINE | STYLE_REVERSE);
  style = theme_style(THEME_MONO, FACE_TEXT, CELL_ITALIC | CELL_DIM | CELL_STRUCK, 0);
  assert_int_equal(style.attributes, STYLE_ITALIC | STYLE_DIM | STYLE_STRUCK);
}

// Enums and the words of command/options.def stand in the same order.
static void the_words_of_the_options_are_the_themes_and_depths(void **state) {
  (void)state;
  static const char *const themes[THEME_COUNT] = {"dark", "light", "high-contrast", "mono"};
  static const int most[] = {256, 0, 8, 16, 256};
  Buffer values = {0};
  config_list_values(CONFIG_THEME, &values);
  const char *at = values.ptr;
  for (int theme = 0; theme < THEME_COUNT; theme++, at += strlen(at) + 1)
    assert_string_equal(at, themes[theme]);
  assert_true(at == values.ptr + values.len);
  buffer_clear(&values);
  config_list_values(CONFIG_COLOURS, &values);
  check_text(slice_of(values.ptr), "auto");
  at = values.ptr + 5;
  assert_string_equal(at, "none");
  for (uint32_t i = 2, len; i < 5; i++) {
    len = (uint32_t)strlen(at) + 1;
    at += len;
    assert_int_equal(atoi(at), most[i]);
    assert_int_equal(theme_most_colours(i), most[i]);
  }
  assert_int_equal(theme_most_colours(0), most[0]);
  assert_int_equal(theme_most_colours(1), most[1]);
  buffer_release(&values);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_state_is_told_by_colour_alone),
      cmocka_unit_test(selection_hits_and_current_rows_can_be_told_apart_without_colours),
      cmocka_unit_test(without_colours_no_colour_is_asked_for),
      cmocka_unit_test(no_theme_asks_for_more_colours_than_there_are),
      cmocka_unit_test(highlights_differ_in_colour_where_there_are_many),
      cmocka_unit_test(every_face_can_be_read),
      cmocka_unit_test(high_contrast_is_high_and_asks_nothing_of_the_terminal),
      cmocka_unit_test(a_cells_own_attributes_are_added),
      cmocka_unit_test(the_words_of_the_options_are_the_themes_and_depths),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
