// SPDX-License-Identifier: MIT
// Other programs from the screen: the browser, filters, the reader's own editor.
#include "support/check.h"
#include "support/stage.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BRIEF "data/briefs/velna-compact.txt"

typedef struct Desk {
  Stage stage;
  char *folder, *tool, *record; // tool: a program that records its arguments
} Desk;

// A program of this folder with this body; arguments and what it gets are up to it.
static char *make_tool(const Desk *desk, const char *name, const char *body) {
  Buffer text = {0};
  char *path = check_path(desk->folder, name);
  buffer_printf(&text, "#!/bin/sh\nrecord='%s'\n%s\n", desk->record, body);
  check_write(desk->folder, name, buffer_slice(&text));
  assert_int_equal(chmod(path, 0700), 0);
  buffer_release(&text);
  return path;
}

static int set_up(void **state) {
  Desk *desk = calloc(1, sizeof *desk);
  assert_non_null(desk);
  char *folder = check_folder();
  desk->folder = realpath(folder, NULL);
  free(folder);
  desk->record = check_path(desk->folder, "record");
  desk->tool = make_tool(desk, "tool", "printf '<%s>' \"$@\" > \"$record\"");
  setenv("TMPDIR", desk->folder, 1);
  unsetenv("XDG_RUNTIME_DIR");
  unsetenv("VISUAL");
  unsetenv("EDITOR");
  unsetenv("BROWSER");
  desk->stage = stage_open(30, 100);
  stage_open_brief(&desk->stage, stage_add_file(&desk->stage, BRIEF));
  *state = desk;
  return 0;
}

static int tear_down(void **state) {
  Desk *desk = *state;
  stage_close(&desk->stage);
  check_folder_remove(desk->folder);
  free(desk->folder);
  free(desk->tool);
  free(desk->record);
  free(desk);
  return 0;
}

static void check_record(const Desk *desk, const char *wanted) {
  char *got = check_read(desk->record);
  check_text(slice_of(got), wanted);
  free(got);
}

// ---- URLs

static const char url[] = "https://example.org/basin-review/2024/07/"
                          "orlec-compact-small-print-large-effect/";

static void a_url_is_shown_whole_and_asked_before_the_browser_opens_it(void **state) {
  Desk *desk = *state;
  setenv("BROWSER", desk->tool, 1);
  stage_play(&desk->stage, "gg]fgx"); // a footnote's mark
  stage_shows(&desk->stage, url);
  stage_play(&desk->stage, "n");
  assert_int_not_equal(access(desk->record, F_OK), 0);
  stage_play(&desk->stage, "gxy");
  Buffer wanted = {0};
  buffer_printf(&wanted, "<%s>", url);
  check_record(desk, wanted.ptr);
  stage_shows(&desk->stage, "opened in");
  buffer_release(&wanted);
}

static void a_long_url_is_shown_whole_on_a_narrow_screen(void **state) {
  Desk *desk = *state;
  setenv("BROWSER", desk->tool, 1);
  stage_play(&desk->stage, "gg]f");
  stage_resize(&desk->stage, 20, 40);
  stage_play(&desk->stage, "gx");
  stage_shows(&desk->stage, "question");
  stage_shows(&desk->stage, "-effect/ ?");
  stage_play(&desk->stage, "<Esc>");
}

static void an_ibid_opens_what_it_means(void **state) {
  Desk *desk = *state;
  setenv("BROWSER", desk->tool, 1);
  stage_play(&desk->stage, "gg]f]fgxy");
  Buffer wanted = {0};
  buffer_printf(&wanted, "<%s>", url);
  check_record(desk, wanted.ptr);
  buffer_release(&wanted);
}

static void the_browsers_setting_may_have_arguments_and_say_where_the_url_goes(void **state) {
  Desk *desk = *state;
  Buffer setting = {0}, wanted = {0};
  buffer_printf(&setting, "%s --new 'a b' --url=%%s --end:lynx", desk->tool);
  buffer_printf(&wanted, "<--new><a b><--url=%s><--end>", url);
  setenv("BROWSER", setting.ptr, 1);
  stage_play(&desk->stage, "gg]fgxy");
  check_record(desk, wanted.ptr);
  buffer_release(&setting);
  buffer_release(&wanted);
}

static void the_options_browser_and_editor_count_more_than_the_environment(void **state) {
  Desk *desk = *state;
  Buffer setting = {0}, wanted = {0};
  buffer_printf(&setting, "set browser '%s --own'; set editor '%s --mine'", desk->tool, desk->tool);
  buffer_printf(&wanted, "<--own><%s>", url);
  setenv("BROWSER", "false", 1);
  setenv("VISUAL", "false", 1);
  app_run_line(desk->stage.app, buffer_slice(&setting), 0);
  stage_play(&desk->stage, "gg]fgxy");
  check_record(desk, wanted.ptr);
  stage_play(&desk->stage, "aShort.^X");
  char *seen = check_read(desk->record);
  assert_non_null(strstr(seen, "<--mine><"));
  assert_non_null(strstr(seen, "comment.txt>"));
  free(seen);
  buffer_release(&setting);
  buffer_release(&wanted);
}

