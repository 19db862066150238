// SPDX-License-Identifier: MIT
// Views: a stretch of text as it is read, without what is only notation.
#ifndef POSTIL_TEXT_VIEW_H
#define POSTIL_TEXT_VIEW_H

#include "base/buffer.h"
#include "text/version.h"

typedef enum ViewFlags {
  VIEW_PLAIN = 0,
  VIEW_WITHOUT_REFERENCES = 1, // leaves out reference marks, and one blank before a bracketed one
} ViewFlags;

// Appends [span): ignored characters, soft hyphens and joints left out, each run of blanks, tabs
// and line ends made one blank, none at the ends.
void view_append(const Version *version, Span span, ViewFlags flags, Buffer *out);

// Appends the URL that a link leads to: its target, else its text, where a line end that cuts it is
// left out. Not checked in any way.
void view_append_link(const Version *version, const Link *link, Buffer *out);

// White space of any kind (Unicode's White_Space): what a run in a view is made of.
bool view_is_blank(uint32_t code_point);

// The title, or what stands for it in a list: the file name, then the first sentence (80 columns at
// most). Never empty unless all are.
typedef enum TitleSource {
  TITLE_FROM_FILE,     // the file states it
  TITLE_FROM_READER,   // the reader typed it
  TITLE_FROM_NAME,     // the file's name
  TITLE_FROM_SENTENCE, // the first sentence
} TitleSource;

const char *view_title_source_name(TitleSource source); // "file" "reader" "name" "sentence"

#endif
