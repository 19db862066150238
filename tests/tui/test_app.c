// SPDX-License-Identifier: MIT
// What the program on the screen does with keys, driven in process.
#include "library/change.h"
#include "support/check.h"
#include "support/stage.h"
#include "tui/editor.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define BRIEF "data/briefs/velna-compact.txt"

static Stage open_brief(uint32_t rows, uint32_t columns) {
  return stage_open_file(BRIEF, rows, columns);
}

static uint32_t annotations(const Stage *stage) {
  return stage->app->session.annotations.count;
}

static void an_unknown_key_says_so_and_names_help(void **state) {
  (void)state;
  Stage stage = stage_open(24, 80);
  stage_play(&stage, "X");
  stage_shows(&stage, "X does nothing here: ? lists all keys");
  stage_close(&stage);
}

static void escape_never_quits(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  stage_play(&stage, "v<Esc><Esc>t<Esc>/a<Esc><Esc>?<Esc><Esc><Esc>:<Esc>o<Esc><Esc>L<Esc><Esc>");
  assert_false(stage.app->wishes.quit);
  stage_close(&stage);
}

static void q_goes_back_one_level_and_quits_on_the_first_screen(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  stage_play(&stage, "?q");
  assert_int_equal(stage.app->focus, PANE_TEXT);
  stage_play(&stage, "q");
  assert_false(stage.app->wishes.quit);
  assert_int_equal(stage.app->focus, PANE_LIST);
  stage_play(&stage, "q");
  assert_true(stage.app->wishes.quit);
  stage_close(&stage);
}

static void two_keys_and_a_name_tag_the_sentence(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "twater<Enter>");
  assert_int_equal(annotations(&stage), 1);
  assert_string_equal(stage.app->session.annotations.items[0].tags[0], "water");
  stage_shows(&stage, "water");
  stage_close(&stage);
}

static void several_tags_are_put_on_at_once_and_can_be_taken_off(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "twater<Tab>energy/solar<Tab><Enter>");
  assert_int_equal(annotations(&stage), 1);
  assert_int_equal(stage.app->session.annotations.items[0].tag_count, 2);
  stage_play(&stage, "twater<Tab><Enter>");
  assert_int_equal(stage.app->session.annotations.items[0].tag_count, 1);
  assert_string_equal(stage.app->session.annotations.items[0].tags[0], "energy/solar");
  stage_close(&stage);
}

static void a_digit_takes_a_recent_tag(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "twater<Enter>)t1");
  assert_int_equal(annotations(&stage), 2);
  assert_string_equal(stage.app->session.annotations.items[1].tags[0], "water");
  stage_close(&stage);
}

static void one_d_never_deletes_and_undo_brings_back(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  stage_play(&stage, "Hd<Esc>");
  assert_int_equal(annotations(&stage), 1);
  stage_play(&stage, "dd");
  assert_int_equal(annotations(&stage), 0);
  stage_play(&stage, "u");
  assert_int_equal(annotations(&stage), 1);
  stage_play(&stage, "^R");
  assert_int_equal(annotations(&stage), 0);
  stage_close(&stage);
}

static void of_several_annotations_at_the_caret_one_is_chosen(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  stage_play(&stage, "Hviwt"
                     "word<Enter>");
  assert_int_equal(annotations(&stage), 2);
  stage_play(&stage, "0dd");
  stage_shows(&stage, "annotations at the caret");
  assert_int_equal(annotations(&stage), 2);
  stage_play(&stage, "dd");
  assert_int_equal(annotations(&stage), 1);
  stage_close(&stage);
}

static void overlapping_annotations_are_all_shown(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  stage_play(&stage, "ggHviwcgreen<Esc>");
  stage_play(&stage, "viwH");
  const Screen *screen = stage.app->screen;
  const Cell *under = stage_cursor(&stage);
  assert_true(under->attributes & CELL_UNDERLINE);
  assert_true(under->attributes & CELL_BOLD);
  uint32_t gutter = stage.app->reader.text_column - READER_GUTTER;
  const Cell *sign = &screen->cells[(size_t)screen->cursor_row * screen->columns + gutter];
  assert_int_equal(sign->text[0], '2');
  stage_close(&stage);
}

