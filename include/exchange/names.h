// SPDX-License-Identifier: MIT
// How formats name things: URIs of versions, derived ids, instants in other forms.
#ifndef POSTIL_EXCHANGE_NAMES_H
#define POSTIL_EXCHANGE_NAMES_H

#include "base/buffer.h"
#include "base/uuid.h"
#include "library/brief.h"

// Base64 for URLs (RFC 4648, section 5) without padding, of bytes in hex; hyphens between the
// digits are passed over, so a UUID's text form is fine.
void names_add_base64url(Buffer *out, const char *hex);

// ni:///sha-256;… (RFC 6920) of a version's hash.
void names_add_ni(Buffer *out, const char *hash);

// Where the brief is: its URL, percent-encoded, else the URI of its text. Never empty.
void names_add_source(Buffer *out, const Brief *brief);

// UUIDv5 of a kind and a name, like "user/" and "reader"; upper: as REFI-QDA wants it.
void names_derive(const char *kind, Slice name, char id[UUID_SIZE]);
void names_add_upper(Buffer *out, const char *id);

// The name with every character but ASCII letters, digits, . and _ as _.
void names_add_account(Buffer *out, const char *name);

// 2026-01-29T08:15:30.000000+00:00, and 2026-01-29 08:15:30.
void names_add_long_moment(Buffer *out, int64_t moment);
void names_add_short_moment(Buffer *out, int64_t moment);

#endif
