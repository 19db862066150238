// SPDX-License-Identifier: MIT
// Writing a manuscript. Blanks and line ends are owed until words follow them, so that none stands
// at the end of a block or of an inline mark; a block that turns out to be blank is cut off again.
#include "import/manuscript.h"

#include "base/safe.h"
#include "base/utf8.h"
#include "import/chars.h"
#include "import/clean.h"
#include "import/import.h"

#include <stdlib.h>

enum { AUTHORS_MAX = 200 };

void manuscript_init(Manuscript *manuscript) {
  *manuscript = (Manuscript){.arena = arena_new(), .note = VERSION_NONE};
}

void manuscript_release(Manuscript *manuscript) {
  arena_free(manuscript->arena);
  buffer_release(&manuscript->text);
  buffer_release(&manuscript->scratch);
  free(manuscript->blocks);
  free(manuscript->notes);
  free(manuscript->references);
  free(manuscript->links);
  free(manuscript->inlines);
  free(manuscript->joints);
  *manuscript = (Manuscript){.note = VERSION_NONE};
}

// Makes room for one more; false at the cap.
static bool has_room(Manuscript *manuscript, size_t count) {
  if (count >= IMPORT_SPANS_MAX) manuscript->over = true;
  return !manuscript->over;
}

static uint32_t position(const Manuscript *manuscript) {
  return (uint32_t)manuscript->text.len;
}

// ---- Spans over what was just written

static void extend_inline(Manuscript *manuscript, Span span, uint32_t kinds) {
  size_t count = manuscript->inline_count;
  Inline *last = count ? &manuscript->inlines[count - 1] : NULL;
  if (last && last->span.end == span.start && last->kinds == kinds &&
      last->span.start >= manuscript->block_start) {
    last->span.end = span.end;
    return;
  }
  if (!has_room(manuscript, count)) return;
  manuscript->inlines =
      memory_grow(manuscript->inlines, count, &manuscript->inline_room, sizeof(Inline));
  manuscript->inlines[manuscript->inline_count++] = (Inline){span, kinds};
}

static void extend_link(Manuscript *manuscript, Span span) {
  size_t count = manuscript->link_count;
  Link *last = count ? &manuscript->links[count - 1] : NULL;
  if (last && last->span.end == span.start && last->target.ptr == manuscript->target.ptr &&
      last->span.start >= manuscript->block_start) {
    last->span.end = span.end;
    return;
  }
  if (!has_room(manuscript, count)) return;
  manuscript->links = memory_grow(manuscript->links, count, &manuscript->link_room, sizeof(Link));
  manuscript->links[manuscript->link_count++] = (Link){span, manuscript->target};
}

// Is the mark that ends where the text does still on? Only then does a blank belong to it.
static bool goes_on(const Manuscript *manuscript) {
  size_t count = manuscript->inline_count;
  const Inline *last = count ? &manuscript->inlines[count - 1] : NULL;
  return last && last->span.end == position(manuscript) && last->kinds == manuscript->kinds;
}

static bool link_goes_on(const Manuscript *manuscript) {
  size_t count = manuscript->link_count;
  const Link *last = count ? &manuscript->links[count - 1] : NULL;
  return manuscript->linked && last && last->span.end == position(manuscript) &&
         last->target.ptr == manuscript->target.ptr;
}

static void append(Manuscript *manuscript, Slice text, bool marked, bool linked) {
  if (text.len > IMPORT_BYTES_MAX - manuscript->text.len) manuscript->over = true;
  if (manuscript->over || text.len == 0) return;
  uint32_t start = position(manuscript);
  buffer_add(&manuscript->text, text);
  Span span = span_make(start, position(manuscript));
  if (marked) extend_inline(manuscript, span, manuscript->kinds);
  if (linked) extend_link(manuscript, span);
}

// ---- Blocks

