// SPDX-License-Identifier: MIT
#include "anchor/folded.h"
#include "anchor/similarity.h"
#include "anchor/token.h"
#include "base/memory.h"
#include "support/check.h"

#include <stdlib.h>

static void check_folded(const char *text, const char *wanted) {
  Folded folded;
  Buffer got = {0};
  folded_make(slice_of(text), &folded);
  for (uint32_t i = 0; i < folded.count; i++) buffer_add_code_point(&got, folded.letters[i]);
  check_text(buffer_slice(&got), wanted);
  buffer_release(&got);
  folded_release(&folded);
}

static void typography_is_no_difference(void **state) {
  (void)state;
  check_folded("“Ports” ‘first’", "\"ports\" 'first'");
  check_folded("«Ports»", "\"ports\"");
  check_folded("ﬁrst ＡＢ", "first ab");
  check_folded("trade\u00ADroute\u200B", "traderoute");
  check_folded("a – b—c -- d", "a-b-c-d");
}

static void white_space_is_one_space(void **state) {
  (void)state;
  check_folded(" \n Ports \t\n\n fell\f.", "ports fell .");
  check_folded("a\u00A0b", "a b");
}

static void a_word_cut_at_a_line_end_is_whole(void **state) {
  (void)state;
  check_folded("co-\n  operation", "cooperation");
  check_folded("North-\nSouth", "north-south");
  check_folded("1990-\n2000", "1990-2000");
  check_folded("co-operation", "co-operation");
  check_folded("see -\nhere", "see-here");
}

static void lines_of_unspaced_scripts_join(void **state) {
  (void)state;
  check_folded("日本\n語 の", "日本語の");
  check_folded("日本 and 中", "日本 and 中");
}

static void marks_stand_in_canonical_order(void **state) {
  (void)state;
  check_folded("a\u0301\u0323", "a\u0323\u0301");
  check_folded("\u00E9", "e\u0301");
}

static void letters_know_their_bytes(void **state) {
  (void)state;
  Folded folded;
  folded_make(SLICE("ﬁ – x"), &folded);
  assert_int_equal(folded.count, 4);
  assert_true(span_equal(folded.from[0], span_make(0, 3)));
  assert_true(span_equal(folded.from[1], span_make(0, 3)));
  assert_true(span_equal(folded.from[2], span_make(4, 7)));
  assert_true(span_equal(folded.from[3], span_make(8, 9)));
  folded_release(&folded);
}

static void check_tokens(const char *text, const char *wanted) {
  SpellingTable *table = spelling_table_new();
  TokenList tokens;
  Buffer got = {0};
  token_cut_text(slice_of(text), table, &tokens);
  for (uint32_t i = 0; i < tokens.count; i++) {
    Span span = tokens.items[i].span;
    if (i > 0) buffer_add_byte(&got, '|');
    if (tokens.items[i].number == SPELLING_BREAK)
      buffer_add_string(&got, "¶");
    else
      buffer_add(&got, slice_cut(slice_of(text), span.start, span.end));
  }
  check_text(buffer_slice(&got), wanted);
  buffer_release(&got);
  token_release(&tokens);
  spelling_table_free(table);
}

static void words_stops_and_single_letters_are_tokens(void **state) {
  (void)state;
  check_tokens("Ports fell, again.", "Ports|fell|,|again|.");
  check_tokens("日本 ports", "日|本|ports");
  check_tokens("e\u0301te\u0301 2026", "e\u0301te\u0301|2026");
}

static void paragraphs_break_where_the_text_breaks_them(void **state) {
  (void)state;
  check_tokens("one\ntwo\n\nthree", "one|two|¶|three");
  check_tokens("one\ntwo\nthree\nfour\nfive\nsix\nseven\n",
               "one|¶|two|¶|three|¶|four|¶|five|¶|six|¶|seven");
}

static void equal_spellings_have_one_number(void **state) {
  (void)state;
  SpellingTable *table = spelling_table_new();
  TokenList tokens;
  token_cut_text(SLICE("Port PORT ports “port”"), table, &tokens);
  assert_int_equal(tokens.items[0].number, tokens.items[1].number);
  assert_int_not_equal(tokens.items[0].number, tokens.items[2].number);
  assert_int_equal(tokens.items[0].number, tokens.items[4].number);
  token_release(&tokens);
  spelling_table_free(table);
}

// The table of distances, the plain way.
static uint32_t plain_distance(const uint32_t *a, uint32_t m, const uint32_t *b, uint32_t n) {
  uint32_t row[200];
  for (uint32_t j = 0; j <= n; j++) row[j] = j;
  for (uint32_t i = 1; i <= m; i++) {
    uint32_t diagonal = row[0];
    row[0] = i;
    for (uint32_t j = 1; j <= n; j++) {
      uint32_t above = row[j], best = diagonal + (a[i - 1] != b[j - 1]);
      if (above + 1 < best) best = above + 1;
      if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
      diagonal = above;
      row[j] = best;
    }
  }
  return row[n];
}

