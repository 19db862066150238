// SPDX-License-Identifier: MIT
// The shapes of what --json prints, as a table (cli/shapes.def): which keys an object of a
// subcommand has, of what type and unit. `postil help json` and postil-library(5) are made from it.
#ifndef POSTIL_CLI_SHAPE_H
#define POSTIL_CLI_SHAPE_H

#include "base/buffer.h"

#include <stdint.h>

typedef enum ShapeId {
#define SHAPE(id, commands, help) SHAPE_##id,
#include "cli/shapes.def"
  SHAPE_COUNT
} ShapeId;

typedef enum ShapeType {
  SHAPE_TYPE_STRING,
  SHAPE_TYPE_INTEGER,
  SHAPE_TYPE_BOOLEAN,
  SHAPE_TYPE_STRINGS,
  SHAPE_TYPE_OBJECT,
  SHAPE_TYPE_OBJECTS,
  SHAPE_TYPE_COUNT
} ShapeType;

// Is the key in every object, and can its value be null?
typedef enum ShapePresence {
  SHAPE_KEY_ALWAYS,
  SHAPE_KEY_OR_NULL,
  SHAPE_KEY_OPTIONAL,
} ShapePresence;

typedef struct Shape {
  const char *commands; // which print it, divided by ", "
  const char *help;     // what an object is: "a brief"
} Shape;

typedef struct ShapeKey {
  ShapeId shape;
  const char *path; // "notes[].brief": of each object in notes; "months.*": of whatever name
  ShapeType type;
  ShapePresence presence;
  const char *help;
} ShapeKey;

const Shape *shape_get(ShapeId id);

// The keys of a shape, in the order in which they are printed.
const ShapeKey *shape_keys(ShapeId id, uint32_t *count);

// "string or null", "integer, optional".
void shape_write_type(const ShapeKey *key, Buffer *out);

#endif
