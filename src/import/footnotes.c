// SPDX-License-Identifier: MIT
// Notes. All paragraphs that could define a note are collected, whatever their style; the style
// whose labels the text refers to most is the brief's; of that style those are accepted whose
// labels count on.
//
//   candidates   [1] [2] (1) (2) (3) [1]         in order of the text
//   style        bracket: 2 + 2 + 2              paren: 0, nothing refers to them
//   accepted     [1] [2]             [1]
//   runs         └─ 0 ─┘             └ 1         a value that does not rise begins a run
#include "import/footnotes.h"

#include "import/blocks.h"
#include "import/chars.h"
#include "import/definitions.h"
#include "import/phrases.h"

#include <stdlib.h>

enum {
  HEADING_BYTES_MAX = 120,
  MARK_STYLES_MAX = 5, // ways to refer to one style of definition
  LEAP_MAX = 5,        // labels that may be missing in a run
  HANGING_INDENT = 3,  // of the paragraphs that go on a note
  PAGED_INDENT_MAX = 15,
  FOOT_DIGITS_MAX = 3,
};

typedef struct Candidate {
  uint32_t paragraph;
  Definition definition;
} Candidate;

typedef struct Finder {
  Draft *draft;
  Candidate *candidates;
  size_t count, room;
  bool has_heading;  // the brief has a notes heading
  bool *seen;        // label keys that some mark of the style looked at refers to
  uint8_t *style_of; // of each paragraph: DefinitionStyle + 1, or 0
} Finder;

// How definitions may be referred to, the first preferred.
typedef struct StyleRow {
  MarkStyle marks[MARK_STYLES_MAX];
  int count;
  bool must_be_referred; // else numbered lists would be notes
} StyleRow;

static const StyleRow rows[DEFINITION_STYLES] = {
    [DEFINITION_BRACKET] = {{MARK_BRACKET}, 1, false},
    [DEFINITION_FULLWIDTH] = {{MARK_FULLWIDTH}, 1, false},
    [DEFINITION_PAREN] = {{MARK_PAREN, MARK_BRACKET, MARK_SUPERSCRIPT}, 3, true},
    [DEFINITION_SUPERSCRIPT] = {{MARK_SUPERSCRIPT}, 1, false},
    [DEFINITION_CIRCLED] = {{MARK_CIRCLED}, 1, false},
    [DEFINITION_SYMBOL] = {{MARK_SYMBOL}, 1, false},
    [DEFINITION_NUMBER] = {{MARK_GLUED, MARK_BRACKET, MARK_SUPERSCRIPT, MARK_PAREN, MARK_HALF},
                           5,
                           true},
    [DEFINITION_LABELLED] = {{MARK_LABELLED}, 1, true},
    [DEFINITION_FOOT] = {{MARK_GLUED}, 1, false},
};

// ---- Candidates (rule 5)

static bool read_foot(Slice view, Definition *definition) {
  size_t len = labels_read_decimal(view, 0, FOOT_DIGITS_MAX, &definition->label);
  definition->style = DEFINITION_FOOT;
  definition->mark = span_make(0, (uint32_t)len);
  definition->body = (uint32_t)len + 1;
  return len > 0 && len + 1 < view.len;
}

static uint32_t possible_styles(const Finder *finder, const DraftParagraph *paragraph) {
  uint32_t styles = DEFINITION_ALL, last = finder->draft->last_rule_line;
  if (!finder->has_heading) styles &= ~(1U << DEFINITION_NUMBER);
  if (last == UINT32_MAX || paragraph->first_line <= last) styles &= ~(1U << DEFINITION_SYMBOL);
  return styles;
}

static void add_candidate(Finder *finder, uint32_t index, const Definition *definition) {
  finder->candidates =
      memory_grow(finder->candidates, finder->count, &finder->room, sizeof *finder->candidates);
  finder->candidates[finder->count++] = (Candidate){index, *definition};
  finder->style_of[index] = (uint8_t)(definition->style + 1);
}

static bool is_heading(Draft *draft, const DraftParagraph *paragraph) {
  if (span_len(paragraph->view) > HEADING_BYTES_MAX) return false;
  return phrases_is_notes_heading(draft_fold(draft, paragraph->view, HEADING_BYTES_MAX));
}

static void collect_candidates(Finder *finder) {
  Draft *draft = finder->draft;
  for (uint32_t i = 0; i < draft->paragraph_count; i++) {
    const DraftParagraph *paragraph = &draft->paragraphs[i];
    if (paragraph->classified) continue;
    Slice view = draft_view(draft, paragraph);
    Definition definition;
    bool defines = paragraph->foot
                       ? read_foot(view, &definition)
                       : definitions_read(view, possible_styles(finder, paragraph), &definition);
    uint32_t start = paragraph->view.start;
    if (defines && draft_is_literal(draft, span_make(start, start + 1))) continue;
    if (defines)
      add_candidate(finder, i, &definition);
    else if (is_heading(draft, paragraph))
      finder->has_heading = true;
  }
}

