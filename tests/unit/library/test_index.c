// SPDX-License-Identifier: MIT
// The index of words follows every act, and the examination sees when it does not. What is in it is
// compared word by word by library_examine(), which shelf_examine() calls.
#include "support/check.h"
#include "support/prose.h"
#include "support/shelf.h"

#include "library/index.h"
#include "library/inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t random_next(uint32_t *seed) {
  *seed = *seed * 1664525 + 1013904223;
  return *seed >> 8;
}

static void add_version(Shelf *shelf, uint32_t *seed) {
  char name[16];
  Buffer text = {0};
  snprintf(name, sizeof name, "%u.txt", random_next(seed) % 4);
  prose_brief(&text, random_next(seed) % 8, 1500);
  shelf_add(shelf, name, text.ptr);
  buffer_release(&text);
}

// A living one by chance, 0 for none.
static int64_t any_brief(Shelf *shelf, uint32_t *seed) {
  BriefList list;
  Error err = {0};
  check_ok(brief_list(shelf->library, &list, &err), &err);
  int64_t key = list.count ? list.items[random_next(seed) % list.count].key : 0;
  brief_release_list(&list);
  return key;
}

static int64_t any_annotation(Shelf *shelf, uint32_t *seed) {
  AnnotationList list;
  Error err = {0};
  check_ok(annotation_list(shelf->library, &(AnnotationWish){0}, &list, &err), &err);
  int64_t key = list.count ? list.items[random_next(seed) % list.count].key : 0;
  annotation_release_list(&list);
  return key;
}

static void step(Shelf *shelf, bool back) {
  Change done = {0};
  Error err = {0};
  if (back ? change_undo(shelf->library, &done, &err) : change_redo(shelf->library, &done, &err))
    change_release(&done);
  else
    assert_int_equal(err.kind, ERROR_NOTHING);
}

static void act(Shelf *shelf, uint32_t *seed) {
  static const char *const comments[] = {"one", "two words", "größer", ""};
  uint32_t dice = random_next(seed) % 10;
  int64_t brief = any_brief(shelf, seed), annotation = any_annotation(shelf, seed), change;
  Error err = {0};
  if (dice < 2 || !brief)
    add_version(shelf, seed);
  else if (dice < 5)
    shelf_annotate(shelf, brief, random_next(seed) % 400, 401 + random_next(seed) % 400, "tag",
                   comments[random_next(seed) % 4]);
  else if (dice == 5)
    check_ok(brief_remove(shelf->library, brief, &change, &err), &err);
  else if (dice == 6 && annotation)
    shelf_comment(shelf, annotation, comments[random_next(seed) % 4]);
  else if (dice == 7 && annotation)
    shelf_delete(shelf, annotation);
  else
    step(shelf, dice != 9);
}

static void after_any_acts_the_index_is_as_if_it_were_made_anew(void **state) {
  (void)state;
  for (uint32_t seed = 1; seed <= 6; seed++) {
    Shelf shelf = shelf_new();
    uint32_t random = seed;
    for (int i = 0; i < 40; i++) {
      act(&shelf, &random);
      if (i % 8 == 7) shelf_examine(&shelf);
    }
    shelf_release(&shelf);
  }
}

static void keep(void *context, const char *sentence) {
  buffer_printf(context, "%s\n", sentence);
}

