// SPDX-License-Identifier: MIT
// Which changes another program made while this screen was open: undo asks before it reverts one.
// Changes from before are the reader's own, whoever wrote them: undo works across restarts.
#ifndef POSTIL_TUI_ELSEWHERE_H
#define POSTIL_TUI_ELSEWHERE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct App;

typedef struct ElsewhereRange {
  int64_t after, last; // journal ids: all that follow `after`, up to `last`
} ElsewhereRange;

typedef struct Elsewhere {
  int64_t newest; // the newest change that is known here
  ElsewhereRange *ranges;
  uint32_t count;
  size_t capacity;
} Elsewhere;

void elsewhere_release(Elsewhere *elsewhere);

// What is new in the journal was done here, or by another program.
void elsewhere_note_own(struct App *app);
void elsewhere_note_foreign(struct App *app);

// Did another program make this change?
bool elsewhere_made(const Elsewhere *elsewhere, int64_t change);

#endif
