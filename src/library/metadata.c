// SPDX-License-Identifier: MIT
// Metadata: one table of registers, so that a new one is one line.
#include "library/metadata.h"

#include "base/memory.h"

#include <stddef.h>
#include <stdlib.h>

typedef struct MetadataRow {
  const char *name;
  size_t offset; // of its value in BriefMetadata
} MetadataRow;

// The order of STATEMENT_BRIEF_REGISTERS.
static const MetadataRow rows[METADATA_COUNT] = {
    {"title", offsetof(BriefMetadata, title)},   {"series", offsetof(BriefMetadata, series)},
    {"author", offsetof(BriefMetadata, author)}, {"date", offsetof(BriefMetadata, date)},
    {"url", offsetof(BriefMetadata, url)},
};
enum { METADATA_DATE = 3 };

static const char *value_at(const BriefMetadata *metadata, size_t offset) {
  const char *value;
  memcpy(&value, (const char *)metadata + offset, sizeof value);
  return value;
}

// ---- Dates

static int number(Slice digits) {
  int value = 0;
  for (size_t i = 0; i < digits.len; i++) {
    if (digits.ptr[i] < '0' || digits.ptr[i] > '9') return -1;
    value = value * 10 + (digits.ptr[i] - '0');
  }
  return value;
}

static int days_of(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

bool metadata_is_date(Slice text) {
  if (text.len != 4 && text.len != 7 && text.len != 10) return false;
  int year = number(slice_cut(text, 0, 4));
  if (year < 0 || text.len == 4) return year >= 0;
  int month = number(slice_cut(text, 5, 7));
  if (text.ptr[4] != '-' || month < 1 || month > 12) return false;
  if (text.len == 7) return true;
  int day = number(slice_cut(text, 8, 10));
  return text.ptr[7] == '-' && day >= 1 && day <= days_of(year, month);
}

// ---- Words

// A value on one line: line ends and controls are blanks, none at the ends.
static char *clean(const char *typed) {
  char *text = library_repair(typed);
  for (char *at = text; *at; at++) {
    if ((unsigned char)*at < ' ' || *at == 0x7F) *at = ' ';
  }
  char *trimmed = memory_string(slice_trim(slice_of(text)));
  free(text);
  return trimmed;
}

bool metadata_read(const BriefMetadata *metadata, MetadataWords *words, Error *err) {
  *words = (MetadataWords){0};
  for (int i = 0; metadata && i < METADATA_COUNT; i++) {
    const char *value = value_at(metadata, rows[i].offset);
    words->values[i] = value ? clean(value) : NULL;
  }
  const char *date = words->values[METADATA_DATE];
  if (!date || !date[0] || metadata_is_date(slice_of(date))) return true;
  error_set(err, ERROR_USAGE, "cannot take '%s' for a date: it is YYYY, YYYY-MM or YYYY-MM-DD",
            date);
  metadata_release(words);
  return false;
}

void metadata_release(MetadataWords *words) {
  for (int i = 0; i < METADATA_COUNT; i++) free(words->values[i]);
  *words = (MetadataWords){0};
}

// Whether the new word (NULL: leave, "": clear) differs from what stands there (NULL: nothing).
static bool differs(const char *word, const char *there) {
  if (!word) return false;
  return there ? strcmp(word, there) != 0 : word[0] != '\0';
}

void metadata_set(Record *record, const MetadataWords *words, int64_t brief) {
  char *there[METADATA_COUNT] = {0};
  Statement *statement = statement_start(record->library->store, STATEMENT_BRIEF_REGISTERS);
  statement_bind_int(statement, brief);
  if (statement_next(statement)) {
    for (unsigned i = 0; i < METADATA_COUNT; i++) {
      if (!statement_is_null(statement, i)) there[i] = statement_string(statement, i);
    }
  }
  statement_end(statement);
  for (int i = 0; i < METADATA_COUNT; i++) {
    const char *word = words->values[i];
    if (differs(word, there[i])) record_set_text(record, rows[i].name, word[0] ? word : NULL);
    free(there[i]);
  }
}

char *metadata_describe(const MetadataWords *words, const char *title) {
  Buffer what = {0};
  for (int i = 0; i < METADATA_COUNT; i++) {
    if (words->values[i]) buffer_printf(&what, "%s%s", what.len ? ", " : "", rows[i].name);
  }
  if (!what.len) buffer_add_string(&what, "nothing");
  buffer_printf(&what, " of '%s'", title);
  return buffer_take(&what);
}
