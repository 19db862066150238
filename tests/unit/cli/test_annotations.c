// SPDX-License-Identifier: MIT
// Annotations and the codebook from the command line.
#include "support/check.h"
#include "support/desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// ---- Annotations

static void a_quotation_must_name_one_place(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  DESK_EXPECT(desk, 65, "it stands there 2 times", "", "annotate", "Twins", "--quote", "eam Alpha");
  DESK_EXPECT(desk, 1, "it does not stand there", "", "annotate", "Twins", "--quote", "Team Gamma");
  DESK_EXPECT(desk, 1, "2 times only", "", "annotate", "Twins", "--quote", "eam Alpha", "--nth",
              "3");
  DESK_EXPECT(desk, 64, "the quotation is empty", "", "annotate", "Twins", "--quote", "");
  DESK_EXPECT(desk, 64, "one of them", "", "annotate", "Twins");
  DESK_EXPECT(desk, 64, "one of them", "", "annotate", "Twins", "--whole", "--span", "0:1");
  DESK_EXPECT(desk, 1, "nothing to write", "", "export", "--format", "markdown");
}

static void the_nth_quotation_is_the_nth(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  char *id = DESK_TAKE(desk, "annotate", "Twins", "--quote", "eam Alpha", "--nth", "2");
  assert_int_equal(strlen(id), 37);
  char *exported = DESK_TAKE(desk, "export", "--format", "jsonl");
  assert_true(strstr(exported, "\"start\":55,\"end\":64,\"quote\":\"eam Alpha\""));
  free(exported);
  free(id);
}

static void spans_count_code_points(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  free(DESK_TAKE(desk, "annotate", "Twins", "--span", "48:52"));
  char *exported = DESK_TAKE(desk, "export", "--format", "jsonl");
  assert_true(strstr(exported, "\"start\":48,\"end\":52,\"quote\":\"café\""));
  free(exported);
  DESK_EXPECT(desk, 64, "code points", "", "annotate", "Twins", "--span", "48:9999");
  DESK_EXPECT(desk, 64, "START:END", "", "annotate", "Twins", "--span", "9:9");
  DESK_EXPECT(desk, 64, "START:END", "", "annotate", "Twins", "--span", "9");
  DESK_EXPECT(desk, 64, "START:END", "", "annotate", "Twins", "--span", ":9");
}

static void one_call_is_one_change(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  free(DESK_TAKE(desk, "annotate", "Twins", "--quote", "Team Beta", "--tag", "a/b", "--tag", "c",
                 "--comment", "so", "--colour", "green"));
  desk_check_lines(DESK_TAKE(desk, "history"), 2);
  char *exported = DESK_TAKE(desk, "export", "--format", "jsonl");
  assert_true(strstr(exported, "\"colour\":\"green\",\"comment\":\"so\",\"tags\":[\"a/b\",\"c\"]"));
  free(exported);
  free(DESK_TAKE(desk, "undo"));
  char *left = DESK_TAKE(desk, "export", "--format", "jsonl");
  assert_int_equal(desk_count_lines(left), 1);
  free(left);
}

static void annotations_are_edited_by_the_beginning_of_their_id(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  char *id = DESK_TAKE(desk, "annotate", "Twins", "--quote", "Team Beta");
  id[13] = '\0';
  DESK_EXPECT(desk, 0, "", "", "tag", id, "energy/solar", "risk");
  DESK_EXPECT(desk, 0, "", "", "untag", id, "risk");
  desk_expect(
      program_run(desk->home, "Two\nlines.\n",
                  (const char *const[]){"--library", desk->library, "comment", id, "-", NULL}),
      0, "", "");
  char *exported = DESK_TAKE(desk, "export", "--format", "jsonl");
  assert_true(strstr(exported, "\"comment\":\"Two\\nlines.\",\"tags\":[\"energy/solar\"]"));
  free(exported);
  DESK_EXPECT(desk, 0, "", "", "delete", id);
  DESK_EXPECT(desk, 66, "there is no annotation of that id", "", "tag", id, "x");
  free(id);
}

