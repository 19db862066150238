// SPDX-License-Identifier: MIT
// Escaping for Markdown: what a reader of CommonMark, GFM or Obsidian sees must be the text,
// character by character. A backslash stands before everything that could open a construct
// anywhere, and before what could open one at the start of a line; white space at the ends of a
// line goes out as numbers.
//
//   quotation            block quote
//   │- 1 < 2⏎⏎:smile:│   │> \- 1 \< 2      no \ before an empty line
//                        │>
//                        │> \:smile:
#include "exchange/escape.h"

#include "base/utf8.h"
#include "text/view.h"

#include <string.h>
#include <unictype.h>

// ---- A line

static bool is_word(char byte) {
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
         (byte >= 'A' && byte <= 'Z') || byte == '_' || byte == '+' || byte == '-';
}

// Does a ":word:" open at `at`? A word holds no colon, so all these looks together walk the line
// once.
static bool opens_emoji(Slice line, size_t at) {
  size_t end = at + 1;
  while (end < line.len && is_word(line.ptr[end])) end++;
  return end > at + 1 && end < line.len && line.ptr[end] == ':';
}

static bool is_doubled(Slice line, size_t at) {
  char byte = line.ptr[at];
  return (at > 0 && line.ptr[at - 1] == byte) || (at + 1 < line.len && line.ptr[at + 1] == byte);
}

static bool needs_backslash(Slice line, size_t at) {
  char byte = line.ptr[at];
  if (byte == '\0') return false;
  if (strchr("\\`*_[]<>|~&$#^{}", byte)) return true;
  if (byte == '=' || byte == '%') return is_doubled(line, at);
  return byte == ':' && opens_emoji(line, at);
}

// Where a list number at the start of the line ends, or SIZE_MAX.
static size_t list_stop(Slice line) {
  size_t digits = 0;
  while (digits < line.len && line.ptr[digits] >= '0' && line.ptr[digits] <= '9') digits++;
  bool stop = digits < line.len && (line.ptr[digits] == '.' || line.ptr[digits] == ')');
  return stop && digits >= 1 && digits <= 9 ? digits : SIZE_MAX;
}

static void escape_line(Buffer *out, Slice line) {
  size_t stop = list_stop(line);
  bool opens = line.len > 0 && strchr("-+=:", line.ptr[0]) != NULL && line.ptr[0] != '\0';
  for (size_t i = 0; i < line.len; i++) {
    if ((i == 0 && opens) || i == stop || needs_backslash(line, i)) buffer_add_byte(out, '\\');
    buffer_add_byte(out, line.ptr[i]);
  }
}

void escape_markdown_text(Buffer *out, Slice text) {
  Buffer line = {0};
  bool blank = false;
  for (size_t at = 0; at < text.len;) {
    uint32_t code_point;
    size_t len = utf8_decode(slice_cut(text, at, text.len), &code_point, NULL);
    if (view_is_blank(code_point)) {
      blank = true;
    } else {
      if (blank && line.len > 0) buffer_add_byte(&line, ' ');
      blank = false;
      buffer_add(&line, slice_cut(text, at, at + len));
    }
    at += len;
  }
  escape_line(out, buffer_slice(&line));
  buffer_release(&line);
}

// ---- A quotation

// Bytes of white space at the start of the line, or at its end.
static size_t blank_head(Slice line) {
  size_t at = 0;
  while (at < line.len) {
    uint32_t code_point;
    uint32_t len = utf8_decode(slice_cut(line, at, line.len), &code_point, NULL);
    if (!view_is_blank(code_point)) break;
    at += len;
  }
  return at;
}

static size_t blank_tail(Slice line) {
  size_t at = line.len;
  while (at > 0) {
    uint32_t code_point;
    size_t before = utf8_before(line.ptr, at);
    utf8_decode(slice_cut(line, before, at), &code_point, NULL);
    if (!view_is_blank(code_point)) break;
    at = before;
  }
  return line.len - at;
}

static void add_numbers(Buffer *out, Slice blanks) {
  for (size_t at = 0; at < blanks.len;) {
    uint32_t code_point;
    at += utf8_decode(slice_cut(blanks, at, blanks.len), &code_point, NULL);
    buffer_printf(out, "&#%u;", (unsigned)code_point);
  }
}

