// SPDX-License-Identifier: MIT
// What completions offer, and what bash makes of it when titles and tags are made to harm.
#include "support/check.h"
#include "support/desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

// A brief with this title.
static void add(const Desk *desk, const char *name, const char *title) {
  char *path = desk_path(desk, name);
  check_write(desk->home, name, slice_of(name));
  free(DESK_TAKE(desk, "add", "--title", title, path));
  free(path);
}

static int set_up(void **state) {
  desk_set_up(state);
  add(*state, "a.txt", "Night Trains: a plan");
  add(*state, "b.txt", "Café du Nord");
  return 0;
}

// The candidates of these words without their descriptions, each ended by LF.
#define OFFERED(desk, ...)                                                                         \
  offered(DESK_TAKE(desk, "completion", "words", "--", "--library", (desk)->library, __VA_ARGS__))

static char *offered(char *text) {
  Buffer words = {0};
  for (const char *line = text; *line; line += strcspn(line, "\n") + 1) {
    size_t len = strcspn(line, "\t");
    assert_true(len < strcspn(line, "\n"));
    buffer_add(&words, len ? slice_make(line, len) : SLICE("<files>"));
    buffer_add_byte(&words, '\n');
  }
  free(text);
  return buffer_take(&words);
}

static void check_offer(char *got, const char *wanted) {
  check_text(slice_of(got), wanted);
  free(got);
}

static bool has_line(const char *text, const char *line) {
  Buffer whole = {0};
  buffer_printf(&whole, "\n%s", text);
  Buffer wanted = {0};
  buffer_printf(&wanted, "\n%s\n", line);
  bool has = strstr(whole.ptr, wanted.ptr) != NULL;
  buffer_release(&whole);
  buffer_release(&wanted);
  return has;
}

static void subcommands_and_files_come_first(void **state) {
  const Desk *desk = *state;
  check_offer(OFFERED(desk, "hi"), "history\n<files>\n");
  check_offer(OFFERED(desk, "--", "hi"), "<files>\n");
  char *all = OFFERED(desk, "");
  assert_true(has_line(all, "open") && has_line(all, "completion") && has_line(all, "<files>"));
  free(all);
}

static void options_are_those_of_the_subcommand_and_of_all(void **state) {
  const Desk *desk = *state;
  check_offer(OFFERED(desk, "show", "--s"), "--structure\n--safe\n");
  check_offer(OFFERED(desk, "export", "--f"), "--format=\n--force\n");
  check_offer(OFFERED(desk, "--co"), "--config=\n--color=\n");
  check_offer(OFFERED(desk, "show", "--", "--s"), "<files>\n");
}

static void values_of_options_are_completed_in_both_spellings(void **state) {
  const Desk *desk = *state;
  check_offer(OFFERED(desk, "export", "--format", "m"), "markdown\n");
  check_offer(OFFERED(desk, "export", "--format=m"), "--format=markdown\n");
  check_offer(OFFERED(desk, "--color=a"), "--color=auto\n--color=always\n");
  check_offer(OFFERED(desk, "export", "-o", ""), "<files>\n");
  check_offer(OFFERED(desk, "export", "--with-text=x"), "");
}

static void an_option_with_few_values_offers_them(void **state) {
  const Desk *desk = *state;
  check_offer(OFFERED(desk, "matrix", "--by", ""), "brief\nseries\nauthor\nmonth\ntag\n");
  check_offer(OFFERED(desk, "matrix", "--by=m"), "--by=month\n");
  check_offer(OFFERED(desk, "find", "--in", ""), "briefs\nannotations\ncomments\n");
  check_offer(OFFERED(desk, "export", "--group-by", "t"), "tag\n");
  check_offer(OFFERED(desk, "meta", "--read", ""), "yes\nno\n");
}

static void briefs_are_offered_by_title_whatever_case_and_accents(void **state) {
  const Desk *desk = *state;
  check_offer(OFFERED(desk, "meta", "night"), "Night Trains: a plan\n");
  check_offer(OFFERED(desk, "open", "cafe"), "Café du Nord\n");
  check_offer(OFFERED(desk, "export", "--brief", "N"), "Night Trains: a plan\n");
  check_offer(OFFERED(desk, "meta", "night", "more"), "");
}

