// SPDX-License-Identifier: MIT
// Two programs on one library: what the other one did is seen before anything is done here.
#include "library/backup.h"
#include "library/change.h"
#include "support/check.h"
#include "support/stage.h"

#include <sqlite3.h>
#include <stdlib.h>

#define BRIEF "data/briefs/velna-compact.txt"

static uint32_t annotations(const Stage *stage) {
  return stage->app->session.annotations.count;
}

static void close_both(Stage *second, Stage *first, char *path, char *folder) {
  stage_close(second);
  stage_close(first);
  check_folder_remove(folder);
  free(path);
  free(folder);
}

static void what_another_process_wrote_is_seen(void **state) {
  (void)state;
  char *folder = check_folder(), *path = check_path(folder, "library.db");
  Stage first = stage_open_library(path, LIBRARY_CREATE, 30, 100);
  int64_t brief = stage_add_file(&first, BRIEF);
  stage_open_brief(&first, brief);
  Stage second = stage_open_library(path, LIBRARY_CHANGE, 30, 100);
  stage_open_brief(&second, brief);
  stage_play(&second, "twater<Enter>");
  stage_play(&first, "l");
  assert_int_equal(annotations(&first), 1);
  stage_shows(&first, "water");
  close_both(&second, &first, path, folder);
}

static void no_fault(void *context, const char *sentence) {
  (void)context;
  fail_msg("%s", sentence);
}

static void what_another_process_restores_is_seen(void **state) {
  (void)state;
  char *folder = check_folder(), *path = check_path(folder, "library.db");
  char *backup = check_path(folder, "backup.db");
  Error err = {0};
  Stage first = stage_open_library(path, LIBRARY_CREATE, 30, 100);
  stage_open_brief(&first, stage_add_file(&first, BRIEF));
  stage_play(&first, "twater<Enter>");
  check_ok(backup_write(first.library, backup, false, &err), &err);
  stage_play(&first, "u");
  assert_int_equal(annotations(&first), 0);
  stage_play(&first, "Hu");
  BackupRestored restored;
  check_ok(backup_restore(path, backup, false, no_fault, NULL, &restored, &err), &err);
  backup_release(&restored);
  stage_play(&first, "l");
  assert_int_equal(annotations(&first), 1);
  stage_shows(&first, "water");
  stage_play(&first, "u");
  assert_int_equal(annotations(&first), 0);
  stage_close(&first);
  check_folder_remove(folder);
  free(backup);
  free(path);
  free(folder);
}

// Another program holds the library for longer than anybody waits.
static void a_comment_that_cannot_be_saved_now_is_saved_later(void **state) {
  (void)state;
  char *folder = check_folder(), *path = check_path(folder, "library.db");
  Stage first = stage_open_library(path, LIBRARY_CREATE, 30, 200);
  stage_open_brief(&first, stage_add_file(&first, BRIEF));
  stage_play(&first, "aA ruler.");
  sqlite3 *other;
  assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
  assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
  stage_play(&first, "^S");
  stage_shows(&first, "cannot change the library");
  stage_shows(&first, "A ruler.");
  assert_int_equal(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(other);
  stage_play(&first, "^S");
  assert_int_equal(annotations(&first), 1);
  assert_string_equal(stage_annotation(&first, 0)->comment, "A ruler.");
  stage_close(&first);
  check_folder_remove(folder);
  free(path);
  free(folder);
}

// What is typed over a brief that another process has just removed must not act on something else.
static void a_brief_that_another_process_removes_is_left(void **state) {
  (void)state;
  static const char *const openings[] = {"", "/wa", "t", "c", "o", "E", "ga", ":add", "?"};
  for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
    char *folder = check_folder(), *path = check_path(folder, "library.db");
    Stage first = stage_open_library(path, LIBRARY_CREATE, 30, 100);
    stage_add(&first, "other.txt", "Another brief, about something else.\n");
    int64_t brief = stage_add_file(&first, BRIEF), change = 0;
    stage_open_brief(&first, brief);
    stage_play(&first, "H");
    stage_play(&first, openings[i]);
    Stage second = stage_open_library(path, LIBRARY_CHANGE, 30, 100);
    Error err = {0};
    assert_true(brief_remove(second.library, brief, &change, &err));
    stage_play(&first, "x");
    assert_null(first.app->overlay);
    stage_shows(&first, "velna-compact.txt” was removed by another program: u brings it back");
    assert_int_equal(first.app->focus, PANE_LIST);
    assert_false(first.app->briefs.rows.items[0].read);
    stage_close(&second);
    stage_close(&first);
    check_folder_remove(folder);
    free(path);
    free(folder);
  }
}

