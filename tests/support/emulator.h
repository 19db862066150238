// SPDX-License-Identifier: MIT
// The terminal that the end-to-end tests look at: libvterm, and what a person would see on it.
#ifndef POSTIL_TESTS_EMULATOR_H
#define POSTIL_TESTS_EMULATOR_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct Emulator Emulator;

Emulator *emulator_new(uint32_t rows, uint32_t columns);
void emulator_free(Emulator *emulator);

// Like a real one it forgets the margins of a scroll region; it is at least one row high and two
// columns wide.
void emulator_resize(Emulator *emulator, uint32_t rows, uint32_t columns);

// Bytes as the program wrote them, cut anywhere.
void emulator_feed(Emulator *emulator, Slice bytes);

void emulator_row_text(const Emulator *emulator, uint32_t row, Buffer *out);
void emulator_text(const Emulator *emulator, Buffer *out); // all rows, each with a newline
void emulator_cursor(const Emulator *emulator, uint32_t *row, uint32_t *column);

#endif
