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

// Two programs on one library; the second comes when it is called.
typedef struct Pair {
  char *folder, *path;
  Stage first, second;
  int64_t brief; // of the first
} Pair;

static void pair_open(Pair *pair, uint32_t columns) {
  *pair = (Pair){.folder = check_folder()};
  pair->path = check_path(pair->folder, "library.db");
  pair->first = stage_open_library(pair->path, LIBRARY_CREATE, 30, columns);
}

static void pair_read(Pair *pair, int64_t brief) {
  pair->brief = brief;
  stage_open_brief(&pair->first, brief);
}

// The first one reads BRIEF.
static void pair_open_brief(Pair *pair) {
  pair_open(pair, 100);
  pair_read(pair, stage_add_file(&pair->first, BRIEF));
}

static void pair_join(Pair *pair) {
  pair->second = stage_open_library(pair->path, LIBRARY_CHANGE, 30, 100);
}

// The second one reads the same brief.
static void pair_join_brief(Pair *pair) {
  pair_join(pair);
  stage_open_brief(&pair->second, pair->brief);
}

// The second one takes away what the first one reads.
static void pair_remove_brief(Pair *pair) {
  int64_t change = 0;
  Error err = {0};
  pair_join(pair);
  check_ok(brief_remove(pair->second.library, pair->brief, &change, &err), &err);
}

// Likewise an annotation of it.
static void pair_remove_annotation(Pair *pair, int64_t annotation) {
  int64_t change = 0;
  Error err = {0};
  pair_join(pair);
  check_ok(annotation_delete(pair->second.library, &annotation, 1, &change, &err), &err);
}

static void pair_close(Pair *pair) {
  if (pair->second.library) stage_close(&pair->second);
  stage_close(&pair->first);
  check_folder_remove(pair->folder);
  free(pair->path);
  free(pair->folder);
}

static void what_another_process_wrote_is_seen(void **state) {
  (void)state;
  Pair pair;
  pair_open_brief(&pair);
  pair_join_brief(&pair);
  stage_play(&pair.second, "twater<Enter>");
  stage_play(&pair.first, "l");
  assert_int_equal(annotations(&pair.first), 1);
  stage_shows(&pair.first, "water");
  pair_close(&pair);
}

static void no_fault(void *context, const char *sentence) {
  (void)context;
  fail_msg("%s", sentence);
}

static void what_another_process_restores_is_seen(void **state) {
  (void)state;
  Pair pair;
  pair_open_brief(&pair);
  char *backup = check_path(pair.folder, "backup.db");
  Error err = {0};
  stage_play(&pair.first, "twater<Enter>");
  check_ok(backup_write(pair.first.library, backup, false, &err), &err);
  stage_play(&pair.first, "u");
  assert_int_equal(annotations(&pair.first), 0);
  stage_play(&pair.first, "Hu");
  BackupRestored restored;
  check_ok(backup_restore(pair.path, backup, false, no_fault, NULL, &restored, &err), &err);
  backup_release(&restored);
  stage_play(&pair.first, "l");
  assert_int_equal(annotations(&pair.first), 1);
  stage_shows(&pair.first, "water");
  stage_play(&pair.first, "u");
  assert_int_equal(annotations(&pair.first), 0);
  free(backup);
  pair_close(&pair);
}

