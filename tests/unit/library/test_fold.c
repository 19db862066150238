// SPDX-License-Identifier: MIT
// The fold by itself: what operations of several replicas amount to, in whatever order they come.
#include "support/check.h"

#include "base/hash.h"
#include "base/memory.h"
#include "library/fold.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

#define NOTE  "11111111-1111-4111-8111-111111111111"
#define TAG   "22222222-2222-4222-8222-222222222222"
#define OTHER "33333333-3333-4333-8333-333333333333"

// A stamp of a second and a replica; a line without its closing brace's rest.
#define STAMP(second, replica) "17600000" second "000-00000-" replica
#define LINE(stamp, kind, id, rest)                                                                \
  "{\"hlc\":\"" stamp "\",\"ch\":\"" stamp "\",\"kind\":\"" kind "\",\"id\":\"" id "\"," rest "}"

static void apply(Store *store, const char *line) {
  Arena *arena = arena_new();
  Operation operation;
  Error err = {0};
  check_ok(operation_parse(arena, slice_of(line), &operation, &err), &err);
  uint8_t hash[HASH_SHA256_SIZE];
  hash_sha256(slice_of(line), hash);
  Statement *statement = statement_start(store, STATEMENT_OPERATION_ADD);
  statement_bind_text(statement, slice_of(operation.stamp));
  statement_bind_blob(statement, slice_make((const char *)hash, sizeof hash));
  statement_bind_null(statement);
  statement_bind_text(statement, slice_of(operation.kind));
  statement_bind_text(statement, slice_of(operation.id));
  statement_bind_text(statement, slice_of(line));
  statement_run(statement);
  fold_apply(store, &operation);
  check_ok(store_check(store, &err), &err);
  arena_free(arena);
}

static void add_rows(Store *store, StatementId id, Buffer *out) {
  Statement *statement = statement_start(store, id);
  while (statement_next(statement)) {
    for (unsigned i = 0; i < statement_columns(statement); i++) {
      buffer_add(out, statement_text(statement, i));
      buffer_add_byte(out, '|');
    }
    buffer_add_byte(out, '\n');
  }
  buffer_add_string(out, "--\n");
}

// The state of a new store that is given the lines in the order of `order` (NULL: as they are).
static char *fold(const char *const *lines, const unsigned *order, unsigned count) {
  static const StatementId tables[] = {
      STATEMENT_STATE_OF_THINGS, STATEMENT_STATE_OF_ANNOTATIONS,
      STATEMENT_STATE_OF_TAGS,   STATEMENT_STATE_OF_ANNOTATION_TAGS,
      STATEMENT_STATE_OF_HEADS,  STATEMENT_STATE_OF_ADDITIONS};
  Error err = {0};
  Store *store = store_open_memory(&err);
  check_ok(store != NULL, &err);
  for (unsigned i = 0; i < count; i++) apply(store, lines[order ? order[i] : i]);
  Buffer out = {0};
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) add_rows(store, tables[i], &out);
  store_close(store);
  return buffer_take(&out);
}

// Every order of the lines must give a state that has all of `wanted` and nothing of `unwanted`.
static void expect_state(const char *const *lines, unsigned count, const char *wanted,
                         const char *unwanted) {
  char *first = fold(lines, NULL, count);
  if (wanted && !strstr(first, wanted)) check_text(slice_of(first), wanted);
  if (unwanted && strstr(first, unwanted)) fail_msg("«%s» is in:\n%s", unwanted, first);
  unsigned order[6] = {0, 1, 2, 3, 4, 5}, turns[6] = {0};
  for (unsigned i = 0; i < count;) { // Heap's algorithm
    if (turns[i] >= i) {
      turns[i++] = 0;
      continue;
    }
    unsigned from = i % 2 ? turns[i] : 0, swap = order[from];
    order[from] = order[i];
    order[i] = swap;
    turns[i]++;
    i = 0;
    char *state = fold(lines, order, count);
    check_text(slice_of(state), first);
    free(state);
  }
  free(first);
}

#define MADE     LINE(STAMP("10", "a11ce000"), "annotation", NOTE, "\"set\":{\"comment\":\"base\"}")
#define TAGGED   LINE(STAMP("12", "a11ce000"), "annotation", NOTE, "\"add\":[\"" TAG "\"]")
#define TAG_MADE LINE(STAMP("11", "a11ce000"), "tag", TAG, "\"set\":{\"path\":\"energy\"}")

