// SPDX-License-Identifier: MIT
// Rule 1.6: which legacy encoding bytes are in that are no UTF-8. A guess by what the commonest
// bytes and pairs of bytes of a few languages are; where nothing speaks for another it is
// windows-1252.
#ifndef POSTIL_IMPORT_GUESS_H
#define POSTIL_IMPORT_GUESS_H

#include "base/slice.h"

enum { GUESS_SAMPLE = 65536 }; // bytes that are looked at

// The name of the encoding as iconv knows it, a constant: "windows-1252" and -1251, -1254, -1256,
// "KOI8-R", "CP932", "GB18030".
const char *guess_encoding(Slice bytes);

#endif
