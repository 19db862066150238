// SPDX-License-Identifier: MIT
// Comments: written, given up, kept as drafts; and pastes, which are only text.
#include "support/check.h"
#include "support/stage.h"
#include "tui/editor.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define BRIEF "data/briefs/velna-compact.txt"

static Stage open_brief(uint32_t rows, uint32_t columns) {
  return stage_open_file(BRIEF, rows, columns);
}

static uint32_t annotations(const Stage *stage) {
  return stage->app->session.annotations.count;
}

static void a_comment_is_saved_and_shown(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "aA ruler.^S");
  assert_int_equal(annotations(&stage), 1);
  assert_string_equal(stage_annotation(&stage, 0)->comment, "A ruler.");
  stage_play(&stage, "l");
  stage_shows(&stage, "“A ruler.”");
  stage_close(&stage);
}

static void giving_up_a_comment_asks_first(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "aA ruler.<Esc>");
  stage_shows(&stage, "Throw away what you wrote?");
  stage_play(&stage, "n");
  stage_shows(&stage, "A ruler.");
  stage_play(&stage, "<Esc>y");
  assert_int_equal(annotations(&stage), 0);
  assert_null(stage.app->overlay);
  stage_close(&stage);
}

// Leaves postil as a kill does, after the hands have rested, and starts it again.
static App *crash(Stage *stage) {
  static const Event nothing = {.type = EVENT_NONE};
  app_feed(stage->app, &nothing);
  App *crashed = stage->app;
  stage->app = app_new(stage->library, stage->config, 30, 100, SAFE_UNICODE);
  return crashed;
}

static void a_comment_being_written_is_kept_as_a_draft(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "aA ruler.");
  App *crashed = crash(&stage);
  assert_true(editor_open_draft(stage.app));
  app_draw(stage.app);
  stage_shows(&stage, "A ruler.");
  stage_play(&stage, "^S");
  assert_string_equal(stage_annotation(&stage, 0)->comment, "A ruler.");
  assert_false(editor_open_draft(stage.app));
  app_free(crashed);
  stage_close(&stage);
}

static void a_draft_is_kept_also_behind_a_question(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "aA ruler.<Esc>");
  app_free(stage.app); // as a signal ends it
  stage.app = app_new(stage.library, stage.config, 30, 100, SAFE_UNICODE);
  assert_true(editor_open_draft(stage.app));
  stage_close(&stage);
}

static void a_memo_being_written_is_kept_as_a_draft(void **state) {
  (void)state;
  Stage stage = stage_open_marked(30, 100);
  stage_play(&stage, "Cjje^UWhere rain<Enter>goes");
  App *crashed = crash(&stage);
  assert_true(editor_open_draft(stage.app));
  stage_play(&stage, ".");
  stage_shows(&stage, "│ goes.");
  stage_play(&stage, "^S");
  stage_shows(&stage, "set the memo of water");
  stage_shows(&stage, "Where rain goes.");
  assert_false(editor_open_draft(stage.app));
  app_free(crashed);
  stage_play(&stage, "eX");
  crashed = crash(&stage);
  assert_true(editor_open_draft(stage.app));
  stage_play(&stage, "<Esc>y"); // it differs from the memo, so it asks
  stage_lacks(&stage, "goes.X");
  assert_false(editor_open_draft(stage.app));
  app_free(crashed);
  stage_close(&stage);
}

static void a_draft_waits_for_a_tag_that_is_not_there(void **state) {
  (void)state;
  Stage stage = stage_open_marked(30, 100);
  Error err = {0};
  check_ok(library_set_draft(stage.library, "memo", SLICE("no/such\nwords"), &err), &err);
  assert_false(editor_open_draft(stage.app));
  assert_null(stage.app->overlay);
  stage_close(&stage);
}

static void leave_memo(Stage *stage, pid_t process) {
  Error err = {0};
  char slot[32];
  snprintf(slot, sizeof slot, "memo/%lld", (long long)process);
  check_ok(library_set_draft(stage->library, slot, SLICE("water\nWhere rain goes"), &err), &err);
}

static pid_t ended_process(void) {
  pid_t process = fork();
  if (process == 0) _exit(0);
  assert_int_equal(waitpid(process, NULL, 0), process);
  return process;
}

static void a_draft_that_another_screen_is_writing_is_left_to_it(void **state) {
  (void)state;
  Stage stage = stage_open_marked(30, 100);
  leave_memo(&stage, getppid()); // it waits for us
  assert_false(editor_open_draft(stage.app));
  stage_play(&stage, "CjjeMine^S"); // and is not written over
  char *others = library_next_draft(stage.library, "");
  assert_non_null(others);
  assert_null(library_next_draft(stage.library, others));
  free(others);
  stage_close(&stage);
}

static void drafts_of_several_screens_that_ended_are_offered_one_by_one(void **state) {
  (void)state;
  Stage stage = stage_open_marked(30, 100);
  leave_memo(&stage, ended_process());
  stage_play(&stage, "CjjeMine");
  App *crashed = crash(&stage);
  assert_true(editor_open_draft(stage.app)); // its own
  stage_play(&stage, "^S");
  stage_shows(&stage, "Mine");
  assert_true(editor_open_draft(stage.app));
  stage_play(&stage, "^S");
  stage_shows(&stage, "Where rain goes");
  assert_null(library_next_draft(stage.library, ""));
  app_free(crashed);
  stage_close(&stage);
}

static void idle_there_is_nothing_to_wake_up_for(void **state) {
  (void)state;
  static const Event nothing = {.type = EVENT_NONE};
  Stage stage = open_brief(30, 100);
  while (app_patience(stage.app) == 0) app_feed(stage.app, &nothing); // what the notes cite
  assert_true(app_patience(stage.app) > 0); // the caret has just come to rest
  while (app_patience(stage.app) >= 0) app_feed(stage.app, &nothing);
  stage_play(&stage, "aA");
  assert_true(app_patience(stage.app) > 0);
  app_feed(stage.app, &nothing);
  assert_int_equal(app_patience(stage.app), -1);
  stage_close(&stage);
}

static void a_paste_into_a_comment_is_only_text(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "a");
  stage_paste(&stage, "qdD:!rm -r x\rQ\x1B[2J");
  stage_play(&stage, "^S");
  assert_int_equal(annotations(&stage), 1);
  assert_string_equal(stage_annotation(&stage, 0)->comment, "qdD:!rm -r x\nQ\x1B[2J");
  assert_false(stage.app->wishes.quit);
  stage_close(&stage);
}

static void a_paste_outside_an_editor_does_nothing(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_paste(&stage, "HHddQ");
  assert_int_equal(annotations(&stage), 0);
  assert_false(stage.app->wishes.quit);
  stage_shows(&stage, "nothing to paste into here");
  stage_close(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_comment_is_saved_and_shown),
      cmocka_unit_test(giving_up_a_comment_asks_first),
      cmocka_unit_test(a_comment_being_written_is_kept_as_a_draft),
      cmocka_unit_test(a_draft_is_kept_also_behind_a_question),
      cmocka_unit_test(a_memo_being_written_is_kept_as_a_draft),
      cmocka_unit_test(a_draft_waits_for_a_tag_that_is_not_there),
      cmocka_unit_test(a_draft_that_another_screen_is_writing_is_left_to_it),
      cmocka_unit_test(drafts_of_several_screens_that_ended_are_offered_one_by_one),
      cmocka_unit_test(idle_there_is_nothing_to_wake_up_for),
      cmocka_unit_test(a_paste_into_a_comment_is_only_text),
      cmocka_unit_test(a_paste_outside_an_editor_does_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
