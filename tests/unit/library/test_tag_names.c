// SPDX-License-Identifier: MIT
// What tags are called: any characters, and accents however they were typed; their one form and
// their ids.
#include "support/check.h"
#include "support/shelf.h"

#include <stdlib.h>

static const char text[] = "Alpha beta gamma delta.\n\nA second paragraph stands here.\n";

static uint32_t count_tags(Shelf *shelf, const char *id) {
  Error err = {0};
  Annotation annotation;
  check_ok(annotation_find(shelf->library, id, &annotation, &err), &err);
  uint32_t count = annotation.tag_count;
  annotation_release(&annotation);
  return count;
}

static void tag_names_may_hold_any_sign(void **state) {
  (void)state;
  static const char *const odd[] = {
      "C# / C++", "a\\b", "#", "100 %", "it's \"so\"",         "тег/標/e\xCC\x81",
      "=1+1",     "-",    "*", "a_b%c", "';DROP TABLE tag;--", "😀"};
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t brief = shelf_add(&shelf, "one.txt", text);
  AnnotationAdded a = shelf_annotate(&shelf, brief, 0, 5, NULL, NULL);
  for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
    assert_true(shelf_tag(&shelf, a.key, odd[i]) > 0);
    char *path = tag_normalise(odd[i], &err);
    assert_int_equal(shelf_count_with(&shelf, path), 1);
    free(path);
  }
  assert_int_equal(count_tags(&shelf, a.id), sizeof odd / sizeof *odd);
  for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) shelf_untag(&shelf, a.key, odd[i]);
  assert_int_equal(count_tags(&shelf, a.id), 0);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void a_tag_of_blanks_is_refused_and_nothing_is_made(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "one.txt", text);
  static const char *const blank[] = {" \t / "};
  Error err = {0};
  AnnotationAdded added;
  AnnotationRequest request = {.brief = brief, .span = {0, 5}, .tags = blank, .tag_count = 1};
  assert_false(annotation_add(shelf.library, &request, &added, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  err = (Error){0};
  AnnotationList list;
  check_ok(annotation_list(shelf.library, &(AnnotationWish){0}, &list, &err), &err);
  assert_int_equal(list.count, 0);
  annotation_release_list(&list);
  shelf_release(&shelf);
}

static void what_is_typed_gets_the_one_form_of_a_tag(void **state) {
  (void)state;
  static const char *const forms[][2] = {
      {"energy", "energy"},
      {"  energy  /  solar ", "energy/solar"},
      {"a  b\tc", "a b c"},
      {"/a//b/", "a/b"},
      {"a\x01"
       "b\x7F",
       "ab"},
      {"a\xFF"
       "b",
       "ab"},
      {"\xC2\xA0"
       "a\xE3\x80\x80"
       "b",
       "a b"},
  };
  Error err = {0};
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    char *path = tag_normalise(forms[i][0], &err);
    assert_non_null(path);
    check_text(slice_of(path), forms[i][1]);
    free(path);
  }
  assert_null(tag_normalise("", &err));
  assert_null(tag_normalise(" / \x02 / ", &err));
  assert_int_equal(err.kind, ERROR_DATA);
}

static void a_tag_is_cut_at_its_greatest_length(void **state) {
  (void)state;
  Error err = {0};
  Buffer typed = {0};
  for (int i = 0; i < TAG_UNITS_MAX - 1; i++) buffer_add_byte(&typed, 'x');
  buffer_add_string(&typed, "y");
  char *fits = tag_normalise(typed.ptr, &err);
  assert_int_equal(strlen(fits), TAG_UNITS_MAX);
  buffer_add_string(&typed, "z");
  char *cut = tag_normalise(typed.ptr, &err);
  assert_string_equal(cut, fits);
  free(cut);
  typed.ptr[TAG_UNITS_MAX - 1] = '\0'; // room for one unit, and an astral character needs two
  typed.len = TAG_UNITS_MAX - 1;
  buffer_add_string(&typed, "😀");
  cut = tag_normalise(typed.ptr, &err);
  assert_int_equal(strlen(cut), TAG_UNITS_MAX - 1);
  free(cut);
  free(fits);
  buffer_release(&typed);
}

static void a_tag_invented_twice_has_the_same_id(void **state) {
  (void)state;
  Shelf one = shelf_new(), two = shelf_new();
  Error err = {0};
  Shelf *shelves[] = {&one, &two};
  TagList tags[2];
  for (int i = 0; i < 2; i++) {
    shelf_annotate(shelves[i], shelf_add(shelves[i], "one.txt", text), 0, 5, "energy", NULL);
    check_ok(tag_list(shelves[i]->library, &tags[i], &err), &err);
  }
  char id[UUID_SIZE];
  uuid_named(SLICE("tag/energy"), id);
  assert_string_equal(tags[0].items[0].id, id);
  assert_string_equal(tags[1].items[0].id, id);
  tag_release_list(&tags[0]);
  tag_release_list(&tags[1]);
  shelf_release(&one);
  shelf_release(&two);
}

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
      cmocka_unit_test(tag_names_may_hold_any_sign),
      cmocka_unit_test(a_tag_of_blanks_is_refused_and_nothing_is_made),
      cmocka_unit_test(what_is_typed_gets_the_one_form_of_a_tag),
      cmocka_unit_test(a_tag_is_cut_at_its_greatest_length),
      cmocka_unit_test(a_tag_invented_twice_has_the_same_id),
      cmocka_unit_test(names_with_any_characters_work),
      cmocka_unit_test(an_accent_is_one_however_it_was_typed),
      cmocka_unit_test(a_tag_that_is_not_composed_is_reached_by_its_bytes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
