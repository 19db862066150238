// SPDX-License-Identifier: MIT
// A long brief: the first frame is drawn from its beginning, and nobody can tell.
#include "support/check.h"
#include "support/prose.h"
#include "support/stage.h"

// One that is glanced at and has not been drawn yet. With notes, or without.
static Stage glance_at_long(bool notes) {
  Stage stage = stage_open(30, 120);
  Buffer text = {0};
  if (notes) prose_brief(&text, 5, 700000);
  for (uint32_t seed = 1; !notes && seed < 700; seed++) {
    prose_paragraph(&text, seed, 1000);
    buffer_add_string(&text, "\n\n");
  }
  int64_t brief = stage_add(&stage, "long.txt", buffer_slice(&text).ptr);
  assert_true(app_glance_brief(stage.app, brief, NULL));
  assert_true(stage.app->session.glanced);
  buffer_release(&text);
  return stage;
}

static void complete(Stage *stage) {
  app_feed(stage->app, &(Event){.type = EVENT_NONE});
  assert_false(stage->app->session.glanced);
  app_draw(stage->app);
}

static void the_first_frame_of_a_long_brief_is_that_of_the_whole(void **state) {
  (void)state;
  Stage stage = glance_at_long(false);
  Buffer first = {0}, second = {0};
  app_draw(stage.app);
  assert_true(stage.app->session.glanced);
  stage_write(&stage, "frame", &first);
  complete(&stage);
  stage_write(&stage, "frame", &second);
  assert_string_equal(first.ptr, second.ptr);
  buffer_release(&first);
  buffer_release(&second);
  stage_close(&stage);
}

static void notes_from_the_end_of_a_long_brief_move_no_line_of_its_text(void **state) {
  (void)state;
  Stage stage = glance_at_long(true);
  app_draw(stage.app);
  assert_true(stage.app->session.glanced);
  assert_int_equal(stage.app->session.version->note_count, 0);
  uint32_t row, column, row_after, column_after;
  reader_caret_cell(stage.app, &row, &column);
  Span view = reader_view(&stage.app->reader);
  complete(&stage);
  reader_caret_cell(stage.app, &row_after, &column_after);
  assert_true(row == row_after && column == column_after);
  assert_true(span_equal(view, reader_view(&stage.app->reader)));
  assert_true(stage.app->session.version->note_count > 0);
  stage_close(&stage);
}

static void a_key_that_waits_acts_on_the_whole_of_a_long_brief(void **state) {
  (void)state;
  Stage stage = glance_at_long(true);
  app_draw(stage.app);
  stage_play(&stage, "G");
  stage_shows(&stage, "100%");
  assert_true(stage.app->session.pos > 600000);
  stage_close(&stage);
}

static void a_screen_that_shows_more_than_was_read_shows_the_whole(void **state) {
  (void)state;
  Stage stage = glance_at_long(false);
  stage_resize(&stage, 3000, 60);
  assert_false(stage.app->session.glanced);
  stage_lacks(&stage, "100%");
  stage_close(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_first_frame_of_a_long_brief_is_that_of_the_whole),
      cmocka_unit_test(notes_from_the_end_of_a_long_brief_move_no_line_of_its_text),
      cmocka_unit_test(a_key_that_waits_acts_on_the_whole_of_a_long_brief),
      cmocka_unit_test(a_screen_that_shows_more_than_was_read_shows_the_whole),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
