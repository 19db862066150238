// SPDX-License-Identifier: MIT
// A document that is on the screen before it is in the library: what its first screen will show,
// made of the beginning and the end of the file, at a cost that does not grow with its length.
#ifndef POSTIL_LIBRARY_PREVIEW_H
#define POSTIL_LIBRARY_PREVIEW_H

#include "library/brief.h"

enum { PREVIEW_KEY = -1 }; // of its brief and its version: no row of the library has it

typedef struct Preview {
  char *path;
  Brief brief;      // as the list will have it, but without an id
  Version *version; // the whole of a short document, else a glance (text/glance.h)
} Preview;

// NULL where there is nothing to show beforehand: the file is no plain text in UTF-8, or one that
// the library knows by its path, or it cannot be read, or nothing can be added. Who adds it then
// learns why. The caller frees it.
Preview *preview_read(Library *library, const char *path);
void preview_free(Preview *preview); // NULL is fine

#endif
