// SPDX-License-Identifier: MIT
// The tag picker: type to narrow the codebook, choose one tag or several, or make a new one.
#ifndef POSTIL_TUI_PICKER_H
#define POSTIL_TUI_PICKER_H

#include "tui/subject.h"

// For the tags of the subject.
void picker_open(App *app, const Subject *subject);

#endif