static void an_annotation_gets_another_passage_and_more_in_one_change(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  char *id = DESK_TAKE(desk, "annotate", "Twins", "--quote", "Team Beta", "--tag", "a");
  id[36] = '\0';
  DESK_EXPECT(desk, 0, "", "", "edit", id, "--quote", "eam Alpha", "--nth", "2", "--untag", "a",
              "--tag", "b", "--comment", "so", "--colour", "green");
  desk_check_lines(DESK_TAKE(desk, "history"), 3);
  char *exported = DESK_TAKE(desk, "export", "--format", "jsonl");
  assert_true(strstr(exported, "\"start\":55,\"end\":64,\"quote\":\"eam Alpha\""));
  assert_true(strstr(exported, "\"colour\":\"green\",\"comment\":\"so\",\"tags\":[\"b\"]"));
  free(exported);
  DESK_EXPECT(desk, 0, "", "", "edit", id, "--span", "48:52");
  DESK_EXPECT(desk, 64, "nothing is said", "", "edit", id);
  DESK_EXPECT(desk, 64, "one of them", "", "edit", id, "--span", "48:52", "--quote", "Team Beta");
  DESK_EXPECT(desk, 1, "does not stand there", "", "edit", id, "--quote", "Team Gamma");
  DESK_EXPECT(desk, 66, "cannot find the annotation", "", "edit", "00000000", "--comment", "x");
  free(id);
}

// The editor is whatever the environment names; here filters that change a file in place.
static void a_brief_is_edited_and_keeps_its_annotations(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  free(DESK_TAKE(desk, "annotate", "Twins", "--quote", "Team Beta"));
  setenv("VISUAL", "sed -i 's/Team Beta/Team Bravo/'", 1);
  DESK_EXPECT(desk, 0, "a new version: 1 annotation carried over", "", "edit", "Twins");
  char *exported = DESK_TAKE(desk, "export", "--format", "jsonl");
  assert_true(strstr(exported, "\"quote\":\"Team Bravo\""));
  free(exported);
  desk_check_lines(DESK_TAKE(desk, "list"), 1);
  char *history = DESK_TAKE(desk, "history");
  setenv("VISUAL", "true", 1);
  DESK_EXPECT(desk, 0, "the text is as it was", "", "edit", "Twins");
  setenv("VISUAL", "false", 1);
  DESK_EXPECT(desk, 65, "ended with status 1, and nothing was changed", "", "edit", "Twins");
  setenv("VISUAL", "truncate -s 0", 1);
  DESK_EXPECT(desk, 65, "nothing is left of it", "", "edit", "Twins");
  setenv("VISUAL", "/no/such/editor", 1);
  DESK_EXPECT(desk, 66, "there is no such program", "", "edit", "Twins");
  char *after = DESK_TAKE(desk, "history");
  assert_string_equal(after, history);
  unsetenv("VISUAL");
  free(DESK_TAKE(desk, "undo"));
  exported = DESK_TAKE(desk, "export", "--format", "jsonl");
  assert_true(strstr(exported, "\"quote\":\"Team Beta\""));
  free(exported);
  free(history);
  free(after);
}

static void an_annotation_is_split_and_merged_again(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  char *id = DESK_TAKE(desk, "annotate", "Twins", "--span", "48:64", "--comment", "so");
  id[36] = '\0';
  char *second = DESK_TAKE(desk, "edit", id, "--split", "54");
  second[36] = '\0';
  char *exported = DESK_TAKE(desk, "export", "--format", "jsonl");
  assert_true(strstr(exported, "\"start\":48,\"end\":53,"));
  assert_true(strstr(exported, "\"start\":54,\"end\":64,"));
  free(exported);
  DESK_EXPECT(desk, 64, "cannot split the annotation there", "", "edit", id, "--split", "2");
  DESK_EXPECT(desk, 64, "stands alone", "", "edit", id, "--split", "50", "--tag", "a");
  Buffer kept = {0};
  buffer_printf(&kept, "%s\n", id);
  DESK_EXPECT(desk, 0, "", kept.ptr, "merge", second, id);
  buffer_release(&kept);
  exported = DESK_TAKE(desk, "export", "--format", "jsonl");
  assert_true(strstr(exported, "\"start\":48,\"end\":64,"));
  free(exported);
  DESK_EXPECT(desk, 66, "cannot find the annotation", "", "merge", second, id);
  free(second);
  free(id);
}

