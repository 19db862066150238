// SPDX-License-Identifier: MIT
// Errors: filling them in, and the end of a program that is wrong.
#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Prints into a field; what does not fit is cut, and never in the middle of a code point.
__attribute__((format(printf, 3, 0))) static void fill(char *field, size_t size, const char *format,
                                                       va_list arguments) {
  int wanted = vsnprintf(field, size, format, arguments);
  if (wanted < 0 || (size_t)wanted < size) return;
  size_t end = size - 1;
  while (end > 0 && ((unsigned char)field[end - 1] & 0xC0) == 0x80) end--;
  if (end > 0 && (unsigned char)field[end - 1] >= 0xC0) field[end - 1] = '\0';
}

bool error_set(Error *err, ErrorKind kind, const char *format, ...) {
  // The arguments may point into *err itself, when a sentence is put around another.
  Error next = {.kind = kind};
  va_list arguments;
  va_start(arguments, format);
  fill(next.message, sizeof next.message, format, arguments);
  va_end(arguments);
  *err = next;
  return false;
}

bool error_hint(Error *err, const char *format, ...) {
  char hint[sizeof err->hint];
  va_list arguments;
  va_start(arguments, format);
  fill(hint, sizeof hint, format, arguments);
  va_end(arguments);
  memcpy(err->hint, hint, sizeof hint);
  return false;
}

ErrorKind error_kind_of_errno(int number) {
  switch (number) {
  case ENOENT:
  case ENOTDIR:
  case EISDIR:
  case ELOOP:
  case ENAMETOOLONG:
  case ENXIO:
    return ERROR_INPUT;
  case EACCES:
  case EPERM:
  case EROFS:
    return ERROR_PERMISSION;
  case ENOMEM:
  case EMFILE:
  case ENFILE:
    return ERROR_MEMORY;
  default:
    return ERROR_IO;
  }
}

void bug_report(const char *file, int line, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fprintf(stderr, "postil: internal error at %s:%d: ", file, line);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
  abort();
}
