// SPDX-License-Identifier: MIT
// Faults that readers know from other programs, one test each: none of them may come back here.
// (kill -9 after a highlight is in test_habits.c, with the real binary.)
#include "support/check.h"
#include "support/stage.h"

#include "library/tag.h"
#include "text/position.h"

#include <stdlib.h>
#include <string.h>

#define BRIEF "data/briefs/velna-compact.txt"

static Stage open_text(uint32_t rows, uint32_t columns, const char *name, const char *text) {
  Stage stage = stage_open(rows, columns);
  stage_open_brief(&stage, stage_add(&stage, name, text));
  return stage;
}

static Stage open_brief(uint32_t rows, uint32_t columns) {
  Stage stage = stage_open(rows, columns);
  stage_open_brief(&stage, stage_add_file(&stage, BRIEF));
  return stage;
}

static uint32_t count(const Stage *stage) {
  return stage->app->session.annotations.count;
}

static const Annotation *annotation(const Stage *stage, uint32_t at) {
  assert_true(at < count(stage));
  return stage_annotation(stage, at);
}

static void run(Stage *stage, const char *line) {
  if (!app_run_line(stage->app, slice_of(line), 0))
    fail_msg("%s: %s", line, stage->app->message.ptr);
  app_draw(stage->app);
}

// ---- Resizing

// Notes which bytes of the text the rows of the pane show.
static void note_shown(const App *app, bool *shown) {
  for (uint32_t row = 0; row < app->reader.rect.rows; row++) {
    const Line *line = app->reader.rows[row].line;
    for (uint32_t pos = line ? line->span.start : 0; line && pos < line->span.end; pos++)
      shown[pos] = true;
  }
}

// Pages through the whole brief: every sign that is no white space is shown somewhere.
static void check_all_is_shown(Stage *stage) {
  const Version *version = stage->app->session.version;
  bool *shown = calloc(version->text.len + 1, 1);
  assert_non_null(shown);
  stage_play(stage, "gg");
  for (uint32_t before = UINT32_MAX; before != stage->app->session.pos;) {
    before = stage->app->session.pos;
    note_shown(stage->app, shown);
    stage_play(stage, "<Space>");
  }
  for (size_t pos = 0; pos < version->text.len; pos++)
    if (!shown[pos] && !strchr(" \n", version->text.ptr[pos]))
      fail_msg("not shown: %.40s", version->text.ptr + pos);
  free(shown);
}

static void a_resize_from_100_to_60_columns_loses_no_text_and_no_place(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  check_all_is_shown(&stage);
  stage_play(&stage, "gg/common gauge<Enter>");
  uint32_t pos = stage.app->session.pos;
  stage_resize(&stage, 30, 60);
  assert_int_equal(stage.app->session.pos, pos);
  stage_shows(&stage, "common gauge");
  check_all_is_shown(&stage);
  stage_close(&stage);
}

static void one_row_and_one_column_do_no_harm(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "}w");
  uint32_t pos = stage.app->session.pos;
  for (uint32_t rows = 1; rows <= 3; rows++)
    for (uint32_t columns = 1; columns <= 3; columns++) {
      stage_resize(&stage, rows, columns);
      stage_play(&stage, "jkH?q<Esc>tx<Esc>u:<Esc>");
    }
  stage_resize(&stage, 30, 100);
  stage_play(&stage, "gg");
  stage_shows(&stage, "Few rivers");
  assert_true(pos > 0);
  stage_close(&stage);
}

// ---- The edges of a line

