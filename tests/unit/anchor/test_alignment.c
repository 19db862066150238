// SPDX-License-Identifier: MIT
#include "anchor/alignment.h"
#include "anchor/selector.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "support/check.h"
#include "support/prose.h"

#include <stdlib.h>

static const char *const state_names[] = {"same", "changed", "moved", "orphan"};

static Span find(const char *text, const char *words) {
  const char *at = strstr(text, words);
  assert_non_null(at);
  uint32_t start = (uint32_t)(at - text);
  return span_make(start, start + (uint32_t)strlen(words));
}

// Where `words` of the old text are in the new one: "STATE|WORDS".
static void check_place(const char *old, const char *new, const char *words, const char *wanted) {
  Span span = find(old, words);
  Alignment *alignment = alignment_new(slice_of(old), slice_of(new), &span, 1);
  AnchorPlace place = alignment_place(alignment, span);
  Buffer got = {0};
  buffer_printf(&got, "%s|", state_names[place.state]);
  buffer_add(&got, slice_cut(slice_of(new), place.span.start, place.span.end));
  check_text(buffer_slice(&got), wanted);
  buffer_release(&got);
  alignment_free(alignment);
}

static const char harbour[] =
    "The harbour of Velna was built in 1911. Its three cranes came from Hull.\n\n"
    "Trade fell by half in the war. The council bought two ferries and sold the cranes.\n\n"
    "Today the quay is a market. Fish is sold there on Saturdays, and bread every day.\n";

static void what_did_not_change_is_the_same(void **state) {
  (void)state;
  check_place(harbour, harbour, "two ferries", "same|two ferries");
  Span span = find(harbour, "two ferries");
  Alignment *alignment = alignment_new(slice_of(harbour), slice_of(harbour), &span, 1);
  AnchorPlace place = alignment_place(alignment, span);
  assert_int_equal(place.score, 1000);
  assert_false(place.review);
  alignment_free(alignment);
}

static void typography_and_wrapping_are_the_same(void **state) {
  (void)state;
  check_place("He said \"ports come first\" - and left. Nobody answered him then.",
              "He said “ports\ncome first” – and left. Nobody answered him then.",
              "\"ports come first\"", "same|“ports\ncome first”");
}

static void replaced_words_are_changed(void **state) {
  (void)state;
  check_place(
      harbour,
      "The harbour of Velna was built in 1911. Its three cranes came from Hull.\n\n"
      "Trade fell by half in the war. The council bought four steamers and sold the cranes.\n\n"
      "Today the quay is a market. Fish is sold there on Saturdays, and bread every day.\n",
      "two ferries", "changed|four steamers");
}

static void a_moved_paragraph_is_moved(void **state) {
  (void)state;
  check_place(
      harbour,
      "Today the quay is a market. Fish is sold there on Saturdays, and bread every day.\n\n"
      "The harbour of Velna was built in 1911. Its three cranes came from Hull.\n\n"
      "Trade fell by half in the war. The council bought two ferries and sold the cranes.\n",
      "bread every day", "moved|bread every day");
}

static void a_deleted_sentence_is_an_orphan_where_it_was(void **state) {
  (void)state;
  const char *new =
      "The harbour of Velna was built in 1911. Its three cranes came from Hull.\n\n"
      "The council bought two ferries and sold the cranes.\n\n"
      "Today the quay is a market. Fish is sold there on Saturdays, and bread every day.\n";
  Span span = find(harbour, "Trade fell by half in the war.");
  Alignment *alignment = alignment_new(slice_of(harbour), slice_of(new), &span, 1);
  AnchorPlace place = alignment_place(alignment, span);
  assert_int_equal(place.state, ANCHOR_ORPHAN);
  assert_true(span_is_empty(place.span));
  assert_true(place.span.start >= find(new, "Hull.").end);
  assert_true(place.span.start <= find(new, "The council").start);
  alignment_free(alignment);
}

// Every second sentence is deleted: each is said to have been between its neighbours.
static void orphans_keep_their_order_between_their_neighbours(void **state) {
  (void)state;
  static const char *const lines[] = {
      "The harbour of Velna was built in 1911 by a company from Hull. ",
      "Nobody expected it to last for more than twenty summers. ",
      "Trade fell by half in the war, and three cranes were sold. ",
      "A storm took the eastern mole in the winter after that. ",
      "Two ferries came into service when peace was made at last. ",
      "Their masters were brothers and did not speak to each other. ",
      "Fish is sold on the quay on Saturdays, and bread every day. ",
  };
  enum { LINES = sizeof lines / sizeof *lines };
  Buffer old = {0}, new = {0};
  Span spans[LINES];
  uint32_t new_ends[LINES];
  for (uint32_t i = 0; i < LINES; i++) {
    spans[i] = span_make((uint32_t)old.len, (uint32_t)(old.len + strlen(lines[i]) - 1));
    buffer_add_string(&old, lines[i]);
    if (i % 2 == 0) buffer_add_string(&new, lines[i]);
    new_ends[i] = (uint32_t) new.len;
  }
  Alignment *alignment = alignment_new(buffer_slice(&old), buffer_slice(&new), spans, LINES);
  for (uint32_t i = 1; i < LINES; i += 2) {
    AnchorPlace place = alignment_place(alignment, spans[i]);
    assert_int_equal(place.state, ANCHOR_ORPHAN);
    assert_int_equal(place.span.start, place.span.end);
    assert_in_range(place.span.start, new_ends[i] - 1, new_ends[i]); // behind the stop
  }
  alignment_free(alignment);
  buffer_release(&old);
  buffer_release(&new);
}

