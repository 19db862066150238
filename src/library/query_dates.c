// SPDX-License-Identifier: MIT
// Dates in a query: a year, a month, a day, or from one to another.
//
// They are compared as the texts that they are: "2026" stands for all from "2026" to before
// "2026~", and `~` is greater than whatever can follow a date. Where moments are asked for, those
// are the first one of the first date and the one behind the last.
#include "library/query_reader.h"

#include "base/moment.h"
#include "library/metadata.h"

static Slice add_tilde(Arena *arena, Slice date) {
  char text[16];
  size_t len = date.len < sizeof text ? date.len : 0;
  memcpy(text, date.ptr, len);
  text[len] = '~';
  return arena_slice(arena, slice_make(text, len + 1));
}

// The moment at which a date begins, or the one after it.
static int64_t moment_of(Slice date, bool behind) {
  static const char first[] = "0000-01-01T00:00:00Z";
  const int64_t day = INT64_C(86400) * 1000000;
  char text[sizeof first];
  int64_t moment = 0;
  memcpy(text, first, sizeof first);
  memcpy(text, date.ptr, date.len);
  if (!moment_parse(slice_of(text), &moment)) return behind ? INT64_MAX : INT64_MIN;
  // The day after the last one of a month or a year is the first one that begins otherwise.
  for (bool inside = behind; inside;) {
    char next[MOMENT_TEXT_SIZE];
    moment += day;
    moment_format(moment, next);
    inside = slice_starts(slice_of(next), date);
  }
  return moment;
}

typedef struct Dates {
  Slice first, last; // empty: open
  bool above, below; // the first, the last itself is not among them
} Dates;

static bool take_date(Slice text, Slice *date) {
  *date = text;
  return text.len == 0 || metadata_is_date(text);
}

// What is typed behind the colon, with its comparison.
static bool take_dates(const QueryToken *token, Slice value, Dates *dates) {
  const char *dots = token->comparison.len ? NULL : memmem(value.ptr, value.len, "..", 2);
  size_t first = dots ? (size_t)(dots - value.ptr) : value.len;
  Slice sign = token->comparison;
  *dates = (Dates){0};
  if (!take_date(slice_cut(value, 0, first), &dates->first)) return false;
  if (dots) return take_date(slice_cut(value, first + 2, value.len), &dates->last) && value.len > 2;
  dates->last = dates->first;
  if (value.len == 0) return false;
  if (sign.len == 0 || slice_equal(sign, SLICE("="))) return true;
  bool greater = sign.ptr[0] == '>', equal = sign.len == 2;
  dates->above = greater && !equal;
  dates->below = !greater && !equal;
  if (greater)
    dates->last = (Slice){0};
  else
    dates->first = (Slice){0};
  return true;
}

// May it become a date when something is typed behind it?
static bool begins_date(Slice text) {
  static const char *const endings[] = {"0000-01-01",
                                        "0000-01-00"}; // April has no 31st, and no 0th
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    char date[sizeof "0000-01-01"];
    memcpy(date, endings[i], sizeof date);
    if (text.len < sizeof date) memcpy(date, text.ptr, text.len);
    if (text.len < sizeof date && metadata_is_date(slice_of(date))) return true;
  }
  return false;
}

// The same of dates: of "2026-03..2026-1" the last one has only begun, of "2026." the dots.
static bool begins_dates(Slice value) {
  const char *dot = memchr(value.ptr, '.', value.len);
  if (!dot) return begins_date(value);
  size_t at = (size_t)(dot - value.ptr);
  Slice rest = slice_cut(value, at + 1, value.len), ignored;
  if (!take_date(slice_cut(value, 0, at), &ignored)) return false;
  return rest.len == 0 || (rest.ptr[0] == '.' && begins_date(slice_cut(rest, 1, rest.len)));
}

uint16_t query_dates_refuse(QueryReader *reader, const char *wanted) {
  Span where = reader->token.value_span;
  if (begins_dates(buffer_slice(&reader->value)))
    return query_reader_fault(reader, where, "this is no date: %s", wanted);
  return query_reader_refuse(reader, where, "this is no date: %s", wanted);
}

static void set_texts(Arena *arena, const Dates *dates, ConditionNode *node) {
  node->text = dates->first.len == 0 ? SLICE("0")
               : dates->above        ? add_tilde(arena, dates->first)
                                     : arena_slice(arena, dates->first);
  node->until = dates->last.len == 0 ? SLICE("~")
                : dates->below       ? arena_slice(arena, dates->last)
                                     : add_tilde(arena, dates->last);
}

static void set_moments(const Dates *dates, ConditionNode *node) {
  node->low = dates->first.len ? moment_of(dates->first, dates->above) : INT64_MIN;
  node->high = dates->last.len ? moment_of(dates->last, !dates->below) : INT64_MAX;
}

bool query_dates_read(QueryReader *reader, bool moments, ConditionNode *node) {
  Dates dates;
  if (!take_dates(&reader->token, buffer_slice(&reader->value), &dates)) {
    query_dates_refuse(reader, QUERY_DATES);
    return false;
  }
  if (moments)
    set_moments(&dates, node);
  else
    set_texts(reader->query->arena, &dates, node);
  bool some = moments ? node->low < node->high : slice_compare(node->text, node->until) < 0;
  if (!some)
    query_reader_refuse(reader, reader->token.value_span, "these dates end before they begin");
  return some;
}
