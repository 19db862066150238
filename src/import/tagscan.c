// SPDX-License-Identifier: MIT
// Tags as far as they must be known before parsing: where they begin and end, and how many words
// stand in them outside quotation marks. Two passes at most, none of which looks back.
#include "import/tagscan.h"

#include <ctype.h>
#include <strings.h>

enum { COMPARISONS_MAX = 200000000 }; // of attributes in all tags: a second or two

// ---- Word breaks

static bool is_word_break(Slice text, size_t pos) {
  static const char *const shapes[] = {"<wbr", "</wbr"};
  for (int i = 0; i < 2; i++) {
    size_t len = strlen(shapes[i]);
    if (text.len <= pos + len || strncasecmp(text.ptr + pos, shapes[i], len) != 0) continue;
    if (strchr(" \t\r\n/>", text.ptr[pos + len]) && text.ptr[pos + len]) return true;
  }
  return false;
}

void tagscan_cut_word_breaks(Slice text, Buffer *out) {
  size_t done = 0;
  for (size_t pos = 0; pos < text.len;) {
    const char *tag = memchr(text.ptr + pos, '<', text.len - pos);
    if (!tag) break;
    pos = (size_t)(tag - text.ptr);
    const char *end = is_word_break(text, pos) ? memchr(tag, '>', text.len - pos) : NULL;
    if (end) {
      buffer_add(out, slice_cut(text, done, pos));
      done = pos = (size_t)(end - text.ptr) + 1;
    } else {
      pos++;
    }
  }
  buffer_add(out, slice_cut(text, done, text.len));
}

// ---- Attributes

static bool is_tag(Slice text, size_t pos) {
  return pos + 1 < text.len && isalpha((unsigned char)text.ptr[pos + 1]);
}

// Steps over a tag and counts the words in it; a quoted value is part of one.
static size_t pass_tag(Slice text, size_t pos, uint64_t *words) {
  char quote = 0;
  *words = 0;
  for (; pos < text.len && (quote || text.ptr[pos] != '>'); pos++) {
    char byte = text.ptr[pos];
    if (quote)
      quote = byte == quote ? 0 : quote;
    else if (byte == '"' || byte == '\'')
      quote = byte;
    else
      *words += strchr(" \t\r\n\f/", byte) != NULL;
  }
  return pos;
}

// What stands in scripts and styles is no tag, though it may look like one.
static size_t pass_raw_text(Slice text, size_t tag, size_t pos) {
  static const char *const names[] = {"script", "style"};
  for (int i = 0; i < 2; i++) {
    size_t len = strlen(names[i]);
    if (tag + 1 + len > text.len || strncasecmp(text.ptr + tag + 1, names[i], len) != 0) continue;
    const char *at = text.ptr + pos;
    while ((at = memmem(at, text.len - (size_t)(at - text.ptr), "</", 2)) != NULL) {
      size_t end = (size_t)(at - text.ptr) + 2;
      if (end + len <= text.len && strncasecmp(at + 2, names[i], len) == 0) return end;
      at += 2;
    }
    return text.len;
  }
  return pos;
}

bool tagscan_is_overloaded(Slice text) {
  uint64_t comparisons = 0;
  for (size_t pos = 0; pos < text.len && comparisons <= COMPARISONS_MAX;) {
    const char *tag = memchr(text.ptr + pos, '<', text.len - pos);
    if (!tag) break;
    size_t start = (size_t)(tag - text.ptr);
    pos = start + 1;
    if (!is_tag(text, start)) continue;
    uint64_t words;
    pos = pass_raw_text(text, start, pass_tag(text, pos, &words));
    comparisons += words * words / 2;
  }
  return comparisons > COMPARISONS_MAX;
}
