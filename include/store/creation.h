// SPDX-License-Identifier: MIT
// A new library in one write: for opening.c only.
#ifndef POSTIL_STORE_CREATION_H
#define POSTIL_STORE_CREATION_H

// Puts an empty library at `path`, where there is no file yet, whole or not at all. Where that
// cannot be, nothing is there afterwards, or what another program has put there; SQLite may make it
// then, or say why not. Returns a descriptor of the file that was made, else -1: what is in it is
// durable when that has been synced, and nothing may be committed before. It is to be closed after
// SQLite's own: closing it lets go of all locks that the process has on the file.
int creation_try(const char *path);

#endif
