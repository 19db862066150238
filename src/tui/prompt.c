// SPDX-License-Identifier: MIT
// The prompt: a label and one line to type. Long lines scroll sideways so that the caret is seen.
// Tab puts in what all candidates begin with and then lists them on the row of hints. A suggestion
// is like a selected field: the first character replaces it, any key that edits or moves keeps it.
#include "tui/prompt.h"
#include "base/utf8.h"
#include "tui/bar.h"
#include "tui/field.h"
#include "tui/overlay.h"

typedef struct Prompt {
  Overlay base;
  PromptRequest request;
  Field field;
  Buffer candidates; // each ended by NUL; shown until the next key
  size_t word;       // where in each of them the word begins that is completed
  Buffer typed;      // what a walk through the history began with
  uint32_t at;       // where it is; the history's count: nowhere
  bool untouched;    // the text is still the suggestion
} Prompt;

static Prompt *prompt_of(Overlay *overlay) {
  return (Prompt *)overlay;
}

static void release(Overlay *overlay) {
  Prompt *prompt = prompt_of(overlay);
  field_release(&prompt->field);
  buffer_release(&prompt->candidates);
  buffer_release(&prompt->typed);
}

// ---- Drawing

// What is wrong, when the line has no room for it: on the row of hints.
static void draw_below(App *app, Slice text, Face face) {
  Rect rect = app->frame.hints;
  if (rect.rows == 0) return;
  screen_clear(app->screen, rect, face);
  screen_put_fit(app->screen, rect.row, 1, rect.columns - 1, text, face, 0);
}

static void draw_candidates(App *app, const Prompt *prompt) {
  Rect rect = app->frame.hints;
  if (rect.rows == 0 || prompt->candidates.len == 0) return;
  screen_clear(app->screen, rect, FACE_DIM);
  uint32_t column = 1;
  for (size_t at = 0; at < prompt->candidates.len && column < rect.columns;) {
    Slice one = slice_of(prompt->candidates.ptr + at);
    Slice word = slice_cut(one, prompt->word, one.len);
    column +=
        screen_put_fit(app->screen, rect.row, column, rect.columns - column, word, FACE_DIM, 0) + 2;
    at += one.len + 1;
  }
}

// What happens while one types, at the right end of what the line leaves free.
static void draw_aside(App *app, const Prompt *prompt, Rect free) {
  Buffer aside = {0};
  if (app->message.len > 0)
    buffer_add(&aside, buffer_slice(&app->message));
  else if (prompt->request.aside)
    prompt->request.aside(app, &aside);
  uint32_t wide = safe_width(buffer_slice(&aside), app->screen->mode);
  Face face = app->message_is_error ? FACE_ERROR : FACE_DIM;
  if (wide > 0 && wide + 3 < free.columns)
    screen_put(app->screen, free.row, free.column + free.columns - wide - 1, wide,
               buffer_slice(&aside), face, 0);
  else if (wide > 0 && (app->message_is_error || app->message.len == 0))
    draw_below(app, buffer_slice(&aside), face);
  buffer_release(&aside);
}

// In at most two thirds of the line. Of a longer one the last word stays, so that "into: " stands
// before what is typed. Returns its columns.
static uint32_t draw_label(App *app, Slice label, Rect rect) {
  Screen *screen = app->screen;
  uint32_t most = rect.columns * 2 / 3;
  size_t at = slice_trim(label).len;
  while (at > 0 && label.ptr[--at] != ' ') continue;
  Slice last = slice_cut(label, at, label.len);
  uint32_t wide = safe_width(last, screen->mode);
  if (safe_width(label, screen->mode) <= most || wide * 2 > most)
    return screen_put_fit(screen, rect.row, 1, most, label, FACE_TITLE, 0);
  uint32_t used =
      screen_put_fit(screen, rect.row, 1, most - wide, slice_cut(label, 0, at), FACE_TITLE, 0);
  return used + screen_put(screen, rect.row, 1 + used, wide, last, FACE_TITLE, 0);
}

static void draw(App *app, Overlay *overlay) {
  const Prompt *prompt = prompt_of(overlay);
  Rect rect = bar_prompt_rect(app);
  Screen *screen = app->screen;
  screen_clear(screen, rect, FACE_TEXT);
  uint32_t column = 1 + draw_label(app, slice_of(prompt->request.label), rect);
  uint32_t room = rect.columns > column + 1 ? rect.columns - column - 1 : 1;
  Slice text = buffer_slice(&prompt->field.text);
  size_t from = field_first_shown(&prompt->field, screen->mode, room);
  uint32_t used =
      screen_put(screen, rect.row, column, room, slice_cut(text, from, text.len), FACE_TEXT, 0);
  if (prompt->untouched) screen_tint(screen, rect.row, column, used, FACE_CURRENT, 0);
  uint32_t before = safe_width(slice_cut(text, from, prompt->field.caret), screen->mode);
  screen_move_cursor(screen, rect.row, column + before);
  draw_candidates(app, prompt);
  uint32_t end = column + safe_width(slice_cut(text, from, text.len), screen->mode);
  draw_aside(app, prompt,
             (Rect){rect.row, end, 1, rect.columns - (end < rect.columns ? end : rect.columns)});
}

