// SPDX-License-Identifier: MIT
#include "codec/json.h"

#include "support/check.h"

// ---- Writing

static void check_string(Slice text, const char *wanted) {
  Buffer out = {0};
  JsonWriter json = {.out = &out};
  json_string(&json, text);
  check_text(buffer_slice(&out), wanted);
  buffer_release(&out);
}

static void commas_stand_where_they_belong(void **state) {
  (void)state;
  Buffer out = {0};
  JsonWriter json = {.out = &out};
  json_start_object(&json);
  json_member(&json, "a", SLICE("x"));
  json_member(&json, "empty", SLICE(""));
  json_key(&json, "b");
  json_start_array(&json);
  json_number(&json, -5);
  json_bool(&json, true);
  json_null(&json);
  json_start_object(&json);
  json_end_object(&json);
  json_start_array(&json);
  json_end_array(&json);
  json_end_array(&json);
  json_key(&json, "c");
  json_raw(&json, SLICE("1.5"));
  json_end_object(&json);
  check_text(buffer_slice(&out), "{\"a\":\"x\",\"b\":[-5,true,null,{},[]],\"c\":1.5}");
  buffer_release(&out);
}

static void strings_escape_what_could_end_a_line_and_nothing_else(void **state) {
  (void)state;
  check_string(SLICE("a\"b\\c/d"), "\"a\\\"b\\\\c/d\"");
  check_string(SLICE("\b\f\n\r\t\x01\x1f"), "\"\\b\\f\\n\\r\\t\\u0001\\u001f\"");
  check_string(SLICE("\x7f\xc2\x80\xc2\x85\xc2\x9f\xc2\xa0"),
               "\"\\u007f\\u0080\\u0085\\u009f\xc2\xa0\"");
  check_string(SLICE("\u2028\u2029\ufeff\u2027"), "\"\\u2028\\u2029\\ufeff\u2027\"");
  check_string(slice_make("\0", 1), "\"\\u0000\"");
  check_string(SLICE("é漢😀"), "\"é漢😀\"");
  check_string(SLICE(""), "\"\"");
}

static void broken_bytes_go_out_as_replacements(void **state) {
  (void)state;
  check_string(SLICE("a\xff"
                     "b\xe2\x82"),
               "\"a\uFFFDb\uFFFD\"");
}

// ---- Reading

static const JsonValue *parse(Arena *arena, Slice text) {
  Error err;
  const JsonValue *value = json_parse(arena, text, &err);
  check_ok(value != NULL, &err);
  return value;
}

static void values_of_all_types_are_read(void **state) {
  (void)state;
  Arena *arena = arena_new();
  const JsonValue *value = parse(
      arena, SLICE(" {\"n\": null, \"t\":true,\"f\":false , \"x\":-1.5e+3,\"s\":\"é\",\"a\":[1,[]],"
                   "\"o\":{}}\n"));
  assert_int_equal(value->type, JSON_OBJECT);
  assert_int_equal(json_get(value, "n")->type, JSON_NULL);
  assert_int_equal(json_get(value, "t")->type, JSON_TRUE);
  assert_int_equal(json_get(value, "f")->type, JSON_FALSE);
  check_text(json_get(value, "x")->text, "-1.5e+3");
  check_text(json_get(value, "s")->text, "é");
  const JsonValue *array = json_get(value, "a");
  check_text(array->first->text, "1");
  assert_int_equal(array->first->next->type, JSON_ARRAY);
  assert_null(array->first->next->next);
  assert_null(json_get(value, "o")->first);
  assert_null(json_get(value, "none"));
  assert_null(json_get(array, "n"));
  assert_null(json_get(NULL, "n"));
  arena_free(arena);
}

static void the_last_member_of_a_name_counts(void **state) {
  (void)state;
  Arena *arena = arena_new();
  check_text(json_get(parse(arena, SLICE("{\"a\":1,\"a\":2}")), "a")->text, "2");
  arena_free(arena);
}

