// SPDX-License-Identifier: MIT
// The text of a Word document, element by element. Most elements only hold others; a table says
// what is done where one begins and where it ends. What floats beside the text (boxes) is written
// behind the block that it hangs on, and notes behind everything.
//
//   w:p ─┬ w:pPr   style, list, outline level      looked at when the paragraph begins
//        ├ w:r ─┬ w:rPr, w:t, w:tab, w:br …        words with their inline kinds
//        │      └ w:footnoteReference              a mark
//        ├ w:hyperlink, w:fldSimple, w:fldChar …   links
//        └ w:ins, w:sdt, mc:AlternateContent …     entered; w:del and what is shown twice is not
#include "import/docx.h"

#include "base/memory.h"
#include "import/docx_fields.h"
#include "import/docx_notes.h"
#include "import/docx_package.h"

#include <stdlib.h>

enum {
  CUSTOM_MARK_MAX = 8, // bytes of an author's own mark
};

typedef struct Reader {
  DocxPackage *package;
  Manuscript *manuscript;
  DocxNotes notes;
  DocxPart part; // that is read
  const Markup *markup;
  OfficeStyle style; // of the paragraph
  OfficeTable table;
  uint32_t *bytes_before; // of each node of the document, so that a cell's length is known at once
  uint32_t skipped;       // nodes before it have been read
  OfficeBoxes boxes;
  DocxFields fields;
  Slice custom;      // mark that the note begins with
  bool at_note_mark; // the first paragraph of a note has begun with its mark
  bool ends_section;
} Reader;

typedef bool EnterElement(Reader *reader, uint32_t node);
typedef void LeaveElement(Reader *reader, uint32_t node);

// ---- Paragraphs

// "1.1." for a level whose text is "%1.%2.": the numbers of the levels up to its own.
static void write_list_mark(DocxList *list, uint32_t level, Buffer *out) {
  const DocxLevel *row = &list->levels[level];
  uint32_t *counters = list->counters;
  counters[level] = counters[level] ? counters[level] + 1 : row->start;
  for (uint32_t deeper = level + 1; deeper < DOCX_LEVELS; deeper++) counters[deeper] = 0;
  bool numbered = row->format && row->format != '*' && row->text.len &&
                  memchr(row->text.ptr, '%', row->text.len);
  if (!numbered) {
    buffer_add_string(out, "•");
    return;
  }
  for (size_t pos = 0; pos < row->text.len; pos++) {
    char byte = row->text.ptr[pos];
    char digit = pos + 1 < row->text.len ? row->text.ptr[pos + 1] : '\0';
    if (byte != '%' || digit < '1' || digit > '9') {
      buffer_add_byte(out, byte);
      continue;
    }
    uint32_t of = (uint32_t)(digit - '1');
    uint32_t number = counters[of] ? counters[of] : list->levels[of].start;
    office_write_number(out, number, list->levels[of].format);
    pos++;
  }
}

static void begin_item(Reader *reader) {
  DocxList *list = docx_package_list(reader->package, reader->style.list);
  uint8_t level = reader->style.list_level ? reader->style.list_level : 1;
  Buffer mark = {0};
  if (list)
    write_list_mark(list, level - 1U, &mark);
  else
    buffer_add_string(&mark, "•");
  buffer_add_byte(&mark, ' ');
  office_begin_item(reader->manuscript, level, buffer_slice(&mark));
  buffer_release(&mark);
}

// What the paragraph itself says on top of its style.
static void read_list(Reader *reader, uint32_t properties) {
  int32_t list = docx_child(reader->markup, properties, "w:numPr");
  if (list == MARKUP_NONE) return;
  Slice id = docx_value(reader->markup, (uint32_t)list, "w:numId");
  Slice level = docx_value(reader->markup, (uint32_t)list, "w:ilvl");
  if (id.ptr) reader->style.list = id;
  if (level.ptr) reader->style.list_level = (uint8_t)(docx_number(level, DOCX_LEVELS - 1) + 1);
}

