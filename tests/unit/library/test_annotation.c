// SPDX-License-Identifier: MIT
// Annotations: making, changing, deleting, listing, and what the database holds of them.
#include "support/check.h"
#include "support/shelf.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static const char text[] = "Alpha beta gamma delta.\n\nA second paragraph stands here.\n";

static Annotation get(Shelf *shelf, const char *id) {
  Error err = {0};
  Annotation annotation;
  check_ok(annotation_find(shelf->library, id, &annotation, &err), &err);
  return annotation;
}

static AnnotationList list(Shelf *shelf, const AnnotationWish *query) {
  Error err = {0};
  AnnotationList found;
  check_ok(annotation_list(shelf->library, query, &found, &err), &err);
  return found;
}

static uint32_t count(Shelf *shelf, const AnnotationWish *query) {
  AnnotationList found = list(shelf, query);
  uint32_t items = found.count;
  annotation_release_list(&found);
  return items;
}

static void an_annotation_keeps_what_it_was_made_with(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "one.txt", text);
  static const char *const tags[] = {"b", " a / x ", "b"};
  AnnotationRequest request = {.brief = brief,
                               .span = {6, 10},
                               .colour = COLOUR_GREEN,
                               .comment = "mine",
                               .tags = tags,
                               .tag_count = 3};
  AnnotationAdded added;
  Error err = {0};
  check_ok(annotation_add(shelf.library, &request, &added, &err), &err);
  shelf_reopen(&shelf);
  Annotation found = get(&shelf, added.id);
  assert_int_equal(found.key, added.key);
  assert_string_equal(found.quote, "beta");
  assert_int_equal(found.span.start_cp, 6);
  assert_int_equal(found.span.end_cp, 10);
  assert_int_equal(found.colour, COLOUR_GREEN);
  assert_string_equal(found.comment, "mine");
  assert_int_equal(found.tag_count, 2);
  assert_string_equal(found.tags[0], "a/x");
  assert_string_equal(found.tags[1], "b");
  assert_string_equal(found.by, library_reader(shelf.library));
  assert_int_equal(found.state, ANNOTATION_SAME);
  assert_true(found.created > 0 && found.created == found.updated);
  assert_false(found.whole);
  annotation_release(&found);
  char *rows = shelf_query(&shelf, "SELECT count(*) FROM journal");
  assert_string_equal(rows, "2"); // adding the brief, annotating
  free(rows);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

// In the sqlite3 shell a quotation is substr(text, start + 1, end - start), whatever the text.
static void substr_in_the_database_gives_the_quotation(void **state) {
  (void)state;
  static const char hard[] =
      "Maße 😀👨‍👩‍👧 e\xCC\x81t\xC3\xA9 — 日本語の文。 𠀀𠀁 flags "
      "🇯🇵🇩🇪 "
      "end.\n";
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "hard.txt", hard);
  static const CpSpan spans[] = {{0, 4}, {5, 6}, {6, 11}, {12, 16}, {19, 24}, {26, 28}, {35, 37}};
  for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
    shelf_annotate(&shelf, brief, spans[i].start_cp, spans[i].end_cp, NULL, NULL);
  }
  char *wrong =
      shelf_query(&shelf, "SELECT count(*) FROM anchor a JOIN version_text t USING (version) "
                          "WHERE substr(t.text, a.start + 1, a.\"end\" - a.start) <> a.exact");
  char *all = shelf_query(
      &shelf, "SELECT group_concat(substr(t.text, a.start + 1, a.\"end\" - a.start), '|') "
              "FROM anchor a JOIN version_text t USING (version)");
  assert_string_equal(wrong, "0");
  check_text(slice_of(all),
             "Maße|😀|👨‍👩‍👧|e\xCC\x81t\xC3\xA9|日本語の文|𠀀𠀁|🇯🇵");
  free(wrong);
  free(all);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void a_span_is_widened_to_whole_clusters(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "a.txt", "xe\xCC\x81y and more words.\n");
  AnnotationAdded added = shelf_annotate(&shelf, brief, 2, 3, NULL, NULL); // the accent alone
  Annotation found = get(&shelf, added.id);
  assert_int_equal(found.span.start_cp, 1);
  assert_int_equal(found.span.end_cp, 3);
  assert_string_equal(found.quote, "e\xCC\x81");
  annotation_release(&found);
  shelf_release(&shelf);
}

