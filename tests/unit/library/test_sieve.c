// SPDX-License-Identifier: MIT
// What passes a sieve is what the query finds, whether parts of it stay open or not, along the list
// or sorted, and also when the work was broken off again and again.
#include "support/check.h"
#include "support/shelf.h"

#include "library/query.h"
#include "library/sieve.h"

#include <stdio.h>
#include <stdlib.h>

enum { BRIEFS = 40 };

static const char *const queries[] = {"re",
                                      "re ",
                                      "report",
                                      "report ",
                                      "rare",
                                      "\"the report of\"",

                                      "title:pa",
                                      "title:report",
                                      "series:pap",
                                      "author:ad",
                                      "author:byron report",
                                      "rare or title:paper",
                                      "rare ru",
                                      "not report ",
                                      "not re",
                                      "re not rare",
                                      "report (rare or author:zola)",
                                      "tag:solar",
                                      "re tag:solar",
                                      "not (tag:solar or rare)",
                                      "date:2011..2013",
                                      "re date:2012",
                                      "read:yes",
                                      "report overlapping tag:solar",
                                      "re (report overlapping tag:solar)",
                                      "nowhere",
                                      "nowhere or re",
                                      "not nowhere re",
                                      "zola or rep",
                                      "not ad",
                                      "not (not ad)",
                                      "not (ad or rare)",
                                      "re not author:zo",
                                      "title:pap not author:ad",
                                      "series:pap not date:2012",
                                      "not (series:pap read:yes)",
                                      "date:2011 or read:started",
                                      "has:annotation not has:series",
                                      "has:date has:title title:=\"Report 7\"",
                                      "series:=Papers author:=\"carl Gauss\"",
                                      "date:=2013 added:>2000",
                                      "not (rep overlapping tag:solar)",
                                      "has:a",
                                      "not has:a",
                                      "date:2012 or read:yes or tag:solar",
                                      "not (date:2012 read:no) or rare",
                                      "rep or not (date:2012 read:no)",
                                      "not report",
                                      "has:tag",
                                      "not has:tag",
                                      "tag:=solar",
                                      "tag:=energy/",
                                      "tag:energy",
                                      "not tag:energy has:annotation",
                                      "has:comment",
                                      "not has:comment has:annotation",
                                      "comment:remark",
                                      "comment:rem*",
                                      "comment:\"a remark\" or quote:\"the text\"",
                                      "quote:th",
                                      "quote:repo* not comment:remark",
                                      "colour:red",
                                      "not colour:red",
                                      "colour:yellow or colour:red",
                                      "state:same",
                                      "state:orphan",
                                      "state:review or state:moved",
                                      "by:ana",
                                      "not by:an*",
                                      "made:>2000",
                                      "made:2001",
                                      "path:made",
                                      "path:/1",
                                      "url:example.org",
                                      "not has:url",
                                      "lang:en",
                                      "not lang:de",
                                      "has:footnote",
                                      "not has:footnote",
                                      "brief:/made/7.txt",
                                      "brief:\"report 7\"",
                                      "has:title has:series",
                                      "has:author not has:date",
                                      "tag:solar colour:red by:ana comment:remark",
                                      "colour:red by:ana has:comment date:2011 state:same"};

