// SPDX-License-Identifier: MIT
#include "base/safe.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "support/check.h"

#include <locale.h>
#include <stdlib.h>
#include <unictype.h>
#include <unigbrk.h>
#include <wchar.h>

static void check_shown(Slice text, SafeMode mode, const char *wanted) {
  Buffer out = {0};
  safe_append(&out, text, mode, false);
  check_text(buffer_slice(&out), wanted);
  buffer_release(&out);
}

#define SHOWS(text, wanted)       check_shown(SLICE(text), SAFE_UNICODE, wanted)
#define SHOWS_ASCII(text, wanted) check_shown(SLICE(text), SAFE_ASCII, wanted)

static SafeUnit first_unit(const char *text) {
  SafeUnit unit;
  safe_next(slice_of(text), SAFE_UNICODE, &unit);
  return unit;
}

// One unit over all of the text, of that width.
static void check_unit(const char *text, uint32_t width, bool unsure, bool odd) {
  SafeUnit unit = first_unit(text);
  if (unit.len != strlen(text) || unit.width != width || unit.unsure != unsure || unit.odd != odd) {
    fail_msg("%s: %u of %zu bytes, width %u, unsure %d, odd %d", text, unit.len, strlen(text),
             unit.width, unit.unsure, unit.odd);
  }
}

// ---- Every code point there is

static bool is_kept_by_design(uint32_t code_point, uint32_t alone) {
  // U+FFFD stands for others and may stand for itself.
  return code_point == UTF8_REPLACEMENT && alone == UTF8_REPLACEMENT;
}

// A code point that may stand in a cell next to a base.
static bool is_clean(uint32_t code_point) {
  if (code_point < 0x20 || (code_point >= 0x7F && code_point <= 0x9F)) return false;
  if (code_point == 0x2028 || code_point == 0x2029) return false;
  if (uc_is_property(code_point, UC_PROPERTY_DEFAULT_IGNORABLE_CODE_POINT)) return false;
  if (uc_is_property(code_point, UC_PROPERTY_BIDI_CONTROL)) return false;
  if (uc_is_property(code_point, UC_PROPERTY_NOT_A_CHARACTER)) return false;
  return !(uc_general_category(code_point).bitmask &
           (UC_CATEGORY_MASK_Cn | UC_CATEGORY_MASK_Co | UC_CATEGORY_MASK_Cs));
}

static void check_clean(const SafeUnit *unit, uint32_t source) {
  Slice shown = slice_make(unit->shown, unit->shown_len);
  for (size_t at = 0; at < shown.len;) {
    uint32_t code_point;
    bool broken;
    at += utf8_decode(slice_cut(shown, at, shown.len), &code_point, &broken);
    if (broken || !(is_clean(code_point) || is_kept_by_design(code_point, source))) {
      fail_msg("U+%04X shows U+%04X", source, code_point);
    }
  }
}

static uint32_t encode_any(uint32_t code_point, char out[4]) {
  return utf8_encode(code_point, out); // surrogates too: then it is not UTF-8
}

static void no_code_point_shows_anything_that_is_invisible_or_unsafe(void **state) {
  (void)state;
  for (uint32_t code_point = 0; code_point < 0x110000; code_point++) {
    char bytes[4];
    Slice text = slice_make(bytes, encode_any(code_point, bytes));
    SafeUnit unit;
    safe_next(text, SAFE_UNICODE, &unit);
    check_clean(&unit, code_point);
    if (code_point != 0xAD) assert_true(unit.width > 0 && unit.shown_len > 0);
    if (!(code_point >= 0xD800 && code_point <= 0xDFFF)) assert_int_equal(unit.len, text.len);
  }
}

// Between two letters nothing may be kept either: joiners and selectors have no business there.
static void no_code_point_hides_between_letters(void **state) {
  (void)state;
  for (uint32_t code_point = 0; code_point < 0x110000; code_point++) {
    char bytes[6] = "a";
    uint32_t len = encode_any(code_point, bytes + 1);
    bytes[len + 1] = 'b';
    Slice text = slice_make(bytes, len + 2);
    SafeUnit unit;
    for (size_t at = 0; at < text.len; at += unit.len) {
      safe_next(slice_cut(text, at, text.len), SAFE_UNICODE, &unit);
      check_clean(&unit, code_point);
    }
    assert_int_equal(unit.shown[unit.shown_len - 1], 'b');
  }
}

