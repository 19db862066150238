// SPDX-License-Identifier: MIT
// The lessons, as a table: what to do, how, and what must be true once it is done. `how` names
// actions in braces; their keys are put in as they are bound now. A lesson is about the one thing
// that it asks for: it may be done in any way, and whatever else was done does no harm.
//
//   event ─► app_feed ─► tutor_look ─► done()? ─► next lesson: notes where the journal stands
#include "tui/tutor.h"
#include "library/change.h"
#include "session/tutorial.h"
#include "tui/habit.h"
#include "tui/hint.h"
#include "tui/overlay.h"
#include "tui/pager.h"
#include "tui/peek.h"
#include "tui/wrap.h"

#include <stdlib.h>

struct Tutor {
  uint32_t lesson; // from 0 on
  int64_t journal; // newest change when the lesson began
  uint32_t uses;   // how often the action that the lesson counts had been used then
  bool been;       // the first half of a lesson that has two
  Span first;      // the match that a search began with
};

typedef struct Lesson {
  const char *what, *how;
  bool (*done)(const App *app, Tutor *tutor);
} Lesson;

// ---- What must be true

static bool is_past_first_part(const App *app, Tutor *tutor) {
  const Version *version = app->session.version;
  uint32_t headings = 0;
  (void)tutor;
  if (app->overlay) return false; // a search that is still being typed
  for (uint32_t i = 0; i < version->block_count; i++) {
    if (version->blocks[i].type != BLOCK_HEADING || ++headings < 2) continue;
    return app->session.pos >= version->blocks[i].span.start;
  }
  return false;
}

static bool is_peeking(const App *app, Tutor *tutor) {
  (void)tutor;
  return peek_is_open(app);
}

static bool has_been_at_note(const App *app, Tutor *tutor) {
  bool there = version_note_at(app->session.version, app->session.pos) != VERSION_NONE;
  tutor->been = tutor->been || there;
  return tutor->been && !there;
}

static uint32_t count_tagged(const App *app) {
  uint32_t count = 0;
  Error ignored = {0};
  AnnotationList list;
  if (!annotation_list(app->library, &(AnnotationWish){.brief = app->session.brief.key}, &list,
                       &ignored))
    return 0;
  for (uint32_t i = 0; i < list.count; i++) count += list.items[i].tag_count > 0;
  annotation_release_list(&list);
  return count;
}

static bool has_tagged(const App *app, Tutor *tutor) {
  (void)tutor;
  return count_tagged(app) > 0;
}

static bool has_repeated(const App *app, Tutor *tutor) {
  return habit_uses(app, ACTION_REPEAT) > tutor->uses && count_tagged(app) > 1;
}

static bool has_commented(const App *app, Tutor *tutor) {
  const ShownList *list = &app->session.annotations;
  (void)tutor;
  for (uint32_t i = 0; i < list->count; i++)
    if (list->items[i].commented) return true;
  return false;
}

// The newest change if it was made in this lesson: what it undoes, and what that undid.
static bool newest_change(const App *app, const Tutor *tutor, int64_t *undoes, int64_t *undone) {
  enum { LOOK_BACK = 100 };
  Error err = {0};
  ChangeList list = {0};
  *undoes = *undone = 0;
  if (!change_list(app->library, LOOK_BACK, &list, &err)) return false;
  bool newer = list.count > 0 && list.items[0].id > tutor->journal;
  if (newer) *undoes = list.items[0].undoes;
  for (uint32_t i = 0; i < list.count; i++)
    if (*undoes != 0 && list.items[i].id == *undoes) *undone = list.items[i].undoes;
  change_release_list(&list);
  return newer;
}

static bool has_undone(const App *app, Tutor *tutor) {
  int64_t undoes, undone;
  return newest_change(app, tutor, &undoes, &undone) && undoes != 0 && undone == 0;
}

static bool has_redone(const App *app, Tutor *tutor) {
  int64_t undoes, undone;
  return newest_change(app, tutor, &undoes, &undone) && undone != 0;
}

