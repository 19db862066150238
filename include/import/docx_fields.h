// SPDX-License-Identifier: MIT
// Fields of a Word document, "begin" instruction "separate" what it shows "end", which may nest.
// Only links are followed: HYPERLINK "https://…".
#ifndef POSTIL_IMPORT_DOCX_FIELDS_H
#define POSTIL_IMPORT_DOCX_FIELDS_H

#include "import/manuscript.h"

typedef struct DocxField {
  bool shows;  // the instruction is over
  bool linked; // what it shows is a link
} DocxField;

typedef struct DocxFields {
  DocxField *open;
  size_t count, room;
  Buffer instruction; // of the innermost one
} DocxFields;         // {0} is none

// Text here is part of an instruction.
bool docx_fields_hide(const DocxFields *fields);

// At a mark of that type; opens and closes the links.
void docx_fields_mark(DocxFields *fields, Slice type, Manuscript *manuscript);
void docx_fields_instruct(DocxFields *fields, Slice text);

// The address in an instruction, or an empty slice.
Slice docx_fields_address(Slice instruction);

void docx_fields_clear(DocxFields *fields);
void docx_fields_release(DocxFields *fields);

#endif
