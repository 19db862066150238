// SPDX-License-Identifier: MIT
// What the screen can do to a library, the command line can do: whole briefs, marks by letter, the
// codebook's file; and what `add` would do.
#include "support/check.h"
#include "support/desk.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// ---- Whole briefs

static void a_brief_is_tagged_and_commented_as_a_whole(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  DESK_EXPECT(desk, 1, "nothing is said of the whole brief", "", "untag", "Twins", "a");
  DESK_EXPECT(desk, 0, "", "", "tag", "Twins", "urgent", "two words");
  DESK_EXPECT(desk, 0, "", "", "comment", "Twins", "on the whole");
  DESK_EXPECT(desk, 0, "", "", "untag", "Twins", "urgent");
  char *json = DESK_TAKE(desk, "list", "--annotations", "--json");
  assert_int_equal(desk_count_lines(json), 1);
  assert_non_null(strstr(json, "\"quote\":null"));
  assert_non_null(strstr(json, "\"comment\":\"on the whole\",\"tags\":[\"two words\"]"));
  free(json);
  DESK_EXPECT(desk, 0, "", NULL, "undo", "3");
  DESK_EXPECT(desk, 0, "", "", "list", "--annotations");
}

static void a_word_that_names_neither_is_told_so(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  DESK_EXPECT(desk, 66, "no annotation of that id and no brief of that name", "", "tag", "none",
              "a");
  char *second = desk_path(desk, "second.txt");
  check_write(desk->home, "second.txt", SLICE("Twins again\n\nThe dam is dry.\n"));
  free(DESK_TAKE(desk, "add", second));
  DESK_EXPECT(desk, 65, "cannot tell", "", "tag", "Twin", "a");
  free(second);
}

// ---- Marks

static void marks_are_set_listed_and_removed(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  DESK_EXPECT(desk, 0, "", "", "marks", "Twins");
  DESK_EXPECT(desk, 0, "", "", "marks", "Twins", "b", "23");
  DESK_EXPECT(desk, 0, "", "", "marks", "Twins", "a", "0");
  DESK_EXPECT(desk, 0, "", "a\t0\tTwins\nb\t23\tTeam Beta met.\n", "marks", "Twins");
  DESK_EXPECT(desk, 0, "",
              "{\"mark\":\"a\",\"position\":0,\"sentence\":\"Twins\"}\n"
              "{\"mark\":\"b\",\"position\":23,\"sentence\":\"Team Beta met.\"}\n",
              "--json", "marks", "Twins");
  DESK_EXPECT(desk, 0, "", "", "marks", "Twins", "a", "none");
  DESK_EXPECT(desk, 0, "", "b\t23\tTeam Beta met.\n", "marks", "Twins");
}

// The script's mark is the same one.
static void marks_are_those_of_scripts(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  free(
      program_text(program_run(desk->home, "open Twins\nselect 'Team Beta'\nmark q\n",
                               (const char *const[]){"--library", desk->library, "script", NULL})));
  char *marks = DESK_TAKE(desk, "marks", "Twins");
  assert_true(marks[0] == 'q');
  free(marks);
}

static void a_mark_that_cannot_be_is_wrong_use(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  DESK_EXPECT(desk, 64, "say where", "", "marks", "Twins", "a");
  DESK_EXPECT(desk, 64, "the letters a to z", "", "marks", "Twins", "A", "1");
  DESK_EXPECT(desk, 64, "the letters a to z", "", "marks", "Twins", "", "1");
  DESK_EXPECT(desk, 64, "a number of code points", "", "marks", "Twins", "a", "1x");
  DESK_EXPECT(desk, 64, "the text has", "", "marks", "Twins", "a", "5000");
  DESK_EXPECT(desk, 66, "cannot find the brief", "", "marks", "none");
}

// ---- Versions

