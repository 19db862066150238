// SPDX-License-Identifier: MIT
// A small brief in each of ten scripts: a heading, a hard-wrapped paragraph, an item, a quotation,
// a note; for everything that measures and breaks text.
#ifndef POSTIL_TESTS_SCRIPTS_H
#define POSTIL_TESTS_SCRIPTS_H

#include <stddef.h>

typedef struct ScriptSample {
  const char *name;
  const char *text; // for check_version()
  const char *kinds;
} ScriptSample;

enum { SCRIPT_SAMPLE_COUNT = 10 };

extern const ScriptSample script_samples[SCRIPT_SAMPLE_COUNT];

#endif
