// SPDX-License-Identifier: MIT
// Writing a page. One walk along its nodes; a stack of frames holds what each open element means
// for the words in it. Blocks begin with their first words and end where any block element begins
// or ends, so that empty ones leave nothing.
//
//   <li>Own text <ul><li>nested</li></ul></li>
//
//   frames   body ─ ul ─ li (item, 1) ─ ul ─ li (item, 2)
//   blocks                 │ • Own text        │ ◦ nested
//
// What must not stand in the middle of a sentence waits until its block is over: hidden elements
// and the descriptions of images.
#include "import/pagewriter.h"

#include "import/article.h"
#include "import/chars.h"
#include "import/labels.h"
#include "import/notelinks.h"
#include "import/pagetable.h"

#include <stdio.h>
#include <stdlib.h>

enum {
  MARK_SIZE = 32,
  HEAD_BYTES = 64,       // of a note, where its label may stand
  DESCRIPTION_WORDS = 3, // of an image, from which on it says something
  DESCRIPTION_BYTES = 600,
  DEPTH_MAX = 9,
};

// What an open element means for what is in it.
typedef struct Frame {
  BlockType type;
  BlockSource source;
  uint8_t level, depth, kinds;
  bool hidden, lines, table, figure, note;
  char numbering;  // of a list: '1' 'a' 'A' 'i' 'I', or 0 for bullets
  uint32_t number; // of its next item
} Frame;

typedef struct Writer {
  const Webpage *page;
  Manuscript *manuscript;
  Frame *frames;
  size_t depth, room;
  uint32_t file, root_start, root_end;
  uint32_t *reserved; // the manuscript's index of each note
  uint32_t note;      // the next or current one
  bool in_note;
  size_t skip;          // bytes of the note's text that are its label
  char mark[MARK_SIZE]; // of the list item that begins, or empty
  Buffer label;         // the note's as it stands before its words
  Buffer description;   // of images, that waits
  uint32_t *waiting;    // hidden nodes
  size_t waiting_count, waiting_room;
  Pagetable table;
} Writer;

static Frame *top(Writer *writer) {
  return &writer->frames[writer->depth - 1];
}

// ---- Blocks

static bool is_outside(const Writer *writer, uint32_t at) {
  return at < writer->root_start || at >= writer->root_end;
}

static bool is_hidden(Writer *writer, uint32_t at) {
  const Frame *frame = top(writer);
  if (writer->in_note || frame->source == BLOCK_FIXED) return frame->hidden;
  return frame->hidden || is_outside(writer, at);
}

static void begin_block(Writer *writer, uint32_t at) {
  const Frame *frame = top(writer);
  bool hidden = is_hidden(writer, at);
  ManuscriptBlock block = {.type = frame->type, .level = frame->level, .source = frame->source};
  if (hidden) block = (ManuscriptBlock){.type = BLOCK_FURNITURE, .source = BLOCK_FIXED};
  manuscript_begin(writer->manuscript, block);
  if (block.type == BLOCK_LIST_ITEM && writer->mark[0]) {
    manuscript_add_list_mark(writer->manuscript, slice_of(writer->mark));
    writer->mark[0] = '\0';
  }
  if (writer->in_note && writer->label.len > 0) {
    manuscript_add_note_mark(writer->manuscript, buffer_slice(&writer->label));
    buffer_clear(&writer->label);
  }
}

static bool in_table(const Writer *writer) {
  return writer->frames[writer->depth - 1].table;
}

// Before words: opens the block that they are in.
static void open_block(Writer *writer, uint32_t at) {
  const Manuscript *manuscript = writer->manuscript;
  if (!in_table(writer)) {
    if (!manuscript->open) begin_block(writer, at);
    return;
  }
  if (!manuscript->open) {
    begin_block(writer, at);
    writer->table.row_due = false;
  }
  pagetable_pay(&writer->table, writer->manuscript);
}

