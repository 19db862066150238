// SPDX-License-Identifier: MIT
#include "support/check.h"
#include "support/shelf.h"

#include "session/filter.h"

#include <stdlib.h>

static const char text[] = "Energy bill\n\nThe dry year of 2025 was hard. Nobody came.\n";

typedef struct Room {
  Shelf shelf;
  int64_t brief, dry, nobody;
} Room;

static int set_up(void **state) {
  Room *room = memory_new(1, sizeof *room);
  room->shelf = shelf_new();
  room->brief = shelf_add(&room->shelf, "bill.txt", text);
  shelf_add(&room->shelf, "other.txt", "Ports\n\nA dry dock.\n");
  room->dry = shelf_annotate(&room->shelf, room->brief, 13, 30, "energy/solar", NULL).key;
  room->nobody = shelf_annotate(&room->shelf, room->brief, 45, 52, NULL, "who?").key;
  *state = room;
  return 0;
}

static int tear_down(void **state) {
  Room *room = *state;
  shelf_release(&room->shelf);
  free(room);
  return 0;
}

static void expect_in(const Room *room, QueryMode mode, const char *typed, bool dry, bool nobody) {
  Filter filter = {0};
  Error err = {0};
  FilterWish wish = {slice_of(typed), mode, 0};
  check_ok(filter_annotations(&filter, room->shelf.library, &wish, NULL, &err), &err);
  assert_int_equal(filter_passes(&filter, room->dry), dry);
  assert_int_equal(filter_passes(&filter, room->nobody), nobody);
  filter_release(&filter);
}

static void expect(const Room *room, const char *typed, bool dry, bool nobody) {
  expect_in(room, QUERY_TYPING, typed, dry, nobody);
}

static void expect_kept(const char *typed, const char *wanted) {
  Buffer out = {0};
  filter_settle(slice_of(typed), &out);
  check_text(buffer_slice(&out), wanted);
  buffer_release(&out);
}

// What passed while it was typed passes when it is kept, and the command line would say the same.
static void a_filter_that_is_kept_says_that_its_last_word_goes_on(void **state) {
  const Room *room = *state;
  expect_in(room, QUERY_KEPT, "ye", false, false);
  expect_in(room, QUERY_KEPT, "ye*", true, false);
  expect_in(room, QUERY_KEPT, "dry and tag:", true, false);
  expect_kept("ye", "ye*");
  expect_kept("who or ye", "who or ye*");
  expect_kept("title:ye", "title:ye*");
  expect_kept("ye ", "ye");
  expect_kept("ye*", "ye*");
  expect_kept("\"dry ye\"", "\"dry ye\"");
  expect_kept("tag:energy", "tag:energy");
  expect_kept(" ", "");
}

static void annotations_pass_as_the_query_says(void **state) {
  const Room *room = *state;
  expect(room, "", true, true);
  expect(room, "dry", true, false);
  expect(room, "tag:energy", true, false);
  expect(room, "not tag:energy", false, true);
  expect(room, "who or year", true, true);
  expect(room, "ye", true, false);
  expect(room, "ye ", false, false);
  expect(room, "ye* ", true, false);
}

static void what_is_not_complete_lets_everything_pass(void **state) {
  const Room *room = *state;
  expect(room, "tag:", true, true);
  expect(room, "has:", true, true);
  expect(room, "(", true, true);
  expect(room, "dry and tag:", true, false);
  expect(room, "dry within sentence of ", true, false);
}

static void only_what_more_typing_will_not_mend_is_told(void **state) {
  (void)state;
  Buffer out = {0};
  filter_write_fault(SLICE("dry colour:mau"), &out);
  check_text(buffer_slice(&out), "");
  filter_write_fault(SLICE("date:2026-03..2026-01"), &out);
  assert_int_equal(out.len, 0); // a day may follow
  filter_write_final_fault(SLICE("date:2026-03..2026-01"), &out);
  check_text(buffer_slice(&out), "column 6: these dates end before they begin");
  buffer_clear(&out);
  filter_write_fault(SLICE("dry titel:x"), &out);
  check_text(buffer_slice(&out), "column 5: there is no field 'titel'; did you mean 'title'?");
  buffer_release(&out);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(a_filter_that_is_kept_says_that_its_last_word_goes_on),
      TEST(annotations_pass_as_the_query_says),
      TEST(what_is_not_complete_lets_everything_pass),
      TEST(only_what_more_typing_will_not_mend_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
