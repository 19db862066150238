// SPDX-License-Identifier: MIT
// UUIDs (RFC 9562): sixteen bytes, random or hashed from a name, with the version and the variant
// put over them, written in groups of 8-4-4-4-12 hex digits.
#include "base/uuid.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/hash.h"

#include <errno.h>
#include <sys/random.h>

enum { BYTES = 16 };

static const uint8_t name_space[BYTES] = {0x8d, 0x37, 0xc9, 0x31, 0x33, 0x89, 0x5b, 0x5e,
                                          0x8a, 0xd7, 0x98, 0x0a, 0xf9, 0xaf, 0x3f, 0xbe};

static bool is_dash(size_t at) {
  return at == 8 || at == 13 || at == 18 || at == 23;
}

static void write_text(uint8_t bytes[BYTES], unsigned version, char out[UUID_SIZE]) {
  static const char digits[] = "0123456789abcdef";
  bytes[6] = (uint8_t)((bytes[6] & 0x0F) | version << 4);
  bytes[8] = (uint8_t)((bytes[8] & 0x3F) | 0x80);
  size_t to = 0;
  for (size_t at = 0; at < BYTES; at++) {
    if (is_dash(to)) out[to++] = '-';
    out[to++] = digits[bytes[at] >> 4];
    out[to++] = digits[bytes[at] & 15];
  }
  out[to] = '\0';
}

void uuid_random(char out[UUID_SIZE]) {
  uint8_t bytes[BYTES];
  ssize_t got;
  do got = getrandom(bytes, sizeof bytes, 0);
  while (got < 0 && errno == EINTR);
  if (got != BYTES) BUG("the system gives no random bytes");
  write_text(bytes, 4, out);
}

void uuid_named(Slice name, char out[UUID_SIZE]) {
  Buffer hashed = {0};
  buffer_add(&hashed, slice_make((const char *)name_space, sizeof name_space));
  buffer_add(&hashed, name);
  uint8_t hash[HASH_SHA1_SIZE];
  hash_sha1(buffer_slice(&hashed), hash);
  buffer_release(&hashed);
  write_text(hash, 5, out);
}

bool uuid_valid(Slice text) {
  if (text.len != UUID_SIZE - 1) return false;
  for (size_t at = 0; at < text.len; at++) {
    char byte = text.ptr[at];
    bool digit = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f');
    if (is_dash(at) ? byte != '-' : !digit) return false;
  }
  return true;
}
