// SPDX-License-Identifier: MIT
// How a failure for reasons outside the program travels: a kind, which is also the exit status, a
// sentence fit for the status line, and if it helps a second one saying what is safe and what to do.
//
// The sentence is "cannot <do what> '<object>': <why>"; the second line what was kept, what to do.
// Sentences of command/ and session/ may be the <why> alone: who runs a command says which, as
// "FILE:LINE: command: why", and on the screen it is the key just pressed.
//
// A function that can fail returns bool (or NULL) and takes `Error *err` last: never NULL, untouched
// on success. A programmer's error is BUG() instead.
#ifndef POSTIL_BASE_ERROR_H
#define POSTIL_BASE_ERROR_H

#include <stdbool.h>

// Values are exit statuses, those of sysexits(3) where it has one.
typedef enum ErrorKind {
  ERROR_NONE = 0,
  ERROR_NOTHING = 1,     // nothing matched, nothing to do it to
  ERROR_USAGE = 64,      // unknown option, command or value
  ERROR_DATA = 65,       // unreadable document, foreign or damaged library, ambiguous name
  ERROR_INPUT = 66,      // an input that is not there or cannot be opened
  ERROR_TERMINAL = 69,   // terminal unusable
  ERROR_MEMORY = 71,     // out of memory, system limit
  ERROR_CREATE = 73,     // an output file cannot be made
  ERROR_IO = 74,         // reading or writing failed, disk full
  ERROR_BUSY = 75,       // library busy: try again
  ERROR_PERMISSION = 77, // not allowed
  ERROR_CONFIG = 78,     // configuration
} ErrorKind;

typedef struct Error {
  ErrorKind kind;
  char message[512]; // one sentence without a final stop: "cannot read 'a.txt': No such file…"
  char hint[256];    // or empty
} Error;

// Fills *err and returns false, so that a caller can `return error_set(err, …)`. Too long a message
// is cut at a code point. The object named in it may hold any bytes: whoever prints filters.
bool error_set(Error *err, ErrorKind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// Adds the second line; returns false as well.
bool error_hint(Error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

// The kind that an errno means for something that is read: ENOENT and the like ERROR_INPUT, EACCES
// and EPERM ERROR_PERMISSION, ENOMEM ERROR_MEMORY, all others ERROR_IO.
ErrorKind error_kind_of_errno(int number);

// A programmer's error: says file and line on standard error, aborts. The screen's handler of SIGABRT
// restores the terminal. Always compiled in.
#define BUG(...) bug_report(__FILE__, __LINE__, __VA_ARGS__)
_Noreturn void bug_report(const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
