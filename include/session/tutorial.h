// SPDX-License-Identifier: MIT
// The tutor's brief: data/tutor.txt, built in, so that it is there wherever postil is.
#ifndef POSTIL_SESSION_TUTORIAL_H
#define POSTIL_SESSION_TUTORIAL_H

#include "base/buffer.h"

extern const char *const tutorial_lines[]; // made by tools/embed-text; NULL at the end

// Appends the text.
void tutorial_write(Buffer *out);

#endif
