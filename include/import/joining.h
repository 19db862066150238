// SPDX-License-Identifier: MIT
// Rule 3.5: paragraphs to views. Decides what each line end inside a paragraph is: a blank, nothing
// (in a URL, after a hyphen that belongs to the word), or nothing with the hyphen before it.
#ifndef POSTIL_IMPORT_JOINING_H
#define POSTIL_IMPORT_JOINING_H

#include "import/draft.h"

// Builds the views of all paragraphs, their widths, and the joints.
void joining_build_views(Draft *draft);

#endif
