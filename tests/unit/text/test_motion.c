// SPDX-License-Identifier: MIT
#include "support/check.h"
#include "support/version.h"
#include "text/builder.h"
#include "text/cluster.h"
#include "text/motion.h"

#define FLAG   "\xF0\x9F\x87\xBA\xF0\x9F\x87\xBF"
#define FAMILY "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7"
#define ACUTE  "\xCC\x81"

static const struct {
  const char *text, *kinds;
} texts[] = {
    {"", ""},
    {"\n \n", ""},
    {"a", "p"},
    {"a", "f"},
    {"One two. Three, four!", "p"},
    {"One two.\n\nThree (four) “five”.\n", "hp"},
    {"Title\n\nShare\n\nWords.[i] More [ii].\nHead\n- item\n\n[i] A source.\n[ii] Ibid.\nRead on",
     "Tfphinnf"},
    {"Share\nText here.\nShare\nShare\nMore text.\nShare", "fpffpf"},
    {"e" ACUTE "te" ACUTE ". E" ACUTE "te" ACUTE " " ACUTE "x" ACUTE ACUTE "\n" ACUTE "y", "pp"},
    {FLAG FLAG FLAG " " FLAG ". " FAMILY FAMILY ". " FLAG "A" FLAG, "p"},
    {"計画は新しい。誰も知らない。カタカナ、ひらがな。\n日本語と English と 한국어.", "pp"},
    {"योजना नई है। किसी को पता नहीं। க்ஷ தமிழ்.", "p"},
    {"---\n***\n. . . . .\n!!! ??? ...", "pppp"},
    {"a\tb\nc\td\n\nint x; // 3. 4\nreturn;", "t+c+"},
    {"(\n[1] (\n“", "pnp"},
    {"soft\xC2\xADhyphen zero\xE2\x80\x8Bwidth\xE2\x80\x8D joiner\xEF\xBB\xBF", "p"},
    {"\xF0\x9D\x94\xB8stral \xF0\x9D\x94\xB9old. \xF0\x9D\x94\xB8.", "p"},
    {"https://a.example/x?y=z. Next.[i][ii] Last[i]\n[i] a\n[ii] b", "pnn"},
};

enum { TEXTS = sizeof texts / sizeof *texts };

static const struct {
  const char *name;
  Motion *next, *previous;
} pairs[] = {
    {"cluster", motion_right, motion_left},
    {"word", motion_word_next, motion_word_previous},
    {"sentence", motion_sentence_next, motion_sentence_previous},
    {"paragraph", motion_paragraph_next, motion_paragraph_previous},
    {"heading", motion_heading_next, motion_heading_previous},
    {"reference", motion_reference_next, motion_reference_previous},
};

enum { PAIRS = sizeof pairs / sizeof *pairs };

static void check_place(const Version *version, uint32_t place, bool hidden) {
  assert_true(place <= version->text.len);
  assert_int_equal(motion_settle(version, place, hidden), place);
  int32_t block = version_block_at(version, place);
  if (block == VERSION_NONE) return;
  assert_int_equal(cluster_start(version->text, version->blocks[block].span, place), place);
}

static void check_motions(const Version *version, uint32_t pos, bool hidden) {
  uint32_t here = motion_settle(version, pos, hidden), end = motion_word_end(version, pos, hidden);
  check_place(version, here, hidden);
  for (int pair = 0; pair < PAIRS; pair++) {
    uint32_t next = pairs[pair].next(version, pos, hidden);
    uint32_t previous = pairs[pair].previous(version, pos, hidden);
    check_place(version, next, hidden);
    check_place(version, previous, hidden);
    assert_true(next >= here && previous <= here);
  }
  check_place(version, end, hidden);
  assert_true(end >= here);
  check_place(version, motion_first(version, pos, hidden), hidden);
  check_place(version, motion_last(version, pos, hidden), hidden);
}

static void check_version_everywhere(const Version *version) {
  for (uint32_t pos = 0; pos <= version->text.len + 2; pos++) {
    for (int hidden = 0; hidden < 2; hidden++) check_motions(version, pos, hidden);
  }
}

