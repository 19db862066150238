// SPDX-License-Identifier: MIT
// What a query asks, as a tree, and the tree as SQL. library/query.h parses what a reader types
// into it; here alone it becomes SQL: constant fragments (store/conditions.def) and bound values.
//
//   tag:risk (date:2026 or not read:yes)            AND ── TAG "risk"
//                                                      └─── OR ── DATE "2026" … "2026~"
//                                                              └─ NOT ── READ
//
// A tree is asked of one kind of thing: of briefs, or of annotations; of briefs also by the rows of
// the list, where much of what is asked stands in one table. A test of an annotation that
// is asked of a brief holds when one of its annotations passes; a test of a brief that is asked of
// an annotation is about the brief where that stands.
//
// A relation of spans (`tag:risk within sentence of tag:japan`) is not for SQL: sentences are not
// in the library file. library/query.h solves it first; here it looks into the keys that were
// found.
#ifndef POSTIL_STORE_CONDITION_H
#define POSTIL_STORE_CONDITION_H

#include "base/buffer.h"
#include "text/relation.h"

#include <stdbool.h>
#include <stdint.h>

enum {
  CONDITION_NONE = UINT16_MAX, // no such node
  CONDITION_TESTS_MAX = 32,    // tests and relations of one tree: SQLite allows 100 bound values
  CONDITION_NESTING_MAX = 8,   // parentheses in each other
};

typedef enum ConditionKind {
  CONDITION_EVERYTHING, // holds always
  CONDITION_AND,        // two children or more
  CONDITION_OR,         // two children or more
  CONDITION_NOT,        // one child
  CONDITION_TEST,
  CONDITION_RELATION, // two children: those of the first that stand so to one of the second
} ConditionKind;

// Of what a tree is asked, and what a test compares with.
typedef enum ConditionSubject {
  CONDITION_OF_BRIEF,
  CONDITION_OF_ROW,
  CONDITION_OF_ROW_ALONE, // the same of one row, not for finding those that pass
  CONDITION_OF_ANNOTATION,
  CONDITION_OF_TAG, // of one test alone, where condition_asks_tags()
  CONDITION_SUBJECT_COUNT
} ConditionSubject;
typedef enum ConditionValues {
  CONDITION_WITHOUT, // nothing
  CONDITION_TEXT,    // text
  CONDITION_TEXTS,   // from text to before until, in code point order
  CONDITION_NUMBERS, // from low to before high
} ConditionValues;

typedef enum ConditionTest {
#define CONDITION(name, ...) CONDITION_TEST_##name,
#include "store/conditions.def"
#undef CONDITION
  CONDITION_TEST_COUNT
} ConditionTest;

typedef struct ConditionNode {
  ConditionKind kind;
  uint32_t start, end;  // the bytes of the query that it stands for
  uint16_t first, next; // its first child and its next sibling, CONDITION_NONE at the end
  ConditionTest test;
  Relation relation;
  Slice text, until; // values of tests
  int64_t low, high;
} ConditionNode;

// Children stand before their parents. Borrowed by all that is made of it.
typedef struct Condition {
  const ConditionNode *nodes;
  uint16_t count, root;
} Condition;

ConditionValues condition_values(ConditionTest test);

// Does a test of many rows read more than the rows? Then it costs most of a library of many
// annotations, and of a single row it is better asked alone.
bool condition_reads_more(ConditionTest test);

// Does it ask about the tags of annotations? Then of a row that is asked alone the keys of the tags
// that pass have to be found before, as for relations.
bool condition_asks_tags(ConditionTest test);

// ---- SQL

// A part of a tree.
typedef struct ConditionTree {
  const Condition *condition;
  uint16_t node;
} ConditionTree;

// Does it hold, when these are the answers ('1' or '0') of its tests and relations from left to
// right? A missing one is no.
bool condition_holds(const ConditionTree *tree, Slice answers);

// One value to bind: a text, a number, the keys that were found for a relation or a test, or a tree
// for the function holds().
typedef struct ConditionValue {
  enum {
    CONDITION_BIND_TEXT,
    CONDITION_BIND_NUMBER,
    CONDITION_BIND_KEYS,
    CONDITION_BIND_TREE
  } kind;
  Slice text;
  int64_t number;
  uint16_t node; // of keys
  ConditionTree tree;
} ConditionValue;

enum { CONDITION_BOUND_FIRST = 17, CONDITION_BOUND_MAX = 100 - 16 };

// An expression that is 1 or 0. Of a brief it is about the rows b (brief) and v (its newest
// version); of a row of the list about o (listed), and where that does not say enough b and v; of
// an annotation about a (annotation), p (its anchor, or NULLs), b and v. The values are bound from
// ?17 on, in order; parameters before that are the statement's own.
typedef struct ConditionSql {
  Buffer text;
  ConditionValue values[CONDITION_BOUND_MAX];
  uint32_t count;
} ConditionSql;

// What stands at the node. The caller releases sql->text.
void condition_write(const Condition *condition, uint16_t node, ConditionSubject subject,
                     ConditionSql *sql);

#endif