// ---- The brief's style (rule 6)

static void see_marks(Finder *finder, const DraftParagraph *paragraph, MarkStyle style) {
  MarkScan scan;
  Mark mark;
  marks_scan_start(&scan, draft_view(finder->draft, paragraph), style, finder->draft->paged);
  uint32_t start = paragraph->view.start;
  while (marks_scan_next(&scan, &mark)) {
    Span view = span_make(start + mark.span.start, start + mark.span.end);
    if (draft_is_literal(finder->draft, view)) continue;
    for (uint32_t i = 0; i < mark.label_count; i++) finder->seen[labels_key(mark.labels[i])] = true;
  }
}

// Which labels do marks of this style name, outside the definitions of that one?
static void see_all_marks(Finder *finder, MarkStyle marks, DefinitionStyle style) {
  memset(finder->seen, 0, LABEL_KEYS * sizeof *finder->seen);
  for (uint32_t i = 0; i < finder->draft->paragraph_count; i++) {
    const DraftParagraph *paragraph = &finder->draft->paragraphs[i];
    if (!paragraph->classified && finder->style_of[i] != style + 1)
      see_marks(finder, paragraph, marks);
  }
}

typedef struct Tally {
  size_t definitions, referred;
} Tally;

static Tally tally_style(const Finder *finder, DefinitionStyle style) {
  Tally tally = {0};
  for (size_t i = 0; i < finder->count; i++) {
    const Definition *definition = &finder->candidates[i].definition;
    if (definition->style != style) continue;
    tally.definitions++;
    tally.referred += finder->seen[labels_key(definition->label)];
  }
  return tally;
}

// Different labels of definitions that are referred to.
static size_t count_labels(const Finder *finder, DefinitionStyle style, bool *counted) {
  memset(counted, 0, LABEL_KEYS * sizeof *counted);
  size_t count = 0;
  for (size_t i = 0; i < finder->count; i++) {
    const Definition *definition = &finder->candidates[i].definition;
    uint32_t key = labels_key(definition->label);
    if (definition->style != style || !finder->seen[key] || counted[key]) continue;
    counted[key] = true;
    count++;
  }
  return count;
}

// The style of marks that names most of the definitions' labels.
static MarkStyle best_marks(Finder *finder, DefinitionStyle style) {
  const StyleRow *row = &rows[style];
  MarkStyle best = row->marks[0];
  if (row->count == 1) return best;
  bool *counted = memory_new(LABEL_KEYS, sizeof *counted);
  size_t most = 0;
  for (int i = 0; i < row->count; i++) {
    see_all_marks(finder, row->marks[i], style);
    size_t count = count_labels(finder, style, counted);
    if (count <= most) continue;
    most = count;
    best = row->marks[i];
  }
  free(counted);
  return best;
}

static bool has_definition(const Finder *finder, DefinitionStyle style) {
  for (size_t i = 0; i < finder->count; i++) {
    if (finder->candidates[i].definition.style == style) return true;
  }
  return false;
}

static size_t score_style(Finder *finder, DefinitionStyle style, MarkStyle *marks) {
  if (!has_definition(finder, style)) return 0;
  *marks = best_marks(finder, style);
  see_all_marks(finder, *marks, style);
  Tally tally = tally_style(finder, style);
  if (rows[style].must_be_referred && tally.referred == 0) return 0;
  bool likely = finder->has_heading || tally.definitions >= 2;
  return 2 * tally.referred + (likely ? tally.definitions - tally.referred : 0);
}

// Leaves the labels that are referred to in finder->seen.
static bool choose_style(Finder *finder, DefinitionStyle *style, MarkStyle *marks) {
  size_t best = 0;
  for (DefinitionStyle candidate = 0; candidate < DEFINITION_STYLES; candidate++) {
    MarkStyle candidate_marks;
    size_t score = score_style(finder, candidate, &candidate_marks);
    if (score <= best) continue;
    best = score;
    *style = candidate;
    *marks = candidate_marks;
  }
  if (best > 0) see_all_marks(finder, *marks, *style);
  return best > 0;
}

// ---- Accepting, runs (rules 6.3 and 7)

