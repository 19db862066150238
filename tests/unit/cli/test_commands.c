// SPDX-License-Identifier: MIT
// The command line from the outside: each test runs the program on a library of its own.
#include "support/check.h"
#include "support/program.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct Desk {
  char *home;    // a folder of this test
  char *library; // in it; not there yet
} Desk;

static int set_up(void **state) {
  Desk *desk = calloc(1, sizeof *desk);
  Buffer path = {0};
  desk->home = check_folder();
  buffer_printf(&path, "%s/l.db", desk->home);
  desk->library = buffer_take(&path);
  *state = desk;
  return 0;
}

static int tear_down(void **state) {
  Desk *desk = *state;
  check_folder_remove(desk->home);
  free(desk->home);
  free(desk->library);
  free(desk);
  return 0;
}

// Runs it on the desk's library: status and message are as given, and the output is this text.
#define EXPECT(desk, status, message, wanted, ...)                                                 \
  expect(program_run((desk)->home, "",                                                             \
                     (const char *const[]){"--library", (desk)->library, __VA_ARGS__, NULL}),      \
         status, message, wanted)

static void expect(Program program, int status, const char *message, const char *wanted) {
  program_check(&program, status, message);
  if (wanted) check_text(slice_of(program.out), wanted);
  program_release(&program);
}

#define TAKE(desk, ...)                                                                            \
  program_text(program_run(                                                                        \
      (desk)->home, "", (const char *const[]){"--library", (desk)->library, __VA_ARGS__, NULL}))

static char *path_in(const Desk *desk, const char *name) {
  Buffer path = {0};
  buffer_printf(&path, "%s/%s", desk->home, name);
  return buffer_take(&path);
}

static uint32_t count_lines(const char *text) {
  uint32_t lines = 0;
  for (; *text; text++) lines += *text == '\n';
  return lines;
}

static void check_lines(char *text, uint32_t wanted) {
  assert_int_equal(count_lines(text), wanted);
  free(text);
}

static bool holds(const char *text, const char *part) {
  return strstr(text, part) != NULL;
}

static const char twins[] =
    "Twins\n\nTeam Alpha met. Team Beta met.\n\nNaïve 🇯🇵 café: team Alpha left.\n";

// ---- Finding

static void add_twins(const Desk *desk) {
  char *path = path_in(desk, "twins.txt");
  check_write(desk->home, "twins.txt", slice_of(twins));
  free(TAKE(desk, "add", path));
  free(path);
}

static void words_are_found_with_a_locator_that_opens_them(void **state) {
  const Desk *desk = *state;
  add_twins(desk);
  char *lines = TAKE(desk, "find", "team", "beta");
  assert_true(holds(lines, "#28-32\tTeam Beta met.\n"));
  check_lines(lines, 4);
  EXPECT(desk, 0, "", NULL, "find", "CAFE");
  EXPECT(desk, 1, "", "", "find", "cafe", "--accents");
  EXPECT(desk, 1, "", "", "find", "\"beta team\"");
  check_lines(TAKE(desk, "find", "team*", "--limit", "2"), 2);
  lines = TAKE(desk, "find", "\"team beta\"", "--json");
  assert_true(holds(lines, "\"before\":\"\",\"hit\":\"Team Beta\",\"after\":\" met.\""));
  free(lines);
  char *locator = TAKE(desk, "find", "beta");
  *strchr(locator, '\t') = '\0';
  EXPECT(desk, 0, "", NULL, "show", locator);
  free(locator);
}

static void comments_are_found_where_they_are_asked_for(void **state) {
  const Desk *desk = *state;
  add_twins(desk);
  free(TAKE(desk, "annotate", "Twins", "--quote", "Team Beta", "--comment", "Zeta, I think"));
  EXPECT(desk, 1, "", "", "find", "zeta", "--in", "briefs");
  check_lines(TAKE(desk, "find", "zeta"), 1);
  check_lines(TAKE(desk, "find", "zeta", "--in", "comments"), 1);
  EXPECT(desk, 1, "", "", "find", "beta", "--in", "comments");
  check_lines(TAKE(desk, "find", "beta", "--in", "annotations"), 1);
  char *lines = TAKE(desk, "find", "zeta", "--color=always");
  assert_true(holds(lines, "#23-32\t\x1b[1;31mZeta\x1b[m, I think\n"));
  free(lines);
}

static void what_cannot_be_found_is_a_usage_error(void **state) {
  const Desk *desk = *state;
  add_twins(desk);
  EXPECT(desk, 64, "there is no letter or digit in it", "", "find", "...");
  EXPECT(desk, 64, "it is briefs, annotations or comments", "", "find", "a", "--in", "tags");
  EXPECT(desk, 64, "it is a number from 1 on", "", "find", "a", "--limit", "0");
  EXPECT(desk, 1, "", "", "find", "NEAR(", "\"", "col:x");
}

// ---- Briefs

