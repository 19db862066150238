// SPDX-License-Identifier: MIT
// The eight colours that an annotation can have: names and sRGB values are part of the file
// formats.
#ifndef POSTIL_LIBRARY_COLOUR_H
#define POSTIL_LIBRARY_COLOUR_H

#include "base/slice.h"

#include <stdint.h>

typedef enum Colour {
  COLOUR_YELLOW, // the default
  COLOUR_GREEN,
  COLOUR_BLUE,
  COLOUR_PINK,
  COLOUR_ORANGE,
  COLOUR_PURPLE,
  COLOUR_RED,
  COLOUR_GREY,
  COLOUR_COUNT
} Colour;

const char *colour_name(Colour colour);
uint32_t colour_rgb(Colour colour); // 0xRRGGBB
bool colour_parse(Slice name,
                  Colour *colour); // a name of the table, without regard to case; "gray" too
bool colour_parse_rgb(Slice text, uint32_t *rgb); // "#rrggbb"

#endif
