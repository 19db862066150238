// SPDX-License-Identifier: MIT
// Makes the schema in memory and writes its print and the file that it is as C, while postil is
// built.
#include "store/identity.h"
#include "store/schema.h"
#include "store/tokenizer.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

const char schema_print[] = "";

enum { GAP = 16 };                                       // so many zeros end a piece
enum { WRITE_VERSION = 18, READ_VERSION = 19, WAL = 2 }; // of the header of a file

static bool all_zero(const unsigned char *bytes, size_t len) {
  while (len > 0 && bytes[len - 1] == 0) len--;
  return len == 0;
}

// The next piece at or after `at`; of length 0 at the end.
static SchemaPiece next_piece(const unsigned char *file, unsigned size, unsigned at) {
  while (at < size && file[at] == 0) at++;
  SchemaPiece piece = {at, 0};
  while (at < size && !all_zero(file + at, size - at < GAP ? size - at : GAP)) at++;
  piece.len = at - piece.at;
  return piece;
}

static void print_pieces(const unsigned char *file, unsigned size) {
  unsigned count = 0;
  printf("const unsigned schema_file_size = %u;\nconst SchemaPiece schema_pieces[] = {\n", size);
  for (SchemaPiece at = next_piece(file, size, 0); at.len; count++) {
    printf("{%u, %u},\n", at.at, at.len);
    at = next_piece(file, size, at.at + at.len);
  }
  printf("};\nconst unsigned schema_piece_count = %u;\n", count);
  printf("const unsigned char schema_bytes[] = {");
  for (SchemaPiece at = next_piece(file, size, 0); at.len;) {
    for (unsigned i = 0; i < at.len; i++) printf("%s%d,", i % 24 ? "" : "\n", file[at.at + i]);
    at = next_piece(file, size, at.at + at.len);
  }
  printf("};\n");
}

static bool print_schema(sqlite3 *db) {
  Error err = {0};
  char print[HASH_HEX_SIZE];
  sqlite3_int64 size = 0;
  if (!identity_create(db, &err) || !identity_print(db, print)) return false;
  unsigned char *file = sqlite3_serialize(db, "main", &size, 0);
  if (!file) return false;
  file[WRITE_VERSION] = file[READ_VERSION] = WAL;
  printf("#include \"store/schema.h\"\nconst char schema_print[] = \"%s\";\n", print);
  print_pieces(file, (unsigned)size);
  sqlite3_free(file);
  return true;
}

int main(void) {
  sqlite3 *db = NULL;
  bool made = sqlite3_open(":memory:", &db) == SQLITE_OK && tokenizer_register(db) == SQLITE_OK &&
              print_schema(db);
  sqlite3_close(db);
  return made && fflush(stdout) == 0 ? 0 : 1;
}
