// SPDX-License-Identifier: MIT
// Escaping, by the context that text goes into. Texts and the reader's own words are hostile for
// every format: nothing in them may come alive there. All take valid UTF-8 and are linear.
#ifndef POSTIL_EXCHANGE_ESCAPE_H
#define POSTIL_EXCHANGE_ESCAPE_H

#include "base/buffer.h"

// A field of RFC 4180: quoted if it has a quotation mark, a comma, CR or LF, or a blank at an end.
// With `spreadsheet` one ' before a field that a spreadsheet would run or swallow: = + - @ TAB CR
// LF.
void escape_csv(Buffer *out, Slice cell, bool spreadsheet);

// A tag among others divided by "; ": \ and ; get a backslash.
void escape_csv_tag(Buffer *out, Slice path);

// A double-quoted JSON string that YAML 1.2 reads as the same string.
void escape_yaml(Buffer *out, Slice text);

// Text in a heading or paragraph: white space runs, line ends too, become one blank.
void escape_markdown_text(Buffer *out, Slice text);

// A quotation as the lines of a block quote, each ended by LF; blanks, TAB and LF at its ends are
// dropped.
void escape_markdown_quote(Buffer *out, Slice quote);

// A comment, verbatim but for controls (U+FFFD) and line ends at its ends, ended by LF; in a fence
// if it would swallow what follows it.
void escape_markdown_comment(Buffer *out, Slice comment);

// A tag's path as #tag without the #: letters, marks, digits, _ and - by part.
void escape_markdown_tag(Buffer *out, Slice path);

// What is allowed in a URI stays, existing %XX too; all else is percent-encoded.
void escape_uri(Buffer *out, Slice url);

// Text of an element or of an attribute in double quotes. What the language forbids becomes U+FFFD,
// one for one, so that positions hold: XML 1.0 most controls and noncharacters, HTML more of them.
void escape_xml(Buffer *out, Slice text);
void escape_html(Buffer *out, Slice text);

// The way back, of what stands behind a `&`: appends what a reference like `amp;` or `#x41;` is for.
// Its length, 0 for what is none.
size_t escape_take_reference(Slice rest, Buffer *out);

// Text in a braced field of BibTeX, on one line.
void escape_tex(Buffer *out, Slice text);

// Lines inside a block of Org: a comma before what would end it. Each is ended by LF.
void escape_org_lines(Buffer *out, Slice text);

// White space runs as one blank, none at the ends, at most `most` code points.
void escape_one_line(Buffer *out, Slice text, uint32_t most);

// A name for syntaxes that allow little: ASCII characters of `keep` and code points of the general
// categories stay, any other run becomes one filler, none at the ends.
typedef enum EscapeLetters {
  ESCAPE_ASCII,
  ESCAPE_LETTERS_DIGITS,
  ESCAPE_LETTERS_MARKS
} EscapeLetters;
void escape_slug(Buffer *out, Slice text, EscapeLetters letters, const char *keep, char filler);

#endif