static OfficeStyle find_style(const Reader *reader, Slice id) {
  OfficeStyle style = office_styles_find(&reader->package->styles, id);
  return id.ptr ? style : (OfficeStyle){.list = slice_make(NULL, 0)};
}

static void read_style(Reader *reader, uint32_t node) {
  const Markup *markup = reader->markup;
  int32_t found = docx_child(markup, node, "w:pPr");
  reader->style = (OfficeStyle){.role = OFFICE_PLAIN};
  if (found == MARKUP_NONE) return;
  uint32_t properties = (uint32_t)found;
  reader->style = find_style(reader, docx_value(markup, properties, "w:pStyle"));
  Slice outline = docx_value(markup, properties, "w:outlineLvl");
  uint32_t level = docx_number(outline, DOCX_LEVELS);
  if (outline.ptr && level < DOCX_LEVELS && reader->style.role <= OFFICE_PLAIN) {
    reader->style.role = OFFICE_HEADING;
    reader->style.level = (uint8_t)(level < 6 ? level + 1 : 6);
  }
  read_list(reader, properties);
  reader->ends_section = docx_child(markup, properties, "w:sectPr") != MARKUP_NONE;
}

// A level that shows a blank for a bullet is for paragraphs that go on an item.
static bool shows_nothing(const Reader *reader, const OfficeStyle *style) {
  const DocxList *list = docx_package_list(reader->package, style->list);
  if (!list) return false;
  const DocxLevel *level = &list->levels[style->list_level ? style->list_level - 1 : 0];
  return level->format == '*' && level->text.ptr && slice_trim(level->text).len == 0;
}

static bool is_item(const Reader *reader, const OfficeStyle *style) {
  return style->role <= OFFICE_PLAIN && style->list.len > 0 &&
         !slice_equal(style->list, SLICE("0")) && !shows_nothing(reader, style);
}

static bool enter_paragraph(Reader *reader, uint32_t node) {
  manuscript_set_kinds(reader->manuscript, 0);
  if (reader->table.depth > 0) {
    manuscript_add_words(reader->manuscript, SLICE(" "));
    return true;
  }
  read_style(reader, node);
  if (reader->at_note_mark)
    reader->style.role = OFFICE_PLAIN;
  else if (is_item(reader, &reader->style))
    begin_item(reader);
  else
    office_begin_paragraph(reader->manuscript, &reader->style);
  reader->at_note_mark = false;
  return true;
}

static void leave_paragraph(Reader *reader, uint32_t node) {
  (void)node;
  if (reader->table.depth == 0) office_end_paragraph(reader->manuscript, &reader->style);
  if (reader->ends_section) docx_notes_end_section(&reader->notes);
  reader->ends_section = false;
}

// ---- Words

static bool enter_run(Reader *reader, uint32_t node) {
  int32_t found = docx_child(reader->markup, node, "w:rPr");
  uint32_t kinds = 0;
  if (found != MARKUP_NONE) {
    uint32_t properties = (uint32_t)found;
    if (docx_is_on(reader->markup, properties, "w:vanish")) return false;
    Slice style = docx_value(reader->markup, properties, "w:rStyle");
    kinds = find_style(reader, style).kinds | docx_kinds(reader->markup, properties);
  }
  manuscript_set_kinds(reader->manuscript, kinds);
  return true;
}

static void leave_run(Reader *reader, uint32_t node) {
  (void)node;
  manuscript_set_kinds(reader->manuscript, 0);
}

static void add_characters(Reader *reader, Slice text) {
  if (reader->style.role == OFFICE_CODE && reader->table.depth == 0)
    manuscript_add_exact(reader->manuscript, text);
  else
    manuscript_add_words(reader->manuscript, text);
}

// The mark that the author gave stands before the words of the note; elsewhere it is text.
static void add_custom_mark(Reader *reader, Buffer *text) {
  Slice rest = slice_trim(buffer_slice(text));
  if (rest.len == 0) return;
  bool stands = slice_starts(rest, reader->custom);
  manuscript_add_note_mark(reader->manuscript, reader->custom);
  Slice words = stands ? slice_cut(rest, reader->custom.len, rest.len) : rest;
  manuscript_add_words(reader->manuscript, words);
  reader->custom = SLICE("");
}