static int64_t add(Shelf *shelf, unsigned i) {
  static const char *const authors[] = {NULL, "Ada Byron", "carl Gauss", "Émile Zola"};
  char path[32], date[16], title[32];
  Buffer text = {0};
  BriefMetadata metadata = {.title = title,
                            .date = date,
                            .author = authors[i % 4],
                            .series = i % 3 ? "Papers" : NULL,
                            .url = i % 6 == 1 ? "https://example.org/a" : NULL};
  BriefAdded added;
  Error err = {0};
  snprintf(path, sizeof path, "/made/%u.txt", i);
  snprintf(date, sizeof date, "20%02u", 10 + i % 5);
  snprintf(title, sizeof title, i % 2 ? "Report %u" : "Paper %u", i * 7 % 20);
  buffer_printf(&text, "This is the %s of number %u.%s%s\n", i % 5 ? "report" : "text", i,
                i % 9 ? " Rural roads." : " It is rare.",
                i % 8 == 3 ? " As said.[1]\n\n[1] There and then." : "");
  check_ok(brief_add(shelf->library, buffer_slice(&text), path, &metadata, &added, &err), &err);
  buffer_release(&text);
  if (i % 4 == 0) shelf_annotate(shelf, added.key, 12, 18, "solar", NULL);
  if (i % 3 == 0) shelf_annotate(shelf, added.key, 5, 15, NULL, i % 2 ? "A remark." : NULL);
  if (i % 10 == 1) shelf_annotate(shelf, added.key, 0, 7, "energy/oil", "Of the past.");
  if (i % 10 == 2)
    shelf_delete(shelf, shelf_annotate(shelf, added.key, 0, 7, "energy", "Gone.").key);
  if (i % 7 == 0) check_ok(brief_set_read(shelf->library, added.key, true, &err), &err);
  return added.key;
}

static int set_up(void **state) {
  Shelf *shelf = memory_new(1, sizeof *shelf);
  *shelf = shelf_new();
  for (unsigned i = 0; i < BRIEFS; i++) add(shelf, i);
  free(
      shelf_query(shelf, "UPDATE annotation SET colour = 'red', \"by\" = 'ana' WHERE key % 3 = 0"));
  free(shelf_query(shelf, "UPDATE anchor SET state = 'moved', review = 1 WHERE key % 4 = 0"));
  free(shelf_query(shelf, "UPDATE version SET language = 'de-AT' WHERE key % 5 = 0"));
  *state = shelf;
  return 0;
}

static int tear_down(void **state) {
  Shelf *shelf = *state;
  shelf_release(shelf);
  free(shelf);
  return 0;
}

static Sieve *sieve_of(Shelf *shelf, const char *typed, uint32_t open_from, uint32_t few) {
  Query query;
  Error err = {0};
  query_parse(&query, slice_of(typed), QUERY_TYPING, &err);
  Sieve *sieve = sieve_open(shelf->library, &query);
  if (!sieve) fail_msg("'%s' holds for everything: %s", typed, query.fault.message);
  assert_null(query.arena);
  sieve_set_limits(sieve, open_from, few);
  return sieve;
}

static Keys found_by_query(Shelf *shelf, const char *typed) {
  Query query;
  Keys keys;
  Error err = {0};
  query_parse(&query, slice_of(typed), QUERY_TYPING, &err);
  check_ok(query_find_briefs(shelf->library, &query, &keys, &err), &err);
  query_release(&query);
  return keys;
}

static Keys found_by_page(Shelf *shelf, const Sieve *sieve) {
  Keys keys = {0};
  Error err = {0};
  BriefList page;
  Roster roster = {.order = ROSTER_BY_TITLE, .sieve = sieve_roster(sieve)};
  check_ok(roster_read(shelf->library, &roster, 0, ROSTER_ON, 1000, &page, &err), &err);
  for (uint32_t i = 0; i < page.count; i++) keys_add(&keys, page.items[i].key);
  keys_sort(&keys);
  assert_int_equal(keys.count, page.count);
  brief_release_list(&page);
  return keys;
}

static void expect_same(Shelf *shelf, const char *typed, const Sieve *sieve) {
  Keys wanted = found_by_query(shelf, typed), got = found_by_page(shelf, sieve);
  BriefList all;
  Error err = {0};
  uint32_t count;
  if (wanted.count != got.count)
    fail_msg("'%s' lets %u through, not %u", typed, got.count, wanted.count);
  check_ok(brief_list(shelf->library, &all, &err), &err);
  for (uint32_t i = 0; i < all.count; i++)
    assert_int_equal(sieve_passes(sieve, all.items[i].key), keys_have(&wanted, all.items[i].key));
  if (sieve_count(sieve, &count)) assert_int_equal(count, wanted.count);
  brief_release_list(&all);
  keys_release(&wanted);
  keys_release(&got);
}

