// SPDX-License-Identifier: MIT
// Notes at the foot. A strip that nothing stands below is searched from its end upwards:
//
//   text text text text text.³ text          a raised mark
//
//   ³ A. Lindqvist, Cooperation by           smaller than the text, or after a gap and marked by a
//   Telex, Oslo 2019.                        raised numeral that the text refers to
//   ⁴ Ibid.
//
// Small lines at the foot that begin with no mark go on with the note that the page before left
// unfinished.
#include "import/pdfnotes.h"

#include "base/bisection.h"
#include "base/memory.h"
#include "import/blocks.h"
#include "import/labels.h"

#include <stdlib.h>

enum {
  SMALLER_PERCENT = 95, // of the body size: what is set smaller than text
  GAP_PERCENT = 120,    // of the pitch, above notes in the size of the text
  DIGITS_MAX = 3,
  STEP_MAX = 5, // from one number to the next
};

typedef struct Mark {
  Slice label;
  size_t line;
} Mark;

typedef struct Search {
  PdfDocument *document;
  Mark *marks; // raised ones that may refer, by label
  size_t mark_count, mark_room;
  Buffer text;
  uint32_t last;       // number of the note found last
  int32_t left, right; // where text stands below, on the same page
  bool text_below;
} Search;

Slice pdfnotes_label(Slice text) {
  Label label;
  text = slice_trim(text);
  bool whole = text.len > 0 && (labels_read_decimal(text, 0, DIGITS_MAX, &label) == text.len ||
                                labels_read_symbols(text, 0, &label) == text.len);
  return whole ? text : SLICE("");
}

static uint32_t value_of(Slice label) {
  uint32_t value = 0;
  for (size_t i = 0; i < label.len && label.ptr[i] >= '0' && label.ptr[i] <= '9'; i++) {
    value = value * 10 + (uint32_t)(label.ptr[i] - '0');
  }
  return value;
}

// ---- Raised marks

static int compare_marks(const void *a, const void *b) {
  const Mark *one = a, *other = b;
  int order = slice_compare(one->label, other->label);
  return order ? order : one->line < other->line ? -1 : one->line > other->line;
}

static void collect_marks(Search *search) {
  const PdfDocument *document = search->document;
  for (size_t at = 0; at < document->line_count; at++) {
    const PdfLine *line = &document->lines[at];
    if (line->role != PDF_TEXT && line->role != PDF_TITLE) continue;
    for (uint32_t i = 0; i < line->fragment_count; i++) {
      const PdfFragment *fragment = &document->fragments[line->first_fragment + i];
      Slice label = pdfdocument_is_raised(line, fragment)
                        ? pdfnotes_label(pdfdocument_fragment_text(document, fragment))
                        : SLICE("");
      if (label.len == 0) continue;
      search->marks =
          memory_grow(search->marks, search->mark_count, &search->mark_room, sizeof(Mark));
      search->marks[search->mark_count++] = (Mark){label, at};
    }
  }
  if (search->mark_count) qsort(search->marks, search->mark_count, sizeof(Mark), compare_marks);
}

static size_t find_mark(const Search *search, Mark wanted) {
  Bisection range = bisection_of(0, search->mark_count);
  while (bisection_open(&range))
    bisection_narrow(&range, compare_marks(&search->marks[range.middle], &wanted) < 0);
  return range.low;
}

// Does a raised mark in a line before this one have the label?
static bool is_referred_to(const Search *search, Slice label, size_t line) {
  size_t at = find_mark(search, (Mark){label, 0});
  return at < search->mark_count && slice_equal(search->marks[at].label, label) &&
         search->marks[at].line < line;
}

// ---- Lines that begin a note

typedef struct Start {
  Slice label;
  size_t len;  // bytes of the first fragment that are the mark
  bool raised; // in a fragment of its own
} Start;

static bool read_start(const PdfDocument *document, const PdfLine *line, Start *start) {
  const PdfFragment *fragment = &document->fragments[line->first_fragment];
  Slice text = pdfdocument_fragment_text(document, fragment);
  Label label;
  size_t at = 0;
  *start = (Start){.label = pdfnotes_label(text), .len = text.len};
  if (start->label.len) {
    start->raised = pdfdocument_is_raised(line, fragment);
    return line->fragment_count > 1;
  }
  while (at < text.len && text.ptr[at] == ' ') at++;
  size_t len = labels_read_decimal(text, at, DIGITS_MAX, &label);
  if (len == 0) len = labels_read_symbols(text, at, &label);
  if (len == 0) return false;
  size_t end = at + len;
  if (label.kind == LABEL_NUMBER && end < text.len && strchr(".)", text.ptr[end])) end++;
  if (label.kind == LABEL_NUMBER && (end >= text.len || text.ptr[end] != ' ')) return false;
  start->label = slice_cut(text, at, at + len);
  start->len = end;
  return true;
}

