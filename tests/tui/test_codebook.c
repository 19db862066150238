// SPDX-License-Identifier: MIT
// The codebook pane, and the walk through it and the annotations at four sizes of the screen.
#include "support/check.h"
#include "support/stage.h"

#include <stdio.h>
#include <stdlib.h>

#define BRIEF "data/briefs/velna-compact.txt"

static uint32_t annotations(const Stage *stage) {
  return stage->app->session.annotations.count;
}

static bool has_tag(const Stage *stage, uint32_t index, const char *path) {
  const Annotation *annotation = stage_annotation(stage, index);
  for (uint32_t i = 0; i < annotation->tag_count; i++)
    if (strcmp(annotation->tags[i], path) == 0) return true;
  return false;
}

// ---- The codebook

static void the_codebook_is_a_tree_with_counts(void **state) {
  (void)state;
  Stage stage = stage_open_marked(24, 80);
  stage_play(&stage, "C");
  stage_shows(&stage, "codebook · 3 tags");
  stage_shows(&stage, "▾ energy");
  stage_shows(&stage, "2      4");
  stage_shows(&stage, "    solar");
  stage_play(&stage, "<Left>");
  stage_shows(&stage, "▸ energy");
  stage_lacks(&stage, "solar");
  stage_play(&stage, "l");
  stage_shows(&stage, "solar");
  stage_play(&stage, "jh"); // from the leaf to the tag above
  stage_play(&stage, "h");
  stage_lacks(&stage, "solar");
  stage_play(&stage, "q");
  assert_null(stage.app->overlay);
  stage_close(&stage);
}

static void the_filter_finds_tags_also_in_what_is_folded(void **state) {
  (void)state;
  Stage stage = stage_open_marked(24, 80);
  stage_play(&stage, "Ch/sol<Enter>");
  stage_shows(&stage, "solar");
  stage_shows(&stage, "energy");
  stage_lacks(&stage, "water");
  stage_play(&stage, "<Esc>");
  stage_shows(&stage, "water");
  stage_lacks(&stage, "solar");
  stage_close(&stage);
}

static void renaming_says_the_figures_and_takes_the_subtree_along(void **state) {
  (void)state;
  Stage stage = stage_open_marked(24, 100);
  stage_play(&stage, "Cr");
  stage_shows(&stage, "Rename energy (4 annotations in 1 brief) to: energy");
  stage_play(&stage, "^Uclimate/power<Enter>");
  stage_shows(&stage, "renamed energy to climate/power: 4 annotations in 1 brief");
  stage_shows(&stage, "▾ climate");
  assert_true(has_tag(&stage, 1, "climate/power/solar"));
  stage_play(&stage, "u");
  stage_shows(&stage, "undone: rename tag 'energy' to 'climate/power'");
  assert_true(has_tag(&stage, 1, "energy/solar"));
  stage_lacks(&stage, "▾ climate");
  stage_play(&stage, "^R");
  assert_true(has_tag(&stage, 1, "climate/power/solar"));
  stage_close(&stage);
}

static void a_long_prompt_keeps_its_last_word(void **state) {
  (void)state;
  Stage stage = stage_open_marked(24, 60);
  stage_play(&stage, "CjM");
  stage_shows(&stage, "Merge energy/solar (2 annotation… into:");
  stage_play(&stage, "water");
  stage_shows(&stage, "into: water");
  stage_play(&stage, "<Esc>");
  stage_resize(&stage, 24, 100);
  stage_play(&stage, "M");
  stage_shows(&stage, "brief) into:");
  stage_close(&stage);
}

static void renaming_to_another_tags_name_offers_to_merge(void **state) {
  (void)state;
  Stage stage = stage_open_marked(24, 120);
  stage_play(&stage, "Cr^Uwater<Enter>");
  stage_shows(&stage, "There is “water” already. Merge “energy” into it? 4 annotations in 1 brief");
  stage_play(&stage, "n");
  assert_true(has_tag(&stage, 0, "energy"));
  stage_play(&stage, "r^Uwater<Enter>y");
  assert_true(has_tag(&stage, 0, "water"));
  assert_true(has_tag(&stage, 1, "water/solar"));
  stage_close(&stage);
}

