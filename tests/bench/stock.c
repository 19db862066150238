// SPDX-License-Identifier: MIT
// Makes a library of any size for measuring, the same on every run:
//
//   stock PATH BRIEFS ANNOTATIONS      so many briefs, and so many annotations spread over them
//   stock PATH 1 ANNOTATIONS           all in one brief
//
// It is made under another name and gets its own when it is whole.
#include "support/stock.h"
#include "base/buffer.h"
#include "bench/measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void fill(Library *library, uint32_t briefs, uint32_t annotations) {
  double started = measure_wall();
  if (briefs == 1) {
    stock_add_annotated(library, annotations);
  } else {
    stock_add_briefs(library, briefs);
    printf("%u briefs in %.0f s\n", briefs, measure_wall() - started);
    started = measure_wall();
    stock_annotate(library, annotations);
  }
  printf("%u annotations in %.0f s\n", annotations, measure_wall() - started);
}

int main(int argc, char **argv) {
  Error err = {0};
  Buffer unfinished = {0};
  if (argc != 4) {
    fprintf(stderr, "usage: stock PATH BRIEFS ANNOTATIONS\n");
    return 64;
  }
  buffer_printf(&unfinished, "%s.new", argv[1]);
  unlink(unfinished.ptr);
  setenv("POSTIL_NOW", "2026-01-01T00:00:00Z", 1);
  Library *library = library_open(unfinished.ptr, LIBRARY_CREATE, &err);
  if (!library) {
    fprintf(stderr, "stock: %s\n", err.message);
    return 1;
  }
  fill(library, (uint32_t)strtoul(argv[2], NULL, 10), (uint32_t)strtoul(argv[3], NULL, 10));
  library_close(library);
  bool kept = rename(unfinished.ptr, argv[1]) == 0;
  if (!kept) perror(argv[1]);
  buffer_release(&unfinished);
  return kept ? 0 : 1;
}