static void wide_and_composed_signs_stay_in_the_pane(void **state) {
  (void)state;
  static const char *const pieces[] = {"東京電力", "👩‍👩‍👧‍👦🇯🇵👍🏽",
                                       "தமிழ்நாடுபொருளாதாரம்"};
  for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
    Buffer text = {0};
    for (int j = 0; j < 60; j++) buffer_add_string(&text, pieces[i]);
    buffer_add_byte(&text, '\n');
    for (uint32_t columns = 20; columns < 60; columns++) {
      Stage stage = open_text(12, columns, "wide.txt", text.ptr);
      const Reader *reader = &stage.app->reader;
      for (uint32_t row = 0; row < reader->rect.rows; row++) {
        const Line *line = reader->rows[row].line;
        if (line) assert_true(line->indent + line->width <= reader->style.width);
      }
      stage_close(&stage);
    }
    buffer_release(&text);
  }
}

// A line as long as the pane is wide, with the hit at its end.
static void a_hit_in_the_last_column_is_reachable(void **state) {
  (void)state;
  Stage stage = open_text(12, 60, "edge.txt", "x\n");
  uint32_t width = stage.app->reader.style.width;
  Buffer text = {0};
  for (uint32_t i = 0; i + 1 < width; i++) buffer_add_byte(&text, i % 7 == 6 ? ' ' : 'a');
  buffer_add_string(&text, "Z and more behind it.\n");
  stage_open_brief(&stage, stage_add(&stage, "edges.txt", text.ptr));
  stage_play(&stage, "/Z<Enter>");
  assert_int_equal(stage.app->session.pos, width - 1);
  assert_int_equal(stage_cursor(&stage)->text[0], 'Z');
  stage_play(&stage, "vH");
  assert_string_equal(annotation(&stage, 0)->quote, "Z");
  buffer_release(&text);
  stage_close(&stage);
}

static void a_last_line_without_a_line_end_can_be_annotated(void **state) {
  (void)state;
  Stage stage = open_text(12, 60, "end.txt", "The first line.\n\nThe very last words");
  stage_play(&stage, "GH");
  assert_string_equal(annotation(&stage, 0)->quote, "The very last words");
  stage_play(&stage, "$viwH");
  bool found = false;
  for (uint32_t i = 0; i < count(&stage); i++)
    found = found || strcmp(annotation(&stage, i)->quote, "words") == 0;
  assert_true(found);
  stage_close(&stage);
}

// ---- Quotations

static void a_quotation_with_brackets_is_no_regular_expression(void **state) {
  (void)state;
  Stage stage = open_text(12, 60, "re.txt", "It ended.[i] It (also) cost $5.* and more.\n");
  run(&stage, "select 'ended.[i]'");
  run(&stage, "highlight");
  assert_string_equal(annotation(&stage, 0)->quote, "ended.[i]");
  stage_play(&stage, "gg/(also) cost $5.*<Enter>viwH");
  assert_int_equal(count(&stage), 2);
  assert_false(app_run_line(stage.app, SLICE("select 'end.d'"), 0)); // . is a full stop
  stage_close(&stage);
}

static void deleting_at_team_alpha_leaves_team_beta(void **state) {
  (void)state;
  static const char twins[] =
      "Team Alpha met the press on Monday. Team Beta met the press on Monday.\n";
  Stage stage = open_text(12, 80, "twins.txt", twins);
  stage_play(&stage, "talpha<Enter>)tbeta<Enter>(dd");
  assert_int_equal(count(&stage), 1);
  assert_string_equal(annotation(&stage, 0)->quote, "Team Beta met the press on Monday.");
  assert_int_equal(annotation(&stage, 0)->tag_count, 1);
  assert_string_equal(annotation(&stage, 0)->tags[0], "beta");
  stage_close(&stage);
}

