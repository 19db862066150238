// SPDX-License-Identifier: MIT
#include "layout/breaks.h"

#include "support/check.h"
#include "support/lines.h"
#include "support/scripts.h"
#include "support/version.h"
#include "text/builder.h"

// The text with a | wherever a line may break.
static void check_breaks(const Version *version, const char *wanted) {
  Span span = version->blocks[0].span;
  Breaks *breaks = breaks_new(version, span, false, BREAKS_WINDOW);
  Buffer out = {0};
  for (uint32_t pos = span.start; pos < span.end; pos++) {
    if (breaks_at(breaks, pos)) buffer_add_byte(&out, '|');
    buffer_add_byte(&out, version->text.ptr[pos]);
  }
  check_text(buffer_slice(&out), wanted);
  buffer_release(&out);
  breaks_free(breaks);
}

static void lines_may_break_where_the_standard_says(void **state) {
  (void)state;
  static const char *const rows[] = {
      "See |https://|example.org/|policy/|brief, |e.g. |this",
      "a|—|b |well-|known |(see |“this”) |3.5 |$20",
      "漢|字|（漢）。|x",
      "the |U.S.A. |of\n|America",
  };
  for (size_t at = 0; at < sizeof rows / sizeof *rows; at++) {
    Buffer text = {0};
    for (const char *byte = rows[at]; *byte; byte++) {
      if (*byte != '|') buffer_add_byte(&text, *byte);
    }
    Version *version = check_block_version(text.ptr, 'p');
    check_breaks(version, rows[at]);
    version_free(version);
    buffer_release(&text);
  }
}

static void a_joint_hides_its_line_end(void **state) {
  (void)state;
  Builder *builder = builder_new(SLICE("the min\u00ad\nistry"));
  builder_add_block(builder, (Block){.span = {0, 15}, .note = VERSION_NONE});
  builder_add_joint(builder, span_make(7, 10));
  Version *version = builder_finish(builder, 1);
  check_breaks(version, "the |min\u00ad\nistry");
  version_free(version);
}

// A long text of all scripts, seen through small windows, forwards and back and forth.
static void small_windows_see_what_a_large_one_sees(void **state) {
  (void)state;
  Buffer text = {0};
  for (size_t at = 0; at < SCRIPT_SAMPLE_COUNT; at++) {
    buffer_add_string(&text, script_samples[at].text);
  }
  Version *version = check_block_version(text.ptr, 'p');
  Span span = version->blocks[0].span;
  Breaks *whole = breaks_new(version, span, false, span_len(span));
  Breaks *small = breaks_new(version, span, false, 2 * BREAKS_CONTEXT);
  for (uint32_t pos = span.start; pos < span.end; pos++) {
    if (breaks_at(whole, pos) != breaks_at(small, pos)) fail_msg("at %u", pos);
    uint32_t earlier = pos > 40 ? pos - 40 : 0;
    if (pos % 50 == 0) assert_int_equal(breaks_at(whole, earlier), breaks_at(small, earlier));
  }
  breaks_free(small);
  breaks_free(whole);
  version_free(version);
  buffer_release(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lines_may_break_where_the_standard_says),
      cmocka_unit_test(a_joint_hides_its_line_end),
      cmocka_unit_test(small_windows_see_what_a_large_one_sees),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
