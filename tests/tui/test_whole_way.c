// SPDX-License-Identifier: MIT
// The whole way of a newcomer through the real binary, from an empty library to an exported file. Only
// keys are pressed whose label stands on the screen at that moment, or in the help that such a key
// opened; what is typed into a prompt is the newcomer's own.
#include "support/check.h"
#include "support/pty.h"

#include <stdlib.h>
#include <unistd.h>

static const char passage[] =
    "Water was released from the Karst reservoir on the fourth day, without a summit and without a "
    "statement.";

// Presses keys, once the label that names them ("t tag") is on the screen.
static void press(Pty *pty, const char *label, const char *keys) {
  pty_wait_text(pty, label);
  pty_send(pty, keys);
}

// Types words of the newcomer's own into a prompt.
static void type(Pty *pty, const char *text) {
  pty_send_bytes(pty, slice_of(text));
}

static Pty *start(const char *folder) {
  PtyOptions options = {.rows = 45, .columns = 160, .folder = folder};
  return pty_start(&options, (const char *const[]){NULL});
}

static void add_the_samples(Pty *pty) {
  char *samples = realpath("data/briefs", NULL);
  assert_non_null(samples);
  press(pty, "+ add", "+");
  type(pty, samples);
  press(pty, "Enter add", "<Enter>");
  pty_wait_text(pty, "Ports Before Plants");
  pty_wait_text(pty, "velna-compact.txt");
  free(samples);
}

static void open_the_compact(Pty *pty) {
  press(pty, "/ filter", "/");
  type(pty, "velna");
  pty_wait_gone(pty, "Ports Before Plants");
  press(pty, "Enter", "<Enter>");
  press(pty, "Enter open", "<Enter>");
  pty_wait_text(pty, "fourth day, without a summit");
}

// Footnote ii is an Ibid.: what it means, there, and back.
static void look_up_a_footnote(Pty *pty) {
  press(pty, "]f mark", "]f");
  press(pty, "]f mark", "]f");
  press(pty, "Enter footnote", "<Enter>");
  pty_wait_text(pty, "footnote ii");
  pty_wait_text(pty, "= [i] “The Orlec Compact: small print, large effect”");
  press(pty, "Esc close", "<Esc>");
  pty_wait_gone(pty, "footnote ii");
  press(pty, "gf go to note", "gf");
  pty_wait_text(pty, "[v] “A treaty looks for a habit”");
  press(pty, "^O return", "^O");
  pty_wait_text(pty, "fourth day, without a summit");
}

static void mark_the_sentence(Pty *pty) {
  press(pty, "t tag", "t");
  pty_wait_text(pty, "No tags yet");
  type(pty, "rivers/trust");
  press(pty, "Enter tag", "<Enter>");
  pty_wait_text(pty, "tagged rivers/trust");
  press(pty, "a comment", "a");
  type(pty, "The gauge did this, not the treaty.");
  press(pty, "^S save", "^S");
  pty_wait_gone(pty, "^S save");
}

static void undo_and_redo(Pty *pty) {
  press(pty, "u undo", "u");
  pty_wait_text(pty, "undone: comment");
  press(pty, "^R redo", "^R");
  pty_wait_text(pty, "redone: comment");
}

// The help that `?` opens names the key that shows what was done here.
static void read_the_help(Pty *pty) {
  press(pty, "? help", "?");
  pty_wait_text(pty, "help: all keys");
  press(pty, "/ search", "/");
  type(pty, "list the annotations");
  press(pty, "Enter", "<Enter>");
  pty_wait_text(pty, "ga ");
  press(pty, "q close", "q");
  pty_wait_gone(pty, "help: all keys");
  pty_wait_text(pty, "The gauge did this"); // the annotation under the caret
  pty_send(pty, "ga");
  pty_wait_text(pty, "annotations at the caret");
  press(pty, "Esc close", "<Esc>");
}

static void quit(Pty *pty) {
  press(pty, "q back", "q");
  press(pty, "q quit", "q");
  pty_check_end(pty, 0);
}

static void export_it(Pty *pty, const char *folder) {
  Buffer target = {0};
  buffer_printf(&target, "%s/evidence.md", folder);
  press(pty, "E export", "E");
  pty_wait_text(pty, "this brief");
  press(pty, "f file", "f");
  press(pty, "^U clear", "^U");
  type(pty, target.ptr);
  press(pty, "Enter take it", "<Enter>");
  press(pty, "Enter write", "<Enter>");
  pty_wait_text(pty, "exported to");
  pty_wait_gone(pty, "Enter write");

  char *text = check_read(target.ptr);
  assert_non_null(strstr(text, passage));
  assert_non_null(strstr(text, "The gauge did this, not the treaty."));
  assert_non_null(strstr(text, "#rivers/trust"));
  assert_non_null(strstr(text, "The Orlec Compact")); // what footnote ii means
  assert_non_null(strstr(text, "(postil://"));
  free(text);
  buffer_release(&target);
}

static void a_newcomer_gets_from_an_empty_library_to_an_export(void **state) {
  (void)state;
  char *folder = check_folder();
  Pty *pty = start(folder);
  add_the_samples(pty);
  open_the_compact(pty);
  look_up_a_footnote(pty);
  mark_the_sentence(pty);
  undo_and_redo(pty);
  read_the_help(pty);
  quit(pty);

  pty = start(folder);
  open_the_compact(pty); // at the reading place
  export_it(pty, folder);
  quit(pty);
  check_folder_remove(folder);
  free(folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_newcomer_gets_from_an_empty_library_to_an_export),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
