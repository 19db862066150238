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

#endif