static void exported_quotations_are_exact_after_all_kinds_of_signs(void **state) {
  (void)state;
  static const char text[] =
      "Ça coûte 5 € — 東京 👩‍👩‍👧 e\u0301te\u0301. The exact words stand "
      "here.\n";
  char *folder = check_folder();
  Stage stage = open_text(12, 80, "signs.txt", text);
  run(&stage, "select 'exact words'");
  run(&stage, "highlight");
  Buffer line = {0}, path = {0};
  buffer_printf(&path, "%s/out.jsonl", folder);
  buffer_printf(&line, "export jsonl '%s'", path.ptr);
  run(&stage, line.ptr);
  char *exported = check_read(path.ptr);
  assert_non_null(strstr(exported, "\"quote\":\"exact words\""));
  // The positions cut the same words out of the text.
  const Version *version = stage.app->session.version;
  Span span;
  assert_true(positions_to_bytes(version->positions, annotation(&stage, 0)->span, &span));
  check_text(version_cut(version, span), "exact words");
  Buffer start = {0};
  buffer_printf(&start, "\"start\":%u,", annotation(&stage, 0)->span.start_cp);
  assert_non_null(strstr(exported, start.ptr));
  buffer_release(&start);
  buffer_release(&line);
  buffer_release(&path);
  free(exported);
  check_folder_remove(folder);
  free(folder);
  stage_close(&stage);
}

static void two_exports_in_a_row_are_equal(void **state) {
  (void)state;
  static const char *const formats[] = {"markdown", "jsonl", "csv"};
  char *folder = check_folder();
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "ta/b<Enter>)tc<Enter>aNoted.^S]fviwHgcWhole.^S");
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
    char *texts[2];
    for (int time = 0; time < 2; time++) {
      Buffer path = {0}, line = {0};
      buffer_printf(&path, "%s/%s.%d", folder, formats[i], time);
      buffer_printf(&line, "export %s '%s'", formats[i], path.ptr);
      run(&stage, line.ptr);
      texts[time] = check_read(path.ptr);
      buffer_release(&path);
      buffer_release(&line);
    }
    assert_string_equal(texts[0], texts[1]);
    assert_true(strlen(texts[0]) > 100);
    free(texts[0]);
    free(texts[1]);
  }
  check_folder_remove(folder);
  free(folder);
  stage_close(&stage);
}

// ---- What must stay

static void a_renamed_file_keeps_its_annotations(void **state) {
  (void)state;
  static const char text[] = "The same words under another name.\n";
  Stage stage = open_text(12, 80, "before.txt", text);
  int64_t brief = stage.app->session.brief.key;
  stage_play(&stage, "tkept<Enter>");
  assert_int_equal(stage_add(&stage, "after.txt", text), brief);
  stage_open_brief(&stage, brief);
  assert_int_equal(count(&stage), 1);
  assert_string_equal(annotation(&stage, 0)->quote, "The same words under another name.");
  stage_close(&stage);
}

static void another_width_shifts_no_span(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "gg/common gauge<Enter>vwweH");
  CpSpan before = annotation(&stage, 0)->span;
  char *quote = memory_string(slice_of(annotation(&stage, 0)->quote));
  for (uint32_t columns = 20; columns <= 200; columns += 9) {
    stage_resize(&stage, 30, columns);
    stage_play(&stage, "jk");
    run(&stage, "comment x");
    assert_int_equal(annotation(&stage, 0)->span.start_cp, before.start_cp);
    assert_int_equal(annotation(&stage, 0)->span.end_cp, before.end_cp);
    assert_string_equal(annotation(&stage, 0)->quote, quote);
  }
  free(quote);
  stage_close(&stage);
}

static void a_highlight_over_a_highlight_keeps_both(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "ggHVHviwH");
  assert_int_equal(count(&stage), 3);
  stage_play(&stage, "ggga");
  stage_shows(&stage, "annotations at the caret");
  stage_close(&stage);
}

static void no_words_in_a_filter_or_a_search_make_it_fail(void **state) {
  (void)state;
  static const char *const queries[] = {"'",   "\"",   "%",    "_",  "*",    "AND", "(", "[i",
                                        "a\\", "';--", "NEAR", "^a", "tag:", "-",   "{", "?"};
  Stage stage = open_brief(30, 100);
  for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
    finder_search(stage.app, slice_of(queries[i]), i % 2);
    app_draw(stage.app);
    assert_false(stage.app->message_is_error);
    briefs_set_filter(stage.app, slice_of(queries[i]));
    app_draw(stage.app);
    assert_false(stage.app->message_is_error);
  }
  briefs_set_filter(stage.app, SLICE(""));
  assert_int_equal(stage.app->briefs.count, 1);
  stage_close(&stage);
}

