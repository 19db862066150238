// SPDX-License-Identifier: MIT
// Finding words in a library: what is found and what not, in which order, part by part.
#include "support/check.h"
#include "support/prose.h"
#include "support/shelf.h"

#include "library/finding.h"
#include "library/kwic.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static Finding *find(Shelf *shelf, const char *words, LookupFlags flags, FindingOrder order) {
  Error err = {0};
  Finding *finding = finding_open(shelf->library, slice_of(words), flags,
                                  FINDING_BRIEFS | FINDING_QUOTES | FINDING_COMMENTS);
  finding_set_order(finding, order);
  while (finding_work(finding, NULL, NULL)) continue;
  check_ok(finding_check(finding, &err), &err);
  assert_true(finding_complete(finding));
  return finding;
}

// Each that was found: "text: hits" or "comment: …", "quotation: …".
static void expect_with(Shelf *shelf, const char *words, LookupFlags flags, const char *wanted) {
  Finding *finding = find(shelf, words, flags, FINDING_NEWEST);
  Buffer got = {0};
  for (uint32_t i = 0; i < finding_count(finding); i++) {
    FindingText text;
    Error err = {0};
    check_ok(finding_read(finding, i, &text, &err), &err);
    buffer_add_string(&got, text.whole ? "text:" : text.comment ? "comment:" : "quotation:");
    for (uint32_t hit = 0; hit < text.hit_count; hit++) {
      buffer_printf(&got, " %s", finding_hidden(&text, text.hits[hit]) ? "~" : "");
      buffer_add(&got, slice_cut(text.text, text.hits[hit].start, text.hits[hit].end));
    }
    buffer_add_byte(&got, '\n');
    finding_release(&text);
  }
  check_text(buffer_slice(&got), wanted);
  buffer_release(&got);
  finding_close(finding);
}

static void expect(Shelf *shelf, const char *words, const char *wanted) {
  expect_with(shelf, words, LOOKUP_WORDS, wanted);
}

static void texts_and_comments_are_found_newest_first(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t old = shelf_add(&shelf, "old.txt", "Old title\n\nThe river rose. A river fell.\n");
  shelf_add(&shelf, "new.txt", "New title\n\nNo water here, but a River.\n");
  shelf_annotate(&shelf, old, 11, 26, NULL, "About a river.");
  expect(&shelf, "river", "comment: river\ntext: River\ntext: river river\n");
  expect(&shelf, "river rose", "quotation: river rose\ntext: river rose river\n");
  expect(&shelf, "\"river rose\"", "quotation: river rose\ntext: river rose\n");
  expect(&shelf, "nothing", "");
  expect(&shelf, "...", "");
  shelf_release(&shelf);
}

static void what_is_not_there_any_more_is_not_found(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t change, brief = shelf_add(&shelf, "a.txt", "Title\n\nOnce there was amber here.\n");
  AnnotationAdded annotation = shelf_annotate(&shelf, brief, 7, 11, NULL, "copper");
  Error err = {0};
  shelf_comment(&shelf, annotation.key, "silver");
  expect(&shelf, "copper", "");
  expect(&shelf, "silver", "comment: silver\n");
  shelf_undo(&shelf);
  expect(&shelf, "copper", "comment: copper\n");
  shelf_delete(&shelf, annotation.key);
  expect(&shelf, "copper", "");
  shelf_undo(&shelf);
  shelf_add(&shelf, "a.txt", "Title\n\nOnce there was basalt here.\n");
  expect(&shelf, "amber", "");
  expect(&shelf, "basalt", "text: basalt\n");
  check_ok(brief_remove(shelf.library, brief, &change, &err), &err);
  expect(&shelf, "basalt", "");
  expect(&shelf, "copper", "");
  shelf_undo(&shelf);
  expect(&shelf, "basalt", "text: basalt\n");
  expect(&shelf, "copper", "comment: copper\n");
  shelf_release(&shelf);
}

static void every_script_is_found(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  shelf_add(&shelf, "a.txt",
            "東京のカフェ\n\nกรุงเทพมหานคร เป็นเมืองหลวง\n\nÉcole supérieure, שָׁלוֹם\n");
  expect(&shelf, "カフェ", "text: カフェ\n");
  expect(&shelf, "京東", "");
  expect(&shelf, "มหานคร", "text: มหานคร\n");
  expect(&shelf, "ecole SUPERIEURE", "text: École supérieure\n");
  expect(&shelf, "שלום", "text: שָׁלוֹם\n");
  expect_with(&shelf, "ecole", LOOKUP_ACCENTS, "");
  expect_with(&shelf, "école", LOOKUP_ACCENTS, "text: École\n");
  shelf_release(&shelf);
}

