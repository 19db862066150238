// SPDX-License-Identifier: MIT
// Script mode: commands of the command language from a file, without a screen.
#ifndef POSTIL_CLI_SCRIPT_H
#define POSTIL_CLI_SCRIPT_H

#include "command/config.h"
#include "library/library.h"

#include <stdbool.h>

// Runs the commands of a file ("-" is standard input) on a library. Prints acknowledgements on
// descriptor 1, unbuffered, and messages on standard error (output_complain). Returns the exit
// status: 0, the first failure's, or 128+n after a signal. The caller closes the library.
// The configuration is borrowed; NULL has the defaults.
int script_run(Library *library, Config *config, const char *path, bool keep_going);

#endif