static void an_empty_span_or_one_outside_the_text_is_refused(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "one.txt", text);
  int64_t stamp = library_stamp(shelf.library);
  static const CpSpan bad[] = {{3, 3}, {0, 0}, {5, 4}, {0, 5000}, {4000, 5000}, {0, UINT32_MAX}};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    Error err = {0};
    AnnotationAdded added;
    assert_false(annotation_add(shelf.library, &(AnnotationRequest){.brief = brief, .span = bad[i]},
                                &added, &err));
    assert_int_equal(err.kind, ERROR_USAGE);
  }
  assert_int_equal(library_stamp(shelf.library), stamp);
  assert_int_equal(count(&shelf, &(AnnotationWish){0}), 0);
  shelf_release(&shelf);
}

static void one_on_the_whole_brief_has_no_span_and_comes_last(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t brief = shelf_add(&shelf, "one.txt", text);
  AnnotationAdded added;
  AnnotationRequest request = {.brief = brief, .whole = true, .comment = "on all of it"};
  check_ok(annotation_add(shelf.library, &request, &added, &err), &err);
  shelf_annotate(&shelf, brief, 30, 36, NULL, NULL);
  AnnotationList found = list(&shelf, &(AnnotationWish){.brief = brief});
  assert_int_equal(found.count, 2);
  assert_false(found.items[0].whole);
  assert_true(found.items[1].whole);
  assert_string_equal(found.items[1].quote, "");
  assert_string_equal(found.items[1].comment, "on all of it");
  annotation_release_list(&found);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void deleting_one_leaves_those_that_overlap_it(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "one.txt", text);
  AnnotationAdded outer = shelf_annotate(&shelf, brief, 0, 22, NULL, "outer");
  AnnotationAdded same = shelf_annotate(&shelf, brief, 6, 10, "x", "same");
  AnnotationAdded twin = shelf_annotate(&shelf, brief, 6, 10, "x", "twin");
  shelf_delete(&shelf, same.key);
  AnnotationList found = list(&shelf, &(AnnotationWish){.brief = brief});
  assert_int_equal(found.count, 2);
  assert_string_equal(found.items[0].id, outer.id);
  assert_string_equal(found.items[1].id, twin.id);
  assert_string_equal(found.items[1].comment, "twin");
  assert_int_equal(found.items[1].tag_count, 1);
  annotation_release_list(&found);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void clearing_one_comment_leaves_the_others(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "one.txt", text);
  AnnotationAdded a = shelf_annotate(&shelf, brief, 0, 5, NULL, "first");
  AnnotationAdded b = shelf_annotate(&shelf, brief, 6, 10, NULL, "second");
  assert_true(shelf_comment(&shelf, a.key, "") > 0);
  Annotation cleared = get(&shelf, a.id), kept = get(&shelf, b.id);
  assert_string_equal(cleared.comment, "");
  assert_string_equal(kept.comment, "second");
  annotation_release(&cleared);
  annotation_release(&kept);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void an_edit_that_changes_nothing_is_no_change(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "one.txt", text);
  AnnotationAdded a = shelf_annotate(&shelf, brief, 0, 5, "x", "first");
  int64_t stamp = library_stamp(shelf.library), change;
  assert_int_equal(shelf_comment(&shelf, a.key, "first"), 0);
  assert_int_equal(shelf_tag(&shelf, a.key, " x "), 0);
  Error err = {0};
  Colour yellow = COLOUR_YELLOW;
  AnnotationEdit edit = {.colour = &yellow, .span = &(CpSpan){0, 5}};
  check_ok(annotation_edit(shelf.library, a.key, &edit, &change, &err), &err);
  assert_int_equal(change, 0);
  assert_int_equal(library_stamp(shelf.library), stamp);
  shelf_release(&shelf);
}

