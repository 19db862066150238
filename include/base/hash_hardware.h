// SPDX-License-Identifier: MIT
// SHA-256 by the processor's own instructions, about eight times as fast: for hash.c and its test.
#ifndef POSTIL_BASE_HASH_HARDWARE_H
#define POSTIL_BASE_HASH_HARDWARE_H

#include "base/hash.h"

// Takes one block of 64 bytes into the state.
typedef void HashCompress(uint32_t *state, const uint8_t *block);

// NULL where this processor has no such instructions.
HashCompress *hash_hardware_find(void);

// The same with nothing but C, and SHA-256 by either of them.
void hash_compress(uint32_t *state, const uint8_t *block);
void hash_sha256_with(HashCompress *compress, Slice bytes, uint8_t out[HASH_SHA256_SIZE]);

// The first 32 bits of the fractions of the cube roots of the first 64 primes.
extern const uint32_t hash_round_constants[64];

#endif