static void a_folder_is_added_and_the_same_again_is_there_already(void **state) {
  const Desk *desk = *state;
  check_lines(TAKE(desk, "add", "data/briefs"), 5);
  char *again = TAKE(desk, "add", "data/briefs");
  assert_int_equal(count_lines(again), 5);
  assert_true(holds(again, "already there"));
  assert_false(holds(again, "added"));
  free(again);
  check_lines(TAKE(desk, "list"), 5);
}

static void a_title_for_what_is_there_already_is_not_ignored_silently(void **state) {
  const Desk *desk = *state;
  free(TAKE(desk, "add", "data/briefs/night-trains.txt"));
  EXPECT(desk, 0,
         "postil: already there: 'data/briefs/night-trains.txt'; 'postil meta' changes its title\n",
         NULL, "add", "--title", "Other", "data/briefs/night-trains.txt");
  EXPECT(desk, 0, "'postil meta' changes its date", NULL, "add", "--date", "2026",
         "data/briefs/night-trains.txt");
  EXPECT(desk, 0, "", NULL, "add", "data/briefs/night-trains.txt");
}

static void listings_are_exact_or_safe_as_one_asks(void **state) {
  const Desk *desk = *state;
  free(TAKE(desk, "add", "--title", "A\xe2\x80\xae\tB", "data/briefs/night-trains.txt"));
  static const char *const listings[] = {"list", "history"};
  for (size_t i = 0; i < sizeof listings / sizeof *listings; i++) {
    char *exact = TAKE(desk, listings[i]), *safe = TAKE(desk, listings[i], "--safe");
    assert_true(holds(exact, "A\xe2\x80\xae B"));
    assert_true(holds(safe, "A‹202E›"));
    free(exact);
    free(safe);
    EXPECT(desk, 64, "cannot print both --raw and --safe", "", listings[i], "--raw", "--safe");
  }
}

static void every_path_is_tried_and_the_first_failure_counts(void **state) {
  const Desk *desk = *state;
  check_write(desk->home, "picture.txt", slice_make("\x89PNG\0\0\0\0\r\n", 10));
  char *picture = path_in(desk, "picture.txt");
  Program program =
      program_run(desk->home, "",
                  (const char *const[]){"--library", desk->library, "add", "no/such.txt", picture,
                                        "data/briefs/night-trains.txt", NULL});
  program_check(&program, 66, "no/such.txt");
  assert_true(holds(program.err, "picture.txt"));
  assert_int_equal(count_lines(program.out), 1);
  program_release(&program);
  check_lines(TAKE(desk, "list"), 1);
  free(picture);
}

static void a_folder_without_files_says_so(void **state) {
  const Desk *desk = *state;
  char *empty = path_in(desk, "empty");
  assert_int_equal(mkdir(empty, 0700), 0);
  EXPECT(desk, 1, "there is no file in it", "", "add", empty);
  free(empty);
}

static void a_changed_file_becomes_a_new_version_that_keeps_the_annotations(void **state) {
  const Desk *desk = *state;
  char *path = path_in(desk, "twins.txt");
  check_write(desk->home, "twins.txt", slice_of(twins));
  EXPECT(desk, 0, "", NULL, "add", path);
  EXPECT(desk, 0, "", NULL, "annotate", path, "--quote", "Team Beta");
  check_write(desk->home, "twins.txt", SLICE("Twins\n\nTeam Gamma met, and it rained.\n"));
  EXPECT(desk, 0, "is a new version: 1 annotation was carried over", NULL, "add", path);
  check_lines(TAKE(desk, "list"), 1);
  char *exported = TAKE(desk, "export", "--format", "csv");
  assert_true(holds(exported, "Team Beta"));
  free(exported);
  free(path);
}

static void a_brief_comes_from_standard_input(void **state) {
  const Desk *desk = *state;
  expect(program_run(desk->home, twins,
                     (const char *const[]){"--library", desk->library, "add", "-", "--title",
                                           "From a pipe", NULL}),
         0, "", NULL);
  char *listed = TAKE(desk, "list", "--json");
  assert_true(holds(listed, "\"title\":\"From a pipe\",\"title_source\":\"reader\""));
  assert_true(holds(listed, "\"path\":null"));
  free(listed);
}

static void metadata_of_the_reader_overrules_the_files(void **state) {
  const Desk *desk = *state;
  free(TAKE(desk, "add", "data/briefs/ports-before-plants.txt"));
  EXPECT(desk, 0, "", "", "meta", "Ports Before", "--author", "Ada Lund; Bo Falk", "--date",
         "2026-03");
  char *listed = TAKE(desk, "list", "--json");
  assert_true(holds(listed, "\"date\":\"2026-03\",\"authors\":[\"Ada Lund\",\"Bo Falk\"]"));
  assert_true(holds(listed, "\"series\":\"Policy Briefs\""));
  free(listed);
  EXPECT(desk, 64, "date", "", "meta", "Ports Before", "--date", "last spring");
  EXPECT(desk, 1, "", "", "list", "read:yes");
  EXPECT(desk, 0, "", "", "meta", "Ports Before", "--read", "yes");
  check_lines(TAKE(desk, "list", "read:yes"), 1);
  EXPECT(desk, 0, "", "", "meta", "Ports Before", "--read=no");
  EXPECT(desk, 1, "", "", "list", "read:yes");
  EXPECT(desk, 64, "yes or no", "", "meta", "Ports Before", "--read", "often");
}

