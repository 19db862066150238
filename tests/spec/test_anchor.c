// SPDX-License-Identifier: MIT
// Runs anchor.spec: each case once with the old text and once with quotations alone.
#include "support/check.h"

#include "anchor/alignment.h"
#include "anchor/selector.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>

enum { PASSAGES_MAX = 8, CASES_MAX = 64, CONTEXT = 32 };

static const char *const state_names[] = {"same", "changed", "moved", "orphan"};

typedef struct Marked {
  Buffer text; // without the brackets
  Span spans[PASSAGES_MAX];
  uint32_t count;
} Marked;

typedef struct SpecCase {
  char *name;
  Slice old, new, with_text, with_quotation;
} SpecCase;

// ---- Reading

static Slice next_line(Slice *rest) {
  size_t end = 0;
  while (end < rest->len && rest->ptr[end] != '\n') end++;
  Slice line = slice_cut(*rest, 0, end);
  *rest = slice_cut(*rest, end < rest->len ? end + 1 : end, rest->len);
  return line;
}

static bool begins(Slice text, const char *with) {
  size_t len = strlen(with);
  return text.len >= len && memcmp(text.ptr, with, len) == 0;
}

// An escape at the start of `rest`: its character to the text; returns its length.
static size_t add_escape(Buffer *text, Slice rest) {
  char encoded[4], *end;
  if (begins(rest, "\\r") || begins(rest, "\\n")) {
    buffer_add_byte(text, rest.ptr[1] == 'r' ? '\r' : '\n');
    return 2;
  }
  assert_true(begins(rest, "\\{"));
  uint32_t code_point = (uint32_t)strtoul(rest.ptr + 2, &end, 16);
  buffer_add(text, slice_make(encoded, utf8_encode(code_point, encoded)));
  return (size_t)(end - rest.ptr) + 1;
}

// "[[" opens, but "[[[" is one behind a bracket that belongs to the passage.
static void read_marked(Slice source, Marked *marked) {
  *marked = (Marked){0};
  for (size_t pos = 0; pos < source.len;) {
    Slice rest = slice_cut(source, pos, source.len);
    if (begins(rest, "[[")) {
      assert_true(marked->count < PASSAGES_MAX);
      marked->spans[marked->count++].start = (uint32_t)marked->text.len;
      pos += 2;
    } else if (begins(rest, "]]")) {
      marked->spans[marked->count - 1].end = (uint32_t)marked->text.len;
      pos += 2;
    } else if (rest.ptr[0] == '\\') {
      pos += add_escape(&marked->text, rest);
    } else {
      buffer_add_byte(&marked->text, rest.ptr[0]);
      pos++;
    }
  }
}

static Slice part_until(Slice *rest, Slice *answer) {
  const char *start = rest->ptr;
  size_t len = 0;
  for (Slice line = next_line(rest); !begins(line, "--- "); line = next_line(rest)) {
    assert_true(rest->len > 0);
    len = (size_t)(line.ptr + line.len - start);
    *answer = line;
    if (begins(*rest, "--- ")) break;
  }
  return slice_make(start, len);
}

static bool read_case(Slice *rest, SpecCase *spec) {
  Slice line = {0};
  while (rest->len > 0 && !begins(line, "=== ")) line = next_line(rest);
  if (rest->len == 0) return false;
  spec->name = memory_string(slice_cut(line, 4, line.len));
  assert_true(begins(next_line(rest), "--- old"));
  spec->old = part_until(rest, &line);
  assert_true(begins(next_line(rest), "--- new"));
  spec->new = begins(*rest, "--- ") ? SLICE("") : part_until(rest, &line);
  line = next_line(rest);
  assert_true(begins(line, "--- A: "));
  spec->with_text = slice_cut(line, 7, line.len);
  line = next_line(rest);
  assert_true(begins(line, "--- B: "));
  spec->with_quotation = slice_cut(line, 7, line.len);
  return true;
}

// ---- Checking

