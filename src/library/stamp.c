// SPDX-License-Identifier: MIT
// Stamps: for a new operation on thing T at wall clock `now`, let (ms, n) be the greatest among the
// operations on T, those that add T, and all others that are not a day ahead. now > ms gives (now,
// 0), else (ms, n + 1). Each part is one look at an index. A stamp within a day is new by that; one
// further ahead may be that of an operation on another thing, so it is looked for.
#include "library/stamp.h"

#include "base/moment.h"

#include <stdio.h>
#include <stdlib.h>

enum { STAMP_HEAD = 19, COUNTER_MAX = 99999 }; // STAMP_HEAD: milliseconds, dash, counter
static const int64_t day_ms = 86400000, last_ms = 4102444800000; // the year 2100

static bool is_replica(Slice text) {
  if (text.len != STAMP_REPLICA_SIZE - 1) return false;
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'))) return false;
  }
  return true;
}

static bool all_digits(Slice text) {
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] < '0' || text.ptr[i] > '9') return false;
  }
  return true;
}

static int64_t digits(Slice text) {
  int64_t value = 0;
  for (size_t i = 0; i < text.len; i++) value = value * 10 + (text.ptr[i] - '0');
  return value;
}

bool stamp_valid(Slice text) {
  return text.len == STAMP_SIZE - 1 && all_digits(slice_cut(text, 0, 13)) && text.ptr[13] == '-' &&
         all_digits(slice_cut(text, 14, 19)) && text.ptr[19] == '-' &&
         is_replica(slice_cut(text, 20, 28)) && digits(slice_cut(text, 0, 13)) < last_ms;
}

int64_t stamp_moment(Slice stamp) {
  return stamp.len >= 13 ? digits(slice_cut(stamp, 0, 13)) * 1000 : 0;
}

// ---- Who we are

static bool determined(void) {
  const char *now = getenv("POSTIL_NOW");
  int64_t moment;
  return now && moment_parse(slice_of(now), &moment);
}

// A setting of the library as a string; false if there is none.
static bool setting(Store *store, const char *name, char *out, size_t size) {
  Statement *statement = statement_start(store, STATEMENT_SETTING);
  statement_bind_text(statement, slice_of(name));
  bool found = statement_next(statement);
  if (found) snprintf(out, size, "%s", statement_text(statement, 0).ptr);
  statement_end(statement);
  return found;
}

static void set_setting(Store *store, const char *name, const char *value) {
  Statement *statement = statement_start(store, STATEMENT_SETTING_SET);
  statement_bind_text(statement, slice_of(name));
  statement_bind_text(statement, slice_of(value));
  statement_run(statement);
}

// 128 random bits make eight characters; the first change keeps them.
static void make_replica(char out[STAMP_REPLICA_SIZE]) {
  static const char letters[] = "0123456789abcdefghijklmnopqrstuvwxyz";
  char id[UUID_SIZE];
  for (int i = 0; i < STAMP_REPLICA_SIZE - 1; i++) {
    uuid_random(id);
    unsigned value = (unsigned)strtoul(id + 28, NULL, 16);
    out[i] = letters[value % 36];
  }
  out[STAMP_REPLICA_SIZE - 1] = '\0';
}

static void replica(Store *store, char out[STAMP_REPLICA_SIZE]) {
  const char *wanted = getenv("POSTIL_REPLICA");
  if (determined()) {
    bool fine = wanted && is_replica(slice_of(wanted));
    snprintf(out, STAMP_REPLICA_SIZE, "%s", fine ? wanted : "00000000");
  } else if (!setting(store, "replica", out, STAMP_REPLICA_SIZE) || !is_replica(slice_of(out))) {
    make_replica(out);
    set_setting(store, "replica", out);
  }
}

void stamp_new_id(Store *store, char out[UUID_SIZE]) {
  if (!determined()) {
    uuid_random(out);
    return;
  }
  char name[64], count[24] = "0", own[STAMP_REPLICA_SIZE];
  replica(store, own);
  setting(store, "random", count, sizeof count);
  snprintf(count, sizeof count, "%lld", strtoll(count, NULL, 10) + 1);
  set_setting(store, "random", count);
  snprintf(name, sizeof name, "test/%s/%s", own, count);
  uuid_named(slice_of(name), out);
}

// ---- Stamps

// Keeps the greater (ms, counter) of *greatest and what the statement gives; ends it.
static void keep_greatest(Statement *statement, char greatest[STAMP_SIZE]) {
  if (statement_next(statement)) {
    Slice stamp = statement_text(statement, 0);
    if (stamp.len == STAMP_SIZE - 1 && memcmp(stamp.ptr, greatest, STAMP_HEAD) > 0) {
      memcpy(greatest, stamp.ptr, STAMP_SIZE - 1);
    }
  }
  statement_end(statement);
}

static void find_greatest(Store *store, const char *kind, const char *id, const char *bound,
                          char greatest[STAMP_SIZE]) {
  Statement *statement = statement_start(store, STATEMENT_OPERATION_NEWEST);
  statement_bind_text(statement, slice_of(bound));
  keep_greatest(statement, greatest);
  statement = statement_start(store, STATEMENT_OPERATION_NEWEST_OF_THING);
  statement_bind_text(statement, slice_of(id));
  keep_greatest(statement, greatest);
  // A tag's edit counts what adds it, too.
  statement = statement_start(store, STATEMENT_THING_EDIT_OF);
  statement_bind_text(statement, slice_of(kind));
  statement_bind_text(statement, slice_of(id));
  keep_greatest(statement, greatest);
}

static bool is_used(Store *store, const char *stamp) {
  Statement *statement = statement_start(store, STATEMENT_OPERATION_EXISTS);
  statement_bind_text(statement, slice_of(stamp));
  return statement_take_int(statement, 0) != 0;
}

void stamp_next(Store *store, const char *kind, const char *id, int64_t now, char out[STAMP_SIZE]) {
  char greatest[STAMP_SIZE] = "0000000000000-00000-00000000", own[STAMP_REPLICA_SIZE];
  char bound[STAMP_SIZE]; // a day ahead
  replica(store, own);
  int64_t now_ms = now > 0 ? now / 1000 : 0;
  if (now_ms >= last_ms) now_ms = last_ms - 1;
  snprintf(bound, sizeof bound, "%013lld", (long long)(now_ms + day_ms + 1) % 10000000000000);
  find_greatest(store, kind, id, bound, greatest);
  int64_t ms = digits(slice_make(greatest, 13)), counter = digits(slice_make(greatest + 14, 5)) + 1;
  if (now_ms > ms) ms = now_ms, counter = 0;
  do {
    if (counter > COUNTER_MAX) ms++, counter = 0;
    snprintf(out, STAMP_SIZE, "%013llu-%05u-%.8s", (unsigned long long)ms % 10000000000000,
             (unsigned)counter % (COUNTER_MAX + 1), own);
    counter++;
  } while (strcmp(out, bound) >= 0 && is_used(store, out));
}
