// SPDX-License-Identifier: MIT
// Which id an annotation from elsewhere gets here: its own, where that is a UUID; else one that
// follows from what it is, so that it is known when it comes again.
#ifndef POSTIL_EXCHANGE_IDENTITY_H
#define POSTIL_EXCHANGE_IDENTITY_H

#include "base/uuid.h"
#include "exchange/foreign.h"

// A UUID as such, as urn:uuid:…, or as 22 characters of base64url.
bool identity_read(Slice id, char out[UUID_SIZE]);

// Equal ones of a file are numbered, so a file's identities are made by one of these. {0} is new.
typedef struct IdentityBook {
  struct IdentitySeen *slots;
  uint32_t count, room;
} IdentityBook;

void identity_make(IdentityBook *book, const ForeignAnnotation *annotation, const char *format,
                   const char *brief, char out[UUID_SIZE]);
void identity_release(IdentityBook *book);

#endif