static void one_title_for_two_files_is_refused(void **state) {
  const Desk *desk = *state;
  EXPECT(desk, 64, "singly", "", "add", "--title", "T", "data/briefs/night-trains.txt",
         "data/briefs/velna-compact.txt");
  EXPECT(desk, 64, "singly", "", "add", "--title", "T", "data/briefs");
}

static void showing_a_file_adds_nothing(void **state) {
  const Desk *desk = *state;
  char *brief = check_read("data/briefs/night-trains.txt");
  char *shown = PROGRAM_TEXT(desk->home, "show", "data/briefs/night-trains.txt");
  check_text(slice_of(shown), brief);
  char *library = path_in(desk, "postil/library.db");
  assert_int_not_equal(access(library, F_OK), 0);
  free(library);
  free(shown);
  free(brief);
}

static void a_file_is_shown_although_the_library_cannot_be_opened(void **state) {
  const Desk *desk = *state;
  check_write(desk->home, "l.db", SLICE("This is no library, but a text of some length."));
  check_write(desk->home, "a.txt", SLICE("A brief of one sentence.\n"));
  char *path = path_in(desk, "a.txt");
  EXPECT(desk, 0, "", "A brief of one sentence.\n", "show", path);
  EXPECT(desk, 65, "l.db", "", "show", "a.txt that is not there");
  free(path);
}

static void a_file_is_shown_also_where_the_library_is_missing(void **state) {
  const Desk *desk = *state;
  char *shown = TAKE(desk, "show", "data/briefs/night-trains.txt");
  assert_true(holds(shown, "Fifteen minutes are allowed"));
  free(shown);
  assert_int_not_equal(access(desk->library, F_OK), 0);
  EXPECT(desk, 66, "l.db", "", "show", "night-trains");
}

static void without_a_terminal_nothing_opens_and_no_escape_is_printed(void **state) {
  const Desk *desk = *state;
  char *printed = TAKE(desk, "data/briefs/velna-compact.txt");
  assert_true(holds(printed, "Few rivers in the region"));
  assert_null(strchr(printed, '\x1b'));
  free(printed);
  assert_int_not_equal(access(desk->library, F_OK), 0);
  free(TAKE(desk, "add", "data/briefs"));
  check_lines(TAKE(desk, "--json"), 5);
}

static void footnotes_say_what_ibid_means(void **state) {
  const Desk *desk = *state;
  char *notes = PROGRAM_TEXT(desk->home, "show", "--notes", "data/briefs/velna-compact.txt");
  assert_int_equal(count_lines(notes), 5);
  assert_true(holds(notes, "ii. Ibid. [i. “The Orlec Compact"));
  assert_true(holds(notes, "iv. Ibid., p. 7. [iii. “Wells beside the river"));
  free(notes);
}

static void a_removed_brief_comes_back_with_its_annotations(void **state) {
  const Desk *desk = *state;
  free(TAKE(desk, "add", "data/briefs/night-trains.txt"));
  free(TAKE(desk, "annotate", "night-trains", "--quote", "Fifteen minutes"));
  EXPECT(desk, 0, "with its 1 annotation", "", "remove", "night-trains");
  EXPECT(desk, 0, "", "", "list");
  free(TAKE(desk, "undo"));
  char *listed = TAKE(desk, "list", "--json");
  assert_true(holds(listed, "\"annotations\":1"));
  free(listed);
}

// ---- Annotations

static void a_quotation_must_name_one_place(void **state) {
  const Desk *desk = *state;
  add_twins(desk);
  EXPECT(desk, 65, "it stands there 2 times", "", "annotate", "Twins", "--quote", "eam Alpha");
  EXPECT(desk, 1, "it does not stand there", "", "annotate", "Twins", "--quote", "Team Gamma");
  EXPECT(desk, 1, "2 times only", "", "annotate", "Twins", "--quote", "eam Alpha", "--nth", "3");
  EXPECT(desk, 64, "the quotation is empty", "", "annotate", "Twins", "--quote", "");
  EXPECT(desk, 64, "one of them", "", "annotate", "Twins");
  EXPECT(desk, 64, "one of them", "", "annotate", "Twins", "--whole", "--span", "0:1");
  EXPECT(desk, 1, "nothing to write", "", "export", "--format", "markdown");
}

static void the_nth_quotation_is_the_nth(void **state) {
  const Desk *desk = *state;
  add_twins(desk);
  char *id = TAKE(desk, "annotate", "Twins", "--quote", "eam Alpha", "--nth", "2");
  assert_int_equal(strlen(id), 37);
  char *exported = TAKE(desk, "export", "--format", "jsonl");
  assert_true(holds(exported, "\"start\":55,\"end\":64,\"quote\":\"eam Alpha\""));
  free(exported);
  free(id);
}

