// SPDX-License-Identifier: MIT
// Clicks, drags and the wheel.
#include "support/check.h"
#include "support/stage.h"

#define BRIEF "data/briefs/velna-compact.txt"

static Stage open_brief(uint32_t rows, uint32_t columns) {
  return stage_open_file(BRIEF, rows, columns);
}

static uint32_t annotations(const Stage *stage) {
  return stage->app->session.annotations.count;
}

static void two_clicks_select_the_word_and_three_the_sentence(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  stage_play(&stage, "gg}");
  Event press = {.type = EVENT_MOUSE,
                 .mouse = MOUSE_PRESS,
                 .row = stage.app->screen->cursor_row,
                 .column = stage.app->screen->cursor_column + 5};
  static const char *const wanted[] = {"", "idea", "The idea of a common gauge is old."};
  for (uint32_t clicks = 1; clicks <= 3; clicks++) {
    press.clicks = clicks;
    app_feed(stage.app, &press);
    Span selection = session_selection(&stage.app->session);
    check_text(version_cut(stage.app->session.version, selection), wanted[clicks - 1]);
  }
  stage_play(&stage, "H");
  assert_int_equal(annotations(&stage), 1);
  stage_close(&stage);
}

static void a_click_on_the_map_goes_there(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  const Session *session = &stage.app->session;
  Event press = {.type = EVENT_MOUSE, .mouse = MOUSE_PRESS, .row = 22, .column = 79, .clicks = 1};
  press.row = stage.app->reader.rect.row + stage.app->reader.rect.rows - 1;
  app_feed(stage.app, &press);
  app_draw(stage.app);
  assert_true(session->pos > session->version->text.len * 9 / 10);
  press.mouse = MOUSE_DRAG; // moves on, and selects nothing
  press.row = stage.app->reader.rect.row;
  app_feed(stage.app, &press);
  app_draw(stage.app);
  assert_int_equal(session->pos, 0);
  assert_false(session->selecting);
  press.column = 20; // from the text out to the map selects lines, and does not jump
  press.row++;
  app_feed(stage.app, &press);
  press.column = 79;
  app_feed(stage.app, &press);
  app_draw(stage.app);
  assert_true(session->selecting);
  assert_true(session->pos < 200);
  stage_play(&stage, "<Esc>^O");
  assert_true(session->pos > session->version->text.len * 9 / 10);
  stage_close(&stage);
}

static void a_click_on_a_footnote_chooses_it(void **state) {
  (void)state;
  Stage stage = open_brief(45, 160);
  stage_play(&stage, "}}");
  const Notes *notes = &stage.app->notes;
  assert_true(notes->shown_count >= 2);
  NoteShown second = notes->shown[1];
  Event press = {.type = EVENT_MOUSE,
                 .mouse = MOUSE_PRESS,
                 .clicks = 1,
                 .row = second.row,
                 .column = stage.app->frame.panes[PANE_NOTES].column + 3};
  app_feed(stage.app, &press);
  app_draw(stage.app);
  assert_int_equal(stage.app->focus, PANE_NOTES);
  assert_int_equal(notes->current, second.note);
  stage_close(&stage);
}

static void dragging_selects_from_where_the_button_went_down(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  stage_play(&stage, "gg}");
  Event event = {.type = EVENT_MOUSE,
                 .mouse = MOUSE_PRESS,
                 .clicks = 1,
                 .row = stage.app->screen->cursor_row,
                 .column = stage.app->screen->cursor_column};
  app_feed(stage.app, &event);
  event.mouse = MOUSE_DRAG;
  event.column += 7;
  app_feed(stage.app, &event);
  event.mouse = MOUSE_RELEASE;
  app_feed(stage.app, &event);
  Span selection = session_selection(&stage.app->session);
  check_text(version_cut(stage.app->session.version, selection), "The idea");
  stage_close(&stage);
}

// The blank row before the second paragraph.
static void what_is_clicked_beside_the_text_is_the_line_nearby(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  const Session *session = &stage.app->session;
  stage_play(&stage, "gg}");
  uint32_t second = session->pos, row = stage.app->screen->cursor_row;
  stage_play(&stage, "gg");
  Event press = {
      .type = EVENT_MOUSE, .mouse = MOUSE_PRESS, .clicks = 1, .row = row - 1, .column = 30};
  for (press.clicks = 1; press.clicks <= 3; press.clicks++) {
    app_feed(stage.app, &press);
    assert_int_equal(session->pos, second);
    assert_false(session->selecting); // nothing stands there that could be a word
  }
  press.clicks = 1;
  app_feed(stage.app, &press);
  Event drag = press;
  drag.mouse = MOUSE_DRAG;
  drag.row = row;
  drag.column = stage.app->reader.text_column + 2;
  app_feed(stage.app, &drag);
  check_text(version_cut(session->version, session_selection(session)), "The");
  drag.row = row - 1; // back to where nothing stands: the selection stays
  app_feed(stage.app, &drag);
  check_text(version_cut(session->version, session_selection(session)), "The");
  stage_close(&stage);
}

static void below_the_end_a_click_is_on_the_last_line(void **state) {
  (void)state;
  Stage stage = stage_open(24, 80);
  stage_open_brief(&stage, stage_add(&stage, "short.txt", "Short text.\n\nIts end.\n"));
  Event press = {.type = EVENT_MOUSE, .mouse = MOUSE_PRESS, .clicks = 1, .row = 15, .column = 40};
  app_feed(stage.app, &press);
  app_draw(stage.app);
  stage_play(&stage, "vH");
  assert_int_equal(annotations(&stage), 1);
  assert_string_equal(stage_annotation(&stage, 0)->quote, ".");
  stage_close(&stage);
}

static void clicks_and_the_wheel_move_the_caret(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  Event wheel = {.type = EVENT_MOUSE, .mouse = MOUSE_WHEEL_DOWN, .row = 5, .column = 20};
  Event press = {.type = EVENT_MOUSE, .mouse = MOUSE_PRESS, .row = 8, .column = 30};
  uint32_t pos = stage.app->session.pos;
  app_feed(stage.app, &wheel);
  app_draw(stage.app);
  assert_true(stage.app->session.pos > pos);
  app_feed(stage.app, &press);
  app_draw(stage.app);
  assert_int_equal(stage.app->screen->cursor_row, 8);
  assert_int_equal(stage.app->screen->cursor_column, 30);
  stage_close(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(two_clicks_select_the_word_and_three_the_sentence),
      cmocka_unit_test(a_click_on_the_map_goes_there),
      cmocka_unit_test(a_click_on_a_footnote_chooses_it),
      cmocka_unit_test(dragging_selects_from_where_the_button_went_down),
      cmocka_unit_test(what_is_clicked_beside_the_text_is_the_line_nearby),
      cmocka_unit_test(below_the_end_a_click_is_on_the_last_line),
      cmocka_unit_test(clicks_and_the_wheel_move_the_caret),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
