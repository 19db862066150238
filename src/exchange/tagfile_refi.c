// SPDX-License-Identifier: MIT
// Codebooks of REFI-QDA. Of XML only what such a file needs is known: tags with attributes, text
// with references and CDATA; comments and instructions are passed over. What is not well-formed
// gives fewer codes, never a failure. One pass; memory for each open code.
#include "exchange/tagfile.h"

#include "base/utf8.h"
#include "exchange/escape.h"
#include "exchange/refi.h"
#include "library/colour.h"

#include <stdlib.h>

typedef struct OpenCode {
  size_t above; // length of the path above it
  uint32_t entry;
  bool named; // it has an entry
} OpenCode;

enum { PATH_MOST = 4 * TAG_UNITS_MAX }; // bytes; what is nested deeper has no name of its own

typedef struct Codes {
  TagFile *file;
  Slice rest;
  Buffer path; // of the innermost open code
  OpenCode *open;
  uint32_t count;
  size_t capacity;
} Codes;

// ---- XML

// Cuts what stands before the mark off, and the mark; all of it where the mark is missing.
static Slice take_to(Slice *rest, const char *mark) {
  size_t len = strlen(mark);
  const char *found = rest->len ? memmem(rest->ptr, rest->len, mark, len) : NULL;
  size_t before = found ? (size_t)(found - rest->ptr) : rest->len;
  Slice taken = slice_cut(*rest, 0, before);
  *rest = slice_cut(*rest, found ? before + len : before, rest->len);
  return taken;
}

// What stands in a tag whose `<` is taken; a `>` in quotation marks does not end it.
static Slice take_tag(Slice *rest) {
  size_t end = 0;
  for (char quote = '\0'; end < rest->len && (quote || rest->ptr[end] != '>'); end++) {
    char byte = rest->ptr[end];
    if (quote)
      quote = byte == quote ? '\0' : quote;
    else if (byte == '"' || byte == '\'')
      quote = byte;
  }
  Slice tag = slice_cut(*rest, 0, end);
  *rest = slice_cut(*rest, end < rest->len ? end + 1 : end, rest->len);
  return tag;
}

// The next tag, without its brackets; false at the end.
static bool next_tag(Slice *rest, Slice *tag) {
  while (rest->len > 0) {
    take_to(rest, "<");
    if (slice_starts(*rest, SLICE("!--")))
      take_to(rest, "-->");
    else if (slice_starts(*rest, SLICE("![CDATA[")))
      take_to(rest, "]]>");
    else if (rest->len > 0) {
      *tag = take_tag(rest);
      return true;
    }
  }
  return false;
}

static bool is_blank(char byte) {
  return strchr(" \t\r\n", byte) != NULL;
}

// Its name without the prefix of a namespace.
static Slice name_of(Slice tag) {
  size_t end = 0;
  while (end < tag.len && !is_blank(tag.ptr[end]) && tag.ptr[end] != '/') end++;
  Slice name = slice_cut(tag, 0, end);
  const char *colon = end ? memchr(name.ptr, ':', end) : NULL;
  return colon ? slice_cut(name, (size_t)(colon - name.ptr) + 1, end) : name;
}

static void add_text(Slice text, Buffer *out) {
  while (text.len > 0) {
    if (slice_starts(text, SLICE("<![CDATA["))) {
      text = slice_cut(text, strlen("<![CDATA["), text.len);
      buffer_add(out, take_to(&text, "]]>"));
      continue;
    }
    size_t len = text.ptr[0] == '&' ? escape_take_reference(slice_cut(text, 1, text.len), out) : 0;
    if (len == 0) buffer_add_byte(out, text.ptr[0]);
    text = slice_cut(text, len + 1, text.len);
  }
}

