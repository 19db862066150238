// SPDX-License-Identifier: MIT
// A line of the command language, from a script, the prompt, a key binding or the configuration:
// what it is parsed into can be quoted and parsed into the same words.
#include "fuzz/target.h"

#include "command/line.h"
#include "support/oracle.h"

static void check_quoted(Arena *arena, const Command *command) {
  Buffer quoted = {0};
  for (uint32_t i = 0; i < command->count; i++) {
    if (i) buffer_add_byte(&quoted, ' ');
    line_quote(&quoted, slice_of(command->words[i]));
  }
  Error err = {0};
  CommandList again;
  if (!line_parse(arena, buffer_slice(&quoted), &again, &err)) BUG("quoted: %s", err.message);
  if (again.count != 1 || again.items[0].count != command->count) BUG("quoted words are others");
  for (uint32_t i = 0; i < command->count; i++) {
    if (strcmp(again.items[0].words[i], command->words[i]) != 0) BUG("a quoted word is another");
  }
  buffer_release(&quoted);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena *arena = arena_new();
  Error err = {0};
  CommandList commands;
  bool parsed = line_parse(arena, slice_make((const char *)data, size), &commands, &err);
  if (!parsed && (err.message[0] == '\0' || (err.kind != ERROR_USAGE && err.kind != ERROR_DATA)))
    BUG("refused with kind %d: %s", err.kind, err.message);
  for (uint32_t i = 0; parsed && i < commands.count; i++) check_quoted(arena, &commands.items[i]);
  arena_free(arena);
  return 0;
}
