// SPDX-License-Identifier: MIT
// The tutor's brief as one text. C wants string literals short, so it is built in line by line.
#include "session/tutorial.h"

void tutorial_write(Buffer *out) {
  for (uint32_t i = 0; tutorial_lines[i]; i++) buffer_add_string(out, tutorial_lines[i]);
}
