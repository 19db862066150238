// SPDX-License-Identifier: MIT
// Rules over given blocks. A draft is made as if rules 1 to 4 had cut the paragraphs: one line
// each, its view without what vanishes. From there on the rules are those of plain text; they leave
// alone what the format is sure of.
//
//   manuscript ─ paragraphs, views ─▶ draft ─ given notes, or rules 5 to 9 ─ back references
//              ─ header ─ blocks ─ assemble ─▶ version
#include "import/structured.h"

#include "base/safe.h"
#include "import/assemble.h"
#include "import/backrefs.h"
#include "import/blocks.h"
#include "import/chars.h"
#include "import/draft.h"
#include "import/footnotes.h"
#include "import/header.h"
#include "import/references.h"

#include <stdlib.h>

enum { RAISED_DIGITS_MAX = 3, RAISED_MAX = 24 }; // of a label, of all that is raised together

typedef struct Structuring {
  const Manuscript *manuscript;
  Draft *draft;
  int32_t *note_at;     // of each reserved note: its index in the draft, or VERSION_NONE
  size_t joint, raised; // the next of each behind what is viewed
} Structuring;

// ---- Paragraphs and their views

// UTF-8 of the superscript of a digit.
static const char *const superscripts[10] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};

// Each of its bytes stands for the one digit, so that spans of views lead back to it.
static void add_superscript(Draft *draft, uint32_t stored, char digit) {
  const char *shape = superscripts[digit - '0'];
  for (size_t i = 0; shape[i]; i++) draft_add_view(draft, stored, slice_make(shape + i, 1));
}

// Is it the label of a note that is looked for in the words?
static bool is_raised_label(const Structuring *structuring, const Inline *mark) {
  uint32_t len = span_len(mark->span);
  if (structuring->draft->notes_given || !(mark->kinds & INLINE_RAISED)) return false;
  if (len == 0 || len > RAISED_MAX) return false;
  uint32_t digits = 0;
  for (uint32_t pos = mark->span.start; pos < mark->span.end; pos++) {
    char byte = structuring->manuscript->text.ptr[pos];
    bool digit = chars_is_digit((unsigned char)byte);
    digits = digit ? digits + 1 : 0;
    if (digits > RAISED_DIGITS_MAX || (!digit && byte != ',' && byte != ' ')) return false;
  }
  return true;
}

static bool in_raised_label(Structuring *structuring, uint32_t pos) {
  const Manuscript *manuscript = structuring->manuscript;
  while (structuring->raised < manuscript->inline_count &&
         manuscript->inlines[structuring->raised].span.end <= pos) {
    structuring->raised++;
  }
  const Inline *mark = &manuscript->inlines[structuring->raised];
  return structuring->raised < manuscript->inline_count && mark->span.start <= pos &&
         is_raised_label(structuring, mark);
}

// Where the joint at pos ends, or pos.
static uint32_t behind_joint(Structuring *structuring, uint32_t pos) {
  const Manuscript *manuscript = structuring->manuscript;
  while (structuring->joint < manuscript->joint_count &&
         manuscript->joints[structuring->joint].end <= pos) {
    structuring->joint++;
  }
  const Span *joint = &manuscript->joints[structuring->joint];
  bool inside = structuring->joint < manuscript->joint_count && joint->start <= pos;
  return inside ? joint->end : pos;
}

static void build_view(Structuring *structuring, DraftParagraph *paragraph, Span span) {
  Draft *draft = structuring->draft;
  Slice text = draft_text(draft);
  size_t start = draft->views.len;
  uint32_t blank = UINT32_MAX; // where the blank stands that is due
  for (uint32_t pos = span.start; pos < span.end;) {
    uint32_t behind = behind_joint(structuring, pos);
    if (behind > pos) {
      pos = behind;
      continue;
    }
    uint32_t code_point, len = chars_at(text, pos, &code_point);
    if (code_point == '\n' || chars_is_blank(code_point)) {
      if (!in_raised_label(structuring, pos)) blank = pos;
    } else if (code_point < 0x80 || !safe_is_ignored(code_point)) {
      if (blank != UINT32_MAX && draft->views.len > start) draft_add_view(draft, blank, SLICE(" "));
      blank = UINT32_MAX;
      if (chars_is_digit(code_point) && in_raised_label(structuring, pos))
        add_superscript(draft, pos, text.ptr[pos]);
      else
        draft_add_view(draft, pos, slice_cut(text, pos, pos + len));
    }
    pos += len;
  }
  paragraph->view = span_make((uint32_t)start, (uint32_t)draft->views.len);
  paragraph->width = chars_width_of(draft_view(draft, paragraph));
}

