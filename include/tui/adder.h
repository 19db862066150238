// SPDX-License-Identifier: MIT
// Adding files from the screen: asks for a path, looks for the files below it a folder a step, then
// adds one file a step, so that keys and signals are answered meanwhile.
#ifndef POSTIL_TUI_ADDER_H
#define POSTIL_TUI_ADDER_H

#include "base/file.h"
#include "library/brief.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct App;

typedef struct Adder {
  FileWalk walk; // not at its end: files are still looked for
  char **paths;
  uint32_t count, next; // next == count: nothing to add
  size_t capacity;
  uint32_t added, renewed, there, failed, told;
  bool stopping; // it is to end with the file that is read
  int64_t last;  // the brief that was added last
} Adder;

void adder_release(Adder *adder);
void adder_open(struct App *app);

// Is each of these a file or a folder that is there? What is neither (a terminal, a FIFO) could
// keep the screen waiting for ever.
bool adder_takes(const char *const *paths, uint32_t count, Error *err);

// Begins with these, and forgets what it was at. A leading ~ is the home folder.
void adder_start(struct App *app, const char *const *paths, uint32_t count);

bool adder_busy(const Adder *adder);
void adder_step(struct App *app);
void adder_stop(struct App *app);

// Says that this program reads the file that is added, and how to stop it.
void adder_say_waiting(struct App *app, const char *program);

// Says what is worth knowing of a file that was added; false when there is nothing.
bool adder_say_outcome(struct App *app, const char *path, const BriefAdded *added);

#endif