static bool is_empty(const Manuscript *manuscript) {
  Slice text =
      slice_cut(buffer_slice(&manuscript->text), manuscript->block_start, manuscript->text.len);
  size_t pos = manuscript->block.mark.end > manuscript->block.mark.start
                   ? manuscript->block.mark.end - manuscript->block_start
                   : 0;
  uint32_t code_point;
  for (uint32_t len; (len = chars_at(text, pos, &code_point)) > 0; pos += len) {
    if (code_point > ' ' && !chars_is_blank(code_point) && !safe_is_ignored(code_point))
      return false;
  }
  return true;
}

static void begin(Manuscript *manuscript, ManuscriptBlock block) {
  manuscript->separator_start = manuscript->text.len;
  if (manuscript->text.len > 0) buffer_add_string(&manuscript->text, "\n\n");
  manuscript->block_start = manuscript->text.len;
  block.note = manuscript->note;
  block.mark = span_make(position(manuscript), position(manuscript));
  manuscript->block = block;
  manuscript->open = true;
  manuscript->blank_due = manuscript->line_due = false;
}

void manuscript_begin(Manuscript *manuscript, ManuscriptBlock block) {
  manuscript_end(manuscript);
  begin(manuscript, block);
}

static void cut_spans(Manuscript *manuscript, uint32_t end) {
  while (manuscript->inline_count &&
         manuscript->inlines[manuscript->inline_count - 1].span.end > end) {
    Span *span = &manuscript->inlines[manuscript->inline_count - 1].span;
    span->end = end;
    if (span->start < end) break;
    manuscript->inline_count--;
  }
  while (manuscript->link_count && manuscript->links[manuscript->link_count - 1].span.end > end) {
    Span *span = &manuscript->links[manuscript->link_count - 1].span;
    span->end = end;
    if (span->start < end) break;
    manuscript->link_count--;
  }
  while (manuscript->reference_count &&
         manuscript->references[manuscript->reference_count - 1].span.end > end) {
    manuscript->reference_count--;
  }
  while (manuscript->joint_count && manuscript->joints[manuscript->joint_count - 1].end > end) {
    manuscript->joint_count--;
  }
}

static void cut_text(Manuscript *manuscript, size_t len) {
  cut_spans(manuscript, (uint32_t)len);
  manuscript->text.len = len;
  if (manuscript->text.ptr) manuscript->text.ptr[len] = '\0';
}

static size_t trimmed_end(const Manuscript *manuscript) {
  size_t end = manuscript->text.len;
  while (end > manuscript->block_start && strchr(" \t\n\f", manuscript->text.ptr[end - 1])) end--;
  return end;
}

void manuscript_end(Manuscript *manuscript) {
  if (!manuscript->open) return;
  manuscript->open = false;
  if (is_empty(manuscript) || !has_room(manuscript, manuscript->block_count)) {
    cut_text(manuscript, manuscript->separator_start);
    return;
  }
  cut_text(manuscript, trimmed_end(manuscript));
  ManuscriptBlock *block = &manuscript->block;
  block->span = span_make((uint32_t)manuscript->block_start, position(manuscript));
  if (block->mark.end > block->span.end) block->mark.end = block->span.end;
  manuscript->blocks = memory_grow(manuscript->blocks, manuscript->block_count,
                                   &manuscript->block_room, sizeof *manuscript->blocks);
  manuscript->blocks[manuscript->block_count++] = *block;
}

static void open_block(Manuscript *manuscript) {
  if (manuscript->open) return;
  begin(manuscript, (ManuscriptBlock){.type = BLOCK_PARAGRAPH, .source = BLOCK_BY_MARKUP});
}

// ---- Characters

static bool at_block_start(const Manuscript *manuscript) {
  return manuscript->text.len == manuscript->block_start ||
         manuscript->text.len == manuscript->block.mark.end;
}

