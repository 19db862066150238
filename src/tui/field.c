// SPDX-License-Identifier: MIT
// A text being typed. The caret stands between grapheme clusters; the cluster before it is found by
// walking from the start of its line, at most FIELD_BACK bytes back, so a very long line stays
// cheap.
#include "tui/field.h"
#include "base/safe.h"
#include "base/utf8.h"

#include <string.h>

enum { FIELD_BACK = 1024 };

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

size_t field_before(const Field *field, size_t pos) {
  Slice text = buffer_slice(&field->text);
  if (pos == 0) return 0;
  if (text.ptr[pos - 1] == '\n') return pos - 1;
  size_t from = line_start(field, pos);
  if (pos - from > FIELD_BACK) {
    from = pos - FIELD_BACK;
    while (from < pos && ((unsigned char)text.ptr[from] & 0xC0) == 0x80) from++;
  }
  for (;;) {
    size_t next = field_after(field, from);
    if (next >= pos) return from;
    from = next;
  }
}

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\n' || byte == '/';
}

static size_t word_before(const Field *field, size_t pos) {
  const char *text = buffer_slice(&field->text).ptr;
  while (pos > 0 && is_blank(text[pos - 1])) pos = field_before(field, pos);
  while (pos > 0 && !is_blank(text[pos - 1])) pos = field_before(field, pos);
  return pos;
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
  case 'H' & 0x1F: cut(field, field_before(field, caret), caret); return true;
  case KEY_DELETE_: cut(field, caret, field_after(field, caret)); return true;
  case 'W' & 0x1F: cut(field, word_before(field, caret), caret); return true;
  case 'U' & 0x1F: cut(field, line_start(field, caret), caret); return true;
  case 'K' & 0x1F: cut(field, caret, line_end(field, caret)); return true;
  default: return false;
  }
}

static bool move_key(Field *field, Key key) {
  switch (key) {
  case KEY_LEFT_ARROW: field->caret = field_before(field, field->caret); return true;
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
