// SPDX-License-Identifier: MIT
// Patterns that are compiled: regular expressions, and text without regard to accents. The C
// library's regexec() is the oracle for which hits an expression has.
#include "support/check.h"
#include "support/version.h"
#include "text/builder.h"
#include "text/cluster.h"
#include "text/expression.h"
#include "text/match.h"

#include <regex.h>
#include <stdlib.h>

static const SearchFlags SMART = SEARCH_SMART_CASE;
static const SearchFlags REGEX = SEARCH_SMART_CASE | SEARCH_EXPRESSION;
static const SearchFlags ACCENT = SEARCH_SMART_CASE | SEARCH_ANY_ACCENT;

typedef struct Hits {
  Span spans[4096];
  uint32_t count;
} Hits;

static bool note(void *context, Span hit) {
  Hits *hits = context;
  assert_true(hits->count < sizeof hits->spans / sizeof *hits->spans);
  hits->spans[hits->count++] = hit;
  return true;
}

// All hits; forwards and backwards from anywhere there are the same ones.
static void find_all(const Version *version, const char *pattern, SearchFlags flags, Hits *hits) {
  Slice slice = slice_of(pattern);
  uint32_t len = (uint32_t)version->text.len;
  Span hit;
  hits->count = 0;
  search_each(version, slice, span_make(0, len), flags, note, hits);
  for (uint32_t i = 0; i < hits->count; i++) {
    uint32_t from = i > 0 ? hits->spans[i - 1].start + 1 : 0;
    assert_true(search_next(version, slice, from, flags, &hit));
    assert_true(span_equal(hit, hits->spans[i]));
    uint32_t before = i + 1 < hits->count ? hits->spans[i + 1].start : len + 9;
    assert_true(search_previous(version, slice, before, flags, &hit));
    assert_true(span_equal(hit, hits->spans[i]));
  }
  uint32_t last = hits->count > 0 ? hits->spans[hits->count - 1].start + 1 : 0;
  assert_false(search_next(version, slice, last, flags, &hit));
  assert_false(
      search_previous(version, slice, hits->count ? hits->spans[0].start : len, flags, &hit));
  assert_int_equal(check_count_hits(version, slice, flags, UINT32_MAX), hits->count);
}

static void check_version_hits(const Version *version, const char *pattern, SearchFlags flags,
                               const char *wanted) {
  Hits *hits = memory_new(1, sizeof *hits);
  Buffer got = {0};
  find_all(version, pattern, flags, hits);
  for (uint32_t i = 0; i < hits->count; i++) {
    if (i > 0) buffer_add_string(&got, "|");
    buffer_add(&got, version_cut(version, hits->spans[i]));
  }
  check_text(buffer_slice(&got), wanted);
  buffer_release(&got);
  free(hits);
}

static void check_hits(const char *text, const char *pattern, SearchFlags flags,
                       const char *wanted) {
  Version *version = check_version(text, NULL);
  check_version_hits(version, pattern, flags, wanted);
  version_free(version);
}

static void check_regex(const char *text, const char *pattern, const char *wanted) {
  check_hits(text, pattern, REGEX, wanted);
}

// ---- Regular expressions

static void expressions_find_what_posix_says(void **state) {
  (void)state;
  check_regex("tariff tariffs tarif", "tariffs?", "tariff|tariffs");
  check_regex("import export report", "(im|ex)port", "import|export");
  check_regex("a aa aaa", "a+", "a|aa|aaa");
  check_regex("ab abb abbb abbbb", "ab{2,3}", "abb|abbb|abbb");
  check_regex("ab abb abbb", "ab{2}", "abb|abb");
  check_regex("b ab aab", "a{0,1}b", "b|ab|ab");
  check_regex("xaby", "a|ab|abc", "ab");
  check_regex("a.c abc", "a\\.c", "a.c");
  check_regex("a.c abc", "a.c", "a.c|abc");
  check_regex("(a) [b] {c} a|b", "\\(a\\)|\\[b]|\\{c}|a\\|b", "(a)|[b]|{c}|a|b");
  check_regex("ababab", "(ab)*", "ababab");
  check_regex("aXbX", "((a|b)X)+", "aXbX");
}

