// SPDX-License-Identifier: MIT
// Operations read from their lines. What is not exactly one of the four forms is none: a line may
// come from another machine, or from a damaged library.
#include "library/operation.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const kinds[] = {"brief", "annotation", "tag"};

static const char *find_kind(const JsonValue *value) {
  if (!value || value->type != JSON_STRING) return NULL;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (slice_equal(value->text, slice_of(kinds[i]))) return kinds[i];
  }
  return NULL;
}

static bool is_string(const JsonValue *value) {
  return value && value->type == JSON_STRING;
}

static bool are_strings(const JsonValue *array) {
  if (!array) return true;
  if (array->type != JSON_ARRAY) return false;
  for (const JsonValue *item = array->first; item; item = item->next) {
    if (item->type != JSON_STRING) return false;
  }
  return true;
}

static bool are_stamp_lists(const JsonValue *object) {
  if (!object) return true;
  if (object->type != JSON_OBJECT) return false;
  for (const JsonValue *member = object->first; member; member = member->next) {
    if (!are_strings(member)) return false;
  }
  return true;
}

static bool take_life(const JsonValue *value, OperationLife *life) {
  *life = OPERATION_NO_LIFE;
  if (!value) return true;
  if (value->type == JSON_TRUE) *life = OPERATION_DELETE;
  if (value->type == JSON_FALSE) *life = OPERATION_REVIVE;
  return *life != OPERATION_NO_LIFE;
}

bool operation_parse(Arena *arena, Slice line, Operation *operation, Error *err) {
  *operation = (Operation){0};
  const JsonValue *root = json_parse(arena, line, err);
  if (!root) return false;
  const JsonValue *stamp = json_get(root, "hlc"), *id = json_get(root, "id");
  operation->kind = find_kind(json_get(root, "kind"));
  operation->set = json_get(root, "set");
  operation->was = json_get(root, "was");
  operation->add = json_get(root, "add");
  operation->remove = json_get(root, "remove");
  operation->seen = json_get(root, "seen");
  bool fine = operation->kind && is_string(stamp) && stamp_valid(stamp->text) && is_string(id) &&
              uuid_valid(id->text) && (!operation->set || operation->set->type == JSON_OBJECT) &&
              are_stamp_lists(operation->was) && are_strings(operation->add) &&
              are_strings(operation->remove) && are_strings(operation->seen) &&
              take_life(json_get(root, "delete"), &operation->life);
  if (!fine) return error_set(err, ERROR_DATA, "cannot read the journal: a line is no operation");
  snprintf(operation->stamp, sizeof operation->stamp, "%.28s", stamp->text.ptr);
  snprintf(operation->id, sizeof operation->id, "%.36s", id->text.ptr);
  return true;
}

static void write_scalar(JsonWriter *json, const JsonValue *value) {
  switch (value->type) {
  case JSON_FALSE:
  case JSON_TRUE: json_bool(json, value->type == JSON_TRUE); break;
  case JSON_NUMBER: json_raw(json, value->text); break;
  case JSON_STRING: json_string(json, value->text); break;
  default: json_null(json); break;
  }
}

// The reader bounds the depth (JSON_DEPTH_MAX), so the recursion is bounded too.
void operation_write_value(JsonWriter *json, const JsonValue *value) {
  bool object = value->type == JSON_OBJECT;
  if (!object && value->type != JSON_ARRAY) {
    write_scalar(json, value);
    return;
  }
  object ? json_start_object(json) : json_start_array(json);
  for (const JsonValue *item = value->first; item; item = item->next) {
    char *key = object ? memory_string(item->key) : NULL;
    if (key) json_key(json, key);
    operation_write_value(json, item);
    free(key);
  }
  object ? json_end_object(json) : json_end_array(json);
}

bool operation_names(const JsonValue *array, Slice name) {
  for (const JsonValue *item = array ? array->first : NULL; item; item = item->next) {
    if (slice_equal(item->text, name)) return true;
  }
  return false;
}
