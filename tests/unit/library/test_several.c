// SPDX-License-Identifier: MIT
// Names that could mean several things: how much of an id has to be typed.
#include "support/check.h"
#include "support/shelf.h"

#include "library/annotation.h"
#include "library/brief.h"

static const char text[] = "Alpha beta gamma delta.\n";

static void fold(Shelf *shelf, const char *kind, const char *id, const char *set) {
  Buffer line = {0};
  buffer_printf(&line,
                "{\"hlc\":\"4000000000000-00000-elsewher\",\"ch\":\"4000000000000-00000-elsewher\","
                "\"kind\":\"%s\",\"id\":\"%s\",\"set\":{%s}}",
                kind, id, set);
  shelf_fold_line(shelf, line.ptr);
  buffer_release(&line);
}

// Two briefs and two annotations with ids that begin alike, as other machines may have made them.
static Shelf open_alike(void) {
  static const char added[] = "\"added\":\"2026-01-01T00:00:00.000000Z\"";
  Shelf shelf = shelf_new();
  Buffer set = {0};
  Brief brief;
  Error err = {0};
  check_ok(brief_get(shelf.library, shelf_add(&shelf, "one.txt", text), &brief, &err), &err);
  fold(&shelf, "brief", "12345678-9aaa-5000-8000-000000000001", added);
  fold(&shelf, "brief", "12345678-9bbb-5000-8000-000000000002", added);
  buffer_printf(&set, "\"brief\":\"%s\",\"comment\":\"one\"", brief.id);
  fold(&shelf, "annotation", "abcdef12-3456-4000-8000-000000000001", set.ptr);
  fold(&shelf, "annotation", "abcdef12-3457-4000-8000-000000000002", set.ptr);
  brief_release(&brief);
  buffer_release(&set);
  return shelf;
}

static void an_ambiguous_id_says_how_much_of_it_is_needed(void **state) {
  (void)state;
  Shelf shelf = open_alike();
  Error err = {0};
  int64_t brief, other;
  Annotation annotation;
  assert_false(brief_find(shelf.library, "12345678", &brief, &err));
  assert_string_equal(err.message, "cannot tell which brief is '12345678': there are 2");
  assert_string_equal(err.hint,
                      "name it by 11 characters of its id or more: 12345678-9a, 12345678-9b");
  check_ok(brief_find(shelf.library, "12345678-9a", &brief, &err), &err);
  check_ok(brief_find(shelf.library, "12345678-9b", &other, &err), &err);
  assert_int_not_equal(brief, other);
  assert_false(annotation_find(shelf.library, "abcdef12", &annotation, &err));
  assert_string_equal(err.message, "cannot tell which annotation is 'abcdef12': there are 2");
  assert_string_equal(err.hint,
                      "name it by 13 characters of its id or more: abcdef12-3456, abcdef12-3457");
  check_ok(annotation_find(shelf.library, "abcdef12-3457", &annotation, &err), &err);
  assert_string_equal(annotation.id, "abcdef12-3457-4000-8000-000000000002");
  annotation_release(&annotation);
  shelf_release(&shelf);
}

static void an_id_that_is_too_short_says_how_long_it_has_to_be(void **state) {
  (void)state;
  Shelf shelf = open_alike();
  Error err = {0};
  int64_t brief;
  Annotation annotation;
  assert_false(brief_find(shelf.library, "1234567", &brief, &err));
  assert_non_null(strstr(err.hint, "8 characters of it or more"));
  assert_false(annotation_find(shelf.library, "abcdef1", &annotation, &err));
  assert_non_null(strstr(err.hint, "at least 8 characters of its beginning"));
  shelf_release(&shelf);
}

// Where others may begin so, the ids are told whole.
static void briefs_of_one_title_are_told_by_their_ids(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t key = shelf_add(&shelf, "one.txt", text), found;
  shelf_add(&shelf, "two.txt", "Something else stands here.\n");
  Brief brief;
  check_ok(brief_get(shelf.library, key, &brief, &err), &err);
  assert_false(brief_find(shelf.library, ".txt", &found, &err));
  assert_non_null(strstr(err.hint, "name it by one of these ids: "));
  assert_non_null(strstr(err.hint, brief.id));
  brief_release(&brief);
  shelf_release(&shelf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_ambiguous_id_says_how_much_of_it_is_needed),
      cmocka_unit_test(an_id_that_is_too_short_says_how_long_it_has_to_be),
      cmocka_unit_test(briefs_of_one_title_are_told_by_their_ids),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