static void write_waiting(Writer *writer) {
  for (size_t i = 0; i < writer->waiting_count; i++) {
    Buffer text = {0};
    uint32_t at = writer->waiting[i];
    webpage_append_text(writer->page, at, webpage_end(writer->page, at), SIZE_MAX, &text);
    manuscript_begin(writer->manuscript,
                     (ManuscriptBlock){.type = BLOCK_FURNITURE, .source = BLOCK_FIXED});
    manuscript_set_kinds(writer->manuscript, 0);
    manuscript_add_words(writer->manuscript, buffer_slice(&text));
    manuscript_end(writer->manuscript);
    buffer_release(&text);
  }
  writer->waiting_count = 0;
}

// A caption that says the same needs no description.
static bool is_described(const Writer *writer) {
  const Manuscript *manuscript = writer->manuscript;
  if (!manuscript->open) return false;
  Slice block =
      slice_cut(buffer_slice(&manuscript->text), manuscript->block_start, manuscript->text.len);
  return memmem(block.ptr, block.len, writer->description.ptr, writer->description.len) != NULL;
}

static void write_description(Writer *writer) {
  if (writer->description.len == 0) return;
  if (is_described(writer)) buffer_clear(&writer->description);
  if (writer->description.len == 0) return;
  if (!writer->manuscript->open) {
    if (top(writer)->figure) return;
    manuscript_begin(writer->manuscript,
                     (ManuscriptBlock){.type = BLOCK_PARAGRAPH, .source = BLOCK_FIXED});
  }
  manuscript_set_kinds(writer->manuscript, 0);
  manuscript_add_words(writer->manuscript, SLICE(" [Image: "));
  manuscript_add_words(writer->manuscript, buffer_slice(&writer->description));
  manuscript_add_words(writer->manuscript, SLICE("]"));
  buffer_clear(&writer->description);
}

static void end_block(Writer *writer) {
  if (in_table(writer)) {
    manuscript_add_words(writer->manuscript, SLICE(" "));
    return;
  }
  write_description(writer);
  manuscript_end(writer->manuscript);
  write_waiting(writer);
}

// ---- Words

static bool is_blank(Slice text) {
  uint32_t code_point;
  for (size_t pos = 0; pos < text.len;) {
    pos += chars_at(text, pos, &code_point);
    if (code_point > ' ' && !chars_is_blank(code_point)) return false;
  }
  return true;
}

// What of a text node is words: without the label of a note and brackets of marks.
static Slice words_of(Writer *writer, uint32_t at) {
  Slice text = markup_characters(writer->page->markup, at);
  size_t skip = writer->skip < text.len ? writer->skip : text.len;
  writer->skip -= skip;
  const WebpageNode *node = &writer->page->nodes[at];
  size_t end = text.len, start = skip > node->cut ? skip : node->cut;
  if (node->flags & WEBPAGE_CUT_LAST && end > start) end--;
  return slice_cut(text, start < end ? start : end, end);
}

static void write_code(Writer *writer, uint32_t at, Slice text) {
  if (!writer->manuscript->open) {
    while (text.len > 0 && strchr("\r\n", text.ptr[0])) text = slice_cut(text, 1, text.len);
    if (is_blank(text)) return;
    begin_block(writer, at);
  }
  manuscript_add_exact(writer->manuscript, text);
}

static void write_text(Writer *writer, uint32_t at) {
  Slice text = words_of(writer, at);
  Manuscript *manuscript = writer->manuscript;
  if (top(writer)->type == BLOCK_CODE && !in_table(writer)) {
    write_code(writer, at, text);
    return;
  }
  if (is_blank(text)) {
    if (manuscript->open) manuscript_add_words(manuscript, SLICE(" "));
    return;
  }
  manuscript_set_kinds(manuscript, 0);
  open_block(writer, at);
  manuscript_set_kinds(manuscript, top(writer)->kinds);
  manuscript_add_words(manuscript, text);
}

// ---- Notes

// The first bytes of a note's text; a control stands where a node ends.
static void append_head(const Webpage *page, const WebpageNote *note, Buffer *head) {
  for (uint32_t at = note->start; at < note->end && head->len < HEAD_BYTES; at++) {
    if (page->nodes[at].flags & WEBPAGE_NEVER || !markup_is_text(page->markup, at)) continue;
    Slice text = markup_characters(page->markup, at);
    size_t most = HEAD_BYTES - head->len;
    buffer_add(head, slice_cut(text, 0, text.len < most ? text.len : most));
    buffer_add_byte(head, '\x01');
  }
}

