// SPDX-License-Identifier: MIT
// Rule 12: URLs in a text.
#ifndef POSTIL_IMPORT_URLS_H
#define POSTIL_IMPORT_URLS_H

#include "base/slice.h"

#include <stdbool.h>

typedef struct Url {
  size_t start,
      end; // without the punctuation after it: a closing bracket stays when it was opened inside
  size_t reach; // up to the blank, quotation mark or CJK stop that ends it
} Url;

// The first URL that begins at byte `from` or later: http:// or https:// and at least one character
// more.
bool urls_find(Slice text, size_t from, Url *url);

#endif
