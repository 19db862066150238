// SPDX-License-Identifier: MIT
// What a version says of itself, as the library lists it: the title or what stands for one, the
// authors on one line.
#ifndef POSTIL_LIBRARY_STATED_H
#define POSTIL_LIBRARY_STATED_H

#include "text/version.h"
#include "text/view.h"

typedef struct Stated {
  char *title; // never ""
  TitleSource title_source;
  char *authors; // joined by "; ", "" for none
} Stated;

// `path` is where the document came from, "" for standard input.
void stated_read(const Version *version, const char *path, Stated *stated);
void stated_release(Stated *stated);

#endif
