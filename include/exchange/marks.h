// SPDX-License-Identifier: MIT
// The marks in a file for people (Markdown, Org), by which its parts are found again when the same
// file is exported once more. A part is a block of whole lines that one export wrote in one go: an
// annotation, a heading, the head of the file. One line of it is its mark, which the file's own
// readers do not show:
//
//   <!-- postil ID 0+16 9f3ac1d2e4b5a697 -->     in Markdown
//   # postil head 1+9 9f3ac1d2e4b5a697           in front matter, and at the head of an Org file
//   :postil-block: ID 1+14 9f3ac1d2e4b5a697      in an Org drawer
//                  │  │ │  └ of these lines, without the mark
//                  │  └─┴ lines above and below the mark that belong to the block
//                  └ whose it is
//
// What stands between blocks is people's own. A block whose lines no longer give its sum was edited
// by hand. The sum is against accidents, it proves nothing about who wrote the lines. Line ends
// count as LF, and CRs before one do not count, so a file whose lines were all made to end in CR LF
// is unchanged.
#ifndef POSTIL_EXCHANGE_MARKS_H
#define POSTIL_EXCHANGE_MARKS_H

#include "base/buffer.h"

typedef enum MarksSyntax {
  MARKS_COMMENT,  // <!-- … -->
  MARKS_HASH,     // # …
  MARKS_PROPERTY, // :postil-block: …
  MARKS_SYNTAX_COUNT
} MarksSyntax;

// Makes what was added to `out` since it was `block` bytes long, whole lines, a block: puts its
// mark as a line of its own at byte `at` of `out`, the beginning of one of its lines.
void marks_put(Buffer *out, size_t block, size_t at, MarksSyntax syntax, const char *key);

// What counts of a line: all but its end.
Slice marks_line(Slice line);

typedef struct MarksBlock {
  Slice key;         // in the file
  size_t start, end; // bytes; of one that was edited the end of its mark
  uint32_t line;     // of the mark, from 1
  uint64_t sum;      // that the mark says
  bool edited;
} MarksBlock;

typedef struct MarksList {
  MarksBlock *items; // in the order of the file; none overlaps another
  uint32_t count;
} MarksList;

// Whatever the bytes are; linear in them. A mark inside of a block that is as it was written is
// text that was quoted.
void marks_find(Slice file, MarksList *list);
void marks_release(MarksList *list);

#endif