static void ascii_mode_sends_only_printable_ascii(void **state) {
  (void)state;
  for (uint32_t code_point = 0; code_point < 0x110000; code_point++) {
    char bytes[4];
    SafeUnit unit;
    safe_next(slice_make(bytes, encode_any(code_point, bytes)), SAFE_ASCII, &unit);
    assert_int_equal(unit.width, unit.shown_len);
    for (uint32_t at = 0; at < unit.shown_len; at++) {
      if (unit.shown[at] < 0x20 || unit.shown[at] > 0x7E) fail_msg("U+%04X in ASCII", code_point);
    }
  }
}

// Curses counts columns by wcwidth(): what is shown must be as wide for it.
static void widths_are_those_of_the_c_library(void **state) {
  (void)state;
  assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
  for (uint32_t source = 0; source < 0x110000; source++) {
    char bytes[4];
    SafeUnit unit;
    safe_next(slice_make(bytes, encode_any(source, bytes)), SAFE_UNICODE, &unit);
    Slice shown = slice_make(unit.shown, unit.shown_len);
    int width = 0;
    for (size_t at = 0; at < shown.len;) {
      uint32_t code_point;
      at += utf8_decode(slice_cut(shown, at, shown.len), &code_point, NULL);
      width += wcwidth((wchar_t)code_point);
    }
    if (width != unit.width) fail_msg("U+%04X: %d, not %u", source, width, unit.width);
  }
}

// ---- The rows of the table

static void controls_become_pictures(void **state) {
  (void)state;
  SHOWS("a\x1b[2Jb\x7f", "a␛[2Jb␡");
  SHOWS("\r\v\f\x01", "␍␋␌␁");
  check_shown(slice_make("\0", 1), SAFE_UNICODE, "␀");
  SHOWS("\xc2\x85\xc2\x9b", "‹85›‹9B›");
  SHOWS_ASCII("\x1b[0m\x7f\xc2\x85", "^[[0m^?<85>");
  assert_true(first_unit("\x1b").odd);
}

static void tab_and_line_end_are_blanks_of_width_1(void **state) {
  (void)state;
  SHOWS("a\tb\nc", "a b c");
  SafeUnit unit = first_unit("\t");
  assert_true(unit.blank && unit.width == 1 && !unit.odd);
  Buffer out = {0};
  safe_append(&out, SLICE("a\nb\r\n"), SAFE_UNICODE, true);
  check_text(buffer_slice(&out), "a\nb␍\n");
  buffer_release(&out);
}

static void blanks_of_any_kind_are_shown_as_blanks(void **state) {
  (void)state;
  SHOWS("a\u00a0b\u2003c\u3000d", "a b c  d");
  assert_true(first_unit("\u00a0").blank);
  assert_int_equal(first_unit("\u3000").width, 2);
  SHOWS_ASCII("a\u00a0b\u3000c", "a b  c");
}

static void bidi_controls_show_their_number(void **state) {
  (void)state;
  SHOWS("\u061c\u200e\u200f\u202a\u202e\u2066\u2069", "‹61C›‹200E›‹200F›‹202A›‹202E›‹2066›‹2069›");
  SHOWS_ASCII("\u202e", "<202E>");
  assert_int_equal(first_unit("\u202e").width, 6);
  assert_true(first_unit("\u202e").odd);
}

static void what_is_invisible_shows_its_number(void **state) {
  (void)state;
  SHOWS("a\u200b\u2060\ufeff\u034f\u2028\u2029b", "a‹200B›‹2060›‹FEFF›‹34F›‹2028›‹2029›b");
  SHOWS("\u115f\u1160\u3164\uffa0\u180e", "‹115F›‹1160›‹3164›‹FFA0›‹180E›");
  SHOWS("\ufff9x\ufffa\ufffb", "‹FFF9›x‹FFFA›‹FFFB›");
  SHOWS("\U000e0001\U000e0041", "‹E0001›‹E0041›");
}

static void a_soft_hyphen_shows_nothing(void **state) {
  (void)state;
  SHOWS("co\u00adop", "coop");
  SafeUnit unit = first_unit("\u00ad");
  assert_true(unit.len == 2 && unit.width == 0 && unit.shown_len == 0 && !unit.odd);
}

