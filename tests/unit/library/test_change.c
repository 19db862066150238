// SPDX-License-Identifier: MIT
// The journal: undo and redo of every kind of change, across closing and opening the library, from
// two programs; and what stands in operations.
#include "support/check.h"
#include "support/shelf.h"

#include "base/hash.h"
#include "library/fold.h"
#include "library/inside.h"

#include <stdlib.h>
#include <string.h>

static const char text[] = "Alpha beta gamma delta.\n\nA second paragraph stands here.\n";

static void adding_a_brief_can_be_undone(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  char *before = shelf_describe(&shelf);
  shelf_add(&shelf, "one.txt", text);
  shelf_expect_reversible(&shelf, before, "adding");
  free(before);
  shelf_release(&shelf);
}

static void removing_a_brief_can_be_undone(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t change, brief = shelf_add(&shelf, "one.txt", text);
  shelf_annotate(&shelf, brief, 0, 5, "x/y", "words");
  char *before = shelf_describe(&shelf);
  check_ok(brief_remove(shelf.library, brief, &change, &err), &err);
  shelf_expect_reversible(&shelf, before, "removing");
  free(before);
  shelf_release(&shelf);
}

static void metadata_can_be_undone(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t change, brief = shelf_add(&shelf, "one.txt", text);
  static const BriefMetadata edits[] = {{.title = "One"},
                                        {.title = "Two", .date = "2026"},
                                        {.title = ""},
                                        {.author = "A, B", .url = "https://x.org"}};
  for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
    char *before = shelf_describe(&shelf);
    check_ok(brief_set_metadata(shelf.library, brief, &edits[i], &change, &err), &err);
    shelf_expect_reversible(&shelf, before, "metadata");
    free(before);
  }
  shelf_release(&shelf);
}

static void annotating_with_a_new_tag_can_be_undone(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "one.txt", text);
  char *before = shelf_describe(&shelf);
  shelf_annotate(&shelf, brief, 0, 5, "x/y", "words");
  shelf_expect_reversible(&shelf, before, "annotating");
  free(before);
  shelf_release(&shelf);
}

static void every_edit_can_be_undone(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t change,
      key = shelf_annotate(&shelf, shelf_add(&shelf, "one.txt", text), 0, 5, "old", NULL).key;
  static const char *const tags[] = {"new", "old/er"}, *const gone[] = {"old"};
  static const Colour pink = COLOUR_PINK;
  static const CpSpan span = {6, 10};
  const AnnotationEdit edits[] = {
      {.comment = "first"},
      {.comment = "second"},
      {.comment = ""},
      {.colour = &pink},
      {.add_tags = tags, .add_count = 2},
      {.remove_tags = gone, .remove_count = 1},
      {.add_tags = gone, .add_count = 1},
      {.span = &span},
      {.comment = "all", .remove_tags = tags, .remove_count = 2, .span = &(CpSpan){0, 22}},
  };
  for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
    char *before = shelf_describe(&shelf);
    check_ok(annotation_edit(shelf.library, key, &edits[i], &change, &err), &err);
    shelf_expect_reversible(&shelf, before, "an edit");
    free(before);
  }
  shelf_release(&shelf);
}

static void deleting_several_annotations_can_be_undone(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t change, brief = shelf_add(&shelf, "one.txt", text);
  int64_t keys[] = {shelf_annotate(&shelf, brief, 0, 5, "x", "one").key,
                    shelf_annotate(&shelf, brief, 3, 9, "y", "two").key};
  shelf_comment(&shelf, keys[0], "three");
  char *before = shelf_describe(&shelf);
  check_ok(annotation_delete(shelf.library, keys, 2, &change, &err), &err);
  shelf_expect_reversible(&shelf, before, "deleting");
  free(before);
  shelf_release(&shelf);
}