// Appends an attribute's value; nothing when the tag has none of that name.
static void add_attribute(Slice tag, const char *name, Buffer *out) {
  size_t len = strlen(name);
  for (size_t at = name_of(tag).len; at < tag.len;) {
    size_t start = at;
    while (at < tag.len && tag.ptr[at] != '=') at++;
    Slice own = slice_trim(slice_cut(tag, start, at));
    for (at++; at < tag.len && is_blank(tag.ptr[at]);) at++;
    if (at >= tag.len) return;
    Slice value = slice_cut(tag, at + 1, tag.len);
    const char *end = value.len ? memchr(value.ptr, tag.ptr[at], value.len) : NULL;
    if (!end) return;
    value = slice_cut(value, 0, (size_t)(end - value.ptr));
    at += value.len + 2;
    // A name stands at the end of what is before the sign: the first has the tag's before it.
    bool meant = own.len >= len &&
                 slice_equal(slice_cut(own, own.len - len, own.len), slice_of(name)) &&
                 (own.len == len || is_blank(own.ptr[own.len - len - 1]));
    if (!meant) continue;
    add_text(value, out);
    return;
  }
}

// ---- Codes

static const uint32_t *read_colour(TagFile *file, Slice tag) {
  Buffer typed = {0};
  uint32_t *colour = arena_alloc(file->arena, 1, sizeof *colour);
  add_attribute(tag, "color", &typed);
  bool is_one = colour_parse_rgb(buffer_slice(&typed), colour) && *colour != REFI_DEFAULT_COLOUR;
  buffer_release(&typed);
  return is_one ? colour : NULL;
}

// A name may be a whole path, as those of postil are.
static bool add_code(Codes *codes, Slice tag) {
  Buffer name = {0};
  Arena *arena = codes->file->arena;
  add_attribute(tag, "name", &name);
  bool named = slice_trim(buffer_slice(&name)).len > 0 && codes->path.len < PATH_MOST;
  if (named) {
    if (codes->path.len > 0) buffer_add_byte(&codes->path, '/');
    buffer_add(&codes->path, buffer_slice(&name));
    tagfile_add(codes->file, (TagEntry){.path = arena_slice(arena, buffer_slice(&codes->path)).ptr,
                                        .edit.colour = read_colour(codes->file, tag)});
  }
  buffer_release(&name);
  return named;
}

static void open_code(Codes *codes, Slice tag) {
  OpenCode code = {codes->path.len, codes->file->count, false};
  code.named = add_code(codes, tag);
  codes->open = memory_grow(codes->open, codes->count, &codes->capacity, sizeof *codes->open);
  codes->open[codes->count++] = code;
}

static void close_code(Codes *codes) {
  if (codes->count == 0) return;
  codes->path.len = codes->open[--codes->count].above;
  if (codes->path.ptr) codes->path.ptr[codes->path.len] = '\0';
}

// Of the innermost open code.
static void read_memo(Codes *codes) {
  Buffer memo = {0};
  add_text(take_to(&codes->rest, "</"), &memo);
  Slice text = slice_trim(buffer_slice(&memo));
  const OpenCode *code = &codes->open[codes->count - 1];
  if (text.len > 0 && code->named)
    codes->file->entries[code->entry].edit.memo = arena_slice(codes->file->arena, text).ptr;
  buffer_release(&memo);
}

static void see_tag(Codes *codes, Slice tag) {
  bool closes = slice_starts(tag, SLICE("/")), empty = tag.len > 0 && tag.ptr[tag.len - 1] == '/';
  Slice name = name_of(closes ? slice_cut(tag, 1, tag.len) : tag);
  bool code = slice_equal(name, SLICE("Code"));
  if (code && !closes) open_code(codes, tag);
  if (code && (closes || empty)) close_code(codes);
  if (slice_equal(name, SLICE("Description")) && !closes && !empty && codes->count > 0)
    read_memo(codes);
}

bool tagfile_read_refi(Slice bytes, TagFile *file, Error *err) {
  Slice tag;
  Codes codes = {.file = file, .rest = bytes};
  if (!utf8_valid(bytes))
    return error_set(err, ERROR_DATA, "cannot read the codebook: it is not in UTF-8");
  while (next_tag(&codes.rest, &tag)) see_tag(&codes, tag);
  free(codes.open);
  buffer_release(&codes.path);
  return file->count > 0 ||
         error_set(err, ERROR_DATA, "cannot read a codebook from this: the file holds no code");
}
