// SPDX-License-Identifier: MIT
// Dates: a few fixed forms of numbers, else words of which one is a year, one a month and perhaps
// one a day. Anything that says more than a date is none.
#include "import/dates.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "import/chars.h"
#include "import/lexicon.h"

#include <stdio.h>
#include <stdlib.h>
#include <uninorm.h>

enum { DATE_LENGTH_MAX = 45, YEAR_FIRST = 1900, YEAR_LAST = 2099, MONTH_LAST = 12 };

typedef struct Date {
  uint32_t year, month, day; // 0 while not known
} Date;

// A number of up to `most` digits off the front; its digits, or 0.
static size_t take_number(Slice *rest, size_t most, uint32_t *number) {
  size_t len = 0;
  *number = 0;
  while (len < rest->len && chars_is_digit((unsigned char)rest->ptr[len])) {
    if (len == most) return 0;
    *number = *number * 10 + (uint32_t)(rest->ptr[len++] - '0');
  }
  *rest = slice_cut(*rest, len, rest->len);
  return len;
}

static bool take(Slice *rest, const char *sign) {
  size_t len = chars_match(*rest, sign);
  *rest = slice_cut(*rest, len, rest->len);
  return len > 0;
}

static uint32_t last_day(const Date *date) {
  static const uint8_t days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool common = date->year % 4 != 0 || (date->year % 100 == 0 && date->year % 400 != 0);
  return date->month == 2 && common ? 28 : days[date->month - 1];
}

static bool is_valid(const Date *date) {
  return date->year >= YEAR_FIRST && date->year <= YEAR_LAST && date->month >= 1 &&
         date->month <= MONTH_LAST && date->day <= last_day(date);
}

// 2026-01-29
static bool read_iso(Slice rest, Date *date) {
  bool ok = take_number(&rest, 4, &date->year) == 4 && take(&rest, "-") &&
            take_number(&rest, 2, &date->month) && take(&rest, "-") &&
            take_number(&rest, 2, &date->day);
  return ok && rest.len == 0 && date->day > 0;
}

// A number and the sign behind it, blanks allowed before each.
static bool take_part(Slice *rest, size_t most, const char *sign, uint32_t *number) {
  *rest = chars_rest(*rest, 0);
  if (take_number(rest, most, number) == 0) return false;
  *rest = chars_rest(*rest, 0);
  return take(rest, sign);
}

// The day of the week in brackets or after a blank, as it stands behind such a date.
static bool is_weekday(Slice rest) {
  static const char *const signs[] = {"月", "火", "水", "木", "金", "土", "日", "一", "二", "三",
                                      "四", "五", "六", "월", "화", "수", "목", "금", "토", "일"};
  static const char *const words[] = {"曜日", "曜", "요일"};
  Slice day = chars_strip(rest, "() ");
  if (!take(&day, "星期") && !take(&day, "周")) take(&day, "週");
  bool known = day.len == 0;
  for (size_t i = 0; i < sizeof signs / sizeof *signs && !known; i++) known = take(&day, signs[i]);
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) take(&day, words[i]);
  return known && day.len == 0;
}

// 2026年1月29日, 2026年1月29日(木), 2026년 1월 29일
static bool read_signed(Slice rest, const char *const signs[3], Date *date) {
  size_t whole = rest.len;
  bool month = take_part(&rest, 4, signs[0], &date->year) && whole > 4 &&
               take_part(&rest, 2, signs[1], &date->month);
  if (!month || rest.len == 0) return month;
  return take_part(&rest, 2, signs[2], &date->day) && date->day > 0 && is_weekday(rest);
}

static bool read_chinese(Slice rest, Date *date) {
  static const char *const signs[] = {"年", "月", "日"};
  return read_signed(rest, signs, date);
}

static bool read_korean(Slice rest, Date *date) {
  static const char *const signs[] = {"년", "월", "일"};
  return read_signed(rest, signs, date);
}

static bool read_day_first(Slice rest, const char *sign, Date *date) {
  bool ok = take_number(&rest, 2, &date->day) && take(&rest, sign) &&
            take_number(&rest, 2, &date->month) && take(&rest, sign) &&
            take_number(&rest, 4, &date->year) == 4;
  return ok && rest.len == 0 && date->day > 0;
}

