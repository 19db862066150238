// SPDX-License-Identifier: MIT
// Dressing and undressing: one pass each. Backslashes are read in pairs, so "\\[" escapes a
// backslash and no bracket; inside code, where no backslash escapes, undressing gives it back.
#include "import/markdown_source.h"

#include "base/memory.h"
#include "import/import.h"

#include <stdlib.h>

enum {
  DRESS_LEN = 3,
  LABEL_MAX = 500,
  DEPTH_MAX = 100,  // quotations and lists inside each other
  INDENT_MAX = 400, // bytes before a mark that may nest
};

// U+FDD0 to U+FDD3: the escaped signs, and nothing.
static const char *const dresses[] = {"\xEF\xB7\x90", "\xEF\xB7\x91", "\xEF\xB7\x92",
                                      "\xEF\xB7\x93"};
static const char signs[] = "[]^";
enum { NOTHING = 3 };

// Which dress stands at pos, or -1.
static int dress_at(Slice text, size_t pos) {
  if (text.len - pos < DRESS_LEN || memcmp(text.ptr + pos, "\xEF\xB7", 2) != 0) return -1;
  int dress = (unsigned char)text.ptr[pos + 2] - 0x90;
  return dress >= 0 && dress <= NOTHING ? dress : -1;
}

static int sign_of(char byte) {
  const char *at = byte ? strchr(signs, byte) : NULL;
  return at ? (int)(at - signs) : -1;
}

// ---- Dressing

// The bytes of a mark at pos that begins a quotation or an item of a list, or 0.
static size_t nesting_mark(Slice text, size_t pos) {
  size_t end = pos;
  if (text.ptr[pos] == '>') return 1;
  if (strchr("-+*", text.ptr[pos]))
    end++;
  else {
    while (end < text.len && text.ptr[end] >= '0' && text.ptr[end] <= '9') end++;
    if (end == pos || end == text.len || !strchr(".)", text.ptr[end])) return 0;
    end++;
  }
  return end < text.len && strchr(" \t", text.ptr[end]) ? end - pos : 0;
}

// Copies the marks at the start of a line; too many of them, or too far in, are text. Every line
// would cost as much as blocks are open, and a text of lines would be slow without end.
static size_t copy_marks(MarkdownSource *source, Slice text, size_t pos) {
  size_t start = pos;
  for (int depth = 0;; depth++) {
    size_t mark = pos;
    while (mark < text.len && strchr(" \t", text.ptr[mark]) && text.ptr[mark]) mark++;
    size_t len = mark < text.len ? nesting_mark(text, mark) : 0;
    buffer_add(&source->text, slice_cut(text, pos, len ? mark : pos));
    if (len == 0) return pos;
    if (depth == DEPTH_MAX || mark - start > INDENT_MAX) {
      buffer_add_string(&source->text, dresses[NOTHING]);
      return mark;
    }
    buffer_add(&source->text, slice_cut(text, mark, mark + len));
    pos = mark + len;
  }
}

// The end of the label that begins at pos, behind "[^", or 0 if nothing like a label is there.
static size_t label_end(Slice text, size_t pos) {
  size_t end = pos;
  while (end < text.len && end - pos <= LABEL_MAX && !strchr("] \t\n", text.ptr[end])) end++;
  bool closed = end < text.len && text.ptr[end] == ']';
  return end > pos && (closed || end - pos > LABEL_MAX) ? end : 0;
}

// Keeps the label of what looks like a definition at pos. True when it has one that is not read,
// for its length, its backslashes or its number: it must not become a note that is then lost.
static bool keep_label(MarkdownSource *source, Slice text, size_t pos) {
  if (pos + 1 >= text.len || text.ptr[pos] != '[' || text.ptr[pos + 1] != '^') return false;
  size_t start = pos + 2, end = label_end(text, start);
  if (end == 0) return false;
  bool defines = end + 1 < text.len && text.ptr[end] == ']' && text.ptr[end + 1] == ':';
  if (end - start > LABEL_MAX || memchr(text.ptr + start, '\\', end - start)) return true;
  if (!defines) return false;
  if (source->label_count >= IMPORT_SPANS_MAX) return true;
  uint32_t kept = (uint32_t)source->text.len + 2;
  source->labels =
      memory_grow(source->labels, source->label_count, &source->label_room, sizeof *source->labels);
  source->labels[source->label_count++] =
      (MarkdownLabel){.span = span_make(kept, kept + (uint32_t)(end - start))};
  return false;
}

