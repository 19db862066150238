// SPDX-License-Identifier: MIT
// From a face to its style. Colours help the eye; the attributes alone must tell states apart, for
// NO_COLOR, for terminals without colours and for eyes that see none: whatever is highlighted is
// underlined, the selection and hits are reversed, headings and errors are bold. They are one table
// for all themes, so that no theme can lose one.
#include "tui/theme.h"

#include "tui/palette.h"

typedef struct Look {
  uint8_t always;
  uint8_t plain; // where no background tells it, in addition
} Look;

static const Look looks[FACE_COUNT] = {
    [FACE_HEADING] = {STYLE_BOLD, 0},
    [FACE_TITLE] = {STYLE_BOLD, 0},
    [FACE_REFERENCE] = {STYLE_BOLD, 0},
    [FACE_LINK] = {STYLE_UNDERLINE, 0},
    [FACE_ODD] = {0, STYLE_REVERSE},
    [FACE_SENTENCE] = {0, STYLE_BOLD},
    [FACE_SELECTION] = {STYLE_REVERSE, 0},
    [FACE_MATCH] = {STYLE_BOLD | STYLE_UNDERLINE, 0},
    [FACE_MATCH_HERE] = {STYLE_BOLD | STYLE_REVERSE, 0},
    [FACE_BAR] = {0, STYLE_REVERSE},
    [FACE_KEY] = {STYLE_BOLD, 0},
    [FACE_ERROR] = {STYLE_BOLD, 0},
    [FACE_CURRENT] = {STYLE_BOLD, STYLE_REVERSE},
    [FACE_MARK] = {STYLE_BOLD, 0},
    [FACE_REMOVED] = {STYLE_STRUCK, STYLE_REVERSE},
    [FACE_ADDED] = {STYLE_BOLD | STYLE_UNDERLINE, 0},
    [FACE_COLOUR + 0] = {STYLE_UNDERLINE, 0},
    [FACE_COLOUR + 1] = {STYLE_UNDERLINE, 0},
    [FACE_COLOUR + 2] = {STYLE_UNDERLINE, 0},
    [FACE_COLOUR + 3] = {STYLE_UNDERLINE, 0},
    [FACE_COLOUR + 4] = {STYLE_UNDERLINE, 0},
    [FACE_COLOUR + 5] = {STYLE_UNDERLINE, 0},
    [FACE_COLOUR + 6] = {STYLE_UNDERLINE, 0},
    [FACE_COLOUR + 7] = {STYLE_UNDERLINE, 0},
};

static const struct {
  CellAttribute cell;
  StyleAttribute style;
} cell_styles[] = {
    {CELL_BOLD, STYLE_BOLD},       {CELL_UNDERLINE, STYLE_UNDERLINE},
    {CELL_REVERSE, STYLE_REVERSE}, {CELL_ITALIC, STYLE_ITALIC},
    {CELL_DIM, STYLE_DIM},         {CELL_STRUCK, STYLE_STRUCK},
};

int theme_most_colours(uint32_t value) {
  static const int most[] = {256, 0, 8, 16, 256}; // auto none 8 16 256
  return most[value];
}

// Does a background tell this face from the text around it?
static bool has_ground(ThemeId theme, Shade shade, Shade text) {
  return theme != THEME_MONO && shade.background != text.background;
}

static Shade shade_of(ThemeId theme, Face face, int colours) {
  const Shades *shades = palette_find(theme, face);
  if (colours < 8) return (Shade){STYLE_DEFAULT, STYLE_DEFAULT};
  return colours >= 256 ? shades->many : colours >= 16 ? shades->some : shades->few;
}

Style theme_style(ThemeId theme, Face face, uint8_t attributes, int colours) {
  if (face >= FACE_COUNT) face = FACE_TEXT;
  Shade shade = shade_of(theme, face, colours), text = shade_of(theme, FACE_TEXT, colours);
  Style style = {shade.foreground, shade.background, looks[face].always};
  if (!has_ground(theme, shade, text)) style.attributes |= looks[face].plain;
  for (size_t i = 0; i < sizeof cell_styles / sizeof *cell_styles; i++) {
    if (attributes & cell_styles[i].cell) style.attributes |= (uint8_t)cell_styles[i].style;
  }
  return style;
}