static bool read_dotted(Slice rest, Date *date) {
  return read_day_first(rest, ".", date);
}

// The month comes first only where the second number can be no month.
static bool read_slashed(Slice rest, Date *date) {
  if (!read_day_first(rest, "/", date)) return false;
  if (date->month > MONTH_LAST) {
    uint32_t day = date->month;
    date->month = date->day;
    date->day = day;
  }
  return true;
}

static uint32_t month_of(Slice word) {
  for (const LexiconMonth *month = lexicon_months; month->word; month++) {
    if (chars_equal(word, month->word)) return month->month;
  }
  return 0;
}

// 3, 3rd, 1er, 1°
static bool read_day(Slice word, uint32_t *day) {
  static const char *const endings[] = {"st", "nd", "rd", "th", "er", "°", "º", "o", NULL};
  bool digits = take_number(&word, 2, day) > 0;
  return digits && *day > 0 && (word.len == 0 || chars_equal_any(word, endings));
}

static bool add_part(uint32_t *part, uint32_t value) {
  bool first = *part == 0;
  *part = value;
  return first;
}

static bool read_word(Slice word, Date *date) {
  Slice rest = word;
  uint32_t number, month = month_of(word);
  if (month) return add_part(&date->month, month);
  if (take_number(&rest, 4, &number) == 4 && rest.len == 0) return add_part(&date->year, number);
  if (read_day(word, &number)) return add_part(&date->day, number);
  return chars_equal_any(word, lexicon_date_fill);
}

static bool read_words(Slice text, Date *date) {
  for (size_t pos = 0; pos < text.len;) {
    size_t end = pos;
    while (end < text.len && !strchr(" ,.-", text.ptr[end])) end++;
    if (end > pos && !read_word(slice_cut(text, pos, end), date)) return false;
    pos = end + 1;
  }
  return true;
}

// Folded, compatibility forms and digits of other scripts made plain.
static void normalise(Slice text, Buffer *out) {
  size_t len;
  uint8_t *plain = u8_normalize(UNINORM_NFKC, (const uint8_t *)text.ptr, text.len, NULL, &len);
  Buffer folded = {0};
  chars_fold(plain ? slice_make((const char *)plain, len) : text, &folded);
  free(plain);
  for (size_t pos = 0; pos < folded.len;) {
    uint32_t code_point;
    pos += chars_at(buffer_slice(&folded), pos, &code_point);
    int digit = chars_digit_value(code_point);
    buffer_add_code_point(out, digit < 0 ? code_point : (uint32_t)('0' + digit));
  }
  buffer_release(&folded);
}

static Slice without_label(Slice folded) {
  size_t label = chars_match_any(folded, lexicon_date_labels);
  return label ? chars_strip(slice_cut(folded, label, folded.len), ":.|,;") : folded;
}

static bool read_date(Slice text, Date *date) {
  typedef bool ReadDate(Slice rest, Date * date);
  static ReadDate *const forms[] = {read_iso,    read_chinese, read_korean,
                                    read_dotted, read_slashed, read_words};
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    *date = (Date){0};
    if (forms[i](text, date) && is_valid(date)) return true;
  }
  return false;
}

bool dates_parse(Slice text, char out[DATES_TEXT_SIZE]) {
  if (text.len == 0 || text.len > DATE_LENGTH_MAX * 4 || utf8_count(text) > DATE_LENGTH_MAX)
    return false;
  Buffer folded = {0};
  normalise(text, &folded);
  Date date;
  bool ok = read_date(without_label(chars_strip(buffer_slice(&folded), ".|,;")), &date);
  buffer_release(&folded);
  if (!ok) return false;
  if (date.day)
    snprintf(out, DATES_TEXT_SIZE, "%04u-%02u-%02u", date.year % 10000, date.month % 100,
             date.day % 100);
  else
    snprintf(out, DATES_TEXT_SIZE, "%04u-%02u", date.year % 10000, date.month % 100);
  return true;
}
