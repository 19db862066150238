// SPDX-License-Identifier: MIT
// Escaping for CSV and YAML; Markdown has escape_markdown.c. One pass each.
#include "exchange/escape.h"

#include "base/utf8.h"
#include "codec/json.h"

#include <string.h>

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t';
}

// RFC 4180 asks for it where a cell holds a quotation mark, a comma, CR or LF. Blanks at the ends
// are lost to some readers without it, and some cut lines at whatever Unicode calls the end of one:
// the other controls, U+0085, U+2028 and U+2029.
static bool needs_quotes(Slice cell) {
  static const char *const ends[] = {"\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};
  if (cell.len == 0) return false;
  if (is_blank(cell.ptr[0]) || is_blank(cell.ptr[cell.len - 1])) return true;
  for (size_t i = 0; i < cell.len; i++)
    if ((unsigned char)cell.ptr[i] < ' ' || cell.ptr[i] == '"' || cell.ptr[i] == ',') return true;
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    if (memmem(cell.ptr, cell.len, ends[i], strlen(ends[i]))) return true;
  return false;
}

void escape_csv(Buffer *out, Slice cell, bool spreadsheet) {
  bool quotes = needs_quotes(cell);
  if (quotes) buffer_add_byte(out, '"');
  if (spreadsheet && cell.len > 0 && strchr("=+-@\t\r\n", cell.ptr[0])) buffer_add_byte(out, '\'');
  for (size_t i = 0; i < cell.len; i++) {
    if (cell.ptr[i] == '"') buffer_add_byte(out, '"');
    buffer_add_byte(out, cell.ptr[i]);
  }
  if (quotes) buffer_add_byte(out, '"');
}

void escape_csv_tag(Buffer *out, Slice path) {
  for (size_t i = 0; i < path.len; i++) {
    if (path.ptr[i] == '\\' || path.ptr[i] == ';') buffer_add_byte(out, '\\');
    buffer_add_byte(out, path.ptr[i]);
  }
}

// JSON's own escapes are YAML's too; YAML also forbids the noncharacters U+FFFE and U+FFFF.
void escape_yaml(Buffer *out, Slice text) {
  Buffer json = {0};
  json_string(&(JsonWriter){.out = &json}, text);
  Slice rest = buffer_slice(&json);
  for (size_t at = 0; at < rest.len;) {
    uint32_t code_point;
    size_t len = utf8_decode(slice_cut(rest, at, rest.len), &code_point, NULL);
    if (code_point == 0xFFFE || code_point == 0xFFFF)
      buffer_printf(out, "\\u%04x", (unsigned)code_point);
    else
      buffer_add(out, slice_cut(rest, at, at + len));
    at += len;
  }
  buffer_release(&json);
}