static void joiners_are_kept_where_the_script_joins(void **state) {
  (void)state;
  SHOWS("می\u200cخواهم", "می\u200cخواهم");
  SHOWS("क्\u200dष", "क्\u200dष");
  SHOWS("ක්\u200dර", "ක්\u200dර");
  SHOWS("a\u200cb\u200dc", "a‹200C›b‹200D›c");
  SHOWS("ب\u200c\u200cب", "ب\u200c‹200C›ب");
  SHOWS("\u200dب", "‹200D›ب");
}

static void joiners_and_selectors_are_kept_inside_pictures(void **state) {
  (void)state;
  SHOWS("👩\u200d💻", "👩\u200d💻");
  SHOWS("👩\u200dx", "👩‹200D›x");
  SHOWS("👩\u200d", "👩‹200D›");
  SHOWS("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥");
  SHOWS("a\ufe0fb", "a‹FE0F›b");
  SHOWS("☀\ufe0e\ufe0f", "☀\ufe0e‹FE0F›");
}

static void other_selectors_are_kept_after_their_letters_only(void **state) {
  (void)state;
  SHOWS("葛\U000e0100", "葛\U000e0100");
  SHOWS("a\U000e0100", "a‹E0100›");
  SHOWS("ᠠ\u180b", "ᠠ\u180b");
  SHOWS("a\u180b", "a‹180B›");
  SHOWS("漢\ufe00", "漢‹FE00›");
}

static void a_stack_of_marks_is_cut_with_a_mark_for_more(void **state) {
  (void)state;
  SHOWS("a\u0301\u0302\u0303\u0304x", "a\u0301\u0302\u0303\u0304x");
  SHOWS("a\u0301\u0302\u0303\u0304\u0305x", "a\u0301\u0302\u0303\u0304⁺x");
  check_unit("a\u0301\u0302\u0303\u0304\u0305\u0306\u0307", 2, false, true);
}

static void a_mark_without_a_base_gets_one(void **state) {
  (void)state;
  SHOWS("\u0301x", "◌\u0301x");
  check_unit("\u0301", 1, false, true);
  SHOWS("\u200b\u0301", "‹200B›◌\u0301");
  check_unit(" \u0301", 1, false, false);
  assert_false(first_unit(" \u0301").blank);
}

static void what_is_broken_or_without_a_meaning_is_replaced(void **state) {
  (void)state;
  SHOWS("\xc0\xaf|\xed\xa0\x80|\xe2\x82|\xf0\x9f\x98", "��|���|�|�");
  SHOWS("\ue000\U000f0000\u0378\U0003fffd\uffff\ufdd0", "������");
  SHOWS_ASCII("\xff\ue000\u0378", "???");
}

static void a_million_marks_come_in_units_of_bounded_size(void **state) {
  (void)state;
  enum { MARKS = 1000000 };
  char *text = memory_new(2 * MARKS + 1, 1);
  text[0] = 'a';
  for (size_t at = 0; at < MARKS; at++) memcpy(text + 1 + 2 * at, "\u0301", 2);
  Slice rest = slice_make(text, 2 * MARKS + 1);
  SafeUnit unit;
  uint32_t units = 0;
  for (; rest.len > 0; rest = slice_cut(rest, unit.len, rest.len)) {
    safe_next(rest, SAFE_UNICODE, &unit);
    assert_true(unit.len <= 4096 && unit.width == 2 && unit.odd);
    units++;
  }
  assert_in_range(units, 2 * MARKS / 4096, 2 * MARKS / 4096 + 2);
  free(text);
}

// ---- Widths

static void pictures_that_terminals_disagree_on_are_unsure(void **state) {
  (void)state;
  check_unit("👨\u200d👩\u200d👧\u200d👦", 2, true, false);
  check_unit("👍🏽", 2, true, false);
  check_unit("🇯🇵", 2, true, false);
  check_unit("🇯", 1, true, false);
  check_unit("1\ufe0f\u20e3", 1, true, false);
  check_unit("❤\ufe0f", 1, true, false);
  check_unit("👨", 2, false, false);
}

static void flags_come_in_pairs(void **state) {
  (void)state;
  SafeUnit unit = first_unit("🇯🇵🇰🇿");
  assert_int_equal(unit.len, 8);
}

