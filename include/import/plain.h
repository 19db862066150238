// SPDX-License-Identifier: MIT
// Plain text: the format that takes everything which is text.
#ifndef POSTIL_IMPORT_PLAIN_H
#define POSTIL_IMPORT_PLAIN_H

#include "import/import.h"

bool plain_sniff(const ImportInput *input); // always

// The rules, one after the other.
Version *plain_read(const ImportInput *input, Error *err);

// The rules from paragraphs on, over a stored text: it is taken as it is, for bytes that were
// decoded and cleaned once need not be the same after a second time.
Version *plain_read_stored(Slice text, Error *err);

#endif
