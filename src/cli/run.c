// SPDX-License-Identifier: MIT
// What subcommands share: the library, the brief that a word names, complaints.
#include "cli/run.h"

bool run_open_library(Run *run, LibraryMode mode, Error *err) {
  if (run->library) return true;
  bool named = false;
  run->library_path = library_locate(options_value(run->options, "library"), &named);
  run->library = library_open(run->library_path, mode, err);
  if (!run->library && err->kind == ERROR_INPUT && !named && mode != LIBRARY_CREATE) {
    *err = (Error){0};
    run->library = library_open_memory(err);
  }
  return run->library != NULL;
}

bool run_find_brief(Run *run, const char *word, Brief *brief, Error *err) {
  int64_t key = 0;
  return brief_find(run->library, word, &key, err) && brief_get(run->library, key, brief, err);
}

int run_complain(Error *err) {
  int status = (int)err->kind;
  if (err->kind != ERROR_NONE) output_complain(err);
  *err = (Error){0};
  return status;
}
