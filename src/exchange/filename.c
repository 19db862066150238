// SPDX-License-Identifier: MIT
// Only letters, digits and hyphens go into a name, so nothing in a title can lead out of a folder,
// hide a file or need quoting in a shell.
#include "exchange/filename.h"

#include "base/buffer.h"
#include "base/file.h"

enum { NAME_MOST = 48, HASH_SHOWN = 12 };

static void add_slug(Buffer *out, const Brief *brief) {
  bool named = brief->title_source == TITLE_FROM_NAME;
  Slice title = named ? file_stem(brief->title) : slice_of(brief->title);
  for (size_t at = 0; at < title.len && out->len < NAME_MOST; at++) {
    char c = title.ptr[at];
    if (c >= 'A' && c <= 'Z') c = (char)(c + 'a' - 'A');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      buffer_add_byte(out, c);
    else if (out->len > 0 && out->ptr[out->len - 1] != '-')
      buffer_add_byte(out, '-');
  }
  while (out->len > 0 && out->ptr[out->len - 1] == '-') out->ptr[--out->len] = '\0';
}

char *filename_of_brief(const Brief *brief, const char *ending) {
  Buffer name = {0};
  add_slug(&name, brief);
  buffer_printf(&name, "%s%.*s.%s", name.len ? "-" : "", HASH_SHOWN, brief->hash, ending);
  return buffer_take(&name);
}

char *filename_of_title(const Brief *brief, const char *ending) {
  Buffer name = {0};
  if (brief) add_slug(&name, brief);
  if (name.len == 0) buffer_add_string(&name, "annotations");
  buffer_printf(&name, ".%s", ending);
  return buffer_take(&name);
}
