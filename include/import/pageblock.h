// SPDX-License-Identifier: MIT
// A page on its way into a manuscript: the state of the walk along its nodes, and the blocks that
// words go into. Blocks begin with their first words and end where any block element begins or
// ends, so that empty ones leave nothing.
#ifndef POSTIL_IMPORT_PAGEBLOCK_H
#define POSTIL_IMPORT_PAGEBLOCK_H

#include "import/manuscript.h"
#include "import/pagetable.h"
#include "import/webpage.h"

enum { PAGEBLOCK_MARK_SIZE = 32 };

// What an open element means for what is in it.
typedef struct PageFrame {
  BlockType type;
  BlockSource source;
  uint8_t level, depth, kinds;
  bool hidden, lines, table, figure;
  char numbering;  // of a list: '1' 'a' 'A' 'i' 'I', or 0 for bullets
  uint32_t number; // of its next item
} PageFrame;

typedef struct PageWriter {
  const Webpage *page;
  Manuscript *manuscript;
  PageFrame *frames;
  size_t depth, room;
  uint32_t root_start, root_end;
  uint32_t *reserved; // the manuscript's index of each note
  uint32_t note;      // the next or current one
  bool in_note;
  size_t skip;                    // bytes of the note's text that are its label
  char mark[PAGEBLOCK_MARK_SIZE]; // of the list item that begins, or empty
  Buffer label;                   // the note's as it stands before its words
  Buffer description;             // of images, that waits
  uint32_t *waiting;              // hidden nodes
  size_t waiting_count, waiting_room;
  Pagetable table;
} PageWriter;

// What the innermost open element means.
PageFrame *pageblock_top(PageWriter *writer);

// Is what stands at this node furniture?
bool pageblock_is_hidden(PageWriter *writer, uint32_t at);

// Are words cells of a table?
bool pageblock_in_table(const PageWriter *writer);

// Before words at this node: begins the block that they are in, and pays what stands before a cell.
void pageblock_open(PageWriter *writer, uint32_t at);

// Ends the block; what waited for its end follows it: descriptions of images, hidden elements.
void pageblock_end(PageWriter *writer);

// The words of a text node.
void pageblock_write_text(PageWriter *writer, uint32_t at);

#endif
