// SPDX-License-Identifier: MIT
// Blocks and words of a page. What must not stand in the middle of a sentence waits until its block
// is over: hidden elements and the descriptions of images.
#include "import/pageblock.h"

#include "import/chars.h"

PageFrame *pageblock_top(PageWriter *writer) {
  return &writer->frames[writer->depth - 1];
}

// ---- Blocks

// The place of notes is where the page has it.
static bool is_outside(const PageWriter *writer, uint32_t at) {
  if (writer->page->nodes[at].flags & WEBPAGE_NOTES) return false;
  return at < writer->root_start || at >= writer->root_end;
}

bool pageblock_is_hidden(PageWriter *writer, uint32_t at) {
  const PageFrame *frame = pageblock_top(writer);
  if (writer->in_note || frame->source == BLOCK_FIXED) return frame->hidden;
  return frame->hidden || is_outside(writer, at);
}

static void begin_block(PageWriter *writer, uint32_t at) {
  const PageFrame *frame = pageblock_top(writer);
  bool hidden = pageblock_is_hidden(writer, at);
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

bool pageblock_in_table(const PageWriter *writer) {
  return writer->frames[writer->depth - 1].table;
}

// Before words: opens the block that they are in.
void pageblock_open(PageWriter *writer, uint32_t at) {
  const Manuscript *manuscript = writer->manuscript;
  if (!pageblock_in_table(writer)) {
    if (!manuscript->open) begin_block(writer, at);
    return;
  }
  if (!manuscript->open) {
    begin_block(writer, at);
    writer->table.row_due = false;
  }
  pagetable_pay(&writer->table, writer->manuscript);
}

static void write_waiting(PageWriter *writer) {
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
static bool is_described(const PageWriter *writer) {
  const Manuscript *manuscript = writer->manuscript;
  if (!manuscript->open) return false;
  Slice block =
      slice_cut(buffer_slice(&manuscript->text), manuscript->block_start, manuscript->text.len);
  return memmem(block.ptr, block.len, writer->description.ptr, writer->description.len) != NULL;
}

static void write_description(PageWriter *writer) {
  if (writer->description.len == 0) return;
  if (is_described(writer)) buffer_clear(&writer->description);
  if (writer->description.len == 0) return;
  if (!writer->manuscript->open) {
    if (pageblock_top(writer)->figure) return;
    manuscript_begin(writer->manuscript,
                     (ManuscriptBlock){.type = BLOCK_PARAGRAPH, .source = BLOCK_FIXED});
  }
  manuscript_set_kinds(writer->manuscript, 0);
  manuscript_add_words(writer->manuscript, SLICE(" [Image: "));
  manuscript_add_words(writer->manuscript, buffer_slice(&writer->description));
  manuscript_add_words(writer->manuscript, SLICE("]"));
  buffer_clear(&writer->description);
}

void pageblock_end(PageWriter *writer) {
  if (pageblock_in_table(writer)) {
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
static Slice words_of(PageWriter *writer, uint32_t at) {
  Slice text = markup_characters(writer->page->markup, at);
  size_t skip = writer->skip < text.len ? writer->skip : text.len;
  writer->skip -= skip;
  const WebpageNode *node = &writer->page->nodes[at];
  size_t end = text.len, start = skip > node->cut ? skip : node->cut;
  if (node->flags & WEBPAGE_CUT_LAST && end > start) end--;
  return slice_cut(text, start < end ? start : end, end);
}

static void write_code(PageWriter *writer, uint32_t at, Slice text) {
  if (!writer->manuscript->open) {
    while (text.len > 0 && strchr("\r\n", text.ptr[0])) text = slice_cut(text, 1, text.len);
    if (is_blank(text)) return;
    begin_block(writer, at);
  }
  manuscript_add_exact(writer->manuscript, text);
}

void pageblock_write_text(PageWriter *writer, uint32_t at) {
  Slice text = words_of(writer, at);
  Manuscript *manuscript = writer->manuscript;
  if (pageblock_top(writer)->type == BLOCK_CODE && !pageblock_in_table(writer)) {
    write_code(writer, at, text);
    return;
  }
  if (is_blank(text)) {
    if (manuscript->open) manuscript_add_words(manuscript, SLICE(" "));
    return;
  }
  manuscript_set_kinds(manuscript, 0);
  pageblock_open(writer, at);
  manuscript_set_kinds(manuscript, pageblock_top(writer)->kinds);
  manuscript_add_words(manuscript, text);
}
