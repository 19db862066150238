// SPDX-License-Identifier: MIT
// The text of an OpenDocument, element by element, by a table like that of Word documents. Here
// notes stand where they are referred to and lists are elements around their paragraphs:
//
//   text:list ─ text:list-item ─┬ text:p    the item
//                               ├ text:p    a paragraph that goes on
//                               └ text:list one level deeper
//
// Boxes are written behind the block that they hang on, notes behind everything.
#include "import/odt.h"

#include "base/memory.h"
#include "import/dates.h"
#include "import/odt_package.h"

#include <stdlib.h>

enum {
  BLANKS_MAX = 1000, // of one text:s
};

// A list that is open.
typedef struct OpenList {
  OdtList *style; // or NULL
  bool item_due;  // the next paragraph is the first of its item
} OpenList;

typedef struct OdtNote {
  uint32_t body; // node
  uint32_t note; // in the manuscript
  bool endnote, custom;
} OdtNote;

typedef struct Reader {
  OdtPackage *package;
  Manuscript *manuscript;
  const Markup *markup;
  OfficeStyle style; // of the paragraph
  bool in_paragraph;
  OfficeTable table;
  uint32_t *bytes_before;
  OpenList *lists;
  size_t list_count, list_room;
  uint32_t *kinds; // of the spans that are open, each with those around it
  size_t kinds_count, kinds_room;
  OdtNote *notes;
  size_t note_count, note_room;
  OfficeBoxes boxes;
  uint32_t indexes;  // tables of contents that are open
  bool at_note_mark; // the first paragraph of a note has begun with its mark
} Reader;

typedef bool EnterElement(Reader *reader, uint32_t node);
typedef void LeaveElement(Reader *reader, uint32_t node);

static Slice attribute(const Reader *reader, uint32_t node, const char *name) {
  return markup_attribute(reader->markup, node, name);
}

// ---- Lists

static bool enter_list(Reader *reader, uint32_t node) {
  const OpenList *outer = reader->list_count ? &reader->lists[reader->list_count - 1] : NULL;
  Slice name = attribute(reader, node, "text:style-name");
  OdtList *style = name.len ? odt_package_list(reader->package, name) : NULL;
  if (!style && outer) style = outer->style;
  bool goes_on = attribute(reader, node, "text:continue-list").len > 0 ||
                 slice_equal(attribute(reader, node, "text:continue-numbering"), SLICE("true"));
  if (style && !goes_on && reader->list_count < ODT_LEVELS) style->counters[reader->list_count] = 0;
  reader->lists =
      memory_grow(reader->lists, reader->list_count, &reader->list_room, sizeof *reader->lists);
  reader->lists[reader->list_count++] = (OpenList){.style = style};
  return true;
}

static void leave_list(Reader *reader, uint32_t node) {
  (void)node;
  if (reader->list_count > 0) reader->list_count--;
}

static bool enter_item(Reader *reader, uint32_t node) {
  if (reader->list_count == 0) return true;
  OpenList *list = &reader->lists[reader->list_count - 1];
  list->item_due = true;
  uint32_t start = odt_number(attribute(reader, node, "text:start-value"), 1000000, 0);
  if (start && list->style && reader->list_count <= ODT_LEVELS)
    list->style->counters[reader->list_count - 1] = start - 1;
  return true;
}

static void write_list_mark(OdtList *list, size_t level, Buffer *out) {
  const OdtLevel *row = &list->levels[level];
  uint32_t *counter = &list->counters[level];
  if (row->format == '*' || row->format == '\0') {
    buffer_add_string(out, "• ");
    return;
  }
  *counter = *counter ? *counter + 1 : row->start;
  buffer_add(out, row->before);
  office_write_number(out, *counter, row->format);
  buffer_add(out, row->after);
  buffer_add_byte(out, ' ');
}

static void begin_item(Reader *reader, OpenList *list) {
  Buffer mark = {0};
  size_t level = reader->list_count - 1;
  if (list->style && level < ODT_LEVELS)
    write_list_mark(list->style, level, &mark);
  else
    buffer_add_string(&mark, "• ");
  uint8_t depth = (uint8_t)(reader->list_count < UINT8_MAX ? reader->list_count : UINT8_MAX);
  office_begin_item(reader->manuscript, depth, buffer_slice(&mark));
  buffer_release(&mark);
}