static void every_motion_ends_at_a_place(void **state) {
  (void)state;
  for (int i = 0; i < TEXTS; i++) {
    Version *version = check_version(texts[i].text, texts[i].kinds);
    check_version_everywhere(version);
    version_free(version);
  }
}

static void every_motion_ends_at_a_place_in_random_texts(void **state) {
  (void)state;
  static const char *const pieces[] = {"a",
                                       "B",
                                       " ",
                                       ". ",
                                       "?",
                                       "。",
                                       "「",
                                       "」",
                                       "(",
                                       "”",
                                       "“",
                                       "\"",
                                       "e" ACUTE,
                                       ACUTE,
                                       FLAG,
                                       FAMILY,
                                       "\n",
                                       "\t",
                                       "[i]",
                                       "23. ",
                                       "U.S. ",
                                       "z. B. ",
                                       "…",
                                       "\xC2\xAD",
                                       "The ",
                                       "¹",
                                       "किसी",
                                       "https",
                                       "\xEA\xB0\x80",
                                       "\xE1\x84\x80",
                                       "\xE1\x85\xA1",
                                       "\xD8\x80"};
  uint64_t seed = 20260129;
  for (int round = 0; round < 60; round++) {
    Buffer text = {0};
    for (int i = 0; i < 40; i++) {
      seed = seed * 6364136223846793005U + 1;
      buffer_add_string(&text, pieces[(seed >> 33) % (sizeof pieces / sizeof *pieces)]);
    }
    Version *version = check_version(text.ptr, round % 2 ? "pfhqtpfpp" : NULL);
    check_version_everywhere(version);
    version_free(version);
    buffer_release(&text);
  }
}

// From the first stop on: forwards to the end, each step undone by the one back.
static void walk(const Version *version, int pair, bool hidden) {
  uint32_t place = motion_first(version, 0, hidden), steps = 0;
  bool is_stop =
      pairs[pair].previous(version, pairs[pair].next(version, place, hidden), hidden) == place;
  for (;; steps++) {
    uint32_t next = pairs[pair].next(version, place, hidden);
    if (next == place) break;
    assert_true(next > place && steps <= version->text.len);
    if (is_stop && pairs[pair].previous(version, next, hidden) != place) {
      print_error("%s: from %u to %u and not back in '%s'\n", pairs[pair].name, place, next,
                  version->text.ptr);
      fail();
    }
    is_stop = true;
    place = next;
  }
  for (uint32_t back; (back = pairs[pair].previous(version, place, hidden)) != place;
       place = back) {
    assert_true(back < place && steps-- + 1 > 0);
  }
}

static void forwards_and_back_returns(void **state) {
  (void)state;
  for (int i = 0; i < TEXTS; i++) {
    Version *version = check_version(texts[i].text, texts[i].kinds);
    for (int pair = 0; pair < PAIRS; pair++) {
      walk(version, pair, false);
      walk(version, pair, true);
    }
    version_free(version);
  }
}

// Where a motion leads from the first place on, joined by blanks.
static void check_stops(const char *text, const char *kinds, Motion *motion, const char *wanted) {
  Version *version = check_version(text, kinds);
  Buffer got = {0};
  for (uint32_t place = motion_first(version, 0, false), next;; place = next) {
    next = motion(version, place, false);
    if (next == place) break;
    buffer_printf(&got, got.len ? " %u" : "%u", next);
  }
  check_text(buffer_slice(&got), wanted);
  buffer_release(&got);
  version_free(version);
}

static void words_are_walked_as_in_vim_without_punctuation(void **state) {
  (void)state;
  check_stops("It’s 3.5, “so” — yes.\nNext", "pp", motion_word_next, "7 15 25 30");
  check_stops("It’s 3.5, “so” — yes.\nNext", "pp", motion_word_end, "5 9 16 27 33");
  check_stops("a Share\nb", "pf", motion_word_next, "2");
  check_stops("one\n---\ntwo", "ppp", motion_word_next, "8");
  check_stops("日本語", "p", motion_word_next, "3 6");
  check_stops("e" ACUTE " " ACUTE "x", "p", motion_word_next, "6");
}

