// SPDX-License-Identifier: MIT
// The terminal: opens it, sends what changed of a Screen, reads keys, and leaves it as it was
// found, whatever happens. (What a terminal can do is read by tui/capability.h, which alone sees
// ncurses.)
#ifndef POSTIL_TUI_TERMINAL_H
#define POSTIL_TUI_TERMINAL_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/process.h"
#include "command/key.h"
#include "tui/screen.h"
#include "tui/theme.h"

typedef struct Terminal Terminal;

typedef enum EventType {
  EVENT_NONE,    // the timeout passed
  EVENT_KEY,     // a key press
  EVENT_PASTE,   // a bracketed paste: the text as it came, at most 1 MiB of it
  EVENT_MOUSE,   // wheel or click
  EVENT_RESIZE,  // the size has changed (many changes give one event)
  EVENT_RESUMED, // back from a suspension, any: draw everything; the size may be another
  EVENT_END,     // a signal asks to end, or the terminal is gone: save and leave
} EventType;

typedef enum MouseAct {
  MOUSE_PRESS,
  MOUSE_RELEASE,
  MOUSE_DRAG,
  MOUSE_WHEEL_UP,
  MOUSE_WHEEL_DOWN
} MouseAct;

typedef struct Event {
  EventType type;
  Key key;
  Slice paste; // borrowed until the next call
  MouseAct mouse;
  uint32_t row, column;
  uint32_t clicks; // MOUSE_PRESS: the first, second or third in a row at this cell
  int signal;      // EVENT_END: the signal, 0 for a lost terminal
} Event;

// ERROR_TERMINAL, with a sentence that names subcommands which work without a screen, when standard
// output is no terminal, TERM is unset, unknown or cannot move the cursor.
Terminal *terminal_open(bool colour, Error *err);
void terminal_close(Terminal *terminal); // restores; NULL is fine

// May be 0: draw nothing then.
void terminal_size(Terminal *terminal, uint32_t *rows, uint32_t *columns);

// Sends the cells that differ from what is shown; the cursor ends at the screen's cursor.
void terminal_draw(Terminal *terminal, const Screen *screen);
void terminal_redraw(Terminal *terminal, const Screen *screen); // all of it

// Waits for an event: -1 for ever. No timer runs meanwhile.
void terminal_wait(Terminal *terminal, int timeout_ms, Event *event);

// Has more come than was dealt with? Then a frame can wait. (What has not been read yet is not
// asked for: one read takes all that comes while a frame is drawn.)
bool terminal_pending(const Terminal *terminal);

// The same for work that no frame interrupts: what has come and was not read counts, too. Reads
// nothing, asks the system.
bool terminal_hurries(const Terminal *terminal);

// While something else is waited for: what can be read then, and does what has come ask to stop it
// (Esc, ^C, an end)? The key is taken; all else that has come stays for terminal_wait() to tell.
void terminal_watch(const Terminal *terminal, int fds[2]);
bool terminal_asks_to_stop(Terminal *terminal);

// What the reader chose: the looks, and whether the mouse is taken.
void terminal_set_theme(Terminal *terminal, ThemeId theme, int most_colours);
void terminal_set_mouse(Terminal *terminal, bool mouse);

// As by ^Z: leaves the terminal, stops, returns when continued; EVENT_RESUMED comes next.
void terminal_suspend(Terminal *terminal);

// Runs another program on the terminal as it was found, and takes it back; EVENT_RESUMED comes
// next. A captured program has no terminal, but ^C and ^Z reach it. Sets wake_fd, ending and
// terminal of the request.
bool terminal_run(Terminal *terminal, ProcessRequest *request, ProcessEnd *end, Error *err);

// Puts text on the clipboard by OSC 52: at most 100 KiB, and where the terminal is not known to
// understand it only if `always`. False when nothing was sent.
bool terminal_copy(Terminal *terminal, Slice text, bool always);

#endif
