// SPDX-License-Identifier: MIT
// Files of other programs: which reader they are for, by their content alone. What that reader
// makes of them is the matter of its own target.
#include "fuzz/target.h"

#include "exchange/readers.h"
#include "support/oracle.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Slice bytes = slice_make((const char *)data, size);
  const ReadersFormat *format = readers_sniff(bytes);
  if (format) oracle_check_reader(bytes, format->name);
  return 0;
}
