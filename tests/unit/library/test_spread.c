// SPDX-License-Identifier: MIT
// Annotations made at the other places of their passages.
#include "library/spread.h"

#include "support/check.h"
#include "support/shelf.h"

#include <stdlib.h>
#include <string.h>

static const char one[] =
    "On Harbours\n\nThe harbour grew for years (without a plan) of any kind.[1] Nobody asked. "
    "It still grows every summer, and the town pays for it.\n\n[1] “The Long Quay”, Review.\n";
static const char two[] = "On Markets\n\nIt began small, as such things do, and it did not last. "
                          "“THE HARBOUR  grew for years without a plan[1] of any kind!” "
                          "Nobody asked.\n\n[1] A note.\n";
static const char three[] =
    "On Ferries\n\nThe harbour grew for years — without a plan of any kind. The harbour grew for "
    "years, without a plan, of any kind.\n";

typedef struct Harbours {
  Shelf shelf;
  int64_t keys[3];
} Harbours;

static Harbours open_harbours(void) {
  Harbours harbours = {.shelf = shelf_new()};
  harbours.keys[0] = shelf_add(&harbours.shelf, "one.txt", one);
  harbours.keys[1] = shelf_add(&harbours.shelf, "two.txt", two);
  harbours.keys[2] = shelf_add(&harbours.shelf, "three.txt", three);
  return harbours;
}

// An annotation of the first brief on these words, which stand in it before any other than ASCII.
static Annotation annotate(Harbours *harbours, const char *words, const char *tag,
                           const char *comment) {
  Error err = {0};
  Annotation annotation;
  const char *at = strstr(one, words);
  assert_non_null(at);
  uint32_t start = (uint32_t)(at - one);
  AnnotationAdded added = shelf_annotate(&harbours->shelf, harbours->keys[0], start,
                                         start + (uint32_t)strlen(words), tag, comment);
  check_ok(annotation_find(harbours->shelf.library, added.id, &annotation, &err), &err);
  return annotation;
}

// Makes it everywhere; how many places that were.
static uint32_t spread(Harbours *harbours, const Annotation *annotation) {
  Error err = {0};
  RepeatPlaces places;
  int64_t change = 0;
  Library *library = harbours->shelf.library;
  check_ok(spread_find(library, annotation, &places, &err), &err);
  uint32_t count = places.count;
  if (count > 0) check_ok(spread_make(library, annotation, &places, &change, &err), &err);
  assert_int_equal(change != 0, count > 0);
  repeat_release_places(&places);
  return count;
}

// What is annotated elsewhere, a line for each.
static void expect_elsewhere(Harbours *harbours, const char *wanted) {
  Error err = {0};
  AnnotationList list;
  Buffer got = {0};
  check_ok(annotation_list(harbours->shelf.library, &(AnnotationWish){0}, &list, &err), &err);
  for (uint32_t i = 0; i < list.count; i++) {
    const Annotation *annotation = &list.items[i];
    if (annotation->brief == harbours->keys[0]) continue;
    buffer_printf(&got, "%s", annotation->quote);
    for (uint32_t k = 0; k < annotation->tag_count; k++)
      buffer_printf(&got, " #%s", annotation->tags[k]);
    buffer_printf(&got, "%s%s\n", annotation->comment[0] ? " : " : "", annotation->comment);
  }
  check_text(buffer_slice(&got), wanted);
  buffer_release(&got);
  annotation_release_list(&list);
}

static void the_same_words_are_annotated_whatever_stands_between(void **state) {
  (void)state;
  static const struct {
    const char *words, *wanted;
  } rows[] = {
      {"grew for years", "grew for years\ngrew for years\ngrew for years\n"},
      {"plan) of any", "plan of any\nplan, of any\nplan[1] of any\n"},
      {"The harbour", "The harbour\nThe harbour\nTHE HARBOUR\n"},
      {"arbour gr", "arbour gr\narbour gr\nARBOUR  gr\n"},
      {"any kind.", "any kind.\nany kind.\nany kind!”\n"},
      {"any kind", "any kind\nany kind\nany kind\n"},
      {"The harbour grew for years (without a plan) of any kind.[1]",
       "The harbour grew for years — without a plan of any kind.\n"
       "The harbour grew for years, without a plan, of any kind.\n"
       "“THE HARBOUR  grew for years without a plan[1] of any kind!”\n"},
      {"It still grows every summer", ""}, // nowhere else
      {"Nobody asked.", ""},               // too short to count
      {"any kind.[1] Nobody", ""},         // not in one sentence
      {"(", ""},
      {"On Harbours", ""},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    Harbours harbours = open_harbours();
    Annotation annotation = annotate(&harbours, rows[i].words, NULL, NULL);
    spread(&harbours, &annotation);
    expect_elsewhere(&harbours, rows[i].wanted);
    annotation_release(&annotation);
    shelf_release(&harbours.shelf);
  }
}