static void a_comment_is_saved_and_shown(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "aA ruler.^S");
  assert_int_equal(annotations(&stage), 1);
  assert_string_equal(stage.app->session.annotations.items[0].comment, "A ruler.");
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

static void a_comment_being_written_is_kept_as_a_draft(void **state) {
  (void)state;
  static const Event nothing = {.type = EVENT_NONE};
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "aA ruler.");
  app_feed(stage.app, &nothing);
  App *crashed = stage.app; // never gets to say goodbye
  stage.app = app_new(stage.library, stage.config, 30, 100, SAFE_UNICODE);
  assert_true(editor_open_draft(stage.app));
  app_draw(stage.app);
  stage_shows(&stage, "A ruler.");
  stage_play(&stage, "^S");
  assert_string_equal(stage.app->session.annotations.items[0].comment, "A ruler.");
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

static void idle_there_is_nothing_to_wake_up_for(void **state) {
  (void)state;
  static const Event nothing = {.type = EVENT_NONE};
  Stage stage = open_brief(30, 100);
  assert_int_equal(app_patience(stage.app), -1);
  stage_play(&stage, "aA");
  assert_true(app_patience(stage.app) > 0);
  app_feed(stage.app, &nothing);
  assert_int_equal(app_patience(stage.app), -1);
  stage_close(&stage);
}

static char *library_in(const char *folder) {
  Buffer path = {0};
  buffer_printf(&path, "%s/library.db", folder);
  return buffer_take(&path);
}

static void what_another_process_wrote_is_seen(void **state) {
  (void)state;
  char *folder = check_folder(), *path = library_in(folder);
  Stage first = stage_open_library(path, LIBRARY_CREATE, 30, 100);
  int64_t brief = stage_add_file(&first, BRIEF);
  stage_open_brief(&first, brief);
  Stage second = stage_open_library(path, LIBRARY_CHANGE, 30, 100);
  stage_open_brief(&second, brief);
  stage_play(&second, "twater<Enter>");
  stage_play(&first, "l");
  assert_int_equal(annotations(&first), 1);
  stage_shows(&first, "water");
  stage_close(&second);
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
    char *folder = check_folder(), *path = library_in(folder);
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
    assert_false(first.app->briefs.all.items[0].read);
    stage_close(&second);
    stage_close(&first);
    check_folder_remove(folder);
    free(path);
    free(folder);
  }
}

static void a_comment_being_written_outlives_its_brief(void **state) {
  (void)state;
  char *folder = check_folder(), *path = library_in(folder);
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
  stage_close(&second);
  stage_close(&first);
  check_folder_remove(folder);
  free(path);
  free(folder);
}

// Two annotations lie on the sentence; while one is being commented on, another program deletes it.
static void a_comment_never_lands_on_another_annotation(void **state) {
  (void)state;
  char *folder = check_folder(), *path = library_in(folder);
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
  assert_string_equal(first.app->session.annotations.items[0].comment, "of the sentence");
  stage_shows(&first, "another program has deleted the annotation");
  stage_play(&first, "^S");
  assert_int_equal(annotations(&first), 2);
  assert_string_equal(first.app->session.annotations.items[0].comment, "of the word");
  assert_string_equal(first.app->session.annotations.items[1].comment, "of the sentence");
  stage_close(&second);
  stage_close(&first);
  check_folder_remove(folder);
  free(path);
  free(folder);
}

