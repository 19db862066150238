// SPDX-License-Identifier: MIT
#include "support/check.h"
#include "support/version.h"
#include "text/builder.h"
#include "text/fold.h"
#include "text/search.h"

// All hits as "START-END …", found forwards; backwards must be the same; in one pass those that
// overlap one before them are left out.
static void check_hits(const Version *version, const char *pattern, SearchFlags flags,
                       const char *wanted) {
  Slice slice = slice_of(pattern);
  Buffer got = {0};
  Span hit, before, hits[64];
  uint32_t count = 0;
  for (uint32_t from = 0; search_next(version, slice, from, flags, &hit); from = hit.start + 1) {
    assert_true(hit.start >= from && hit.start < hit.end && hit.end <= version->text.len);
    buffer_printf(&got, count ? " %u-%u" : "%u-%u", hit.start, hit.end);
    hits[count++] = hit;
  }
  check_text(buffer_slice(&got), wanted);
  buffer_release(&got);
  uint32_t from = (uint32_t)version->text.len + 9;
  for (uint32_t i = count; i-- > 0; from = before.start) {
    assert_true(search_previous(version, slice, from, flags, &before));
    assert_true(span_equal(before, hits[i]));
  }
  assert_false(search_previous(version, slice, from, flags, &before));
  assert_true(check_count_hits(version, slice, flags, UINT32_MAX) <= count);
  assert_int_equal(check_count_hits(version, slice, flags, 1), count > 0);
}

static void check_search(const char *text, const char *pattern, const char *wanted) {
  Version *version = check_version(text, NULL);
  check_hits(version, pattern, SEARCH_SMART_CASE, wanted);
  version_free(version);
}

static void small_letters_match_any_case(void **state) {
  (void)state;
  check_search("Solar, SOLAR, solar", "solar", "0-5 7-12 14-19");
  check_search("Solar, SOLAR, solar", "Solar", "0-5");
  check_search("Über Öl über", "über", "0-5 10-15");
  check_search("ПОЛИТИКА политика", "политика", "0-16 17-33");
  check_search("Straße STRASSE", "straße", "0-7");
  check_search("ΣΟΦΟΣ σοφος σοφός", "σοφος", "0-10 11-21");
  check_search("\xE2\x84\xAA"
               "elvin Kelvin \xC5\xBFin SIN",
               "kelvin", "0-8 9-15");
  check_search("\xE2\x84\xAA"
               "elvin Kelvin \xC5\xBFin SIN",
               "sin", "16-20 21-24");
}

static void case_counts_where_asked(void **state) {
  (void)state;
  Version *version = check_version("Solar solar", NULL);
  check_hits(version, "solar", SEARCH_EXACT, "6-11");
  check_hits(version, "Solar", SEARCH_EXACT, "0-5");
  version_free(version);
}

static void blanks_match_any_white_space(void **state) {
  (void)state;
  check_search("solar  \n\t power solar\xC2\xA0power\nsolarpower", "solar power", "0-15 16-28");
  check_search("a b", "a  \n b", "0-3");
  check_search("a  b c", " b", "1-4");
  check_search("a  b c", "a ", "0-3");
  check_search("a  b", "  ", "");
}

static void nothing_is_a_regular_expression(void **state) {
  (void)state;
  check_search("2025.[i] Tokyo 2025xi", "2025.[i]", "0-8");
  check_search("a.*b a\\b", ".*", "1-3");
  check_search("a.*b a\\b", "\\", "6-7");
}

static void hits_may_overlap_and_stand_at_both_ends(void **state) {
  (void)state;
  check_search("aaa", "aa", "0-2 1-3");
  check_search("x", "x", "0-1");
  check_search("日本語日本", "日本", "0-6 9-15");
  check_search("abc", "abcd", "");
  check_search("abc", "", "");
  check_search("", "a", "");
}

static void what_nobody_sees_is_passed_over(void **state) {
  (void)state;
  check_search("so\xC2\xADlar so\xE2\x80\x8Blar", "solar", "0-7 8-16");
  check_search("solar", "so\xC2\xADlar", "0-5");
  check_search("\xC2\xAD solar \xC2\xAD power", "solar power", "3-17");
}