static size_t skip_any(Slice text, size_t pos, const char *bytes) {
  while (pos < text.len && text.ptr[pos] && strchr(bytes, text.ptr[pos])) pos++;
  return pos;
}

// Where the label of the note ends at the start of its text, with its brackets; 0 if it does not
// begin with it.
static size_t label_end(Slice head, Slice label) {
  size_t pos = skip_any(head, 0, " \t\r\n\x01^[(");
  if (label.len == 0 || !slice_starts(slice_cut(head, pos, head.len), label)) return 0;
  pos += label.len;
  size_t end = skip_any(head, pos, "\x01])");
  bool closed = end > pos;
  size_t stop = skip_any(head, end, ".:");
  uint32_t next;
  chars_at(head, stop, &next);
  if (next <= ' ' || chars_is_blank(next)) return stop;
  return closed ? end : 0;
}

static size_t past_blanks(Slice head, size_t pos) {
  uint32_t code_point, len;
  while ((len = chars_at(head, pos, &code_point)) > 0 &&
         (code_point <= ' ' || chars_is_blank(code_point))) {
    pos += len;
  }
  return pos;
}

// Finds the label at the start of the note, which is then its mark; one that the page only counts
// is written.
static void find_label(Writer *writer, const WebpageNote *note, Slice label) {
  Buffer head = {0};
  append_head(writer->page, note, &head);
  Slice text = buffer_slice(&head);
  size_t end = label_end(text, label);
  size_t past = past_blanks(text, end > 0 ? end : slice_starts(text, SLICE("^")));
  buffer_clear(&writer->label);
  if (end == 0) buffer_printf(&writer->label, "%.*s.", (int)label.len, label.ptr);
  writer->skip = past;
  for (size_t pos = 0; pos < past; pos++) {
    if (text.ptr[pos] == '\x01')
      writer->skip--;
    else if (pos < end && text.ptr[pos] != '^')
      buffer_add_byte(&writer->label, text.ptr[pos]);
  }
  buffer_release(&head);
}

static void begin_note(Writer *writer) {
  const WebpageNote *note = &writer->page->notes[writer->note];
  uint32_t index = writer->reserved[writer->note];
  end_block(writer);
  if (index < writer->manuscript->note_count)
    find_label(writer, note, writer->manuscript->notes[index].label);
  writer->in_note = true;
  manuscript_begin_note(writer->manuscript, index);
}

static void end_note(Writer *writer) {
  end_block(writer);
  manuscript_end_note(writer->manuscript);
  writer->in_note = false;
  writer->skip = 0;
  writer->note++;
}

// Notes begin and end between nodes.
static void pass_notes(Writer *writer, uint32_t at) {
  const Webpage *page = writer->page;
  if (writer->in_note && at >= page->notes[writer->note].end) end_note(writer);
  while (!writer->in_note && writer->note < page->note_count) {
    const WebpageNote *note = &page->notes[writer->note];
    if (note->start > at) return;
    if (note->start == at && note->end > at) {
      begin_note(writer);
      return;
    }
    writer->note++;
  }
}

static void reserve_notes(Writer *writer) {
  const Webpage *page = writer->page;
  writer->reserved = memory_new(page->note_count + 1, sizeof *writer->reserved);
  for (uint32_t i = 0; i < page->note_count; i++) {
    char number[MARK_SIZE];
    snprintf(number, sizeof number, "%u", page->notes[i].order);
    Slice label = page->notes[i].label;
    writer->reserved[i] =
        manuscript_reserve_note(writer->manuscript, label.len ? label : slice_of(number));
  }
}

// ---- Lists

static void write_number(char numbering, uint32_t number, char mark[MARK_SIZE]) {
  char text[LABEL_TEXT_SIZE];
  bool roman = (numbering == 'i' || numbering == 'I') && number > 0 && number < 400;
  bool letter = (numbering == 'a' || numbering == 'A') && number > 0 && number <= 26;
  labels_write((Label){roman ? LABEL_ROMAN : LABEL_NUMBER, number % 10000}, text);
  if (letter) snprintf(text, sizeof text, "%c", (char)(numbering + (char)number - 1));
  for (char *at = text; roman && numbering == 'I' && *at; at++) *at = (char)(*at - 'a' + 'A');
  snprintf(mark, MARK_SIZE, "%s. ", text);
}