// Pays what is owed, now that words follow.
static void pay(Manuscript *manuscript) {
  bool blank = manuscript->blank_due, line = manuscript->line_due;
  manuscript->blank_due = manuscript->line_due = false;
  if (at_block_start(manuscript)) return;
  char last = manuscript->text.ptr[manuscript->text.len - 1];
  if (last == '\t' || last == '\n') return;
  bool marked = manuscript->kinds && goes_on(manuscript), linked = link_goes_on(manuscript);
  if (line) {
    manuscript->block.preformatted = true;
    append(manuscript, SLICE("\n"), marked, linked);
  } else if (blank) {
    append(manuscript, SLICE(" "), marked, linked);
  }
}

static void repair(Slice text, Buffer *out) {
  for (size_t pos = 0; pos < text.len;) {
    uint32_t code_point;
    pos += utf8_decode(slice_cut(text, pos, text.len), &code_point, NULL);
    buffer_add_code_point(out, code_point);
  }
}

// What libraries and other programs give may break in the middle of a character.
static Slice cleaned(Manuscript *manuscript, Slice text) {
  buffer_clear(&manuscript->scratch);
  Buffer repaired = {0};
  if (!utf8_valid(text)) {
    repair(text, &repaired);
    text = buffer_slice(&repaired);
  }
  clean_text(text, &manuscript->scratch);
  buffer_release(&repaired);
  return buffer_slice(&manuscript->scratch);
}

static bool is_space(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\f';
}

void manuscript_add_words(Manuscript *manuscript, Slice text) {
  text = cleaned(manuscript, text);
  for (size_t pos = 0; pos < text.len;) {
    if (is_space(text.ptr[pos])) {
      manuscript->blank_due = manuscript->open;
      pos++;
      continue;
    }
    size_t end = pos;
    while (end < text.len && !is_space(text.ptr[end])) end++;
    open_block(manuscript);
    pay(manuscript);
    append(manuscript, slice_cut(text, pos, end), manuscript->kinds != 0, manuscript->linked);
    pos = end;
  }
}

void manuscript_add_exact(Manuscript *manuscript, Slice text) {
  text = cleaned(manuscript, text);
  if (text.len == 0) return;
  open_block(manuscript);
  if (is_space(text.ptr[0])) manuscript->blank_due = manuscript->line_due = false;
  pay(manuscript);
  append(manuscript, text, manuscript->kinds != 0, manuscript->linked);
}

void manuscript_end_line(Manuscript *manuscript) {
  if (!manuscript->open || at_block_start(manuscript)) return;
  if (!manuscript->line_due || manuscript->block.type == BLOCK_TABLE) {
    manuscript->line_due = true;
    return;
  }
  ManuscriptBlock again = manuscript->block;
  again.preformatted = false;
  manuscript_begin(manuscript, again);
}

void manuscript_add_list_mark(Manuscript *manuscript, Slice mark) {
  open_block(manuscript);
  if (!at_block_start(manuscript)) return;
  bool apart = mark.len > 0 && mark.ptr[mark.len - 1] == ' ';
  Slice line = manuscript_keep(manuscript, mark);
  append(manuscript, line, false, false);
  if (line.len > 0 && apart) append(manuscript, SLICE(" "), false, false);
  manuscript->block.mark = span_make((uint32_t)manuscript->block_start, position(manuscript));
}

void manuscript_add_joint(Manuscript *manuscript, Slice text) {
  open_block(manuscript);
  if (at_block_start(manuscript) || !has_room(manuscript, manuscript->joint_count)) return;
  uint32_t start = position(manuscript);
  append(manuscript, text, false, false);
  manuscript->joints = memory_grow(manuscript->joints, manuscript->joint_count,
                                   &manuscript->joint_room, sizeof *manuscript->joints);
  manuscript->joints[manuscript->joint_count++] = span_make(start, position(manuscript));
}

// ---- Marks

void manuscript_set_kinds(Manuscript *manuscript, uint32_t kinds) {
  manuscript->kinds = kinds & INLINE_ALL;
}

void manuscript_open_link(Manuscript *manuscript, Slice target) {
  if (!slice_equal(manuscript->target, target))
    manuscript->target = manuscript_keep(manuscript, target);
  manuscript->linked = manuscript->target.len > 0;
}

void manuscript_close_link(Manuscript *manuscript) {
  manuscript->linked = false;
}