static void one_edit_of_many_things_is_one_change(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "one.txt", text);
  AnnotationAdded a = shelf_annotate(&shelf, brief, 0, 5, "old", "first");
  int64_t stamp = library_stamp(shelf.library), change;
  static const char *const add[] = {"new/one", "new/two"}, *const gone[] = {"old"};
  Colour red = COLOUR_RED;
  AnnotationEdit edit = {.colour = &red,
                         .comment = "second",
                         .add_tags = add,
                         .add_count = 2,
                         .remove_tags = gone,
                         .remove_count = 1,
                         .span = &(CpSpan){6, 10}};
  Error err = {0};
  check_ok(annotation_edit(shelf.library, a.key, &edit, &change, &err), &err);
  assert_int_equal(change, stamp + 1);
  Annotation found = get(&shelf, a.id);
  assert_string_equal(found.quote, "beta");
  assert_string_equal(found.comment, "second");
  assert_int_equal(found.colour, COLOUR_RED);
  assert_int_equal(found.tag_count, 2);
  assert_string_equal(found.tags[0], "new/one");
  annotation_release(&found);
  char *rows = shelf_query(&shelf, "SELECT group_concat(exact) FROM anchor");
  assert_string_equal(rows, "Alpha,beta"); // rows of anchors are added, never changed
  free(rows);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void every_edit_tags_included_tells_when_and_undo_takes_it_back(void **state) {
  (void)state;
  static const char *const tag[] = {"x"};
  static const AnnotationEdit edits[] = {
      {.comment = "c"}, {.add_tags = tag, .add_count = 1}, {.remove_tags = tag, .remove_count = 1}};
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t change;
  setenv("POSTIL_NOW", "2026-01-01T00:00:00Z", 1);
  AnnotationAdded a = shelf_annotate(&shelf, shelf_add(&shelf, "one.txt", text), 0, 5, NULL, NULL);
  Annotation found = get(&shelf, a.id);
  int64_t last = found.updated, created = found.created;
  annotation_release(&found);
  for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
    char now[] = "2026-01-02T00:00:00Z";
    now[9] = (char)('2' + (int)i);
    setenv("POSTIL_NOW", now, 1);
    check_ok(annotation_edit(shelf.library, a.key, &edits[i], &change, &err), &err);
    found = get(&shelf, a.id);
    int64_t updated = found.updated;
    annotation_release(&found);
    assert_int_equal(updated, last + 86400000000);
    shelf_undo(&shelf);
    found = get(&shelf, a.id);
    assert_int_equal(found.updated, last);
    assert_int_equal(found.created, created);
    annotation_release(&found);
    shelf_redo(&shelf);
    last = updated;
  }
  unsetenv("POSTIL_NOW");
  shelf_release(&shelf);
}

static void to_untag_what_is_not_tagged_changes_nothing_at_all(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "one.txt", text);
  AnnotationAdded a = shelf_annotate(&shelf, brief, 0, 5, "x", NULL);
  static const char *const gone[] = {"x", "y"};
  Error err = {0};
  int64_t change;
  AnnotationEdit edit = {.remove_tags = gone, .remove_count = 2};
  assert_false(annotation_edit(shelf.library, a.key, &edit, &change, &err));
  assert_int_equal(err.kind, ERROR_NOTHING);
  Annotation found = get(&shelf, a.id);
  assert_int_equal(found.tag_count, 1);
  annotation_release(&found);
  shelf_release(&shelf);
}

static void a_tag_lists_its_subtree_and_nothing_beside_it(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "one.txt", text);
  shelf_annotate(&shelf, brief, 0, 5, "energy", NULL);
  shelf_annotate(&shelf, brief, 0, 5, "energy/solar", NULL);
  shelf_annotate(&shelf, brief, 0, 5, "energy-policy", NULL);
  shelf_annotate(&shelf, brief, 0, 5, "energy/solar/roof", NULL);
  assert_int_equal(count(&shelf, &(AnnotationWish){.tag = "energy"}), 3);
  assert_int_equal(count(&shelf, &(AnnotationWish){.tag = "energy/solar"}), 2);
  assert_int_equal(count(&shelf, &(AnnotationWish){.tag = "energy", .brief = brief}), 3);
  assert_int_equal(count(&shelf, &(AnnotationWish){.tag = "energy", .brief = brief + 1000}), 0);
  assert_int_equal(count(&shelf, &(AnnotationWish){.tag = "ener"}), 0);
  shelf_release(&shelf);
}