static void a_comment_saved_once_its_brief_is_back_finds_its_place(void **state) {
  (void)state;
  char *folder = check_folder(), *path = library_in(folder);
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
  assert_string_equal(first.app->session.annotations.items[0].comment, "A ruler.");
  assert_true(first.app->session.annotations.items[0].span.start_cp > 0);
  change_release(&undone);
  stage_close(&second);
  stage_close(&first);
  check_folder_remove(folder);
  free(path);
  free(folder);
}

static void undo_asks_before_it_reverts_what_another_program_did(void **state) {
  (void)state;
  char *folder = check_folder(), *path = library_in(folder);
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
  stage_close(&second);
  stage_close(&first);
  check_folder_remove(folder);
  free(path);
  free(folder);
}

// Between the question and the answer another program makes one more change.
static void only_what_was_asked_about_is_undone(void **state) {
  (void)state;
  char *folder = check_folder(), *path = library_in(folder);
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
  stage_shows(&first, "cannot undo that: another program has just changed the library: nothing was changed");
  assert_int_equal(annotations(&first), 2);
  stage_play(&first, "u");
  stage_shows(&first, "Undo “tag 'sand'”, which another program did?");
  stage_play(&first, "y");
  assert_int_equal(annotations(&first), 1);
  stage_close(&second);
  stage_close(&first);
  check_folder_remove(folder);
  free(path);
  free(folder);
}

// While the menu is open another program deletes the narrower of two annotations at the caret.
static void a_colour_never_lands_on_another_annotation(void **state) {
  (void)state;
  char *folder = check_folder(), *path = library_in(folder);
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
  stage_close(&second);
  stage_close(&first);
  check_folder_remove(folder);
  free(path);
  free(folder);
}

static void a_colour_makes_an_annotation_where_none_is(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  stage_play(&stage, "cG<Enter>");
  stage_shows(&stage, "grey: “");
  assert_int_equal(annotations(&stage), 1);
  assert_int_equal(stage.app->session.annotations.items[0].colour, COLOUR_GREY);
  stage_play(&stage, "cgg<Enter>");
  assert_int_equal(annotations(&stage), 1);
  assert_int_equal(stage.app->session.annotations.items[0].colour, COLOUR_YELLOW);
  stage_close(&stage);
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
    char *folder = check_folder(), *path = library_in(folder);
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

static void the_list_shows_the_brief_that_undo_brought_back(void **state) {
  (void)state;
  Stage stage = stage_open(24, 120);
  static const char *const titles[] = {"Alpha", "Beta", "Gamma"};
  for (size_t i = 0; i < 3; i++) {
    Buffer name = {0}, text = {0};
    buffer_printf(&name, "%s.txt", titles[i]);
    buffer_printf(&text, "%s\n\nA text about %s. It goes on.\n", titles[i], titles[i]);
    stage_add(&stage, name.ptr, text.ptr);
    buffer_release(&name);
    buffer_release(&text);
  }
  stage_play(&stage, "gg");
  char *title = memory_string(slice_of(briefs_current(stage.app)->title));
  stage_play(&stage, "DyGu");
  assert_string_equal(briefs_current(stage.app)->title, title);
  stage_shows(&stage, "undone: remove '");
  stage_lacks(&stage, " in “");
  stage_close(&stage);
  free(title);
}

static void tags_put_on_and_taken_off_together_are_one_change(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "twater<Tab>river<Tab><Enter>");
  stage_play(&stage, "twater<Tab>law<Tab><Enter>");
  stage_shows(&stage, "tagged law; untagged water");
  stage_play(&stage, "u");
  const Annotation *annotation = &stage.app->session.annotations.items[0];
  assert_int_equal(annotation->tag_count, 2);
  assert_string_equal(annotation->tags[0], "river");
  assert_string_equal(annotation->tags[1], "water");
  stage_close(&stage);
}