static void scripts_have_the_widths_of_terminals(void **state) {
  (void)state;
  check_unit("漢", 2, false, false);
  check_unit("ｱ", 1, false, false);
  check_unit("각", 2, false, false);
  check_unit("\u1100\u1161\u11a8", 2, true, false);
  check_unit("é", 1, false, false);
  check_unit("कि", 2, true, false);
  check_unit("ที่", 1, false, false);
  check_unit("ﷺ", 1, false, false);
  assert_int_equal(safe_width(SLICE("Токио"), SAFE_UNICODE), 5);
  assert_int_equal(safe_width(SLICE("漢字テスト“x”"), SAFE_UNICODE), 13);
}

static void a_picture_of_many_parts_ends_within_the_room(void **state) {
  (void)state;
  Buffer text = {0};
  for (int count = 0; count < 40; count++) buffer_add_string(&text, "👩\u200d");
  buffer_add_string(&text, "👩");
  SafeUnit unit;
  safe_next(buffer_slice(&text), SAFE_UNICODE, &unit);
  assert_int_equal(unit.len, text.len);
  assert_int_equal(unit.width, 3);
  assert_true(unit.odd && unit.shown_len <= SAFE_SHOWN_MAX);
  assert_memory_equal(unit.shown + unit.shown_len - 7, "👩⁺", 7);
  buffer_release(&text);
}

// ---- Clusters

static const char *const samples[] = {
    "The naïve café — “quoted” text, 3 × 4.",
    "Токио и Центральная Азия: й и ё",
    "Η Ιαπωνία και η Κεντρική Ασία",
    "العربية والفارسية می\u200cخواهم",
    "עִבְרִית",
    "क्षि नमस्ते हिन्दी",
    "தமிழ் மொழி கொள்கை",
    "ที่นี่ ภาษาไทย น้ำ",
    "日本の静かな外交。葛\U000e0100飾区",
    "각한국어 \u1112\u1161\u11ab",
    "👨\u200d👩\u200d👧\u200d👦👍🏽🇯🇵🇰🇿🇯1\ufe0f\u20e3❤\ufe0f",
};

static void units_are_the_clusters_of_the_standard(void **state) {
  (void)state;
  for (size_t sample = 0; sample < sizeof samples / sizeof *samples; sample++) {
    Slice text = slice_of(samples[sample]);
    char *breaks = memory_new(text.len, 1);
    u8_grapheme_breaks((const uint8_t *)text.ptr, text.len, breaks);
    SafeUnit unit;
    for (size_t at = 0; at < text.len; at += unit.len) {
      safe_next(slice_cut(text, at, text.len), SAFE_UNICODE, &unit);
      assert_true(breaks[at]);
      for (size_t inner = at + 1; inner < at + unit.len; inner++) assert_false(breaks[inner]);
    }
    free(breaks);
  }
}

static void ordinary_text_goes_through_unchanged(void **state) {
  (void)state;
  for (size_t sample = 0; sample < sizeof samples / sizeof *samples; sample++) {
    check_shown(slice_of(samples[sample]), SAFE_UNICODE, samples[sample]);
  }
}

// ---- ASCII and cutting

static void typography_and_accents_are_transliterated(void **state) {
  (void)state;
  SHOWS_ASCII("“It’s” – naïve—café… • ½ ﬁ €5 → «Łódź» 3×4 ß",
              "\"It's\" - naive--cafe... * 1/2 fi EUR5 -> \"Lodz\" 3x4 ss");
  SHOWS_ASCII("Щука и ёж: йод", "Shchuka i ezh: yod");
  SHOWS_ASCII("Ιαπωνία", "Iaponia");
  SHOWS_ASCII("日本", "??");
  SHOWS_ASCII("👨\u200d👩\u200d👧x", "?x");
  SHOWS_ASCII("a\u0301\u0302", "a");
}

static void check_fit(const char *text, uint32_t columns, const char *wanted, uint32_t used) {
  Buffer out = {0};
  assert_int_equal(safe_append_fit(&out, slice_of(text), SAFE_UNICODE, columns), used);
  check_text(buffer_slice(&out), wanted);
  buffer_release(&out);
}

static void a_text_is_cut_to_its_columns(void **state) {
  (void)state;
  check_fit("abcdef", 6, "abcdef", 6);
  check_fit("abcdef", 5, "abcd…", 5);
  check_fit("abcdef", 1, "…", 1);
  check_fit("abcdef", 0, "", 0);
  check_fit("漢字", 4, "漢字", 4);
  check_fit("漢字", 3, "漢…", 3);
  check_fit("漢字漢", 4, "漢…", 3);
  check_fit("", 0, "", 0);
  Buffer out = {0};
  safe_append_fit(&out, SLICE("abcdef"), SAFE_ASCII, 3);
  check_text(buffer_slice(&out), "ab~");
  buffer_release(&out);
}

