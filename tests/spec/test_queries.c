// SPDX-License-Identifier: MIT
// Runs tests/spec/queries.txt, which says at its head how it is written.
#include "support/check.h"

#include "base/memory.h"
#include "base/moment.h"
#include "library/query.h"

#include <stdlib.h>

static const char *const test_names[CONDITION_TEST_COUNT] = {
#define CONDITION(name, ...) [CONDITION_TEST_##name] = #name,
#include "store/conditions.def"
#undef CONDITION
};

// ---- A tree as a line

static void add_lower(Buffer *out, const char *name) {
  for (; *name; name++)
    buffer_add_byte(out,
                    *name == '_' ? '-' : (char)(*name >= 'A' && *name <= 'Z' ? *name + 32 : *name));
}

static void add_moment(Buffer *out, int64_t moment) {
  char text[MOMENT_TEXT_SIZE];
  if (moment == INT64_MIN || moment == INT64_MAX) return;
  moment_format(moment, text);
  buffer_add(out, slice_make(text, 10));
}

static void add_test(Buffer *out, const ConditionNode *node) {
  if (node->test == CONDITION_TEST_WORDS) {
    buffer_printf(out, "\"%.*s\"", (int)node->text.len, node->text.ptr);
    return;
  }
  add_lower(out, test_names[node->test]);
  if (condition_values(node->test) == CONDITION_WITHOUT) return;
  buffer_add_byte(out, ':');
  if (condition_values(node->test) == CONDITION_NUMBERS) {
    add_moment(out, node->low);
    buffer_add_string(out, "..");
    add_moment(out, node->high);
    return;
  }
  buffer_add(out, node->text);
  if (node->test == CONDITION_TEST_DATE)
    buffer_printf(out, "..%.*s", (int)node->until.len, node->until.ptr);
}

static void add_relation(Buffer *out, Relation relation) {
  static const char *const names[] = {"sentence", "paragraph", "words", "overlapping", "inside"};
  if (relation.kind == RELATION_WORDS) buffer_printf(out, "%u-", relation.words);
  buffer_add_string(out, names[relation.kind]);
}

static void add_node(Buffer *out, const Condition *condition, uint16_t at) {
  static const char *const joins[] = {
      [CONDITION_AND] = "and", [CONDITION_OR] = "or", [CONDITION_NOT] = "not"};
  const ConditionNode *node = &condition->nodes[at];
  if (node->kind == CONDITION_EVERYTHING || node->kind == CONDITION_TEST) {
    if (node->kind == CONDITION_EVERYTHING)
      buffer_add_byte(out, '*');
    else
      add_test(out, node);
    return;
  }
  buffer_add_byte(out, '(');
  if (node->kind == CONDITION_RELATION)
    add_relation(out, node->relation);
  else
    buffer_add_string(out, joins[node->kind]);
  for (uint16_t child = node->first; child != CONDITION_NONE;
       child = condition->nodes[child].next) {
    buffer_add_byte(out, ' ');
    add_node(out, condition, child);
  }
  buffer_add_byte(out, ')');
}

// What a node stands for lies inside what its parent does, and children stand before it.
static void expect_in_order(const Condition *condition, size_t len) {
  for (uint16_t at = 0; at < condition->count; at++) {
    const ConditionNode *node = &condition->nodes[at];
    assert_true(node->start <= node->end && node->end <= len);
    if (node->kind == CONDITION_TEST) continue;
    for (uint16_t child = node->first; child != CONDITION_NONE;
         child = condition->nodes[child].next)
      assert_true(child < at);
  }
}

// ---- The cases

static void describe(Slice text, QueryMode mode, Buffer *out) {
  Query query;
  Error err = {0};
  bool ok = query_parse(&query, text, mode, &err);
  const QueryFault *fault = &query.fault;
  expect_in_order(&query.condition, text.len);
  assert_true(fault->pos + fault->len <= text.len);
  if (ok) add_node(out, &query.condition, query.condition.root);
  if (fault->message[0])
    buffer_printf(out, "%s%u: %s", ok ? "  ! " : "", fault->column, fault->message);
  if (!ok) assert_int_equal(err.kind, ERROR_USAGE);
  query_release(&query);
}

// Compares, or with GOLDEN=write in the environment writes what is so.
static unsigned run_cases(const char *spec, Buffer *written) {
  unsigned wrong = 0;
  Slice rest = slice_of(spec), query = {0};
  QueryMode mode = QUERY_STRICT;
  while (rest.len > 0) {
    const char *end = memchr(rest.ptr, '\n', rest.len);
    size_t len = end ? (size_t)(end - rest.ptr) : rest.len;
    Slice line = slice_cut(rest, 0, len);
    rest = slice_cut(rest, end ? len + 1 : len, rest.len);
    bool answer = slice_starts(line, SLICE("  "));
    if (!answer) buffer_printf(written, "%.*s\n", (int)line.len, line.ptr);
    if (!slice_starts(line, SLICE("> ")) && !slice_starts(line, SLICE("? "))) continue;
    mode = line.ptr[0] == '>' ? QUERY_STRICT : QUERY_TYPING;
    query = slice_cut(line, 2, line.len);
    Buffer got = {0};
    describe(query, mode, &got);
    buffer_printf(written, "  %s\n", got.ptr ? got.ptr : "");
    end = memchr(rest.ptr, '\n', rest.len);
    Slice wanted = slice_cut(rest, 0, end ? (size_t)(end - rest.ptr) : rest.len);
    if (!slice_starts(wanted, SLICE("  ")) ||
        !slice_equal(slice_cut(wanted, 2, wanted.len), buffer_slice(&got))) {
      wrong++;
      if (!getenv("GOLDEN"))
        print_error("%.*s\n  wanted: %.*s\n  got:      %s\n", (int)line.len, line.ptr,
                    (int)wanted.len, wanted.ptr, got.ptr);
    }
    buffer_release(&got);
  }
  return wrong;
}

static void queries_are_read_as_the_cases_say(void **state) {
  (void)state;
  Buffer written = {0};
  char *spec = check_read("tests/spec/queries.txt");
  unsigned wrong = run_cases(spec, &written);
  if (getenv("GOLDEN"))
    check_golden("../spec/queries.txt", buffer_slice(&written));
  else
    assert_int_equal(wrong, 0);
  buffer_release(&written);
  free(spec);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(queries_are_read_as_the_cases_say)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