static void a_library_that_can_only_be_read_says_so_and_refuses(void **state) {
  (void)state;
  char *folder = check_folder(), *path = library_in(folder);
  Stage stage = stage_open_library(path, LIBRARY_CREATE, 30, 100);
  int64_t brief = stage_add_file(&stage, BRIEF);
  stage_close(&stage);
  stage = stage_open_library(path, LIBRARY_READ, 30, 100);
  stage_shows(&stage, "read-only");
  stage_open_brief(&stage, brief);
  static const char *const acts[] = {"H", "t", "a", "T", "c", "."};
  for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
    stage_play(&stage, acts[i]);
    assert_int_equal(annotations(&stage), 0);
    assert_null(stage.app->overlay);
    assert_true(stage.app->message.len > 0);
  }
  stage_close(&stage);
  check_folder_remove(folder);
  free(path);
  free(folder);
}

static void the_list_is_sorted_and_what_is_not_known_comes_last(void **state) {
  (void)state;
  Stage stage = stage_open(24, 100);
  stage_add(&stage, "old.txt",
            "An Old Text\n\n3 May, 2019\n\nIt has a date, and this is a sentence.\n");
  stage_add(&stage, "none.txt",
            "this has neither a title nor a date but only this one line of text\n");
  stage_add(&stage, "new.txt",
            "A New Text\n\n3 May, 2024\n\nIt has a date, and this is a sentence.\n");
  const Briefs *briefs = &stage.app->briefs;
  assert_string_equal(briefs->all.items[briefs->rows[0]].date, "2024-05-03");
  assert_string_equal(briefs->all.items[briefs->rows[1]].date, "2019-05-03");
  assert_string_equal(briefs->all.items[briefs->rows[2]].date, "");
  stage_play(&stage, "s");
  stage_shows(&stage, "by title");
  assert_string_equal(briefs->all.items[briefs->rows[0]].title, "A New Text");
  stage_close(&stage);
}

static void a_paste_into_a_comment_is_only_text(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "a");
  stage_paste(&stage, "qdD:!rm -r x\rQ\x1B[2J");
  stage_play(&stage, "^S");
  assert_int_equal(annotations(&stage), 1);
  assert_string_equal(stage.app->session.annotations.items[0].comment, "qdD:!rm -r x\nQ\x1B[2J");
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

static void messages_end_with_what_sqlite_reported(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  Log reports = {0};
  stage.app->reports = &reports;
  stage_play(&stage, "H:messages<Enter>");
  stage_lacks(&stage, "What SQLite reported");
  log_add(&reports, SLICE("SQLite (283): recovered 2 frames\x1B[2J"));
  stage_play(&stage, "q:messages<Enter>");
  stage_shows(&stage, "What SQLite reported:");
  stage_shows(&stage, "recovered 2 frames\xE2\x90\x9B[2J");
  stage_close(&stage);
  log_release(&reports);
}

static void search_counts_and_escape_returns(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "))");
  uint32_t pos = stage.app->session.pos;
  stage_play(&stage, "/measure");
  stage_shows(&stage, "1/");
  assert_true(stage.app->session.pos != pos);
  stage_play(&stage, "<Esc>");
  assert_int_equal(stage.app->session.pos, pos);
  stage_play(&stage, "/measure<Enter>n");
  stage_shows(&stage, "2/");
  stage_play(&stage, "N");
  stage_shows(&stage, "1/");
  stage_play(&stage, "^O^O^O");
  assert_int_equal(stage.app->session.pos, pos);
  stage_close(&stage);
}

static void search_takes_text_literally(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "/[i]<Enter>");
  stage_shows(&stage, "1/2"); // the mark and the note
  stage_play(&stage, "/.*<Enter>");
  stage_shows(&stage, "no match");
  stage_close(&stage);
}

static void the_footnote_pane_follows_the_text_and_resolves_ibid(void **state) {
  (void)state;
  Stage stage = open_brief(45, 160);
  stage_play(&stage, "]f]f");
  stage_shows(&stage, "[ii] Ibid.");
  stage_shows(&stage, "= [i]");
  stage_close(&stage);
}

