// SPDX-License-Identifier: MIT
// A question on the status line. Only y says yes; n, Enter and Esc say no.
#include "tui/ask.h"
#include "tui/bar.h"
#include "tui/overlay.h"
#include "tui/wrap.h"

#include <stdlib.h>

typedef struct Ask {
  Overlay base;
  char *question;
  void (*yes)(App *app, int64_t value); // or NULL: then
  int64_t value;
  ActionId id; // this one, with
  char **words;
  uint32_t word_count;
} Ask;

static void free_words(char **words, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) free(words[i]);
  free(words);
}

static void release(Overlay *overlay) {
  Ask *ask = (Ask *)overlay;
  free(ask->question);
  free_words(ask->words, ask->word_count);
}

// A question that is longer than the row is shown whole, in a box above it.
static void draw_whole(App *app, Slice question) {
  enum { WIDEST = 76, ROWS_MAX = 64 };
  SafeMode mode = app->screen->mode;
  uint32_t columns = app->screen->columns > WIDEST + 4 ? WIDEST : app->screen->columns - 4,
           rows = 0;
  size_t len, pos;
  for (pos = 0; pos < question.len && rows < ROWS_MAX; rows++)
    pos += wrap_next(slice_cut(question, pos, question.len), mode, columns, &len);
  Rect rect = overlay_draw_box(app, "question", rows, columns);
  pos = 0;
  for (uint32_t row = 0; row < rect.rows && pos < question.len; row++) {
    Slice rest = slice_cut(question, pos, question.len);
    pos += wrap_next(rest, mode, rect.columns ? rect.columns : 1, &len);
    screen_put(app->screen, rect.row + row, rect.column, rect.columns, slice_cut(rest, 0, len),
               FACE_TEXT, 0);
  }
}

static void draw(App *app, Overlay *overlay) {
  Rect rect = bar_prompt_rect(app);
  Screen *screen = app->screen;
  Slice question = slice_of(((Ask *)overlay)->question);
  uint32_t room = rect.columns > 8 ? rect.columns - 8 : 1;
  if (safe_width(question, screen->mode) > room) draw_whole(app, question);
  screen_clear(screen, rect, FACE_TEXT);
  uint32_t used = screen_put_fit(screen, rect.row, 1, room, question, FACE_TITLE, 0);
  used += screen_put(screen, rect.row, 1 + used, 6, SLICE(" y/n "), FACE_KEY, 0);
  screen_move_cursor(screen, rect.row, 1 + used);
}

static void hints(const App *app, const Overlay *overlay, Hints *out) {
  (void)app, (void)overlay;
  hint_add(out, "y", "yes");
  hint_add(out, "n", "no");
  hint_add(out, "Esc", "cancel");
}

static void act(App *app, const Ask *ask) {
  if (ask->yes)
    ask->yes(app, ask->value);
  else
    app_run(app, ask->id, 0, (const char *const *)ask->words, ask->word_count);
}

static bool key(App *app, Overlay *overlay, Key pressed) {
  Ask *ask = (Ask *)overlay;
  bool no = pressed == 'n' || pressed == 'N' || pressed == 'q' || pressed == KEY_ESCAPE ||
            pressed == KEY_ENTER_ || pressed == ('C' & 0x1F);
  bool agreed = pressed == 'y' || pressed == 'Y';
  if (!no && !agreed) return false;
  Ask answered = *ask;
  ask->words = NULL;
  ask->word_count = 0;
  overlay_pop(app);
  if (agreed) act(app, &answered);
  free_words(answered.words, answered.word_count);
  return true;
}

static const OverlayOps ask_ops = {.draw = draw, .hints = hints, .release = release, .key = key};

static Ask *open(App *app, const char *question) {
  Ask *ask = memory_new(1, sizeof *ask);
  ask->base.ops = &ask_ops;
  ask->question = memory_string(slice_of(question));
  overlay_push(app, &ask->base);
  return ask;
}

void ask_open(App *app, const char *question, void (*yes)(App *app, int64_t value), int64_t value) {
  Ask *ask = open(app, question);
  ask->yes = yes;
  ask->value = value;
}

void ask_open_action(App *app, const char *question, ActionId id, const char *const *words,
                     uint32_t count) {
  Ask *ask = open(app, question);
  ask->id = id;
  ask->words = memory_new(count, sizeof *ask->words);
  for (uint32_t i = 0; i < count; i++)
    ask->words[ask->word_count++] = memory_string(slice_of(words[i]));
}
