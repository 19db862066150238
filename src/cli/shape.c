// SPDX-License-Identifier: MIT
// The table of shapes. What prints JSON does not ask it: the printers are plain code, and
// tests/unit/cli/test_shape.c holds every key that they print against this table, and the reverse.
#include "cli/shape.h"

static const Shape shapes[SHAPE_COUNT] = {
#define SHAPE(id, commands, help) [SHAPE_##id] = {commands, help},
#include "cli/shapes.def"
};

static const ShapeKey rows[] = {
#define KEY(id, path, type, presence, help)                                                        \
  {SHAPE_##id, path, SHAPE_TYPE_##type, SHAPE_KEY_##presence, help},
#include "cli/shapes.def"
};

const Shape *shape_get(ShapeId id) {
  return &shapes[id];
}

const ShapeKey *shape_keys(ShapeId id, uint32_t *count) {
  enum { ROW_COUNT = sizeof rows / sizeof *rows };
  uint32_t first = 0;
  while (first < ROW_COUNT && rows[first].shape != id) first++;
  for (*count = 0; first + *count < ROW_COUNT && rows[first + *count].shape == id;) ++*count;
  return rows + first;
}

void shape_write_type(const ShapeKey *key, Buffer *out) {
  static const char *const types[SHAPE_TYPE_COUNT] = {
      [SHAPE_TYPE_STRING] = "string",         [SHAPE_TYPE_INTEGER] = "integer",
      [SHAPE_TYPE_BOOLEAN] = "true or false", [SHAPE_TYPE_STRINGS] = "array of strings",
      [SHAPE_TYPE_OBJECT] = "object",         [SHAPE_TYPE_OBJECTS] = "array of objects",
  };
  static const char *const presences[] = {[SHAPE_KEY_ALWAYS] = "",
                                          [SHAPE_KEY_OR_NULL] = " or null",
                                          [SHAPE_KEY_OPTIONAL] = ", optional"};
  buffer_printf(out, "%s%s", types[key->type], presences[key->presence]);
}