// A key that was pressed for a selection must not act on what came to stand at the caret.
static void a_new_version_is_shown_at_the_same_words(void **state) {
  (void)state;
  static const char old[] = "Ports\n\nThe port lost its trade. Ships went elsewhere.\n\nNobody had "
                            "asked the workers. The dam is empty now.\n";
  static const char new[] =
      "Ports\n\nA word before all of it, by another hand.\n\nThe port lost its "
      "trade. Ships went elsewhere.\n\nNobody had asked the workers. The dam "
      "is empty now.\n";
  char *folder = check_folder(), *path = check_path(folder, "library.db");
  Stage first = stage_open_library(path, LIBRARY_CREATE, 30, 100);
  stage_open_brief(&first, stage_add(&first, "ports.txt", old));
  stage_play(&first, "/The dam<Enter>vw");
  Stage second = stage_open_library(path, LIBRARY_CHANGE, 30, 100);
  stage_add(&second, "ports.txt", new);
  stage_play(&first, "H");
  stage_shows(&first, "another program has changed the text");
  const Session *session = &first.app->session;
  assert_false(session->selecting);
  assert_int_equal(annotations(&first), 0);
  assert_int_equal(session->pos, strstr(new, "dam is empty") - new);
  stage_play(&first, "H");
  assert_int_equal(annotations(&first), 1);
  close_both(&second, &first, path, folder);
}

// The words at the caret.
static void caret_is_at(const Stage *stage, const char *words) {
  const Session *session = &stage->app->session;
  Slice text = session->version->text;
  assert_true(session->pos + strlen(words) <= text.len);
  assert_memory_equal(text.ptr + session->pos, words, strlen(words));
}

static void jumps_lead_to_the_same_words_of_a_new_version(void **state) {
  (void)state;
  static const char old[] = "Ports\n\nThe port lost its trade. Ships went elsewhere.\n\nNobody had "
                            "asked the workers. The dam is empty now.\n";
  static const char new[] =
      "Ports\n\nA word before all of it, by another hand.\n\nThe port lost its "
      "trade. Ships went elsewhere.\n\nNobody had asked the workers. The dam "
      "is empty now.\n";
  char *folder = check_folder(), *path = check_path(folder, "library.db");
  Stage first = stage_open_library(path, LIBRARY_CREATE, 30, 100);
  int64_t brief = stage_add(&first, "ports.txt", old);
  stage_open_brief(&first, brief);
  stage_play(&first, "/Ships<Enter>/The dam<Enter>/Ports<Enter>");
  stage_open_brief(&first, stage_add(&first, "other.txt", "Another brief altogether.\n"));
  Stage second = stage_open_library(path, LIBRARY_CHANGE, 30, 100);
  assert_int_equal(stage_add(&second, "ports.txt", new), brief);
  stage_play(&first, "^O");
  caret_is_at(&first, "Ports");
  stage_play(&first, "^O");
  caret_is_at(&first, "The dam");
  stage_play(&first, "^O");
  caret_is_at(&first, "Ships");
  stage_play(&first, "g^O");
  caret_is_at(&first, "The dam");
  close_both(&second, &first, path, folder);
}

static void a_comment_being_written_outlives_its_brief(void **state) {
  (void)state;
  char *folder = check_folder(), *path = check_path(folder, "library.db");
  Stage first = stage_open_library(path, LIBRARY_CREATE, 30, 100);
  int64_t brief = stage_add_file(&first, BRIEF), change = 0;
  stage_open_brief(&first, brief);
  stage_play(&first, "aA rul");
  Stage second = stage_open_library(path, LIBRARY_CHANGE, 30, 100);
  Error err = {0};
  assert_true(brief_remove(second.library, brief, &change, &err));
  stage_play(&first, "er.");
  stage_shows(&first, "A ruler.");
  stage_play(&first, "^S");
  stage_shows(&first, "A ruler.");
  stage_shows(&first, "what you wrote stays here");
  close_both(&second, &first, path, folder);
}

