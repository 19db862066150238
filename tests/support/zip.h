// SPDX-License-Identifier: MIT
// A writer of zip archives for tests: members are stored as they are, or packed as runs of one byte
// so that a small archive can unpack to a large one.
#ifndef POSTIL_TESTS_ZIP_H
#define POSTIL_TESTS_ZIP_H

#include "base/buffer.h"

#include <stdint.h>

typedef struct Zip {
  Buffer bytes, directory;
  uint16_t count;
} Zip; // {0} is an empty one

void zip_add(Zip *zip, const char *name, Slice bytes);

// A member that is `len` times the same ASCII letter or blank, at about a thousandth of that size.
void zip_add_run(Zip *zip, const char *name, char byte, uint32_t len);

// Writes the directory; the archive is then in zip->bytes, which the caller releases.
Slice zip_finish(Zip *zip);

#endif