// A number goes on from the last one, begins anew at 1, or is one that a mark before it has.
static bool fits(const Search *search, const Start *start, size_t line) {
  uint32_t value = value_of(start->label);
  if (value == 0) return true; // a symbol
  if (value > search->last && value <= search->last + STEP_MAX) return true;
  return value == 1 || (start->raised && is_referred_to(search, start->label, line));
}

static bool begins_note(const Search *search, size_t line, Start *start) {
  const PdfDocument *document = search->document;
  return read_start(document, &document->lines[line], start) && fits(search, start, line);
}

static bool is_small(const PdfDocument *document, const PdfLine *line) {
  return line->size * 100 <= document->body * SMALLER_PERCENT;
}

// ---- The foot of a strip

// Lines [start, end) without the furniture at their end.
static size_t text_end(const PdfDocument *document, size_t start, size_t end) {
  while (end > start && document->lines[end - 1].role == PDF_FURNITURE) end--;
  return end;
}

static size_t small_start(const PdfDocument *document, size_t start, size_t end) {
  size_t at = end;
  while (at > start && document->lines[at - 1].role == PDF_TEXT &&
         is_small(document, &document->lines[at - 1])) {
    at--;
  }
  return at;
}

// Of lines in the size of the text: the first of those that begin with falling raised numbers, from
// below; or end.
static size_t marked_start(const Search *search, size_t start, size_t end) {
  const PdfDocument *document = search->document;
  size_t found = end;
  uint32_t last = UINT32_MAX;
  Start mark;
  for (size_t at = end; at-- > start && document->lines[at].role == PDF_TEXT;) {
    if (!read_start(document, &document->lines[at], &mark) || !mark.raised) continue;
    uint32_t value = value_of(mark.label);
    if (value >= last || !is_referred_to(search, mark.label, at)) break;
    last = value;
    found = at;
  }
  if (found == end || found == start) return found;
  int32_t distance = document->lines[found].bottom - document->lines[found - 1].bottom;
  return (int64_t)distance * 100 >= (int64_t)document->pitch * GAP_PERCENT ? found : end;
}

static void add_note(Search *search, size_t line, const Start *start) {
  PdfDocument *document = search->document;
  document->notes = memory_grow(document->notes, document->note_count, &document->note_room,
                                sizeof *document->notes);
  document->notes[document->note_count++] =
      (PdfNote){.label = start->label, .line = line, .count = 1};
  document->lines[line].role = PDF_NOTE;
  document->lines[line].label_len = start->len;
  search->last = value_of(start->label);
}

static void take_notes(Search *search, size_t start, size_t end) {
  PdfDocument *document = search->document;
  Start mark;
  for (size_t at = start; at < end; at++) {
    if (begins_note(search, at, &mark)) {
      add_note(search, at, &mark);
    } else if (document->note_count > 0) {
      document->lines[at].role = PDF_NOTE_MORE;
      document->notes[document->note_count - 1].count++;
    }
  }
}

// Is the last note, on the page before, cut off in the middle of a sentence?
static bool is_unfinished(Search *search, uint32_t page) {
  const PdfDocument *document = search->document;
  if (document->note_count == 0) return false;
  const PdfNote *note = &document->notes[document->note_count - 1];
  const PdfLine *last = &document->lines[note->line + note->count - 1];
  if (last->page + 1 != page || note->more_count > 0) return false;
  pdfdocument_line_text(document, last, &search->text);
  return !blocks_ends_with_stop(buffer_slice(&search->text));
}

static void take_rest(Search *search, size_t start, size_t end) {
  PdfDocument *document = search->document;
  if (start == end || !is_unfinished(search, document->lines[start].page)) return;
  PdfNote *note = &document->notes[document->note_count - 1];
  note->more = start;
  note->more_count = end - start;
  for (size_t at = start; at < end; at++) document->lines[at].role = PDF_NOTE_MORE;
}

