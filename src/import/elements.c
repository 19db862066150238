// SPDX-License-Identifier: MIT
// The table of elements, ordered by name for a binary search.
#include "import/elements.h"

#include "base/bisection.h"
#include "text/version.h"

static const Element rows[] = {
    {"", ELEMENT_TEXT, 0, 0},
    {"a", ELEMENT_LINK, 0, 0},
    {"address", ELEMENT_PARAGRAPH, 0, 0},
    {"article", ELEMENT_ARTICLE, 0, 0},
    {"aside", ELEMENT_ASIDE, 0, 0},
    {"audio", ELEMENT_NEVER, 0, 0},
    {"b", ELEMENT_INLINE, 0, INLINE_STRONG},
    {"blockquote", ELEMENT_QUOTATION, 0, 0},
    {"body", ELEMENT_BODY, 0, 0},
    {"br", ELEMENT_BREAK, 0, 0},
    {"button", ELEMENT_NEVER, 0, 0},
    {"canvas", ELEMENT_NEVER, 0, 0},
    {"caption", ELEMENT_CAPTION, 0, 0},
    {"center", ELEMENT_DIVISION, 0, 0},
    {"cite", ELEMENT_INLINE, 0, INLINE_EMPHASIS},
    {"code", ELEMENT_INLINE, 0, INLINE_CODE},
    {"dd", ELEMENT_TERM, 0, 0},
    {"del", ELEMENT_INLINE, 0, INLINE_STRUCK},
    {"details", ELEMENT_DIVISION, 0, 0},
    {"dfn", ELEMENT_INLINE, 0, INLINE_EMPHASIS},
    {"dir", ELEMENT_LIST, 0, 0},
    {"div", ELEMENT_DIVISION, 0, 0},
    {"dl", ELEMENT_DIVISION, 0, 0},
    {"dt", ELEMENT_TERM, 0, 0},
    {"em", ELEMENT_INLINE, 0, INLINE_EMPHASIS},
    {"fieldset", ELEMENT_DIVISION, 0, 0},
    {"figcaption", ELEMENT_CAPTION, 0, 0},
    {"figure", ELEMENT_FIGURE, 0, 0},
    {"footer", ELEMENT_FOOTER, 0, 0},
    {"form", ELEMENT_DIVISION, 0, 0},
    {"h1", ELEMENT_HEADING, 1, 0},
    {"h2", ELEMENT_HEADING, 2, 0},
    {"h3", ELEMENT_HEADING, 3, 0},
    {"h4", ELEMENT_HEADING, 4, 0},
    {"h5", ELEMENT_HEADING, 5, 0},
    {"h6", ELEMENT_HEADING, 6, 0},
    {"head", ELEMENT_NEVER, 0, 0},
    {"header", ELEMENT_HEADER, 0, 0},
    {"hgroup", ELEMENT_DIVISION, 0, 0},
    {"hr", ELEMENT_RULE, 0, 0},
    {"html", ELEMENT_BODY, 0, 0},
    {"i", ELEMENT_INLINE, 0, INLINE_EMPHASIS},
    {"iframe", ELEMENT_NEVER, 0, 0},
    {"img", ELEMENT_IMAGE, 0, 0},
    {"kbd", ELEMENT_INLINE, 0, INLINE_CODE},
    {"legend", ELEMENT_PARAGRAPH, 0, 0},
    {"li", ELEMENT_ITEM, 0, 0},
    {"listing", ELEMENT_CODE, 0, 0},
    {"main", ELEMENT_MAIN, 0, 0},
    {"menu", ELEMENT_LIST, 0, 0},
    {"nav", ELEMENT_NAVIGATION, 0, 0},
    {"noscript", ELEMENT_NEVER, 0, 0},
    {"object", ELEMENT_NEVER, 0, 0},
    {"ol", ELEMENT_LIST, 0, 0},
    {"option", ELEMENT_NEVER, 0, 0},
    {"p", ELEMENT_PARAGRAPH, 0, 0},
    {"pre", ELEMENT_CODE, 0, 0},
    {"rp", ELEMENT_NEVER, 0, 0},
    {"s", ELEMENT_INLINE, 0, INLINE_STRUCK},
    {"samp", ELEMENT_INLINE, 0, INLINE_CODE},
    {"script", ELEMENT_NEVER, 0, 0},
    {"search", ELEMENT_NAVIGATION, 0, 0},
    {"section", ELEMENT_SECTION, 0, 0},
    {"select", ELEMENT_NEVER, 0, 0},
    {"strike", ELEMENT_INLINE, 0, INLINE_STRUCK},
    {"strong", ELEMENT_INLINE, 0, INLINE_STRONG},
    {"style", ELEMENT_NEVER, 0, 0},
    {"sub", ELEMENT_INLINE, 0, INLINE_LOWERED},
    {"summary", ELEMENT_PARAGRAPH, 0, 0},
    {"sup", ELEMENT_INLINE, 0, INLINE_RAISED},
    {"svg", ELEMENT_NEVER, 0, 0},
    {"table", ELEMENT_TABLE, 0, 0},
    {"tbody", ELEMENT_DIVISION, 0, 0},
    {"td", ELEMENT_CELL, 0, 0},
    {"template", ELEMENT_NEVER, 0, 0},
    {"textarea", ELEMENT_NEVER, 0, 0},
    {"tfoot", ELEMENT_DIVISION, 0, 0},
    {"th", ELEMENT_CELL, 0, 0},
    {"thead", ELEMENT_DIVISION, 0, 0},
    {"title", ELEMENT_NEVER, 0, 0},
    {"tr", ELEMENT_ROW, 0, 0},
    {"tt", ELEMENT_INLINE, 0, INLINE_CODE},
    {"ul", ELEMENT_LIST, 0, 0},
    {"var", ELEMENT_INLINE, 0, INLINE_EMPHASIS},
    {"video", ELEMENT_NEVER, 0, 0},
    {"xmp", ELEMENT_CODE, 0, 0},
    {NULL, ELEMENT_INLINE, 0, 0}, // all others
};

enum { UNKNOWN = sizeof rows / sizeof *rows - 1 };

uint8_t elements_row(Slice name) {
  Bisection range = bisection_of(0, UNKNOWN);
  while (bisection_open(&range))
    bisection_narrow(&range, slice_compare(slice_of(rows[range.middle].name), name) < 0);
  bool known = range.low < UNKNOWN && slice_equal(slice_of(rows[range.low].name), name);
  return known ? (uint8_t)range.low : UNKNOWN;
}

const Element *elements_at(uint8_t row) {
  return &rows[row];
}
