// SPDX-License-Identifier: MIT
#include "support/parts.h"

#include <stdlib.h>

static const Slice begin = {"=== ", 4};

// The end of the line that begins at pos, or of the text.
static size_t line_end(Slice text, size_t pos) {
  const char *end = pos < text.len ? memchr(text.ptr + pos, '\n', text.len - pos) : NULL;
  return end ? (size_t)(end - text.ptr) : text.len;
}

// The start of the next line from pos on that begins a member, or the end of the text.
static size_t next_member(Slice text, size_t pos) {
  while (pos < text.len && !slice_starts(slice_cut(text, pos, text.len), begin)) {
    size_t end = line_end(text, pos);
    pos = end < text.len ? end + 1 : end;
  }
  return pos;
}

Slice parts_pack(Slice parts, Zip *zip) {
  for (size_t pos = next_member(parts, 0); pos < parts.len;) {
    size_t name_end = line_end(parts, pos), body = name_end + (name_end < parts.len);
    size_t end = next_member(parts, body);
    Buffer name = {0};
    buffer_add(&name, slice_cut(parts, pos + begin.len, name_end));
    char *string = buffer_take(&name);
    if (zip->count < UINT16_MAX) zip_add(zip, string, slice_cut(parts, body, end));
    free(string);
    pos = end;
  }
  return zip_finish(zip);
}
