// SPDX-License-Identifier: MIT
// The tokenizer of the full-text index: SQLite's FTS5 sees a text as text/terms.h does. Private to
// store/.
#ifndef POSTIL_STORE_TOKENIZER_H
#define POSTIL_STORE_TOKENIZER_H

struct sqlite3;

// Makes `tokenize = 'postil'` known on a connection, and weigh() of store/weight.h. Returns SQLite's code: without it no table of
// the index can be made or used.
int tokenizer_register(struct sqlite3 *db);

#endif
