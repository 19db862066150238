// SPDX-License-Identifier: MIT
// The elements of a page: a function for each kind that does more than stand on a line of its own.
#include "import/pageelement.h"

#include "import/chars.h"
#include "import/definitions.h"
#include "import/labels.h"

#include <stdio.h>

enum {
  DESCRIPTION_WORDS = 3, // of an image, from which on it says something
  DESCRIPTION_BYTES = 600,
  DEPTH_MAX = 9,
};

// ---- Lists

static void write_number(char numbering, uint32_t number, char mark[PAGEBLOCK_MARK_SIZE]) {
  char text[LABEL_TEXT_SIZE];
  bool roman = (numbering == 'i' || numbering == 'I') && number > 0 && number < 400;
  bool letter = (numbering == 'a' || numbering == 'A') && number > 0 && number <= 26;
  labels_write((Label){roman ? LABEL_ROMAN : LABEL_NUMBER, number % 10000}, text);
  if (letter) snprintf(text, sizeof text, "%c", (char)(numbering + (char)number - 1));
  for (char *at = text; roman && numbering == 'I' && *at; at++) *at = (char)(*at - 'a' + 'A');
  snprintf(mark, PAGEBLOCK_MARK_SIZE, "%s. ", text);
}

static bool read_number(Slice value, uint32_t *number) {
  Label label;
  if (value.len == 0 || labels_read_decimal(value, 0, 4, &label) != value.len) return false;
  *number = label.value;
  return true;
}

static void enter_list(PageWriter *writer, uint32_t at) {
  const Markup *markup = writer->page->markup;
  PageFrame *frame = pageblock_top(writer);
  Slice type = markup_attribute(markup, at, "type");
  if (frame->depth < DEPTH_MAX) frame->depth++;
  frame->numbering = 0;
  if (markup_is(markup, at, "ol"))
    frame->numbering = type.len == 1 && strchr("aAiI", type.ptr[0]) ? type.ptr[0] : '1';
  frame->number = 1;
  read_number(markup_attribute(markup, at, "start"), &frame->number);
}

static void enter_item(PageWriter *writer, uint32_t at) {
  PageFrame *frame = pageblock_top(writer), *list = writer->depth > 1 ? frame - 1 : frame;
  uint32_t number = list->number++;
  if (read_number(markup_attribute(writer->page->markup, at, "value"), &number))
    list->number = number + 1;
  if (writer->in_note && writer->page->notes[writer->note].start == at) return;
  frame->type = BLOCK_LIST_ITEM;
  frame->level = frame->depth ? frame->depth : 1;
  if (frame->numbering)
    write_number(frame->numbering, number, writer->mark);
  else
    snprintf(writer->mark, PAGEBLOCK_MARK_SIZE, "%s ", frame->level % 2 ? "•" : "◦");
}

// ---- Other elements

// Word writes items of lists as paragraphs of a class, with the mark in a span that its style
// tells.
static void enter_paragraph(PageWriter *writer, uint32_t at) {
  PageFrame *frame = pageblock_top(writer);
  Slice class = markup_attribute(writer->page->markup, at, "class");
  if (!slice_starts(class, SLICE("MsoListParagraph"))) return;
  frame->type = BLOCK_LIST_ITEM;
  frame->level = 1;
}

bool pageelement_take_mark(PageWriter *writer, uint32_t at) {
  Slice style = markup_attribute(writer->page->markup, at, "style");
  if (style.len == 0 || !memmem(style.ptr, style.len, "mso-list:Ignore", 15)) return false;
  Buffer text = {0};
  webpage_append_text(writer->page, at, webpage_end(writer->page, at), PAGEBLOCK_MARK_SIZE / 2,
                      &text);
  Slice mark = slice_trim(buffer_slice(&text));
  bool bullet = slice_equal(mark, SLICE("·")) || slice_equal(mark, SLICE("o"));
  bool taken = mark.len > 0 && mark.len < PAGEBLOCK_MARK_SIZE / 2 &&
               pageblock_top(writer)->type == BLOCK_LIST_ITEM;
  if (taken)
    snprintf(writer->mark, PAGEBLOCK_MARK_SIZE, "%.*s ", bullet ? 3 : (int)mark.len,
             bullet ? "•" : mark.ptr);
  buffer_release(&text);
  return taken;
}

static void enter_heading(PageWriter *writer, uint32_t at) {
  pageblock_top(writer)->type = BLOCK_HEADING;
  pageblock_top(writer)->level = elements_at(writer->page->nodes[at].element)->level;
}

static void enter_quotation(PageWriter *writer, uint32_t at) {
  (void)at;
  pageblock_top(writer)->type = BLOCK_QUOTATION;
}

static void enter_code(PageWriter *writer, uint32_t at) {
  (void)at;
  pageblock_top(writer)->type = BLOCK_CODE;
}

static void enter_caption(PageWriter *writer, uint32_t at) {
  (void)at;
  pageblock_end(writer);
  pageblock_top(writer)->table = false;
  pageblock_top(writer)->type = BLOCK_PARAGRAPH;
  manuscript_end(writer->manuscript);
}

static void enter_figure(PageWriter *writer, uint32_t at) {
  (void)at;
  pageblock_top(writer)->figure = true;
}

