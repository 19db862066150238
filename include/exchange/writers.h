// SPDX-License-Identifier: MIT
// The writers of the formats, one file each, and what they share.
#ifndef POSTIL_EXCHANGE_WRITERS_H
#define POSTIL_EXCHANGE_WRITERS_H

#include "exchange/exchange.h"
#include "text/version.h"

void write_csv(Exchange *exchange);
void write_jsonl(Exchange *exchange);
void write_markdown(Exchange *exchange);

// A tag's line of JSON Lines.
void write_jsonl_tag(const Tag *tag, Buffer *out);

// The text of the brief in hand, loaded when it is asked for, good until the next brief; NULL after
// a failure.
const Version *exchange_version(Exchange *exchange);

// The hash of the version that the annotation in hand stands in; "" after a failure.
const char *exchange_hash(Exchange *exchange);

// The authors, or nothing when they are a guess that the reader has not confirmed.
Slice exchange_author(const Brief *brief);

// The paths of the tags in this file, or of the brief in hand alone.
ChoiceTexts exchange_tags(Exchange *exchange);
ChoiceTexts exchange_brief_tags(Exchange *exchange);

// Who made what is in this file.
ChoiceTexts exchange_people(Exchange *exchange);

// The tag of this path, or NULL.
const Tag *exchange_find_tag(const Exchange *exchange, const char *path);

// Sends what was added, for who writes much without pulling.
void exchange_flush(Exchange *exchange);

// Ends the file and starts another of this name: for formats that are a folder.
void exchange_start_file(Exchange *exchange, const char *name);

// Bytes before the end of `out`, in the file; writes over what was sent already.
uint64_t exchange_pos(const Exchange *exchange);
void exchange_patch(Exchange *exchange, uint64_t pos, Slice bytes);

// "2 orphans", "1 comment on the whole brief": what the format cannot hold. plural NULL: an s.
void exchange_leave_out(Exchange *exchange, uint64_t count, const char *one, const char *several);

#endif
