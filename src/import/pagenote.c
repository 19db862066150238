// SPDX-License-Identifier: MIT
// Where notes begin and end, and how their label stands before their words: as text, in a link
// back, in several nodes ("[", a link, "]"), or nowhere because the page counts its list.
#include "import/pagenote.h"

#include "import/chars.h"

#include <stdio.h>

enum { HEAD_BYTES = 64 }; // of a note, where its label may stand

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
static void find_label(PageWriter *writer, const WebpageNote *note, Slice label) {
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

static void begin_note(PageWriter *writer) {
  const WebpageNote *note = &writer->page->notes[writer->note];
  uint32_t index = writer->reserved[writer->note];
  pageblock_end(writer);
  if (index < writer->manuscript->note_count)
    find_label(writer, note, writer->manuscript->notes[index].label);
  writer->in_note = true;
  manuscript_begin_note(writer->manuscript, index);
}

void pagenote_end(PageWriter *writer) {
  pageblock_end(writer);
  manuscript_end_note(writer->manuscript);
  writer->in_note = false;
  writer->skip = 0;
  writer->note++;
}

// Notes begin and end between nodes.
void pagenote_pass(PageWriter *writer, uint32_t at) {
  const Webpage *page = writer->page;
  if (writer->in_note && at >= page->notes[writer->note].end) pagenote_end(writer);
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

void pagenote_reserve(PageWriter *writer) {
  const Webpage *page = writer->page;
  writer->reserved = memory_new(page->note_count + 1, sizeof *writer->reserved);
  for (uint32_t i = 0; i < page->note_count; i++) {
    char number[PAGEBLOCK_MARK_SIZE];
    snprintf(number, sizeof number, "%u", page->notes[i].order);
    Slice label = page->notes[i].label;
    writer->reserved[i] =
        manuscript_reserve_note(writer->manuscript, label.len ? label : slice_of(number));
  }
}
