// SPDX-License-Identifier: MIT
// The tag picker: type to narrow the codebook, choose one tag or several, or make a new one.
#ifndef POSTIL_TUI_PICKER_H
#define POSTIL_TUI_PICKER_H

#include "tui/app.h"

// For the annotation at the caret, else for the selection or `count` sentences.
void picker_open(App *app, uint32_t count);

// For the tags of the whole brief.
void picker_open_whole(App *app);

// For an annotation that is listed, of any brief.
void picker_open_listed(App *app, const Annotation *annotation);

#endif
