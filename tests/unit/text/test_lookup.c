// SPDX-License-Identifier: MIT
// What is looked for, and where a text has it.
#include "support/check.h"

#include "text/lookup.h"

#include <string.h>

typedef struct Seen {
  Slice text;
  Buffer out;
} Seen;

static bool see(void *context, uint32_t phrase, Span hit) {
  Seen *seen = context;
  buffer_printf(&seen->out, "%u:", phrase);
  buffer_add(&seen->out, slice_cut(seen->text, hit.start, hit.end));
  buffer_add_byte(&seen->out, ' ');
  return true;
}

static void expect_hits(const char *typed, LookupFlags flags, const char *text,
                        const char *wanted) {
  Lookup lookup;
  Seen seen = {.text = slice_of(text)};
  lookup_init(&lookup, slice_of(typed), flags);
  lookup_each(&lookup, seen.text, see, &seen);
  check_text(buffer_slice(&seen.out), wanted);
  buffer_release(&seen.out);
  lookup_release(&lookup);
}

static void expect_match(const char *typed, LookupFlags flags, const char *wanted) {
  Lookup lookup;
  Buffer match = {0};
  lookup_init(&lookup, slice_of(typed), flags);
  lookup_write_match(&lookup, &match);
  check_text(buffer_slice(&match), wanted);
  buffer_release(&match);
  lookup_release(&lookup);
}

static void words_and_phrases_are_found(void **state) {
  (void)state;
  expect_hits("sun moon", 0, "The Moon, the SUN; sundry moons.", "1:Moon 0:SUN ");
  expect_hits("\"the sun\"", 0, "Sun the; the sun, the\n sun.", "0:the sun 0:the\n sun ");
  expect_hits("well-being", 0, "well being, being well, well-being", "0:well being 0:well-being ");
  expect_hits("a \"a b\" b", 0, "a b", "0:a 1:a b 2:b ");
  expect_hits("\"a b a b\"", 0, "a b a b a b", "0:a b a b 0:a b a b ");
  expect_hits("東京", 0, "東 京都と東京", "0:東 京 0:東京 ");
}

static void the_beginning_of_a_word_is_found(void **state) {
  (void)state;
  expect_hits("sun*", 0, "sun sundry unsung", "0:sun 0:sundry ");
  expect_hits("moon sun", LOOKUP_TYPING, "moons sundry", "1:sundry ");
  expect_hits("moon sun ", LOOKUP_TYPING, "moons sundry", "");
  expect_hits("s", LOOKUP_TYPING, "sun s", "0:s ");
  expect_hits("\"the su\"", LOOKUP_TYPING, "the sun", "");
}

static void accents_count_where_they_shall(void **state) {
  (void)state;
  expect_hits("uber", 0, "über Uber", "0:über 0:Uber ");
  expect_hits("über", 0, "uber", "0:uber ");
  expect_hits("über", LOOKUP_ACCENTS, "uber Über u\u0308ber", "0:Über 0:u\u0308ber ");
  expect_hits("ub", LOOKUP_ACCENTS | LOOKUP_TYPING, "über uber", "0:uber ");
  expect_hits("caf*", LOOKUP_ACCENTS, "café", "0:café ");
  expect_hits("cafe*", LOOKUP_ACCENTS, "café", "");
}

static void nothing_that_is_typed_is_syntax(void **state) {
  (void)state;
  expect_match("sun moon", 0, " \"sun\" \"moon\"");
  expect_match("sun AND NOT moon", 0, " \"sun\" \"and\" \"not\" \"moon\"");
  expect_match("NEAR(sun, 3) col:moon {a b}:c", 0,
               " \"near sun\" \"3\" \"col moon\" \"a\" \"b c\"");
  expect_match("\"", 0, "");
  expect_match("*", 0, "");
  expect_match("\"\"\" ^ * - + : ()", 0, "");
  expect_match("\"sun moon", 0, " \"sun moon\"");
  expect_match("sun*\"moon\"", 0, " \"sun\" * \"moon\"");
  expect_match("sun\" OR 1=1; --", LOOKUP_TYPING, " \"sun\" \"or 1 1\"");
  expect_match("wo\xFFrd", 0, " \"wo rd\"");
}

static void expect_firm(const char *typed, uint32_t phrase, uint32_t count, const char *wanted) {
  Lookup lookup;
  Buffer match = {0};
  lookup_init(&lookup, slice_of(typed), LOOKUP_WORDS);
  assert_int_equal(lookup_write_firm(&lookup, phrase, &match), count);
  check_text(buffer_slice(&match), wanted);
  buffer_release(&match);
  lookup_release(&lookup);
}

static void what_goes_on_can_be_left_out(void **state) {
  (void)state;
  expect_firm("solar pow* \"the sun\"", LOOKUP_ALL, 2, " \"solar\" \"the sun\"");
  expect_firm("well-be*", LOOKUP_ALL, 1, " \"well\"");
  expect_firm("pow*", LOOKUP_ALL, 0, "");
  expect_firm("solar pow* \"the sun\"", 2, 1, " \"the sun\"");
  expect_firm("solar pow* \"the sun\"", 1, 0, "");
  Lookup lookup;
  lookup_init(&lookup, SLICE("solar well-be* \"the sun\""), LOOKUP_WORDS);
  LookupPhrase phrase = lookup_phrase(&lookup, 1);
  assert_int_equal(phrase.first, 1);
  assert_int_equal(phrase.count, 2);
  assert_true(phrase.begins);
  phrase = lookup_phrase(&lookup, 2);
  assert_int_equal(phrase.first, 3);
  assert_false(phrase.begins);
  lookup_release(&lookup);
}

static void too_many_words_are_cut(void **state) {
  (void)state;
  Buffer typed = {0};
  for (int i = 0; i < 500; i++) buffer_printf(&typed, "w%d ", i);
  Lookup lookup;
  lookup_init(&lookup, buffer_slice(&typed), LOOKUP_TYPING);
  assert_int_equal(lookup.phrase_count, LOOKUP_TERMS_MAX);
  assert_true(lookup_all_in(&lookup, buffer_slice(&typed)));
  lookup_release(&lookup);
  buffer_release(&typed);
}

static void all_phrases_must_stand_there(void **state) {
  (void)state;
  Lookup lookup;
  lookup_init(&lookup, SLICE("sun \"the moon\""), 0);
  assert_true(lookup_all_in(&lookup, SLICE("The moon and the sun")));
  assert_false(lookup_all_in(&lookup, SLICE("The sun and a moon")));
  lookup_release(&lookup);
  lookup_init(&lookup, SLICE("..."), 0);
  assert_false(lookup_all_in(&lookup, SLICE("...")));
  lookup_release(&lookup);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words_and_phrases_are_found),
      cmocka_unit_test(the_beginning_of_a_word_is_found),
      cmocka_unit_test(accents_count_where_they_shall),
      cmocka_unit_test(nothing_that_is_typed_is_syntax),
      cmocka_unit_test(what_goes_on_can_be_left_out),
      cmocka_unit_test(too_many_words_are_cut),
      cmocka_unit_test(all_phrases_must_stand_there),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
