// SPDX-License-Identifier: MIT
// Sentences that stand in several briefs.
#include "library/repeat.h"

#include "library/echo.h"
#include "support/check.h"
#include "support/shelf.h"
#include "text/position.h"
#include "text/sentence.h"

#include <stdlib.h>

static const char one[] =
    "On Harbours\n\nThe harbour grew for years without a plan of any kind.[1] Nobody asked. "
    "It still grows every summer, and the town pays for it.\n\n[1] “The Long Quay”, Review.\n";
static const char two[] =
    "On Markets\n\nIt began small. The harbour grew for years without a plan of any kind. “It "
    "still grows every summer, and the town pays for it.” Nobody asked.\n";
static const char three[] =
    "On Ferries\n\nIT STILL GROWS EVERY SUMMER — and the town pays for it! Two ferries were sold "
    "in "
    "the end, which nobody had expected at all.\n\nTwo ferries were sold in the end, which nobody "
    "had expected at all.\n";

static void expect_repeats(Shelf *shelf, int64_t brief, const char *wanted) {
  Error err = {0};
  RepeatList list;
  Buffer got = {0};
  check_ok(repeat_list(shelf->library, brief, &list, &err), &err);
  for (uint32_t i = 0; i < list.count; i++)
    buffer_printf(&got, "%u %s\n", list.items[i].places.briefs, list.items[i].words);
  check_text(buffer_slice(&got), wanted);
  buffer_release(&got);
  repeat_release(&list);
}

// The briefs in which the sentence at these words stands too, by key, each with what stands there.
static void expect_places(Shelf *shelf, int64_t key, const char *words, const char *wanted) {
  Error err = {0};
  Brief brief;
  RepeatPlaces places;
  Buffer got = {0};
  check_ok(brief_get(shelf->library, key, &brief, &err), &err);
  Version *version = brief_version(shelf->library, brief.version, &err);
  check_ok(version != NULL, &err);
  const char *at = strstr(version->text.ptr, words);
  assert_non_null(at);
  uint32_t pos = (uint32_t)(at - version->text.ptr);
  check_ok(
      repeat_find(shelf->library, version, brief.version, sentence_at(version, pos), &places, &err),
      &err);
  for (uint32_t i = 0; i < places.count; i++) {
    Version *other = brief_version(shelf->library, places.items[i].version, &err);
    Span span;
    assert_true(positions_to_bytes(other->positions, places.items[i].span, &span));
    buffer_printf(&got, "%lld %u\n", (long long)places.items[i].brief, span_len(span));
    version_free(other);
  }
  buffer_printf(&got, "%u", places.briefs);
  check_text(buffer_slice(&got), wanted);
  buffer_release(&got);
  repeat_release_places(&places);
  version_free(version);
  brief_release(&brief);
}

static void a_sentence_is_known_whatever_its_typography(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t first = shelf_add(&shelf, "one.txt", one);
  expect_repeats(&shelf, 0, "");
  int64_t second = shelf_add(&shelf, "two.txt", two);
  int64_t third = shelf_add(&shelf, "three.txt", three);
  expect_repeats(&shelf, 0,
                 "3 It still grows every summer, and the town pays for it.\n"
                 "2 The harbour grew for years without a plan of any kind.\n");
  expect_repeats(&shelf, third, "3 It still grows every summer, and the town pays for it.\n");
  Buffer wanted = {0};
  buffer_printf(&wanted, "%lld 60\n%lld 57\n2", (long long)second, (long long)third);
  expect_places(&shelf, first, "every summer", wanted.ptr);
  buffer_clear(&wanted);
  buffer_printf(&wanted, "%lld 54\n1", (long long)second);
  expect_places(&shelf, first, "grew for years", wanted.ptr);
  buffer_release(&wanted);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void short_sentences_headings_and_notes_are_no_repetition(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t first = shelf_add(&shelf, "one.txt", one);
  shelf_add(&shelf, "two.txt", two);
  expect_places(&shelf, first, "Nobody asked", "0");
  expect_places(&shelf, first, "On Harbours", "0");
  expect_places(&shelf, first, "The Long Quay", "0");
  shelf_release(&shelf);
}

static void a_sentence_twice_in_one_brief_is_no_list_but_known_at_the_caret(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t third = shelf_add(&shelf, "three.txt", three);
  Buffer wanted = {0};
  expect_repeats(&shelf, 0, "");
  buffer_printf(&wanted, "%lld 67\n1", (long long)third);
  expect_places(&shelf, third, "Two ferries", wanted.ptr);
  buffer_release(&wanted);
  shelf_release(&shelf);
}

static void what_is_removed_or_older_does_not_repeat(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t change;
  shelf_add(&shelf, "one.txt", one);
  int64_t second = shelf_add(&shelf, "two.txt", two);
  check_ok(brief_remove(shelf.library, second, &change, &err), &err);
  expect_repeats(&shelf, 0, "");
  shelf_undo(&shelf);
  shelf_add(&shelf, "two.txt",
            "On Markets\n\nIt began small, and nobody knows what became of it.\n");
  expect_repeats(&shelf, 0, "");
  shelf_undo(&shelf);
  expect_repeats(&shelf, second,
                 "2 The harbour grew for years without a plan of any kind.\n"
                 "2 It still grows every summer, and the town pays for it.\n");
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

// Whoever waits for a key is never behind more than some pages.
static void a_long_text_is_read_in_parts_to_its_last_sentence(void **state) {
  (void)state;
  enum { FILLERS = 4000, PARTS_LEAST = 5 };
  static const char words[] = "The quay was sold in spring to a company of seven owners.";
  Shelf shelf = shelf_new();
  Error err = {0};
  Buffer text = {0};
  Brief brief;
  RepeatPlaces places;
  uint32_t steps = 0;
  buffer_printf(&text, "On Quays\n\n%s", words);
  for (uint32_t i = 0; i < FILLERS; i++)
    buffer_printf(&text, " Number %u of the sentences says nothing about it.", i);
  buffer_printf(&text, "\n\n%s\n", words);
  check_ok(brief_get(shelf.library, shelf_add(&shelf, "quays.txt", text.ptr), &brief, &err), &err);
  Version *version = brief_version(shelf.library, brief.version, &err);
  check_ok(version != NULL, &err);
  uint32_t pos = (uint32_t)(strstr(version->text.ptr, words) - version->text.ptr);
  RepeatSearch *search =
      repeat_start(shelf.library, version, brief.version, sentence_at(version, pos));
  while (repeat_step(search)) steps++;
  assert_true(steps > PARTS_LEAST);
  check_ok(repeat_end(search, &places, &err), &err);
  assert_int_equal(places.count, 1);
  assert_true(places.items[0].span.start_cp > FILLERS);
  repeat_release_places(&places);
  version_free(version);
  brief_release(&brief);
  buffer_release(&text);
  shelf_release(&shelf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_sentence_is_known_whatever_its_typography),
      cmocka_unit_test(short_sentences_headings_and_notes_are_no_repetition),
      cmocka_unit_test(a_sentence_twice_in_one_brief_is_no_list_but_known_at_the_caret),
      cmocka_unit_test(what_is_removed_or_older_does_not_repeat),
      cmocka_unit_test(a_long_text_is_read_in_parts_to_its_last_sentence),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
