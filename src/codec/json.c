// SPDX-License-Identifier: MIT
// JSON: a writer that only adds to a buffer, and a reader in one pass over the text. The reader's
// recursion ends at JSON_DEPTH_MAX; what it makes costs some 80 bytes a value and the text once.
#include "codec/json.h"

#include "base/utf8.h"

#include <inttypes.h>

// ---- Writing

static void start_value(JsonWriter *json) {
  if (json->comma) buffer_add_byte(json->out, ',');
  json->comma = true;
}

static void start_container(JsonWriter *json, char bracket) {
  start_value(json);
  buffer_add_byte(json->out, bracket);
  json->comma = false;
}

static void end_container(JsonWriter *json, char bracket) {
  buffer_add_byte(json->out, bracket);
  json->comma = true;
}

void json_start_object(JsonWriter *json) {
  start_container(json, '{');
}

void json_end_object(JsonWriter *json) {
  end_container(json, '}');
}

void json_start_array(JsonWriter *json) {
  start_container(json, '[');
}

void json_end_array(JsonWriter *json) {
  end_container(json, ']');
}

void json_key(JsonWriter *json, const char *key) {
  json_string(json, slice_of(key));
  buffer_add_byte(json->out, ':');
  json->comma = false;
}

// Has to stand as \uXXXX (or shorter), besides the quotation mark and the backslash?
static bool is_escaped(uint32_t code_point) {
  return code_point < 0x20 || (code_point >= 0x7F && code_point <= 0x9F) || code_point == 0x2028 ||
         code_point == 0x2029 || code_point == 0xFEFF;
}

static const char short_escapes[] = "\"\"\\\\b\bf\fn\nr\rt\t"; // the letter, then what it means

static void add_escape(Buffer *out, uint32_t code_point) {
  for (const char *pair = short_escapes; *pair; pair += 2) {
    if ((uint32_t)pair[1] != code_point) continue;
    buffer_printf(out, "\\%c", pair[0]);
    return;
  }
  buffer_printf(out, "\\u%04" PRIx32, code_point);
}

// Bytes from `at` on that stand for themselves: most of them, so they are not decoded.
static size_t skip_plain(Slice text, size_t at) {
  while (at < text.len && text.ptr[at] >= ' ' && text.ptr[at] < 0x7F && text.ptr[at] != '"' &&
         text.ptr[at] != '\\')
    at++;
  return at;
}

void json_string(JsonWriter *json, Slice text) {
  start_value(json);
  buffer_add_byte(json->out, '"');
  size_t kept = 0; // start of what goes out as it is
  for (size_t at = skip_plain(text, 0); at < text.len; at = skip_plain(text, at)) {
    uint32_t code_point;
    bool broken;
    size_t next = at + utf8_decode(slice_cut(text, at, text.len), &code_point, &broken);
    bool escape = is_escaped(code_point) || code_point == '"' || code_point == '\\';
    if (escape || broken) {
      buffer_add(json->out, slice_cut(text, kept, at));
      if (broken)
        buffer_add_code_point(json->out, UTF8_REPLACEMENT);
      else
        add_escape(json->out, code_point);
      kept = next;
    }
    at = next;
  }
  if (kept < text.len) buffer_add(json->out, slice_cut(text, kept, text.len));
  buffer_add_byte(json->out, '"');
}

void json_number(JsonWriter *json, int64_t number) {
  start_value(json);
  buffer_printf(json->out, "%" PRId64, number);
}

void json_bool(JsonWriter *json, bool value) {
  json_raw(json, value ? SLICE("true") : SLICE("false"));
}

void json_null(JsonWriter *json) {
  json_raw(json, SLICE("null"));
}

void json_raw(JsonWriter *json, Slice value) {
  start_value(json);
  buffer_add(json->out, value);
}

void json_member(JsonWriter *json, const char *key, Slice text) {
  if (text.len == 0) return;
  json_key(json, key);
  json_string(json, text);
}

// ---- Reading