static bool has_searched(const App *app, Tutor *tutor) {
  const Finder *finder = &app->finder;
  if (app->overlay || !finder->shown || finder->pattern.len == 0) return false;
  if (tutor->been) return !span_equal(finder->hit, tutor->first);
  tutor->been = !span_is_empty(finder->hit);
  tutor->first = finder->hit;
  return false;
}

static bool has_seen_help(const App *app, Tutor *tutor) {
  tutor->been = tutor->been || pager_is_open(app);
  return tutor->been && !app->overlay;
}

static bool has_exported(const App *app, Tutor *tutor) {
  return habit_uses(app, ACTION_EXPORT) > tutor->uses;
}

static const Lesson lessons[] = {
    {"read on",
     "{line-down} goes down a line, {page-down} a page: go on to the heading “The small print”",
     is_past_first_part},
    {"look at a footnote", "{next-mark} goes to the next footnote mark, {enter} shows what it says",
     is_peeking},
    {"go to a footnote and come back", "{go} goes from the mark to the footnote, {back} comes back",
     has_been_at_note},
    {"tag a sentence",
     "{next-sentence} goes on to a sentence, {pick-tags} tags it: type a name, press Enter",
     has_tagged},
    {"the same again", "{repeat} tags the next sentence like the last, and goes on", has_repeated},
    {"comment on it", "{edit-comment} opens a small editor: write a few words, ^S saves them",
     has_commented},
    {"take it back", "{undo-here} undoes the last change, whatever it was", has_undone},
    {"put it back", "{redo-here} does again what was undone", has_redone},
    {"search", "{search} and a word, such as bench, then Enter; {search-next} goes to the next one",
     has_searched},
    {"find a key",
     "{help} lists all keys, those of the place where you are first; {close} closes it",
     has_seen_help},
    {"take your notes out",
     "{export-prompt} shows what an export will be: {export-file} names its file, {enter} writes "
     "it",
     has_exported},
};

enum { LESSON_COUNT = sizeof lessons / sizeof *lessons };

static const char ending_what[] = "that was all";
static const char ending_how[] =
    "{close} leaves. For your own briefs press {add-prompt} in the library, or type postil FILE";

// ---- Going on

static ActionId counted_action(uint32_t lesson) {
  return lesson < LESSON_COUNT && lessons[lesson].done == has_exported ? ACTION_EXPORT
                                                                       : ACTION_REPEAT;
}

static void begin_lesson(App *app, uint32_t lesson) {
  Error err = {0};
  ChangeList newest = {0};
  Tutor *tutor = app->tutor;
  *tutor = (Tutor){.lesson = lesson, .uses = habit_uses(app, counted_action(lesson))};
  if (!change_list(app->library, 1, &newest, &err)) return;
  if (newest.count > 0) tutor->journal = newest.items[0].id;
  change_release_list(&newest);
}

bool tutor_begin(App *app, Error *err) {
  Buffer text = {0};
  BriefAdded added = {0};
  tutorial_write(&text);
  bool ok = brief_add(app->library, buffer_slice(&text), NULL, NULL, &added, err);
  buffer_release(&text);
  if (!ok) return false;
  briefs_load(app);
  if (!app_open_brief(app, added.key, NULL)) return false;
  app->first = PANE_TEXT;
  app->tutor = memory_new(1, sizeof *app->tutor);
  begin_lesson(app, 0);
  return true;
}

void tutor_free(Tutor *tutor) {
  free(tutor);
}

// One lesson an event: that the next one is done already is seen at the next key.
void tutor_look(App *app) {
  Tutor *tutor = app->tutor;
  if (!tutor || tutor->lesson >= LESSON_COUNT || !app->session.version) return;
  if (lessons[tutor->lesson].done(app, tutor)) begin_lesson(app, tutor->lesson + 1);
}

void tutor_skip(App *app) {
  if (app->tutor && app->tutor->lesson < LESSON_COUNT) begin_lesson(app, app->tutor->lesson + 1);
}

uint32_t tutor_lesson(const Tutor *tutor, uint32_t *count) {
  *count = LESSON_COUNT;
  return tutor->lesson + 1;
}

// ---- Drawing

