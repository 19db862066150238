// SPDX-License-Identifier: MIT
// Briefs from the command line: adding, listing, showing, removing, and finding words in them.
#include "support/check.h"
#include "support/desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// ---- Briefs

static void a_folder_is_added_and_the_same_again_is_there_already(void **state) {
  const Desk *desk = *state;
  desk_check_lines(DESK_TAKE(desk, "add", "data/briefs"), 5);
  char *again = DESK_TAKE(desk, "add", "data/briefs");
  assert_int_equal(desk_count_lines(again), 5);
  assert_true(strstr(again, "already there"));
  assert_false(strstr(again, "added"));
  free(again);
  desk_check_lines(DESK_TAKE(desk, "list"), 5);
}

static void a_title_for_what_is_there_already_is_not_ignored_silently(void **state) {
  const Desk *desk = *state;
  free(DESK_TAKE(desk, "add", "data/briefs/night-trains.txt"));
  DESK_EXPECT(
      desk, 0,
      "postil: already there: 'data/briefs/night-trains.txt'; 'postil meta' changes its title\n",
      NULL, "add", "--title", "Other", "data/briefs/night-trains.txt");
  DESK_EXPECT(desk, 0, "'postil meta' changes its date", NULL, "add", "--date", "2026",
              "data/briefs/night-trains.txt");
  DESK_EXPECT(desk, 0, "", NULL, "add", "data/briefs/night-trains.txt");
}

static void listings_are_exact_or_safe_as_one_asks(void **state) {
  const Desk *desk = *state;
  free(DESK_TAKE(desk, "add", "--title", "A\xe2\x80\xae\tB", "data/briefs/night-trains.txt"));
  static const char *const listings[] = {"list", "history"};
  for (size_t i = 0; i < sizeof listings / sizeof *listings; i++) {
    char *exact = DESK_TAKE(desk, listings[i]), *safe = DESK_TAKE(desk, listings[i], "--safe");
    assert_true(strstr(exact, "A\xe2\x80\xae B"));
    assert_true(strstr(safe, "A‹202E›"));
    free(exact);
    free(safe);
    DESK_EXPECT(desk, 64, "cannot print both --raw and --safe", "", listings[i], "--raw", "--safe");
  }
}

static void every_path_is_tried_and_the_first_failure_counts(void **state) {
  const Desk *desk = *state;
  check_write(desk->home, "picture.txt", slice_make("\x89PNG\0\0\0\0\r\n", 10));
  char *picture = desk_path(desk, "picture.txt");
  Program program =
      program_run(desk->home, "",
                  (const char *const[]){"--library", desk->library, "add", "no/such.txt", picture,
                                        "data/briefs/night-trains.txt", NULL});
  program_check(&program, 66, "no/such.txt");
  assert_true(strstr(program.err, "picture.txt"));
  assert_int_equal(desk_count_lines(program.out), 1);
  program_release(&program);
  desk_check_lines(DESK_TAKE(desk, "list"), 1);
  free(picture);
}

static void a_folder_without_files_says_so(void **state) {
  const Desk *desk = *state;
  char *empty = desk_path(desk, "empty");
  assert_int_equal(mkdir(empty, 0700), 0);
  DESK_EXPECT(desk, 1, "there is no file in it", "", "add", empty);
  free(empty);
}

static void a_changed_file_becomes_a_new_version_that_keeps_the_annotations(void **state) {
  const Desk *desk = *state;
  char *path = desk_path(desk, "twins.txt");
  check_write(desk->home, "twins.txt", slice_of(desk_twins));
  DESK_EXPECT(desk, 0, "", NULL, "add", path);
  DESK_EXPECT(desk, 0, "", NULL, "annotate", path, "--quote", "Team Beta");
  check_write(desk->home, "twins.txt", SLICE("Twins\n\nTeam Gamma met, and it rained.\n"));
  DESK_EXPECT(desk, 0, "is a new version: 1 annotation was carried over", NULL, "add", path);
  desk_check_lines(DESK_TAKE(desk, "list"), 1);
  char *exported = DESK_TAKE(desk, "export", "--format", "csv");
  assert_true(strstr(exported, "Team Beta"));
  free(exported);
  free(path);
}

