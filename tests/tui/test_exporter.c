// SPDX-License-Identifier: MIT
// The page of an export: choices, the beginning of the result, and what becomes of what is there.
#include "base/file.h"
#include "support/check.h"
#include "support/stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct Desk {
  Stage stage;
  char *folder;
} Desk;

// Two briefs; in the second, which is open, a yellow sentence and a green one with a tag.
static Desk open_desk(uint32_t rows, uint32_t columns) {
  Desk desk = {.stage = stage_open(rows, columns), .folder = check_folder()};
  Stage *stage = &desk.stage;
  stage_open_brief(stage, stage_add(stage, "hills.txt", "Hills\n\nHills are high. They stand.\n"));
  stage_play(stage, ")H");
  stage_open_brief(
      stage,
      stage_add(stage, "rain.txt", "Rain\n\nRain falls on hills. It stops. Then the sun comes.\n"));
  stage_play(stage, "H)tweather<Enter>");
  return desk;
}

static void close_desk(Desk *desk) {
  stage_close(&desk->stage);
  check_folder_remove(desk->folder);
  free(desk->folder);
}

// Opens the page and names a file in the desk's folder; the caller frees its path.
static char *name_file(Desk *desk, const char *name) {
  Buffer keys = {0}, path = {0};
  buffer_printf(&path, "%s/%s", desk->folder, name);
  buffer_printf(&keys, "Ef^U%s<Enter>", path.ptr);
  stage_play(&desk->stage, keys.ptr);
  buffer_release(&keys);
  return buffer_take(&path);
}

static void check_file(const char *path, const char *holds, const char *lacks) {
  char *text = check_read(path);
  if (holds && !strstr(text, holds)) fail_msg("«%s» is not in\n%s", holds, text);
  if (lacks && strstr(text, lacks)) fail_msg("«%s» is in\n%s", lacks, text);
  free(text);
}

static void the_page_shows_what_the_file_will_hold(void **state) {
  (void)state;
  static const struct { uint32_t rows, columns; } sizes[] = {{12, 40}, {24, 80}, {40, 120}};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    Desk desk = open_desk(sizes[i].rows, sizes[i].columns);
    stage_play(&desk.stage, "E");
    stage_shows(&desk.stage, "2 annotations · 1 brief");
    stage_shows(&desk.stage, "format   markdown");
    stage_shows(&desk.stage, "file     rain");
    stage_shows(&desk.stage, "# postil head");
    stage_play(&desk.stage, "q");
    assert_null(desk.stage.app->overlay);
    close_desk(&desk);
  }
}

static void each_choice_changes_what_is_shown(void **state) {
  (void)state;
  Desk desk = open_desk(50, 100);
  Stage *stage = &desk.stage;
  stage_play(stage, "E");
  stage_lacks(stage, "Hills are high");
  stage_play(stage, "jl");
  stage_shows(stage, "3 annotations · 2 briefs");
  stage_shows(stage, "> Hills are high.");
  stage_play(stage, "jjl");
  stage_shows(stage, "by tag");
  stage_shows(stage, "# weather");
  stage_play(stage, "j");
  stage_lacks(stage, "It stops. Then");
  stage_play(stage, "2l");
  stage_shows(stage, "2 sentences before and behind");
  stage_play(stage, "h");
  stage_shows(stage, "1 sentence before and behind");
  stage_play(stage, "ggl");
  stage_shows(stage, "html");
  stage_lacks(stage, "grouped");
  close_desk(&desk);
}

static void a_filter_narrows_the_export_with_each_key(void **state) {
  (void)state;
  Desk desk = open_desk(30, 100);
  Stage *stage = &desk.stage;
  char *path = name_file(&desk, "some.md");
  stage_play(stage, "/tag:weather");
  stage_shows(stage, "1 annotation · 1 brief");
  stage_play(stage, "<Enter>");
  stage_shows(stage, "filter   tag:weather");
  stage_play(stage, "<Enter>");
  check_file(path, "#weather", "> Rain\n");
  free(path);
  close_desk(&desk);
}

// What is shown and what is written are read in one way.
static void the_file_holds_what_the_kept_filter_showed(void **state) {
  (void)state;
  Desk desk = open_desk(24, 100);
  char *path = name_file(&desk, "kept.md");
  stage_play(&desk.stage, "/fal");
  stage_shows(&desk.stage, "1 annotation · 1 brief");
  stage_play(&desk.stage, "<Enter>");
  stage_shows(&desk.stage, "1 annotation · 1 brief");
  stage_play(&desk.stage, "<Enter>");
  check_file(path, "Rain falls", "> Rain\n");
  free(path);
  close_desk(&desk);
}

