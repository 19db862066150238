// SPDX-License-Identifier: MIT
// What tests/spec/sentences.txt cannot say: walking over blocks, odd places, and texts so long that
// sentences have to be cut.
#include "base/utf8.h"
#include "support/check.h"
#include "support/version.h"
#include "text/builder.h"
#include "text/sentence.h"

#include <stdlib.h>

static void check_sentence(const Version *version, uint32_t pos, const char *wanted) {
  Span sentence = sentence_at(version, pos);
  assert_true(sentence.end <= version->text.len);
  check_text(version_cut(version, sentence), wanted);
}

static void odd_places_have_a_sentence(void **state) {
  (void)state;
  Version *version = check_version("", NULL);
  assert_true(span_is_empty(sentence_at(version, 0)));
  assert_int_equal(sentence_next(version, 0, false), 0);
  assert_int_equal(sentence_previous(version, 0, false), 0);
  version_free(version);
  version = check_version("\n  One. Two. \n\n[i] \nShare. It.", "pnf");
  check_sentence(version, 0, "One.");
  check_sentence(version, 13, "Two.");
  check_sentence(version, check_find(version, "[i]", 1).start, "[i]");
  check_sentence(version, 99, "It.");
  version_free(version);
}

static void hidden_blocks_are_passed_over_unless_asked_for(void **state) {
  (void)state;
  Version *version = check_version("One.\nShare. It.\nTwo. Three.", "pfp");
  uint32_t share = check_find(version, "Share", 1).start, two = check_find(version, "Two", 1).start;
  assert_int_equal(sentence_next(version, 0, false), two);
  assert_int_equal(sentence_next(version, 0, true), share);
  assert_int_equal(sentence_next(version, share, false), two);
  assert_int_equal(sentence_next(version, share, true), share + 7);
  assert_int_equal(sentence_previous(version, two, false), 0);
  assert_int_equal(sentence_previous(version, two, true), share + 7);
  assert_int_equal(sentence_previous(version, share + 3, false), 0);
  assert_int_equal(sentence_previous(version, two + 2, false), two);
  assert_int_equal(sentence_next(version, two + 5, false), two + 5);
  version_free(version);
}

// ---- Long texts

static uint64_t next_random(uint64_t *seed) {
  *seed ^= *seed << 13;
  *seed ^= *seed >> 7;
  *seed ^= *seed << 17;
  return *seed;
}

// Makes letters of what is no longer UTF-8.
static void mend(Buffer *text) {
  for (size_t at = 0; at < text->len;) {
    uint32_t code_point;
    bool broken;
    uint32_t len = utf8_decode(slice_cut(buffer_slice(text), at, text->len), &code_point, &broken);
    if (broken) memset(text->ptr + at, 'x', len);
    at += len;
  }
}

// Text without stops but for a few, most of them near multiples of 16 KiB.
static Version *long_version(uint64_t *seed) {
  static const char *const stops[] = {". B",
                                      "。",
                                      "...   C",
                                      "?\xE2\x80\x9D D",
                                      ".",
                                      ".[1] E",
                                      "!                    F",
                                      "e\xCC\x81. \xCC\x81X"};
  Buffer text = {0};
  uint32_t len = 150000 + (uint32_t)(next_random(seed) % 200000);
  while (text.len < len) buffer_add_string(&text, next_random(seed) % 9 ? "ab" : "ü ");
  for (int i = 0; i < 20; i++) {
    const char *stop = stops[next_random(seed) % (sizeof stops / sizeof *stops)];
    size_t near = (next_random(seed) % 20 + 1) * 16384 - 32 + next_random(seed) % 64;
    size_t at = next_random(seed) % 3 ? near : next_random(seed) % text.len;
    if (at + strlen(stop) <= text.len) memcpy(text.ptr + at, stop, strlen(stop));
  }
  mend(&text);
  Builder *builder = builder_new(buffer_slice(&text));
  builder_add_block(builder, (Block){.span = {0, (uint32_t)text.len}, .note = VERSION_NONE});
  buffer_release(&text);
  return builder_finish(builder, 1);
}

static void check_starts(const Version *version, const uint32_t *starts, uint32_t count,
                         uint32_t pos) {
  uint32_t last = 0;
  while (last + 1 < count && starts[last + 1] <= pos) last++;
  Span sentence = sentence_at(version, pos);
  if (sentence.start != starts[last]) print_error("at %u of %zu\n", pos, version->text.len);
  assert_int_equal(sentence.start, starts[last]);
  assert_true(sentence.end > sentence.start);
  if (last + 1 < count) assert_true(sentence.end <= starts[last + 1]);
}

static void long_sentences_are_cut_at_the_same_places_from_everywhere(void **state) {
  (void)state;
  uint64_t seed = 20260129;
  for (int round = 0; round < 8; round++) {
    Version *version = long_version(&seed);
    uint32_t starts[64] = {0}, count = 1;
    for (uint32_t next;
         (next = sentence_next(version, starts[count - 1], false)) != starts[count - 1];) {
      assert_true(count < 64 && next > starts[count - 1]);
      starts[count++] = next;
    }
    assert_true(count > version->text.len / 16384);
    for (uint32_t i = count; i-- > 1;) {
      assert_int_equal(sentence_previous(version, starts[i], false), starts[i - 1]);
      for (uint32_t pos = starts[i] - 12; pos < starts[i] + 12 && pos < version->text.len; pos++) {
        check_starts(version, starts, count, pos);
      }
    }
    for (int i = 0; i < 40; i++) {
      check_starts(version, starts, count, (uint32_t)(next_random(&seed) % version->text.len));
    }
    version_free(version);
  }
}

static void taking_all_sentences_is_walking_over_them(void **state) {
  (void)state;
  Version *version =
      check_version("One. Dr. Two came, no. 3 of e.g. four.  \n- Three! Four?", "pi");
  for (uint32_t block = 0; block < version->block_count; block++) {
    uint32_t pos = version->blocks[block].span.start;
    Span sentence = sentence_take(version, block, &pos), walked;
    for (walked = sentence_at(version, version->blocks[block].span.start); !span_is_empty(sentence);
         walked = sentence_at(version, sentence_next(version, walked.start, true))) {
      assert_true(span_equal(sentence, walked));
      sentence = sentence_take(version, block, &pos);
    }
    assert_true(span_is_empty(sentence_take(version, block, &pos)));
  }
  uint32_t first = 0, second = version->blocks[1].span.start;
  check_text(version_cut(version, sentence_take(version, 0, &first)), "One.");
  check_text(version_cut(version, sentence_take(version, 1, &second)), "Three!");
  version_free(version);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(odd_places_have_a_sentence),
      cmocka_unit_test(hidden_blocks_are_passed_over_unless_asked_for),
      cmocka_unit_test(taking_all_sentences_is_walking_over_them),
      cmocka_unit_test(long_sentences_are_cut_at_the_same_places_from_everywhere),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
