// SPDX-License-Identifier: MIT
#include "support/check.h"

#include "tui/field.h"

static void type(Field *field, const char *text) {
  bool changed;
  for (const char *at = text; *at; at++) {
    assert_true(field_key(field, (Key)*at, true, &changed));
    assert_true(changed);
  }
}

static bool press(Field *field, Key key) {
  bool changed;
  assert_true(field_key(field, key, true, &changed));
  return changed;
}

static void typing_goes_in_at_the_caret(void **state) {
  (void)state;
  Field field = {0};
  type(&field, "energy");
  press(&field, KEY_HOME_);
  type(&field, "an ");
  check_text(buffer_slice(&field.text), "an energy");
  field_release(&field);
}

static void backspace_takes_a_whole_cluster(void **state) {
  (void)state;
  Field field = {0};
  field_set(
      &field,
      slice_of(
          "ae\xCC\x81\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x94\xAC")); // a, é, a woman scientist
  assert_true(press(&field, KEY_BACKSPACE_));
  check_text(buffer_slice(&field.text), "ae\xCC\x81");
  assert_true(press(&field, KEY_BACKSPACE_));
  check_text(buffer_slice(&field.text), "a");
  assert_true(press(&field, KEY_BACKSPACE_));
  assert_false(press(&field, KEY_BACKSPACE_));
  field_release(&field);
}

static void arrows_step_over_clusters(void **state) {
  (void)state;
  Field field = {0};
  field_set(&field, slice_of("e\xCC\x81x"));
  press(&field, KEY_LEFT_ARROW);
  assert_int_equal(field.caret, 3);
  press(&field, KEY_LEFT_ARROW);
  assert_int_equal(field.caret, 0);
  press(&field, KEY_LEFT_ARROW);
  assert_int_equal(field.caret, 0);
  press(&field, KEY_RIGHT_ARROW);
  assert_int_equal(field.caret, 3);
  field_release(&field);
}

static void words_and_lines_are_deleted(void **state) {
  (void)state;
  Field field = {0};
  field_set(&field, slice_of("first\nenergy solar power"));
  press(&field, 'W' & 0x1F);
  check_text(buffer_slice(&field.text), "first\nenergy solar ");
  press(&field, 'U' & 0x1F);
  check_text(buffer_slice(&field.text), "first\n");
  press(&field, KEY_LEFT_ARROW);
  press(&field, KEY_HOME_);
  press(&field, 'K' & 0x1F);
  check_text(buffer_slice(&field.text), "\n");
  field_release(&field);
}

static void a_mark_goes_with_its_blank(void **state) {
  (void)state;
  Field field = {0};
  field_set(&field, slice_of("solar \xCC\x81wind"));
  press(&field, 'W' & 0x1F);
  check_text(buffer_slice(&field.text), "solar");
  field_release(&field);
}

// With a step back for each cluster these two would not end.
static void a_word_of_a_megabyte_is_deleted_at_once(void **state) {
  (void)state;
  Field field = {0};
  Buffer big = {0};
  for (uint32_t i = 0; i < FIELD_BYTES_MAX; i++) buffer_add_byte(&big, i == 4 ? ' ' : 'x');
  field_set(&field, buffer_slice(&big));
  assert_true(press(&field, 'W' & 0x1F));
  check_text(buffer_slice(&field.text), "xxxx ");
  buffer_release(&big);
  field_release(&field);
}

static void of_a_megabyte_the_end_is_shown(void **state) {
  (void)state;
  Field field = {0};
  Buffer big = {0};
  while (big.len < FIELD_BYTES_MAX) buffer_add(&big, SLICE("\xC2\xAD")); // of no width
  field_set(&field, buffer_slice(&big));
  assert_true(field_first_shown(&field, SAFE_UNICODE, 80) > FIELD_BYTES_MAX / 2);
  buffer_release(&big);
  field_release(&field);
}

static void what_is_shown_ends_with_the_caret(void **state) {
  (void)state;
  Field field = {0};
  field_set(&field, slice_of("ab\xE6\xBC\xA2"
                             "cd")); // a wide letter in the middle
  assert_int_equal(field_first_shown(&field, SAFE_UNICODE, 7), 0);
  assert_int_equal(field_first_shown(&field, SAFE_UNICODE, 6), 1);
  assert_int_equal(field_first_shown(&field, SAFE_UNICODE, 4), 5);
  assert_int_equal(field_first_shown(&field, SAFE_UNICODE, 1), 7);
  press(&field, KEY_HOME_);
  assert_int_equal(field_first_shown(&field, SAFE_UNICODE, 1), 0);
  field_release(&field);
}

static void pasted_line_ends_become_blanks_in_one_line(void **state) {
  (void)state;
  Field field = {0};
  assert_true(field_insert(&field, SLICE("a\r\nb\rc"), false));
  check_text(buffer_slice(&field.text), "a b c");
  field_set(&field, SLICE(""));
  assert_true(field_insert(&field, SLICE("a\r\nb\rc"), true));
  check_text(buffer_slice(&field.text), "a\nb\nc");
  field_release(&field);
}

static void broken_bytes_become_replacement_characters(void **state) {
  (void)state;
  Field field = {0};
  assert_true(field_insert(&field, SLICE("a\xFFz"), true));
  check_text(buffer_slice(&field.text), "a\xEF\xBF\xBDz");
  field_release(&field);
}

static void what_is_too_long_is_refused_whole(void **state) {
  (void)state;
  Field field = {0};
  Buffer big = {0};
  for (uint32_t i = 0; i < FIELD_BYTES_MAX; i++) buffer_add_byte(&big, 'x');
  assert_true(field_insert(&field, SLICE("abc"), true));
  assert_false(field_insert(&field, buffer_slice(&big), true));
  check_text(buffer_slice(&field.text), "abc");
  buffer_release(&big);
  field_release(&field);
}

static void keys_without_a_character_are_not_taken(void **state) {
  (void)state;
  Field field = {0};
  bool changed;
  assert_false(field_key(&field, KEY_ESCAPE, true, &changed));
  assert_false(field_key(&field, KEY_F1_, true, &changed));
  assert_false(field_key(&field, KEY_ALT + 'x', true, &changed));
  assert_false(field_key(&field, KEY_ENTER_, false, &changed));
  field_release(&field);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(typing_goes_in_at_the_caret),
      cmocka_unit_test(backspace_takes_a_whole_cluster),
      cmocka_unit_test(arrows_step_over_clusters),
      cmocka_unit_test(words_and_lines_are_deleted),
      cmocka_unit_test(a_mark_goes_with_its_blank),
      cmocka_unit_test(a_word_of_a_megabyte_is_deleted_at_once),
      cmocka_unit_test(of_a_megabyte_the_end_is_shown),
      cmocka_unit_test(what_is_shown_ends_with_the_caret),
      cmocka_unit_test(pasted_line_ends_become_blanks_in_one_line),
      cmocka_unit_test(broken_bytes_become_replacement_characters),
      cmocka_unit_test(what_is_too_long_is_refused_whole),
      cmocka_unit_test(keys_without_a_character_are_not_taken),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