static void joints_are_passed_over(void **state) {
  (void)state;
  Builder *builder = builder_new(SLICE("a hy-\n  phen and-\nor"));
  builder_add_block(builder, (Block){.span = {0, 20}, .note = VERSION_NONE});
  builder_add_joint(builder, span_make(4, 8));
  builder_add_joint(builder, span_make(17, 18));
  Version *version = builder_finish(builder, 1);
  check_hits(version, "hyphen", SEARCH_SMART_CASE, "2-12");
  check_hits(version, "and-or", SEARCH_SMART_CASE, "13-20");
  check_hits(version, "-", SEARCH_SMART_CASE, "16-17");
  version_free(version);
}

static void hits_are_whole_clusters(void **state) {
  (void)state;
  check_search("e\xCC\x81te\xCC\x81", "te", "3-7");
  check_search("e\xCC\x81te\xCC\x81", "\xCC\x81", "0-3 4-7");
}

static void hits_are_counted_without_overlap(void **state) {
  (void)state;
  Version *version = check_version("aaaa A aa", NULL);
  assert_int_equal(check_count_hits(version, SLICE("aa"), SEARCH_SMART_CASE, 100), 3);
  assert_int_equal(check_count_hits(version, SLICE("a"), SEARCH_SMART_CASE, 100), 7);
  assert_int_equal(check_count_hits(version, SLICE("a"), SEARCH_SMART_CASE, 4), 4);
  assert_int_equal(check_count_hits(version, SLICE(" "), SEARCH_SMART_CASE, 4), 0);
  version_free(version);
}

// At most two, so that stopping shows.
static bool note_hit(void *context, Span hit) {
  Buffer *got = context;
  buffer_printf(got, "%u-%u ", hit.start, hit.end);
  return got->len < 8;
}

static void each_hit_of_a_stretch_is_seen_until_one_has_enough(void **state) {
  (void)state;
  Version *version = check_version("aa aa aa aa aa", NULL);
  Buffer got = {0};
  search_each(version, SLICE("aa"), span_make(1, 6), SEARCH_SMART_CASE, note_hit, &got);
  check_text(buffer_slice(&got), "3-5 ");
  buffer_clear(&got);
  search_each(version, SLICE("aa"), span_make(0, 14), SEARCH_SMART_CASE, note_hit, &got);
  check_text(buffer_slice(&got), "0-2 3-5 ");
  buffer_clear(&got);
  search_each(version, SLICE(""), span_make(0, 14), SEARCH_SMART_CASE, note_hit, &got);
  check_text(buffer_slice(&got), "");
  buffer_release(&got);
  version_free(version);
}

static void hits_far_back_are_found(void **state) {
  (void)state;
  Buffer text = {0};
  buffer_add_string(&text, "solar power. Solar");
  while (text.len < 400000) buffer_add_string(&text, " lorem ipsum");
  Builder *builder = builder_new(buffer_slice(&text));
  builder_add_block(builder, (Block){.span = {0, (uint32_t)text.len}, .note = VERSION_NONE});
  Version *version = builder_finish(builder, 1);
  check_hits(version, "solar", SEARCH_SMART_CASE, "0-5 13-18");
  Span hit;
  assert_true(search_previous(version, SLICE("ipsum"), 65550, SEARCH_SMART_CASE, &hit));
  assert_in_range(hit.start, 65530, 65549);
  version_free(version);
  buffer_release(&text);
}

static void all_spellings_of_a_letter_are_known(void **state) {
  (void)state;
  for (uint32_t code_point = 0; code_point < 0x110000; code_point++) {
    if (code_point == 0xD800) code_point = 0xE000;
    uint32_t variants[FOLD_VARIANTS_MAX], folded = fold_simple(code_point);
    uint32_t count = fold_variants(folded, variants);
    bool found = false;
    for (uint32_t i = 0; i < count; i++) {
      found = found || variants[i] == code_point;
      assert_int_equal(fold_simple(variants[i]), folded);
    }
    assert_true(found && count <= FOLD_VARIANTS_MAX);
  }
}

// ---- Against a plain search: every start is tried

static bool plain_match(const char *text, const char *pattern, size_t *len) {
  const char *at = text;
  for (; *pattern; pattern++) {
    if (*pattern == ' ') {
      if (*at != ' ' && *at != '\n') return false;
      while (*at == ' ' || *at == '\n') at++;
    } else if (*at == *pattern || *at == *pattern - 32) {
      at++;
    } else {
      return false;
    }
  }
  *len = (size_t)(at - text);
  return true;
}

