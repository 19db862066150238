// SPDX-License-Identifier: MIT
// Undo of a merge gives what was there before, redo what was there behind it, where both libraries
// have acted on the same things: what the merge brought in and had no effect must get none.
#include "library/alias.h"
#include "support/check.h"
#include "support/shelf.h"

#include <stdlib.h>

static const char one[] = "Alpha beta gamma delta.\n\nA second paragraph stands here.\n";

// Two libraries with the same two annotations, tagged x, and one more of their own each: so a merge
// changes something to see.
typedef struct Pair {
  Shelf here, there;
  int64_t first, second;
} Pair;

static Pair open_pair(void) {
  Pair pair = {.here = shelf_new()};
  int64_t brief = shelf_add(&pair.here, "one.txt", one);
  pair.first = shelf_annotate(&pair.here, brief, 0, 5, "x", NULL).key;
  pair.second = shelf_annotate(&pair.here, brief, 6, 10, "x", NULL).key;
  pair.there = shelf_copy(&pair.here);
  shelf_annotate(&pair.here, brief, 11, 16, NULL, "of here");
  shelf_annotate(&pair.there, brief, 17, 22, NULL, "of there");
  return pair;
}

static void close_pair(Pair *pair) {
  shelf_release(&pair->there);
  shelf_release(&pair->here);
}

static void merge_and_return(Shelf *shelf, const Shelf *other) {
  char *before = shelf_describe(shelf);
  assert_int_not_equal(shelf_merge(shelf, other).change, 0);
  shelf_expect_reversible(shelf, before, "merge");
  free(before);
}

static void delete_tag(Shelf *shelf, const char *path) {
  Error err = {0};
  int64_t change;
  check_ok(tag_delete(shelf->library, path, &change, &err), &err);
}

static void what_both_deleted_stays_deleted(void **state) {
  (void)state;
  Pair pair = open_pair();
  shelf_delete(&pair.here, pair.first);
  shelf_delete(&pair.there, pair.first);
  merge_and_return(&pair.here, &pair.there);
  merge_and_return(&pair.there, &pair.here);
  close_pair(&pair);
}

static void a_tag_that_both_deleted_stays_deleted_and_off_its_annotations(void **state) {
  (void)state;
  Pair pair = open_pair();
  delete_tag(&pair.here, "x");
  delete_tag(&pair.there, "x");
  merge_and_return(&pair.here, &pair.there);
  merge_and_return(&pair.there, &pair.here);
  close_pair(&pair);
}

static void a_tag_that_both_took_off_stays_off(void **state) {
  (void)state;
  Pair pair = open_pair();
  shelf_untag(&pair.here, pair.first, "x");
  shelf_untag(&pair.there, pair.first, "x");
  merge_and_return(&pair.here, &pair.there);
  close_pair(&pair);
}

static void a_tag_that_was_taken_off_there_alone_comes_back(void **state) {
  (void)state;
  Pair pair = open_pair();
  shelf_untag(&pair.there, pair.first, "x");
  shelf_comment(&pair.here, pair.first, "mine");
  merge_and_return(&pair.here, &pair.there);
  close_pair(&pair);
}

// The deletion there is older than what was done here, so it deletes nothing; nor may redo.
static void a_deletion_before_an_edit_has_no_effect_in_redo(void **state) {
  (void)state;
  Pair pair = open_pair();
  shelf_delete(&pair.there, pair.first);
  shelf_comment(&pair.here, pair.first, "later");
  delete_tag(&pair.there, "x");
  shelf_tag_pair(&pair.here, alias_add, "x", "ex");
  merge_and_return(&pair.here, &pair.there);
  close_pair(&pair);
}

// There the tag leads to another one, which its annotations have then, though it is deleted here.
static void where_a_deleted_tag_led_is_forgotten_again(void **state) {
  (void)state;
  Pair pair = open_pair();
  shelf_tag(&pair.here, pair.second, "y");
  shelf_merge(&pair.there, &pair.here);
  shelf_tag_pair(&pair.there, tag_merge, "x", "y");
  delete_tag(&pair.here, "x");
  merge_and_return(&pair.here, &pair.there);
  close_pair(&pair);
}

// A part of it may have been changed since, and stays.
static void undo_what_can_be(Shelf *shelf) {
  Error err = {0};
  Change undone;
  check_ok(change_undo(shelf->library, &undone, &err), &err);
  change_release(&undone);
}

// What is dead has a name still: who uses the tag elsewhere meanwhile brings it back, and by that.
static void a_dead_tag_keeps_its_name_for_who_uses_it_elsewhere(void **state) {
  (void)state;
  Pair pair = open_pair();
  shelf_tag(&pair.here, pair.first, "y");
  shelf_tag(&pair.there, pair.first, "y");
  shelf_merge(&pair.there, &pair.here);
  shelf_undo(&pair.here);
  undo_what_can_be(&pair.there); // names it anew, in the place of both names
  shelf_merge(&pair.here, &pair.there);
  undo_what_can_be(&pair.here);
  shelf_tag(&pair.there, pair.second, "y");
  shelf_merge(&pair.there, &pair.here);
  char *nameless = shelf_query(&pair.there, "SELECT count(*) FROM tag m JOIN thing t "
                                            "ON t.key = m.key WHERE t.alive AND m.path = ''");
  check_text(slice_of(nameless), "0");
  free(nameless);
  close_pair(&pair);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_both_deleted_stays_deleted),
      cmocka_unit_test(a_tag_that_both_deleted_stays_deleted_and_off_its_annotations),
      cmocka_unit_test(a_tag_that_both_took_off_stays_off),
      cmocka_unit_test(a_tag_that_was_taken_off_there_alone_comes_back),
      cmocka_unit_test(a_deletion_before_an_edit_has_no_effect_in_redo),
      cmocka_unit_test(a_dead_tag_keeps_its_name_for_who_uses_it_elsewhere),
      cmocka_unit_test(where_a_deleted_tag_led_is_forgotten_again),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
