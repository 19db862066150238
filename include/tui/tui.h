// SPDX-License-Identifier: MIT
// The screen as a whole: opens the terminal, runs until the reader quits, restores the terminal.
#ifndef POSTIL_TUI_TUI_H
#define POSTIL_TUI_TUI_H

#include "base/error.h"
#include "base/log.h"
#include "command/config.h"
#include "library/library.h"
#include "library/preview.h"
#include "text/span.h"

typedef struct TuiRequest {
  const char *library; // path, made when it is not there
  Library *opened;     // it, when it is open already; adopted
  Config *config;      // borrowed
  int64_t brief;       // key, 0 for the list of briefs
  Preview *preview;    // a document to add and to open instead, or NULL; adopted
  const CpSpan *span;  // where to open it, or NULL for the reading place
  bool colour;
  bool tutor;          // the lessons, in a library of their own; library and brief do not count
  const char *message; // first words of the status line, or NULL
  const Log *reports;  // SQLite's, for the list of messages; borrowed
} TuiRequest;

// Returns the exit status (128+n after a signal); with a status that is not 0 and no signal, *err
// tells why. ERROR_TERMINAL, before anything is drawn, for a terminal that cannot show a screen.
int tui_run(const TuiRequest *request, Error *err);

#endif