// Another program holds the library for longer than anybody waits.
static void a_comment_that_cannot_be_saved_now_is_saved_later(void **state) {
  (void)state;
  Pair pair;
  pair_open(&pair, 200);
  pair_read(&pair, stage_add_file(&pair.first, BRIEF));
  stage_play(&pair.first, "aA ruler.");
  sqlite3 *other;
  assert_int_equal(sqlite3_open(pair.path, &other), SQLITE_OK);
  assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
  stage_play(&pair.first, "^S");
  stage_shows(&pair.first, "cannot change the library");
  stage_shows(&pair.first, "A ruler.");
  assert_int_equal(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(other);
  stage_play(&pair.first, "^S");
  assert_int_equal(annotations(&pair.first), 1);
  assert_string_equal(stage_annotation(&pair.first, 0)->comment, "A ruler.");
  pair_close(&pair);
}

// What is typed over a brief that another process has just removed must not act on something else.
static void a_brief_that_another_process_removes_is_left(void **state) {
  (void)state;
  static const char *const openings[] = {"", "/wa", "t", "c", "o", "E", "ga", ":add", "?"};
  for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
    Pair pair;
    pair_open(&pair, 100);
    stage_add(&pair.first, "other.txt", "Another brief, about something else.\n");
    pair_read(&pair, stage_add_file(&pair.first, BRIEF));
    stage_play(&pair.first, "H");
    stage_play(&pair.first, openings[i]);
    pair_remove_brief(&pair);
    stage_play(&pair.first, "x");
    assert_null(pair.first.app->overlay);
    stage_shows(&pair.first, "velna-compact.txt” was removed by another program: u brings it back");
    assert_int_equal(pair.first.app->focus, PANE_LIST);
    assert_false(pair.first.app->briefs.rows.items[0].read);
    pair_close(&pair);
  }
}

static const char ports[] = "Ports\n\nThe port lost its trade. Ships went elsewhere.\n\n"
                            "Nobody had asked the workers. The dam is empty now.\n";
static const char ports_now[] =
    "Ports\n\nA word before all of it, by another hand.\n\nThe port lost its trade. Ships went "
    "elsewhere.\n\nNobody had asked the workers. The dam is empty now.\n";

// A key that was pressed for a selection must not act on what came to stand at the caret.
static void a_new_version_is_shown_at_the_same_words(void **state) {
  (void)state;
  Pair pair;
  pair_open(&pair, 100);
  pair_read(&pair, stage_add(&pair.first, "ports.txt", ports));
  stage_play(&pair.first, "/The dam<Enter>vw");
  pair_join(&pair);
  stage_add(&pair.second, "ports.txt", ports_now);
  stage_play(&pair.first, "H");
  stage_shows(&pair.first, "another program has changed the text");
  const Session *session = &pair.first.app->session;
  assert_false(session->selecting);
  assert_int_equal(annotations(&pair.first), 0);
  assert_int_equal(session->pos, strstr(ports_now, "dam is empty") - ports_now);
  stage_play(&pair.first, "H");
  assert_int_equal(annotations(&pair.first), 1);
  pair_close(&pair);
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
  Pair pair;
  pair_open(&pair, 100);
  pair_read(&pair, stage_add(&pair.first, "ports.txt", ports));
  stage_play(&pair.first, "/Ships<Enter>/The dam<Enter>/Ports<Enter>");
  stage_open_brief(&pair.first, stage_add(&pair.first, "other.txt", "Another brief altogether.\n"));
  pair_join(&pair);
  assert_int_equal(stage_add(&pair.second, "ports.txt", ports_now), pair.brief);
  stage_play(&pair.first, "^O");
  caret_is_at(&pair.first, "Ports");
  stage_play(&pair.first, "^O");
  caret_is_at(&pair.first, "The dam");
  stage_play(&pair.first, "^O");
  caret_is_at(&pair.first, "Ships");
  stage_play(&pair.first, "g^O");
  caret_is_at(&pair.first, "The dam");
  pair_close(&pair);
}

static void a_comment_being_written_outlives_its_brief(void **state) {
  (void)state;
  Pair pair;
  pair_open_brief(&pair);
  stage_play(&pair.first, "aA rul");
  pair_remove_brief(&pair);
  stage_play(&pair.first, "er.");
  stage_shows(&pair.first, "A ruler.");
  stage_play(&pair.first, "^S");
  stage_shows(&pair.first, "A ruler.");
  stage_shows(&pair.first, "what you wrote stays here");
  pair_close(&pair);
}