typedef struct Reader {
  Arena *arena;
  Slice text;
  size_t at;
  int depth;
  Error *err;
} Reader;

static bool fail(Reader *reader, const char *what) {
  return error_set(reader->err, ERROR_DATA, "not valid JSON: %s at byte %zu", what, reader->at);
}

// The byte at hand, or NUL at the end. NUL is never valid outside a string, so the two need no
// telling apart but where strings end.
static char peek(const Reader *reader) {
  return reader->at < reader->text.len ? reader->text.ptr[reader->at] : '\0';
}

static void skip_blanks(Reader *reader) {
  for (;; reader->at++) {
    char byte = peek(reader);
    if (byte != ' ' && byte != '\t' && byte != '\n' && byte != '\r') return;
  }
}

// Takes `byte` after blanks, if it stands there.
static bool take(Reader *reader, char byte) {
  skip_blanks(reader);
  if (peek(reader) != byte) return false;
  reader->at++;
  return true;
}

static int hex_value(char byte) {
  if (byte >= '0' && byte <= '9') return byte - '0';
  if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
  if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
  return -1;
}

// The four digits of \uXXXX.
static bool read_unit(Reader *reader, uint32_t *unit) {
  *unit = 0;
  for (int count = 0; count < 4; count++) {
    int digit = hex_value(peek(reader));
    if (digit < 0) return fail(reader, "a \\u escape without four hex digits");
    *unit = *unit << 4 | (uint32_t)digit;
    reader->at++;
  }
  return true;
}

// After "\u": one unit, or two that make a surrogate pair.
static bool read_code_point(Reader *reader, uint32_t *code_point) {
  uint32_t low;
  if (!read_unit(reader, code_point)) return false;
  if (*code_point < 0xD800 || *code_point > 0xDFFF) return true;
  Slice rest = slice_cut(reader->text, reader->at, reader->text.len);
  if (*code_point > 0xDBFF || !slice_starts(rest, SLICE("\\u"))) {
    return fail(reader, "a lone surrogate");
  }
  reader->at += 2;
  if (!read_unit(reader, &low)) return false;
  if (low < 0xDC00 || low > 0xDFFF) return fail(reader, "a lone surrogate");
  *code_point = 0x10000 + ((*code_point - 0xD800) << 10) + (low - 0xDC00);
  return true;
}

// After a backslash: appends what the escape means.
static bool read_escape(Reader *reader, char *to, size_t *len) {
  char letter = peek(reader);
  reader->at++;
  if (letter == '/') {
    to[(*len)++] = '/';
    return true;
  }
  if (letter == 'u') {
    uint32_t code_point;
    if (!read_code_point(reader, &code_point)) return false;
    *len += utf8_encode(code_point, to + *len);
    return true;
  }
  for (const char *pair = short_escapes; *pair; pair += 2) {
    if (pair[0] != letter) continue;
    to[(*len)++] = pair[1];
    return true;
  }
  return fail(reader, "an unknown escape");
}

// Byte after the closing quotation mark that matches the one just taken, for the room that the
// string can need at most. An escape is never shorter than what it stands for.
static bool find_string_end(Reader *reader, size_t *end) {
  for (size_t at = reader->at; at < reader->text.len; at++) {
    char byte = reader->text.ptr[at];
    if (byte == '\\')
      at++;
    else if (byte == '"') {
      *end = at;
      return true;
    }
  }
  return fail(reader, "a string without an end");
}

static bool read_string(Reader *reader, Slice *out) {
  size_t end, len = 0;
  if (!take(reader, '"')) return fail(reader, "no string");
  if (!find_string_end(reader, &end)) return false;
  char *to = arena_alloc(reader->arena, end - reader->at + 1, 1);
  while (reader->at < end) {
    char byte = reader->text.ptr[reader->at];
    if ((unsigned char)byte < 0x20) return fail(reader, "a control character in a string");
    reader->at++;
    if (byte != '\\')
      to[len++] = byte;
    else if (!read_escape(reader, to, &len))
      return false;
  }
  reader->at = end + 1;
  *out = slice_make(to, len);
  return true;
}

