// SPDX-License-Identifier: MIT
// What REFI-QDA projects and codebooks share: codes.
#ifndef POSTIL_EXCHANGE_REFI_H
#define POSTIL_EXCHANGE_REFI_H

#include "exchange/writers.h"

// Of codes whose tag has no colour: other programs want one.
enum { REFI_DEFAULT_COLOUR = 0xFFD700 };

// The codes of a file. Importers know no two codes whose names differ in case only: the second in
// order of path gets " (2)". `highlight`: there is one for annotations with neither tag nor
// comment.
typedef struct RefiCodes {
  const Tag **tags;
  char **names;
  uint32_t count;
  bool highlight;
  char highlight_id[UUID_SIZE];
} RefiCodes;

RefiCodes refi_codes(Exchange *exchange);
void refi_release_codes(RefiCodes *codes);

// <Code …/> of each, one a line.
void refi_add_codes(Buffer *out, const RefiCodes *codes);

// An attribute: blank, name, ="value"; line ends and tabs in it are one blank.
void refi_add_attribute(Buffer *out, const char *name, Slice value);
void refi_add_guid(Buffer *out, const char *name, const char *id);

#endif
