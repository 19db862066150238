// SPDX-License-Identifier: MIT
// A text being typed. The caret stands between grapheme clusters; the cluster before it is found by
// walking from the start of its line, at most FIELD_BACK bytes back, so a very long line stays
// cheap. Whatever looks back over more than a cluster goes by bytes, or forwards: a step back for
// each cluster of a long paste would keep the reader waiting.
#include "tui/field.h"
#include "base/utf8.h"

#include <string.h>

enum {
  FIELD_BACK = 1024,
  FIELD_CELL = 32, // bytes for each column that are looked at: more marks than that are cut off
};

void field_release(Field *field) {
  buffer_release(&field->text);
  field->caret = 0;
}

void field_set(Field *field, Slice text) {
  buffer_clear(&field->text);
  field->caret = 0;
  field_insert(field, text, true);
}

// ---- Clusters

size_t field_after(const Field *field, size_t pos) {
  Slice text = buffer_slice(&field->text);
  SafeUnit unit;
  if (pos >= text.len) return text.len;
  if (text.ptr[pos] == '\n') return pos + 1;
  safe_next(slice_cut(text, pos, text.len), SAFE_UNICODE, &unit);
  return pos + unit.len;
}

static size_t line_start(const Field *field, size_t pos) {
  const char *text = buffer_slice(&field->text).ptr;
  while (pos > 0 && text[pos - 1] != '\n') pos--;
  return pos;
}

static size_t line_end(const Field *field, size_t pos) {
  Slice text = buffer_slice(&field->text);
  while (pos < text.len && text.ptr[pos] != '\n') pos++;
  return pos;
}

// A place from which walking forwards finds the clusters before pos: the start of the line, or
// `most` bytes back.
static size_t walk_start(const Field *field, size_t pos, size_t most) {
  const char *text = buffer_slice(&field->text).ptr;
  size_t least = pos > most ? pos - most : 0, from = pos;
  while (from > least && text[from - 1] != '\n') from--;
  while (from < pos && ((unsigned char)text[from] & 0xC0) == 0x80) from++;
  return from;
}

// Start of the cluster before pos.
static size_t before(const Field *field, size_t pos) {
  Slice text = buffer_slice(&field->text);
  if (pos == 0) return 0;
  if (text.ptr[pos - 1] == '\n') return pos - 1;
  size_t from = walk_start(field, pos, FIELD_BACK);
  for (;;) {
    size_t next = field_after(field, from);
    if (next >= pos) return from;
    from = next;
  }
}

static uint32_t width_at(const Field *field, size_t pos, SafeMode mode) {
  Slice text = buffer_slice(&field->text);
  return safe_width(slice_cut(text, pos, field_after(field, pos)), mode);
}

size_t field_first_shown(const Field *field, SafeMode mode, uint32_t columns) {
  size_t from = walk_start(field, field->caret, FIELD_BACK + (size_t)columns * FIELD_CELL);
  uint32_t used = safe_width(slice_cut(buffer_slice(&field->text), from, field->caret), mode);
  while (from < field->caret && used >= columns) {
    uint32_t first = width_at(field, from, mode);
    used -= first < used ? first : used;
    from = field_after(field, from);
  }
  return from;
}

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\n' || byte == '/';
}

// What ends a word is ASCII, so bytes will do; but a blank may carry a mark.
static size_t word_before(const Field *field, size_t pos) {
  const char *text = buffer_slice(&field->text).ptr;
  size_t from = pos;
  while (from > 0 && is_blank(text[from - 1])) from--;
  while (from > 0 && !is_blank(text[from - 1])) from--;
  if (from == 0) return 0;
  size_t blank = before(field, from);
  return field_after(field, blank) > from ? blank : from;
}

// ---- Changing

static void cut(Field *field, size_t from, size_t to) {
  Buffer *text = &field->text;
  if (from >= to) return;
  memmove(text->ptr + from, text->ptr + to, text->len - to + 1); // with the NUL behind the end
  text->len -= to - from;
  field->caret = from;
}

// Text as it is kept: valid UTF-8, LF line ends or none, no NUL.
static void clean(Slice text, bool lines, Buffer *out) {
  for (size_t i = 0; i < text.len;) {
    uint32_t code_point;
    i += utf8_decode(slice_cut(text, i, text.len), &code_point, NULL);
    if (code_point == '\r') {
      if (i < text.len && text.ptr[i] == '\n') continue;
      code_point = '\n';
    }
    if (code_point == 0) continue;
    if (code_point == '\n' && !lines) code_point = ' ';
    buffer_add_code_point(out, code_point);
  }
}

bool field_insert(Field *field, Slice text, bool lines) {
  Buffer clean_text = {0}, whole = {0};
  clean(text, lines, &clean_text);
  bool fits = clean_text.len + field->text.len <= FIELD_BYTES_MAX;
  if (fits) {
    Slice old = buffer_slice(&field->text);
    buffer_add(&whole, slice_cut(old, 0, field->caret));
    buffer_add(&whole, buffer_slice(&clean_text));
    buffer_add(&whole, slice_cut(old, field->caret, old.len));
    field->caret += clean_text.len;
    buffer_release(&field->text);
    field->text = whole;
  }
  buffer_release(&clean_text);
  return fits;
}

static bool insert_key(Field *field, Key key) {
  char bytes[4];
  if (!key_is_character(key)) return false;
  return field_insert(field, slice_make(bytes, utf8_encode(key, bytes)), true);
}

static bool delete_key(Field *field, Key key) {
  size_t caret = field->caret;
  switch (key) {
  case KEY_BACKSPACE_:
  case 'H' & 0x1F: cut(field, before(field, caret), caret); return true;
  case KEY_DELETE_: cut(field, caret, field_after(field, caret)); return true;
  case 'W' & 0x1F: cut(field, word_before(field, caret), caret); return true;
  case 'U' & 0x1F: cut(field, line_start(field, caret), caret); return true;
  case 'K' & 0x1F: cut(field, caret, line_end(field, caret)); return true;
  default: return false;
  }
}

static bool move_key(Field *field, Key key) {
  switch (key) {
  case KEY_LEFT_ARROW: field->caret = before(field, field->caret); return true;
  case KEY_RIGHT_ARROW: field->caret = field_after(field, field->caret); return true;
  case KEY_HOME_:
  case 'A' & 0x1F: field->caret = line_start(field, field->caret); return true;
  case KEY_END_:
  case 'E' & 0x1F: field->caret = line_end(field, field->caret); return true;
  default: return false;
  }
}

bool field_key(Field *field, Key key, bool lines, bool *changed) {
  size_t len = field->text.len;
  *changed = false;
  if (move_key(field, key)) return true;
  bool taken = delete_key(field, key) || insert_key(field, key);
  if (!taken && lines && key == KEY_ENTER_) taken = field_insert(field, SLICE("\n"), true);
  *changed = field->text.len != len;
  return taken;
}
