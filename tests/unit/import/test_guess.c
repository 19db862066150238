// SPDX-License-Identifier: MIT
// Legacy encodings, as far as this build can tell them apart.
#include "support/check.h"

#include "import/decode.h"
#include "import/guess.h"
#include "import/optional.h"

#include <stdlib.h>
#include <uniconv.h>

// Encodes a text (some times over, as a brief is longer than a sentence); it must come back.
static void check_decoded(const char *text, const char *encoding) {
  Buffer whole = {0}, out = {0};
  for (int times = 0; times < 4; times++) buffer_add_string(&whole, text);
  size_t len;
  char *bytes = u8_conv_to_encoding(encoding, iconveh_question_mark, (const uint8_t *)whole.ptr,
                                    whole.len, NULL, NULL, &len);
  assert_non_null(bytes);
  Error err = {0};
  check_ok(decode_bytes(slice_make(bytes, len), &out, &err), &err);
  check_text(buffer_slice(&out), whole.ptr);
  buffer_release(&out);
  buffer_release(&whole);
  free(bytes);
}

static void skip_without_library(void) {
  if (optional_row(OPTIONAL_UCHARDET)->soname) return;
  print_message("this build has no library that guesses encodings\n");
  skip();
}

static void western_languages_are_windows_1252(void **state) {
  (void)state;
  check_decoded("L’été dernier, la mairie a acheté un modèle périmé.\n", "windows-1252");
  check_decoded("Die Fähre fährt früh, für größere Gäste.\n", "windows-1252");
  check_decoded("“Quoted” – it’s 5 €\n", "windows-1252");
}

static void russian_is_windows_1251_or_koi8(void **state) {
  (void)state;
  skip_without_library();
  check_decoded("Паромы ходят редко. Никто не знает почему.\n", "windows-1251");
  check_decoded("Паромы ходят редко. Никто не знает почему.\n", "KOI8-R");
}

static void arabic_is_windows_1256(void **state) {
  (void)state;
  skip_without_library();
  check_decoded("تتأخر العبارة كل يوم ولا أحد يعرف السبب، لكن الجميع ينتظر.\n", "windows-1256");
}

static void east_asian_encodings_are_known(void **state) {
  (void)state;
  skip_without_library();
  check_decoded("フェリーは遅れました。理由は誰も知りません。\n", "CP932");
  check_decoded("渡轮又晚点了，没有人知道为什么。\n", "GB18030");
}

static void the_name_of_an_empty_text_is_windows_1252(void **state) {
  (void)state;
  char name[GUESS_NAME_SIZE];
  guess_encoding(SLICE(""), name);
  assert_string_equal(name, "windows-1252");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(western_languages_are_windows_1252),
      cmocka_unit_test(russian_is_windows_1251_or_koi8),
      cmocka_unit_test(arabic_is_windows_1256),
      cmocka_unit_test(east_asian_encodings_are_known),
      cmocka_unit_test(the_name_of_an_empty_text_is_windows_1252),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
