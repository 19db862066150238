// SPDX-License-Identifier: MIT
// New versions by the command line: which file is one, what becomes of the annotations, and how
// what waits is said, listed and answered.
#include "support/check.h"
#include "support/desk.h"

#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

// ---- Which text is a version of which

// Ten paragraphs of one length under a title; the last `others` of them are nobody else's.
static void write_report(const Desk *desk, const char *name, const char *title, uint32_t others) {
  static const char *const lines[] = {
      "The canals of the delta were dug by hand, and nobody remembers when that was.",
      "Each of the locks is opened twice a day, which boatmen complain about loudly.",
      "Engineers measured silt in eleven basins during the dry season of that year.",
      "Households along the embankment pay a special tax for dredging and for reeds.",
      "Fishing cooperatives lost their licences when the estuary closed to trawlers.",
      "Migratory birds returned to the northern marshes once the pumps were stopped.",
      "Nobody believes that another barrage would protect the villages from a storm.",
      "Schoolchildren counted herons in spring, under supervision by their teachers.",
      "Ministers promised three bridges and built a ferry landing, eleven years ago.",
      "Surveyors found that the old maps were drawn from memory by a retired pilot.",
  };
  enum { LINES = sizeof lines / sizeof *lines };
  Buffer text = {0};
  buffer_printf(&text, "%s\n\n1 May 2026\n\n", title);
  for (uint32_t i = 0; i < LINES - others; i++) buffer_printf(&text, "%s\n\n", lines[i]);
  for (uint32_t i = 0; i < others; i++)
    buffer_printf(&text,
                  "Quarry%c workers%c left%c, as%c letters%c from%c those%c weeks%c tell.\n\n",
                  'a' + (int)i, 'b' + (int)i, 'c' + (int)i, 'd' + (int)i, 'e' + (int)i,
                  'f' + (int)i, 'g' + (int)i, 'h' + (int)i);
  check_write(desk->home, name, buffer_slice(&text));
  buffer_release(&text);
}

static void expect_added(const Desk *desk, const char *name, const char *said) {
  char *path = desk_path(desk, name);
  DESK_EXPECT(desk, 0, said, NULL, "add", path);
  free(path);
}

static void a_retitled_text_is_a_version_where_four_fifths_of_it_are_the_same(void **state) {
  const Desk *desk = *state;
  write_report(desk, "one.txt", "Water in the Delta", 0);
  write_report(desk, "two.txt", "Embankments and Boatmen", 1);
  expect_added(desk, "one.txt", "");
  expect_added(desk, "two.txt", "is a new version");
  desk_check_lines(DESK_TAKE(desk, "list"), 1);
}

static void below_that_it_is_told_and_kept_apart(void **state) {
  const Desk *desk = *state;
  write_report(desk, "one.txt", "Water in the Delta", 0);
  write_report(desk, "two.txt", "Embankments and Boatmen", 3);
  expect_added(desk, "one.txt", "");
  expect_added(desk, "two.txt", "is mostly the same text, but states another title");
  desk_check_lines(DESK_TAKE(desk, "list"), 2);
}

static void a_text_with_half_of_another_is_a_brief_of_its_own(void **state) {
  const Desk *desk = *state;
  write_report(desk, "one.txt", "Water in the Delta", 0);
  write_report(desk, "two.txt", "Embankments and Boatmen", 5);
  expect_added(desk, "one.txt", "");
  expect_added(desk, "two.txt", "");
  desk_check_lines(DESK_TAKE(desk, "list"), 2);
}

static void renamed_files_of_a_folder_are_versions(void **state) {
  const Desk *desk = *state;
  char *folder = desk_path(desk, "new");
  write_report(desk, "one.txt", "Water in the Delta", 0);
  expect_added(desk, "one.txt", "");
  assert_int_equal(mkdir(folder, 0700), 0);
  write_report(desk, "new/edited.txt", "Embankments and Boatmen", 1);
  check_write(desk->home, "new/other.txt",
              SLICE("Another Brief\n\n2 May 2026\n\nNothing of it.\n"));
  DESK_EXPECT(desk, 0, "is a new version", NULL, "add", folder);
  desk_check_lines(DESK_TAKE(desk, "list"), 2);
  free(folder);
}

static void add_new_makes_a_brief_of_its_own(void **state) {
  const Desk *desk = *state;
  char *path = desk_path(desk, "two.txt");
  write_report(desk, "one.txt", "Water in the Delta", 0);
  write_report(desk, "two.txt", "Water in the Delta", 1);
  expect_added(desk, "one.txt", "");
  DESK_EXPECT(desk, 0, "", NULL, "add", "--new", path);
  desk_check_lines(DESK_TAKE(desk, "list"), 2);
  free(path);
}

static void add_again_shows_an_earlier_version_again(void **state) {
  const Desk *desk = *state;
  char *path = desk_path(desk, "one.txt"), *shown;
  write_report(desk, "one.txt", "Water in the Delta", 0);
  expect_added(desk, "one.txt", "");
  write_report(desk, "two.txt", "Water in the Delta", 1);
  expect_added(desk, "two.txt", "is a new version");
  expect_added(desk, "one.txt", "an earlier version");
  shown = DESK_TAKE(desk, "show", "Water");
  assert_non_null(strstr(shown, "Quarrya"));
  free(shown);
  DESK_EXPECT(desk, 0, "", NULL, "add", "--again", path);
  shown = DESK_TAKE(desk, "show", "Water");
  assert_null(strstr(shown, "Quarrya"));
  free(shown);
  free(path);
}

// ---- What waits

static const char ports[] = "Ports\n\nFarmers wait for rain. The dam is dry.\n";
static const char ports_now[] = "Ports\n\nFarmers wait for rain.\n";