static bool holds_note(const PageWriter *writer, uint32_t at) {
  const Webpage *page = writer->page;
  return writer->note < page->note_count && page->notes[writer->note].start < webpage_end(page, at);
}

static void enter_table(PageWriter *writer, uint32_t at) {
  if (pageblock_top(writer)->table || writer->page->nodes[at].flags & WEBPAGE_LAYOUT ||
      holds_note(writer, at))
    return;
  pageblock_top(writer)->table = true;
  pageblock_top(writer)->type = BLOCK_TABLE;
  writer->table = (Pagetable){0};
}

static void enter_row(PageWriter *writer, uint32_t at) {
  (void)at;
  if (pageblock_in_table(writer)) pagetable_begin_row(&writer->table);
}

static void enter_cell(PageWriter *writer, uint32_t at) {
  if (pageblock_in_table(writer)) pagetable_begin_cell(&writer->table, writer->page, at);
}

static void enter_rule(PageWriter *writer, uint32_t at) {
  if (pageblock_in_table(writer) || pageblock_is_hidden(writer, at) || writer->in_note) return;
  manuscript_begin(writer->manuscript,
                   (ManuscriptBlock){.type = BLOCK_RULE, .source = BLOCK_BY_MARKUP});
  manuscript_set_kinds(writer->manuscript, 0);
  manuscript_add_words(writer->manuscript, SLICE("---"));
  manuscript_end(writer->manuscript);
}

// Does a note of its own begin behind a line end: "[2] …" or a raised number?
static bool begins_definition(const Webpage *page, uint32_t at) {
  uint32_t next = webpage_end(page, at);
  if (next >= page->markup->node_count) return false;
  Definition definition;
  Label label;
  if (markup_is(page->markup, next, "sup")) {
    Slice raised = slice_trim(markup_characters(page->markup, next + 1));
    return raised.len > 0 && labels_read_decimal(raised, 0, 3, &label) == raised.len;
  }
  Slice text = slice_trim(markup_characters(page->markup, next));
  return definitions_read(text, DEFINITION_SURE & ~(1U << DEFINITION_SYMBOL), &definition);
}

static void enter_break(PageWriter *writer, uint32_t at) {
  const PageFrame *frame = pageblock_top(writer);
  Manuscript *manuscript = writer->manuscript;
  if (frame->table || frame->type == BLOCK_HEADING || frame->source == BLOCK_FIXED)
    manuscript_add_words(manuscript, SLICE(" "));
  else if (frame->type == BLOCK_CODE)
    manuscript_add_exact(manuscript, SLICE("\n"));
  else if (frame->lines || begins_definition(writer->page, at))
    pageblock_end(writer);
  else
    manuscript_end_line(manuscript);
}

static uint32_t count_words(Slice text) {
  uint32_t count = 0;
  for (size_t pos = 0; pos < text.len; pos++) {
    bool begins = text.ptr[pos] != ' ' && (pos == 0 || text.ptr[pos - 1] == ' ');
    count += begins;
  }
  return count;
}

static void enter_image(PageWriter *writer, uint32_t at) {
  Slice text = slice_trim(markup_attribute(writer->page->markup, at, "alt"));
  if (text.len == 0 || text.len > DESCRIPTION_BYTES || pageblock_is_hidden(writer, at)) return;
  if (pageblock_top(writer)->type == BLOCK_HEADING && !writer->manuscript->open) {
    pageblock_open(writer, at);
    manuscript_add_words(writer->manuscript, text);
  } else if (count_words(text) >= DESCRIPTION_WORDS && !pageblock_in_table(writer)) {
    if (writer->description.len > 0) buffer_add_string(&writer->description, "; ");
    buffer_add(&writer->description, text);
  }
}

static void enter_link(PageWriter *writer, uint32_t at) {
  Slice address = markup_attribute(writer->page->markup, at, "href");
  bool leads_out = slice_starts(address, SLICE("http://")) ||
                   slice_starts(address, SLICE("https://")) ||
                   slice_starts(address, SLICE("mailto:"));
  if (leads_out) manuscript_open_link(writer->manuscript, address);
}

typedef void EnterElement(PageWriter *writer, uint32_t at);

static EnterElement *const entering[] = {
    [ELEMENT_PARAGRAPH] = enter_paragraph, [ELEMENT_LINK] = enter_link,
    [ELEMENT_IMAGE] = enter_image,         [ELEMENT_BREAK] = enter_break,
    [ELEMENT_HEADING] = enter_heading,     [ELEMENT_CODE] = enter_code,
    [ELEMENT_RULE] = enter_rule,           [ELEMENT_ITEM] = enter_item,
    [ELEMENT_CELL] = enter_cell,           [ELEMENT_ROW] = enter_row,
    [ELEMENT_TABLE] = enter_table,         [ELEMENT_LIST] = enter_list,
    [ELEMENT_QUOTATION] = enter_quotation, [ELEMENT_FIGURE] = enter_figure,
    [ELEMENT_CAPTION] = enter_caption,     [ELEMENT_BODY] = NULL,
};

void pageelement_enter(PageWriter *writer, uint32_t at) {
  EnterElement *enter = entering[webpage_kind(writer->page, at)];
  if (enter) enter(writer, at);
}
