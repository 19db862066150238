// SPDX-License-Identifier: MIT
// More annotations than a window of their pane holds, and more than are read at once: walked in
// each grouping, changed while they are listed, counted while the reader types.
#include "support/check.h"
#include "support/stage.h"

#include "tui/annotationlist.h"

#include <stdio.h>
#include <stdlib.h>

enum { WORDS = 420, OTHERS = 30, ROWS = 20, COLUMNS = 100 };

static int64_t add_words(Stage *stage, const char *name, uint32_t count) {
  Buffer text = {0};
  for (uint32_t i = 0; i < count; i++) buffer_printf(&text, "word%03u ", i);
  buffer_add_string(&text, "end.\n");
  int64_t brief = stage_add(stage, name, text.ptr);
  buffer_release(&text);
  return brief;
}

// One on each word that is so many behind the last one.
static void annotate_words(Stage *stage, int64_t brief, uint32_t count, uint32_t every,
                           const char *tag, Colour colour) {
  Error err = {0};
  AnnotationSpot spots[WORDS];
  int64_t change;
  uint32_t made = 0;
  for (uint32_t i = every / 2; i < count; i += every)
    spots[made++] = (AnnotationSpot){.brief = brief, .span = {i * 8, i * 8 + 7}};
  AnnotationRequest request = {.colour = colour, .tags = &tag, .tag_count = tag != NULL};
  check_ok(annotation_add_alike(stage->library, &request, spots, made, &change, &err), &err);
}

static Stage filled(void) {
  Stage stage = stage_open(ROWS, COLUMNS);
  int64_t first = add_words(&stage, "first.txt", WORDS);
  int64_t other = add_words(&stage, "other.txt", OTHERS);
  annotate_words(&stage, first, WORDS, 1, NULL, COLOUR_YELLOW);
  annotate_words(&stage, first, WORDS, 2, "people/workers", COLOUR_GREEN);
  annotate_words(&stage, other, OTHERS, 1, "people", COLOUR_GREEN);
  stage_open_brief(&stage, first);
  return stage;
}

static int64_t current(const Stage *stage) {
  const Annotation *annotation = annotationlist_chosen(stage->app);
  return annotation ? annotation->key : 0;
}

// Presses a key until the caret stays; gives where it was after each, in order.
static Keys walk(Stage *stage, const char *key) {
  Keys keys = {0};
  for (int64_t before = 0; before != current(stage); stage_play(stage, key)) {
    before = current(stage);
    keys_add(&keys, before);
    if (keys.count > 2 * WORDS) fail_msg("'%s' has no end", key);
  }
  return keys;
}

// Line by line from one end, page by page from the other.
static void check_walks(Stage *stage, uint32_t count, bool up) {
  stage_play(stage, up ? "G" : "gg");
  Keys lines = walk(stage, up ? "k" : "j");
  assert_int_equal(lines.count, count);
  Keys pages = walk(stage, up ? "<Space>" : "-");
  assert_int_equal(current(stage), lines.items[0]);
  assert_true(pages.count < count / 4);
  stage_play(stage, up ? "gg" : "G");
  assert_int_equal(current(stage), lines.items[count - 1]);
  keys_release(&lines);
  keys_release(&pages);
}

static void every_annotation_is_reached_in_every_grouping(void **state) {
  (void)state;
  Stage stage = filled();
  stage_play(&stage, "A");
  stage_shows(&stage, "630 · by brief");
  check_walks(&stage, WORDS * 3 / 2, true);
  stage_play(&stage, "A");
  stage_shows(&stage, "660 · by brief");
  check_walks(&stage, WORDS * 3 / 2 + OTHERS, false);
  stage_play(&stage, "s");
  stage_shows(&stage, "660 · by tag");
  check_walks(&stage, WORDS * 3 / 2 + OTHERS, true);
  stage_play(&stage, "gg");
  stage_shows(&stage, "people  30");
  stage_play(&stage, "s");
  check_walks(&stage, WORDS * 3 / 2 + OTHERS, false);
  stage_close(&stage);
}

// Nobody has counted the groups of what passes a filter.
static void a_group_that_is_all_in_the_window_is_counted_there(void **state) {
  (void)state;
  Stage stage = filled();
  stage_play(&stage, "AA/not colour:blue<Enter>:sort tag<Enter>gg");
  stage_shows(&stage, "660 · not colour:blue · by tag");
  stage_shows(&stage, "people  30");
  stage_play(&stage, "32j"); // the next group goes on behind the window
  stage_shows(&stage, "people/workers");
  stage_lacks(&stage, "people/workers  ");
  stage_play(&stage, "/^Utag:=people or not tag:people<Enter>:sort colour<Enter>G29k");
  stage_shows(&stage, "450 of 660");
  stage_shows(&stage, "green  30");
  stage_close(&stage);
}