static void a_brief_comes_from_standard_input(void **state) {
  const Desk *desk = *state;
  desk_expect(program_run(desk->home, desk_twins,
                          (const char *const[]){"--library", desk->library, "add", "-", "--title",
                                                "From a pipe", NULL}),
              0, "", NULL);
  char *listed = DESK_TAKE(desk, "list", "--json");
  assert_true(strstr(listed, "\"title\":\"From a pipe\",\"title_source\":\"reader\""));
  assert_true(strstr(listed, "\"path\":null"));
  free(listed);
}

static void metadata_of_the_reader_overrules_the_files(void **state) {
  const Desk *desk = *state;
  free(DESK_TAKE(desk, "add", "data/briefs/ports-before-plants.txt"));
  DESK_EXPECT(desk, 0, "", "", "meta", "Ports Before", "--author", "Ada Lund; Bo Falk", "--date",
              "2026-03");
  char *listed = DESK_TAKE(desk, "list", "--json");
  assert_true(strstr(listed, "\"date\":\"2026-03\",\"authors\":[\"Ada Lund\",\"Bo Falk\"]"));
  assert_true(strstr(listed, "\"series\":\"Policy Briefs\""));
  free(listed);
  DESK_EXPECT(desk, 64, "date", "", "meta", "Ports Before", "--date", "last spring");
  DESK_EXPECT(desk, 1, "", "", "list", "read:yes");
  DESK_EXPECT(desk, 0, "", "", "meta", "Ports Before", "--read", "yes");
  desk_check_lines(DESK_TAKE(desk, "list", "read:yes"), 1);
  DESK_EXPECT(desk, 0, "", "", "meta", "Ports Before", "--read=no");
  DESK_EXPECT(desk, 1, "", "", "list", "read:yes");
  DESK_EXPECT(desk, 64, "yes or no", "", "meta", "Ports Before", "--read", "often");
}

// The titles as they are listed, each with a blank behind it.
static void expect_titles(char *listed, const char *wanted) {
  Buffer titles = {0};
  for (const char *line = listed; *line; line = strchr(line, '\n') + 1) {
    const char *end = strchr(line, '\n'), *title = end;
    while (title[-1] != '\t') title--;
    buffer_add(&titles, slice_make(title, (size_t)(end - title)));
    buffer_add_byte(&titles, ' ');
  }
  assert_string_equal(titles.ptr, wanted);
  buffer_release(&titles);
  free(listed);
}

static void a_list_is_sorted_as_on_the_screen(void **state) {
  const Desk *desk = *state;
  static const char *const briefs[][3] = {
      {"alpha", "Zoe", "2020"}, {"Beta", "adam", "2022-05"}, {"gamma", "Mia", "2021"}};
  static const char *const orders[][2] = {
      {"date", "Beta gamma alpha "},   {"title", "alpha Beta gamma "},
      {"author", "Beta gamma alpha "}, {"series", "alpha Beta gamma "},
      {"read", "alpha gamma Beta "},   {"annotations", "gamma alpha Beta "}};
  for (int i = 0; i < 3; i++) {
    char name[16], text[40];
    snprintf(name, sizeof name, "%d.txt", i);
    snprintf(text, sizeof text, "This is the text number %d.\n", i);
    check_write(desk->home, name, slice_of(text));
    char *path = desk_path(desk, name);
    free(DESK_TAKE(desk, "add", "--title", briefs[i][0], "--author", briefs[i][1], "--date",
                   briefs[i][2], path));
    free(path);
  }
  free(DESK_TAKE(desk, "annotate", "gamma", "--whole", "--comment", "said"));
  free(DESK_TAKE(desk, "meta", "Beta", "--read", "yes"));
  expect_titles(DESK_TAKE(desk, "list"), "alpha gamma Beta ");
  expect_titles(DESK_TAKE(desk, "list", "--reverse"), "Beta gamma alpha ");
  for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
    expect_titles(DESK_TAKE(desk, "list", "--sort", orders[i][0]), orders[i][1]);
  expect_titles(DESK_TAKE(desk, "list", "--sort=title", "--reverse"), "gamma Beta alpha ");
  expect_titles(DESK_TAKE(desk, "list", "--sort=date", "date:2020..2021"), "gamma alpha ");
  DESK_EXPECT(desk, 64, "cannot sort by 'size'", "", "list", "--sort", "size");
  DESK_EXPECT(desk, 64, "for briefs", "", "list", "--annotations", "--reverse");
}

