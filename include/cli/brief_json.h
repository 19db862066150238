// SPDX-License-Identifier: MIT
// A brief as one JSON object, wherever the command line prints one.
#ifndef POSTIL_CLI_BRIEF_JSON_H
#define POSTIL_CLI_BRIEF_JSON_H

#include "base/buffer.h"
#include "library/brief.h"

// Appends the object and LF. Every key is always there, null for what is not known; "text" only
// when text.ptr is not NULL.
void brief_json_write(const Brief *brief, Slice text, Buffer *out);

#endif
