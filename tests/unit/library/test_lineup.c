// SPDX-License-Identifier: MIT
// Pages of the list of annotations: put together they are the whole list, in every grouping and
// both ways, whatever the size of a page, read at once or along the indexes.
#include "support/check.h"
#include "support/shelf.h"

#include "library/inside.h"
#include "library/lineup.h"

#include <stdio.h>
#include <stdlib.h>

enum {
  BRIEFS = 12,
  AT_ONCE = 1000,
  LONG = 3
}; // LONG: the most that is read at once, for long lanes

static const char *const tags[] = {"energy", "energy/solar", "sun", "water"};

// Equal spans, several tags and none, whole briefs; 0 to 13 annotations each.
static void fill_brief(Shelf *shelf, int64_t brief, uint32_t number) {
  for (uint32_t k = 0; k < number * 5 % 14; k++) {
    Error err = {0};
    const char *own[2] = {tags[(number + k) % 4], tags[k % 3]};
    AnnotationRequest request = {.brief = brief,
                                 .whole = k % 6 == 5,
                                 .span = {(k * 7 + number) % 4 * 3, 14 + k % 2},
                                 .colour = (Colour)((number + k) % COLOUR_COUNT),
                                 .tags = own,
                                 .tag_count = k % 3};
    AnnotationAdded added;
    check_ok(annotation_add(shelf->library, &request, &added, &err), &err);
    if (k % 5 == 4) shelf_delete(shelf, added.key);
  }
}

static Shelf filled(int64_t briefs[BRIEFS]) {
  Shelf shelf = shelf_new();
  for (uint32_t i = 0; i < BRIEFS; i++) {
    Error err = {0};
    char path[32], date[16], words[80];
    BriefMetadata metadata = {.date = date};
    BriefAdded added;
    snprintf(path, sizeof path, "/made/%u.txt", i);
    snprintf(date, sizeof date, "20%02u", 10 + i * 5 % 4);
    snprintf(words, sizeof words, "This is the text of brief number %u, long enough.\n", i);
    check_ok(
        brief_add(shelf.library, slice_of(words), path, i % 3 ? &metadata : NULL, &added, &err),
        &err);
    briefs[i] = added.key;
    fill_brief(&shelf, added.key, i);
  }
  shelf_tag_pair(&shelf, tag_merge, "sun", "energy/solar");
  return shelf;
}

// ---- Pages

static void write_page(const Lineup *lineup, const LineupPage *page, Buffer *out) {
  for (uint32_t i = 0; i < page->count; i++)
    buffer_printf(out, "%s%lld/%lld ", lineup_group_name(lineup, page->items[i].group),
                  (long long)page->items[i].group, (long long)page->items[i].annotation);
}

// All pages of this size, from the first place on or, backwards, from the last.
static char *read_all(Lineup *lineup, uint32_t most, bool backwards) {
  Error err = {0};
  LineupPage page, all = {memory_new(4096, sizeof(LineupPlace)), 0};
  LineupPlace last;
  for (bool begun = false;; begun = true) {
    LineupWay way = backwards ? LINEUP_BACK : begun ? LINEUP_BEHIND : LINEUP_ON;
    check_ok(lineup_read(lineup, begun ? &last : NULL, way, most, &page, &err), &err);
    assert_true(page.count <= most);
    if (page.count == 0) break;
    for (uint32_t i = 0; i < page.count; i++) all.items[all.count++] = page.items[i];
    last = page.items[page.count - 1];
    free(page.items);
  }
  free(page.items);
  for (uint32_t i = 0; backwards && i < all.count / 2; i++) {
    LineupPlace swap = all.items[i];
    all.items[i] = all.items[all.count - 1 - i];
    all.items[all.count - 1 - i] = swap;
  }
  Buffer out = {0};
  write_page(lineup, &all, &out);
  free(all.items);
  return buffer_take(&out);
}

static Lineup *open_lineup(Shelf *shelf, LineupWish wish) {
  Error err = {0};
  wish.total = LINEUP_UNCOUNTED;
  Lineup *lineup = lineup_open(shelf->library, &wish, &err);
  check_ok(lineup != NULL, &err);
  return lineup;
}

static void count_all(Lineup *lineup) {
  Error err = {0};
  check_ok(lineup_count_all(lineup, NULL, NULL, &err), &err);
}

static char *read_whole(Shelf *shelf, LineupWish wish) {
  Lineup *lineup = open_lineup(shelf, wish);
  char *whole = read_all(lineup, 4096, false);
  lineup_close(lineup);
  return whole;
}

