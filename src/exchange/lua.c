// SPDX-License-Identifier: MIT
// Lua's tables of constants, read in one pass. The recursion ends at LUA_DEPTH_MAX.
#include "exchange/lua.h"

typedef struct Reader {
  Arena *arena;
  Slice text;
  size_t at;
  int depth;
  Error *err;
} Reader;

static bool fail(Reader *reader, const char *what) {
  return error_set(reader->err, ERROR_DATA, "cannot read the Lua table: %s at byte %zu", what,
                   reader->at);
}

static char peek(const Reader *reader) {
  return reader->at < reader->text.len ? reader->text.ptr[reader->at] : '\0';
}

static Slice rest_of(const Reader *reader) {
  return slice_cut(reader->text, reader->at, reader->text.len);
}

// Blanks, and comments to the ends of their lines.
static void skip_blanks(Reader *reader) {
  for (;;) {
    while (peek(reader) && strchr(" \t\r\n\f\v", peek(reader))) reader->at++;
    if (!slice_starts(rest_of(reader), SLICE("--"))) return;
    while (reader->at < reader->text.len && peek(reader) != '\n') reader->at++;
  }
}

static bool take(Reader *reader, const char *word) {
  skip_blanks(reader);
  if (!slice_starts(rest_of(reader), slice_of(word))) return false;
  reader->at += strlen(word);
  return true;
}

// ---- Strings

static bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

// \ddd: up to three decimal digits, one byte.
static bool read_decimal(Reader *reader, char *byte) {
  int value = 0;
  for (int count = 0; count < 3 && is_digit(peek(reader)); count++, reader->at++)
    value = value * 10 + (peek(reader) - '0');
  *byte = (char)value;
  return value < 256 || fail(reader, "an escape beyond 255");
}

static bool read_escape(Reader *reader, char *byte) {
  static const char escapes[] = "\\\\\"\"''\n\nn\nr\rt\t"; // what is written, then what it means
  char letter = peek(reader);
  if (is_digit(letter)) return read_decimal(reader, byte);
  reader->at++;
  for (const char *pair = escapes; *pair; pair += 2) {
    if (pair[0] != letter) continue;
    *byte = pair[1];
    return true;
  }
  return fail(reader, "an unknown escape");
}

// Where the string ends at the latest: an escape is never shorter than what it stands for.
static bool find_end(Reader *reader, char quote, size_t *end) {
  for (*end = reader->at; *end < reader->text.len; ++*end) {
    if (reader->text.ptr[*end] == quote) return true;
    if (reader->text.ptr[*end] == '\\') ++*end;
  }
  return fail(reader, "a string without an end");
}

static bool read_string(Reader *reader, Slice *out) {
  size_t end, len = 0;
  char quote = peek(reader);
  reader->at++;
  if (!find_end(reader, quote, &end)) return false;
  char *to = arena_alloc(reader->arena, end - reader->at + 1, 1);
  while (reader->at < end) {
    char byte = peek(reader);
    reader->at++;
    if (byte == '\\' && !read_escape(reader, &byte)) return false;
    to[len++] = byte;
  }
  reader->at = end + 1;
  *out = slice_make(to, len);
  return true;
}

// ---- Values

static bool read_number(Reader *reader, Slice *out) {
  size_t start = reader->at;
  if (peek(reader) == '-' || peek(reader) == '+') reader->at++;
  if (!is_digit(peek(reader)) && peek(reader) != '.') return fail(reader, "no value");
  while (is_digit(peek(reader)) || (peek(reader) && strchr(".eE", peek(reader))) ||
         ((peek(reader) == '-' || peek(reader) == '+') &&
          strchr("eE", reader->text.ptr[reader->at - 1])))
    reader->at++;
  *out = arena_slice(reader->arena, slice_cut(reader->text, start, reader->at));
  return true;
}

static bool read_value(Reader *reader, JsonValue *value);

static bool read_key(Reader *reader, Slice *key) {
  if (!take(reader, "[")) return fail(reader, "no key in brackets");
  skip_blanks(reader);
  bool string = peek(reader) == '"' || peek(reader) == '\'';
  if (!(string ? read_string(reader, key) : read_number(reader, key))) return false;
  if (!take(reader, "]")) return fail(reader, "no bracket after a key");
  return take(reader, "=") || fail(reader, "no = after a key");
}

static bool read_table(Reader *reader, JsonValue *value) {
  value->type = JSON_OBJECT;
  if (++reader->depth > LUA_DEPTH_MAX) return fail(reader, "too many levels");
  JsonValue **last = &value->first;
  while (!take(reader, "}")) {
    JsonValue *member = arena_alloc(reader->arena, 1, sizeof *member);
    if (!read_key(reader, &member->key) || !read_value(reader, member)) return false;
    *last = member;
    last = &member->next;
    bool more = take(reader, ",") || take(reader, ";");
    if (!more && !take(reader, "}")) return fail(reader, "no comma or closing bracket");
    if (!more) break;
  }
  reader->depth--;
  return true;
}

static bool read_value(Reader *reader, JsonValue *value) {
  static const struct {
    const char *word;
    JsonType type;
  } words[] = {{"true", JSON_TRUE}, {"false", JSON_FALSE}, {"nil", JSON_NULL}};
  if (take(reader, "{")) return read_table(reader, value);
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    value->type = words[i].type;
    if (take(reader, words[i].word)) return true;
  }
  bool string = peek(reader) == '"' || peek(reader) == '\'';
  value->type = string ? JSON_STRING : JSON_NUMBER;
  return string ? read_string(reader, &value->text) : read_number(reader, &value->text);
}

const JsonValue *lua_parse(Arena *arena, Slice text, Error *err) {
  Reader reader = {.arena = arena, .text = text, .err = err};
  JsonValue *value = arena_alloc(arena, 1, sizeof *value);
  if (!take(&reader, "return")) {
    fail(&reader, "no 'return'");
    return NULL;
  }
  if (!read_value(&reader, value)) return NULL;
  skip_blanks(&reader);
  if (reader.at == text.len) return value;
  fail(&reader, "more than one value");
  return NULL;
}