static void write_progress(const App *app, Buffer *out) {
  bool ascii = app->screen->mode == SAFE_ASCII;
  uint32_t lesson = app->tutor->lesson;
  for (uint32_t i = 0; i < LESSON_COUNT; i++)
    buffer_add_string(out, i < lesson    ? ascii ? "x" : "✓"
                           : i == lesson ? ascii ? ">" : "▸"
                           : ascii       ? "."
                                         : "·");
}

static void write_what(const App *app, Buffer *out) {
  uint32_t lesson = app->tutor->lesson;
  if (lesson < LESSON_COUNT)
    buffer_printf(out, "lesson %u of %u: %s", lesson + 1, (unsigned)LESSON_COUNT,
                  lessons[lesson].what);
  else
    buffer_printf(out, "all %u lessons done: %s", (unsigned)LESSON_COUNT, ending_what);
}

// The keys of {action}, in the mode of the text when it has one there.
static void write_key(const App *app, Slice name, Buffer *out) {
  ActionId id = action_find(name);
  if (id == ACTION_NONE) BUG("a lesson names the action '%.*s'", (int)name.len, name.ptr);
  if (hint_write_key(app, MODE_TEXT, id, out)) return;
  if (!hint_write_key(app, MODE_ANY, id, out)) buffer_printf(out, ":%s", action_get(id)->name);
}

static void write_how(const App *app, Buffer *out) {
  uint32_t lesson = app->tutor->lesson;
  const char *at = lesson < LESSON_COUNT ? lessons[lesson].how : ending_how;
  for (const char *open; (open = strchr(at, '{')) != NULL;) {
    const char *close = strchr(open, '}');
    buffer_add(out, slice_make(at, (size_t)(open - at)));
    write_key(app, slice_make(open + 1, (size_t)(close - open - 1)), out);
    at = close + 1;
  }
  buffer_add_string(out, at);
}

// A heading and as many lines as the longest lesson wants at this width, so that nothing jumps.
uint32_t tutor_rows(const App *app) {
  enum { ROWS_MIN = 12, ONE_LINE = 100, TWO_LINES = 60 };
  const Screen *screen = app->screen;
  if (!app->tutor) return 0;
  if (screen->rows < ROWS_MIN) return 1;
  return screen->columns >= ONE_LINE ? 2 : screen->columns >= TWO_LINES ? 3 : 4;
}

static void draw_how(App *app, Rect rect, Slice how) {
  for (uint32_t i = 0; i < rect.rows && how.len > 0; i++) {
    size_t len = 0, next = wrap_next(how, app->screen->mode, rect.columns, &len);
    bool last = i + 1 == rect.rows;
    screen_put_fit(app->screen, rect.row + i, rect.column, rect.columns,
                   last ? how : slice_make(how.ptr, len), FACE_TEXT, 0);
    how = slice_cut(how, next, how.len);
  }
}

// Done, now and still to come stand at the right end, where there is room for them.
static void draw_what(App *app, Rect rect) {
  Buffer what = {0}, progress = {0};
  write_what(app, &what);
  write_progress(app, &progress);
  screen_clear(app->screen, rect, FACE_BAR);
  uint32_t used = screen_put_fit(app->screen, rect.row, rect.column + 1, rect.columns - 2,
                                 buffer_slice(&what), FACE_BAR, CELL_BOLD);
  if (used + LESSON_COUNT + 4 <= rect.columns)
    screen_put(app->screen, rect.row, rect.column + rect.columns - LESSON_COUNT - 1, LESSON_COUNT,
               buffer_slice(&progress), FACE_BAR, 0);
  buffer_release(&what);
  buffer_release(&progress);
}

void tutor_draw(App *app) {
  Rect rect = app->frame.tutor;
  if (rect.rows == 0) return;
  Buffer how = {0};
  write_how(app, &how);
  screen_clear(app->screen, rect, FACE_TEXT);
  uint32_t head = rect.rows > 1;
  if (head > 0) draw_what(app, (Rect){rect.row, rect.column, 1, rect.columns});
  draw_how(app, (Rect){rect.row + head, rect.column + 1, rect.rows - head, rect.columns - 2},
           buffer_slice(&how));
  buffer_release(&how);
}
