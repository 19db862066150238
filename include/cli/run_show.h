// SPDX-License-Identifier: MIT
// Printing a brief, for `show` and for what would open the screen if there were one.
#ifndef POSTIL_CLI_RUN_SHOW_H
#define POSTIL_CLI_RUN_SHOW_H

#include "cli/source.h"

// Prints text, footnotes or structure, as the options of `show` say.
void run_show_source(Run *run, const Source *source);

#endif
