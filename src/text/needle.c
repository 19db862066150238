// SPDX-License-Identifier: MIT
#include "text/needle.h"

#include <stdint.h>
#include <string.h>

enum {
  SAMPLES = 32,
  SAMPLE_SIZE = 256,
  LENGTH_MAX = 4096, // of longer ones a comparison may cost as much as the way to it
  FREE_MISSES = 16,
  BYTES_PER_MISS = 256, // with more misses than that memmem() is quicker
};

Needle needle_of(Slice bytes, Slice text) {
  uint32_t counts[256] = {0};
  for (size_t i = 0; i < SAMPLES; i++) {
    size_t start = text.len / SAMPLES * i;
    for (size_t at = start; at < text.len && at < start + SAMPLE_SIZE; at++)
      counts[(unsigned char)text.ptr[at]]++;
  }
  Needle needle = {.bytes = bytes};
  for (size_t i = 1; i < bytes.len; i++) {
    uint32_t count = counts[(unsigned char)bytes.ptr[i]];
    if (count < counts[(unsigned char)bytes.ptr[needle.rarest]]) needle.rarest = i;
  }
  return needle;
}

static size_t next_of_all(const Needle *needle, Slice text, size_t from) {
  const char *found =
      memmem(text.ptr + from, text.len - from, needle->bytes.ptr, needle->bytes.len);
  return found ? (size_t)(found - text.ptr) : text.len;
}

size_t needle_next(const Needle *needle, Slice text, size_t from) {
  Slice bytes = needle->bytes;
  if (bytes.len > text.len || from > text.len - bytes.len) return text.len;
  if (bytes.len > LENGTH_MAX) return next_of_all(needle, text, from);
  size_t last = text.len - bytes.len, misses = 0;
  for (size_t at = from; at <= last; at++, misses++) {
    if (misses > FREE_MISSES + (at - from) / BYTES_PER_MISS) return next_of_all(needle, text, at);
    const char *found =
        memchr(text.ptr + at + needle->rarest, bytes.ptr[needle->rarest], last - at + 1);
    if (!found) return text.len;
    at = (size_t)(found - text.ptr) - needle->rarest;
    if (memcmp(text.ptr + at, bytes.ptr, bytes.len) == 0) return at;
  }
  return text.len;
}
