// SPDX-License-Identifier: MIT
// Runs lines.spec: what one line says to one rule. Each row is a case:
//
//   RULE  TEXT  =>  ANSWER
//
// where an answer "no" means that the line is nothing of the sort. <TAB> is one.
#include "support/check.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "import/backrefs.h"
#include "import/chars.h"
#include "import/dates.h"
#include "import/definitions.h"
#include "import/lines.h"
#include "import/marks.h"
#include "import/names.h"
#include "import/paragraphs.h"
#include "import/phrases.h"

#include <stdlib.h>

typedef void Answer(Slice text, Buffer *out);

typedef struct Row {
  char *name;
  Slice rule, text, wanted;
} Row;

// ---- Answers

static void answer_date(Slice text, Buffer *out) {
  char date[DATES_TEXT_SIZE];
  if (dates_parse(text, date)) buffer_add_string(out, date);
}

static void answer_names(Slice text, Buffer *out) {
  Names names;
  if (!names_parse(text, &names)) return;
  for (uint32_t i = 0; i < names.count; i++) {
    if (i) buffer_add_string(out, "; ");
    buffer_add(out, names.names[i]);
  }
}

static void answer_sentence(Slice text, Buffer *out) {
  Slice name;
  if (names_find_in_sentence(text, &name)) buffer_add(out, name);
}

static void answer_folded(Slice text, bool (*is)(Slice), Buffer *out) {
  Buffer folded = {0};
  chars_fold(text, &folded);
  if (is(buffer_slice(&folded))) buffer_add_string(out, "yes");
  buffer_release(&folded);
}

static void answer_furniture(Slice text, Buffer *out) {
  answer_folded(text, phrases_is_furniture, out);
}

static void answer_series(Slice text, Buffer *out) {
  answer_folded(text, phrases_is_series, out);
}

static void answer_section(Slice text, Buffer *out) {
  answer_folded(text, phrases_is_section, out);
}

static void answer_notes_heading(Slice text, Buffer *out) {
  answer_folded(text, phrases_is_notes_heading, out);
}

static void answer_disclaimer(Slice text, Buffer *out) {
  answer_folded(text, phrases_is_disclaimer, out);
}

static void answer_contents_line(Slice text, Buffer *out) {
  if (phrases_is_contents_line(text)) buffer_add_string(out, "yes");
}

static void answer_rule_line(Slice text, Buffer *out) {
  if (phrases_is_rule_line(text)) buffer_add_string(out, "yes");
}

static void answer_table(Slice text, Buffer *out) {
  if (lines_is_table(text)) buffer_add_string(out, "yes");
}

// What is left behind the mark of a list item.
static void answer_list_item(Slice text, Buffer *out) {
  bool numbered;
  size_t mark = paragraphs_list_mark(text, &numbered);
  if (mark) buffer_add(out, slice_cut(text, mark, text.len));
}

static void answer_url(Slice text, Buffer *out) {
  Url url = {0};
  for (size_t pos = 0; urls_find(text, pos, &url); pos = url.reach) {
    if (out->len) buffer_add_byte(out, ' ');
    buffer_add(out, slice_cut(text, url.start, url.end));
  }
}

// The label, then the words of the note.
static void answer_definition(Slice text, Buffer *out) {
  Definition definition;
  if (!definitions_read(text, DEFINITION_ALL, &definition)) return;
  char label[LABEL_TEXT_SIZE];
  labels_write(definition.label, label);
  buffer_printf(out, "%s | ", label);
  buffer_add(out, slice_cut(text, definition.body, text.len));
}

static void add_labels(Slice text, MarkStyle style, bool paged, Buffer *out) {
  MarkScan scan;
  Mark mark;
  marks_scan_start(&scan, text, style, paged);
  while (marks_scan_next(&scan, &mark)) {
    for (uint32_t i = 0; i < mark.label_count; i++) {
      char label[LABEL_TEXT_SIZE];
      labels_write(mark.labels[i], label);
      if (out->len) buffer_add_byte(out, i ? ',' : ' ');
      buffer_add_string(out, label);
    }
  }
}

static void answer_bracket(Slice text, Buffer *out) {
  add_labels(text, MARK_BRACKET, false, out);
}

static void answer_fullwidth(Slice text, Buffer *out) {
  add_labels(text, MARK_FULLWIDTH, false, out);
}

static void answer_paren(Slice text, Buffer *out) {
  add_labels(text, MARK_PAREN, false, out);
}

static void answer_superscript(Slice text, Buffer *out) {
  add_labels(text, MARK_SUPERSCRIPT, false, out);
}

static void answer_circled(Slice text, Buffer *out) {
  add_labels(text, MARK_CIRCLED, false, out);
}

static void answer_symbol(Slice text, Buffer *out) {
  add_labels(text, MARK_SYMBOL, false, out);
}

static void answer_glued(Slice text, Buffer *out) {
  add_labels(text, MARK_GLUED, false, out);
}

static void answer_glued_on_pages(Slice text, Buffer *out) {
  add_labels(text, MARK_GLUED, true, out);
}

static void answer_half(Slice text, Buffer *out) {
  add_labels(text, MARK_HALF, false, out);
}

static void answer_labelled(Slice text, Buffer *out) {
  add_labels(text, MARK_LABELLED, false, out);
}

