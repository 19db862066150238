// SPDX-License-Identifier: MIT
// The tutor: lessons that are done, not read. A brief stands open in a library of its own; a line
// above the status line says what to do and with which key, as it is bound now; after each event the
// lesson looks at library and screen, and when what it asked for is true the next one begins.
#ifndef POSTIL_TUI_TUTOR_H
#define POSTIL_TUI_TUTOR_H

#include "tui/app.h"

typedef struct Tutor Tutor;

// Adds the tutor's brief to the App's library, which is empty and nobody's, opens it, and shows the
// first lesson. The App owns the tutor.
bool tutor_begin(App *app, Error *err);
void tutor_free(Tutor *tutor);

// After an event: is the lesson done?
void tutor_look(App *app);

// Goes on to the next lesson though this one is not done.
void tutor_skip(App *app);

// How many rows of a screen of this size it wants, 0 without a tutor, and what stands there.
uint32_t tutor_rows(const App *app);
void tutor_draw(App *app);

// 1 … the number of lessons; one more when all are done.
uint32_t tutor_lesson(const Tutor *tutor, uint32_t *count);

#endif