static void it_finds_what_a_plain_search_finds(void **state) {
  (void)state;
  uint64_t seed = 20260129;
  for (int round = 0; round < 3000; round++) {
    char text[64] = {0}, pattern[5] = {0};
    for (int i = 0; i < 63; i++)
      text[i] =
          "aaBAb \n"[(seed = seed * 6364136223846793005U + 1) >> 33 & 7 ? (seed >> 40) % 7 : 0];
    for (int i = 0; i < 4; i++)
      pattern[i] = "ab a"[(seed = seed * 6364136223846793005U + 1) >> 60 & 3];
    text[0] = pattern[0] = pattern[3] = 'a';
    for (char *at = pattern; *at; at++) { // one blank at a time
      if (at[0] == ' ' && at[1] == ' ') *at = 'b';
    }
    Version *version = check_version(text, NULL);
    Buffer wanted = {0};
    for (size_t at = 0, len = 0; at < 63; at++) {
      if (!plain_match(text + at, pattern, &len)) continue;
      buffer_printf(&wanted, wanted.len ? " %zu-%zu" : "%zu-%zu", at, at + len);
    }
    check_hits(version, pattern, SEARCH_SMART_CASE, wanted.ptr ? wanted.ptr : "");
    buffer_release(&wanted);
    version_free(version);
  }
}

// ---- Fuzzy

static int32_t fuzzy(const char *typed, const char *candidate) {
  return search_fuzzy(slice_of(typed), slice_of(candidate));
}

static void fuzzy_matching_wants_all_characters_in_order(void **state) {
  (void)state;
  assert_int_equal(fuzzy("esx", "energy/solar"), -1);
  assert_int_equal(fuzzy("ss", "solar"), -1);
  assert_int_equal(fuzzy("a", ""), -1);
  assert_int_equal(fuzzy("", "anything"), 0);
  assert_true(fuzzy("ENSO", "energy/solar") >= 0);
  assert_true(fuzzy("en so", "energy/solar") >= 0);
  assert_true(fuzzy("öl", "Öl und Gas") >= 0);
}

static void fuzzy_matching_likes_word_starts_runs_and_early_places(void **state) {
  (void)state;
  assert_true(fuzzy("sol", "energy/solar") > fuzzy("sol", "systems of law"));
  assert_true(fuzzy("es", "energy/solar") > fuzzy("es", "tests"));
  assert_true(fuzzy("so", "solar") > fuzzy("so", "energy/solar"));
  assert_true(fuzzy("ab", "xab") > fuzzy("ab", "xaxb"));
}

static void fuzzy_matching_stands_long_input(void **state) {
  (void)state;
  Buffer typed = {0}, candidate = {0};
  for (int i = 0; i < 5000; i++)
    buffer_add_string(&typed, "ab"), buffer_add_string(&candidate, "ba");
  assert_true(search_fuzzy(buffer_slice(&typed), buffer_slice(&candidate)) > 0);
  buffer_release(&typed);
  buffer_release(&candidate);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(small_letters_match_any_case),
      cmocka_unit_test(case_counts_where_asked),
      cmocka_unit_test(blanks_match_any_white_space),
      cmocka_unit_test(nothing_is_a_regular_expression),
      cmocka_unit_test(hits_may_overlap_and_stand_at_both_ends),
      cmocka_unit_test(what_nobody_sees_is_passed_over),
      cmocka_unit_test(joints_are_passed_over),
      cmocka_unit_test(hits_are_whole_clusters),
      cmocka_unit_test(hits_are_counted_without_overlap),
      cmocka_unit_test(each_hit_of_a_stretch_is_seen_until_one_has_enough),
      cmocka_unit_test(hits_far_back_are_found),
      cmocka_unit_test(all_spellings_of_a_letter_are_known),
      cmocka_unit_test(it_finds_what_a_plain_search_finds),
      cmocka_unit_test(fuzzy_matching_wants_all_characters_in_order),
      cmocka_unit_test(fuzzy_matching_likes_word_starts_runs_and_early_places),
      cmocka_unit_test(fuzzy_matching_stands_long_input),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
