// SPDX-License-Identifier: MIT
// RTF on its way to pandoc: whatever it is, it grows by little.
#include "fuzz/target.h"

#include "base/error.h"
#include "import/rtf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  enum { FRAME = 64 }; // of a field's one form
  Slice bytes = slice_make((const char *)data, size);
  Buffer out = {0};
  rtf_mend(bytes, &out);
  if (out.len > 2 * size + FRAME) BUG("%zu bytes became %zu", size, out.len);
  (void)rtf_has_notes(bytes);
  buffer_release(&out);
  return 0;
}
