// SPDX-License-Identifier: MIT
// Layouts as text.
#ifndef POSTIL_TESTS_LINES_H
#define POSTIL_TESTS_LINES_H

#include "layout/layout.h"

// Appends every line of a layout as it is drawn, gaps as empty lines.
void lines_write(const Version *version, LayoutStyle style, Buffer *out);

// One line as it is drawn, the indent included.
void lines_write_one(const Version *version, const Line *line, SafeMode mode, Buffer *out);

#endif
