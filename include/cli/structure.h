// SPDX-License-Identifier: MIT
// The structure of a version as JSON, for `show --structure --json`: what was recognised in a
// document.
#ifndef POSTIL_CLI_STRUCTURE_H
#define POSTIL_CLI_STRUCTURE_H

#include "base/buffer.h"
#include "text/version.h"

// Appends one JSON object and LF: title, series, date, authors, blocks, notes, dropped, structural.
void structure_write_json(const Version *version, Buffer *out);

// Appends the same for people, a line for each block and note: kind, code points, first words.
void structure_write_lines(const Version *version, Buffer *out);

#endif