static Keys found_of_briefs(Shelf *shelf, const char *typed) {
  Query query;
  Keys keys = {0};
  BriefList page;
  Error err = {0};
  query_parse(&query, slice_of(typed), QUERY_TYPING, &err);
  check_ok(query_briefs(shelf->library, &query, NULL, 1000, &page, &err), &err);
  for (uint32_t i = 0; i < page.count; i++) keys_add(&keys, page.items[i].key);
  keys_sort(&keys);
  brief_release_list(&page);
  query_release(&query);
  return keys;
}

// Most tests have an SQL for each of both.
static void rows_of_the_list_pass_as_their_briefs_do(void **state) {
  Shelf *shelf = *state;
  for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
    Keys of_rows = found_by_query(shelf, queries[i]),
         of_briefs = found_of_briefs(shelf, queries[i]);
    if (of_rows.count != of_briefs.count)
      fail_msg("'%s' lets %u rows through, %u briefs", queries[i], of_rows.count, of_briefs.count);
    for (uint32_t at = 0; at < of_rows.count; at++)
      assert_true(keys_have(&of_briefs, of_rows.items[at]));
    keys_release(&of_rows);
    keys_release(&of_briefs);
  }
}

static void what_passes_is_what_the_query_finds(void **state) {
  Shelf *shelf = *state;
  static const struct {
    uint32_t open_from, few;
  } limits[] = {{1000, 400}, {1000, 0}, {0, 400}, {0, 0}};
  for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
    for (size_t at = 0; at < sizeof limits / sizeof *limits; at++) {
      Error err = {0};
      Sieve *sieve = sieve_of(shelf, queries[i], limits[at].open_from, limits[at].few);
      assert_int_equal(sieve_work(sieve, NULL, NULL, &err), SIEVE_READY);
      expect_same(shelf, queries[i], sieve);
      sieve_close(sieve);
    }
  }
}

static void a_beginning_that_many_have_is_not_counted(void **state) {
  Shelf *shelf = *state;
  Error err = {0};
  uint32_t count;
  Sieve *sieve = sieve_of(shelf, "re", 0, 0);
  assert_int_equal(sieve_work(sieve, NULL, NULL, &err), SIEVE_READY);
  assert_false(sieve_count(sieve, &count));
  sieve_close(sieve);
  sieve = sieve_of(shelf, "report ", 0, 0); // a word is
  assert_int_equal(sieve_work(sieve, NULL, NULL, &err), SIEVE_READY);
  assert_true(sieve_count(sieve, &count));
  sieve_close(sieve);
}

static void a_tag_that_many_have_is_counted_where_the_library_is_small(void **state) {
  Shelf *shelf = *state;
  Error err = {0};
  uint32_t count;
  Sieve *sieve = sieve_of(shelf, "tag:solar", 0, 0);
  assert_int_equal(sieve_work(sieve, NULL, NULL, &err), SIEVE_READY);
  assert_false(sieve_count(sieve, &count));
  sieve_close(sieve);
  sieve = sieve_of(shelf, "tag:solar", 1000, 0);
  assert_int_equal(sieve_work(sieve, NULL, NULL, &err), SIEVE_READY);
  assert_true(sieve_count(sieve, &count));
  assert_int_equal(count, 10);
  sieve_close(sieve);
}

// Says no at one question, and yes at all before.
static bool yes_until(void *context) {
  uint32_t *left = context;
  return (*left)-- > 0;
}

