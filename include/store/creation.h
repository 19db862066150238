// SPDX-License-Identifier: MIT
// A new library in one write: for opening.c only.
#ifndef POSTIL_STORE_CREATION_H
#define POSTIL_STORE_CREATION_H

// Puts an empty library at `path`, where there is no file yet, whole or not at all. Where that
// cannot be, nothing is there afterwards, or what another program has put there; SQLite may make it
// then, or say why not. So there is no result.
void creation_try(const char *path);

#endif
