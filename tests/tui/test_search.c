// SPDX-License-Identifier: MIT
// Kinds of search in the text: regular expressions, without regard to accents.
#include "base/utf8.h"
#include "support/check.h"
#include "support/stage.h"

static Stage open_cafe(void) {
  Stage stage = stage_open(24, 100);
  stage_open_brief(&stage, stage_add(&stage, "cafe.txt",
                                     "The Café of the Région\n\nThe cafe opens at 10. A café "
                                     "serves 250 people, and Cafés are 3 in all.\n"));
  return stage;
}

// Where the caret is, by the words that begin there.
static void check_at(const Stage *stage, const char *words) {
  const Session *session = &stage->app->session;
  Slice rest = slice_cut(session->version->text, session->pos, session->version->text.len);
  if (!slice_starts(rest, slice_of(words)))
    fail_msg("not at '%s' but at %.*s", words, (int)(rest.len < 20 ? rest.len : 20), rest.ptr);
}

static void a_regular_expression_is_found_as_it_is_typed(void **state) {
  (void)state;
  Stage stage = open_cafe();
  stage_play(&stage, ":set search-regex on<Enter>/[0-9]+<Enter>");
  stage_shows(&stage, "regex /[0-9]+  1/3");
  check_at(&stage, "10.");
  stage_play(&stage, "n");
  stage_shows(&stage, "2/3");
  check_at(&stage, "250 people");
  stage_play(&stage, "nn");
  check_at(&stage, "10.");
  stage_play(&stage, "N");
  check_at(&stage, "3 in all");
  stage_play(&stage, "/^the\\>");
  stage_shows(&stage, "regex /^the");
  stage_shows(&stage, "1/2");
  stage_close(&stage);
}

static void accents_do_not_count_where_the_option_says_so(void **state) {
  (void)state;
  Stage stage = open_cafe();
  stage_play(&stage, "/cafe<Enter>");
  stage_shows(&stage, "/cafe  1/1");
  stage_play(&stage, ":set search-accents off<Enter>");
  stage_play(&stage, "n");
  stage_shows(&stage, "any accent /cafe  3/4");
  stage_play(&stage, "/region<Enter>");
  check_at(&stage, "Région");
  stage_close(&stage);
}

static void a_key_at_the_prompt_turns_to_other_kinds(void **state) {
  (void)state;
  Stage stage = open_cafe();
  stage_play(&stage, "/cafe");
  stage_shows(&stage, " /cafe");
  stage_shows(&stage, "1/1");
  stage_play(&stage, "^R");
  stage_shows(&stage, "any accent /cafe");
  stage_shows(&stage, "1/4");
  stage_play(&stage, "^R");
  stage_shows(&stage, "regex /cafe");
  stage_shows(&stage, "1/1");
  stage_play(&stage, "s?\\.?^R");
  stage_shows(&stage, "regex, any accent /cafes?");
  stage_shows(&stage, "1/4");
  stage_play(&stage, "^R<Enter>");
  stage_shows(&stage, "no match");
  assert_true(config_number(stage.app->config, CONFIG_SEARCH_ACCENTS));
  assert_false(config_number(stage.app->config, CONFIG_SEARCH_REGEX));
  stage_close(&stage);
}

static void a_broken_expression_says_what_is_wrong(void **state) {
  (void)state;
  Stage stage = open_cafe();
  stage_play(&stage, ":set search-regex on<Enter>}");
  uint32_t pos = stage.app->session.pos;
  stage_play(&stage, "/the (caf");
  stage_shows(&stage, "not yet a regular expression");
  assert_int_equal(stage.app->session.pos, pos);
  stage_play(&stage, "<Enter>");
  stage_shows(&stage, "cannot search for '(caf': the ( has no )");
  assert_int_equal(stage.app->session.pos, pos);
  stage_play(&stage, "n");
  stage_shows(&stage, "the ( has no )");
  stage_play(&stage, ":set search-regex off<Enter>n");
  stage_shows(&stage, "no match for “the (caf”");
  stage_close(&stage);
}

static void matches_are_counted_anew_when_the_kind_changes(void **state) {
  (void)state;
  Stage stage = open_cafe();
  stage_play(&stage, "/1.<Enter>");
  stage_shows(&stage, "no match");
  stage_play(&stage, "/0.<Enter>");
  stage_shows(&stage, "/0.  1/1");
  stage_play(&stage, ":set search-regex on<Enter>k");
  stage_shows(&stage, "regex /0.  ");
  assert_int_equal(stage.app->finder.matches, 2);
  stage_close(&stage);
}

// Cut between two letters, wherever the end of what is kept falls.
static void a_long_pattern_is_told_in_whole_letters(void **state) {
  (void)state;
  Stage stage = open_cafe();
  for (uint32_t lead = 0; lead < 2; lead++) {
    Buffer keys = {0};
    buffer_add_string(&keys, lead ? "/x" : "/");
    for (int i = 0; i < 3000; i++) buffer_add_string(&keys, "é");
    buffer_add_string(&keys, "<Enter>");
    stage_play(&stage, keys.ptr);
    Slice told = buffer_slice(&stage.app->message);
    assert_true(slice_starts(told, lead ? SLICE("no match for “xéé") : SLICE("no match for “éé")));
    assert_true(utf8_valid(told));
    assert_in_range(told.len, 4000, 4100);
    buffer_release(&keys);
  }
  stage_close(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_regular_expression_is_found_as_it_is_typed),
      cmocka_unit_test(accents_do_not_count_where_the_option_says_so),
      cmocka_unit_test(a_key_at_the_prompt_turns_to_other_kinds),
      cmocka_unit_test(a_broken_expression_says_what_is_wrong),
      cmocka_unit_test(a_long_pattern_is_told_in_whole_letters),
      cmocka_unit_test(matches_are_counted_anew_when_the_kind_changes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