static void the_caret_stays_where_what_it_is_on_is_regrouped(void **state) {
  (void)state;
  Stage stage = filled();
  stage_play(&stage, "Agg300j");
  int64_t key = current(&stage);
  for (int i = 0; i < LINEUP_GROUPING_COUNT; i++) {
    stage_play(&stage, "s");
    assert_int_equal(current(&stage), key);
  }
  stage_play(&stage, "A");
  assert_int_equal(current(&stage), key);
  stage_close(&stage);
}

static void a_change_in_the_middle_leaves_the_rest_where_it_is(void **state) {
  (void)state;
  Stage stage = filled();
  stage_play(&stage, "Agg");
  Keys before = walk(&stage, "j");
  stage_play(&stage, "gg400j");
  assert_int_equal(current(&stage), before.items[400]);
  stage_play(&stage, "dd");
  assert_int_equal(current(&stage), before.items[401]);
  stage_shows(&stage, "629 · by brief");
  stage_play(&stage, "u");
  stage_shows(&stage, "630 · by brief");
  stage_play(&stage, "k");
  assert_int_equal(current(&stage), before.items[400]);
  keys_release(&before);
  stage_close(&stage);
}

static void what_another_program_deletes_is_listed_no_more(void **state) {
  (void)state;
  Stage stage = filled();
  Error err = {0};
  int64_t change;
  stage_play(&stage, "Agg");
  Keys before = walk(&stage, "j");
  stage_play(&stage, "gg400j");
  check_ok(annotation_delete(stage.library, &before.items[400], 3, &change, &err), &err);
  stage_play(&stage, "<Right>");
  stage_shows(&stage, "627 · by brief");
  assert_int_equal(current(&stage), before.items[403]);
  stage_play(&stage, "k");
  assert_int_equal(current(&stage), before.items[399]);
  keys_release(&before);
  stage_close(&stage);
}

static void a_filter_that_most_pass_is_walked_too(void **state) {
  (void)state;
  Stage stage = filled();
  stage_play(&stage, "AA/colour:yellow<Enter>");
  stage_shows(&stage, "420 of 660 · colour:yellow");
  check_walks(&stage, WORDS, false);
  stage_play(&stage, "s");
  check_walks(&stage, WORDS, true);
  stage_close(&stage);
}

// ---- While somebody types

static bool typing;

static bool is_typing(void *terminal) {
  (void)terminal;
  return typing;
}

// Keys of one byte, so quickly that no work is done in between.
static void type(Stage *stage, const char *keys) {
  typing = true;
  for (const char *at = keys; *at; at++) {
    Event event = {.type = EVENT_KEY, .key = (Key)*at};
    app_feed(stage->app, &event);
    app_draw(stage->app);
  }
}

static void wait_for_the_end(Stage *stage) {
  Event none = {.type = EVENT_NONE};
  typing = false;
  while (app_patience(stage->app) == 0) app_feed(stage->app, &none);
  app_draw(stage->app);
}

static void what_is_counted_waits_for_the_reader(void **state) {
  (void)state;
  Stage stage = filled();
  stage.app->hurry = is_typing;
  static const char *const commands[][3] = {
      {":codebook\r", "counting", "▾ people         30    240"},
      {":matrix tag\r", "counting by tag", "people with people"},
      {":stats\r", "counting", "with a tag                      240"}};
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
    type(&stage, commands[i][0]);
    stage_shows(&stage, commands[i][1]);
    type(&stage, "\x1b"); // what takes long can be left
    assert_null(stage.app->overlay);
    type(&stage, commands[i][0]);
    wait_for_the_end(&stage);
    stage_lacks(&stage, "counting");
    stage_shows(&stage, commands[i][2]);
    stage_play(&stage, "<Esc>");
  }
  stage_close(&stage);
}

static void a_filter_that_takes_long_leaves_the_list_until_it_is_known(void **state) {
  (void)state;
  Stage stage = filled();
  stage.app->hurry = is_typing;
  type(&stage, "AA/tag:people");
  stage_shows(&stage, "… of 660");
  stage_shows(&stage, "word000");
  wait_for_the_end(&stage);
  stage_shows(&stage, "240 of 660 · tag:people");
  stage_close(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_annotation_is_reached_in_every_grouping),
      cmocka_unit_test(a_group_that_is_all_in_the_window_is_counted_there),
      cmocka_unit_test(the_caret_stays_where_what_it_is_on_is_regrouped),
      cmocka_unit_test(a_change_in_the_middle_leaves_the_rest_where_it_is),
      cmocka_unit_test(what_another_program_deletes_is_listed_no_more),
      cmocka_unit_test(a_filter_that_most_pass_is_walked_too),
      cmocka_unit_test(what_is_counted_waits_for_the_reader),
      cmocka_unit_test(a_filter_that_takes_long_leaves_the_list_until_it_is_known),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