static void one_title_for_two_files_is_refused(void **state) {
  const Desk *desk = *state;
  DESK_EXPECT(desk, 64, "singly", "", "add", "--title", "T", "data/briefs/night-trains.txt",
              "data/briefs/velna-compact.txt");
  DESK_EXPECT(desk, 64, "singly", "", "add", "--title", "T", "data/briefs");
}

static void showing_a_file_adds_nothing(void **state) {
  const Desk *desk = *state;
  char *brief = check_read("data/briefs/night-trains.txt");
  char *shown = PROGRAM_TEXT(desk->home, "show", "data/briefs/night-trains.txt");
  check_text(slice_of(shown), brief);
  char *library = desk_path(desk, "postil/library.db");
  assert_int_not_equal(access(library, F_OK), 0);
  free(library);
  free(shown);
  free(brief);
}

static void a_file_is_shown_although_the_library_cannot_be_opened(void **state) {
  const Desk *desk = *state;
  check_write(desk->home, "l.db", SLICE("This is no library, but a text of some length."));
  check_write(desk->home, "a.txt", SLICE("A brief of one sentence.\n"));
  char *path = desk_path(desk, "a.txt");
  DESK_EXPECT(desk, 0, "", "A brief of one sentence.\n", "show", path);
  DESK_EXPECT(desk, 65, "l.db", "", "show", "a.txt that is not there");
  free(path);
}

static void a_file_is_shown_also_where_the_library_is_missing(void **state) {
  const Desk *desk = *state;
  char *shown = DESK_TAKE(desk, "show", "data/briefs/night-trains.txt");
  assert_true(strstr(shown, "Fifteen minutes are allowed"));
  free(shown);
  assert_int_not_equal(access(desk->library, F_OK), 0);
  DESK_EXPECT(desk, 66, "l.db", "", "show", "night-trains");
}

static void without_a_terminal_nothing_opens_and_no_escape_is_printed(void **state) {
  const Desk *desk = *state;
  char *printed = DESK_TAKE(desk, "data/briefs/velna-compact.txt");
  assert_true(strstr(printed, "Few rivers in the region"));
  assert_null(strchr(printed, '\x1b'));
  free(printed);
  assert_int_not_equal(access(desk->library, F_OK), 0);
  free(DESK_TAKE(desk, "add", "data/briefs"));
  desk_check_lines(DESK_TAKE(desk, "--json"), 5);
}

static void footnotes_say_what_ibid_means(void **state) {
  const Desk *desk = *state;
  char *notes = PROGRAM_TEXT(desk->home, "show", "--notes", "data/briefs/velna-compact.txt");
  assert_int_equal(desk_count_lines(notes), 5);
  assert_true(strstr(notes, "ii. Ibid. [i. “The Orlec Compact"));
  assert_true(strstr(notes, "iv. Ibid., p. 7. [iii. “Wells beside the river"));
  free(notes);
}

static void a_removed_brief_comes_back_with_its_annotations(void **state) {
  const Desk *desk = *state;
  free(DESK_TAKE(desk, "add", "data/briefs/night-trains.txt"));
  free(DESK_TAKE(desk, "annotate", "night-trains", "--quote", "Fifteen minutes"));
  DESK_EXPECT(desk, 0, "with its 1 annotation", "", "remove", "night-trains");
  DESK_EXPECT(desk, 0, "", "", "list");
  free(DESK_TAKE(desk, "undo"));
  char *listed = DESK_TAKE(desk, "list", "--json");
  assert_true(strstr(listed, "\"annotations\":1"));
  free(listed);
}

// ---- Finding

static void words_are_found_with_a_locator_that_opens_them(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  char *lines = DESK_TAKE(desk, "find", "team", "beta");
  assert_true(strstr(lines, "#28-32\tTeam Beta met.\n"));
  desk_check_lines(lines, 4);
  DESK_EXPECT(desk, 0, "", NULL, "find", "CAFE");
  DESK_EXPECT(desk, 1, "", "", "find", "cafe", "--accents");
  DESK_EXPECT(desk, 1, "", "", "find", "\"beta team\"");
  desk_check_lines(DESK_TAKE(desk, "find", "team*", "--limit", "2"), 2);
  lines = DESK_TAKE(desk, "find", "\"team beta\"", "--json");
  assert_true(strstr(lines, "\"before\":\"\",\"hit\":\"Team Beta\",\"after\":\" met.\""));
  free(lines);
  char *locator = DESK_TAKE(desk, "find", "beta");
  *strchr(locator, '\t') = '\0';
  DESK_EXPECT(desk, 0, "", NULL, "show", locator);
  free(locator);
}

