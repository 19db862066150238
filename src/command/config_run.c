// SPDX-License-Identifier: MIT
// The commands of the configuration, wherever they are typed.
#include "command/config.h"

#include "command/inside.h"
#include "command/line.h"

// "list,text": the modes, or 0 when it is something else.
static uint32_t parse_modes(const char *text) {
  uint32_t modes = 0;
  for (;;) {
    size_t len = strcspn(text, ",");
    uint32_t mode = mode_find(slice_make(text, len));
    if (mode == 0) return 0;
    modes |= mode;
    if (text[len] == '\0') return modes;
    text += len + 1;
  }
}

// One word is a command line as it is; several are a command with its arguments.
static void join_command(const char *const *words, uint32_t count, Buffer *line) {
  if (count == 1) {
    buffer_add_string(line, words[0]);
    return;
  }
  for (uint32_t at = 0; at < count; at++) {
    if (at > 0) buffer_add_byte(line, ' ');
    line_quote(line, slice_of(words[at]));
  }
}

static bool do_bind(Config *config, const char *const *arguments, uint32_t count, Buffer *answer,
                    Error *err) {
  uint32_t modes = parse_modes(arguments[0]);
  uint32_t skip = modes ? 1 : 0;
  Buffer line = {0}, hidden = {0};
  if (count > skip + 1) join_command(arguments + skip + 1, count - skip - 1, &line);
  bool ok = keymap_bind(config->keymap, modes, slice_of(arguments[skip]), buffer_slice(&line),
                        &hidden, err);
  if (ok) buffer_printf(answer, "%s is bound", arguments[skip]);
  if (ok && hidden.len > 0) buffer_printf(answer, "; no longer: %s", hidden.ptr);
  buffer_release(&line);
  buffer_release(&hidden);
  return ok;
}

static bool do_unbind(Config *config, const char *const *arguments, uint32_t count, Error *err) {
  uint32_t modes = count == 2 ? parse_modes(arguments[0]) : 0;
  if (count == 2 && modes == 0)
    return error_set(err, ERROR_USAGE, "there is no mode '%.60s'", arguments[0]);
  return keymap_unbind(config->keymap, modes, slice_of(arguments[count - 1]), err);
}

static bool do_include(Config *config, const char *path, Error *err) {
  uint32_t before = config->problem_count;
  if (!config_read(config, path, false, err)) return false;
  // Inside a file the problems speak for themselves.
  if (config->open_count > 0 || config->problem_count == before) return true;
  return error_set(err, ERROR_CONFIG, "%s", config->problems[before]);
}

bool config_run(Config *config, ActionId id, const char *const *arguments, uint32_t count,
                Buffer *answer, Error *err) {
  if (!action_takes(action_get(id), count, err)) return false;
  switch ((int)id) {
  case ACTION_SET: return config_do_set(config, arguments, count, answer, err);
  case ACTION_BIND: return do_bind(config, arguments, count, answer, err);
  case ACTION_UNBIND: return do_unbind(config, arguments, count, err);
  case ACTION_INCLUDE: return do_include(config, arguments[0], err);
  default: BUG("'%s' is no command of the configuration", action_get(id)->name);
  }
}
