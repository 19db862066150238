// SPDX-License-Identifier: MIT
// Where the notes of a page begin and end.
#ifndef POSTIL_IMPORT_NOTEPLACES_H
#define POSTIL_IMPORT_NOTEPLACES_H

#include "import/webpage.h"

// Sets start and end of each note from its target; notes are in the order of their targets, and
// references are marked. Also sums the references.
void noteplaces_find(Webpage *page);

#endif
