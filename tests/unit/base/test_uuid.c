// SPDX-License-Identifier: MIT
#include "base/uuid.h"

#include "support/check.h"

static void a_random_uuid_is_of_version_4(void **state) {
  (void)state;
  char first[UUID_SIZE], second[UUID_SIZE];
  uuid_random(first);
  uuid_random(second);
  assert_true(uuid_valid(slice_of(first)));
  assert_int_equal(first[14], '4');
  assert_non_null(strchr("89ab", first[19]));
  assert_string_not_equal(first, second);
}

static void a_named_uuid_is_always_the_same(void **state) {
  (void)state;
  char id[UUID_SIZE];
  uuid_named(SLICE("tag/energy/solar"), id);
  check_text(slice_of(id), "293aae99-adb6-53ec-b1fd-1a95e5ff92f8");
  uuid_named(SLICE(""), id);
  check_text(slice_of(id), "90524867-3107-5a87-b2e3-95753dd6de4b");
}

static void only_the_lower_case_form_is_valid(void **state) {
  (void)state;
  assert_true(uuid_valid(SLICE("8d37c931-3389-5b5e-8ad7-980af9af3fbe")));
  assert_false(uuid_valid(SLICE("8D37c931-3389-5b5e-8ad7-980af9af3fbe")));
  assert_false(uuid_valid(SLICE("8d37c931-3389-5b5e-8ad7-980af9af3fb")));
  assert_false(uuid_valid(SLICE("8d37c931-3389-5b5e-8ad7-980af9af3fbe0")));
  assert_false(uuid_valid(SLICE("8d37c93123389-5b5e-8ad7-980af9af3fbe")));
  assert_false(uuid_valid(SLICE("8d37c931-3389-5b5e-8ad7-980af9af3f-e")));
  assert_false(uuid_valid(SLICE("")));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_random_uuid_is_of_version_4),
      cmocka_unit_test(a_named_uuid_is_always_the_same),
      cmocka_unit_test(only_the_lower_case_form_is_valid),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