static bool enter_text(Reader *reader, uint32_t node) {
  if (docx_fields_hide(&reader->fields)) return false;
  Buffer text = {0};
  markup_append_text(reader->markup, node, &text);
  if (reader->custom.len)
    add_custom_mark(reader, &text);
  else
    add_characters(reader, buffer_slice(&text));
  buffer_release(&text);
  return false;
}

static bool enter_tab(Reader *reader, uint32_t node) {
  (void)node;
  const Manuscript *manuscript = reader->manuscript;
  bool first = !manuscript->open || manuscript->text.len == manuscript->block_start;
  if (first || reader->table.depth > 0)
    manuscript_add_words(reader->manuscript, SLICE(" "));
  else
    manuscript_add_exact(reader->manuscript, SLICE("\t"));
  return false;
}

static bool enter_break(Reader *reader, uint32_t node) {
  Slice type = markup_attribute(reader->markup, node, "w:type");
  bool line = !type.ptr || slice_equal(type, SLICE("textWrapping"));
  if (!line || reader->table.depth > 0)
    manuscript_add_words(reader->manuscript, SLICE(" "));
  else if (reader->style.role == OFFICE_CODE)
    manuscript_add_exact(reader->manuscript, SLICE("\n"));
  else
    manuscript_end_line(reader->manuscript);
  return false;
}

static bool enter_hyphen(Reader *reader, uint32_t node) {
  bool soft = markup_is(reader->markup, node, "w:softHyphen");
  manuscript_add_words(reader->manuscript, soft ? SLICE("\u00AD") : SLICE("\u2011"));
  return false;
}

// A character by its number; those of symbol fonts have no meaning outside them.
static bool enter_symbol(Reader *reader, uint32_t node) {
  Slice code = markup_attribute(reader->markup, node, "w:char");
  char digits[8] = "";
  if (code.len == 0 || code.len >= sizeof digits) return false;
  memcpy(digits, code.ptr, code.len);
  unsigned long number = strtoul(digits, NULL, 16);
  Buffer text = {0};
  bool known = number >= ' ' && number < 0xD800;
  if (known) buffer_add_code_point(&text, (uint32_t)number);
  manuscript_add_words(reader->manuscript, known ? buffer_slice(&text) : SLICE("\u2022"));
  buffer_release(&text);
  return false;
}

// What stands for a picture in words.
static bool enter_picture(Reader *reader, uint32_t node) {
  Slice description = markup_attribute(reader->markup, node, "descr");
  if (description.len == 0) return false;
  manuscript_add_words(reader->manuscript, SLICE(" "));
  manuscript_add_words(reader->manuscript, description);
  manuscript_add_words(reader->manuscript, SLICE(" "));
  return false;
}

// ---- References

// The author's own mark follows in the same run.
static void read_custom_mark(Reader *reader, uint32_t node, Buffer *mark) {
  int32_t run = reader->markup->nodes[node].parent;
  if (run == MARKUP_NONE) return;
  uint32_t at = reader->markup->nodes[node].end, end = reader->markup->nodes[run].end;
  for (; at < end && mark->len <= CUSTOM_MARK_MAX; at = reader->markup->nodes[at].end) {
    if (markup_is(reader->markup, at, "w:t")) markup_append_text(reader->markup, at, mark);
  }
  Slice text = slice_trim(buffer_slice(mark));
  if (text.len > 0 && text.len <= CUSTOM_MARK_MAX)
    reader->skipped = end;
  else
    buffer_clear(mark);
}

static bool enter_reference(Reader *reader, uint32_t node) {
  const Markup *markup = reader->markup;
  bool foot = markup_is(markup, node, "w:footnoteReference");
  Slice follows = markup_attribute(markup, node, "w:customMarkFollows");
  Buffer mark = {0};
  if (slice_equal(follows, SLICE("1")) || slice_equal(follows, SLICE("true")))
    read_custom_mark(reader, node, &mark);
  docx_notes_refer(&reader->notes, reader->manuscript, foot ? DOCX_FOOTNOTES : DOCX_ENDNOTES,
                   markup_attribute(markup, node, "w:id"), slice_trim(buffer_slice(&mark)));
  buffer_release(&mark);
  return false;
}

