// SPDX-License-Identifier: MIT
// The draft to a version.
#ifndef POSTIL_IMPORT_ASSEMBLE_H
#define POSTIL_IMPORT_ASSEMBLE_H

#include "import/draft.h"

// All paragraphs must be classified. The draft stays the caller's. ERROR_DATA over
// IMPORT_SPANS_MAX.
Version *assemble_version(Draft *draft, Error *err);

#endif
