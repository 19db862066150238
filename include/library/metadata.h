// SPDX-License-Identifier: MIT
// Metadata that the reader types: checked, and set as registers of a brief. Private to library/.
#ifndef POSTIL_LIBRARY_METADATA_H
#define POSTIL_LIBRARY_METADATA_H

#include "library/brief.h"
#include "library/record.h"

enum { METADATA_COUNT = 5 };

// In the order of the table in metadata.c; NULL leaves a value alone, "" clears it.
typedef struct MetadataWords {
  char *values[METADATA_COUNT];
} MetadataWords;

// ERROR_USAGE for a date that is none. metadata may be NULL.
bool metadata_read(const BriefMetadata *metadata, MetadataWords *words, Error *err);
void metadata_release(MetadataWords *words);

// Sets what differs from what the reader said before; the record's set must be open.
void metadata_set(Record *record, const MetadataWords *words, int64_t brief);

// "title of 'X'"; the caller frees.
char *metadata_describe(const MetadataWords *words, const char *title);

// YYYY, YYYY-MM or YYYY-MM-DD of a day that there is?
bool metadata_is_date(Slice text);

#endif
