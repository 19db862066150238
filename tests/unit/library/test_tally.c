// SPDX-License-Identifier: MIT
// The numbers of annotations with a tag are kept through every change, and told when they are
// wrong.
#include "support/check.h"
#include "support/shelf.h"

#include "library/inside.h"
#include "library/lineup.h"
#include "library/tally.h"

#include <stdio.h>
#include <stdlib.h>

static const char text[] = "One two three four five six seven eight nine ten eleven twelve.\n";

// "energy 2, water 1; 3 without".
static void check_tally(Shelf *shelf, const char *wanted) {
  Error err = {0};
  TagList list;
  Buffer out = {0};
  check_ok(tag_list(shelf->library, &list, &err), &err);
  for (uint32_t i = 0; i < list.count; i++)
    buffer_printf(&out, "%s%s %u", i ? ", " : "", list.items[i].path, list.items[i].annotations);
  char *without = shelf_query(shelf, "SELECT count(*) FROM untagged");
  buffer_printf(&out, "; %s without", without);
  check_text(buffer_slice(&out), wanted);
  assert_true(tally_is_right(shelf->library->store));
  free(without);
  buffer_release(&out);
  tag_release_list(&list);
}

static void a_tag_counts_its_annotations_once(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "a.txt", text);
  int64_t first = shelf_annotate(&shelf, brief, 0, 3, "energy", NULL).key;
  int64_t second = shelf_annotate(&shelf, brief, 4, 7, NULL, NULL).key;
  check_tally(&shelf, "energy 1; 1 without");
  shelf_tag(&shelf, second, "energy");
  shelf_tag(&shelf, second, "water");
  check_tally(&shelf, "energy 2, water 1; 0 without");
  shelf_untag(&shelf, second, "energy");
  check_tally(&shelf, "energy 1, water 1; 0 without");
  shelf_delete(&shelf, first);
  check_tally(&shelf, "energy 0, water 1; 0 without");
  shelf_undo(&shelf);
  shelf_undo(&shelf);
  check_tally(&shelf, "energy 2, water 1; 0 without");
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void a_merged_tag_counts_where_it_leads(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "a.txt", text);
  int64_t both = shelf_annotate(&shelf, brief, 0, 3, "sun", NULL).key;
  shelf_annotate(&shelf, brief, 4, 7, "sun", NULL);
  shelf_annotate(&shelf, brief, 8, 13, "solar", NULL);
  shelf_tag(&shelf, both, "solar");
  shelf_tag_pair(&shelf, tag_merge, "sun", "solar");
  check_tally(&shelf, "solar 3; 0 without");
  shelf_annotate(&shelf, brief, 14, 18, "solar", NULL);
  check_tally(&shelf, "solar 4; 0 without");
  shelf_untag(&shelf, both, "solar"); // takes off what was merged, too
  check_tally(&shelf, "solar 3; 1 without");
  for (int i = 0; i < 3; i++) shelf_undo(&shelf);
  check_tally(&shelf, "solar 2, sun 2; 0 without");
  shelf_release(&shelf);
}

// Two machines give two tags one name.
static void an_annotation_with_two_tags_of_one_path_counts_once(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "a.txt", text);
  int64_t both = shelf_annotate(&shelf, brief, 0, 3, "sun", NULL).key;
  shelf_annotate(&shelf, brief, 4, 7, "sun", NULL);
  shelf_tag(&shelf, both, "solar");
  Shelf other = shelf_copy(&shelf);
  shelf_tag_pair(&shelf, tag_rename, "sun", "energy");
  shelf_tag_pair(&other, tag_rename, "solar", "energy");
  shelf_merge(&shelf, &other);
  check_tally(&shelf, "energy 2; 0 without");
  Error err = {0};
  LineupPlace place;
  uint32_t count;
  Lineup *lineup = lineup_open(
      shelf.library, &(LineupWish){.grouping = LINEUP_BY_TAG, .total = LINEUP_UNCOUNTED}, &err);
  check_ok(lineup != NULL, &err);
  assert_true(lineup_find(lineup, both, "energy", &place));
  assert_true(lineup_count_group(lineup, place.group, &count));
  assert_int_equal(count, 2);
  lineup_close(lineup);
  shelf_release(&other);
  shelf_release(&shelf);
}

static void a_deleted_tag_leaves_its_annotations_without(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t brief = shelf_add(&shelf, "a.txt", text), change;
  int64_t both = shelf_annotate(&shelf, brief, 0, 3, "energy", NULL).key;
  shelf_annotate(&shelf, brief, 4, 7, "energy", NULL);
  shelf_tag(&shelf, both, "water");
  check_ok(tag_delete(shelf.library, "energy", &change, &err), &err);
  check_tally(&shelf, "water 1; 1 without");
  shelf_undo(&shelf);
  check_tally(&shelf, "energy 2, water 1; 0 without");
  shelf_redo(&shelf);
  shelf_annotate(&shelf, brief, 8, 13, "energy", NULL);
  assert_true(tally_is_right(shelf.library->store));
  shelf_release(&shelf);
}

