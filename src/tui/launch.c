// SPDX-License-Identifier: MIT
// Wishes for other programs. The wish is taken out before its end is told, so that what is done
// then may wish again.
#include "tui/launch.h"
#include "base/file.h"
#include "tui/app.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// The program may have left files of its own there.
static void remove_folder(const char *path) {
  DIR *folder = opendir(path);
  for (struct dirent *entry; folder && (entry = readdir(folder));) {
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
      unlinkat(dirfd(folder), entry->d_name, 0);
  }
  if (folder) closedir(folder);
  rmdir(path);
}

void launch_release(Launch *program) {
  process_free_arguments(program->arguments);
  buffer_release(&program->input);
  if (program->folder) remove_folder(program->folder);
  free(program->folder);
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

// $XDG_RUNTIME_DIR is in memory and the user's own.
static char *make_folder(Error *err) {
  static const char *const names[] = {"XDG_RUNTIME_DIR", "TMPDIR"};
  for (size_t i = 0; i <= sizeof names / sizeof *names; i++) {
    const char *above = i < sizeof names / sizeof *names ? getenv(names[i]) : "/tmp";
    Buffer path = {0};
    if (!above || above[0] != '/') continue;
    buffer_printf(&path, "%s/postil-XXXXXX", above);
    if (mkdtemp(path.ptr)) return buffer_take(&path);
    buffer_release(&path);
  }
  error_set(err, ERROR_CREATE, "cannot make a temporary folder: %s", strerror(errno));
  return NULL;
}

static char *write_new(const char *folder, const char *name, Slice text, Error *err) {
  Buffer path = {0};
  buffer_printf(&path, "%s/%s", folder, name);
  if (file_write(path.ptr, text, false, err) && chmod(path.ptr, S_IRUSR | S_IWUSR) == 0)
    return buffer_take(&path);
  if (err->kind == ERROR_NONE)
    error_set(err, ERROR_CREATE, "cannot write '%s': %s", path.ptr, strerror(errno));
  buffer_release(&path);
  return NULL;
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
  program->folder = make_folder(&err);
  char *path = program->folder ? write_new(program->folder, name, text, &err) : NULL;
  if (!path) {
    app_fail(app, &err);
    launch_release(program);
    return false;
  }
  program->arguments = memory_resize(program->arguments, count + 2, sizeof *arguments);
  program->arguments[count] = path;
  program->arguments[count + 1] = NULL;
  return true;
}

bool launch_read_file(const Launch *program, size_t most, Buffer *out, Error *err) {
  return file_read(program->arguments[count_arguments(program->arguments) - 1], most, out, err);
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

void launch_write_end(const ProcessEnd *end, Buffer *out) {
  if (end->status > PROCESS_SIGNALLED)
    buffer_printf(out, "was ended by signal %d", end->status - PROCESS_SIGNALLED);
  else
    buffer_printf(out, "ended with status %d", end->status);
}
