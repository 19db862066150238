// SPDX-License-Identifier: MIT
// New versions of a brief: which texts are one, and what becomes of the annotations.
#include "support/check.h"
#include "support/prose.h"
#include "support/shelf.h"

#include "base/buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// ---- Short ways

static BriefAdded add(Shelf *shelf, const char *path, const char *text) {
  Error err = {0};
  BriefAdded added;
  check_ok(brief_add(shelf->library, slice_of(text), path, NULL, &added, &err), &err);
  return added;
}

// An annotation of what stands once in the brief's text, all of it ASCII.
static AnnotationAdded mark(Shelf *shelf, int64_t brief, const char *text, const char *quote) {
  const char *found = strstr(text, quote);
  assert_non_null(found);
  uint32_t start = (uint32_t)(found - text);
  return shelf_annotate(shelf, brief, start, start + (uint32_t)strlen(quote), NULL, quote);
}

static Annotation find(Shelf *shelf, const char *id) {
  Error err = {0};
  Annotation annotation;
  check_ok(annotation_find(shelf->library, id, &annotation, &err), &err);
  return annotation;
}

static void expect(Shelf *shelf, const char *id, AnnotationState state, const char *quote) {
  Annotation annotation = find(shelf, id);
  assert_string_equal(annotation.quote, quote);
  assert_int_equal(annotation.state, state);
  annotation_release(&annotation);
}

static void expect_query(Shelf *shelf, const char *sql, const char *expected) {
  char *found = shelf_query(shelf, sql);
  assert_string_equal(found, expected);
  free(found);
}

#define PORT "Ports and trade\n\n"
#define LOSS "The port lost two thirds of its trade in a year. Ships went elsewhere.\n\n"
#define WORK "Nobody had asked the workers what they thought of it, says the report.\n\n"
#define RAIN "Farmers wait for rain in the north. The dam is empty.\n"

static const char first[] = PORT LOSS WORK RAIN;
static const char second[] =
    PORT "A new beginning.\n\n"
         "The port lost half of its trade in a year. Ships went elsewhere.\n\n" WORK
         "Farmers wait for rain in the north.\n";
static const char third[] = PORT RAIN WORK LOSS "And an end.\n";

typedef struct Three {
  BriefAdded brief;
  AnnotationAdded trade, workers, dam;
} Three;

static Three fill(Shelf *shelf) {
  Three three = {.brief = add(shelf, "/a/one.txt", first)};
  three.trade = mark(shelf, three.brief.key, first, "two thirds of its trade");
  three.workers = mark(shelf, three.brief.key, first, "asked the workers");
  three.dam = mark(shelf, three.brief.key, first, "The dam is empty.");
  return three;
}

// ---- What is one brief

