// SPDX-License-Identifier: MIT
// Fields as a stack. An instruction with another field in it is known only behind that one, which
// no link has; so one buffer does for all.
#include "import/docx_fields.h"

#include <stdlib.h>

enum { INSTRUCTION_MAX = 4096 };

bool docx_fields_hide(const DocxFields *fields) {
  return fields->count > 0 && !fields->open[fields->count - 1].shows;
}

Slice docx_fields_address(Slice instruction) {
  Slice rest = slice_trim(instruction);
  if (!slice_starts(rest, SLICE("HYPERLINK"))) return SLICE("");
  rest = slice_trim(slice_cut(rest, 9, rest.len));
  if (rest.len < 2 || rest.ptr[0] != '"') return SLICE(""); // \l leads to a place in the text
  const char *end = memchr(rest.ptr + 1, '"', rest.len - 1);
  return end ? slice_cut(rest, 1, (size_t)(end - rest.ptr)) : SLICE("");
}

static void begin(DocxFields *fields) {
  fields->open = memory_grow(fields->open, fields->count, &fields->room, sizeof *fields->open);
  fields->open[fields->count++] = (DocxField){false, false};
  buffer_clear(&fields->instruction);
}

static void show(DocxFields *fields, Manuscript *manuscript) {
  DocxField *field = &fields->open[fields->count - 1];
  Slice address = docx_fields_address(buffer_slice(&fields->instruction));
  if (field->shows) return;
  field->shows = true;
  field->linked = address.len > 0;
  if (field->linked) manuscript_open_link(manuscript, address);
}

void docx_fields_mark(DocxFields *fields, Slice type, Manuscript *manuscript) {
  if (slice_equal(type, SLICE("begin")))
    begin(fields);
  else if (fields->count > 0 && slice_equal(type, SLICE("separate")))
    show(fields, manuscript);
  else if (fields->count > 0 && slice_equal(type, SLICE("end")) &&
           fields->open[--fields->count].linked)
    manuscript_close_link(manuscript);
}

void docx_fields_instruct(DocxFields *fields, Slice text) {
  if (fields->instruction.len + text.len <= INSTRUCTION_MAX) buffer_add(&fields->instruction, text);
}

void docx_fields_clear(DocxFields *fields) {
  fields->count = 0;
}

void docx_fields_release(DocxFields *fields) {
  free(fields->open);
  buffer_release(&fields->instruction);
}
