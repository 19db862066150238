// SPDX-License-Identifier: MIT
#include "base/hash_hardware.h"

#include "base/memory.h"
#include "support/check.h"

#include <stdlib.h>

static void check_sha1(Slice bytes, const char *wanted) {
  uint8_t hash[HASH_SHA1_SIZE];
  Buffer hex = {0};
  hash_sha1(bytes, hash);
  for (size_t at = 0; at < sizeof hash; at++) buffer_printf(&hex, "%02x", hash[at]);
  check_text(buffer_slice(&hex), wanted);
  buffer_release(&hex);
}

static void check_sha256(Slice bytes, const char *wanted) {
  char hex[HASH_HEX_SIZE];
  hash_hex(bytes, hex);
  check_text(slice_of(hex), wanted);
}

static const char two_blocks[] = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";

static void sha256_gives_the_vectors_of_the_standard(void **state) {
  (void)state;
  check_sha256(SLICE(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  check_sha256(SLICE("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  check_sha256(slice_of(two_blocks),
               "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

static void sha1_gives_the_vectors_of_the_standard(void **state) {
  (void)state;
  check_sha1(SLICE(""), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
  check_sha1(SLICE("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
  check_sha1(slice_of(two_blocks), "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
}

static void a_million_letters_hash_as_the_standard_says(void **state) {
  (void)state;
  enum { MILLION = 1000000 };
  char *letters = memory_new(MILLION, 1);
  memset(letters, 'a', MILLION);
  check_sha256(slice_make(letters, MILLION),
               "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  check_sha1(slice_make(letters, MILLION), "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
  free(letters);
}

// The padding needs a second block from 56 bytes on.
static void lengths_around_a_block_hash_right(void **state) {
  (void)state;
  char letters[64];
  memset(letters, 'a', sizeof letters);
  check_sha256(slice_make(letters, 55),
               "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318");
  check_sha256(slice_make(letters, 56),
               "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a");
  check_sha256(slice_make(letters, 64),
               "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb");
}

// Where the processor has no instructions of its own there is nothing to compare.
static void the_processor_and_c_give_the_same_hashes(void **state) {
  (void)state;
  enum { LENGTHS = 300 };
  char bytes[LENGTHS];
  uint8_t fast[HASH_SHA256_SIZE], plain[HASH_SHA256_SIZE];
  HashCompress *hardware = hash_hardware_find();
  for (size_t at = 0; at < LENGTHS; at++) bytes[at] = (char)(at * at * 7 + at);
  for (size_t len = 0; hardware && len < LENGTHS; len++) {
    hash_sha256_with(hardware, slice_make(bytes, len), fast);
    hash_sha256_with(hash_compress, slice_make(bytes, len), plain);
    assert_memory_equal(fast, plain, sizeof fast);
  }
  hash_sha256_with(hash_compress, SLICE("abc"), plain);
  assert_int_equal(plain[0], 0xba);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(sha256_gives_the_vectors_of_the_standard),
      cmocka_unit_test(sha1_gives_the_vectors_of_the_standard),
      cmocka_unit_test(a_million_letters_hash_as_the_standard_says),
      cmocka_unit_test(lengths_around_a_block_hash_right),
      cmocka_unit_test(the_processor_and_c_give_the_same_hashes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
