// SPDX-License-Identifier: MIT
#include "support/reading.h"

#include <stdlib.h>

// ---- Selecting

static void positions_are_code_points_and_the_dollar_is_the_end(void **state) {
  (void)state;
  Reading *reading = reading_open(true);
  reading_do(reading, "select 4 10");
  reading_check_cut(reading, session_selection(&reading->session), "rivers");
  reading_do(reading, "select 4 $");
  assert_int_equal(session_selection(&reading->session).end, reading->session.version->text.len);
  reading_refuse(reading, "select 5 5", ERROR_USAGE);
  reading_refuse(reading, "select 6 5", ERROR_USAGE);
  reading_refuse(reading, "select $ $", ERROR_USAGE);
  reading_refuse(reading, "select 5 99999999", ERROR_USAGE);
  reading_refuse(reading, "select 5 1000000000000", ERROR_USAGE);
  reading_refuse(reading, "select 5 x", ERROR_USAGE);
  reading_free(reading);
}

static void a_quotation_is_literal_and_must_be_the_only_one(void **state) {
  (void)state;
  Reading *reading = reading_open(true);
  reading_do(reading, "select \"main strength.[i]\"");
  reading_check_cut(reading, session_selection(&reading->session), "main strength.[i]");
  reading_refuse(reading, "select \"main strength[.]\"", ERROR_NOTHING);
  reading_refuse(reading, "select \"Compact\"", ERROR_DATA);
  reading_do(reading, "select \"the Compact\" 2");
  reading_check_caret(reading, "the Compact has been read");
  reading_refuse(reading, "select \"forty wells\" 9", ERROR_NOTHING);
  reading_refuse(reading, "select \"forty wells\" 0", ERROR_USAGE);
  reading_refuse(reading, "select \"\"", ERROR_USAGE);
  reading_free(reading);
}

static void white_space_alone_may_be_selected(void **state) {
  (void)state;
  Reading *reading = reading_open(true);
  reading_do(reading, "select 3 4; highlight");
  reading_check_annotations(reading, " |yellow||\n");
  reading_free(reading);
}

static void selecting_takes_both_ends_whichever_comes_first(void **state) {
  (void)state;
  Reading *reading = reading_open(false);
  Session *session = &reading->session;
  reading_do(reading, "next-word; select-characters; word-end");
  reading_check_cut(reading, session_selection(session), "rivers");
  reading_do(reading, "other-end; previous-word");
  reading_check_cut(reading, session_selection(session), "Few rivers");
  reading_do(reading, "select-characters");
  assert_true(span_is_empty(session_selection(session)));
  reading_do(reading, "next-sentence; select-again");
  reading_check_cut(reading, session_selection(session), "Few rivers");
  reading_do(reading, "select-sentences");
  assert_true(slice_starts(version_cut(session->version, session_selection(session)),
                           SLICE("Few rivers in the region")));
  assert_true(session->selecting);
  reading_free(reading);
}

static void text_objects_select_what_is_at_the_caret(void **state) {
  (void)state;
  Reading *reading = reading_open(false);
  Session *session = &reading->session;
  reading_do(reading, "next-word; select-characters; object-word");
  reading_check_cut(reading, session_selection(session), "rivers");
  reading_do(reading, "tag a; object-annotation");
  reading_check_cut(reading, session_selection(session), "rivers");
  reading_refuse(reading, "object-note", ERROR_NOTHING);
  reading_do(reading, "object-paragraph");
  assert_int_equal(session_selection(session).start, 0);
  reading_free(reading);
}

