// SPDX-License-Identifier: MIT
// Marks that the reader sets by letter, a to z in each brief. They are no changes: the library
// keeps them as a setting, and each call reads it anew, so that two screens on one brief agree.
#ifndef POSTIL_SESSION_BOOKMARK_H
#define POSTIL_SESSION_BOOKMARK_H

#include "session/session.h"

enum { BOOKMARK_LETTERS = 26 };

// Places in bytes of the open brief's text, by letter; BOOKMARK_NONE where there is none. In a text
// that has become shorter the last place is meant.
enum { BOOKMARK_NONE = UINT32_MAX };
typedef struct Bookmarks {
  uint32_t pos[BOOKMARK_LETTERS];
} Bookmarks;

// Of the open brief; none without one.
Bookmarks bookmark_list(const Session *session);

// Is this one of the letters?
bool bookmark_is_letter(uint32_t code_point);

// Sets a letter's mark at a place of the open brief, or with BOOKMARK_NONE removes it.
// ERROR_PERMISSION in a library that can only be read.
bool bookmark_set(Session *session, char letter, uint32_t pos, Error *err);

#endif