static void add_quote_line(Buffer *out, Slice line) {
  size_t head = blank_head(line);
  size_t tail = head < line.len ? blank_tail(line) : 0;
  add_numbers(out, slice_cut(line, 0, head));
  escape_line(out, slice_cut(line, head, line.len - tail));
  add_numbers(out, slice_cut(line, line.len - tail, line.len));
}

static Slice trim_quote(Slice quote) {
  while (quote.len > 0 && strchr(" \t\n", quote.ptr[0])) quote = slice_cut(quote, 1, quote.len);
  while (quote.len > 0 && strchr(" \t\n", quote.ptr[quote.len - 1])) quote.len--;
  return quote;
}

static Slice cut_line(Slice *rest) {
  const char *end = rest->len ? memchr(rest->ptr, '\n', rest->len) : NULL;
  size_t len = end ? (size_t)(end - rest->ptr) : rest->len;
  Slice line = slice_cut(*rest, 0, len);
  *rest = slice_cut(*rest, end ? len + 1 : len, rest->len);
  return line;
}

void escape_markdown_quote(Buffer *out, Slice quote) {
  Slice rest = trim_quote(quote);
  if (rest.len == 0) buffer_add_string(out, ">\n");
  for (bool empty_before = false; rest.len > 0;) {
    Slice line = cut_line(&rest);
    if (line.len == 0) {
      buffer_add_string(out, empty_before ? "> \\\n" : ">\n");
    } else {
      buffer_add_string(out, "> ");
      add_quote_line(out, line);
      if (rest.len > 0 && rest.ptr[0] != '\n') buffer_add_byte(out, '\\');
      buffer_add_byte(out, '\n');
    }
    empty_before = line.len == 0;
  }
}

// ---- A comment

typedef struct Fence {
  char mark; // ` or ~, 0 while none is open
  size_t len;
} Fence;

static size_t count_run(Slice text, char byte) {
  size_t len = 0;
  while (len < text.len && text.ptr[len] == byte) len++;
  return len;
}

// The line without at most three blanks at its start.
static Slice unindent(Slice line) {
  size_t blanks = count_run(line, ' ');
  return slice_cut(line, blanks <= 3 ? blanks : 0, line.len);
}

static void follow_fence(Fence *fence, Slice line) {
  Slice text = unindent(line);
  char mark = text.len > 0 ? text.ptr[0] : '\0';
  if (mark != '`' && mark != '~') return;
  size_t len = count_run(text, mark);
  Slice rest = slice_cut(text, len, text.len);
  if (len < 3) return;
  if (fence->mark) {
    if (mark == fence->mark && len >= fence->len && slice_trim(rest).len == 0) fence->mark = '\0';
  } else if (mark == '~' || rest.len == 0 || !memchr(rest.ptr, '`', rest.len)) {
    *fence = (Fence){mark, len};
  }
}

// HTML blocks that a blank line does not end (CommonMark 4.6, kinds 1 to 5).
static bool opens_html(Slice line) {
  static const char *const names[] = {"script", "pre", "style", "textarea"};
  Slice text = unindent(line);
  if (text.len < 2 || text.ptr[0] != '<') return false;
  if (text.ptr[1] == '!' || text.ptr[1] == '?') return true;
  size_t at = text.ptr[1] == '/' ? 2 : 1;
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    size_t len = strlen(names[i]);
    if (text.len - at >= len && strncasecmp(text.ptr + at, names[i], len) == 0) return true;
  }
  return false;
}

static bool swallows(Slice comment) {
  Fence fence = {0};
  while (comment.len > 0) {
    Slice line = cut_line(&comment);
    bool inside = fence.mark != '\0';
    follow_fence(&fence, line);
    if (!inside && !fence.mark && opens_html(line)) return true;
  }
  return fence.mark != '\0';
}

static size_t longest_run(Slice text, char byte) {
  size_t longest = 0;
  for (size_t at = 0; at < text.len;) {
    size_t len = count_run(slice_cut(text, at, text.len), byte);
    if (len > longest) longest = len;
    at += len + 1;
  }
  return longest;
}