// The objects at each caret, and that a pair inside another is the one that counts.
static void quotations_brackets_and_sections_are_objects(void **state) {
  (void)state;
  static const struct {
    const char *at, *command, *selected;
  } cases[] = {
      {"new", "object-quotation", "new"},          {"It is", "object-quotation", "It is ‘new’,"},
      {"French", "object-quotation", " French "},  {"German", "object-quotation", "German"},
      {"plain", "object-quotation", "plain"},      {"deep", "object-bracket", "deep"},
      {"outer", "object-bracket", "outer [deep]"}, {"braces", "object-bracket", "braces"},
  };
  Reading *reading = reading_new(false);
  Session *session = &reading->session;
  char *folder = check_folder();
  Buffer line = {0};
  check_write(
      folder, "objects.txt",
      SLICE("All Pairs\n\n# Pairs\n\n“It is ‘new’,” he said; « French », „German“, \"plain\".\n\n"
            "See (outer [deep]) and {braces}.\n\n# Nothing\n\nNo pair here.\n"));
  buffer_printf(&line, "add %s/objects.txt", folder);
  reading_do(reading, line.ptr);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    buffer_clear(&line);
    buffer_printf(&line, "select \"%s\"; select-characters; %s", cases[i].at, cases[i].command);
    reading_do(reading, line.ptr);
    reading_check_cut(reading, session_selection(session), cases[i].selected);
    session_select_none(session);
  }
  reading_do(reading, "select \"deep\"; object-heading");
  reading_check_cut(reading, session_selection(session),
                    "# Pairs\n\n“It is ‘new’,” he said; « French », „German“, \"plain\".\n\n"
                    "See (outer [deep]) and {braces}.");
  session_select_none(session);
  reading_do(reading, "select \"No pair\"");
  reading_refuse(reading, "object-quotation", ERROR_NOTHING);
  reading_refuse(reading, "object-bracket", ERROR_NOTHING);
  buffer_release(&line);
  check_folder_remove(folder);
  free(folder);
  reading_free(reading);
}

static void check_counted(Reading *reading, ActionId id, uint32_t count, const char *wanted) {
  Session *session = &reading->session;
  uint32_t pos = session->pos;
  check_ok(session_run_action(session, ACTION_SELECT_CHARACTERS, NULL, 0, 0, &reading->result,
                              &reading->err),
           &reading->err);
  check_ok(session_run_action(session, id, NULL, 0, count, &reading->result, &reading->err),
           &reading->err);
  reading_check_cut(reading, session_selection(session), wanted);
  session_select_none(session);
  session_move_to(session, pos, false);
}

static void a_count_selects_so_many_objects_or_pairs_outwards(void **state) {
  (void)state;
  static const char text[] =
      "Counts\n\nHere is a sentence that says what follows.\n\nOne two. Three (four [five {six}]). "
      "“Seven ‘eight’.”\n\nNine.\n";
  Reading *reading = reading_new(false);
  char *folder = check_folder();
  Buffer line = {0};
  check_write(folder, "counts.txt", slice_of(text));
  buffer_printf(&line, "add %s/counts.txt", folder);
  reading_do(reading, line.ptr);
  reading_do(reading, "select One");
  check_counted(reading, ACTION_OBJECT_WORD, 2, "One two");
  check_counted(reading, ACTION_OBJECT_SENTENCE, 2, "One two. Three (four [five {six}]).");
  check_counted(reading, ACTION_OBJECT_PARAGRAPH, 9,
                "One two. Three (four [five {six}]). “Seven ‘eight’.”\n\nNine.");
  reading_do(reading, "select six");
  check_counted(reading, ACTION_OBJECT_BRACKET, 1, "six");
  check_counted(reading, ACTION_OBJECT_BRACKET, 2, "five {six}");
  check_counted(reading, ACTION_OBJECT_BRACKET, 3, "four [five {six}]");
  check_counted(reading, ACTION_OBJECT_BRACKET, 100000, "four [five {six}]");
  reading_do(reading, "select eight");
  check_counted(reading, ACTION_OBJECT_QUOTATION, 2, "Seven ‘eight’.");
  buffer_release(&line);
  check_folder_remove(folder);
  free(folder);
  reading_free(reading);
}

static void moving_away_drops_a_selection_by_name(void **state) {
  (void)state;
  Reading *reading = reading_open(true);
  reading_do(reading, "select 4 10; next-sentence");
  assert_true(span_is_empty(session_selection(&reading->session)));
  reading_free(reading);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(positions_are_code_points_and_the_dollar_is_the_end),
      cmocka_unit_test(a_quotation_is_literal_and_must_be_the_only_one),
      cmocka_unit_test(white_space_alone_may_be_selected),
      cmocka_unit_test(selecting_takes_both_ends_whichever_comes_first),
      cmocka_unit_test(text_objects_select_what_is_at_the_caret),
      cmocka_unit_test(quotations_brackets_and_sections_are_objects),
      cmocka_unit_test(a_count_selects_so_many_objects_or_pairs_outwards),
      cmocka_unit_test(moving_away_drops_a_selection_by_name),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
