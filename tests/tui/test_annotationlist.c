// SPDX-License-Identifier: MIT
// The annotations pane and the history.
#include "support/check.h"
#include "support/stage.h"

#include <stdlib.h>

#define BRIEF "data/briefs/velna-compact.txt"

static uint32_t annotations(const Stage *stage) {
  return stage->app->session.annotations.count;
}

// ---- Annotations

static void annotations_are_grouped_by_brief_tag_and_colour(void **state) {
  (void)state;
  Stage stage = stage_open_marked(30, 100);
  stage_play(&stage, "A");
  stage_shows(&stage, "annotations · velna-compact.txt");
  stage_shows(&stage, "5 · by brief");
  stage_play(&stage, "s");
  stage_shows(&stage, "by tag");
  stage_shows(&stage, "energy  2");
  stage_shows(&stage, "energy/solar  2");
  stage_shows(&stage, "water  2");
  stage_play(&stage, "s");
  stage_shows(&stage, "yellow  4");
  stage_shows(&stage, "green  1");
  stage_play(&stage, ":sort tag<Enter>");
  stage_shows(&stage, "water  2");
  stage_close(&stage);
}

static void annotations_are_filtered_by_words_and_fields(void **state) {
  (void)state;
  Stage stage = stage_open_marked(30, 100);
  stage_play(&stage, "A/has:c<Tab><Enter>");
  stage_shows(&stage, "1 of 5 · has:comment");
  stage_play(&stage, "/^Ucolour:green<Enter>");
  stage_shows(&stage, "1 of 5 · colour:green");
  stage_play(&stage, "/^Uruler<Enter>");
  stage_shows(&stage, "1 of 5 · ruler");
  stage_play(&stage, "/^Utag:energy<Enter>");
  stage_shows(&stage, "4 of 5 · tag:energy");
  stage_play(&stage, "/^Unothing like it");
  stage_shows(&stage, "No annotation matches.");
  stage_play(&stage, "<Esc>");
  stage_shows(&stage, "5 · by brief");
  stage_close(&stage);
}

static void a_filter_too_long_for_the_title_is_cut_behind_the_count(void **state) {
  (void)state;
  Stage stage = stage_open_marked(24, 80);
  stage_play(&stage,
             "A/tag:energy or tag:water or colour:green or colour:red or has:comment<Enter>");
  stage_shows(&stage,
              " annotations · velna-comp… 5 · tag:energy or tag:water or colour:green or colo…");
  stage_resize(&stage, 24, 60);
  stage_shows(&stage, " annotations · veln… 5 · tag:energy or tag:water or colour…");
  stage_resize(&stage, 24, 120);
  stage_shows(&stage, " annotations · velna-compact.txt ");
  stage_shows(
      &stage,
      " 5 · tag:energy or tag:water or colour:green or colour:red or has:comment · by brief");
  stage_close(&stage);
}

static void annotations_of_the_library_lead_into_other_briefs(void **state) {
  (void)state;
  Stage stage = stage_open_marked(30, 100);
  int64_t other = stage_add(&stage, "other.txt", "A title\n\nOne sentence here. Another one.\n");
  int64_t first = stage.app->session.brief.key;
  uint32_t pos = stage.app->session.pos;
  stage_open_brief(&stage, other);
  stage_play(&stage, "AA");
  stage_shows(&stage, "annotations · library");
  stage_shows(&stage, "5 · by brief");
  stage_play(&stage, "gg<Enter>");
  assert_int_equal(stage.app->session.brief.key, first);
  assert_int_equal(stage.app->session.pos, stage.app->session.spans[0].start);
  assert_int_not_equal(stage.app->session.pos, pos);
  stage_play(&stage, "^O");
  assert_int_equal(stage.app->session.brief.key, other);
  stage_play(&stage, "AAggdd<Esc>"); // the list of briefs counts what was deleted elsewhere
  const BriefList *briefs = &stage.app->briefs.rows;
  for (uint32_t i = 0; i < briefs->count; i++)
    assert_int_equal(briefs->items[i].annotations, briefs->items[i].key == first ? 4 : 0);
  stage_close(&stage);
}

static void the_hint_of_the_annotations_follows_where_their_key_leads(void **state) {
  (void)state;
  Stage stage = stage_open_marked(30, 100);
  stage_play(&stage, "A");
  stage_shows(&stage, "A library");
  stage_play(&stage, "A");
  stage_shows(&stage, "A this brief");
  stage_play(&stage, "A");
  stage_shows(&stage, "A library");
  stage_close(&stage);
}

static void dd_in_the_list_deletes_and_undo_brings_back(void **state) {
  (void)state;
  Stage stage = stage_open_marked(30, 100);
  stage_play(&stage, "Aggd<Esc>");
  assert_int_equal(annotations(&stage), 5);
  stage_play(&stage, "jdd");
  assert_int_equal(annotations(&stage), 4);
  stage_shows(&stage, "4 · by brief");
  stage_play(&stage, "u");
  assert_int_equal(annotations(&stage), 5);
  stage_shows(&stage, "5 · by brief");
  stage_close(&stage);
}

static void annotations_on_the_whole_brief_are_listed(void **state) {
  (void)state;
  Error err = {0};
  Stage stage = stage_open_file(BRIEF, 30, 100);
  AnnotationAdded added;
  AnnotationRequest request = {
      .brief = stage.app->session.brief.key, .whole = true, .comment = "Read again in May."};
  check_ok(annotation_add(stage.library, &request, &added, &err), &err);
  stage_play(&stage, "A");
  stage_shows(&stage, "whole brief: Read again in May.");
  stage_play(&stage, "ss");
  stage_shows(&stage, "on the whole brief  1");
  stage_play(&stage, "<Enter>");
  stage_shows(&stage, "this annotation is on the whole brief");
  assert_int_equal(stage.app->session.annotation, added.key);
  stage_close(&stage);
}