static void peek_go_and_back(void **state) {
  (void)state;
  Stage stage = open_brief(20, 60);
  stage_play(&stage, "]f");
  uint32_t mark = stage.app->session.pos;
  stage_play(&stage, "<Enter>");
  stage_shows(&stage, "footnote i");
  stage_play(&stage, "gf");
  assert_null(stage.app->overlay);
  assert_true(version_note_at(stage.app->session.version, stage.app->session.pos) == 0);
  stage_play(&stage, "^O");
  assert_int_equal(stage.app->session.pos, mark);
  stage_close(&stage);
}

static void a_resize_keeps_the_sentence(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, ")))))))))");
  uint32_t pos = stage.app->session.pos;
  static const uint32_t sizes[][2] = {{20, 60},   {45, 160}, {5, 20},  {1, 1},
                                      {200, 500}, {2, 2},    {30, 100}};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    stage_resize(&stage, sizes[i][0], sizes[i][1]);
    assert_int_equal(stage.app->session.pos, pos);
    if (sizes[i][0] < FRAME_ROWS_MIN) continue;
    Span view = reader_view(&stage.app->reader);
    assert_true(view.start <= pos && pos < view.end);
  }
  stage_close(&stage);
}

static void furniture_is_shown_on_request(void **state) {
  (void)state;
  Stage stage = stage_open(30, 100);
  stage_open_brief(&stage, stage_add_file(&stage, "data/briefs/ports-before-plants.txt"));
  stage_lacks(&stage, "Share");
  stage_play(&stage, "g.gg");
  stage_shows(&stage, "Share");
  stage_close(&stage);
}

static void the_list_filters_as_one_types_without_accents(void **state) {
  (void)state;
  Stage stage = stage_open(24, 80);
  stage_add(&stage, "cafe.txt", "Café Économie\n\nA text about a house.\n");
  stage_add(&stage, "rail.txt", "Rail Policy\n\nA text about a train.\n");
  stage_play(&stage, "/CAFE eco");
  stage_shows(&stage, "Café");
  stage_lacks(&stage, "Rail");
  stage_play(&stage, "<Esc>");
  stage_shows(&stage, "Rail");
  stage_close(&stage);
}

static void removing_a_brief_asks_and_can_be_undone(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  stage_play(&stage, "H)HLD");
  stage_shows(&stage, "and its 2 annotations?");
  stage_play(&stage, "n");
  assert_int_equal(stage.app->briefs.count, 1);
  stage_play(&stage, "Dy");
  assert_int_equal(stage.app->briefs.count, 0);
  stage_play(&stage, "u");
  assert_int_equal(stage.app->briefs.count, 1);
  stage_play(&stage, "<Enter>");
  assert_int_equal(annotations(&stage), 2);
  stage_close(&stage);
}

static void undo_in_another_brief_asks_first(void **state) {
  (void)state;
  Stage stage = stage_open(24, 80);
  int64_t other =
      stage_add(&stage, "rail.txt", "Rail Policy\n\nA text about a train. It goes on.\n");
  stage_open_brief(&stage, stage_add_file(&stage, BRIEF));
  stage_play(&stage, "H");
  stage_open_brief(&stage, other);
  stage_play(&stage, "u");
  stage_shows(&stage, "Undo “");
  stage_play(&stage, "n:undo<Enter>");
  stage_lacks(&stage, "Undo “");
  stage_open_brief(&stage, stage.app->briefs.all.items[1].key == other
                               ? stage.app->briefs.all.items[0].key
                               : stage.app->briefs.all.items[1].key);
  assert_int_equal(annotations(&stage), 0);
  stage_close(&stage);
}

static void the_command_line_runs_actions_by_name(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  stage_play(&stage, ":tag 'two words' risk<Enter>");
  assert_int_equal(annotations(&stage), 1);
  assert_int_equal(stage.app->session.annotations.items[0].tag_count, 2);
  stage_play(&stage, ":w<Enter>");
  stage_shows(&stage, "everything is saved");
  stage_play(&stage, ":nonsense<Enter>");
  stage_shows(&stage, "cannot run 'nonsense': there is no such command");
  stage_play(&stage, ":q<Enter>");
  assert_true(stage.app->wishes.quit);
  stage_close(&stage);
}

