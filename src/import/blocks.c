// SPDX-License-Identifier: MIT
// Blocks, in two passes: first what is hidden or structural, then, from the end backwards, the
// rest, for a heading is known by what follows it.
#include "import/blocks.h"

#include "base/utf8.h"
#include "import/chars.h"
#include "import/paragraphs.h"
#include "import/phrases.h"

enum {
  HEADING_COLUMNS_MAX = 90,
  NUMBERED_HEADING_COLUMNS_MAX = 59, // wider numbered lines are list items
  LEVEL_DEFAULT = 2,
  LEVEL_LAST = 6,
  QUOTATION_INDENT = 4,
  QUOTATION_PARAGRAPHS_LEAST = 4,
  LAST_PARAGRAPHS = 3, // where a disclaimer may stand
};

typedef struct Classifier {
  Draft *draft;
  const DraftParagraph *next; // the next block of the text, or NULL
  uint32_t behind;            // blocks of the text after the current one
  bool quotations;            // a deep indent means a quotation
} Classifier;

// ---- Hidden and structural lines

static bool equals_title(const Draft *draft, Slice view) {
  return view.len && slice_equal(view, draft->metadata.title);
}

// Where the format says so, a table or code is what it is, whatever its words.
static bool is_beyond_rules(const DraftParagraph *paragraph) {
  return paragraph->source == BLOCK_BY_MARKUP &&
         (paragraph->given == BLOCK_TABLE || paragraph->given == BLOCK_CODE ||
          paragraph->given == BLOCK_RULE);
}

static void classify_line(Draft *draft, DraftParagraph *paragraph) {
  if (is_beyond_rules(paragraph)) return;
  Slice view = draft_view(draft, paragraph);
  if (equals_title(draft, view) || phrases_is_contents_line(view)) {
    draft_classify(paragraph, BLOCK_FURNITURE);
    return;
  }
  if (phrases_is_rule_line(view)) {
    draft_classify(paragraph, BLOCK_RULE);
    return;
  }
  if (view.len > PHRASES_FURNITURE_MAX * 4) return;
  Slice folded = draft_fold(draft, paragraph->view, PHRASES_FURNITURE_MAX * 4);
  if (phrases_is_furniture(folded))
    draft_classify(paragraph, BLOCK_FURNITURE);
  else if (phrases_is_notes_heading(folded) || phrases_is_contents(folded)) {
    draft_classify(paragraph, BLOCK_NOTES_TITLE);
  }
}

// ---- Disclaimers, tables, quotations

static bool is_disclaimer(const Classifier *classifier, const DraftParagraph *paragraph) {
  Draft *draft = classifier->draft;
  Slice view = draft_view(draft, paragraph);
  if (classifier->behind >= LAST_PARAGRAPHS && !chars_match(view, "*")) return false;
  if (view.len > PHRASES_DISCLAIMER_MAX * 4 || utf8_count(view) > PHRASES_DISCLAIMER_MAX)
    return false;
  return phrases_is_disclaimer(draft_fold(draft, paragraph->view, view.len));
}

static bool means_quotation(const Draft *draft, const DraftParagraph *paragraph) {
  return !draft->paged && paragraph->least_indent >= QUOTATION_INDENT;
}

static bool quotations_stand_out(const Draft *draft) {
  size_t indented = 0;
  for (uint32_t i = 0; i < draft->paragraph_count; i++) {
    indented += means_quotation(draft, &draft->paragraphs[i]);
  }
  return draft->paragraph_count >= QUOTATION_PARAGRAPHS_LEAST &&
         indented * 2 < draft->paragraph_count;
}

// ---- Headings and list items

uint32_t blocks_number_parts(Slice view) {
  uint32_t parts = 0;
  size_t pos = 0;
  bool closed = false;
  for (Label label; pos < view.len;) {
    size_t len = labels_read_decimal(view, pos, 2, &label);
    if (len == 0) break;
    parts++;
    pos += len;
    closed = pos < view.len && (view.ptr[pos] == '.' || view.ptr[pos] == ')');
    if (!closed) break;
    pos++;
  }
  bool ends = parts > 0 && pos < view.len && view.ptr[pos] == ' ';
  return ends && (parts > 1 || closed) ? parts : 0;
}

bool blocks_ends_with_stop(Slice view) {
  static const uint32_t stops[] = {'.',    0x3002, '!',    ';',    ',',    ':',    0x2026, 0xFF0E,
                                   0xFF01, 0xFF1B, 0xFF0C, 0xFF1A, 0x3001, 0x060C, 0x061B, 0};
  uint32_t code_point;
  size_t end = view.len;
  for (uint32_t len; (len = chars_before(view, end, &code_point)) > 0; end -= len) {
    if (!chars_is_closing(code_point)) break;
  }
  const uint32_t *stop = stops;
  while (*stop && *stop != code_point) stop++;
  return *stop != 0;
}

