// SPDX-License-Identifier: MIT
// Writing a page. One walk along its nodes; a stack of frames holds what each open element means
// for the words in it.
//
//   <li>Own text <ul><li>nested</li></ul></li>
//
//   frames   body ─ ul ─ li (item, 1) ─ ul ─ li (item, 2)
//   blocks                 │ • Own text        │ ◦ nested
#include "import/pagewriter.h"

#include "import/article.h"
#include "import/notelinks.h"
#include "import/pageblock.h"
#include "import/pageelement.h"
#include "import/pagenote.h"

#include <stdlib.h>

static void write_reference(PageWriter *writer, uint32_t at) {
  Buffer mark = {0};
  notelinks_append_mark(writer->page, at, &mark);
  pageblock_open(writer, at);
  manuscript_add_reference(writer->manuscript, buffer_slice(&mark),
                           writer->reserved[writer->page->nodes[at].note]);
  buffer_release(&mark);
}

// Text below a link back that is passed over: its bytes may be those of the label.
static void pass_link_back(PageWriter *writer, uint32_t at) {
  const Markup *markup = writer->page->markup;
  for (uint32_t inner = at; inner < markup->nodes[at].end && writer->skip > 0; inner++) {
    size_t len = markup->nodes[inner].text_len;
    writer->skip -= len < writer->skip ? len : writer->skip;
  }
}

// Is the node dealt with as a whole?
static bool write_whole(PageWriter *writer, uint32_t at) {
  const WebpageNode *node = &writer->page->nodes[at];
  if (node->flags & WEBPAGE_NEVER) return true;
  if (pageelement_take_mark(writer, at)) return true;
  if (node->flags & WEBPAGE_BACK && writer->in_note) {
    pass_link_back(writer, at);
    return true;
  }
  if (node->note != MARKUP_NONE && !pageblock_is_hidden(writer, at)) {
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
static void push_frame(PageWriter *writer, uint32_t at) {
  writer->frames =
      memory_grow(writer->frames, writer->depth, &writer->room, sizeof *writer->frames);
  const WebpageNode *node = &writer->page->nodes[at];
  PageFrame *frame = &writer->frames[writer->depth];
  *frame = writer->depth ? frame[-1] : (PageFrame){.source = BLOCK_BY_MARKUP};
  writer->depth++;
  bool block = elements_is_block(webpage_kind(writer->page, at));
  frame->kinds |= elements_at(node->element)->inlines;
  frame->hidden |= (node->flags & WEBPAGE_HIDDEN) != 0;
  if (block) frame->lines = (node->flags & WEBPAGE_LINES) != 0;
  if (frame->source != BLOCK_FIXED) frame->source = frame->lines ? BLOCK_BY_RULE : BLOCK_BY_MARKUP;
}

static void set_fixed(PageFrame *frame, BlockType type) {
  frame->type = type;
  frame->source = BLOCK_FIXED;
  frame->level = 0;
}

static bool begins_block(const Webpage *page, uint32_t at) {
  const WebpageNode *node = &page->nodes[at];
  return elements_is_block(webpage_kind(page, at)) || node->role || node->flags & WEBPAGE_HIDDEN;
}

static bool enter(void *context, uint32_t at) {
  PageWriter *writer = context;
  pagenote_pass(writer, at);
  if (markup_is_text(writer->page->markup, at)) {
    pageblock_write_text(writer, at);
    return true;
  }
  if (write_whole(writer, at)) return false;
  bool was_table = pageblock_in_table(writer);
  if (begins_block(writer->page, at)) pageblock_end(writer);
  push_frame(writer, at);
  pageelement_enter(writer, at);
  const WebpageNode *node = &writer->page->nodes[at];
  if (!was_table && node->role)
    set_fixed(pageblock_top(writer), (BlockType)(node->role - 1));
  else if (!was_table && is_disclaimer(writer->page, at))
    set_fixed(pageblock_top(writer), BLOCK_DISCLAIMER);
  return true;
}

// The links of a menu stand apart on the screen, whatever stands between them.
static void leave_link(PageWriter *writer, uint32_t at) {
  manuscript_close_link(writer->manuscript);
  if (pageblock_is_hidden(writer, at)) manuscript_add_words(writer->manuscript, SLICE(" "));
}

static void leave(void *context, uint32_t at) {
  PageWriter *writer = context;
  const Webpage *page = writer->page;
  ElementKind kind = webpage_kind(page, at);
  bool table = pageblock_in_table(writer);
  if (table && kind == ELEMENT_CELL) pagetable_end_cell(&writer->table, page, at);
  if (kind == ELEMENT_LINK) leave_link(writer, at);
  if (!table && begins_block(page, at)) pageblock_end(writer);
  if (table && begins_block(page, at)) manuscript_add_words(writer->manuscript, SLICE(" "));
  if (kind == ELEMENT_ITEM) writer->mark[0] = '\0';
  writer->depth--;
  if (table && !pageblock_in_table(writer)) pageblock_end(writer);
}

static void write_file(PageWriter *writer, const WebpageFile *file) {
  if (file->start == file->end) return;
  writer->root_start = article_root(writer->page, file);
  writer->root_end = webpage_end(writer->page, writer->root_start);
  MarkupVisitor visitor = {enter, leave, writer};
  for (uint32_t at = file->start; at < file->end; at = webpage_end(writer->page, at)) {
    markup_walk(writer->page->markup, at, &visitor);
  }
  pageblock_end(writer);
}

void pagewriter_write(const Webpage *page, Manuscript *manuscript) {
  PageWriter writer = {.page = page, .manuscript = manuscript};
  writer.frames = memory_grow(NULL, 0, &writer.room, sizeof *writer.frames);
  writer.frames[0] = (PageFrame){.source = BLOCK_BY_MARKUP};
  writer.depth = 1;
  pagenote_reserve(&writer);
  for (uint32_t i = 0; i < page->file_count; i++) {
    manuscript_end_note(manuscript);
    write_file(&writer, &page->files[i]);
    if (writer.in_note) pagenote_end(&writer);
  }
  free(writer.frames);
  free(writer.reserved);
  free(writer.waiting);
  buffer_release(&writer.label);
  buffer_release(&writer.description);
}
