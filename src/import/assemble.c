// SPDX-License-Identifier: MIT
// What the rules found, as spans of the stored text. Paragraphs become blocks one for one, but for
// neighbouring lines of a table, which are one.
#include "import/assemble.h"

#include "import/import.h"
#include "import/urls.h"
#include "text/builder.h"

static bool joins_table(const Draft *draft, uint32_t index) {
  const DraftParagraph *paragraph = &draft->paragraphs[index];
  return index > 0 && paragraph->type == BLOCK_TABLE && !paragraph->gap &&
         paragraph[-1].type == BLOCK_TABLE && paragraph->source == BLOCK_BY_RULE;
}

static Block make_block(const Draft *draft, const DraftParagraph *paragraph) {
  Block block = {
      .span = draft_paragraph_span(draft, paragraph),
      .type = paragraph->type,
      .level = paragraph->level,
      .preformatted = paragraph->preformatted || paragraph->type == BLOCK_TABLE,
      .continues = paragraph->continues,
      .note = paragraph->note,
      .source = paragraph->source,
      .given = paragraph->given,
      .given_level = paragraph->given_level,
  };
  if (paragraph->list_mark) {
    Span words = span_make(paragraph->view.start + paragraph->list_mark, paragraph->view.end);
    bool none = words.start >= words.end; // nothing but ignored characters follows the mark
    uint32_t end = none ? block.span.end : draft_stored(draft, words).start;
    block.mark = span_make(block.span.start, end);
  }
  return block;
}

static void add_blocks(const Draft *draft, Builder *builder) {
  for (uint32_t i = 0; i < draft->paragraph_count;) {
    Block block = make_block(draft, &draft->paragraphs[i++]);
    for (; i < draft->paragraph_count && joins_table(draft, i); i++) {
      block.span.end = draft_paragraph_span(draft, &draft->paragraphs[i]).end;
    }
    builder_add_block(builder, block);
  }
}

// As written where it stands in ASCII digits or is a symbol, else in these.
static Slice note_label(const Draft *draft, const DraftNote *note, char text[LABEL_TEXT_SIZE]) {
  if (note->written.len) return note->written;
  Slice written = draft_cut(draft, note->mark);
  labels_write(note->label, text);
  bool ascii = written.len > 0 && written.ptr[0] >= '0' && written.ptr[0] <= '9';
  return ascii ? written : slice_of(text);
}

static void add_notes(const Draft *draft, Builder *builder) {
  for (uint32_t i = 0; i < draft->note_count; i++) {
    const DraftNote *note = &draft->notes[i];
    const DraftParagraph *first = &draft->paragraphs[note->paragraph];
    Span span = span_join(draft_paragraph_span(draft, first),
                          draft_paragraph_span(draft, first + note->paragraph_count - 1));
    uint32_t body = span.end;
    if (note->body < first->view.end)
      body = draft_stored(draft, span_make(note->body, first->view.end)).start;
    Span pinpoint = span_make(body, body);
    if (!span_is_empty(note->pinpoint)) pinpoint = draft_stored(draft, note->pinpoint);
    char label[LABEL_TEXT_SIZE];
    builder_add_note(builder, (Note){
                                  .span = span,
                                  .body = span_make(body, span.end),
                                  .label = note_label(draft, note, label),
                                  .run = note->run,
                                  .target = note->target,
                                  .root = note->root,
                                  .back = note->back,
                                  .pinpoint = pinpoint,
                              });
  }
}

static void add_references(const Draft *draft, Builder *builder) {
  for (size_t i = 0; i < draft->mark_count; i++) {
    const DraftMark *mark = &draft->marks[i];
    Span span = draft_stored(draft, mark->view);
    for (uint32_t at = 0; at < mark->label_count; at++) {
      builder_add_reference(builder, (Reference){span, draft->targets[mark->first_label + at]});
    }
  }
}

// Given links and URLs in the text, where no given link lies over them.
static bool add_links(const Draft *draft, Builder *builder, Error *err) {
  size_t count = 0, given = 0;
  for (size_t i = 0; i < draft->link_count; i++) builder_add_link(builder, draft->links[i]);
  for (uint32_t i = 0; i < draft->paragraph_count; i++) {
    const DraftParagraph *paragraph = &draft->paragraphs[i];
    Slice view = draft_view(draft, paragraph);
    Url url;
    for (size_t from = 0; urls_find(view, from, &url); from = url.reach) {
      Span link = draft_stored(draft, span_make(paragraph->view.start + (uint32_t)url.start,
                                                paragraph->view.start + (uint32_t)url.end));
      while (given < draft->link_count && draft->links[given].span.end <= link.start) given++;
      bool covered = given < draft->link_count && draft->links[given].span.start < link.end;
      if (!covered) builder_add_link(builder, (Link){.span = link});
      if (!draft_check_count(++count, IMPORT_SPANS_MAX, "links", err)) return false;
    }
  }
  return true;
}

Version *assemble_version(Draft *draft, Error *err) {
  Builder *builder = builder_new(draft_text(draft));
  add_blocks(draft, builder);
  add_notes(draft, builder);
  add_references(draft, builder);
  for (size_t i = 0; i < draft->joint_count; i++) builder_add_joint(builder, draft->joints[i]);
  for (size_t i = 0; i < draft->inline_count; i++) builder_add_inline(builder, draft->inlines[i]);
  builder_set_metadata(builder, &draft->metadata);
  builder_set_stated(builder, &draft->stated);
  builder_set_structured(builder, draft->structured);
  builder_set_notes_given(builder, draft->notes_given);
  if (add_links(draft, builder, err)) return builder_finish(builder, IMPORT_RULES);
  builder_free(builder);
  return NULL;
}