static void clusters_are_walked_inside_a_block(void **state) {
  (void)state;
  check_stops("e" ACUTE FLAG FLAG FAMILY "x\nnext", "pp", motion_right, "3 11 19 37");
  check_stops("a", "p", motion_right, "");
}

static void sentences_are_walked_over_blocks(void **state) {
  (void)state;
  check_stops("One. Two.\nShare\n- Three. Four.\n[i] Five.", "pfin", motion_sentence_next,
              "5 18 25 35");
}

static void headings_and_marks_are_walked(void **state) {
  (void)state;
  check_stops("Title\nText\nHead\nText\nHead", "Tphph", motion_heading_next, "11 21");
  check_stops("A[i] b[i][ii]\nc[ii]\n[i] x\n[ii] y", "pfnn", motion_reference_next, "1 6 9");
}

static void hidden_blocks_are_left_for_the_nearest_place(void **state) {
  (void)state;
  Version *version = check_version("abc\nShare\nxyz", "pfp");
  assert_int_equal(motion_settle(version, 4, false), 2);
  assert_int_equal(motion_settle(version, 8, false), 10);
  assert_int_equal(motion_settle(version, 8, true), 8);
  assert_int_equal(motion_settle(version, 3, false), 2);
  assert_int_equal(motion_settle(version, 99, false), 12);
  assert_int_equal(motion_first(version, 7, false), 0);
  assert_int_equal(motion_last(version, 7, false), 12);
  version_free(version);
}

static void spans_are_widened_to_clusters(void **state) {
  (void)state;
  Version *version = check_version("xe" ACUTE "y" FLAG, "p");
  assert_true(span_equal(motion_widen(version, span_make(1, 2)), span_make(1, 4)));
  assert_true(span_equal(motion_widen(version, span_make(2, 4)), span_make(1, 4)));
  assert_true(span_equal(motion_widen(version, span_make(6, 8)), span_make(5, 13)));
  assert_true(span_equal(motion_widen(version, span_make(0, 1)), span_make(0, 1)));
  assert_true(span_equal(motion_widen(version, span_make(2, 2)), span_make(1, 1)));
  version_free(version);
}

// ---- Long texts

static Version *version_of(Buffer *text) {
  Builder *builder = builder_new(buffer_slice(text));
  builder_add_block(builder, (Block){.span = {0, (uint32_t)text->len}, .note = VERSION_NONE});
  buffer_release(text);
  return builder_finish(builder, 1);
}

static void long_lines_without_any_boundary_are_walked(void **state) {
  (void)state;
  static const char *const pieces[] = {"x",  ".", "- ",           ACUTE, "\xF0\x9F\x87\xBA",
                                       "ア", "“", "\xE2\x80\x8B", ". "};
  for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
    Buffer text = {0};
    buffer_add_string(&text, "A. B");
    while (text.len < 60000) buffer_add_string(&text, pieces[i]);
    buffer_add_string(&text, " C. D");
    Version *version = version_of(&text);
    for (int pair = 0; pair < PAIRS; pair++) {
      uint32_t place = motion_first(version, 0, false), last = motion_last(version, 0, false),
               steps = 0;
      for (uint32_t next; (next = pairs[pair].next(version, place, false)) != place && steps < 200;
           steps++) {
        assert_true(next > place);
        check_place(version, next, false);
        place = next;
      }
      for (uint32_t back;
           (back = pairs[pair].previous(version, last, false)) != last && steps < 400; steps++) {
        assert_true(back < last);
        check_place(version, back, false);
        last = back;
      }
    }
    version_free(version);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_motion_ends_at_a_place),
      cmocka_unit_test(every_motion_ends_at_a_place_in_random_texts),
      cmocka_unit_test(forwards_and_back_returns),
      cmocka_unit_test(words_are_walked_as_in_vim_without_punctuation),
      cmocka_unit_test(clusters_are_walked_inside_a_block),
      cmocka_unit_test(sentences_are_walked_over_blocks),
      cmocka_unit_test(headings_and_marks_are_walked),
      cmocka_unit_test(hidden_blocks_are_left_for_the_nearest_place),
      cmocka_unit_test(spans_are_widened_to_clusters),
      cmocka_unit_test(long_lines_without_any_boundary_are_walked),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