// As `:versions` lists them on the screen; the older text can be had.
static void versions_are_listed_and_printed(void **state) {
  const Desk *desk = *state;
  char *path = desk_path(desk, "one.txt");
  static const char old[] = "On Dams\n\nThe dam is dry this year.\n";
  static const char new[] = "On Dams\n\nThe dam is dry this year. Nobody knows why.\n";
  check_write(desk->home, "one.txt", slice_of(old));
  free(DESK_TAKE(desk, "add", path));
  free(DESK_TAKE(desk, "annotate", path, "--quote", "The dam is dry"));
  char *alone = DESK_TAKE(desk, "versions", path);
  assert_int_equal(desk_count_lines(alone), 1);
  check_write(desk->home, "one.txt", slice_of(new));
  DESK_EXPECT(desk, 0, "is a new version: 1 annotation was carried over", NULL, "add", path);
  DESK_EXPECT(desk, 0, "", new, "versions", path, "1");
  DESK_EXPECT(desk, 0, "", old, "versions", path, "2");
  DESK_EXPECT(desk, 64, "the brief has 1 to 2", "", "versions", path, "3");
  DESK_EXPECT(desk, 64, "the brief has 1 to 2", "", "versions", path, "0");
  DESK_EXPECT(desk, 66, "cannot find the brief", "", "versions", "none");
  char *json = DESK_TAKE(desk, "--json", "versions", path), *second = strchr(json, '\n') + 1;
  assert_int_equal(desk_count_lines(json), 2);
  assert_non_null(strstr(json, "{\"number\":1,\"version\":"));
  assert_non_null(strstr(second, "{\"number\":2,\"version\":"));
  assert_non_null(strstr(second, "\"length\":35,\"annotations\":1}"));
  free(json);
  free(alone);
  free(path);
}

// ---- The codebook's file

static void a_codebook_goes_out_and_comes_in_elsewhere(void **state) {
  const Desk *desk = *state;
  char *file = desk_path(desk, "codes.jsonl"), *other = desk_path(desk, "other.db");
  free(DESK_TAKE(desk, "add", "data/briefs/night-trains.txt"));
  static const char *const acts[][4] = {{"add", "a \"b\"/#c"},
                                        {"colour", "a \"b\"/#c", "red"},
                                        {"memo", "a \"b\"/#c", "two\nlines"},
                                        {"alias", "a \"b\"/#c", "back\\slash"}};
  for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
    free(DESK_TAKE(desk, "tags", acts[i][0], acts[i][1], acts[i][2], acts[i][3]));
  DESK_EXPECT(desk, 0, "", "", "tags", "export", file);
  DESK_EXPECT(desk, 73, "--force replaces it", "", "tags", "export", file);
  DESK_EXPECT(desk, 0, "", "", "tags", "export", "--force", file);
  char *printed = DESK_TAKE(desk, "tags", "export", "-"), *written = check_read(file);
  assert_string_equal(printed, written);
  Desk there = {desk->home, other};
  free(DESK_TAKE(&there, "add", "data/briefs/night-trains.txt"));
  DESK_EXPECT(&there, 0, "1 tag imported, 1 of them new", "", "tags", "import", file);
  char *codebook = DESK_TAKE(&there, "tags", "--json");
  assert_non_null(strstr(codebook, "\"path\":\"a \\\"b\\\"/#c\",\"colour\":\"#ff6347\","
                                   "\"memo\":\"two\\nlines\",\"annotations\":0,"
                                   "\"aliases\":[\"back\\\\slash\"]}"));
  free(codebook);
  free(printed);
  free(written);
  free(file);
  free(other);
}

// The export of annotations has the codebook in it, with the other names, and comes in again.
static void an_export_with_other_names_of_tags_is_imported(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  char *file = desk_path(desk, "all.jsonl");
  free(DESK_TAKE(desk, "annotate", "Twins", "--quote", "Team Beta met", "--tag", "team"));
  free(DESK_TAKE(desk, "tags", "alias", "team", "crew"));
  free(DESK_TAKE(desk, "export", "--format", "jsonl", "-o", file));
  free(DESK_TAKE(desk, "tags", "unalias", "crew"));
  char *counts = DESK_TAKE(desk, "import", file), *tags = DESK_TAKE(desk, "tags", "--json");
  assert_non_null(strstr(counts, "1 same"));
  assert_non_null(strstr(tags, "\"aliases\":[\"crew\"]"));
  free(counts);
  free(tags);
  free(file);
}

