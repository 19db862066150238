// SPDX-License-Identifier: MIT
// A disk that fails or is full: what SQLite reads and writes in this process.
#ifndef POSTIL_TESTS_DISK_H
#define POSTIL_TESTS_DISK_H

#include <stdbool.h>
#include <stdint.h>

// From the read of this number on, counted from 1, each fails with EIO; 0: none does.
void disk_fail_reading(uint32_t from);

// Has one failed since then?
bool disk_has_failed(void);

// While it is full, each write fails with ENOSPC.
void disk_fill(bool full);

#endif
