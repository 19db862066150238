// SPDX-License-Identifier: MIT
// Files of KOReader, JSON and Lua, whatever the bytes look like.
#include "fuzz/target.h"

#include "support/oracle.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  oracle_check_reader(slice_make((const char *)data, size), "koreader");
  return 0;
}
