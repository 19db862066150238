// SPDX-License-Identifier: MIT
// What writing and reading a structure have in common: for pack.c and pack_write.c only.
#ifndef POSTIL_TEXT_PACK_FIELDS_H
#define POSTIL_TEXT_PACK_FIELDS_H

#include <stddef.h>

enum { PACK_FIELDS = 5 };

// What is a text in the metadata, and its name in the structure.
typedef struct PackField {
  const char *name;
  size_t offset; // in Metadata
} PackField;

extern const PackField pack_fields[PACK_FIELDS];
extern const char pack_first_line[], pack_stated_prefix[];

#endif
