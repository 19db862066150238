// SPDX-License-Identifier: MIT
// What the terminal named by TERM can do, as bytes ready to be sent: the one module that sees
// ncurses, of which it uses the terminal database. Nothing here writes anywhere.
#ifndef POSTIL_TUI_CAPABILITY_H
#define POSTIL_TUI_CAPABILITY_H

#include "base/buffer.h"
#include "base/error.h"
#include "tui/input.h"
#include "tui/theme.h"

typedef struct Capability Capability;

// Reads TERM's entry. ERROR_TERMINAL when TERM is unset, unknown or cannot address the cursor. With
// `colour` false the terminal counts as one without colours.
Capability *capability_open(int fd, bool colour, Error *err);
void capability_close(Capability *capability);

// What turns a shell's terminal into a reader's and back. The second is complete by itself: sent at
// any moment it leaves the terminal as it was found, colours, character set and cursor included.
Slice capability_enter(const Capability *capability);
Slice capability_leave(const Capability *capability);

// Mouse reports on or off: appends what switches them now, and from now on the bytes of
// capability_enter() do the same. At first they are on.
void capability_set_mouse(Capability *capability, bool mouse, Buffer *out);

// The keys that TERM's entry names, ended by one of len 0.
const InputKey *capability_keys(const Capability *capability);

int capability_colours(const Capability *capability);

// Does it know what no entry names: bracketed pastes, SGR mouse reports, the clipboard (OSC 52)?
bool capability_is_modern(const Capability *capability);

// Can the cell at the bottom right be drawn without the terminal scrolling?
bool capability_fills_corner(const Capability *capability);

// Can rows between two others be moved up and down?
bool capability_scrolls(const Capability *capability);

// Appends what moves the rows [top, bottom) of `total` up by `rows`, or down when it is negative.
// Blank ones come in, in the style in force. The cursor is then at the top left, or (false)
// anywhere.
bool capability_scroll(const Capability *capability, Buffer *out, uint32_t top, uint32_t bottom,
                       int32_t rows, uint32_t total);

// Append what clears all (the cursor is at the top left then), clears to the end of the row (false:
// it cannot), addresses the cursor.
void capability_clear(const Capability *capability, Buffer *out);
bool capability_clear_row(const Capability *capability, Buffer *out);
void capability_move(const Capability *capability, Buffer *out, uint32_t row, uint32_t column);

// Appends the shortest that leads from a place to another; nothing when they are one.
void capability_move_on(const Capability *capability, Buffer *out, uint32_t from_row,
                        uint32_t from_column, uint32_t row, uint32_t column);

// Appends what leads from a style (NULL: an unknown one) to another.
void capability_style(const Capability *capability, Buffer *out, const Style *from, Style to);

#endif