static void an_import_that_leaves_annotations_out_says_how_to_learn_why(void **state) {
  const Desk *desk = *state;
  char *file = desk_path(desk, "clippings.txt");
  check_write(
      desk->home, "clippings.txt",
      SLICE("Elsewhere (Ana)\n- Your Highlight on Location 1-2 | Added on Thursday, January "
            "29, 2026 8:15:30 AM\n\ntwo thirds\n==========\n"));
  DESK_EXPECT(desk, 0, "1 annotation was not placed; --verbose says why", NULL, "import", file);
  DESK_EXPECT(desk, 0, "annotation 1: left out: no such brief\n", NULL, "import", "-v", file);
  free(file);
}

// ---- What would be added

static void a_dry_run_of_add_says_what_it_would_do_and_does_nothing(void **state) {
  const Desk *desk = *state;
  DESK_EXPECT(desk, 0, "", NULL, "add", "--dry-run", "data/briefs");
  assert_int_not_equal(access(desk->library, F_OK), 0);
  desk_add_twins(desk);
  char *before = check_read(desk->library), *path = desk_path(desk, "twins.txt");
  char *copy = desk_path(desk, "copy.txt");
  check_write(desk->home, "copy.txt", slice_of(desk_twins));
  DESK_EXPECT(desk, 0, "", NULL, "add", "--dry-run", copy);
  check_write(desk->home, "twins.txt", SLICE("Twins\n\nTeam Alpha met. Team Beta met at last.\n"));
  Program program = DESK_RUN(desk, "add", "--dry-run", path, "data/briefs/night-trains.txt",
                             "data/briefs/night-trains.txt", copy);
  program_check(&program, 0, "");
  assert_non_null(strstr(program.out, "would be renewed "));
  assert_non_null(strstr(program.out, " night-trains.txt\nalready there ")); // of the same run
  program_release(&program);
  DESK_EXPECT(desk, 1, "", "", "list", "night");
  char *after = check_read(desk->library);
  assert_string_equal(after, before);
  free(before);
  free(after);
  free(path);
  free(copy);
}

static void a_dry_run_counts_what_would_be_carried_over(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  char *path = desk_path(desk, "twins.txt");
  free(DESK_TAKE(desk, "annotate", "Twins", "--quote", "Team Beta met."));
  check_write(desk->home, "twins.txt", SLICE("Twins\n\nTeam Alpha met.\n"));
  DESK_EXPECT(desk, 0, "1 annotation would be carried over", NULL, "add", "--dry-run", path);
  DESK_EXPECT(desk, 0, "", "", "check");
  DESK_EXPECT(desk, 0, "1 annotation was carried over", NULL, "add", path);
  free(path);
}

static void a_dry_run_of_what_is_no_library_is_refused(void **state) {
  const Desk *desk = *state;
  check_write(desk->home, "l.db", SLICE("This is a letter, and no library at all.\n"));
  DESK_EXPECT(desk, 65, "it is not a database", "", "add", "--dry-run", "data/briefs");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, desk_set_up, desk_tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_brief_is_tagged_and_commented_as_a_whole),
      TEST(a_word_that_names_neither_is_told_so),
      TEST(marks_are_set_listed_and_removed),
      TEST(marks_are_those_of_scripts),
      TEST(a_mark_that_cannot_be_is_wrong_use),
      TEST(versions_are_listed_and_printed),
      TEST(a_codebook_goes_out_and_comes_in_elsewhere),
      TEST(an_export_with_other_names_of_tags_is_imported),
      TEST(an_import_that_leaves_annotations_out_says_how_to_learn_why),
      TEST(a_dry_run_of_add_says_what_it_would_do_and_does_nothing),
      TEST(a_dry_run_counts_what_would_be_carried_over),
      TEST(a_dry_run_of_what_is_no_library_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
