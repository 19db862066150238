// SPDX-License-Identifier: MIT
// The structure of a version as `postil show --structure` prints it.
#ifndef POSTIL_CLI_STRUCTURE_H
#define POSTIL_CLI_STRUCTURE_H

#include "base/buffer.h"
#include "text/version.h"

// Appends one JSON object and LF:
//   title, series, date (string or null), authors; authors_source "prose" where they are a guess
//   blocks      of the text, in order: type, level, text, refs, start, end, continues
//   notes       in order: label, run, ref_count, text, resolved_label, urls, start, end
//   dropped     texts of the hidden lines
//   structural  texts of notes headings, affiliations and the like
// Texts are views without reference marks and list marks; of a table the first row. start and end
// are code points.
void structure_write_json(const Version *version, Buffer *out);

// The same for people: a line for each block, indented by what it is.
void structure_write_lines(const Version *version, Buffer *out);

#endif
