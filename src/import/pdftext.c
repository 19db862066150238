// SPDX-License-Identifier: MIT
// Writing. Blocks stand in the text as they are read; of a note, also what stands on the next page
// comes at once. A line end is a blank, or a joint where it cuts a word or a URL.
#include "import/pdftext.h"

#include "base/bisection.h"
#include "import/lineends.h"
#include "import/names.h"
#include "import/pdfnotes.h"

#include <stdlib.h>

typedef struct Writer {
  const PdfDocument *document;
  Manuscript *manuscript;
  LineEnds ends;
  Buffer line, next; // words of the line in hand, of the one after it
  Buffer stated;     // scratch
  uint32_t dropped;  // kinds that the block as a whole has
  bool in_url;       // the line before ended inside one
} Writer;

static const PdfLine *line_at(const Writer *writer, size_t index) {
  return &writer->document->lines[index];
}

// ---- Words

static void write_run(Writer *writer, const PdfRun *run, size_t start, size_t end, uint32_t kinds) {
  Manuscript *manuscript = writer->manuscript;
  const PdfDocument *document = writer->document;
  if (start >= end) return;
  manuscript_set_kinds(manuscript, (run->kinds & ~writer->dropped) | kinds);
  if (run->target_len) {
    manuscript_open_link(manuscript, slice_cut(buffer_slice(&document->targets), run->target,
                                               run->target + run->target_len));
  }
  manuscript_add_words(manuscript, slice_cut(buffer_slice(&document->text), start, end));
  manuscript_close_link(manuscript);
  manuscript_set_kinds(manuscript, 0);
}

// The bytes [from, to) of the document's text that lie in the fragment.
static void write_words(Writer *writer, const PdfFragment *fragment, size_t from, size_t to,
                        uint32_t kinds) {
  const PdfRun *run = &writer->document->runs[fragment->first_run];
  for (uint32_t i = 0; i < fragment->run_count; i++, run++) {
    write_run(writer, run, run->start > from ? run->start : from, run->end < to ? run->end : to,
              kinds);
  }
}

// "1", or "1,2": each label that is a note's is a reference, the comma behind it with it.
static void write_raised(Writer *writer, const PdfLine *line, const PdfFragment *fragment,
                         size_t from, size_t to) {
  Slice text = buffer_slice(&writer->document->text);
  for (size_t behind; from < to; from = behind) {
    size_t end = from;
    while (end < to && text.ptr[end] != ',') end++;
    behind = end < to ? end + 1 : end;
    Slice label = pdfnotes_label(slice_cut(text, from, end));
    int32_t note = label.len ? pdfnotes_of_mark(writer->document, label, line->page) : -1;
    if (note >= 0)
      manuscript_add_reference(writer->manuscript, slice_cut(text, from, behind), (uint32_t)note);
    else
      write_words(writer, fragment, from, behind, INLINE_RAISED);
  }
}

static void write_fragment(Writer *writer, const PdfLine *line, const PdfFragment *fragment,
                           size_t from, size_t to) {
  if (pdfdocument_is_raised(line, fragment))
    write_raised(writer, line, fragment, from, to);
  else
    write_words(writer, fragment, from, to,
                pdfdocument_is_lowered(line, fragment) ? INLINE_LOWERED : 0);
}

// The end of a fragment's words without blanks, and without so many bytes.
static size_t words_end(const Writer *writer, const PdfFragment *fragment, size_t cut) {
  size_t end = fragment->end;
  while (end > fragment->start && strchr(" \t", writer->document->text.ptr[end - 1])) end--;
  return end > fragment->start + cut ? end - cut : fragment->start;
}

// A line without `skip` bytes at its start and `cut` at its end; wide gaps are as given.
static void write_line(Writer *writer, const PdfLine *line, size_t skip, size_t cut, bool table) {
  const PdfFragment *fragment = &writer->document->fragments[line->first_fragment];
  for (uint32_t i = 0; i < line->fragment_count; i++, fragment++) {
    size_t len = fragment->end - fragment->start;
    size_t from = fragment->start + (skip < len ? skip : len);
    bool last = i + 1 == line->fragment_count;
    bool cell = table && i > 0 && pdfdocument_is_cell_gap(line, fragment - 1, fragment);
    if (cell)
      manuscript_add_exact(writer->manuscript, SLICE("\t"));
    else if (i > 0 && pdfdocument_is_apart(fragment - 1, fragment))
      manuscript_add_words(writer->manuscript, SLICE(" "));
    write_fragment(writer, line, fragment, from,
                   last ? words_end(writer, fragment, cut) : fragment->end);
    skip -= skip < len ? skip : len;
  }
}

