// SPDX-License-Identifier: MIT
// A scanner of tags that is no parser: of the HTML that people put into Markdown only the words
// count. One pass.
#include "import/markdown_html.h"

#include "import/chars.h"

#include <strings.h>

static bool is_any(Slice name, const char *const *words) {
  for (; *words; words++) {
    if (strlen(*words) == name.len && strncasecmp(*words, name.ptr, name.len) == 0) return true;
  }
  return false;
}

uint32_t markdown_html_kind(Slice name) {
  static const struct {
    const char *words[4];
    uint32_t kind;
  } rows[] = {
      {{"em", "i", "cite"}, INLINE_EMPHASIS},
      {{"strong", "b"}, INLINE_STRONG},
      {{"code", "kbd", "tt"}, INLINE_CODE},
      {{"del", "s", "strike"}, INLINE_STRUCK},
      {{"sup"}, INLINE_RAISED},
      {{"sub"}, INLINE_LOWERED},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    if (is_any(name, rows[i].words)) return rows[i].kind;
  }
  return 0;
}

static size_t find_end(Slice html, size_t pos, const char *end) {
  const char *at = memmem(html.ptr + pos, html.len - pos, end, strlen(end));
  return at ? (size_t)(at - html.ptr) + strlen(end) : html.len;
}

static bool is_name(char byte) {
  return chars_is_letter((unsigned char)byte) || chars_is_digit((unsigned char)byte);
}

MarkdownTag markdown_html_tag(Slice html) {
  MarkdownTag tag = {.len = html.len};
  if (slice_starts(html, SLICE("<!--"))) {
    tag.len = find_end(html, 4, "-->");
    return tag;
  }
  size_t start = 1;
  tag.closes = html.len > 1 && html.ptr[1] == '/';
  start += tag.closes;
  size_t end = start;
  while (end < html.len && is_name(html.ptr[end])) end++;
  tag.name = slice_cut(html, start < html.len ? start : html.len, end);
  char quote = '\0';
  for (; end < html.len && (quote || html.ptr[end] != '>'); end++) {
    char byte = html.ptr[end];
    if (quote ? byte == quote : byte == '"' || byte == '\'') quote = quote ? '\0' : byte;
  }
  if (end < html.len) tag.len = end + 1;
  return tag;
}

// ---- Words

// The character that an entity at the start of the text means, and its bytes; 0 if it is none.
static size_t read_entity(Slice text, Buffer *out) {
  static const struct {
    const char *name, *meant;
  } entities[] = {{"&amp;", "&"},        {"&lt;", "<"},         {"&gt;", ">"},
                  {"&quot;", "\""},      {"&apos;", "'"},       {"&nbsp;", "\u00A0"},
                  {"&mdash;", "\u2014"}, {"&ndash;", "\u2013"}, {"&hellip;", "\u2026"},
                  {"&copy;", "\u00A9"},  {"&rsquo;", "\u2019"}, {"&lsquo;", "\u2018"},
                  {"&rdquo;", "\u201D"}, {"&ldquo;", "\u201C"}};
  for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
    if (!slice_starts(text, slice_of(entities[i].name))) continue;
    buffer_add_string(out, entities[i].meant);
    return strlen(entities[i].name);
  }
  bool hex = text.len > 2 && text.ptr[1] == '#' && (text.ptr[2] | 32) == 'x';
  uint32_t number = 0;
  size_t start = hex ? 3 : 2, pos = start;
  for (; text.len > 2 && text.ptr[1] == '#' && pos < text.len && pos < start + 7; pos++) {
    const char *digits = "0123456789abcdef", *at = strchr(digits, text.ptr[pos] | 32);
    if (!at || at - digits >= (hex ? 16 : 10)) break;
    number = number * (hex ? 16 : 10) + (uint32_t)(at - digits);
  }
  bool valid = pos > start && pos < text.len && text.ptr[pos] == ';' && number > 0 &&
               number < 0x110000 && (number < 0xD800 || number > 0xDFFF);
  if (!valid) return 0;
  buffer_add_code_point(out, number);
  return pos + 1;
}

static void write_words(Slice text, Manuscript *manuscript) {
  Buffer words = {0};
  for (size_t pos = 0; pos < text.len;) {
    Slice rest = slice_cut(text, pos, text.len);
    size_t len = rest.ptr[0] == '&' ? read_entity(rest, &words) : 0;
    if (len == 0) {
      buffer_add_byte(&words, rest.ptr[0]);
      len = 1;
    }
    pos += len;
  }
  manuscript_add_words(manuscript, buffer_slice(&words));
  buffer_release(&words);
}

// The words of what shows no words of its own: of an image, what stands for it.
static void write_alternative(Slice tag, Manuscript *manuscript) {
  const char *at = memmem(tag.ptr, tag.len, "alt=\"", 5);
  if (!at) return;
  Slice rest = slice_cut(tag, (size_t)(at - tag.ptr) + 5, tag.len);
  const char *end = memchr(rest.ptr, '"', rest.len);
  if (end) write_words(slice_cut(rest, 0, (size_t)(end - rest.ptr)), manuscript);
}

static size_t skip_raw(Slice html, size_t pos, Slice name) {
  Buffer end = {0};
  buffer_printf(&end, "</%.*s", (int)name.len, name.ptr);
  while (pos < html.len && strncasecmp(html.ptr + pos, end.ptr, end.len) != 0) pos++;
  buffer_release(&end);
  return pos;
}

void markdown_html_write(Slice html, Manuscript *manuscript) {
  static const char *const inlines[] = {"a",     "span", "u",    "small", "mark", "abbr",
                                        "q",     "font", "time", "img",   "ins",  "var",
                                        "label", "dfn",  "wbr",  NULL};
  static const char *const raw[] = {"script", "style", NULL}, *const image[] = {"img", NULL};
  uint32_t kinds = 0;
  for (size_t pos = 0; pos < html.len;) {
    const char *at = memchr(html.ptr + pos, '<', html.len - pos);
    size_t end = at ? (size_t)(at - html.ptr) : html.len;
    write_words(slice_cut(html, pos, end), manuscript);
    if (!at) break;
    Slice rest = slice_cut(html, end, html.len);
    MarkdownTag tag = markdown_html_tag(rest);
    uint32_t kind = markdown_html_kind(tag.name);
    kinds = tag.closes ? kinds & ~kind : kinds | kind;
    manuscript_set_kinds(manuscript, kinds);
    if (is_any(tag.name, image))
      write_alternative(slice_cut(rest, 0, tag.len), manuscript);
    else if (tag.name.len && !kind && !is_any(tag.name, inlines))
      manuscript_end(manuscript);
    pos = end + tag.len;
    if (is_any(tag.name, raw) && !tag.closes) pos = skip_raw(html, pos, tag.name);
  }
  manuscript_set_kinds(manuscript, 0);
  manuscript_end(manuscript);
}
