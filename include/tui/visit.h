// SPDX-License-Identifier: MIT
// Going to an annotation from a list: overlays close, the place left is in the jump list.
#ifndef POSTIL_TUI_VISIT_H
#define POSTIL_TUI_VISIT_H

#include "tui/app.h"

void visit_annotation(App *app, int64_t brief, int64_t annotation);

#endif
