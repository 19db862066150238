// SPDX-License-Identifier: MIT
// A new file: on the screen first, in the library before anything acts on it.
#include "support/check.h"
#include "support/prose.h"
#include "support/pty.h"
#include "support/stage.h"
#include "tui/coming.h"

#include <stdlib.h>
#include <unistd.h>

// A file in a folder of its own, on the screen and not in the library yet.
typedef struct Coming {
  Stage stage;
  char *folder, *path;
} Coming;

static Coming write_file(Slice bytes) {
  Coming coming = {.stage = stage_open(30, 120), .folder = check_folder()};
  check_write(coming.folder, "new.txt", bytes);
  coming.path = check_path(coming.folder, "new.txt");
  return coming;
}

static void show_file(Stage *stage, const char *path) {
  Preview *preview = preview_read(stage->library, path);
  assert_non_null(preview);
  coming_show(stage->app, preview);
  app_draw(stage->app);
  assert_non_null(stage->app->coming);
}

static Coming show_bytes(Slice bytes) {
  Coming coming = write_file(bytes);
  show_file(&coming.stage, coming.path);
  return coming;
}

static void leave(Coming *coming) {
  stage_close(&coming->stage);
  check_folder_remove(coming->folder);
  free(coming->folder);
  free(coming->path);
}

static void time_passes(Stage *stage) {
  app_feed(stage->app, &(Event){.type = EVENT_NONE});
  assert_null(stage->app->coming);
  app_draw(stage->app);
}

static uint32_t count_briefs(Library *library) {
  Error err = {0};
  BriefList list;
  check_ok(brief_list(library, &list, &err), &err);
  uint32_t count = list.count;
  brief_release_list(&list);
  return count;
}

// Paragraphs without notes, each ended by `line_end` twice.
static void write_paragraphs(Buffer *out, const char *line_end, uint32_t count) {
  for (uint32_t seed = 1; seed <= count; seed++) {
    prose_paragraph(out, seed, 1000);
    buffer_printf(out, "%s%s", line_end, line_end);
  }
}

// ---- What is shown

static void check_same_frames(Stage *stage) {
  Buffer first = {0}, second = {0};
  stage_write(stage, "frame", &first);
  time_passes(stage);
  stage_write(stage, "frame", &second);
  check_text(buffer_slice(&second), first.ptr);
  buffer_release(&first);
  buffer_release(&second);
}

static void the_first_frame_of_a_new_file_is_that_of_the_brief(void **state) {
  (void)state;
  static const char *const samples[] = {"lighthouse-fund", "night-trains", "ports-before-plants",
                                        "school-kitchens", "velna-compact"};
  static const uint32_t widths[] = {60, 90, 140};
  for (size_t i = 0; i < sizeof samples / sizeof *samples * 3; i++) {
    Buffer path = {0};
    buffer_printf(&path, "data/briefs/%s.txt", samples[i / 3]);
    Stage stage = stage_open(30, widths[i % 3]);
    show_file(&stage, path.ptr);
    assert_int_equal(count_briefs(stage.library), 0);
    check_same_frames(&stage);
    assert_int_equal(count_briefs(stage.library), 1);
    stage_close(&stage);
    buffer_release(&path);
  }
}

static void the_first_frame_of_a_long_new_file_is_that_of_the_brief(void **state) {
  (void)state;
  static const char *const line_ends[] = {"\n", "\r\n"};
  for (size_t i = 0; i < sizeof line_ends / sizeof *line_ends; i++) {
    Buffer text = {0};
    if (i) buffer_add_string(&text, "\xEF\xBB\xBF");
    write_paragraphs(&text, line_ends[i], 300);
    Coming coming = show_bytes(buffer_slice(&text));
    assert_true(session_is_cut(&coming.stage.app->session));
    check_same_frames(&coming.stage);
    assert_false(session_is_cut(&coming.stage.app->session));
    leave(&coming);
    buffer_release(&text);
  }
}