// ---- Paragraphs

static OfficeStyle read_style(const Reader *reader, uint32_t node) {
  OfficeStyle style =
      office_styles_find(&reader->package->paragraphs, attribute(reader, node, "text:style-name"));
  if (markup_is(reader->markup, node, "text:h")) {
    uint32_t level = odt_number(attribute(reader, node, "text:outline-level"), 6, 0);
    if (level == 0) level = style.role == OFFICE_HEADING ? style.level : 1;
    style.role = OFFICE_HEADING;
    style.level = (uint8_t)level;
  }
  if (reader->indexes > 0) style.role = OFFICE_CONTENTS;
  return style;
}

static void begin_block(Reader *reader) {
  OpenList *list = reader->list_count ? &reader->lists[reader->list_count - 1] : NULL;
  bool item = list && list->item_due;
  if (list) list->item_due = false;
  if (reader->at_note_mark)
    reader->style.role = OFFICE_PLAIN;
  else if (item && reader->style.role < OFFICE_TITLE)
    begin_item(reader, list);
  else
    office_begin_paragraph(reader->manuscript, &reader->style);
  reader->at_note_mark = false;
}

static bool enter_paragraph(Reader *reader, uint32_t node) {
  reader->in_paragraph = true;
  reader->kinds_count = 0;
  manuscript_set_kinds(reader->manuscript, 0);
  if (reader->table.depth > 0) {
    manuscript_add_words(reader->manuscript, SLICE(" "));
    return true;
  }
  reader->style = read_style(reader, node);
  begin_block(reader);
  return true;
}

static void leave_paragraph(Reader *reader, uint32_t node) {
  (void)node;
  reader->in_paragraph = false;
  if (reader->table.depth == 0) office_end_paragraph(reader->manuscript, &reader->style);
}

// ---- Words

static bool is_code(const Reader *reader) {
  return reader->style.role == OFFICE_CODE && reader->table.depth == 0;
}

// In code, too, blanks that count are elements; a line end of the XML is none.
static void add_characters(Reader *reader, Slice text) {
  if (!reader->in_paragraph) return;
  if (!is_code(reader)) {
    manuscript_add_words(reader->manuscript, text);
    return;
  }
  for (size_t pos = 0; pos < text.len;) {
    size_t end = pos;
    while (end < text.len && text.ptr[end] != '\n') end++;
    manuscript_add_exact(reader->manuscript, slice_cut(text, pos, end));
    pos = end + 1;
  }
}

static bool enter_blanks(Reader *reader, uint32_t node) {
  uint32_t count = odt_number(attribute(reader, node, "text:c"), BLANKS_MAX, 1);
  if (!is_code(reader)) count = 1;
  for (uint32_t i = 0; i < count; i++) {
    if (is_code(reader))
      manuscript_add_exact(reader->manuscript, SLICE(" "));
    else
      manuscript_add_words(reader->manuscript, SLICE(" "));
  }
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
  (void)node;
  if (reader->table.depth > 0)
    manuscript_add_words(reader->manuscript, SLICE(" "));
  else if (is_code(reader))
    manuscript_add_exact(reader->manuscript, SLICE("\n"));
  else
    manuscript_end_line(reader->manuscript);
  return false;
}

static uint32_t open_kinds(const Reader *reader) {
  return reader->kinds_count ? reader->kinds[reader->kinds_count - 1] : 0;
}

static bool enter_span(Reader *reader, uint32_t node) {
  OfficeStyle style =
      office_styles_find(&reader->package->spans, attribute(reader, node, "text:style-name"));
  uint32_t kinds = open_kinds(reader) | style.kinds;
  reader->kinds =
      memory_grow(reader->kinds, reader->kinds_count, &reader->kinds_room, sizeof *reader->kinds);
  reader->kinds[reader->kinds_count++] = kinds;
  manuscript_set_kinds(reader->manuscript, kinds);
  return true;
}

static void leave_span(Reader *reader, uint32_t node) {
  (void)node;
  if (reader->kinds_count > 0) reader->kinds_count--;
  manuscript_set_kinds(reader->manuscript, open_kinds(reader));
}

