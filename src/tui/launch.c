// SPDX-License-Identifier: MIT
// Wishes for other programs. The wish is taken out before its end is told, so that what is done
// then may wish again.
#include "tui/launch.h"
#include "base/file.h"
#include "tui/app.h"


void launch_release(Launch *program) {
  process_free_arguments(program->arguments);
  buffer_release(&program->input);
  scratch_close(&program->scratch);
  *program = (Launch){0};
}

void launch_wish(App *app, char **arguments, LaunchDone *done) {
  launch_release(&app->wishes.launch);
  app->wishes.launch = (Launch){.arguments = arguments, .done = done};
}

void launch_wish_captured(App *app, char **arguments, Slice input, LaunchDone *done) {
  launch_wish(app, arguments, done);
  app->wishes.launch.captured = true;
  buffer_add(&app->wishes.launch.input, input);
}

static uint32_t count_arguments(char *const *arguments) {
  uint32_t count = 0;
  while (arguments[count]) count++;
  return count;
}

bool launch_wish_file(App *app, char **arguments, const char *name, Slice text, LaunchDone *done) {
  Error err = {0};
  uint32_t count = count_arguments(arguments);
  launch_wish(app, arguments, done);
  Launch *program = &app->wishes.launch;
  if (!scratch_open(&program->scratch, name, text, &err)) {
    app_fail(app, &err);
    launch_release(program);
    return false;
  }
  program->arguments = memory_resize(program->arguments, count + 2, sizeof *arguments);
  program->arguments[count] = memory_string(slice_of(program->scratch.path));
  program->arguments[count + 1] = NULL;
  return true;
}

bool launch_read_file(const Launch *program, size_t most, Buffer *out, Error *err) {
  return file_read(program->scratch.path, most, out, err);
}

ProcessRequest launch_request(const Launch *program) {
  return (ProcessRequest){.arguments = (const char *const *)program->arguments,
                          .captured = program->captured,
                          .input = buffer_slice(&program->input),
                          .wake_fd = -1};
}

void launch_finish(App *app, const ProcessEnd *end, const Error *err) {
  Launch program = app->wishes.launch;
  app->wishes.launch = (Launch){0};
  if (end)
    program.done(app, &program, end);
  else
    app_fail(app, err);
  launch_release(&program);
}
