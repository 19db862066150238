// SPDX-License-Identifier: MIT
// Documents that are zip archives, written down as text: a line "=== NAME" begins a member. Tests
// and fuzz targets change the parts rather than the packed bytes, which would only break checksums.
#ifndef POSTIL_TESTS_PARTS_H
#define POSTIL_TESTS_PARTS_H

#include "support/zip.h"

// The archive of these parts, in zip->bytes, which the caller releases; what stands before the
// first name is left out.
Slice parts_pack(Slice parts, Zip *zip);

#endif
