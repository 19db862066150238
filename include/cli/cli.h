// SPDX-License-Identifier: MIT
// The command line: subcommands, their options, help. It never starts the screen: it returns what
// to open, and main does.
#ifndef POSTIL_CLI_CLI_H
#define POSTIL_CLI_CLI_H

#include "base/log.h"
#include "command/config.h"
#include "library/library.h"
#include "library/preview.h"
#include "text/span.h"

#include <stdbool.h>
#include <stdint.h>

// What the screen shall open. Filled when cli_main() returns with `screen` set.
typedef struct CliScreen {
  bool screen;
  char *library;   // path; owned
  Library *opened; // it, when it was needed here already; owned
  Config *config; // owned
  bool tutor;     // the lessons instead of a library
  int64_t brief; // key, 0 for the list of briefs
  Preview *preview; // a document to add and to open instead, or NULL; owned
  bool has_span;
  CpSpan span;
  bool colour;   // false with NO_COLOR or --color=never
  char *message; // for the status line, or NULL; owned
  Log reports;   // SQLite's, of the whole process, also without a screen
} CliScreen;

// Runs the command line. Returns the exit status; with screen->screen set main goes on to the
// screen.
int cli_main(int argc, char **argv, CliScreen *screen);

void cli_screen_release(CliScreen *screen);

#endif
