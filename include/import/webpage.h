// SPDX-License-Identifier: MIT
// A web page, or the files of a book, seen as a whole before it is written: which part of it is the
// article, what in it is furniture, and what is a note. Everything is found in passes along the
// array of nodes, and asked of ranges by sums:
//
//   node      0 body  1 p  2 "Trade "  3 a  4 "fell"  5 "."          all: 10 filled characters
//   sums       0       0    0           5    5         9    10       of p: sums[6] - sums[1]
#ifndef POSTIL_IMPORT_WEBPAGE_H
#define POSTIL_IMPORT_WEBPAGE_H

#include "base/memory.h"
#include "import/elements.h"
#include "import/markup.h"

enum {                    // bits of WebpageNode.flags
  WEBPAGE_HIDDEN = 1,     // furniture, with all below it
  WEBPAGE_LINES = 2,      // a container whose lines are cut by <br>: plain text
  WEBPAGE_LAYOUT = 4,     // a table that only arranges the page
  WEBPAGE_NOTES = 8,      // inside what is marked as the place of notes
  WEBPAGE_BACK = 16,      // a link from a note back to its reference: no text
  WEBPAGE_ROOT = 32,      // of a file: what is outside is furniture
  WEBPAGE_NEVER = 64,     // no text
  WEBPAGE_CUT_LAST = 128, // its last character is that of a mark: "[" before a reference
  WEBPAGE_NEAR = 256,     // a link that leads here leads to a reference
};

typedef struct WebpageNode {
  uint16_t flags;
  uint8_t element; // row of import/elements.h
  uint8_t role;    // BlockType + 1 of a line of metadata, or 0
  uint8_t cut;     // bytes at its start that belong to a mark: "]" behind a reference
  int32_t note;    // of a reference: the note that it names, else MARKUP_NONE
  uint32_t block;  // the innermost block that it is in, itself included
} WebpageNode;

typedef struct WebpageSums {
  uint32_t text, link_text; // characters that are no blanks
  uint32_t links, long_links, references;
  uint32_t headings, paragraphs; // h1, p
} WebpageSums;

// A note: a range of nodes.
typedef struct WebpageNote {
  uint32_t target;    // what references lead to
  uint32_t reference; // the first of them
  uint32_t start, end;
  Slice label;    // without brackets; empty: the number is to be counted
  uint32_t order; // its number in its list, from 1
} WebpageNote;

typedef struct WebpageFile {
  uint32_t start, end; // nodes
  Slice name;          // of a book's file: its path in the archive; else empty
} WebpageFile;

typedef struct Webpage {
  Arena *arena; // labels
  const Markup *markup;
  WebpageNode *nodes;
  WebpageSums *sums;  // one more than nodes
  WebpageNote *notes; // by start
  uint32_t note_count;
  const WebpageFile *files;
  uint32_t file_count;
  bool book; // files of a book, where notes may stand in another file than their references
} Webpage;

// Both arguments are borrowed. Finds elements, blocks and sums, nothing else.
void webpage_init(Webpage *page, const Markup *markup, const WebpageFile *files,
                  uint32_t file_count);
void webpage_release(Webpage *page);

static inline ElementKind webpage_kind(const Webpage *page, uint32_t node) {
  return elements_at(page->nodes[node].element)->kind;
}

static inline uint32_t webpage_end(const Webpage *page, uint32_t node) {
  return page->markup->nodes[node].end;
}

// The parent of a node, or MARKUP_NONE.
static inline int32_t webpage_parent(const Webpage *page, uint32_t node) {
  return page->markup->nodes[node].parent;
}

// Is it `outer` or below it?
static inline bool webpage_is_inside(const Webpage *page, uint32_t node, uint32_t outer) {
  return node >= outer && node < webpage_end(page, outer);
}

// Filled characters in nodes [start, end).
static inline uint32_t webpage_text_between(const Webpage *page, uint32_t start, uint32_t end) {
  return page->sums[end].text - page->sums[start].text;
}

static inline uint32_t webpage_text(const Webpage *page, uint32_t node) {
  return webpage_text_between(page, node, webpage_end(page, node));
}

// Appends the text of nodes [start, end) with each run of white space as one blank; at most about
// `most` bytes.
void webpage_append_text(const Webpage *page, uint32_t start, uint32_t end, size_t most,
                         Buffer *out);

// Is there a letter or digit in it?
bool webpage_has_words(Slice text);

// Does class or id hold one of the words (list ends with NULL)? A word is a run of letters.
bool webpage_has_class(const Webpage *page, uint32_t node, const char *const *words);

// Does an attribute that holds words hold this one?
bool webpage_has_token(const Webpage *page, uint32_t node, const char *attribute, const char *word);

#endif
