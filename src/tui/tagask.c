// SPDX-License-Identifier: MIT
// Questions before acts on tags. Only what touches annotations is asked about: making, colouring
// and naming a tag is seen at once and undone with one key. What is wrong with a command is not
// told here: it is run, and says so itself.
#include "tui/tagask.h"

#include "session/part.h"
#include "tui/ask.h"

bool tagask_clashes(App *app, const char *path, const char *wanted) {
  Error err = {0}, ignored = {0};
  TagFigures taken;
  return !tag_rename(app->library, path, wanted, NULL, &err) && err.kind == ERROR_DATA &&
         err.hint[0] && tag_affected(app->library, wanted, &taken, &ignored) &&
         tag_merge(app->library, path, wanted, NULL, &ignored);
}

void tagask_write_merge(const char *path, const char *into, const TagFigures *figures,
                        Buffer *out) {
  buffer_printf(out, "There is “%s” already. Merge “%s” into it? ", into, path);
  tag_write_figures(figures, out);
  buffer_add_string(out, " will change");
}

// ---- What is touched

// Of a tag, its annotations that match the query in the words from the third on.
static bool count_part(App *app, const char *const *words, uint32_t count, TagFigures *figures) {
  Buffer filter = {0};
  Error ignored = {0};
  Part part;
  for (uint32_t i = 2; i < count; i++) buffer_printf(&filter, "%s%s", i > 2 ? " " : "", words[i]);
  bool found = filter.len > 0 && part_find(app->library, words[0], filter.ptr, &part, &ignored);
  if (found) *figures = part.figures;
  if (found) part_release(&part);
  buffer_release(&filter);
  return found;
}

// False for what cannot be done.
static bool count_touched(App *app, ActionId id, const char *const *words, uint32_t count,
                          TagFigures *figures) {
  Error ignored = {0};
  Library *library = app->library;
  if (id == ACTION_TAG_SPLIT) return count_part(app, words, count, figures);
  bool ok = tag_affected(library, words[0], figures, &ignored);
  if (id == ACTION_TAG_RENAME) ok = ok && tag_rename(library, words[0], words[1], NULL, &ignored);
  if (id == ACTION_TAG_MERGE) ok = ok && tag_merge(library, words[0], words[1], NULL, &ignored);
  return ok;
}

// ---- Questions

typedef struct TagQuestion {
  ActionId id;
  const char *verb, *to; // to: NULL for what has one tag
} TagQuestion;

static const TagQuestion questions[] = {{ACTION_TAG_RENAME, "Rename", "to"},
                                        {ACTION_TAG_MERGE, "Merge", "into"},
                                        {ACTION_TAG_SPLIT, "Split", "into"},
                                        {ACTION_TAG_DELETE, "Delete", NULL}};

static const TagQuestion *find_question(ActionId id) {
  for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
    if (questions[i].id == id) return &questions[i];
  return NULL;
}

static void write_question(const TagQuestion *question, const char *const *words,
                           const TagFigures *figures, Buffer *out) {
  buffer_printf(out, "%s “%s”", question->verb, words[0]);
  if (question->to) buffer_printf(out, " %s “%s”", question->to, words[1]);
  if (!question->to && figures->tags > 1) buffer_printf(out, " (%u tags)", figures->tags);
  buffer_add_string(out, "? ");
  tag_write_figures(figures, out);
  buffer_add_string(out, question->to                ? " will change"
                         : figures->annotations == 1 ? " loses it and stays"
                                                     : " lose it and stay");
}

bool tagask_before(App *app, ActionId id, const char *const *words, uint32_t count) {
  const TagQuestion *question = find_question(id);
  Error ignored = {0};
  TagFigures figures = {0};
  Buffer text = {0};
  if (!question || !action_takes(action_get(id), count, &ignored)) return false;
  if (library_read_only(app->library)) return false;
  if (id == ACTION_TAG_RENAME && tagask_clashes(app, words[0], words[1]) &&
      tag_affected(app->library, words[0], &figures, &ignored)) {
    id = ACTION_TAG_MERGE;
    tagask_write_merge(words[0], words[1], &figures, &text);
  } else if (count_touched(app, id, words, count, &figures) && figures.annotations > 0) {
    write_question(question, words, &figures, &text);
  }
  bool asks = text.len > 0;
  if (asks) ask_open_action(app, text.ptr, id, words, count);
  buffer_release(&text);
  return asks;
}