// ---- Links

static bool enter_link(Reader *reader, uint32_t node) {
  Slice id = markup_attribute(reader->markup, node, "r:id");
  Slice address = docx_package_address(reader->package, reader->part, id);
  if (address.len) manuscript_open_link(reader->manuscript, address);
  return true;
}

static void leave_link(Reader *reader, uint32_t node) {
  (void)node;
  manuscript_close_link(reader->manuscript);
}

static bool enter_simple_field(Reader *reader, uint32_t node) {
  Slice address = docx_fields_address(markup_attribute(reader->markup, node, "w:instr"));
  if (address.len) manuscript_open_link(reader->manuscript, address);
  return true;
}

static bool enter_field_mark(Reader *reader, uint32_t node) {
  Slice type = markup_attribute(reader->markup, node, "w:fldCharType");
  docx_fields_mark(&reader->fields, type, reader->manuscript);
  return false;
}

static bool enter_instruction(Reader *reader, uint32_t node) {
  Buffer text = {0};
  markup_append_text(reader->markup, node, &text);
  docx_fields_instruct(&reader->fields, buffer_slice(&text));
  buffer_release(&text);
  return false;
}

// ---- Tables

static bool is_layout(const Reader *reader, uint32_t table) {
  static const OfficeTableNames names = {"w:tr", "w:trPr", "w:tc", "w:p", "w:tblHeader"};
  return reader->part == DOCX_DOCUMENT &&
         office_is_layout(reader->markup, reader->bytes_before, table, &names);
}

static bool enter_table(Reader *reader, uint32_t node) {
  if (reader->table.depth == 0 && is_layout(reader, node)) return true;
  office_begin_table(&reader->table, reader->manuscript);
  return true;
}

static void leave_table(Reader *reader, uint32_t node) {
  (void)node;
  office_end_table(&reader->table, reader->manuscript);
}

static bool enter_row(Reader *reader, uint32_t node) {
  (void)node;
  office_begin_row(&reader->table, reader->manuscript);
  return true;
}

static bool enter_cell(Reader *reader, uint32_t node) {
  (void)node;
  office_begin_cell(&reader->table, reader->manuscript);
  return true;
}

// ---- Elements

static bool skip(Reader *reader, uint32_t node) {
  (void)reader, (void)node;
  return false;
}

// Of what is there twice, for newer programs and for older ones, the first is read.
static bool enter_fallback(Reader *reader, uint32_t node) {
  int32_t parent = reader->markup->nodes[node].parent;
  return parent == MARKUP_NONE ||
         docx_child(reader->markup, (uint32_t)parent, "mc:Choice") == MARKUP_NONE;
}

static bool keep_box(Reader *reader, uint32_t node) {
  office_keep_box(&reader->boxes, node);
  return false;
}

typedef struct ElementRow {
  const char *name;
  EnterElement *enter;
  LeaveElement *leave;
} ElementRow;

static const ElementRow elements[] = {
    {"w:p", enter_paragraph, leave_paragraph},
    {"w:r", enter_run, leave_run},
    {"w:t", enter_text, NULL},
    {"m:t", enter_text, NULL},
    {"w:pPr", skip, NULL},
    {"w:rPr", skip, NULL},
    {"w:sdtPr", skip, NULL},
    {"w:del", skip, NULL},
    {"w:moveFrom", skip, NULL},
    {"w:tab", enter_tab, NULL},
    {"w:ptab", enter_tab, NULL},
    {"w:br", enter_break, NULL},
    {"w:cr", enter_break, NULL},
    {"w:noBreakHyphen", enter_hyphen, NULL},
    {"w:softHyphen", enter_hyphen, NULL},
    {"w:sym", enter_symbol, NULL},
    {"wp:docPr", enter_picture, NULL},
    {"w:footnoteReference", enter_reference, NULL},
    {"w:endnoteReference", enter_reference, NULL},
    {"w:hyperlink", enter_link, leave_link},
    {"w:fldSimple", enter_simple_field, leave_link},
    {"w:fldChar", enter_field_mark, NULL},
    {"w:instrText", enter_instruction, NULL},
    {"w:tbl", enter_table, leave_table},
    {"w:tr", enter_row, NULL},
    {"w:tc", enter_cell, NULL},
    {"mc:Fallback", enter_fallback, NULL},
    {"w:txbxContent", keep_box, NULL},
};

