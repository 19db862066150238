// SPDX-License-Identifier: MIT
// A footnote that cites a brief of the library says so in the pane and in the peek, and a key opens
// that brief.
#include "support/check.h"
#include "support/stage.h"

#include <string.h>

static const char quoting[] =
    "Rivers and Towns\n\nThe valley measures its rivers.[1] Nobody asked why.[2] It rains.[3] The "
    "rest is known.[4]\n\n"
    "[1] “Ports before plants: The slow electrification of harbour towns”, The Review, 2026.\n"
    "[2] Ibid.\n[3] “A title that nobody has”, The Review.\n[4] See "
    "https://www.example.org/briefs/fund/?utm_source=x#part for more.\n";

static const char named[] =
    "Ports Before Plants: The Slow Electrification of Harbour Towns\n\nThe dam is dry.\n";

static Stage opened(uint32_t rows, uint32_t columns, int64_t *ports) {
  Stage stage = stage_open(rows, columns);
  *ports = stage_add(&stage, "ports.txt", named);
  stage_open_brief(&stage, stage_add(&stage, "rivers.txt", quoting));
  stage_play(&stage, "gg");
  return stage;
}

static uint32_t times_shown(const Stage *stage, const char *words) {
  Buffer text = {0};
  uint32_t times = 0;
  stage_write(stage, "", &text);
  for (const char *at = text.ptr; (at = strstr(at, words)) != NULL; at++) times++;
  buffer_release(&text);
  return times;
}

static void the_pane_says_that_the_title_is_in_the_library(void **state) {
  (void)state;
  int64_t ports;
  Stage stage = opened(30, 140, &ports);                                 // beside the text
  assert_int_equal(times_shown(&stage, "same title in the library"), 2); // the Ibid., too
  stage_resize(&stage, 30, 90);                                          // below it
  stage_play(&stage, "gg");
  assert_int_equal(times_shown(&stage, "same title in the library"), 2);
  stage_close(&stage);
}

static void a_key_opens_that_brief_from_text_pane_and_peek(void **state) {
  (void)state;
  static const char *const ways[] = {"gg]fgb", "gg]f]fgb", "gg]fF<Tab>gb", "gg]f<Enter>gb"};
  for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
    int64_t ports;
    Stage stage = opened(30, 140, &ports);
    if (i == 2) stage_play(&stage, "F"); // it is shown already
    stage_play(&stage, ways[i]);
    assert_int_equal(stage.app->session.brief.key, ports);
    assert_int_equal(stage.app->focus, PANE_TEXT);
    stage_close(&stage);
  }
}

static void the_peek_says_so_and_names_the_key(void **state) {
  (void)state;
  int64_t ports;
  Stage stage = opened(24, 78, &ports);
  stage_play(&stage, "gg]f<Enter>");
  stage_shows(&stage, "footnote 1");
  stage_shows(&stage, "same title in the library");
  stage_shows(&stage, "gb the brief of that name");
  stage_play(&stage, "<Esc>]f]f<Enter>");
  stage_shows(&stage, "footnote 3");
  stage_lacks(&stage, "gb the brief");
  stage_close(&stage);
}

static void what_nobody_has_is_not_claimed(void **state) {
  (void)state;
  int64_t ports;
  Stage stage = opened(30, 140, &ports);
  stage_play(&stage, "gg3]fgb");
  stage_shows(&stage, "no other brief of the library has the URL or title");
  assert_int_not_equal(stage.app->session.brief.key, ports);
  stage_lacks(&stage, "same URL");
  stage_close(&stage);
}

// What the reader says of a brief counts, and is seen as soon as it is said.
static void a_url_that_the_reader_gives_a_brief_is_found(void **state) {
  (void)state;
  int64_t ports, change;
  Error err = {0};
  Stage stage = opened(30, 140, &ports);
  BriefMetadata url = {.url = "http://example.org/briefs/fund"};
  check_ok(brief_set_metadata(stage.library, ports, &url, &change, &err), &err);
  stage_play(&stage, "gg"); // a change of another program is noticed at a key
  assert_int_equal(times_shown(&stage, "same URL in the library"), 1);
  check_ok(brief_remove(stage.library, ports, &change, &err), &err);
  stage_play(&stage, "gg");
  stage_lacks(&stage, "in the library");
  stage_close(&stage);
}

// A brief that cites itself is not sent to itself.
static void a_brief_is_no_counterpart_of_its_own(void **state) {
  (void)state;
  Stage stage = stage_open(30, 140);
  stage_open_brief(&stage, stage_add(&stage, "self.txt",
                                     "Rivers and Towns\n\nThe valley measures.[1]\n\n"
                                     "[1] “Rivers and Towns”, The Review.\n"));
  stage_play(&stage, "gg");
  stage_lacks(&stage, "same title");
  stage_play(&stage, "]fgb");
  stage_shows(&stage, "no other brief");
  stage_close(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_pane_says_that_the_title_is_in_the_library),
      cmocka_unit_test(a_key_opens_that_brief_from_text_pane_and_peek),
      cmocka_unit_test(the_peek_says_so_and_names_the_key),
      cmocka_unit_test(what_nobody_has_is_not_claimed),
      cmocka_unit_test(a_url_that_the_reader_gives_a_brief_is_found),
      cmocka_unit_test(a_brief_is_no_counterpart_of_its_own),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
