// SPDX-License-Identifier: MIT
// Pages of the list: put together they are the whole list, in every order and both ways, whatever
// the size of a page and whatever was changed before.
#include "support/check.h"
#include "support/shelf.h"

#include "library/inside.h"
#include "library/repair.h"
#include "library/roster.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

enum { BRIEFS = 40 };

static int64_t add(Shelf *shelf, unsigned i) {
  static const char *const authors[] = {NULL, "Ada Byron", "carl Gauss", "Émile Zola"};
  char path[32], date[16], title[32], text[80];
  BriefMetadata metadata = {.author = authors[i % 4], .series = i % 3 ? "Papers" : NULL};
  BriefAdded added;
  Error err = {0};
  snprintf(path, sizeof path, "/made/%u.txt", i);
  snprintf(date, sizeof date, i % 6 < 3 ? "20%02u" : "20%02u-%02u", 10 + i % 5, 1 + i % 12);
  snprintf(title, sizeof title, i % 2 ? "Report %u" : "report %u", i * 7 % 20);
  snprintf(text, sizeof text, "This is the text of brief number %u.\n", i);
  if (i % 5) metadata.date = date;
  if (i % 8) metadata.title = title;
  check_ok(brief_add(shelf->library, slice_of(text), path, &metadata, &added, &err), &err);
  return added.key;
}

static Shelf filled(int64_t keys[BRIEFS]) {
  Shelf shelf = shelf_new();
  Error err = {0};
  for (unsigned i = 0; i < BRIEFS; i++) {
    keys[i] = add(&shelf, i);
    for (unsigned k = 0; k < i % 4; k++) shelf_annotate(&shelf, keys[i], k, k + 4, NULL, NULL);
    if (i % 3 == 0) check_ok(brief_set_place(shelf.library, keys[i], i % 30, &err), &err);
    if (i % 7 == 0) check_ok(brief_set_read(shelf.library, keys[i], true, &err), &err);
  }
  return shelf;
}

static BriefList read_page(Shelf *shelf, const Roster *roster, int64_t from, RosterWay way,
                           uint32_t most) {
  BriefList page;
  Error err = {0};
  check_ok(roster_read(shelf->library, roster, from, way, most, &page, &err), &err);
  return page;
}

// ---- The order, told another way

static int by_number(int64_t a, int64_t b) {
  return (a > b) - (a < b);
}

static int by_known(const char *a, const char *b) {
  if (!a[0] || !b[0]) return (b[0] != 0) - (a[0] != 0);
  return strcasecmp(a, b);
}

static int64_t percent(const Brief *brief) {
  return brief->read ? 101 : brief->place_cp * 100 / brief->length_cp;
}

static int compare(const Brief *a, const Brief *b, RosterOrder order) {
  switch (order) {
  case ROSTER_BY_DATE:
    return !a->date[0] || !b->date[0] ? by_known(a->date, b->date) : strcmp(b->date, a->date);
  case ROSTER_BY_AUTHOR: return by_known(a->author, b->author);
  case ROSTER_BY_SERIES: return by_known(a->series, b->series);
  case ROSTER_BY_READ: return by_number(percent(a), percent(b));
  case ROSTER_BY_ANNOTATIONS: return by_number(b->annotations, a->annotations);
  case ROSTER_BY_ADDED: return by_number(b->added, a->added);
  case ROSTER_BY_TITLE:
  case ROSTER_ORDER_COUNT: break;
  }
  return strcasecmp(a->title, b->title);
}

// What stands in the list as it should, by pairs; equal ones by title, then by key.
static void expect_order(const BriefList *list, RosterOrder order, bool reversed) {
  for (uint32_t i = 1; i < list->count; i++) {
    const Brief *a = &list->items[i - 1], *b = &list->items[i];
    int found = compare(a, b, order);
    if (!found) found = strcasecmp(a->title, b->title);
    if (!found) found = by_number(a->key, b->key);
    assert_true(reversed ? found > 0 : found < 0);
  }
}

static void every_order_is_that_of_its_column_and_both_ways(void **state) {
  (void)state;
  int64_t keys[BRIEFS];
  Shelf shelf = filled(keys);
  for (RosterOrder order = 0; order < ROSTER_ORDER_COUNT; order++) {
    for (int reversed = 0; reversed < 2; reversed++) {
      Roster roster = {.order = order, .reversed = reversed};
      BriefList list = read_page(&shelf, &roster, 0, ROSTER_ON, 1000);
      assert_int_equal(list.count, BRIEFS);
      expect_order(&list, order, reversed);
      brief_release_list(&list);
    }
  }
  shelf_release(&shelf);
}