static bool enter_link(Reader *reader, uint32_t node) {
  Slice address = attribute(reader, node, "xlink:href");
  if (address.len && address.ptr[0] != '#') manuscript_open_link(reader->manuscript, address);
  return true;
}

static void leave_link(Reader *reader, uint32_t node) {
  (void)node;
  manuscript_close_link(reader->manuscript);
}

// What stands for a picture in words: its description, else its title. A frame around a text has
// words of its own.
static bool enter_picture(Reader *reader, uint32_t node) {
  const Markup *markup = reader->markup;
  Buffer words = {0};
  bool boxed = false;
  for (uint32_t at = node + 1; at < markup->nodes[node].end; at = markup->nodes[at].end) {
    bool description = markup_is(markup, at, "svg:desc");
    boxed |= markup_is(markup, at, "draw:text-box");
    if (description) buffer_clear(&words);
    if (description || markup_is(markup, at, "svg:title")) markup_append_text(markup, at, &words);
  }
  manuscript_add_words(reader->manuscript, SLICE(" "));
  if (!boxed) manuscript_add_words(reader->manuscript, buffer_slice(&words));
  manuscript_add_words(reader->manuscript, SLICE(" "));
  buffer_release(&words);
  return true;
}

// ---- Notes

static uint32_t child(const Reader *reader, uint32_t node, const char *name) {
  const Markup *markup = reader->markup;
  uint32_t at = node + 1;
  while (at < markup->nodes[node].end && !markup_is(markup, at, name)) at = markup->nodes[at].end;
  return at; // the end, if there is none
}

static bool enter_note(Reader *reader, uint32_t node) {
  const Markup *markup = reader->markup;
  uint32_t end = markup->nodes[node].end;
  uint32_t citation = child(reader, node, "text:note-citation");
  uint32_t body = child(reader, node, "text:note-body");
  if (citation >= end || body >= end) return false;
  Buffer label = {0}, mark = {0};
  markup_append_text(markup, citation, &label);
  Slice class = attribute(reader, node, "text:note-class");
  OdtNote note = {
      .body = body,
      .note = manuscript_reserve_note(reader->manuscript, buffer_slice(&label)),
      .endnote = slice_equal(class, SLICE("endnote")),
      .custom = attribute(reader, citation, "text:label").len > 0,
  };
  office_write_mark(&mark, slice_trim(buffer_slice(&label)), note.custom);
  manuscript_add_reference(reader->manuscript, buffer_slice(&mark), note.note);
  reader->notes = memory_grow(reader->notes, reader->note_count, &reader->note_room, sizeof note);
  reader->notes[reader->note_count++] = note;
  buffer_release(&label);
  buffer_release(&mark);
  return false;
}

// ---- Tables

static bool is_layout(const Reader *reader, uint32_t table) {
  static const OfficeTableNames names = {"table:table-row", "table:table-header-rows",
                                         "table:table-cell", "text:p", "table:table-header-rows"};
  return office_is_layout(reader->markup, reader->bytes_before, table, &names);
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

static bool enter_section(Reader *reader, uint32_t node) {
  return !slice_equal(attribute(reader, node, "text:display"), SLICE("none"));
}

static bool enter_index(Reader *reader, uint32_t node) {
  (void)node;
  reader->indexes++;
  return true;
}

static void leave_index(Reader *reader, uint32_t node) {
  (void)node;
  reader->indexes--;
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
    {"text:p", enter_paragraph, leave_paragraph},
    {"text:h", enter_paragraph, leave_paragraph},
    {"text:span", enter_span, leave_span},
    {"text:s", enter_blanks, NULL},
    {"text:tab", enter_tab, NULL},
    {"text:line-break", enter_break, NULL},
    {"text:a", enter_link, leave_link},
    {"text:note", enter_note, NULL},
    {"text:list", enter_list, leave_list},
    {"text:list-item", enter_item, NULL},
    {"table:table", enter_table, leave_table},
    {"table:table-row", enter_row, NULL},
    {"table:table-cell", enter_cell, NULL},
    {"text:index-body", enter_index, leave_index},
    {"text:table-of-content-source", skip, NULL},
    {"text:section", enter_section, NULL},
    {"text:tracked-changes", skip, NULL},
    {"text:ruby-text", skip, NULL},
    {"office:annotation", skip, NULL},
    {"office:forms", skip, NULL},
    {"draw:frame", enter_picture, NULL},
    {"draw:text-box", keep_box, NULL},
    {"draw:object", skip, NULL},
    {"svg:title", skip, NULL},
    {"svg:desc", skip, NULL},
};

static const ElementRow *find_element(const Reader *reader, uint32_t node) {
  Slice name = markup_name(reader->markup, node);
  for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
    if (slice_equal(name, slice_of(elements[i].name))) return &elements[i];
  }
  return NULL;
}

