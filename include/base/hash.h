// SPDX-License-Identifier: MIT
// SHA-256 and SHA-1 (FIPS 180-4). SHA-1 serves UUIDv5 only.
#ifndef POSTIL_BASE_HASH_H
#define POSTIL_BASE_HASH_H

#include "base/slice.h"

#include <stdint.h>

enum { HASH_SHA256_SIZE = 32, HASH_SHA1_SIZE = 20, HASH_HEX_SIZE = 65 };

void hash_sha256(Slice bytes, uint8_t out[HASH_SHA256_SIZE]);
void hash_sha1(Slice bytes, uint8_t out[HASH_SHA1_SIZE]);

// SHA-256 as 64 lower-case hex digits and a NUL.
void hash_hex(Slice bytes, char out[HASH_HEX_SIZE]);

#endif
