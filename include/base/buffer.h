// SPDX-License-Identifier: MIT
// Bytes that grow at the end. Contents are always NUL-terminated past their len.
#ifndef POSTIL_BASE_BUFFER_H
#define POSTIL_BASE_BUFFER_H

#include "base/slice.h"

#include <stdarg.h>
#include <stdint.h>

typedef struct Buffer {
  char *ptr; // NULL while nothing was ever added
  size_t len, capacity;
} Buffer; // {0} is an empty one

void buffer_release(Buffer *buffer); // frees; the buffer is empty and usable again
void buffer_clear(Buffer *buffer);   // empty, keeps its room
void buffer_add(Buffer *buffer, Slice bytes);
void buffer_add_string(Buffer *buffer, const char *string);
void buffer_add_number(Buffer *buffer, uint64_t number);         // in decimal
void buffer_add_code_point(Buffer *buffer, uint32_t code_point); // as UTF-8
void buffer_printf(Buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buffer_vprintf(Buffer *buffer, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

// Borrowed view of the contents, good until the next call.
// Exporters add a million lines byte by byte: the usual case costs no call.
static inline void buffer_add_byte(Buffer *buffer, char byte) {
  if (buffer->len + 1 >= buffer->capacity) {
    buffer_add(buffer, slice_make(&byte, 1));
    return;
  }
  buffer->ptr[buffer->len++] = byte;
  buffer->ptr[buffer->len] = '\0';
}

static inline Slice buffer_slice(const Buffer *buffer) {
  return slice_make(buffer->ptr ? buffer->ptr : "", buffer->len);
}

// The contents as a C string that the caller frees; the buffer is empty afterwards. Never NULL.
char *buffer_take(Buffer *buffer);

#endif
