// SPDX-License-Identifier: MIT
// Things of which a name could be any. At most a handful of ids is kept and compared.
#include "library/several.h"

#include "base/buffer.h"

#include <string.h>

void several_add(Several *several, Slice id) {
  if (several->count < SEVERAL_SHOWN && id.len < UUID_SIZE) {
    char *kept = several->ids[several->count];
    memcpy(kept, id.ptr, id.len);
    kept[id.len] = '\0';
  }
  several->count++;
}

// How many characters tell them apart: one more than any two have in common.
static uint32_t apart(const Several *several, uint32_t shown) {
  uint32_t least = SEVERAL_ID_LEAST;
  for (uint32_t i = 0; i < shown; i++) {
    for (uint32_t j = 0; j < i; j++) {
      const char *one = several->ids[i], *other = several->ids[j];
      uint32_t same = 0;
      while (one[same] && one[same] == other[same]) same++;
      if (same + 1 > least) least = same + 1;
    }
  }
  return least;
}

bool several_refuse(const Several *several, const char *kind, const char *name, bool by_id,
                    Error *err) {
  bool all = several->count <= SEVERAL_SHOWN;
  uint32_t shown = all ? several->count : SEVERAL_SHOWN;
  uint32_t len = by_id && all ? apart(several, shown) : UUID_SIZE;
  Buffer ids = {0};
  for (uint32_t i = 0; i < shown; i++)
    buffer_printf(&ids, "%s%.*s", i ? ", " : "", (int)len, several->ids[i]);
  error_set(err, ERROR_DATA, "cannot tell which %s is '%s': there are %u", kind, name,
            several->count);
  if (len < UUID_SIZE)
    error_hint(err, "name it by %u characters of its id or more: %s", len, ids.ptr);
  else
    error_hint(err, "name it by one of these ids: %s%s", ids.ptr, all ? "" : " …");
  buffer_release(&ids);
  return false;
}