static bool read_number(Slice value, uint32_t *number) {
  Label label;
  if (value.len == 0 || labels_read_decimal(value, 0, 4, &label) != value.len) return false;
  *number = label.value;
  return true;
}

static void enter_list(Writer *writer, uint32_t at) {
  const Markup *markup = writer->page->markup;
  Frame *frame = top(writer);
  Slice type = markup_attribute(markup, at, "type");
  if (frame->depth < DEPTH_MAX) frame->depth++;
  frame->numbering = 0;
  if (markup_is(markup, at, "ol"))
    frame->numbering = type.len == 1 && strchr("aAiI", type.ptr[0]) ? type.ptr[0] : '1';
  frame->number = 1;
  read_number(markup_attribute(markup, at, "start"), &frame->number);
}

static void enter_item(Writer *writer, uint32_t at) {
  Frame *frame = top(writer), *list = writer->depth > 1 ? frame - 1 : frame;
  uint32_t number = list->number++;
  if (read_number(markup_attribute(writer->page->markup, at, "value"), &number))
    list->number = number + 1;
  if (writer->in_note && writer->page->notes[writer->note].start == at) return;
  frame->type = BLOCK_LIST_ITEM;
  frame->level = frame->depth ? frame->depth : 1;
  if (frame->numbering)
    write_number(frame->numbering, number, writer->mark);
  else
    snprintf(writer->mark, MARK_SIZE, "%s ", frame->level % 2 ? "•" : "◦");
}

// ---- Other elements

static void enter_heading(Writer *writer, uint32_t at) {
  top(writer)->type = BLOCK_HEADING;
  top(writer)->level = elements_at(writer->page->nodes[at].element)->level;
}

static void enter_quotation(Writer *writer, uint32_t at) {
  (void)at;
  top(writer)->type = BLOCK_QUOTATION;
}

static void enter_code(Writer *writer, uint32_t at) {
  (void)at;
  top(writer)->type = BLOCK_CODE;
}

static void enter_caption(Writer *writer, uint32_t at) {
  (void)at;
  end_block(writer);
  top(writer)->table = false;
  top(writer)->type = BLOCK_PARAGRAPH;
  manuscript_end(writer->manuscript);
}

static void enter_figure(Writer *writer, uint32_t at) {
  (void)at;
  top(writer)->figure = true;
}

static bool holds_note(const Writer *writer, uint32_t at) {
  const Webpage *page = writer->page;
  return writer->note < page->note_count && page->notes[writer->note].start < webpage_end(page, at);
}

static void enter_table(Writer *writer, uint32_t at) {
  if (top(writer)->table || writer->page->nodes[at].flags & WEBPAGE_LAYOUT ||
      holds_note(writer, at))
    return;
  top(writer)->table = true;
  top(writer)->type = BLOCK_TABLE;
  writer->table = (Pagetable){0};
}

static void enter_row(Writer *writer, uint32_t at) {
  (void)at;
  if (in_table(writer)) pagetable_begin_row(&writer->table);
}

static void enter_cell(Writer *writer, uint32_t at) {
  if (in_table(writer)) pagetable_begin_cell(&writer->table, writer->page, at);
}

static void enter_rule(Writer *writer, uint32_t at) {
  if (in_table(writer) || is_hidden(writer, at) || writer->in_note) return;
  manuscript_begin(writer->manuscript,
                   (ManuscriptBlock){.type = BLOCK_RULE, .source = BLOCK_BY_MARKUP});
  manuscript_set_kinds(writer->manuscript, 0);
  manuscript_add_words(writer->manuscript, SLICE("---"));
  manuscript_end(writer->manuscript);
}