static void a_wrong_filter_writes_nothing(void **state) {
  (void)state;
  Desk desk = open_desk(30, 100);
  char *path = name_file(&desk, "none.md");
  stage_play(&desk.stage, "/nosuchfield:x<Enter><Enter>");
  stage_shows(&desk.stage, "there is no field 'nosuchfield'");
  assert_int_not_equal(access(path, F_OK), 0);
  stage_shows(&desk.stage, "format   markdown");
  free(path);
  close_desk(&desk);
}

static void nothing_to_write_is_said_before_it_is_tried(void **state) {
  (void)state;
  Desk desk = open_desk(30, 100);
  stage_play(&desk.stage, "E/colour:red<Enter>");
  stage_shows(&desk.stage, "there is nothing to write");
  close_desk(&desk);
}

static void markdown_is_updated_and_keeps_what_was_written_in_it(void **state) {
  (void)state;
  Desk desk = open_desk(30, 100);
  Stage *stage = &desk.stage;
  char *path = name_file(&desk, "notes.md");
  stage_play(stage, "<Enter>");
  stage_shows(stage, "exported to");
  FILE *file = fopen(path, "ae");
  fputs("\nMy own thought.\n", file);
  fclose(file);
  stage_play(stage, ")H");
  free(name_file(&desk, "notes.md"));
  stage_shows(stage, "there already: is updated");
  stage_play(stage, "<Enter>");
  stage_shows(stage, "1 new, 0 changed, 2 same");
  check_file(path, "My own thought.", NULL);
  check_file(path, "> It stops.", NULL);
  free(path);
  close_desk(&desk);
}

static void a_file_that_is_no_export_is_replaced_only_after_a_question(void **state) {
  (void)state;
  static const char *const formats[] = {"", "l"}; // one that updates and one that does not
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
    Desk desk = open_desk(30, 200);
    Stage *stage = &desk.stage;
    Error err = {0};
    char *path = name_file(&desk, "mine.txt");
    check_ok(file_write(path, SLICE("mine\n"), false, &err), &err);
    stage_play(stage, formats[i]);
    stage_play(stage, "<Enter>");
    stage_shows(stage, "y/n");
    stage_play(stage, "n");
    check_file(path, "mine", "Rain");
    stage_play(stage, "<Enter>y");
    check_file(path, "Rain", "mine");
    free(path);
    close_desk(&desk);
  }
}

static void a_name_that_was_typed_stays_when_the_format_changes(void **state) {
  (void)state;
  Desk desk = open_desk(30, 100);
  stage_play(&desk.stage, "El");
  stage_shows(&desk.stage, "file     rain.html");
  stage_play(&desk.stage, "f^Umine.x<Enter>l");
  stage_shows(&desk.stage, "file     mine.x");
  stage_play(&desk.stage, "f^U<Enter>");
  stage_shows(&desk.stage, "file     rain.org");
  close_desk(&desk);
}

static void every_format_can_be_looked_at_and_written(void **state) {
  (void)state;
  uint32_t count;
  const ExchangeFormat *formats = exchange_formats(&count);
  Desk desk = open_desk(30, 100);
  for (uint32_t i = 0; i < count; i++) {
    Buffer name = {0};
    buffer_printf(&name, "%s.%s", formats[i].name, formats[i].ending);
    char *path = name_file(&desk, name.ptr);
    stage_shows(&desk.stage, formats[i].name);
    stage_lacks(&desk.stage, "cannot export");
    stage_play(&desk.stage, "<Enter>");
    stage_shows(&desk.stage, "exported to");
    assert_int_equal(access(path, F_OK), 0);
    stage_play(&desk.stage, "El<Esc>");
    free(path);
    buffer_release(&name);
  }
  close_desk(&desk);
}

static void several_pages_go_into_a_folder(void **state) {
  (void)state;
  Desk desk = open_desk(30, 100);
  stage_play(&desk.stage, "Eljl");
  stage_shows(&desk.stage, "all briefs");
  stage_shows(&desk.stage, "file     annotations-html/");
  stage_shows(&desk.stage, "<!doctype html>");
  close_desk(&desk);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_page_shows_what_the_file_will_hold),
      cmocka_unit_test(each_choice_changes_what_is_shown),
      cmocka_unit_test(a_filter_narrows_the_export_with_each_key),
      cmocka_unit_test(the_file_holds_what_the_kept_filter_showed),
      cmocka_unit_test(a_wrong_filter_writes_nothing),
      cmocka_unit_test(nothing_to_write_is_said_before_it_is_tried),
      cmocka_unit_test(markdown_is_updated_and_keeps_what_was_written_in_it),
      cmocka_unit_test(a_file_that_is_no_export_is_replaced_only_after_a_question),
      cmocka_unit_test(a_name_that_was_typed_stays_when_the_format_changes),
      cmocka_unit_test(every_format_can_be_looked_at_and_written),
      cmocka_unit_test(several_pages_go_into_a_folder),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
