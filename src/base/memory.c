// SPDX-License-Identifier: MIT
// Memory: allocations that do not fail, and arenas of blocks that double.
#include "base/memory.h"

#include "base/error.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { ARENA_FIRST = 4096, ARENA_LARGEST = 1 << 20 };

// The one place where a process ends for want of memory. exit() runs the handler that restores the
// terminal.
_Noreturn static void die(void) {
  fputs("postil: out of memory\npostil: every change that was acknowledged is saved\n", stderr);
  exit(ERROR_MEMORY);
}

static size_t checked_size(size_t count, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) die();
  return bytes ? bytes : 1;
}

void *memory_new(size_t count, size_t size) {
  void *ptr = calloc(1, checked_size(count, size));
  if (!ptr) die();
  return ptr;
}

void *memory_resize(void *ptr, size_t count, size_t size) {
  void *moved = realloc(ptr, checked_size(count, size));
  if (!moved) die();
  return moved;
}

char *memory_string(Slice text) {
  char *copy = memory_new(text.len + 1, 1);
  if (text.len) memcpy(copy, text.ptr, text.len);
  return copy;
}

void *memory_grow(void *array, size_t count, size_t *capacity, size_t size) {
  if (count < *capacity) return array;
  *capacity = *capacity ? *capacity * 2 : 8;
  return memory_resize(array, *capacity, size);
}

// ---- Arenas

typedef struct Chunk {
  struct Chunk *next;
  max_align_t bytes[];
} Chunk;

struct Arena {
  Chunk *chunks;     // the newest first
  char *free;        // unused rest of the newest
  size_t left, size; // bytes of that rest; size of the next chunk
};

Arena *arena_new(void) {
  Arena *arena = memory_new(1, sizeof *arena);
  arena->size = ARENA_FIRST;
  return arena;
}

void arena_free(Arena *arena) {
  if (!arena) return;
  for (Chunk *chunk = arena->chunks, *next; chunk; chunk = next) {
    next = chunk->next;
    free(chunk);
  }
  free(arena);
}

// What is asked for in one piece of this size is filled at once: one call of the system is cheaper
// than a fault for each of its pages. Where it is not known nothing is lost.
static void populate(Chunk *chunk, size_t size) {
#ifdef MADV_POPULATE_WRITE
  enum { PAGE = 4096, LEAST = 64 * PAGE };
  if (size < LEAST) return;
  uintptr_t start = ((uintptr_t)chunk + PAGE - 1) / PAGE * PAGE;
  uintptr_t end = ((uintptr_t)chunk + sizeof *chunk + size) / PAGE * PAGE;
  madvise((void *)start, end - start, MADV_POPULATE_WRITE);
#else
  (void)chunk, (void)size;
#endif
}

static void add_chunk(Arena *arena, size_t bytes) {
  size_t size = bytes > arena->size ? bytes : arena->size;
  Chunk *chunk = memory_new(1, sizeof *chunk + size);
  populate(chunk, bytes);
  chunk->next = arena->chunks;
  arena->chunks = chunk;
  arena->free = (char *)chunk->bytes;
  arena->left = size;
  if (arena->size < ARENA_LARGEST) arena->size *= 2;
}

void *arena_alloc(Arena *arena, size_t count, size_t size) {
  size_t bytes = checked_size(count, size);
  if (bytes > SIZE_MAX / 2) die();
  bytes = (bytes + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
  if (bytes > arena->left) add_chunk(arena, bytes);
  void *ptr = arena->free;
  arena->free += bytes;
  arena->left -= bytes;
  return ptr;
}

Slice arena_slice(Arena *arena, Slice text) {
  char *copy = arena_alloc(arena, text.len + 1, 1);
  if (text.len) memcpy(copy, text.ptr, text.len);
  return slice_make(copy, text.len);
}