static void it_is_one_change_with_tags_and_comment(void **state) {
  (void)state;
  Harbours harbours = open_harbours();
  Annotation annotation = annotate(&harbours, "for years", "sea/ports", "How long?");
  char *before = shelf_describe(&harbours.shelf);
  assert_int_equal(spread(&harbours, &annotation), 3);
  expect_elsewhere(&harbours, "for years #sea/ports : How long?\n"
                              "for years #sea/ports : How long?\n"
                              "for years #sea/ports : How long?\n");
  shelf_expect_reversible(&harbours.shelf, before, "spread");
  free(before);
  annotation_release(&annotation);
  shelf_release(&harbours.shelf);
}

static void a_place_that_has_such_an_annotation_is_left_out(void **state) {
  (void)state;
  Harbours harbours = open_harbours();
  Annotation first = annotate(&harbours, "for years", "sea", NULL);
  assert_int_equal(spread(&harbours, &first), 3);
  assert_int_equal(spread(&harbours, &first), 0);
  shelf_undo(&harbours.shelf);
  assert_int_equal(spread(&harbours, &first), 3);
  Annotation other = annotate(&harbours, "for years", "land", NULL);
  assert_int_equal(spread(&harbours, &other), 3);
  Annotation longer = annotate(&harbours, "grew for years", "sea", NULL);
  assert_int_equal(spread(&harbours, &longer), 3);
  annotation_release(&first);
  annotation_release(&other);
  annotation_release(&longer);
  shelf_release(&harbours.shelf);
}

static void a_text_that_changed_meanwhile_is_not_annotated(void **state) {
  (void)state;
  Harbours harbours = open_harbours();
  Error err = {0};
  RepeatPlaces places;
  int64_t change = 0;
  Annotation annotation = annotate(&harbours, "for years", "sea", NULL);
  check_ok(spread_find(harbours.shelf.library, &annotation, &places, &err), &err);
  shelf_add(&harbours.shelf, "three.txt", "On Ferries\n\nAnother text, of the same brief.\n");
  assert_false(spread_make(harbours.shelf.library, &annotation, &places, &change, &err));
  assert_int_equal(err.kind, ERROR_BUSY);
  assert_int_equal(change, 0);
  expect_elsewhere(&harbours, "");
  shelf_examine(&harbours.shelf);
  repeat_release_places(&places);
  annotation_release(&annotation);
  shelf_release(&harbours.shelf);
}

static void what_is_said_of_a_whole_brief_has_no_other_places(void **state) {
  (void)state;
  Harbours harbours = open_harbours();
  Error err = {0};
  AnnotationRequest request = {.brief = harbours.keys[0], .whole = true, .comment = "Good."};
  AnnotationAdded added;
  Annotation annotation;
  check_ok(annotation_add(harbours.shelf.library, &request, &added, &err), &err);
  check_ok(annotation_find(harbours.shelf.library, added.id, &annotation, &err), &err);
  assert_int_equal(spread(&harbours, &annotation), 0);
  annotation_release(&annotation);
  shelf_release(&harbours.shelf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_same_words_are_annotated_whatever_stands_between),
      cmocka_unit_test(it_is_one_change_with_tags_and_comment),
      cmocka_unit_test(a_place_that_has_such_an_annotation_is_left_out),
      cmocka_unit_test(a_text_that_changed_meanwhile_is_not_annotated),
      cmocka_unit_test(what_is_said_of_a_whole_brief_has_no_other_places),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
