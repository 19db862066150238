// SPDX-License-Identifier: MIT
// Script mode: lines are read as they come, each command is run by a session without a screen, and
// each change is acknowledged by one write() before the next command is looked at.
//
//   line ── line_parse ──> command ── session_run ──> changes   ACK n   one write each
//                                                     listing   | line
//                                                     file      OUT FILE
//
// TERM, INT and HUP are blocked while a script runs: no call of the library is ever interrupted,
// and no handler needs a variable that all can reach. A signalfd makes them wake the wait for
// input, and between two commands they are asked for. One that is ignored (as HUP under nohup)
// stays ignored.
#include "cli/script.h"

#include "base/buffer.h"
#include "base/ending.h"
#include "base/safe.h"
#include "cli/listing.h"
#include "cli/output.h"
#include "session/session.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { READ_BYTES = 1 << 16 };

typedef struct Script {
  Session session;
  SessionResult result;
  const char *path;
  bool keep_going;
  int fd;
  Ending ending;
  Buffer line;     // of which too much is never kept: one byte over the cap is enough to refuse it
  uint64_t number; // of the line
  int status;      // the first failure's, or 128+n
  bool stopped;    // nothing more is read
  char input[READ_BYTES];
} Script;

// ---- What goes wrong

// The line's number and the command stand before the sentence.
static void complain(Script *script, const char *what, const Error *err) {
  Error line = {0};
  error_set(&line, err->kind, "%s:%llu: %s: %s", script->path, (unsigned long long)script->number,
            what, err->message);
  error_hint(&line, "%s", err->hint);
  output_complain(&line);
}

static void fail(Script *script, const char *what, const Error *err) {
  complain(script, what, err);
  if (script->status == 0) script->status = (int)err->kind;
  if (!script->keep_going) script->stopped = true;
}

// ---- What is said

// A whole line in one write(). What cannot be written ends the script: whoever listens has lost
// count.
static void say(Script *script, Slice line) {
  if (script->stopped) return;
  ssize_t len;
  do len = write(STDOUT_FILENO, line.ptr, line.len);
  while (len < 0 && errno == EINTR);
  if (len == (ssize_t)line.len) return;
  Error err = {0};
  error_set(&err, ERROR_IO, "cannot write to standard output: %s",
            strerror(len < 0 ? errno : ENOSPC));
  fail(script, "acknowledging", &err);
  script->stopped = true;
}

static void say_changes(Script *script) {
  for (uint32_t at = 0; at < script->result.change_count; at++) {
    char line[32];
    int len = snprintf(line, sizeof line, "ACK %lld\n", (long long)script->result.changes[at]);
    say(script, slice_make(line, (size_t)len));
  }
}

static bool has_control(Slice text) {
  for (size_t at = 0; at < text.len; at++) {
    if ((unsigned char)text.ptr[at] < ' ' || text.ptr[at] == 0x7F) return true;
  }
  return false;
}

// A name with a line end in it is quoted, so that it cannot look like another line.
static void say_file(Script *script) {
  Slice file = buffer_slice(&script->result.file);
  if (file.len == 0) return;
  Buffer line = {0};
  buffer_add_string(&line, "OUT ");
  if (has_control(file))
    line_quote(&line, file);
  else
    buffer_add(&line, file);
  buffer_add_byte(&line, '\n');
  say(script, buffer_slice(&line));
  buffer_release(&line);
}

static void say_listing(Script *script) {
  Slice rest = buffer_slice(&script->result.lines);
  bool tty = rest.len > 0 && isatty(STDOUT_FILENO);
  Buffer out = {0};
  while (rest.len > 0) {
    const char *found = memchr(rest.ptr, '\n', rest.len);
    size_t len = found ? (size_t)(found - rest.ptr) : rest.len;
    buffer_add_string(&out, "| ");
    if (tty)
      safe_append(&out, slice_cut(rest, 0, len), safe_mode_of_locale(), false);
    else
      buffer_add(&out, slice_cut(rest, 0, len));
    buffer_add_byte(&out, '\n');
    rest = slice_cut(rest, found ? len + 1 : len, rest.len);
  }
  if (out.len > 0) say(script, buffer_slice(&out));
  buffer_release(&out);
}

// ---- Commands