static void equal_words_elsewhere_do_not_attract(void **state) {
  (void)state;
  check_place("Robin wrote the first draft of the law. The committee read it twice in May.\n\n"
              "In June the minister thanked Robin and Ada for their patience with the text.\n",
              "Elisa wrote the first draft of the law. The committee read it twice in May.\n\n"
              "In June the minister thanked Robin and Ada for their patience with the text.\n",
              "Robin", "changed|Elisa");
}

static void a_part_of_a_word_stays_that_part(void **state) {
  (void)state;
  check_place("All subcommittees of the council met on Monday morning in the hall.",
              "In the end, all subcommittees of the council met on Monday morning in the hall.",
              "committee", "same|committee");
}

static void a_sentence_inserted_after_is_not_taken_in(void **state) {
  (void)state;
  check_place("Prices rose. The market closed early on Friday because of the snow.",
              "Prices rose. Nobody had expected that in a year like this one. The market closed "
              "early on Friday because of the snow.",
              "Prices rose.", "same|Prices rose.");
}

static void punctuation_alone_and_blanks_alone_end_somehow(void **state) {
  (void)state;
  const char *texts[] = {"", " ", "…", "\n\n\n", "a", "日"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    Slice old = SLICE("One, two – three."), new = slice_of(texts[i]);
    Alignment *alignment = alignment_new(old, new, NULL, 0);
    for (uint32_t start = 0; start < old.len; start++) {
      uint32_t end = start + 1;
      if (((unsigned char)old.ptr[start] & 0xC0) == 0x80) continue;
      while (end < old.len && ((unsigned char)old.ptr[end] & 0xC0) == 0x80) end++;
      AnchorPlace place = alignment_place(alignment, span_make(start, end));
      assert_true(place.span.end <= new.len);
    }
    alignment_free(alignment);
  }
}

// ---- Properties

static uint32_t next_random(uint32_t *seed) {
  *seed = *seed * 1664525 + 1013904223;
  return *seed >> 8;
}

// Another edition: words dropped, doubled and replaced, here and there a sentence moved to the end.
static void edit(Slice text, uint32_t seed, Buffer *out) {
  Buffer tail = {0};
  for (size_t pos = 0; pos < text.len;) {
    size_t end = pos;
    while (end < text.len && text.ptr[end] != ' ') end++;
    if (end < text.len) end++;
    Slice word = slice_cut(text, pos, end);
    switch (next_random(&seed) % 40) {
    case 0: break;
    case 1: buffer_add_string(out, "otherwise "); break;
    case 2:
      buffer_add(out, word);
      buffer_add(out, word);
      break;
    case 3: buffer_add(&tail, word); break;
    default: buffer_add(out, word);
    }
    pos = end;
  }
  buffer_add(out, buffer_slice(&tail));
  buffer_release(&tail);
}

static Span random_span(Slice text, uint32_t *seed) {
  uint32_t start = next_random(seed) % (uint32_t)text.len;
  uint32_t end = start + 1 + next_random(seed) % 200;
  while (start > 0 && ((unsigned char)text.ptr[start] & 0xC0) == 0x80) start--;
  if (end > text.len) end = (uint32_t)text.len;
  while (end < text.len && ((unsigned char)text.ptr[end] & 0xC0) == 0x80) end++;
  return span_make(start, end);
}

static void places_lie_in_the_text_whatever_the_edit(void **state) {
  (void)state;
  for (uint32_t round = 1; round <= 12; round++) {
    Buffer old = {0}, new = {0};
    uint32_t seed = round;
    prose_brief(&old, round, 4000);
    edit(buffer_slice(&old), round, &new);
    Alignment *alignment = alignment_new(buffer_slice(&old), buffer_slice(&new), NULL, 0);
    for (int i = 0; i < 100; i++) {
      Span span = random_span(buffer_slice(&old), &seed);
      AnchorPlace place = alignment_place(alignment, span);
      assert_true(place.span.start <= place.span.end && place.span.end <= new.len);
      assert_true((place.state == ANCHOR_ORPHAN) == span_is_empty(place.span));
      assert_true(place.score >= 0 && place.score <= 1000);
      assert_true(((unsigned char)new.ptr[place.span.start] & 0xC0) != 0x80);
    }
    alignment_free(alignment);
    buffer_release(&old);
    buffer_release(&new);
  }
}

