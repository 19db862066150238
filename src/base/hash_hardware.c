// SPDX-License-Identifier: MIT
// The compression of SHA-256 by the SHA extensions of x86 processors. Two registers hold the state
// in the order that the instructions want, ABEF and CDGH; one step is four rounds and four words of
// the schedule. Whether the processor has them is asked at run time; all others go the way of
// hash.c.
#include "base/hash_hardware.h"

#ifdef __x86_64__

#include <immintrin.h>

// The C library asks the processor once for a process; in a virtual machine each question costs
// microseconds.
#if __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h>
#else
#include <cpuid.h>
#endif

enum { STEPS = 16, STEP_BYTES = 16 };

__attribute__((target("sha,sse4.1"))) static void schedule(const uint8_t *block,
                                                           __m128i words[STEPS]) {
  const __m128i order = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203); // big-endian
  for (int at = 0; at < STEPS; at++) {
    if (at < 4) {
      const void *bytes = block + at * STEP_BYTES;
      words[at] = _mm_shuffle_epi8(_mm_loadu_si128(bytes), order);
      continue;
    }
    __m128i sum = _mm_sha256msg1_epu32(words[at - 4], words[at - 3]);
    sum = _mm_add_epi32(sum, _mm_alignr_epi8(words[at - 1], words[at - 2], 4));
    words[at] = _mm_sha256msg2_epu32(sum, words[at - 1]);
  }
}

__attribute__((target("sha,sse4.1"))) static void compress(uint32_t *state, const uint8_t *block) {
  __m128i words[STEPS];
  schedule(block, words);
  void *low = state, *high = state + 4;
  __m128i badc = _mm_shuffle_epi32(_mm_loadu_si128(low), 0xB1);
  __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128(high), 0x1B);
  const __m128i abef_before = _mm_alignr_epi8(badc, efgh, 8);
  const __m128i cdgh_before = _mm_blend_epi16(efgh, badc, 0xF0);
  __m128i abef = abef_before, cdgh = cdgh_before;
  for (int at = 0; at < STEPS; at++) {
    const void *constants = hash_round_constants + 4 * at;
    __m128i mixed = _mm_add_epi32(words[at], _mm_loadu_si128(constants));
    cdgh = _mm_sha256rnds2_epu32(cdgh, abef, mixed);
    abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(mixed, 0x0E));
  }
  __m128i feba = _mm_shuffle_epi32(_mm_add_epi32(abef, abef_before), 0x1B);
  __m128i dchg = _mm_shuffle_epi32(_mm_add_epi32(cdgh, cdgh_before), 0xB1);
  _mm_storeu_si128(low, _mm_blend_epi16(feba, dchg, 0xF0));
  _mm_storeu_si128(high, _mm_alignr_epi8(dchg, feba, 8));
}

// SSSE3 and SSE4.1 are older than SHA, but a virtual machine may hide what it likes.
#ifdef CPU_FEATURE_PRESENT
static bool has_instructions(void) {
  return CPU_FEATURE_PRESENT(SSSE3) && CPU_FEATURE_PRESENT(SSE4_1) && CPU_FEATURE_PRESENT(SHA);
}
#else
static bool has_instructions(void) {
  unsigned a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_SSSE3) || !(c & bit_SSE4_1)) return false;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA);
}
#endif

HashCompress *hash_hardware_find(void) {
  return has_instructions() ? compress : NULL;
}

#else

HashCompress *hash_hardware_find(void) {
  return NULL;
}

#endif
