// SPDX-License-Identifier: MIT
// A tree as SQL. What a reader typed is only ever bound: the text is put together from constants
// and the numbers of parameters.
//
// SQLite limits how deep an expression may be, and `a AND b AND c …` is as deep as it is long. So
// only the ANDs at the top are written as such, which lets SQLite choose an index by them; below,
// children stand side by side in a CASE:
//
//   a or b or c       CASE WHEN a THEN 1 WHEN b THEN 1 WHEN c THEN 1 ELSE 0 END
//   a and b and c     CASE WHEN NOT a THEN 0 WHEN NOT b THEN 0 WHEN NOT c THEN 0 ELSE 1 END
//
// Recursion goes as deep as the tree: for each pair of parentheses `or`, `and` and `not` at most.
#include "store/condition.h"

#include "base/error.h"

typedef struct TestRow {
  ConditionValues values;
  const char *sql[2]; // by subject
} TestRow;

static const TestRow tests[CONDITION_TEST_COUNT] = {
#define CONDITION(name, values, of_brief, of_annotation)                                           \
  [CONDITION_TEST_##name] = {values, {of_brief, of_annotation}},
#include "store/conditions.def"
#undef CONDITION
};

ConditionValues condition_values(ConditionTest test) {
  return tests[test].values;
}

typedef struct Writer {
  const Condition *condition;
  ConditionSubject subject;
  ConditionSql *sql;
} Writer;

static uint32_t bind(Writer *writer, ConditionValue value) {
  ConditionSql *sql = writer->sql;
  if (sql->count == CONDITION_BOUND_MAX) BUG("a condition has too many values");
  sql->values[sql->count++] = value;
  return CONDITION_BOUND_FIRST + sql->count - 1;
}

// ---- Tests

// Binds the values; returns the number of the first one's parameter.
static uint32_t bind_values(Writer *writer, const ConditionNode *node) {
  ConditionValue text = {.kind = CONDITION_BIND_TEXT}, number = {.kind = CONDITION_BIND_NUMBER};
  uint32_t first = CONDITION_BOUND_FIRST + writer->sql->count;
  ConditionValues values = tests[node->test].values;
  if (values == CONDITION_NUMBERS) {
    number.number = node->low;
    bind(writer, number);
    number.number = node->high;
    bind(writer, number);
  }
  if (values == CONDITION_TEXT || values == CONDITION_TEXTS) {
    text.text = node->text;
    bind(writer, text);
  }
  if (values == CONDITION_TEXTS) {
    text.text = node->until;
    bind(writer, text);
  }
  return first;
}

// %1 and %2 become the parameters.
static void write_test(Writer *writer, const ConditionNode *node) {
  uint32_t first = bind_values(writer, node);
  const char *at = tests[node->test].sql[writer->subject];
  for (const char *mark; (mark = strchr(at, '%')) != NULL; at = mark + 2) {
    buffer_add(&writer->sql->text, slice_make(at, (size_t)(mark - at)));
    buffer_printf(&writer->sql->text, "?%u", first + (uint32_t)(mark[1] - '1'));
  }
  buffer_add_string(&writer->sql->text, at);
}

static void write_relation(Writer *writer, uint16_t at) {
  uint32_t parameter = bind(writer, (ConditionValue){.kind = CONDITION_BIND_KEYS, .relation = at});
  buffer_printf(&writer->sql->text, "has_key(?%u, %s.key)", parameter,
                writer->subject == CONDITION_OF_BRIEF ? "b" : "a");
}

// ---- The tree

static void write_node(Writer *writer, uint16_t at);

static void write_cases(Writer *writer, const ConditionNode *node) {
  bool all = node->kind == CONDITION_AND;
  Buffer *text = &writer->sql->text;
  buffer_add_string(text, "CASE");
  for (uint16_t child = node->first; child != CONDITION_NONE;
       child = writer->condition->nodes[child].next) {
    buffer_add_string(text, all ? " WHEN NOT " : " WHEN ");
    write_node(writer, child);
    buffer_add_string(text, all ? " THEN 0" : " THEN 1");
  }
  buffer_add_string(text, all ? " ELSE 1 END" : " ELSE 0 END");
}

static void write_node(Writer *writer, uint16_t at) {
  const ConditionNode *node = &writer->condition->nodes[at];
  Buffer *text = &writer->sql->text;
  buffer_add_byte(text, '(');
  switch (node->kind) {
  case CONDITION_EVERYTHING: buffer_add_byte(text, '1'); break;
  case CONDITION_AND:
  case CONDITION_OR: write_cases(writer, node); break;
  case CONDITION_NOT:
    buffer_add_string(text, "NOT ");
    write_node(writer, node->first);
    break;
  case CONDITION_TEST: write_test(writer, node); break;
  case CONDITION_RELATION: write_relation(writer, at); break;
  }
  buffer_add_byte(text, ')');
}

// How many ANDs SQLite may see side by side.
enum { PLAIN_MAX = 8 };

static uint32_t count_children(const Condition *condition, const ConditionNode *node) {
  uint32_t count = 0;
  for (uint16_t child = node->first; child != CONDITION_NONE; child = condition->nodes[child].next)
    count++;
  return count;
}

void condition_write(const Condition *condition, uint16_t at, ConditionSubject subject,
                     ConditionSql *sql) {
  const ConditionNode *node = &condition->nodes[at];
  Writer writer = {condition, subject, sql};
  if (node->kind != CONDITION_AND || count_children(condition, node) > PLAIN_MAX) {
    write_node(&writer, at);
    return;
  }
  for (uint16_t child = node->first; child != CONDITION_NONE;
       child = condition->nodes[child].next) {
    if (child != node->first) buffer_add_string(&sql->text, " AND ");
    write_node(&writer, child);
  }
}
