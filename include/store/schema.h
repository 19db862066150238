// SPDX-License-Identifier: MIT
// The schema as data: data/schema/NNN_*.sql, compiled in by tools/embed-schema.
#ifndef POSTIL_STORE_SCHEMA_H
#define POSTIL_STORE_SCHEMA_H

typedef struct SchemaStep {
  unsigned number;
  const char *const *lines; // ended by NULL
} SchemaStep;

extern const SchemaStep schema_steps[];
extern const unsigned schema_step_count;

// identity_print() of what they make, found when postil is built; empty while it is not known.
extern const char schema_print[];

// The file of a library that is still empty: these pieces of it, which follow each other in
// schema_bytes, stand at `at`; everything else is 0. Found when postil is built.
typedef struct SchemaPiece {
  unsigned at, len;
} SchemaPiece;

extern const unsigned schema_file_size;
extern const unsigned schema_piece_count;
extern const SchemaPiece schema_pieces[];
extern const unsigned char schema_bytes[];

#endif
