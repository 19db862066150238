// SPDX-License-Identifier: MIT
// The dark theme, as a table: a row a face. Colours help the eye; the attributes alone must tell
// states apart, for NO_COLOR, for terminals without colours and for eyes that see none: whatever is
// highlighted is underlined, the selection and hits are reversed, headings and errors are bold.
#include "tui/theme.h"

#include <stddef.h>

enum { NONE = STYLE_DEFAULT, BLACK = 0, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE };

// Colours for terminals with 8, and of the 256-colour palette for those that have it.
typedef struct Look {
  int8_t foreground, background;
  int16_t rich_foreground, rich_background;
  uint8_t attributes; // always
  uint8_t plain;      // without colours, in addition
} Look;

static const Look looks[FACE_COUNT] = {
    [FACE_TEXT] = {NONE, NONE, NONE, NONE, 0, 0},
    [FACE_DIM] = {NONE, NONE, 245, NONE, 0, 0},
    [FACE_HEADING] = {CYAN, NONE, 117, NONE, STYLE_BOLD, 0},
    [FACE_TITLE] = {NONE, NONE, 231, NONE, STYLE_BOLD, 0},
    [FACE_QUOTATION] = {GREEN, NONE, 151, NONE, 0, 0},
    [FACE_REFERENCE] = {YELLOW, NONE, 221, NONE, STYLE_BOLD, 0},
    [FACE_LINK] = {BLUE, NONE, 111, NONE, STYLE_UNDERLINE, 0},
    [FACE_ODD] = {MAGENTA, NONE, 176, NONE, 0, STYLE_REVERSE},
    [FACE_SENTENCE] = {NONE, NONE, NONE, 236, 0, STYLE_BOLD},
    [FACE_SELECTION] = {NONE, NONE, NONE, NONE, STYLE_REVERSE, 0},
    [FACE_MATCH] = {YELLOW, NONE, 221, NONE, STYLE_BOLD | STYLE_UNDERLINE, 0},
    [FACE_MATCH_HERE] = {YELLOW, NONE, 221, NONE, STYLE_BOLD | STYLE_REVERSE, 0},
    [FACE_BAR] = {NONE, NONE, 252, 238, 0, STYLE_REVERSE},
    [FACE_KEY] = {CYAN, NONE, 117, NONE, STYLE_BOLD, 0},
    [FACE_ERROR] = {RED, NONE, 210, NONE, STYLE_BOLD, 0},
    [FACE_BORDER] = {NONE, NONE, 240, NONE, 0, 0},
    [FACE_CURRENT] = {NONE, NONE, NONE, 239, STYLE_BOLD, STYLE_REVERSE},
    [FACE_MARK] = {YELLOW, NONE, 221, NONE, STYLE_BOLD, 0},
    // yellow green blue pink orange purple red grey, as library/colour.h counts them
    [FACE_COLOUR + 0] = {YELLOW, NONE, 230, 58, STYLE_UNDERLINE, 0},
    [FACE_COLOUR + 1] = {GREEN, NONE, 194, 22, STYLE_UNDERLINE, 0},
    [FACE_COLOUR + 2] = {BLUE, NONE, 195, 24, STYLE_UNDERLINE, 0},
    [FACE_COLOUR + 3] = {MAGENTA, NONE, 225, 89, STYLE_UNDERLINE, 0},
    [FACE_COLOUR + 4] = {YELLOW, NONE, 223, 94, STYLE_UNDERLINE, 0},
    [FACE_COLOUR + 5] = {MAGENTA, NONE, 189, 54, STYLE_UNDERLINE, 0},
    [FACE_COLOUR + 6] = {RED, NONE, 224, 88, STYLE_UNDERLINE, 0},
    [FACE_COLOUR + 7] = {WHITE, NONE, 255, 240, STYLE_UNDERLINE, 0},
};

static const struct {
  CellAttribute cell;
  StyleAttribute style;
} cell_styles[] = {
    {CELL_BOLD, STYLE_BOLD},
    {CELL_UNDERLINE, STYLE_UNDERLINE},
    {CELL_REVERSE, STYLE_REVERSE},
};

Style theme_style(Face face, uint8_t attributes, int colours) {
  const Look *look = &looks[face < FACE_COUNT ? face : FACE_TEXT];
  Style style = {STYLE_DEFAULT, STYLE_DEFAULT, look->attributes};
  if (colours >= 256) {
    style.foreground = look->rich_foreground;
    style.background = look->rich_background;
  } else if (colours >= 8) {
    style.foreground = look->foreground;
    style.background = look->background;
  }
  // What a background tells on a rich palette, attributes tell elsewhere.
  if (colours < 8 || (colours < 256 && look->rich_background != NONE)) {
    style.attributes |= look->plain;
  }
  for (size_t i = 0; i < sizeof cell_styles / sizeof *cell_styles; i++) {
    if (attributes & cell_styles[i].cell) style.attributes |= (uint8_t)cell_styles[i].style;
  }
  return style;
}
