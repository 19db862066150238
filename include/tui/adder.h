// SPDX-License-Identifier: MIT
// Adding files from the screen: asks for a path, then adds one file a step, so that keys are
// answered meanwhile.
#ifndef POSTIL_TUI_ADDER_H
#define POSTIL_TUI_ADDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct App;

typedef struct Adder {
  char **paths;
  uint32_t count, next; // next == count: nothing to do
  size_t capacity;
  uint32_t added, there, failed;
  int64_t last; // the brief that was added last
} Adder;

void adder_release(Adder *adder);
void adder_open(struct App *app);
bool adder_busy(const Adder *adder);
void adder_step(struct App *app);
void adder_stop(struct App *app);

#endif
