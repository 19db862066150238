// SPDX-License-Identifier: MIT
// Sentences that stand in several briefs: the sign at the caret, and the offer to annotate the
// other places too.
#include "support/check.h"
#include "support/stage.h"

#include <stdlib.h>

static const char one[] =
    "On Harbours\n\nThe harbour grew for years without a plan of any kind. Nobody asked. It still "
    "grows every summer, and the town pays for it.\n";
static const char two[] =
    "On Markets\n\nIt began small. THE HARBOUR grew for years without a plan of any kind! Nobody "
    "asked.\n";
static const char three[] =
    "On Ferries\n\nNobody asked. The harbour grew for years, without a plan of any kind.\n";

static Stage open_harbours(void) {
  Stage stage = stage_open(24, 100);
  int64_t key = stage_add(&stage, "one.txt", one);
  stage_add(&stage, "two.txt", two);
  stage_add(&stage, "three.txt", three);
  stage_open_brief(&stage, key);
  return stage;
}

// Nothing comes until nothing is left to do; how many steps that took.
static uint32_t rest(Stage *stage) {
  static const Event nothing = {.type = EVENT_NONE};
  uint32_t steps = 0;
  for (; app_patience(stage->app) >= 0 && steps < 1000; steps++) app_feed(stage->app, &nothing);
  app_draw(stage->app);
  return steps;
}

static uint32_t count_annotations(Stage *stage) {
  Error err = {0};
  AnnotationList list;
  check_ok(annotation_list(stage->library, &(AnnotationWish){0}, &list, &err), &err);
  uint32_t count = list.count;
  annotation_release_list(&list);
  return count;
}

static void the_sign_stands_where_the_caret_rests(void **state) {
  (void)state;
  Stage stage = open_harbours();
  stage_play(&stage, "/grew<Enter><Esc>");
  stage_lacks(&stage, "also in");
  rest(&stage);
  stage_shows(&stage, "also in 2 other briefs: gs");
  stage_play(&stage, "w");
  stage_shows(&stage, "also in 2 other briefs: gs");
  stage_play(&stage, ")");
  rest(&stage);
  stage_lacks(&stage, "also in");
  stage_play(&stage, "(");
  rest(&stage);
  stage_shows(&stage, "also in 2 other briefs: gs");
  stage_close(&stage);
}

static void a_caret_that_rested_costs_nothing_more(void **state) {
  (void)state;
  Stage stage = open_harbours();
  assert_true(app_patience(stage.app) > 0);
  assert_true(rest(&stage) > 0);
  assert_int_equal(app_patience(stage.app), -1);
  stage_play(&stage, "j");
  assert_true(app_patience(stage.app) > 0); // no step is due right behind a key
  rest(&stage);
  stage_play(&stage, ":set repeats off<Enter>)");
  assert_int_equal(app_patience(stage.app), -1);
  stage_close(&stage);
}

static void a_brief_that_goes_is_not_counted_any_more(void **state) {
  (void)state;
  Stage stage = open_harbours();
  stage_play(&stage, "/grew<Enter>");
  rest(&stage);
  stage_shows(&stage, "also in 2 other briefs");
  stage_play(&stage, ":open Ferries<Enter>:remove<Enter>y:open Harbours<Enter>/grew<Enter>");
  rest(&stage);
  stage_shows(&stage, "also in 1 other brief");
  stage_close(&stage);
}

static void an_annotation_offers_the_other_places(void **state) {
  (void)state;
  Stage stage = open_harbours();
  stage_play(&stage, "/grew<Enter>H");
  stage_shows(&stage, "also in 2 other briefs: gA annotates it there too");
  assert_int_equal(count_annotations(&stage), 1);
  stage_play(&stage, "gA");
  stage_shows(&stage, "Annotate this passage in 2 other briefs too?");
  stage_play(&stage, "n");
  assert_int_equal(count_annotations(&stage), 1);
  stage_play(&stage, "gAy");
  stage_shows(&stage, "annotated in 2 other briefs too: u takes it back");
  assert_int_equal(count_annotations(&stage), 3);
  stage_play(&stage, "gA");
  stage_shows(&stage, "no other place of this passage that lacks the annotation");
  stage_close(&stage);
}

static void what_stands_nowhere_else_is_not_offered(void **state) {
  (void)state;
  Stage stage = open_harbours();
  stage_play(&stage, "/summer<Enter>H");
  stage_shows(&stage, "highlighted");
  stage_lacks(&stage, "also in");
  stage_play(&stage, "/grew<Enter>HgAyDH");
  stage_lacks(&stage, "gA annotates it"); // the other places have it already
  stage_close(&stage);
}

static void a_key_that_comes_sooner_is_not_kept_waiting(void **state) {
  (void)state;
  Stage stage = open_harbours();
  stage_play(&stage, "/grew<Enter>");
  app_feed(stage.app, &(Event){.type = EVENT_KEY, .key = 'H'});
  assert_int_equal(app_patience(stage.app), 0);
  app_feed(stage.app, &(Event){.type = EVENT_NONE}); // a step of it
  stage_play(&stage, ")");
  stage_lacks(&stage, "gA annotates it");
  stage_play(&stage, "(gA");
  stage_shows(&stage, "Annotate this passage in 2 other briefs too?");
  stage_close(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_sign_stands_where_the_caret_rests),
      cmocka_unit_test(a_caret_that_rested_costs_nothing_more),
      cmocka_unit_test(a_brief_that_goes_is_not_counted_any_more),
      cmocka_unit_test(an_annotation_offers_the_other_places),
      cmocka_unit_test(what_stands_nowhere_else_is_not_offered),
      cmocka_unit_test(a_key_that_comes_sooner_is_not_kept_waiting),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
