// SPDX-License-Identifier: MIT
// The notes of a Word document. Their ids are no numbers (20, 21 …); they are numbered in the order
// in which the text refers to them, footnotes and endnotes each by themselves.
#ifndef POSTIL_IMPORT_DOCX_NOTES_H
#define POSTIL_IMPORT_DOCX_NOTES_H

#include "import/docx_package.h"

// A note that the text has referred to.
typedef struct DocxNote {
  DocxPart part; // DOCX_FOOTNOTES or DOCX_ENDNOTES
  uint32_t node; // in it
  uint32_t note; // in the manuscript
  bool custom;   // its mark is the author's, and stands at the start of its words, too
} DocxNote;

typedef struct DocxNoteId {
  Slice id;
  uint32_t node;
  int32_t note; // index in `notes`, or VERSION_NONE before the first reference
} DocxNoteId;

// One of the two sorts.
typedef struct DocxNoteSort {
  DocxNoteId *ids; // ordered; separators are not among them
  size_t id_count, id_room;
  char format;
  uint32_t start, next;
  bool by_section; // numbers begin anew with each section of the text
} DocxNoteSort;

typedef struct DocxNotes {
  DocxNoteSort footnotes, endnotes;
  DocxNote *notes;
  size_t count, room;
} DocxNotes;

void docx_notes_read(DocxNotes *notes, const DocxPackage *package);
void docx_notes_release(DocxNotes *notes);

// Writes the reference to a note; `custom` is the author's own mark, or empty. One to a note that
// is not there is written as text.
void docx_notes_refer(DocxNotes *notes, Manuscript *manuscript, DocxPart part, Slice id,
                      Slice custom);

void docx_notes_end_section(DocxNotes *notes);

#endif
