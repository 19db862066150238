// SPDX-License-Identifier: MIT
// The writers of the formats, one file each, and what they share.
#ifndef POSTIL_EXCHANGE_WRITERS_H
#define POSTIL_EXCHANGE_WRITERS_H

#include "exchange/exchange.h"
#include "text/version.h"

bool write_jsonl(const ExchangeSet *set, Buffer *out, Error *err);
bool write_csv(const ExchangeSet *set, Buffer *out, Error *err);
bool write_markdown(const ExchangeSet *set, Buffer *out, Error *err);

// A tag's line of JSON Lines.
void write_jsonl_tag(const Tag *tag, Buffer *out);

// The hash of the version that an annotation's span belongs to.
bool exchange_hash(const ExchangeSet *set, const Brief *brief, const Annotation *annotation,
                   char hash[HASH_HEX_SIZE], Error *err);

// The authors, or nothing when they are a guess that the reader has not confirmed.
Slice exchange_author(const Brief *brief);

// Sets used[i] for each tag set->tags[i] that an annotation of the brief has; leaves the others
// alone.
void exchange_mark_tags(const ExchangeSet *set, const ExchangeBrief *brief, bool *used);

#endif
