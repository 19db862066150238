// SPDX-License-Identifier: MIT
// Bytes to a version: what a document says and how it is built. Nothing is deleted, only
// classified: import fixes the stored text once, then every rule yields spans over it. Each rule is
// one pass.
#ifndef POSTIL_IMPORT_IMPORT_H
#define POSTIL_IMPORT_IMPORT_H

#include "base/error.h"
#include "base/process.h"
#include "import/manuscript.h"
#include "text/version.h"

enum {
  IMPORT_RULES = 2,            // the number of the rules: raised whenever they give other spans
  IMPORT_BYTES_MAX = 64 << 20, // of input, and of the stored text
  IMPORT_SPANS_MAX = 1000000,  // blocks, or spans of a kind
};

typedef struct ImportInput {
  Slice bytes;
  const char *name;          // file name, for what the content leaves open; may be NULL
  const ProcessWatch *watch; // who may stop a converter; NULL: nobody but a signal
} ImportInput;

// A format: a file in src/import and a line in the registry.
typedef struct ImportFormat {
  const char *name;                        // "text"
  bool (*sniff)(const ImportInput *input); // is it this? the first that says yes reads
  // Plain text is read by rules alone; a format with structure fills a manuscript, which is
  // initialised, for the rules to go on from. A format without either is refused:
  Version *(*read)(const ImportInput *input, Error *err);
  bool (*write)(const ImportInput *input, Manuscript *manuscript, Error *err);
  const char *refusal; // "this is a zip archive; unpack it and add the documents in it"
} ImportFormat;

// All formats in order of trial; the last takes everything. *count is their number.
const ImportFormat *import_formats(uint32_t *count);

// ERROR_DATA for what is no text, over a cap or of a format that is not read; the message has no
// file name
// ("this is a PDF, which …"): the caller names the file. An empty input gives a version without
// blocks.
Version *import_read(const ImportInput *input, Error *err);

// Is this plain text, so that a part of it can be read by itself?
bool import_is_plain(const ImportInput *input);

// The same text by the rules of today, from a version that older ones made: the text and all
// positions stay, classes may change. NULL when they cannot be applied to it.
Version *import_anew(const Version *older);

// Broken parts of the input that became U+FFFD are counted in the text itself: how many there are.
uint32_t import_broken_count(const Version *version);

#endif