static void tags_and_annotations_are_offered(void **state) {
  const Desk *desk = *state;
  char *id =
      DESK_TAKE(desk, "annotate", "Café du Nord", "--quote", "b.txt", "--tag", "energy/solar");
  id[8] = '\0';
  char *line =
      DESK_TAKE(desk, "completion", "words", "--", "--library", desk->library, "delete", "");
  Buffer wanted = {0};
  buffer_printf(&wanted, "%s\tb.txt\n", id);
  check_text(slice_of(line), wanted.ptr);
  check_offer(OFFERED(desk, "tag", id, "en"), "energy/solar\n");
  check_offer(OFFERED(desk, "tag", id, "x", "en"), "energy/solar\n");
  check_offer(OFFERED(desk, "export", "--tag=en"), "--tag=energy/solar\n");
  check_offer(OFFERED(desk, "tags", "ren"), "rename\n");
  check_offer(OFFERED(desk, "tags", "rename", ""), "energy/solar\n");
  check_offer(OFFERED(desk, "tags", "nothing", ""), "");
  check_offer(OFFERED(desk, "review", ""), "accept\norphan\nattach\n");
  buffer_clear(&wanted);
  buffer_printf(&wanted, "%s\n", id);
  check_offer(OFFERED(desk, "review", "accept", id), wanted.ptr);
  buffer_release(&wanted);
  free(line);
  free(id);
}

static void a_query_is_completed_at_its_end(void **state) {
  const Desk *desk = *state;
  free(DESK_TAKE(desk, "tags", "add", "day trips"));
  check_offer(OFFERED(desk, "list", "ser"), "series:\n");
  check_offer(OFFERED(desk, "list", "x", "tag:d"), "tag:\"day trips\"\n");
  check_offer(OFFERED(desk, "stats", "not (tag:d"), "not (tag:\"day trips\"\n");
  check_offer(OFFERED(desk, "export", "--query=x tag:d"), "--query=x tag:\"day trips\"\n");
  check_offer(OFFERED(desk, "export", "--query", "read:s"), "read:started\n");
  check_offer(OFFERED(desk, "tags", "split", "a", "b", "has:co"), "has:comment\n");
  check_offer(OFFERED(desk, "matrix", "brief:caf"), "brief:\"Café du Nord\"\n");
}

static void tables_are_offered(void **state) {
  const Desk *desk = *state;
  check_offer(OFFERED(desk, "config", "th"), "theme\n");
  check_offer(OFFERED(desk, "completion", "b"), "bash\n");
  check_offer(OFFERED(desk, "help", "form"), "formats\n");
  check_offer(OFFERED(desk, "annotate", "x", "--colour", "ye"), "yellow\n");
}

static void a_line_that_is_wrong_already_has_no_candidates(void **state) {
  const Desk *desk = *state;
  check_offer(OFFERED(desk, "show", "--no-such", ""), "");
  Program none = PROGRAM(desk->home, "completion", "words");
  program_check(&none, 0, "");
  assert_string_equal(none.out, "");
  program_release(&none);
}

static void a_library_that_is_not_there_offers_nothing_and_is_not_made(void **state) {
  const Desk *desk = *state;
  char *path = desk_path(desk, "none.db");
  check_offer(offered(DESK_TAKE(desk, "completion", "words", "--", "--library", path, "open", "")),
              "");
  assert_int_not_equal(access(path, F_OK), 0);
  free(path);
}

static void a_title_that_is_not_plain_is_offered_by_its_id(void **state) {
  const Desk *desk = *state;
  add(desk, "c.txt", "\xE2\x80\xAEhidden");
  add(desk, "d.txt", "-rf");
  char *all = OFFERED(desk, "meta", "");
  assert_null(strstr(all, "\xE2\x80\xAE"));
  assert_null(strstr(all, "-rf"));
  assert_true(has_line(all, "Night Trains: a plan"));
  uint32_t lines = 0;
  for (const char *at = all; *at; at++) lines += *at == '\n';
  assert_int_equal(lines, 4);
  free(all);
}

static void an_unknown_shell_is_refused(void **state) {
  const Desk *desk = *state;
  Program program = PROGRAM(desk->home, "completion", "csh");
  program_check(&program, 64, "cannot complete for 'csh'");
  program_release(&program);
}

// ---- bash

// Runs bash on a script of these lines, with postil on its path, in the desk's home.
static char *run_bash(const Desk *desk, const char *lines) {
  char *script = desk_path(desk, "script"), *out = desk_path(desk, "out");
  const char *named = getenv("POSTIL");
  char *binary = realpath(named ? named : "build/postil", NULL);
  Buffer text = {0}, command = {0};
  buffer_printf(&text, "mkdir -p bin; ln -sf '%s' bin/postil; PATH=$PWD/bin:$PATH\n", binary);
  buffer_printf(&text, "export HOME=$PWD XDG_DATA_HOME=$PWD POSTIL_LIBRARY=$PWD/l.db\n");
  buffer_add_string(&text, "source <(postil completion bash)\n");
  // What bash sets for a line with the cursor at its end; its words are given as bash divides them.
  buffer_add_string(&text, "complete_line() { COMP_LINE=$1; COMP_POINT=${#1}; shift\n"
                           "  COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); COMPREPLY=()\n"
                           "  compopt() { :; }; _postil; printf '%s\\n' \"${COMPREPLY[@]}\"; }\n");
  buffer_add_string(&text, lines);
  check_write(desk->home, "script", buffer_slice(&text));
  buffer_printf(&command, "%s", out);
  pid_t child = fork();
  if (child == 0) {
    if (chdir(desk->home) != 0 || !freopen("out", "w", stdout)) _exit(126);
    execlp("bash", "bash", "--norc", "--noprofile", "script", (char *)NULL);
    _exit(127);
  }
  int status = 0;
  assert_int_equal(waitpid(child, &status, 0), child);
  char *got = WIFEXITED(status) && WEXITSTATUS(status) == 127 ? NULL : check_read(out);
  buffer_release(&text);
  buffer_release(&command);
  free(script);
  free(out);
  free(binary);
  return got;
}