static void add_line(Draft *draft, Span span) {
  draft->lines = memory_grow(draft->lines, draft->line_count, &draft->line_room, sizeof(DraftLine));
  draft->lines[draft->line_count++] = (DraftLine){.span = span, .gap = true};
}

static void add_paragraph(Structuring *structuring, const ManuscriptBlock *block) {
  Draft *draft = structuring->draft;
  add_line(draft, block->span);
  draft->paragraphs = memory_grow(draft->paragraphs, draft->paragraph_count, &draft->paragraph_room,
                                  sizeof(DraftParagraph));
  DraftParagraph *paragraph = &draft->paragraphs[draft->paragraph_count++];
  *paragraph = (DraftParagraph){
      .first_line = draft->line_count - 1,
      .line_count = 1,
      .note = VERSION_NONE,
      .gap = true,
      .source = block->source,
      .given = block->type,
      .given_level = block->level,
      .preformatted = block->preformatted,
      .continues = block->continues,
  };
  build_view(structuring, paragraph, block->span);
  if (block->mark.end > block->mark.start) {
    paragraph->list_mark = draft_view_at(draft, block->mark.end) - paragraph->view.start;
  }
  if (block->source == BLOCK_FIXED) draft_classify_given(paragraph);
}

static void copy_joints(Structuring *structuring) {
  const Manuscript *manuscript = structuring->manuscript;
  Draft *draft = structuring->draft;
  draft->joints = memory_new(manuscript->joint_count + 1, sizeof *draft->joints);
  if (manuscript->joint_count) {
    memcpy(draft->joints, manuscript->joints, manuscript->joint_count * sizeof *draft->joints);
  }
  draft->joint_count = draft->joint_room = manuscript->joint_count;
}

static void make_draft(Structuring *structuring) {
  const Manuscript *manuscript = structuring->manuscript;
  Draft *draft = structuring->draft;
  draft->structured = true;
  buffer_add(&draft->text, buffer_slice(&manuscript->text));
  draft->links = manuscript->links;
  draft->link_count = manuscript->link_count;
  draft->inlines = manuscript->inlines;
  draft->inline_count = manuscript->inline_count;
  draft->stated = draft->metadata = manuscript->stated;
  copy_joints(structuring);
  for (uint32_t i = 0; i < manuscript->block_count; i++) {
    add_paragraph(structuring, &manuscript->blocks[i]);
  }
}

// ---- Given notes

static Label parse_label(Slice text, uint32_t last) {
  Label label;
  bool whole = text.len > 0 && (labels_read_decimal(text, 0, 4, &label) == text.len ||
                                labels_read_roman(text, 0, &label) == text.len ||
                                labels_read_symbols(text, 0, &label) == text.len);
  return whole ? label : (Label){LABEL_NUMBER, last + 1};
}

// Where in the views the words of a note begin.
static uint32_t body_of(const Draft *draft, const ManuscriptNote *given,
                        const DraftParagraph *first) {
  if (given->body == UINT32_MAX) return first->view.start;
  uint32_t body = draft_view_at(draft, given->body);
  while (body < first->view.end && draft->views.ptr[body] == ' ') body++;
  return body;
}

