// SPDX-License-Identifier: MIT
// Other names of tags: typed, found, kept through what happens to the tag, and undone.
#include "support/check.h"
#include "support/shelf.h"

#include "library/alias.h"
#include "library/fold.h"
#include "library/inside.h"
#include "library/operation.h"
#include "library/query.h"

#include <stdlib.h>
#include <string.h>

// One annotation with "climate/emissions", one with "wheat"; "co2" is another name of the first.
static Shelf stock(void) {
  Shelf shelf = shelf_new();
  int64_t one = shelf_add(&shelf, "one.txt", "Alpha beta gamma delta.\n");
  shelf_annotate(&shelf, one, 0, 5, "climate/emissions", NULL);
  shelf_annotate(&shelf, one, 6, 10, "wheat", NULL);
  assert_true(shelf_tag_pair(&shelf, alias_add, "climate/emissions", " co2 ") > 0);
  return shelf;
}

static void expect_names(Shelf *shelf, const char *path, const char *wanted) {
  Error err = {0};
  TagList list;
  Buffer out = {0};
  bool found = false;
  check_ok(tag_list(shelf->library, &list, &err), &err);
  for (uint32_t i = 0; i < list.count; i++) {
    if (strcmp(list.items[i].path, path) != 0) continue;
    found = true;
    tag_write_aliases(&list.items[i].aliases, &out);
  }
  if (!found) fail_msg("there is no tag '%s'", path);
  check_text(buffer_slice(&out), wanted);
  buffer_release(&out);
  tag_release_list(&list);
}

static void expect_meant(Shelf *shelf, const char *typed, const char *wanted) {
  Error err = {0};
  char *path = alias_resolve(shelf->library, typed, &err);
  assert_string_equal(path, wanted);
  free(path);
}

static uint32_t count_found(Shelf *shelf, const char *typed) {
  Error err = {0};
  Query query;
  Keys keys = {0};
  check_ok(query_parse(&query, slice_of(typed), QUERY_STRICT, &err), &err);
  check_ok(query_find_annotations(shelf->library, &query, 0, &keys, &err), &err);
  uint32_t count = keys.count;
  keys_release(&keys);
  query_release(&query);
  return count;
}

