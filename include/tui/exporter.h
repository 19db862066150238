// SPDX-License-Identifier: MIT
// Export from the screen: which format, then which file.
#ifndef POSTIL_TUI_EXPORTER_H
#define POSTIL_TUI_EXPORTER_H

#include "tui/app.h"

// Of the brief in view, or of the whole library.
void exporter_open(App *app);

// Of the codebook alone: there is one format.
void exporter_open_codebook(App *app);

#endif
