// SPDX-License-Identifier: MIT
#include "support/check.h"
#include "support/version.h"
#include "text/motion.h"

// The object at the place of the first `^` (which is not in the text); "" for none.
static void check_object(TextObject *object, const char *marked, const char *kinds,
                         const char *wanted) {
  Buffer text = {0};
  uint32_t pos = 0;
  for (const char *at = marked; *at; at++) {
    if (*at == '^')
      pos = (uint32_t)text.len;
    else
      buffer_add_byte(&text, *at);
  }
  Version *version = check_version(text.ptr ? text.ptr : "", kinds);
  Span span = {7, 7};
  bool found = object(version, pos, &span);
  if (!found) assert_true(span_equal(span, span_make(7, 7)));
  if (found) assert_false(span_is_empty(span));
  check_text(found ? version_cut(version, span) : SLICE(""), wanted);
  version_free(version);
  buffer_release(&text);
}

static void words(void **state) {
  (void)state;
  check_object(motion_object_word, "It i^s so.", NULL, "is");
  check_object(motion_object_word, "It^ is so.", NULL, "");
  check_object(motion_object_word, "It is so^.", NULL, ".");
  check_object(motion_object_word, "don’^t 3.5", NULL, "don’t");
  check_object(motion_object_word, "don’t 3^.5", NULL, "3.5");
  check_object(motion_object_word, "^", NULL, "");
}

static void sentences_and_paragraphs(void **state) {
  (void)state;
  check_object(motion_object_sentence, "One. Tw^o. Three.", NULL, "Two.");
  check_object(motion_object_sentence, "One.^ Two.", NULL, "One.");
  check_object(motion_object_sentence, "^", NULL, "");
  check_object(motion_object_paragraph, "One. Tw^o.\nThree.", NULL, "One. Two.");
  check_object(motion_object_paragraph, "One.\n^\nThree.", NULL, "One.");
}

static void a_note_is_its_body(void **state) {
  (void)state;
  check_object(motion_object_note, "a[i]\n[i] S^ource.", "pn", "Source.");
  check_object(motion_object_note, "a[i]\n[^i] Source.", "pn", "Source.");
  check_object(motion_object_note, "a^[i]\n[i] Source.", "pn", "");
}

static void a_heading_is_its_section(void **state) {
  (void)state;
  const char *kinds = "phpfphpn";
  check_object(motion_object_heading, "In^tro\nHead\nA\nShare\nB\nNext\nC\n[i] n", kinds, "");
  check_object(motion_object_heading, "Intro\nHe^ad\nA\nShare\nB\nNext\nC\n[i] n", kinds,
               "Head\nA\nShare\nB");
  check_object(motion_object_heading, "Intro\nHead\nA\nShare\n^B\nNext\nC\n[i] n", kinds,
               "Head\nA\nShare\nB");
  check_object(motion_object_heading, "Intro\nHead\nA\nShare\nB\nNext\n^C\n[i] n", kinds,
               "Next\nC");
  check_object(motion_object_heading, "Intro\nHead\nA\nShare\nB\nNext\nC\n[i]^ n", kinds, "");
}

static void quotations(void **state) {
  (void)state;
  check_object(motion_object_quotation, "he said “it i^s ‘new’ now” once", NULL, "it is ‘new’ now");
  check_object(motion_object_quotation, "he said “it is ‘n^ew’ now” once", NULL, "new");
  check_object(motion_object_quotation, "he said ^“it is” once", NULL, "it is");
  check_object(motion_object_quotation, "he said “it is^” once", NULL, "it is");
  check_object(motion_object_quotation, "“a” b^ “c”", NULL, "");
  check_object(motion_object_quotation, "er sagte „es i^st neu“ oft", NULL, "es ist neu");
  check_object(motion_object_quotation, "„a“ b^ „c“", NULL, "");
  check_object(motion_object_quotation, "er sagte »es i^st neu« oft", NULL, "es ist neu");
  check_object(motion_object_quotation, "« oui » n^on « oui »", NULL, "");
  check_object(motion_object_quotation, "«oui» n^on «oui»", NULL, "");
  check_object(motion_object_quotation, "彼は「行^く」と", NULL, "行く");
  check_object(motion_object_quotation, "say \"on^e\" and \"two\"", NULL, "one");
  check_object(motion_object_quotation, "say \"one\" a^nd \"two\"", NULL, "");
  check_object(motion_object_quotation, "‘don’t st^op’ he said", NULL, "don’t stop");
  check_object(motion_object_quotation, "“^” x", NULL, "");
  check_object(motion_object_quotation, "“ope^n\nand closed”", NULL, "");
  check_object(motion_object_quotation, "^", NULL, "");
}

static void brackets(void **state) {
  (void)state;
  check_object(motion_object_bracket, "a (b [c^] d) e", NULL, "c");
  check_object(motion_object_bracket, "a (b [c] ^d) e", NULL, "b [c] d");
  check_object(motion_object_bracket, "a (b (c) ^d) e", NULL, "b (c) d");
  check_object(motion_object_bracket, "a (b) ^d (e)", NULL, "");
  check_object(motion_object_bracket, "a (b ^d", NULL, "");
  check_object(motion_object_bracket, "語（括^弧）", NULL, "括弧");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words),
      cmocka_unit_test(sentences_and_paragraphs),
      cmocka_unit_test(a_note_is_its_body),
      cmocka_unit_test(a_heading_is_its_section),
      cmocka_unit_test(quotations),
      cmocka_unit_test(brackets),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