static uint8_t heading_level(Slice view) {
  uint32_t parts = blocks_number_parts(view);
  uint32_t level = parts ? parts + 1 : LEVEL_DEFAULT;
  return (uint8_t)(level < LEVEL_LAST ? level : LEVEL_LAST);
}

static void make_heading(DraftParagraph *paragraph, Slice view) {
  draft_classify(paragraph, BLOCK_HEADING);
  paragraph->level = heading_level(view);
}

static bool next_is_longer(const Classifier *classifier, const DraftParagraph *paragraph) {
  return classifier->next && classifier->next->width > paragraph->width;
}

// A short numbered line over a longer paragraph heads it; all others are list items.
static bool classify_list_item(const Classifier *classifier, DraftParagraph *paragraph,
                               Slice view) {
  bool numbered;
  size_t mark = paragraphs_list_mark(view, &numbered);
  if (mark == 0) return false;
  bool heads = numbered && chars_is_digit((unsigned char)view.ptr[0]) &&
               paragraph->width <= NUMBERED_HEADING_COLUMNS_MAX && !blocks_ends_with_stop(view) &&
               next_is_longer(classifier, paragraph);
  if (heads) {
    make_heading(paragraph, view);
    return true;
  }
  draft_classify(paragraph, BLOCK_LIST_ITEM);
  paragraph->list_mark = (uint32_t)mark;
  return true;
}

static bool is_heading(const Classifier *classifier, const DraftParagraph *paragraph, Slice view) {
  const DraftParagraph *next = classifier->next;
  uint32_t first;
  chars_at(view, 0, &first);
  if (paragraph->width > HEADING_COLUMNS_MAX || paragraph->mark_count || !next) return false;
  if (chars_is_opening(first) || blocks_ends_with_stop(view)) return false;
  bool numbered =
      blocks_number_parts(view) > 1 || blocks_number_parts(draft_view(classifier->draft, next)) > 1;
  return next_is_longer(classifier, paragraph) || next->type == BLOCK_LIST_ITEM || numbered;
}

static void classify_block(const Classifier *classifier, DraftParagraph *paragraph) {
  Slice view = draft_view(classifier->draft, paragraph);
  if (is_disclaimer(classifier, paragraph))
    draft_classify(paragraph, BLOCK_DISCLAIMER);
  else if (paragraph->source == BLOCK_BY_MARKUP)
    draft_classify_given(paragraph);
  else if (paragraph->table)
    draft_classify(paragraph, BLOCK_TABLE);
  else if (classify_list_item(classifier, paragraph, view))
    return;
  else if (is_heading(classifier, paragraph, view))
    make_heading(paragraph, view);
  else if (classifier->quotations && means_quotation(classifier->draft, paragraph)) {
    draft_classify(paragraph, BLOCK_QUOTATION);
  } else
    draft_classify(paragraph, BLOCK_PARAGRAPH);
}

// ---- Over pages (rule 4.4)

bool blocks_begins_low(Slice view) {
  uint32_t code_point;
  chars_at(view, 0, &code_point);
  return chars_is_lower(code_point);
}

static bool is_hidden_or_note(const DraftParagraph *paragraph) {
  return paragraph->type == BLOCK_FURNITURE || paragraph->type == BLOCK_NOTE;
}

static void mark_continuations(Draft *draft) {
  const DraftParagraph *before = NULL;
  for (uint32_t i = 0; i < draft->paragraph_count; i++) {
    DraftParagraph *paragraph = &draft->paragraphs[i];
    if (is_hidden_or_note(paragraph)) continue;
    paragraph->continues = before && before->page != paragraph->page &&
                           before->type == BLOCK_PARAGRAPH && paragraph->type == BLOCK_PARAGRAPH &&
                           blocks_begins_low(draft_view(draft, paragraph)) &&
                           !blocks_ends_with_stop(draft_view(draft, before));
    before = paragraph;
  }
}

void blocks_classify(Draft *draft) {
  Classifier classifier = {.draft = draft, .quotations = quotations_stand_out(draft)};
  for (uint32_t i = 0; i < draft->paragraph_count; i++) {
    if (!draft->paragraphs[i].classified) classify_line(draft, &draft->paragraphs[i]);
  }
  for (uint32_t i = draft->paragraph_count; i-- > 0;) {
    DraftParagraph *paragraph = &draft->paragraphs[i];
    if (paragraph->classified) continue;
    classify_block(&classifier, paragraph);
    classifier.next = paragraph;
    classifier.behind++;
  }
  if (draft->paged) mark_continuations(draft);
}