static void footnotes_are_found_and_furniture_is_marked(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  shelf_add(&shelf, "a.txt",
            "A title of a brief\n\nShare\n\nWe share this view of it.[i]\n\n"
            "[i] See the share of “Others”, 2020.\n");
  expect(&shelf, "share", "text: ~Share share share\n");
  shelf_release(&shelf);
}

static void hostile_words_are_only_words(void **state) {
  (void)state;
  static const char *const hostile[] = {
      "\"",    "*",       "NEAR(",     "text:near", "a AND", "NOT",    "^near", "{text}: x",
      "-near", "near OR", "'; DROP--", "\xFF\xFE",  "(((",   "near +", "\"near"};
  Shelf shelf = shelf_new();
  shelf_add(&shelf, "a.txt", "Title\n\nFrom near and far, or not.\n");
  for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
    finding_close(find(&shelf, hostile[i], LOOKUP_WORDS, FINDING_BEST));
    finding_close(find(&shelf, hostile[i], LOOKUP_TYPING | LOOKUP_ACCENTS, FINDING_BEST));
  }
  expect(&shelf, "NEAR(", "text: near\n");
  expect(&shelf, "text:near", "");
  shelf_release(&shelf);
}

static void the_text_that_has_more_of_it_is_better(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  shelf_add(&shelf, "a.txt", "Title\n\nOtter otter otter, otter.\n");
  shelf_add(&shelf, "b.txt", "Title two\n\nAn otter among many other animals of this river.\n");
  shelf_add(&shelf, "c.txt", "Title three\n\nAn otter and an otter among animals.\n");
  Finding *finding = find(&shelf, "otter", LOOKUP_WORDS, FINDING_BEST);
  assert_int_equal(finding_count(finding), 3);
  assert_int_equal(finding_at(finding, 0).key, 1);
  assert_int_equal(finding_at(finding, 1).key, 3);
  assert_int_equal(finding_at(finding, 2).key, 2);
  assert_true(finding_at(finding, 0).weight > finding_at(finding, 1).weight);
  finding_set_order(finding, FINDING_NEWEST);
  assert_int_equal(finding_at(finding, 0).key, 3);
  finding_close(finding);
  finding = find(&shelf, "otter animals", LOOKUP_WORDS, FINDING_BEST);
  assert_int_equal(finding_count(finding), 2);
  assert_int_equal(finding_at(finding, 0).key, 3);
  finding_close(finding);
  shelf_release(&shelf);
}

// More texts than one part lists.
static void all_parts_together_are_all_texts(void **state) {
  (void)state;
  enum { COUNT = 150 };
  Shelf shelf = shelf_new();
  for (int i = 0; i < COUNT; i++) {
    char name[16], text[64];
    snprintf(name, sizeof name, "%d.txt", i);
    snprintf(text, sizeof text, "Number %d\n\nThe usual words%s.\n", i,
             i % 2 ? " twice usual" : "");
    shelf_add(&shelf, name, text);
  }
  Finding *finding = find(&shelf, "usual words", LOOKUP_WORDS, FINDING_BEST);
  assert_int_equal(finding_count(finding), COUNT);
  for (uint32_t i = 1; i < COUNT; i++) {
    assert_true(finding_at(finding, i - 1).weight >= finding_at(finding, i).weight);
  }
  finding_set_order(finding, FINDING_NEWEST);
  for (uint32_t i = 0; i < COUNT; i++) assert_int_equal(finding_at(finding, i).key, COUNT - i);
  finding_close(finding);
  finding = find(&shelf, "usu", LOOKUP_TYPING, FINDING_NEWEST);
  assert_int_equal(finding_count(finding), COUNT);
  finding_close(finding);
  shelf_release(&shelf);
}

static bool refuse(void *context) {
  ++*(int *)context;
  return false;
}

static void add_beginnings(Shelf *shelf, int count, int without) {
  Buffer words = {0};
  for (int i = 0; i < 300; i++) buffer_printf(&words, "su%d ", i);
  for (int i = 1; i <= count; i++) {
    char name[16];
    Buffer text = {0};
    snprintf(name, sizeof name, "%d.txt", i);
    buffer_printf(&text, "Number %d\n\n%s.\n", i, i == without ? "none" : words.ptr);
    shelf_add(shelf, name, text.ptr);
    buffer_release(&text);
  }
  buffer_release(&words);
}

