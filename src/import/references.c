// SPDX-License-Identifier: MIT
// References. First all possible marks whose labels exist somewhere; then each is given its run,
// and kept if its labels exist there.
//
//   text   [1] [2]  ‖notes 1 2‖  [1] [2]  ‖notes 1 2‖     the first run that ends below the mark
//   text   [1] [2]  [1] [2]  ‖notes 1 2‖ ‖notes 1 2‖      as many sections as runs: one for each
#include "import/references.h"

#include "base/bisection.h"
#include "import/import.h"

#include <stdlib.h>

typedef struct Linker {
  Draft *draft;
  uint32_t *run_start; // index of each run's first note; one more for the end
  bool by_section;     // the runs follow the whole text
} Linker;

// Values rise inside a run.
static int32_t find_in_run(const Draft *draft, uint32_t start, uint32_t end, uint32_t value) {
  Bisection range = bisection_of(start, end);
  while (bisection_open(&range))
    bisection_narrow(&range, draft->notes[range.middle].label.value < value);
  bool found = range.low < end && draft->notes[range.low].label.value == value;
  return found ? (int32_t)range.low : VERSION_NONE;
}

// The first note of a run or of one after it.
static uint32_t run_begin(const Draft *draft, uint32_t run) {
  Bisection range = bisection_of(0, draft->note_count);
  while (bisection_open(&range)) bisection_narrow(&range, draft->notes[range.middle].run < run);
  return (uint32_t)range.low;
}

int32_t references_note(const Draft *draft, uint32_t run, uint32_t value) {
  return find_in_run(draft, run_begin(draft, run), run_begin(draft, run + 1), value);
}

// ---- Possible marks

static bool add_mark(Draft *draft, uint32_t paragraph, const Mark *mark, Error *err) {
  draft->marks =
      memory_grow(draft->marks, draft->mark_count, &draft->mark_room, sizeof *draft->marks);
  uint32_t start = draft->paragraphs[paragraph].view.start;
  draft->marks[draft->mark_count++] = (DraftMark){
      .view = span_make(start + mark->span.start, start + mark->span.end),
      .paragraph = paragraph,
      .first_label = (uint32_t)draft->label_count,
      .label_count = mark->label_count,
  };
  for (uint32_t i = 0; i < mark->label_count; i++) {
    draft->labels =
        memory_grow(draft->labels, draft->label_count, &draft->label_room, sizeof *draft->labels);
    draft->labels[draft->label_count++] = mark->labels[i];
  }
  return draft_check_count(draft->label_count, IMPORT_SPANS_MAX, "footnote references", err);
}

static bool all_exist(const Mark *mark, const bool *exists) {
  for (uint32_t i = 0; i < mark->label_count; i++) {
    if (!exists[labels_key(mark->labels[i])]) return false;
  }
  return true;
}

static bool collect_marks(Draft *draft, MarkStyle style, const bool *exists, Error *err) {
  for (uint32_t i = 0; i < draft->paragraph_count; i++) {
    if (draft->paragraphs[i].classified) continue;
    MarkScan scan;
    Mark mark;
    marks_scan_start(&scan, draft_view(draft, &draft->paragraphs[i]), style, draft->paged);
    uint32_t start = draft->paragraphs[i].view.start;
    while (marks_scan_next(&scan, &mark)) {
      if (!all_exist(&mark, exists)) continue;
      if (draft_is_literal(draft, span_make(start + mark.span.start, start + mark.span.end)))
        continue;
      if (!add_mark(draft, i, &mark, err)) return false;
    }
  }
  return true;
}

static bool collect_existing(Draft *draft, MarkStyle style, Error *err) {
  bool *exists = memory_new(LABEL_KEYS, sizeof *exists);
  for (uint32_t i = 0; i < draft->note_count; i++) exists[labels_key(draft->notes[i].label)] = true;
  bool ok = collect_marks(draft, style, exists, err);
  free(exists);
  return ok;
}

// ---- Runs

static uint32_t first_value(const Draft *draft, const DraftMark *mark) {
  return draft->labels[mark->first_label].value;
}

static uint32_t last_value(const Draft *draft, const DraftMark *mark) {
  return draft->labels[mark->first_label + mark->label_count - 1].value;
}

static bool begins_section(const Draft *draft, size_t mark) {
  return mark > 0 && first_value(draft, &draft->marks[mark]) == 1 &&
         last_value(draft, &draft->marks[mark - 1]) > 1;
}

static bool runs_follow_text(const Draft *draft) {
  if (draft->run_count < 2 || draft->mark_count == 0) return false;
  if (draft->notes[0].paragraph < draft->marks[draft->mark_count - 1].paragraph) return false;
  uint32_t sections = 1;
  for (size_t i = 1; i < draft->mark_count; i++) sections += begins_section(draft, i);
  return sections == draft->run_count;
}

static uint32_t *find_runs(const Draft *draft) {
  uint32_t *start = memory_new(draft->run_count + 1, sizeof *start);
  for (uint32_t i = 0; i < draft->note_count; i++) start[draft->notes[i].run + 1] = i + 1;
  return start;
}

// The run of a mark, given that of the mark before it: they only go up.
static uint32_t run_of(const Linker *linker, size_t mark, uint32_t run) {
  const Draft *draft = linker->draft;
  if (linker->by_section) return run + begins_section(draft, mark);
  uint32_t paragraph = draft->marks[mark].paragraph;
  while (run + 1 < draft->run_count &&
         draft->notes[linker->run_start[run + 1] - 1].paragraph < paragraph) {
    run++;
  }
  return run;
}

static bool resolve_mark(const Linker *linker, const DraftMark *mark, uint32_t run) {
  Draft *draft = linker->draft;
  for (uint32_t i = mark->first_label; i < mark->first_label + mark->label_count; i++) {
    int32_t note = find_in_run(draft, linker->run_start[run], linker->run_start[run + 1],
                               draft->labels[i].value);
    if (note == VERSION_NONE || !labels_equal(draft->notes[note].label, draft->labels[i]))
      return false;
    draft->targets[i] = note;
  }
  return true;
}

static void count_in_paragraph(Draft *draft, size_t mark) {
  DraftParagraph *paragraph = &draft->paragraphs[draft->marks[mark].paragraph];
  if (paragraph->mark_count++ == 0) paragraph->first_mark = (uint32_t)mark;
}

// begins_section() looks at the mark before, so marks are moved down only behind it.
static void resolve_marks(Linker *linker) {
  Draft *draft = linker->draft;
  size_t kept = 0;
  uint32_t run = 0;
  bool *keep = memory_new(draft->mark_count + 1, sizeof *keep);
  for (size_t i = 0; i < draft->mark_count; i++) {
    run = run_of(linker, i, run);
    keep[i] = resolve_mark(linker, &draft->marks[i], run);
  }
  for (size_t i = 0; i < draft->mark_count; i++) {
    if (!keep[i]) continue;
    draft->marks[kept] = draft->marks[i];
    count_in_paragraph(draft, kept++);
  }
  draft->mark_count = kept;
  free(keep);
}

bool references_find(Draft *draft, MarkStyle style, Error *err) {
  if (!collect_existing(draft, style, err)) return false;
  draft->targets = memory_new(draft->label_count + 1, sizeof *draft->targets);
  Linker linker = {
      .draft = draft, .run_start = find_runs(draft), .by_section = runs_follow_text(draft)};
  resolve_marks(&linker);
  free(linker.run_start);
  return true;
}