static void a_changed_text_of_a_known_path_is_a_new_version(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  BriefAdded one = add(&shelf, "/a/one.txt", first);
  BriefAdded two = add(&shelf, "/a/one.txt", second);
  assert_int_equal(two.outcome, BRIEF_RENEWED);
  assert_int_equal(two.key, one.key);
  assert_int_equal(shelf_count_briefs(&shelf), 1);
  expect_query(&shelf, "SELECT count(*) FROM version_text", "2");
  expect_query(&shelf, "SELECT count(*) FROM addition", "2");
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void a_file_name_alone_makes_no_version(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  BriefAdded one = add(&shelf, "/a/report.txt", "apples are sold by weight in all of the shops\n");
  BriefAdded two = add(&shelf, "/b/report.txt", "mining law has changed since the last decade\n");
  assert_int_equal(two.outcome, BRIEF_ADDED);
  assert_int_not_equal(one.key, two.key);
  shelf_release(&shelf);
}

static void a_renamed_and_edited_file_is_known_by_title_and_text(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Three three = fill(&shelf);
  BriefAdded moved = add(&shelf, "/b/renamed.txt", PORT LOSS WORK "Farmers wait for snow.\n");
  assert_int_equal(moved.outcome, BRIEF_RENEWED);
  assert_int_equal(moved.key, three.brief.key);
  expect(&shelf, three.trade.id, ANNOTATION_SAME, "two thirds of its trade");
  shelf_release(&shelf);
}

static void the_same_title_with_another_text_is_told_and_kept_apart(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  BriefAdded one = add(&shelf, "/a/one.txt", first);
  BriefAdded other = add(&shelf, "/b/other.txt",
                         PORT "Something else was written under this title, and none of its "
                              "sentences can be found in what was written before by others.\n");
  assert_int_equal(other.outcome, BRIEF_CHANGED);
  assert_int_equal(other.older, one.key);
  assert_int_equal(shelf_count_briefs(&shelf), 2);
  shelf_release(&shelf);
}

// ---- Mostly the same text, and nothing else in common

#define CANALS "The canals of the delta were dug by hand over two hundred years ago.\n\n"
#define LOCKS  "Each of the locks is opened twice a day, and boatmen complain about the delays.\n\n"
#define SILT   "Engineers measured the silt in eleven basins during the dry season of that year.\n\n"
#define TAXES  "Households along the embankment pay a special tax for maintenance and dredging.\n\n"
#define FISHERS                                                                                    \
  "Fishing cooperatives lost their licences when the estuary was closed to trawlers.\n\n"
#define BIRDS                                                                                      \
  "Migratory birds have returned to the northern marshes since the pumps were stopped.\n\n"
#define DAMS                                                                                       \
  "Nobody believes that another barrage would protect the lowest villages from storms.\n\n"

static const char delta[] = CANALS LOCKS SILT TAXES FISHERS BIRDS DAMS;
static const char delta_edited[] = CANALS
    "Somebody wrote another sentence here, about railways and their passengers.\n\n" SILT TAXES
        FISHERS "Herons were counted by schoolchildren in spring, under supervision.\n\n" DAMS;

static void a_renamed_and_edited_text_is_known_by_its_words(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  BriefAdded one = add(&shelf, "/a/one.txt", delta);
  AnnotationAdded tax = mark(&shelf, one.key, delta, "a special tax");
  char *before = shelf_describe(&shelf);
  BriefAdded two = add(&shelf, "/b/two.txt", delta_edited);
  assert_int_equal(two.outcome, BRIEF_RENEWED);
  assert_int_equal(two.reason, BRIEF_SAME_TEXT);
  assert_int_equal(two.key, one.key);
  assert_int_equal(two.carried, 1);
  expect(&shelf, tax.id, ANNOTATION_SAME, "a special tax");
  shelf_examine(&shelf);
  shelf_expect_reversible(&shelf, before, "a version known by its words");
  free(before);
  shelf_release(&shelf);
}

static void a_common_template_makes_no_version(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  BriefAdded one = add(&shelf, "/a/one.txt", delta);
  BriefAdded two =
      add(&shelf, "/a/two.txt",
          CANALS
          "Railways were laid across the plateau by prisoners from the coast.\n\n"
          "Timetables were printed in three languages for merchants and clerks.\n\n"
          "Stations became markets, and markets became provincial capitals later.\n\n"
          "Locomotives burned brushwood until the collieries reopened in autumn.\n\n" BIRDS DAMS);
  assert_int_equal(two.outcome, BRIEF_ADDED);
  assert_int_not_equal(one.key, two.key);
  assert_int_equal(shelf_count_briefs(&shelf), 2);
  shelf_release(&shelf);
}

// Whoever quotes a text at length has its sentences too, and may be newer.
static void a_version_is_found_among_others_that_quote_all_of_it(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  BriefAdded one = add(&shelf, "/a/one.txt", delta);
  for (uint32_t i = 0; i < 2; i++) {
    Buffer longer = {0};
    char path[32];
    snprintf(path, sizeof path, "/c/%u.txt", i);
    buffer_add_string(&longer, delta);
    prose_words(&longer, i + 1, 3000);
    assert_int_equal(add(&shelf, path, longer.ptr).outcome, BRIEF_ADDED);
    buffer_release(&longer);
  }
  BriefAdded two = add(&shelf, "/b/two.txt", delta_edited);
  assert_int_equal(two.outcome, BRIEF_RENEWED);
  assert_int_equal(two.key, one.key);
  shelf_release(&shelf);
}

static void a_text_is_a_brief_of_its_own_where_the_reader_says_so(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  BriefAdded one = add(&shelf, "/a/one.txt", delta), two;
  BriefMetadata own = {.apart = true};
  check_ok(brief_add(shelf.library, slice_of(delta_edited), "/b/two.txt", &own, &two, &err), &err);
  assert_int_equal(two.outcome, BRIEF_ADDED);
  assert_int_not_equal(one.key, two.key);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void alike_texts_that_are_added_together_stay_two(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error errs[2] = {{0}}, err = {0};
  BriefAdded added[2];
  BriefPrepared *both[] = {
      brief_prepare(shelf.library, slice_of(delta), "/a/one.txt", NULL, &err),
      brief_prepare(shelf.library, slice_of(delta_edited), "/a/two.txt", NULL, &err)};
  brief_add_prepared(shelf.library, both, 2, added, errs);
  assert_int_equal(added[0].outcome, BRIEF_ADDED);
  assert_int_equal(added[1].outcome, BRIEF_ADDED);
  assert_int_equal(shelf_count_briefs(&shelf), 2);
  brief_free_prepared(both[0]);
  brief_free_prepared(both[1]);
  shelf_release(&shelf);
}

// Also when it comes with others, under another title: what is asked of the words is cheap enough.
static void a_renamed_and_retitled_text_among_others_is_known_by_its_words(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error errs[2] = {{0}}, err = {0};
  BriefAdded added[2],
      one = add(&shelf, "/a/one.txt",
                "Water in the Delta\n\n1 May 2020\n\n" CANALS LOCKS SILT TAXES FISHERS BIRDS DAMS);
  BriefPrepared *both[] = {
      brief_prepare(shelf.library, slice_of("Another Brief\n\n2 May 2020\n\nNothing of it.\n"),
                    "/b/other.txt", NULL, &err),
      brief_prepare(
          shelf.library,
          slice_of("Embankments and Boatmen\n\n1 May 2020\n\n" CANALS LOCKS SILT TAXES FISHERS
                   "A word was added here.\n\n" BIRDS DAMS),
          "/b/two.txt", NULL, &err)};
  brief_add_prepared(shelf.library, both, 2, added, errs);
  assert_int_equal(added[0].outcome, BRIEF_ADDED);
  assert_int_equal(added[1].outcome, BRIEF_RENEWED);
  assert_int_equal(added[1].key, one.key);
  brief_free_prepared(both[0]);
  brief_free_prepared(both[1]);
  shelf_release(&shelf);
}

static void an_unchanged_file_does_not_take_back_what_was_edited(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  BriefAdded one = add(&shelf, "/a/one.txt", delta), edited, back;
  check_ok(brief_edit_text(shelf.library, one.key, slice_of(delta_edited), &edited, &err), &err);
  BriefAdded same = add(&shelf, "/a/one.txt", delta);
  assert_int_equal(same.outcome, BRIEF_ALREADY_THERE);
  assert_true(same.earlier);
  assert_int_equal(same.change, 0);
  BriefMetadata again = {.again = true};
  check_ok(brief_add(shelf.library, slice_of(delta), "/a/one.txt", &again, &back, &err), &err);
  assert_int_equal(back.outcome, BRIEF_RENEWED);
  assert_false(back.earlier);
  assert_false(add(&shelf, "/a/one.txt", delta).earlier);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

// ---- Carrying over

static void each_annotation_gets_one_row_and_keeps_its_own(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Three three = fill(&shelf);
  char *before = shelf_describe(&shelf);
  BriefAdded added = add(&shelf, "/a/one.txt", second);
  assert_int_equal(added.carried, 3);
  assert_int_equal(added.waiting, 1);
  expect(&shelf, three.trade.id, ANNOTATION_CHANGED, "half of its trade");
  expect(&shelf, three.workers.id, ANNOTATION_SAME, "asked the workers");
  expect(&shelf, three.dam.id, ANNOTATION_ORPHAN, "The dam is empty.");
  expect_query(&shelf, "SELECT count(*) FROM anchor WHERE method = 'align' AND source_version = 1",
               "3");
  expect_query(&shelf, "SELECT count(*) FROM anchor WHERE method = 'user' AND version = 1", "3");
  shelf_examine(&shelf);
  shelf_expect_reversible(&shelf, before, "a new version");
  free(before);
  shelf_release(&shelf);
}

static void an_orphan_remembers_where_it_was_and_is_tried_again(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Three three = fill(&shelf);
  add(&shelf, "/a/one.txt", second);
  Annotation dam = find(&shelf, three.dam.id);
  assert_int_equal(dam.span.start_cp, dam.span.end_cp);
  assert_true(dam.span.start_cp > strlen(second) - 8);
  assert_true(dam.review);
  annotation_release(&dam);
  add(&shelf, "/a/one.txt", third);
  Annotation back = find(&shelf, three.dam.id);
  assert_string_equal(back.quote, "The dam is empty.");
  assert_int_not_equal(back.state, ANNOTATION_ORPHAN);
  annotation_release(&back);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void a_text_of_before_returns_with_its_places(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Three three = fill(&shelf);
  add(&shelf, "/a/one.txt", second);
  char *before = shelf_describe(&shelf);
  BriefAdded back = add(&shelf, "/a/one.txt", first);
  assert_int_equal(back.outcome, BRIEF_RENEWED);
  assert_int_equal(back.key, three.brief.key);
  expect(&shelf, three.trade.id, ANNOTATION_SAME, "two thirds of its trade");
  expect(&shelf, three.dam.id, ANNOTATION_SAME, "The dam is empty.");
  expect_query(&shelf, "SELECT count(*) FROM anchor WHERE method = 'hash'", "3");
  assert_int_equal(add(&shelf, "/a/one.txt", first).outcome, BRIEF_ALREADY_THERE);
  shelf_expect_reversible(&shelf, before, "an older text again");
  add(&shelf, "/a/one.txt", second);
  expect(&shelf, three.trade.id, ANNOTATION_CHANGED, "half of its trade");
  shelf_examine(&shelf);
  free(before);
  shelf_release(&shelf);
}

static void a_correction_by_the_reader_is_what_is_carried_on(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Three three = fill(&shelf);
  Error err = {0};
  int64_t change;
  add(&shelf, "/a/one.txt", second);
  uint32_t at = (uint32_t)(strstr(second, "beginning") - second);
  CpSpan span = {at, at + 9};
  check_ok(annotation_edit(shelf.library, three.dam.key, &(AnnotationEdit){.span = &span}, &change,
                           &err),
           &err);
  expect(&shelf, three.dam.id, ANNOTATION_SAME, "beginning");
  shelf_undo(&shelf);
  expect(&shelf, three.dam.id, ANNOTATION_ORPHAN, "The dam is empty.");
  shelf_redo(&shelf);
  add(&shelf, "/a/one.txt",
      "Preface.\n\n" PORT "A new beginning.\n\n" LOSS "Farmers wait for rain in the north.\n");
  expect(&shelf, three.dam.id, ANNOTATION_SAME, "beginning");
  shelf_examine(&shelf);
  shelf_undo(&shelf);
  shelf_undo(&shelf);
  shelf_undo(&shelf);
  expect(&shelf, three.dam.id, ANNOTATION_SAME, "The dam is empty.");
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void a_span_is_widened_to_clusters(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  BriefAdded brief = add(&shelf, "/a/one.txt", "Words before. The cafe is old. Words after it.\n");
  AnnotationAdded cafe = shelf_annotate(&shelf, brief.key, 14, 22, NULL, NULL);
  add(&shelf, "/a/one.txt", "Words before. The cafe\xCC\x81 is old. Words after it.\n");
  Annotation found = find(&shelf, cafe.id);
  assert_string_equal(found.quote, "The cafe\xCC\x81");
  annotation_release(&found);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

// Ten edits by hand of a text of thirty sentences, each of which is annotated.
static void write_sentences(Buffer *out, int edits) {
  static const char *const towns[] = {"Arles", "Bremen", "Cadiz", "Delft", "Evora", "Fes"};
  if (edits > 0) buffer_add_string(out, "A preface that nobody had expected came first.\n\n");
  for (int i = 0; i < 30; i++) {
    if (edits > 1 && i == 3) buffer_add_string(out, "An inserted remark of the editor.\n\n");
    if (edits > 2 && i == 7) continue;
    if (edits > 9 && i == 29) continue;
    buffer_printf(out, "In %s the council of ward %d voted on %s%d schools%s", towns[i % 6], i * 7,
                  edits > 3 && i == 12 ? "exactly " : "", 100 + i * 13,
                  edits > 4 && i == 15 ? ", at last." : ".");
    if (edits > 5 && i == 18) buffer_add_string(out, " Nobody came.");
    buffer_add_string(out, edits > 6 && i == 20 ? " " : "\n\n");
    if (edits > 7 && i == 22) buffer_add_string(out, "## A heading\n\n");
  }
  buffer_add_string(out, edits > 8 ? "The end of it all.\n" : "The end.\n");
}

static bool keeps_its_words(const Annotation *annotation) {
  return strcmp(annotation->quote, annotation->comment) == 0 && !annotation->review;
}

static void thirty_annotations_survive_ten_edits_or_wait(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  Buffer text = {0};
  write_sentences(&text, 0);
  BriefAdded brief = add(&shelf, "/a/one.txt", text.ptr);
  for (char *at = text.ptr; (at = strstr(at, "the council of ")); at++) {
    uint32_t start = (uint32_t)(at - text.ptr), len = (uint32_t)strcspn(at, ".");
    char *quote = memory_string(slice_make(at, len));
    shelf_annotate(&shelf, brief.key, start, start + len, NULL, quote);
    free(quote);
  }
  for (int edits = 1; edits <= 10; edits++) {
    buffer_clear(&text);
    write_sentences(&text, edits);
    BriefAdded added = add(&shelf, "/a/one.txt", text.ptr);
    assert_int_equal(added.key, brief.key);
    assert_int_equal(added.carried, 30);
  }
  AnnotationList list;
  check_ok(annotation_list(shelf.library, &(AnnotationWish){0}, &list, &err), &err);
  assert_int_equal(list.count, 30);
  uint32_t kept = 0, waiting = 0;
  for (uint32_t i = 0; i < list.count; i++) {
    const Annotation *annotation = &list.items[i];
    kept += keeps_its_words(annotation);
    waiting += annotation->review;
    // Neither lost nor put elsewhere without a word: it kept its words, or it says what it is.
    assert_true(keeps_its_words(annotation) || annotation->review ||
                annotation->state == ANNOTATION_CHANGED);
  }
  assert_int_equal(kept, 27);
  assert_int_equal(waiting, 2); // the two that were taken out
  annotation_release_list(&list);
  shelf_examine(&shelf);
  for (int edits = 1; edits <= 10; edits++) shelf_undo(&shelf);
  check_ok(annotation_list(shelf.library, &(AnnotationWish){0}, &list, &err), &err);
  for (uint32_t i = 0; i < list.count; i++) assert_true(keeps_its_words(&list.items[i]));
  annotation_release_list(&list);
  shelf_examine(&shelf);
  buffer_release(&text);
  shelf_release(&shelf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_changed_text_of_a_known_path_is_a_new_version),
      cmocka_unit_test(a_file_name_alone_makes_no_version),
      cmocka_unit_test(a_renamed_and_edited_file_is_known_by_title_and_text),
      cmocka_unit_test(the_same_title_with_another_text_is_told_and_kept_apart),
      cmocka_unit_test(a_renamed_and_edited_text_is_known_by_its_words),
      cmocka_unit_test(a_common_template_makes_no_version),
      cmocka_unit_test(a_version_is_found_among_others_that_quote_all_of_it),
      cmocka_unit_test(a_text_is_a_brief_of_its_own_where_the_reader_says_so),
      cmocka_unit_test(alike_texts_that_are_added_together_stay_two),
      cmocka_unit_test(a_renamed_and_retitled_text_among_others_is_known_by_its_words),
      cmocka_unit_test(an_unchanged_file_does_not_take_back_what_was_edited),
      cmocka_unit_test(each_annotation_gets_one_row_and_keeps_its_own),
      cmocka_unit_test(an_orphan_remembers_where_it_was_and_is_tried_again),
      cmocka_unit_test(a_text_of_before_returns_with_its_places),
      cmocka_unit_test(a_correction_by_the_reader_is_what_is_carried_on),
      cmocka_unit_test(a_span_is_widened_to_clusters),
      cmocka_unit_test(thirty_annotations_survive_ten_edits_or_wait),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
