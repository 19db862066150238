// SPDX-License-Identifier: MIT
// Pages. A running head is found by what repeats: the first lines of all pages are hashed with
// their digits masked, sorted, and those that have a twin are hidden.
#include "import/pages.h"

#include "base/utf8.h"
#include "import/chars.h"

#include <stdlib.h>

enum {
  HEAD_INDENT = 15, // from here on a line with an issue number is a running head
  FOOT_INDENT = 2,
  PAGE_DIGITS_MAX = 4,
  FOOT_DIGITS_MAX = 3,
};

// The filled lines of one page that are not hidden yet: [first, last].
typedef struct Edge {
  uint64_t hash;
  uint32_t line;
} Edge;

static Slice skip_symbols(Slice text) {
  uint32_t code_point, len;
  size_t pos = 0;
  while ((len = chars_at(text, pos, &code_point)) > 0 && !chars_is_letter(code_point) &&
         chars_digit_value(code_point) < 0 && code_point != '_') {
    pos += len;
  }
  return slice_cut(text, pos, text.len);
}

static bool take_page_digits(Slice *rest) {
  size_t len = 0;
  while (len < rest->len && chars_is_digit((unsigned char)rest->ptr[len])) len++;
  if (len == 0 || len > PAGE_DIGITS_MAX) return false;
  *rest = slice_cut(*rest, len, rest->len);
  return true;
}

bool pages_is_page_number(Slice folded) {
  Slice rest = skip_symbols(folded);
  rest = chars_rest(rest, chars_match(rest, "page"));
  if (!take_page_digits(&rest)) return false;
  Slice total = chars_rest(rest, 0);
  static const char *const between[] = {"of", "/", "|", NULL};
  for (const char *const *word = between; *word; word++) {
    size_t len = chars_match(total, *word);
    Slice after = chars_rest(total, len);
    if (len && take_page_digits(&after)) return skip_symbols(after).len == 0;
  }
  return skip_symbols(rest).len == 0;
}

static bool is_word_start(Slice folded, size_t pos) {
  uint32_t before;
  chars_before(folded, pos, &before);
  return !chars_is_letter(before) && !chars_is_digit(before);
}

bool pages_has_issue_number(Slice folded) {
  static const char *const words[] = {"no", "nr", "vol", "issue", NULL};
  for (size_t pos = 0; pos < folded.len; pos++) {
    if (!is_word_start(folded, pos)) continue;
    size_t len = chars_match_any(slice_cut(folded, pos, folded.len), words);
    if (len == 0) continue;
    size_t at = pos + len;
    if (at < folded.len && folded.ptr[at] == '.') at++;
    if (at < folded.len && folded.ptr[at] == ' ') at++;
    if (at < folded.len && chars_is_digit((unsigned char)folded.ptr[at])) return true;
  }
  return false;
}

// FNV-1a.
uint64_t pages_masked_hash(Slice text) {
  uint64_t hash = UINT64_C(0xcbf29ce484222325);
  char before = 0;
  for (size_t pos = 0; pos < text.len; pos++) {
    char byte = text.ptr[pos];
    if (chars_is_digit((unsigned char)byte)) byte = '#';
    if (byte == '\t') byte = ' ';
    if (byte == before && (byte == '#' || byte == ' ')) continue;
    hash = (hash ^ (unsigned char)byte) * UINT64_C(0x100000001b3);
    before = byte;
  }
  return hash;
}

static int compare_edges(const void *a, const void *b) {
  const Edge *left = a, *right = b;
  if (left->hash != right->hash) return left->hash < right->hash ? -1 : 1;
  return left->line < right->line ? -1 : left->line > right->line;
}

static void hide_repeated(Draft *draft, Edge *edges, size_t count) {
  qsort(edges, count, sizeof *edges, compare_edges);
  for (size_t i = 0; i < count; i++) {
    bool twin = (i > 0 && edges[i - 1].hash == edges[i].hash) ||
                (i + 1 < count && edges[i + 1].hash == edges[i].hash);
    if (twin) draft->lines[edges[i].line].hidden = true;
  }
}

static Slice fold_line(Draft *draft, uint32_t line) {
  enum { LINE_MOST = 400 };
  Slice text = draft_line_text(draft, &draft->lines[line]);
  buffer_clear(&draft->scratch);
  if (text.len <= LINE_MOST) chars_fold(text, &draft->scratch);
  return buffer_slice(&draft->scratch);
}

static void hide_issue_line(Draft *draft, uint32_t line) {
  if (draft->lines[line].page == 0 || draft->lines[line].indent < HEAD_INDENT) return;
  if (pages_has_issue_number(fold_line(draft, line))) draft->lines[line].hidden = true;
}

static void hide_page_number(Draft *draft, uint32_t line) {
  if (pages_is_page_number(fold_line(draft, line))) draft->lines[line].hidden = true;
}

// The lines of a page are [start, end); what is left of it after its page number went.
static void collect_edges(Draft *draft, uint32_t start, uint32_t end, Edge *heads, Edge *feet,
                          size_t *count) {
  hide_page_number(draft, end - 1);
  if (draft->lines[end - 1].hidden) end--;
  if (start == end) return;
  hide_issue_line(draft, start);
  hide_issue_line(draft, end - 1);
  heads[*count] = (Edge){pages_masked_hash(draft_line_text(draft, &draft->lines[start])), start};
  feet[*count] = (Edge){pages_masked_hash(draft_line_text(draft, &draft->lines[end - 1])), end - 1};
  ++*count;
}

static uint32_t page_end(const Draft *draft, uint32_t start) {
  uint32_t end = start;
  while (end < draft->line_count && draft->lines[end].page == draft->lines[start].page) end++;
  return end;
}

void pages_hide_furniture(Draft *draft) {
  if (!draft->paged) return;
  size_t pages = draft->page_count < draft->line_count ? draft->page_count : draft->line_count;
  Edge *heads = memory_new(pages + 1, sizeof *heads), *feet = memory_new(pages + 1, sizeof *feet);
  size_t count = 0;
  for (uint32_t start = 0; start < draft->line_count;) {
    uint32_t end = page_end(draft, start);
    collect_edges(draft, start, end, heads, feet, &count);
    start = end;
  }
  hide_repeated(draft, heads, count);
  hide_repeated(draft, feet, count);
  free(heads);
  free(feet);
}

bool pages_is_foot_mark(const Draft *draft, uint32_t index) {
  if (!draft->paged || index + 1 >= draft->line_count) return false;
  const DraftLine *line = &draft->lines[index], *next = line + 1;
  if (line->hidden || next->hidden || next->gap) return false;
  if (line->indent < FOOT_INDENT || next->indent < FOOT_INDENT) return false;
  Label label;
  Slice text = draft_line_text(draft, line);
  return text.len && labels_read_decimal(text, 0, FOOT_DIGITS_MAX, &label) == text.len;
}
