// SPDX-License-Identifier: MIT
// Hosts in one form. The names in Punycode are those that Python's codec "punycode" gives.
#include "library/hostname.h"

#include "support/check.h"

typedef struct Named {
  const char *host, *wanted;
} Named;

static void expect_all(const Named *rows, size_t count) {
  for (size_t i = 0; i < count; i++) {
    Buffer out = {0};
    buffer_add_string(&out, ">");
    hostname_fold(slice_of(rows[i].host), &out);
    check_text(slice_cut(buffer_slice(&out), 1, out.len), rows[i].wanted);
    buffer_release(&out);
  }
}

static void what_says_how_to_come_there_does_not_count(void **state) {
  (void)state;
  static const Named rows[] = {
      {"example.org", "example.org"},
      {"WWW.Example.ORG", "example.org"},
      {"example.org:443", "example.org"},
      {"example.org.:80", "example.org"},
      {"example.org.", "example.org"},
      {"example.org:8080", "example.org:8080"},
      {"ana:secret@example.org", "example.org"},
      {"wwwa.example.org", "wwwa.example.org"},
      {"www.", "www"},
      {"...", ".."},
      {"", ""},
  };
  expect_all(rows, sizeof rows / sizeof *rows);
}

static void an_international_name_has_the_form_of_the_name_system(void **state) {
  (void)state;
  static const Named rows[] = {
      {"bücher.example", "xn--bcher-kva.example"},
      {"BÜCHER.example", "xn--bcher-kva.example"},
      {"bu\u0308cher.example", "xn--bcher-kva.example"},
      {"xn--bcher-kva.example", "xn--bcher-kva.example"},
      {"a.münchen.example", "a.xn--mnchen-3ya.example"},
      {"faß.example", "xn--fa-hia.example"},
      {"日本語.example", "xn--wgv71a119e.example"},
      {"3年b組金八先生.example", "xn--3b-ww4c5e180e575a65lsy2b.example"},
      {"他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye"},
      {"правда-1.example", "xn---1-6kcajm8ei.example"},
      {"ñ.example", "xn--ida.example"},
      {"ｅｘａｍｐｌｅ．org", "example.org"},
  };
  expect_all(rows, sizeof rows / sizeof *rows);
}

// 63 are coded, 64 left as they are; neither may write behind its room.
static void a_label_that_is_too_long_stays_as_it_is(void **state) {
  (void)state;
  for (uint32_t count = HOSTNAME_LABEL_MAX - 1; count <= HOSTNAME_LABEL_MAX + 1; count++) {
    Buffer host = {0}, out = {0};
    for (uint32_t i = 0; i < count; i++) buffer_add_string(&host, "\U0010FFF0");
    hostname_fold(buffer_slice(&host), &out);
    assert_int_equal(slice_starts(buffer_slice(&out), SLICE("xn--")), count <= HOSTNAME_LABEL_MAX);
    if (count > HOSTNAME_LABEL_MAX)
      assert_true(slice_equal(buffer_slice(&out), buffer_slice(&host)));
    buffer_release(&host);
    buffer_release(&out);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_says_how_to_come_there_does_not_count),
      cmocka_unit_test(an_international_name_has_the_form_of_the_name_system),
      cmocka_unit_test(a_label_that_is_too_long_stays_as_it_is),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