// ---- Line ends

// Is the last word of the line a URL, or a whole line of one that began before?
static bool ends_in_url(const Writer *writer, Slice line) {
  Slice word = lineends_last_word(line);
  return lineends_holds_url(word) || (writer->in_url && word.len == line.len);
}

static LineEnd end_of(Writer *writer, size_t index) {
  pdfdocument_line_text(writer->document, line_at(writer, index), &writer->line);
  pdfdocument_line_text(writer->document, line_at(writer, index + 1), &writer->next);
  Slice line = buffer_slice(&writer->line), next = buffer_slice(&writer->next);
  if (line.len == 0 || next.len == 0) return LINE_END_BLANK;
  bool in_url = ends_in_url(writer, line);
  LineEnd end = lineends_classify(&writer->ends, line, next, in_url);
  writer->in_url = in_url && end == LINE_END_NOTHING;
  return end;
}

// Lines [start, start + count) as one text.
static void write_lines(Writer *writer, size_t start, size_t count, size_t skip) {
  writer->in_url = false;
  for (size_t i = 0; i < count; i++) {
    LineEnd end = i + 1 < count ? end_of(writer, start + i) : LINE_END_BLANK;
    write_line(writer, line_at(writer, start + i), i == 0 ? skip : 0, end == LINE_END_HYPHEN,
               false);
    if (i + 1 == count) break;
    if (end == LINE_END_BLANK)
      manuscript_add_words(writer->manuscript, SLICE(" "));
    else
      manuscript_add_joint(writer->manuscript, end == LINE_END_HYPHEN ? SLICE("-\n") : SLICE("\n"));
  }
}

// ---- Blocks

static void write_table(Writer *writer, const PdfBlock *block) {
  for (size_t i = 0; i < block->line_count; i++) {
    if (i > 0) manuscript_end_line(writer->manuscript);
    write_line(writer, line_at(writer, block->first_line + i), 0, 0, true);
  }
}

static void write_note(Writer *writer, size_t line) {
  const PdfDocument *document = writer->document;
  Manuscript *manuscript = writer->manuscript;
  Bisection range = bisection_of(0, document->note_count); // notes are in order of their lines
  while (bisection_open(&range))
    bisection_narrow(&range, document->notes[range.middle].line <= line);
  size_t low = bisection_last(&range);
  const PdfNote *note = &document->notes[low];
  manuscript_begin_note(manuscript, (uint32_t)low);
  manuscript_begin(manuscript,
                   (ManuscriptBlock){.type = BLOCK_PARAGRAPH, .source = BLOCK_BY_MARKUP});
  manuscript_add_note_mark(manuscript, note->label);
  write_lines(writer, note->line, note->count, line_at(writer, line)->label_len);
  if (note->more_count) {
    manuscript_add_words(manuscript, SLICE(" "));
    write_lines(writer, note->more, note->more_count, 0);
  }
  manuscript_end_note(manuscript);
}

static void write_list_mark(Writer *writer, const PdfBlock *block) {
  pdfdocument_line_text(writer->document, line_at(writer, block->first_line), &writer->line);
  Slice mark = slice_trim(slice_cut(buffer_slice(&writer->line), 0, block->mark_len));
  bool private_use = slice_starts(mark, SLICE("\xEF\x82")); // bullets of the font Symbol
  Buffer text = {0};
  buffer_add(&text, private_use ? SLICE("\u2022") : mark);
  buffer_add_byte(&text, ' ');
  manuscript_add_list_mark(writer->manuscript, buffer_slice(&text));
  buffer_release(&text);
}

// The bytes of the first line's fragments that the first `len` bytes of its words are: blanks
// between fragments are in the words alone.
static size_t fragment_bytes(const Writer *writer, const PdfBlock *block) {
  const PdfLine *line = line_at(writer, block->first_line);
  const PdfFragment *fragment = &writer->document->fragments[line->first_fragment];
  size_t own = fragment->end - fragment->start;
  return own < block->mark_len ? own : block->mark_len;
}