static void briefs_are_put_into_the_order_of_the_list(void **state) {
  (void)state;
  int64_t keys[BRIEFS];
  Shelf shelf = filled(keys);
  for (RosterOrder order = 0; order < ROSTER_ORDER_COUNT; order++) {
    Error err = {0};
    BriefList briefs, listed = read_page(&shelf, &(Roster){.order = order}, 0, ROSTER_ON, 1000);
    check_ok(brief_list(shelf.library, &briefs, &err), &err);
    check_ok(roster_sort(shelf.library, order, &briefs, &err), &err);
    assert_int_equal(briefs.count, listed.count);
    for (uint32_t i = 0; i < briefs.count; i++)
      assert_int_equal(briefs.items[i].key, listed.items[i].key);
    brief_release_list(&briefs);
    brief_release_list(&listed);
    assert_int_equal(roster_find_order(slice_of(roster_order_name(order))), order);
  }
  assert_int_equal(roster_find_order(SLICE("dates")), ROSTER_ORDER_COUNT);
  shelf_release(&shelf);
}

// ---- Pages

// Walks from one end to the other in pages of a size; each has to be that part of the whole.
static void walk(Shelf *shelf, const Roster *roster, const BriefList *all, RosterWay way,
                 uint32_t size) {
  uint32_t seen = 0;
  int64_t from = 0;
  for (;;) {
    // On a way on, a page begins with the brief that it goes on from.
    uint32_t again = from && way == ROSTER_ON;
    BriefList page = read_page(shelf, roster, from, way, size + again);
    for (uint32_t i = again; i < page.count; i++, seen++) {
      uint32_t at = way != ROSTER_BACK ? seen : all->count - 1 - seen;
      assert_int_equal(page.items[i].key, all->items[at].key);
      assert_string_equal(page.items[i].title, all->items[at].title);
    }
    bool more = page.count == size + again;
    if (more) from = page.items[page.count - 1].key;
    brief_release_list(&page);
    if (!more) break;
  }
  assert_int_equal(seen, all->count);
}

// A sieve that lets the briefs with these keys through, along the list or as few to be sorted.
static bool has_brief(const void *context, int64_t brief, int64_t version) {
  (void)version;
  return keys_have(context, brief);
}

static void pages_put_together_are_the_list(void **state) {
  (void)state;
  int64_t keys[BRIEFS];
  Shelf shelf = filled(keys);
  Keys passing = {0};
  for (unsigned i = 0; i < BRIEFS; i += 1 + i % 3) keys_add(&passing, keys[i]);
  RosterSieve sieves[] = {{.test = {has_brief, &passing}},
                          {.test = {has_brief, &passing}, .few = &passing}};
  const RosterSieve *const ways[] = {NULL, &sieves[0], &sieves[1]};
  for (int round = 0; round < 6 * ROSTER_ORDER_COUNT; round++) {
    Roster roster = {
        .order = (RosterOrder)(round / 6), .reversed = round & 1, .sieve = ways[round / 2 % 3]};
    BriefList all = read_page(&shelf, &roster, 0, ROSTER_ON, 1000);
    assert_int_equal(all.count, roster.sieve ? passing.count : BRIEFS);
    walk(&shelf, &roster, &all, ROSTER_ON, 7);
    walk(&shelf, &roster, &all, ROSTER_BEHIND, 7);
    walk(&shelf, &roster, &all, ROSTER_BACK, 7);
    brief_release_list(&all);
  }
  keys_release(&passing);
  shelf_release(&shelf);
}

static void a_page_from_a_brief_that_does_not_pass_begins_with_the_next(void **state) {
  (void)state;
  int64_t keys[BRIEFS];
  Shelf shelf = filled(keys);
  Roster roster = {.order = ROSTER_BY_TITLE};
  Keys passing = {0};
  BriefList all = read_page(&shelf, &roster, 0, ROSTER_ON, 1000);
  for (uint32_t i = 0; i < all.count; i += 2) keys_add(&passing, all.items[i].key);
  keys_sort(&passing);
  RosterSieve sieve = {.test = {has_brief, &passing}};
  roster.sieve = &sieve;
  for (int round = 0; round < 2; round++) {
    sieve.few = round ? &passing : NULL;
    BriefList on = read_page(&shelf, &roster, all.items[5].key, ROSTER_ON, 2);
    BriefList back = read_page(&shelf, &roster, all.items[5].key, ROSTER_BACK, 2);
    assert_int_equal(on.items[0].key, all.items[6].key);
    assert_int_equal(on.items[1].key, all.items[8].key);
    assert_int_equal(back.items[0].key, all.items[4].key);
    assert_int_equal(back.items[1].key, all.items[2].key);
    brief_release_list(&on);
    brief_release_list(&back);
  }
  brief_release_list(&all);
  keys_release(&passing);
  shelf_release(&shelf);
}

static bool refuse(void *context) {
  (void)context;
  return false;
}