static void notes_from_the_end_of_a_new_file_move_no_line_of_its_text(void **state) {
  (void)state;
  Buffer text = {0};
  prose_brief(&text, 5, 700000);
  Coming coming = show_bytes(buffer_slice(&text));
  App *app = coming.stage.app;
  uint32_t row, column, row_after, column_after;
  reader_caret_cell(app, &row, &column);
  Span view = reader_view(&app->reader);
  time_passes(&coming.stage);
  reader_caret_cell(app, &row_after, &column_after);
  assert_true(row == row_after && column == column_after);
  assert_true(span_equal(view, reader_view(&app->reader)));
  assert_true(app->session.version->note_count > 0);
  leave(&coming);
  buffer_release(&text);
}

static void a_screen_longer_than_what_was_read_shows_the_whole(void **state) {
  (void)state;
  Buffer text = {0};
  write_paragraphs(&text, "\n", 300);
  Coming coming = write_file(buffer_slice(&text));
  stage_resize(&coming.stage, 3000, 60);
  Preview *preview = preview_read(coming.stage.library, coming.path);
  coming_show(coming.stage.app, preview);
  app_draw(coming.stage.app);
  assert_null(coming.stage.app->coming);
  assert_int_equal(count_briefs(coming.stage.library), 1);
  leave(&coming);
  buffer_release(&text);
}

// ---- What acts

static void a_key_typed_before_a_file_is_added_acts_on_the_whole_of_it(void **state) {
  (void)state;
  Buffer text = {0};
  write_paragraphs(&text, "\n", 300);
  Coming coming = show_bytes(buffer_slice(&text));
  stage_play(&coming.stage, "G");
  stage_shows(&coming.stage, "100%");
  assert_true(coming.stage.app->session.pos > 250000);
  leave(&coming);
  buffer_release(&text);
}

static void an_annotation_made_before_a_file_is_added_is_kept(void **state) {
  (void)state;
  Coming coming = show_bytes(SLICE("First words stand here. Others follow them.\n"));
  stage_play(&coming.stage, "H");
  const Session *session = &coming.stage.app->session;
  assert_int_equal(session->annotations.count, 1);
  assert_string_equal(stage_annotation(&coming.stage, 0)->quote, "First words stand here.");
  leave(&coming);
}

static void leaving_at_once_keeps_the_brief(void **state) {
  (void)state;
  Coming coming = show_bytes(SLICE("First words stand here.\n"));
  stage_play(&coming.stage, "Q");
  assert_true(coming.stage.app->wishes.quit);
  assert_int_equal(count_briefs(coming.stage.library), 1);
  leave(&coming);
}

static void a_new_file_is_no_place_to_jump_back_to(void **state) {
  (void)state;
  Coming coming = show_bytes(SLICE("First words stand here.\n"));
  time_passes(&coming.stage);
  assert_int_equal(coming.stage.app->session.jump_count, 0);
  leave(&coming);
}

// ---- What fails

static void check_failure(Coming *coming, ErrorKind kind) {
  app_feed(coming->stage.app, &(Event){.type = EVENT_KEY, .key = 'G'});
  assert_int_equal(coming->stage.app->failure.kind, kind);
  assert_true(coming->stage.app->wishes.quit);
  assert_int_equal(app_patience(coming->stage.app), 0);
  assert_int_equal(count_briefs(coming->stage.library), 0);
}

static void a_file_that_vanishes_ends_with_the_reason(void **state) {
  (void)state;
  Coming coming = show_bytes(SLICE("First words stand here.\n"));
  assert_int_equal(unlink(coming.path), 0);
  check_failure(&coming, ERROR_INPUT);
  leave(&coming);
}

static void add_junk_in_the_middle(Buffer *text) {
  write_paragraphs(text, "\n", 60);
  for (uint32_t i = 0; i < 20000; i++) buffer_add(text, slice_make("\0\1\2", 3));
  write_paragraphs(text, "\n", 60);
}

static void a_file_that_is_refused_as_a_whole_is_not_added(void **state) {
  (void)state;
  Buffer text = {0};
  add_junk_in_the_middle(&text);
  Coming coming = show_bytes(buffer_slice(&text));
  check_failure(&coming, ERROR_DATA);
  leave(&coming);
  buffer_release(&text);
}