static void escapes_mean_what_they_say(void **state) {
  (void)state;
  Arena *arena = arena_new();
  check_text(parse(arena, SLICE("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\""))->text,
             "\"\\/\b\f\n\r\té😀");
  assert_int_equal(parse(arena, SLICE("\"\\u0000\""))->text.len, 1);
  arena_free(arena);
}

static void what_is_not_one_json_value_is_refused(void **state) {
  (void)state;
  static const char *const texts[] = {
      "",
      " ",
      "{",
      "[1,]",
      "[1 2]",
      "{\"a\"}",
      "{\"a\":}",
      "{a:1}",
      "{\"a\":1,}",
      "01",
      "-",
      "1.",
      "1e",
      ".5",
      "+1",
      "nul",
      "\"a",
      "\"\\x\"",
      "\"\\u12\"",
      "\"\\ud800\"",
      "\"\\udc00\"",
      "\"\\ud800\\u0041\"",
      "\"a\nb\"",
      "\"\xff\"",
      "1 2",
      "[]]",
      "\"\\",
      "'a'",
      "\"\\u12g4\"",
      "NaN",
      "[1,2",
      "{\"a\":1",
  };
  for (size_t at = 0; at < sizeof texts / sizeof *texts; at++) {
    Arena *arena = arena_new();
    Error err = {0};
    if (json_parse(arena, slice_of(texts[at]), &err)) fail_msg("read: %s", texts[at]);
    assert_int_equal(err.kind, ERROR_DATA);
    arena_free(arena);
  }
}

static JsonValue *parse_levels(Arena *arena, int levels, Error *err) {
  Buffer text = {0};
  for (int level = 0; level < levels; level++) buffer_add_byte(&text, '[');
  for (int level = 0; level < levels; level++) buffer_add_byte(&text, ']');
  JsonValue *value = json_parse(arena, buffer_slice(&text), err);
  buffer_release(&text);
  return value;
}

static void nesting_is_read_up_to_its_limit(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Error err = {0};
  assert_non_null(parse_levels(arena, JSON_DEPTH_MAX, &err));
  assert_null(parse_levels(arena, JSON_DEPTH_MAX + 1, &err));
  assert_null(parse_levels(arena, 100000, &err));
  assert_non_null(strstr(err.message, "too many levels"));
  arena_free(arena);
}

static void a_text_cut_anywhere_is_refused(void **state) {
  (void)state;
  Slice text = SLICE("{\"a\":[1.5e3,\"\\u00e9\\n\",true,null],\"b\":{\"c\":\"é\"}}");
  for (size_t len = 0; len < text.len; len++) {
    Arena *arena = arena_new();
    Error err;
    assert_null(json_parse(arena, slice_cut(text, 0, len), &err));
    arena_free(arena);
  }
}

static void what_is_written_reads_back(void **state) {
  (void)state;
  Buffer all = {0}, out = {0};
  for (uint32_t code_point = 0; code_point < 0x3000; code_point++)
    buffer_add_code_point(&all, code_point);
  JsonWriter json = {.out = &out};
  json_string(&json, buffer_slice(&all));
  Arena *arena = arena_new();
  assert_true(slice_equal(parse(arena, buffer_slice(&out))->text, buffer_slice(&all)));
  arena_free(arena);
  buffer_release(&all);
  buffer_release(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(commas_stand_where_they_belong),
      cmocka_unit_test(strings_escape_what_could_end_a_line_and_nothing_else),
      cmocka_unit_test(broken_bytes_go_out_as_replacements),
      cmocka_unit_test(values_of_all_types_are_read),
      cmocka_unit_test(the_last_member_of_a_name_counts),
      cmocka_unit_test(escapes_mean_what_they_say),
      cmocka_unit_test(what_is_not_one_json_value_is_refused),
      cmocka_unit_test(nesting_is_read_up_to_its_limit),
      cmocka_unit_test(a_text_cut_anywhere_is_refused),
      cmocka_unit_test(what_is_written_reads_back),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