static void check_pages(Shelf *shelf, LineupWish wish) {
  static const uint32_t sizes[] = {1, 2, 3, 7, 50};
  char *whole = read_whole(shelf, wish);
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    for (int backwards = 0; backwards < 2; backwards++) {
      Lineup *lineup = open_lineup(shelf, wish);
      char *pages = read_all(lineup, sizes[i], backwards);
      assert_string_equal(pages, whole);
      lineup_close(lineup);
      free(pages);
    }
  }
  free(whole);
}

static void pages_make_the_whole_list_both_ways(void **state) {
  (void)state;
  int64_t briefs[BRIEFS];
  Shelf shelf = filled(briefs);
  for (int grouping = 0; grouping < LINEUP_GROUPING_COUNT; grouping++) {
    for (int few = 0; few < 2; few++) {
      LineupWish wish = {.grouping = (LineupGrouping)grouping, .few = few ? AT_ONCE : LONG};
      check_pages(&shelf, wish);
      wish.brief = briefs[5];
      check_pages(&shelf, wish);
      wish.brief = briefs[0]; // has none
      check_pages(&shelf, wish);
    }
  }
  shelf_release(&shelf);
}

static void long_lanes_of_briefs_have_the_order_of_short_ones(void **state) {
  (void)state;
  int64_t briefs[BRIEFS];
  Shelf shelf = filled(briefs);
  for (uint32_t i = 0; i <= BRIEFS; i++) {
    int64_t brief = i < BRIEFS ? briefs[i] : 0;
    char *at_once = read_whole(&shelf, (LineupWish){.brief = brief, .few = AT_ONCE});
    char *along = read_whole(&shelf, (LineupWish){.brief = brief, .few = LONG});
    assert_string_equal(at_once, along);
    free(at_once);
    free(along);
  }
  shelf_release(&shelf);
}

// ---- Told another way

