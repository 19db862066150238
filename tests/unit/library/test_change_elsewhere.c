// SPDX-License-Identifier: MIT
// Undo and what another replica has done since: that is left alone. Its operations are written as
// sync will write them.
#include "base/hash.h"
#include "library/fold.h"
#include "library/inside.h"
#include "support/check.h"
#include "support/shelf.h"

#include <stdlib.h>

static const char text[] = "Alpha beta gamma delta.\n\nA second paragraph stands here.\n";

static void write_elsewhere(Shelf *shelf, const char *stamp, const char *id, const char *rest) {
  Store *store = shelf->library->store;
  Buffer line = {0};
  buffer_printf(&line, "{\"hlc\":\"%s\",\"ch\":\"%s\",\"kind\":\"annotation\",\"id\":\"%s\",%s}",
                stamp, stamp, id, rest);
  uint8_t hash[HASH_SHA256_SIZE];
  hash_sha256(buffer_slice(&line), hash);
  Arena *arena = arena_new();
  Operation operation;
  Error err = {0};
  check_ok(operation_parse(arena, buffer_slice(&line), &operation, &err), &err);
  check_ok(store_begin(store, &err), &err);
  Statement *statement = statement_start(store, STATEMENT_OPERATION_ADD);
  statement_bind_text(statement, slice_of(stamp));
  statement_bind_blob(statement, slice_make((const char *)hash, sizeof hash));
  statement_bind_null(statement);
  statement_bind_text(statement, SLICE("annotation"));
  statement_bind_text(statement, slice_of(id));
  statement_bind_text(statement, buffer_slice(&line));
  statement_run(statement);
  fold_apply(store, &operation);
  check_ok(store_commit(store, &err), &err);
  arena_free(arena);
  buffer_release(&line);
}

static const char later[] = "4000000000000-00000-elsewher";

static void expect_left_alone(Shelf *shelf, uint32_t parts, uint32_t left) {
  Error err = {0};
  Change done;
  check_ok(change_undo(shelf->library, &done, &err), &err);
  assert_int_equal(done.parts, parts);
  assert_int_equal(done.left, left);
  assert_true(done.id > 0);
  change_release(&done);
  shelf_examine(shelf);
}

static void undo_does_not_bring_back_what_another_replica_deleted(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  AnnotationAdded a = shelf_annotate(&shelf, shelf_add(&shelf, "one.txt", text), 0, 5, "x", "one");
  shelf_comment(&shelf, a.key, "two");
  write_elsewhere(&shelf, later, a.id, "\"delete\":true");
  char *before = shelf_describe(&shelf);
  expect_left_alone(&shelf, 0, 1);
  char *after = shelf_describe(&shelf);
  check_text(slice_of(after), before);
  free(before);
  free(after);
  shelf_release(&shelf);
}

static void undo_keeps_a_register_that_another_replica_has_set_since(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  AnnotationAdded a = shelf_annotate(&shelf, shelf_add(&shelf, "one.txt", text), 0, 5, NULL, "one");
  Colour red = COLOUR_RED;
  int64_t change;
  AnnotationEdit edit = {.comment = "two", .colour = &red};
  check_ok(annotation_edit(shelf.library, a.key, &edit, &change, &err), &err);
  write_elsewhere(&shelf, later, a.id, "\"set\":{\"comment\":\"theirs\"}");
  expect_left_alone(&shelf, 1, 0); // the colour goes back, the comment does not
  Annotation found;
  check_ok(annotation_find(shelf.library, a.id, &found, &err), &err);
  assert_string_equal(found.comment, "theirs");
  assert_int_equal(found.colour, COLOUR_YELLOW);
  annotation_release(&found);
  shelf_release(&shelf);
}

static void undo_of_a_deletion_keeps_out_of_another_replicas_way(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  AnnotationAdded a = shelf_annotate(&shelf, shelf_add(&shelf, "one.txt", text), 0, 5, NULL, NULL);
  shelf_delete(&shelf, a.key);
  write_elsewhere(&shelf, later, a.id, "\"delete\":true");
  expect_left_alone(&shelf, 0, 1);
  shelf_release(&shelf);
}

static void what_another_replica_touched_is_left_alone_and_said(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  AnnotationAdded a = shelf_annotate(&shelf, shelf_add(&shelf, "one.txt", text), 0, 5, "x", NULL);
  write_elsewhere(&shelf, later, a.id, "\"set\":{\"comment\":\"theirs\"}");
  expect_left_alone(&shelf, 2, 1); // its tag and the tag itself; not the making of the annotation
  AnnotationList list;
  check_ok(annotation_list(shelf.library, &(AnnotationWish){0}, &list, &err), &err);
  assert_int_equal(list.count, 1);
  assert_int_equal(list.items[0].tag_count, 0);
  annotation_release_list(&list);
  shelf_release(&shelf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(undo_does_not_bring_back_what_another_replica_deleted),
      cmocka_unit_test(undo_keeps_a_register_that_another_replica_has_set_since),
      cmocka_unit_test(undo_of_a_deletion_keeps_out_of_another_replicas_way),
      cmocka_unit_test(what_another_replica_touched_is_left_alone_and_said),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
