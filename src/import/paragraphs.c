// SPDX-License-Identifier: MIT
// Cutting wrapped text into paragraphs. What is asked of a line looks at it, the line before it and
// the first line of the paragraph so far, so this is one pass.
//
//   │1. The pilot showed│          narrower than 3/4 of W: a line of its own
//   │    Freight on the trans-    │   indented beyond the line before: begins a paragraph
//   │Caspian route grew. [1] Two  │   same paragraph
//   │[1] A source that is as long │   a mark: begins one
//   │    as this,                 │   the paragraph is a note: its indent says nothing
#include "import/paragraphs.h"

#include "import/chars.h"
#include "import/definitions.h"
#include "import/import.h"
#include "import/lines.h"
#include "import/pages.h"

enum {
  ALONE_INDENT = 15, // form-feed text: titles and the like
  SHORT_COLUMNS =
      55, // a line narrower than this, and than 3/4 of the width, ends where it does on purpose
};

// What the paragraph so far is.
typedef struct Cutter {
  Draft *draft;
  DraftParagraph *current; // NULL before the first and after lines that stand alone
  bool is_note;
  uint32_t text_column; // where the words behind a list mark begin, else 0
} Cutter;

size_t paragraphs_list_mark(Slice text, bool *numbered) {
  static const char *const bullets[] = {"•", "◦", "▪", "●", "–", "—", "-", "*", NULL};
  size_t len = 0;
  *numbered = false;
  for (const char *const *bullet = bullets; *bullet && len == 0; bullet++) {
    len = chars_match(text, *bullet);
  }
  if (len == 0 && text.len) {
    Label label;
    len = labels_read_decimal(text, 0, 2, &label);
    if (len == 0 && text.ptr[0] >= 'a' && text.ptr[0] <= 'z') len = 1;
    if (len == 0 || len >= text.len || (text.ptr[len] != '.' && text.ptr[len] != ')')) return 0;
    len++;
    *numbered = true;
  }
  size_t end = len;
  uint32_t code_point, step;
  while ((step = chars_at(text, end, &code_point)) > 0 && chars_is_blank(code_point)) end += step;
  return end > len && end < text.len ? end : 0;
}

static bool begins_note(const Draft *draft, uint32_t index) {
  uint32_t styles = DEFINITION_SURE;
  if (draft->last_rule_line == UINT32_MAX || index <= draft->last_rule_line) {
    styles &= ~(1U << DEFINITION_SYMBOL);
  }
  Definition definition;
  return definitions_read(draft_line_text(draft, &draft->lines[index]), styles, &definition);
}

static bool begins_bullet(const Draft *draft, uint32_t index) {
  bool numbered;
  return paragraphs_list_mark(draft_line_text(draft, &draft->lines[index]), &numbered) && !numbered;
}

static bool stands_alone(const Draft *draft, const DraftLine *line) {
  if (line->hidden) return true;
  return draft->paged ? line->indent >= ALONE_INDENT : lines_is_table(draft_line_text(draft, line));
}

// The column of the words behind a list mark or a note mark "(1)", 0 where there is none.
static uint32_t text_column(const Draft *draft, const DraftLine *line) {
  Slice text = draft_line_text(draft, line);
  bool numbered;
  Definition definition;
  size_t mark = paragraphs_list_mark(text, &numbered);
  if (mark == 0 && definitions_read(text, 1U << DEFINITION_PAREN, &definition))
    mark = definition.body;
  return mark ? line->indent + chars_width_of(slice_cut(text, 0, mark)) : 0;
}

static bool is_short(const Draft *draft, const DraftLine *line) {
  return line->width < SHORT_COLUMNS && line->width * 4 < draft->widest * 3;
}

// Does the line begin something new because of its indent, or because the line before it ended
// early?
static bool is_set_off(const Cutter *cutter, const DraftLine *line) {
  if (cutter->is_note) return false;
  const DraftLine *first = &cutter->draft->lines[cutter->current->first_line];
  uint32_t before = line[-1].indent > cutter->text_column ? line[-1].indent : cutter->text_column;
  if (line->indent > before + 1) return true;
  return cutter->current->line_count == 1 && is_short(cutter->draft, first);
}

static bool begins_paragraph(const Cutter *cutter, uint32_t index) {
  const Draft *draft = cutter->draft;
  const DraftLine *line = &draft->lines[index];
  if (!cutter->current || line->gap || stands_alone(draft, line)) return true;
  if (pages_is_foot_mark(draft, index)) return true;
  if (cutter->current->foot) return false;
  return begins_note(draft, index) || begins_bullet(draft, index) || is_set_off(cutter, line);
}

static DraftParagraph *add_paragraph(Draft *draft, uint32_t index) {
  draft->paragraphs = memory_grow(draft->paragraphs, draft->paragraph_count, &draft->paragraph_room,
                                  sizeof *draft->paragraphs);
  DraftParagraph *paragraph = &draft->paragraphs[draft->paragraph_count++];
  const DraftLine *line = &draft->lines[index];
  *paragraph = (DraftParagraph){
      .first_line = index,
      .line_count = 1,
      .indent = line->indent,
      .least_indent = line->indent,
      .page = line->page,
      .note = VERSION_NONE,
      .gap = line->gap,
      .table = !draft->paged && lines_is_table(draft_line_text(draft, line)),
  };
  if (line->hidden) draft_classify(paragraph, BLOCK_FURNITURE);
  return paragraph;
}

static void start_paragraph(Cutter *cutter, uint32_t index) {
  Draft *draft = cutter->draft;
  const DraftLine *line = &draft->lines[index];
  DraftParagraph *paragraph = add_paragraph(draft, index);
  paragraph->foot = pages_is_foot_mark(draft, index);
  cutter->current = stands_alone(draft, line) ? NULL : paragraph;
  cutter->is_note = paragraph->foot || begins_note(draft, index);
  cutter->text_column = text_column(draft, line);
}

static void extend_paragraph(DraftParagraph *paragraph, const DraftLine *line) {
  paragraph->line_count++;
  paragraph->table = false;
  if (line->indent < paragraph->least_indent) paragraph->least_indent = line->indent;
}

bool paragraphs_cut(Draft *draft, Error *err) {
  Cutter cutter = {.draft = draft};
  for (uint32_t index = 0; index < draft->line_count; index++) {
    if (!draft->wrapped)
      add_paragraph(draft, index);
    else if (begins_paragraph(&cutter, index))
      start_paragraph(&cutter, index);
    else
      extend_paragraph(cutter.current, &draft->lines[index]);
    if (!draft_check_count(draft->paragraph_count, IMPORT_SPANS_MAX, "paragraphs", err))
      return false;
  }
  return true;
}