// Two annotations lie on the sentence; while one is being commented on, another program deletes it.
static void a_comment_never_lands_on_another_annotation(void **state) {
  (void)state;
  char *folder = check_folder(), *path = check_path(folder, "library.db");
  Stage first = stage_open_library(path, LIBRARY_CREATE, 30, 100);
  int64_t change = 0;
  stage_open_brief(&first, stage_add_file(&first, BRIEF));
  stage_play(&first, "aof the sentence^SviwHaof the word");
  int64_t word = first.app->session.annotation;
  Stage second = stage_open_library(path, LIBRARY_CHANGE, 30, 100);
  Error err = {0};
  assert_true(annotation_delete(second.library, &word, 1, &change, &err));
  stage_play(&first, "^S");
  assert_int_equal(annotations(&first), 1);
  assert_string_equal(stage_annotation(&first, 0)->comment, "of the sentence");
  stage_shows(&first, "another program has deleted the annotation");
  stage_play(&first, "^S");
  assert_int_equal(annotations(&first), 2);
  assert_string_equal(stage_annotation(&first, 0)->comment, "of the word");
  assert_string_equal(stage_annotation(&first, 1)->comment, "of the sentence");
  close_both(&second, &first, path, folder);
}

static void a_comment_saved_once_its_brief_is_back_finds_its_place(void **state) {
  (void)state;
  char *folder = check_folder(), *path = check_path(folder, "library.db");
  Stage first = stage_open_library(path, LIBRARY_CREATE, 30, 100);
  int64_t brief = stage_add_file(&first, BRIEF), id = 0;
  Change undone = {0};
  stage_open_brief(&first, brief);
  stage_play(&first, "))aA ruler.");
  Stage second = stage_open_library(path, LIBRARY_CHANGE, 30, 100);
  Error err = {0};
  assert_true(brief_remove(second.library, brief, &id, &err));
  stage_play(&first, "^S");
  stage_shows(&first, "what you wrote stays here");
  assert_true(change_undo(second.library, &undone, &err));
  stage_play(&first, "^S");
  assert_null(first.app->overlay);
  assert_int_equal(annotations(&first), 1);
  assert_string_equal(stage_annotation(&first, 0)->comment, "A ruler.");
  assert_true(first.app->session.annotations.items[0].span.start_cp > 0);
  change_release(&undone);
  close_both(&second, &first, path, folder);
}

static void undo_asks_before_it_reverts_what_another_program_did(void **state) {
  (void)state;
  char *folder = check_folder(), *path = check_path(folder, "library.db");
  Stage first = stage_open_library(path, LIBRARY_CREATE, 30, 100);
  int64_t brief = stage_add_file(&first, BRIEF);
  stage_open_brief(&first, brief);
  Stage second = stage_open_library(path, LIBRARY_CHANGE, 30, 100);
  stage_open_brief(&second, brief);
  stage_play(&first, "H");
  stage_play(&second, "twater<Enter>");
  stage_play(&first, "u");
  stage_shows(&first, "Undo “tag 'water'”, which another program did?");
  stage_play(&first, "n)Hu");
  assert_null(first.app->overlay);
  stage_shows(&first, "undone: highlight");
  stage_play(&first, "uy");
  stage_shows(&first, "undone: tag 'water'");
  stage_play(&first, "u");
  assert_null(first.app->overlay);
  assert_int_equal(annotations(&first), 0);
  close_both(&second, &first, path, folder);
}