static void comments_are_found_where_they_are_asked_for(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  free(DESK_TAKE(desk, "annotate", "Twins", "--quote", "Team Beta", "--comment", "Zeta, I think"));
  DESK_EXPECT(desk, 1, "", "", "find", "zeta", "--in", "briefs");
  desk_check_lines(DESK_TAKE(desk, "find", "zeta"), 1);
  desk_check_lines(DESK_TAKE(desk, "find", "zeta", "--in", "comments"), 1);
  DESK_EXPECT(desk, 1, "", "", "find", "beta", "--in", "comments");
  desk_check_lines(DESK_TAKE(desk, "find", "beta", "--in", "annotations"), 1);
  char *lines = DESK_TAKE(desk, "find", "zeta", "--color=always");
  assert_true(strstr(lines, "#23-32\t\x1b[1;31mZeta\x1b[m, I think\n"));
  free(lines);
}

static void the_best_come_behind_the_comments(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  free(DESK_TAKE(desk, "annotate", "Twins", "--quote", "Team Beta", "--comment", "The beta team"));
  char *lines = DESK_TAKE(desk, "find", "--best", "team");
  assert_true(strstr(strchr(lines, '\t'), "The beta team\n") < strchr(lines, '\n'));
  desk_check_lines(lines, 4);
  desk_check_lines(DESK_TAKE(desk, "find", "--in=briefs", "--best", "team"), 3);
  desk_check_lines(DESK_TAKE(desk, "find", "--best", "--limit=1", "team"), 1);
}

static void the_beginning_of_a_word_is_told_how_it_is_found(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  DESK_EXPECT(desk, 1, "no word is 'alph'; 'alph*' finds those that begin so", "", "find", "alph");
  desk_check_lines(DESK_TAKE(desk, "find", "alph*"), 2);
  DESK_EXPECT(desk, 1, "", "", "find", "zzz");
  DESK_EXPECT(desk, 1, "", "", "find", "alph", "bet");
  DESK_EXPECT(desk, 1, "", "", "find", "alph", "--in", "comments");
}

static void what_cannot_be_found_is_a_usage_error(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  DESK_EXPECT(desk, 64, "there is no letter or digit in it", "", "find", "...");
  DESK_EXPECT(desk, 64, "it is briefs, annotations or comments", "", "find", "a", "--in", "tags");
  DESK_EXPECT(desk, 64, "it is a number from 1 on", "", "find", "a", "--limit", "0");
  DESK_EXPECT(desk, 1, "", "", "find", "NEAR(", "\"", "col:x");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, desk_set_up, desk_tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(words_are_found_with_a_locator_that_opens_them),
      TEST(comments_are_found_where_they_are_asked_for),
      TEST(the_best_come_behind_the_comments),
      TEST(the_beginning_of_a_word_is_told_how_it_is_found),
      TEST(what_cannot_be_found_is_a_usage_error),
      TEST(a_folder_is_added_and_the_same_again_is_there_already),
      TEST(a_title_for_what_is_there_already_is_not_ignored_silently),
      TEST(listings_are_exact_or_safe_as_one_asks),
      TEST(every_path_is_tried_and_the_first_failure_counts),
      TEST(a_folder_without_files_says_so),
      TEST(a_changed_file_becomes_a_new_version_that_keeps_the_annotations),
      TEST(a_brief_comes_from_standard_input),
      TEST(metadata_of_the_reader_overrules_the_files),
      TEST(a_list_is_sorted_as_on_the_screen),
      TEST(one_title_for_two_files_is_refused),
      TEST(showing_a_file_adds_nothing),
      TEST(a_file_is_shown_although_the_library_cannot_be_opened),
      TEST(a_file_is_shown_also_where_the_library_is_missing),
      TEST(without_a_terminal_nothing_opens_and_no_escape_is_printed),
      TEST(footnotes_say_what_ibid_means),
      TEST(a_removed_brief_comes_back_with_its_annotations),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