static void work_that_is_broken_off_goes_on(void **state) {
  Shelf *shelf = *state;
  for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
    Error err = {0};
    Sieve *sieve = sieve_of(shelf, queries[i], 0, 40);
    uint32_t pieces = 0;
    for (uint32_t most = 0;; most += 1 + most / 8, pieces++) {
      uint32_t left = most;
      SieveState work = sieve_work(sieve, yes_until, &left, &err);
      assert_int_not_equal(work, SIEVE_FAILED);
      if (work == SIEVE_READY) break;
    }
    expect_same(shelf, queries[i], sieve);
    sieve_close(sieve);
  }
}

static Sieve *worked(Shelf *shelf, const char *typed, uint32_t open_from, const Sieve *older) {
  Error err = {0};
  Sieve *sieve = sieve_of(shelf, typed, open_from, 40);
  sieve_learn(sieve, older);
  assert_int_equal(sieve_work(sieve, NULL, NULL, &err), SIEVE_READY);
  return sieve;
}

static void what_a_sieve_learns_is_what_it_would_find(void **state) {
  Shelf *shelf = *state;
  enum { COUNT = sizeof queries / sizeof *queries };
  for (size_t i = 0; i < COUNT; i++) {
    Sieve *older = worked(shelf, queries[i], i % 2 ? 1000 : 0, NULL);
    for (size_t k = i % 3; k < COUNT; k += 3) {
      Sieve *newer = worked(shelf, queries[k], i % 2 ? 1000 : 0, older);
      expect_same(shelf, queries[k], newer);
      sieve_close(newer);
    }
    sieve_close(older);
  }
}

static bool never(void *context) {
  (void)context;
  return false;
}

// A part that is known needs no work; what was found before a change is not known.
static void nothing_is_learnt_of_a_library_that_has_changed(void **state) {
  Shelf *shelf = *state;
  Error err = {0};
  Sieve *older = worked(shelf, "rur", 0, NULL), *newer = sieve_of(shelf, "rur", 0, 40);
  assert_int_equal(sieve_work(newer, never, NULL, &err), SIEVE_BROKEN_OFF);
  sieve_close(newer);
  newer = sieve_of(shelf, "rur", 0, 40);
  sieve_learn(newer, NULL);
  sieve_learn(newer, older);
  assert_int_equal(sieve_work(newer, never, NULL, &err), SIEVE_READY);
  sieve_close(newer);
  int64_t key = add(shelf, BRIEFS), change;
  newer = worked(shelf, "rur", 0, older);
  assert_true(sieve_passes(newer, key));
  expect_same(shelf, "rur", newer);
  check_ok(brief_remove(shelf->library, key, &change, &err), &err);
  sieve_close(newer);
  sieve_close(older);
}

// What is an edition of a brief here is a brief of its own there: both show the same version.
static void both_briefs_of_one_text_pass(void **state) {
  (void)state;
  Shelf shelf = shelf_new(), other = shelf_new();
  shelf_add(&shelf, "one.txt", "Roads and rivers are not what they were in the old times.\n");
  shelf_add(&shelf, "one.txt", "Roads and rivers are not what they were in the new times.\n");
  shelf_add(&other, "new.txt", "Roads and rivers are not what they were in the new times.\n");
  shelf_merge(&shelf, &other);
  assert_int_equal(shelf_count_briefs(&shelf), 2);
  Sieve *sieve = worked(&shelf, "rivers", 1000, NULL);
  expect_same(&shelf, "rivers", sieve);
  sieve_close(sieve);
  shelf_release(&other);
  shelf_release(&shelf);
}

// Of such a pair the second has a title, an author and a tag, and the first was read.
static Shelf pair_of_one_text(void) {
  static const char text[] = "Roads and rivers are not what they were in the new times.\n";
  const BriefMetadata metadata = {.title = "Brooks and ponds", .author = "Ann Lee"};
  Error err = {0};
  int64_t change;
  Shelf shelf = shelf_new(), other = shelf_new();
  shelf_add(&shelf, "one.txt", "Roads and rivers are not what they were in the old times.\n");
  int64_t one = shelf_add(&shelf, "one.txt", text), two = shelf_add(&other, "new.txt", text);
  shelf_annotate(&other, two, 10, 16, "solar", NULL);
  check_ok(brief_set_metadata(other.library, two, &metadata, &change, &err), &err);
  check_ok(brief_set_read(shelf.library, one, true, &err), &err);
  shelf_merge(&shelf, &other);
  shelf_release(&other);
  return shelf;
}

