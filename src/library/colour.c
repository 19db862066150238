// SPDX-License-Identifier: MIT
// The colours: one table.
#include "library/colour.h"

#include "base/error.h"

#include <strings.h>

typedef struct ColourRow {
  const char *name;
  uint32_t rgb;
} ColourRow;

static const ColourRow colours[COLOUR_COUNT] = {
    [COLOUR_YELLOW] = {"yellow", 0xFFFF00}, [COLOUR_GREEN] = {"green", 0x00FF00},
    [COLOUR_BLUE] = {"blue", 0x87CEFA},     [COLOUR_PINK] = {"pink", 0xFFC0CB},
    [COLOUR_ORANGE] = {"orange", 0xFFA500}, [COLOUR_PURPLE] = {"purple", 0xDDA0DD},
    [COLOUR_RED] = {"red", 0xFF6347},       [COLOUR_GREY] = {"grey", 0xC0C0C0},
};

const char *colour_name(Colour colour) {
  if ((unsigned)colour >= COLOUR_COUNT) BUG("no colour %d", (int)colour);
  return colours[colour].name;
}

uint32_t colour_rgb(Colour colour) {
  if ((unsigned)colour >= COLOUR_COUNT) BUG("no colour %d", (int)colour);
  return colours[colour].rgb;
}

// Names are read for each annotation of a screen: most are told apart by their first letters.
static bool is_name(Slice text, const char *name) {
  return text.len > 0 && (text.ptr[0] | ' ') == name[0] && text.len == strlen(name) &&
         strncasecmp(text.ptr, name, text.len) == 0;
}

bool colour_parse(Slice name, Colour *colour) {
  if (is_name(name, "gray")) {
    *colour = COLOUR_GREY;
    return true;
  }
  for (int i = 0; i < COLOUR_COUNT; i++) {
    if (!is_name(name, colours[i].name)) continue;
    *colour = (Colour)i;
    return true;
  }
  return false;
}

static int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool colour_parse_rgb(Slice text, uint32_t *rgb) {
  if (text.len != 7 || text.ptr[0] != '#') return false;
  uint32_t value = 0;
  for (size_t i = 1; i < text.len; i++) {
    int digit = hex_digit(text.ptr[i]);
    if (digit < 0) return false;
    value = value << 4 | (uint32_t)digit;
  }
  *rgb = value;
  return true;
}
