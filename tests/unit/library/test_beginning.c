// SPDX-License-Identifier: MIT
// Counting words that begin so: what is counted is what SQLite's own search for a beginning finds,
// whichever words are taken for common ones and however often it is broken off.
#include "support/check.h"
#include "support/shelf.h"

#include "library/beginning.h"
#include "library/inside.h"

#include <stdio.h>
#include <stdlib.h>

// Word i of rN begins so; it stands N times in each i-th text.
static Shelf fill(void) {
  Shelf shelf = shelf_new();
  for (int i = 1; i <= 30; i++) {
    char name[16];
    Buffer text = {0};
    snprintf(name, sizeof name, "%d.txt", i);
    buffer_printf(&text, "Title %d\n\nbe bey", i);
    for (int word = 1; word <= 9; word++)
      for (int place = 0; place < word && i % word == 0; place++)
        buffer_printf(&text, " béar%d", word);
    buffer_add_string(&text, ".\n");
    shelf_add(&shelf, name, text.ptr);
    buffer_release(&text);
  }
  return shelf;
}

static uint32_t places_in(int64_t key) {
  uint32_t places = 0;
  for (int word = 1; word <= 9; word++) places += key % word == 0 ? (uint32_t)word : 0;
  return places;
}

// More and more seldom, as work that never gets anywhere would have no end.
static bool sometimes(void *context) {
  uint32_t asked = ++*(uint32_t *)context;
  return (asked & (asked - 1)) != 0;
}

static Beginning *count(Shelf *shelf, BeginningIndex index, unsigned columns, const char *start,
                        uint32_t rare, StorePatience *go_on) {
  Store *store = shelf->library->store;
  Beginning *beginning = beginning_open(store, index, columns, slice_of(start));
  uint32_t asked = 0;
  Error err = {0};
  beginning_set_limit(beginning, rare);
  store_set_patience(store, go_on, &asked);
  while (beginning_work(beginning)) continue;
  store_set_patience(store, NULL, NULL);
  check_ok(store_check(store, &err), &err);
  return beginning;
}

static void every_place_of_every_such_word_is_counted(void **state) {
  (void)state;
  static const uint32_t limits[] = {1, 2, 7, 20, 100, 10000};
  Shelf shelf = fill();
  for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
    for (int broken = 0; broken < 2; broken++) {
      Beginning *beginning = count(&shelf, BEGINNING_BRIEFS, BEGINNING_TEXT, "bear", limits[i],
                                   broken ? sometimes : NULL);
      assert_int_equal(beginning_texts(beginning), 30);
      for (int64_t key = 1; key <= 30; key++)
        assert_int_equal(beginning_places(beginning, key), places_in(key));
      beginning_close(beginning);
    }
  }
  shelf_release(&shelf);
}

static void texts_are_walked_from_the_newest_on(void **state) {
  (void)state;
  Shelf shelf = fill();
  Beginning *beginning = count(&shelf, BEGINNING_BRIEFS, BEGINNING_TEXT, "bear7", 512, NULL);
  assert_int_equal(beginning_texts(beginning), 4);
  int64_t key = INT64_MAX;
  for (int64_t wanted = 28; wanted >= 0; wanted -= 7) {
    key = beginning_before(beginning, key);
    assert_int_equal(key, wanted);
  }
  assert_int_equal(beginning_places(beginning, -1), 0);
  assert_int_equal(beginning_places(beginning, INT64_MAX), 0);
  beginning_close(beginning);
  beginning = count(&shelf, BEGINNING_BRIEFS, BEGINNING_TEXT, "nothing", 512, NULL);
  assert_int_equal(beginning_before(beginning, INT64_MAX), 0);
  beginning_close(beginning);
  shelf_release(&shelf);
}

static void only_the_columns_that_are_asked_for_are_counted(void **state) {
  (void)state;
  Shelf shelf = fill();
  AnnotationAdded quoted = shelf_annotate(&shelf, 1, 9, 15, NULL, "nothing of it"); // "be bey"
  AnnotationAdded said = shelf_annotate(&shelf, 1, 0, 5, NULL, "a beyond, a bey");
  for (uint32_t rare = 1; rare < 8; rare += 6) {
    Beginning *beginning =
        count(&shelf, BEGINNING_ANNOTATIONS, BEGINNING_COMMENT, "be", rare, NULL);
    assert_int_equal(beginning_places(beginning, said.key), 2);
    assert_int_equal(beginning_places(beginning, quoted.key), 0);
    beginning_close(beginning);
    beginning =
        count(&shelf, BEGINNING_ANNOTATIONS, BEGINNING_COMMENT | BEGINNING_QUOTE, "be", rare, NULL);
    assert_int_equal(beginning_texts(beginning), 2);
    assert_int_equal(beginning_places(beginning, quoted.key), 2);
    beginning_close(beginning);
  }
  shelf_release(&shelf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_place_of_every_such_word_is_counted),
      cmocka_unit_test(texts_are_walked_from_the_newest_on),
      cmocka_unit_test(only_the_columns_that_are_asked_for_are_counted),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
