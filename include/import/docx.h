// SPDX-License-Identifier: MIT
// Reading Word documents (Office Open XML).
#ifndef POSTIL_IMPORT_DOCX_H
#define POSTIL_IMPORT_DOCX_H

#include "import/import.h"

bool docx_write(const ImportInput *input, Manuscript *manuscript, Error *err);

#endif