static void what_is_asked_for_does_not_change_the_answers(void **state) {
  (void)state;
  Buffer old = {0}, new = {0};
  prose_brief(&old, 3, 20000);
  edit(buffer_slice(&old), 9, &new);
  Span spans[40];
  uint32_t seed = 5;
  for (int i = 0; i < 40; i++) spans[i] = random_span(buffer_slice(&old), &seed);
  Alignment *all = alignment_new(buffer_slice(&old), buffer_slice(&new), NULL, 0);
  Alignment *some = alignment_new(buffer_slice(&old), buffer_slice(&new), spans, 40);
  assert_true(alignment_cells(some) <= alignment_cells(all));
  for (int i = 40; i-- > 0;) {
    AnchorPlace a = alignment_place(all, spans[i]), b = alignment_place(some, spans[i]);
    assert_true(a.state == b.state && a.score == b.score && span_equal(a.span, b.span));
  }
  alignment_free(all);
  alignment_free(some);
  buffer_release(&old);
  buffer_release(&new);
}

// ---- Work: counted, not timed

static void add_times(Buffer *out, const char *words, int times) {
  while (times-- > 0) buffer_add_string(out, words);
}

static void check_work(Slice old, Slice new, uint64_t most) {
  Alignment *alignment = alignment_new(old, new, NULL, 0);
  assert_true(alignment_cells(alignment) <= 64000000);
  assert_true(alignment_work(alignment) <= most * (old.len + new.len));
  alignment_free(alignment);
}

static void no_input_takes_quadratic_work(void **state) {
  (void)state;
  Buffer one = {0}, two = {0}, book = {0}, other = {0};
  add_times(&one, "ports ", 20000);
  add_times(&two, "ports ", 30000);
  check_work(buffer_slice(&one), buffer_slice(&two), 16);
  add_times(&two, "and ferries ", 10000);
  check_work(buffer_slice(&one), buffer_slice(&two), 16);
  prose_brief(&book, 1, 300000);
  prose_brief(&other, 2, 300000);
  check_work(buffer_slice(&book), buffer_slice(&other), 16);
  buffer_release(&one);
  buffer_release(&two);
  buffer_release(&book);
  buffer_release(&other);
}

// So many quotations of a text, with a blank of surroundings, looked for in another one.
static uint64_t work_of_quotations(Slice old, Slice new, uint32_t count, uint32_t len) {
  Selector *selectors = memory_new(count, sizeof *selectors);
  SelectorAnswer *answers = memory_new(count, sizeof *answers);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t start = (uint32_t)((uint64_t)(old.len - len) * i / count);
    selectors[i] = (Selector){slice_cut(old, start, start + len), SLICE(""), SLICE(""), start};
  }
  uint64_t work = selector_place(new, selectors, count, answers);
  free(selectors);
  free(answers);
  return work;
}

static void quotations_in_a_text_of_one_word_cost_only_those_nearby(void **state) {
  (void)state;
  Buffer one = {0}, two = {0};
  add_times(&one, "ports ", 20000);
  add_times(&two, "ports ", 40000);
  uint64_t less = work_of_quotations(buffer_slice(&one), buffer_slice(&one), 500, 30);
  uint64_t more = work_of_quotations(buffer_slice(&one), buffer_slice(&two), 500, 30);
  assert_true(more <= less + less / 10);
  assert_true(more <= 500 * 2 * 300 * 100);
  assert_true(work_of_quotations(buffer_slice(&one), buffer_slice(&two), 500, 3) <=
              500 * 2 * 300 * 100);
  buffer_release(&one);
  buffer_release(&two);
}

static void a_quotation_as_long_as_a_book_is_aligned(void **state) {
  (void)state;
  Buffer book = {0}, other = {0};
  prose_brief(&book, 1, 300000);
  edit(buffer_slice(&book), 3, &other);
  Slice old = buffer_slice(&book);
  Selector selector = {old, SLICE(""), SLICE(""), 0};
  SelectorAnswer answer;
  uint64_t work = selector_place(buffer_slice(&other), &selector, 1, &answer);
  assert_true(work <= 64 * (book.len + other.len));
  assert_int_equal(answer.place.state, ANCHOR_CHANGED);
  assert_true(answer.place.review);
  assert_true(span_len(answer.place.span) > other.len / 2);
  buffer_release(&book);
  buffer_release(&other);
}

