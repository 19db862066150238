// SPDX-License-Identifier: MIT
// The command language. One pass over the line, byte by byte: what has a meaning is ASCII, so the
// bytes of other characters are only copied. A word is gathered in one buffer, which is used again,
// and then copied into the arena; what the line costs is linear in its length.
#include "command/line.h"

#include "base/utf8.h"

#include <stdlib.h>

typedef struct Parser {
  Arena *arena;
  Slice line;
  size_t pos;
  Buffer word;
  const char **words; // of the command in hand
  uint32_t word_count;
  size_t word_capacity;
  Command *commands;
  uint32_t command_count;
  size_t command_capacity;
} Parser;

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t';
}

static bool at_end(const Parser *parser) {
  return parser->pos >= parser->line.len;
}

static int hex_value(char byte) {
  if (byte >= '0' && byte <= '9') return byte - '0';
  if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
  if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
  return -1;
}

// Reads least to most hex digits.
static bool read_hex(Parser *parser, uint32_t least, uint32_t most, uint32_t *value) {
  uint32_t digits = 0;
  *value = 0;
  while (digits < most && !at_end(parser) && hex_value(parser->line.ptr[parser->pos]) >= 0) {
    *value = *value << 4 | (uint32_t)hex_value(parser->line.ptr[parser->pos++]);
    digits++;
  }
  return digits >= least;
}

// \xHH: one byte. Whether the bytes of a word make UTF-8 is asked when it is whole.
static bool read_byte_escape(Parser *parser, Error *err) {
  uint32_t value;
  if (!read_hex(parser, 2, 2, &value)) {
    return error_set(err, ERROR_USAGE, "\\x wants two hex digits");
  }
  if (value == 0) return error_set(err, ERROR_DATA, "a word cannot hold the byte NUL");
  buffer_add_byte(&parser->word, (char)value);
  return true;
}

// \u{H…}: one Unicode scalar value.
static bool read_code_point_escape(Parser *parser, Error *err) {
  uint32_t value;
  bool opened = !at_end(parser) && parser->line.ptr[parser->pos] == '{';
  if (opened) parser->pos++;
  if (!opened || !read_hex(parser, 1, 6, &value) || at_end(parser) ||
      parser->line.ptr[parser->pos] != '}') {
    return error_set(err, ERROR_USAGE, "\\u wants one to six hex digits in braces");
  }
  parser->pos++;
  if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) {
    return error_set(err, ERROR_DATA, "\\u{%X} is not a character", value);
  }
  buffer_add_code_point(&parser->word, value);
  return true;
}

static bool read_escape(Parser *parser, Error *err) {
  static const char names[] = "\\\"ntre", values[] = "\\\"\n\t\r\x1B";
  if (at_end(parser)) return error_set(err, ERROR_USAGE, "a quotation mark is not closed");
  char name = parser->line.ptr[parser->pos++];
  if (name == 'x') return read_byte_escape(parser, err);
  if (name == 'u') return read_code_point_escape(parser, err);
  const char *found = strchr(names, name);
  if (!found) return error_set(err, ERROR_USAGE, "there is no escape '\\%c'", name);
  buffer_add_byte(&parser->word, values[found - names]);
  return true;
}

// What stands between two quotation marks; pos is behind the opening one.
static bool read_quoted(Parser *parser, char mark, Error *err) {
  while (!at_end(parser)) {
    char byte = parser->line.ptr[parser->pos++];
    if (byte == mark) return true;
    if (byte == '\\' && mark == '"') {
      if (!read_escape(parser, err)) return false;
    } else {
      buffer_add_byte(&parser->word, byte);
    }
  }
  return error_set(err, ERROR_USAGE, "a quotation mark is not closed");
}

static bool keep_word(Parser *parser, Error *err) {
  if (!utf8_valid(buffer_slice(&parser->word))) {
    return error_set(err, ERROR_DATA, "a word is not UTF-8");
  }
  parser->words =
      memory_grow(parser->words, parser->word_count, &parser->word_capacity, sizeof *parser->words);
  parser->words[parser->word_count++] = arena_slice(parser->arena, buffer_slice(&parser->word)).ptr;
  buffer_clear(&parser->word);
  return true;
}