// Where counting takes long the newest texts are listed at once, and stay where they are.
static void the_beginning_of_a_word_can_be_broken_off(void **state) {
  (void)state;
  enum { COUNT = 40, WITHOUT = 38 };
  Shelf shelf = shelf_new();
  add_beginnings(&shelf, COUNT, WITHOUT);
  Finding *finding = finding_open(shelf.library, SLICE("su"), LOOKUP_TYPING, FINDING_BRIEFS);
  int asked = 0;
  while (finding_count(finding) < 3) assert_true(finding_work(finding, refuse, &asked));
  assert_true(asked > 0);
  assert_false(finding_complete(finding));
  assert_int_equal(finding_at(finding, 0).key, 40);
  assert_int_equal(finding_at(finding, 1).key, 39);
  assert_int_equal(finding_at(finding, 2).key, 37);
  while (finding_work(finding, NULL, NULL)) continue;
  assert_int_equal(finding_count(finding), COUNT - 1);
  for (uint32_t i = 0; i < COUNT - 1; i++)
    assert_int_equal(finding_at(finding, i).key, COUNT - i - (i >= 2));
  finding_close(finding);
  shelf_release(&shelf);
}

// What nearly all texts have is listed without counting all; the best first counts it after all.
static void what_nearly_all_texts_have_is_listed_and_weighed(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  add_beginnings(&shelf, 60, 7);
  shelf_add(&shelf, "best.txt", "Best\n\nsu0 su1 su2\n");
  Finding *finding = find(&shelf, "su*", LOOKUP_WORDS, FINDING_NEWEST);
  assert_int_equal(finding_count(finding), 60);
  finding_set_order(finding, FINDING_BEST);
  while (finding_work(finding, NULL, NULL)) continue;
  assert_int_equal(finding_count(finding), 60);
  assert_true(finding_at(finding, 59).weight > 0);
  finding_close(finding);
  finding = find(&shelf, "nu* su*", LOOKUP_WORDS, FINDING_BEST);
  assert_int_equal(finding_count(finding), 59);
  finding_close(finding);
  shelf_release(&shelf);
}

// Parts of the work until so many are listed.
static int work_until(Finding *finding, uint32_t count) {
  int parts = 0;
  while (finding_count(finding) < count && finding_work(finding, NULL, NULL)) parts++;
  assert_true(finding_count(finding) >= count);
  return parts;
}

static Finding *find_few(Shelf *shelf, const char *words) {
  Finding *finding = finding_open(shelf->library, slice_of(words), LOOKUP_WORDS, FINDING_ANYWHERE);
  finding_want_few(finding);
  return finding;
}

static void expect_same_for_few(Shelf *shelf, const char *words, uint32_t count) {
  Finding *few = find_few(shelf, words);
  Finding *all = finding_open(shelf->library, slice_of(words), LOOKUP_WORDS, FINDING_ANYWHERE);
  while (finding_work(few, NULL, NULL)) continue;
  while (finding_work(all, NULL, NULL)) continue;
  assert_int_equal(finding_count(all), count);
  assert_int_equal(finding_count(few), count);
  for (uint32_t i = 0; i < count; i++) {
    assert_int_equal(finding_at(few, i).annotation, finding_at(all, i).annotation);
    assert_int_equal(finding_at(few, i).key, finding_at(all, i).key);
  }
  finding_close(few);
  finding_close(all);
}

// Of these every eighth says something else; so do those of a brief that is removed.
static void add_comments(Shelf *shelf, int count, int64_t brief) {
  for (int i = 0; i < count; i++) {
    Buffer comment = {0};
    for (int word = 0; word < 12; word++)
      buffer_printf(&comment, "%s%d ", i % 8 ? "su" : "else", (i * 7 + word) % 300);
    shelf_annotate(shelf, brief, 0, 6, NULL, comment.ptr);
    buffer_release(&comment);
  }
}

static void who_wants_a_few_is_given_the_same_sooner(void **state) {
  (void)state;
  enum { BRIEFS = 60, COMMENTS = 400 };
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t change, brief = shelf_add(&shelf, "other.txt", "Other title\n\nOther words.\n");
  int64_t gone = shelf_add(&shelf, "gone.txt", "Removed\n\nsu0 su1 su2.\n");
  add_beginnings(&shelf, BRIEFS, 7);
  add_comments(&shelf, COMMENTS, brief);
  add_comments(&shelf, COMMENTS, gone);
  check_ok(brief_remove(shelf.library, gone, &change, &err), &err);
  enum { SAY = COMMENTS - COMMENTS / 8, HAVE = BRIEFS - 1 };
  expect_same_for_few(&shelf, "su*", SAY + HAVE);
  expect_same_for_few(&shelf, "else*", COMMENTS / 8);
  expect_same_for_few(&shelf, "su7 su*", 14 + HAVE);
  expect_same_for_few(&shelf, "none su*", 0);
  expect_same_for_few(&shelf, "su* nu*", HAVE);
  expect_same_for_few(&shelf, "\"su7 su8\" su*", 14 + HAVE);
  expect_same_for_few(&shelf, "absent*", 0);
  Finding *few = find_few(&shelf, "su*");
  assert_true(work_until(few, 200) < 10);
  assert_false(finding_complete(few));
  finding_close(few);
  shelf_release(&shelf);
}

