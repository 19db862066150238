// SPDX-License-Identifier: MIT
#include "cli/options.h"

#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>

enum { ARGUMENTS_MAX = 16 };

static const Option global[] = {{"json", 'j', NULL, ""}, {"library", 0, "FILE", ""}, {0}};
static const Option own[] = {
    {"output", 'o', "FILE", ""}, {"force", 'f', NULL, ""}, {"tag", 0, "NAME", ""}, {0}};

// Parses a line cut at blanks; the arguments live as long as the line.
static bool parse(char *line, Options *options, Error *err) {
  const char *arguments[ARGUMENTS_MAX];
  int count = 0, at = 0;
  for (char *word = strtok(line, " "); word && count < ARGUMENTS_MAX; word = strtok(NULL, " "))
    arguments[count++] = word;
  return options_parse(options, arguments, count, &at, global, own, false, err);
}

static void check_refused(const char *typed, const char *message) {
  Options options = {0};
  Error err = {0};
  char line[100];
  snprintf(line, sizeof line, "%s", typed);
  assert_false(parse(line, &options, &err));
  assert_int_equal(err.kind, ERROR_USAGE);
  check_text(slice_of(err.message), message);
  options_release(&options);
}

static void options_and_words_come_in_any_order(void **state) {
  (void)state;
  Options options = {0};
  Error err = {0};
  char line[] = "a --library=l.db b -o out --json c";
  check_ok(parse(line, &options, &err), &err);
  assert_int_equal(options.word_count, 3);
  check_text(slice_of(options.words[2]), "c");
  check_text(slice_of(options_value(&options, "library")), "l.db");
  check_text(slice_of(options_value(&options, "output")), "out");
  assert_true(options_has(&options, "json"));
  assert_false(options_has(&options, "force"));
  options_release(&options);
}

static void letters_stand_side_by_side_and_take_a_value_glued(void **state) {
  (void)state;
  Options options = {0};
  Error err = {0};
  char line[] = "-jfoout -";
  check_ok(parse(line, &options, &err), &err);
  assert_true(options_has(&options, "json") && options_has(&options, "force"));
  check_text(slice_of(options_value(&options, "output")), "out");
  check_text(slice_of(options.words[0]), "-");
  options_release(&options);
}

static void behind_two_dashes_everything_is_a_word(void **state) {
  (void)state;
  Options options = {0};
  Error err = {0};
  char line[] = "--json -- --force -- -x";
  check_ok(parse(line, &options, &err), &err);
  assert_int_equal(options.word_count, 3);
  check_text(slice_of(options.words[0]), "--force");
  assert_true(options.literal);
  assert_false(options_has(&options, "force"));
  options_release(&options);
}

static void a_repeated_option_keeps_all_values_and_the_last_counts(void **state) {
  (void)state;
  Options options = {0};
  Error err = {0};
  uint32_t count;
  char line[] = "--tag a --tag=b --tag --json";
  check_ok(parse(line, &options, &err), &err);
  const char **values = options_values(&options, "tag", &count);
  assert_int_equal(count, 3);
  check_text(slice_of(values[0]), "a");
  check_text(slice_of(options_value(&options, "tag")), "--json");
  free(values);
  options_release(&options);
}

static void what_no_table_knows_is_refused(void **state) {
  (void)state;
  check_refused("--nosuch", "cannot read '--nosuch': unknown option");
  check_refused("-jx", "cannot read '-jx': unknown option");
  check_refused("--jso", "cannot read '--jso': unknown option");
  check_refused("--json=yes", "cannot read '--json': it takes no value");
  check_refused("a --output", "cannot read '--output': its value, FILE, is missing");
}

static void parsing_stops_behind_the_first_word(void **state) {
  (void)state;
  const char *arguments[] = {"--json", "add", "--force"};
  Options options = {0};
  Error err = {0};
  int at = 0;
  check_ok(options_parse(&options, arguments, 3, &at, global, NULL, true, &err), &err);
  assert_int_equal(at, 2);
  assert_false(options_parse(&options, arguments, 3, &at, global, NULL, false, &err));
  options_release(&options);
}

static void numbers_are_whole_and_bounded(void **state) {
  (void)state;
  uint32_t number = 7;
  assert_true(options_number("0", 10, &number));
  assert_int_equal(number, 0);
  assert_true(options_number("4294967295", UINT32_MAX, &number));
  assert_int_equal(number, UINT32_MAX);
  assert_false(options_number("4294967296", UINT32_MAX, &number));
  assert_false(options_number("99999999999999999999999", UINT32_MAX, &number));
  assert_false(options_number("", 10, &number));
  assert_false(options_number("-1", 10, &number));
  assert_false(options_number("1x", 10, &number));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(options_and_words_come_in_any_order),
      cmocka_unit_test(letters_stand_side_by_side_and_take_a_value_glued),
      cmocka_unit_test(behind_two_dashes_everything_is_a_word),
      cmocka_unit_test(a_repeated_option_keeps_all_values_and_the_last_counts),
      cmocka_unit_test(what_no_table_knows_is_refused),
      cmocka_unit_test(parsing_stops_behind_the_first_word),
      cmocka_unit_test(numbers_are_whole_and_bounded),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
