// SPDX-License-Identifier: MIT
// What Word's and OpenDocument's documents have in common: paragraphs that mean what their style is
// called, styles that stand on others, tables, lists, and notes with numbers.
#ifndef POSTIL_IMPORT_OFFICE_H
#define POSTIL_IMPORT_OFFICE_H

#include "base/buffer.h"
#include "import/manuscript.h"
#include "import/markup.h"

typedef enum OfficeRole {
  OFFICE_UNKNOWN, // the style's name says nothing: its parent's may
  OFFICE_PLAIN,
  OFFICE_TITLE,
  OFFICE_SUBTITLE,
  OFFICE_HEADING,
  OFFICE_AUTHOR,
  OFFICE_DATE,
  OFFICE_QUOTATION,
  OFFICE_CODE,
  OFFICE_CONTENTS, // a line of the table of contents
} OfficeRole;

typedef struct OfficeStyle {
  Slice id, parent; // borrowed; the parent may be empty
  OfficeRole role;
  uint8_t level;      // of a heading
  uint32_t kinds;     // inline kinds that it gives to words
  Slice list;         // id of the list that its paragraphs are items of; ptr NULL: it does not say
  uint8_t list_level; // from 1
} OfficeStyle;

typedef struct OfficeStyles {
  OfficeStyle *rows;
  size_t count, room;
} OfficeStyles; // {0} is an empty one

// Roles by the names that styles have in English, whatever the language of the program: "Title",
// "heading 2", "Block Text". Blanks and case do not count.
OfficeRole office_role(Slice name, uint8_t *level);

// Inline kinds by such a name: "Source Text" is code.
uint32_t office_kinds(Slice name);

void office_styles_add(OfficeStyles *styles, OfficeStyle style);
void office_styles_sort(OfficeStyles *styles); // once all are added
void office_styles_release(OfficeStyles *styles);

// The style with all that it takes from those it stands on. Of an id that is not there the id is
// taken for its name.
OfficeStyle office_styles_find(const OfficeStyles *styles, Slice id);

// Begins the block of a paragraph with such a style; what its words say of the document is stated
// when it ends. Of several titles the first is the title.
void office_begin_paragraph(Manuscript *manuscript, const OfficeStyle *style);
void office_end_paragraph(Manuscript *manuscript, const OfficeStyle *style);

// Where no paragraph has a style that says title or heading, plain paragraphs are given to the
// rules of plain text: people then made headings by hand. Called at the end.
void office_leave_to_rules(Manuscript *manuscript);

void office_begin_item(Manuscript *manuscript, uint8_t level, Slice mark);

// ---- Tables: one block, however deep tables stand in it

typedef struct OfficeTable {
  uint32_t depth;
  bool row_due, cell_due; // a row, a cell has been before
} OfficeTable;

// Rows and cells outside any table (one that only places text) leave nothing.
void office_begin_table(OfficeTable *table, Manuscript *manuscript);
void office_begin_row(OfficeTable *table, Manuscript *manuscript);
void office_begin_cell(OfficeTable *table, Manuscript *manuscript);
void office_end_table(OfficeTable *table, Manuscript *manuscript);

// Of each node the bytes of text before it, so that the length of a cell is known at once. The
// caller frees it.
uint32_t *office_count_bytes(const Markup *markup);

// What the parts of a table are called; a header is below the table or in what a row says of
// itself.
typedef struct OfficeTableNames {
  const char *row, *row_properties, *cell, *paragraph, *header;
} OfficeTableNames;

// Does a table only place text on the page: a box around it, or columns of prose?
bool office_is_layout(const Markup *markup, const uint32_t *bytes_before, uint32_t table,
                      const OfficeTableNames *names);

// ---- Boxes beside the text

typedef struct OfficeBoxes {
  uint32_t *nodes;
  size_t count, room;
} OfficeBoxes; // {0} has none

void office_keep_box(OfficeBoxes *boxes, uint32_t node);
void office_release_boxes(OfficeBoxes *boxes);

// Walks what stands in an element, piece by piece, and behind each the boxes that were kept
// meanwhile; `begin` is called with the visitor's context before each box. Boxes in boxes come
// last, so that nothing recurses.
void office_walk(const Markup *markup, uint32_t node, const MarkupVisitor *visitor,
                 OfficeBoxes *boxes, void (*begin)(void *context));

// ---- Numbers

// Appends the number in one of the formats '1', 'i', 'I', 'a', 'A'.
void office_write_number(Buffer *out, uint32_t number, char format);

// The document's own properties, for what its text does not say: the elements of these names. Of
// authors there may be several in one, apart by semicolons.
void office_state_properties(Manuscript *manuscript, const Markup *markup, const char *title,
                             const char *author);

// ---- Notes

// Begins the body of a note with a paragraph, whose mark comes next; false when there is no such
// note.
bool office_open_note(Manuscript *manuscript, uint32_t note);

// Adds the mark of an open note as it is shown: "[1]", or the author's own as it stands.
void office_add_note_mark(Manuscript *manuscript, uint32_t note, bool custom);

// The same mark, appended where the text refers to the note.
void office_write_mark(Buffer *out, Slice label, bool custom);

#endif
