// SPDX-License-Identifier: MIT
// A library file below the library's own layer: a folder of the test's own, and where a file of
// SQLite may be made in it.
#ifndef POSTIL_TESTS_DRAWER_H
#define POSTIL_TESTS_DRAWER_H

#include "store/store.h"

#include <stddef.h>

typedef struct Drawer {
  char *folder;
  char *path; // of "l.db" in it; nothing is there yet
} Drawer;

Drawer drawer_new(void);
Drawer drawer_at(char *folder); // takes the folder
void drawer_release(Drawer *drawer);

// Makes an empty library, and then changes it by SQL.
void drawer_make(const Drawer *drawer);
void drawer_make_with(const Drawer *drawer, const char *sql);

// All bytes of a file. The caller frees them.
char *drawer_bytes(const char *path, size_t *len);

// A copy of the file `from`.
void drawer_copy(const char *from, const char *folder, const char *name);

// A draft is the least that a library keeps: sets one in a transaction that is open, and fails
// unless one is as wanted (NULL: not there).
bool drawer_set_draft(Store *store, const char *slot, const char *text);
void drawer_expect_draft(Store *store, const char *slot, const char *wanted);

#endif