static void without_a_browser_the_url_is_copied(void **state) {
  Desk *desk = *state;
  char *path = memory_string(slice_of(getenv("PATH")));
  setenv("PATH", desk->folder, 1);
  stage_play(&desk->stage, "gg]fgxy");
  stage_shows(&desk->stage, "the URL is copied");
  check_text(buffer_slice(&desk->stage.app->wishes.copy), url);
  setenv("PATH", path, 1);
  free(path);
}

static void a_browser_that_is_not_there_or_fails_is_told(void **state) {
  Desk *desk = *state;
  setenv("BROWSER", "/nowhere/browser", 1);
  stage_play(&desk->stage, "gg]fgxy");
  stage_shows(&desk->stage, "cannot run '/nowhere/browser': there is no such program");
  setenv("BROWSER", "false", 1);
  stage_play(&desk->stage, "gxy");
  stage_shows(&desk->stage, "false ended with status 1");
}

static void where_there_is_no_url_it_says_so(void **state) {
  Desk *desk = *state;
  int64_t brief = stage_add(&desk->stage, "plain.txt", "Nothing to open stands here at all.\n");
  stage_open_brief(&desk->stage, brief);
  stage_play(&desk->stage, "gx");
  stage_shows(&desk->stage, "there is no URL at the caret");
}

// ---- Filters

static void the_selection_is_given_to_a_program_and_its_output_shown(void **state) {
  Desk *desk = *state;
  stage_play(&desk->stage, "ggviw|wc -c<Enter>");
  stage_shows(&desk->stage, "wc -c");
  stage_shows(&desk->stage, "4"); // "Few" and a line end
  stage_play(&desk->stage, "q");
  assert_false(desk->stage.app->session.selecting);
}

static void without_a_selection_sentences_are_given(void **state) {
  Desk *desk = *state;
  char *tool = make_tool(desk, "take", "cat > \"$record\"");
  Buffer keys = {0};
  buffer_printf(&keys, ":pipe %s<Enter>", tool);
  stage_play(&desk->stage, "gg}");
  stage_play(&desk->stage, keys.ptr);
  check_record(desk, "The idea of a common gauge is old.\n");
  stage_shows(&desk->stage, "it printed nothing");
  buffer_clear(&keys);
  buffer_printf(&keys, "2|%s<Enter>", tool);
  stage_play(&desk->stage, keys.ptr);
  char *got = check_read(desk->record);
  assert_non_null(strstr(got, "old. A commission proposed"));
  free(got);
  buffer_release(&keys);
  free(tool);
}

static void the_whole_brief_is_given_byte_for_byte(void **state) {
  Desk *desk = *state;
  char *tool = make_tool(desk, "take", "cat > \"$record\"");
  Buffer keys = {0};
  buffer_printf(&keys, "g|%s<Enter>", tool);
  stage_play(&desk->stage, keys.ptr);
  check_record(desk, desk->stage.app->session.version->text.ptr);
  stage_play(&desk->stage, "L");
  unlink(desk->record);
  stage_play(&desk->stage, keys.ptr + 1); // in the list | alone
  check_record(desk, desk->stage.app->session.version->text.ptr);
  buffer_release(&keys);
  free(tool);
}

static void what_a_program_prints_cannot_act_on_the_terminal(void **state) {
  Desk *desk = *state;
  stage_play(&desk->stage, "|printf 'a\\033]0;x\\007b'<Enter>");
  stage_shows(&desk->stage, "a␛]0;x␇b");
  stage_play(&desk->stage, "q");
}

static void a_filter_gets_its_arguments_and_no_shell_sees_them(void **state) {
  Desk *desk = *state;
  Buffer keys = {0};
  buffer_printf(&keys, "|%s $HOME ;id 'a  b' *<Enter>", desk->tool);
  stage_play(&desk->stage, keys.ptr);
  check_record(desk, "<$HOME><;id><a  b><*>");
  buffer_release(&keys);
}

static void a_filter_that_fails_is_told(void **state) {
  Desk *desk = *state;
  stage_play(&desk->stage, "|false<Enter>");
  stage_shows(&desk->stage, "false: it ended with status 1");
  stage_play(&desk->stage, "|no-such-program-at-all<Enter>");
  stage_shows(&desk->stage, "there is no such program");
  stage_play(&desk->stage, "| <Enter>");
  stage_shows(&desk->stage, "no program was named");
}

// ---- The editor

static const Annotation *first(const Desk *desk) {
  assert_true(desk->stage.app->session.annotations.count > 0);
  return stage_annotation(&desk->stage, 0);
}

