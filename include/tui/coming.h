// SPDX-License-Identifier: MIT
// A document on its way into the library: its beginning is on the screen first (library/preview.h),
// and the next event, a key or a moment without one, adds it before anything acts.
#ifndef POSTIL_TUI_COMING_H
#define POSTIL_TUI_COMING_H

#include "library/preview.h"

struct App;

// Shows it; the preview is taken over.
void coming_show(struct App *app, Preview *preview);

// Adds it and opens the brief, if there is one on its way. What cannot be added ends the program:
// app->failure says why.
void coming_add(struct App *app);

#endif
