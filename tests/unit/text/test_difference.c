// SPDX-License-Identifier: MIT
// Differences between two wordings: what is marked in each, and that what is not marked is alike.
#include "support/check.h"
#include "text/difference.h"

#include <stdlib.h>

static void expect(const char *old, const char *new, const char *in_old, const char *in_new) {
  Difference difference;
  Buffer before = {0}, after = {0};
  difference_find(slice_of(old), slice_of(new), &difference);
  difference_write(slice_of(old), difference.old, difference.old_count, "[-", "-]", &before);
  difference_write(slice_of(new), difference.new, difference.new_count, "{+", "+}", &after);
  buffer_add_byte(&before, '\0');
  buffer_add_byte(&after, '\0');
  assert_string_equal(before.ptr, in_old);
  assert_string_equal(after.ptr, in_new);
  buffer_release(&before);
  buffer_release(&after);
  difference_release(&difference);
}

static void the_same_wording_has_no_difference(void **state) {
  (void)state;
  expect("One river has two banks.", "One river has two banks.", "One river has two banks.",
         "One river has two banks.");
  expect("", "", "", "");
}

static void line_ends_and_blanks_make_no_difference(void **state) {
  (void)state;
  expect("One river\nhas two  banks.", "One river has\n\ntwo banks.", "One river has two  banks.",
         "One river has  two banks.");
}

static void replaced_words_are_marked_in_both(void **state) {
  (void)state;
  expect("The port lost two thirds of its trade.", "The port lost half of all its trade.",
         "The port lost [-two thirds-] of its trade.",
         "The port lost {+half+} of {+all+} its trade.");
}

static void what_stands_in_one_only_is_marked_there(void **state) {
  (void)state;
  expect("a dam", "a big old dam", "a dam", "a {+big old+} dam");
  expect("all is gone", "", "[-all is gone-]", "");
  expect("", "all is new", "", "{+all is new+}");
}

static void long_words_hold_more_than_short_ones(void **state) {
  (void)state;
  expect("of of administrations", "administrations of of", "[-of of-] administrations",
         "administrations {+of of+}");
}

static void scripts_without_blanks_are_compared_by_character(void **state) {
  (void)state;
  expect("港は貿易を失った", "港は全貿易を失った", "港は貿易を失った", "港は{+全+}貿易を失った");
}

static char *random_words(uint32_t *seed, uint32_t count) {
  Buffer text = {0};
  for (uint32_t i = 0; i < count; i++) {
    *seed = *seed * 1664525 + 1013904223;
    buffer_printf(&text, "%s%c%c", i ? " " : "", 'a' + (*seed >> 16) % 3, 'a' + (*seed >> 20) % 2);
  }
  return buffer_take(&text);
}

// The wording without what is marked.
static char *rest_of(Slice wording, const Span *stretches, uint32_t count) {
  Buffer rest = {0};
  uint32_t next = 0;
  for (uint32_t at = 0; at < wording.len; at++) {
    if (next < count && at >= stretches[next].end) next++;
    bool marked = next < count && at >= stretches[next].start;
    if (!marked && wording.ptr[at] != ' ') buffer_add_byte(&rest, wording.ptr[at]);
  }
  return buffer_take(&rest);
}

static void what_is_not_marked_is_the_same_in_both(void **state) {
  (void)state;
  uint32_t seed = 7;
  for (uint32_t round = 0; round < 300; round++) {
    char *old = random_words(&seed, round % 23), *new = random_words(&seed, round % 17);
    Difference difference;
    difference_find(slice_of(old), slice_of(new), &difference);
    char *left = rest_of(slice_of(old), difference.old, difference.old_count);
    char *right = rest_of(slice_of(new), difference.new, difference.new_count);
    assert_string_equal(left, right);
    free(left);
    free(right);
    free(old);
    free(new);
    difference_release(&difference);
  }
}

// More pairs than are compared: the ends are still told, the rest differs as a whole.
static void long_wordings_are_compared_within_bounds(void **state) {
  (void)state;
  enum { WORDS = 3000 };
  Buffer old = {0}, new = {0};
  buffer_add_string(&old, "begin ");
  buffer_add_string(&new, "begin ");
  for (uint32_t i = 0; i < WORDS; i++) {
    buffer_printf(&old, "o%u same ", i);
    buffer_printf(&new, "n%u same ", i);
  }
  buffer_add_string(&old, "x end");
  buffer_add_string(&new, "y end");
  Difference difference;
  difference_find(buffer_slice(&old), buffer_slice(&new), &difference);
  assert_int_equal(difference.old_count, 1);
  assert_int_equal(difference.new_count, 1);
  assert_int_equal(difference.old[0].start, 6);
  assert_int_equal(difference.old[0].end, old.len - 4);
  difference_release(&difference);
  buffer_release(&old);
  buffer_release(&new);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_same_wording_has_no_difference),
      cmocka_unit_test(line_ends_and_blanks_make_no_difference),
      cmocka_unit_test(replaced_words_are_marked_in_both),
      cmocka_unit_test(what_stands_in_one_only_is_marked_there),
      cmocka_unit_test(long_words_hold_more_than_short_ones),
      cmocka_unit_test(scripts_without_blanks_are_compared_by_character),
      cmocka_unit_test(what_is_not_marked_is_the_same_in_both),
      cmocka_unit_test(long_wordings_are_compared_within_bounds),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