// What the format says of a block: of furniture and title it is sure.
static ManuscriptBlock given(const PdfBlock *block) {
  bool fixed =
      block->type == BLOCK_FURNITURE || block->type == BLOCK_TITLE || block->type == BLOCK_AUTHORS;
  return (ManuscriptBlock){.type = block->type,
                           .level = block->level,
                           .source = fixed ? BLOCK_FIXED : BLOCK_BY_MARKUP,
                           .continues = block->continues};
}

static void write_block(Writer *writer, const PdfBlock *block) {
  Manuscript *manuscript = writer->manuscript;
  bool whole = block->type == BLOCK_TITLE || block->type == BLOCK_HEADING;
  if (block->type == BLOCK_NOTE) {
    write_note(writer, block->first_line);
    return;
  }
  writer->dropped = whole ? INLINE_STRONG : 0;
  manuscript_begin(manuscript, given(block));
  if (block->type == BLOCK_TABLE) {
    write_table(writer, block);
  } else {
    bool item = block->type == BLOCK_LIST_ITEM;
    if (item) write_list_mark(writer, block);
    write_lines(writer, block->first_line, block->line_count,
                item ? fragment_bytes(writer, block) : 0);
  }
  manuscript_end(manuscript);
  writer->dropped = 0;
}

// ---- The whole

static void learn_words(Writer *writer, const PdfBlocks *blocks) {
  for (size_t i = 0; i < blocks->count; i++) {
    const PdfBlock *block = &blocks->items[i];
    for (size_t at = 0; at + 1 < block->line_count; at++) {
      pdfdocument_line_text(writer->document, line_at(writer, block->first_line + at),
                            &writer->line);
      pdfdocument_line_text(writer->document, line_at(writer, block->first_line + at + 1),
                            &writer->next);
      Slice line = buffer_slice(&writer->line), next = buffer_slice(&writer->next);
      if (line.len && next.len) lineends_add(&writer->ends, line, next);
    }
  }
  lineends_learn(&writer->ends, buffer_slice(&writer->document->text));
}

// The words of a block in writer->stated, without the joints.
static Slice words_of(Writer *writer, const PdfBlock *block) {
  writer->in_url = false;
  buffer_clear(&writer->stated);
  for (size_t i = 0; i < block->line_count; i++) {
    bool last = i + 1 == block->line_count;
    LineEnd end = last ? LINE_END_BLANK : end_of(writer, block->first_line + i);
    pdfdocument_line_text(writer->document, line_at(writer, block->first_line + i), &writer->line);
    buffer_add(&writer->stated, slice_cut(buffer_slice(&writer->line), 0,
                                          writer->line.len - (end == LINE_END_HYPHEN)));
    if (!last && end == LINE_END_BLANK) buffer_add_byte(&writer->stated, ' ');
  }
  return buffer_slice(&writer->stated);
}

// What is surely metadata.
static void state(Writer *writer, const PdfBlock *block) {
  Metadata *stated = &writer->manuscript->stated;
  Names names;
  if (block->type == BLOCK_TITLE && stated->title.len == 0)
    stated->title = manuscript_keep(writer->manuscript, words_of(writer, block));
  if (block->type != BLOCK_AUTHORS || !names_parse(words_of(writer, block), &names)) return;
  for (uint32_t i = 0; i < names.count; i++) {
    manuscript_add_author(writer->manuscript, names.names[i]);
  }
}

void pdftext_write(const PdfDocument *document, const PdfBlocks *blocks, Manuscript *manuscript) {
  Writer writer = {.document = document, .manuscript = manuscript};
  learn_words(&writer, blocks);
  for (size_t i = 0; i < document->note_count; i++) {
    manuscript_reserve_note(manuscript, document->notes[i].label);
  }
  for (size_t i = 0; i < blocks->count; i++) {
    const PdfBlock *block = &blocks->items[i];
    state(&writer, block);
    write_block(&writer, block);
  }
  lineends_release(&writer.ends);
  buffer_release(&writer.line);
  buffer_release(&writer.next);
  buffer_release(&writer.stated);
}
