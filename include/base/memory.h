// SPDX-License-Identifier: MIT
// Memory. Small allocations cannot fail: when there is none left the process ends with status 71 in
// one place (every change is committed when it is made, so nothing is lost). Sizes that come from
// input are checked by the caller, who has an Error to fill.
#ifndef POSTIL_BASE_MEMORY_H
#define POSTIL_BASE_MEMORY_H

#include "base/slice.h"

#include <stddef.h>
#include <stdint.h>

// Zeroed memory for count things of size bytes; never NULL. Freed with free().
void *memory_new(size_t count, size_t size);

// Room for count things of size bytes, old contents kept, new bytes undefined; never NULL.
void *memory_resize(void *ptr, size_t count, size_t size);

// A NUL-terminated copy; the caller frees it.
char *memory_string(Slice text);

// Makes room for one more thing at the end of a growing array: doubles *capacity when count has
// reached it. `array = memory_grow(array, count, &capacity, sizeof *array)`.
void *memory_grow(void *array, size_t count, size_t *capacity, size_t size);

// An arena: many small things that live and die together.
typedef struct Arena Arena;

Arena *arena_new(void);
void arena_free(Arena *arena); // NULL is fine

// Zeroed, aligned for any type, lives as long as the arena; never NULL.
void *arena_alloc(Arena *arena, size_t count, size_t size);

// A copy, NUL-terminated past its len.
Slice arena_slice(Arena *arena, Slice text);

#endif
