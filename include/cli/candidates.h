// SPDX-License-Identifier: MIT
// What may stand at the end of a command line that is being typed: for the shells' completions.
//
// A candidate is one word that a shell can quote: plain characters that show as they are. A brief
// whose title is not so is offered by its id, a tag whose path is not so is left out.
#ifndef POSTIL_CLI_CANDIDATES_H
#define POSTIL_CLI_CANDIDATES_H

#include "cli/run.h"

enum { CANDIDATES_MAX = 300 };

// `words` are those behind `postil`, the last one as far as it is typed ("" for none). Appends a
// line for each candidate: the word, TAB, what it is. The line TAB "files" says that names of files
// may stand there too. Nothing for a line that is wrong already, or a library that cannot be read.
void candidates_write(Run *run, const char *const *words, uint32_t count, Buffer *out);

#endif
