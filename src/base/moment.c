// SPDX-License-Identifier: MIT
// Instants and RFC 3339, by the proleptic Gregorian calendar. Days are counted in years that begin
// on 1 March, so that the leap day is the last one and months need no table.
#include "base/moment.h"

#include <stdlib.h>
#include <time.h>

enum { SECOND = 1000000, DAY_SECONDS = 86400, ERA_YEARS = 400, ERA_DAYS = 146097 };
enum { EPOCH_DAYS = 719468 }; // from 0000-03-01 to 1970-01-01

typedef struct Date {
  int64_t year;
  int64_t month, day; // from 1
} Date;

static int64_t divide_down(int64_t number, int64_t by) {
  return number / by - (number % by < 0);
}

static int64_t days_of(Date date) {
  int64_t year = date.year - (date.month <= 2);
  int64_t era = divide_down(year, ERA_YEARS), of_era = year - era * ERA_YEARS;
  int64_t of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH_DAYS;
}

static Date date_of(int64_t days) {
  days += EPOCH_DAYS;
  int64_t era = divide_down(days, ERA_DAYS), day = days - era * ERA_DAYS;
  int64_t of_era = (day - day / 1460 + day / 36524 - day / (ERA_DAYS - 1)) / 365;
  int64_t of_year = day - (365 * of_era + of_era / 4 - of_era / 100);
  int64_t month = (5 * of_year + 2) / 153;
  Date date = {.day = of_year - (153 * month + 2) / 5 + 1};
  date.month = month < 10 ? month + 3 : month - 9;
  date.year = of_era + era * ERA_YEARS + (date.month <= 2);
  return date;
}

int64_t moment_now(void) {
  int64_t fixed;
  if (moment_parse(slice_of(getenv("POSTIL_NOW")), &fixed)) return fixed;
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (int64_t)now.tv_sec * SECOND + now.tv_nsec / 1000;
}

int64_t moment_steady_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool moment_is_before(void *deadline_ms) {
  return moment_steady_ms() < *(const int64_t *)deadline_ms;
}

// Writes `count` digits and what follows them; returns where to go on.
static char *put_digits(char *out, unsigned number, int count, char after) {
  for (int at = count - 1; at >= 0; at--, number /= 10) out[at] = (char)('0' + number % 10);
  out[count] = after;
  return out + count + 1;
}

// Writes ".5", ".000001" or nothing.
static char *put_fraction(char *out, unsigned micros) {
  if (micros == 0) return out;
  *out = '.';
  char *end = put_digits(out + 1, micros, 6, '0');
  while (end[-1] == '0') end--;
  return end;
}

// As %04d does: four characters at least, the sign among them.
static char *put_year(char *out, int64_t year) {
  unsigned number = (unsigned)((year < 0 ? -year : year) % 1000000);
  int count = year < 0 ? 3 : 4;
  if (year < 0) *out++ = '-';
  for (unsigned most = year < 0 ? 999 : 9999; number > most; most = most * 10 + 9) count++;
  return put_digits(out, number, count, '-');
}

void moment_format(int64_t moment, char out[MOMENT_TEXT_SIZE]) {
  int64_t seconds = divide_down(moment, SECOND), days = divide_down(seconds, DAY_SECONDS);
  unsigned of_day = (unsigned)(seconds - days * DAY_SECONDS);
  Date date = date_of(days);
  out = put_year(out, date.year);
  out = put_digits(out, (unsigned)date.month, 2, '-');
  out = put_digits(out, (unsigned)date.day, 2, 'T');
  out = put_digits(out, of_day / 3600, 2, ':');
  out = put_digits(out, of_day / 60 % 60, 2, ':');
  out = put_digits(out, of_day % 60, 2, '\0') - 1;
  out = put_fraction(out, (unsigned)(moment - seconds * SECOND));
  memcpy(out, "Z", 2);
}

// ---- Reading: a cursor that fails once and stays so.

typedef struct Cursor {
  Slice text;
  size_t at;
  bool failed;
} Cursor;

static char peek(const Cursor *cursor) {
  return cursor->at < cursor->text.len ? cursor->text.ptr[cursor->at] : '\0';
}

static bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

static int64_t read_number(Cursor *cursor, int digits, int64_t least, int64_t most) {
  int64_t number = 0;
  for (int count = 0; count < digits; count++) {
    char byte = peek(cursor);
    if (!is_digit(byte)) cursor->failed = true;
    if (cursor->failed) return least;
    number = number * 10 + (byte - '0');
    cursor->at++;
  }
  if (number < least || number > most) cursor->failed = true;
  return number;
}

static void read_one_of(Cursor *cursor, const char *wanted) {
  char byte = peek(cursor);
  if (byte == '\0' || !strchr(wanted, byte))
    cursor->failed = true;
  else
    cursor->at++;
}

static Date read_date(Cursor *cursor) {
  static const char month_days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  Date date = {.year = read_number(cursor, 4, 0, 9999)};
  read_one_of(cursor, "-");
  date.month = read_number(cursor, 2, 1, 12);
  read_one_of(cursor, "-");
  date.day = read_number(cursor, 2, 1, month_days[date.month - 1 < 0 ? 0 : (date.month - 1) % 12]);
  bool leap = date.year % 4 == 0 && (date.year % 100 != 0 || date.year % 400 == 0);
  if (date.month == 2 && date.day == 29 && !leap) cursor->failed = true;
  return date;
}

static int64_t read_time(Cursor *cursor) {
  int64_t seconds = read_number(cursor, 2, 0, 23) * 3600;
  read_one_of(cursor, ":");
  seconds += read_number(cursor, 2, 0, 59) * 60;
  read_one_of(cursor, ":");
  return seconds + read_number(cursor, 2, 0, 60); // a leap second is the first of the next minute
}

// A fraction of a second in microseconds; digits beyond the sixth are dropped.
static int64_t read_fraction(Cursor *cursor) {
  if (peek(cursor) != '.') return 0;
  cursor->at++;
  if (!is_digit(peek(cursor))) cursor->failed = true;
  int64_t micros = 0;
  for (int64_t unit = SECOND / 10; is_digit(peek(cursor)); unit /= 10) {
    micros += (peek(cursor) - '0') * unit;
    cursor->at++;
  }
  return micros;
}

// Seconds east of UTC.
static int64_t read_offset(Cursor *cursor) {
  char sign = peek(cursor);
  read_one_of(cursor, "Zz+-");
  if (cursor->failed || sign == 'Z' || sign == 'z') return 0;
  int64_t seconds = read_number(cursor, 2, 0, 23) * 3600;
  read_one_of(cursor, ":");
  seconds += read_number(cursor, 2, 0, 59) * 60;
  return sign == '-' ? -seconds : seconds;
}

bool moment_parse(Slice text, int64_t *moment) {
  Cursor cursor = {.text = text};
  int64_t days = days_of(read_date(&cursor));
  read_one_of(&cursor, "Tt ");
  int64_t seconds = days * DAY_SECONDS + read_time(&cursor);
  int64_t micros = read_fraction(&cursor);
  seconds -= read_offset(&cursor);
  if (cursor.failed || cursor.at != text.len) return false;
  *moment = seconds * SECOND + micros;
  return true;
}
