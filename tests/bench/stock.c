// SPDX-License-Identifier: MIT
// Makes a library of any size for measuring, or the same briefs for programs beside us, the same on
// every run:
//
//   stock PATH BRIEFS ANNOTATIONS        so many briefs, and so many annotations spread over them
//   stock PATH 1 ANNOTATIONS [shuffled]  all in one brief, made in the order of its text or in none
//   stock texts FOLDER BRIEFS            the briefs as files, a thousand in a folder
//   stock feeds FOLDER BRIEFS            the briefs as articles of RSS, a thousand in a feed
//
// What is made has another name first and gets its own when it is whole.
#include "support/stock.h"
#include "base/buffer.h"
#include "bench/measure.h"
#include "support/feeds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static uint32_t number(const char *text) {
  return (uint32_t)strtoul(text, NULL, 10);
}

static void fill(Library *library, uint32_t briefs, uint32_t annotations, StockOrder order) {
  double started = measure_wall();
  if (briefs == 1) {
    stock_add_annotated(library, annotations, order);
  } else {
    stock_add_briefs(library, briefs);
    printf("%u briefs in %.0f s\n", briefs, measure_wall() - started);
    started = measure_wall();
    stock_annotate(library, annotations);
  }
  printf("%u annotations in %.0f s\n", annotations, measure_wall() - started);
}

static bool make_library(const char *path, uint32_t briefs, uint32_t annotations,
                         StockOrder order) {
  Error err = {0};
  unlink(path);
  Library *library = library_open(path, LIBRARY_CREATE, &err);
  if (!library) {
    fprintf(stderr, "stock: %s\n", err.message);
    return false;
  }
  fill(library, briefs, annotations, order);
  library_close(library);
  return true;
}

typedef void Folder(const char *folder, uint32_t briefs);

static Folder *find_folder(const char *word) {
  if (strcmp(word, "texts") == 0) return feeds_write_texts;
  return strcmp(word, "feeds") == 0 ? feeds_write : NULL;
}

static bool make(const char *made, char **arguments, int count) {
  Folder *write = find_folder(arguments[1]);
  StockOrder order = count == 5 ? STOCK_SHUFFLED : STOCK_IN_ORDER;
  if (!write) return make_library(made, number(arguments[2]), number(arguments[3]), order);
  write(made, number(arguments[3]));
  return true;
}

int main(int argc, char **argv) {
  Buffer unfinished = {0};
  if (argc < 4 || argc > 5 || (argc == 5 && strcmp(argv[4], "shuffled") != 0)) {
    fprintf(stderr, "usage: stock PATH BRIEFS ANNOTATIONS [shuffled]\n"
                    "       stock texts|feeds FOLDER BRIEFS\n");
    return 64;
  }
  const char *path = argv[find_folder(argv[1]) ? 2 : 1];
  buffer_printf(&unfinished, "%s.new", path);
  setenv("POSTIL_NOW", "2026-01-01T00:00:00Z", 1);
  bool kept = make(unfinished.ptr, argv, argc) && rename(unfinished.ptr, path) == 0;
  if (!kept) perror(path);
  buffer_release(&unfinished);
  return kept ? 0 : 1;
}