static void a_phrase_whose_last_word_goes_on_is_found(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  shelf_add(&shelf, "a.txt", "Title\n\nTheir well-being, well beings.\n");
  shelf_add(&shelf, "b.txt", "Title\n\nAll is well. Being here too.\n");
  shelf_add(&shelf, "c.txt", "Title\n\nWell, better beings.\n");
  expect(&shelf, "well-bei*", "text: well. Being\ntext: well-being well beings\n");
  expect_with(&shelf, "their well-be", LOOKUP_TYPING, "text: Their well-being well beings\n");
  finding_close(find(&shelf, "well-bei*", LOOKUP_WORDS, FINDING_BEST));
  shelf_release(&shelf);
}

static void beginnings_with_accents_are_found(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  shelf_add(&shelf, "a.txt", "Title\n\nÉtats and états.\n");
  shelf_add(&shelf, "b.txt", "Title\n\nEtats.\n");
  expect_with(&shelf, "état", LOOKUP_TYPING | LOOKUP_ACCENTS, "text: États états\n");
  expect_with(&shelf, "état", LOOKUP_TYPING, "text: Etats\ntext: États états\n");
  shelf_release(&shelf);
}

static void beginnings_are_found_in_comments(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "a.txt", "Title\n\nOnce there was amber here.\n"), change;
  shelf_annotate(&shelf, brief, 7, 11, NULL, "copper and silver");
  shelf_annotate(&shelf, brief, 12, 17, NULL, "coppice");
  Error err = {0};
  expect(&shelf, "copp*", "comment: coppice\ncomment: copper\n");
  expect(&shelf, "silver copp*", "comment: copper silver\n");
  expect(&shelf, "ther*", "quotation: there\ntext: there\n");
  check_ok(brief_remove(shelf.library, brief, &change, &err), &err);
  expect(&shelf, "copp*", "");
  shelf_release(&shelf);
}

static void expect_kwic(const char *content, const char *words, uint32_t lead, uint32_t columns,
                        const char *wanted) {
  Shelf shelf = shelf_new();
  Kwic kwic = {0};
  FindingText text;
  Buffer line = {0};
  Error err = {0};
  shelf_add(&shelf, "a.txt", content);
  Finding *finding = find(&shelf, words, LOOKUP_WORDS, FINDING_NEWEST);
  check_ok(finding_read(finding, 0, &text, &err), &err);
  kwic_make(&kwic, &text, text.hits[0], SAFE_UNICODE, lead, columns);
  buffer_printf(&line, "%s|%s|%s", kwic.before.ptr, kwic.hit.ptr, kwic.after.ptr);
  check_text(buffer_slice(&line), wanted);
  assert_int_equal(safe_width(buffer_slice(&kwic.before), SAFE_UNICODE), kwic.before_width);
  buffer_release(&line);
  kwic_release(&kwic);
  finding_release(&text);
  finding_close(finding);
  shelf_release(&shelf);
}

static void a_line_shows_the_sentence_around_the_hit(void **state) {
  (void)state;
  static const char content[] =
      "A title\n\nIt rained. The old bridge over \t the river fell down at last. Nobody saw it.\n";
  expect_kwic(content, "river", 100, 100, "The old bridge over the |river| fell down at last.");
  expect_kwic(content, "river", 10, 30, "…over the |river| fell down at …");
  expect_kwic("A title\n\n日本の東京は大きい。\n", "東京", 4, 12, "…の|東京|は大…");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(texts_and_comments_are_found_newest_first),
      cmocka_unit_test(what_is_not_there_any_more_is_not_found),
      cmocka_unit_test(every_script_is_found),
      cmocka_unit_test(footnotes_are_found_and_furniture_is_marked),
      cmocka_unit_test(hostile_words_are_only_words),
      cmocka_unit_test(the_text_that_has_more_of_it_is_better),
      cmocka_unit_test(all_parts_together_are_all_texts),
      cmocka_unit_test(the_beginning_of_a_word_can_be_broken_off),
      cmocka_unit_test(what_nearly_all_texts_have_is_listed_and_weighed),
      cmocka_unit_test(who_wants_a_few_is_given_the_same_sooner),
      cmocka_unit_test(a_phrase_whose_last_word_goes_on_is_found),
      cmocka_unit_test(beginnings_with_accents_are_found),
      cmocka_unit_test(beginnings_are_found_in_comments),
      cmocka_unit_test(a_line_shows_the_sentence_around_the_hit),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
