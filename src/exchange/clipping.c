// SPDX-License-Identifier: MIT
// Kindle's line about a clipping: parts divided by |, words from tables. Dates come in any order of
// day, month and year, so numbers are told apart by what stands beside them.
#include "exchange/clipping.h"

#include "exchange/foreign.h"

#include <strings.h>

// ---- Kinds

static const struct {
  const char *word;
  ClippingKind kind;
} kinds[] = {
    {"highlight", CLIPPING_HIGHLIGHT},    {"markierung", CLIPPING_HIGHLIGHT},
    {"surlignement", CLIPPING_HIGHLIGHT}, {"surlignage", CLIPPING_HIGHLIGHT},
    {"subrayado", CLIPPING_HIGHLIGHT},    {"evidenziazione", CLIPPING_HIGHLIGHT},
    {"destaque", CLIPPING_HIGHLIGHT},     {"ハイライト", CLIPPING_HIGHLIGHT},
    {"标注", CLIPPING_HIGHLIGHT},         {"bookmark", CLIPPING_BOOKMARK},
    {"lesezeichen", CLIPPING_BOOKMARK},   {"signet", CLIPPING_BOOKMARK},
    {"marcador", CLIPPING_BOOKMARK},      {"segnalibro", CLIPPING_BOOKMARK},
    {"ブックマーク", CLIPPING_BOOKMARK},  {"书签", CLIPPING_BOOKMARK},
    {"note", CLIPPING_COMMENT},           {"notiz", CLIPPING_COMMENT},
    {"nota", CLIPPING_COMMENT},           {"メモ", CLIPPING_COMMENT},
    {"笔记", CLIPPING_COMMENT},
};

static bool contains(Slice text, const char *word) {
  size_t len = strlen(word);
  for (size_t at = 0; at + len <= text.len; at++)
    if (strncasecmp(text.ptr + at, word, len) == 0) return true;
  return false;
}

static bool find_kind(Slice part, ClippingKind *kind) {
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (!contains(part, kinds[i].word)) continue;
    *kind = kinds[i].kind;
    return true;
  }
  return false;
}

// ---- Numbers

static bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

// Moves *at behind the digits; what is too large stays large.
static uint32_t read_number(Slice text, size_t *at) {
  uint32_t number = 0;
  for (; *at < text.len && is_digit(text.ptr[*at]); ++*at)
    number = number > 100000000 ? number : number * 10 + (uint32_t)(text.ptr[*at] - '0');
  return number;
}

// "1245-47" is 1245 to 1247.
static uint32_t complete(uint32_t start, uint32_t end) {
  uint32_t unit = 1;
  while (unit <= end && unit < 100000000) unit *= 10;
  return end < start ? start - start % unit + end : end;
}

// The last N or N-M.
static void find_location(Slice text, Clipping *clipping) {
  for (size_t at = 0; at < text.len;) {
    if (!is_digit(text.ptr[at])) {
      at++;
      continue;
    }
    clipping->start = clipping->end = read_number(text, &at);
    if (at + 1 >= text.len || text.ptr[at] != '-' || !is_digit(text.ptr[at + 1])) continue;
    at++;
    clipping->end = complete(clipping->start, read_number(text, &at));
  }
}

// ---- Dates

typedef struct Date {
  int year, month, day, hour, minute, second;
  int small[2], small_count; // numbers that may be a day or a month
  bool year_first, timed;
} Date;

static const struct {
  const char *beginning;
  int month;
} months[] = {
    {"jan", 1},  {"ene", 1},  {"gen", 1},  {"feb", 2},  {"fév", 2},  {"fev", 2},  {"march", 3},
    {"mars", 3}, {"mär", 3},  {"marz", 3}, {"març", 3}, {"apr", 4},  {"avr", 4},  {"abr", 4},
    {"may", 5},  {"mai", 5},  {"mag", 5},  {"jun", 6},  {"juin", 6}, {"giu", 6},  {"jul", 7},
    {"juil", 7}, {"lug", 7},  {"aug", 8},  {"aoû", 8},  {"ago", 8},  {"sep", 9},  {"set", 9},
    {"oct", 10}, {"okt", 10}, {"ott", 10}, {"out", 10}, {"nov", 11}, {"dec", 12}, {"déc", 12},
    {"dez", 12}, {"dic", 12},
};

