// SPDX-License-Identifier: MIT
// The notation of keys, read and written from one table of names, so that what is written is read
// back.
// `<` always opens a name and `^` a control key where one can follow; as keys they are <lt> and
// <Caret>.
#include "command/key.h"

#include "base/utf8.h"

typedef struct KeyName {
  Key key;
  const char *name;
} KeyName;

static const KeyName names[] = {
    {KEY_UP_ARROW, "Up"},
    {KEY_DOWN_ARROW, "Down"},
    {KEY_LEFT_ARROW, "Left"},
    {KEY_RIGHT_ARROW, "Right"},
    {KEY_HOME_, "Home"},
    {KEY_END_, "End"},
    {KEY_PAGE_UP, "PgUp"},
    {KEY_PAGE_DOWN, "PgDn"},
    {KEY_INSERT, "Ins"},
    {KEY_DELETE_, "Del"},
    {KEY_BACK_TAB, "S-Tab"},
    {KEY_TAB, "Tab"},
    {KEY_ENTER_, "Enter"},
    {KEY_ESCAPE, "Esc"},
    {KEY_SPACE, "Space"},
    {KEY_BACKSPACE_, "BS"},
    {'<', "lt"},
    {'^', "Caret"},
    {KEY_PASTE, "Paste"},
    {KEY_RESIZED, "Resize"},
    {KEY_MOUSE_, "Mouse"},
    {KEY_F1_, "F1"},
    {KEY_F1_ + 1, "F2"},
    {KEY_F1_ + 2, "F3"},
    {KEY_F1_ + 3, "F4"},
    {KEY_F1_ + 4, "F5"},
    {KEY_F1_ + 5, "F6"},
    {KEY_F1_ + 6, "F7"},
    {KEY_F1_ + 7, "F8"},
    {KEY_F1_ + 8, "F9"},
    {KEY_F1_ + 9, "F10"},
    {KEY_F1_ + 10, "F11"},
    {KEY_F12_, "F12"},
};
enum { NAME_COUNT = sizeof names / sizeof *names };

// A name of the table that is closed by `>`: returns its bytes without that.
static size_t parse_name(Slice text, Key *key) {
  for (size_t at = 0; at < NAME_COUNT; at++) {
    Slice name = slice_of(names[at].name);
    if (slice_starts(text, name) && text.len > name.len && text.ptr[name.len] == '>') {
      *key = names[at].key;
      return name.len;
    }
  }
  return 0;
}

// `j`, `^F`: a key without brackets.
static size_t parse_plain(Slice text, Key *key) {
  if (text.len == 0) return 0;
  if (text.ptr[0] == '^' && text.len > 1 && text.ptr[1] > '@' && text.ptr[1] <= '_') {
    *key = (Key)text.ptr[1] - '@';
    return 2;
  }
  bool broken;
  size_t len = utf8_decode(text, key, &broken);
  return broken || *key <= ' ' || *key == KEY_BACKSPACE_ ? 0 : len;
}

// `Down>`, `M-Down>`, `M-x>`: pos is behind the `<`.
static size_t parse_bracketed(Slice text, Key *key) {
  Slice alt = SLICE("M-");
  bool with_alt = slice_starts(text, alt);
  size_t skipped = with_alt ? alt.len : 0;
  Slice rest = slice_cut(text, skipped, text.len);
  size_t len = parse_name(rest, key);
  if (len == 0 && with_alt) len = parse_plain(rest, key);
  if (len == 0 || len >= rest.len || rest.ptr[len] != '>') return 0;
  if (with_alt) *key += KEY_ALT;
  return skipped + len + 1;
}

bool key_is_character(Key key) {
  if (key < 0x20 || key == KEY_BACKSPACE_ || key > 0x10FFFF) return false;
  return key < 0xD800 || key > 0xDFFF;
}

size_t key_parse(Slice notation, Key *key) {
  Key found = 0;
  bool bracketed = notation.len > 0 && notation.ptr[0] == '<';
  size_t len = bracketed ? parse_bracketed(slice_cut(notation, 1, notation.len), &found)
                         : parse_plain(notation, &found);
  if (len == 0) return 0;
  *key = found;
  return len + bracketed;
}

// The key's name, without brackets; false when it is written as itself.
static bool write_name(Buffer *out, Key key) {
  for (size_t at = 0; at < NAME_COUNT; at++) {
    if (names[at].key == key) {
      buffer_add_string(out, names[at].name);
      return true;
    }
  }
  return false;
}

void key_write(Buffer *out, Key key) {
  Key base = key >= KEY_ALT ? key - KEY_ALT : key;
  Buffer name = {0};
  bool bracketed = write_name(&name, base) || base != key;
  if (name.len == 0) {
    if (base < ' ') {
      buffer_printf(&name, "^%c", (char)(base + '@'));
    } else {
      buffer_add_code_point(&name, base);
    }
  }
  if (bracketed) buffer_add_byte(out, '<');
  if (base != key) buffer_add_string(out, "M-");
  buffer_add(out, buffer_slice(&name));
  if (bracketed) buffer_add_byte(out, '>');
  buffer_release(&name);
}
