// SPDX-License-Identifier: MIT
// Whatever is pressed at whatever size: the screen stays whole.
#include "support/check.h"
#include "support/stage.h"

#include <stdlib.h>
#include <unistd.h>

#define BRIEF "data/briefs/velna-compact.txt"

static Stage open_brief(uint32_t rows, uint32_t columns) {
  return stage_open_file(BRIEF, rows, columns);
}

static void check_cells(const Screen *screen) {
  for (uint32_t row = 0; row < screen->rows; row++)
    for (uint32_t column = 0; column < screen->columns; column++) {
      const Cell *cell = &screen->cells[(size_t)row * screen->columns + column];
      assert_true(cell->width <= 2);
      if (cell->width != 2) continue;
      assert_true(column + 1 < screen->columns);
      assert_int_equal(cell[1].width, 0);
    }
  if (screen->rows == 0 || screen->columns == 0) return;
  assert_true(screen->cursor_row < screen->rows);
  assert_true(screen->cursor_column < screen->columns);
}

static uint32_t next_random(uint64_t *seed) {
  *seed = *seed * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(*seed >> 33);
}

static Key random_key(uint64_t *seed) {
  static const Key named[] = {
      KEY_ENTER_,  KEY_ESCAPE,    KEY_TAB,    KEY_BACK_TAB, KEY_UP_ARROW,   KEY_DOWN_ARROW,
      KEY_PAGE_UP, KEY_PAGE_DOWN, KEY_HOME_,  KEY_END_,     KEY_BACKSPACE_, KEY_DELETE_,
      'S' & 0x1F,  'O' & 0x1F,    'R' & 0x1F, 0x65E5,       0x0BA8,         0x1F469};
  uint32_t number = next_random(seed);
  if (number % 3 == 0) return named[number / 3 % (sizeof named / sizeof *named)];
  return 0x20 + number / 3 % 95;
}

static Event random_event(uint64_t *seed) {
  Event event = {.type = EVENT_KEY, .key = random_key(seed)};
  uint32_t kind = next_random(seed) % 20;
  if (kind == 0) {
    event.type = EVENT_MOUSE;
    event.mouse = (MouseAct)(next_random(seed) % 5);
    event.row = next_random(seed) % 50;
    event.column = next_random(seed) % 170;
  }
  if (kind == 1) {
    event.type = EVENT_PASTE;
    event.paste = SLICE("a\r\nb\x1B[2J日");
  }
  if (kind == 2) event.type = EVENT_NONE;
  return event;
}

static void nothing_breaks_at_any_size(void **state) {
  (void)state;
  static const uint32_t sizes[][2] = {{24, 80}, {5, 20},  {45, 160}, {1, 1},   {12, 40}, {200, 500},
                                      {0, 0},   {8, 119}, {6, 21},   {9, 120}, {3, 200}, {60, 20}};
  char *folder = check_folder(), *home = getcwd(NULL, 0);
  uint64_t seed = 42;
  Stage stage = open_brief(24, 80);
  stage_add(&stage, "cjk.txt",
            "量子政策の未来\n\n日本語の文章が続きます。次の文です。நிலையான கொள்கை "
            "👩‍🔬🇯🇵 "
            "works.\n\nno final line end");
  assert_int_equal(chdir(folder), 0); // for what random keys export
  for (uint32_t i = 0; i < 6000; i++) {
    Event event = random_event(&seed);
    app_feed(stage.app, &event);
    stage.app->wishes.quit = false;
    if (i % 16 == 0) {
      const uint32_t *size = sizes[next_random(&seed) % (sizeof sizes / sizeof *sizes)];
      app_resize(stage.app, size[0], size[1]);
    }
    if (adder_busy(&stage.app->adder)) adder_stop(stage.app);
    if (next_random(&seed) % 3 == 0) continue; // keys may come faster than frames
    app_draw(stage.app);
    check_cells(stage.app->screen);
  }
  stage_close(&stage);
  assert_int_equal(chdir(home), 0);
  check_folder_remove(folder);
  free(folder);
  free(home);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(nothing_breaks_at_any_size),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