static void hints(const App *app, const Overlay *overlay, Hints *out) {
  const Prompt *prompt = (const Prompt *)overlay;
  hint_add(out, "Enter", prompt->request.accept);
  hint_add(out, "Esc", "cancel");
  if (prompt->request.complete) hint_add(out, "Tab", "complete");
  if (app->recalls[prompt->request.recall].count > 0) hint_add(out, "Up", "earlier");
  if (prompt->request.turn) hint_add(out, "^R", prompt->request.turns);
  hint_add(out, "^U", "clear");
}

// ---- History

static Recall *history_of(App *app, const Prompt *prompt) {
  return &app->recalls[prompt->request.recall];
}

static void walk_history(App *app, Prompt *prompt, bool older) {
  const Recall *recall = history_of(app, prompt);
  if (prompt->at == recall->count) {
    buffer_clear(&prompt->typed);
    buffer_add(&prompt->typed, buffer_slice(&prompt->field.text));
  }
  const char *found = recall_find(recall, &prompt->at, buffer_slice(&prompt->typed), older);
  if (found)
    field_set(&prompt->field, slice_of(found));
  else if (prompt->at == recall->count)
    field_set(&prompt->field, buffer_slice(&prompt->typed));
}

// ---- Keys

static void changed(App *app, Prompt *prompt) {
  if (prompt->request.changed) prompt->request.changed(app, buffer_slice(&prompt->field.text));
}

static void accept(App *app, Prompt *prompt) {
  Buffer text = prompt->field.text;
  void (*accepted)(App *, Slice) = prompt->request.accepted;
  prompt->field.text = (Buffer){0};
  if (prompt->request.recall) recall_add(history_of(app, prompt), buffer_slice(&text));
  overlay_pop(app);
  accepted(app, buffer_slice(&text));
  buffer_release(&text);
}

static void cancel(App *app, Overlay *overlay) {
  void (*cancelled)(App *) = prompt_of(overlay)->request.cancelled;
  overlay_pop(app);
  if (cancelled) cancelled(app);
}

// What all candidates begin with; cut at a code point.
static Slice common_start(const Buffer *candidates) {
  Slice common = slice_of(candidates->ptr);
  for (size_t at = 0; at < candidates->len;) {
    Slice one = slice_of(candidates->ptr + at);
    size_t same = 0;
    while (same < common.len && same < one.len && common.ptr[same] == one.ptr[same]) same++;
    while (same > 0 && same < common.len && ((unsigned char)common.ptr[same] & 0xC0) == 0x80)
      same--;
    common.len = same;
    at += one.len + 1;
  }
  return common;
}

static void complete(App *app, Prompt *prompt) {
  if (!prompt->request.complete) return;
  Slice text = buffer_slice(&prompt->field.text);
  prompt->word = prompt->request.complete(app, text, &prompt->candidates);
  if (prompt->candidates.len == 0) {
    app_say(app, "nothing begins with that");
    return;
  }
  Slice common = common_start(&prompt->candidates);
  if (common.len >= prompt->field.text.len) field_set(&prompt->field, common);
  bool one = strlen(prompt->candidates.ptr) + 1 == prompt->candidates.len;
  if (one) buffer_clear(&prompt->candidates);
  changed(app, prompt);
}

// Anything but typing keeps the suggestion, to be edited.
static void touch(Prompt *prompt, bool typing) {
  if (prompt->untouched && typing) field_set(&prompt->field, SLICE(""));
  prompt->untouched = false;
}

static bool key(App *app, Overlay *overlay, Key pressed) {
  Prompt *prompt = prompt_of(overlay);
  bool different = false;
  touch(prompt, key_is_character(pressed));
  buffer_clear(&prompt->candidates);
  if (pressed == KEY_ENTER_)
    accept(app, prompt);
  else if (pressed == KEY_ESCAPE || pressed == ('C' & 0x1F))
    cancel(app, overlay);
  else if (pressed == KEY_TAB)
    complete(app, prompt);
  else if (pressed == ('R' & 0x1F) && prompt->request.turn) {
    prompt->request.label = prompt->request.turn(app);
    different = true;
  } else if (pressed == KEY_UP_ARROW || pressed == KEY_DOWN_ARROW) {
    walk_history(app, prompt, pressed == KEY_UP_ARROW);
    different = true;
  } else if (pressed == KEY_BACKSPACE_ && prompt->field.text.len == 0)
    cancel(app, overlay);
  else if (!field_key(&prompt->field, pressed, false, &different))
    return false;
  if (different) changed(app, prompt);
  return true;
}

static void paste(App *app, Overlay *overlay, Slice text) {
  Prompt *prompt = prompt_of(overlay);
  touch(prompt, true);
  if (!field_insert(&prompt->field, text, false)) app_say(app, "that is too long for one line");
  changed(app, prompt);
}

static const OverlayOps prompt_ops = {
    .draw = draw, .hints = hints, .release = release, .key = key, .paste = paste, .cancel = cancel};

QueryMode prompt_query_mode(const App *app) {
  return overlay_top(app, &prompt_ops) ? QUERY_TYPING : QUERY_KEPT;
}

void prompt_open(App *app, const PromptRequest *request, Slice text) {
  Prompt *prompt = memory_new(1, sizeof *prompt);
  prompt->base.ops = &prompt_ops;
  prompt->request = *request;
  prompt->untouched = request->suggests && text.len > 0;
  prompt->at = app->recalls[request->recall].count;
  field_set(&prompt->field, text);
  overlay_push(app, &prompt->base);
}