static void spans_count_code_points(void **state) {
  const Desk *desk = *state;
  add_twins(desk);
  free(TAKE(desk, "annotate", "Twins", "--span", "48:52"));
  char *exported = TAKE(desk, "export", "--format", "jsonl");
  assert_true(holds(exported, "\"start\":48,\"end\":52,\"quote\":\"café\""));
  free(exported);
  EXPECT(desk, 64, "code points", "", "annotate", "Twins", "--span", "48:9999");
  EXPECT(desk, 64, "START:END", "", "annotate", "Twins", "--span", "9:9");
  EXPECT(desk, 64, "START:END", "", "annotate", "Twins", "--span", "9");
  EXPECT(desk, 64, "START:END", "", "annotate", "Twins", "--span", ":9");
}

static void one_call_is_one_change(void **state) {
  const Desk *desk = *state;
  add_twins(desk);
  free(TAKE(desk, "annotate", "Twins", "--quote", "Team Beta", "--tag", "a/b", "--tag", "c",
            "--comment", "so", "--colour", "green"));
  check_lines(TAKE(desk, "history"), 2);
  char *exported = TAKE(desk, "export", "--format", "jsonl");
  assert_true(holds(exported, "\"colour\":\"green\",\"comment\":\"so\",\"tags\":[\"a/b\",\"c\"]"));
  free(exported);
  free(TAKE(desk, "undo"));
  char *left = TAKE(desk, "export", "--format", "jsonl");
  assert_int_equal(count_lines(left), 1);
  free(left);
}

static void annotations_are_edited_by_the_beginning_of_their_id(void **state) {
  const Desk *desk = *state;
  add_twins(desk);
  char *id = TAKE(desk, "annotate", "Twins", "--quote", "Team Beta");
  id[13] = '\0';
  EXPECT(desk, 0, "", "", "tag", id, "energy/solar", "risk");
  EXPECT(desk, 0, "", "", "untag", id, "risk");
  expect(program_run(desk->home, "Two\nlines.\n",
                     (const char *const[]){"--library", desk->library, "comment", id, "-", NULL}),
         0, "", "");
  char *exported = TAKE(desk, "export", "--format", "jsonl");
  assert_true(holds(exported, "\"comment\":\"Two\\nlines.\",\"tags\":[\"energy/solar\"]"));
  free(exported);
  EXPECT(desk, 0, "", "", "delete", id);
  EXPECT(desk, 66, "cannot find the annotation", "", "tag", id, "x");
  free(id);
}

static void an_annotation_gets_another_passage_and_more_in_one_change(void **state) {
  const Desk *desk = *state;
  add_twins(desk);
  char *id = TAKE(desk, "annotate", "Twins", "--quote", "Team Beta", "--tag", "a");
  id[36] = '\0';
  EXPECT(desk, 0, "", "", "edit", id, "--quote", "eam Alpha", "--nth", "2", "--untag", "a", "--tag",
         "b", "--comment", "so", "--colour", "green");
  check_lines(TAKE(desk, "history"), 3);
  char *exported = TAKE(desk, "export", "--format", "jsonl");
  assert_true(holds(exported, "\"start\":55,\"end\":64,\"quote\":\"eam Alpha\""));
  assert_true(holds(exported, "\"colour\":\"green\",\"comment\":\"so\",\"tags\":[\"b\"]"));
  free(exported);
  EXPECT(desk, 0, "", "", "edit", id, "--span", "48:52");
  EXPECT(desk, 64, "nothing is said", "", "edit", id);
  EXPECT(desk, 64, "one of them", "", "edit", id, "--span", "48:52", "--quote", "Team Beta");
  EXPECT(desk, 1, "does not stand there", "", "edit", id, "--quote", "Team Gamma");
  EXPECT(desk, 66, "cannot find the annotation", "", "edit", "00000000", "--comment", "x");
  free(id);
}

// The editor is whatever the environment names; here filters that change a file in place.
static void a_brief_is_edited_and_keeps_its_annotations(void **state) {
  const Desk *desk = *state;
  add_twins(desk);
  free(TAKE(desk, "annotate", "Twins", "--quote", "Team Beta"));
  setenv("VISUAL", "sed -i 's/Team Beta/Team Bravo/'", 1);
  EXPECT(desk, 0, "a new version: 1 annotation carried over", "", "edit", "Twins");
  char *exported = TAKE(desk, "export", "--format", "jsonl");
  assert_true(holds(exported, "\"quote\":\"Team Bravo\""));
  free(exported);
  check_lines(TAKE(desk, "list"), 1);
  char *history = TAKE(desk, "history");
  setenv("VISUAL", "true", 1);
  EXPECT(desk, 0, "the text is as it was", "", "edit", "Twins");
  setenv("VISUAL", "false", 1);
  EXPECT(desk, 65, "ended with status 1, and nothing was changed", "", "edit", "Twins");
  setenv("VISUAL", "truncate -s 0", 1);
  EXPECT(desk, 65, "nothing is left of it", "", "edit", "Twins");
  setenv("VISUAL", "/no/such/editor", 1);
  EXPECT(desk, 66, "there is no such program", "", "edit", "Twins");
  char *after = TAKE(desk, "history");
  assert_string_equal(after, history);
  unsetenv("VISUAL");
  free(TAKE(desk, "undo"));
  exported = TAKE(desk, "export", "--format", "jsonl");
  assert_true(holds(exported, "\"quote\":\"Team Beta\""));
  free(exported);
  free(history);
  free(after);
}

