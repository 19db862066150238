// SPDX-License-Identifier: MIT
// Other programs, as the App wishes for them: editor, browser, filters. The App knows no terminal;
// who has one runs the wish and tells how it ended.
#ifndef POSTIL_TUI_LAUNCH_H
#define POSTIL_TUI_LAUNCH_H

#include "base/process.h"
#include "base/scratch.h"

struct App;

struct Launch;

// Told of the end; the wish is none of the App's any more.
typedef void LaunchDone(struct App *app, const struct Launch *program, const ProcessEnd *end);

typedef struct Launch {
  char **arguments; // owned; NULL: none is wished for
  bool captured;
  Buffer input;
  Scratch scratch;   // a file for it, removed with the wish; or none
  LaunchDone *done; // it has run; what cannot be started the status line tells
} Launch;

void launch_release(Launch *program);

// Wishes for one; the arguments are adopted. Nothing else is wished for at that time.
void launch_wish(struct App *app, char **arguments, LaunchDone *done);

// The same for one whose output is wanted.
void launch_wish_captured(struct App *app, char **arguments, Slice input, LaunchDone *done);

// Makes a private folder with one file in it, for the program that was wished for; its path becomes
// the last of the arguments, which are adopted. False with a message: nothing is wished for.
bool launch_wish_file(struct App *app, char **arguments, const char *name, Slice text,
                       LaunchDone *done);

// Reads that file: at most `most` bytes.
bool launch_read_file(const Launch *program, size_t most, Buffer *out, Error *err);

ProcessRequest launch_request(const Launch *program);

// How the wish ended; `end` is NULL when it could not be started.
void launch_finish(struct App *app, const ProcessEnd *end, const Error *err);

#endif
