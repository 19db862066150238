// SPDX-License-Identifier: MIT
// The screen in process for tests: an App on a library in memory, keys in, cells out.
#ifndef POSTIL_TESTS_STAGE_H
#define POSTIL_TESTS_STAGE_H

#include "tui/app.h"

typedef struct Stage {
  Library *library;
  Config *config;
  App *app;
  Annotation *shown; // by stage_annotation()
} Stage;

// An empty library and a screen of this size. Time and ids are fixed, so that screens repeat.
Stage stage_open(uint32_t rows, uint32_t columns);

// All of one of the annotations in reach; valid until the next call.
const Annotation *stage_annotation(const Stage *stage, uint32_t index);

// The same on a library in a file.
Stage stage_open_library(const char *path, LibraryMode mode, uint32_t rows, uint32_t columns);

// The same with the brief of a file open, in a library in memory.
Stage stage_open_file(const char *path, uint32_t rows, uint32_t columns);

// A brief with five annotations, one a sentence: energy; energy/solar; energy/solar; water (green);
// energy and water, with a comment.
Stage stage_open_marked(uint32_t rows, uint32_t columns);
void stage_close(Stage *stage);

// Leaves postil and starts it again on the same library, with the default configuration.
void stage_reopen(Stage *stage, uint32_t rows, uint32_t columns);

// Keys in the notation of command/key.h: "gg]f<Enter>", blanks included. What they start is
// finished.
void stage_play(Stage *stage, const char *keys);
void stage_paste(Stage *stage, const char *text);
void stage_resize(Stage *stage, uint32_t rows, uint32_t columns);

// Adds a brief whose file has this name and text; gives its key.
int64_t stage_add(Stage *stage, const char *name, const char *text);
int64_t stage_add_file(Stage *stage, const char *path);
void stage_open_brief(Stage *stage, int64_t brief);

// Appends the screen as text, under a heading, with the cursor's place.
void stage_write(const Stage *stage, const char *heading, Buffer *out);

// Fails unless (if) the screen shows the words somewhere.
void stage_shows(const Stage *stage, const char *words);
void stage_lacks(const Stage *stage, const char *words);

// The cell under the cursor.
const Cell *stage_cursor(const Stage *stage);

#endif
