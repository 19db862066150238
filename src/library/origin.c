// SPDX-License-Identifier: MIT
// Origins. Most annotations were made here and never carried over: for them nothing is read, parsed
// or allocated.
#include "library/origin.h"

#include "base/moment.h"
#include "library/inside.h"
#include "library/rows.h"

#include <stdlib.h>

enum { NUMBER_DIGITS = 9 };

// ---- Places

void origin_write_place(JsonWriter *json, const OriginPlace *place) {
  json_start_object(json);
  json_member(json, "version", slice_of(place->hash));
  json_key(json, "start");
  json_number(json, place->span.start_cp);
  json_key(json, "end");
  json_number(json, place->span.end_cp);
  if (place->quote.len <= ORIGIN_QUOTE_MAX) json_member(json, "quote", place->quote);
  json_end_object(json);
}

static Slice text_of(const JsonValue *object, const char *key) {
  const JsonValue *value = json_get(object, key);
  return value && value->type == JSON_STRING ? value->text : SLICE("");
}

static uint32_t number_of(const JsonValue *object, const char *key) {
  const JsonValue *value = json_get(object, key);
  uint32_t number = 0;
  if (!value || value->type != JSON_NUMBER || value->text.len > NUMBER_DIGITS) return 0;
  for (size_t i = 0; i < value->text.len; i++) {
    if (value->text.ptr[i] < '0' || value->text.ptr[i] > '9') return 0;
    number = number * 10 + (uint32_t)(value->text.ptr[i] - '0');
  }
  return number;
}

static bool is_hash(Slice text) {
  for (size_t i = 0; i < text.len; i++)
    if (!strchr("0123456789abcdef", text.ptr[i]) || !text.ptr[i]) return false;
  return text.len == HASH_HEX_SIZE - 1;
}

OriginPlace origin_read_place(const JsonValue *value) {
  OriginPlace place = {.span = {number_of(value, "start"), number_of(value, "end")},
                       .quote = text_of(value, "quote")};
  Slice hash = text_of(value, "version");
  if (is_hash(hash)) rows_copy(place.hash, sizeof place.hash, hash);
  return place;
}

// ---- What came with it

static void read_foreign(const Annotation *annotation, Origin *origin) {
  Error ignored = {0};
  const JsonValue *foreign = json_parse(origin->arena, slice_of(annotation->foreign), &ignored);
  if (!foreign || foreign->type != JSON_OBJECT) return;
  origin->id = text_of(foreign, "id");
  if (origin->id.len) origin->format = text_of(foreign, "format");
  origin->made = origin_read_place(json_get(foreign, "made"));
  int64_t placed;
  if (moment_parse(text_of(foreign, "placed"), &placed)) origin->placed = placed;
}

// ---- What became of it here

// The place that a reader or an import set last: carrying over starts there.
static bool find_made(Library *library, const Annotation *annotation, Origin *origin, Error *err) {
  Statement *statement = statement_start(library->store, STATEMENT_ANCHOR_MADE);
  statement_bind_int(statement, annotation->key);
  if (statement_next(statement)) {
    OriginPlace *made = &origin->made;
    rows_copy(made->hash, sizeof made->hash, statement_text(statement, 0));
    made->span =
        (CpSpan){(uint32_t)statement_int(statement, 1), (uint32_t)statement_int(statement, 2)};
    made->quote = arena_slice(origin->arena, statement_text(statement, 3));
  }
  statement_end(statement);
  return store_check(library->store, err);
}

bool origin_find(Library *library, const Annotation *annotation, Origin *origin, Error *err) {
  *origin = (Origin){.placed = annotation->created};
  if (!annotation->foreign[0] && !annotation->carried) return true;
  origin->arena = arena_new();
  if (annotation->foreign[0]) read_foreign(annotation, origin);
  if (!annotation->carried) return true;
  origin->placed = annotation->placed;
  return origin->made.hash[0] || find_made(library, annotation, origin, err);
}

void origin_release(Origin *origin) {
  arena_free(origin->arena);
  *origin = (Origin){0};
}
