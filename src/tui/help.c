// SPDX-License-Identifier: MIT
// Help, from the table of actions and the keys as they are bound now. First comes what works where
// the reader is: the keys of the mode that has the keyboard, or what a prompt, the picker or the
// editor take for themselves; then everything else, so that nothing is named twice.
#include "tui/dispatch.h"
#include "tui/overlay.h"
#include "tui/pager.h"

enum { KEYS_WIDTH = 22 };

static void add_row(const App *app, Pager *pager, Slice keys, Slice help) {
  Buffer line = {0};
  buffer_add_string(&line, "  ");
  buffer_add(&line, keys);
  uint32_t width = safe_width(buffer_slice(&line), app->screen->mode);
  do buffer_add_byte(&line, ' ');
  while (++width < KEYS_WIDTH);
  buffer_add(&line, help);
  pager_add(pager, buffer_slice(&line), FACE_TEXT, KEYS_WIDTH);
  buffer_release(&line);
}

static void add_heading(Pager *pager, const char *heading) {
  pager_add(pager, SLICE(""), FACE_TEXT, 0);
  pager_add(pager, slice_of(heading), FACE_HEADING, 0);
}

// A `@` stands for the key of the next action.
static void add_introduction(const App *app, Pager *pager) {
  static const char prose[] =
      "Read with the arrow keys or @ and @, @ and @. What you do is saved when you do it.\n"
      "@ highlights and @ tags the sentence under the caret, or what @ selects; @ writes a "
      "comment.\n"
      "@ takes back the last change, also after a restart. A number before a key repeats it.\n"
      ":tutor teaches all this by doing.\n";
  static const ActionId ids[] = {ACTION_LINE_DOWN,         ACTION_LINE_UP,      ACTION_PAGE_DOWN,
                                 ACTION_PAGE_UP,           ACTION_HIGHLIGHT,    ACTION_TAG_PICK,
                                 ACTION_SELECT_CHARACTERS, ACTION_COMMENT_EDIT, ACTION_UNDO_KEY};
  const ActionId *next = ids;
  Buffer line = {0};
  for (const char *at = prose; *at; at++) {
    if (*at == '\n') {
      pager_add(pager, buffer_slice(&line), FACE_TEXT, 0);
      buffer_clear(&line);
    } else if (*at != '@') {
      buffer_add_byte(&line, *at);
    } else if (!hint_write_key(app, MODE_ANY, *next++, &line)) {
      buffer_printf(&line, ":%s", action_get(next[-1])->name);
    }
  }
  buffer_release(&line);
}

static void add_action(const App *app, Pager *pager, ActionId id, uint32_t modes) {
  const Action *action = action_get(id);
  Buffer keys = {0};
  keymap_write_keys(app->keymap, id, modes, 0, &keys);
  if (keys.len == 0) buffer_printf(&keys, ":%s %s", action->name, action->arguments);
  add_row(app, pager, buffer_slice(&keys), slice_of(action->help));
  buffer_release(&keys);
}

static bool works_in(const App *app, ActionId id, uint32_t mode) {
  Buffer keys = {0};
  if (mode != 0) keymap_write_keys(app->keymap, id, mode, 1, &keys);
  bool works = keys.len > 0;
  buffer_release(&keys);
  return works;
}

// The actions that have keys in the mode, or all the others, group by group.
static void add_actions(const App *app, Pager *pager, uint32_t mode, bool here) {
  const char *group = "";
  for (ActionId id = 0; id < ACTION_COUNT; id++) {
    const Action *action = action_get(id);
    if (works_in(app, id, mode) != here) continue;
    if (strcmp(action->group, group) != 0) {
      group = action->group;
      add_heading(pager, group);
    }
    add_action(app, pager, id, here ? mode : MODE_ANY);
  }
}

