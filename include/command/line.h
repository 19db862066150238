// SPDX-License-Identifier: MIT
// The command language: one line into commands and words. Key bindings, the `:` line, the config file
// and scripts all speak it.
//
// Words are separated by blanks (space, TAB). '…' is literal. In "…" a backslash gives \\ \" \n \t \r
// \e \xHH \u{H…}; outside quotes it quotes the next character. `;` outside quotes separates commands. A
// line whose first non-blank is # is a comment.
#ifndef POSTIL_COMMAND_LINE_H
#define POSTIL_COMMAND_LINE_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/slice.h"

enum { LINE_BYTES_MAX = 1 << 20 };

// One command: words[0] is its name. Words are NUL-terminated and live in the arena.
typedef struct Command {
  const char *const *words;
  uint32_t count;
} Command;

typedef struct CommandList {
  const Command *items;
  uint32_t count; // 0 for a blank line or a comment
} CommandList;

// ERROR_USAGE for an open quote or an unknown escape, ERROR_DATA for broken UTF-8, NUL (also \x00) or a line over
// the cap.
bool line_parse(Arena *arena, Slice line, CommandList *commands, Error *err);

// Appends a word so that line_parse() gives it back.
void line_quote(Buffer *out, Slice word);

#endif