static void a_long_list_scrolls_and_keeps_its_head_in_view(void **state) {
  (void)state;
  Stage stage = stage_open_file(BRIEF, 12, 60);
  for (int i = 0; i < 40; i++) stage_play(&stage, "H)");
  uint32_t count = annotations(&stage);
  assert_true(count > 20);
  stage_play(&stage, "AG");
  assert_true(stage_cursor(&stage)->len > 0);
  stage_play(&stage, "ggk");
  stage_shows(&stage, "velna-compact.txt  ");
  stage_play(&stage, "^D^D^U<PgDn>G<Enter>");
  const Session *session = &stage.app->session; // several stand on the last sentence
  assert_true(span_equal(session->annotation_span, session->spans[count - 1]));
  stage_close(&stage);
}

// ---- History

static void the_history_marks_what_is_undone_and_shows_annotations(void **state) {
  (void)state;
  Stage stage = stage_open_marked(30, 100);
  stage_play(&stage, "u:history<Enter>");
  stage_shows(&stage, "2026-03-01 12:00  undo: comment");
  stage_shows(&stage, "undone");
  stage_play(&stage, "/solar<Enter>");
  stage_play(&stage, "j<Enter>");
  assert_null(stage.app->overlay);
  assert_int_equal(stage.app->session.annotation, stage.app->session.annotations.items[1].key);
  stage_play(&stage, ":rename-tag water land<Enter>y:history<Enter><Enter>");
  stage_shows(&stage, "codebook · 3 tags");
  stage_play(&stage, "q");
  stage_play(&stage, "A");
  stage_play(&stage, "ggdd<Esc>:history<Enter><Enter>");
  stage_shows(&stage, "this annotation was deleted");
  stage_close(&stage);
}

static void the_history_says_which_words_an_annotation_is_on(void **state) {
  (void)state;
  Stage stage = stage_open(30, 100);
  stage_open_brief(&stage, stage_add(&stage, "a.txt",
                                     "A Title\n\nOne sentence here that goes on for as long as "
                                     "it can. Another one.\n"));
  stage_play(&stage, "/One<Enter>H)H:rename-tag x y<Enter>:history<Enter>");
  stage_shows(&stage, "highlight");
  stage_shows(&stage, "“One sentence here that goes on for …”");
  stage_shows(&stage, "“Another one.”");
  stage_play(&stage, "qu:history<Enter>");
  stage_shows(&stage, "“Another one.”  undone");
  stage_close(&stage);
}

static int64_t add_and_open(Stage *stage, const char *name, const char *text) {
  int64_t brief = stage_add(stage, name, text);
  stage_open_brief(stage, brief);
  return brief;
}

// Two briefs; if wanted, each with an annotation.
static Stage open_two(bool marked) {
  Stage stage = stage_open(7, 110);
  add_and_open(&stage, "one.txt", "First\n\nThe first text of three.\n");
  if (marked) stage_play(&stage, "tx<Enter>");
  add_and_open(&stage, "two.txt", "Second\n\nThe second text of three.\n");
  if (marked) stage_play(&stage, "tx<Enter>");
  return stage;
}

static void play_on_file(Stage *stage, const char *command, const char *path) {
  Buffer keys = {0};
  buffer_printf(&keys, ":%s %s<Enter>", command, path);
  stage_play(stage, keys.ptr);
  buffer_release(&keys);
}

static void undoing_what_touches_many_briefs_does_not_name_one_alone(void **state) {
  (void)state;
  char *folder = check_folder(), *path = check_path(folder, "all.jsonl");
  Stage from = open_two(true), stage = open_two(false);
  play_on_file(&from, "export jsonl", path);
  stage_close(&from);
  add_and_open(&stage, "three.txt", "Third\n\nThe third text of three.\n");
  play_on_file(&stage, "import", path);
  stage_play(&stage, "u");
  stage_shows(&stage, "Undo “import 'all.jsonl'” in “First” and other briefs?");
  stage_play(&stage, "y");
  stage_shows(&stage, "undone: import 'all.jsonl' in “First” and other briefs");
  stage_play(&stage, "u");
  stage_lacks(&stage, "and other briefs");
  stage_close(&stage);
  check_folder_remove(folder);
  free(folder);
  free(path);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(annotations_are_grouped_by_brief_tag_and_colour),
      cmocka_unit_test(annotations_are_filtered_by_words_and_fields),
      cmocka_unit_test(a_filter_too_long_for_the_title_is_cut_behind_the_count),
      cmocka_unit_test(annotations_of_the_library_lead_into_other_briefs),
      cmocka_unit_test(the_hint_of_the_annotations_follows_where_their_key_leads),
      cmocka_unit_test(dd_in_the_list_deletes_and_undo_brings_back),
      cmocka_unit_test(annotations_on_the_whole_brief_are_listed),
      cmocka_unit_test(a_long_list_scrolls_and_keeps_its_head_in_view),
      cmocka_unit_test(the_history_marks_what_is_undone_and_shows_annotations),
      cmocka_unit_test(the_history_says_which_words_an_annotation_is_on),
      cmocka_unit_test(undoing_what_touches_many_briefs_does_not_name_one_alone),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
