// SPDX-License-Identifier: MIT
// What is chosen for an export: the counts and the walk agree, and the walk has one order.
#include "library/choice.h"
#include "library/query.h"
#include "support/check.h"
#include "support/shelf.h"
#include "support/stock.h"

#include <stdlib.h>

static const char first[] = "Water\n\nWater is short. Wheat is dear. Wind is free.\n";
static const char later[] = "Water\n\nOnly this. Water is short. Wind is free. And so on.\n";

static const Brief *find_brief(const BriefList *list, int64_t key) {
  for (uint32_t i = 0; i < list->count; i++)
    if (list->items[i].key == key) return &list->items[i];
  fail_msg("there is no such brief");
  return NULL;
}

// "3-8 yellow a b; …" for each that is chosen of one brief; the count must be that of the walk.
static Buffer walk(Shelf *shelf, int64_t brief, const Choice *choice) {
  Error err = {0};
  Buffer out = {0};
  BriefList briefs;
  ChoiceCounts counts;
  Annotation annotation = {0};
  uint32_t walked = 0;
  check_ok(brief_list(shelf->library, &briefs, &err), &err);
  check_ok(choice_begin(shelf->library, &err), &err);
  check_ok(choice_count(shelf->library, choice, &counts, &err), &err);
  const ChoiceCount *count = choice_find_count(&counts, brief);
  ChoiceWalk steps = choice_walk(shelf->library, choice, find_brief(&briefs, brief), count);
  for (; choice_next(&steps, &annotation); walked++) {
    if (annotation.whole)
      buffer_add_string(&out, "whole");
    else
      buffer_printf(&out, "%u-%u %s", annotation.span.start_cp, annotation.span.end_cp,
                    colour_name(annotation.colour));
    for (uint32_t i = 0; i < annotation.tag_count; i++)
      buffer_printf(&out, " %s", annotation.tags[i]);
    if (annotation.state == ANNOTATION_ORPHAN) buffer_add_string(&out, " orphan");
    buffer_add_string(&out, "; ");
  }
  check_ok(choice_check(shelf->library, &err), &err);
  annotation_release(&annotation);
  choice_end_walk(&steps);
  choice_end(shelf->library);
  assert_int_equal(walked, count ? count->annotations : 0);
  choice_release_counts(&counts);
  brief_release_list(&briefs);
  return out;
}

static void expect(Shelf *shelf, int64_t brief, const Choice *choice, const char *wanted) {
  Buffer found = walk(shelf, brief, choice);
  check_text(buffer_slice(&found), wanted);
  buffer_release(&found);
}

static void paint(Shelf *shelf, int64_t annotation, Colour colour) {
  Error err = {0};
  int64_t change;
  AnnotationEdit edit = {.colour = &colour};
  check_ok(annotation_edit(shelf->library, annotation, &edit, &change, &err), &err);
}

static void the_order_is_by_place_whatever_came_first(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "water.txt", first);
  shelf_annotate(&shelf, brief, 23, 37, "b", NULL);
  shelf_annotate(&shelf, brief, 7, 22, "z/y", NULL);
  shelf_annotate(&shelf, brief, 7, 12, NULL, NULL);
  shelf_annotate(&shelf, brief, 23, 37, "a", NULL); // on one span: by when it was made
  expect(&shelf, brief, &(Choice){0},
         "7-12 yellow; 7-22 yellow z/y; 23-37 yellow b; 23-37 yellow a; ");
  shelf_release(&shelf);
}

static void each_part_of_a_choice_narrows_it(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "water.txt", first);
  shelf_annotate(&shelf, brief, 0, 5, "water/rain", NULL);
  shelf_annotate(&shelf, brief, 7, 12, "water", NULL);
  shelf_annotate(&shelf, brief, 13, 15, "waterfall", NULL);
  AnnotationAdded bare = shelf_annotate(&shelf, brief, 16, 21, NULL, NULL);
  paint(&shelf, bare.key, COLOUR_GREEN);
  expect(&shelf, brief, &(Choice){.tag = "water"}, "0-5 yellow water/rain; 7-12 yellow water; ");
  expect(&shelf, brief, &(Choice){.exact = "water"}, "7-12 yellow water; ");
  expect(&shelf, brief, &(Choice){.exact = ""}, "16-21 green; ");
  expect(&shelf, brief, &(Choice){.colour = "green"}, "16-21 green; ");
  expect(&shelf, brief, &(Choice){.colour = ""}, "");
  expect(&shelf, brief, &(Choice){.until = 1}, "");
  shelf_release(&shelf);
}

static void keys_of_a_query_choose_and_no_keys_choose_nothing(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t brief = shelf_add(&shelf, "water.txt", first);
  shelf_annotate(&shelf, brief, 0, 5, "rain", NULL);
  shelf_annotate(&shelf, brief, 7, 12, "sun", NULL);
  static const struct {
    const char *query, *wanted;
  } cases[] = {{"tag:sun", "7-12 yellow sun; "}, {"tag:moon", ""}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Query query;
    Keys keys = {0};
    check_ok(query_parse(&query, slice_of(cases[i].query), QUERY_STRICT, &err), &err);
    check_ok(query_find_annotations(shelf.library, &query, 0, &keys, &err), &err);
    expect(&shelf, brief, &(Choice){.keys = &keys}, cases[i].wanted);
    keys_release(&keys);
    query_release(&query);
  }
  shelf_release(&shelf);
}

