// SPDX-License-Identifier: MIT
// Briefs: adding, naming, listing, editing, removing, finding, citing.
#include "support/check.h"
#include "support/shelf.h"

#include "library/library.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static BriefAdded add(Shelf *shelf, const char *path, const char *text,
                      const BriefMetadata *metadata) {
  Error err = {0};
  BriefAdded added;
  check_ok(brief_add(shelf->library, slice_of(text), path, metadata, &added, &err), &err);
  return added;
}

static Brief get(Shelf *shelf, int64_t key) {
  Error err = {0};
  Brief brief;
  check_ok(brief_get(shelf->library, key, &brief, &err), &err);
  return brief;
}

static const char text[] = "The first paragraph stands here.\n\nAnd a second one.\n";

static void the_same_text_again_is_already_there(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  BriefAdded first = add(&shelf, "/a/one.txt", text, NULL);
  assert_int_equal(first.outcome, BRIEF_ADDED);
  assert_true(first.change > 0);
  BriefAdded again = add(&shelf, "/b/two.txt", text, NULL);
  assert_int_equal(again.outcome, BRIEF_ALREADY_THERE);
  assert_int_equal(again.key, first.key);
  assert_int_equal(again.change, 0);
  assert_int_equal(shelf_count_briefs(&shelf), 1);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void a_brief_is_named_by_its_first_text(void **state) {
  (void)state;
  Shelf one = shelf_new(), two = shelf_new();
  Brief a = get(&one, add(&one, "/a/one.txt", text, NULL).key);
  Brief b = get(&two, add(&two, NULL, text, NULL).key);
  assert_string_equal(a.id, b.id);
  char id[UUID_SIZE], name[80];
  snprintf(name, sizeof name, "brief/%s", a.hash);
  uuid_named(slice_of(name), id);
  assert_string_equal(a.id, id);
  brief_release(&a);
  brief_release(&b);
  shelf_release(&one);
  shelf_release(&two);
}

static void a_removed_brief_comes_back_with_its_annotations_when_added_again(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t change;
  BriefAdded first = add(&shelf, "/a/one.txt", text, NULL);
  shelf_annotate(&shelf, first.key, 4, 9, "x", NULL);
  check_ok(brief_remove(shelf.library, first.key, &change, &err), &err);
  assert_int_equal(shelf_count_briefs(&shelf), 0);
  AnnotationList list;
  check_ok(annotation_list(shelf.library, &(AnnotationWish){0}, &list, &err), &err);
  assert_int_equal(list.count, 0);
  BriefAdded again = add(&shelf, "/a/one.txt", text, NULL);
  assert_int_equal(again.outcome, BRIEF_ADDED);
  assert_int_equal(again.key, first.key);
  Brief brief = get(&shelf, first.key);
  assert_int_equal(brief.annotations, 1);
  brief_release(&brief);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void without_a_stated_title_the_files_name_is_shown_and_said_to_be_so(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Brief brief =
      get(&shelf,
          add(&shelf, "/a/plain.txt", "just words, no title in sight, and no stop\n", NULL).key);
  if (brief.title_source != TITLE_FROM_FILE) {
    assert_int_equal(brief.title_source, TITLE_FROM_NAME);
    assert_string_equal(brief.title, "plain.txt");
  }
  brief_release(&brief);
  shelf_release(&shelf);
}

static void what_the_reader_types_wins_and_can_be_cleared(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t key =
      add(&shelf, "/a/one.txt", text, &(BriefMetadata){.title = "My title", .date = "2026-01"}).key;
  Brief brief = get(&shelf, key);
  assert_string_equal(brief.title, "My title");
  assert_int_equal(brief.title_source, TITLE_FROM_READER);
  assert_string_equal(brief.date, "2026-01");
  brief_release(&brief);
  int64_t change;
  check_ok(
      brief_set_metadata(shelf.library, key, &(BriefMetadata){.title = "My title"}, &change, &err),
      &err);
  assert_int_equal(change, 0);
  check_ok(brief_set_metadata(shelf.library, key, &(BriefMetadata){.title = ""}, &change, &err),
           &err);
  assert_true(change > 0);
  brief = get(&shelf, key);
  assert_int_not_equal(brief.title_source, TITLE_FROM_READER);
  assert_string_equal(brief.date, "2026-01");
  brief_release(&brief);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void only_dates_are_dates(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t change, key = add(&shelf, "/a/one.txt", text, NULL).key;
  static const char *const bad[] = {"26",         "2026-13",  "2026-02-29", "2026-1-1",
                                    "2026/01/01", "2026-01-", "x"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    assert_false(
        brief_set_metadata(shelf.library, key, &(BriefMetadata){.date = bad[i]}, &change, &err));
    assert_int_equal(err.kind, ERROR_USAGE);
  }
  static const char *const good[] = {"2026", "2026-12", "2024-02-29"};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    check_ok(
        brief_set_metadata(shelf.library, key, &(BriefMetadata){.date = good[i]}, &change, &err),
        &err);
    assert_true(change > 0);
  }
  shelf_release(&shelf);
}

static void briefs_are_listed_by_date_then_title(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  add(&shelf, NULL, "one\n", &(BriefMetadata){.title = "B", .date = "2026"});
  add(&shelf, NULL, "two\n", &(BriefMetadata){.title = "a", .date = "2026"});
  add(&shelf, NULL, "three\n", &(BriefMetadata){.title = "Z"});
  add(&shelf, NULL, "four\n", &(BriefMetadata){.title = "é", .date = "2025-12-31"});
  Error err = {0};
  BriefList list;
  check_ok(brief_list(shelf.library, &list, &err), &err);
  Buffer titles = {0};
  for (uint32_t i = 0; i < list.count; i++) buffer_add_string(&titles, list.items[i].title);
  check_text(buffer_slice(&titles), "ZéBa");
  buffer_release(&titles);
  brief_release_list(&list);
  shelf_release(&shelf);
}

static void expect_found(Shelf *shelf, const char *name, int64_t wanted) {
  Error err = {0};
  int64_t key = 0;
  check_ok(brief_find(shelf->library, name, &key, &err), &err);
  assert_int_equal(key, wanted);
}

static void expect_not_found(Shelf *shelf, const char *name, ErrorKind kind) {
  Error err = {0};
  int64_t key;
  assert_false(brief_find(shelf->library, name, &key, &err));
  assert_int_equal(err.kind, kind);
}

static void a_brief_is_found_by_id_path_locator_and_title(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t key = shelf_add(&shelf, "one.txt", text);
  int64_t other = add(&shelf, NULL, "other\n", &(BriefMetadata){.title = "Ünder one roof"}).key;
  Brief brief = get(&shelf, key);
  expect_found(&shelf, brief.id, key);
  brief.id[8] = '\0';
  expect_found(&shelf, brief.id, key);
  expect_found(&shelf, brief.path, key);
  char *locator = brief_locator(&brief, NULL);
  expect_found(&shelf, locator, key);
  expect_found(&shelf, "üNDER ONE ROOF", other);
  expect_found(&shelf, "roof", other);
  expect_not_found(&shelf, "nothing like it", ERROR_INPUT);
  expect_not_found(&shelf, "", ERROR_INPUT);
  expect_not_found(&shelf, "postil://xyz", ERROR_USAGE);
  expect_not_found(&shelf, "postil://000000000000", ERROR_INPUT);
  free(locator);
  brief_release(&brief);
  shelf_release(&shelf);
}

static void a_part_of_two_titles_is_ambiguous_and_a_whole_title_is_not(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t one = add(&shelf, NULL, "one\n", &(BriefMetadata){.title = "Solar"}).key;
  add(&shelf, NULL, "two\n", &(BriefMetadata){.title = "Solar and wind"});
  expect_found(&shelf, "solar", one);
  expect_not_found(&shelf, "sola", ERROR_DATA);
  shelf_release(&shelf);
}

static void a_locator_of_an_older_text_leads_to_the_same_words_or_to_nothing(void **state) {
  (void)state;
  static const char old[] = "The port is full of ships.\n\nThe dam is empty since May.\n\n"
                            "Trains run at night again.\n",
                    new[] = "Nobody had foreseen it.\n\nThe port is full of ships.\n\n"
                            "Trains run at night again.\n";
  Shelf shelf = shelf_new();
  int64_t added = add(&shelf, "/a/one.txt", old, NULL).key;
  Brief brief = get(&shelf, added);
  char *kept = brief_locator(&brief, &(CpSpan){0, 26}),
       *gone = brief_locator(&brief, &(CpSpan){28, 55});
  assert_int_equal(add(&shelf, "/a/one.txt", new, NULL).key, added);
  Error err = {0};
  BriefPlace place;
  check_ok(brief_find_locator(shelf.library, kept, &place, &err), &err);
  assert_int_equal(place.brief, added);
  assert_int_equal(place.span.start_cp, 25);
  assert_int_equal(place.span.end_cp, 51);
  assert_non_null(place.doubt); // nothing that stood around it is there any more
  assert_false(brief_find_locator(shelf.library, gone, &place, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  expect_found(&shelf, gone, added); // the brief is there all the same
  free(gone);
  free(kept);
  brief_release(&brief);
  shelf_release(&shelf);
}

static void a_locator_is_not_doubted_where_its_surroundings_stayed(void **state) {
  (void)state;
  static const char old[] = "The port is full of ships.\n\nThe dam by the old town has been empty "
                            "since the month of May.\n\nTrains run at night again.\n",
                    new[] =
                        "The port is full of ships.\n\nThe dam near the new town was half empty "
                        "until the end of May.\n\nTrains run at night again.\n";
  Shelf shelf = shelf_new();
  Brief brief = get(&shelf, add(&shelf, "/a/one.txt", old, NULL).key);
  char *locator = brief_locator(&brief, &(CpSpan){28, 86});
  add(&shelf, "/a/one.txt", new, NULL);
  Error err = {0};
  BriefPlace place;
  check_ok(brief_find_locator(shelf.library, locator, &place, &err), &err);
  assert_int_equal(place.span.start_cp, 28);
  assert_null(place.doubt);
  free(locator);
  brief_release(&brief);
  shelf_release(&shelf);
}

static void a_locator_leads_back_to_its_span(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Brief brief = get(&shelf, add(&shelf, "/a/one.txt", text, NULL).key);
  char *locator = brief_locator(&brief, &(CpSpan){4, 9});
  Error err = {0};
  BriefPlace place;
  check_ok(brief_find_locator(shelf.library, locator, &place, &err), &err);
  assert_true(place.has_span);
  assert_int_equal(place.span.start_cp, 4);
  assert_int_equal(place.span.end_cp, 9);
  assert_int_equal(strlen(locator), strlen("postil://") + 12 + strlen("#4-9"));
  static const char *const bad[] = {"#",   "#4", "#4-", "#9-4", "#4-9x", "#-4-9", "#4-99999999999",
                                    "#a-b"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    Buffer wrong = {0};
    buffer_printf(&wrong, "postil://%.12s%s", brief.hash, bad[i]);
    assert_false(brief_find_locator(shelf.library, wrong.ptr, &place, &err));
    assert_int_equal(err.kind, ERROR_USAGE);
    buffer_release(&wrong);
  }
  free(locator);
  brief_release(&brief);
  shelf_release(&shelf);
}

static void expect_citation(Shelf *shelf, int64_t key, const BriefMetadata *metadata,
                            const CpSpan *span, const char *wanted) {
  Error err = {0};
  int64_t change;
  check_ok(brief_set_metadata(shelf->library, key, metadata, &change, &err), &err);
  Brief brief = get(shelf, key);
  Version *version = brief_version(shelf->library, brief.version, &err);
  check_ok(version != NULL, &err);
  char *citation = brief_citation(&brief, version, span);
  check_text(slice_of(citation), wanted);
  free(citation);
  version_free(version);
  brief_release(&brief);
}

static void a_citation_names_family_year_and_line(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t key = add(&shelf, "/a/one.txt", text, &(BriefMetadata){.title = "T"}).key;
  expect_citation(&shelf, key,
                  &(BriefMetadata){.author = "Dadabaev, Timur; Sen, A.", .date = "2026-01-29"},
                  &(CpSpan){36, 40}, "(Dadabaev 2026, line 3)");
  expect_citation(&shelf, key, &(BriefMetadata){.author = "GovLab and Others"}, &(CpSpan){0, 3},
                  "(GovLab 2026, line 1)");
  expect_citation(&shelf, key, &(BriefMetadata){.author = "", .date = ""}, NULL, "(T)");
  shelf_release(&shelf);
}

static void what_holds_no_text_is_refused(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  BriefAdded added;
  assert_false(brief_add(shelf.library, SLICE(""), "/a/empty.txt", NULL, &added, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  assert_false(brief_add_file(shelf.library, "/no/such/file", NULL, &added, &err));
  assert_int_equal(err.kind, ERROR_INPUT);
  assert_int_equal(shelf_count_briefs(&shelf), 0);
  shelf_release(&shelf);
}

static void place_and_read_mark_are_kept_and_are_no_changes(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t key = add(&shelf, "/a/one.txt", text, NULL).key;
  int64_t stamp = library_stamp(shelf.library);
  check_ok(brief_set_place(shelf.library, key, 12, &err), &err);
  check_ok(brief_set_read(shelf.library, key, true, &err), &err);
  assert_int_equal(library_stamp(shelf.library), stamp);
  shelf_reopen(&shelf);
  Brief brief = get(&shelf, key);
  assert_int_equal(brief.place_cp, 12);
  assert_true(brief.read);
  brief_release(&brief);
  check_ok(brief_set_read(shelf.library, key, false, &err), &err);
  brief = get(&shelf, key);
  assert_false(brief.read);
  assert_int_equal(brief.place_cp, 12);
  brief_release(&brief);
  shelf_release(&shelf);
}

static void a_version_comes_back_as_it_was(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  Brief brief = get(&shelf, add(&shelf, "/a/one.txt", text, NULL).key);
  Version *version = brief_version(shelf.library, brief.version, &err);
  check_ok(version != NULL, &err);
  assert_string_equal(version->hash, brief.hash);
  assert_true(version->block_count >= 2);
  version_free(version);
  assert_null(brief_version(shelf.library, 999, &err));
  assert_int_equal(err.kind, ERROR_INPUT);
  brief_release(&brief);
  shelf_release(&shelf);
}

// ---- Several at once

static BriefPrepared *prepare(Shelf *shelf, const char *path, const char *words) {
  Error err = {0};
  BriefPrepared *prepared = brief_prepare(shelf->library, slice_of(words), path, NULL, &err);
  check_ok(prepared != NULL, &err);
  return prepared;
}

static void several_briefs_are_changes_of_their_own(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  BriefPrepared *prepared[3] = {prepare(&shelf, "/a/one.txt", "One text stands here."),
                                prepare(&shelf, "/a/two.txt", "Another text stands here."),
                                prepare(&shelf, "/a/three.txt", "One text stands here.")};
  BriefAdded added[3];
  Error errs[3];
  brief_add_prepared(shelf.library, prepared, 3, added, errs);
  for (int i = 0; i < 3; i++) {
    check_ok(errs[i].kind == ERROR_NONE, &errs[i]);
    brief_free_prepared(prepared[i]);
  }
  assert_int_equal(added[0].outcome, BRIEF_ADDED);
  assert_int_equal(added[1].outcome, BRIEF_ADDED);
  assert_int_equal(added[2].outcome, BRIEF_ALREADY_THERE);
  assert_true(added[0].change < added[1].change);
  shelf_reopen(&shelf);
  assert_int_equal(shelf_count_briefs(&shelf), 2);
  shelf_undo(&shelf);
  assert_int_equal(shelf_count_briefs(&shelf), 1);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void a_path_names_one_brief_however_many_versions_came_from_it(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t found;
  int64_t key = shelf_add(&shelf, "dams.txt", "On Dams\n\nThe dam is dry this year.\n");
  assert_int_equal(
      shelf_add(&shelf, "dams.txt", "On Dams\n\nThe dam is dry this year. Nobody knows why.\n"),
      key);
  Buffer path = {0};
  buffer_printf(&path, "%s/dams.txt", shelf.folder);
  check_ok(brief_find(shelf.library, path.ptr, &found, &err), &err);
  assert_int_equal(found, key);
  buffer_release(&path);
  shelf_release(&shelf);
}

static void bytes_of_a_known_path_are_not_imported_again(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  BriefAdded first = add(&shelf, "/a/one.txt", text, NULL), again;
  BriefPrepared *prepared = prepare(&shelf, "/a/one.txt", text);
  assert_int_equal(brief_prepared_size(prepared), 0);
  brief_add_prepared(shelf.library, &prepared, 1, &again, &err);
  check_ok(err.kind == ERROR_NONE, &err);
  assert_int_equal(again.outcome, BRIEF_ALREADY_THERE);
  assert_int_equal(again.key, first.key);
  brief_free_prepared(prepared);
  prepared = prepare(&shelf, "/b/one.txt", text);
  assert_true(brief_prepared_size(prepared) > 0);
  brief_free_prepared(prepared);
  shelf_undo(&shelf); // a brief that was removed comes back as any other
  prepared = prepare(&shelf, "/a/one.txt", text);
  assert_true(brief_prepared_size(prepared) > 0);
  brief_free_prepared(prepared);
  shelf_release(&shelf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_same_text_again_is_already_there),
      cmocka_unit_test(a_brief_is_named_by_its_first_text),
      cmocka_unit_test(a_removed_brief_comes_back_with_its_annotations_when_added_again),
      cmocka_unit_test(without_a_stated_title_the_files_name_is_shown_and_said_to_be_so),
      cmocka_unit_test(what_the_reader_types_wins_and_can_be_cleared),
      cmocka_unit_test(only_dates_are_dates),
      cmocka_unit_test(briefs_are_listed_by_date_then_title),
      cmocka_unit_test(a_brief_is_found_by_id_path_locator_and_title),
      cmocka_unit_test(a_part_of_two_titles_is_ambiguous_and_a_whole_title_is_not),
      cmocka_unit_test(a_locator_is_not_doubted_where_its_surroundings_stayed),
      cmocka_unit_test(a_locator_leads_back_to_its_span),
      cmocka_unit_test(a_locator_of_an_older_text_leads_to_the_same_words_or_to_nothing),
      cmocka_unit_test(a_citation_names_family_year_and_line),
      cmocka_unit_test(what_holds_no_text_is_refused),
      cmocka_unit_test(place_and_read_mark_are_kept_and_are_no_changes),
      cmocka_unit_test(a_version_comes_back_as_it_was),
      cmocka_unit_test(several_briefs_are_changes_of_their_own),
      cmocka_unit_test(a_path_names_one_brief_however_many_versions_came_from_it),
      cmocka_unit_test(bytes_of_a_known_path_are_not_imported_again),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
