// SPDX-License-Identifier: MIT
// What a reader does from habit, through the real binary: reading from a pipe, opening at a block,
// the own editor, a crash in the middle of a comment.
#include "support/check.h"
#include "support/program.h"
#include "support/pty.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BRIEF "data/briefs/velna-compact.txt"

static char *write_tool(const char *folder, const char *name, const char *body) {
  Buffer text = {0}, path = {0};
  buffer_printf(&text, "#!/bin/sh\n%s\n", body);
  check_write(folder, name, buffer_slice(&text));
  buffer_printf(&path, "%s/%s", folder, name);
  char *whole = realpath(path.ptr, NULL);
  assert_non_null(whole);
  assert_int_equal(chmod(whole, 0700), 0);
  buffer_release(&text);
  buffer_release(&path);
  return whole;
}

// ---- Opening

static void a_brief_from_standard_input_is_read_by_keys_from_the_terminal(void **state) {
  (void)state;
  PtyOptions options = {.rows = 30, .columns = 100, .input = BRIEF};
  Pty *pty = pty_start(&options, (const char *const[]){"-", NULL});
  pty_wait_text(pty, "Few rivers in the region");
  pty_send(pty, "}viwH");
  pty_wait_text(pty, "highlighted: “The”");
  pty_quit(pty);
}

static void plus_n_opens_at_that_block(void **state) {
  (void)state;
  PtyOptions options = {.rows = 30, .columns = 100};
  Pty *pty = pty_start(&options, (const char *const[]){"+2", BRIEF, NULL});
  pty_wait_text(pty, "The idea of a common gauge");
  pty_send(pty, "viwH");
  pty_wait_text(pty, "highlighted: “The”");
  pty_quit(pty);
  pty = pty_start(&options, (const char *const[]){"+99999", BRIEF, NULL});
  pty_wait_text(pty, "[v]");
  pty_quit(pty);
}

// Starts it in a folder.
static Pty *start_in(const char *folder, const char *const *arguments) {
  const char *named = getenv("POSTIL");
  char *binary = realpath(named ? named : "build/release/postil", NULL);
  char *before = getcwd(NULL, 0), *home = realpath(folder, NULL);
  PtyOptions options = {.rows = 30, .columns = 100, .program = binary, .folder = home};
  assert_int_equal(chdir(folder), 0);
  Pty *pty = pty_start(&options, arguments);
  assert_int_equal(chdir(before), 0);
  free(binary);
  free(before);
  free(home);
  return pty;
}

static void names_that_begin_like_options_can_be_opened(void **state) {
  (void)state;
  char *folder = check_folder();
  check_write(folder, "-dash.txt", SLICE("The first of two odd names.\n"));
  check_write(folder, "+3", SLICE("The second of two odd names.\n"));
  Pty *pty = start_in(folder, (const char *const[]){"--", "-dash.txt", "+3", NULL});
  pty_wait_text(pty, "The first of two odd names.");
  pty_send(pty, "L");
  pty_wait_text(pty, "2 briefs");
  pty_quit(pty);
  pty = start_in(folder, (const char *const[]){"+3", NULL}); // alone it is a name
  pty_wait_text(pty, "The second of two odd names.");
  pty_quit(pty);
  check_folder_remove(folder);
  free(folder);
}

// ---- Programs

static void the_editor_has_the_terminal_and_gives_it_back(void **state) {
  (void)state;
  char *folder = check_folder();
  char *tool = write_tool(folder, "edit",
                          "stty -a | tr ';' '\\n' | grep -c -w icanon; echo ready; read line\n"
                          "echo \"$line\" > \"$1\"");
  Buffer setting = {0};
  buffer_printf(&setting, "VISUAL=%s", tool);
  const char *const extra[] = {setting.ptr, NULL};
  PtyOptions options = {.rows = 30, .columns = 100, .extra = extra};
  Pty *pty = pty_start(&options, (const char *const[]){BRIEF, NULL});
  pty_wait_text(pty, "Few rivers");
  pty_send(pty, "a");
  pty_wait_text(pty, "^X editor");
  pty_send(pty, "^X");
  pty_wait_text(pty, "ready");
  pty_check_clean(pty); // the terminal is as postil found it
  pty_send_bytes(pty, SLICE("written outside\r"));
  pty_wait_text(pty, "^S saves what you wrote");
  pty_send(pty, "^S");
  pty_wait_text(pty, "commented");
  pty_send(pty, "ga");
  pty_wait_text(pty, "comment");
  pty_send(pty, "q");
  pty_wait_gone(pty, "annotations at the caret");
  pty_quit(pty);
  buffer_release(&setting);
  check_folder_remove(folder);
  free(folder);
  free(tool);
}

