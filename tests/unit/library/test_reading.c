// SPDX-License-Identifier: MIT
// The reading place and the marks when a brief gets another version, and the way back.
#include "support/check.h"
#include "support/shelf.h"

#include "library/reading.h"
#include "text/position.h"

#include <stdlib.h>
#include <string.h>

#define TITLE "Ports and Trade\n\n"
#define LOSS  "The port lost two thirds of its trade in a year. Ships went elsewhere.\n\n"
#define STAY  "Nobody had asked the workers what they thought of it, says the report.\n\n"
#define RAIN  "Farmers wait for rain in the north. The dam is empty.\n"

static const char first[] = TITLE LOSS STAY RAIN;
static const char second[] = TITLE "A new beginning, which was not there before.\n\n" LOSS RAIN;

static BriefAdded add(Shelf *shelf, const char *text) {
  Error err = {0};
  BriefAdded added;
  check_ok(brief_add(shelf->library, slice_of(text), "/a/ports.txt", NULL, &added, &err), &err);
  return added;
}

// Where words stand in a text, all of it ASCII.
static uint32_t at(const char *text, const char *words) {
  const char *found = strstr(text, words);
  assert_non_null(found);
  return (uint32_t)(found - text);
}

static uint32_t place_of(Shelf *shelf, int64_t key) {
  Error err = {0};
  Brief brief = {0};
  check_ok(brief_get(shelf->library, key, &brief, &err), &err);
  uint32_t place = brief.place_cp;
  brief_release(&brief);
  return place;
}

static void set_place(Shelf *shelf, int64_t key, uint32_t place) {
  Error err = {0};
  check_ok(brief_set_place(shelf->library, key, place, &err), &err);
}

static char *marks_name(Shelf *shelf, int64_t key) {
  Error err = {0};
  Brief brief = {0};
  Buffer name = {0};
  check_ok(brief_get(shelf->library, key, &brief, &err), &err);
  buffer_printf(&name, "marks/%s", brief.id);
  brief_release(&brief);
  return buffer_take(&name);
}

static void expect_marks(Shelf *shelf, int64_t key, uint32_t a, uint32_t b) {
  char *name = marks_name(shelf, key), *value = library_setting(shelf->library, name);
  Buffer wanted = {0};
  buffer_printf(&wanted, "a=%u b=%u", a, b);
  assert_string_equal(value, wanted.ptr);
  buffer_release(&wanted);
  free(value);
  free(name);
}

static void set_marks(Shelf *shelf, int64_t key, uint32_t a, uint32_t b) {
  Error err = {0};
  char *name = marks_name(shelf, key);
  Buffer value = {0};
  buffer_printf(&value, "a=%u b=%u", a, b);
  check_ok(library_set_setting(shelf->library, name, buffer_slice(&value), &err), &err);
  buffer_release(&value);
  free(name);
}

static void place_and_marks_stay_on_their_words(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t key = add(&shelf, first).key;
  set_place(&shelf, key, at(first, "Farmers"));
  set_marks(&shelf, key, at(first, "Ships"), at(first, "dam is"));
  add(&shelf, second);
  assert_int_equal(place_of(&shelf, key), at(second, "Farmers"));
  expect_marks(&shelf, key, at(second, "Ships"), at(second, "dam is"));
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

// The sentence is gone in between: only what was noted can bring the place back.
static void undo_brings_back_the_very_place(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t key = add(&shelf, first).key;
  uint32_t gone = at(first, "workers");
  set_place(&shelf, key, gone);
  set_marks(&shelf, key, at(first, "Ships"), gone);
  add(&shelf, second);
  uint32_t carried = place_of(&shelf, key);
  assert_in_range(carried, at(second, "elsewhere"), at(second, "Farmers"));
  shelf_undo(&shelf);
  assert_int_equal(place_of(&shelf, key), gone);
  expect_marks(&shelf, key, at(first, "Ships"), gone);
  shelf_redo(&shelf);
  assert_int_equal(place_of(&shelf, key), carried);
  shelf_release(&shelf);
}

static void who_has_read_on_is_not_taken_back(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t key = add(&shelf, first).key;
  set_place(&shelf, key, at(first, "workers"));
  add(&shelf, second);
  set_place(&shelf, key, at(second, "The dam"));
  shelf_undo(&shelf);
  assert_int_equal(place_of(&shelf, key), at(first, "The dam"));
  shelf_release(&shelf);
}

static void a_place_of_nobody_costs_nothing_and_leaves_nothing(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  add(&shelf, first);
  add(&shelf, second);
  char *left = shelf_query(&shelf, "SELECT count(*) FROM setting WHERE name LIKE 'left/%'");
  assert_string_equal(left, "0");
  free(left);
  shelf_release(&shelf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(place_and_marks_stay_on_their_words),
      cmocka_unit_test(undo_brings_back_the_very_place),
      cmocka_unit_test(who_has_read_on_is_not_taken_back),
      cmocka_unit_test(a_place_of_nobody_costs_nothing_and_leaves_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
