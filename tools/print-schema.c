// SPDX-License-Identifier: MIT
// Makes the schema in memory and writes its print as C, while postil is built.
#include "store/identity.h"
#include "store/schema.h"

#include <sqlite3.h>
#include <stdio.h>

const char schema_print[] = "";

int main(void) {
  Error err = {0};
  char print[HASH_HEX_SIZE];
  sqlite3 *db = NULL;
  bool made = sqlite3_open(":memory:", &db) == SQLITE_OK && identity_create(db, &err) &&
              identity_print(db, print);
  sqlite3_close(db);
  if (!made) return 1;
  return printf("#include \"store/schema.h\"\nconst char schema_print[] = \"%s\";\n", print) < 0;
}
