// SPDX-License-Identifier: MIT
// The end-to-end driver: the real binary on a pseudo-terminal, as the foreground job of a shell in
// miniature, and libvterm to see what a person would see.
//
//   Pty *pty = pty_start(&(PtyOptions){0}, (const char *const[]){"brief.txt", NULL});
//   pty_wait_text(pty, "Governance");
//   pty_send(pty, "jj<Enter>");
//   pty_send(pty, "Q");
//   assert_int_equal(pty_wait_exit(pty), 0);
//   pty_free(pty);
//
// Nothing here sleeps: a wait ends as soon as what it waits for is there. One that waits in vain
// fails the test when its patience ends and shows the screen.
#ifndef POSTIL_TESTS_PTY_H
#define POSTIL_TESTS_PTY_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct Pty Pty;

typedef struct PtyOptions {
  uint32_t rows, columns;     // 0: 24 and 80
  const char *program;        // NULL: $POSTIL, else build/release/postil
  const char *folder;         // for HOME, XDG_* and the library; NULL: a check_folder of its own
  const char *term;           // NULL: xterm-256color; "": TERM is not set
  const char *lang;           // NULL: C.UTF-8
  const char *const *extra;   // "NAME=VALUE" …, NULL at the end; may be NULL
  const char *input, *output; // files for standard input and output in place of the terminal
  bool no_size;               // the terminal says 0 rows and 0 columns
  uint32_t patience_ms;       // how long a wait may be; 0: half a minute
} PtyOptions;

// Starts PROGRAM with these arguments (NULL at the end). The environment is PATH, TERM, LANG,
// LC_ALL, TZ, HOME, XDG_DATA_HOME, XDG_CONFIG_HOME, POSTIL_LIBRARY (FOLDER/library.db), sanitizers'
// options, and what is extra; nothing else.
Pty *pty_start(const PtyOptions *options, const char *const *arguments);
void pty_free(Pty *pty); // kills what still runs, removes a folder of its own

const char *pty_folder(const Pty *pty);
int64_t pty_process(const Pty *pty);

// ---- What the person does ----------------------------------------------------------------------
// Keys in the notation of command/key.h: "jj<Enter>^F<Esc>". A key typed right after <Esc> arrives
// as Alt with it: wait for what Escape does first.
void pty_send(Pty *pty, const char *keys);
void pty_send_bytes(Pty *pty, Slice bytes); // as they are
void pty_resize(Pty *pty, uint32_t rows, uint32_t columns);
void pty_signal(Pty *pty, int number);
void pty_resume(Pty *pty);  // the shell's fg
void pty_hang_up(Pty *pty); // the terminal goes away

// ---- What the person sees ----------------------------------------------------------------------
void pty_wait_text(Pty *pty, const char *text); // until a row contains it
void pty_wait_gone(Pty *pty, const char *text); // until none does
bool pty_shows(Pty *pty, const char *text);     // does a row contain it now?
void pty_row_text(Pty *pty, uint32_t row, Buffer *out);
void pty_screen_text(Pty *pty, Buffer *out); // as screen_write_text() writes it
void pty_cursor(Pty *pty, uint32_t *row, uint32_t *column);

void pty_wait_stopped(Pty *pty);
int pty_wait_exit(Pty *pty); // the exit status, 128 + n after a signal

// ---- What the terminal sees --------------------------------------------------------------------
Slice pty_output(const Pty *pty); // every byte sent so far; borrowed until more is read
void pty_forget_output(Pty *pty);

// Appends words for each mode, setting and colour that is not as it was found; nothing when all is.
void pty_leftovers(Pty *pty, Buffer *out);
void pty_check_clean(Pty *pty); // fails unless there are none

// The end: waits for this exit status, finds the terminal as it was, and frees.
void pty_check_end(Pty *pty, int status);
void pty_quit(Pty *pty); // with the key Q

#endif