static void read_word(Slice text, size_t *at, Date *date) {
  size_t start = *at;
  while (*at < text.len && !is_digit(text.ptr[*at]) && !strchr(" ,.:/-|", text.ptr[*at])) ++*at;
  for (size_t i = 0; i < sizeof months / sizeof *months; i++) {
    size_t len = strlen(months[i].beginning);
    if (*at - start >= len && strncasecmp(text.ptr + start, months[i].beginning, len) == 0)
      date->month = months[i].month;
  }
  if (*at == start) ++*at;
}

// Is it the second half of the day? Said right behind the time, or, in Chinese, right before it.
static void read_half(Slice text, size_t start, size_t end, Date *date) {
  static const Slice morning = {"上午", 6}, evening = {"下午", 6};
  Slice before = slice_cut(text, start >= 6 ? start - 6 : 0, start);
  while (end < text.len && text.ptr[end] == ' ') end++;
  Slice behind = slice_cut(text, end, text.len);
  bool am = slice_equal(before, morning), pm = slice_equal(before, evening);
  if (behind.len >= 2 && strncasecmp(behind.ptr, "am", 2) == 0) am = true;
  if (behind.len >= 2 && strncasecmp(behind.ptr, "pm", 2) == 0) pm = true;
  if (pm && date->hour < 12) date->hour += 12;
  if (am && date->hour == 12) date->hour = 0;
}

static void read_time(Slice text, size_t start, uint32_t hour, size_t *at, Date *date) {
  ++*at;
  date->hour = (int)hour;
  date->minute = (int)read_number(text, at);
  if (*at + 1 < text.len && text.ptr[*at] == ':' && is_digit(text.ptr[*at + 1])) {
    ++*at;
    date->second = (int)read_number(text, at);
  }
  date->timed = true;
  read_half(text, start, *at, date);
}

static void read_figure(Slice text, size_t *at, Date *date) {
  size_t start = *at;
  uint32_t number = read_number(text, at);
  Slice behind = slice_cut(text, *at, text.len);
  if (number > 9999) return;
  if (behind.len > 1 && behind.ptr[0] == ':' && is_digit(behind.ptr[1]))
    read_time(text, start, number, at, date);
  else if (slice_starts(behind, SLICE("年")) || number > 99) {
    date->year = (int)number;
    date->year_first = date->small_count == 0;
  } else if (slice_starts(behind, SLICE("月")))
    date->month = (int)number;
  else if (slice_starts(behind, SLICE("日")))
    date->day = (int)number;
  else if (date->small_count < 2)
    date->small[date->small_count++] = (int)number;
}

// Days and months that only their order tells: with the year first the month, else the day, unless
// it could be none.
static void settle(Date *date) {
  const int *small = date->small;
  if (date->day == 0 && date->month && date->small_count) date->day = small[0];
  if (date->month || date->small_count < 2) return;
  bool month_first = date->year_first || small[1] > 12;
  date->month = small[month_first ? 0 : 1];
  date->day = small[month_first ? 1 : 0];
}

static int64_t read_date(Slice text, bool *timed) {
  Date date = {0};
  for (size_t at = 0; at < text.len;) {
    if (is_digit(text.ptr[at]))
      read_figure(text, &at, &date);
    else
      read_word(text, &at, &date);
  }
  settle(&date);
  *timed = date.timed;
  return foreign_local_moment(date.year, date.month, date.day, date.hour, date.minute, date.second);
}

// ---- The line

Clipping clipping_read(Slice line, bool has_text) {
  Clipping clipping = {.created = FOREIGN_NO_MOMENT};
  size_t last = line.len, first = 0;
  bool timed = false;
  while (last > 0 && line.ptr[last - 1] != '|') last--;
  while (first < line.len && line.ptr[first] != '|') first++;
  if (last > 0) clipping.created = read_date(slice_cut(line, last, line.len), &timed);
  bool dated = clipping.created != FOREIGN_NO_MOMENT || timed;
  find_location(slice_cut(line, 0, dated ? last : line.len), &clipping);
  if (find_kind(slice_cut(line, 0, first), &clipping.kind)) return clipping;
  if (!has_text)
    clipping.kind = CLIPPING_BOOKMARK;
  else
    clipping.kind = clipping.start < clipping.end ? CLIPPING_HIGHLIGHT : CLIPPING_COMMENT;
  return clipping;
}
