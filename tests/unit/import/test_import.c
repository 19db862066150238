// SPDX-License-Identifier: MIT
#include "support/check.h"

#include "cli/structure.h"
#include "import/import.h"
#include "import/sniff.h"

#include <stdlib.h>

static Version *read_text(Slice bytes) {
  Error err = {0};
  Version *version = import_read(&(ImportInput){.bytes = bytes, .name = "brief.txt"}, &err);
  check_ok(version != NULL, &err);
  return version;
}

static void check_refused(Slice bytes, const char *name, const char *opening) {
  Error err = {0};
  assert_null(import_read(&(ImportInput){.bytes = bytes, .name = name}, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  check_text(slice_cut(slice_of(err.message), 0, strlen(opening)), opening);
}

static void check_json(Slice bytes, const char *wanted) {
  Version *version = read_text(bytes);
  Buffer out = {0};
  structure_write_json(version, &out);
  check_text(buffer_slice(&out), wanted);
  buffer_release(&out);
  version_free(version);
}

static void other_formats_are_refused_each_with_its_own_reason(void **state) {
  (void)state;
  check_refused(slice_make("PK\3\4....readme", 14), "a", "this is a zip");
}

static void html_is_known_by_content_before_name(void **state) {
  (void)state;
  assert_true(
      sniff_html(&(ImportInput){.bytes = SLICE("\n <!DOCTYPE HTML><p>text"), .name = "brief.txt"}));
  assert_true(sniff_html(
      &(ImportInput){.bytes = SLICE("<?xml version='1.0'?><HTML>"), .name = "brief.txt"}));
  assert_true(sniff_html(&(ImportInput){.bytes = SLICE("text"), .name = "brief.HTM"}));
  assert_false(sniff_html(
      &(ImportInput){.bytes = SLICE("we compared <html> with text"), .name = "brief.txt"}));
}

static void every_format_reads_or_says_why_not(void **state) {
  (void)state;
  uint32_t count;
  const ImportFormat *formats = import_formats(&count);
  for (uint32_t i = 0; i < count; i++)
    assert_true(formats[i].read || formats[i].write || formats[i].refusal);
  assert_non_null(formats[count - 1].read);
}

static void too_many_bytes_are_refused_with_the_figure(void **state) {
  (void)state;
  Error err = {0};
  assert_null(import_read(
      &(ImportInput){.bytes = {"", (size_t)IMPORT_BYTES_MAX + 1}, .name = "a.txt"}, &err));
  check_text(slice_of(err.message),
             "this document has 67108865 bytes, more than the 64 MiB that are read");
}

static void too_many_paragraphs_are_refused_with_the_figure(void **state) {
  (void)state;
  Buffer bytes = {0};
  for (int i = 0; i <= IMPORT_SPANS_MAX; i++) buffer_add_string(&bytes, "a\n");
  check_refused(buffer_slice(&bytes), "a.txt", "this document has more than 1000000 paragraphs");
  buffer_release(&bytes);
}

static void nothing_gives_a_version_without_blocks(void **state) {
  (void)state;
  check_json(SLICE(""),
             "{\"title\":null,\"series\":null,\"date\":null,\"authors\":[],\"blocks\":[],"
             "\"notes\":[],\"dropped\":[],\"structural\":[]}\n");
}

static void json_gives_views_and_code_points(void **state) {
  (void)state;
  check_json(
      SLICE("Zwölf \u00A0Fähren\u00AD fahren.[1]\nShare\nNotes\n[1] Log, https://a.example/b.\n"),
      "{\"title\":null,\"series\":null,\"date\":null,\"authors\":[],\"blocks\":["
      "{\"type\":\"para\",\"text\":\"Zwölf Fähren "
      "fahren.\",\"refs\":[\"1\"],\"start\":0,\"end\":25}],"
      "\"notes\":[{\"label\":\"1\",\"run\":0,\"ref_count\":1,\"text\":\"Log, "
      "https://a.example/b.\","
      "\"resolved_label\":null,\"urls\":[\"https://a.example/b\"],\"start\":38,\"end\":67}],"
      "\"dropped\":[\"Share\"],\"structural\":[\"Notes\"]}\n");
}

static void broken_parts_are_counted(void **state) {
  (void)state;
  Version *version = read_text(SLICE("é is here and é is there, and only once \xE2\x82 it broke."));
  assert_int_equal(import_broken_count(version), 1);
  version_free(version);
}

static void a_pinpoint_is_what_follows_the_word(void **state) {
  (void)state;
  Version *version = read_text(SLICE("A.[1] B.[2] C.[3]\n[1] Log.\n[2] Ibid., p. 3.\n[3] Ibid.\n"));
  check_text(version_cut(version, version->notes[1].pinpoint), "p. 3");
  assert_true(span_is_empty(version->notes[2].pinpoint));
  assert_int_equal(version->notes[2].target, 1);
  assert_int_equal(version->notes[2].root, 0);
  version_free(version);
}

static void joints_cover_line_ends_that_vanish(void **state) {
  (void)state;
  Version *version = read_text(
      SLICE("The towns of the strait keep their ferries although a bridge would be cheap-\n"
            "er after no more than nine years. A ferry is also a meeting place where one\n"
            "meets and nobody has yet priced the meetings, which is such a pity, for they\n"
            "must be worth something to somebody who waits there for the other half of a\n"
            "day, or for all of it when the ice is in the harbour and the crew is asleep.\n"));
  assert_int_equal(version->block_count, 1);
  assert_int_equal(version->joint_count, 1);
  check_text(version_cut(version, version->joints[0]), "-\n");
  version_free(version);
}

static void the_same_bytes_give_the_same_structure_with_any_line_end(void **state) {
  (void)state;
  static const char *const texts[] = {
      "Ferries\nJan 2026\n\nThey sail.[1]\n\n[1] Log.\n",
      "Ferries\r\nJan 2026\r\n\r\nThey sail.[1]\r\n\r\n[1] Log.\r\n",
      "Ferries\rJan 2026\r\rThey sail.[1]\r\r[1] Log.\r"};
  Buffer first = {0};
  for (size_t i = 0; i < 3; i++) {
    Version *version = read_text(slice_of(texts[i]));
    Buffer out = {0};
    structure_write_json(version, i ? &out : &first);
    if (i) check_text(buffer_slice(&out), first.ptr);
    buffer_release(&out);
    version_free(version);
  }
  buffer_release(&first);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(other_formats_are_refused_each_with_its_own_reason),
      cmocka_unit_test(html_is_known_by_content_before_name),
      cmocka_unit_test(every_format_reads_or_says_why_not),
      cmocka_unit_test(too_many_bytes_are_refused_with_the_figure),
      cmocka_unit_test(too_many_paragraphs_are_refused_with_the_figure),
      cmocka_unit_test(nothing_gives_a_version_without_blocks),
      cmocka_unit_test(json_gives_views_and_code_points),
      cmocka_unit_test(broken_parts_are_counted),
      cmocka_unit_test(a_pinpoint_is_what_follows_the_word),
      cmocka_unit_test(joints_cover_line_ends_that_vanish),
      cmocka_unit_test(the_same_bytes_give_the_same_structure_with_any_line_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
