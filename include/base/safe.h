// SPDX-License-Identifier: MIT
// The one filter between everything that is not a constant of the program and a cell or a tty.
//
// It walks text by what stands in one place on the screen (an extended grapheme cluster of UAX #29,
// cut where a cell could not hold it) and gives for each the UTF-8 to send and its width. Controls,
// escape sequences, bidi controls, invisible and unassigned characters come out as visible
// stand-ins, and `odd` tells that something was replaced. The layout wraps by these widths and the
// screen draws these bytes, so the two can never disagree.
//
// What is shown for what: C0, DEL as U+2400 ff. (`^[` in ASCII), C1 as ‹85› (<85>), bidi controls
// and default ignorables as ‹202E›, soft hyphen as nothing, broken or unassigned or private as
// U+FFFD (?). ZWJ and VS16 stay inside an emoji cluster, ZWJ and ZWNJ after a letter of a joining
// script.
//
// What `shown` may hold, for whoever fills cells: one or more code points with columns of their
// own, each with at most four without columns after it (CCHARW_MAX of curses), none of them before
// the first. The columns add up to `width`, as wcwidth() counts them, but for pictures of several
// parts (skin tones, families joined by ZWJ): these are 2 wide, and drawing more than the first
// part is right only on a terminal that knows how; then they are `unsure`. A stand-in like ‹202E›
// is 6 wide and more, a letter with vowel signs that take room (Indic, Thai) 2 or 3.
#ifndef POSTIL_BASE_SAFE_H
#define POSTIL_BASE_SAFE_H

#include "base/buffer.h"
#include "base/slice.h"

#include <stdint.h>

typedef enum SafeMode {
  SAFE_UNICODE,
  SAFE_ASCII, // for a locale that is not UTF-8: transliterated, not one byte above 0x7E
} SafeMode;

enum { SAFE_SHOWN_MAX = 64 };

typedef struct SafeUnit {
  uint32_t len;               // bytes of the source that it stands for, > 0
  uint8_t width;              // columns, 0 for a soft hyphen
  uint8_t shown_len;          // bytes in shown
  bool odd;                   // something is shown in another's place
  bool blank;                 // a blank of any width; TAB and LF are shown as blanks of width 1
  bool unsure;                // terminals disagree on its width: address the cursor anew after it
  char shown[SAFE_SHOWN_MAX]; // not NUL-terminated
} SafeUnit;

// The unit at the start of `rest` (rest.len > 0, any bytes). Never longer than 4 KiB of source.
void safe_next(Slice rest, SafeMode mode, SafeUnit *unit);

// How many bytes at the start of a text are surely units of one byte that show themselves, one column
// each: nearly all of most texts, and cheaper to count than to take.
uint32_t safe_plain(Slice text);

// Columns of a whole text.
uint32_t safe_width(Slice text, SafeMode mode);

// Appends a whole text as shown; LF becomes a blank unless keep_lines. For messages and ttys.
void safe_append(Buffer *out, Slice text, SafeMode mode, bool keep_lines);

// Appends as much of a text as fits `columns`, with … (or ~) at the end when it was cut; returns
// the columns used.
uint32_t safe_append_fit(Buffer *out, Slice text, SafeMode mode, uint32_t columns);

// SAFE_UNICODE if the locale in force (setlocale) encodes UTF-8.
SafeMode safe_mode_of_locale(void);

// Is this code point left out of everything that matches text (soft hyphen, zero width space, bidi
// controls, word joiner, byte order mark)? U+00AD 200B 200E 200F 202A–202E 2060–2064 2066–2069
// FEFF.
bool safe_is_ignored(uint32_t code_point);

#endif
