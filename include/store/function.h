// SPDX-License-Identifier: MIT
// What postil adds to SQLite's functions, for conditions. Private to store/.
//
//   has_words(text, words)    the text has all these words and phrases (text/lookup.h)
//   has_part(text, part)      a part of it, without regard to case and accents
//   has_tag(path, wanted)     a path is `wanted`, folded by fold_text(), or lies below it
//   has_key(keys, key)        a set that statement_bind_keys() bound has the key; none has all
//   passes(test, brief, version)  the answer of a test that statement_bind_test() bound; none:
//                             yes
//   holds(tree, answers)      condition_holds() of a tree that is bound
//   given(taker, columns …)   hands the row to what statement_bind_taker() bound; an aggregate, so
//                             that the statement has one row
#ifndef POSTIL_STORE_FUNCTION_H
#define POSTIL_STORE_FUNCTION_H

struct sqlite3;
struct sqlite3_value;

// The arguments of given() behind the first one.
struct StatementRow {
  struct sqlite3_value **values;
};

// The types of pointers that are bound.
#define FUNCTION_KEYS  "postil-keys"
#define FUNCTION_TREE  "postil-tree"
#define FUNCTION_TEST  "postil-test"
#define FUNCTION_TAKER "postil-taker"

// Makes them known on a connection. Returns SQLite's code.
int function_register(struct sqlite3 *db);

#endif