// The two sides of the walk: those of the newest version, and the rest.
static void orphans_stand_among_the_others(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "water.txt", first);
  shelf_annotate(&shelf, brief, 23, 37, "lost", NULL); // Wheat is dear.
  shelf_annotate(&shelf, brief, 38, 51, "kept", NULL); // Wind is free.
  assert_int_equal(shelf_add(&shelf, "water.txt", later), brief);
  Buffer found = walk(&shelf, brief, &(Choice){0});
  const char *lost = strstr(found.ptr, "lost orphan"), *kept = strstr(found.ptr, "kept;");
  assert_non_null(lost);
  assert_non_null(kept);
  assert_true(lost < kept);
  buffer_release(&found);
  shelf_release(&shelf);
}

// The whole walk is annotation_list(), which SQLite sorts. Gives how many there are.
static uint32_t expect_order_of_list(Shelf *shelf, int64_t key) {
  Error err = {0};
  AnnotationList list;
  BriefList briefs;
  Annotation annotation = {0};
  uint32_t at = 0;
  check_ok(annotation_list(shelf->library, &(AnnotationWish){.brief = key}, &list, &err), &err);
  check_ok(brief_list(shelf->library, &briefs, &err), &err);
  check_ok(choice_begin(shelf->library, &err), &err);
  Choice all = {0};
  ChoiceWalk steps = choice_walk(shelf->library, &all, find_brief(&briefs, key), NULL);
  for (; choice_next(&steps, &annotation); at++) {
    assert_true(at < list.count);
    assert_string_equal(annotation.id, list.items[at].id);
    assert_string_equal(annotation.quote, list.items[at].quote);
    assert_string_equal(annotation.comment, list.items[at].comment);
    assert_int_equal(annotation.tag_count, list.items[at].tag_count);
  }
  check_ok(choice_check(shelf->library, &err), &err);
  annotation_release(&annotation);
  choice_end_walk(&steps);
  choice_end(shelf->library);
  brief_release_list(&briefs);
  annotation_release_list(&list);
  return at;
}

// Several stretches, and an end of one among annotations that stand on the same span.
static void many_made_in_any_order_come_in_the_order_of_the_text(void **state) {
  (void)state;
  enum { MANY = 3000, SAME = 300 };
  Shelf shelf = shelf_new();
  int64_t brief = stock_add_annotated(shelf.library, MANY, STOCK_SHUFFLED);
  for (uint32_t i = 0; i < SAME; i++) shelf_annotate(&shelf, brief, 60, 70, NULL, "the same");
  assert_int_equal(expect_order_of_list(&shelf, brief), MANY + SAME);
  shelf_release(&shelf);
}

// More than a stretch may have of texts: shorter ones are read, down to a single span.
static void comments_of_a_megabyte_come_all_the_same(void **state) {
  (void)state;
  enum { MANY = 20, BYTES = 1000000 };
  Shelf shelf = shelf_new();
  Buffer comment = {0};
  int64_t brief = shelf_add(&shelf, "water.txt", first);
  for (uint32_t i = 0; i < BYTES; i++) buffer_add_byte(&comment, i % 7 ? 'w' : ' ');
  for (uint32_t i = 0; i < MANY; i++) {
    uint32_t start = i % 2 ? 7 : 40 - i;
    shelf_annotate(&shelf, brief, start, start + 9, NULL, comment.ptr);
  }
  assert_int_equal(expect_order_of_list(&shelf, brief), MANY);
  buffer_release(&comment);
  shelf_release(&shelf);
}

static bool refuse(void *context) {
  (void)context;
  return false;
}

static void who_cannot_wait_is_told_once_that_it_took_too_long(void **state) {
  (void)state;
  enum { MANY = 400 };
  Shelf shelf = shelf_new();
  Error err = {0};
  ChoiceCounts counts;
  int64_t brief = shelf_add(&shelf, "water.txt", first);
  for (uint32_t i = 0; i < MANY; i++) shelf_annotate(&shelf, brief, i % 40, i % 40 + 2, "t", NULL);
  check_ok(choice_begin(shelf.library, &err), &err);
  choice_set_patience(shelf.library, refuse, NULL);
  check_ok(choice_count(shelf.library, &(Choice){0}, &counts, &err), &err);
  choice_release_counts(&counts);
  choice_set_patience(shelf.library, NULL, NULL);
  assert_true(choice_gave_up(shelf.library));
  assert_false(choice_gave_up(shelf.library));
  check_ok(choice_count(shelf.library, &(Choice){0}, &counts, &err), &err);
  assert_int_equal(choice_find_count(&counts, brief)->annotations, MANY);
  choice_release_counts(&counts);
  choice_end(shelf.library);
  shelf_release(&shelf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_order_is_by_place_whatever_came_first),
      cmocka_unit_test(each_part_of_a_choice_narrows_it),
      cmocka_unit_test(keys_of_a_query_choose_and_no_keys_choose_nothing),
      cmocka_unit_test(orphans_stand_among_the_others),
      cmocka_unit_test(many_made_in_any_order_come_in_the_order_of_the_text),
      cmocka_unit_test(comments_of_a_megabyte_come_all_the_same),
      cmocka_unit_test(who_cannot_wait_is_told_once_that_it_took_too_long),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
