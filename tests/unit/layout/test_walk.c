// SPDX-License-Identifier: MIT
#include "layout/walk.h"

#include "support/check.h"
#include "support/version.h"
#include "text/builder.h"

// The columns at which the walk's units stand that are shown, and the width of all.
static void check_walk(const Version *version, Span span, const char *wanted) {
  Buffer out = {0};
  Walk walk;
  WalkUnit unit;
  uint32_t pos = span.start;
  walk_start(&walk, version, span, SAFE_UNICODE);
  while (walk_next(&walk, &unit)) {
    assert_int_equal(unit.pos, pos);
    pos += unit.safe.len;
    buffer_printf(&out, "%u%.*s ", unit.column, (int)unit.safe.shown_len, unit.safe.shown);
  }
  assert_int_equal(pos, span.end);
  buffer_printf(&out, "%u", walk.column);
  check_text(buffer_slice(&out), wanted);
  buffer_release(&out);
}

static void a_run_of_blanks_shows_one(void **state) {
  (void)state;
  Version *version = check_version("a  \t b\n c", "p+");
  check_walk(version, span_make(0, 9), "0a 1  2 2 2 2b 3  4 4c 5");
  check_walk(version, span_make(1, 6), "0 0 0 0 0b 1");
  version_free(version);
}

static void preformatted_text_keeps_its_blanks(void **state) {
  (void)state;
  Version *version = check_version("a   b", "c");
  check_walk(version, span_make(0, 5), "0a 1  2  3  4b 5");
  check_walk(version, span_make(2, 5), "0  1  2b 3");
  version_free(version);
}

static void a_joint_is_one_unit_that_shows_nothing(void **state) {
  (void)state;
  Builder *builder = builder_new(SLICE("min\u00ad\nistry"));
  builder_add_block(builder, (Block){.span = {0, 11}, .note = VERSION_NONE});
  builder_add_joint(builder, span_make(3, 6));
  Version *version = builder_finish(builder, 1);
  check_walk(version, span_make(0, 11), "0m 1i 2n 3 3i 4s 5t 6r 7y 8");
  check_walk(version, span_make(4, 8), "0 0i 1s 2");
  version_free(version);
}

static void wide_and_hidden_units_move_the_column_by_what_is_shown(void **state) {
  (void)state;
  Version *version = check_version("漢\u202ex\u00ady", "p");
  check_walk(version, span_make(0, 10), "0漢 2‹202E› 8x 9 9y 10");
  version_free(version);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_run_of_blanks_shows_one),
      cmocka_unit_test(preformatted_text_keeps_its_blanks),
      cmocka_unit_test(a_joint_is_one_unit_that_shows_nothing),
      cmocka_unit_test(wide_and_hidden_units_move_the_column_by_what_is_shown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