static void a_new_change_ends_redo(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  Change change;
  int64_t key = shelf_annotate(&shelf, shelf_add(&shelf, "one.txt", text), 0, 5, NULL, NULL).key;
  shelf_comment(&shelf, key, "one");
  shelf_undo(&shelf);
  check_ok(change_next_redo(shelf.library, &change, &err), &err);
  assert_string_equal(change.what, "comment");
  change_release(&change);
  shelf_comment(&shelf, key, "two");
  assert_false(change_next_redo(shelf.library, &change, &err));
  assert_int_equal(err.kind, ERROR_NOTHING);
  assert_false(change_redo(shelf.library, &change, &err));
  assert_int_equal(err.kind, ERROR_NOTHING);
  shelf_undo(&shelf); // the second comment, then the annotation: the first comment is not met again
  shelf_undo(&shelf);
  shelf_undo(&shelf);
  assert_false(change_undo(shelf.library, &change, &err));
  assert_int_equal(err.kind, ERROR_NOTHING);
  shelf_redo(&shelf);
  shelf_redo(&shelf);
  shelf_redo(&shelf);
  AnnotationList list;
  check_ok(annotation_list(shelf.library, &(AnnotationWish){0}, &list, &err), &err);
  assert_int_equal(list.count, 1);
  assert_string_equal(list.items[0].comment, "two");
  annotation_release_list(&list);
  shelf_release(&shelf);
}

static void an_empty_library_has_nothing_to_undo(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  Change change;
  assert_false(change_next_undo(shelf.library, &change, &err));
  assert_int_equal(err.kind, ERROR_NOTHING);
  assert_false(change_undo(shelf.library, &change, &err));
  assert_int_equal(err.kind, ERROR_NOTHING);
  shelf_release(&shelf);
}

