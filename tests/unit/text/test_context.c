// SPDX-License-Identifier: MIT
#include "support/check.h"
#include "support/version.h"
#include "text/builder.h"
#include "text/cluster.h"
#include "text/context.h"
#include "text/position.h"

static Version *version_of(Buffer *text) {
  Builder *builder = builder_new(buffer_slice(text));
  builder_add_block(builder, (Block){.span = {0, (uint32_t)text->len}, .note = VERSION_NONE});
  buffer_release(text);
  return builder_finish(builder, 1);
}

static bool stands_once(const Version *version, uint32_t start, uint32_t end) {
  const char *text = version->text.ptr, *other = text;
  size_t len = end - start;
  for (; other + len <= text + version->text.len; other++) {
    if (other != text + start && memcmp(other, text + start, len) == 0) return false;
  }
  return true;
}

// The rule, step by step.
static Context plain_context(const Version *version, Span span) {
  Span all = span_make(0, (uint32_t)version->text.len);
  CpSpan cp = positions_to_code_points(version->positions, span);
  uint32_t count = positions_count(version->positions);
  for (uint32_t steps = 32;; steps += 32) {
    uint32_t start =
        positions_byte(version->positions, cp.start_cp > steps ? cp.start_cp - steps : 0);
    uint32_t end =
        positions_byte(version->positions, count - cp.end_cp > steps ? cp.end_cp + steps : count);
    start = cluster_start(version->text, all, start);
    if (cluster_start(version->text, all, end) != end) end = cluster_end(version->text, all, end);
    bool whole = start == 0 && end == all.end;
    if (whole || stands_once(version, start, end)) {
      return (Context){.prefix = {start, span.start}, .suffix = {span.end, end}};
    }
  }
}

static void check_context(const Version *version, Span span) {
  Context wanted = plain_context(version, span), got = context_of(version, span);
  assert_true(span_equal(wanted.prefix, got.prefix));
  assert_true(span_equal(wanted.suffix, got.suffix));
}

static void a_context_has_32_code_points_on_each_side(void **state) {
  (void)state;
  Buffer text = {0};
  for (int i = 0; i < 100; i++) buffer_printf(&text, "é%d ", i);
  Version *version = version_of(&text);
  Span span = check_find(version, "50", 1);
  Context context = context_of(version, span);
  CpSpan prefix = positions_to_code_points(version->positions, context.prefix);
  CpSpan suffix = positions_to_code_points(version->positions, context.suffix);
  assert_int_equal(prefix.end_cp - prefix.start_cp, 32);
  assert_int_equal(suffix.end_cp - suffix.start_cp, 32);
  assert_int_equal(context.prefix.end, span.start);
  assert_int_equal(context.suffix.start, span.end);
  version_free(version);
}

static void it_grows_until_it_stands_once(void **state) {
  (void)state;
  Buffer text = {0};
  for (int i = 0; i < 300; i++)
    buffer_add_string(&text, i == 150 ? "x e\xCC\x81 " : "a e\xCC\x81 ");
  Version *version = version_of(&text);
  for (uint32_t pos = 0; pos + 4 < version->text.len; pos += 5)
    check_context(version, span_make(pos, pos + 4));
  check_context(version, span_make(0, (uint32_t)version->text.len));
  version_free(version);
}

static void a_cut_moves_out_of_a_cluster(void **state) {
  (void)state;
  Buffer text = {0};
  for (int i = 0; i < 60; i++)
    buffer_add_string(&text, "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7");
  buffer_add_string(&text, "here");
  for (int i = 0; i < 60; i++) buffer_add_string(&text, "\xF0\x9F\x87\xBA\xF0\x9F\x87\xBF.");
  Version *version = version_of(&text);
  Span span = check_find(version, "here", 1);
  check_context(version, span);
  Context context = context_of(version, span);
  CpSpan prefix = positions_to_code_points(version->positions, context.prefix);
  assert_int_equal(prefix.end_cp - prefix.start_cp, 33);
  version_free(version);
}

static void a_text_that_repeats_itself_is_no_trouble(void **state) {
  (void)state;
  Buffer text = {0};
  while (text.len < 300000) buffer_add_string(&text, "a");
  Version *version = version_of(&text);
  Context context = context_of(version, span_make(100000, 100001));
  assert_int_equal(context.prefix.start, 0); // no part of it stands only once
  assert_int_equal(context.suffix.end, 300000);
  version_free(version);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_context_has_32_code_points_on_each_side),
      cmocka_unit_test(it_grows_until_it_stands_once),
      cmocka_unit_test(a_cut_moves_out_of_a_cluster),
      cmocka_unit_test(a_text_that_repeats_itself_is_no_trouble),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
