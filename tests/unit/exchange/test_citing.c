// SPDX-License-Identifier: MIT
// Bibliographies and codebooks: names that are told apart, and briefs that are cited by themselves.
#include "exchange/exchange.h"
#include "support/check.h"
#include "support/shelf.h"

#include <stdio.h>
#include <stdlib.h>

static Buffer export(Shelf *shelf, const char *format, const ExchangeOptions *options) {
  Error err = {0};
  Buffer out = {0};
  Target target = target_of_buffer(&out);
  check_ok(exchange_export(shelf->library, exchange_find_format(slice_of(format)), options, &target,
                           NULL, &err),
           &err);
  return out;
}

static void check_holds(const Buffer *text, const char *wanted) {
  if (!strstr(text->ptr, wanted)) fail_msg("«%s» is not in\n%s", wanted, text->ptr);
}

static int64_t add_by(Shelf *shelf, const char *name, const char *author, const char *date) {
  Error err = {0};
  int64_t change;
  Buffer text = {0};
  buffer_printf(&text, "About %s\n\nIt has words.\n", name);
  int64_t key = shelf_add(shelf, name, text.ptr);
  BriefMetadata metadata = {.author = author, .date = date};
  check_ok(brief_set_metadata(shelf->library, key, &metadata, &change, &err), &err);
  buffer_release(&text);
  return key;
}

static void citation_keys_are_ascii_and_told_apart(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  add_by(&shelf, "a.txt", "Šimková, Ana", "2024-05");
  add_by(&shelf, "b.txt", "O'Neil, Pat; Else, Eve", "2025");
  add_by(&shelf, "c.txt", "Oneil, Tom", "2025-03-04");
  Buffer bib = export(&shelf, "bibtex", &(ExchangeOptions){0});
  check_holds(&bib, "@techreport{simkova2024,");
  check_holds(&bib, "@techreport{oneil2025a,");
  check_holds(&bib, "@techreport{oneil2025b,");
  Buffer csl = export(&shelf, "csl", &(ExchangeOptions){0});
  check_holds(&csl, "\"id\":\"oneil2025b\"");
  buffer_release(&bib);
  buffer_release(&csl);
  shelf_release(&shelf);
}

static void a_name_in_another_script_gives_the_hash(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  add_by(&shelf, "a.txt", "王, 小明", "2024");
  Buffer bib = export(&shelf, "bibtex", &(ExchangeOptions){0});
  check_holds(&bib, "@techreport{brief");
  check_holds(&bib, "author = {王, 小明}");
  buffer_release(&bib);
  shelf_release(&shelf);
}

// More than there are letters: none is named twice.
static void many_of_one_author_and_year_have_a_key_each(void **state) {
  (void)state;
  enum { MANY = 26 + 26 * 26 + 2 };
  Shelf shelf = shelf_new();
  for (int i = 0; i < MANY; i++) {
    char name[16];
    snprintf(name, sizeof name, "%d.txt", i);
    add_by(&shelf, name, "Busy, Bo", "2025");
  }
  Buffer bib = export(&shelf, "bibtex", &(ExchangeOptions){0});
  for (int i = 0; i < MANY; i++) {
    char key[32], letter = (char)('a' + i % 26);
    if (i < 26)
      snprintf(key, sizeof key, "{busy2025%c,", letter);
    else if (i < MANY - 2)
      snprintf(key, sizeof key, "{busy2025%c%c,", 'a' + i / 26 - 1, letter);
    else
      snprintf(key, sizeof key, "{busy2025aa%c,", letter);
    check_holds(&bib, key);
    assert_null(strstr(strstr(bib.ptr, key) + 1, key));
  }
  buffer_release(&bib);
  shelf_release(&shelf);
}

static void a_brief_that_is_chosen_is_cited_without_annotations(void **state) {
  (void)state;
  Error err = {0};
  Shelf shelf = shelf_new();
  int64_t bare = add_by(&shelf, "a.txt", "Bare, Bob", "2024");
  add_by(&shelf, "b.txt", "Other, Oda", "2024");
  Buffer bib = export(&shelf, "bibtex", &(ExchangeOptions){.brief = bare}), out = {0};
  check_holds(&bib, "{bare2024,");
  assert_null(strstr(bib.ptr, "other"));
  Target target = target_of_buffer(&out);
  static const ExchangeOptions selective = {.tag = "water"};
  ExchangeOptions both = selective;
  both.brief = bare;
  assert_false(exchange_export(shelf.library, exchange_find_format(SLICE("bibtex")), &both, &target,
                               NULL, &err));
  assert_int_equal(err.kind, ERROR_NOTHING);
  assert_false(exchange_export(shelf.library, exchange_find_format(SLICE("markdown")),
                               &(ExchangeOptions){.brief = bare}, &target, NULL, &err));
  buffer_release(&bib);
  buffer_release(&out);
  shelf_release(&shelf);
}

// Importers of REFI-QDA know no two codes that differ in case alone.
static void codes_that_differ_in_case_get_a_number(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "a.txt", "Water\n\nIt has words and more.\n");
  static const char *const tags[] = {"Water", "water", "WATER", "Water (2)"};
  for (uint32_t i = 0; i < 4; i++) shelf_annotate(&shelf, brief, i, i + 2, tags[i], NULL);
  Buffer qdc = export(&shelf, "qdc", &(ExchangeOptions){0});
  static const char *const names[] = {"\"WATER\"", "\"Water (3)\"", "\"Water (2)\"",
                                      "\"water (4)\""};
  for (size_t i = 0; i < 4; i++) check_holds(&qdc, names[i]);
  assert_null(strstr(qdc.ptr, "name=\"Highlight\""));
  shelf_annotate(&shelf, brief, 10, 12, NULL, NULL);
  Buffer more = export(&shelf, "qdc", &(ExchangeOptions){0});
  check_holds(&more, "name=\"Highlight\"");
  buffer_release(&qdc);
  buffer_release(&more);
  shelf_release(&shelf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(citation_keys_are_ascii_and_told_apart),
      cmocka_unit_test(a_name_in_another_script_gives_the_hash),
      cmocka_unit_test(many_of_one_author_and_year_have_a_key_each),
      cmocka_unit_test(a_brief_that_is_chosen_is_cited_without_annotations),
      cmocka_unit_test(codes_that_differ_in_case_get_a_number),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
