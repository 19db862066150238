// SPDX-License-Identifier: MIT
// Runs tests/spec/terms.spec, which says at its head how it is written, and compares the path for
// ASCII with the rules.
#include "support/check.h"

#include "base/utf8.h"
#include "text/terms.h"

#include <stdlib.h>
#include <string.h>

// {0301} becomes the code point.
static void unescape(const char *source, size_t len, Buffer *out) {
  for (const char *at = source; at < source + len; at++) {
    char *end;
    unsigned long code_point = *at == '{' ? strtoul(at + 1, &end, 16) : 0;
    if (*at == '{' && *end == '}') {
      buffer_add_code_point(out, (uint32_t)code_point);
      at = end;
    } else {
      buffer_add_byte(out, *at);
    }
  }
}

static void list_terms(Slice text, TermsFlags flags, Buffer *out) {
  Terms terms = terms_start(text, flags);
  uint32_t behind = 0;
  while (terms_next(&terms)) {
    assert_true(terms.span.start >= behind && terms.span.end > terms.span.start);
    assert_true(terms.span.end <= text.len);
    behind = terms.span.end;
    if (out->len > 0) buffer_add_byte(out, ' ');
    buffer_add(out, terms_term(&terms));
  }
}

static const char accents[] = "accents: ";

static TermsFlags take_flags(const char **text) {
  if (strncmp(*text, accents, strlen(accents)) != 0) return TERMS_FOLDED;
  *text += strlen(accents);
  return TERMS_ACCENTS;
}

static void check_terms(const char *line, const char *arrow) {
  Buffer text = {0}, wanted = {0}, got = {0};
  TermsFlags flags = take_flags(&line);
  unescape(line, (size_t)(arrow - line), &text);
  unescape(arrow + 4, strlen(arrow + 4), &wanted);
  list_terms(buffer_slice(&text), flags, &got);
  check_text(buffer_slice(&got), wanted.ptr ? wanted.ptr : "");
  buffer_release(&text);
  buffer_release(&wanted);
  buffer_release(&got);
}

static void check_same(const char *line, const char *bar) {
  Buffer left = {0}, right = {0}, one = {0}, other = {0};
  TermsFlags flags = take_flags(&line);
  unescape(line, (size_t)(bar - line), &left);
  unescape(bar + 3, strlen(bar + 3), &right);
  list_terms(buffer_slice(&left), flags, &one);
  list_terms(buffer_slice(&right), flags, &other);
  assert_true(one.len > 0);
  check_text(buffer_slice(&one), other.ptr);
  buffer_release(&left);
  buffer_release(&right);
  buffer_release(&one);
  buffer_release(&other);
}

static void every_line_of_the_specification_holds(void **state) {
  (void)state;
  char *spec = check_read("tests/spec/terms.spec"), *rest = spec;
  unsigned count = 0;
  for (char *line; (line = strsep(&rest, "\n"));) {
    if (*line == '#' || !*line) continue;
    if (strncmp(line, "same: ", 6) == 0)
      check_same(line + 6, strstr(line, " | "));
    else
      check_terms(line, strstr(line, " => "));
    count++;
  }
  assert_true(count > 35);
  free(spec);
}

// ---- The two paths

static uint32_t random_next(uint32_t *seed) {
  *seed = *seed * 1664525 + 1013904223;
  return *seed >> 8;
}

// Mostly ASCII, with what breaks runs of it; broken UTF-8 too.
static void add_piece(uint32_t *seed, Buffer *text) {
  static const char *const pieces[] = {"é",        "e\u0301", "\u00AD",  "’",      "—", "\u2028",
                                       "\xE2\x80", "東",      "ß",       "\u200B", "ก", "…",
                                       "\xFF",     "\xC3",    "I\u0307", "Ⅳ",      "ﬃ"};
  uint32_t dice = random_next(seed) % 16;
  if (dice == 0) {
    buffer_add_string(text, pieces[random_next(seed) % (sizeof pieces / sizeof *pieces)]);
  } else if (dice == 1) {
    for (uint32_t i = random_next(seed) % 150; i > 0; i--) buffer_add_byte(text, 'a');
  } else {
    buffer_add_byte(text, (char)(1 + random_next(seed) % 127));
  }
}

