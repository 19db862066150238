// SPDX-License-Identifier: MIT
// What is offered in a query, and that each offered term asks for what it names.
#include "library/query_offer.h"

#include "support/check.h"
#include "support/shelf.h"

#include <stdlib.h>
#include <string.h>

static bool keep(void *context, const QueryOffer *offer) {
  Buffer *kept = context;
  buffer_printf(kept, "%u %s\n", offer->start, offer->term);
  return true;
}

static void expect(Library *library, const char *typed, const char *wanted) {
  Buffer kept = {0};
  query_offer_terms(library, slice_of(typed), keep, &kept);
  check_text(buffer_slice(&kept), wanted);
  buffer_release(&kept);
}

static void a_term_becomes_a_field_and_a_field_its_choices(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  expect(shelf.library, "SER", "0 series:\n");
  expect(shelf.library, "a or (ser", "6 series:\n");
  expect(shelf.library, "colour:gr", "0 colour:green\n0 colour:grey\n");
  expect(shelf.library, "x read:", "2 read:yes\n2 read:no\n2 read:started\n");
  expect(shelf.library, "\"ser", "");
  expect(shelf.library, "comment:ser", "");
  expect(shelf.library, "none:ser", "");
  expect(shelf.library, "tag:\"closed\"", "");
  Buffer all = {0};
  query_offer_terms(shelf.library, SLICE("tag:a "), keep, &all);
  assert_true(slice_starts(buffer_slice(&all), SLICE("6 added:\n6 author:\n")));
  buffer_release(&all);
  shelf_release(&shelf);
}

static void values_are_those_of_the_library(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t change, one = shelf_add(&shelf, "one.txt", "One\n\nThe dam is dry.\n");
  int64_t two = shelf_add(&shelf, "two.txt", "Two\n\nThe dam is wet.\n");
  BriefMetadata first = {.title = "Day Trips", .series = "Notes", .author = "Li Wei; Berg, Ana"};
  BriefMetadata second = {.title = "<b>", .series = "Notes", .author = "Li Wei"};
  check_ok(brief_set_metadata(shelf.library, one, &first, &change, &err), &err);
  check_ok(brief_set_metadata(shelf.library, two, &second, &change, &err), &err);
  expect(shelf.library, "series:", "0 series:Notes\n");
  expect(shelf.library, "series:=no", "0 series:=Notes\n");
  expect(shelf.library, "author:", "0 author:\"Berg, Ana\"\n0 author:\"Li Wei\"\n");
  expect(shelf.library, "brief:", "0 brief:\"<b>\"\n0 brief:\"Day Trips\"\n");
  expect(shelf.library, "title:\"day t", "0 title:\"Day Trips\"\n");
  shelf_release(&shelf);
}

// ---- Any name

static const char *const names[] = {
    "plain",      "a/b",    "two words", "no\u00A0break", "\u6771\u3000\u4EAC",
    "\"quoted\"", "back\\", "(bracket)", "=equal",        "<less",
    "star*",      "colon:", "and",       "it's",          "$(touch canary)",
    "tag:\"x\"",  "-dash",  "na\u00EFve"};
enum { NAME_COUNT = sizeof names / sizeof *names };

typedef struct Asking {
  Library *library;
  uint32_t offers, found;
} Asking;

static bool ask(void *context, const QueryOffer *offer) {
  Asking *asking = context;
  Query query;
  Keys keys = {0};
  Error err = {0};
  check_ok(query_parse(&query, slice_of(offer->term), QUERY_STRICT, &err), &err);
  check_ok(query_find_annotations(asking->library, &query, 0, &keys, &err), &err);
  if (keys.count != 1) fail_msg("%s finds %u annotations", offer->term, (unsigned)keys.count);
  asking->offers++;
  keys_release(&keys);
  query_release(&query);
  return true;
}

// Each name is on one annotation alone, and what is offered for it finds that one; with = as well.
static void what_is_offered_asks_for_what_it_names(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "one.txt", "One\n\nThe dam is dry, and nobody knows why.\n");
  for (uint32_t i = 0; i < NAME_COUNT; i++)
    shelf_annotate(&shelf, brief, 5 + i, 6 + i, names[i], NULL);
  Asking asking = {.library = shelf.library};
  query_offer_terms(shelf.library, SLICE("tag:"), ask, &asking);
  assert_int_equal(asking.offers, NAME_COUNT);
  query_offer_terms(shelf.library, SLICE("not x tag:="), ask, &asking);
  assert_int_equal(asking.offers, 2 * NAME_COUNT);
  shelf_release(&shelf);
}

static bool take_one(void *context, const QueryOffer *offer) {
  (void)offer;
  ++*(uint32_t *)context;
  return false;
}

static void it_stops_when_there_are_enough(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  uint32_t count = 0;
  query_offer_terms(shelf.library, SLICE(""), take_one, &count);
  query_offer_terms(shelf.library, SLICE("colour:"), take_one, &count);
  assert_int_equal(count, 2);
  shelf_release(&shelf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_term_becomes_a_field_and_a_field_its_choices),
      cmocka_unit_test(values_are_those_of_the_library),
      cmocka_unit_test(what_is_offered_asks_for_what_it_names),
      cmocka_unit_test(it_stops_when_there_are_enough),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
