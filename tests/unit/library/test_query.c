// SPDX-License-Identifier: MIT
#include "support/check.h"
#include "support/shelf.h"

#include "library/query.h"

#include <stdlib.h>

// Three briefs, listed by date: 1 has none, 2, 3.
static const char undated[] = "Ports\n\nThe oil dock is dry. Ships wait for gas.\n";
static const char first[] = "Énergie Bill\n\nBy Ana Müller\n\n2026-01-20\n\n"
                            "Oil is near Japan.[1] Risk grows. Gas is not.\n\n[1] A note on gas.\n";
static const char second[] = "Dams\n\n2026-03-12\n\nJapan builds dams. 東京のカフェ is open.\n";

typedef struct Desk {
  Shelf shelf;
  int64_t briefs[3];
  AnnotationAdded risk, oil, whole;
} Desk;

static uint32_t place(const char *text, const char *word) {
  return (uint32_t)(strstr(text, word) - text) - 2; // É and ü have two bytes
}

static int set_up(void **state) {
  Error err = {0};
  Desk *desk = memory_new(1, sizeof *desk);
  desk->shelf = shelf_new();
  Shelf *shelf = &desk->shelf;
  desk->briefs[0] = shelf_add(shelf, "ports.txt", undated);
  desk->briefs[1] = shelf_add(shelf, "bill.txt", first);
  desk->briefs[2] = shelf_add(shelf, "dams.txt", second);
  uint32_t risk = place(first, "Risk"), oil = place(first, "Oil");
  desk->risk = shelf_annotate(shelf, desk->briefs[1], risk, risk + 11, "risk/high", "look % again");
  desk->oil = shelf_annotate(shelf, desk->briefs[1], oil, oil + 3, "Japan", NULL);
  AnnotationRequest request = {.brief = desk->briefs[2], .whole = true, .comment = "all of it"};
  check_ok(annotation_add(shelf->library, &request, &desk->whole, &err), &err);
  check_ok(brief_set_read(shelf->library, desk->briefs[2], true, &err), &err);
  check_ok(brief_set_place(shelf->library, desk->briefs[1], 20, &err), &err);
  *state = desk;
  return 0;
}

static int tear_down(void **state) {
  Desk *desk = *state;
  shelf_release(&desk->shelf);
  free(desk);
  return 0;
}

static Query parse(const char *typed) {
  Query query;
  Error err = {0};
  check_ok(query_parse(&query, slice_of(typed), QUERY_STRICT, &err), &err);
  return query;
}

// The numbers of the briefs that match, in the order of the list.
static void expect_briefs(const Desk *desk, const char *typed, const char *wanted) {
  Query query = parse(typed);
  BriefList page = {0};
  Error err = {0};
  Buffer got = {0};
  check_ok(query_briefs(desk->shelf.library, &query, NULL, 10, &page, &err), &err);
  for (uint32_t i = 0; i < page.count; i++)
    for (int n = 0; n < 3; n++)
      if (page.items[i].key == desk->briefs[n]) buffer_printf(&got, "%d", n + 1);
  if (strcmp(buffer_slice(&got).ptr, wanted) != 0) print_error("%s\n", typed);
  check_text(buffer_slice(&got), wanted);
  buffer_release(&got);
  brief_release_list(&page);
  query_release(&query);
}

// r, o, w: the annotations that match, in the order of exports.
static void expect_annotations(const Desk *desk, const char *typed, const char *wanted) {
  Query query = parse(typed);
  Error err = {0};
  Buffer got = {0};
  Annotation annotation = {0};
  QueryWalk *walk = query_walk(desk->shelf.library, &query, &err);
  check_ok(walk != NULL, &err);
  while (query_next(walk, &annotation))
    buffer_add_byte(&got, annotation.key == desk->risk.key  ? 'r'
                          : annotation.key == desk->oil.key ? 'o'
                                                            : 'w');
  check_ok(query_end(walk, &err), &err);
  if (strcmp(buffer_slice(&got).ptr, wanted) != 0) print_error("%s\n", typed);
  check_text(buffer_slice(&got), wanted);
  annotation_release(&annotation);
  buffer_release(&got);
  query_release(&query);
}