static void an_annotation_is_split_and_merged_again(void **state) {
  const Desk *desk = *state;
  add_twins(desk);
  char *id = TAKE(desk, "annotate", "Twins", "--span", "48:64", "--comment", "so");
  id[36] = '\0';
  char *second = TAKE(desk, "edit", id, "--split", "54");
  second[36] = '\0';
  char *exported = TAKE(desk, "export", "--format", "jsonl");
  assert_true(holds(exported, "\"start\":48,\"end\":53,"));
  assert_true(holds(exported, "\"start\":54,\"end\":64,"));
  free(exported);
  EXPECT(desk, 64, "cannot split the annotation there", "", "edit", id, "--split", "2");
  EXPECT(desk, 64, "stands alone", "", "edit", id, "--split", "50", "--tag", "a");
  Buffer kept = {0};
  buffer_printf(&kept, "%s\n", id);
  EXPECT(desk, 0, "", kept.ptr, "merge", second, id);
  buffer_release(&kept);
  exported = TAKE(desk, "export", "--format", "jsonl");
  assert_true(holds(exported, "\"start\":48,\"end\":64,"));
  free(exported);
  EXPECT(desk, 66, "cannot find the annotation", "", "merge", second, id);
  free(second);
  free(id);
}

static void undo_and_redo_walk_over_changes_of_earlier_runs(void **state) {
  const Desk *desk = *state;
  add_twins(desk);
  free(TAKE(desk, "annotate", "Twins", "--quote", "Team Beta", "--tag", "a"));
  free(TAKE(desk, "annotate", "Twins", "--quote", "left", "--tag", "b"));
  check_lines(TAKE(desk, "undo", "2"), 2);
  free(TAKE(desk, "redo"));
  char *exported = TAKE(desk, "export", "--format", "csv");
  assert_true(holds(exported, "Team Beta"));
  assert_false(holds(exported, "left,,b"));
  free(exported);
  check_lines(TAKE(desk, "redo"), 1);
  EXPECT(desk, 1, "nothing to redo", "", "redo");
  EXPECT(desk, 64, "from 1", "", "undo", "x");
}

// ---- The codebook

static void tag_twins(const Desk *desk) {
  char *path = path_in(desk, "twins.txt");
  check_write(desk->home, "twins.txt", slice_of(twins));
  EXPECT(desk, 0, "", NULL, "add", path);
  EXPECT(desk, 0, "", NULL, "annotate", path, "--quote", "Team Alpha", "--tag", "team/alpha");
  EXPECT(desk, 0, "", NULL, "annotate", path, "--quote", "Team Beta", "--tag", "team/beta");
  free(path);
}

static void a_dry_run_says_what_will_change_and_changes_nothing(void **state) {
  const Desk *desk = *state;
  tag_twins(desk);
  char *before = TAKE(desk, "tags", "--json");
  EXPECT(desk, 0, "", "2 annotations in 1 brief will change\n", "tags", "rename", "team", "side",
         "--dry-run");
  EXPECT(desk, 0, "", "1 annotation in 1 brief will change\n", "tags", "--dry-run", "delete",
         "team/beta");
  EXPECT(desk, 0, "", "{\"tags\":2,\"annotations\":2,\"briefs\":1,\"change\":0}\n", "tags",
         "rename", "team", "side", "--dry-run", "--json");
  EXPECT(desk, 65, "already", "", "tags", "--dry-run", "rename", "team/alpha", "team/beta");
  EXPECT(desk, 0, "", "1 annotation in 1 brief will change\n", "tags", "--dry-run", "split",
         "team/alpha", "team/first", "colour:yellow");
  char *after = TAKE(desk, "tags", "--json");
  check_text(slice_of(after), before);
  free(before);
  free(after);
}