static bool is_accepted(const Finder *finder, const Definition *definition, uint32_t last) {
  uint32_t value = definition->label.value;
  if (definition->style == DEFINITION_SYMBOL || value == 1) return true;
  if (value > last && value <= last + LEAP_MAX) return true;
  bool first = finder->draft->note_count == 0;
  return first && definition->style == DEFINITION_BRACKET &&
         finder->seen[labels_key(definition->label)];
}

static void add_note(Draft *draft, const Candidate *candidate) {
  DraftParagraph *paragraph = &draft->paragraphs[candidate->paragraph];
  const Definition *definition = &candidate->definition;
  uint32_t start = paragraph->view.start;
  const DraftNote *before = draft->note_count ? &draft->notes[draft->note_count - 1] : NULL;
  bool new_run = before && definition->label.value <= before->label.value;
  draft->notes =
      memory_grow(draft->notes, draft->note_count, &draft->note_room, sizeof *draft->notes);
  uint32_t run = before ? draft->notes[draft->note_count - 1].run + new_run : 0;
  draft->notes[draft->note_count] = (DraftNote){
      .paragraph = candidate->paragraph,
      .paragraph_count = 1,
      .label = definition->label,
      .mark = span_make(start + definition->mark.start, start + definition->mark.end),
      .body = start + definition->body,
      .run = run,
      .target = VERSION_NONE,
      .root = VERSION_NONE,
  };
  draft_classify(paragraph, BLOCK_NOTE);
  paragraph->note = (int32_t)draft->note_count++;
  draft->run_count = run + 1;
}

static void accept_definitions(Finder *finder, DefinitionStyle style) {
  uint32_t last = 0;
  for (size_t i = 0; i < finder->count; i++) {
    const Definition *definition = &finder->candidates[i].definition;
    if (definition->style != style || !is_accepted(finder, definition, last)) continue;
    add_note(finder->draft, &finder->candidates[i]);
    last = definition->label.value;
  }
}

// ---- Continuation (rule 9)

static bool goes_on(Slice view) {
  return blocks_begins_low(view) || slice_starts(view, SLICE("http://")) ||
         slice_starts(view, SLICE("https://"));
}

static bool is_hanging(const Draft *draft, const DraftParagraph *paragraph,
                       const DraftParagraph *definition) {
  if (draft->paged && paragraph->indent >= PAGED_INDENT_MAX) return false;
  return paragraph->indent >= definition->indent + HANGING_INDENT;
}

// Where indents begin paragraphs of the text as well, they say nothing about notes. What might go
// on a note is not asked.
static bool indents_are_common(const Draft *draft) {
  size_t others = 0, indented = 0;
  const DraftParagraph *definition = NULL;
  for (uint32_t i = 0; i < draft->paragraph_count; i++) {
    const DraftParagraph *paragraph = &draft->paragraphs[i];
    if (paragraph->note != VERSION_NONE) definition = paragraph;
    if (paragraph->classified) continue;
    if (definition && is_hanging(draft, paragraph, definition)) continue;
    definition = NULL;
    others++;
    indented += paragraph->indent >= HANGING_INDENT;
  }
  return indented * 3 > others;
}

static bool continues_note(Draft *draft, const DraftParagraph *paragraph,
                           const DraftParagraph *definition, bool indents_count) {
  if (paragraph->classified || paragraph->page != definition->page) return false;
  if (is_heading(draft, paragraph)) return false;
  if (!paragraph->gap && goes_on(draft_view(draft, paragraph))) return true;
  return indents_count && is_hanging(draft, paragraph, definition);
}

static void continue_notes(Draft *draft) {
  bool indents_count = !indents_are_common(draft);
  for (uint32_t i = 0; i < draft->note_count; i++) {
    DraftNote *note = &draft->notes[i];
    for (uint32_t at = note->paragraph + 1; at < draft->paragraph_count; at++) {
      DraftParagraph *paragraph = &draft->paragraphs[at];
      if (!continues_note(draft, paragraph, &draft->paragraphs[note->paragraph], indents_count))
        break;
      draft_classify(paragraph, BLOCK_NOTE);
      paragraph->note = (int32_t)i;
      note->paragraph_count++;
    }
  }
}

bool footnotes_find(Draft *draft, MarkStyle *style) {
  Finder finder = {.draft = draft};
  finder.style_of = memory_new(draft->paragraph_count + 1, sizeof *finder.style_of);
  finder.seen = memory_new(LABEL_KEYS, sizeof *finder.seen);
  collect_candidates(&finder);
  DefinitionStyle definitions;
  if (choose_style(&finder, &definitions, style)) {
    accept_definitions(&finder, definitions);
    continue_notes(draft);
  }
  free(finder.candidates);
  free(finder.style_of);
  free(finder.seen);
  return draft->note_count > 0;
}