static void the_codebook_counts_living_annotations_of_living_briefs(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t one = shelf_add(&shelf, "one.txt", text),
          two = shelf_add(&shelf, "two.txt", "Other words.\n");
  shelf_annotate(&shelf, one, 0, 5, "x", NULL);
  AnnotationAdded gone = shelf_annotate(&shelf, one, 0, 5, "x", NULL);
  shelf_annotate(&shelf, two, 0, 5, "x", NULL);
  int64_t change;
  shelf_delete(&shelf, gone.key);
  check_ok(brief_remove(shelf.library, two, &change, &err), &err);
  TagList tags;
  check_ok(tag_list(shelf.library, &tags, &err), &err);
  assert_int_equal(tags.count, 1);
  assert_string_equal(tags.items[0].path, "x");
  assert_int_equal(tags.items[0].annotations, 1);
  assert_int_equal(tags.items[0].colour, TAG_NO_COLOUR);
  assert_true(tags.items[0].last_used > 0);
  tag_release_list(&tags);
  shelf_release(&shelf);
}

static void an_id_is_found_by_its_beginning_of_eight(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  AnnotationAdded a = shelf_annotate(&shelf, shelf_add(&shelf, "one.txt", text), 0, 5, NULL, NULL);
  Annotation found;
  char beginning[UUID_SIZE];
  memcpy(beginning, a.id, sizeof beginning);
  beginning[8] = '\0';
  found = get(&shelf, beginning);
  assert_string_equal(found.id, a.id);
  annotation_release(&found);
  beginning[7] = '\0';
  assert_false(annotation_find(shelf.library, beginning, &found, &err));
  assert_int_equal(err.kind, ERROR_INPUT);
  assert_false(
      annotation_find(shelf.library, "00000000-0000-4000-8000-000000000000", &found, &err));
  assert_int_equal(err.kind, ERROR_INPUT);
  shelf_release(&shelf);
}

static void broken_bytes_in_a_comment_become_replacement_characters(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  AnnotationAdded a =
      shelf_annotate(&shelf, shelf_add(&shelf, "one.txt", text), 0, 5, NULL, "a\xFF\x1B[31m");
  Annotation found = get(&shelf, a.id);
  assert_string_equal(found.comment, "a\xEF\xBF\xBD\x1B[31m");
  annotation_release(&found);
  assert_int_equal(shelf_comment(&shelf, a.key, "a\xFF\x1B[31m"), 0);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void what_is_too_long_for_one_change_is_refused(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  AnnotationAdded a = shelf_annotate(&shelf, shelf_add(&shelf, "one.txt", text), 0, 5, NULL, NULL);
  char *comment = memory_new((1 << 20) + 1, 1);
  memset(comment, 'x', 1 << 20);
  Error err = {0};
  int64_t change;
  assert_false(
      annotation_edit(shelf.library, a.key, &(AnnotationEdit){.comment = comment}, &change, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  comment[(1 << 20) - 1000] = '\0';
  check_ok(
      annotation_edit(shelf.library, a.key, &(AnnotationEdit){.comment = comment}, &change, &err),
      &err);
  free(comment);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_annotation_keeps_what_it_was_made_with),
      cmocka_unit_test(substr_in_the_database_gives_the_quotation),
      cmocka_unit_test(a_span_is_widened_to_whole_clusters),
      cmocka_unit_test(an_empty_span_or_one_outside_the_text_is_refused),
      cmocka_unit_test(one_on_the_whole_brief_has_no_span_and_comes_last),
      cmocka_unit_test(deleting_one_leaves_those_that_overlap_it),
      cmocka_unit_test(clearing_one_comment_leaves_the_others),
      cmocka_unit_test(an_edit_that_changes_nothing_is_no_change),
      cmocka_unit_test(one_edit_of_many_things_is_one_change),
      cmocka_unit_test(every_edit_tags_included_tells_when_and_undo_takes_it_back),
      cmocka_unit_test(to_untag_what_is_not_tagged_changes_nothing_at_all),
      cmocka_unit_test(a_tag_lists_its_subtree_and_nothing_beside_it),
      cmocka_unit_test(the_codebook_counts_living_annotations_of_living_briefs),
      cmocka_unit_test(an_id_is_found_by_its_beginning_of_eight),
      cmocka_unit_test(broken_bytes_in_a_comment_become_replacement_characters),
      cmocka_unit_test(what_is_too_long_for_one_change_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
