// SPDX-License-Identifier: MIT
// SHA-256 and SHA-1 (FIPS 180-4), one shot over a slice. Both share the Merkle-Damgård frame: whole
// blocks straight from the input, then one or two blocks of padding that close with the length in
// bits. Written for clearness; where the processor has instructions for SHA-256, those do it.
#include "base/hash_hardware.h"

enum { BLOCK_SIZE = 64, WORDS = 16, LENGTH_SIZE = 8 };

static uint32_t rotate_left(uint32_t word, unsigned bits) {
  return word << bits | word >> (32 - bits);
}

static uint32_t rotate_right(uint32_t word, unsigned bits) {
  return word >> bits | word << (32 - bits);
}

static uint32_t read_word(const uint8_t *bytes) {
  return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static void write_word(uint32_t word, uint8_t *bytes) {
  for (unsigned at = 0; at < 4; at++) bytes[at] = (uint8_t)(word >> (24 - 8 * at));
}

static void run(Slice bytes, uint32_t *state, HashCompress *compress) {
  const uint8_t *input = (const uint8_t *)bytes.ptr;
  size_t at = 0;
  for (; at + BLOCK_SIZE <= bytes.len; at += BLOCK_SIZE) compress(state, input + at);

  uint8_t tail[2 * BLOCK_SIZE] = {0};
  size_t left = bytes.len - at;
  if (left > 0) memcpy(tail, input + at, left);
  tail[left] = 0x80;
  size_t size = left + 1 + LENGTH_SIZE <= BLOCK_SIZE ? BLOCK_SIZE : 2 * BLOCK_SIZE;
  uint64_t bits = (uint64_t)bytes.len * 8;
  write_word((uint32_t)(bits >> 32), tail + size - 8);
  write_word((uint32_t)bits, tail + size - 4);
  for (size_t done = 0; done < size; done += BLOCK_SIZE) compress(state, tail + done);
}

// ---- SHA-256

const uint32_t hash_round_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static void sha256_schedule(const uint8_t *block, uint32_t words[64]) {
  for (unsigned at = 0; at < WORDS; at++) words[at] = read_word(block + 4 * at);
  for (unsigned at = WORDS; at < 64; at++) {
    uint32_t far = words[at - 15], near = words[at - 2];
    uint32_t small0 = rotate_right(far, 7) ^ rotate_right(far, 18) ^ far >> 3;
    uint32_t small1 = rotate_right(near, 17) ^ rotate_right(near, 19) ^ near >> 10;
    words[at] = words[at - 16] + small0 + words[at - 7] + small1;
  }
}

void hash_compress(uint32_t *state, const uint8_t *block) {
  uint32_t words[64];
  sha256_schedule(block, words);
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
  uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
  for (unsigned at = 0; at < 64; at++) {
    uint32_t big1 = rotate_right(e, 6) ^ rotate_right(e, 11) ^ rotate_right(e, 25);
    uint32_t choice = (e & f) ^ (~e & g);
    uint32_t first = h + big1 + choice + hash_round_constants[at] + words[at];
    uint32_t big0 = rotate_right(a, 2) ^ rotate_right(a, 13) ^ rotate_right(a, 22);
    uint32_t majority = (a & b) ^ (a & c) ^ (b & c);
    h = g, g = f, f = e, e = d + first;
    d = c, c = b, b = a, a = first + big0 + majority;
  }
  const uint32_t sums[8] = {a, b, c, d, e, f, g, h};
  for (unsigned at = 0; at < 8; at++) state[at] += sums[at];
}

void hash_sha256_with(HashCompress *compress, Slice bytes, uint8_t out[HASH_SHA256_SIZE]) {
  uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                       0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  run(bytes, state, compress);
  for (unsigned at = 0; at < 8; at++) write_word(state[at], out + 4 * at);
}

void hash_sha256(Slice bytes, uint8_t out[HASH_SHA256_SIZE]) {
  HashCompress *hardware = hash_hardware_find();
  hash_sha256_with(hardware ? hardware : hash_compress, bytes, out);
}

void hash_hex(Slice bytes, char out[HASH_HEX_SIZE]) {
  static const char digits[] = "0123456789abcdef";
  uint8_t hash[HASH_SHA256_SIZE];
  hash_sha256(bytes, hash);
  for (unsigned at = 0; at < HASH_SHA256_SIZE; at++) {
    out[2 * at] = digits[hash[at] >> 4];
    out[2 * at + 1] = digits[hash[at] & 15];
  }
  out[HASH_HEX_SIZE - 1] = '\0';
}

// ---- SHA-1

// The round function and constant of each of the four stages of twenty rounds.
static uint32_t sha1_mix(unsigned at, uint32_t b, uint32_t c, uint32_t d) {
  if (at < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (at < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (at < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}

static void sha1_compress(uint32_t *state, const uint8_t *block) {
  uint32_t words[80];
  for (unsigned at = 0; at < WORDS; at++) words[at] = read_word(block + 4 * at);
  for (unsigned at = WORDS; at < 80; at++) {
    words[at] = rotate_left(words[at - 3] ^ words[at - 8] ^ words[at - 14] ^ words[at - 16], 1);
  }
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
  for (unsigned at = 0; at < 80; at++) {
    uint32_t next = rotate_left(a, 5) + sha1_mix(at, b, c, d) + e + words[at];
    e = d, d = c, c = rotate_left(b, 30), b = a, a = next;
  }
  const uint32_t sums[5] = {a, b, c, d, e};
  for (unsigned at = 0; at < 5; at++) state[at] += sums[at];
}

void hash_sha1(Slice bytes, uint8_t out[HASH_SHA1_SIZE]) {
  uint32_t state[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
  run(bytes, state, sha1_compress);
  for (unsigned at = 0; at < 5; at++) write_word(state[at], out + 4 * at);
}