static void history_and_messages_can_be_read(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  stage_play(&stage, "twater<Enter>:history<Enter>");
  stage_shows(&stage, "water");
  stage_play(&stage, "q:w<Enter>:messages<Enter>");
  stage_shows(&stage, "everything is saved");
  stage_close(&stage);
}

static void export_asks_for_format_and_file(void **state) {
  (void)state;
  char *folder = check_folder();
  Buffer path = {0}, keys = {0};
  buffer_printf(&path, "%s/out.md", folder);
  buffer_printf(&keys, "^U%s<Enter>", path.ptr);
  Stage stage = open_brief(24, 80);
  stage_play(&stage, "HE/markdown<Enter><Enter>");
  stage_shows(&stage, "Export to file:");
  stage_play(&stage, keys.ptr);
  char *text = check_read(path.ptr);
  assert_non_null(strstr(text, "Few rivers in the region"));
  free(text);
  stage_play(&stage, "E/markdown<Enter><Enter>");
  stage_play(&stage, keys.ptr);
  stage_shows(&stage, "y/n");
  stage_close(&stage);
  buffer_release(&path);
  buffer_release(&keys);
  check_folder_remove(folder);
  free(folder);
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

static void typing_replaces_a_suggested_file_name(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  static const struct {
    const char *keys, *shown;
  } cases[] = {
      {"xy", "Export to file: xy\n"},
      {"<Left>x", "Export to file: velna-compact-txt.mxd"},
      {"<BS>x", "Export to file: velna-compact-txt.mx"},
      {"<End>x", "Export to file: velna-compact-txt.mdx"},
      {"^Ux", "Export to file: x\n"},
  };
  stage_play(&stage, "H");
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    stage_play(&stage, "E/markdown<Enter><Enter>");
    stage_shows(&stage, "Export to file: velna-compact-txt.md\n");
    stage_play(&stage, cases[i].keys);
    stage_shows(&stage, cases[i].shown);
    stage_play(&stage, "<Esc>");
  }
  stage_play(&stage, "E/markdown<Enter><Enter>");
  stage_paste(&stage, "pasted.md");
  stage_shows(&stage, "Export to file: pasted.md\n");
  stage_close(&stage);
}

static void a_wrong_path_keeps_the_prompt_open_and_says_why(void **state) {
  (void)state;
  Stage stage = stage_open(24, 80);
  stage_play(&stage, "+data/briefs/nothing-of-the-kind.txt<Enter>");
  stage_shows(&stage, "Add file or folder: data/briefs/nothing-of-the-kind.txt");
  stage_shows(&stage, "cannot add 'data/briefs/nothing-of-the-kind.txt': No such file");
  stage_play(&stage, "^Wvelna-compact.txt<Enter>");
  assert_null(stage.app->overlay);
  stage_shows(&stage, "added 1 brief");
  stage_close(&stage);
}

