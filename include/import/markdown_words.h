// SPDX-License-Identifier: MIT
// The words of a block of Markdown: text with inline kinds, links, references, and notes inside the
// text, "^[like this]", which are written behind the block that they stand in.
#ifndef POSTIL_IMPORT_MARKDOWN_WORDS_H
#define POSTIL_IMPORT_MARKDOWN_WORDS_H

#ifdef POSTIL_CMARK
#include "import/manuscript.h"
#include "import/markdown_library.h"

enum { MARKDOWN_KINDS = 8 }; // bits of inline kinds

// A note inside the text: from a byte of one text node to a byte of another one.
typedef struct MarkdownInlineNote {
  cmark_node *from, *to;
  size_t start, end;
  uint32_t note; // of the manuscript
} MarkdownInlineNote;

typedef struct MarkdownWords {
  const MarkdownLibrary *library;
  Manuscript *manuscript;
  uint32_t *notes; // by the library's number of a note less 1: the manuscript's
  bool *referred;  // likewise: the text has referred to it
  size_t note_count;
  uint32_t running;                    // notes referred to so far
  uint32_t open_kinds[MARKDOWN_KINDS]; // how often each is open
  MarkdownInlineNote *pending;
  size_t pending_count, pending_room;
  int failures;
  bool in_note;   // there are no notes inside notes
  bool splitting; // each line is a block: of the lines below the title
  bool in_table;  // line ends are blanks
} MarkdownWords;

void markdown_words_begin(MarkdownWords *words); // of a block
void markdown_words_end(MarkdownWords *words);

// An inline node, as the iterator comes to it. It may be set behind the end of a note.
void markdown_words_enter(MarkdownWords *words, cmark_iter *iter, cmark_node *node);
void markdown_words_leave(MarkdownWords *words, cmark_node *node);

// Begins the body of a note with its mark.
void markdown_words_begin_note(MarkdownWords *words, uint32_t note);

void markdown_words_release(MarkdownWords *words);

#endif
#endif