static void the_codebook_is_changed_from_the_command_line(void **state) {
  const Desk *desk = *state;
  tag_twins(desk);
  check_write(desk->home, "codes.jsonl", SLICE("{\"path\":\"rules\",\"memo\":\"What binds.\"}\n"));
  char *codes = path_in(desk, "codes.jsonl");
  EXPECT(desk, 0, "", "", "tags", "import", codes);
  EXPECT(desk, 0, "", "0\trules\n1\tteam/alpha\n1\tteam/beta\n", "tags");
  EXPECT(desk, 0, "so already", "", "tags", "import", codes);
  EXPECT(desk, 66, "cannot read", "", "tags", "import", "/nowhere/at/all");
  EXPECT(desk, 0, "", NULL, "undo");
  free(codes);
  EXPECT(desk, 0, "2 annotations in 1 brief changed", "", "tags", "rename", "team", "side");
  EXPECT(desk, 0, "", "1\tside/alpha\n1\tside/beta\n", "tags");
  EXPECT(desk, 65, "'postil tags merge' makes them one", "", "tags", "rename", "side/alpha",
         "side/beta");
  EXPECT(desk, 0, "1 annotation in 1 brief changed", "", "tags", "merge", "side/alpha",
         "side/beta");
  EXPECT(desk, 0, "", "2\tside/beta\n", "tags");
  EXPECT(desk, 0, "", "", "tags", "colour", "side/beta", "pink");
  EXPECT(desk, 0, "", "", "tags", "memo", "side/beta", "who they are");
  EXPECT(desk, 0, "nothing to change", "", "tags", "colour", "side/beta", "#ffc0cb");
  char *json = TAKE(desk, "tags", "--json");
  assert_true(holds(json, "\"colour\":\"#ffc0cb\",\"memo\":\"who they are\",\"annotations\":2}"));
  free(json);
  EXPECT(desk, 0, "2 annotations in 1 brief changed", "", "tags", "delete", "side");
  EXPECT(desk, 0, "", "", "tags");
  EXPECT(desk, 0, "", "", "tags", "add", "side / gamma");
  EXPECT(desk, 0, "", "0\tside/gamma\n", "tags");
  EXPECT(desk, 0, "", NULL, "undo", "6");
  EXPECT(desk, 0, "", "1\tteam/alpha\n1\tteam/beta\n", "tags");
  EXPECT(desk, 64, "usage: postil tags rename TAG NEW", "", "tags", "rename", "team");
  EXPECT(desk, 64, "cannot run 'tags frobnicate'", "", "tags", "frobnicate");
  EXPECT(desk, 66, "cannot find the tag 'none'", "", "tags", "delete", "none");
}

// ---- Export, keys, help

static void exports_replace_a_file_only_when_told(void **state) {
  const Desk *desk = *state;
  add_twins(desk);
  char *file = path_in(desk, "out.csv");
  EXPECT(desk, 0, "", "", "export", "--format", "csv", "-o", file);
  EXPECT(desk, 73, "out.csv", "", "export", "--format", "csv", "-o", file);
  EXPECT(desk, 0, "", "", "export", "--format", "csv", "-o", file, "--force");
  EXPECT(desk, 64, "no such format", "", "export", "--format", "word");
  EXPECT(desk, 64, "no format is named", "", "export");
  free(file);
}

static void an_option_of_another_format_is_refused(void **state) {
  const Desk *desk = *state;
  add_twins(desk);
  EXPECT(desk, 64, "that is for csv", "", "export", "--format", "markdown", "--spreadsheet");
  EXPECT(desk, 64, "that is for jsonl", "", "export", "--format", "csv", "--with-text");
}

static void a_file_has_a_name(void **state) {
  const Desk *desk = *state;
  add_twins(desk);
  EXPECT(desk, 64, "without a name", "", "export", "--format", "csv", "--output=");
  Program program = PROGRAM(desk->home, "list", "--library", "");
  program_check(&program, 64, "without a name");
  program_release(&program);
}

static void an_ambiguous_title_names_some_ids_and_says_that_there_are_more(void **state) {
  const Desk *desk = *state;
  for (int i = 0; i < 7; i++) {
    char title[] = "Title A", name[] = "A.txt";
    title[6] = name[0] = (char)('A' + i);
    char *path = path_in(desk, name);
    Buffer text = {0};
    buffer_printf(&text, "This is brief number %d.\n", i);
    check_write(desk->home, name, buffer_slice(&text));
    free(TAKE(desk, "add", "--title", title, path));
    buffer_release(&text);
    free(path);
  }
  EXPECT(desk, 65, "cannot tell which brief is 'title': there are 7", "", "show", "title");
  EXPECT(desk, 65, " …", "", "show", "title");
}

static void a_locator_of_an_export_shows_its_passage(void **state) {
  const Desk *desk = *state;
  add_twins(desk);
  free(TAKE(desk, "annotate", "Twins", "--quote", "café"));
  char *exported = TAKE(desk, "export", "--format", "markdown");
  char *locator = strstr(exported, "postil://");
  assert_non_null(locator);
  *strchr(locator, ')') = '\0';
  EXPECT(desk, 0, "", "café", "open", locator);
  EXPECT(desk, 66, "cannot find the brief", "", "open", "postil://000000000000#1-2");
  free(exported);
}

static void a_filter_that_matches_nothing_says_so(void **state) {
  const Desk *desk = *state;
  add_twins(desk);
  free(TAKE(desk, "annotate", "Twins", "--quote", "café", "--tag", "a/b"));
  check_lines(TAKE(desk, "export", "--format", "jsonl", "--tag", "a"), 3);
  EXPECT(desk, 1, "nothing to write", "", "export", "--format", "jsonl", "--tag", "b");
  check_lines(TAKE(desk, "export", "--format", "csv", "--tag", "b"), 1);
}

static void libraries_that_are_not_there(void **state) {
  const Desk *desk = *state;
  EXPECT(desk, 66, "l.db", "", "list");
  EXPECT(desk, 66, "l.db", "", "undo");
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
  char *file = path_in(desk, "one.txt");
  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
    Program program = PROGRAM(desk->home, "--library", paths[i], "add", file);
    program_check(&program, 73, "cannot make the ");
    program_release(&program);
  }
  free(file);
}

