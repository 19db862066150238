// SPDX-License-Identifier: MIT
// The prompt: one line to type, on the status line.
#ifndef POSTIL_TUI_PROMPT_H
#define POSTIL_TUI_PROMPT_H

#include "library/query.h"
#include "tui/app.h"
#include "tui/recall.h"

typedef struct PromptRequest {
  const char *label;                          // "Add files or folders: "
  const char *accept;                         // label of Enter: "add"
  void (*changed)(App *app, Slice text);      // after each key; may be NULL
  void (*accepted)(App *app, Slice text);     // after it has been closed
  void (*cancelled)(App *app);                // after it has been closed; may be NULL
  void (*aside)(const App *app, Buffer *out); // what stands at the right end; may be NULL
  // Tab: appends candidates for the whole text, each ended by NUL; returns where the word begins that
  // they complete: before that all say what is typed. May be NULL.
  size_t (*complete)(App *app, Slice text, Buffer *candidates);
  // ^R: the text is taken in another way; returns the label of that. What it turns to, for the
  // hints. Both may be NULL.
  const char *(*turn)(App *app);
  const char *turns;
  bool suggests;     // the text at first is a suggestion: what is typed or pasted replaces it
  RecallKind recall; // Up and Down: what was typed before; RECALL_NONE: no history
} PromptRequest;

// How a query is to be read that is typed at a prompt: QUERY_TYPING while one is open, QUERY_KEPT
// afterwards.
QueryMode prompt_query_mode(const App *app);

void prompt_open(App *app, const PromptRequest *request, Slice text);

#endif