static void add_note(Structuring *structuring, uint32_t index, uint32_t paragraph) {
  const ManuscriptNote *given = &structuring->manuscript->notes[index];
  Draft *draft = structuring->draft;
  const DraftNote *before = draft->note_count ? &draft->notes[draft->note_count - 1] : NULL;
  uint32_t last = before ? before->label.value : 0;
  Label label = parse_label(given->label, last);
  uint32_t section = given->section;
  bool restarts = !structuring->manuscript->notes_known && label.value <= last;
  bool new_run = before && (restarts || section != before->section);
  uint32_t start = draft->paragraphs[paragraph].view.start;
  DraftNote note = {
      .paragraph = paragraph,
      .label = label,
      .written = given->label,
      .mark = span_make(start, start),
      .body = body_of(draft, given, &draft->paragraphs[paragraph]),
      .run = before ? before->run + new_run : 0,
      .section = section,
      .target = VERSION_NONE,
      .root = VERSION_NONE,
  };
  if (note.written.len == 0) {
    char text[LABEL_TEXT_SIZE];
    labels_write(label, text);
    note.written = arena_slice(draft->arena, slice_of(text));
  }
  draft->notes = memory_grow(draft->notes, draft->note_count, &draft->note_room, sizeof note);
  structuring->note_at[index] = (int32_t)draft->note_count;
  draft->notes[draft->note_count++] = note;
  draft->run_count = note.run + 1;
}

static void add_notes(Structuring *structuring) {
  const Manuscript *manuscript = structuring->manuscript;
  Draft *draft = structuring->draft;
  for (uint32_t i = 0; i < manuscript->block_count; i++) {
    int32_t index = manuscript->blocks[i].note;
    if (index == VERSION_NONE) continue;
    if (structuring->note_at[index] == VERSION_NONE) add_note(structuring, (uint32_t)index, i);
    DraftParagraph *paragraph = &draft->paragraphs[i];
    draft_classify(paragraph, BLOCK_NOTE);
    paragraph->note = structuring->note_at[index];
    draft->notes[paragraph->note].paragraph_count++;
  }
}

// Of several references with one span, as a stored "[1, 2]" has them, comes one mark.
static void add_mark(Draft *draft, uint32_t paragraph, Span view, int32_t note) {
  DraftMark *last = draft->mark_count ? &draft->marks[draft->mark_count - 1] : NULL;
  draft->targets[draft->label_count++] = note;
  if (last && span_equal(last->view, view)) {
    last->label_count++;
    return;
  }
  draft->marks = memory_grow(draft->marks, draft->mark_count, &draft->mark_room, sizeof(DraftMark));
  draft->marks[draft->mark_count++] = (DraftMark){
      .view = view,
      .paragraph = paragraph,
      .first_label = (uint32_t)draft->label_count - 1,
      .label_count = 1,
  };
  DraftParagraph *owner = &draft->paragraphs[paragraph];
  if (owner->mark_count++ == 0) owner->first_mark = (uint32_t)draft->mark_count - 1;
}

static void add_references(Structuring *structuring) {
  const Manuscript *manuscript = structuring->manuscript;
  Draft *draft = structuring->draft;
  draft->targets = memory_new(manuscript->reference_count + 1, sizeof *draft->targets);
  uint32_t paragraph = 0;
  for (size_t i = 0; i < manuscript->reference_count; i++) {
    const Reference *reference = &manuscript->references[i];
    while (manuscript->blocks[paragraph].span.end < reference->span.end) paragraph++;
    int32_t note = structuring->note_at[reference->note];
    Span view = span_make(draft_view_at(draft, reference->span.start),
                          draft_view_at(draft, reference->span.end));
    if (note != VERSION_NONE && !span_is_empty(view)) add_mark(draft, paragraph, view, note);
  }
}

// ---- Which notes count

static bool any_note_begun(const Manuscript *manuscript) {
  for (uint32_t i = 0; i < manuscript->block_count; i++) {
    if (manuscript->blocks[i].note != VERSION_NONE) return true;
  }
  return false;
}