static void ignored_characters_are_the_listed_ones(void **state) {
  (void)state;
  uint32_t count = 0;
  for (uint32_t code_point = 0; code_point < 0x110000; code_point++) {
    count += safe_is_ignored(code_point);
  }
  assert_int_equal(count, 1 + 5 + 5 + 5 + 4 + 1);
  assert_true(safe_is_ignored(0xAD) && safe_is_ignored(0x200D) && safe_is_ignored(0xFEFF));
  assert_false(safe_is_ignored(0x2065));
}

// All that is counted, and of printable ASCII everything.
static void check_plain(Slice text) {
  SafeUnit unit;
  uint32_t plain = safe_plain(text);
  for (uint32_t at = 0; at < plain; at++) {
    safe_next(slice_cut(text, at, text.len), SAFE_UNICODE, &unit);
    assert_int_equal(unit.len, 1);
    assert_int_equal(unit.width, 1);
    assert_true(slice_equal(slice_make(unit.shown, unit.shown_len), slice_cut(text, at, at + 1)));
  }
  bool ascii = plain + 1 < text.len && (unsigned char)text.ptr[plain + 1] < 0x80;
  if (ascii) assert_false(text.ptr[plain] >= ' ' && text.ptr[plain] < 0x7F);
}

static void what_is_counted_as_plain_are_units_of_one_byte(void **state) {
  (void)state;
  static const char *const parts[] = {"a",        "Z ",     "~",    "\x7F", "\t",
                                      "\xCC\x81", "\u6771", "\xFF", "bc"};
  uint64_t seed = 20261122;
  for (uint32_t round = 0; round < 2000; round++) {
    Buffer text = {0};
    for (uint32_t count = round % 9; count > 0; count--) {
      seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
      buffer_add_string(&text, parts[(seed >> 33) % (sizeof parts / sizeof *parts)]);
    }
    check_plain(buffer_slice(&text));
    buffer_release(&text);
  }
  assert_int_equal(safe_plain(SLICE("plain")), 5);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_code_point_shows_anything_that_is_invisible_or_unsafe),
      cmocka_unit_test(no_code_point_hides_between_letters),
      cmocka_unit_test(ascii_mode_sends_only_printable_ascii),
      cmocka_unit_test(widths_are_those_of_the_c_library),
      cmocka_unit_test(controls_become_pictures),
      cmocka_unit_test(tab_and_line_end_are_blanks_of_width_1),
      cmocka_unit_test(blanks_of_any_kind_are_shown_as_blanks),
      cmocka_unit_test(bidi_controls_show_their_number),
      cmocka_unit_test(what_is_invisible_shows_its_number),
      cmocka_unit_test(a_soft_hyphen_shows_nothing),
      cmocka_unit_test(joiners_are_kept_where_the_script_joins),
      cmocka_unit_test(joiners_and_selectors_are_kept_inside_pictures),
      cmocka_unit_test(other_selectors_are_kept_after_their_letters_only),
      cmocka_unit_test(a_stack_of_marks_is_cut_with_a_mark_for_more),
      cmocka_unit_test(a_mark_without_a_base_gets_one),
      cmocka_unit_test(what_is_broken_or_without_a_meaning_is_replaced),
      cmocka_unit_test(a_million_marks_come_in_units_of_bounded_size),
      cmocka_unit_test(pictures_that_terminals_disagree_on_are_unsure),
      cmocka_unit_test(flags_come_in_pairs),
      cmocka_unit_test(scripts_have_the_widths_of_terminals),
      cmocka_unit_test(a_picture_of_many_parts_ends_within_the_room),
      cmocka_unit_test(units_are_the_clusters_of_the_standard),
      cmocka_unit_test(ordinary_text_goes_through_unchanged),
      cmocka_unit_test(typography_and_accents_are_transliterated),
      cmocka_unit_test(a_text_is_cut_to_its_columns),
      cmocka_unit_test(ignored_characters_are_the_listed_ones),
      cmocka_unit_test(what_is_counted_as_plain_are_units_of_one_byte),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
