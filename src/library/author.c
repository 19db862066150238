// SPDX-License-Identifier: MIT
// Dividing authors. One pass; borrows.
#include "library/author.h"

static bool divider_at(Slice rest, size_t at, size_t *len) {
  static const Slice word = {" and ", 5};
  *len = rest.ptr[at] == ';' ? 1 : word.len;
  return rest.ptr[at] == ';' || slice_starts(slice_cut(rest, at, rest.len), word);
}

static Slice take_name(Slice *rest) {
  size_t at = 0, len = 0;
  while (at < rest->len && !divider_at(*rest, at, &len)) at++;
  Slice name = slice_trim(slice_cut(*rest, 0, at));
  *rest = slice_cut(*rest, at < rest->len ? at + len : at, rest->len);
  return name;
}

bool author_next(Slice *authors, Author *author) {
  Slice name = {0};
  while (name.len == 0 && authors->len > 0) name = take_name(authors);
  *author = (Author){.family = name};
  if (name.len == 0) return false;
  const char *comma = memchr(name.ptr, ',', name.len);
  if (!comma) return true;
  size_t at = (size_t)(comma - name.ptr);
  Slice family = slice_trim(slice_cut(name, 0, at));
  Slice given = slice_trim(slice_cut(name, at + 1, name.len));
  if (family.len > 0 && given.len > 0) *author = (Author){family, given};
  return true;
}