static const ElementRow *find_element(const Reader *reader, uint32_t node) {
  Slice name = markup_name(reader->markup, node);
  for (size_t i = 0; name.len && i < sizeof elements / sizeof *elements; i++) {
    if (slice_equal(name, slice_of(elements[i].name))) return &elements[i];
  }
  return NULL;
}

static bool enter(void *context, uint32_t node) {
  Reader *reader = context;
  if (node < reader->skipped) return false;
  const ElementRow *row = find_element(reader, node);
  return !row || row->enter(reader, node);
}

static void leave(void *context, uint32_t node) {
  Reader *reader = context;
  const ElementRow *row = find_element(reader, node);
  if (row && row->leave) row->leave(reader, node);
}

// ---- The whole

// A box stands before what has been read since it was met.
static void begin_box(void *context) {
  Reader *reader = context;
  reader->skipped = 0;
}

static void read_part(Reader *reader, DocxPart part, uint32_t node) {
  const Markup *markup = reader->markup = &reader->package->parts[part];
  MarkupVisitor visitor = {enter, leave, reader};
  reader->part = part;
  reader->skipped = 0;
  reader->table = (OfficeTable){0};
  docx_fields_clear(&reader->fields);
  office_walk(markup, node, &visitor, &reader->boxes, begin_box);
}

static void read_note(Reader *reader, const DocxNote *note) {
  Manuscript *manuscript = reader->manuscript;
  if (!office_open_note(manuscript, note->note)) return;
  if (note->custom)
    reader->custom = manuscript->notes[note->note].label;
  else
    office_add_note_mark(manuscript, note->note, false);
  reader->at_note_mark = true;
  read_part(reader, note->part, note->node);
  reader->custom = SLICE("");
  reader->at_note_mark = false;
  manuscript_end_note(manuscript);
}

static void read_notes(Reader *reader, DocxPart part) {
  for (size_t i = 0; i < reader->notes.count; i++) {
    DocxNote note = reader->notes.notes[i];
    if (note.part == part) read_note(reader, &note);
  }
}

static void read_document(DocxPackage *package, uint32_t body, Manuscript *manuscript) {
  Reader reader = {.package = package, .manuscript = manuscript};
  docx_notes_read(&reader.notes, package);
  reader.bytes_before = office_count_bytes(&package->parts[DOCX_DOCUMENT]);
  read_part(&reader, DOCX_DOCUMENT, body);
  manuscript_end(manuscript);
  read_notes(&reader, DOCX_FOOTNOTES);
  manuscript_begin_section(manuscript);
  read_notes(&reader, DOCX_ENDNOTES);
  manuscript_end(manuscript);
  office_leave_to_rules(manuscript);
  docx_notes_release(&reader.notes);
  free(reader.bytes_before);
  office_release_boxes(&reader.boxes);
  docx_fields_release(&reader.fields);
}

bool docx_write(const ImportInput *input, Manuscript *manuscript, Error *err) {
  DocxPackage package;
  bool ok = docx_package_open(input->bytes, &package, err);
  int32_t body = ok ? markup_find(&package.parts[DOCX_DOCUMENT], MARKUP_NONE, "w:body") : 0;
  if (ok && body == MARKUP_NONE)
    ok = error_set(err, ERROR_DATA, "this Word document has no text in it");
  if (ok) {
    read_document(&package, (uint32_t)body, manuscript);
    docx_package_properties(&package, manuscript);
  }
  docx_package_close(&package);
  return ok;
}
