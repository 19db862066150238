// SPDX-License-Identifier: MIT
// Zip archives as such, damaged ones above all.
#include "fuzz/target.h"

#include "import/archive.h"
#include "support/oracle.h"

static bool wants_all(Slice name) {
  (void)name;
  return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Error err = {0};
  Archive *archive = archive_open(slice_make((const char *)data, size), wants_all, &err);
  if (!archive) oracle_check_refusal(&err);
  archive_close(archive);
  return 0;
}
