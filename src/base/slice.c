// SPDX-License-Identifier: MIT
// Slices: the functions that are too long for the header.
#include "base/slice.h"

int slice_compare(Slice a, Slice b) {
  size_t common = a.len < b.len ? a.len : b.len;
  int order = common == 0 ? 0 : memcmp(a.ptr, b.ptr, common);
  if (order != 0) return order;
  return a.len < b.len ? -1 : a.len > b.len;
}

static bool is_blank(char byte) {
  return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

Slice slice_trim(Slice whole) {
  size_t start = 0, end = whole.len;
  while (start < end && is_blank(whole.ptr[start])) start++;
  while (end > start && is_blank(whole.ptr[end - 1])) end--;
  return slice_cut(whole, start, end);
}

bool slice_take_part(Slice *rest, char divider, Slice *part) {
  *part = SLICE("");
  while (part->len == 0 && rest->len > 0) {
    const char *end = memchr(rest->ptr, divider, rest->len);
    size_t len = end ? (size_t)(end - rest->ptr) : rest->len;
    *part = slice_trim(slice_cut(*rest, 0, len));
    *rest = slice_cut(*rest, end ? len + 1 : len, rest->len);
  }
  return part->len > 0;
}