// CR LF and CR are line ends too; the file has only LF. A control would act on whoever prints it.
static void add_lines(Buffer *out, Slice comment) {
  for (size_t at = 0; at < comment.len;) {
    uint32_t code_point;
    size_t next = at + utf8_decode(slice_cut(comment, at, comment.len), &code_point, NULL);
    bool control = code_point < ' ' || (code_point >= 0x7F && code_point < 0xA0);
    bool pair = code_point == '\r' && next < comment.len && comment.ptr[next] == '\n';
    if (code_point == '\r' && !pair)
      buffer_add_byte(out, '\n');
    else if (control && code_point != '\n' && code_point != '\t' && !pair)
      buffer_add_code_point(out, UTF8_REPLACEMENT);
    else if (!pair)
      buffer_add(out, slice_cut(comment, at, next));
    at = next;
  }
}

static Slice trim_lines(Slice text) {
  while (text.len > 0 && text.ptr[0] == '\n') text = slice_cut(text, 1, text.len);
  while (text.len > 0 && text.ptr[text.len - 1] == '\n') text.len--;
  return text;
}

void escape_markdown_comment(Buffer *out, Slice comment) {
  Buffer lines = {0};
  add_lines(&lines, comment);
  Slice text = trim_lines(buffer_slice(&lines));
  bool fenced = swallows(text);
  size_t bars = longest_run(text, '`') + 1;
  if (bars < 3) bars = 3;
  if (fenced) {
    for (size_t i = 0; i < bars; i++) buffer_add_byte(out, '`');
    buffer_add_string(out, "markdown\n");
  }
  buffer_add(out, text);
  buffer_add_byte(out, '\n');
  if (fenced) {
    for (size_t i = 0; i < bars; i++) buffer_add_byte(out, '`');
    buffer_add_byte(out, '\n');
  }
  buffer_release(&lines);
}

// ---- A tag

static bool stays_in_tag(uint32_t code_point) {
  return code_point == '_' || code_point == '-' ||
         uc_is_general_category_withtable(code_point, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M |
                                                          UC_CATEGORY_MASK_N);
}

static bool is_number(Slice slug) {
  for (size_t at = 0; at < slug.len;) {
    uint32_t code_point;
    at += utf8_decode(slice_cut(slug, at, slug.len), &code_point, NULL);
    if (code_point != '/' && !uc_is_general_category_withtable(code_point, UC_CATEGORY_MASK_N))
      return false;
  }
  return true;
}

static void add_tag_part(Buffer *out, Slice part) {
  Buffer slug = {0};
  bool run = false;
  for (size_t at = 0; at < part.len;) {
    uint32_t code_point;
    size_t len = utf8_decode(slice_cut(part, at, part.len), &code_point, NULL);
    bool stays = stays_in_tag(code_point);
    if (stays) buffer_add(&slug, slice_cut(part, at, at + len));
    if (!stays && !run) buffer_add_byte(&slug, '-');
    run = !stays;
    at += len;
  }
  Slice text = buffer_slice(&slug);
  while (text.len > 0 && strchr("-_", text.ptr[0])) text = slice_cut(text, 1, text.len);
  while (text.len > 0 && strchr("-_", text.ptr[text.len - 1])) text.len--;
  buffer_add(out, text.len > 0 ? text : SLICE("tag"));
  buffer_release(&slug);
}

void escape_markdown_tag(Buffer *out, Slice path) {
  Buffer slug = {0};
  for (size_t at = 0; at <= path.len;) {
    const char *slash = at < path.len ? memchr(path.ptr + at, '/', path.len - at) : NULL;
    size_t end = slash ? (size_t)(slash - path.ptr) : path.len;
    if (at > 0) buffer_add_byte(&slug, '/');
    add_tag_part(&slug, slice_cut(path, at, end));
    at = end + 1;
  }
  if (is_number(buffer_slice(&slug))) buffer_add_string(out, "n-");
  buffer_add(out, buffer_slice(&slug));
  buffer_release(&slug);
}
