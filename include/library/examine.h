// SPDX-License-Identifier: MIT
// What the examination of a library shares with its repair. Private to library/.
#ifndef POSTIL_LIBRARY_EXAMINE_H
#define POSTIL_LIBRARY_EXAMINE_H

#include "store/statement.h"
#include "text/version.h"

// Does a row of anchors say what stands in its version? Its columns from 1 on are start, end,
// state, exact, method. An orphan says nothing of the text.
bool examine_anchor_stands(const Version *version, const Statement *row);

#endif