// ---- Notes

uint32_t manuscript_reserve_note(Manuscript *manuscript, Slice label) {
  if (!has_room(manuscript, manuscript->note_count)) return UINT32_MAX;
  manuscript->notes = memory_grow(manuscript->notes, manuscript->note_count, &manuscript->note_room,
                                  sizeof *manuscript->notes);
  manuscript->notes[manuscript->note_count] =
      (ManuscriptNote){.label = manuscript_keep(manuscript, label), .section = manuscript->section};
  return manuscript->note_count++;
}

void manuscript_add_reference(Manuscript *manuscript, Slice text, uint32_t note) {
  text = manuscript_keep(manuscript, text);
  if (text.len == 0 || note >= manuscript->note_count) return;
  open_block(manuscript);
  pay(manuscript);
  uint32_t start = position(manuscript);
  append(manuscript, text, false, false);
  if (start == position(manuscript) || !has_room(manuscript, manuscript->reference_count)) return;
  manuscript->references = memory_grow(manuscript->references, manuscript->reference_count,
                                       &manuscript->reference_room, sizeof(Reference));
  manuscript->references[manuscript->reference_count++] =
      (Reference){span_make(start, position(manuscript)), (int32_t)note};
}

void manuscript_begin_note(Manuscript *manuscript, uint32_t index) {
  manuscript_end(manuscript);
  if (index >= manuscript->note_count) return;
  ManuscriptNote *note = &manuscript->notes[index];
  manuscript->note = note->begun ? VERSION_NONE : (int32_t)index;
  if (note->begun) return;
  note->begun = true;
  note->section = manuscript->section;
  note->body = UINT32_MAX;
}

void manuscript_add_note_mark(Manuscript *manuscript, Slice mark) {
  if (manuscript->note == VERSION_NONE) {
    manuscript_add_words(manuscript, mark);
    return;
  }
  open_block(manuscript);
  pay(manuscript);
  append(manuscript, cleaned(manuscript, slice_trim(mark)), false, false);
  manuscript->notes[manuscript->note].body = position(manuscript);
  manuscript->blank_due = true;
}

void manuscript_end_note(Manuscript *manuscript) {
  manuscript_end(manuscript);
  manuscript->note = VERSION_NONE;
}

void manuscript_begin_section(Manuscript *manuscript) {
  manuscript_end_note(manuscript);
  manuscript->section++;
}

// ---- Metadata

Slice manuscript_keep(Manuscript *manuscript, Slice text) {
  Slice clean = cleaned(manuscript, text);
  Buffer line = {0};
  for (size_t pos = 0; pos < clean.len; pos++) {
    if (!is_space(clean.ptr[pos]))
      buffer_add_byte(&line, clean.ptr[pos]);
    else if (line.len > 0 && line.ptr[line.len - 1] != ' ')
      buffer_add_byte(&line, ' ');
  }
  Slice kept = arena_slice(manuscript->arena, slice_trim(buffer_slice(&line)));
  buffer_release(&line);
  return kept;
}

void manuscript_add_author(Manuscript *manuscript, Slice name) {
  Metadata *stated = &manuscript->stated;
  Slice kept = manuscript_keep(manuscript, name);
  if (kept.len == 0 || stated->author_count == AUTHORS_MAX) return;
  Slice *authors = arena_alloc(manuscript->arena, stated->author_count + 1, sizeof *authors);
  for (uint32_t i = 0; i < stated->author_count; i++) authors[i] = stated->authors[i];
  authors[stated->author_count++] = kept;
  stated->authors = authors;
}

bool manuscript_finish(Manuscript *manuscript, Error *err) {
  manuscript_end_note(manuscript);
  if (!manuscript->over) return true;
  error_set(err, ERROR_DATA,
            "this document has more than %d MiB of text or %d blocks, notes or links",
            IMPORT_BYTES_MAX >> 20, IMPORT_SPANS_MAX);
  return error_hint(err, "nothing was added; split the document and add its parts");
}
