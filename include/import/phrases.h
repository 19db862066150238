// SPDX-License-Identifier: MIT
// What a whole line says: furniture, series, notes heading, rule line, disclaimer. Texts are folded
// views (import/chars.h) but for the rule line.
#ifndef POSTIL_IMPORT_PHRASES_H
#define POSTIL_IMPORT_PHRASES_H

#include "base/slice.h"

#include <stdbool.h>

enum {
  PHRASES_FURNITURE_MAX = 160,  // characters of a furniture line
  PHRASES_DISCLAIMER_MAX = 499, // of a disclaimer
};

bool phrases_is_furniture(Slice folded);     // "Share this article", "5 min read", "© 2026 …"
bool phrases_is_series(Slice folded);        // "Policy Brief No. 7"
bool phrases_is_section(Slice folded);       // "Executive summary": heads a section, never a brief
bool phrases_is_contents(Slice folded);      // "Table of contents"
bool phrases_is_notes_heading(Slice folded); // "Endnotes:"
bool phrases_is_disclaimer(
    Slice folded); // holds "… does not take institutional positions …" or its like

// Three or more of - _ = * — – ~ with nothing but blanks between.
bool phrases_is_rule_line(Slice line);

// A line of a table of contents: five or more dots, or two or more …, then a page number at its
// end.
bool phrases_is_contents_line(Slice view);

#endif