// Of a tag that only stands above others, too.
static void renaming_what_only_holds_tags_to_a_tags_name_offers_to_merge(void **state) {
  (void)state;
  Stage stage = stage_open_marked(24, 120);
  stage_play(&stage, ":rename-tag energy/solar fuel/coal<Enter>y:delete-tag energy<Enter>y");
  assert_true(has_tag(&stage, 1, "fuel/coal"));
  stage_play(&stage, "C/fuel<Enter><Home>r^Uwater<Enter>");
  stage_shows(&stage, "There is “water” already. Merge “fuel” into it? 2 annotations in 1 brief");
  assert_true(has_tag(&stage, 1, "fuel/coal"));
  stage_play(&stage, "y");
  assert_true(has_tag(&stage, 1, "water/coal"));
  stage_close(&stage);
}

// The same of a command that is typed: what it changes is said first, and y does it.
static void a_command_on_a_tag_asks_first_with_the_figures(void **state) {
  (void)state;
  Stage stage = stage_open_marked(24, 120);
  static const struct {
    const char *typed, *asks;
  } cases[] = {
      {"rename-tag energy power",
       "Rename “energy” to “power”? 4 annotations in 1 brief will change"},
      {"rename-tag energy water",
       "There is “water” already. Merge “energy” into it? 4 annotations in 1 brief will change"},
      {"merge-tag energy/solar water",
       "Merge “energy/solar” into “water”? 2 annotations in 1 brief will change"},
      {"split-tag energy/solar roof colour:yellow",
       "Split “energy/solar” into “roof”? 2 annotations in 1 brief will change"},
      {"delete-tag energy", "Delete “energy” (2 tags)? 4 annotations in 1 brief lose it and stay"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Buffer keys = {0};
    buffer_printf(&keys, ":%s<Enter>", cases[i].typed);
    stage_play(&stage, keys.ptr);
    stage_shows(&stage, cases[i].asks);
    stage_play(&stage, "n");
    assert_true(has_tag(&stage, 0, "energy") && has_tag(&stage, 1, "energy/solar"));
    buffer_release(&keys);
  }
  stage_play(&stage, ":rename-tag energy water<Enter>y");
  assert_true(has_tag(&stage, 0, "water") && has_tag(&stage, 1, "water/solar"));
  stage_play(&stage, "u"); // one step
  assert_true(has_tag(&stage, 0, "energy") && has_tag(&stage, 1, "energy/solar"));
  stage_close(&stage);
}

// Nothing is asked where no annotation changes, and what cannot be done says why at once.
static void what_changes_no_annotation_is_not_asked(void **state) {
  (void)state;
  Stage stage = stage_open_marked(24, 120);
  stage_play(&stage, ":add-tag new<Enter>:rename-tag new newer<Enter>");
  stage_shows(&stage, "renamed new to newer");
  stage_play(&stage, ":delete-tag newer<Enter>");
  stage_shows(&stage, "deleted newer");
  stage_play(&stage, ":rename-tag energy energy/below<Enter>");
  stage_lacks(&stage, "y/n");
  stage_play(&stage, ":delete-tag none<Enter>");
  stage_shows(&stage, "cannot find the tag 'none'");
  stage_play(&stage, ":rename-tag energy<Enter>");
  stage_lacks(&stage, "y/n");
  stage_close(&stage);
}

static void a_tag_of_any_name_is_asked_about_by_it(void **state) {
  (void)state;
  static const char *const names[] = {"#1", "back\\slash", "it's", "\"quoted\"", "a:b", "日本"};
  Stage stage = stage_open_marked(24, 120);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    Buffer line = {0};
    buffer_add_string(&line, ":rename-tag water ");
    line_quote(&line, slice_of(names[i]));
    buffer_add_string(&line, "<Enter>");
    stage_play(&stage, line.ptr);
    stage_shows(&stage, names[i]);
    stage_play(&stage, "y");
    stage_shows(&stage, "renamed water to ");
    stage_play(&stage, "u");
    buffer_release(&line);
  }
  stage_close(&stage);
}

static void merging_completes_the_other_tag(void **state) {
  (void)state;
  Stage stage = stage_open_marked(24, 100);
  stage_play(&stage, "CjM");
  stage_shows(&stage, "Merge energy/solar (2 annotations in 1 brief) into:");
  stage_play(&stage, "wa<Tab><Enter>");
  stage_shows(&stage, "merged energy/solar into water: 2 annotations in 1 brief");
  assert_true(has_tag(&stage, 1, "water"));
  stage_play(&stage, "u");
  assert_true(has_tag(&stage, 1, "energy/solar"));
  stage_close(&stage);
}