// A page that takes some steps is broken off when it is asked.
static void a_page_can_be_broken_off(void **state) {
  (void)state;
  int64_t keys[BRIEFS];
  Shelf shelf = filled(keys);
  Error err = {0};
  BriefList page;
  Keys none = {0};
  RosterSieve sieve = {.test = {has_brief, &none}};
  Roster roster = {.order = ROSTER_BY_TITLE, .sieve = &sieve, .go_on = refuse};
  assert_false(roster_read(shelf.library, &roster, 0, ROSTER_ON, 10, &page, &err));
  assert_int_equal(err.kind, ERROR_NONE);
  assert_int_equal(page.count, 0);
  roster.go_on = NULL;
  check_ok(roster_read(shelf.library, &roster, 0, ROSTER_ON, 10, &page, &err), &err);
  assert_int_equal(page.count, 0);
  shelf_release(&shelf);
}

// ---- What changes

static uint32_t count(Shelf *shelf) {
  uint32_t found;
  Error err = {0};
  check_ok(roster_count(shelf->library, &found, &err), &err);
  return found;
}

static void what_is_removed_leaves_the_list_and_comes_back_with_undo(void **state) {
  (void)state;
  int64_t keys[BRIEFS], change;
  Shelf shelf = filled(keys);
  Error err = {0};
  check_ok(brief_remove(shelf.library, keys[7], &change, &err), &err);
  assert_int_equal(count(&shelf), BRIEFS - 1);
  assert_false(roster_has(shelf.library, keys[7]));
  BriefList none = read_page(&shelf, &(Roster){0}, keys[7], ROSTER_ON, 5);
  assert_int_equal(none.count, 0);
  shelf_undo(&shelf);
  assert_true(roster_has(shelf.library, keys[7]));
  BriefList list = read_page(&shelf, &(Roster){0}, keys[7], ROSTER_ON, 1);
  assert_int_equal(list.items[0].annotations, 3);
  brief_release_list(&list);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void an_annotation_and_a_title_move_their_brief(void **state) {
  (void)state;
  int64_t keys[BRIEFS], change;
  Shelf shelf = filled(keys);
  Error err = {0};
  for (uint32_t i = 0; i < 5; i++) shelf_annotate(&shelf, keys[20], i, i + 5, "tag", NULL);
  BriefList list = read_page(&shelf, &(Roster){.order = ROSTER_BY_ANNOTATIONS}, 0, ROSTER_ON, 1);
  assert_int_equal(list.items[0].key, keys[20]);
  assert_int_equal(list.items[0].annotations, 5);
  brief_release_list(&list);
  check_ok(
      brief_set_metadata(shelf.library, keys[20], &(BriefMetadata){.title = "!"}, &change, &err),
      &err);
  list = read_page(&shelf, &(Roster){.order = ROSTER_BY_TITLE}, 0, ROSTER_ON, 1);
  assert_int_equal(list.items[0].key, keys[20]);
  brief_release_list(&list);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

// ---- What a row says

static void expect_listed(const Brief *listed, const Brief *brief) {
  assert_int_equal(listed->key, brief->key);
  assert_int_equal(listed->version, brief->version);
  assert_string_equal(listed->title, brief->title);
  assert_int_equal(listed->title_source, brief->title_source);
  assert_string_equal(listed->series, brief->series);
  assert_string_equal(listed->date, brief->date);
  assert_string_equal(listed->author, brief->author);
  assert_int_equal(listed->author_guessed, brief->author_guessed);
  assert_int_equal(listed->added, brief->added);
  assert_int_equal(listed->annotations, brief->annotations);
  assert_int_equal(listed->length_cp, brief->length_cp);
  assert_int_equal(listed->place_cp, brief->place_cp);
  assert_int_equal(listed->read, brief->read);
  assert_string_equal(listed->path, "");
}

// Each row says what the brief says, and the list has as many as it says.
static void expect_rows_to_be_their_briefs(Shelf *shelf) {
  Error err = {0};
  BriefList page = read_page(shelf, &(Roster){0}, 0, ROSTER_ON, 1000);
  for (uint32_t i = 0; i < page.count; i++) {
    Brief brief;
    check_ok(brief_get(shelf->library, page.items[i].key, &brief, &err), &err);
    expect_listed(&page.items[i], &brief);
    brief_release(&brief);
  }
  assert_int_equal(page.count, count(shelf));
  brief_release_list(&page);
  shelf_examine(shelf);
}

static void set(Shelf *shelf, int64_t key, BriefMetadata metadata) {
  Error err = {0};
  int64_t change;
  check_ok(brief_set_metadata(shelf->library, key, &metadata, &change, &err), &err);
  expect_rows_to_be_their_briefs(shelf);
}

static void a_row_says_what_its_brief_says_whatever_is_changed(void **state) {
  (void)state;
  int64_t keys[BRIEFS];
  Shelf shelf = filled(keys);
  Error err = {0};
  BriefAdded added;
  expect_rows_to_be_their_briefs(&shelf);
  set(&shelf, keys[3], (BriefMetadata){.title = "Given", .author = "Known", .date = "2031-04"});
  set(&shelf, keys[3], (BriefMetadata){.title = "", .author = "", .date = "", .series = "Other"});
  for (int i = 0; i < 2; i++) shelf_undo(&shelf), expect_rows_to_be_their_briefs(&shelf);
  check_ok(brief_set_place(shelf.library, keys[4], 1000000, &err), &err);
  expect_rows_to_be_their_briefs(&shelf);
  check_ok(brief_set_read(shelf.library, keys[0], false, &err), &err);
  expect_rows_to_be_their_briefs(&shelf);
  check_ok(brief_edit_text(shelf.library, keys[4], SLICE("This is it.\n"), &added, &err), &err);
  expect_rows_to_be_their_briefs(&shelf);
  shelf_undo(&shelf);
  expect_rows_to_be_their_briefs(&shelf);
  shelf_release(&shelf);
}

// Rows of one date lie side by side: the newest ones have keys that follow each other.
static void rows_lie_in_the_order_of_dates(void **state) {
  (void)state;
  int64_t keys[BRIEFS];
  Shelf shelf = filled(keys);
  set(&shelf, keys[0], (BriefMetadata){.date = "2012-06-30"});
  char *faults = shelf_query(&shelf, "SELECT count(*) FROM listed a JOIN listed b ON a.by_date < "
                                     "b.by_date AND b.by_date < 0 WHERE a.key > b.key");
  assert_string_equal(faults, "0");
  free(faults);
  shelf_release(&shelf);
}

static void stop(void *context, const char *sentence) {
  assert_non_null(strstr(sentence, "list of briefs"));
  ++*(int *)context;
}

// Whatever of the list is wrong.
static void the_examination_sees_a_wrong_list_and_the_repair_mends_it(void **state) {
  (void)state;
  static const char *const faults[] = {
      "UPDATE listed SET by_annotations = -9 WHERE brief = (SELECT max(brief) FROM listed) "
      "RETURNING 1",
      "UPDATE listed SET place = place + 1 WHERE brief = (SELECT max(brief) FROM listed) RETURNING "
      "1",
      "UPDATE listed SET key = 7 WHERE brief = (SELECT max(brief) FROM listed) RETURNING 1",
      "UPDATE listed_count SET briefs = 3 RETURNING 1", "DELETE FROM listed_count RETURNING 1"};
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
    int64_t keys[BRIEFS];
    int said = 0;
    Shelf shelf = filled(keys);
    Error err = {0};
    free(shelf_query(&shelf, faults[i]));
    assert_false(library_examine(shelf.library, stop, &said, &err));
    assert_int_equal(said, 1);
    Repair repair;
    err = (Error){0};
    check_ok(repair_library(shelf.path, stop, stop, &said, &repair, &err), &err);
    assert_int_equal(repair.outcome, REPAIR_MENDED);
    repair_release(&repair);
    shelf_reopen(&shelf);
    expect_rows_to_be_their_briefs(&shelf);
    shelf_release(&shelf);
  }
}

static void titles_are_found_by_a_part_without_accents(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Buffer titles = {0};
  shelf_add(&shelf, "cafe.txt", "Café Économie\n\nA text about a house.\n");
  shelf_add(&shelf, "rail.txt", "Rail Policy\n\nA text about a train.\n");
  roster_add_titles(shelf.library, "economie", 8, &titles);
  assert_string_equal(titles.ptr, "Café Économie");
  assert_int_equal(titles.len, strlen("Café Économie") + 1);
  buffer_release(&titles);
  shelf_release(&shelf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_order_is_that_of_its_column_and_both_ways),
      cmocka_unit_test(briefs_are_put_into_the_order_of_the_list),
      cmocka_unit_test(pages_put_together_are_the_list),
      cmocka_unit_test(a_page_from_a_brief_that_does_not_pass_begins_with_the_next),
      cmocka_unit_test(a_page_can_be_broken_off),
      cmocka_unit_test(what_is_removed_leaves_the_list_and_comes_back_with_undo),
      cmocka_unit_test(an_annotation_and_a_title_move_their_brief),
      cmocka_unit_test(a_row_says_what_its_brief_says_whatever_is_changed),
      cmocka_unit_test(rows_lie_in_the_order_of_dates),
      cmocka_unit_test(the_examination_sees_a_wrong_list_and_the_repair_mends_it),
      cmocka_unit_test(titles_are_found_by_a_part_without_accents),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
