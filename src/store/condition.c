// SPDX-License-Identifier: MIT
// A tree as SQL. What a reader typed is only ever bound: the text is put together from constants
// and the numbers of parameters.
//
// SQLite's parser takes no deep nesting (its stack has 100 places). So only what stands joined by
// AND at the top is SQL, which lets SQLite choose an index by it; where something else is joined,
// its tests are answered side by side, and a function of ours looks what the tree makes of these:
//
//   a (b or not (c d))     a AND holds(?17, (b) || (c) || (d))
//
// Recursion goes as deep as the tree: for each pair of parentheses `or`, `and` and `not` at most.
#include "store/condition.h"

#include "base/error.h"

typedef struct TestRow {
  ConditionValues values;
  const char *sql[CONDITION_SUBJECT_COUNT];
} TestRow;

static const TestRow tests[CONDITION_TEST_COUNT] = {
#define CONDITION(name, values, of_brief, of_row, alone, of_annotation, of_tag)                    \
  [CONDITION_TEST_##name] = {values, {of_brief, of_row, alone, of_annotation, of_tag}},
#include "store/conditions.def"
#undef CONDITION
};

ConditionValues condition_values(ConditionTest test) {
  return tests[test].values;
}

bool condition_reads_more(ConditionTest test) {
  return tests[test].sql[CONDITION_OF_ROW_ALONE] != ROW_ALL;
}

bool condition_asks_tags(ConditionTest test) {
  return tests[test].sql[CONDITION_OF_TAG] != NO_TAGS;
}

static const char *sql_of(ConditionTest test, ConditionSubject subject) {
  bool same = subject == CONDITION_OF_ROW_ALONE && !condition_reads_more(test);
  return tests[test].sql[same ? CONDITION_OF_ROW : subject];
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

static uint32_t bind_keys(Writer *writer, uint16_t at) {
  return bind(writer, (ConditionValue){.kind = CONDITION_BIND_KEYS, .node = at});
}

// %1 and %2 become the parameters of its values, %k that of its keys.
static void write_test(Writer *writer, uint16_t at_node) {
  const ConditionNode *node = &writer->condition->nodes[at_node];
  uint32_t first = bind_values(writer, node);
  const char *at = sql_of(node->test, writer->subject);
  for (const char *mark; (mark = strchr(at, '%')) != NULL; at = mark + 2) {
    buffer_add(&writer->sql->text, slice_make(at, (size_t)(mark - at)));
    uint32_t parameter =
        mark[1] == 'k' ? bind_keys(writer, at_node) : first + (uint32_t)(mark[1] - '1');
    buffer_printf(&writer->sql->text, "?%u", parameter);
  }
  buffer_add_string(&writer->sql->text, at);
}

static void write_relation(Writer *writer, uint16_t at) {
  static const char *const keys[] = {
      [CONDITION_OF_BRIEF] = "b.key",
      [CONDITION_OF_ROW] = "o.brief",
      [CONDITION_OF_ROW_ALONE] = "o.brief",
      [CONDITION_OF_ANNOTATION] = "a.key",
  };
  buffer_printf(&writer->sql->text, "has_key(?%u, %s)", bind_keys(writer, at),
                keys[writer->subject]);
}

// ---- The tree

static bool is_leaf(const ConditionNode *node) {
  return node->kind == CONDITION_TEST || node->kind == CONDITION_RELATION;
}

static void write_leaf(Writer *writer, uint16_t at) {
  const ConditionNode *node = &writer->condition->nodes[at];
  buffer_add_byte(&writer->sql->text, '(');
  if (node->kind == CONDITION_TEST)
    write_test(writer, at);
  else
    write_relation(writer, at);
  buffer_add_byte(&writer->sql->text, ')');
}

static void write_answers(Writer *writer, uint16_t at) {
  const ConditionNode *node = &writer->condition->nodes[at];
  if (is_leaf(node)) {
    buffer_add_string(&writer->sql->text, " || ");
    write_leaf(writer, at);
    return;
  }
  for (uint16_t child = node->first; child != CONDITION_NONE;
       child = writer->condition->nodes[child].next)
    write_answers(writer, child);
}

static void write_part(Writer *writer, uint16_t at) {
  const ConditionNode *node = &writer->condition->nodes[at];
  Buffer *text = &writer->sql->text;
  if (node->kind == CONDITION_EVERYTHING) {
    buffer_add_byte(text, '1');
  } else if (is_leaf(node)) {
    write_leaf(writer, at);
  } else if (node->kind == CONDITION_NOT && is_leaf(&writer->condition->nodes[node->first])) {
    buffer_add_string(text, "NOT ");
    write_leaf(writer, node->first);
  } else {
    uint32_t parameter = bind(
        writer, (ConditionValue){.kind = CONDITION_BIND_TREE, .tree = {writer->condition, at}});
    buffer_printf(text, "holds(?%u, ''", parameter);
    write_answers(writer, at);
    buffer_add_byte(text, ')');
  }
}

void condition_write(const Condition *condition, uint16_t at, ConditionSubject subject,
                     ConditionSql *sql) {
  const ConditionNode *node = &condition->nodes[at];
  Writer writer = {condition, subject, sql};
  if (node->kind != CONDITION_AND) {
    write_part(&writer, at);
    return;
  }
  for (uint16_t child = node->first; child != CONDITION_NONE;
       child = condition->nodes[child].next) {
    if (child != node->first) buffer_add_string(&sql->text, " AND ");
    write_part(&writer, child);
  }
}

// ---- Answers

// Takes the answers of what is below the node, all of them, whatever the first ones are.
static bool holds(const Condition *condition, uint16_t at, Slice *answers) {
  const ConditionNode *node = &condition->nodes[at];
  if (is_leaf(node)) {
    bool yes = answers->len > 0 && answers->ptr[0] == '1';
    if (answers->len > 0) *answers = slice_cut(*answers, 1, answers->len);
    return yes;
  }
  bool all = true, some = false;
  for (uint16_t child = node->first; child != CONDITION_NONE;
       child = condition->nodes[child].next) {
    bool own = holds(condition, child, answers);
    all = all && own;
    some = some || own;
  }
  return node->kind == CONDITION_NOT ? !some : node->kind == CONDITION_OR ? some : all;
}

bool condition_holds(const ConditionTree *tree, Slice answers) {
  return holds(tree->condition, tree->node, &answers);
}