static void of_two_briefs_of_one_text_each_passes_by_itself(void **state) {
  (void)state;
  static const struct {
    const char *typed;
    uint32_t count;
  } asked[] = {{"rivers", 2},
               {"has:tag", 1},
               {"not has:tag", 1},
               {"tag:solar read:no", 1},
               {"tag:solar read:yes", 0},
               {"not (rivers overlapping tag:solar)", 1},
               {"rivers not read:yes", 1},
               {"title:brooks", 1},
               {"not title:broo*", 1},
               {"ponds or has:tag", 1},
               {"not ponds", 1},
               {"author:\"ann lee\" read:yes", 0}};
  static const uint32_t limits[][2] = {{1000, 400}, {1000, 0}, {0, 400}, {0, 0}};
  Shelf shelf = pair_of_one_text();
  for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
    Keys found = found_by_query(&shelf, asked[i].typed);
    Sieve *older = NULL;
    if (found.count != asked[i].count)
      fail_msg("'%s' finds %u, not %u", asked[i].typed, found.count, asked[i].count);
    keys_release(&found);
    for (size_t at = 0; at < sizeof limits / sizeof *limits; at++) {
      Error err = {0};
      Sieve *sieve = sieve_of(&shelf, asked[i].typed, limits[at][0], limits[at][1]);
      sieve_learn(sieve, older);
      assert_int_equal(sieve_work(sieve, NULL, NULL, &err), SIEVE_READY);
      expect_same(&shelf, asked[i].typed, sieve);
      sieve_close(older);
      older = sieve;
    }
    sieve_close(older);
  }
  shelf_release(&shelf);
}

// It would be a set of 2^60 versions.
static void a_version_of_a_key_far_away_is_left_out(void **state) {
  Shelf *shelf = *state;
  free(shelf_query(shelf,
                   "INSERT INTO version SELECT 1 << 60, brief, printf('%064d', 1), bytes_hash,"
                   " length, path, added, title, title_source, series, author,"
                   " author_guessed, date, url, language, longest FROM version LIMIT 1"));
  Sieve *sieve = worked(shelf, "rur", 0, NULL);
  expect_same(shelf, "rur", sieve);
  sieve_close(sieve);
  free(shelf_query(shelf, "DELETE FROM version WHERE key = 1 << 60"));
}

static void a_query_that_holds_for_everything_needs_no_sieve(void **state) {
  Shelf *shelf = *state;
  Query query;
  Error err = {0};
  query_parse(&query, SLICE(" tag: "), QUERY_TYPING, &err);
  assert_null(sieve_open(shelf->library, &query));
  sieve_close(NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rows_of_the_list_pass_as_their_briefs_do),
      cmocka_unit_test(what_passes_is_what_the_query_finds),
      cmocka_unit_test(a_beginning_that_many_have_is_not_counted),
      cmocka_unit_test(a_tag_that_many_have_is_counted_where_the_library_is_small),
      cmocka_unit_test(work_that_is_broken_off_goes_on),
      cmocka_unit_test(what_a_sieve_learns_is_what_it_would_find),
      cmocka_unit_test(nothing_is_learnt_of_a_library_that_has_changed),
      cmocka_unit_test(both_briefs_of_one_text_pass),
      cmocka_unit_test(of_two_briefs_of_one_text_each_passes_by_itself),
      cmocka_unit_test(a_version_of_a_key_far_away_is_left_out),
      cmocka_unit_test(a_query_that_holds_for_everything_needs_no_sieve),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
