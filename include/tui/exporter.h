// SPDX-License-Identifier: MIT
// Export from the screen: what is chosen stands above, the beginning of what the file would hold
// below, and Enter writes it. What is there already is updated where the format can and the file is
// an export; everything else is asked about first.
#ifndef POSTIL_TUI_EXPORTER_H
#define POSTIL_TUI_EXPORTER_H

#include "exchange/sample.h"
#include "tui/overlay.h"
#include "tui/roll.h"

typedef struct Exporter {
  Overlay base;
  const Buffer *filter; // of app->export_form
  Roll roll;            // its rows
  bool stale;           // the sample is of other choices
  int64_t stamp;        // app->stamp when it was made
  Sample sample;
  Error failure; // why there is none; ERROR_NONE mostly
} Exporter;

// What becomes of what is there.
typedef enum ExporterManner {
  EXPORTER_MAKES, // nothing is there
  EXPORTER_UPDATES,
  EXPORTER_ASKS
} ExporterManner;

// Of the brief in view, or of the whole library.
void exporter_open(App *app);

// Of the codebook alone: there is one format.
void exporter_open_codebook(App *app);

ExporterManner exporter_manner(const App *app);

// In exporter_draw.c.
void exporter_draw(App *app, Exporter *exporter);
void exporter_hints(const App *app, const Overlay *overlay, Hints *out);

#endif
