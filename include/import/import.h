// SPDX-License-Identifier: MIT
// Bytes to a version: what a document says and how it is built. Nothing is deleted, only classified:
// import fixes the stored text once, then every rule yields spans over it. Each rule is one pass.
#ifndef POSTIL_IMPORT_IMPORT_H
#define POSTIL_IMPORT_IMPORT_H

#include "base/error.h"
#include "text/version.h"

enum {
  IMPORT_RULES = 1,                 // the number of the rules: raised whenever they give other spans
  IMPORT_BYTES_MAX = 64 << 20,      // of input
  IMPORT_SPANS_MAX = 1000000,       // blocks, or spans of a kind
};

typedef struct ImportInput {
  Slice bytes;
  const char *name; // file name, for what the content leaves open; may be NULL
} ImportInput;

// A format: one file in src/import and one line in the registry.
typedef struct ImportFormat {
  const char *name;                              // "text"
  bool (*sniff)(const ImportInput *input);       // is it this? the first that says yes reads
  Version *(*read)(const ImportInput *input, Error *err); // NULL for a format that this build cannot read
  const char *refusal; // then the reason: "HTML is not read yet; save the page as plain text"
} ImportFormat;

// All formats in order of trial; the last takes everything. *count is their number.
const ImportFormat *import_formats(uint32_t *count);

// ERROR_DATA for what is no text, over a cap or of a format that is not read; the message has no file name
// ("this is a PDF, which …"): the caller names the file. An empty input gives a version without blocks.
Version *import_read(const ImportInput *input, Error *err);

// Broken parts of the input that became U+FFFD are counted in the text itself: how many there are.
uint32_t import_broken_count(const Version *version);

#endif