// Copies the character or pair at pos; returns where the next one begins.
static size_t copy_one(MarkdownSource *source, Slice text, size_t pos) {
  char byte = text.ptr[pos];
  if (byte == '\\' && pos + 1 < text.len) {
    int sign = sign_of(text.ptr[pos + 1]);
    if (sign >= 0)
      buffer_add_string(&source->text, dresses[sign]);
    else if (text.ptr[pos + 1] == '\\')
      buffer_add(&source->text, SLICE("\\\\"));
    else
      buffer_add_byte(&source->text, '\\');
    return pos + (sign >= 0 || text.ptr[pos + 1] == '\\' ? 2 : 1);
  }
  if (byte == '\xEF' && dress_at(text, pos) >= 0) {
    buffer_add_string(&source->text, "\xEF\xBF\xBD");
    return pos + DRESS_LEN;
  }
  if (byte == '[' && keep_label(source, text, pos))
    buffer_add_string(&source->text, dresses[NOTHING]);
  buffer_add_byte(&source->text, byte);
  return pos + 1;
}

void markdown_source_read(MarkdownSource *source, Slice text) {
  for (size_t pos = 0; pos < text.len;) {
    pos = copy_marks(source, text, pos);
    bool goes_on = true;
    while (pos < text.len && goes_on) {
      goes_on = text.ptr[pos] != '\n';
      pos = copy_one(source, text, pos);
    }
  }
}

void markdown_source_release(MarkdownSource *source) {
  buffer_release(&source->text);
  free(source->labels);
  *source = (MarkdownSource){0};
}

Slice markdown_source_label(const MarkdownSource *source, size_t index) {
  Span span = source->labels[index].span;
  return slice_cut(buffer_slice(&source->text), span.start, span.end);
}

void markdown_source_write(const MarkdownSource *source, Buffer *out) {
  Slice text = buffer_slice(&source->text);
  for (size_t i = 0; i < source->label_count; i++) {
    if (source->labels[i].plain) continue;
    buffer_add_string(out, "[^");
    buffer_add(out, markdown_source_label(source, i));
    buffer_add_string(out, "]\n\n");
  }
  size_t pos = 0;
  for (size_t i = 0; i < source->label_count; i++) {
    if (!source->labels[i].plain) continue;
    size_t bracket = source->labels[i].span.start - 2;
    buffer_add(out, slice_cut(text, pos, bracket));
    buffer_add_string(out, dresses[NOTHING]);
    pos = bracket;
  }
  buffer_add(out, slice_cut(text, pos, text.len));
}

// ---- Undressing

bool markdown_source_next(Slice given, size_t *pos, MarkdownStretch *stretch) {
  if (*pos >= given.len) return false;
  size_t start = *pos;
  int dress = dress_at(given, start);
  if (dress >= 0) {
    *pos = start + DRESS_LEN;
    stretch->escaped = dress != NOTHING;
    stretch->text = slice_make(signs + dress, stretch->escaped);
    return true;
  }
  while (*pos < given.len && dress_at(given, *pos) < 0) ++*pos;
  *stretch = (MarkdownStretch){slice_cut(given, start, *pos), false};
  return true;
}

void markdown_source_restore(Slice given, bool backslashes, Buffer *out) {
  MarkdownStretch stretch;
  for (size_t pos = 0; markdown_source_next(given, &pos, &stretch);) {
    if (stretch.escaped && backslashes) buffer_add_byte(out, '\\');
    buffer_add(out, stretch.text);
  }
}