static void undo_and_redo_walk_over_changes_of_earlier_runs(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  free(DESK_TAKE(desk, "annotate", "Twins", "--quote", "Team Beta", "--tag", "a"));
  free(DESK_TAKE(desk, "annotate", "Twins", "--quote", "left", "--tag", "b"));
  desk_check_lines(DESK_TAKE(desk, "undo", "2"), 2);
  free(DESK_TAKE(desk, "redo"));
  char *exported = DESK_TAKE(desk, "export", "--format", "csv");
  assert_true(strstr(exported, "Team Beta"));
  assert_false(strstr(exported, "left,,b"));
  free(exported);
  desk_check_lines(DESK_TAKE(desk, "redo"), 1);
  DESK_EXPECT(desk, 1, "nothing to redo", "", "redo");
  DESK_EXPECT(desk, 64, "from 1", "", "undo", "x");
}

// ---- The codebook

static void tag_twins(const Desk *desk) {
  char *path = desk_path(desk, "twins.txt");
  check_write(desk->home, "twins.txt", slice_of(desk_twins));
  DESK_EXPECT(desk, 0, "", NULL, "add", path);
  DESK_EXPECT(desk, 0, "", NULL, "annotate", path, "--quote", "Team Alpha", "--tag", "team/alpha");
  DESK_EXPECT(desk, 0, "", NULL, "annotate", path, "--quote", "Team Beta", "--tag", "team/beta");
  free(path);
}

static void a_dry_run_says_what_will_change_and_changes_nothing(void **state) {
  const Desk *desk = *state;
  tag_twins(desk);
  char *before = DESK_TAKE(desk, "tags", "--json");
  DESK_EXPECT(desk, 0, "", "2 tags, 2 annotations in 1 brief will change\n", "tags", "rename",
              "team", "side", "--dry-run");
  DESK_EXPECT(desk, 0, "", "1 annotation in 1 brief will change\n", "tags", "--dry-run", "delete",
              "team/beta");
  DESK_EXPECT(desk, 0, "", "{\"tags\":2,\"annotations\":2,\"briefs\":1,\"change\":0}\n", "tags",
              "rename", "team", "side", "--dry-run", "--json");
  DESK_EXPECT(desk, 65, "already", "", "tags", "--dry-run", "rename", "team/alpha", "team/beta");
  DESK_EXPECT(desk, 0, "", "1 annotation in 1 brief will change\n", "tags", "--dry-run", "split",
              "team/alpha", "team/first", "colour:yellow");
  char *after = DESK_TAKE(desk, "tags", "--json");
  check_text(slice_of(after), before);
  free(before);
  free(after);
}

// Merging where the name is taken, and nothing where it is so already.
static void a_dry_run_of_a_rename_goes_the_way_of_the_rename(void **state) {
  const Desk *desk = *state;
  tag_twins(desk);
  DESK_EXPECT(desk, 0, "", "0 annotations in 0 briefs will change\n", "tags", "--dry-run", "rename",
              "team/alpha", "team / alpha");
  DESK_EXPECT(desk, 0, "", "1 annotation in 1 brief will change\n", "tags", "--dry-run", "--yes",
              "rename", "team/alpha", "team/beta");
  DESK_EXPECT(desk, 0, "", "1\tteam/alpha\n1\tteam/beta\n", "tags");
  DESK_EXPECT(desk, 0, "1 annotation in 1 brief changed", "", "tags", "--yes", "rename",
              "team/alpha", "team/beta");
}

static void a_tag_is_split_by_another_name_of_it(void **state) {
  const Desk *desk = *state;
  tag_twins(desk);
  DESK_EXPECT(desk, 0, "", "", "tags", "alias", "team/alpha", "first");
  DESK_EXPECT(desk, 0, "", "1 annotation in 1 brief will change\n", "tags", "--dry-run", "split",
              "first", "team/second", "colour:yellow");
  DESK_EXPECT(desk, 0, "1 annotation in 1 brief changed", "", "tags", "split", "first",
              "team/second", "colour:yellow");
  DESK_EXPECT(desk, 0, "", "0\tteam/alpha\n1\tteam/beta\n1\tteam/second\n", "tags");
}

// A mistyped tag looks like one that nothing has.
static void a_tag_that_is_not_there_is_told(void **state) {
  const Desk *desk = *state;
  static const char told[] = "postil: no tag is called 'taem'; 'postil tags' lists all\n";
  tag_twins(desk);
  DESK_EXPECT(desk, 1, told, "", "list", "tag:taem");
  DESK_EXPECT(desk, 0, told, NULL, "list", "tag:team", "or", "tag:taem");
  DESK_EXPECT(desk, 0, told, NULL, "export", "--format", "csv", "--tag", "taem");
  DESK_EXPECT(desk, 0, told, NULL, "export", "--format", "csv", "not", "tag:taem");
  DESK_EXPECT(desk, 0, "no tag is called 'team'", NULL, "stats", "tag:=team", "or", "tag:=team/");
  DESK_EXPECT(desk, 0, "", NULL, "list", "tag:Team", "tag:=team/");
}