static void sets_are_those_of_posix(void **state) {
  (void)state;
  check_regex("a1 b2 c3", "[a-b][0-9]", "a1|b2");
  check_regex("a-b]c^", "[]^-]", "-|]|^");
  check_regex("a1b", "[^0-9]", "a|b");
  check_regex("12 May 2025", "[[:digit:]]+", "12|2025");
  check_regex("12 May 2025", "[[:alpha:]_]+", "May");
  check_regex("a\\b", "[\\]", "\\");
  check_regex("über alles", "[[:alpha:]]+", "über|alles");
  check_regex("one_two, 3", "\\w+", "one_two|3");
  check_regex("one two", "\\W", " ");
  check_regex("p. 12-14", "\\d+-\\d+", "12-14");
}

static void places_take_no_character(void **state) {
  (void)state;
  check_regex("one two one", "^one", "one");
  check_regex("one two\n\none two", "^one|two$", "one|two|one|two");
  check_regex("cat concat cat", "\\<cat\\>", "cat|cat");
  check_regex("cat concat", "cat\\b", "cat|cat");
  check_regex("cat concat", "\\Bcat", "cat");
  check_regex("abc", "^", "");
  check_regex("abc", "x*", "");
}

static void a_blank_is_any_white_space(void **state) {
  (void)state;
  check_regex("solar  \t power", "solar power", "solar  \t power");
  check_regex("solar  \xC2\xA0 power", "r.p", "r  \xC2\xA0 p");
  check_regex("a b", "a\\s+b", "a b");
  check_regex("a  b", "a[[:space:]]b", "a  b");
  check_regex("a b", "a  b", "a b");
}

static void case_counts_only_with_a_capital(void **state) {
  (void)state;
  check_regex("Solar SOLAR solar", "solar", "Solar|SOLAR|solar");
  check_regex("Solar SOLAR solar", "Sol.r", "Solar");
  check_regex("Solar solar", "\\Wsolar", " solar");
  check_regex("ÜBER über", "[ü]ber", "ÜBER|über");
  check_regex("ABC abc", "[a-c]+", "ABC|abc");
  check_hits("Solar solar", "solar", SEARCH_EXPRESSION, "solar");
}

static void a_match_stands_in_one_block(void **state) {
  (void)state;
  check_regex("one\n\ntwo", "one.*two", "");
  check_regex("one\n\ntwo", ".+", "one|two");
}

static void joints_and_ignored_characters_are_passed_over(void **state) {
  (void)state;
  Builder *builder = builder_new(SLICE("a hy-\n  phen so\xC2\xADlar"));
  builder_add_block(builder, (Block){.span = {0, 20}, .note = VERSION_NONE});
  builder_add_joint(builder, span_make(4, 8));
  Version *version = builder_finish(builder, 1);
  check_version_hits(version, "hyp?h?e", REGEX, "hy-\n  phe");
  check_version_hits(version, "phen", REGEX, "phen");
  check_version_hits(version, "-", REGEX, "");
  check_version_hits(version, "\\<solar", REGEX, "so\xC2\xADlar");
  version_free(version);
}

static void hits_are_whole_clusters(void **state) {
  (void)state;
  check_regex("e\xCC\x81te\xCC\x81", "te", "te\xCC\x81");
  check_regex("e\xCC\x81t", ".", "e\xCC\x81|t");
  check_regex("👩‍🔬x", "[^x]", "👩‍🔬");
}

// ---- Random expressions against the C library

static uint32_t draw(uint32_t *seed, uint32_t below) {
  *seed = *seed * 1664525u + 1013904223u;
  return (*seed >> 16) % below;
}

// A random expression over a and b; `depth` bounds its groups.
static void write_random(Buffer *out, uint32_t *seed, uint32_t depth) {
  static const char *const repeats[] = {"", "", "", "*", "+", "?", "{2}", "{1,3}", "{0,2}", "{2,}"};
  uint32_t pieces = 1 + draw(seed, 3);
  for (uint32_t i = 0; i < pieces; i++) {
    uint32_t kind = draw(seed, depth > 0 ? 8 : 5);
    if (kind < 2)
      buffer_add_byte(out, kind ? 'a' : 'b');
    else if (kind < 4)
      buffer_add_string(out, kind == 2 ? "." : "[^a]");
    else if (kind == 4)
      buffer_add_string(out, "c");
    else {
      buffer_add_byte(out, '(');
      write_random(out, seed, depth - 1);
      buffer_add_byte(out, ')');
    }
    buffer_add_string(out, repeats[draw(seed, sizeof repeats / sizeof *repeats)]);
  }
  if (draw(seed, 4) == 0) {
    buffer_add_byte(out, '|');
    write_random(out, seed, depth > 0 ? depth - 1 : 0);
  }
}