static void splitting_asks_which_and_says_how_many(void **state) {
  (void)state;
  Stage stage = stage_open_marked(24, 100);
  stage_play(&stage, "Cjs");
  stage_shows(&stage, "Split energy/solar (2 annotations), those with:");
  stage_play(&stage, "titel:x y");
  stage_shows(&stage, "column 1: there is no field 'titel'");
  stage_play(&stage, "^Unothing like it<Enter>");
  stage_shows(&stage, "of the 2 annotations of 'energy/solar' none is with “nothing like it”");
  stage_play(&stage, "scolour:yellow<Enter>");
  stage_shows(&stage, "2 annotations in 1 brief, of 2, will have instead: energy/solar/");
  stage_play(&stage, "roof<Enter>");
  stage_shows(&stage, "energy/solar/roof now");
  assert_true(has_tag(&stage, 1, "energy/solar/roof"));
  assert_false(has_tag(&stage, 1, "energy/solar"));
  stage_play(&stage, "u");
  assert_true(has_tag(&stage, 1, "energy/solar"));
  stage_close(&stage);
}

static void splitting_counts_what_has_the_tag_itself(void **state) {
  (void)state;
  Stage stage = stage_open_marked(24, 100);
  stage_play(&stage, "Cs");
  stage_shows(&stage, "Split energy (2 annotations of its own), those with:");
  stage_play(&stage, "colour:yellow<Enter>");
  stage_shows(&stage, "2 annotations in 1 brief, of 2, will have instead: energy/");
  stage_play(&stage, "^Usun<Enter>"); // a path that does not lie below
  stage_shows(&stage, "split energy: 2 of its 2 annotations have sun now");
  assert_true(has_tag(&stage, 0, "sun"));
  stage_play(&stage, "ggs");
  stage_shows(&stage, "there is nothing to split: no annotation has “energy” itself");
  stage_close(&stage);
}

static void deleting_a_tag_asks_with_the_figures(void **state) {
  (void)state;
  Stage stage = stage_open_marked(24, 100);
  stage_play(&stage, "CD");
  stage_shows(&stage, "Delete “energy” (2 tags)? 4 annotations in 1 brief lose it and stay");
  stage_play(&stage, "n");
  assert_true(has_tag(&stage, 0, "energy"));
  stage_play(&stage, "Dy");
  assert_int_equal(annotations(&stage), 5);
  assert_false(has_tag(&stage, 0, "energy"));
  stage_shows(&stage, "codebook · 1 tag");
  stage_play(&stage, "u");
  stage_shows(&stage, "codebook · 3 tags");
  stage_close(&stage);
}

static void colour_memo_and_a_new_tag(void **state) {
  (void)state;
  Stage stage = stage_open_marked(24, 100);
  stage_play(&stage, "Cc");
  stage_play(&stage, "jj<Enter>");
  stage_shows(&stage, "■ blue");
  stage_play(&stage, "eWhat is burnt^S");
  stage_shows(&stage, "set the memo of energy");
  stage_shows(&stage, "What is burnt");
  stage_play(&stage, "e");
  stage_shows(&stage, "memo");
  stage_play(&stage, "<Esc>+land use/forests<Enter>");
  stage_shows(&stage, "forests");
  stage_play(&stage, "uuu");
  stage_lacks(&stage, "forests");
  stage_lacks(&stage, "What is burnt");
  stage_lacks(&stage, "■ blue");
  stage_close(&stage);
}

static void undoing_a_split_is_undoing_in_the_codebook(void **state) {
  (void)state;
  Stage stage = stage_open(7, 110);
  int64_t first = stage_add(&stage, "one.txt", "First\n\nThe first text of three.\n");
  int64_t second = stage_add(&stage, "two.txt", "Second\n\nThe second text of three.\n");
  stage_open_brief(&stage, first);
  stage_play(&stage, "tx<Enter>");
  stage_open_brief(&stage, second);
  stage_play(&stage, ":split-tag x y colour:yellow<Enter>yu");
  stage_shows(&stage, "undone: split tag 'x', 1 annotation to 'y'");
  stage_lacks(&stage, "in “First”");
  stage_play(&stage, "^R");
  stage_shows(&stage, "redone: split tag 'x', 1 annotation to 'y'");
  stage_lacks(&stage, "in “First”");
  stage_play(&stage, ":history<Enter><Enter>");
  stage_shows(&stage, "codebook · 2 tags");
  stage_play(&stage, "q");
  stage_play(&stage, "uu"); // the tag was put on something in another brief
  stage_shows(&stage, "in “First”?");
  stage_close(&stage);
}