static void the_codebook_is_changed_from_the_command_line(void **state) {
  const Desk *desk = *state;
  tag_twins(desk);
  check_write(desk->home, "codes.jsonl", SLICE("{\"path\":\"rules\",\"memo\":\"What binds.\"}\n"));
  char *codes = desk_path(desk, "codes.jsonl");
  DESK_EXPECT(desk, 0, "1 tag imported, 1 of them new", "", "tags", "import", codes);
  DESK_EXPECT(desk, 0, "", "0\trules\n1\tteam/alpha\n1\tteam/beta\n", "tags");
  DESK_EXPECT(desk, 0, "so already", "", "tags", "import", codes);
  DESK_EXPECT(desk, 66, "cannot read", "", "tags", "import", "/nowhere/at/all");
  DESK_EXPECT(desk, 0, "", NULL, "undo");
  free(codes);
  DESK_EXPECT(desk, 0, "2 annotations in 1 brief changed", "", "tags", "rename", "team", "side");
  DESK_EXPECT(desk, 0, "", "1\tside/alpha\n1\tside/beta\n", "tags");
  DESK_EXPECT(desk, 65, "'postil tags merge' makes them one", "", "tags", "rename", "side/alpha",
              "side/beta");
  DESK_EXPECT(desk, 0, "1 annotation in 1 brief changed", "", "tags", "rename", "--yes",
              "side/alpha", "side/beta");
  DESK_EXPECT(desk, 0, "", NULL, "undo");
  DESK_EXPECT(desk, 0, "1 annotation in 1 brief changed", "", "tags", "merge", "side/alpha",
              "side/beta");
  DESK_EXPECT(desk, 0, "", "2\tside/beta\n", "tags");
  DESK_EXPECT(desk, 0, "", "", "tags", "colour", "side/beta", "pink");
  DESK_EXPECT(desk, 0, "", "", "tags", "memo", "side/beta", "who they are");
  DESK_EXPECT(desk, 0, "nothing to change", "", "tags", "colour", "side/beta", "#ffc0cb");
  char *json = DESK_TAKE(desk, "tags", "--json");
  assert_true(strstr(json, "\"colour\":\"#ffc0cb\",\"memo\":\"who they are\",\"annotations\":2}"));
  free(json);
  DESK_EXPECT(desk, 0, "2 annotations in 1 brief changed", "", "tags", "delete", "side");
  DESK_EXPECT(desk, 0, "", "", "tags");
  DESK_EXPECT(desk, 0, "", "", "tags", "add", "side / gamma");
  DESK_EXPECT(desk, 0, "", "0\tside/gamma\n", "tags");
  DESK_EXPECT(desk, 0, "", NULL, "undo", "6");
  DESK_EXPECT(desk, 0, "", "1\tteam/alpha\n1\tteam/beta\n", "tags");
  DESK_EXPECT(desk, 64, "usage: postil tags rename TAG NEW", "", "tags", "rename", "team");
  DESK_EXPECT(desk, 64, "cannot run 'tags frobnicate'", "", "tags", "frobnicate");
  DESK_EXPECT(desk, 66, "cannot find the tag 'none'", "", "tags", "delete", "none");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, desk_set_up, desk_tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_quotation_must_name_one_place),
      TEST(the_nth_quotation_is_the_nth),
      TEST(spans_count_code_points),
      TEST(one_call_is_one_change),
      TEST(annotations_are_edited_by_the_beginning_of_their_id),
      TEST(a_brief_is_edited_and_keeps_its_annotations),
      TEST(an_annotation_gets_another_passage_and_more_in_one_change),
      TEST(an_annotation_is_split_and_merged_again),
      TEST(undo_and_redo_walk_over_changes_of_earlier_runs),
      TEST(a_dry_run_says_what_will_change_and_changes_nothing),
      TEST(a_dry_run_of_a_rename_goes_the_way_of_the_rename),
      TEST(a_tag_is_split_by_another_name_of_it),
      TEST(a_tag_that_is_not_there_is_told),
      TEST(the_codebook_is_changed_from_the_command_line),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