// What a note names and what follows, folded: "before |, p. 3", "note 7", "work smith | p. 9".
static void answer_back(Slice text, Buffer *out) {
  Buffer folded = {0};
  chars_fold(text, &folded);
  Slice whole = buffer_slice(&folded);
  Backref backref = backrefs_read(whole, utf8_count(text));
  if (backref.kind == BACKREF_IBID) buffer_add_string(out, "before");
  if (backref.kind == BACKREF_NUMBER) buffer_printf(out, "note %u", backref.number);
  if (backref.kind == BACKREF_WORK) buffer_add_string(out, "work ");
  if (backref.kind == BACKREF_WORK) buffer_add(out, backref.name);
  Slice rest = backref.kind ? slice_trim(slice_cut(whole, backref.rest, whole.len)) : (Slice){0};
  if (rest.len) buffer_add_string(out, " | ");
  buffer_add(out, rest);
  buffer_release(&folded);
}

static const struct {
  const char *rule;
  Answer *answer;
} answers[] = {
    {"date", answer_date},
    {"names", answer_names},
    {"sentence", answer_sentence},
    {"furniture", answer_furniture},
    {"series", answer_series},
    {"section", answer_section},
    {"notes-heading", answer_notes_heading},
    {"disclaimer", answer_disclaimer},
    {"contents-line", answer_contents_line},
    {"rule-line", answer_rule_line},
    {"table", answer_table},
    {"list-item", answer_list_item},
    {"url", answer_url},
    {"definition", answer_definition},
    {"bracket", answer_bracket},
    {"fullwidth", answer_fullwidth},
    {"paren", answer_paren},
    {"superscript", answer_superscript},
    {"circled", answer_circled},
    {"symbol", answer_symbol},
    {"glued", answer_glued},
    {"glued-on-pages", answer_glued_on_pages},
    {"half", answer_half},
    {"labelled", answer_labelled},
    {"back", answer_back},
};

static Answer *find_answer(Slice rule) {
  for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
    if (slice_equal(rule, slice_of(answers[i].rule))) return answers[i].answer;
  }
  fail_msg("no rule '%.*s'", (int)rule.len, rule.ptr);
  return NULL;
}

static void the_line_has_the_answer_behind_it(void **state) {
  const Row *row = *state;
  Buffer text = {0}, out = {0};
  const char *tab = memmem(row->text.ptr, row->text.len, "<TAB>", 5);
  size_t cut = tab ? (size_t)(tab - row->text.ptr) : row->text.len;
  buffer_add(&text, slice_cut(row->text, 0, cut));
  if (tab) buffer_add_byte(&text, '\t');
  if (tab) buffer_add(&text, slice_cut(row->text, cut + 5, row->text.len));
  find_answer(row->rule)(buffer_slice(&text), &out);
  if (out.len == 0) buffer_add_string(&out, "no");
  char *wanted = memory_string(row->wanted);
  check_text(buffer_slice(&out), wanted);
  free(wanted);
  buffer_release(&text);
  buffer_release(&out);
}

// ---- The file

// Reads "RULE TEXT => ANSWER"; false for blank lines and comments.
static bool read_row(Slice line, Row *row) {
  line = slice_trim(line);
  const char *blank = line.len ? memchr(line.ptr, ' ', line.len) : NULL;
  const char *arrow = line.len ? memmem(line.ptr, line.len, "=>", 2) : NULL;
  if (line.len == 0 || line.ptr[0] == '#') return false;
  if (!blank || !arrow) BUG("no row: %.*s", (int)line.len, line.ptr);
  size_t rule = (size_t)(blank - line.ptr), text = (size_t)(arrow - line.ptr);
  *row = (Row){
      .name = memory_string(slice_trim(slice_cut(line, 0, text))),
      .rule = slice_cut(line, 0, rule),
      .text = slice_trim(slice_cut(line, rule, text)),
      .wanted = slice_trim(slice_cut(line, text + 2, line.len)),
  };
  return true;
}

static Row *read_rows(Slice file, size_t *count) {
  Row *rows = NULL;
  size_t room = 0;
  *count = 0;
  while (file.len) {
    const char *end = memchr(file.ptr, '\n', file.len);
    size_t len = end ? (size_t)(end - file.ptr) : file.len;
    rows = memory_grow(rows, *count, &room, sizeof *rows);
    *count += read_row(slice_cut(file, 0, len), &rows[*count]);
    file = slice_cut(file, end ? len + 1 : len, file.len);
  }
  return rows;
}

int main(void) {
  Buffer file = {0};
  Error err = {0};
  if (!file_read("tests/spec/lines.spec", 1 << 20, &file, &err)) BUG("%s", err.message);
  size_t count;
  Row *rows = read_rows(buffer_slice(&file), &count);
  struct CMUnitTest *tests = memory_new(count, sizeof *tests);
  for (size_t i = 0; i < count; i++) {
    tests[i] = (struct CMUnitTest){.name = rows[i].name,
                                   .test_func = the_line_has_the_answer_behind_it,
                                   .initial_state = &rows[i]};
  }
  int failed = _cmocka_run_group_tests("lines.spec", tests, count, NULL, NULL);
  for (size_t i = 0; i < count; i++) free(rows[i].name);
  free(rows);
  free(tests);
  buffer_release(&file);
  return failed;
}
