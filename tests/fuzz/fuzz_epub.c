// SPDX-License-Identifier: MIT
// EPUB books: the parts of its archive as text (support/parts.h).
#include "fuzz/target.h"

#include "support/oracle.h"
#include "support/parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Zip zip = {0};
  oracle_check_document(parts_pack(slice_make((const char *)data, size), &zip), "brief.epub");
  buffer_release(&zip.bytes);
  return 0;
}
