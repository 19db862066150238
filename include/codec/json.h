// SPDX-License-Identifier: MIT
// JSON (RFC 8259) as such: a writer that adds to a Buffer and a bounded reader.
#ifndef POSTIL_CODEC_JSON_H
#define POSTIL_CODEC_JSON_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/slice.h"

#include <stdint.h>

// ---- Writing. No blanks outside strings. The writer puts the commas; it trusts the caller to close
// what was opened and to give keys inside objects only.
typedef struct JsonWriter {
  Buffer *out;
  bool comma; // the next value needs one before it
} JsonWriter;

void json_start_object(JsonWriter *json);
void json_end_object(JsonWriter *json);
void json_start_array(JsonWriter *json);
void json_end_array(JsonWriter *json);
void json_key(JsonWriter *json, const char *key);

// Escapes `"`, `\`, C0, U+007F–9F, U+2028, U+2029, U+FEFF and nothing else, so that a file can be cut
// into lines by any language's idea of a line. Broken UTF-8 goes out as U+FFFD.
void json_string(JsonWriter *json, Slice text);
void json_number(JsonWriter *json, int64_t number);
void json_bool(JsonWriter *json, bool value);
void json_null(JsonWriter *json);
void json_raw(JsonWriter *json, Slice value); // a whole value, already JSON

// key and string together; nothing at all for an empty text ("nothing empty" of the exports).
void json_member(JsonWriter *json, const char *key, Slice text);

// ---- Reading. A parsed value lives in the arena that was given and borrows nothing.
typedef enum JsonType {
  JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT,
} JsonType;

typedef struct JsonValue {
  JsonType type;
  Slice text;                     // of a string: its contents; of a number: as written
  Slice key;                      // inside an object
  struct JsonValue *first, *next; // members and items, in order
} JsonValue;

// Levels of arrays and objects. Files of other programs chain selectors inside targets inside pages, some
// ten or twenty deep: 64 lets them in, and still bounds what the reader's recursion needs.
enum { JSON_DEPTH_MAX = 64 };

// NULL with ERROR_DATA for what is not one JSON value, is nested deeper than JSON_DEPTH_MAX, holds
// broken UTF-8 or a lone surrogate escape.
JsonValue *json_parse(Arena *arena, Slice text, Error *err);

// The last member of that name, or NULL.
const JsonValue *json_get(const JsonValue *object, const char *key);

#endif