static void expect_fault(const char *sql, const char *words) {
  Shelf shelf = shelf_new();
  Error err = {0};
  Buffer said = {0};
  int64_t brief = shelf_add(&shelf, "one.txt", "Alpha beta gamma delta.\n\nA second paragraph.\n");
  shelf_annotate(&shelf, brief, 0, 5, NULL, "a comment");
  check_ok(store_run_script(shelf.library->store, sql, &err), &err);
  assert_false(library_examine(shelf.library, keep, &said, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  if (!strstr(said.ptr, words)) check_text(buffer_slice(&said), words);
  shelf_repair(&shelf);
  buffer_release(&said);
  shelf_release(&shelf);
}

static BriefPrepared *prepare(Shelf *shelf, const char *path, const char *text) {
  Error err = {0};
  BriefPrepared *prepared = brief_prepare(shelf->library, slice_of(text), path, NULL, &err);
  check_ok(prepared != NULL, &err);
  return prepared;
}

// One path three times, back to its first text, and between them a brief that is there already.
static void additions_of_one_group_go_in_together(void **state) {
  (void)state;
  static const char first[] = "Alpha stands here, and beta.", then[] = "Gamma stands here instead.";
  Shelf shelf = shelf_new();
  BriefAdded old;
  Error err = {0};
  check_ok(brief_add(shelf.library, slice_of(first), "/a/one.txt", NULL, &old, &err), &err);
  shelf_annotate(&shelf, old.key, 0, 5, "tag", "a remark");
  BriefPrepared *prepared[] = {prepare(&shelf, "/a/one.txt", then),
                               prepare(&shelf, "/b/two.txt", "Delta has a text of its own."),
                               prepare(&shelf, "/a/one.txt", "Epsilon came last of all of them."),
                               prepare(&shelf, "/c/one.txt", first)};
  enum { COUNT = sizeof prepared / sizeof *prepared };
  BriefAdded added[COUNT];
  Error errs[COUNT];
  brief_add_prepared(shelf.library, prepared, COUNT, added, errs);
  for (int i = 0; i < COUNT; i++) {
    check_ok(errs[i].kind == ERROR_NONE, &errs[i]);
    brief_free_prepared(prepared[i]);
  }
  assert_int_equal(added[2].outcome, BRIEF_RENEWED);
  assert_int_equal(added[3].key, old.key);
  shelf_examine(&shelf);
  for (int i = 0; i < COUNT; i++) shelf_undo(&shelf);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

// A text that never went in must not be taken out, and none goes in twice: SQLite would refuse the
// whole group, and each brief would be added once more by itself.
static void a_brief_with_several_notes_is_settled_once(void **state) {
  (void)state;
  static const char *const texts[] = {"Alpha stands here, and beta.", "Gamma stands here instead.",
                                      "Epsilon came last of all of them."};
  Shelf shelf = shelf_new();
  BriefAdded added;
  Error err = {0};
  check_ok(brief_add(shelf.library, slice_of(texts[0]), "/a/one.txt", NULL, &added, &err), &err);
  Store *store = shelf.library->store;
  check_ok(store_begin_group(store, &err), &err);
  for (int i = 1; i <= 3; i++)
    check_ok(brief_add(shelf.library, slice_of(texts[i % 3]), "/a/one.txt", NULL, &added, &err),
             &err);
  index_settle_group(store);
  check_ok(store_end_group(store, &err), &err);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void an_empty_index_is_found_and_made_anew(void **state) {
  (void)state;
  expect_fault("INSERT INTO brief_words (brief_words) VALUES ('delete-all')",
               "the index has other words than version 1");
  expect_fault("INSERT INTO annotation_words (annotation_words) VALUES ('delete-all')",
               "the index has other words than annotation ");
}

static void words_of_what_is_not_there_are_found(void **state) {
  (void)state;
  expect_fault("INSERT INTO brief_words (rowid, text) VALUES (77, 'stray')",
               "the index has words of versions that are not there");
}

static void words_in_another_order_are_found(void **state) {
  (void)state;
  expect_fault("INSERT INTO annotation_words (annotation_words) VALUES ('delete-all');"
               "INSERT INTO annotation_words (rowid, quote, comment)"
               " SELECT a.key, 'Alpha', 'comment a' FROM annotation a",
               "the index has other words than annotation ");
  expect_fault("INSERT INTO annotation_words (annotation_words) VALUES ('delete-all');"
               "INSERT INTO annotation_words (rowid, quote, comment)"
               " SELECT a.key, 'a comment', 'Alpha' FROM annotation a",
               "the index has other words than annotation ");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(after_any_acts_the_index_is_as_if_it_were_made_anew),
      cmocka_unit_test(a_brief_with_several_notes_is_settled_once),
      cmocka_unit_test(additions_of_one_group_go_in_together),
      cmocka_unit_test(an_empty_index_is_found_and_made_anew),
      cmocka_unit_test(words_of_what_is_not_there_are_found),
      cmocka_unit_test(words_in_another_order_are_found),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
