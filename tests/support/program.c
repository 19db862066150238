// SPDX-License-Identifier: MIT
#include "support/program.h"

#include "support/check.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ARGUMENTS_MAX = 30 };

static FILE *open_scratch(const char *contents) {
  FILE *file = tmpfile();
  assert_non_null(file);
  assert_int_equal(fwrite(contents, 1, strlen(contents), file), strlen(contents));
  assert_int_equal(fflush(file), 0);
  rewind(file);
  return file;
}

static char *take_contents(FILE *file) {
  Buffer text = {0};
  char part[4096];
  rewind(file);
  for (size_t len; (len = fread(part, 1, sizeof part, file)) > 0;)
    buffer_add(&text, slice_make(part, len));
  fclose(file);
  return buffer_take(&text);
}

// Whoever runs the tests may ignore signals, as a shell does for what it starts in the background;
// postil would ignore them too.
static void become_postil(const char *home, FILE *const files[3], const char *const *arguments) {
  static const int ends[] = {SIGINT, SIGTERM, SIGHUP};
  const char *program = getenv("POSTIL");
  char *argv[ARGUMENTS_MAX + 2] = {strdup("postil")};
  for (int i = 0; arguments[i] && i < ARGUMENTS_MAX; i++) argv[i + 1] = strdup(arguments[i]);
  for (int fd = 0; fd < 3; fd++) dup2(fileno(files[fd]), fd);
  setenv("HOME", home, 1);
  setenv("XDG_DATA_HOME", home, 1);
  setenv("XDG_CONFIG_HOME", home, 1);
  setenv("POSTIL_NOW", "2026-02-01T08:15:30Z", 1);
  setenv("POSTIL_REPLICA", "00000001", 1);
  setenv("LOGNAME", "reader", 1);
  setenv("USER", "reader", 1);
  unsetenv("POSTIL_LIBRARY");
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) signal(ends[i], SIG_DFL);
  execv(program ? program : "build/postil", argv);
  _exit(127);
}

Program program_run(const char *home, const char *input, const char *const *arguments) {
  FILE *files[3] = {open_scratch(input), open_scratch(""), open_scratch("")};
  int status = 0;
  pid_t child = fork();
  if (child == 0) become_postil(home, files, arguments);
  assert_true(child > 0);
  assert_int_equal(waitpid(child, &status, 0), child);
  fclose(files[0]);
  return (Program){
      .status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
      .out = take_contents(files[1]),
      .err = take_contents(files[2]),
  };
}

void program_check(const Program *program, int status, const char *message) {
  bool said = message[0] ? strstr(program->err, message) != NULL : program->err[0] == '\0';
  if (program->status == status && said) return;
  print_error("wanted: status %d, «%s»\ngot:    status %d, «%s»\n", status, message,
              program->status, program->err);
  fail();
}

void program_release(Program *program) {
  free(program->out);
  free(program->err);
  *program = (Program){0};
}

char *program_text(Program program) {
  program_check(&program, 0, "");
  free(program.err);
  return program.out;
}
