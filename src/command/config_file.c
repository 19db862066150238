// SPDX-License-Identifier: MIT
// Configuration files: where the reader's own is, reading one line by line, what could not be
// taken, and the commented one that holds the defaults.
//
// A file may include others. Which files are open stands on a stack: it bounds how deep they go,
// finds a circle, and is what a relative path is relative to. How many files are read in all is
// bounded too, since a file may be included many times.
#include "command/config.h"

#include "base/file.h"
#include "base/memory.h"
#include "command/inside.h"
#include "command/line.h"

#include <stdlib.h>
#include <unistd.h>

char *config_locate(void) {
  const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
  if (config && config[0] == '/') return file_join(config, "postil/config");
  return file_join(home && home[0] == '/' ? home : "", ".config/postil/config");
}

// ---- Problems

static void add_problem(Config *config, const char *why) {
  if (config->problem_count > CONFIG_PROBLEMS_MAX) return;
  Buffer text = {0};
  if (config->problem_count == CONFIG_PROBLEMS_MAX)
    buffer_add_string(&text, "there are more errors in the configuration");
  else
    buffer_printf(&text, "%s: %s", config->origin, why);
  config->problems = memory_grow(config->problems, config->problem_count, &config->problem_capacity,
                                 sizeof *config->problems);
  config->problems[config->problem_count++] = buffer_take(&text);
}

const char *config_problem(const Config *config, uint32_t at) {
  return at < config->problem_count ? config->problems[at] : NULL;
}

uint32_t config_problem_count(const Config *config) {
  return config->problem_count;
}

// ---- Lines

static void run_command(Config *config, const Command *command) {
  Error err = {0};
  Buffer answer = {0};
  ActionId id = action_find(slice_of(command->words[0]));
  bool known = id == ACTION_SET || id == ACTION_BIND || id == ACTION_UNBIND || id == ACTION_INCLUDE;
  if (!known)
    error_set(&err, ERROR_CONFIG, "'%.60s' is not set, bind, unbind or include", command->words[0]);
  else
    config_run(config, id, command->words + 1, command->count - 1, &answer, &err);
  if (id == ACTION_SET && answer.len > 0)
    error_set(&err, ERROR_CONFIG, "'set' wants an option and its value");
  if (err.kind != ERROR_NONE) add_problem(config, err.message);
  buffer_release(&answer);
}

static void run_line(Config *config, Slice line) {
  Error err = {0};
  CommandList commands = {0};
  Arena *arena = arena_new();
  if (line.len > 0 && line.ptr[line.len - 1] == '\r') line.len--;
  if (!line_parse(arena, line, &commands, &err)) add_problem(config, err.message);
  for (uint32_t at = 0; at < commands.count; at++) run_command(config, &commands.items[at]);
  arena_free(arena);
}

static void run_lines(Config *config, const char *path, Slice text) {
  const char *outer = config->origin;
  if (slice_starts(text, SLICE("\xEF\xBB\xBF"))) text = slice_cut(text, 3, text.len);
  for (uint32_t number = 1; text.len > 0; number++) {
    const char *found = memchr(text.ptr, '\n', text.len);
    size_t len = found ? (size_t)(found - text.ptr) : text.len;
    Buffer origin = {0};
    buffer_printf(&origin, "%s:%u", path, number);
    config->origin = origin.ptr;
    run_line(config, slice_cut(text, 0, len));
    text = slice_cut(text, found ? len + 1 : len, text.len);
    buffer_release(&origin);
  }
  config->origin = outer;
}

// ---- Files

// A path as it is meant: ~/ is home, a relative one starts where the including file is.
static char *resolve(const Config *config, const char *path) {
  Buffer whole = {0};
  const char *home = getenv("HOME");
  if (path[0] == '~' && path[1] == '/' && home) {
    buffer_printf(&whole, "%s%s", home, path + 1);
  } else {
    const char *outer = config->open_count ? config->open[config->open_count - 1] : "";
    const char *slash = path[0] == '/' ? NULL : strrchr(outer, '/');
    if (slash) buffer_add(&whole, slice_make(outer, (size_t)(slash - outer) + 1));
    buffer_add_string(&whole, path);
  }
  return buffer_take(&whole);
}

static bool check_depth(const Config *config, const char *path, const char *absolute, Error *err) {
  for (uint32_t at = 0; at < config->open_count; at++) {
    if (strcmp(config->open[at], absolute) == 0)
      return error_set(err, ERROR_CONFIG, "cannot include '%.200s': it is being read already",
                       path);
  }
  if (config->open_count == CONFIG_DEPTH_MAX)
    return error_set(err, ERROR_CONFIG, "cannot include '%.200s': more than %d files deep", path,
                     CONFIG_DEPTH_MAX);
  if (config->file_count == CONFIG_FILES_MAX)
    return error_set(err, ERROR_CONFIG, "cannot include '%.200s': more than %d files", path,
                     CONFIG_FILES_MAX);
  return true;
}

static bool read_text(const char *path, bool optional, Buffer *text, Error *err) {
  Error why = {0};
  bool there = !optional || access(path, F_OK) == 0;
  if (!there || file_read(path, CONFIG_BYTES_MAX, text, &why)) return true;
  return error_set(err, ERROR_CONFIG, "%s", why.message);
}

bool config_read(Config *config, const char *path, bool optional, Error *err) {
  char *whole = resolve(config, path);
  char *absolute = file_absolute(whole);
  Buffer text = {0};
  if (config->open_count == 0) config->file_count = 0;
  bool ok = check_depth(config, path, absolute, err) && read_text(whole, optional, &text, err);
  if (ok) {
    config->open[config->open_count++] = absolute;
    config->file_count++;
    run_lines(config, whole, buffer_slice(&text));
    config->open_count--;
  }
  buffer_release(&text);
  free(absolute);
  free(whole);
  return ok;
}

// ---- The defaults as a file

// Prose as comments of at most so many columns.
static void write_comment(const char *prose, Buffer *out) {
  enum { COLUMNS = 96 };
  size_t column = 0;
  while (*prose) {
    size_t len = strcspn(prose, " ");
    if (column > 0 && column + 1 + len > COLUMNS) {
      buffer_add_byte(out, '\n');
      column = 0;
    }
    buffer_add_string(out, column ? " " : "# ");
    buffer_add(out, slice_make(prose, len));
    column += 1 + len;
    prose += len + (prose[len] == ' ');
  }
  buffer_add_byte(out, '\n');
}

void config_write_defaults(Buffer *out) {
  buffer_add_string(
      out, "# The configuration of postil, with every option at its default. A copy at\n"
           "# ~/.config/postil/config is the place to change them: postil-config(5) says more.\n");
  for (int id = 0; id < CONFIG_COUNT; id++) {
    const ConfigOption *option = config_option((ConfigId)id);
    buffer_add_byte(out, '\n');
    write_comment(option->help, out);
    buffer_add_string(out, "# Values: ");
    config_write_range((ConfigId)id, out);
    buffer_printf(out, "\n#set %s ", option->name);
    line_quote(out, slice_of(option->value));
    buffer_add_byte(out, '\n');
  }
  buffer_add_string(out, "\n# Keys of your own. What a binding hides gives way to it.\n"
                         "#bind gh highlight green\n"
                         "#bind text ,e \"tag energy; next-sentence\"\n"
                         "#unbind <M-/>\n"
                         "\n# More from another file.\n"
                         "#include keys\n");
}