static void a_brief_takes_its_annotations_along(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t one = shelf_add(&shelf, "a.txt", text), change;
  int64_t two = shelf_add(&shelf, "b.txt", "Another text with words enough.\n");
  shelf_annotate(&shelf, one, 0, 3, "energy", NULL);
  shelf_annotate(&shelf, two, 0, 7, "energy", NULL);
  check_ok(brief_remove(shelf.library, one, &change, &err), &err);
  check_tally(&shelf, "energy 1; 0 without");
  shelf_undo(&shelf);
  check_tally(&shelf, "energy 2; 0 without");
  shelf_release(&shelf);
}

// ---- Whatever is done

typedef struct Walk {
  Shelf shelf;
  int64_t briefs[3], annotations[40];
  uint32_t count, seed;
} Walk;

static uint32_t draw_lot(Walk *walk, uint32_t below) {
  walk->seed = walk->seed * 1664525 + 1013904223;
  return (walk->seed >> 16) % below;
}

static const char *draw_tag(Walk *walk) {
  static const char *const tags[] = {"energy", "energy/solar", "water", "sun", "rain"};
  return tags[draw_lot(walk, sizeof tags / sizeof *tags)];
}

// What is refused, as what is not there any more, changes nothing.
static void act(Walk *walk) {
  Library *library = walk->shelf.library;
  Error ignored = {0};
  Change done;
  int64_t change, key = walk->count ? walk->annotations[draw_lot(walk, walk->count)] : 0;
  const char *tag = draw_tag(walk);
  AnnotationEdit on = {.add_tags = &tag, .add_count = 1};
  AnnotationEdit off = {.remove_tags = &tag, .remove_count = 1};
  AnnotationRequest request = {.brief = walk->briefs[draw_lot(walk, 3)], .span = {4, 7}};
  AnnotationAdded added;
  switch (draw_lot(walk, 12)) {
  case 0:
  case 1:
    request.tags = &tag;
    request.tag_count = draw_lot(walk, 2);
    if (walk->count < 40 && annotation_add(library, &request, &added, &ignored))
      walk->annotations[walk->count++] = added.key;
    break;
  case 2:
  case 3:
  case 4: annotation_edit(library, key, &on, &change, &ignored); break;
  case 5: annotation_edit(library, key, &off, &change, &ignored); break;
  case 6: annotation_delete(library, &key, 1, &change, &ignored); break;
  case 7: tag_merge(library, tag, draw_tag(walk), &change, &ignored); break;
  case 8: tag_delete(library, tag, &change, &ignored); break;
  case 9: brief_remove(library, walk->briefs[draw_lot(walk, 3)], &change, &ignored); break;
  default:
    if (change_undo(library, &done, &ignored)) change_release(&done);
    break;
  }
}

static void any_changes_keep_the_counts(void **state) {
  (void)state;
  for (uint32_t seed = 1; seed <= 6; seed++) {
    Walk walk = {.shelf = shelf_new(), .seed = seed};
    for (uint32_t i = 0; i < 3; i++) {
      char name[16], words[80];
      snprintf(name, sizeof name, "%u.txt", i);
      snprintf(words, sizeof words, "The text of number %u has words enough.\n", i);
      walk.briefs[i] = shelf_add(&walk.shelf, name, words);
    }
    for (uint32_t i = 0; i < 120; i++) {
      act(&walk);
      assert_true(tally_is_right(walk.shelf.library->store));
    }
    shelf_release(&walk.shelf);
  }
}

static void an_examination_finds_a_wrong_count(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "a.txt", text);
  shelf_annotate(&shelf, brief, 4, 7, "energy", NULL);
  free(shelf_query(&shelf, "UPDATE tally SET annotations = 7"));
  assert_false(tally_is_right(shelf.library->store));
  tally_rebuild(shelf.library->store);
  assert_true(tally_is_right(shelf.library->store));
  free(shelf_query(&shelf, "INSERT INTO untagged SELECT key FROM annotation"));
  assert_false(tally_is_right(shelf.library->store));
  tally_rebuild(shelf.library->store);
  check_tally(&shelf, "energy 1; 0 without");
  shelf_release(&shelf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_tag_counts_its_annotations_once),
      cmocka_unit_test(a_merged_tag_counts_where_it_leads),
      cmocka_unit_test(an_annotation_with_two_tags_of_one_path_counts_once),
      cmocka_unit_test(a_deleted_tag_leaves_its_annotations_without),
      cmocka_unit_test(a_brief_takes_its_annotations_along),
      cmocka_unit_test(any_changes_keep_the_counts),
      cmocka_unit_test(an_examination_finds_a_wrong_count),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
