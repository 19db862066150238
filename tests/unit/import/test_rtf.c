// SPDX-License-Identifier: MIT
// What is mended of an RTF document, and what stays as it stands.
#include "import/rtf.h"

#include "support/check.h"

static void check_mended(const char *rtf, const char *wanted) {
  Buffer out = {0};
  rtf_mend(slice_of(rtf), &out);
  check_text(buffer_slice(&out), wanted);
  buffer_release(&out);
}

static void a_note_that_readers_may_pass_over_is_one_that_they_may_not(void **state) {
  (void)state;
  check_mended("{\\rtf1 Fell.{\\*\\footnote\\pard Source.}}",
               "{\\rtf1 Fell.{\\footnote\\pard Source.}}");
  check_mended("{\\*\\bkmkstart a}", "{\\*\\bkmkstart a}");
}

static void a_control_word_ends_before_the_character_behind_it(void **state) {
  (void)state;
  check_mended("Word\\u8217?s end", "Word\\u8217 ?s end");
  check_mended("\\u-4000?x", "\\u-4000 ?x");
  check_mended("\\b(bold)\\b0.", "\\b (bold)\\b0 .");
  check_mended("\\emdash-x", "\\emdash -x");
}

static void what_ends_by_itself_stays(void **state) {
  (void)state;
  static const char *const documents[] = {
      "\\u8217\\'92s",
      "\\b bold\\b0 plain",
      "{\\i}",
      "\\par\r\nnext",
      "p.\\~3 a\\_b \\{ \\}",
      "\\",
      "\\bin",
      "",
  };
  for (size_t i = 0; i < sizeof documents / sizeof *documents; i++)
    check_mended(documents[i], documents[i]);
}

static void binary_data_stays(void **state) {
  (void)state;
  check_mended("{\\bin6 \\b(\\b(}\\b(", "{\\bin6 \\b(\\b(}\\b (");
  check_mended("{\\bin99999999999999999999999 \\b(", "{\\bin99999999999999999999999 \\b(");
}

static void what_a_field_shows_is_kept(void **state) {
  (void)state;
  check_mended("{\\field\\flddirty{\\*\\fldinst {\\b HYPERLINK \"x\" }}{\\fldrslt {\\i a}}}",
               "{\\field{\\*\\fldinst{HYPERLINK \"x\"}}{\\fldrslt {\\i a}}}");
  check_mended("{\\field{\\*\\fldinst HYPERLINK \\\\l \"m\"}{\\fldrslt a}}",
               "{\\field{\\*\\fldinst{HYPERLINK \\\\l \"m\"}}{\\fldrslt a}}");
  check_mended("{\\field{\\*\\fldinst PAGE}{\\fldrslt 7}}", "{{\\*\\fldinst PAGE}{\\fldrslt 7}}");
  check_mended("{\\field 7}", "{ 7}");
  check_mended("{\\field{\\*\\fldinst HYPERLINK", "{{\\*\\fldinst HYPERLINK");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_note_that_readers_may_pass_over_is_one_that_they_may_not),
      cmocka_unit_test(a_control_word_ends_before_the_character_behind_it),
      cmocka_unit_test(what_ends_by_itself_stays),
      cmocka_unit_test(binary_data_stays),
      cmocka_unit_test(what_a_field_shows_is_kept),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
