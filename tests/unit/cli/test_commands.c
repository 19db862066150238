// SPDX-License-Identifier: MIT
// The command line from the outside: what is true of any subcommand, exporting, and the doctor.
#include "support/check.h"
#include "support/desk.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void exports_replace_a_file_only_when_told(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  char *file = desk_path(desk, "out.csv");
  DESK_EXPECT(desk, 0, "", "", "export", "--format", "csv", "-o", file);
  DESK_EXPECT(desk, 73, "out.csv", "", "export", "--format", "csv", "-o", file);
  DESK_EXPECT(desk, 0, "", "", "export", "--format", "csv", "-o", file, "--force");
  DESK_EXPECT(desk, 64, "no such format", "", "export", "--format", "word");
  DESK_EXPECT(desk, 64, "no format is named", "", "export");
  free(file);
}

static void an_option_of_another_format_is_refused(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  DESK_EXPECT(desk, 64, "that is for csv", "", "export", "--format", "markdown", "--spreadsheet");
  DESK_EXPECT(desk, 64, "that is for jsonl", "", "export", "--format", "csv", "--with-text");
}

static void a_file_has_a_name(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  DESK_EXPECT(desk, 64, "without a name", "", "export", "--format", "csv", "--output=");
  Program program = PROGRAM(desk->home, "list", "--library", "");
  program_check(&program, 64, "without a name");
  program_release(&program);
}

static void an_ambiguous_title_names_some_ids_and_says_that_there_are_more(void **state) {
  const Desk *desk = *state;
  for (int i = 0; i < 7; i++) {
    char title[] = "Title A", name[] = "A.txt";
    title[6] = name[0] = (char)('A' + i);
    char *path = desk_path(desk, name);
    Buffer text = {0};
    buffer_printf(&text, "This is brief number %d.\n", i);
    check_write(desk->home, name, buffer_slice(&text));
    free(DESK_TAKE(desk, "add", "--title", title, path));
    buffer_release(&text);
    free(path);
  }
  DESK_EXPECT(desk, 65, "cannot tell which brief is 'title': there are 7", "", "show", "title");
  DESK_EXPECT(desk, 65, " …", "", "show", "title");
}

static void a_locator_of_an_export_shows_its_passage(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  free(DESK_TAKE(desk, "annotate", "Twins", "--quote", "café"));
  char *exported = DESK_TAKE(desk, "export", "--format", "markdown");
  char *locator = strstr(exported, "postil://");
  assert_non_null(locator);
  *strchr(locator, ')') = '\0';
  DESK_EXPECT(desk, 0, "", "café", "open", locator);
  DESK_EXPECT(desk, 66, "cannot find the brief", "", "open", "postil://000000000000#1-2");
  free(exported);
}

static void a_filter_that_matches_nothing_says_so(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  free(DESK_TAKE(desk, "annotate", "Twins", "--quote", "café", "--tag", "a/b"));
  desk_check_lines(DESK_TAKE(desk, "export", "--format", "jsonl", "--tag", "a"), 3);
  DESK_EXPECT(desk, 1, "nothing to write", "", "export", "--format", "jsonl", "--tag", "b");
  DESK_EXPECT(desk, 0, "no tag is called 'b'", NULL, "export", "--format", "csv", "--tag", "b");
}

static void libraries_that_are_not_there(void **state) {
  const Desk *desk = *state;
  DESK_EXPECT(desk, 66, "l.db", "", "list");
  DESK_EXPECT(desk, 66, "l.db", "", "undo");
  Program program = PROGRAM(desk->home, "list");
  program_check(&program, 0, "");
  program_release(&program);
  program = PROGRAM(desk->home, "undo");
  program_check(&program, 1, "nothing to undo");
  program_release(&program);
}

static void a_library_that_cannot_be_made_is_73(void **state) {
  const Desk *desk = *state;
  static const char *const paths[] = {"/dev/null/postil.db", "/dev/null/none/postil.db"};
  check_write(desk->home, "one.txt", SLICE("This is a brief.\n"));
  char *file = desk_path(desk, "one.txt");
  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
    Program program = PROGRAM(desk->home, "--library", paths[i], "add", file);
    program_check(&program, 73, "cannot make the ");
    program_release(&program);
  }
  free(file);
}

