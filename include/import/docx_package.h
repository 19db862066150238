// SPDX-License-Identifier: MIT
// The parts of a Word document, parsed, and the tables that the text looks things up in.
//
//   _rels/.rels ─▶ word/document.xml ─ word/_rels/document.xml.rels ─▶ styles, numbering, notes …
//
// Parts are found by these relations, and where they are wrong by their usual names. Only the
// document itself must be there.
#ifndef POSTIL_IMPORT_DOCX_PACKAGE_H
#define POSTIL_IMPORT_DOCX_PACKAGE_H

#include "import/archive.h"
#include "import/markup.h"
#include "import/office.h"

typedef enum DocxPart {
  DOCX_DOCUMENT,
  DOCX_STYLES,
  DOCX_NUMBERING,
  DOCX_FOOTNOTES,
  DOCX_ENDNOTES,
  DOCX_SETTINGS,
  DOCX_PARTS,
} DocxPart;

// The target of a relation, by its id in a part.
typedef struct DocxRelation {
  Slice id, type, target;
  bool external;
} DocxRelation;

typedef struct DocxRelations {
  Markup markup;
  DocxRelation *rows;
  size_t count, room;
} DocxRelations;

enum { DOCX_LEVELS = 9 };

// A level of a list: '1', 'i', 'I', 'a', 'A', or '*' for a bullet, and "%1." as it is written.
typedef struct DocxLevel {
  char format;
  uint32_t start;
  Slice text;
} DocxLevel;

typedef struct DocxList {
  Slice id; // of the abstract list
  DocxLevel levels[DOCX_LEVELS];
  uint32_t counters[DOCX_LEVELS]; // of the item before; 0: none yet
} DocxList;

typedef struct DocxNumber {
  Slice id, list; // the list that paragraphs name, the abstract one behind it
} DocxNumber;

typedef struct DocxPackage {
  Archive *archive;
  Slice paths[DOCX_PARTS]; // in the arena
  Markup parts[DOCX_PARTS];
  DocxRelations relations[DOCX_PARTS]; // of the document and its notes
  OfficeStyles styles;
  DocxList *lists;
  DocxNumber *numbers;
  size_t list_count, list_room, number_count, number_room;
  Arena *arena;
} DocxPackage;

bool docx_package_open(Slice bytes, DocxPackage *package, Error *err);
void docx_package_close(DocxPackage *package);

// The address that a relation of a part leads to outside, or an empty slice.
Slice docx_package_address(const DocxPackage *package, DocxPart part, Slice id);

// The list that paragraphs name, or NULL.
DocxList *docx_package_list(const DocxPackage *package, Slice number);

// What the document's own properties say: title and creators.
void docx_package_properties(const DocxPackage *package, Manuscript *manuscript);

// The first child of that name, or MARKUP_NONE; and its "w:val", ptr NULL without either.
int32_t docx_child(const Markup *markup, uint32_t node, const char *name);
Slice docx_value(const Markup *markup, uint32_t node, const char *name);

// Is a switch such as <w:b/> on?
bool docx_is_on(const Markup *markup, uint32_t node, const char *name);

// The number that a value is, at most `most`; 0 for anything else.
uint32_t docx_number(Slice value, uint32_t most);

// The inline kinds of a <w:rPr>.
uint32_t docx_kinds(const Markup *markup, uint32_t properties);

// The letter for one of Word's formats of numbers ("lowerRoman").
char docx_format(Slice name);

#endif
