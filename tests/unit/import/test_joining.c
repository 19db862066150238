// SPDX-License-Identifier: MIT
// The views of paragraphs, against the same made one character after the other.
#include "import/joining.h"

#include "import/lines.h"
#include "import/paragraphs.h"
#include "support/check.h"

// Calls `check` with the draft of a text, whose views are built.
static void with_views(Slice text, void (*check)(Draft *draft, Slice text)) {
  Draft draft;
  Error err = {0};
  draft_init(&draft);
  buffer_add(&draft.text, text);
  check_ok(lines_split(&draft, &err) && paragraphs_cut(&draft, &err), &err);
  joining_build_views(&draft);
  check(&draft, text);
  draft_release(&draft);
}

// Each run of blanks is one, none at either end; and each character leads back to where it stands.
static void check_one_line(Draft *draft, Slice text) {
  Buffer wanted = {0};
  assert_int_equal(draft->paragraph_count, 1);
  for (size_t at = 0; at < text.len; at++) {
    bool blank = text.ptr[at] == ' ', due = at > 0 && text.ptr[at - 1] == ' ';
    if (!blank && due && wanted.len > 0) buffer_add_byte(&wanted, ' ');
    if (!blank) buffer_add_byte(&wanted, text.ptr[at]);
  }
  Slice view = draft_view(draft, &draft->paragraphs[0]);
  assert_true(slice_equal(view, buffer_slice(&wanted)));
  uint32_t start = draft->paragraphs[0].view.start;
  for (size_t at = 0; at < view.len; at += view.len / 1000 + 1) {
    if (view.ptr[at] == ' ') continue;
    Span stored = draft_stored(draft, span_make(start + (uint32_t)at, start + (uint32_t)at + 1));
    assert_int_equal(text.ptr[stored.start], view.ptr[at]);
  }
  buffer_release(&wanted);
}

// What is left of the line must not be looked at anew at each of the gaps: with the square of this
// length the test would not end.
static void a_long_line_of_double_blanks_is_joined_in_one_pass(void **state) {
  (void)state;
  enum { WORDS = 2000000 };
  Buffer text = {0};
  for (int i = 0; i < WORDS; i++) buffer_add_string(&text, i % 7 == 0 ? "word " : "ab  ");
  buffer_add_string(&text, "end");
  with_views(buffer_slice(&text), check_one_line);
  buffer_release(&text);
}

static void blanks_of_any_number_become_one(void **state) {
  (void)state;
  uint32_t seed = 1;
  for (int round = 0; round < 500; round++) {
    Buffer text = {0};
    buffer_add_byte(&text, 'x');
    for (int i = 0; i < 60; i++) {
      seed = seed * 1664525 + 1013904223;
      buffer_add_byte(&text, seed >> 30 == 0 ? ' ' : (char)('a' + (seed >> 20) % 26));
    }
    buffer_add_byte(&text, 'y');
    with_views(buffer_slice(&text), check_one_line);
    buffer_release(&text);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_long_line_of_double_blanks_is_joined_in_one_pass),
      cmocka_unit_test(blanks_of_any_number_become_one),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