static void words_of_briefs_stand_in_text_and_metadata(void **state) {
  const Desk *desk = *state;
  expect_briefs(desk, "", "123");
  expect_briefs(desk, "oil", "12");
  expect_briefs(desk, "OIL gas", "12");
  expect_briefs(desk, "oi", "");
  expect_briefs(desk, "oi*", "12");
  expect_briefs(desk, "energie muller", "2");
  expect_briefs(desk, "\"oil is near\"", "2");
  expect_briefs(desk, "\"near oil\"", "");
  expect_briefs(desk, "東京", "3");
  expect_briefs(desk, "カフェ or dock", "13");
  expect_briefs(desk, "not oil", "3");
  expect_briefs(desk, "oil not (ports or dams)", "2");
}

static void fields_of_briefs_hold_or_not(void **state) {
  const Desk *desk = *state;
  expect_briefs(desk, "title:énergie", "2");
  expect_briefs(desk, "title:oil", "");
  expect_briefs(desk, "author:muller", "2");
  expect_briefs(desk, "date:2026", "23");
  expect_briefs(desk, "date:2026-02..", "3");
  expect_briefs(desk, "date:<2026-03", "2");
  expect_briefs(desk, "date:2026-01-20", "2");
  expect_briefs(desk, "not has:date", "1");
  expect_briefs(desk, "added:2000..", "123");
  expect_briefs(desk, "added:<2000", "");
  expect_briefs(desk, "read:yes", "3");
  expect_briefs(desk, "read:no", "12");
  expect_briefs(desk, "read:started", "2");
  expect_briefs(desk, "path:BILL", "2");
  expect_briefs(desk, "brief:dams", "3");
  expect_briefs(desk, "has:footnote", "2");
  expect_briefs(desk, "has:url or lang:xx or url:x", "");
}

static void what_is_of_annotations_is_of_one_of_a_briefs(void **state) {
  const Desk *desk = *state;
  expect_briefs(desk, "has:annotation", "23");
  expect_briefs(desk, "tag:risk", "2");
  expect_briefs(desk, "tag:risk tag:japan", "2");
  expect_briefs(desk, "not tag:risk", "13");
  expect_briefs(desk, "comment:all", "3");
  expect_briefs(desk, "colour:yellow", "2");
}

static void fields_of_annotations_hold_or_not(void **state) {
  const Desk *desk = *state;
  expect_annotations(desk, "", "orw");
  expect_annotations(desk, "tag:risk", "r");
  expect_annotations(desk, "tag:=risk", "");
  expect_annotations(desk, "tag:=risk/high", "r");
  expect_annotations(desk, "tag:japan", "o");
  expect_annotations(desk, "tag:=japan", "");
  expect_annotations(desk, "has:comment", "rw");
  expect_annotations(desk, "not has:tag", "w");
  expect_annotations(desk, "colour:yellow", "or");
  expect_annotations(desk, "state:same", "or");
  expect_annotations(desk, "state:orphan or state:review", "");
  expect_annotations(desk, "quote:risk", "r");
  expect_annotations(desk, "comment:again", "r");
  expect_annotations(desk, "again or high or all", "rw");
  expect_annotations(desk, "date:2026-01", "or");
  expect_annotations(desk, "title:dams", "w");
  expect_annotations(desk, "made:2000..", "orw");
}

