// SPDX-License-Identifier: MIT
// Paths as they are typed on the screen: "~" and completion of file names.
#ifndef POSTIL_TUI_PATH_H
#define POSTIL_TUI_PATH_H

#include "base/buffer.h"

struct App;

// "~" and "~/…" in the reader's home folder; the caller frees.
char *path_expand(Slice typed);

bool path_exists(Slice typed);

// Completes for a prompt (tui/prompt.h): appends what the text may become, each ended by NUL,
// folders with a '/'. Returns where the name begins in the text.
size_t path_complete(struct App *app, Slice text, Buffer *candidates);

#endif