static void a_query_chooses_what_is_listed_and_exported(void **state) {
  const Desk *desk = *state;
  add_twins(desk);
  free(TAKE(desk, "annotate", "Twins", "--quote", "Team Beta", "--tag", "b", "--comment", "here"));
  free(TAKE(desk, "annotate", "Twins", "--quote", "Team Alpha", "--tag", "a"));
  check_lines(TAKE(desk, "list", "beta", "tag:a"), 1);
  EXPECT(desk, 1, "", "", "list", "not", "has:tag");
  check_lines(TAKE(desk, "list", "--annotations"), 2);
  check_lines(TAKE(desk, "list", "--annotations", "tag:a within paragraph of beta"), 1);
  EXPECT(desk, 1, "", "", "list", "--annotations", "tag:a within paragraph of left");
  char *line = TAKE(desk, "list", "--annotations", "--json", "here");
  assert_true(holds(line, "\"title\":\"Twins\"") && holds(line, "\"quote\":\"Team Beta\""));
  assert_true(holds(line, "\"tags\":[\"b\"]") && holds(line, "\"comment\":\"here\""));
  free(line);
  check_lines(TAKE(desk, "export", "--format", "jsonl", "--query", "tag:b"), 3);
  check_lines(TAKE(desk, "export", "--format", "jsonl", "tag:a", "or", "tag:b"), 5);
  EXPECT(desk, 1, "nothing to write", "", "export", "--format", "jsonl", "tag:c");
  EXPECT(desk, 64, "cannot read the query: column 1:", "", "export", "--format", "jsonl", "or");
  EXPECT(desk, 64, "--query says what already", "", "export", "--format", "jsonl", "--query", "a",
         "b");
  EXPECT(desk, 0, "", "tag,a,b\r\na,0,0\r\nb,0,1\r\n", "matrix", "--by=tag", "--csv",
         "has:comment");
  check_lines(TAKE(desk, "matrix", "--json", "--by", "series", "tag:a"), 1);
  line = TAKE(desk, "matrix", "--json", "--by", "series", "tag:a", "or", "tag:b");
  assert_true(holds(line, "\"query\":\"(tag:a or tag:b) tag:\\\"a\\\" series:=\\\"\\\"\""));
  free(line);
  line = TAKE(desk, "stats", "--json", "here");
  assert_true(holds(line, "\"annotations\":1,") && holds(line, "\"briefs\":0,"));
  free(line);
  EXPECT(desk, 64, "query: column 1", "", "stats", "or");
}

static void wrong_use_is_64(void **state) {
  const Desk *desk = *state;
  EXPECT(desk, 64, "unknown option", "", "list", "--nosuch");
  EXPECT(desk, 64, "too many", "", "history", "x");
  EXPECT(desk, 64,
         "cannot read the query: column 7: there is no field 'titel'; did you mean 'title'?", "",
         "list", "japan", "titel:x");
  EXPECT(desk, 64, "missing", "", "tag", "x");
  EXPECT(desk, 64, "--color", "", "list", "--color=pink");
  EXPECT(desk, 66, "nor is it a subcommand", "", "lst");
  EXPECT(desk, 64, "no such topic", "", "help", "lst");
  assert_int_not_equal(access(desk->library, F_OK), 0);
}

static void options_stand_before_or_behind_the_subcommand(void **state) {
  const Desk *desk = *state;
  add_twins(desk);
  char *before = TAKE(desk, "--json", "list");
  char *behind = PROGRAM_TEXT(desk->home, "list", "--json", "--library", desk->library);
  check_text(slice_of(before), behind);
  free(before);
  free(behind);
}

static void what_a_changed_text_leaves_unsure_is_checked_and_reviewed(void **state) {
  const Desk *desk = *state;
  char *path = path_in(desk, "ports.txt");
  check_write(desk->home, "ports.txt", SLICE("Ports\n\nFarmers wait for rain. The dam is dry.\n"));
  free(TAKE(desk, "add", path));
  char *id = TAKE(desk, "annotate", "Ports", "--quote", "The dam is dry.");
  id[strcspn(id, "\n")] = '\0';
  EXPECT(desk, 0, "", "", "check");
  check_write(desk->home, "ports.txt", SLICE("Ports\n\nFarmers wait for rain.\n"));
  EXPECT(desk, 0, "1 of them waits for review", NULL, "add", path);
  EXPECT(desk, 1, "", NULL, "check");
  EXPECT(desk, 64, "none of accept, orphan, attach", "", "review", "forget", id);
  EXPECT(desk, 64, "START:END", "", "review", "attach", id);
  EXPECT(desk, 0, "", "", "review", "attach", id, "7:14");
  EXPECT(desk, 0, "", "", "check", "Ports");
  free(TAKE(desk, "undo"));
  EXPECT(desk, 0, "", "", "review", "orphan", id);
  EXPECT(desk, 0, "", "", "check");
  char *exported = TAKE(desk, "export", "--format", "csv");
  assert_true(holds(exported, "The dam is dry."));
  assert_true(holds(exported, ",orphan"));
  EXPECT(desk, 0, "", "the library is whole\n", "doctor");
  free(exported);
  free(id);
  free(path);
}

