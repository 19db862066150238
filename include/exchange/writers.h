// SPDX-License-Identifier: MIT
// The writers of the formats, one file each, and what they share.
#ifndef POSTIL_EXCHANGE_WRITERS_H
#define POSTIL_EXCHANGE_WRITERS_H

#include "codec/json.h"
#include "exchange/exchange.h"
#include "exchange/marks.h"
#include "text/version.h"

void write_bibtex(Exchange *exchange);
void write_brat(Exchange *exchange);
void write_csl(Exchange *exchange);
void write_doccano(Exchange *exchange);
void write_html(Exchange *exchange);
void write_hypothesis(Exchange *exchange);
void write_org(Exchange *exchange);
void write_qdc(Exchange *exchange);
void write_qdpx(Exchange *exchange);
void write_readwise(Exchange *exchange);
void write_taguette(Exchange *exchange);
void write_w3c(Exchange *exchange);
void write_csv(Exchange *exchange);
void write_jsonl(Exchange *exchange);
void write_markdown(Exchange *exchange);

// A tag's line of JSON Lines, and of it the member with its other names.
void write_jsonl_tag(const Tag *tag, Buffer *out);
void write_jsonl_aliases(const TagAliases *aliases, JsonWriter *json);

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

// The annotations of the brief in hand once more; the groups once more, from the first.
void exchange_rewind_brief(Exchange *exchange);
void exchange_rewind(Exchange *exchange);

// The hashes of the briefs in this file, joined by '+'.
void exchange_add_hashes(const Exchange *exchange, Buffer *out);

// Marks what was added to `out` since it was `block` bytes long, in the group in hand: the same
// annotation may stand in several groups.
void exchange_mark(Exchange *exchange, size_t block, size_t at, MarksSyntax syntax,
                   const char *key);

// Ends the file and starts another of this name: for formats that are a folder or archive.
void exchange_start_file(Exchange *exchange, const char *name);

// What the format cannot hold, with the word for one and for several: "2 orphans".
void exchange_leave_out(Exchange *exchange, uint64_t count, const char *one, const char *several);

// What whoever exports should know besides; nothing for a count of 0.
void exchange_warn(Exchange *exchange, uint64_t count, const char *one, const char *several);

#endif
