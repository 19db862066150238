// SPDX-License-Identifier: MIT
// The subcommands that list something, as commands of a script.
#ifndef POSTIL_CLI_LISTING_H
#define POSTIL_CLI_LISTING_H

#include "base/buffer.h"
#include "base/error.h"
#include "command/line.h"
#include "library/library.h"

// Is it one of them?
bool listing_has(const Command *command);

// Runs it as the command line does, on this library, and appends what it prints to `lines`, each line
// ended by LF. Returns its exit status; with one that is not 0 *err tells why.
int listing_run(Library *library, const Command *command, Buffer *lines, Error *err);

#endif