static void interrupting_an_editor_ends_it_and_not_postil(void **state) {
  (void)state;
  char *folder = check_folder();
  char *tool = write_tool(folder, "edit",
                          "count=$(ls \"$0\"* | wc -l); : > \"$0.before\"; echo \"ready $count\"\n"
                          "while read line; do echo \"<$line>\"; done");
  Buffer setting = {0};
  buffer_printf(&setting, "VISUAL=%s", tool);
  const char *const extra[] = {setting.ptr, NULL};
  PtyOptions options = {.rows = 30, .columns = 100, .extra = extra};
  Pty *pty = pty_start(&options, (const char *const[]){BRIEF, NULL});
  pty_wait_text(pty, "Few rivers");
  pty_send(pty, "aKept");
  pty_wait_text(pty, "Kept");
  pty_send(pty, "^X");
  pty_wait_text(pty, "ready 1");
  pty_send(pty, "^C");
  pty_wait_text(pty, "was ended by signal 2: the comment is as it was");
  pty_send(pty, "^X");
  pty_wait_text(pty, "ready 2");
  pty_send(pty, "^Z"); // stops both
  pty_wait_stopped(pty);
  pty_resume(pty);
  pty_send_bytes(pty, SLICE("again\r"));
  pty_wait_text(pty, "<again>");
  pty_send(pty, "^C");
  pty_wait_text(pty, "the comment is as it was");
  pty_send(pty, "^S");
  pty_wait_text(pty, "commented");
  pty_quit(pty);
  buffer_release(&setting);
  check_folder_remove(folder);
  free(folder);
  free(tool);
}

static void ending_postil_ends_the_program_that_it_waits_for(void **state) {
  (void)state;
  PtyOptions options = {.rows = 30, .columns = 100};
  Pty *pty = pty_start(&options, (const char *const[]){BRIEF, NULL});
  pty_wait_text(pty, "Few rivers");
  pty_send(pty, "|");
  pty_wait_text(pty, "Pipe to:");
  pty_forget_output(pty);
  pty_send(pty, "sleep<Space>1000<Enter>");
  pty_wait_gone(pty, "Pipe to:");
  pty_signal(pty, SIGTERM);
  pty_check_end(pty, 128 + SIGTERM);
}

// ---- Killed

static void kill_it(Pty *pty) {
  pty_signal(pty, SIGKILL);
  assert_int_equal(pty_wait_exit(pty), 128 + SIGKILL);
  pty_free(pty);
}

static void kill_9_after_a_highlight_keeps_it(void **state) {
  (void)state;
  char *folder = check_folder();
  PtyOptions options = {.rows = 30, .columns = 100, .folder = folder};
  Pty *pty = pty_start(&options, (const char *const[]){BRIEF, NULL});
  pty_wait_text(pty, "Few rivers");
  pty_send(pty, "H");
  pty_wait_text(pty, "highlighted: “Few rivers");
  kill_it(pty);
  pty = pty_start(&options, (const char *const[]){BRIEF, NULL});
  pty_wait_text(pty, "Few rivers");
  pty_send(pty, "ga");
  pty_wait_text(pty, "annotations at the caret");
  pty_send(pty, "q");
  pty_wait_gone(pty, "annotations at the caret");
  pty_quit(pty);
  check_folder_remove(folder);
  free(folder);
}

// After 100 keys the draft is in the library before the next frame is drawn.
static void kill_9_while_writing_a_comment_loses_no_more_than_the_last_words(void **state) {
  (void)state;
  char *folder = check_folder();
  PtyOptions options = {.rows = 30, .columns = 100, .folder = folder};
  Pty *pty = pty_start(&options, (const char *const[]){BRIEF, NULL});
  pty_wait_text(pty, "Few rivers");
  pty_send(pty, "a");
  pty_wait_text(pty, "^S save");
  for (int i = 0; i < 12; i++) pty_send_bytes(pty, SLICE("ten words "));
  pty_send_bytes(pty, SLICE("and the end"));
  pty_wait_text(pty, "and the end");
  kill_it(pty);
  pty = pty_start(&options, (const char *const[]){BRIEF, NULL});
  pty_wait_text(pty, "this comment was not saved when postil ended");
  pty_wait_text(pty, "ten words ten words");
  pty_send(pty, "^S");
  pty_wait_text(pty, "commented");
  pty_quit(pty);
  pty = pty_start(&options, (const char *const[]){BRIEF, NULL}); // and offered once
  pty_wait_text(pty, "“ten words");
  assert_false(pty_shows(pty, "was not saved"));
  pty_quit(pty);
  check_folder_remove(folder);
  free(folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_brief_from_standard_input_is_read_by_keys_from_the_terminal),
      cmocka_unit_test(plus_n_opens_at_that_block),
      cmocka_unit_test(names_that_begin_like_options_can_be_opened),
      cmocka_unit_test(the_editor_has_the_terminal_and_gives_it_back),
      cmocka_unit_test(interrupting_an_editor_ends_it_and_not_postil),
      cmocka_unit_test(ending_postil_ends_the_program_that_it_waits_for),
      cmocka_unit_test(kill_9_after_a_highlight_keeps_it),
      cmocka_unit_test(kill_9_while_writing_a_comment_loses_no_more_than_the_last_words),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