// Between the question and the answer another program makes one more change.
static void only_what_was_asked_about_is_undone(void **state) {
  (void)state;
  char *folder = check_folder(), *path = check_path(folder, "library.db");
  Stage first = stage_open_library(path, LIBRARY_CREATE, 30, 100);
  int64_t brief = stage_add_file(&first, BRIEF);
  stage_open_brief(&first, brief);
  Stage second = stage_open_library(path, LIBRARY_CHANGE, 30, 100);
  stage_open_brief(&second, brief);
  stage_play(&second, "twater<Enter>");
  stage_play(&first, "u");
  stage_shows(&first, "Undo “tag 'water'”, which another program did?");
  stage_play(&second, ")tsand<Enter>");
  stage_play(&first, "y");
  stage_shows(
      &first,
      "cannot undo that: another program has just changed the library: nothing was changed");
  assert_int_equal(annotations(&first), 2);
  stage_play(&first, "u");
  stage_shows(&first, "Undo “tag 'sand'”, which another program did?");
  stage_play(&first, "y");
  assert_int_equal(annotations(&first), 1);
  close_both(&second, &first, path, folder);
}

// While the menu is open another program deletes the narrower of two annotations at the caret.
static void a_colour_never_lands_on_another_annotation(void **state) {
  (void)state;
  char *folder = check_folder(), *path = check_path(folder, "library.db");
  Stage first = stage_open_library(path, LIBRARY_CREATE, 30, 100);
  int64_t change = 0;
  stage_open_brief(&first, stage_add_file(&first, BRIEF));
  stage_play(&first, "HviwHc");
  int64_t word = first.app->session.annotation;
  Stage second = stage_open_library(path, LIBRARY_CHANGE, 30, 100);
  Error err = {0};
  assert_true(annotation_delete(second.library, &word, 1, &change, &err));
  stage_play(&first, "G<Enter>");
  assert_int_equal(annotations(&first), 1);
  assert_int_equal(first.app->session.annotations.items[0].colour, COLOUR_YELLOW);
  stage_shows(&first, "another program has deleted the annotation");
  close_both(&second, &first, path, folder);
}

// Another program has removed the brief: neither a click nor a paste acts on what is gone.
static void changes_are_looked_for_before_the_mouse_and_a_paste_act(void **state) {
  (void)state;
  static const Event events[] = {
      {.type = EVENT_MOUSE, .mouse = MOUSE_PRESS, .row = 5, .column = 50},
      {.type = EVENT_MOUSE, .mouse = MOUSE_WHEEL_DOWN, .row = 5, .column = 50},
      {.type = EVENT_PASTE, .paste = {"words", 5}},
  };
  for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
    char *folder = check_folder(), *path = check_path(folder, "library.db");
    Stage first = stage_open_library(path, LIBRARY_CREATE, 30, 100);
    int64_t brief = stage_add_file(&first, BRIEF), change = 0;
    stage_open_brief(&first, brief);
    Stage second = stage_open_library(path, LIBRARY_CHANGE, 30, 100);
    Error err = {0};
    assert_true(brief_remove(second.library, brief, &change, &err));
    app_feed(first.app, &events[i]);
    app_draw(first.app);
    stage_shows(&first, "was removed by another program: u brings it back");
    assert_int_equal(first.app->session.brief.key, 0);
    stage_close(&second);
    stage_close(&first);
    check_folder_remove(folder);
    free(path);
    free(folder);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_another_process_wrote_is_seen),
      cmocka_unit_test(what_another_process_restores_is_seen),
      cmocka_unit_test(a_comment_that_cannot_be_saved_now_is_saved_later),
      cmocka_unit_test(a_brief_that_another_process_removes_is_left),
      cmocka_unit_test(a_comment_being_written_outlives_its_brief),
      cmocka_unit_test(a_comment_never_lands_on_another_annotation),
      cmocka_unit_test(a_comment_saved_once_its_brief_is_back_finds_its_place),
      cmocka_unit_test(undo_asks_before_it_reverts_what_another_program_did),
      cmocka_unit_test(a_new_version_is_shown_at_the_same_words),
      cmocka_unit_test(jumps_lead_to_the_same_words_of_a_new_version),
      cmocka_unit_test(only_what_was_asked_about_is_undone),
      cmocka_unit_test(a_colour_never_lands_on_another_annotation),
      cmocka_unit_test(changes_are_looked_for_before_the_mouse_and_a_paste_act),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
