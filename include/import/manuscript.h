// SPDX-License-Identifier: MIT
// The manuscript: what the reader of a format with structure of its own hands to the rules. It
// holds the stored text in document order and, as spans of it, what the format says: its blocks,
// notes, references, links and inline marks. Readers write it front to back and never look back:
//
//   <h2>Ports</h2> <p>Trade <b>fell</b>.<a href="#n1">1</a></p> … <li id="n1">A source</li>
//
//   manuscript_begin(heading 2)   manuscript_add_words("Ports")
//   manuscript_begin(paragraph)   manuscript_add_words("Trade ")
//     manuscript_set_kinds(STRONG)  manuscript_add_words("fell")  manuscript_set_kinds(0)
//     manuscript_add_words(".")     manuscript_add_reference("1", note 0)
//   manuscript_begin_note(0)      manuscript_begin(paragraph)  manuscript_add_words("A source")
//
// What the words show beyond that (metadata, furniture, notes that nothing links to, Ibid.) is the
// business of import/structured.h. Text that is blank leaves no block; controls never get in.
// A manuscript over the caps stops growing and is refused at the end, so that no call can fail.
#ifndef POSTIL_IMPORT_MANUSCRIPT_H
#define POSTIL_IMPORT_MANUSCRIPT_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "text/version.h"

typedef struct ManuscriptBlock {
  BlockType type;     // PARAGRAPH, HEADING, QUOTATION, LIST_ITEM, TABLE, CODE, RULE, DISCLAIMER,
                      // TITLE … AFFILIATION for what is surely metadata, FURNITURE to hide
  uint8_t level;      // headings 1 to 6; list items their depth from 1
  BlockSource source; // BY_RULE: only that it is a paragraph is known; BY_MARKUP; FIXED
  bool continues;     // goes on the paragraph before it, over a page
  bool preformatted;  // line ends count; set by manuscript_end_line(), too
  Span span;          // stored; from here on written by the manuscript itself
  Span mark;          // stored: of a list item, else empty
  int32_t note;       // that it belongs to, or VERSION_NONE
} ManuscriptBlock;

typedef struct ManuscriptNote {
  Slice label;      // as shown, without brackets
  uint32_t section; // numbering restarts with each
  uint32_t body;    // stored position where the words begin
  bool begun;
} ManuscriptNote;

typedef struct Manuscript {
  Arena *arena; // strings of metadata, labels and targets
  Buffer text;
  ManuscriptBlock *blocks;
  ManuscriptNote *notes;
  Reference *references; // stored; note: as reserved
  Link *links;
  Inline *inlines;
  Span *joints;
  Metadata stated; // strings through manuscript_keep()
  const char *lost; // a constant sentence on what could not be read of the document; NULL: nothing
  // Notes are those of an earlier reading: sections are the runs of numbering, a smaller label
  // begins none, and no others are looked for.
  bool notes_known;
  uint32_t block_count, note_count;
  size_t reference_count, link_count, inline_count, joint_count;
  size_t block_room, note_room, reference_room, link_room, inline_room, joint_room;

  // While it is written:
  ManuscriptBlock block;  // the open one
  size_t block_start;     // of text: behind the separator; what an empty block is cut back to …
  size_t separator_start; // … is before it
  uint32_t kinds;         // of what comes next
  Slice target;           // of the open link
  Buffer scratch;
  uint32_t section;
  int32_t note; // whose body is written, or VERSION_NONE
  bool open, linked, blank_due, line_due, over;
} Manuscript;

void manuscript_init(Manuscript *manuscript);
void manuscript_release(Manuscript *manuscript);

// ERROR_DATA when a cap was met: the text is longer than IMPORT_BYTES_MAX, or there are more spans
// of a kind than IMPORT_SPANS_MAX. Ends what is open.
bool manuscript_finish(Manuscript *manuscript, Error *err);

// Begins a block; one that is open ends.
void manuscript_begin(Manuscript *manuscript, ManuscriptBlock block);
void manuscript_end(Manuscript *manuscript); // the open block, if there is one

// Characters; what is no well-formed UTF-8 becomes U+FFFD. Outside a block they begin a paragraph
// BY_MARKUP. Words: each run of ASCII white space is one blank, none at either end of a block.
// Exact: as they stand (code, TAB between cells, LF between rows).
void manuscript_add_words(Manuscript *manuscript, Slice text);
void manuscript_add_exact(Manuscript *manuscript, Slice text);

// A line end that counts. Two of them with nothing between begin another block of the same sort.
void manuscript_end_line(Manuscript *manuscript);

// The bullet or number of a list item with its blank ("• ", "12. "), at its start; cleaned like
// words.
void manuscript_add_list_mark(Manuscript *manuscript, Slice mark);

// Text that vanishes where lines are joined ("-\n" in a word that a line end cuts, LF in a URL).
void manuscript_add_joint(Manuscript *manuscript, Slice text);

// Bits of INLINE_… for what comes next; links may not nest: opening one closes the one before, and
// one that leads where the last one led goes on with it when nothing but blanks stands between.
void manuscript_set_kinds(Manuscript *manuscript, uint32_t kinds);
void manuscript_open_link(Manuscript *manuscript, Slice target);
void manuscript_close_link(Manuscript *manuscript);

// Notes are known by their index, which a reference may use before the body has come. One whose
// body never comes is none, and its references are text.
uint32_t manuscript_reserve_note(Manuscript *manuscript, Slice label);
void manuscript_add_reference(Manuscript *manuscript, Slice text, uint32_t note);

// The blocks from here on are the note's body; a second body of the same note is ordinary text.
void manuscript_begin_note(Manuscript *manuscript, uint32_t note);
// How the note's label stands before its words ("[1]"), at the start of its first block, if it
// does.
void manuscript_add_note_mark(Manuscript *manuscript, Slice mark);
void manuscript_end_note(Manuscript *manuscript);

// From here on numbering is another (the files of a book): Ibid. and "note 3" do not reach across.
void manuscript_begin_section(Manuscript *manuscript);

// A copy fit for metadata: one line, white space as one blank, no controls; empty if blank.
Slice manuscript_keep(Manuscript *manuscript, Slice text);

// Adds an author to the stated metadata.
void manuscript_add_author(Manuscript *manuscript, Slice name);

#endif
