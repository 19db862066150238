// SPDX-License-Identifier: MIT
// Growing bytes; room doubles, so adding costs the same on average.
#include "base/buffer.h"

#include "base/error.h"
#include "base/memory.h"
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>

static void grow(Buffer *buffer, size_t wanted) {
  size_t capacity = buffer->capacity ? buffer->capacity : 32;
  while (capacity < wanted) capacity *= 2;
  buffer->ptr = memory_resize(buffer->ptr, capacity, 1);
  buffer->capacity = capacity;
}

static void reserve(Buffer *buffer, size_t more) {
  size_t wanted = buffer->len + more + 1;
  if (wanted > buffer->capacity) grow(buffer, wanted);
}

void buffer_release(Buffer *buffer) {
  free(buffer->ptr);
  *buffer = (Buffer){0};
}

void buffer_clear(Buffer *buffer) {
  buffer->len = 0;
  if (buffer->ptr) buffer->ptr[0] = '\0';
}

void buffer_add(Buffer *buffer, Slice bytes) {
  reserve(buffer, bytes.len);
  if (bytes.len) memcpy(buffer->ptr + buffer->len, bytes.ptr, bytes.len);
  buffer->len += bytes.len;
  buffer->ptr[buffer->len] = '\0';
}

void buffer_add_string(Buffer *buffer, const char *string) {
  buffer_add(buffer, slice_of(string));
}

void buffer_add_number(Buffer *buffer, uint64_t number) {
  char digits[20];
  size_t start = sizeof digits;
  do digits[--start] = (char)('0' + number % 10);
  while ((number /= 10) > 0);
  buffer_add(buffer, slice_make(digits + start, sizeof digits - start));
}

void buffer_add_code_point(Buffer *buffer, uint32_t code_point) {
  char bytes[4];
  buffer_add(buffer, slice_make(bytes, utf8_encode(code_point, bytes)));
}

void buffer_vprintf(Buffer *buffer, const char *format, va_list arguments) {
  va_list again;
  va_copy(again, arguments);
  reserve(buffer, 0);
  size_t room = buffer->capacity - buffer->len; // most texts fit: then this is all
  int wanted = vsnprintf(buffer->ptr + buffer->len, room, format, arguments);
  if (wanted < 0) BUG("a format that cannot be printed: %s", format);
  if ((size_t)wanted >= room) {
    reserve(buffer, (size_t)wanted);
    vsnprintf(buffer->ptr + buffer->len, (size_t)wanted + 1, format, again);
  }
  va_end(again);
  buffer->len += (size_t)wanted;
}

void buffer_printf(Buffer *buffer, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  buffer_vprintf(buffer, format, arguments);
  va_end(arguments);
}

char *buffer_take(Buffer *buffer) {
  reserve(buffer, 0);
  buffer->ptr[buffer->len] = '\0';
  char *text = buffer->ptr;
  *buffer = (Buffer){0};
  return text;
}
