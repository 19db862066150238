// SPDX-License-Identifier: MIT
// A borrowed stretch of bytes. Text travels through postil as slices; it is NUL-terminated only at
// libc's edge.
#ifndef POSTIL_BASE_SLICE_H
#define POSTIL_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct Slice {
  const char *ptr; // may be NULL only when len is 0
  size_t len;      // bytes
} Slice;

// A slice of a string literal: a constant expression.
#define SLICE(literal) ((Slice){"" literal, sizeof(literal) - 1})

static inline Slice slice_make(const char *ptr, size_t len) {
  return (Slice){ptr, len};
}

// The bytes of a C string; NULL gives the empty slice.
static inline Slice slice_of(const char *string) {
  return (Slice){string, string ? strlen(string) : 0};
}

// The bytes [start, end) of a slice; start <= end <= whole.len.
static inline Slice slice_cut(Slice whole, size_t start, size_t end) {
  return (Slice){whole.ptr + start, end - start};
}

static inline bool slice_equal(Slice a, Slice b) {
  return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool slice_starts(Slice whole, Slice head) {
  return whole.len >= head.len && (head.len == 0 || memcmp(whole.ptr, head.ptr, head.len) == 0);
}

// Order by bytes, which for UTF-8 is the order of code points: < 0, 0, > 0 as for memcmp.
int slice_compare(Slice a, Slice b);

// Without the ASCII white space at both ends.
Slice slice_trim(Slice whole);

// Cuts the next part that is not blank off a list divided by `divider`, trimmed; false at the end.
bool slice_take_part(Slice *rest, char divider, Slice *part);

#endif