// Has one of the signals come? Then the script ends as if it had died of it.
static void look_for_signal(Script *script) {
  int number = ending_take(&script->ending);
  if (number == 0) return;
  script->stopped = true;
  script->status = 128 + number;
}

static bool run_words(Script *script, const Command *command, Error *err) {
  SessionResult *result = &script->result;
  if (!listing_has(command)) return session_run(&script->session, command, 0, result, err);
  return listing_run(script->session.library, command, &result->lines, err) == 0;
}

static void run_command(Script *script, const Command *command) {
  Error err = {0};
  session_result_clear(&script->result);
  bool ok = run_words(script, command, &err);
  say_changes(script);
  if (ok) {
    say_listing(script);
    say_file(script);
  } else if (!script->stopped) {
    fail(script, command->words[0], &err);
  }
  look_for_signal(script);
}

static void run_line(Script *script) {
  Slice line = buffer_slice(&script->line);
  if (line.len > 0 && line.ptr[line.len - 1] == '\r') line.len--;
  Arena *arena = arena_new();
  CommandList commands;
  Error err = {0};
  script->number++;
  if (!line_parse(arena, line, &commands, &err)) {
    fail(script, "cannot read the line", &err);
    commands.count = 0;
  }
  for (uint32_t at = 0; at < commands.count && !script->stopped; at++) {
    run_command(script, &commands.items[at]);
  }
  arena_free(arena);
  buffer_clear(&script->line);
}

// ---- Reading

// Keeps what fits under the cap, with its CR and one byte more.
static void keep(Script *script, Slice part) {
  size_t room = (size_t)LINE_BYTES_MAX + 2 - script->line.len;
  buffer_add(&script->line, slice_cut(part, 0, part.len < room ? part.len : room));
}

static void take_input(Script *script, Slice input) {
  while (input.len > 0 && !script->stopped) {
    const char *found = memchr(input.ptr, '\n', input.len);
    size_t len = found ? (size_t)(found - input.ptr) : input.len;
    keep(script, slice_cut(input, 0, len));
    if (found) run_line(script);
    input = slice_cut(input, found ? len + 1 : len, input.len);
  }
}

// Waits until there is input or a signal; a regular file is always ready.
static void wait_for_input(Script *script) {
  struct pollfd wanted[2] = {{.fd = script->fd, .events = POLLIN},
                             {.fd = script->ending.fd, .events = POLLIN}};
  while (poll(wanted, 2, -1) < 0 && errno == EINTR) continue;
  look_for_signal(script);
}

// False at the end.
static bool read_some(Script *script) {
  wait_for_input(script);
  if (script->stopped) return false;
  ssize_t len;
  do len = read(script->fd, script->input, sizeof script->input);
  while (len < 0 && errno == EINTR);
  if (len > 0) {
    take_input(script, slice_make(script->input, (size_t)len));
    return true;
  }
  if (len < 0) {
    Error err = {0};
    error_set(&err, error_kind_of_errno(errno), "cannot read '%s': %s", script->path,
              strerror(errno));
    output_complain(&err);
    if (script->status == 0) script->status = (int)err.kind;
  } else if (script->line.len > 0) {
    run_line(script); // a last line without its end counts
  }
  return false;
}

// ---- The whole

static bool open_input(Script *script) {
  bool standard = strcmp(script->path, "-") == 0;
  script->fd = standard ? STDIN_FILENO : open(script->path, O_RDONLY | O_CLOEXEC);
  if (script->fd >= 0) return true;
  Error err = {0};
  error_set(&err, error_kind_of_errno(errno), "cannot open '%s': %s", script->path,
            strerror(errno));
  output_complain(&err);
  script->status = (int)err.kind;
  return false;
}

int script_run(Library *library, Config *config, const char *path, bool keep_going) {
  Script *script = memory_new(1, sizeof *script);
  script->path = path;
  script->keep_going = keep_going;
  session_init(&script->session, library);
  script->session.headless = true;
  script->session.config = config;
  if (open_input(script)) {
    ending_hold(&script->ending);
    library_set_ending(library, ending_is_asked, &script->ending);
    while (!script->stopped && read_some(script)) continue;
    library_set_ending(library, NULL, NULL);
    ending_let_go(&script->ending);
    if (script->fd != STDIN_FILENO) close(script->fd);
  }
  int status = script->status;
  session_result_release(&script->result);
  session_release(&script->session);
  buffer_release(&script->line);
  free(script);
  return status;
}
