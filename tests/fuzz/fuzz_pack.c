// SPDX-License-Identifier: MIT
// The structure of a version as a library holds it: the text, NUL, the structure. A damaged library
// gives an error; what is read and has no fault is made anew by the rules of today without one.
#include "fuzz/target.h"

#include "import/import.h"
#include "support/oracle.h"
#include "text/pack.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Slice bytes = slice_make((const char *)data, size);
  const char *nul = size ? memchr(bytes.ptr, '\0', size) : NULL;
  if (!nul) return 0;
  size_t at = (size_t)(nul - bytes.ptr);
  Error err = {0};
  Version *version =
      pack_read(slice_cut(bytes, 0, at), slice_cut(bytes, at + 1, size), IMPORT_RULES, &err);
  if (!version) {
    oracle_check_refusal(&err);
    return 0;
  }
  Version *anew = import_anew(version);
  bool sound = !oracle_version_fault(version);
  const char *fault = anew ? oracle_version_fault(anew) : NULL;
  if (fault && sound) BUG("made anew it is wrong: %s", fault);
  if (anew && !slice_equal(anew->text, version->text)) BUG("made anew it has another text");
  version_free(anew);
  version_free(version);
  return 0;
}