static void the_title_bar_marks_a_title_that_the_file_does_not_state(void **state) {
  (void)state;
  Stage stage = stage_open(24, 80);
  stage_open_brief(&stage, stage_add(&stage, "rain.txt",
                                     "it rains and nobody knows why it does so "
                                     "on a day like this, when all is said.\n"));
  assert_int_equal(stage.app->session.brief.title_source, TITLE_FROM_NAME);
  Buffer text = {0};
  screen_write_text(stage.app->screen, &text);
  *strchr(text.ptr, '\n') = 0;
  assert_non_null(strstr(text.ptr, "~ rain.txt"));
  buffer_release(&text);
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

// ---- Whatever is pressed at whatever size

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
      cmocka_unit_test(an_unknown_key_says_so_and_names_help),
      cmocka_unit_test(escape_never_quits),
      cmocka_unit_test(q_goes_back_one_level_and_quits_on_the_first_screen),
      cmocka_unit_test(two_keys_and_a_name_tag_the_sentence),
      cmocka_unit_test(several_tags_are_put_on_at_once_and_can_be_taken_off),
      cmocka_unit_test(a_digit_takes_a_recent_tag),
      cmocka_unit_test(one_d_never_deletes_and_undo_brings_back),
      cmocka_unit_test(of_several_annotations_at_the_caret_one_is_chosen),
      cmocka_unit_test(overlapping_annotations_are_all_shown),
      cmocka_unit_test(a_comment_is_saved_and_shown),
      cmocka_unit_test(giving_up_a_comment_asks_first),
      cmocka_unit_test(a_comment_being_written_is_kept_as_a_draft),
      cmocka_unit_test(a_draft_is_kept_also_behind_a_question),
      cmocka_unit_test(idle_there_is_nothing_to_wake_up_for),
      cmocka_unit_test(what_another_process_wrote_is_seen),
      cmocka_unit_test(a_brief_that_another_process_removes_is_left),
      cmocka_unit_test(a_comment_being_written_outlives_its_brief),
      cmocka_unit_test(a_comment_never_lands_on_another_annotation),
      cmocka_unit_test(a_comment_saved_once_its_brief_is_back_finds_its_place),
      cmocka_unit_test(undo_asks_before_it_reverts_what_another_program_did),
      cmocka_unit_test(only_what_was_asked_about_is_undone),
      cmocka_unit_test(a_colour_never_lands_on_another_annotation),
      cmocka_unit_test(a_colour_makes_an_annotation_where_none_is),
      cmocka_unit_test(changes_are_looked_for_before_the_mouse_and_a_paste_act),
      cmocka_unit_test(the_list_shows_the_brief_that_undo_brought_back),
      cmocka_unit_test(tags_put_on_and_taken_off_together_are_one_change),
      cmocka_unit_test(a_library_that_can_only_be_read_says_so_and_refuses),
      cmocka_unit_test(the_list_is_sorted_and_what_is_not_known_comes_last),
      cmocka_unit_test(a_paste_into_a_comment_is_only_text),
      cmocka_unit_test(a_paste_outside_an_editor_does_nothing),
      cmocka_unit_test(messages_end_with_what_sqlite_reported),
      cmocka_unit_test(search_counts_and_escape_returns),
      cmocka_unit_test(search_takes_text_literally),
      cmocka_unit_test(the_footnote_pane_follows_the_text_and_resolves_ibid),
      cmocka_unit_test(peek_go_and_back),
      cmocka_unit_test(a_resize_keeps_the_sentence),
      cmocka_unit_test(furniture_is_shown_on_request),
      cmocka_unit_test(the_list_filters_as_one_types_without_accents),
      cmocka_unit_test(removing_a_brief_asks_and_can_be_undone),
      cmocka_unit_test(undo_in_another_brief_asks_first),
      cmocka_unit_test(the_command_line_runs_actions_by_name),
      cmocka_unit_test(history_and_messages_can_be_read),
      cmocka_unit_test(export_asks_for_format_and_file),
      cmocka_unit_test(two_clicks_select_the_word_and_three_the_sentence),
      cmocka_unit_test(a_click_on_a_footnote_chooses_it),
      cmocka_unit_test(dragging_selects_from_where_the_button_went_down),
      cmocka_unit_test(typing_replaces_a_suggested_file_name),
      cmocka_unit_test(a_wrong_path_keeps_the_prompt_open_and_says_why),
      cmocka_unit_test(the_title_bar_marks_a_title_that_the_file_does_not_state),
      cmocka_unit_test(clicks_and_the_wheel_move_the_caret),
      cmocka_unit_test(nothing_breaks_at_any_size),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
