// SPDX-License-Identifier: MIT
// Names of files, out of what is in them.
#ifndef POSTIL_EXCHANGE_FILENAME_H
#define POSTIL_EXCHANGE_FILENAME_H

#include "library/brief.h"

// The title's ASCII letters in lower case and its digits, the rest as hyphens, then the beginning
// of the hash: "quiet-diplomacy-d6dab3adfb72.md". Where a file's name stands in for the title, its
// ending is left out. The caller frees.
char *filename_of_brief(const Brief *brief, const char *ending);

// The same without the hash; "annotations" where nothing is left, and for no brief (NULL). The
// caller frees.
char *filename_of_title(const Brief *brief, const char *ending);

#endif
