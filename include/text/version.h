// SPDX-License-Identifier: MIT
// A version: one immutable text of a brief with its structure, as it is in memory. Everything but
// the text itself is spans over it.
//
//   text    │Title⏎⏎Policy Briefs⏎⏎The first paragraph.[i]⏎⏎Share⏎⏎[i] “A source”, https://…⏎│
//   blocks   └TITLE┘ └──SERIES───┘  └──────PARAGRAPH──────┘  └FURN┘  └────────NOTE─────────┘
//   references                                          └┘
//   links                                                                       └──────┘
//   inlines                      └───┘ emphasis, where the format has it
//
// Invariants: blocks are in order and do not overlap; every character outside them is white space.
// References, links, inlines and joints are in order, do not overlap their own kind and lie inside
// one block. The text is well-formed UTF-8 without NUL and without controls but LF, TAB and FF. A
// version is built once by text/builder.h, never changes afterwards and is freed as a whole: views,
// layout and tests borrow it.
#ifndef POSTIL_TEXT_VERSION_H
#define POSTIL_TEXT_VERSION_H

#include "base/hash.h"
#include "base/memory.h"
#include "base/slice.h"
#include "text/span.h"

#include <stdbool.h>
#include <stdint.h>

enum { VERSION_NONE = -1 }; // no such note, no such block

typedef enum BlockType {
  BLOCK_PARAGRAPH,
  BLOCK_HEADING,
  BLOCK_QUOTATION,
  BLOCK_LIST_ITEM,
  BLOCK_TABLE,
  BLOCK_CODE,
  BLOCK_RULE,
  BLOCK_DISCLAIMER,
  BLOCK_NOTE,  // the body of a footnote, its mark included
  BLOCK_TITLE, // metadata lines
  BLOCK_SERIES,
  BLOCK_DATE,
  BLOCK_AUTHORS,
  BLOCK_AFFILIATION, // addressee, affiliation: shown, counted as structure
  BLOCK_NOTES_TITLE, // "Endnotes", "Contents"
  BLOCK_FURNITURE,   // hidden by default
  BLOCK_TYPE_COUNT
} BlockType;

// Where the type of a block comes from. A format with structure of its own says what its blocks
// are; the rules of reading still find metadata, furniture, notes and disclaimers among them.
typedef enum BlockSource {
  BLOCK_BY_RULE,   // from the words and their place alone, as in plain text
  BLOCK_BY_MARKUP, // `given` is what the format says; the rules may know better
  BLOCK_FIXED,     // `given` and nothing else
} BlockSource;

typedef struct Block {
  Span span;
  BlockType type;
  uint8_t level;     // headings: 1 to 6; list items: depth from 1 where the format says it, else 0
  bool preformatted; // line ends inside count (tables, code); else they are blanks
  bool continues;    // goes on the paragraph before it, over a page
  Span mark;         // list items: the bullet or number with its blanks, else empty at span.start
  int32_t note;      // BLOCK_NOTE: index of the note, else VERSION_NONE
  BlockSource source;
  BlockType given;     // what the format said, before the rules …
  uint8_t given_level; // … kept, so that better rules can start anew from the stored version
} Block;

typedef struct Note {
  Span span; // mark and body, all paragraphs of it; equals its first block's span start to its last
             // one's end
  Span body; // without the mark
  Slice label;    // "ii", "3", "*": numerals in ASCII without brackets
  uint32_t run;   // stretch of numbering, from 0
  int32_t target; // note that an Ibid., supra, op. cit. names, or VERSION_NONE
  int32_t root;   // note that it finally means, or VERSION_NONE; never a back reference itself
  bool back;      // is a back reference, resolved or not
  Span pinpoint;  // what follows the word ("p. 3"), or empty
  uint32_t reference_count;
} Note;

typedef struct Reference {
  Span span;    // the mark with its brackets, without a blank before it
  int32_t note; // index; a mark with several labels gives several references with the same span
} Reference;

// A stretch of text that shows or links to a URL. Where the text is the URL itself, target is
// empty.
typedef struct Link {
  Span span;    // URLs in the text: without trailing punctuation
  Slice target; // as the document has it, else empty
} Link;

enum { // bits of Inline.kinds
  INLINE_EMPHASIS = 1,
  INLINE_STRONG = 2,
  INLINE_CODE = 4,
  INLINE_STRUCK = 8,
  INLINE_RAISED = 16,
  INLINE_LOWERED = 32,
  INLINE_LITERAL = 64, // escaped: shows like any text, and is never part of a mark
  INLINE_ALL = 127,
};

typedef struct Inline {
  Span span;
  uint32_t kinds; // one or more of the above
} Inline;

typedef struct Metadata {
  Slice title, series, date, url,
      language; // empty when the file does not say; date is YYYY-MM[-DD]
  const Slice *authors;
  uint32_t author_count;
  bool authors_from_prose; // found in a sentence: a guess, not cited before the reader confirms it
} Metadata;

struct Positions;

typedef struct Version {
  Arena *arena; // owns everything below
  Slice text;
  size_t whole_len; // bytes of the text; more than text.len in a glance (text/glance.h) alone
  char hash[HASH_HEX_SIZE]; // SHA-256 of text
  uint32_t rules;           // number of the import rules that made the structure
  const Block *blocks;
  const Note *notes;
  const Reference *references;
  const Link *links;
  const Inline *inlines;
  const Span *
      joints; // hard-wrapped text: line ends (with a soft hyphen) that vanish when lines are joined
  uint32_t block_count, note_count, reference_count, link_count, inline_count, joint_count;
  Metadata metadata;
  Metadata stated;  // what the format's own fields say of it, before the rules; empty in plain text
  const char *lost; // right after import: a constant sentence on what could not be read; NULL: nothing
  bool structured;  // a format with structure of its own was read, not plain text
  bool noted;       // the text has notes, if not in a glance then beyond it
  bool notes_given; // the format itself says which are the notes and references
  const struct Positions *positions; // text/position.h
} Version;

void version_free(Version *version); // NULL is fine

static inline Slice version_cut(const Version *version, Span span) {
  return slice_cut(version->text, span.start, span.end);
}

// Index of the block that holds pos; in the blank space between blocks the one before it, before
// the first block 0. VERSION_NONE only for a version without blocks.
int32_t version_block_at(const Version *version, uint32_t pos);

// Index of the note whose span holds pos, or VERSION_NONE.
int32_t version_note_at(const Version *version, uint32_t pos);

// First index of a reference with span.end > pos (may be reference_count).
uint32_t version_reference_from(const Version *version, uint32_t pos);

// First index of a link with span.end > pos (may be link_count).
uint32_t version_link_from(const Version *version, uint32_t pos);

// First index of an inline mark with span.end > pos (may be inline_count).
uint32_t version_inline_from(const Version *version, uint32_t pos);

// First index of a joint with end > pos (may be joint_count).
uint32_t version_joint_from(const Version *version, uint32_t pos);

// Hidden by default?
bool version_block_hidden(const Block *block);

// The name of a block type in JSON: "para", "heading", "quote", "list-item", "table", "code",
// "rule", "disclaimer", "note", "title", "series", "date", "authors", "affiliation", "notes-title",
// "furniture".
const char *version_block_name(BlockType type);

#endif
