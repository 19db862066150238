// SPDX-License-Identifier: MIT
// Zip archives: what is found in them, and what is refused.
#include "import/archive.h"
#include "import/optional.h"
#include "support/check.h"
#include "support/zip.h"

#include <stdio.h>

static void skip_without_library(void) {
  if (optional_row(OPTIONAL_LIBARCHIVE)->soname) return;
  print_message("this build cannot unpack archives\n");
  skip();
}

static bool want_all(Slice name) {
  (void)name;
  return true;
}

static bool want_text(Slice name) {
  return name.len > 4 && memcmp(name.ptr + name.len - 4, ".xml", 4) == 0;
}

// Opens, which must fail with a message that holds the words.
static void check_refused(Zip *zip, const char *words) {
  Error err = {0};
  Archive *archive = archive_open(zip_finish(zip), want_all, &err);
  assert_null(archive);
  assert_int_equal(err.kind, ERROR_DATA);
  if (!strstr(err.message, words)) fail_msg("'%s' does not say '%s'", err.message, words);
  buffer_release(&zip->bytes);
}

static void members_are_found_by_name(void **state) {
  (void)state;
  skip_without_library();
  Zip zip = {0};
  zip_add(&zip, "b.xml", SLICE("<b/>"));
  zip_add(&zip, "a.xml", SLICE("<a/>"));
  zip_add(&zip, "folder/ж.xml", SLICE(""));
  zip_add_run(&zip, "run.xml", ' ', 1000);
  Error err = {0};
  Archive *archive = archive_open(zip_finish(&zip), want_all, &err);
  check_ok(archive != NULL, &err);
  buffer_release(&zip.bytes);
  Slice bytes;
  assert_true(archive_find(archive, SLICE("a.xml"), &bytes));
  check_text(bytes, "<a/>");
  assert_true(archive_find(archive, SLICE("folder/ж.xml"), &bytes));
  check_text(bytes, "");
  assert_true(archive_find(archive, SLICE("run.xml"), &bytes));
  assert_int_equal(bytes.len, 1000);
  assert_false(archive_find(archive, SLICE("c.xml"), &bytes));
  archive_close(archive);
}

static void what_is_not_wanted_is_not_unpacked(void **state) {
  (void)state;
  skip_without_library();
  Zip zip = {0};
  zip_add(&zip, "a.xml", SLICE("<a/>"));
  zip_add_run(&zip, "picture.png", 'x', 80 << 20);
  Error err = {0};
  Archive *archive = archive_open(zip_finish(&zip), want_text, &err);
  check_ok(archive != NULL, &err);
  Slice bytes;
  assert_true(archive_find(archive, SLICE("a.xml"), &bytes));
  assert_false(archive_find(archive, SLICE("picture.png"), &bytes));
  archive_close(archive);
  buffer_release(&zip.bytes);
}

static void of_two_members_of_one_name_the_first_counts(void **state) {
  (void)state;
  skip_without_library();
  Zip zip = {0};
  zip_add(&zip, "a.xml", SLICE("first"));
  zip_add(&zip, "a.xml", SLICE("second"));
  Error err = {0};
  Archive *archive = archive_open(zip_finish(&zip), want_all, &err);
  check_ok(archive != NULL, &err);
  Slice bytes;
  assert_true(archive_find(archive, SLICE("a.xml"), &bytes));
  check_text(bytes, "first");
  archive_close(archive);
  buffer_release(&zip.bytes);
}

static void a_member_that_is_missing_is_named(void **state) {
  (void)state;
  skip_without_library();
  Zip zip = {0};
  zip_add(&zip, "a.xml", SLICE("<a/>"));
  Error err = {0};
  Archive *archive = archive_open(zip_finish(&zip), want_all, &err);
  check_ok(archive != NULL, &err);
  Slice bytes;
  assert_false(archive_need(archive, SLICE("word/document.xml"), &bytes, &err));
  assert_non_null(strstr(err.message, "'word/document.xml'"));
  archive_close(archive);
  buffer_release(&zip.bytes);
}

static void names_that_lead_out_are_refused(void **state) {
  (void)state;
  skip_without_library();
  static const char *const names[] = {"/etc/passwd", "../a.xml", "a/../../b.xml", "a/..", "\\a.xml",
                                      "a\\..\\b",    ".."};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    Zip zip = {0};
    zip_add(&zip, names[i], SLICE("<a/>"));
    check_refused(&zip, "leads out of it");
  }
}

