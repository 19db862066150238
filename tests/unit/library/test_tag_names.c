// SPDX-License-Identifier: MIT
// What tags are called: any characters, and accents however they were typed.
#include "support/check.h"
#include "support/shelf.h"

#include <stdlib.h>

static const char text[] = "Alpha beta gamma delta.\n\nA second paragraph stands here.\n";

static void names_with_any_characters_work(void **state) {
  (void)state;
  static const char *const names[] = {"C#/and \\ back",
                                      "a%b_c*?",
                                      "it's \"quoted\"",
                                      "東京/エネルギー",
                                      "Größe/Straße",
                                      "-- ; DROP TABLE tag",
                                      "#",
                                      "\\"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    Shelf shelf = shelf_new();
    int64_t brief = shelf_add(&shelf, "one.txt", text);
    shelf_annotate(&shelf, brief, 0, 5, names[i], NULL);
    shelf_annotate(&shelf, brief, 6, 10, "plain", NULL);
    Buffer below = {0};
    buffer_printf(&below, "%s/%s", names[i], names[i]);
    shelf_annotate(&shelf, brief, 11, 16, below.ptr, NULL);
    char *before = shelf_describe(&shelf);
    shelf_expect_figures(&shelf, names[i], 2, 2, 1);
    shelf_tag_pair(&shelf, tag_merge, names[i], "plain");
    assert_int_equal(shelf_count_with(&shelf, "plain"), 3);
    shelf_expect_reversible(&shelf, before, names[i]);
    shelf_undo(&shelf);
    shelf_tag_pair(&shelf, tag_rename, "plain", "other");
    shelf_tag_pair(&shelf, tag_rename, names[i], "plain");
    shelf_tag_pair(&shelf, tag_rename, "plain", names[i]);
    assert_int_equal(shelf_count_with(&shelf, names[i]), 2);
    shelf_examine(&shelf);
    free(before);
    buffer_release(&below);
    shelf_release(&shelf);
  }
}

static void an_accent_is_one_however_it_was_typed(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "one.txt", text);
  shelf_annotate(&shelf, brief, 0, 5, "me\u0301thode/c\u0327a", NULL);
  shelf_annotate(&shelf, brief, 6, 10, "m\u00E9thode/\u00E7a", NULL);
  assert_int_equal(shelf_count_with(&shelf, "m\u00E9thode/\u00E7a"), 2);
  shelf_expect_figures(&shelf, "me\u0301thode", 1, 2, 1);
  // A letter that composing would make longer stays as it is.
  shelf_annotate(&shelf, brief, 0, 5, "\u0958", NULL);
  assert_int_equal(shelf_count_with(&shelf, "\u0958"), 1);
  shelf_release(&shelf);
}

// From before names were composed, or from another machine.
static void a_tag_that_is_not_composed_is_reached_by_its_bytes(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "one.txt", text);
  shelf_annotate(&shelf, brief, 0, 5, "plain", NULL);
  char *id = shelf_tag_id(&shelf, "plain");
  Buffer line = {0};
  buffer_printf(&line,
                "{\"hlc\":\"4000000000000-00000-elsewher\",\"ch\":\"4000000000000-00000-elsewher\","
                "\"kind\":\"tag\",\"id\":\"%s\",\"set\":{\"path\":\"me\u0301thode\"}}",
                id);
  shelf_fold_line(&shelf, line.ptr);
  shelf_annotate(&shelf, brief, 6, 10, "m\u00E9thode", NULL);
  assert_int_equal(shelf_count_with(&shelf, "me\u0301thode"), 1);
  shelf_tag_pair(&shelf, tag_merge, "me\u0301thode", "m\u00E9thode");
  assert_int_equal(shelf_count_with(&shelf, "m\u00E9thode"), 2);
  buffer_release(&line);
  free(id);
  shelf_release(&shelf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(names_with_any_characters_work),
      cmocka_unit_test(an_accent_is_one_however_it_was_typed),
      cmocka_unit_test(a_tag_that_is_not_composed_is_reached_by_its_bytes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
