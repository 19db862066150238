// SPDX-License-Identifier: MIT
// A look at an export is its beginning, and leaves nothing behind.
#include "exchange/sample.h"
#include "support/check.h"
#include "support/shelf.h"

#include <stdio.h>

static void add_briefs(Shelf *shelf, int count) {
  for (int i = 0; i < count; i++) {
    char name[32], text[64];
    snprintf(name, sizeof name, "brief%d.txt", i);
    snprintf(text, sizeof text, "Brief %d\n\nРеки падают медленно.\n", i);
    shelf_annotate(shelf, shelf_add(shelf, name, text), 0, 5, "water", NULL);
  }
}

static Buffer write_whole(Shelf *shelf, const ExchangeFormat *format) {
  Error err = {0};
  Buffer out = {0};
  ExchangeOptions options = {0};
  Target target = target_of_buffer(&out);
  check_ok(exchange_export(shelf->library, format, &options, &target, NULL, &err), &err);
  return out;
}

static void a_sample_is_the_beginning_of_the_export(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  Sample sample = {0};
  uint32_t count, compared = 0;
  const ExchangeFormat *formats = exchange_formats(&count);
  add_briefs(&shelf, 60);
  for (uint32_t i = 0; i < count; i++) {
    ExchangeOptions options = {0};
    check_ok(sample_make(&sample, shelf.library, &formats[i], &options, NULL, NULL, &err), &err);
    assert_int_equal(sample.briefs, 60);
    assert_int_equal(sample.annotations, 60);
    assert_true(sample.text.len > 0 && sample.text.len <= SAMPLE_BYTES_MAX);
    if (formats[i].shape != EXCHANGE_STREAM) continue;
    Buffer whole = write_whole(&shelf, &formats[i]);
    assert_true(slice_starts(buffer_slice(&whole), buffer_slice(&sample.text)));
    assert_int_equal(sample.more, whole.len > SAMPLE_BYTES_MAX);
    compared += sample.more;
    buffer_release(&whole);
  }
  assert_true(compared > 3);
  sample_release(&sample);
  shelf_release(&shelf);
}

static bool refuse(void *context) {
  (void)context;
  return false;
}

static void a_sample_that_takes_too_long_is_empty_and_no_failure(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  Sample sample = {0};
  ExchangeOptions options = {0};
  const ExchangeFormat *format = exchange_find_format(SLICE("csv"));
  add_briefs(&shelf, 400);
  check_ok(sample_make(&sample, shelf.library, format, &options, refuse, NULL, &err), &err);
  assert_true(sample.gave_up);
  assert_int_equal(sample.text.len, 0);
  check_ok(sample_make(&sample, shelf.library, format, &options, NULL, NULL, &err), &err);
  assert_false(sample.gave_up);
  assert_int_equal(sample.annotations, 400);
  sample_release(&sample);
  shelf_release(&shelf);
}

static void a_sample_of_nothing_says_so(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  Sample sample = {0};
  ExchangeOptions options = {0};
  const ExchangeFormat *format = exchange_find_format(SLICE("markdown"));
  assert_false(sample_make(&sample, shelf.library, format, &options, NULL, NULL, &err));
  assert_int_equal(err.kind, ERROR_NOTHING);
  sample_release(&sample);
  shelf_release(&shelf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_sample_is_the_beginning_of_the_export),
      cmocka_unit_test(a_sample_that_takes_too_long_is_empty_and_no_failure),
      cmocka_unit_test(a_sample_of_nothing_says_so),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
