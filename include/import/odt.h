// SPDX-License-Identifier: MIT
// Reading OpenDocument texts.
#ifndef POSTIL_IMPORT_ODT_H
#define POSTIL_IMPORT_ODT_H

#include "import/import.h"

bool odt_write(const ImportInput *input, Manuscript *manuscript, Error *err);

#endif
