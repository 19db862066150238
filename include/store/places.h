// SPDX-License-Identifier: MIT
// What weighing texts needs of an index of words, as functions of SQL. Private to store/.
//
//   places(TABLE)       in how many places the row has each phrase of MATCH, in their order: a blob
//                       of uint32_t
//   first_places(TABLE) in how many it has the first one
//   text_count(TABLE)   how many rows the index has …
//   term_count(TABLE)   … and how many terms they have together
//   first_varint(BLOB)  the number that a blob of the index begins with, 0 where there is none; the
//                       table of sizes keeps the terms of a row so
#ifndef POSTIL_STORE_PLACES_H
#define POSTIL_STORE_PLACES_H

#include <sqlite3.h>

// Makes them known on a connection. Returns SQLite's code.
int places_register(sqlite3 *db, fts5_api *functions);

#endif
