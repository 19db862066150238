// SPDX-License-Identifier: MIT
// Names of persons on a line of their own, and in the first sentence of a summary (rule 10).
#ifndef POSTIL_IMPORT_NAMES_H
#define POSTIL_IMPORT_NAMES_H

#include "base/memory.h"
#include "base/slice.h"

#include <stdint.h>

enum { NAMES_MAX = 32 };

typedef struct Names {
  Slice names[NAMES_MAX];
  uint32_t count;
} Names;

// Is the whole text a list of names? They are slices of it.
bool names_parse(Slice text, Names *names);

// Does it hold a word that institutions are called by?
bool names_has_institution(Slice text);

// "In his article, Timur Dadabaev analyzes …": the name in a sentence of this form, a slice of it.
bool names_find_in_sentence(Slice text, Slice *name);

#endif
