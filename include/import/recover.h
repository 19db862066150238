// SPDX-License-Identifier: MIT
// A stored version back to the manuscript that its reader wrote, for rules that were made better
// since.
#ifndef POSTIL_IMPORT_RECOVER_H
#define POSTIL_IMPORT_RECOVER_H

#include "import/manuscript.h"

// Fills a manuscript that was initialised, with the same text and what the format said of it. The
// version must outlive it.
void recover_manuscript(const Version *version, Manuscript *manuscript);

#endif
