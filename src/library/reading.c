// SPDX-License-Identifier: MIT
// What a reader has of a brief are named numbers, "place=500 a=12": the reading place and the
// setting with the marks. For the way back each version that is left keeps, as the setting
// `left/ID/HASH`, what each number was and what it became: "place=500>520 a=12>12".
//
// Nothing is aligned for who has not read: adding ten thousand new versions costs nothing here.
#include "library/reading.h"

#include "anchor/alignment.h"
#include "base/memory.h"
#include "library/brief.h"
#include "library/record.h"
#include "library/roster.h"
#include "text/position.h"
#include "text/sentence.h"

#include <stdio.h>
#include <stdlib.h>

// ---- Through the alignment

// From a place to the end of its sentence: enough words to know it by.
static Span words_from(const Version *version, uint32_t pos) {
  Span sentence = sentence_at(version, pos);
  if (pos < sentence.end) sentence.start = pos;
  return sentence;
}

static uint32_t same_part(const Version *old, const Version *new, uint32_t place_cp) {
  uint64_t all = positions_count(old->positions), now = positions_count(new->positions);
  return all ? (uint32_t)(place_cp * now / all) : 0;
}

void reading_shift(const Version *old, const Version *new, uint32_t *places_cp, uint32_t count) {
  Span *spans = memory_new((size_t)count + 1, sizeof *spans);
  uint32_t end = positions_count(old->positions);
  for (uint32_t i = 0; i < count; i++) {
    if (places_cp[i] > end) places_cp[i] = end;
    spans[i] = words_from(old, positions_byte(old->positions, places_cp[i]));
  }
  Alignment *alignment = alignment_new(old->text, new->text, spans, count);
  bool unrelated = alignment_is_unrelated(alignment);
  for (uint32_t i = 0; i < count; i++) {
    if (unrelated)
      places_cp[i] = same_part(old, new, places_cp[i]);
    else if (places_cp[i] > 0 && !span_is_empty(spans[i]))
      places_cp[i] =
          positions_code_point(new->positions, alignment_place(alignment, spans[i]).span.start);
  }
  alignment_free(alignment);
  free(spans);
}

// ---- Named numbers

enum { NUMBERS_MAX = 27, NAME_SIZE = 8, SETTING_SIZE = UUID_SIZE + HASH_HEX_SIZE + 8 };

typedef struct Number {
  char name[NAME_SIZE];
  uint32_t was, is;
} Number;

typedef struct Numbers {
  Number items[NUMBERS_MAX];
  uint32_t count;
} Numbers;

// Of "name=was>is" and "name=was". What is neither is passed over.
static void read_numbers(const char *text, Numbers *numbers) {
  while (*text && numbers->count < NUMBERS_MAX) {
    Number number = {0};
    int used = 0;
    bool named = sscanf(text, "%7[a-z]=%9u%n", number.name, &number.was, &used) == 2;
    if (named && text[used] == '>') sscanf(text + used + 1, "%9u", &number.is);
    if (named) numbers->items[numbers->count++] = number;
    text += strcspn(text, " ");
    text += strspn(text, " ");
  }
}

static const Number *find_number(const Numbers *numbers, const char *name) {
  for (uint32_t i = 0; i < numbers->count; i++)
    if (strcmp(numbers->items[i].name, name) == 0) return &numbers->items[i];
  return NULL;
}

// ---- What the library has

static char *setting(Store *store, const char *name) {
  Statement *statement = statement_start(store, STATEMENT_SETTING);
  statement_bind_text(statement, slice_of(name));
  char *value = statement_next(statement) ? statement_string(statement, 0) : NULL;
  statement_end(statement);
  return value;
}

static void set(Store *store, const char *name, Slice value) {
  Statement *statement = statement_start(store, STATEMENT_SETTING_SET);
  statement_bind_text(statement, slice_of(name));
  statement_bind_text(statement, value);
  statement_run(statement);
}

typedef struct Reading {
  Store *store;
  Brief brief;
  char marks[SETTING_SIZE]; // names of settings
  Numbers numbers;          // the marks, behind them the place
} Reading;

static bool read_all(Record *record, int64_t brief, Reading *reading, Error *err) {
  *reading = (Reading){.store = record->library->store};
  if (!brief_get(record->library, brief, &reading->brief, err)) return false;
  snprintf(reading->marks, sizeof reading->marks, "marks/%s", reading->brief.id);
  char *marks = setting(reading->store, reading->marks);
  if (marks) read_numbers(marks, &reading->numbers);
  free(marks);
  if (reading->brief.place_cp > 0 && reading->numbers.count < NUMBERS_MAX)
    reading->numbers.items[reading->numbers.count++] =
        (Number){.name = "place", .was = reading->brief.place_cp};
  return true;
}

static void write_all(const Reading *reading) {
  Buffer marks = {0};
  for (uint32_t i = 0; i < reading->numbers.count; i++) {
    const Number *number = &reading->numbers.items[i];
    if (strcmp(number->name, "place") == 0) {
      Statement *statement = statement_start(reading->store, STATEMENT_READING_SET_PLACE);
      statement_bind_int(statement, reading->brief.key);
      statement_bind_int(statement, number->is);
      statement_run(statement);
      roster_settle_reading(reading->store, reading->brief.key);
    } else {
      buffer_printf(&marks, "%s%s=%u", marks.len ? " " : "", number->name, number->is);
    }
  }
  if (marks.len > 0) set(reading->store, reading->marks, buffer_slice(&marks));
  buffer_release(&marks);
}

// ---- From one version to another

static void write_left(const Reading *reading, const Version *version, char name[SETTING_SIZE]) {
  snprintf(name, SETTING_SIZE, "left/%s/%s", reading->brief.id, version->hash);
}

static void shift_all(Reading *reading, const Version *from, const Version *to) {
  uint32_t places[NUMBERS_MAX];
  Numbers *numbers = &reading->numbers, before = {0};
  char name[SETTING_SIZE];
  for (uint32_t i = 0; i < numbers->count; i++) places[i] = numbers->items[i].was;
  reading_shift(from, to, places, numbers->count);
  write_left(reading, to, name);
  char *left = setting(reading->store, name);
  if (left) read_numbers(left, &before);
  free(left);
  for (uint32_t i = 0; i < numbers->count; i++) {
    Number *number = &numbers->items[i];
    const Number *old = find_number(&before, number->name);
    number->is = old && old->is == number->was ? old->was : places[i];
  }
}

static void note_left(const Reading *reading, const Version *from) {
  Buffer value = {0};
  char name[SETTING_SIZE];
  for (uint32_t i = 0; i < reading->numbers.count; i++) {
    const Number *number = &reading->numbers.items[i];
    buffer_printf(&value, "%s%s=%u>%u", i ? " " : "", number->name, number->was, number->is);
  }
  write_left(reading, from, name);
  set(reading->store, name, buffer_slice(&value));
  buffer_release(&value);
}

void reading_carry(Record *record, int64_t brief, int64_t from, int64_t to) {
  Reading reading;
  Error err = {0};
  if (from == to || from == 0 || to == 0) return;
  if (!read_all(record, brief, &reading, &err)) return; // removed: nobody reads it
  Version *old = reading.numbers.count ? brief_version(record->library, from, &err) : NULL;
  Version *new = old ? brief_version(record->library, to, &err) : NULL;
  if (new) {
    shift_all(&reading, old, new);
    note_left(&reading, old);
    write_all(&reading);
  } else if (reading.numbers.count) {
    record_fail(record, &err);
  }
  version_free(old);
  version_free(new);
  brief_release(&reading.brief);
}