static bool read_word(Parser *parser, Error *err) {
  while (!at_end(parser)) {
    char byte = parser->line.ptr[parser->pos];
    if (is_blank(byte) || byte == ';') break;
    parser->pos++;
    if (byte == '"' || byte == '\'') {
      if (!read_quoted(parser, byte, err)) return false;
    } else if (byte == '\\' && at_end(parser)) {
      return error_set(err, ERROR_USAGE, "nothing follows the backslash");
    } else {
      buffer_add_byte(&parser->word, byte == '\\' ? parser->line.ptr[parser->pos++] : byte);
    }
  }
  return keep_word(parser, err);
}

static void keep_command(Parser *parser) {
  if (parser->word_count == 0) return;
  const char **words = arena_alloc(parser->arena, parser->word_count, sizeof *words);
  memcpy(words, parser->words, parser->word_count * sizeof *words);
  parser->commands = memory_grow(parser->commands, parser->command_count, &parser->command_capacity,
                                 sizeof *parser->commands);
  parser->commands[parser->command_count++] = (Command){words, parser->word_count};
  parser->word_count = 0;
}

static bool read_line(Parser *parser, Error *err) {
  while (!at_end(parser)) {
    char byte = parser->line.ptr[parser->pos];
    if (is_blank(byte)) {
      parser->pos++;
    } else if (byte == ';') {
      parser->pos++;
      keep_command(parser);
    } else if (!read_word(parser, err)) {
      return false;
    }
  }
  keep_command(parser);
  return true;
}

static bool check_line(Slice line, Error *err) {
  if (line.len > LINE_BYTES_MAX) {
    return error_set(err, ERROR_DATA, "the line is longer than %d bytes", LINE_BYTES_MAX);
  }
  if (line.len && memchr(line.ptr, '\0', line.len)) {
    return error_set(err, ERROR_DATA, "the line holds the byte NUL");
  }
  return utf8_valid(line) || error_set(err, ERROR_DATA, "the line is not UTF-8");
}

static bool is_comment(Slice line) {
  size_t pos = 0;
  while (pos < line.len && is_blank(line.ptr[pos])) pos++;
  return pos < line.len && line.ptr[pos] == '#';
}

bool line_parse(Arena *arena, Slice line, CommandList *commands, Error *err) {
  if (!check_line(line, err)) return false;
  *commands = (CommandList){0};
  if (is_comment(line)) return true;
  Parser parser = {.arena = arena, .line = line};
  bool ok = read_line(&parser, err);
  if (ok && parser.command_count > 0) {
    Command *items = arena_alloc(arena, parser.command_count, sizeof *items);
    memcpy(items, parser.commands, parser.command_count * sizeof *items);
    *commands = (CommandList){items, parser.command_count};
  }
  buffer_release(&parser.word);
  free(parser.words);
  free(parser.commands);
  return ok;
}

// May this byte stand outside quotes anywhere in a word?
static bool is_plain(char byte) {
  return (unsigned char)byte >= 0x80 || (byte > ' ' && byte != 0x7F && !strchr("\\\"';#", byte));
}

static void quote_byte(Buffer *out, char byte) {
  static const char values[] = "\\\"\n\t\r\x1B", names[] = "\\\"ntre";
  const char *found = byte ? strchr(values, byte) : NULL;
  if (found) {
    buffer_add_byte(out, '\\');
    buffer_add_byte(out, names[found - values]);
  } else if ((unsigned char)byte < ' ' || byte == 0x7F) {
    buffer_printf(out, "\\x%02x", (unsigned)byte);
  } else {
    buffer_add_byte(out, byte);
  }
}

void line_quote(Buffer *out, Slice word) {
  bool plain = word.len > 0;
  for (size_t at = 0; at < word.len; at++) plain = plain && is_plain(word.ptr[at]);
  if (plain) {
    buffer_add(out, word);
    return;
  }
  buffer_add_byte(out, '"');
  for (size_t at = 0; at < word.len; at++) quote_byte(out, word.ptr[at]);
  buffer_add_byte(out, '"');
}