static void a_query_chooses_what_is_listed_and_exported(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  free(DESK_TAKE(desk, "annotate", "Twins", "--quote", "Team Beta", "--tag", "b", "--comment",
                 "here"));
  free(DESK_TAKE(desk, "annotate", "Twins", "--quote", "Team Alpha", "--tag", "a"));
  desk_check_lines(DESK_TAKE(desk, "list", "beta", "tag:a"), 1);
  DESK_EXPECT(desk, 1, "", "", "list", "not", "has:tag");
  desk_check_lines(DESK_TAKE(desk, "list", "--annotations"), 2);
  desk_check_lines(DESK_TAKE(desk, "list", "--annotations", "tag:a within paragraph of beta"), 1);
  DESK_EXPECT(desk, 1, "", "", "list", "--annotations", "tag:a within paragraph of left");
  char *line = DESK_TAKE(desk, "list", "--annotations", "--json", "here");
  assert_true(strstr(line, "\"title\":\"Twins\"") && strstr(line, "\"quote\":\"Team Beta\""));
  assert_true(strstr(line, "\"tags\":[\"b\"]") && strstr(line, "\"comment\":\"here\""));
  free(line);
  desk_check_lines(DESK_TAKE(desk, "export", "--format", "jsonl", "--query", "tag:b"), 3);
  desk_check_lines(DESK_TAKE(desk, "export", "--format", "jsonl", "tag:a", "or", "tag:b"), 5);
  DESK_EXPECT(desk, 1, "nothing to write", "", "export", "--format", "jsonl", "tag:c");
  DESK_EXPECT(desk, 64, "cannot read the query: column 1:", "", "export", "--format", "jsonl",
              "or");
  DESK_EXPECT(desk, 64, "--query says what already", "", "export", "--format", "jsonl", "--query",
              "a", "b");
  DESK_EXPECT(desk, 0, "", "tag,a,b\r\na,0,0\r\nb,0,1\r\n", "matrix", "--by=tag", "--csv",
              "has:comment");
  desk_check_lines(DESK_TAKE(desk, "matrix", "--json", "--by", "series", "tag:a"), 1);
  line = DESK_TAKE(desk, "matrix", "--json", "--by", "series", "tag:a", "or", "tag:b");
  assert_true(strstr(line, "\"query\":\"(tag:a or tag:b) tag:\\\"a\\\" series:=\\\"\\\"\""));
  free(line);
  line = DESK_TAKE(desk, "stats", "--json", "here");
  assert_true(strstr(line, "\"annotations\":1,") && strstr(line, "\"briefs\":0,"));
  free(line);
  DESK_EXPECT(desk, 64, "query: column 1", "", "stats", "or");
}

static void wrong_use_is_64(void **state) {
  const Desk *desk = *state;
  DESK_EXPECT(desk, 64, "unknown option", "", "list", "--nosuch");
  DESK_EXPECT(desk, 64, "too many", "", "history", "x");
  DESK_EXPECT(desk, 64,
              "cannot read the query: column 7: there is no field 'titel'; did you mean 'title'?",
              "", "list", "japan", "titel:x");
  DESK_EXPECT(desk, 64, "missing", "", "tag", "x");
  DESK_EXPECT(desk, 64, "--color", "", "list", "--color=pink");
  DESK_EXPECT(desk, 66, "nor is it a subcommand", "", "lst");
  DESK_EXPECT(desk, 64, "no such topic", "", "help", "lst");
  assert_int_not_equal(access(desk->library, F_OK), 0);
}

static void a_long_option_has_a_line_of_its_own_in_the_help(void **state) {
  const Desk *desk = *state;
  char *help = DESK_TAKE(desk, "help", "matrix");
  assert_non_null(
      strstr(help, "  --by=brief|series|author|month|tag\n                        what"));
  assert_non_null(strstr(help, "\n  --csv                 CSV"));
  free(help);
}

static void the_figures_say_one_brief_and_two_tags(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  free(DESK_TAKE(desk, "annotate", "Twins", "--quote", "Team Beta", "--tag", "a", "--tag", "b"));
  char *figures = DESK_TAKE(desk, "stats");
  assert_non_null(strstr(figures, "1 brief: 0 read"));
  assert_non_null(strstr(figures, "\n1 annotation: 1 tagged"));
  assert_non_null(strstr(figures, "\n2 tags\n"));
  free(figures);
}