// What regexec() finds, one hit behind the other; empty ones are none.
static void find_by_library(const char *text, const char *pattern, Buffer *out) {
  regex_t compiled;
  assert_int_equal(regcomp(&compiled, pattern, REG_EXTENDED), 0);
  regmatch_t match = {0};
  regoff_t len = (regoff_t)strlen(text);
  for (regoff_t from = 0; from < len;) {
    match.rm_so = from;
    match.rm_eo = len;
    if (regexec(&compiled, text, 1, &match, REG_STARTEND) != 0) break;
    if (match.rm_eo > match.rm_so) buffer_printf(out, "%d-%d ", match.rm_so, match.rm_eo);
    from = match.rm_eo > match.rm_so ? match.rm_eo : match.rm_so + 1;
  }
  regfree(&compiled);
}

static void random_expressions_find_what_the_c_library_finds(void **state) {
  (void)state;
  uint32_t seed = 20261121, hit_count = 0;
  Hits *hits = memory_new(1, sizeof *hits);
  for (uint32_t round = 0; round < 3000; round++) {
    Buffer pattern = {0}, wanted = {0}, got = {0};
    char text[25] = {0};
    write_random(&pattern, &seed, 2);
    for (uint32_t i = 0; i < sizeof text - 1; i++) text[i] = "aabbc"[draw(&seed, 5)];
    Version *version = check_version(text, NULL);
    find_all(version, pattern.ptr, REGEX, hits);
    for (uint32_t i = 0; i < hits->count; i++)
      buffer_printf(&got, "%u-%u ", hits->spans[i].start, hits->spans[i].end);
    find_by_library(text, pattern.ptr, &wanted);
    if (!slice_equal(buffer_slice(&got), buffer_slice(&wanted)))
      fail_msg("'%s' in %s: %s, not %s", pattern.ptr, text, buffer_slice(&got).ptr,
               buffer_slice(&wanted).ptr);
    hit_count += hits->count;
    version_free(version);
    buffer_release(&pattern);
    buffer_release(&wanted);
    buffer_release(&got);
  }
  assert_true(hit_count > 3000);
  free(hits);
}

// ---- What is wrong with an expression

static const struct {
  const char *pattern, *message;
} broken[] = {
    {"a(b", "cannot search for '(b': the ( has no )"},
    {"a)b", "cannot search for 'a)': the ) has no ("},
    {"*a", "cannot search for '*': there is nothing before it to repeat"},
    {"a|*b", "cannot search for '*': there is nothing before it to repeat"},
    {"a||b", "cannot search for 'a||': a branch of it is empty"},
    {"a|", "cannot search for 'a|': a branch of it is empty"},
    {"(|a)", "cannot search for '(|': a branch of it is empty"},
    {"()", "cannot search for '()': a branch of it is empty"},
    {"a{", "cannot search for '{': a { goes on as {N}, {N,} or {N,M}"},
    {"a{2", "cannot search for '{2': a { goes on as {N}, {N,} or {N,M}"},
    {"a{3,2}", "cannot search for '{3,2}': its numbers go up, and to 100 at most"},
    {"a{101}", "cannot search for '{101}': its numbers go up, and to 100 at most"},
    {"a{99999999999}", "cannot search for '{99999999999}': its numbers go up, and to 100 at most"},
    {"[a", "cannot search for '[a': the [ has no ]"},
    {"[]", "cannot search for '[]': the [ has no ]"},
    {"[z-a]", "cannot search for 'z-a': the range ends before it begins"},
    {"[[=a=]]", "cannot search for '[=a=]]': [. .] and [= =] are not known"},
    {"[[:letters:]]",
     "cannot search for '[:letters:]': the classes are alpha digit alnum upper lower space blank "
     "punct cntrl print graph xdigit"},
    {"[[:w:]]",
     "cannot search for '[:w:]': the classes are alpha digit alnum upper lower space blank punct "
     "cntrl print graph xdigit"},
    {"(a)\\1", "cannot search for '\\1': an earlier group cannot be matched again"},
    {"\\q", "cannot search for '\\q': that has no meaning"},
    {"a\\", "cannot search for '\\': nothing stands behind the \\"},
    {"(.{100}){3}", "cannot search for this: the pattern is too long"},
};

