// SPDX-License-Identifier: MIT
// Gap alignment by itself: what is paired when which ends are held.
#include "anchor/gap.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "support/check.h"

#include <stdlib.h>

typedef struct Gap {
  SpellingTable *table;
  TokenList old, new;
  Matches matches;
} Gap;

static void open_gap(Gap *gap, const char *old, const char *new) {
  gap->table = spelling_table_new();
  token_cut_text(slice_of(old), gap->table, &gap->old);
  token_cut_text(slice_of(new), gap->table, &gap->new);
  matches_init(&gap->matches, gap->table, gap->old, gap->new);
}

static void close_gap(Gap *gap) {
  matches_release(&gap->matches);
  token_release(&gap->old);
  token_release(&gap->new);
  spelling_table_free(gap->table);
}

static uint32_t *all_tokens(const TokenList *tokens) {
  uint32_t *list = memory_new((size_t)tokens->count + 1, sizeof *list);
  for (uint32_t i = 0; i < tokens->count; i++) list[i] = i;
  return list;
}

static void add_word(Buffer *out, Slice text, const TokenList *tokens, uint32_t index) {
  Span span = tokens->items[index].span;
  buffer_add(out, slice_cut(text, span.start, span.end));
}

// The pairs as "old=new" where equal, "old~new" where substituted.
static void check_pairs(const char *old, const char *new, GapEnds ends, const char *wanted) {
  Gap gap;
  GapPairs pairs;
  Buffer got = {0};
  open_gap(&gap, old, new);
  uint32_t *of_old = all_tokens(&gap.old), *of_new = all_tokens(&gap.new);
  gap_align(&gap.matches, (GapSide){of_old, gap.old.count}, (GapSide){of_new, gap.new.count}, ends,
            &pairs);
  for (uint32_t i = 0; i < pairs.count; i++) {
    if (i) buffer_add_byte(&got, ' ');
    add_word(&got, slice_of(old), &gap.old, pairs.items[i].old);
    buffer_add_byte(&got, pairs.items[i].substituted ? '~' : '=');
    add_word(&got, slice_of(new), &gap.new, pairs.items[i].new);
    if (i) assert_true(pairs.items[i - 1].old < pairs.items[i].old);
    if (i) assert_true(pairs.items[i - 1].new < pairs.items[i].new);
  }
  check_text(buffer_slice(&got), wanted);
  buffer_release(&got);
  gap_release(&pairs);
  free(of_old);
  free(of_new);
  close_gap(&gap);
}

static void words_alike_are_paired_and_the_others_in_order(void **state) {
  (void)state;
  check_pairs("ports fell again", "ports rose again", GAP_BOTH,
              "ports=ports fell~rose again=again");
  check_pairs("the harbour master", "the harbor masters", GAP_BOTH,
              "the=the harbour~harbor master~masters");
}

static void of_two_words_the_one_that_is_alike_is_the_pair(void **state) {
  (void)state;
  check_pairs("two ferries sold", "two old ferry sold", GAP_BOTH,
              "two=two ferries~ferry sold=sold");
}

static void classes_are_never_paired_with_each_other(void **state) {
  (void)state;
  check_pairs("ports", ",", GAP_BOTH, "");
  check_pairs("ports", "港", GAP_BOTH, "");
}

static void held_on_the_left_it_ends_where_it_is_best(void **state) {
  (void)state;
  check_pairs("ports fell again", "ports fell nothing else is known here", GAP_LEFT,
              "ports=ports fell=fell");
  check_pairs("ports fell", "nothing else is known", GAP_LEFT, "");
}

static void held_on_the_right_it_begins_where_it_is_best(void **state) {
  (void)state;
  check_pairs("once ports fell", "nothing else is known of ports fell", GAP_RIGHT,
              "ports=ports fell=fell");
  check_pairs("ports fell", "nothing else is known", GAP_RIGHT, "");
}

static void free_it_lies_anywhere(void **state) {
  (void)state;
  check_pairs("ports fell again", "much was said before ports fell again and much after it",
              GAP_FREE, "ports=ports fell=fell again=again");
}

static void nothing_is_paired_with_an_empty_side(void **state) {
  (void)state;
  for (GapEnds ends = GAP_BOTH; ends <= GAP_FREE; ends++) {
    check_pairs("ports", "", ends, "");
    check_pairs("", "ports", ends, "");
  }
}

static void a_gap_of_too_many_cells_is_left_alone_and_counted_not(void **state) {
  (void)state;
  Gap gap;
  Buffer old = {0}, new = {0};
  for (uint32_t i = 0; i < 2500; i++) buffer_printf(&old, "left%u ", i);
  for (uint32_t i = 0; i < 2500; i++) buffer_printf(&new, "left%u ", i + 1);
  open_gap(&gap, old.ptr, new.ptr);
  gap_fill(&gap.matches, span_make(0, 2500), span_make(0, 2500), GAP_BOTH, MATCHES_MAIN_CHAIN);
  assert_int_equal(gap.matches.cells, 0);
  assert_false(matches_has_old(&gap.matches, 1));
  gap_fill(&gap.matches, span_make(0, 100), span_make(0, 100), GAP_BOTH, MATCHES_MAIN_CHAIN);
  assert_int_equal(gap.matches.cells, 10000);
  assert_int_equal(gap.matches.to_new[1], 0);
  close_gap(&gap);
  buffer_release(&old);
  buffer_release(&new);
}

static void what_is_matched_already_is_left_out(void **state) {
  (void)state;
  Gap gap;
  open_gap(&gap, "ports fell again", "again ports fell");
  matches_pair(&gap.matches, 2, 0, matches_add_chain(&gap.matches), false);
  gap_fill(&gap.matches, span_make(0, 3), span_make(0, 3), GAP_BOTH, MATCHES_MAIN_CHAIN);
  assert_int_equal(gap.matches.to_new[0], 1);
  assert_int_equal(gap.matches.to_new[1], 2);
  assert_int_equal(gap.matches.to_new[2], 0);
  close_gap(&gap);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words_alike_are_paired_and_the_others_in_order),
      cmocka_unit_test(of_two_words_the_one_that_is_alike_is_the_pair),
      cmocka_unit_test(classes_are_never_paired_with_each_other),
      cmocka_unit_test(held_on_the_left_it_ends_where_it_is_best),
      cmocka_unit_test(held_on_the_right_it_begins_where_it_is_best),
      cmocka_unit_test(free_it_lies_anywhere),
      cmocka_unit_test(nothing_is_paired_with_an_empty_side),
      cmocka_unit_test(a_gap_of_too_many_cells_is_left_alone_and_counted_not),
      cmocka_unit_test(what_is_matched_already_is_left_out),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