static int compare_words(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

// The words of a text in alphabetical order.
static char *sort_words(char *text) {
  char *words[4096];
  size_t count = 0;
  Buffer out = {0};
  for (char *word = strtok(text, " "); word; word = strtok(NULL, " ")) words[count++] = word;
  if (count > 1) qsort(words, count, sizeof *words, compare_words);
  for (size_t i = 0; i < count; i++) buffer_printf(&out, "%s ", words[i]);
  return buffer_take(&out);
}

static void groups_have_what_the_annotations_say(void **state) {
  (void)state;
  int64_t briefs[BRIEFS];
  Error err = {0};
  AnnotationList list;
  Buffer by_tag = {0}, by_colour = {0};
  Shelf shelf = filled(briefs);
  check_ok(annotation_list(shelf.library, &(AnnotationWish){0}, &list, &err), &err);
  for (uint32_t i = 0; i < list.count; i++) {
    const Annotation *item = &list.items[i];
    for (uint32_t k = 0; k < item->tag_count; k++)
      buffer_printf(&by_tag, "%s/%lld ", item->tags[k], (long long)item->key);
    if (item->tag_count == 0) buffer_printf(&by_tag, "none/%lld ", (long long)item->key);
    buffer_printf(&by_colour, "%s/%lld ", item->whole ? "whole" : colour_name(item->colour),
                  (long long)item->key);
  }
  char *wanted[2] = {sort_words(by_tag.ptr), sort_words(by_colour.ptr)};
  for (int i = 0; i < 4; i++) {
    Buffer out = {0};
    LineupPage page;
    LineupGrouping grouping = i % 2 ? LINEUP_BY_COLOUR : LINEUP_BY_TAG;
    Lineup *lineup =
        open_lineup(&shelf, (LineupWish){.grouping = grouping, .few = i < 2 ? AT_ONCE : LONG});
    check_ok(lineup_read(lineup, NULL, LINEUP_ON, 4096, &page, &err), &err);
    for (uint32_t k = 0; k < page.count; k++) {
      const char *name = lineup_group_name(lineup, page.items[k].group);
      if (strcmp(name, "no tag") == 0) name = "none";
      if (strcmp(name, "on the whole brief") == 0) name = "whole";
      buffer_printf(&out, "%s/%lld ", name, (long long)page.items[k].annotation);
      if (k > 0) assert_true(page.items[k].group >= page.items[k - 1].group);
    }
    count_all(lineup);
    assert_int_equal(lineup_count(lineup), list.count);
    char *found = sort_words(out.ptr);
    assert_string_equal(found, wanted[i % 2]);
    free(found);
    free(page.items);
    buffer_release(&out);
    lineup_close(lineup);
  }
  for (int i = 0; i < 2; i++) free(wanted[i]);
  buffer_release(&by_tag);
  buffer_release(&by_colour);
  annotation_release_list(&list);
  shelf_release(&shelf);
}

// Equal spans by their keys, then those of older versions, then the whole brief.
static void a_brief_is_in_the_order_of_its_text(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  Buffer wanted = {0};
  AnnotationAdded added;
  int64_t brief = shelf_add(&shelf, "a.txt", "One two three four five six.\n");
  AnnotationRequest whole = {.brief = brief, .whole = true, .comment = "said"};
  check_ok(annotation_add(shelf.library, &whole, &added, &err), &err);
  int64_t later = shelf_annotate(&shelf, brief, 8, 13, NULL, NULL).key;
  int64_t first = shelf_annotate(&shelf, brief, 0, 3, NULL, NULL).key;
  int64_t longer = shelf_annotate(&shelf, brief, 0, 7, NULL, NULL).key;
  int64_t equal = shelf_annotate(&shelf, brief, 0, 3, NULL, NULL).key;
  const int64_t keys[] = {first, equal, longer, later, added.key};
  for (int i = 0; i < 5; i++)
    buffer_printf(&wanted, "%lld/%lld ", (long long)brief, (long long)keys[i]);
  for (uint32_t few = 1; few < 10; few += 8) {
    char *found = read_whole(&shelf, (LineupWish){.brief = brief, .few = few});
    check_text(slice_of(found), wanted.ptr);
    free(found);
  }
  buffer_release(&wanted);
  shelf_release(&shelf);
}

// ---- Filters, places, counts

static void only_what_passes_is_listed(void **state) {
  (void)state;
  int64_t briefs[BRIEFS];
  Error err = {0};
  Keys passing = {0}, own = {0};
  AnnotationList list;
  Shelf shelf = filled(briefs);
  check_ok(annotation_list(shelf.library, &(AnnotationWish){0}, &list, &err), &err);
  for (uint32_t i = 0; i < list.count; i += 3) {
    keys_add(&passing, list.items[i].key);
    keys_add(&own, list.items[i].brief);
  }
  keys_sort(&passing);
  keys_sort(&own);
  assert_true(own.count < passing.count);
  for (int grouping = 0; grouping < LINEUP_GROUPING_COUNT; grouping++) {
    const uint32_t fews[] = {LONG, own.count, AT_ONCE};
    for (size_t few = 0; few < sizeof fews / sizeof *fews; few++) {
      LineupWish wish = {.grouping = (LineupGrouping)grouping,
                         .passing = &passing,
                         .briefs = &own,
                         .few = fews[few]};
      LineupPage page;
      LineupPlace place;
      Lineup *lineup = open_lineup(&shelf, wish);
      check_pages(&shelf, wish);
      check_ok(lineup_read(lineup, NULL, LINEUP_ON, 4096, &page, &err), &err);
      assert_true(page.count >= passing.count);
      for (uint32_t i = 0; i < page.count; i++)
        assert_true(keys_have(&passing, page.items[i].annotation));
      assert_int_equal(lineup_count(lineup), passing.count);
      count_all(lineup);
      assert_int_equal(lineup_total(lineup), list.count);
      assert_true(lineup_find(lineup, list.items[0].key, NULL, &place));
      assert_false(lineup_find(lineup, list.items[1].key, NULL, &place));
      free(page.items);
      lineup_close(lineup);
    }
  }
  keys_release(&passing);
  keys_release(&own);
  annotation_release_list(&list);
  shelf_release(&shelf);
}

static bool refuse(void *context) {
  (void)context;
  return false;
}

// A few are counted at once, and so is what has been counted before.
static void more_than_a_few_are_counted_when_there_is_time(void **state) {
  (void)state;
  int64_t briefs[BRIEFS];
  Error err = {0};
  Shelf shelf = filled(briefs);
  Lineup *lineup = open_lineup(&shelf, (LineupWish){.few = AT_ONCE});
  uint32_t total = lineup_total(lineup);
  assert_true(total > LONG && total < LINEUP_UNCOUNTED);
  lineup_close(lineup);
  lineup = open_lineup(&shelf, (LineupWish){.few = LONG});
  assert_int_equal(lineup_total(lineup), LINEUP_UNCOUNTED);
  check_ok(lineup_count_all(lineup, refuse, NULL, &err), &err);
  assert_int_equal(lineup_total(lineup), LINEUP_UNCOUNTED);
  assert_int_equal(lineup_count(lineup), LINEUP_UNCOUNTED);
  count_all(lineup);
  assert_int_equal(lineup_total(lineup), total);
  assert_int_equal(lineup_count(lineup), total);
  lineup_close(lineup);
  lineup = lineup_open(shelf.library, &(LineupWish){.few = LONG, .total = total}, &err);
  assert_int_equal(lineup_count(lineup), total);
  lineup_close(lineup);
  shelf_release(&shelf);
}

static bool count_asked(void *context) {
  ++*(uint32_t *)context;
  return true;
}

// Reads those of two briefs, the first and the last of a list, and counts how often SQLite asks in
// between whether it is to go on.
static uint32_t count_work(uint32_t between) {
  Shelf shelf = shelf_new();
  Error err = {0};
  Keys passing = {0}, own = {0};
  LineupPage page;
  uint32_t asked = 0;
  for (uint32_t i = 0; i < between + 2; i++) {
    char name[16], words[40];
    snprintf(name, sizeof name, "%04u.txt", i);
    snprintf(words, sizeof words, "This is text %u of many.\n", i);
    int64_t brief = shelf_add(&shelf, name, words);
    uint32_t annotations = i == 0 ? 2 : 1;
    for (uint32_t k = 0; k < annotations; k++) {
      int64_t key = shelf_annotate(&shelf, brief, k, 6, NULL, NULL).key;
      if (i == 0 || i == between + 1) keys_add(&passing, key);
    }
    if (i == 0 || i == between + 1) keys_add(&own, brief);
  }
  LineupWish wish = {.grouping = LINEUP_BY_BRIEF,
                     .passing = &passing,
                     .briefs = &own,
                     .total = between + 3,
                     .few = own.count};
  store_set_patience(shelf.library->store, count_asked, &asked);
  Lineup *lineup = lineup_open(shelf.library, &wish, &err);
  check_ok(lineup != NULL, &err);
  check_ok(lineup_read(lineup, NULL, LINEUP_ON, 10, &page, &err), &err);
  assert_int_equal(page.count, passing.count);
  store_set_patience(shelf.library->store, NULL, NULL);
  free(page.items);
  lineup_close(lineup);
  keys_release(&passing);
  keys_release(&own);
  shelf_release(&shelf);
  return asked;
}

static void briefs_that_do_not_pass_are_not_walked_past_where_few_do(void **state) {
  (void)state;
  assert_in_range(count_work(200), 0, count_work(2) + 5);
}

static void an_annotation_is_found_in_the_group_that_is_wanted(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "a.txt", "One two three four five six.\n");
  int64_t key = shelf_annotate(&shelf, brief, 0, 3, "energy", NULL).key;
  int64_t bare = shelf_annotate(&shelf, brief, 4, 7, NULL, NULL).key;
  shelf_tag(&shelf, key, "water");
  for (uint32_t few = 0; few < 10; few += 9) {
    LineupPlace place;
    uint32_t count;
    Lineup *lineup = open_lineup(&shelf, (LineupWish){.grouping = LINEUP_BY_TAG, .few = few});
    assert_true(lineup_find(lineup, key, NULL, &place));
    assert_string_equal(lineup_group_name(lineup, place.group), "energy");
    assert_true(lineup_find(lineup, key, "water", &place));
    assert_string_equal(lineup_group_name(lineup, place.group), "water");
    assert_true(lineup_count_group(lineup, place.group, &count));
    assert_int_equal(count, 1);
    assert_true(lineup_find(lineup, bare, "water", &place));
    assert_string_equal(lineup_group_name(lineup, place.group), "no tag");
    assert_false(lineup_find(lineup, 999, NULL, &place));
    lineup_close(lineup);
  }
  shelf_release(&shelf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pages_make_the_whole_list_both_ways),
      cmocka_unit_test(long_lanes_of_briefs_have_the_order_of_short_ones),
      cmocka_unit_test(groups_have_what_the_annotations_say),
      cmocka_unit_test(a_brief_is_in_the_order_of_its_text),
      cmocka_unit_test(only_what_passes_is_listed),
      cmocka_unit_test(more_than_a_few_are_counted_when_there_is_time),
      cmocka_unit_test(briefs_that_do_not_pass_are_not_walked_past_where_few_do),
      cmocka_unit_test(an_annotation_is_found_in_the_group_that_is_wanted),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
