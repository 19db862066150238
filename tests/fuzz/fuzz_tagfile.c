// SPDX-License-Identifier: MIT
// Codebooks as lines of JSON. What is read is strings that end, and is refused in a sentence.
#include "fuzz/target.h"

#include "base/utf8.h"
#include "exchange/tagfile.h"
#include "support/oracle.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  TagFile file;
  Error err = {0};
  if (!tagfile_read(slice_make((const char *)data, size), &file, &err)) {
    oracle_check_refusal(&err);
    return 0;
  }
  for (uint32_t i = 0; i < file.count; i++)
    if (!utf8_valid(slice_of(file.entries[i].path))) BUG("broken UTF-8 came in");
  tagfile_release(&file);
  return 0;
}
