// SPDX-License-Identifier: MIT
// RTF as pandoc reads all of it. Some of its versions pass over a note that is marked as one which
// readers may pass over, and swallow the character behind a control word that no blank ends.
#ifndef POSTIL_IMPORT_RTF_H
#define POSTIL_IMPORT_RTF_H

#include "base/buffer.h"

#include <stdbool.h>

// Appends the document as it was, but with a blank behind such control words and notes that no
// reader passes over. What it says is the same. Binary data stays as it is.
void rtf_mend(Slice rtf, Buffer *out);

// Does the document have notes of its own?
bool rtf_has_notes(Slice rtf);

#endif
