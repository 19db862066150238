// SPDX-License-Identifier: MIT
// Prompts: what Tab completes, what they remember, what an unknown command gets for an answer.
#include "support/check.h"
#include "support/stage.h"

#define BRIEF "data/briefs/velna-compact.txt"

// The row of the prompt, as it is shown.
static const char *field(const Stage *stage, Buffer *out) {
  buffer_clear(out);
  const Screen *screen = stage->app->screen;
  for (uint32_t column = 0; column < screen->columns; column++) {
    const Cell *cell = &screen->cells[(size_t)(screen->rows - 2) * screen->columns + column];
    buffer_add(out, slice_make(cell->text, cell->len));
  }
  while (out->len > 0 && out->ptr[out->len - 1] == ' ') out->ptr[--out->len] = '\0';
  return out->ptr;
}

static void tab_completes_names_and_arguments(void **state) {
  (void)state;
  Stage stage = stage_open_file(BRIEF, 24, 100);
  stage_play(&stage, "tenergy<Enter>)tenergy/solar<Enter>)twater<Enter>");
  static const struct {
    const char *keys, *line;
  } cases[] = {
      {":rename-tag <Tab>", " :rename-tag"},
      {":renam<Tab>", " :rename-tag"},
      {":codeb<Tab>", " :codebook"},
      {":rename-tag ENERGY/S<Tab>", " :rename-tag energy/solar"},
      {":merge-tag water energy/<Tab>", " :merge-tag water energy/solar"},
      {":untag wa<Tab>", " :untag water"},
      {":tag a b wa<Tab>", " :tag a b water"},
      {":colour gre<Tab>", " :colour gre"}, // green, grey
      {":colour gree<Tab>", " :colour green"},
      {":export mark<Tab>", " :export markdown"},
      {":export markdown data/briefs/velna<Tab>",
       " :export markdown data/briefs/velna-compact.txt"},
      {":open compact<Tab>", " :open velna-compact.txt"},
      {":set theme li<Tab>", " :set theme light"},
      {":help; colour gree<Tab>", " :help; colour green"},
      {":tag 'wa<Tab>", " :tag water"},
      {":sort titl<Tab>", " :sort title"},
      {":annotations ser<Tab>", " :annotations series:"},
      {":annotations 'read:no tag:wa<Tab>", " :annotations \"read:no tag:water\""},
  };
  Buffer line = {0};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    stage_play(&stage, cases[i].keys);
    assert_string_equal(field(&stage, &line), cases[i].line);
    stage_play(&stage, "<Esc>");
  }
  stage_play(&stage, ":zzz<Tab>");
  stage_shows(&stage, "nothing begins with that");
  buffer_release(&line);
  stage_close(&stage);
}

static void a_tag_with_blanks_is_completed_in_quotation_marks(void **state) {
  (void)state;
  Stage stage = stage_open_file(BRIEF, 24, 100);
  stage_play(&stage, "tenergy bill<Enter>");
  stage_play(&stage, ":delete-tag ener<Tab><Enter>y");
  stage_shows(&stage, "deleted energy bill: 1 annotation in 1 brief stays");
  stage_close(&stage);
}

static void prompts_remember_what_was_typed_by_kind(void **state) {
  (void)state;
  Stage stage = stage_open_file(BRIEF, 24, 100);
  Buffer line = {0};
  stage_play(&stage, ":w<Enter>:messages<Enter>q/river<Enter>");
  stage_play(&stage, ":<Up>");
  assert_string_equal(field(&stage, &line), " :messages");
  stage_play(&stage, "<Up>");
  assert_string_equal(field(&stage, &line), " :w");
  stage_play(&stage, "<Up>");
  assert_string_equal(field(&stage, &line), " :w");
  stage_play(&stage, "<Down><Down>");
  assert_string_equal(field(&stage, &line), " :");
  stage_play(&stage, "m<Up>"); // what begins so
  assert_string_equal(field(&stage, &line), " :messages");
  stage_play(&stage, "<Down>");
  assert_string_equal(field(&stage, &line), " :m");
  stage_play(&stage, "<Esc>/<Up>");
  assert_true(slice_starts(slice_of(field(&stage, &line)), SLICE(" /river")));
  buffer_release(&line);
  stage_close(&stage);
}

static void an_unknown_command_offers_the_nearest(void **state) {
  (void)state;
  Stage stage = stage_open_file(BRIEF, 24, 100);
  stage_play(&stage, ":renmae-tag a b<Enter>");
  stage_shows(&stage,
              "cannot run 'renmae-tag': there is no such command: did you mean 'rename-tag'?");
  stage_play(&stage, ":qqqqqqq<Enter>");
  stage_shows(&stage, "cannot run 'qqqqqqq': there is no such command: F1 lists all");
  stage_close(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(tab_completes_names_and_arguments),
      cmocka_unit_test(a_tag_with_blanks_is_completed_in_quotation_marks),
      cmocka_unit_test(prompts_remember_what_was_typed_by_kind),
      cmocka_unit_test(an_unknown_command_offers_the_nearest),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