static void ten_thousand_spans_cost_no_more_alignment_than_none(void **state) {
  (void)state;
  Buffer old = {0}, new = {0};
  prose_brief(&old, 1, 200000);
  edit(buffer_slice(&old), 5, &new);
  Span *spans = memory_new(10000, sizeof *spans);
  uint32_t seed = 3;
  for (uint32_t i = 0; i < 10000; i++) spans[i] = random_span(buffer_slice(&old), &seed);
  Alignment *none = alignment_new(buffer_slice(&old), buffer_slice(&new), NULL, 0);
  Alignment *all = alignment_new(buffer_slice(&old), buffer_slice(&new), spans, 10000);
  assert_true(alignment_cells(all) <= alignment_cells(none));
  assert_true(alignment_work(all) <= alignment_work(none));
  alignment_free(none);
  alignment_free(all);
  free(spans);
  buffer_release(&old);
  buffer_release(&new);
}

static void one_line_of_a_book_is_compared_like_many(void **state) {
  (void)state;
  Buffer line = {0}, other = {0};
  prose_words(&line, 4, 300000);
  edit(buffer_slice(&line), 6, &other);
  check_work(buffer_slice(&line), buffer_slice(&other), 16);
  buffer_release(&line);
  buffer_release(&other);
}

// Another edition in which `of_hundred` letters of a hundred are others.
static void mistype(Slice text, uint32_t of_hundred, Buffer *out) {
  uint32_t seed = 7;
  for (size_t i = 0; i < text.len; i++) {
    bool letter = text.ptr[i] >= 'a' && text.ptr[i] <= 'z';
    bool wrong = letter && next_random(&seed) % 100 < of_hundred;
    buffer_add_byte(out, wrong ? (char)('a' + next_random(&seed) % 26) : text.ptr[i]);
  }
}

static void a_mistyped_book_costs_few_cells(void **state) {
  (void)state;
  Buffer book = {0}, other = {0};
  prose_words(&book, 1, 300000);
  mistype(buffer_slice(&book), 10, &other);
  Alignment *alignment = alignment_new(buffer_slice(&book), buffer_slice(&other), NULL, 0);
  assert_true(alignment_cells(alignment) <= 3 * book.len);
  alignment_free(alignment);
  buffer_release(&book);
  buffer_release(&other);
}

static void a_mistyped_quotation_is_looked_for_in_few_places(void **state) {
  (void)state;
  Buffer brief = {0}, other = {0};
  prose_words(&brief, 3, 6000);
  mistype(buffer_slice(&brief), 2, &other);
  uint64_t work = work_of_quotations(buffer_slice(&brief), buffer_slice(&other), 20, 120);
  assert_true(work <= 20 * 4500);
  buffer_release(&brief);
  buffer_release(&other);
}

static void an_unrelated_text_is_told(void **state) {
  (void)state;
  Buffer old = {0}, new = {0};
  for (int i = 0; i < 4000; i++) {
    buffer_printf(&old, "left%d ", i * 7 % 3999);
    buffer_printf(&new, "right%d ", i * 11 % 3997);
  }
  Alignment *alignment = alignment_new(buffer_slice(&old), buffer_slice(&new), NULL, 0);
  assert_true(alignment_is_unrelated(alignment));
  assert_int_equal(alignment_place(alignment, span_make(0, 20)).state, ANCHOR_ORPHAN);
  alignment_free(alignment);
  buffer_release(&old);
  buffer_release(&new);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_did_not_change_is_the_same),
      cmocka_unit_test(typography_and_wrapping_are_the_same),
      cmocka_unit_test(replaced_words_are_changed),
      cmocka_unit_test(a_moved_paragraph_is_moved),
      cmocka_unit_test(a_deleted_sentence_is_an_orphan_where_it_was),
      cmocka_unit_test(orphans_keep_their_order_between_their_neighbours),
      cmocka_unit_test(equal_words_elsewhere_do_not_attract),
      cmocka_unit_test(a_part_of_a_word_stays_that_part),
      cmocka_unit_test(a_sentence_inserted_after_is_not_taken_in),
      cmocka_unit_test(punctuation_alone_and_blanks_alone_end_somehow),
      cmocka_unit_test(places_lie_in_the_text_whatever_the_edit),
      cmocka_unit_test(what_is_asked_for_does_not_change_the_answers),
      cmocka_unit_test(no_input_takes_quadratic_work),
      cmocka_unit_test(quotations_in_a_text_of_one_word_cost_only_those_nearby),
      cmocka_unit_test(a_quotation_as_long_as_a_book_is_aligned),
      cmocka_unit_test(ten_thousand_spans_cost_no_more_alignment_than_none),
      cmocka_unit_test(one_line_of_a_book_is_compared_like_many),
      cmocka_unit_test(a_mistyped_book_costs_few_cells),
      cmocka_unit_test(a_mistyped_quotation_is_looked_for_in_few_places),
      cmocka_unit_test(an_unrelated_text_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