static void what_is_wrong_with_an_expression_is_said(void **state) {
  (void)state;
  Version *version = check_version("a b a| ()", NULL);
  for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
    Error err = {0};
    Span hit;
    assert_false(search_check(slice_of(broken[i].pattern), REGEX, &err));
    assert_string_equal(err.message, broken[i].message);
    assert_int_equal(err.kind, ERROR_USAGE);
    assert_true(err.hint[0] != '\0');
    assert_false(search_next(version, slice_of(broken[i].pattern), 0, REGEX, &hit));
    assert_true(search_check(slice_of(broken[i].pattern), SMART, &err));
  }
  version_free(version);
}

static void groups_nest_up_to_a_bound(void **state) {
  (void)state;
  for (uint32_t depth = EXPRESSION_DEPTH_MAX - 1; depth <= EXPRESSION_DEPTH_MAX + 1; depth++) {
    Buffer pattern = {0};
    Error err = {0};
    for (uint32_t i = 0; i < depth; i++) buffer_add_byte(&pattern, '(');
    buffer_add_byte(&pattern, 'a');
    for (uint32_t i = 0; i < depth; i++) buffer_add_byte(&pattern, ')');
    assert_int_equal(search_check(buffer_slice(&pattern), REGEX, &err),
                     depth <= EXPRESSION_DEPTH_MAX);
    if (depth > EXPRESSION_DEPTH_MAX) assert_non_null(strstr(err.message, "nested too deep"));
    buffer_release(&pattern);
  }
}

static void a_program_has_a_greatest_length(void **state) {
  (void)state;
  for (uint32_t len = PATTERN_STEPS_MAX - 2; len <= PATTERN_STEPS_MAX; len++) {
    Buffer pattern = {0};
    Error err = {0};
    for (uint32_t i = 0; i < len; i++) buffer_add_byte(&pattern, 'a');
    assert_int_equal(search_check(buffer_slice(&pattern), REGEX, &err), len < PATTERN_STEPS_MAX);
    assert_int_equal(search_check(buffer_slice(&pattern), ACCENT, &err), len < PATTERN_STEPS_MAX);
    buffer_release(&pattern);
  }
}

// ---- Hostile ones

static Version *version_of_bytes(char byte, uint32_t count) {
  Buffer text = {0};
  for (uint32_t i = 0; i < count; i++) buffer_add_byte(&text, byte);
  Builder *builder = builder_new(buffer_slice(&text));
  builder_add_block(builder, (Block){.span = {0, count}, .note = VERSION_NONE});
  buffer_release(&text);
  return builder_finish(builder, 1);
}

// Each of these takes a matcher that backtracks, or one that starts anew behind each hit, the
// square of the text or far more: with it, this test would not end.
static void no_expression_takes_more_than_linear_time(void **state) {
  (void)state;
  static const char *const patterns[] = {"(a*)*b",        "(a|a)*b",       "(a|aa)+$b", "a|a*b",
                                         "a*a*a*a*a*a*b", "((a?){9}){9}b", ".*.*.*b"};
  Version *version = version_of_bytes('a', 100 * 1000);
  for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
    uint32_t count = check_count_hits(version, slice_of(patterns[i]), REGEX, UINT32_MAX);
    assert_int_equal(count, strcmp(patterns[i], "a|a*b") == 0 ? 100 * 1000 : 0);
  }
  version_free(version);
}

