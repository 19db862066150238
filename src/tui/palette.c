// SPDX-License-Identifier: MIT
// The colours of the themes, as tables: a row a face, the shades for 8, for 16 and for 256 colours.
// What a row leaves out is the terminal's own colour. Where many colours have a background and
// fewer have none, theme.c tells the state by attributes instead.
#include "tui/palette.h"

enum { OWN = STYLE_DEFAULT, BLACK = 0, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE };
enum { GREY = 8, PINK, LIME, LEMON, SKY, ROSE, AQUA, SNOW }; // the bright ones of 16

#define PLAIN                                                                                      \
  { OWN, OWN }

static const Shades dark[FACE_COUNT] = {
    [FACE_TEXT] = {PLAIN, PLAIN, PLAIN},
    [FACE_DIM] = {PLAIN, PLAIN, {245, OWN}},
    [FACE_HEADING] = {{CYAN, OWN}, {AQUA, OWN}, {117, OWN}},
    [FACE_TITLE] = {PLAIN, PLAIN, {231, OWN}},
    [FACE_QUOTATION] = {{GREEN, OWN}, {LIME, OWN}, {151, OWN}},
    [FACE_REFERENCE] = {{YELLOW, OWN}, {LEMON, OWN}, {221, OWN}},
    [FACE_LINK] = {{BLUE, OWN}, {SKY, OWN}, {111, OWN}},
    [FACE_ODD] = {{MAGENTA, OWN}, {ROSE, OWN}, {176, OWN}},
    [FACE_SENTENCE] = {PLAIN, PLAIN, {OWN, 236}},
    [FACE_SELECTION] = {PLAIN, PLAIN, PLAIN},
    [FACE_MATCH] = {{YELLOW, OWN}, {LEMON, OWN}, {221, OWN}},
    [FACE_MATCH_HERE] = {{YELLOW, OWN}, {LEMON, OWN}, {221, OWN}},
    [FACE_BAR] = {PLAIN, PLAIN, {252, 238}},
    [FACE_KEY] = {{CYAN, OWN}, {AQUA, OWN}, {117, OWN}},
    [FACE_ERROR] = {{RED, OWN}, {PINK, OWN}, {210, OWN}},
    [FACE_BORDER] = {PLAIN, {GREY, OWN}, {240, OWN}},
    [FACE_CURRENT] = {PLAIN, PLAIN, {OWN, 239}},
    [FACE_MARK] = {{YELLOW, OWN}, {LEMON, OWN}, {221, OWN}},
    [FACE_REMOVED] = {{RED, OWN}, {PINK, OWN}, {224, 52}},
    [FACE_ADDED] = {{GREEN, OWN}, {LIME, OWN}, {157, OWN}},
    // yellow green blue pink orange purple red grey, as library/colour.h counts them
    [FACE_COLOUR + 0] = {{YELLOW, OWN}, {LEMON, OWN}, {230, 58}},
    [FACE_COLOUR + 1] = {{GREEN, OWN}, {LIME, OWN}, {194, 22}},
    [FACE_COLOUR + 2] = {{BLUE, OWN}, {SKY, OWN}, {195, 24}},
    [FACE_COLOUR + 3] = {{MAGENTA, OWN}, {ROSE, OWN}, {225, 89}},
    [FACE_COLOUR + 4] = {{YELLOW, OWN}, {YELLOW, OWN}, {230, 94}},
    [FACE_COLOUR + 5] = {{MAGENTA, OWN}, {MAGENTA, OWN}, {189, 54}},
    [FACE_COLOUR + 6] = {{RED, OWN}, {PINK, OWN}, {224, 88}},
    [FACE_COLOUR + 7] = {{WHITE, OWN}, {WHITE, OWN}, {255, 240}},
};