static bool is_among(const char *answer, Slice answers) {
  Buffer list = {0}, one = {0};
  buffer_add_string(&list, ", ");
  buffer_add(&list, answers);
  buffer_add_string(&list, ", ");
  buffer_printf(&one, ", %s, ", answer);
  bool among = strstr(list.ptr, one.ptr) != NULL;
  buffer_release(&list);
  buffer_release(&one);
  return among;
}

static void check_answer(const char *mode, AnchorPlace place, const Marked *new, uint32_t index,
                         Slice answers) {
  char name[16], any[8];
  const char *review = place.review ? "?" : "";
  snprintf(name, sizeof name, "%s%s", state_names[place.state], review);
  snprintf(any, sizeof any, "any%s", review);
  if (is_among(any, answers)) return;
  Slice text = buffer_slice(&new->text);
  bool wanted = is_among(name, answers);
  bool placed = place.state == ANCHOR_ORPHAN ||
                (index < new->count &&span_equal(place.span, new->spans[index]));
  if (wanted && placed) return;
  Slice got = slice_cut(text, place.span.start, place.span.end);
  fail_msg("%s, passage %u: %s at %u \"%.*s\"; wanted %.*s", mode, index + 1, name,
           place.span.start, (int)got.len, got.ptr, (int)answers.len, answers.ptr);
}

static void check_with_text(const SpecCase *spec, const Marked *old, const Marked *new) {
  Alignment *alignment =
      alignment_new(buffer_slice(&old->text), buffer_slice(&new->text), old->spans, old->count);
  for (uint32_t i = 0; i < old->count; i++)
    check_answer("A", alignment_place(alignment, old->spans[i]), new, i, spec->with_text);
  alignment_free(alignment);
}

static Slice context(Slice text, uint32_t pos, bool before) {
  uint32_t end = pos, code_point;
  for (int i = 0; i < CONTEXT && before && end > 0; i++) end = (uint32_t)utf8_before(text.ptr, end);
  for (int i = 0; i < CONTEXT && !before && end < text.len; i++)
    end += utf8_decode(slice_cut(text, end, text.len), &code_point, NULL);
  return before ? slice_cut(text, end, pos) : slice_cut(text, pos, end);
}

static void check_with_quotation(const SpecCase *spec, const Marked *old, const Marked *new) {
  Selector selectors[PASSAGES_MAX];
  SelectorAnswer answers[PASSAGES_MAX];
  Slice text = buffer_slice(&old->text);
  for (uint32_t i = 0; i < old->count; i++) {
    Span span = old->spans[i];
    selectors[i] =
        (Selector){slice_cut(text, span.start, span.end), context(text, span.start, true),
                   context(text, span.end, false), utf8_count(slice_cut(text, 0, span.start))};
  }
  selector_place(buffer_slice(&new->text), selectors, old->count, answers);
  for (uint32_t i = 0; i < old->count; i++)
    check_answer("B", answers[i].place, new, i, spec->with_quotation);
}

static void a_passage_is_where_the_spec_says(void **state) {
  const SpecCase *spec = *state;
  Marked old, new;
  read_marked(spec->old, &old);
  read_marked(spec->new, &new);
  assert_true(old.count > 0);
  check_with_text(spec, &old, &new);
  check_with_quotation(spec, &old, &new);
  buffer_release(&old.text);
  buffer_release(&new.text);
}

int main(void) {
  Buffer bytes = {0};
  Error err = {0};
  static SpecCase cases[CASES_MAX];
  struct CMUnitTest tests[CASES_MAX];
  size_t count = 0;
  check_ok(file_read("tests/spec/anchor.spec", 1 << 20, &bytes, &err), &err);
  Slice rest = buffer_slice(&bytes);
  while (count < CASES_MAX && read_case(&rest, &cases[count])) {
    tests[count] = (struct CMUnitTest){cases[count].name, a_passage_is_where_the_spec_says, NULL,
                                       NULL, &cases[count]};
    count++;
  }
  int failed = _cmocka_run_group_tests("anchor.spec", tests, count, NULL, NULL);
  for (size_t i = 0; i < count; i++) free(cases[i].name);
  buffer_release(&bytes);
  return failed || count < 20;
}