static bool read_digits(Reader *reader) {
  size_t start = reader->at;
  while (peek(reader) >= '0' && peek(reader) <= '9') reader->at++;
  return reader->at > start || fail(reader, "a number without digits");
}

static bool read_number(Reader *reader, JsonValue *value) {
  size_t start = reader->at;
  value->type = JSON_NUMBER;
  if (peek(reader) == '-') reader->at++;
  bool zero = peek(reader) == '0';
  size_t whole = reader->at;
  if (!read_digits(reader)) return false;
  if (zero && reader->at > whole + 1) return fail(reader, "a number that begins with 0");
  if (peek(reader) == '.') {
    reader->at++;
    if (!read_digits(reader)) return false;
  }
  if (peek(reader) == 'e' || peek(reader) == 'E') {
    reader->at++;
    if (peek(reader) == '+' || peek(reader) == '-') reader->at++;
    if (!read_digits(reader)) return false;
  }
  value->text = arena_slice(reader->arena, slice_cut(reader->text, start, reader->at));
  return true;
}

static bool read_word(Reader *reader, JsonValue *value) {
  static const struct {
    Slice word;
    JsonType type;
  } words[] = {
      {{"null", 4}, JSON_NULL},
      {{"false", 5}, JSON_FALSE},
      {{"true", 4}, JSON_TRUE},
  };
  Slice rest = slice_cut(reader->text, reader->at, reader->text.len);
  for (size_t at = 0; at < sizeof words / sizeof *words; at++) {
    if (!slice_starts(rest, words[at].word)) continue;
    reader->at += words[at].word.len;
    value->type = words[at].type;
    return true;
  }
  return fail(reader, "no value");
}

static bool read_value(Reader *reader, JsonValue *value);

// Members or items up to the closing bracket, the opening one being taken.
static bool read_container(Reader *reader, JsonValue *value) {
  bool object = value->type == JSON_OBJECT;
  char bracket = object ? '}' : ']';
  if (++reader->depth > JSON_DEPTH_MAX) return fail(reader, "too many levels");
  JsonValue **last = &value->first;
  if (!take(reader, bracket)) {
    do {
      JsonValue *item = arena_alloc(reader->arena, 1, sizeof *item);
      if (object && !read_string(reader, &item->key)) return false;
      if (object && !take(reader, ':')) return fail(reader, "no colon after a key");
      if (!read_value(reader, item)) return false;
      *last = item;
      last = &item->next;
    } while (take(reader, ','));
    if (!take(reader, bracket)) return fail(reader, "no comma or closing bracket");
  }
  reader->depth--;
  return true;
}

static bool read_value(Reader *reader, JsonValue *value) {
  skip_blanks(reader);
  char byte = peek(reader);
  if (byte == '{' || byte == '[') {
    reader->at++;
    value->type = byte == '{' ? JSON_OBJECT : JSON_ARRAY;
    return read_container(reader, value);
  }
  if (byte == '"') {
    value->type = JSON_STRING;
    return read_string(reader, &value->text);
  }
  if (byte == '-' || (byte >= '0' && byte <= '9')) return read_number(reader, value);
  return read_word(reader, value);
}

JsonValue *json_parse(Arena *arena, Slice text, Error *err) {
  Reader reader = {.arena = arena, .text = text, .err = err};
  JsonValue *value = arena_alloc(arena, 1, sizeof *value);
  if (!utf8_valid(text)) {
    fail(&reader, "broken UTF-8");
    return NULL;
  }
  if (!read_value(&reader, value)) return NULL;
  skip_blanks(&reader);
  if (reader.at == text.len) return value;
  fail(&reader, "more than one value");
  return NULL;
}

const JsonValue *json_get(const JsonValue *object, const char *key) {
  const JsonValue *found = NULL;
  if (!object || object->type != JSON_OBJECT) return NULL;
  for (const JsonValue *member = object->first; member; member = member->next) {
    if (slice_equal(member->key, slice_of(key))) found = member;
  }
  return found;
}