static void dots_inside_names_lead_nowhere(void **state) {
  (void)state;
  skip_without_library();
  Zip zip = {0};
  zip_add(&zip, "a..b/...xml", SLICE("<a/>"));
  Error err = {0};
  Archive *archive = archive_open(zip_finish(&zip), want_all, &err);
  check_ok(archive != NULL, &err);
  archive_close(archive);
  buffer_release(&zip.bytes);
}

static void a_small_archive_that_unpacks_to_much_is_refused(void **state) {
  (void)state;
  skip_without_library();
  Zip zip = {0};
  zip_add_run(&zip, "bomb.xml", ' ', 5 << 20);
  check_refused(&zip, "200 times its size");
}

static void a_small_run_is_no_bomb(void **state) {
  (void)state;
  skip_without_library();
  Zip zip = {0};
  zip_add_run(&zip, "a.xml", ' ', ARCHIVE_RATIO_FREE);
  Error err = {0};
  Archive *archive = archive_open(zip_finish(&zip), want_all, &err);
  check_ok(archive != NULL, &err);
  archive_close(archive);
  buffer_release(&zip.bytes);
}

// Bytes that let an archive unpack to more, as far as the ratio goes.
static void add_ballast(Zip *zip, size_t len) {
  Buffer ballast = {0};
  for (size_t i = 0; i < len; i++) buffer_add_byte(&ballast, 'x');
  zip_add(zip, "ballast", buffer_slice(&ballast));
  buffer_release(&ballast);
}

static void a_member_over_its_cap_is_refused(void **state) {
  (void)state;
  skip_without_library();
  Zip zip = {0};
  add_ballast(&zip, 1 << 20);
  zip_add_run(&zip, "large.xml", ' ', ARCHIVE_MEMBER_BYTES_MAX + 1);
  check_refused(&zip, "'large.xml' in this archive has more than 64 MiB");
}

static void members_together_over_their_cap_are_refused(void **state) {
  (void)state;
  skip_without_library();
  Zip zip = {0};
  add_ballast(&zip, 2 << 20);
  for (int i = 0; i < 5; i++) zip_add_run(&zip, "large.xml", ' ', 60 << 20);
  check_refused(&zip, "more than 256 MiB");
}

static void too_many_members_are_refused(void **state) {
  (void)state;
  skip_without_library();
  Zip zip = {0};
  for (int i = 0; i <= ARCHIVE_MEMBERS_MAX; i++) {
    char name[16];
    snprintf(name, sizeof name, "%d.xml", i);
    zip_add(&zip, name, SLICE(""));
  }
  check_refused(&zip, "more than 10000 members");
}

static void an_archive_cut_anywhere_is_refused(void **state) {
  (void)state;
  skip_without_library();
  Zip zip = {0};
  zip_add(&zip, "a.xml", SLICE("<a>Some words that take their room in the archive.</a>"));
  zip_add_run(&zip, "b.xml", ' ', 5000);
  Slice whole = zip_finish(&zip);
  for (size_t len = 0; len < whole.len; len++) {
    Error err = {0};
    Archive *archive = archive_open(slice_cut(whole, 0, len), want_all, &err);
    if (archive) fail_msg("%zu of %zu bytes are taken for whole", len, whole.len);
    assert_true(err.message[0] != '\0');
  }
  buffer_release(&zip.bytes);
}

static void damaged_bytes_are_told_by_their_sum(void **state) {
  (void)state;
  skip_without_library();
  Zip zip = {0};
  zip_add(&zip, "a.xml", SLICE("<a>words</a>"));
  zip_finish(&zip);
  char *words = memmem(zip.bytes.ptr, zip.bytes.len, "words", 5);
  assert_non_null(words);
  words[0] = 'W';
  Error err = {0};
  assert_null(archive_open(buffer_slice(&zip.bytes), want_all, &err));
  assert_non_null(strstr(err.message, "damaged"));
  buffer_release(&zip.bytes);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(members_are_found_by_name),
      cmocka_unit_test(what_is_not_wanted_is_not_unpacked),
      cmocka_unit_test(of_two_members_of_one_name_the_first_counts),
      cmocka_unit_test(a_member_that_is_missing_is_named),
      cmocka_unit_test(names_that_lead_out_are_refused),
      cmocka_unit_test(dots_inside_names_lead_nowhere),
      cmocka_unit_test(a_small_archive_that_unpacks_to_much_is_refused),
      cmocka_unit_test(a_small_run_is_no_bomb),
      cmocka_unit_test(a_member_over_its_cap_is_refused),
      cmocka_unit_test(members_together_over_their_cap_are_refused),
      cmocka_unit_test(too_many_members_are_refused),
      cmocka_unit_test(an_archive_cut_anywhere_is_refused),
      cmocka_unit_test(damaged_bytes_are_told_by_their_sum),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
