// SPDX-License-Identifier: MIT
#include "support/check.h"

#include "session/filter.h"

#include <stdlib.h>

static bool passes(const char *typed, const Annotation *annotation) {
  Filter filter;
  char *folded = filter_fold(annotation);
  filter_parse(&filter, slice_of(typed));
  bool does = filter_passes(&filter, annotation, folded);
  filter_release(&filter);
  free(folded);
  return does;
}

static char bill[] = "energy bill", solar[] = "énergie/Solaire", empty[] = "",
            comment[] = "Straße!", quote[] = "The dry\nyear of 2025 (see https://x.org/a:b)";
static char *tags[] = {bill, solar};

static const Annotation marked = {.quote = quote,
                                  .comment = comment,
                                  .tags = tags,
                                  .tag_count = 2,
                                  .colour = COLOUR_GREEN,
                                  .state = ANNOTATION_ORPHAN};
static const Annotation whole = {.whole = true, .quote = empty, .comment = empty};

static void words_are_looked_for_without_case_and_accents(void **state) {
  (void)state;
  assert_true(passes("", &marked));
  assert_true(passes("DRY 2025", &marked));
  assert_true(passes("strasse energie", &marked));
  assert_false(passes("dry wet", &marked));
  assert_true(passes("\"dry year of\"", &marked));
  assert_false(passes("\"of year\"", &marked));
  assert_true(passes("https://x.org/a:b", &marked)); // no field
}

static void fields_hold_or_not(void **state) {
  (void)state;
  static const struct {
    const char *typed;
    bool marked, whole;
  } cases[] = {
      {"tag:énergie", true, false},
      {"tag:=énergie", false, false},
      {"tag:=énergie/Solaire", true, false},
      {"tag:énergie/Sol", false, false},
      {"tag:\"energy bill\"", true, false},
      {"tag:energy", false, false},
      {"colour:green", true, false},
      {"color:gre", true, false},
      {"colour:yellow", false, false},
      {"colour:gray", false, false},
      {"state:orphan", true, false},
      {"state:same", false, false},
      {"has:comment", true, false},
      {"has:tag", true, false},
      {"has:nothing", false, false},
      {"tag:", true, true},
      {"colour: dry", true, false},
      {"tag:énergie colour:green dry", true, false},
      {"tag:énergie colour:red", false, false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    if (passes(cases[i].typed, &marked) != cases[i].marked ||
        passes(cases[i].typed, &whole) != cases[i].whole)
      fail_msg("%s", cases[i].typed);
  }
}

static void what_is_typed_half_is_no_fault(void **state) {
  (void)state;
  static const char *const typed[] = {"\"",     "tag:\"", "tag:\"a\\", "\\",  "\"\"",
                                      "has:\"", "  ",     "\t\n",      ":::", "tag:=\"\""};
  for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) (void)passes(typed[i], &marked);
  assert_true(passes("\"dry", &marked));
}

static void a_tag_is_written_so_that_it_is_read_again(void **state) {
  (void)state;
  static const char *const paths[] = {"a",    "a b/c", "it's \"so\"", "back\\slash and blank",
                                      "#/\\", "=x"};
  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {

    Buffer typed = {0};
    char *path = strdup(paths[i]);
    Annotation annotation = {.quote = empty, .comment = empty, .tags = &path, .tag_count = 1};
    filter_write_tag(path, &typed);
    assert_true(passes(typed.ptr, &annotation));
    assert_false(passes(typed.ptr, &whole));
    buffer_release(&typed);
    free(path);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words_are_looked_for_without_case_and_accents),
      cmocka_unit_test(fields_hold_or_not),
      cmocka_unit_test(what_is_typed_half_is_no_fault),
      cmocka_unit_test(a_tag_is_written_so_that_it_is_read_again),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
