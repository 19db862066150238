// SPDX-License-Identifier: MIT
// Escaping for URIs, XML, HTML, TeX and Org, and names for syntaxes that allow little. One pass
// each.
#include "exchange/escape.h"

#include "base/utf8.h"
#include "text/view.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>

static bool is_alphanumeric(unsigned char byte) {
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
         (byte >= 'A' && byte <= 'Z');
}

static bool is_one_of(uint32_t code_point, const char *set) {
  return code_point > 0 && code_point < 0x80 && strchr(set, (int)code_point);
}

void escape_uri(Buffer *out, Slice url) {
  for (size_t at = 0; at < url.len; at++) {
    unsigned char byte = (unsigned char)url.ptr[at];
    if (is_alphanumeric(byte) || is_one_of(byte, "-._~:/?#[]@!$&'()*+,;=%"))
      buffer_add_byte(out, (char)byte);
    else
      buffer_printf(out, "%%%02X", byte);
  }
}

// ---- XML and HTML

static bool xml_forbids(uint32_t code_point) {
  if (code_point < ' ') return code_point != '\t' && code_point != '\n' && code_point != '\r';
  return code_point == 0xFFFE || code_point == 0xFFFF;
}

static bool html_forbids(uint32_t code_point) {
  return xml_forbids(code_point) || code_point == '\r' ||
         (code_point >= 0x7F && code_point <= 0x9F);
}

static const char *entity(uint32_t code_point) {
  switch (code_point) {
  case '&': return "&amp;";
  case '<': return "&lt;";
  case '>': return "&gt;";
  case '"': return "&quot;";
  case '\'': return "&#39;";
  default: return NULL;
  }
}

static void escape_markup(Buffer *out, Slice text, bool (*forbids)(uint32_t code_point)) {
  for (size_t at = 0; at < text.len;) {
    uint32_t code_point;
    size_t len = utf8_decode(slice_cut(text, at, text.len), &code_point, NULL);
    const char *name = entity(code_point);
    if (name)
      buffer_add_string(out, name);
    else if (forbids(code_point))
      buffer_add_code_point(out, UTF8_REPLACEMENT);
    else
      buffer_add(out, slice_cut(text, at, at + len));
    at += len;
  }
}

void escape_xml(Buffer *out, Slice text) {
  escape_markup(out, text, xml_forbids);
}

void escape_html(Buffer *out, Slice text) {
  escape_markup(out, text, html_forbids);
}

// ---- One line

void escape_one_line(Buffer *out, Slice text, uint32_t most) {
  bool blank = false;
  uint32_t count = 0;
  for (size_t at = 0; at < text.len && count < most;) {
    uint32_t code_point;
    size_t len = utf8_decode(slice_cut(text, at, text.len), &code_point, NULL);
    if (view_is_blank(code_point)) {
      blank = count > 0;
    } else {
      if (blank) buffer_add_byte(out, ' '), count++;
      blank = false;
      if (count < most) buffer_add(out, slice_cut(text, at, at + len)), count++;
    }
    at += len;
  }
}

static const char *tex_name(char byte) {
  switch (byte) {
  case '~': return "\\textasciitilde{}";
  case '^': return "\\textasciicircum{}";
  case '\\': return "\\textbackslash{}";
  default: return NULL;
  }
}

void escape_tex(Buffer *out, Slice text) {
  Buffer line = {0};
  escape_one_line(&line, text, UINT32_MAX);
  for (size_t at = 0; at < line.len; at++) {
    char byte = line.ptr[at];
    const char *name = tex_name(byte);
    if (name) {
      buffer_add_string(out, name);
      continue;
    }
    if (is_one_of((unsigned char)byte, "&%$#_{}")) buffer_add_byte(out, '\\');
    buffer_add_byte(out, byte);
  }
  buffer_release(&line);
}

// ---- Org

