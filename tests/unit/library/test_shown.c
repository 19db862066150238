// SPDX-License-Identifier: MIT
// What a stretch of a text shows, beside what all annotations of the brief give; and that it
// follows every change.
#include "support/check.h"
#include "support/shelf.h"

#include "library/inside.h"
#include "library/rows.h"
#include "library/shown.h"

#include <stdlib.h>

static const char text[] = "One two three four five six seven eight nine ten eleven twelve.\n";

// The starts of what a stretch shows: "0 8 14o", o for an orphan, w for the whole brief.
static void check_shown(Shelf *shelf, int64_t brief, uint32_t from, uint32_t to,
                        const char *wanted) {
  Error err = {0};
  Brief row = {0};
  ShownList list;
  Buffer out = {0};
  check_ok(brief_get(shelf->library, brief, &row, &err), &err);
  check_ok(shown_read(shelf->library, brief, row.version, (CpSpan){from, to}, &list, &err), &err);
  for (uint32_t i = 0; i < list.count; i++) {
    const ShownAnnotation *item = &list.items[i];
    if (i > 0) buffer_add_byte(&out, ' ');
    if (item->whole)
      buffer_add_byte(&out, 'w');
    else
      buffer_printf(&out, "%u%s", item->span.start_cp, item->orphan ? "o" : "");
  }
  check_text(buffer_slice(&out), wanted);
  buffer_release(&out);
  shown_release_list(&list);
  brief_release(&row);
}

static void a_stretch_shows_what_touches_it(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "a.txt", text);
  shelf_annotate(&shelf, brief, 0, 40, NULL, NULL); // the longest reaches furthest
  shelf_annotate(&shelf, brief, 4, 7, NULL, "said");
  shelf_annotate(&shelf, brief, 19, 23, NULL, NULL);
  shelf_annotate(&shelf, brief, 50, 56, NULL, NULL);
  check_shown(&shelf, brief, 0, 63, "0 4 19 50");
  check_shown(&shelf, brief, 30, 35, "0");
  check_shown(&shelf, brief, 23, 30, "0 19");
  check_shown(&shelf, brief, 45, 49, "");
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

// By start, end and key, however they came.
static void a_stretch_shows_them_in_the_order_of_the_text(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  ShownList list;
  int64_t brief = shelf_add(&shelf, "a.txt", text);
  static const CpSpan spans[] = {{50, 56}, {4, 13}, {19, 23}, {4, 7}, {0, 3}, {4, 7}};
  static const CpSpan wanted[] = {{4, 7}, {4, 7}, {4, 13}, {19, 23}, {50, 56}};
  for (size_t i = 0; i < sizeof spans / sizeof *spans; i++)
    shelf_annotate(&shelf, brief, spans[i].start_cp, spans[i].end_cp, NULL, NULL);
  check_ok(shown_read(shelf.library, brief, rows_shown_version(shelf.library->store, brief),
                      (CpSpan){4, 63}, &list, &err),
           &err);
  assert_int_equal(list.count, sizeof wanted / sizeof *wanted);
  for (uint32_t i = 0; i < list.count; i++) {
    assert_int_equal(list.items[i].span.start_cp, wanted[i].start_cp);
    assert_int_equal(list.items[i].span.end_cp, wanted[i].end_cp);
  }
  assert_true(list.items[0].key < list.items[1].key);
  shown_release_list(&list);
  shelf_release(&shelf);
}

static void what_is_shown_follows_every_change(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t brief = shelf_add(&shelf, "a.txt", text), change;
  AnnotationAdded added = shelf_annotate(&shelf, brief, 4, 7, NULL, NULL);
  CpSpan elsewhere = {8, 13};
  check_ok(annotation_edit(shelf.library, added.key, &(AnnotationEdit){.span = &elsewhere}, &change,
                           &err),
           &err);
  check_shown(&shelf, brief, 0, 63, "8");
  shelf_delete(&shelf, added.key);
  check_shown(&shelf, brief, 0, 63, "");
  shelf_undo(&shelf);
  check_shown(&shelf, brief, 0, 63, "8");
  shelf_undo(&shelf);
  check_shown(&shelf, brief, 0, 63, "4");
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void colours_and_comments_are_shown(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  ShownPlace place;
  Colour green = COLOUR_GREEN;
  int64_t brief = shelf_add(&shelf, "a.txt", text), change;
  AnnotationAdded added = shelf_annotate(&shelf, brief, 4, 7, NULL, NULL);
  check_ok(annotation_edit(shelf.library, added.key,
                           &(AnnotationEdit){.colour = &green, .comment = "said"}, &change, &err),
           &err);
  ShownAnnotation next;
  assert_true(shown_find(shelf.library, added.key, &place));
  assert_true(shown_next(shelf.library, place.version, 0, true, &next));
  assert_int_equal(next.colour, COLOUR_GREEN);
  assert_true(next.commented);
  assert_false(shown_next(shelf.library, place.version, 4, true, &next));
  assert_false(shown_next(shelf.library, place.version, 4, false, &next));
  assert_int_equal(shown_count(shelf.library, place.version, (CpSpan){0, 4}, 9), 0);
  assert_int_equal(shown_count(shelf.library, place.version, (CpSpan){4, 5}, 9), 1);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void an_examination_finds_a_row_that_should_not_be_there(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "a.txt", text);
  shelf_annotate(&shelf, brief, 4, 7, NULL, NULL);
  assert_true(shown_is_right(shelf.library->store));
  free(shelf_query(&shelf, "UPDATE shown SET start = 3"));
  assert_false(shown_is_right(shelf.library->store));
  shown_rebuild(shelf.library->store);
  assert_true(shown_is_right(shelf.library->store));
  free(shelf_query(&shelf, "UPDATE version SET longest = 2"));
  assert_false(shown_is_right(shelf.library->store));
  shelf_release(&shelf);
}

// Another machine, which has not the new version, gives it another place in the old one.
static void a_place_in_an_older_version_is_followed(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t brief = shelf_add(&shelf, "a.txt", text), change;
  AnnotationAdded added = shelf_annotate(&shelf, brief, 4, 7, NULL, NULL);
  Shelf other = shelf_copy(&shelf);
  shelf_add(&shelf, "a.txt", "Before it all: one two three four five six seven eight nine ten.\n");
  assert_int_equal(shelf_count_briefs(&shelf), 1);
  CpSpan elsewhere = {8, 13};
  check_ok(annotation_edit(other.library, added.key, &(AnnotationEdit){.span = &elsewhere}, &change,
                           &err),
           &err);
  shelf_merge(&shelf, &other);
  shelf_examine(&shelf);
  shelf_release(&other);
  shelf_release(&shelf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_place_in_an_older_version_is_followed),
      cmocka_unit_test(a_stretch_shows_what_touches_it),
      cmocka_unit_test(a_stretch_shows_them_in_the_order_of_the_text),
      cmocka_unit_test(what_is_shown_follows_every_change),
      cmocka_unit_test(colours_and_comments_are_shown),
      cmocka_unit_test(an_examination_finds_a_row_that_should_not_be_there),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
