// SPDX-License-Identifier: MIT
#include "support/leftovers.h"

#include <string.h>

// The last place where one of two strings was sent: 1 the first, -1 the second, 0 neither.
static int last_of(Slice output, const char *on, const char *off) {
  for (size_t at = output.len; at-- > 0;) {
    Slice rest = slice_cut(output, at, output.len);
    if (slice_starts(rest, slice_of(on))) return 1;
    if (slice_starts(rest, slice_of(off))) return -1;
  }
  return 0;
}

// Is the last change of attributes one that resets them (0 or nothing; 10 is the usual font)?
static bool attributes_reset(Slice output) {
  for (size_t at = output.len; at-- > 0;) {
    if (output.ptr[at] != 'm') continue;
    size_t start = at;
    while (start > 0 && output.ptr[start - 1] && strchr("0123456789;", output.ptr[start - 1]))
      start--;
    if (start < 2 || memcmp(output.ptr + start - 2, "\033[", 2) != 0) continue;
    Slice numbers = slice_cut(output, start, at);
    return numbers.len == 0 || slice_equal(numbers, SLICE("0")) ||
           slice_equal(numbers, SLICE("0;10"));
  }
  return true;
}

void leftovers_of_output(Slice output, Buffer *out) {
  static const struct {
    const char *on, *off, *name;
  } modes[] = {
      {"\033[?1h", "\033[?1l", "cursor keys"},
      {"\033[?7l", "\033[?7h", "no wrapping"},
      {"\033[?25l", "\033[?25h", "no cursor"},
      {"\033[?1000h", "\033[?1000l", "mouse"},
      {"\033[?1002h", "\033[?1002l", "mouse drag"},
      {"\033[?1003h", "\033[?1003l", "mouse motion"},
      {"\033[?1004h", "\033[?1004l", "focus"},
      {"\033[?1006h", "\033[?1006l", "mouse reports"},
      {"\033[?1049h", "\033[?1049l", "other screen"},
      {"\033[?2004h", "\033[?2004l", "paste"},
      {"\033=", "\033>", "keypad"},
      {"\033(0", "\033(B", "character set"},
  };
  for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
    if (last_of(output, modes[i].on, modes[i].off) == 1) buffer_printf(out, "%s\n", modes[i].name);
  }
  if (!attributes_reset(output)) buffer_add_string(out, "attributes\n");
}

void leftovers_of_settings(const struct termios *found, const struct termios *left, Buffer *out) {
  bool same = left->c_iflag == found->c_iflag && left->c_oflag == found->c_oflag &&
              left->c_cflag == found->c_cflag && left->c_lflag == found->c_lflag &&
              memcmp(left->c_cc, found->c_cc, sizeof left->c_cc) == 0;
  if (!same) buffer_add_string(out, "line settings\n");
}