static void a_memo_has_several_lines(void **state) {
  (void)state;
  Stage stage = stage_open_marked(24, 100);
  stage_play(&stage, "Ceburnt<Enter>and counted^S");
  stage_shows(&stage, "burnt and counted");
  stage_play(&stage, "e");
  stage_shows(&stage, "│ burnt");
  stage_shows(&stage, "│ and counted");
  stage_play(&stage, "!<Esc>n^S");
  stage_shows(&stage, "burnt and counted!");
  stage_play(&stage, "e?<Esc>y");
  stage_lacks(&stage, "counted?");
  stage_shows(&stage, "codebook");
  stage_play(&stage, "u");
  stage_lacks(&stage, "counted!");
  stage_close(&stage);
}

static void enter_lists_the_annotations_of_the_tag_and_goes_there(void **state) {
  (void)state;
  Stage stage = stage_open_marked(24, 100);
  uint32_t before = stage.app->session.pos;
  stage_play(&stage, "Cj<Enter>");
  stage_shows(&stage, "2 of 5 · tag:energy/solar");
  stage_play(&stage, "q");
  stage_shows(&stage, "codebook");
  stage_play(&stage, "<Enter><Enter>");
  assert_null(stage.app->overlay);
  assert_int_equal(stage.app->session.pos, stage.app->session.spans[1].start);
  assert_int_equal(stage.app->session.annotation, stage.app->session.annotations.items[1].key);
  stage_play(&stage, "^O");
  assert_int_equal(stage.app->session.pos, before);
  stage_close(&stage);
}

static void an_empty_codebook_says_what_to_do(void **state) {
  (void)state;
  Stage stage = stage_open(24, 80);
  stage_play(&stage, "C");
  stage_shows(&stage, "No tags yet");
  stage_play(&stage, "rMDce<Enter>hljk");
  stage_shows(&stage, "codebook · 0 tags");
  stage_play(&stage, "<Esc>A");
  stage_shows(&stage, "No annotations yet.");
  stage_play(&stage, "<Enter>ddjks");
  stage_close(&stage);
}

static void acts_of_the_codebook_need_the_codebook(void **state) {
  (void)state;
  Stage stage = stage_open_marked(24, 100);
  static const char *const lines[] = {"fold",
                                      "unfold",
                                      "add-tag-prompt",
                                      "rename-tag-prompt",
                                      "merge-tag-prompt",
                                      "delete-tag-ask",
                                      "pick-tag-colour",
                                      "edit-memo"};
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    Buffer keys = {0};
    buffer_printf(&keys, ":%s<Enter>", lines[i]);
    stage_play(&stage, keys.ptr);
    stage_shows(&stage, "this is for the codebook: :codebook opens it");
    assert_null(stage.app->overlay);
    buffer_release(&keys);
  }
  stage_play(&stage, ":codebook<Enter>:fold<Enter>");
  stage_shows(&stage, "▸ energy");
  stage_close(&stage);
}

// ---- All of it

static void say(void *context, const char *sentence) {
  (void)context;
  print_error("%s\n", sentence);
}

// Everything that does something in the two panes, a few words, and some that leave them.
// clang-format off
static const char *const random_keys[] = {
    "C", "A", "C", "A", "j", "k", "h", "l", "G", "gg", "s", "u", "u", "^R", "<Enter>", "<Esc>",
    "q", "r", "M", "D", "c", "e", "+", "/", "dd", "y", "n", "<Tab>", "<Up>", "<Down>", "^U", "a",
    "/x", "energy", "water", "tag:", "\"", "<PgDn>", "<Home>", ":history<Enter>",
    ":sort tag<Enter>", "<Enter>",
};
// clang-format on