static void doctor_finds_a_fresh_library_whole(void **state) {
  const Desk *desk = *state;
  add_twins(desk);
  free(TAKE(desk, "annotate", "Twins", "--quote", "Team Beta", "--tag", "a", "--comment", "c"));
  free(TAKE(desk, "undo"));
  EXPECT(desk, 0, "", "the library is whole\n", "doctor");
}

// SQLite says itself which page is broken; its reports follow the findings.
static void doctor_tells_what_sqlite_reports(void **state) {
  const Desk *desk = *state;
  add_twins(desk);
  int fd = open(desk->library, O_WRONLY);
  char garbage[512];
  memset(garbage, 0xEE, sizeof garbage);
  for (off_t at = 4096 * 3; at < 4096 * 6; at += 4096)
    assert_int_equal(pwrite(fd, garbage, sizeof garbage, at), sizeof garbage);
  close(fd);
  Program program = program_run(desk->home, "",
                                (const char *const[]){"--library", desk->library, "doctor", NULL});
  assert_int_equal(program.status, 65);
  assert_true(holds(program.out, "SQLite (11): database corruption"));
  program_release(&program);
}

static void check_manual(const char *manual, const char *macro, const char *name) {
  char wanted[60];
  snprintf(wanted, sizeof wanted, "%s %s", macro, name);
  if (!holds(manual, wanted)) fail_msg("man/postil.1 lacks %s", name);
}

// Every "--option" that a subcommand's help lists.
static void check_options(const Desk *desk, const char *manual, const char *subcommand) {
  char *help = TAKE(desk, "help", subcommand);
  for (char *at = strstr(help, "--"); at; at = strstr(at, "--")) {
    at += 2;
    size_t len = strspn(at, "abcdefghijklmnopqrstuvwxyz-");
    char end = at[len];
    at[len] = '\0';
    if (len > 0) check_manual(manual, "Fl Fl", at);
    at[len] = end;
  }
  free(help);
}

static void the_manual_page_names_every_subcommand_and_option(void **state) {
  const Desk *desk = *state;
  char *manual = check_read("man/postil.1");
  char *help = TAKE(desk, "help");
  char *lines = strstr(help, "subcommands:\n") + strlen("subcommands:\n");
  *strstr(lines, "\n\n") = '\0';
  for (char *line = strtok(lines, "\n"); line; line = strtok(NULL, "\n")) {
    char name[20];
    assert_int_equal(sscanf(line, "%19s", name), 1);
    check_manual(manual, "Cm", name);
    check_options(desk, manual, name);
  }
  free(help);
  free(manual);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(words_are_found_with_a_locator_that_opens_them),
      TEST(comments_are_found_where_they_are_asked_for),
      TEST(what_cannot_be_found_is_a_usage_error),
      TEST(a_folder_is_added_and_the_same_again_is_there_already),
      TEST(a_title_for_what_is_there_already_is_not_ignored_silently),
      TEST(listings_are_exact_or_safe_as_one_asks),
      TEST(every_path_is_tried_and_the_first_failure_counts),
      TEST(a_folder_without_files_says_so),
      TEST(a_changed_file_becomes_a_new_version_that_keeps_the_annotations),
      TEST(a_brief_comes_from_standard_input),
      TEST(metadata_of_the_reader_overrules_the_files),
      TEST(one_title_for_two_files_is_refused),
      TEST(showing_a_file_adds_nothing),
      TEST(a_file_is_shown_although_the_library_cannot_be_opened),
      TEST(a_file_is_shown_also_where_the_library_is_missing),
      TEST(without_a_terminal_nothing_opens_and_no_escape_is_printed),
      TEST(footnotes_say_what_ibid_means),
      TEST(a_removed_brief_comes_back_with_its_annotations),
      TEST(a_quotation_must_name_one_place),
      TEST(the_nth_quotation_is_the_nth),
      TEST(spans_count_code_points),
      TEST(one_call_is_one_change),
      TEST(annotations_are_edited_by_the_beginning_of_their_id),
      TEST(a_brief_is_edited_and_keeps_its_annotations),
      TEST(an_annotation_gets_another_passage_and_more_in_one_change),
      TEST(an_annotation_is_split_and_merged_again),
      TEST(undo_and_redo_walk_over_changes_of_earlier_runs),
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
      TEST(options_stand_before_or_behind_the_subcommand),
      TEST(what_a_changed_text_leaves_unsure_is_checked_and_reviewed),
      TEST(doctor_finds_a_fresh_library_whole),
      TEST(doctor_tells_what_sqlite_reports),
      TEST(a_dry_run_says_what_will_change_and_changes_nothing),
      TEST(the_codebook_is_changed_from_the_command_line),
      TEST(the_manual_page_names_every_subcommand_and_option),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