static void the_later_of_two_settings_wins_and_both_are_heads(void **state) {
  (void)state;
  static const char *const lines[] = {
      MADE,
      LINE(STAMP("20", "a11ce000"), "annotation", NOTE,
           "\"set\":{\"comment\":\"one\"},\"was\":{\"comment\":[\"" STAMP("10", "a11ce000") "\"]}"),
      LINE(STAMP("21", "b0b00000"), "annotation", NOTE,
           "\"set\":{\"comment\":\"two\"},\"was\":{\"comment\":[\"" STAMP("10", "a11ce000") "\"]}"),
  };
  expect_state(lines, 3, "|two|", "comment|" STAMP("10", "a11ce000"));
  expect_state(lines, 3, "comment|" STAMP("20", "a11ce000"), NULL);
  expect_state(lines, 3, "comment|" STAMP("21", "b0b00000"), NULL);
}

static void a_setting_that_names_both_settles_a_conflict(void **state) {
  (void)state;
  static const char *const lines[] = {
      MADE,
      LINE(STAMP("20", "b0b00000"), "annotation", NOTE, "\"set\":{\"comment\":\"two\"}"),
      LINE(STAMP("30", "a11ce000"), "annotation", NOTE,
           "\"set\":{\"comment\":\"both\"},\"was\":{\"comment\":[\"" STAMP(
               "10", "a11ce000") "\",\"" STAMP("20", "b0b00000") "\"]}"),
  };
  expect_state(lines, 3, "|both|", "comment|" STAMP("20", "b0b00000"));
}

static void an_addition_that_the_remover_had_not_seen_survives(void **state) {
  (void)state;
  static const char *const lines[] = {
      MADE,
      TAG_MADE,
      TAGGED,
      LINE(STAMP("13", "b0b00000"), "annotation", NOTE, "\"add\":[\"" TAG "\"]"),
      LINE(STAMP("14", "a11ce000"), "annotation", NOTE,
           "\"remove\":[\"" TAG "\"],\"seen\":[\"" STAMP("12", "a11ce000") "\"]"),
  };
  expect_state(lines, 5, NOTE "|" TAG "|\n", STAMP("12", "a11ce000") "|\n--\n" NOTE);
  expect_state(lines, 5, TAG "|" STAMP("13", "b0b00000"), TAG "|" STAMP("12", "a11ce000"));
}

static void a_removal_that_has_seen_all_removes(void **state) {
  (void)state;
  static const char *const lines[] = {
      MADE,
      TAG_MADE,
      TAGGED,
      LINE(STAMP("14", "a11ce000"), "annotation", NOTE,
           "\"remove\":[\"" TAG "\"],\"seen\":[\"" STAMP("12", "a11ce000") "\"]"),
  };
  expect_state(lines, 4, NULL, NOTE "|" TAG "|\n");
}

static void an_edit_after_a_deletion_revives_and_a_deletion_after_an_edit_holds(void **state) {
  (void)state;
  static const char *const revived[] = {
      MADE,
      LINE(STAMP("20", "b0b00000"), "annotation", NOTE, "\"delete\":true"),
      LINE(STAMP("30", "a11ce000"), "annotation", NOTE, "\"set\":{\"colour\":\"green\"}"),
  };
  expect_state(revived, 3, "annotation|" STAMP("30", "a11ce000") "|" STAMP("20", "b0b00000") "|1|",
               NULL);
  static const char *const gone[] = {
      MADE,
      LINE(STAMP("40", "b0b00000"), "annotation", NOTE, "\"delete\":true"),
      LINE(STAMP("30", "a11ce000"), "annotation", NOTE, "\"set\":{\"colour\":\"green\"}"),
  };
  expect_state(gone, 3, "annotation|" STAMP("30", "a11ce000") "|" STAMP("40", "b0b00000") "|0|",
               NULL);
}

static void a_removal_of_a_tag_from_an_annotation_is_no_edit_and_does_not_revive_it(void **state) {
  (void)state;
  static const char *const lines[] = {
      MADE,
      TAGGED,
      LINE(STAMP("20", "b0b00000"), "annotation", NOTE, "\"delete\":true"),
      LINE(STAMP("30", "a11ce000"), "annotation", NOTE,
           "\"remove\":[\"" TAG "\"],\"seen\":[\"" STAMP("12", "a11ce000") "\"]"),
  };
  expect_state(lines, 4, "annotation|" STAMP("12", "a11ce000") "|" STAMP("20", "b0b00000") "|0|",
               NULL);
}