static void a_long_block_is_searched_in_parts(void **state) {
  (void)state;
  Version *version = version_of_bytes('a', 3 * MATCH_SECTION + 5);
  Span hit;
  assert_int_equal(check_count_hits(version, SLICE("a+"), REGEX, UINT32_MAX), 4);
  assert_true(search_next(version, SLICE("a+"), 2 * MATCH_SECTION, REGEX, &hit));
  assert_true(span_equal(hit, span_make(2 * MATCH_SECTION, 3 * MATCH_SECTION)));
  assert_true(search_previous(version, SLICE("a+"), 2 * MATCH_SECTION, REGEX, &hit));
  assert_true(span_equal(hit, span_make(MATCH_SECTION, 2 * MATCH_SECTION)));
  assert_true(search_next(version, SLICE("a{5}$"), 0, REGEX, &hit));
  assert_int_equal(hit.end, 3 * MATCH_SECTION + 5);
  version_free(version);
}

// ---- Accents

static void accents_do_not_count_where_asked(void **state) {
  (void)state;
  check_hits("cafe café Cafe\xCC\x81 CAFÉ", "cafe", ACCENT, "cafe|café|Cafe\xCC\x81|CAFÉ");
  check_hits("cafe café", "café", ACCENT, "cafe|café");
  check_hits("cafe café", "cafe\xCC\x81", ACCENT, "cafe|café");
  check_hits("cafe café", "cafe", SMART, "cafe");
  check_hits("Việt Nam, Viet Nam", "viet nam", ACCENT, "Việt Nam|Viet Nam");
  check_hits("Żółć zolc", "zołc", ACCENT, "Żółć");
  check_hits("Straße Strase", "strase", ACCENT, "Strase");
  check_hits("Ελλάδα ελλαδα", "ελλαδα", ACCENT, "Ελλάδα|ελλαδα");
  check_hits("мой мои", "мои", ACCENT, "мой|мои");
  check_hits("שָׁלוֹם שלום", "שלום", ACCENT, "שָׁלוֹם|שלום");
}

static void letters_are_not_taken_for_accents(void **state) {
  (void)state;
  check_hits("한국 하국", "한국", ACCENT, "한국");
  check_hits("क्ष कष", "कष", ACCENT, "कष");
  check_hits("ab", "\xCC\x81", ACCENT, "");
}

static void a_capital_counts_also_without_accents(void **state) {
  (void)state;
  check_hits("Élan élan Elan", "Elan", ACCENT, "Élan|Elan");
  check_hits("élan Elan", "elan", SEARCH_ANY_ACCENT, "élan");
}

static void expressions_can_be_without_accents(void **state) {
  (void)state;
  check_hits("résumé resume", "r[eé]s.m[[:alpha:]]\\>", ACCENT | SEARCH_EXPRESSION,
             "résumé|resume");
  check_hits("naïve naive", "na[i-j]ve", ACCENT | SEARCH_EXPRESSION, "naïve|naive");
}

static void text_without_accents_is_taken_literally(void **state) {
  (void)state;
  check_hits("2025.[i] Tokyo 2025xi", "2025.[i]", ACCENT, "2025.[i]");
  check_hits("a  b", "  ", ACCENT, "");
  check_hits("solar \t pówer", "solar  power", ACCENT, "solar \t pówer");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(expressions_find_what_posix_says),
      cmocka_unit_test(sets_are_those_of_posix),
      cmocka_unit_test(places_take_no_character),
      cmocka_unit_test(a_blank_is_any_white_space),
      cmocka_unit_test(case_counts_only_with_a_capital),
      cmocka_unit_test(a_match_stands_in_one_block),
      cmocka_unit_test(joints_and_ignored_characters_are_passed_over),
      cmocka_unit_test(hits_are_whole_clusters),
      cmocka_unit_test(random_expressions_find_what_the_c_library_finds),
      cmocka_unit_test(what_is_wrong_with_an_expression_is_said),
      cmocka_unit_test(groups_nest_up_to_a_bound),
      cmocka_unit_test(a_program_has_a_greatest_length),
      cmocka_unit_test(no_expression_takes_more_than_linear_time),
      cmocka_unit_test(a_long_block_is_searched_in_parts),
      cmocka_unit_test(accents_do_not_count_where_asked),
      cmocka_unit_test(letters_are_not_taken_for_accents),
      cmocka_unit_test(a_capital_counts_also_without_accents),
      cmocka_unit_test(expressions_can_be_without_accents),
      cmocka_unit_test(text_without_accents_is_taken_literally),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
