// SPDX-License-Identifier: MIT
// How much a line down sends. Bytes are counted, so a machine's speed does not matter; the limits
// are a little above what is sent, so that what a frame sends cannot grow unnoticed.
#include "support/check.h"
#include "support/prose.h"
#include "support/stage.h"
#include "tui/painter.h"

#include <stdlib.h>

enum { ROWS = 40, COLUMNS = 120, KEYS = 100 };

typedef struct Desk {
  Stage stage;
  Capability *capability;
  Painter *painter;
} Desk;

static size_t send_frame(Desk *desk) {
  Buffer out = {0};
  app_draw(desk->stage.app);
  painter_draw(desk->painter, desk->stage.app->screen, &out);
  size_t len = out.len;
  buffer_release(&out);
  return len;
}

static Desk open_desk(void) {
  Error err = {0};
  Buffer text = {0};
  setenv("TERM", "xterm-256color", 1);
  Desk desk = {.stage = stage_open(ROWS, COLUMNS), .capability = capability_open(1, true, &err)};
  check_ok(desk.capability != NULL, &err);
  desk.painter = painter_new(desk.capability);
  prose_brief(&text, 1, 30000);
  stage_open_brief(&desk.stage, stage_add(&desk.stage, "brief.txt", text.ptr));
  buffer_release(&text);
  send_frame(&desk);
  return desk;
}

static void close_desk(Desk *desk) {
  painter_free(desk->painter);
  capability_close(desk->capability);
  stage_close(&desk->stage);
}

static size_t press(Desk *desk, const char *key) {
  stage_play(&desk->stage, key);
  return send_frame(desk);
}

// What the keys send in all, and how many of them send a few bytes only: those within a sentence.
static size_t count_bytes(const char *key, uint32_t *few) {
  enum { FEW = 16 };
  Desk desk = open_desk();
  size_t total = 0;
  *few = 0;
  if (*key == 'k') press(&desk, "G");
  for (uint32_t i = 0; i < KEYS; i++) {
    size_t bytes = press(&desk, key);
    total += bytes;
    *few += bytes <= FEW;
  }
  close_desk(&desk);
  return total;
}

static void most_lines_within_a_sentence_move_the_cursor_alone(void **state) {
  (void)state;
  uint32_t few;
  count_bytes("j", &few);
  assert_in_range(few, 2 * KEYS / 5, KEYS);
  count_bytes("k", &few);
  assert_in_range(few, 2 * KEYS / 5, KEYS);
}

static void a_hundred_lines_send_no_more_than_they_did(void **state) {
  (void)state;
  uint32_t few;
  assert_in_range(count_bytes("j", &few), KEYS, 23000);
  assert_in_range(count_bytes("k", &few), KEYS, 19000);
}

static void a_key_that_changes_nothing_sends_nothing(void **state) {
  (void)state;
  Desk desk = open_desk();
  press(&desk, "gg");
  assert_int_equal(press(&desk, "k"), 0);
  close_desk(&desk);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(most_lines_within_a_sentence_move_the_cursor_alone),
      cmocka_unit_test(a_hundred_lines_send_no_more_than_they_did),
      cmocka_unit_test(a_key_that_changes_nothing_sends_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