// Has the format any mark that leads to a note with words? Notes that nothing refers to are no
// answer to what the marks in the text mean, and of a note without words nothing is stored.
static bool any_note_referred(const Manuscript *manuscript) {
  bool *worded = memory_new(manuscript->note_count + 1, sizeof *worded), referred = false;
  for (uint32_t i = 0; i < manuscript->block_count; i++) {
    int32_t note = manuscript->blocks[i].note;
    if (note != VERSION_NONE) worded[note] = true;
  }
  for (size_t i = 0; i < manuscript->reference_count && !referred; i++)
    referred = worded[manuscript->references[i].note];
  free(worded);
  return referred;
}

// ---- Given notes among those that the rules have found

// Notes stand in the order of their paragraphs; runs count up along them.
static void reorder_notes(Draft *draft, uint32_t found) {
  DraftNote *merged = memory_new(draft->note_count + 1, sizeof *merged);
  uint32_t *moved = memory_new(draft->note_count + 1, sizeof *moved);
  for (uint32_t at = 0, a = 0, b = found; at < draft->note_count; at++) {
    bool first = b == draft->note_count ||
                 (a < found && draft->notes[a].paragraph < draft->notes[b].paragraph);
    uint32_t from = first ? a++ : b++;
    merged[at] = draft->notes[from];
    moved[from] = at;
  }
  uint32_t run = 0;
  for (uint32_t at = 0, before = 0; at < draft->note_count; at++) {
    uint32_t own = merged[at].run;
    run += at > 0 && own != before;
    before = own;
    merged[at].run = run;
  }
  draft->run_count = run + 1;
  for (size_t i = 0; draft->targets && i < draft->label_count; i++) {
    if (draft->targets[i] != VERSION_NONE) draft->targets[i] = (int32_t)moved[draft->targets[i]];
  }
  for (uint32_t i = 0; i < draft->paragraph_count; i++) {
    DraftParagraph *paragraph = &draft->paragraphs[i];
    if (paragraph->note != VERSION_NONE) paragraph->note = (int32_t)moved[paragraph->note];
  }
  memcpy(draft->notes, merged, draft->note_count * sizeof *merged);
  free(merged);
  free(moved);
}

// The rules look at what the format leaves over.
static bool find_notes(Structuring *structuring, Error *err) {
  Draft *draft = structuring->draft;
  const Manuscript *manuscript = structuring->manuscript;
  for (uint32_t i = 0; i < manuscript->block_count; i++) {
    if (manuscript->blocks[i].note != VERSION_NONE)
      draft_classify(&draft->paragraphs[i], BLOCK_NOTE);
  }
  MarkStyle style;
  if (footnotes_find(draft, &style) && !references_find(draft, style, err)) return false;
  uint32_t found = draft->note_count;
  add_notes(structuring);
  if (found > 0 && found < draft->note_count) reorder_notes(draft, found);
  return true;
}

static bool read_notes(Structuring *structuring, Error *err) {
  Draft *draft = structuring->draft;
  const Manuscript *manuscript = structuring->manuscript;
  if (manuscript->notes_known || any_note_referred(manuscript)) {
    add_notes(structuring);
    add_references(structuring);
  } else if (!find_notes(structuring, err)) {
    return false;
  }
  backrefs_resolve(draft);
  return true;
}

// ---- The whole

static Version *read_draft(Structuring *structuring, Error *err) {
  Draft *draft = structuring->draft;
  draft->notes_given = any_note_begun(structuring->manuscript);
  make_draft(structuring);
  if (!read_notes(structuring, err)) return NULL;
  header_read(draft);
  blocks_classify(draft);
  return assemble_version(draft, err);
}

Version *structured_version(const Manuscript *manuscript, Error *err) {
  Draft draft;
  draft_init(&draft);
  Structuring structuring = {.manuscript = manuscript, .draft = &draft};
  structuring.note_at = memory_new(manuscript->note_count + 1, sizeof *structuring.note_at);
  for (uint32_t i = 0; i < manuscript->note_count; i++) structuring.note_at[i] = VERSION_NONE;
  Version *version = read_draft(&structuring, err);
  free(structuring.note_at);
  draft_release(&draft);
  return version;
}
