// SPDX-License-Identifier: MIT
// What a program has left changed on its terminal.
#ifndef POSTIL_TESTS_LEFTOVERS_H
#define POSTIL_TESTS_LEFTOVERS_H

#include "base/buffer.h"

#include <termios.h>

// Appends a line of words for each mode that all this output has left on, and for attributes.
void leftovers_of_output(Slice output, Buffer *out);

// Appends a line when the settings differ.
void leftovers_of_settings(const struct termios *found, const struct termios *left, Buffer *out);

#endif