// What stands beside texts and titles and is no word.
static void add_signs(const App *app, Pager *pager, uint32_t mode) {
  static const struct {
    uint32_t modes;
    const char *sign, *ascii, *meaning;
  } signs[] = {
      {MODE_READING, "▎ 2", "| 2", "an annotation; this many in one line"},
      {MODE_READING, "”", "\"", "it has a comment"},
      {MODE_READING, "×", "x", "an orphan: the passage of an annotation was here"},
      {MODE_READING, "■ ▪ ·", "# = -", "a heading: of the first, the second, a further level"},
      {MODE_READING, "┃ │", "# :", "the map of the whole brief: what is in view, and the rest"},
      {MODE_READING, "◇ ◆ █", "o * @", "on the map: one annotation, some, four or more"},
      {MODE_READING, "▪ ◈", "= %", "on the map: matches; matches and annotations"},
      {MODE_LIST, "●", "*", "not read yet"},
      {MODE_LIST, "~", "~", "no title is known: the file's name, and how the text begins"},
      {MODE_LIST, "?", "?",
       "an author who was found in the text only: not cited before you confirm"},
  };
  bool any = false;
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
    if (!(signs[i].modes & mode)) continue;
    if (!any) add_heading(pager, "Signs");
    any = true;
    bool ascii = app->screen->mode == SAFE_ASCII;
    add_row(app, pager, slice_of(ascii ? signs[i].ascii : signs[i].sign),
            slice_of(signs[i].meaning));
  }
}

// What the reader has bound to more than one action's name.
static void add_own(const App *app, Pager *pager) {
  const char *command;
  uint32_t modes;
  Buffer keys = {0};
  for (uint32_t at = 0; keymap_own(app->keymap, at, &keys, &modes, &command); at++) {
    if (at == 0) add_heading(pager, "Your own");
    add_row(app, pager, buffer_slice(&keys), slice_of(command));
    buffer_clear(&keys);
  }
  buffer_release(&keys);
}

// What an overlay that takes every key itself says of its keys.
static void add_overlay(const App *app, Pager *pager) {
  Hints hints = {0};
  app->overlay->ops->hints(app, app->overlay, &hints);
  add_heading(pager, "Here");
  for (uint32_t i = 0; i < hints.count; i++)
    add_row(app, pager, slice_of(hints.items[i].key), slice_of(hints.items[i].label));
}

static const char *place_of(uint32_t mode) {
  static const struct {
    Mode mode;
    const char *place;
  } places[] = {{MODE_LIST, "in the list of briefs"}, {MODE_TEXT, "in the text"},
                {MODE_SELECT, "while selecting"},     {MODE_NOTES, "in the footnotes"},
                {MODE_MENU, "in a list like this"},   {MODE_PAGER, "on a page like this"},
                {MODE_CODEBOOK, "in the codebook"},   {MODE_ANNOTATIONS, "among the annotations"},
                {MODE_REVIEW, "in the review"},       {MODE_RESULTS, "among what was found"},
                {MODE_MATRIX, "in the matrix"},       {MODE_EXPORT, "in an export"}};
  for (size_t i = 0; i < sizeof places / sizeof *places; i++)
    if (places[i].mode == (Mode)mode) return places[i].place;
  return "here";
}

void tui_do_HELP(App *app, const Call *call) {
  uint32_t mode = app_mode(app);
  (void)call;
  if (pager_is_open(app)) return;
  Buffer title = {0};
  buffer_printf(&title, "help: all keys, those %s first", place_of(mode));
  Pager *pager = pager_new(title.ptr);
  buffer_release(&title);
  if (app->overlay && mode == 0)
    add_overlay(app, pager);
  else
    add_introduction(app, pager);
  if (mode != 0) add_actions(app, pager, mode, true);
  add_own(app, pager);
  add_signs(app, pager, mode);
  pager_add(pager, SLICE(""), FACE_TEXT, 0);
  pager_add(pager, SLICE("Elsewhere, and by name"), FACE_TITLE, 0);
  add_actions(app, pager, mode, false);
  pager_open(app, pager);
}