static void relations_are_found_in_the_text(void **state) {
  const Desk *desk = *state;
  expect_annotations(desk, "tag:japan within sentence of japan", "o");
  expect_annotations(desk, "tag:risk within sentence of japan", "");
  expect_annotations(desk, "tag:risk within paragraph of japan", "r");
  expect_annotations(desk, "tag:risk within 1 word of japan", "");
  expect_annotations(desk, "tag:risk within 2 words of japan", "r");
  expect_annotations(desk, "tag:risk overlapping grows", "r");
  expect_annotations(desk, "grows inside tag:risk", "r");
  expect_annotations(desk, "tag:risk inside grows", "");
  expect_annotations(desk, "not (tag:risk within paragraph of tag:japan)", "ow");
  expect_briefs(desk, "japan within paragraph of oil", "2");
  expect_briefs(desk, "(oil or dams) within sentence of japan", "23");
  expect_briefs(desk, "oil within sentence of japan within sentence of near", "2");
}

static void what_is_typed_is_never_sql(void **state) {
  const Desk *desk = *state;
  expect_briefs(desk, "tag:\"x' OR '1'='1\"", "");
  expect_briefs(desk, "title:\"%1 %2 ?1 Bill\"", "");
  expect_briefs(desk, "url:%", "");
  expect_briefs(desk, "path:_", "");
  expect_briefs(desk, "comment:\"look % again\"", "2");
  expect_briefs(desk, "\"NEAR(oil gas)\" or \"text : oil\"", "");
  expect_briefs(desk, "x'; DROP TABLE brief; or oil", "12");
  expect_briefs(desk, "", "123");
}

static void pages_follow_each_other(void **state) {
  const Desk *desk = *state;
  Query query = parse("");
  Error err = {0};
  Brief after = {0};
  for (int i = 0; i < 4; i++) {
    BriefList page = {0};
    check_ok(query_briefs(desk->shelf.library, &query, i ? &after : NULL, 1, &page, &err), &err);
    assert_int_equal(page.count, i < 3);
    if (page.count) assert_int_equal(page.items[0].key, desk->briefs[i]);
    if (i) brief_release(&after);
    if (page.count) after = page.items[0];
    free(page.items);
  }
  query_release(&query);
}

static void the_largest_query_is_no_more_than_sqlite_takes(void **state) {
  const Desk *desk = *state;
  Buffer typed = {0};
  for (int i = 0; i < CONDITION_NESTING_MAX; i++)
    buffer_add_string(&typed, "not date:2025 or tag:x not title:q (");
  buffer_add_string(&typed, "oil");
  for (int i = 0; i < CONDITION_NESTING_MAX; i++) buffer_add_byte(&typed, ')');
  expect_briefs(desk, typed.ptr, "123");
  buffer_clear(&typed);
  for (int i = 0; i < CONDITION_TESTS_MAX; i++) buffer_printf(&typed, "date:>19%02d ", i);
  expect_briefs(desk, typed.ptr, "23");
  buffer_clear(&typed);
  for (int i = 0; i < CONDITION_TESTS_MAX; i++) buffer_printf(&typed, "not tag:a%d ", i);
  expect_briefs(desk, typed.ptr, "123");
  expect_annotations(desk, typed.ptr, "orw");
  buffer_clear(&typed);
  for (int i = 0; i < CONDITION_TESTS_MAX / 2; i++) buffer_add_string(&typed, "(oil or a) ");
  expect_briefs(desk, typed.ptr, "12");
  expect_annotations(desk, typed.ptr, "o");
  buffer_add_string(&typed, "more");
  Query query;
  Error err = {0};
  assert_false(query_parse(&query, buffer_slice(&typed), QUERY_STRICT, &err));
  check_text(slice_of(err.message), "cannot read the query: column 177: there are more than 32 conditions");
  query_release(&query);
  buffer_release(&typed);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(words_of_briefs_stand_in_text_and_metadata),
      TEST(fields_of_briefs_hold_or_not),
      TEST(what_is_of_annotations_is_of_one_of_a_briefs),
      TEST(fields_of_annotations_hold_or_not),
      TEST(relations_are_found_in_the_text),
      TEST(what_is_typed_is_never_sql),
      TEST(pages_follow_each_other),
      TEST(the_largest_query_is_no_more_than_sqlite_takes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