// Two annotations lie on the sentence; while one is being commented on, another program deletes it.
static void a_comment_never_lands_on_another_annotation(void **state) {
  (void)state;
  Pair pair;
  pair_open_brief(&pair);
  stage_play(&pair.first, "aof the sentence^SviwHaof the word");
  pair_remove_annotation(&pair, pair.first.app->session.annotation);
  stage_play(&pair.first, "^S");
  assert_int_equal(annotations(&pair.first), 1);
  assert_string_equal(stage_annotation(&pair.first, 0)->comment, "of the sentence");
  stage_shows(&pair.first, "another program has deleted the annotation");
  stage_play(&pair.first, "^S");
  assert_int_equal(annotations(&pair.first), 2);
  assert_string_equal(stage_annotation(&pair.first, 0)->comment, "of the word");
  assert_string_equal(stage_annotation(&pair.first, 1)->comment, "of the sentence");
  pair_close(&pair);
}

static void a_comment_saved_once_its_brief_is_back_finds_its_place(void **state) {
  (void)state;
  Pair pair;
  Change undone = {0};
  Error err = {0};
  pair_open_brief(&pair);
  stage_play(&pair.first, "))aA ruler.");
  pair_remove_brief(&pair);
  stage_play(&pair.first, "^S");
  stage_shows(&pair.first, "what you wrote stays here");
  check_ok(change_undo(pair.second.library, &undone, &err), &err);
  stage_play(&pair.first, "^S");
  assert_null(pair.first.app->overlay);
  assert_int_equal(annotations(&pair.first), 1);
  assert_string_equal(stage_annotation(&pair.first, 0)->comment, "A ruler.");
  assert_true(pair.first.app->session.annotations.items[0].span.start_cp > 0);
  change_release(&undone);
  pair_close(&pair);
}

static void undo_asks_before_it_reverts_what_another_program_did(void **state) {
  (void)state;
  Pair pair;
  pair_open_brief(&pair);
  pair_join_brief(&pair);
  stage_play(&pair.first, "H");
  stage_play(&pair.second, "twater<Enter>");
  stage_play(&pair.first, "u");
  stage_shows(&pair.first, "Undo “tag 'water'”, which another program did?");
  stage_play(&pair.first, "n)Hu");
  assert_null(pair.first.app->overlay);
  stage_shows(&pair.first, "undone: highlight");
  stage_play(&pair.first, "uy");
  stage_shows(&pair.first, "undone: tag 'water'");
  stage_play(&pair.first, "u");
  assert_null(pair.first.app->overlay);
  assert_int_equal(annotations(&pair.first), 0);
  pair_close(&pair);
}

// Between the question and the answer another program makes one more change.
static void only_what_was_asked_about_is_undone(void **state) {
  (void)state;
  Pair pair;
  pair_open_brief(&pair);
  pair_join_brief(&pair);
  stage_play(&pair.second, "twater<Enter>");
  stage_play(&pair.first, "u");
  stage_shows(&pair.first, "Undo “tag 'water'”, which another program did?");
  stage_play(&pair.second, ")tsand<Enter>");
  stage_play(&pair.first, "y");
  stage_shows(
      &pair.first,
      "cannot undo that: another program has just changed the library: nothing was changed");
  assert_int_equal(annotations(&pair.first), 2);
  stage_play(&pair.first, "u");
  stage_shows(&pair.first, "Undo “tag 'sand'”, which another program did?");
  stage_play(&pair.first, "y");
  assert_int_equal(annotations(&pair.first), 1);
  pair_close(&pair);
}

// While the menu is open another program deletes the narrower of two annotations at the caret.
static void a_colour_never_lands_on_another_annotation(void **state) {
  (void)state;
  Pair pair;
  pair_open_brief(&pair);
  stage_play(&pair.first, "HviwHc");
  pair_remove_annotation(&pair, pair.first.app->session.annotation);
  stage_play(&pair.first, "G<Enter>");
  assert_int_equal(annotations(&pair.first), 1);
  assert_int_equal(pair.first.app->session.annotations.items[0].colour, COLOUR_YELLOW);
  stage_shows(&pair.first, "another program has deleted the annotation");
  pair_close(&pair);
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
    Pair pair;
    pair_open_brief(&pair);
    pair_remove_brief(&pair);
    app_feed(pair.first.app, &events[i]);
    app_draw(pair.first.app);
    stage_shows(&pair.first, "was removed by another program: u brings it back");
    assert_int_equal(pair.first.app->session.brief.key, 0);
    pair_close(&pair);
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
