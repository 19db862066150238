// SPDX-License-Identifier: MIT
#include "support/check.h"

#include "import/decode.h"
#include "import/guess.h"

#include <stdlib.h>
#include <uniconv.h>

// Encodes a text, and checks that the encoding is found again and that the text comes back.
static void check_found(const char *text, const char *encoding) {
  size_t len;
  char *bytes = u8_conv_to_encoding(encoding, iconveh_question_mark, (const uint8_t *)text,
                                    strlen(text), NULL, NULL, &len);
  assert_non_null(bytes);
  assert_string_equal(guess_encoding(slice_make(bytes, len)), encoding);
  Buffer out = {0};
  Error err = {0};
  check_ok(decode_bytes(slice_make(bytes, len), &out, &err), &err);
  check_text(buffer_slice(&out), text);
  buffer_release(&out);
  free(bytes);
}

static void western_languages_are_windows_1252(void **state) {
  (void)state;
  check_found("L’été dernier, la mairie a acheté un modèle périmé.\n", "windows-1252");
  check_found("Die Fähre fährt früh, für größere Gäste.\n", "windows-1252");
  check_found("A situação não é boa; as ações são lentas.\n", "windows-1252");
  check_found("Ferjan siglir ekki, því að það er ís á firðinum og áhöfnin þreytt.\n",
              "windows-1252");
  check_found("“Quoted” – it’s 5 €\n", "windows-1252");
}

static void turkish_is_windows_1254(void **state) {
  (void)state;
  check_found("Geçen yıl şehirde üç köprü açıldı; hiçbiri işe yaramadı.\n", "windows-1254");
}

static void russian_is_windows_1251_or_koi8(void **state) {
  (void)state;
  check_found("Паромы ходят редко. Никто не знает почему.\n", "windows-1251");
  check_found("Паромы ходят редко. Никто не знает почему.\n", "KOI8-R");
}

static void arabic_is_windows_1256(void **state) {
  (void)state;
  check_found("تتأخر العبارة كل يوم ولا أحد يعرف السبب، لكن الجميع ينتظر.\n", "windows-1256");
}

static void east_asian_text_divides_into_pairs(void **state) {
  (void)state;
  check_found("フェリーは遅れました。理由は誰も知りません。\n", "CP932");
  check_found("渡轮又晚点了，没有人知道为什么。\n", "GB18030");
}

static void nothing_above_ascii_is_windows_1252(void **state) {
  (void)state;
  assert_string_equal(guess_encoding(SLICE("")), "windows-1252");
  assert_string_equal(guess_encoding(SLICE("plain")), "windows-1252");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(western_languages_are_windows_1252),
      cmocka_unit_test(turkish_is_windows_1254),
      cmocka_unit_test(russian_is_windows_1251_or_koi8),
      cmocka_unit_test(arabic_is_windows_1256),
      cmocka_unit_test(east_asian_text_divides_into_pairs),
      cmocka_unit_test(nothing_above_ascii_is_windows_1252),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
