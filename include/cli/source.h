// SPDX-License-Identifier: MIT
// What `show` and its like print: a brief of the library, or a file that is read without adding it.
#ifndef POSTIL_CLI_SOURCE_H
#define POSTIL_CLI_SOURCE_H

#include "cli/run.h"
#include "text/version.h"

typedef struct Source {
  Brief brief; // key == 0 and only title, author, date … of the file when it is not of the library
  Version *version;
  bool has_span; // the word was a locator with a span
  Span span;
} Source;

// A file without a library; "-" is standard input.
bool source_read_file(const char *path, Source *source, Error *err);

// A word of the command line: what the library knows by it, else the file of that name. A file that
// is there wins over a brief that has only its title.
bool source_find(Run *run, const char *word, Source *source, Error *err);

void source_release(Source *source);

#endif
