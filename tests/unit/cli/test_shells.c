// SPDX-License-Identifier: MIT
// Completion as people meet it: a real bash, zsh and fish on a terminal, a line that is typed with
// Tab in it, and the words that the shell makes of it. A shell that is not installed is passed
// over.
#include "base/process.h"

#include "support/check.h"
#include "support/desk.h"
#include "support/pty.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct Shell {
  const char *name;
  const char *const *options;
  const char *setup; // PATH and prompt; what stands for postil then prints its words as <word>
} Shell;

static const char *const bash_options[] = {"--norc", "--noprofile", "-i", NULL};
static const char *const zsh_options[] = {"-f", "-i", NULL};
static const char *const fish_options[] = {"--no-config", "-i", NULL};

// The function takes the line; completions ask the program, which they call by `command`.
static const Shell bash = {"bash", bash_options,
                           "PATH=$HOME/bin:$PATH; export POSTIL_LIBRARY=$HOME/l.db; PS1='ready> '\n"
                           "source <(postil completion bash)\n"
                           "postil() { printf '<%s>' \"$@\"; echo; }\n"};
static const Shell zsh = {"zsh", zsh_options,
                          "PATH=$HOME/bin:$PATH; export POSTIL_LIBRARY=$HOME/l.db; PS1='ready> '\n"
                          "unsetopt prompt_sp zle_bracketed_paste\n"
                          "autoload -U compinit; compinit -u -D\n"
                          "source <(postil completion zsh)\n"
                          "postil() { printf '<%s>' \"$@\"; echo; }\n"};
static const Shell fish = {"fish", fish_options,
                           "set PATH $HOME/bin $PATH; set -x POSTIL_LIBRARY $HOME/l.db\n"
                           "function fish_prompt; echo 'ready> '; end\n"
                           "postil completion fish | source\n"
                           "function postil; printf '<%s>' $argv; echo; end\n"};

static int set_up(void **state) {
  desk_set_up(state);
  const Desk *desk = *state;
  const char *named = getenv("POSTIL");
  char *binary = realpath(named ? named : "build/postil", NULL);
  char *folder = desk_path(desk, "bin"), *link = desk_path(desk, "bin/postil");
  assert_int_equal(mkdir(folder, 0700), 0);
  assert_int_equal(symlink(binary, link), 0);
  char *path = desk_path(desk, "plain.txt");
  check_write(desk->home, "plain.txt", SLICE("Plain\n\nThe dam is dry.\n"));
  free(DESK_TAKE(desk, "add", "--title", "Night Trains: a \"plan\"", "--author", "Ana Berg", path));
  free(DESK_TAKE(desk, "meta", "Night", "--series", "Policy Briefs"));
  free(DESK_TAKE(desk, "tags", "add", "naïve"));
  free(DESK_TAKE(desk, "tags", "add", "night trains/\"x\": $HOME"));
  free(DESK_TAKE(desk, "tags", "add", "it's"));
  free(binary);
  free(folder);
  free(link);
  free(path);
  return 0;
}

// What is typed behind the prompt, and what postil is then called with.
typedef struct Line {
  const char *typed, *words;
} Line;

static const Line lines[] = {
    // subcommands, options and their values
    {"hist\t", "<history>"},
    {"export --form\tmark\t", "<export><--format=markdown>"},
    {"annotate x --colour ye\t", "<annotate><x><--colour><yellow>"},
    // briefs and tags; fish leaves out those with other case and accents
    {"meta Ni\t", "<meta><Night Trains: a \"plan\">"},
    {"meta \"Ni\t", "<meta><Night Trains: a \"plan\">"},
    {"tags rename na\t", "<tags><rename><naïve>"},
    {"tags rename nig\t", "<tags><rename><night trains/\"x\": $HOME>"},
    {"tags rename \"it\t", "<tags><rename><it's>"},
    // queries: fields, then what stands behind them
    {"list ser\tPol\t", "<list><series:\"Policy Briefs\">"},
    {"list tag:na\t", "<list><tag:naïve>"},
    {"list tag:=na\t", "<list><tag:=naïve>"},
    {"list tag:nig\t", "<list><tag:\"night trains/\\\"x\\\": $HOME\">"},
    {"list tag:it\t", "<list><tag:it's>"},
    {"list 'tag:nig\t", "<list><tag:\"night trains/\\\"x\\\": $HOME\">"},
    {"list \"tag:nig\t", "<list><tag:\"night trains/\\\"x\\\": $HOME\">"},
    {"list 'dam or (tag:na\t", "<list><dam or (tag:naïve>"},
    {"list colour:ye\t", "<list><colour:yellow>"},
    {"export --query author:An\t", "<export><--query><author:\"Ana Berg\">"},
};

static void check_lines(const Desk *desk, const Shell *shell) {
  char *program = process_find(shell->name), *setup = desk_path(desk, "setup");
  Buffer command = {0}, wanted = {0};
  if (!program) skip();
  check_write(desk->home, "setup", slice_of(shell->setup));
  Pty *pty = pty_start(&(PtyOptions){.program = program,
                                     .folder = desk->home,
                                     .columns = 150,
                                     .extra = (const char *const[]){"PS1=begin> ", NULL}},
                       shell->options);
  buffer_printf(&command, "source '%s'\n", setup);
  pty_send_bytes(pty, buffer_slice(&command));
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    pty_wait_text(pty, "ready>");
    buffer_clear(&command);
    buffer_printf(&command, "clear; postil %s", lines[i].typed);
    pty_send_bytes(pty, buffer_slice(&command));
    pty_send_bytes(pty, SLICE("\r"));
    pty_wait_text(pty, lines[i].words);
  }
  pty_free(pty);
  buffer_release(&command);
  buffer_release(&wanted);
  free(program);
  free(setup);
}

static void bash_completes_a_line(void **state) {
  check_lines(*state, &bash);
}

static void zsh_completes_a_line(void **state) {
  check_lines(*state, &zsh);
}

static void fish_completes_a_line(void **state) {
  check_lines(*state, &fish);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, desk_tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(bash_completes_a_line),
      TEST(zsh_completes_a_line),
      TEST(fish_completes_a_line),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
