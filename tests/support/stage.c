// SPDX-License-Identifier: MIT
#include "support/stage.h"
#include "support/check.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

static Stage set_up(Library *library, const Error *err, uint32_t rows, uint32_t columns) {
  check_ok(library != NULL, err);
  setlocale(LC_ALL, "C.UTF-8");
  Config *config = config_new();
  Stage stage = {library, config, app_new(library, config, rows, columns, SAFE_UNICODE),
                 calloc(1, sizeof(Annotation))};
  assert_non_null(stage.shown);
  app_draw(stage.app);
  return stage;
}

Stage stage_open(uint32_t rows, uint32_t columns) {
  Error err = {0};
  setenv("POSTIL_NOW", "2026-03-01T12:00:00Z", 1);
  Library *library = library_open_memory(&err);
  return set_up(library, &err, rows, columns);
}

Stage stage_open_library(const char *path, LibraryMode mode, uint32_t rows, uint32_t columns) {
  Error err = {0};
  setenv("POSTIL_NOW", "2026-03-01T12:00:00Z", 1);
  Library *library = library_open(path, mode, &err);
  return set_up(library, &err, rows, columns);
}

Stage stage_open_file(const char *path, uint32_t rows, uint32_t columns) {
  Stage stage = stage_open(rows, columns);
  stage_open_brief(&stage, stage_add_file(&stage, path));
  return stage;
}

static void leave(Stage *stage) {
  app_free(stage->app);
  config_free(stage->config);
  annotation_release(stage->shown);
  free(stage->shown);
}

const Annotation *stage_annotation(const Stage *stage, uint32_t index) {
  annotation_release(stage->shown);
  assert_true(session_read_annotation(&stage->app->session, (int32_t)index, stage->shown));
  return stage->shown;
}

Stage stage_open_marked(uint32_t rows, uint32_t columns) {
  Stage stage = stage_open_file("data/briefs/velna-compact.txt", rows, columns);
  stage_play(&stage, "tenergy<Enter>)tenergy/solar<Enter>)tenergy/solar<Enter>");
  stage_play(&stage, ")twater<Enter>:colour green<Enter>");
  stage_play(&stage, "]f]ftenergy<Tab>water<Tab><Enter>a");
  stage_play(&stage, "A ruler.^S");
  return stage;
}

void stage_close(Stage *stage) {
  leave(stage);
  library_close(stage->library);
}

void stage_reopen(Stage *stage, uint32_t rows, uint32_t columns) {
  Error err = {0};
  leave(stage);
  *stage = set_up(stage->library, &err, rows, columns);
}

// Runs the program that is wished for, without a terminal.
static void run_program(App *app) {
  ProcessEnd end = {0};
  Error err = {0};
  ProcessRequest request = launch_request(&app->wishes.launch);
  bool ran = process_run(&request, &end, &err);
  launch_finish(app, ran ? &end : NULL, &err);
  process_release(&end);
}

static void feed(Stage *stage, const Event *event) {
  static const Event nothing = {.type = EVENT_NONE};
  app_feed(stage->app, event);
  if (stage->app->wishes.launch.arguments) run_program(stage->app);
  while (app_patience(stage->app) == 0) app_feed(stage->app, &nothing);
  app_draw(stage->app);
}

void stage_play(Stage *stage, const char *keys) {
  Slice rest = slice_of(keys);
  while (rest.len > 0) {
    Event event = {.type = EVENT_KEY, .key = KEY_SPACE};
    size_t used = rest.ptr[0] == ' ' ? 1 : key_parse(rest, &event.key);
    if (used == 0) fail_msg("no key: %s", rest.ptr);
    rest = slice_cut(rest, used, rest.len);
    feed(stage, &event);
  }
}

void stage_paste(Stage *stage, const char *text) {
  Event event = {.type = EVENT_PASTE, .paste = slice_of(text)};
  feed(stage, &event);
}

void stage_resize(Stage *stage, uint32_t rows, uint32_t columns) {
  app_resize(stage->app, rows, columns);
  app_draw(stage->app);
}

int64_t stage_add(Stage *stage, const char *name, const char *text) {
  Error err = {0};
  BriefAdded added = {0};
  Buffer path = {0};
  buffer_printf(&path, "/briefs/%s", name);
  check_ok(brief_add(stage->library, slice_of(text), path.ptr, NULL, &added, &err), &err);
  buffer_release(&path);
  briefs_load(stage->app);
  app_draw(stage->app);
  return added.key;
}

int64_t stage_add_file(Stage *stage, const char *path) {
  char *text = check_read(path);
  int64_t key = stage_add(stage, strrchr(path, '/') + 1, text);
  free(text);
  return key;
}

void stage_open_brief(Stage *stage, int64_t brief) {
  assert_true(app_open_brief(stage->app, brief, NULL));
  app_draw(stage->app);
}

void stage_write(const Stage *stage, const char *heading, Buffer *out) {
  const Screen *screen = stage->app->screen;
  buffer_printf(out, "== %s (cursor %u,%u)\n", heading, screen->cursor_row, screen->cursor_column);
  screen_write_text(screen, out);
}

static bool shows(const Stage *stage, const char *words) {
  Buffer text = {0};
  screen_write_text(stage->app->screen, &text);
  bool found = strstr(text.ptr, words) != NULL;
  buffer_release(&text);
  return found;
}

static void fail_with_screen(const Stage *stage, const char *problem, const char *words) {
  Buffer text = {0};
  screen_write_text(stage->app->screen, &text);
  print_error("%s «%s»:\n%s", problem, words, text.ptr);
  buffer_release(&text);
  fail();
}

void stage_shows(const Stage *stage, const char *words) {
  if (!shows(stage, words)) fail_with_screen(stage, "the screen does not show", words);
}

void stage_lacks(const Stage *stage, const char *words) {
  if (shows(stage, words)) fail_with_screen(stage, "the screen shows", words);
}

const Cell *stage_cursor(const Stage *stage) {
  const Screen *screen = stage->app->screen;
  assert_true(screen->cursor_row < screen->rows);
  assert_true(screen->cursor_column < screen->columns);
  return &screen->cells[(size_t)screen->cursor_row * screen->columns + screen->cursor_column];
}
