// SPDX-License-Identifier: MIT
// Which brief of the library a text is a new version of. Private to library/.
//
//   same path                                    it is
//   same URL, and the texts are not unrelated    it is
//   same stated title, and mostly the same text  it is
//   mostly the same text                         it is, unless both state titles that differ:
//                                                then nearly all has to be the same
//   same URL or title, or mostly the same text,  a doubt: it is not, and the reader is told
//   otherwise
//
// A file name alone says nothing.
#ifndef POSTIL_LIBRARY_EDITION_H
#define POSTIL_LIBRARY_EDITION_H

#include "library/brief.h"

typedef struct Edition {
  int64_t brief;      // key of the brief that it is a version of, 0 for none
  int64_t doubtful;   // without one: a brief that it could be a version of, 0 for none
  BriefReason reason; // of either
} Edition;

// The path is absolute, "" for none.
Edition edition_find(Library *library, const Version *version, const char *path);

#endif