static void to_use_a_tag_is_an_edit_that_revives_it(void **state) {
  (void)state;
  static const char *const lines[] = {
      MADE,
      TAG_MADE,
      LINE(STAMP("20", "b0b00000"), "tag", TAG, "\"delete\":true"),
      LINE(STAMP("30", "a11ce000"), "annotation", NOTE, "\"add\":[\"" TAG "\"]"),
  };
  expect_state(lines, 4, "tag|" STAMP("30", "a11ce000") "|" STAMP("20", "b0b00000") "|1|", NULL);
}

static void a_thing_of_which_nothing_was_set_does_not_live(void **state) {
  (void)state;
  static const char *const lines[] = {TAGGED};
  expect_state(lines, 1, "annotation|" STAMP("12", "a11ce000") "||0|", "||1|");
}

static void registers_that_this_postil_does_not_know_are_passed_over(void **state) {
  (void)state;
  static const char *const lines[] = {
      MADE,
      LINE(STAMP("20", "b0b00000"), "annotation", NOTE, "\"set\":{\"mood\":{\"deep\":[1,null]}}"),
  };
  expect_state(lines, 2, "|base|", "mood");
}

static void values_of_the_wrong_type_are_none(void **state) {
  (void)state;
  static const char *const lines[] = {
      LINE(STAMP("10", "a11ce000"), "annotation", NOTE,
           "\"set\":{\"comment\":5,\"created\":\"soon\",\"brief\":\"x\",\"place\":[1],\"colour\":{}"
           "}"),
      LINE(STAMP("11", "a11ce000"), "annotation", OTHER,
           "\"set\":{\"place\":{\"version\":\"none\",\"start\":9,\"end\":1}}"),
  };
  expect_state(lines, 2, NOTE "||||||||0|0|||", NULL);
}

static void what_is_no_operation_is_refused(void **state) {
  (void)state;
  static const char *const bad[] = {
      "",
      "{}",
      "[]",
      "{\"hlc\":1}",
      LINE("1760000010000-00000-A11CE000", "annotation", NOTE, "\"delete\":true"),
      LINE("9760000010000-00000-a11ce000", "annotation", NOTE, "\"delete\":true"),
      LINE(STAMP("10", "a11ce000"), "person", NOTE, "\"delete\":true"),
      LINE(STAMP("10", "a11ce000"), "tag", "no uuid", "\"delete\":true"),
      LINE(STAMP("10", "a11ce000"), "tag", NOTE, "\"delete\":1"),
      LINE(STAMP("10", "a11ce000"), "tag", NOTE, "\"set\":[]"),
      LINE(STAMP("10", "a11ce000"), "tag", NOTE, "\"add\":\"x\""),
      LINE(STAMP("10", "a11ce000"), "tag", NOTE, "\"add\":[1]"),
      LINE(STAMP("10", "a11ce000"), "tag", NOTE, "\"set\":{},\"was\":{\"path\":7}"),
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    Arena *arena = arena_new();
    Operation operation;
    Error err = {0};
    if (operation_parse(arena, slice_of(bad[i]), &operation, &err)) fail_msg("taken: %s", bad[i]);
    assert_int_equal(err.kind, ERROR_DATA);
    arena_free(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_later_of_two_settings_wins_and_both_are_heads),
      cmocka_unit_test(a_setting_that_names_both_settles_a_conflict),
      cmocka_unit_test(an_addition_that_the_remover_had_not_seen_survives),
      cmocka_unit_test(a_removal_that_has_seen_all_removes),
      cmocka_unit_test(an_edit_after_a_deletion_revives_and_a_deletion_after_an_edit_holds),
      cmocka_unit_test(a_removal_of_a_tag_from_an_annotation_is_no_edit_and_does_not_revive_it),
      cmocka_unit_test(to_use_a_tag_is_an_edit_that_revives_it),
      cmocka_unit_test(a_thing_of_which_nothing_was_set_does_not_live),
      cmocka_unit_test(registers_that_this_postil_does_not_know_are_passed_over),
      cmocka_unit_test(values_of_the_wrong_type_are_none),
      cmocka_unit_test(what_is_no_operation_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
