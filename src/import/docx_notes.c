// SPDX-License-Identifier: MIT
// Numbering notes as Word shows them. What the settings say holds unless a section of the text says
// otherwise; the last one that does is taken for all.
#include "import/docx_notes.h"

#include "base/memory.h"

#include <stdlib.h>

static DocxNoteSort *sort_of(DocxNotes *notes, DocxPart part) {
  return part == DOCX_FOOTNOTES ? &notes->footnotes : &notes->endnotes;
}

// ---- How they are numbered

static void read_properties(DocxNoteSort *sort, const Markup *markup, uint32_t at) {
  Slice format = docx_value(markup, at, "w:numFmt"), start = docx_value(markup, at, "w:numStart");
  if (format.ptr) sort->format = docx_format(format);
  if (start.ptr) sort->start = docx_number(start, 1000000);
  if (slice_equal(docx_value(markup, at, "w:numRestart"), SLICE("eachSect")))
    sort->by_section = true;
}

static void read_all_properties(DocxNotes *notes, const Markup *markup) {
  for (uint32_t at = 0; at < markup->node_count; at++) {
    if (markup_is(markup, at, "w:footnotePr")) read_properties(&notes->footnotes, markup, at);
    if (markup_is(markup, at, "w:endnotePr")) read_properties(&notes->endnotes, markup, at);
  }
}

// ---- Which there are

static int compare_ids(const void *a, const void *b) {
  const DocxNoteId *one = a, *other = b;
  return slice_compare(one->id, other->id);
}

// The line over the notes is kept like one: by its type, or an id that is no positive number.
static bool is_separator(const Markup *markup, uint32_t at) {
  Slice type = markup_attribute(markup, at, "w:type");
  if (type.ptr && !slice_equal(type, SLICE("normal"))) return true;
  return docx_number(markup_attribute(markup, at, "w:id"), INT32_MAX) == 0;
}

static void read_ids(DocxNoteSort *sort, const Markup *markup, const char *name) {
  for (uint32_t at = 0; at < markup->node_count; at++) {
    if (!markup_is(markup, at, name) || is_separator(markup, at)) continue;
    sort->ids = memory_grow(sort->ids, sort->id_count, &sort->id_room, sizeof *sort->ids);
    sort->ids[sort->id_count++] =
        (DocxNoteId){markup_attribute(markup, at, "w:id"), at, VERSION_NONE};
    at = markup->nodes[at].end - 1;
  }
  if (sort->id_count) qsort(sort->ids, sort->id_count, sizeof *sort->ids, compare_ids);
}

void docx_notes_read(DocxNotes *notes, const DocxPackage *package) {
  *notes = (DocxNotes){.footnotes = {.format = '1', .start = 1},
                       .endnotes = {.format = 'i', .start = 1}};
  read_all_properties(notes, &package->parts[DOCX_SETTINGS]);
  read_all_properties(notes, &package->parts[DOCX_DOCUMENT]);
  read_ids(&notes->footnotes, &package->parts[DOCX_FOOTNOTES], "w:footnote");
  read_ids(&notes->endnotes, &package->parts[DOCX_ENDNOTES], "w:endnote");
  notes->footnotes.next = notes->footnotes.start;
  notes->endnotes.next = notes->endnotes.start;
}

void docx_notes_release(DocxNotes *notes) {
  free(notes->footnotes.ids);
  free(notes->endnotes.ids);
  free(notes->notes);
  *notes = (DocxNotes){0};
}

// ---- References

static void add_note(DocxNotes *notes, Manuscript *manuscript, DocxPart part, DocxNoteId *id,
                     Slice custom) {
  DocxNoteSort *sort = sort_of(notes, part);
  Buffer label = {0};
  if (custom.len)
    buffer_add(&label, custom);
  else
    office_write_number(&label, sort->next++, sort->format);
  notes->notes = memory_grow(notes->notes, notes->count, &notes->room, sizeof *notes->notes);
  id->note = (int32_t)notes->count;
  notes->notes[notes->count++] = (DocxNote){
      .part = part,
      .node = id->node,
      .note = manuscript_reserve_note(manuscript, buffer_slice(&label)),
      .custom = custom.len > 0,
  };
  buffer_release(&label);
}

void docx_notes_refer(DocxNotes *notes, Manuscript *manuscript, DocxPart part, Slice id,
                      Slice custom) {
  DocxNoteSort *sort = sort_of(notes, part);
  DocxNoteId key = {.id = id};
  DocxNoteId *found =
      sort->id_count ? bsearch(&key, sort->ids, sort->id_count, sizeof key, compare_ids) : NULL;
  if (!found) {
    manuscript_add_words(manuscript, custom);
    return;
  }
  if (found->note == VERSION_NONE) add_note(notes, manuscript, part, found, custom);
  const DocxNote *note = &notes->notes[found->note];
  if (note->note >= manuscript->note_count) return;
  Slice label = manuscript->notes[note->note].label;
  Buffer mark = {0};
  office_write_mark(&mark, label, note->custom);
  manuscript_add_reference(manuscript, buffer_slice(&mark), note->note);
  buffer_release(&mark);
}

static void end_section(DocxNoteSort *sort) {
  if (sort->by_section) sort->next = sort->start;
}

void docx_notes_end_section(DocxNotes *notes) {
  end_section(&notes->footnotes);
  end_section(&notes->endnotes);
}