static void a_comment_is_written_in_the_readers_editor(void **state) {
  Desk *desk = *state;
  char *tool = make_tool(desk, "write",
                         "eval file=\\${$#}\n"
                         "stat -c '%a %n' \"$file\" \"$(dirname \"$file\")\" > \"$record\"\n"
                         "cat \"$file\" >> \"$record\"\n"
                         "printf 'Line one,\\nline “two”.\\n' > \"$file\"; echo x > \"$file~\"");
  Buffer setting = {0};
  buffer_printf(&setting, "%s --wait", tool);
  setenv("VISUAL", setting.ptr, 1);
  setenv("EDITOR", "false", 1);
  stage_play(&desk->stage, "aShort.");
  stage_shows(&desk->stage, "^X editor");
  stage_play(&desk->stage, "^X");
  stage_shows(&desk->stage, "line “two”.");
  stage_play(&desk->stage, "^S");
  assert_string_equal(first(desk)->comment, "Line one,\nline “two”.");
  char *seen = check_read(desk->record);
  assert_int_equal(strncmp(seen, "600 ", 4), 0);
  assert_non_null(strstr(seen, "\n700 "));
  assert_non_null(strstr(seen, "\nShort.\n"));
  char *file = strchr(seen, ' ') + 1;
  *strchr(file, '\n') = '\0';
  assert_int_not_equal(access(file, F_OK), 0); // nothing is left behind
  *strrchr(file, '/') = '\0';
  assert_int_not_equal(access(file, F_OK), 0);
  free(seen);
  free(tool);
  buffer_release(&setting);
}

static void an_editor_that_fails_leaves_the_comment_as_it_was(void **state) {
  Desk *desk = *state;
  char *tool = make_tool(desk, "fail", "echo lost > \"$1\"; exit 3");
  setenv("EDITOR", tool, 1);
  stage_play(&desk->stage, "aKept.^X");
  stage_shows(&desk->stage, "ended with status 3: the comment is as it was");
  setenv("EDITOR", "/nowhere/editor", 1);
  stage_play(&desk->stage, "^X");
  stage_shows(&desk->stage, "there is no such program");
  stage_play(&desk->stage, "^S");
  assert_string_equal(first(desk)->comment, "Kept.");
  free(tool);
}

static void what_an_editor_writes_is_only_text(void **state) {
  Desk *desk = *state;
  char *tool = make_tool(desk, "bytes", "printf 'a\\377b\\r\\nc' > \"$1\"");
  setenv("EDITOR", tool, 1);
  stage_play(&desk->stage, "a^X^S");
  assert_string_equal(first(desk)->comment, "a\uFFFDb\nc");
  free(tool);
}

static void no_transaction_is_open_while_the_editor_runs(void **state) {
  Desk *desk = *state;
  char *library = check_path(desk->folder, "l.db");
  stage_close(&desk->stage);
  desk->stage = stage_open_library(library, LIBRARY_CREATE, 30, 100);
  stage_open_brief(&desk->stage, stage_add_file(&desk->stage, BRIEF));
  Buffer body = {0};
  char *binary = realpath(getenv("POSTIL") ? getenv("POSTIL") : "build/release/postil", NULL);
  assert_non_null(binary);
  buffer_printf(
      &body,
      "'%s' --library '%s' annotate velna-compact --whole --comment x >> \"$record\" 2>&1\n"
      "echo done > \"$1\"",
      binary, library);
  char *tool = make_tool(desk, "other", body.ptr);
  setenv("EDITOR", tool, 1);
  stage_play(&desk->stage, "a^X^S");
  char *said = check_read(desk->record);
  assert_int_equal(strlen(said), 37); // an id: the other program could write
  assert_int_equal(desk->stage.app->session.annotations.count, 2);
  free(said);
  free(tool);
  free(binary);
  free(library);
  buffer_release(&body);
}

int main(void) {
#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(a_url_is_shown_whole_and_asked_before_the_browser_opens_it),
      TEST(a_long_url_is_shown_whole_on_a_narrow_screen),
      TEST(an_ibid_opens_what_it_means),
      TEST(the_browsers_setting_may_have_arguments_and_say_where_the_url_goes),
      TEST(the_options_browser_and_editor_count_more_than_the_environment),
      TEST(without_a_browser_the_url_is_copied),
      TEST(a_browser_that_is_not_there_or_fails_is_told),
      TEST(where_there_is_no_url_it_says_so),
      TEST(the_selection_is_given_to_a_program_and_its_output_shown),
      TEST(without_a_selection_sentences_are_given),
      TEST(the_whole_brief_is_given_byte_for_byte),
      TEST(what_a_program_prints_cannot_act_on_the_terminal),
      TEST(a_filter_gets_its_arguments_and_no_shell_sees_them),
      TEST(a_filter_that_fails_is_told),
      TEST(a_comment_is_written_in_the_readers_editor),
      TEST(an_editor_that_fails_leaves_the_comment_as_it_was),
      TEST(what_an_editor_writes_is_only_text),
      TEST(no_transaction_is_open_while_the_editor_runs),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