static void read_foot(Search *search, size_t start, size_t end) {
  const PdfDocument *document = search->document;
  end = text_end(document, start, end);
  size_t small = small_start(document, start, end), first = small;
  Start mark;
  while (first < end && !begins_note(search, first, &mark)) first++;
  if (small == end) {
    first = marked_start(search, start, end);
    small = first;
  }
  take_rest(search, small, first);
  take_notes(search, first, end);
}

// ---- Strips of a page, from its end upwards, so that it is known what stands below each

static bool stands_over_text(const Search *search, size_t start, size_t end) {
  for (size_t at = start; at < end; at++) {
    const PdfLine *line = &search->document->lines[at];
    if (line->left < search->right && search->left < line->right) return search->text_below;
  }
  return false;
}

static void see_text(Search *search, size_t start, size_t end) {
  for (size_t at = start; at < end; at++) {
    const PdfLine *line = &search->document->lines[at];
    if (line->role != PDF_TEXT) continue;
    if (!search->text_below || line->left < search->left) search->left = line->left;
    if (!search->text_below || line->right > search->right) search->right = line->right;
    search->text_below = true;
  }
}

static size_t strip_end(const PdfDocument *document, size_t start, size_t end) {
  size_t at = start;
  while (at < end && document->lines[at].strip == document->lines[start].strip) at++;
  return at;
}

static size_t strip_start(const PdfDocument *document, size_t start, size_t end) {
  size_t at = end;
  while (at > start && document->lines[at - 1].strip == document->lines[end - 1].strip) at--;
  return at;
}

// The first line of the strips that nothing stands below.
static size_t find_lowest(Search *search, size_t start, size_t end) {
  size_t lowest = end;
  search->text_below = false;
  while (lowest > start) {
    size_t first = strip_start(search->document, start, lowest);
    if (stands_over_text(search, first, lowest)) break;
    see_text(search, first, lowest);
    lowest = first;
  }
  return lowest;
}

static void read_page(Search *search, size_t start, size_t end) {
  for (size_t at = find_lowest(search, start, end); at < end;) {
    size_t after = strip_end(search->document, at, end);
    read_foot(search, at, after);
    at = after;
  }
}

// ---- The whole

static bool any_is_referred_to(const Search *search) {
  const PdfDocument *document = search->document;
  for (size_t i = 0; i < document->note_count; i++) {
    if (is_referred_to(search, document->notes[i].label, document->notes[i].line)) return true;
  }
  return false;
}

// Numbers that nothing refers to may be anything: the rules of plain text shall see to it.
static void forget(PdfDocument *document) {
  document->note_count = 0;
  for (size_t i = 0; i < document->line_count; i++) {
    PdfLine *line = &document->lines[i];
    if (line->role == PDF_NOTE || line->role == PDF_NOTE_MORE) line->role = PDF_TEXT;
  }
}

static int compare_labels(const void *a, const void *b, void *context) {
  const PdfDocument *document = context;
  uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;
  int order = slice_compare(document->notes[one].label, document->notes[other].label);
  return order ? order : one < other ? -1 : one > other;
}

static void sort_by_label(PdfDocument *document) {
  document->note_order = memory_new(document->note_count + 1, sizeof *document->note_order);
  for (uint32_t i = 0; i < document->note_count; i++) document->note_order[i] = i;
  qsort_r(document->note_order, document->note_count, sizeof *document->note_order, compare_labels,
          document);
}

void pdfnotes_find(PdfDocument *document) {
  Search search = {.document = document};
  collect_marks(&search);
  for (size_t at = 0; at < document->line_count;) {
    size_t end = at;
    while (end < document->line_count && document->lines[end].page == document->lines[at].page)
      end++;
    read_page(&search, at, end);
    at = end;
  }
  if (!any_is_referred_to(&search)) forget(document);
  sort_by_label(document);
  buffer_release(&search.text);
  free(search.marks);
}

int32_t pdfnotes_of_mark(const PdfDocument *document, Slice label, uint32_t page) {
  Bisection range = bisection_of(0, document->note_count);
  while (bisection_open(&range)) {
    const PdfNote *note = &document->notes[document->note_order[range.middle]];
    int order = slice_compare(note->label, label);
    bisection_narrow(&range, order < 0 || (order == 0 && document->lines[note->line].page < page));
  }
  size_t low = range.low;
  if (low == document->note_count) return -1;
  uint32_t found = document->note_order[low];
  return slice_equal(document->notes[found].label, label) ? (int32_t)found : -1;
}