static void a_tag_name_freed_by_undo_gets_another_id(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  TagList first, second;
  int64_t key = shelf_annotate(&shelf, shelf_add(&shelf, "one.txt", text), 0, 5, NULL, NULL).key;
  shelf_tag(&shelf, key, "x");
  check_ok(tag_list(shelf.library, &first, &err), &err);
  shelf_undo(&shelf);
  shelf_tag(&shelf, key, "x");
  check_ok(tag_list(shelf.library, &second, &err), &err);
  assert_int_equal(second.count, 1);
  assert_string_not_equal(first.items[0].id, second.items[0].id);
  tag_release_list(&first);
  tag_release_list(&second);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void history_tells_what_is_undone(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t brief = shelf_add(&shelf, "one.txt", text);
  int64_t key = shelf_annotate(&shelf, brief, 0, 5, "energy/solar", NULL).key; // 2
  shelf_comment(&shelf, key, "c");                                             // 3
  shelf_undo(&shelf);                                                          // 4 undoes 3
  shelf_redo(&shelf);                                                          // 5 undoes 4
  shelf_undo(&shelf);                                                          // 6 undoes 5
  ChangeList list;
  check_ok(change_list(shelf.library, 0, &list, &err), &err);
  static const struct {
    const char *what;
    int64_t undoes;
    bool undone;
  } wanted[] = {{"undo: comment", 5, false},
                {"redo: comment", 4, true},
                {"undo: comment", 3, false},
                {"comment", 0, true},
                {"tag 'energy/solar'", 0, false}};
  assert_int_equal(list.count, 6);
  for (uint32_t i = 0; i < 5; i++) {
    assert_int_equal(list.items[i].id, 6 - i);
    assert_string_equal(list.items[i].what, wanted[i].what);
    assert_int_equal(list.items[i].undoes, wanted[i].undoes);
    assert_int_equal(list.items[i].undone, wanted[i].undone);
    assert_int_equal(list.items[i].brief, brief);
  }
  change_release_list(&list);
  check_ok(change_list(shelf.library, 2, &list, &err), &err);
  assert_int_equal(list.count, 2);
  assert_int_equal(list.items[0].id, 6);
  change_release_list(&list);
  shelf_release(&shelf);
}

static void undo_takes_the_newest_change_of_whichever_program(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t key = shelf_annotate(&shelf, shelf_add(&shelf, "one.txt", text), 0, 5, NULL, "mine").key;
  Library *other = library_open(shelf.path, LIBRARY_CHANGE, &err);
  check_ok(other != NULL, &err);
  int64_t stamp = library_stamp(shelf.library), change;
  check_ok(annotation_edit(other, key, &(AnnotationEdit){.comment = "theirs"}, &change, &err),
           &err);
  assert_true(library_stamp(shelf.library) > stamp);
  Change next;
  check_ok(change_next_undo(shelf.library, &next, &err), &err);
  assert_int_equal(next.id, change);
  change_release(&next);
  shelf_undo(&shelf);
  library_close(other);
  AnnotationList list;
  check_ok(annotation_list(shelf.library, &(AnnotationWish){0}, &list, &err), &err);
  assert_string_equal(list.items[0].comment, "mine");
  annotation_release_list(&list);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

// ---- Operations

static void operations_say_what_they_replace_from_the_first_change_on(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  AnnotationAdded a = shelf_annotate(&shelf, shelf_add(&shelf, "one.txt", text), 0, 5, "x", "one");
  shelf_comment(&shelf, a.key, "two");
  shelf_untag(&shelf, a.key, "x");
  char *was = shelf_query(
      &shelf,
      "SELECT json_extract(n.line, '$.was.comment[0]') = o.stamp FROM operation n, operation o "
      "WHERE json_extract(n.line, '$.set.comment') = 'two' "
      "AND json_extract(o.line, '$.set.comment') = 'one'");
  assert_string_equal(was, "1");
  char *seen = shelf_query(
      &shelf,
      "SELECT json_extract(n.line, '$.seen[0]') = o.stamp FROM operation n, operation o "
      "WHERE n.line LIKE '%\"remove\"%' AND o.line LIKE '%\"add\"%' AND o.kind = 'annotation'");
  assert_string_equal(seen, "1");
  char *first =
      shelf_query(&shelf, "SELECT count(*) FROM operation WHERE line LIKE '%was%' AND journal < 3");
  assert_string_equal(first, "0");
  char *ch = shelf_query(
      &shelf,
      "SELECT count(*) FROM operation o JOIN journal j ON j.id = o.journal "
      "WHERE json_extract(o.line, '$.ch') <> j.ch OR json_extract(o.line, '$.hlc') <> o.stamp");
  assert_string_equal(ch, "0");
  char *form = shelf_query(&shelf, "SELECT count(*) FROM operation WHERE line NOT LIKE "
                                   "'{\"hlc\":\"%\",\"ch\":\"%\",\"kind\":\"%\",\"id\":\"%'");
  assert_string_equal(form, "0");
  free(was);
  free(seen);
  free(first);
  free(ch);
  free(form);
  shelf_release(&shelf);
}

static void stamps_of_a_thing_grow_though_the_clock_goes_back(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  setenv("POSTIL_NOW", "2026-06-01T12:00:00Z", 1);
  AnnotationAdded a = shelf_annotate(&shelf, shelf_add(&shelf, "one.txt", text), 0, 5, NULL, "one");
  setenv("POSTIL_NOW", "2026-01-01T12:00:00Z", 1);
  shelf_comment(&shelf, a.key, "two");
  unsetenv("POSTIL_NOW");
  AnnotationList list;
  Error err = {0};
  check_ok(annotation_list(shelf.library, &(AnnotationWish){0}, &list, &err), &err);
  assert_string_equal(list.items[0].comment, "two");
  annotation_release_list(&list);
  char *newest = shelf_query(&shelf, "SELECT max(stamp) FROM operation");
  check_text(slice_make(newest, 13), "1780315200000");
  free(newest);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

// What follows on a thing's own newest stamp may be taken by another thing, when both are of a time
// that the clock has left by more than a day.
static void stamps_are_not_given_twice_though_the_clock_goes_back(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  setenv("POSTIL_NOW", "2026-06-01T12:00:00Z", 1);
  int64_t brief = shelf_add(&shelf, "one.txt", text);
  AnnotationAdded a = shelf_annotate(&shelf, brief, 0, 5, NULL, "one");
  AnnotationAdded b = shelf_annotate(&shelf, brief, 6, 9, NULL, "one");
  setenv("POSTIL_NOW", "2026-01-01T12:00:00Z", 1);
  shelf_comment(&shelf, a.key, "two");
  shelf_comment(&shelf, b.key, "two");
  unsetenv("POSTIL_NOW");
  char *doubles = shelf_query(&shelf, "SELECT count(*) - count(DISTINCT stamp) FROM operation");
  assert_string_equal(doubles, "0");
  free(doubles);
  shelf_release(&shelf);
}

static void two_runs_under_a_fixed_clock_give_the_same_operations(void **state) {
  (void)state;
  char *lines[2];
  setenv("POSTIL_NOW", "2026-06-01T12:00:00Z", 1);
  setenv("POSTIL_REPLICA", "abcdefgh", 1);
  for (int run = 0; run < 2; run++) {
    Shelf shelf = shelf_new();
    Error err = {0};
    BriefAdded added;
    check_ok(brief_add(shelf.library, slice_of(text), "/a/one.txt", NULL, &added, &err), &err);
    shelf_annotate(&shelf, added.key, 0, 5, "x", "one");
    shelf_reopen(&shelf);
    shelf_annotate(&shelf, added.key, 3, 9, "x", "two");
    shelf_undo(&shelf);
    lines[run] = shelf_query(&shelf, "SELECT group_concat(line, char(10)) FROM operation");
    shelf_release(&shelf);
  }
  unsetenv("POSTIL_NOW");
  unsetenv("POSTIL_REPLICA");
  assert_non_null(strstr(lines[0], "1780315200000-00000-abcdefgh"));
  check_text(slice_of(lines[0]), lines[1]);
  char id[UUID_SIZE];
  uuid_named(SLICE("test/abcdefgh/1"), id);
  assert_non_null(strstr(lines[0], id));
  free(lines[0]);
  free(lines[1]);
}

// ---- Random acts

typedef struct Random {
  uint32_t state;
} Random;

static uint32_t next(Random *random, uint32_t below) {
  random->state = random->state * 1664525U + 1013904223U;
  return (random->state >> 8) % below;
}

static int64_t any_annotation(Shelf *shelf, Random *random) {
  Error err = {0};
  AnnotationList list;
  check_ok(annotation_list(shelf->library, &(AnnotationWish){0}, &list, &err), &err);
  int64_t key = list.count ? list.items[next(random, list.count)].key : 0;
  annotation_release_list(&list);
  return key;
}

static void edit_at_random(Shelf *shelf, Random *random, int64_t key) {
  static const char *const tags[] = {"a", "a/b", "c", "d e"}, *const words[] = {"", "x", "yy",
                                                                                "zzz"};
  Error err = {0};
  int64_t change;
  const char *tag = tags[next(random, 4)];
  Colour colour = (Colour)next(random, COLOUR_COUNT);
  uint32_t start = next(random, 20);
  CpSpan span = {start, start + 1 + next(random, 8)};
  AnnotationEdit edits[] = {{.comment = words[next(random, 4)]},
                            {.add_tags = &tag, .add_count = 1},
                            {.remove_tags = &tag, .remove_count = 1},
                            {.colour = &colour},
                            {.span = &span}};
  if (!annotation_edit(shelf->library, key, &edits[next(random, 5)], &change, &err)) {
    assert_int_equal(err.kind, ERROR_NOTHING); // a tag that it does not have
  }
}

static void act_at_random(Shelf *shelf, Random *random, const int64_t briefs[2]) {
  static const char *const tags[] = {"a", "a/b", "c", NULL};
  Error err = {0};
  Change done;
  int64_t change, key = any_annotation(shelf, random);
  uint32_t what = next(random, 100);
  if (what < 25 || !key) {
    Brief brief;
    int64_t at = briefs[next(random, 2)];
    if (!brief_get(shelf->library, at, &brief, &err)) return;
    brief_release(&brief);
    uint32_t start = next(random, 20);
    shelf_annotate(shelf, at, start, start + 2, tags[next(random, 4)],
                   next(random, 2) ? "note" : NULL);
  } else if (what < 70) {
    edit_at_random(shelf, random, key);
  } else if (what < 78) {
    shelf_delete(shelf, key);
  } else if (what < 82) {
    brief_remove(shelf->library, briefs[1], &change, &err);
  } else if (what < 86) {
    brief_set_metadata(shelf->library, briefs[0],
                       &(BriefMetadata){.title = next(random, 2) ? "T" : "U"}, &change, &err);
  } else if (what < 95) {
    if (change_undo(shelf->library, &done, &err)) change_release(&done);
  } else {
    if (change_redo(shelf->library, &done, &err)) change_release(&done);
  }
}

enum { STEPS_MAX = 400 };

static void undoing_all_and_redoing_all_passes_through_the_same_states(void **state) {
  (void)state;
  for (uint32_t seed = 1; seed <= 6; seed++) {
    Shelf shelf = shelf_new();
    Random random = {seed};
    char *states[STEPS_MAX];
    int count = 0;
    Error err = {0};
    Change done;
    const int64_t briefs[2] = {shelf_add(&shelf, "one.txt", text),
                               shelf_add(&shelf, "two.txt", "Other words stand in this text.\n")};
    for (int i = 0; i < 60; i++) act_at_random(&shelf, &random, briefs);
    while (change_redo(shelf.library, &done, &err)) change_release(&done);
    for (;;) {
      assert_in_range(count, 0, STEPS_MAX - 1);
      states[count++] = shelf_describe(&shelf);
      if (next(&random, 8) == 0) shelf_reopen(&shelf);
      if (!change_undo(shelf.library, &done, &err)) break;
      assert_int_equal(done.left, 0);
      change_release(&done);
    }
    assert_int_equal(err.kind, ERROR_NOTHING);
    check_text(slice_of(states[count - 1]), "");
    shelf_examine(&shelf);
    for (int i = count - 1; i > 0; i--) {
      shelf_redo(&shelf);
      char *now = shelf_describe(&shelf);
      check_text(slice_of(now), states[i - 1]);
      free(now);
    }
    assert_false(change_redo(shelf.library, &done, &err));
    shelf_examine(&shelf);
    for (int i = 0; i < count; i++) free(states[i]);
    shelf_release(&shelf);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(adding_a_brief_can_be_undone),
      cmocka_unit_test(removing_a_brief_can_be_undone),
      cmocka_unit_test(metadata_can_be_undone),
      cmocka_unit_test(annotating_with_a_new_tag_can_be_undone),
      cmocka_unit_test(every_edit_can_be_undone),
      cmocka_unit_test(deleting_several_annotations_can_be_undone),
      cmocka_unit_test(a_new_change_ends_redo),
      cmocka_unit_test(an_empty_library_has_nothing_to_undo),
      cmocka_unit_test(a_tag_name_freed_by_undo_gets_another_id),
      cmocka_unit_test(history_tells_what_is_undone),
      cmocka_unit_test(undo_takes_the_newest_change_of_whichever_program),
      cmocka_unit_test(operations_say_what_they_replace_from_the_first_change_on),
      cmocka_unit_test(stamps_of_a_thing_grow_though_the_clock_goes_back),
      cmocka_unit_test(stamps_are_not_given_twice_though_the_clock_goes_back),
      cmocka_unit_test(two_runs_under_a_fixed_clock_give_the_same_operations),
      cmocka_unit_test(undoing_all_and_redoing_all_passes_through_the_same_states),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