static void who_types_the_alias_uses_the_tag(void **state) {
  (void)state;
  Shelf shelf = stock();
  Error err = {0};
  AnnotationAdded third = shelf_annotate(&shelf, 1, 11, 16, "co2", NULL);
  assert_int_equal(count_found(&shelf, "tag:=climate/emissions"), 2);
  assert_int_equal(shelf_tag(&shelf, third.key, "co2"), 0); // it has it
  assert_true(shelf_untag(&shelf, third.key, "co2") > 0);
  assert_int_equal(count_found(&shelf, "tag:=climate/emissions"), 1);
  expect_meant(&shelf, "co2", "climate/emissions");
  expect_meant(&shelf, "CO2", "CO2");
  TagFigures figures;
  check_ok(tag_affected(shelf.library, "co2", &figures, &err), &err);
  assert_int_equal(figures.annotations, 1);
  shelf_tag_pair(&shelf, tag_merge, "wheat", "co2");
  assert_int_equal(count_found(&shelf, "tag:=climate/emissions"), 2);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void a_query_finds_the_tag_and_its_subtree_by_the_alias(void **state) {
  (void)state;
  Shelf shelf = stock();
  shelf_annotate(&shelf, 1, 11, 16, "climate/emissions/methane", NULL);
  assert_int_equal(count_found(&shelf, "tag:co2"), 2);
  assert_int_equal(count_found(&shelf, "tag:Co2"), 2);
  assert_int_equal(count_found(&shelf, "tag:co"), 0);
  assert_int_equal(count_found(&shelf, "tag:=co2"), 0); // just so: no tag is
  assert_int_equal(count_found(&shelf, "not tag:co2"), 1);
  shelf_release(&shelf);
}

static void what_is_a_tag_or_taken_is_refused(void **state) {
  (void)state;
  Shelf shelf = stock();
  shelf_refuse_pair(&shelf, alias_add, "climate/emissions", "wheat", ERROR_DATA,
                    "it is a tag already");
  shelf_refuse_pair(&shelf, alias_add, "wheat", "climate", ERROR_DATA,
                    "it is a tag already"); // above one
  shelf_refuse_pair(&shelf, alias_add, "wheat", "wheat", ERROR_DATA, "it is a tag already");
  shelf_refuse_pair(&shelf, alias_add, "wheat", "co2", ERROR_DATA,
                    "one of 'climate/emissions' already");
  shelf_refuse_pair(&shelf, alias_add, "wheat", " / ", ERROR_DATA, "nothing is left");
  shelf_refuse_pair(&shelf, alias_add, "rye", "grain", ERROR_INPUT, "cannot find the tag 'rye'");
  assert_int_equal(shelf_tag_pair(&shelf, alias_add, "climate/emissions", "co2"), 0); // so already
  Error err = {0};
  int64_t change;
  assert_false(tag_rename(shelf.library, "wheat", "co2", &change, &err));
  assert_non_null(strstr(err.message, "that is another name of 'climate/emissions'"));
  assert_false(alias_remove(shelf.library, "grain", &change, &err));
  assert_int_equal(err.kind, ERROR_INPUT);
  shelf_release(&shelf);
}

static void it_is_undone_in_one_step(void **state) {
  (void)state;
  Shelf shelf = stock();
  Error err = {0};
  int64_t change;
  char *before = shelf_describe(&shelf);
  shelf_tag_pair(&shelf, alias_add, "wheat", "grain");
  shelf_expect_reversible(&shelf, before, "alias_add");
  free(before);
  before = shelf_describe(&shelf);
  check_ok(alias_remove(shelf.library, "co2", &change, &err), &err);
  expect_names(&shelf, "climate/emissions", "");
  shelf_expect_reversible(&shelf, before, "alias_remove");
  free(before);
  shelf_release(&shelf);
}

static void a_rehearsal_changes_nothing(void **state) {
  (void)state;
  Shelf shelf = stock();
  Error err = {0};
  char *before = shelf_describe(&shelf);
  check_ok(alias_add(shelf.library, "wheat", "grain", NULL, &err), &err);
  check_ok(alias_remove(shelf.library, "co2", NULL, &err), &err);
  char *after = shelf_describe(&shelf);
  check_text(slice_of(after), before);
  free(before);
  free(after);
  shelf_release(&shelf);
}

static void aliases_go_where_their_tag_goes(void **state) {
  (void)state;
  Shelf shelf = stock();
  Error err = {0};
  int64_t change;
  shelf_tag_pair(&shelf, tag_rename, "climate", "air");
  expect_names(&shelf, "air/emissions", "co2");
  shelf_tag_pair(&shelf, tag_merge, "air/emissions", "wheat");
  expect_names(&shelf, "wheat", "co2");
  assert_int_equal(count_found(&shelf, "tag:co2"), 2);
  check_ok(tag_delete(shelf.library, "co2", &change, &err), &err); // wheat
  expect_meant(&shelf, "co2", "co2");
  shelf_undo(&shelf);
  expect_meant(&shelf, "co2", "wheat");
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

// A tag may take its own other name, and be found under it when it is called otherwise again.
static void a_tag_hides_an_alias_of_its_name(void **state) {
  (void)state;
  Shelf shelf = stock();
  shelf_tag_pair(&shelf, tag_rename, "climate/emissions", "co2");
  expect_names(&shelf, "co2", "");
  shelf_tag_pair(&shelf, tag_rename, "co2", "air");
  expect_names(&shelf, "air", "co2");
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void any_characters_make_a_name(void **state) {
  (void)state;
  static const char *const names[] = {"a \"b\"", "#1", "back\\slash", "it's",   "alias/x",
                                      "שלום",    "🌊",  "(a) or not",  "100% _", "{\"set\":1}"};
  Shelf shelf = stock();
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    assert_true(shelf_tag_pair(&shelf, alias_add, "wheat", names[i]) > 0);
    expect_meant(&shelf, names[i], "wheat");
  }
  assert_true(shelf_tag_pair(&shelf, alias_add, "wheat", "line\nend") > 0);
  expect_meant(&shelf, "line end", "wheat");
  shelf_reopen(&shelf);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) expect_meant(&shelf, names[i], "wheat");
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void import(Shelf *shelf, const TagEntry *entry) {
  Error err = {0};
  uint32_t added;
  int64_t change;
  check_ok(tag_import(shelf->library, entry, 1, &added, &change, &err), &err);
}

static void an_import_adds_names_that_are_free(void **state) {
  (void)state;
  static const char *const names[] = {"co2", "grain", "wheat", "climate"};
  Shelf shelf = stock();
  import(&shelf, &(TagEntry){.path = "rye", .aliases = names, .alias_count = 4});
  expect_names(&shelf, "rye", "grain");
  expect_names(&shelf, "climate/emissions", "co2");
  shelf_undo(&shelf);
  expect_meant(&shelf, "grain", "grain");
  shelf_release(&shelf);
}

// As two machines that give a name at once do: both set the register, each of its own tag.
static void of_two_tags_with_one_alias_the_smaller_id_is_meant(void **state) {
  (void)state;
  Shelf shelf = stock();
  static const char line[] =
      "{\"hlc\":\"1900000000000-00000-elsewher\",\"ch\":\"1900000000000-00000-elsewher\","
      "\"kind\":\"tag\",\"id\":\"00000000-0000-4000-8000-000000000000\","
      "\"set\":{\"path\":\"a\",\"alias/co2\":\"co2\",\"alias/\":\"\",\"later\":1}}";
  Arena *arena = arena_new();
  Operation operation;
  Error err = {0};
  check_ok(operation_parse(arena, slice_of(line), &operation, &err), &err);
  check_ok(store_begin(shelf.library->store, &err), &err);
  fold_apply(shelf.library->store, &operation);
  check_ok(store_commit(shelf.library->store, &err), &err);
  expect_meant(&shelf, "co2", "a");
  arena_free(arena);
  shelf_release(&shelf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(who_types_the_alias_uses_the_tag),
      cmocka_unit_test(a_query_finds_the_tag_and_its_subtree_by_the_alias),
      cmocka_unit_test(what_is_a_tag_or_taken_is_refused),
      cmocka_unit_test(it_is_undone_in_one_step),
      cmocka_unit_test(a_rehearsal_changes_nothing),
      cmocka_unit_test(aliases_go_where_their_tag_goes),
      cmocka_unit_test(a_tag_hides_an_alias_of_its_name),
      cmocka_unit_test(any_characters_make_a_name),
      cmocka_unit_test(an_import_adds_names_that_are_free),
      cmocka_unit_test(of_two_tags_with_one_alias_the_smaller_id_is_meant),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