// Org's own rule: a comma before *, #+ or what begins with commas and one of these.
static void add_org_line(Buffer *out, Slice line) {
  size_t head = 0;
  while (head < line.len && (line.ptr[head] == ' ' || line.ptr[head] == '\t')) head++;
  size_t at = head;
  while (at < line.len && line.ptr[at] == ',') at++;
  Slice rest = slice_cut(line, at, line.len);
  buffer_add(out, slice_cut(line, 0, head));
  if (slice_starts(rest, SLICE("*")) || slice_starts(rest, SLICE("#+"))) buffer_add_byte(out, ',');
  buffer_add(out, slice_cut(line, head, line.len));
  buffer_add_byte(out, '\n');
}

void escape_org_lines(Buffer *out, Slice text) {
  while (text.len > 0 && text.ptr[0] == '\n') text = slice_cut(text, 1, text.len);
  while (text.len > 0 && text.ptr[text.len - 1] == '\n') text.len--;
  while (text.len > 0) {
    const char *end = memchr(text.ptr, '\n', text.len);
    size_t len = end ? (size_t)(end - text.ptr) : text.len;
    add_org_line(out, slice_cut(text, 0, len));
    text = slice_cut(text, end ? len + 1 : len, text.len);
  }
}

// ---- Names

static bool stays(uint32_t code_point, EscapeLetters letters, const char *keep) {
  if (is_one_of(code_point, keep)) return true;
  if (letters == ESCAPE_ASCII)
    return code_point < 0x80 && is_alphanumeric((unsigned char)code_point);
  uint32_t categories = letters == ESCAPE_LETTERS_DIGITS
                            ? UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_Nd
                            : UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_N;
  return uc_is_general_category_withtable(code_point, categories);
}

void escape_slug(Buffer *out, Slice text, EscapeLetters letters, const char *keep, char filler) {
  Buffer slug = {0};
  bool run = false;
  for (size_t at = 0; at < text.len;) {
    uint32_t code_point;
    size_t len = utf8_decode(slice_cut(text, at, text.len), &code_point, NULL);
    if (stays(code_point, letters, keep)) {
      if (run) buffer_add_byte(&slug, filler);
      run = false;
      buffer_add(&slug, slice_cut(text, at, at + len));
    } else {
      run = true;
    }
    at += len;
  }
  Slice kept = buffer_slice(&slug);
  while (kept.len > 0 && kept.ptr[0] == filler) kept = slice_cut(kept, 1, kept.len);
  while (kept.len > 0 && kept.ptr[kept.len - 1] == filler) kept.len--;
  buffer_add(out, kept);
  buffer_release(&slug);
}

// ---- And back

size_t escape_take_reference(Slice rest, Buffer *out) {
  enum { DIGITS_MAX = 10 };
  static const struct {
    Slice name;
    const char *text;
  } names[] = {{{"amp;", 4}, "&"},   {{"lt;", 3}, "<"},   {{"gt;", 3}, ">"},
               {{"quot;", 5}, "\""}, {{"apos;", 5}, "'"}, {{"nbsp;", 5}, "\xC2\xA0"}};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (!slice_starts(rest, names[i].name)) continue;
    buffer_add_string(out, names[i].text);
    return names[i].name.len;
  }
  if (!slice_starts(rest, SLICE("#"))) return 0;
  char digits[DIGITS_MAX + 1] = "", *end;
  size_t len = rest.len - 1 < DIGITS_MAX ? rest.len - 1 : DIGITS_MAX;
  memcpy(digits, rest.ptr + 1, len);
  bool hex = digits[0] == 'x' || digits[0] == 'X';
  unsigned long number = strtoul(digits + hex, &end, hex ? 16 : 10);
  bool scalar = number > 0 && number < 0x110000 && (number < 0xD800 || number > 0xDFFF);
  if (*end != ';' || !scalar) return 0;
  buffer_add_code_point(out, (uint32_t)number);
  return (size_t)(end - digits) + 2;
}
