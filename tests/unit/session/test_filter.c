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

static void expect_fault(const char *typed, const char *fault) {
  Buffer out = {0};
  filter_write_fault(slice_of(typed), &out);
  check_text(buffer_slice(&out), fault);
  buffer_release(&out);
}

static void only_what_more_typing_will_not_mend_is_told(void **state) {
  (void)state;
  expect_fault("dry colour:gra", "");
  expect_fault("colour:gray", "");
  expect_fault("dry titel:x", "column 5: there is no field 'titel'; did you mean 'title'?");
  expect_fault("dry read:x", "column 10: 'read' is one of yes, no, started");
  expect_fault("read:n", "");
  expect_fault("read:", "");
}

// A date that more typing makes one, and one that it does not.
static void a_date_that_cannot_be_one_is_told_while_it_is_typed(void **state) {
  (void)state;
  static const char fault[] =
      "column 6: this is no date: 2026, 2026-03, 2026-03-31, 2026-01..2026-03, 2026..";
  static const char *const begun[] = {"2",          "2026-",       "2026-1", "2026-0",  "2026-04-3",
                                      "2026-02-",   "2026.",       "..",     ">2026-1", "2026..202",
                                      "..2026-02-", "2026-03..20", "=2026-1"};
  static const char *const wrong[] = {"2026-13",    "2026-2x",     "abc",          "2026-02-3",
                                      "2026-04-31", "2026.x",      "2026-13..",    "2026-1..",
                                      "2026..x",    "2026-01-010", "2026..2027-13"};
  Buffer typed = {0};
  for (size_t i = 0; i < sizeof begun / sizeof *begun; i++) {
    buffer_clear(&typed);
    buffer_printf(&typed, "date:%s", begun[i]);
    expect_fault(typed.ptr, "");
  }
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    buffer_clear(&typed);
    buffer_printf(&typed, "date:%s", wrong[i]);
    expect_fault(typed.ptr, fault);
  }
  expect_fault("date:=2026-13", "column 7: this is no date: 2026, 2026-03, 2026-03-31");
  expect_fault("date:2026-03..2026-01", "column 6: these dates end before they begin");
  buffer_release(&typed);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(a_filter_that_is_kept_says_that_its_last_word_goes_on),
      TEST(annotations_pass_as_the_query_says),
      TEST(what_is_not_complete_lets_everything_pass),
      TEST(only_what_more_typing_will_not_mend_is_told),
      TEST(a_date_that_cannot_be_one_is_told_while_it_is_typed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
