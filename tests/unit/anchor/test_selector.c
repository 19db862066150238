// SPDX-License-Identifier: MIT
// Passages found by quotation and surroundings alone.
#include "anchor/selector.h"
#include "base/buffer.h"
#include "support/check.h"
#include "support/prose.h"

static const char *const state_names[] = {"same", "changed", "moved", "orphan"};

static const char quay[] =
    "Trade fell by half in the war. The council bought two ferries and sold the cranes.\n\n"
    "Today the quay is a market. Fish is sold there on Saturdays, and bread every day.\n";

static void check_quote(const char *text, Selector selector, const char *wanted) {
  SelectorAnswer answer;
  Buffer got = {0};
  selector_place(slice_of(text), &selector, 1, &answer);
  buffer_printf(&got, "%s|", state_names[answer.place.state]);
  buffer_add(&got, slice_cut(slice_of(text), answer.place.span.start, answer.place.span.end));
  check_text(buffer_slice(&got), wanted);
  buffer_release(&got);
}

static void a_quotation_is_found_by_itself(void **state) {
  (void)state;
  check_quote(
      quay,
      (Selector){.exact = SLICE("Fish is sold there on Saturdays"), .start_cp = SELECTOR_NO_HINT},
      "same|Fish is sold there on Saturdays");
}

static void surroundings_choose_among_equal_quotations(void **state) {
  (void)state;
  const char *text = "Ada: we vote on Monday. Ben: we vote on Tuesday. Cem: we vote on Sunday.";
  check_quote(text,
              (Selector){.exact = SLICE("we vote"),
                         .prefix = SLICE("Ben: "),
                         .suffix = SLICE(" on Tuesday. Cem"),
                         .start_cp = SELECTOR_NO_HINT},
              "same|we vote");
  SelectorAnswer answer;
  selector_place(slice_of(text),
                 &(Selector){.exact = SLICE("we vote"),
                             .prefix = SLICE("Ben: "),
                             .suffix = SLICE(" on Tuesday. Cem"),
                             .start_cp = SELECTOR_NO_HINT},
                 1, &answer);
  assert_int_equal(answer.place.span.start, strstr(text, "we vote on Tuesday") - text);
}

static void an_edited_quotation_is_found_approximately(void **state) {
  (void)state;
  check_quote(quay,
              (Selector){.exact = SLICE("The town council bought three ferries and sold cranes."),
                         .prefix = SLICE("Trade fell by half in the war. "),
                         .suffix = SLICE("\n\nToday the quay"),
                         .start_cp = 70},
              "changed|The council bought two ferries and sold the cranes.");
}

static void a_quotation_that_is_gone_is_an_orphan(void **state) {
  (void)state;
  check_quote(quay,
              (Selector){.exact = SLICE("Robots"),
                         .prefix = SLICE("In the laboratories of the north "),
                         .suffix = SLICE(" learn to paint boats."),
                         .start_cp = 10},
              "orphan|");
}

static void any_quotation_in_any_text_has_an_answer(void **state) {
  (void)state;
  Buffer text = {0};
  prose_brief(&text, 4, 3000);
  const char *quotes[] = {" ", ".", "\n", "e", "\u00AD", "日本", "the the the", "¹"};
  const char *contexts[] = {"", " ", "\u200B", "of the", "\n\n"};
  for (size_t i = 0; i < 8; i++) {
    for (size_t k = 0; k < 5; k++) {
      Selector selector = {slice_of(quotes[i]), slice_of(contexts[k]), slice_of(contexts[4 - k]),
                           (int64_t)(k * 100000)};
      SelectorAnswer answer;
      selector_place(buffer_slice(&text), &selector, 1, &answer);
      assert_true(answer.place.span.end <= text.len);
      selector_place(SLICE(""), &selector, 1, &answer);
      assert_int_equal(answer.place.state, ANCHOR_ORPHAN);
    }
  }
  buffer_release(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_quotation_is_found_by_itself),
      cmocka_unit_test(surroundings_choose_among_equal_quotations),
      cmocka_unit_test(an_edited_quotation_is_found_approximately),
      cmocka_unit_test(a_quotation_that_is_gone_is_an_orphan),
      cmocka_unit_test(any_quotation_in_any_text_has_an_answer),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
