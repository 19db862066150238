// SPDX-License-Identifier: MIT
// A look at the tags of a document before a parser gets it.
#ifndef POSTIL_IMPORT_TAGSCAN_H
#define POSTIL_IMPORT_TAGSCAN_H

#include "base/buffer.h"

// Appends the page without <wbr>, which the parsing library takes for an element that stays open.
void tagscan_cut_word_breaks(Slice text, Buffer *out);

// Has it so many attributes in one tag that comparing each with each takes long? The parsing
// library does that to find the same one twice.
bool tagscan_is_overloaded(Slice text);

#endif