static void enter_break(Writer *writer, uint32_t at) {
  (void)at;
  const Frame *frame = top(writer);
  Manuscript *manuscript = writer->manuscript;
  if (frame->table || frame->type == BLOCK_HEADING || frame->source == BLOCK_FIXED)
    manuscript_add_words(manuscript, SLICE(" "));
  else if (frame->type == BLOCK_CODE)
    manuscript_add_exact(manuscript, SLICE("\n"));
  else if (frame->lines)
    end_block(writer);
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

static void enter_image(Writer *writer, uint32_t at) {
  Slice text = slice_trim(markup_attribute(writer->page->markup, at, "alt"));
  if (text.len == 0 || text.len > DESCRIPTION_BYTES || is_hidden(writer, at)) return;
  if (top(writer)->type == BLOCK_HEADING && !writer->manuscript->open) {
    open_block(writer, at);
    manuscript_add_words(writer->manuscript, text);
  } else if (count_words(text) >= DESCRIPTION_WORDS && !in_table(writer)) {
    if (writer->description.len > 0) buffer_add_string(&writer->description, "; ");
    buffer_add(&writer->description, text);
  }
}

static void enter_link(Writer *writer, uint32_t at) {
  Slice address = markup_attribute(writer->page->markup, at, "href");
  bool leads_out = slice_starts(address, SLICE("http://")) ||
                   slice_starts(address, SLICE("https://")) ||
                   slice_starts(address, SLICE("mailto:"));
  if (leads_out) manuscript_open_link(writer->manuscript, address);
}

typedef void EnterElement(Writer *writer, uint32_t at);

static EnterElement *const entering[] = {
    [ELEMENT_LINK] = enter_link,     [ELEMENT_IMAGE] = enter_image,
    [ELEMENT_BREAK] = enter_break,   [ELEMENT_HEADING] = enter_heading,
    [ELEMENT_CODE] = enter_code,     [ELEMENT_RULE] = enter_rule,
    [ELEMENT_ITEM] = enter_item,     [ELEMENT_CELL] = enter_cell,
    [ELEMENT_ROW] = enter_row,       [ELEMENT_TABLE] = enter_table,
    [ELEMENT_LIST] = enter_list,     [ELEMENT_QUOTATION] = enter_quotation,
    [ELEMENT_FIGURE] = enter_figure, [ELEMENT_CAPTION] = enter_caption,
    [ELEMENT_BODY] = NULL,
};

// ---- The walk

static void write_reference(Writer *writer, uint32_t at) {
  Buffer mark = {0};
  notelinks_append_mark(writer->page, at, &mark);
  open_block(writer, at);
  manuscript_add_reference(writer->manuscript, buffer_slice(&mark),
                           writer->reserved[writer->page->nodes[at].note]);
  buffer_release(&mark);
}

// Text below a link back that is passed over: its bytes may be those of the label.
static void pass_link_back(Writer *writer, uint32_t at) {
  const Markup *markup = writer->page->markup;
  for (uint32_t inner = at; inner < markup->nodes[at].end && writer->skip > 0; inner++) {
    size_t len = markup->nodes[inner].text_len;
    writer->skip -= len < writer->skip ? len : writer->skip;
  }
}

// Is the node dealt with as a whole?
static bool write_whole(Writer *writer, uint32_t at) {
  const WebpageNode *node = &writer->page->nodes[at];
  if (node->flags & WEBPAGE_NEVER) return true;
  if (node->flags & WEBPAGE_BACK && writer->in_note) {
    pass_link_back(writer, at);
    return true;
  }
  if (node->note != MARKUP_NONE && !is_hidden(writer, at)) {
    write_reference(writer, at);
    return true;
  }
  bool aside = node->flags & WEBPAGE_HIDDEN && writer->manuscript->open &&
               !elements_is_block(webpage_kind(writer->page, at));
  if (!aside) return false;
  writer->waiting = memory_grow(writer->waiting, writer->waiting_count, &writer->waiting_room,
                                sizeof *writer->waiting);
  writer->waiting[writer->waiting_count++] = at;
  return true;
}

static bool is_disclaimer(const Webpage *page, uint32_t at) {
  static const char *const words[] = {"disclaimer", NULL};
  return page->markup->nodes[at].attribute_count > 0 && webpage_has_class(page, at, words);
}

// The frame of an element: its parent's, but for what the page says of it.
static void push_frame(Writer *writer, uint32_t at) {
  writer->frames =
      memory_grow(writer->frames, writer->depth, &writer->room, sizeof *writer->frames);
  const WebpageNode *node = &writer->page->nodes[at];
  Frame *frame = &writer->frames[writer->depth];
  *frame = writer->depth ? frame[-1] : (Frame){.source = BLOCK_BY_MARKUP};
  writer->depth++;
  bool block = elements_is_block(webpage_kind(writer->page, at));
  frame->kinds |= elements_at(node->element)->inlines;
  frame->hidden |= (node->flags & WEBPAGE_HIDDEN) != 0;
  if (block) frame->lines = (node->flags & WEBPAGE_LINES) != 0;
  if (frame->source != BLOCK_FIXED) frame->source = frame->lines ? BLOCK_BY_RULE : BLOCK_BY_MARKUP;
}

static void set_fixed(Frame *frame, BlockType type) {
  frame->type = type;
  frame->source = BLOCK_FIXED;
  frame->level = 0;
}

static bool begins_block(const Webpage *page, uint32_t at) {
  const WebpageNode *node = &page->nodes[at];
  return elements_is_block(webpage_kind(page, at)) || node->role || node->flags & WEBPAGE_HIDDEN;
}

static bool enter(void *context, uint32_t at) {
  Writer *writer = context;
  pass_notes(writer, at);
  if (markup_is_text(writer->page->markup, at)) {
    write_text(writer, at);
    return true;
  }
  if (write_whole(writer, at)) return false;
  bool was_table = in_table(writer);
  if (begins_block(writer->page, at)) end_block(writer);
  push_frame(writer, at);
  EnterElement *enter_element = entering[webpage_kind(writer->page, at)];
  if (enter_element) enter_element(writer, at);
  const WebpageNode *node = &writer->page->nodes[at];
  if (!was_table && node->role)
    set_fixed(top(writer), (BlockType)(node->role - 1));
  else if (!was_table && is_disclaimer(writer->page, at))
    set_fixed(top(writer), BLOCK_DISCLAIMER);
  return true;
}

// The links of a menu stand apart on the screen, whatever stands between them.
static void leave_link(Writer *writer, uint32_t at) {
  manuscript_close_link(writer->manuscript);
  if (is_hidden(writer, at)) manuscript_add_words(writer->manuscript, SLICE(" "));
}

static void leave(void *context, uint32_t at) {
  Writer *writer = context;
  const Webpage *page = writer->page;
  ElementKind kind = webpage_kind(page, at);
  bool table = in_table(writer);
  if (table && kind == ELEMENT_CELL) pagetable_end_cell(&writer->table, page, at);
  if (kind == ELEMENT_LINK) leave_link(writer, at);
  if (!table && begins_block(page, at)) end_block(writer);
  if (table && begins_block(page, at)) manuscript_add_words(writer->manuscript, SLICE(" "));
  if (kind == ELEMENT_ITEM) writer->mark[0] = '\0';
  writer->depth--;
  if (table && !in_table(writer)) end_block(writer);
}

static void write_file(Writer *writer, const WebpageFile *file) {
  if (file->start == file->end) return;
  writer->root_start = article_root(writer->page, file);
  writer->root_end = webpage_end(writer->page, writer->root_start);
  MarkupVisitor visitor = {enter, leave, writer};
  for (uint32_t at = file->start; at < file->end; at = webpage_end(writer->page, at)) {
    markup_walk(writer->page->markup, at, &visitor);
  }
  end_block(writer);
}

void pagewriter_write(const Webpage *page, Manuscript *manuscript) {
  Writer writer = {.page = page, .manuscript = manuscript};
  writer.frames = memory_grow(NULL, 0, &writer.room, sizeof *writer.frames);
  writer.frames[0] = (Frame){.source = BLOCK_BY_MARKUP};
  writer.depth = 1;
  reserve_notes(&writer);
  for (uint32_t i = 0; i < page->file_count; i++) {
    if (i > 0) manuscript_begin_section(manuscript);
    write_file(&writer, &page->files[i]);
    if (writer.in_note) end_note(&writer);
  }
  free(writer.frames);
  free(writer.reserved);
  free(writer.waiting);
  buffer_release(&writer.label);
  buffer_release(&writer.description);
}