static void expect_same_term(const Terms *one, const Terms *other) {
  assert_true(slice_equal(terms_term(one), terms_term(other)));
  assert_true(span_equal(one->span, other->span));
}

static void compare_paths(Slice text) {
  Terms fast = terms_start(text, TERMS_FOLDED), rules = terms_start(text, TERMS_GENERAL);
  while (terms_next(&fast)) {
    assert_true(terms_next(&rules));
    expect_same_term(&fast, &rules);
  }
  assert_false(terms_next(&rules));
}

static void the_path_for_ascii_equals_the_rules(void **state) {
  (void)state;
  uint32_t seed = 7;
  for (unsigned round = 0; round < 2000; round++) {
    Buffer text = {0};
    for (uint32_t i = random_next(&seed) % 200; i > 0; i--) add_piece(&seed, &text);
    compare_paths(buffer_slice(&text));
    buffer_release(&text);
  }
}

static void what_ends_a_term_of_ascii_ends_it_by_the_rules(void **state) {
  (void)state;
  for (uint32_t code_point = 0x2000; code_point < 0x2080; code_point++) {
    Buffer text = {0};
    buffer_add_string(&text, "one");
    buffer_add_code_point(&text, code_point);
    buffer_add_string(&text, "two");
    buffer_add_code_point(&text, code_point);
    compare_paths(buffer_slice(&text));
    buffer_release(&text);
  }
}

// Passing over gives what looking at each gives.
static void compare_seeking(Slice text, TermsFlags flags, const uint64_t begin[256]) {
  Terms all = terms_start(text, flags), some = terms_start(text, flags);
  while (terms_next(&all)) {
    if (!begin[(unsigned char)all.term[0]]) continue;
    assert_true(terms_seek(&some, begin));
    expect_same_term(&some, &all);
  }
  assert_false(terms_seek(&some, begin));
}

static void seeking_finds_each_term_that_begins_so(void **state) {
  (void)state;
  uint32_t seed = 11;
  for (unsigned round = 0; round < 2000; round++) {
    Buffer text = {0};
    uint64_t begin[256] = {0};
    for (unsigned i = round % 4; i > 0; i--) begin[random_next(&seed) % 256] = 1;
    begin['a' + random_next(&seed) % 26] = 1;
    for (uint32_t i = random_next(&seed) % 200; i > 0; i--) add_piece(&seed, &text);
    compare_seeking(buffer_slice(&text), TERMS_FOLDED, begin);
    compare_seeking(buffer_slice(&text), TERMS_ACCENTS, begin);
    buffer_release(&text);
  }
}

static void a_very_long_run_is_several_terms(void **state) {
  (void)state;
  Buffer run = {0};
  for (int i = 0; i < 1000; i++) buffer_add_string(&run, "ab");
  Terms terms = terms_start(buffer_slice(&run), TERMS_FOLDED);
  uint32_t behind = 0, count = 0;
  while (terms_next(&terms)) {
    assert_true(terms.len <= TERMS_LEN_MAX);
    assert_int_equal(terms.span.start, behind);
    behind = terms.span.end;
    count++;
  }
  assert_int_equal(behind, run.len);
  assert_true(count > 20);
  buffer_release(&run);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_line_of_the_specification_holds),
      cmocka_unit_test(the_path_for_ascii_equals_the_rules),
      cmocka_unit_test(what_ends_a_term_of_ascii_ends_it_by_the_rules),
      cmocka_unit_test(seeking_finds_each_term_that_begins_so),
      cmocka_unit_test(a_very_long_run_is_several_terms),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