// A brief of which an annotation lost its passage; its id, freed by the caller.
static char *lose_a_passage(const Desk *desk) {
  char *path = desk_path(desk, "ports.txt");
  check_write(desk->home, "ports.txt", slice_of(ports));
  free(DESK_TAKE(desk, "add", path));
  char *id = DESK_TAKE(desk, "annotate", "Ports", "--quote", "The dam is dry.");
  id[strcspn(id, "\n")] = '\0';
  check_write(desk->home, "ports.txt", slice_of(ports_now));
  DESK_EXPECT(desk, 0, "1 of them waits for review", NULL, "add", path);
  free(path);
  return id;
}

// Fails unless the list has this and the status is 1.
static void expect_waiting(Program program, const char *listed) {
  assert_int_equal(program.status, 1);
  if (!strstr(program.out, listed)) fail_msg("%s is not in\n%s", listed, program.out);
  program_release(&program);
}

static void check_and_review_exit_with_1_while_anything_waits(void **state) {
  const Desk *desk = *state;
  desk_add_twins(desk);
  DESK_EXPECT(desk, 0, "", "", "check");
  DESK_EXPECT(desk, 0, "", "", "review");
  char *id = lose_a_passage(desk);
  expect_waiting(DESK_RUN(desk, "check"), id);
  expect_waiting(DESK_RUN(desk, "check", "Ports"), id);
  expect_waiting(DESK_RUN(desk, "review"), id);
  expect_waiting(DESK_RUN(desk, "review", "--json"), "\"old\":\"The dam is dry.\"");
  DESK_EXPECT(desk, 66, "cannot find the brief", "", "check", "Nobody");
  DESK_EXPECT(desk, 0, "", "", "review", "accept", id);
  DESK_EXPECT(desk, 0, "", "", "review");
  free(DESK_TAKE(desk, "undo"));
  expect_waiting(DESK_RUN(desk, "review"), id);
  free(id);
}

static void an_answer_that_is_none_is_refused(void **state) {
  const Desk *desk = *state;
  char *id = lose_a_passage(desk);
  DESK_EXPECT(desk, 64, "say accept, orphan or attach", "", "review", "accept");
  DESK_EXPECT(desk, 64, "takes one annotation", "", "review", "accept", id, "7:14");
  DESK_EXPECT(desk, 66, "annotation", "", "review", "accept", "00000000");
  expect_waiting(DESK_RUN(desk, "review"), id);
  free(id);
}

// ---- Pairs of texts: what an annotation of the first says of the second

typedef struct Pair {
  const char *old, *quote, *new, *state, *found; // found: NULL where nothing is
} Pair;

static const Pair pairs[] = {
    {"Linus spoke first. The others followed him out.", "Linus",
     "The others followed him out. A word on machines.", "orphan", NULL},
    {"The report was made by Robin in May, and read by all of us in the town hall.", "Robin",
     "The report was made by Elisa in May, and read by all of us in the town hall.", "changed",
     "Elisa"},
    {"It rained. Team Alpha won the first cup of that year. Team Beta won the second cup later.",
     "Team Alpha won the first cup of that year.", "It rained. Team Beta won the second cup later.",
     "orphan", NULL},
    {"He said \"nothing\" - and left the cooperative in 1911 for good.", "left the cooperative",
     "He said “nothing” – and left the co-\noperative in 1911 for good.", "same",
     "left the co-\\noperative"},
    {"鉄道は去年できた。駅は川のそばにある。", "駅は川のそば",
     "鉄道は今年できた。駅は川のそばにある。", "same", "駅は川のそば"},
    {"الميناء قديم جدا. السفن تنتظر المطر منذ أسبوع كامل.", "السفن تنتظر المطر",
     "الميناء جديد جدا. السفن تنتظر الريح منذ أسبوع كامل.", "changed", "السفن تنتظر الريح"},
};

static void check_pair(const Desk *desk, const Pair *pair, const char *name) {
  char *path = desk_path(desk, name), *listed;
  Buffer text = {0}, line = {0};
  buffer_printf(&text, "%s\n", pair->old);
  check_write(desk->home, name, buffer_slice(&text));
  free(DESK_TAKE(desk, "add", path));
  free(DESK_TAKE(desk, "annotate", path, "--quote", pair->quote));
  buffer_clear(&text);
  buffer_printf(&text, "%s\n", pair->new);
  check_write(desk->home, name, buffer_slice(&text));
  DESK_EXPECT(desk, 0, "is a new version", NULL, "add", path);
  listed = DESK_TAKE(desk, "list", "--annotations", "--json");
  buffer_printf(&line, "\"quote\":\"%s\",\"colour\":\"yellow\",\"state\":\"%s\"",
                pair->found ? pair->found : pair->quote, pair->state);
  if (!strstr(listed, line.ptr)) fail_msg("%s is not in\n%s", line.ptr, listed);
  free(listed);
  free(path);
  buffer_release(&text);
  buffer_release(&line);
}

static void annotations_are_where_the_pairs_say(void **state) {
  const Desk *desk = *state;
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    char name[] = "pairA.txt";
    name[4] = (char)('A' + i);
    check_pair(desk, &pairs[i], name);
  }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_set_up, desk_tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_retitled_text_is_a_version_where_four_fifths_of_it_are_the_same),
      TEST(below_that_it_is_told_and_kept_apart),
      TEST(a_text_with_half_of_another_is_a_brief_of_its_own),
      TEST(renamed_files_of_a_folder_are_versions),
      TEST(add_new_makes_a_brief_of_its_own),
      TEST(add_again_shows_an_earlier_version_again),
      TEST(check_and_review_exit_with_1_while_anything_waits),
      TEST(an_answer_that_is_none_is_refused),
      TEST(annotations_are_where_the_pairs_say),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