static void deleting_a_tag_keeps_what_was_highlighted_with_it(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "twater<Tab>trust<Tab><Enter>");
  run(&stage, "delete-tag water");
  stage_play(&stage, "y");
  assert_int_equal(count(&stage), 1);
  assert_int_equal(annotation(&stage, 0)->tag_count, 1);
  assert_string_equal(annotation(&stage, 0)->tags[0], "trust");
  run(&stage, "delete-tag trust");
  stage_play(&stage, "y");
  assert_int_equal(count(&stage), 1);
  stage_play(&stage, "u");
  assert_string_equal(annotation(&stage, 0)->tags[0], "trust");
  stage_close(&stage);
}

static void tag_names_may_hold_slashes_hashes_and_backslashes(void **state) {
  (void)state;
  static const char *const names[] = {"C#", "a\\b", "energy/solar", "100%", "it's \"so\"", "-x"};
  Stage stage = open_brief(30, 100);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    stage_play(&stage, "t");
    stage_paste(&stage, names[i]);
    stage_play(&stage, "<Enter>");
    bool found = false;
    for (uint32_t j = 0; j < annotation(&stage, 0)->tag_count; j++)
      found = found || strcmp(annotation(&stage, 0)->tags[j], names[i]) == 0;
    assert_true(found);
  }
  const char *const last[] = {names[1]};
  assert_true(app_run(stage.app, ACTION_UNTAG, 0, last, 1));
  assert_int_equal(annotation(&stage, 0)->tag_count, 5);
  stage_close(&stage);
}

static void clearing_one_comment_leaves_the_other_comments(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "aOne.^S)aTwo.^S)aThree.^S(");
  run(&stage, "comment ''");
  assert_int_equal(count(&stage), 3);
  assert_string_equal(annotation(&stage, 0)->comment, "One.");
  assert_string_equal(annotation(&stage, 1)->comment, "");
  assert_string_equal(annotation(&stage, 2)->comment, "Three.");
  stage_close(&stage);
}

static void where_nothing_is_selected_nothing_is_made(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "gv");
  stage_shows(&stage, "nothing was selected");
  assert_false(app_run_line(stage.app, SLICE("select 5 5"), 0));
  assert_false(app_run_line(stage.app, SLICE("select ''"), 0));
  assert_int_equal(count(&stage), 0);
  stage_close(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_resize_from_100_to_60_columns_loses_no_text_and_no_place),
      cmocka_unit_test(one_row_and_one_column_do_no_harm),
      cmocka_unit_test(wide_and_composed_signs_stay_in_the_pane),
      cmocka_unit_test(a_hit_in_the_last_column_is_reachable),
      cmocka_unit_test(a_last_line_without_a_line_end_can_be_annotated),
      cmocka_unit_test(a_quotation_with_brackets_is_no_regular_expression),
      cmocka_unit_test(deleting_at_team_alpha_leaves_team_beta),
      cmocka_unit_test(exported_quotations_are_exact_after_all_kinds_of_signs),
      cmocka_unit_test(two_exports_in_a_row_are_equal),
      cmocka_unit_test(a_renamed_file_keeps_its_annotations),
      cmocka_unit_test(another_width_shifts_no_span),
      cmocka_unit_test(a_highlight_over_a_highlight_keeps_both),
      cmocka_unit_test(no_words_in_a_filter_or_a_search_make_it_fail),
      cmocka_unit_test(deleting_a_tag_keeps_what_was_highlighted_with_it),
      cmocka_unit_test(tag_names_may_hold_slashes_hashes_and_backslashes),
      cmocka_unit_test(clearing_one_comment_leaves_the_other_comments),
      cmocka_unit_test(where_nothing_is_selected_nothing_is_made),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