static void random_keys_leave_the_library_whole(void **state) {
  (void)state;
  Error err = {0};
  uint32_t random = 1;
  static const uint32_t sizes[][2] = {{24, 80}, {30, 130}, {6, 21}, {5, 20}, {12, 40}, {3, 10}};
  Stage stage = stage_open_marked(24, 80);
  for (int i = 0; i < 3000; i++) {
    random = random * 1664525 + 1013904223;
    if (random >> 8 & 1 || i % 40)
      stage_play(&stage, random_keys[(random >> 16) % (sizeof random_keys / sizeof *random_keys)]);
    else
      stage_resize(&stage, sizes[(random >> 16) % 6][0], sizes[(random >> 16) % 6][1]);
    assert_true(stage.app->screen->cursor_row < stage.app->screen->rows);
    assert_true(stage.app->screen->cursor_column < stage.app->screen->columns);
    if (stage.app->session.brief.key == 0) {
      BriefList *briefs = &stage.app->briefs.rows;
      while (stage.app->overlay) stage_play(&stage, "<Esc>n");
      if (briefs->count) stage_open_brief(&stage, briefs->items[0].key);
    }
  }
  check_ok(library_examine(stage.library, say, NULL, &err), &err);
  stage_close(&stage);
}

// ---- Golden screens

static void walk(uint32_t rows, uint32_t columns, const char *golden) {
  Stage stage = stage_open_marked(rows, columns);
  Buffer out = {0};
  stage_play(&stage, ":colour-tag energy blue<Enter>:memo-tag energy 'made, moved, used'<Enter>C");
  stage_write(&stage, "the codebook", &out);
  stage_play(&stage, "r");
  stage_write(&stage, "renaming", &out);
  stage_play(&stage, "<Esc>D");
  stage_write(&stage, "deleting", &out);
  stage_play(&stage, "n<Enter>");
  stage_write(&stage, "the annotations of a tag", &out);
  stage_play(&stage, "qqA");
  stage_write(&stage, "the annotations of a brief", &out);
  stage_play(&stage, "s");
  stage_write(&stage, "by tag", &out);
  stage_play(&stage, "<Esc>:history<Enter>");
  stage_write(&stage, "the history", &out);
  stage_play(&stage, "<Esc>:re<Tab>");
  stage_write(&stage, "completion", &out);
  check_golden(golden, buffer_slice(&out));
  buffer_release(&out);
  stage_close(&stage);
}

static void wide_screen(void **state) {
  (void)state;
  walk(30, 130, "screen-codebook-130x30.txt");
}

static void medium_screen(void **state) {
  (void)state;
  walk(24, 80, "screen-codebook-80x24.txt");
}

static void small_screen(void **state) {
  (void)state;
  walk(10, 40, "screen-codebook-40x10.txt");
}

static void smallest_screen(void **state) {
  (void)state;
  walk(5, 20, "screen-codebook-20x5.txt");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_codebook_is_a_tree_with_counts),
      cmocka_unit_test(the_filter_finds_tags_also_in_what_is_folded),
      cmocka_unit_test(renaming_says_the_figures_and_takes_the_subtree_along),
      cmocka_unit_test(a_long_prompt_keeps_its_last_word),
      cmocka_unit_test(renaming_to_another_tags_name_offers_to_merge),
      cmocka_unit_test(renaming_what_only_holds_tags_to_a_tags_name_offers_to_merge),
      cmocka_unit_test(a_command_on_a_tag_asks_first_with_the_figures),
      cmocka_unit_test(what_changes_no_annotation_is_not_asked),
      cmocka_unit_test(a_tag_of_any_name_is_asked_about_by_it),
      cmocka_unit_test(merging_completes_the_other_tag),
      cmocka_unit_test(splitting_asks_which_and_says_how_many),
      cmocka_unit_test(splitting_counts_what_has_the_tag_itself),
      cmocka_unit_test(deleting_a_tag_asks_with_the_figures),
      cmocka_unit_test(colour_memo_and_a_new_tag),
      cmocka_unit_test(undoing_a_split_is_undoing_in_the_codebook),
      cmocka_unit_test(a_memo_has_several_lines),
      cmocka_unit_test(enter_lists_the_annotations_of_the_tag_and_goes_there),
      cmocka_unit_test(an_empty_codebook_says_what_to_do),
      cmocka_unit_test(acts_of_the_codebook_need_the_codebook),
      cmocka_unit_test(random_keys_leave_the_library_whole),
      cmocka_unit_test(wide_screen),
      cmocka_unit_test(medium_screen),
      cmocka_unit_test(small_screen),
      cmocka_unit_test(smallest_screen),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
