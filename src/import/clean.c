// SPDX-License-Identifier: MIT
// Takes line ends and control functions (ECMA-48) out of the text. One pass; a search for the end
// of a control string that found none is remembered, so that no stretch is searched twice.
#include "import/clean.h"

#include "import/chars.h"

enum {
  ESCAPE = 0x1B,
  BELL = 0x07,
  NEXT_LINE = 0x85,
  C1_CSI = 0x9B,
  C1_ST = 0x9C,
  LINE_SEPARATOR = 0x2028,
  PARAGRAPH_SEPARATOR = 0x2029,
  BYTE_ORDER_MARK = 0xFEFF,
};

typedef struct Cleaner {
  Slice text;
  Buffer *out;
  size_t no_string_end_before; // no control string ends between here and this place
} Cleaner;

static bool is_line_end(uint32_t code_point) {
  return (code_point >= '\n' && code_point <= '\r') || code_point == NEXT_LINE ||
         code_point == LINE_SEPARATOR || code_point == PARAGRAPH_SEPARATOR;
}

// Where the control string whose contents begin at pos is over, or pos when this line has no end of
// it.
static size_t string_end(Cleaner *cleaner, size_t start) {
  if (start < cleaner->no_string_end_before) return start;
  for (size_t pos = start; pos < cleaner->text.len;) {
    uint32_t code_point;
    uint32_t len = chars_at(cleaner->text, pos, &code_point);
    if (is_line_end(code_point)) {
      cleaner->no_string_end_before = pos;
      return start;
    }
    pos += len;
    if (code_point == BELL || code_point == C1_ST) return pos;
    if (code_point == ESCAPE && pos < cleaner->text.len && cleaner->text.ptr[pos] == '\\') {
      return pos + 1;
    }
  }
  cleaner->no_string_end_before = cleaner->text.len;
  return start;
}

static size_t skip_range(Slice text, size_t pos, char low, char high) {
  while (pos < text.len && text.ptr[pos] >= low && text.ptr[pos] <= high) pos++;
  return pos;
}

static bool in_range(Slice text, size_t pos, char low, char high) {
  return pos < text.len && text.ptr[pos] >= low && text.ptr[pos] <= high;
}

// After CSI: parameters, intermediates, one final byte; `start` when it is not so.
static size_t sequence_end(Slice text, size_t start) {
  size_t pos = skip_range(text, skip_range(text, start, '0', '?'), '!', '/');
  return in_range(text, pos, '@', '~') ? pos + 1 : start;
}

// What the escape at pos takes with it.
static size_t escape_end(Cleaner *cleaner, size_t pos) {
  Slice text = cleaner->text;
  size_t after = pos + 2;
  if (pos + 1 < text.len && text.ptr[pos + 1] && strchr("]PX^_", text.ptr[pos + 1])) {
    return string_end(cleaner, after);
  }
  if (pos + 1 < text.len && text.ptr[pos + 1] == '[') return sequence_end(text, after);
  size_t final = skip_range(text, pos + 1, '!', '/');
  return in_range(text, final, '0', '~') ? final + 1 : pos + 1;
}

// The place behind the control function at pos, whose first character (of len bytes) is a control.
static size_t control_end(Cleaner *cleaner, size_t pos, uint32_t code_point, uint32_t len) {
  switch (code_point) {
  case ESCAPE: return escape_end(cleaner, pos);
  case C1_CSI: return sequence_end(cleaner->text, pos + len);
  case 0x90:
  case 0x98:
  case 0x9D:
  case 0x9E:
  case 0x9F: return string_end(cleaner, pos + len);
  default: return pos + len;
  }
}

static size_t add_line_end(Cleaner *cleaner, size_t pos, uint32_t code_point, uint32_t len) {
  if (code_point == '\f') {
    buffer_add_byte(cleaner->out, '\f');
    return pos + len;
  }
  bool pair =
      code_point == '\r' && pos + 1 < cleaner->text.len && cleaner->text.ptr[pos + 1] == '\n';
  buffer_add_string(cleaner->out, code_point == PARAGRAPH_SEPARATOR ? "\n\n" : "\n");
  return pos + len + pair;
}

void clean_text(Slice text, Buffer *out) {
  Cleaner cleaner = {.text = text, .out = out};
  uint32_t code_point, len = chars_at(text, 0, &code_point);
  for (size_t pos = code_point == BYTE_ORDER_MARK ? len : 0; pos < text.len;) {
    size_t plain = utf8_printable_length(text, pos); // goes out as it stands
    buffer_add(out, slice_cut(text, pos, pos + plain));
    pos += plain;
    if (pos == text.len) break;
    len = chars_at(text, pos, &code_point);
    if (is_line_end(code_point)) {
      pos = add_line_end(&cleaner, pos, code_point, len);
    } else if (code_point != '\t' &&
               (code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0))) {
      pos = control_end(&cleaner, pos, code_point, len);
    } else {
      buffer_add(out, slice_cut(text, pos, pos + len));
      pos += len;
    }
  }
}