static void distances_by_bits_are_the_plain_ones(void **state) {
  (void)state;
  uint32_t seed = 1, a[150], b[150], errors[151];
  SimilarityPattern pattern;
  for (int round = 0; round < 400; round++) {
    uint32_t m = 1 + (uint32_t)(round * 7 % 149), n = (uint32_t)(round * 13 % 150);
    for (uint32_t i = 0; i < m; i++) a[i] = (seed = seed * 1103515245 + 12345) >> 16 & 3;
    for (uint32_t i = 0; i < n; i++) b[i] = (seed = seed * 1103515245 + 12345) >> 16 & 3;
    uint32_t wanted = plain_distance(a, m, b, n);
    similarity_scan(a, m, b, n, false, errors);
    assert_int_equal(errors[n], wanted);
    if (m > SIMILARITY_PATTERN_MAX) continue;
    similarity_read(&pattern, a, m, false);
    assert_int_equal(similarity_distance(&pattern, b, n, UINT32_MAX / 2), wanted);
    assert_int_equal(similarity_distance(&pattern, b, n, wanted), wanted);
    if (wanted > 0) assert_true(similarity_distance(&pattern, b, n, wanted - 1) >= wanted);
  }
}

static void the_nearest_beginning_of_a_text_is_found_in_both_directions(void **state) {
  (void)state;
  uint32_t seed = 9, a[64], b[72], mirror_a[64], mirror_b[72];
  SimilarityPattern pattern;
  for (uint32_t round = 0; round < 200; round++) {
    uint32_t m = round % 65, n = round * 5 % 73, wanted = m;
    for (uint32_t i = 0; i < m; i++) a[i] = (seed = seed * 1103515245 + 12345) >> 16 & 3;
    for (uint32_t i = 0; i < n; i++) b[i] = (seed = seed * 1103515245 + 12345) >> 16 & 3;
    for (uint32_t i = 0; i < m; i++) mirror_a[m - 1 - i] = a[i];
    for (uint32_t i = 0; i < n; i++) mirror_b[n - 1 - i] = b[i];
    for (uint32_t end = 0; end <= n; end++) {
      uint32_t distance = plain_distance(a, m, b, end);
      if (distance < wanted) wanted = distance;
    }
    similarity_read(&pattern, a, m, false);
    assert_int_equal(similarity_to_beginning(&pattern, b, n, false), wanted);
    similarity_read(&pattern, mirror_a + m, m, true);
    assert_int_equal(similarity_to_beginning(&pattern, mirror_b + n, n, true), wanted);
  }
}

static void words_too_different_are_not_compared(void **state) {
  (void)state;
  const struct {
    const char *a, *b;
    int32_t alike;
  } pairs[] = {
      {"ports", "ports", 1000},   {"ports", "port", 800},
      {"harbour", "harbor", 858}, {"a", "a", 0},
      {"ports", "prt", 600},      {"ab", "abcde", 0},
      {"stone", "climb", 0},      {"port", "日本日本", 0},
      {"1911", "1912", 750},
  };
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    SpellingTable *table = spelling_table_new();
    TokenList a, b;
    token_cut_text(slice_of(pairs[i].a), table, &a);
    token_cut_text(slice_of(pairs[i].b), table, &b);
    const Spelling *first = spelling_at(table, a.items[0].number);
    const Spelling *second = spelling_at(table, b.items[0].number);
    assert_int_equal(similarity_of_words(table, first, second), pairs[i].alike);
    assert_int_equal(similarity_of_words(table, second, first), pairs[i].alike);
    token_release(&a);
    token_release(&b);
    spelling_table_free(table);
  }
}

static void a_scan_finds_a_pattern_anywhere(void **state) {
  (void)state;
  uint32_t text[300], pattern[100], errors[301];
  for (uint32_t i = 0; i < 300; i++) text[i] = i * 7919 % 101;
  for (uint32_t i = 0; i < 100; i++) pattern[i] = text[150 + i];
  pattern[50] = 1000;
  similarity_scan(pattern, 100, text, 300, true, errors);
  assert_int_equal(errors[250], 1);
  for (uint32_t i = 0; i <= 300; i++) assert_true(errors[i] >= 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(typography_is_no_difference),
      cmocka_unit_test(white_space_is_one_space),
      cmocka_unit_test(a_word_cut_at_a_line_end_is_whole),
      cmocka_unit_test(lines_of_unspaced_scripts_join),
      cmocka_unit_test(marks_stand_in_canonical_order),
      cmocka_unit_test(letters_know_their_bytes),
      cmocka_unit_test(words_stops_and_single_letters_are_tokens),
      cmocka_unit_test(paragraphs_break_where_the_text_breaks_them),
      cmocka_unit_test(equal_spellings_have_one_number),
      cmocka_unit_test(distances_by_bits_are_the_plain_ones),
      cmocka_unit_test(the_nearest_beginning_of_a_text_is_found_in_both_directions),
      cmocka_unit_test(words_too_different_are_not_compared),
      cmocka_unit_test(a_scan_finds_a_pattern_anywhere),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