static void options_stand_before_or_behind_the_subcommand(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  char *before = DESK_TAKE(desk, "--json", "list");
  char *behind = PROGRAM_TEXT(desk->home, "list", "--json", "--library", desk->library);
  check_text(slice_of(before), behind);
  free(before);
  free(behind);
}

static void what_a_changed_text_leaves_unsure_is_checked_and_reviewed(void **state) {
  const Desk *desk = *state;
  char *path = desk_path(desk, "ports.txt");
  check_write(desk->home, "ports.txt", SLICE("Ports\n\nFarmers wait for rain. The dam is dry.\n"));
  free(DESK_TAKE(desk, "add", path));
  char *id = DESK_TAKE(desk, "annotate", "Ports", "--quote", "The dam is dry.");
  id[strcspn(id, "\n")] = '\0';
  DESK_EXPECT(desk, 0, "", "", "check");
  check_write(desk->home, "ports.txt", SLICE("Ports\n\nFarmers wait for rain.\n"));
  DESK_EXPECT(desk, 0, "1 of them waits for review", NULL, "add", path);
  DESK_EXPECT(desk, 1, "", NULL, "check");
  DESK_EXPECT(desk, 64, "none of accept, orphan, attach", "", "review", "forget", id);
  DESK_EXPECT(desk, 64, "START:END", "", "review", "attach", id);
  DESK_EXPECT(desk, 0, "", "", "review", "attach", id, "7:14");
  DESK_EXPECT(desk, 0, "", "", "check", "Ports");
  free(DESK_TAKE(desk, "undo"));
  DESK_EXPECT(desk, 0, "", "", "review", "orphan", id);
  DESK_EXPECT(desk, 0, "", "", "check");
  char *exported = DESK_TAKE(desk, "export", "--format", "csv");
  assert_true(strstr(exported, "The dam is dry."));
  assert_true(strstr(exported, ",orphan"));
  DESK_EXPECT(desk, 0, "", "the library is whole\n", "doctor");
  free(exported);
  free(id);
  free(path);
}

static void doctor_finds_a_fresh_library_whole(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  free(
      DESK_TAKE(desk, "annotate", "Twins", "--quote", "Team Beta", "--tag", "a", "--comment", "c"));
  free(DESK_TAKE(desk, "undo"));
  DESK_EXPECT(desk, 0, "", "the library is whole\n", "doctor");
}

// SQLite says itself which page is broken; its reports follow the findings.
static void doctor_tells_what_sqlite_reports(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  int fd = open(desk->library, O_WRONLY);
  char garbage[512];
  memset(garbage, 0xEE, sizeof garbage);
  for (off_t at = 4096 * 3; at < 4096 * 6; at += 4096)
    assert_int_equal(pwrite(fd, garbage, sizeof garbage, at), sizeof garbage);
  close(fd);
  Program program = program_run(desk->home, "",
                                (const char *const[]){"--library", desk->library, "doctor", NULL});
  assert_int_equal(program.status, 65);
  assert_true(strstr(program.out, "SQLite (11): database corruption"));
  program_release(&program);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, desk_set_up, desk_tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(exports_replace_a_file_only_when_told),
      TEST(a_file_has_a_name),
      TEST(an_option_of_another_format_is_refused),
      TEST(an_ambiguous_title_names_some_ids_and_says_that_there_are_more),
      TEST(a_locator_of_an_export_shows_its_passage),
      TEST(a_filter_that_matches_nothing_says_so),
      TEST(libraries_that_are_not_there),
      TEST(a_library_that_cannot_be_made_is_73),
      TEST(a_query_chooses_what_is_listed_and_exported),
      TEST(wrong_use_is_64),
      TEST(a_long_option_has_a_line_of_its_own_in_the_help),
      TEST(the_figures_say_one_brief_and_two_tags),
      TEST(options_stand_before_or_behind_the_subcommand),
      TEST(what_a_changed_text_leaves_unsure_is_checked_and_reviewed),
      TEST(doctor_finds_a_fresh_library_whole),
      TEST(doctor_tells_what_sqlite_reports),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