static const Shades light[FACE_COUNT] = {
    [FACE_TEXT] = {PLAIN, PLAIN, PLAIN},
    [FACE_DIM] = {PLAIN, PLAIN, {241, OWN}},
    [FACE_HEADING] = {{BLUE, OWN}, {BLUE, OWN}, {25, OWN}},
    [FACE_TITLE] = {PLAIN, PLAIN, {16, OWN}},
    [FACE_QUOTATION] = {{GREEN, OWN}, {GREEN, OWN}, {22, OWN}},
    [FACE_REFERENCE] = {{RED, OWN}, {RED, OWN}, {130, OWN}},
    [FACE_LINK] = {{BLUE, OWN}, {BLUE, OWN}, {25, OWN}},
    [FACE_ODD] = {{MAGENTA, OWN}, {MAGENTA, OWN}, {90, OWN}},
    [FACE_SENTENCE] = {PLAIN, PLAIN, {OWN, 254}},
    [FACE_SELECTION] = {PLAIN, PLAIN, PLAIN},
    [FACE_MATCH] = {{MAGENTA, OWN}, {MAGENTA, OWN}, {90, OWN}},
    [FACE_MATCH_HERE] = {{MAGENTA, OWN}, {MAGENTA, OWN}, {90, OWN}},
    [FACE_BAR] = {PLAIN, PLAIN, {235, 252}},
    [FACE_KEY] = {{BLUE, OWN}, {BLUE, OWN}, {25, OWN}},
    [FACE_ERROR] = {{RED, OWN}, {RED, OWN}, {124, OWN}},
    [FACE_BORDER] = {PLAIN, {GREY, OWN}, {247, OWN}},
    [FACE_CURRENT] = {PLAIN, PLAIN, {OWN, 252}},
    [FACE_MARK] = {{RED, OWN}, {RED, OWN}, {130, OWN}},
    [FACE_REMOVED] = {{RED, OWN}, {RED, OWN}, {88, 224}},
    [FACE_ADDED] = {{GREEN, OWN}, {GREEN, OWN}, {22, OWN}},
    [FACE_COLOUR + 0] = {{BLACK, YELLOW}, {BLACK, LEMON}, {16, 229}},
    [FACE_COLOUR + 1] = {{BLACK, GREEN}, {BLACK, LIME}, {16, 157}},
    [FACE_COLOUR + 2] = {{WHITE, BLUE}, {BLACK, SKY}, {16, 153}},
    [FACE_COLOUR + 3] = {{WHITE, MAGENTA}, {BLACK, ROSE}, {16, 218}},
    [FACE_COLOUR + 4] = {{BLACK, YELLOW}, {BLACK, YELLOW}, {16, 216}},
    [FACE_COLOUR + 5] = {{WHITE, MAGENTA}, {SNOW, MAGENTA}, {16, 183}},
    [FACE_COLOUR + 6] = {{WHITE, RED}, {BLACK, PINK}, {16, 210}},
    [FACE_COLOUR + 7] = {{BLACK, WHITE}, {BLACK, WHITE}, {16, 250}},
};

static const Shades contrast[FACE_COUNT] = {
    [FACE_TEXT] = {{WHITE, BLACK}, {SNOW, BLACK}, {231, 16}},
    [FACE_DIM] = {{WHITE, BLACK}, {SNOW, BLACK}, {252, 16}},
    [FACE_HEADING] = {{YELLOW, BLACK}, {LEMON, BLACK}, {226, 16}},
    [FACE_TITLE] = {{WHITE, BLACK}, {SNOW, BLACK}, {231, 16}},
    [FACE_QUOTATION] = {{CYAN, BLACK}, {AQUA, BLACK}, {159, 16}},
    [FACE_REFERENCE] = {{YELLOW, BLACK}, {LEMON, BLACK}, {226, 16}},
    [FACE_LINK] = {{CYAN, BLACK}, {AQUA, BLACK}, {123, 16}},
    [FACE_ODD] = {{BLACK, MAGENTA}, {BLACK, ROSE}, {16, 219}},
    [FACE_SENTENCE] = {{WHITE, BLACK}, {SNOW, BLACK}, {231, 237}},
    [FACE_SELECTION] = {{WHITE, BLACK}, {SNOW, BLACK}, {231, 16}},
    [FACE_MATCH] = {{YELLOW, BLACK}, {LEMON, BLACK}, {226, 16}},
    [FACE_MATCH_HERE] = {{YELLOW, BLACK}, {LEMON, BLACK}, {226, 16}},
    [FACE_BAR] = {{BLACK, WHITE}, {BLACK, SNOW}, {16, 231}},
    [FACE_KEY] = {{YELLOW, BLACK}, {LEMON, BLACK}, {226, 16}},
    [FACE_ERROR] = {{WHITE, RED}, {SNOW, RED}, {217, 16}},
    [FACE_BORDER] = {{WHITE, BLACK}, {WHITE, BLACK}, {250, 16}},
    [FACE_CURRENT] = {{BLACK, WHITE}, {BLACK, LEMON}, {16, 226}},
    [FACE_MARK] = {{YELLOW, BLACK}, {LEMON, BLACK}, {226, 16}},
    [FACE_REMOVED] = {{WHITE, RED}, {SNOW, RED}, {16, 217}},
    [FACE_ADDED] = {{GREEN, BLACK}, {LIME, BLACK}, {120, 16}},
    [FACE_COLOUR + 0] = {{BLACK, YELLOW}, {BLACK, LEMON}, {16, 226}},
    [FACE_COLOUR + 1] = {{BLACK, GREEN}, {BLACK, LIME}, {16, 120}},
    [FACE_COLOUR + 2] = {{WHITE, BLUE}, {BLACK, AQUA}, {16, 117}},
    [FACE_COLOUR + 3] = {{BLACK, MAGENTA}, {BLACK, ROSE}, {16, 218}},
    [FACE_COLOUR + 4] = {{BLACK, YELLOW}, {BLACK, YELLOW}, {16, 214}},
    [FACE_COLOUR + 5] = {{BLACK, MAGENTA}, {SNOW, MAGENTA}, {16, 183}},
    [FACE_COLOUR + 6] = {{WHITE, RED}, {SNOW, RED}, {16, 210}},
    [FACE_COLOUR + 7] = {{BLACK, WHITE}, {BLACK, WHITE}, {16, 252}},
};

const Shades *palette_find(ThemeId theme, Face face) {
  static const Shades none = {PLAIN, PLAIN, PLAIN};
  static const Shades *const themes[THEME_COUNT] = {
      [THEME_DARK] = dark, [THEME_LIGHT] = light, [THEME_HIGH_CONTRAST] = contrast};
  return themes[theme] ? &themes[theme][face] : &none;
}
