// SPDX-License-Identifier: MIT
// Annotations as a listing: a line for each, or a JSON object.
#ifndef POSTIL_CLI_PASSAGES_H
#define POSTIL_CLI_PASSAGES_H

#include "cli/run.h"
#include "library/query.h"

// Those that match, in the order of exports. The library is open. How many goes to *count.
bool passages_print(Run *run, const Query *query, uint64_t *count, Error *err);

#endif
