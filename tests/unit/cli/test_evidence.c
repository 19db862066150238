// SPDX-License-Identifier: MIT
// What the footnotes cite and which sentences are repeated, from the command line.
#include "support/check.h"
#include "support/desk.h"

#include <stdlib.h>
#include <string.h>

#define SHARED "The stations of the valley agree on seven figures for each day."

// Three briefs: two share a sentence, and all cite, one of them the title of another.
static int set_up(void **state) {
  static const char *const texts[] = {
      "Valley Ports\n\n" SHARED " The dam is dry.[1]\n\n[1] “Grid Plan”, The Review, "
      "https://example.org/grid?utm_source=x.\n",
      "Second Brief\n\nOnce more and at length: a preface.[1] " SHARED "[2]\n\n"
      "[1] “Grid plan”, another review.\n[2] Ibid.\n",
      "Third Brief\n\nNobody knows why.[1] It rains.[2]\n\n[1] “Valley ports”, a newspaper.\n"
      "[2] A. Writer, Harbours, Hull 1911.\n"};
  static const char *const names[] = {"one.txt", "two.txt", "three.txt"};
  desk_set_up(state);
  const Desk *desk = *state;
  for (int i = 0; i < 3; i++) {
    char *path = desk_path(desk, names[i]);
    check_write(desk->home, names[i], slice_of(texts[i]));
    free(DESK_TAKE(desk, "add", path));
    free(path);
  }
  return 0;
}

// ---- Sources

static void sources_are_counted_once_with_their_ibid(void **state) {
  const Desk *desk = *state;
  DESK_EXPECT(desk, 0, "",
              "2\t3\tGrid Plan\texample.org/grid\n"
              "1\t1\tA. Writer, Harbours, Hull 1911.\t\n"
              "1\t1\tValley ports [same title in the library]\t\n",
              "sources");
}

static void a_query_chooses_the_briefs_that_cite(void **state) {
  const Desk *desk = *state;
  DESK_EXPECT(desk, 0, "", "1\t2\tGrid plan\t\n", "sources", "title:second");
  DESK_EXPECT(desk, 0, "", "1\t1\tGrid Plan\texample.org/grid\n", "sources", "dam", "dry");
  DESK_EXPECT(desk, 0, "", "", "sources", "title:none");
  DESK_EXPECT(desk, 64, "column 1: there is no field 'titel'", "", "sources", "titel:x");
}

static void naming_keeps_the_sources_that_hold_all_words(void **state) {
  const Desk *desk = *state;
  DESK_EXPECT(desk, 0, "", "2\t3\tGrid Plan\texample.org/grid\n", "sources", "--naming",
              "PLAN grid");
  DESK_EXPECT(desk, 0, "", "2\t3\tGrid Plan\texample.org/grid\n", "sources", "--naming",
              "example.org/grid");
  DESK_EXPECT(desk, 0, "", "1\t1\tA. Writer, Harbours, Hull 1911.\t\n", "sources", "--naming",
              "harbours");
  DESK_EXPECT(desk, 0, "", "", "sources", "--naming", "grid harbours");
  DESK_EXPECT(desk, 0, "", "1\t2\tGrid plan\t\n", "sources", "--naming", "grid", "title:second");
}

static void a_brief_and_its_notes_are_listed(void **state) {
  const Desk *desk = *state;
  char *lines = DESK_TAKE(desk, "sources", "--notes", "--naming", "grid");
  assert_int_equal(desk_count_lines(lines), 3);
  assert_non_null(strstr(lines, "\t1\tValley Ports\n"));
  assert_non_null(strstr(lines, "\t2\tSecond Brief\n"));
  free(lines);
  desk_check_lines(DESK_TAKE(desk, "sources", "--brief", "Third Brief"), 2);
  DESK_EXPECT(desk, 66, "cannot find the brief", "", "sources", "--brief", "none");
}

// ---- Repeated sentences

static char *annotate(const Desk *desk, const char *brief, const char *quote) {
  char *id = DESK_TAKE(desk, "annotate", brief, "--quote", quote, "--tag", "figures", "--comment",
                       "seven!", "--colour", "blue");
  id[strcspn(id, "\n")] = '\0';
  return id;
}

static void an_annotation_is_made_wherever_its_sentence_stands(void **state) {
  const Desk *desk = *state;
  char *id = annotate(desk, "Valley Ports", SHARED);
  char *would = DESK_TAKE(desk, "repeats", "--annotate", id, "--dry-run");
  assert_non_null(strstr(would, "\tSecond Brief\n"));
  desk_check_lines(DESK_TAKE(desk, "list", "--annotations"), 1);
  DESK_EXPECT(desk, 0, "", would, "repeats", "--annotate", id);
  char *made = DESK_TAKE(desk, "list", "--annotations", "--json", "brief:\"Second Brief\"");
  assert_non_null(strstr(made, "\"quote\":\"" SHARED "[2]\",\"colour\":\"blue\"")); // its mark
  assert_non_null(strstr(made, "\"comment\":\"seven!\",\"tags\":[\"figures\"]"));
  DESK_EXPECT(desk, 0, "", "", "repeats", "--annotate", id); // all have it
  DESK_EXPECT(desk, 0, "", NULL, "undo");                    // one step
  desk_check_lines(DESK_TAKE(desk, "list", "--annotations"), 1);
  free(made);
  free(would);
  free(id);
}

static void words_inside_a_sentence_are_found_too(void **state) {
  const Desk *desk = *state;
  char *id = annotate(desk, "Second Brief", "agree on seven figures");
  char *places = DESK_TAKE(desk, "repeats", "--annotate", id);
  assert_int_equal(desk_count_lines(places), 1);
  assert_non_null(strstr(places, "\tValley Ports\n"));
  desk_check_lines(DESK_TAKE(desk, "list", "--annotations", "quote:\"agree on seven figures\""), 2);
  free(places);
  free(id);
}

static void what_stands_nowhere_else_makes_nothing(void **state) {
  const Desk *desk = *state;
  char *id = annotate(desk, "Valley Ports", "The dam is dry.");
  DESK_EXPECT(desk, 0, "", "", "repeats", "--annotate", id);
  desk_check_lines(DESK_TAKE(desk, "history"), 4); // three briefs, one annotation
  DESK_EXPECT(desk, 66, "cannot find the annotation", "", "repeats", "--annotate", "00000000");
  DESK_EXPECT(desk, 64, "without --annotate", "", "repeats", "--dry-run");
  DESK_EXPECT(desk, 64, "choose one", "", "repeats", "--annotate", id, "--brief", "Third");
  free(id);
}

static void repeats_are_listed_for_all_and_for_one_brief(void **state) {
  const Desk *desk = *state;
  DESK_EXPECT(desk, 0, "", "2\t" SHARED "\n", "repeats");
  DESK_EXPECT(desk, 0, "", "2\t" SHARED "\n", "repeats", "--brief", "Second");
  DESK_EXPECT(desk, 0, "", "", "repeats", "--brief", "Third");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, desk_tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(sources_are_counted_once_with_their_ibid),
      TEST(a_query_chooses_the_briefs_that_cite),
      TEST(naming_keeps_the_sources_that_hold_all_words),
      TEST(a_brief_and_its_notes_are_listed),
      TEST(an_annotation_is_made_wherever_its_sentence_stands),
      TEST(words_inside_a_sentence_are_found_too),
      TEST(what_stands_nowhere_else_makes_nothing),
      TEST(repeats_are_listed_for_all_and_for_one_brief),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