static void check_bash(const Desk *desk, const char *lines, const char *wanted) {
  char *got = run_bash(desk, lines);
  if (!got) skip(); // there is no bash
  check_text(slice_of(got), wanted);
  free(got);
}

static void bash_quotes_titles_and_keeps_its_divisions(void **state) {
  const Desk *desk = *state;
  check_bash(desk,
             "complete_line 'postil meta Ni' postil meta Ni\n"
             "complete_line 'postil meta \"Ni' postil meta '\"Ni'\n"
             "complete_line \"postil meta 'Ni\" postil meta \"'Ni\"\n"
             "complete_line 'postil meta Night\\ Tr' postil meta 'Night\\ Tr'\n"
             "complete_line 'postil meta Night\\ Trains: a' postil meta 'Night\\ Trains' : a\n"
             "complete_line 'postil export --format=m' postil export --format = m\n"
             "complete_line 'postil export --form' postil export --form\n"
             "complete_line 'postil  hi' postil hi\n",
             "Night\\ Trains:\\ a\\ plan\n"
             "Night Trains: a plan\n"
             "Night Trains: a plan\n"
             "Night\\ Trains:\\ a\\ plan\n"
             "\n" // “a” is a word of its own behind the blank
             "markdown\n"
             "--format=\n"
             "history\n");
}

static void nothing_in_a_title_or_tag_is_run_by_bash(void **state) {
  const Desk *desk = *state;
  static const char *const titles[] = {
      "$(touch canary)",    "`touch canary`",   "\"; touch canary; \"",       "'; touch canary; '",
      "x\n$(touch canary)", "a b*?[c]{d,e}~!%", "${IFS}$(touch${IFS}canary)", "\\$(touch canary)",
  };
  size_t count = sizeof titles / sizeof *titles;
  for (size_t at = 0; at < count; at++) {
    char name[16];
    snprintf(name, sizeof name, "h%zu.txt", at);
    add(desk, name, titles[at]);
  }
  free(DESK_TAKE(desk, "annotate", "Café du Nord", "--quote", "b.txt", "--tag", "$(touch canary)"));
  char *canary = desk_path(desk, "canary");
  // What is put in must be the title again when bash reads it.
  char *got = run_bash(
      desk, "cd_back() { :; }\n"
            "complete_line 'postil meta ' postil meta '' > replies\n"
            "while IFS= read -r reply; do eval \"set -- $reply\"; "
            "[[ $# == 1 ]] && postil meta \"$1\" > /dev/null && echo found; done < replies\n"
            "complete_line 'postil tag x ' postil tag x ''\n"
            "complete_line 'postil meta \"' postil meta '\"'\n");
  if (!got) skip();
  assert_int_not_equal(access(canary, F_OK), 0);
  uint32_t found = 0;
  for (const char *at = got; (at = strstr(at, "found\n")) != NULL; at++) found++;
  assert_int_equal(found, 2 + count);
  assert_non_null(strstr(got, "\\$\\(touch\\ canary\\)\n"));
  free(got);
  free(canary);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, desk_tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(subcommands_and_files_come_first),
      TEST(options_are_those_of_the_subcommand_and_of_all),
      TEST(values_of_options_are_completed_in_both_spellings),
      TEST(an_option_with_few_values_offers_them),
      TEST(briefs_are_offered_by_title_whatever_case_and_accents),
      TEST(tags_and_annotations_are_offered),
      TEST(a_query_is_completed_at_its_end),
      TEST(tables_are_offered),
      TEST(a_line_that_is_wrong_already_has_no_candidates),
      TEST(a_library_that_is_not_there_offers_nothing_and_is_not_made),
      TEST(a_title_that_is_not_plain_is_offered_by_its_id),
      TEST(an_unknown_shell_is_refused),
      TEST(bash_quotes_titles_and_keeps_its_divisions),
      TEST(nothing_in_a_title_or_tag_is_run_by_bash),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
