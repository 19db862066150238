// SPDX-License-Identifier: MIT
// JSON, and the operations of the journal, which are lines of it. A string that was parsed and is
// written again is parsed into the same.
#include "fuzz/target.h"

#include "codec/json.h"
#include "library/operation.h"
#include "support/oracle.h"

static void check_written(Arena *arena, const JsonValue *value) {
  Buffer out = {0};
  JsonWriter json = {.out = &out};
  operation_write_value(&json, value);
  Error err = {0};
  const JsonValue *again = json_parse(arena, buffer_slice(&out), &err);
  if (!again) BUG("written again: %s", err.message);
  if (again->type != value->type) BUG("written again it is of another type");
  if (value->type == JSON_STRING && !slice_equal(again->text, value->text))
    BUG("written again it is another string");
  buffer_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Slice text = slice_make((const char *)data, size);
  Arena *arena = arena_new();
  Error err = {0};
  const JsonValue *value = json_parse(arena, text, &err);
  if (value)
    check_written(arena, value);
  else
    oracle_check_refusal(&err);
  Operation operation;
  Error refusal = {0};
  if (!operation_parse(arena, text, &operation, &refusal)) oracle_check_refusal(&refusal);
  arena_free(arena);
  return 0;
}
