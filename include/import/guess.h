// SPDX-License-Identifier: MIT
// Rule 1.6: which legacy encoding bytes are in that are no UTF-8.
#ifndef POSTIL_IMPORT_GUESS_H
#define POSTIL_IMPORT_GUESS_H

#include "base/slice.h"

enum {
  GUESS_SAMPLE = 65536, // bytes that are looked at
  GUESS_NAME_SIZE = 32,
};

// Writes the name of the encoding as iconv knows it; "windows-1252" when nothing speaks for another.
void guess_encoding(Slice bytes, char name[GUESS_NAME_SIZE]);

// The encoding that files are really written in which say this one: ISO-8859-1 is windows-1252.
// False for what is no name of a legacy encoding.
bool guess_superset(Slice said, char name[GUESS_NAME_SIZE]);

#endif