static bool enter(void *context, uint32_t node) {
  Reader *reader = context;
  if (markup_is_text(reader->markup, node)) {
    add_characters(reader, markup_characters(reader->markup, node));
    return false;
  }
  const ElementRow *row = find_element(reader, node);
  return !row || row->enter(reader, node);
}

static void leave(void *context, uint32_t node) {
  Reader *reader = context;
  const ElementRow *row = find_element(reader, node);
  if (row && row->leave) row->leave(reader, node);
}

// ---- The whole

static void begin_box(void *context) {
  Reader *reader = context;
  reader->in_paragraph = false;
}

static void read_all(Reader *reader, uint32_t node) {
  MarkupVisitor visitor = {enter, leave, reader};
  reader->in_paragraph = false;
  office_walk(reader->markup, node, &visitor, &reader->boxes, begin_box);
}

static void read_note(Reader *reader, const OdtNote *note) {
  Manuscript *manuscript = reader->manuscript;
  if (!office_open_note(manuscript, note->note)) return;
  office_add_note_mark(manuscript, note->note, note->custom);
  reader->at_note_mark = true;
  reader->table = (OfficeTable){0};
  reader->list_count = 0;
  read_all(reader, note->body);
  reader->at_note_mark = false;
  manuscript_end_note(manuscript);
}

static void read_notes(Reader *reader, bool endnotes) {
  for (size_t i = 0; i < reader->note_count; i++) {
    OdtNote note = reader->notes[i];
    if (note.endnote == endnotes) read_note(reader, &note);
  }
}

static void read_properties(const OdtPackage *package, Manuscript *manuscript) {
  const Markup *meta = &package->meta;
  office_state_properties(manuscript, meta, "dc:title", "dc:creator");
  if (manuscript->stated.author_count == 0)
    office_state_properties(manuscript, meta, "dc:title", "meta:initial-creator");
  Buffer words = {0};
  for (uint32_t at = 0; at < meta->node_count; at++) {
    if (!markup_is(meta, at, "meta:user-defined")) continue;
    if (!slice_equal(markup_attribute(meta, at, "meta:name"), SLICE("date"))) continue;
    markup_append_text(meta, at, &words);
    break;
  }
  char date[DATES_TEXT_SIZE];
  if (manuscript->stated.date.len == 0 && dates_parse(slice_trim(buffer_slice(&words)), date))
    manuscript->stated.date = manuscript_keep(manuscript, slice_of(date));
  buffer_release(&words);
}

static void read_document(OdtPackage *package, uint32_t body, Manuscript *manuscript) {
  Reader reader = {.package = package, .manuscript = manuscript, .markup = &package->content};
  reader.bytes_before = office_count_bytes(&package->content);
  read_all(&reader, body);
  manuscript_end(manuscript);
  read_notes(&reader, false);
  manuscript_begin_section(manuscript);
  read_notes(&reader, true);
  manuscript_end(manuscript);
  office_leave_to_rules(manuscript);
  free(reader.bytes_before);
  free(reader.lists);
  free(reader.kinds);
  free(reader.notes);
  office_release_boxes(&reader.boxes);
}

bool odt_write(const ImportInput *input, Manuscript *manuscript, Error *err) {
  OdtPackage package;
  bool ok = odt_package_open(input->bytes, &package, err);
  int32_t body = ok ? markup_find(&package.content, MARKUP_NONE, "office:text") : 0;
  if (ok && body == MARKUP_NONE)
    ok = error_set(err, ERROR_DATA,
                   "this OpenDocument file is no text, but a table, a "
                   "presentation or a drawing");
  if (ok) {
    read_document(&package, (uint32_t)body, manuscript);
    read_properties(&package, manuscript);
  }
  odt_package_close(&package);
  return ok;
}