static void a_file_that_cannot_be_added_gives_the_terminal_back_and_its_exit_status(void **state) {
  (void)state;
  Buffer text = {0};
  add_junk_in_the_middle(&text);
  Coming coming = write_file(buffer_slice(&text));
  Pty *pty = pty_start(&(PtyOptions){.columns = 200}, (const char *const[]){coming.path, NULL});
  pty_wait_text(pty, "postil: cannot add");
  pty_check_end(pty, ERROR_DATA);
  leave(&coming);
  buffer_release(&text);
}

// ---- What is not shown beforehand

static void check_no_preview(Slice bytes) {
  Coming coming = write_file(bytes);
  assert_null(preview_read(coming.stage.library, coming.path));
  leave(&coming);
}

static void what_only_the_whole_can_tell_is_added_first(void **state) {
  (void)state;
  Buffer line = {0};
  prose_paragraph(&line, 1, 100000);
  check_no_preview(buffer_slice(&line));
  buffer_release(&line);
  check_no_preview(SLICE(""));
  check_no_preview(SLICE("\n\n \n"));
  check_no_preview(SLICE("<!doctype html><p>A page.</p>"));
  Buffer old = {0};
  write_paragraphs(&old, "\n", 60);
  old.ptr[100] = '\xE9';
  check_no_preview(buffer_slice(&old));
  buffer_release(&old);
}

static void a_short_file_in_any_encoding_is_shown_beforehand(void **state) {
  (void)state;
  Coming coming = show_bytes(SLICE("Un caf\xE9 par jour, dans l'ancienne \xE9"
                                   "criture.\n"));
  check_same_frames(&coming.stage);
  leave(&coming);
}

static void what_is_no_file_is_added_first(void **state) {
  (void)state;
  Stage stage = stage_open(30, 100);
  assert_null(preview_read(stage.library, "tests"));
  assert_null(preview_read(stage.library, "no-such-file"));
  assert_null(preview_read(stage.library, "/dev/null"));
  assert_null(preview_read(stage.library, "-"));
  stage_close(&stage);
}

static void a_file_that_the_library_knows_is_opened_as_it_was_left(void **state) {
  (void)state;
  Stage stage = stage_open(30, 100);
  Error err = {0};
  BriefAdded added;
  check_ok(brief_add_file(stage.library, "data/briefs/night-trains.txt", NULL, &added, &err), &err);
  assert_null(preview_read(stage.library, "data/briefs/night-trains.txt"));
  assert_null(preview_read(stage.library, "data/briefs/../briefs/night-trains.txt"));
  stage_close(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_first_frame_of_a_new_file_is_that_of_the_brief),
      cmocka_unit_test(the_first_frame_of_a_long_new_file_is_that_of_the_brief),
      cmocka_unit_test(notes_from_the_end_of_a_new_file_move_no_line_of_its_text),
      cmocka_unit_test(a_screen_longer_than_what_was_read_shows_the_whole),
      cmocka_unit_test(a_key_typed_before_a_file_is_added_acts_on_the_whole_of_it),
      cmocka_unit_test(an_annotation_made_before_a_file_is_added_is_kept),
      cmocka_unit_test(leaving_at_once_keeps_the_brief),
      cmocka_unit_test(a_new_file_is_no_place_to_jump_back_to),
      cmocka_unit_test(a_file_that_vanishes_ends_with_the_reason),
      cmocka_unit_test(a_file_that_is_refused_as_a_whole_is_not_added),
      cmocka_unit_test(a_file_that_cannot_be_added_gives_the_terminal_back_and_its_exit_status),
      cmocka_unit_test(what_only_the_whole_can_tell_is_added_first),
      cmocka_unit_test(a_short_file_in_any_encoding_is_shown_beforehand),
      cmocka_unit_test(what_is_no_file_is_added_first),
      cmocka_unit_test(a_file_that_the_library_knows_is_opened_as_it_was_left),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
