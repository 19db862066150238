// SPDX-License-Identifier: MIT
// The tag picker. Rows are the codebook as it matches what is typed: without anything typed the
// recently used tags first, numbered; else the best matches first. What is typed and is no tag yet
// is offered as a new one. Tab marks several; Enter puts them on in one go.
#include "tui/picker.h"
#include "base/order.h"
#include "library/tag.h"
#include "text/search.h"
#include "tui/field.h"
#include "tui/overlay.h"

#include <stdlib.h>

enum { RECENT_MAX = 9, NEW_TAG = UINT32_MAX };

typedef struct PickerRow {
  uint32_t tag; // index into all, or NEW_TAG
  int32_t score;
  const char *alias; // what matches better than the path; NULL: the path
} PickerRow;

typedef struct Picker {
  Overlay base;
  TagList all;
  char **added; // new ones that were marked
  uint32_t added_count;
  size_t added_capacity;
  bool *had, *marked; // for each of all: before, and now
  bool toggled;
  Field field;
  PickerRow *rows;
  uint32_t row_count, recent_count, current, top;
  SessionTarget target;
  Buffer passage; // what will be tagged
  uint32_t first_row, page;
} Picker;

static Picker *picker_of(Overlay *overlay) {
  return (Picker *)overlay;
}

static void release(Overlay *overlay) {
  Picker *picker = picker_of(overlay);
  for (uint32_t i = 0; i < picker->added_count; i++) free(picker->added[i]);
  free(picker->added);
  free(picker->had);
  free(picker->marked);
  free(picker->rows);
  tag_release_list(&picker->all);
  field_release(&picker->field);
  buffer_release(&picker->passage);
}

// ---- Rows

static int by_score(const void *left, const void *right) {
  const PickerRow *a = left, *b = right;
  if (a->score != b->score) return a->score > b->score ? -1 : 1;
  return order_compare(a->tag, b->tag);
}

// The most recently used first: their ranks are scores, the others follow by path.
static void rank_recent(Picker *picker) {
  picker->recent_count = 0;
  for (uint32_t rank = 0; rank < RECENT_MAX; rank++) {
    PickerRow *best = NULL;
    for (uint32_t i = 0; i < picker->row_count; i++) {
      PickerRow *row = &picker->rows[i];
      int64_t used = picker->all.items[row->tag].last_used;
      if (row->score == 0 && used > 0 && (!best || used > picker->all.items[best->tag].last_used))
        best = row;
    }
    if (!best) return;
    best->score = RECENT_MAX + 1 - (int32_t)rank;
    picker->recent_count++;
  }
}

static int32_t score_of(Slice typed, const char *name) {
  return slice_equal(typed, slice_of(name)) ? INT32_MAX : search_fuzzy(typed, slice_of(name));
}

// A tag as it matches, by its path or by another name.
static PickerRow match(const Picker *picker, uint32_t at, Slice typed) {
  const Tag *tag = &picker->all.items[at];
  PickerRow row = {.tag = at, .score = typed.len ? score_of(typed, tag->path) : 0};
  for (uint32_t i = 0; typed.len > 0 && i < tag->aliases.count; i++) {
    int32_t score = score_of(typed, tag->aliases.items[i]);
    if (score > row.score) row = (PickerRow){at, score, tag->aliases.items[i]};
  }
  return row;
}

static void make_rows(Picker *picker) {
  Slice typed = slice_trim(buffer_slice(&picker->field.text));
  bool exact = false;
  picker->row_count = picker->recent_count = picker->current = picker->top = 0;
  for (uint32_t i = 0; i < picker->all.count; i++) {
    PickerRow row = match(picker, i, typed);
    exact |= row.score == INT32_MAX;
    if (row.score >= 0) picker->rows[picker->row_count++] = row;
  }
  if (typed.len == 0) rank_recent(picker);
  qsort(picker->rows, picker->row_count, sizeof *picker->rows, by_score);
  if (typed.len > 0 && !exact)
    picker->rows[picker->row_count++] = (PickerRow){.tag = NEW_TAG, .score = -1};
}

// ---- Drawing

static void draw_path(Screen *screen, Rect at, const char *path) {
  const char *leaf = strrchr(path, '/');
  size_t above = leaf ? (size_t)(leaf + 1 - path) : 0;
  uint32_t used =
      screen_put_fit(screen, at.row, at.column, at.columns, slice_make(path, above), FACE_DIM, 0);
  screen_put_fit(screen, at.row, at.column + used, at.columns - used, slice_of(path + above),
                 FACE_TEXT, 0);
}

// "co2 → climate/emissions" where another name is what matches.
static void draw_name(Screen *screen, Rect at, const char *alias, const char *path) {
  Buffer text = {0};
  if (alias) buffer_printf(&text, "%s %s ", alias, screen->mode == SAFE_ASCII ? "->" : "→");
  uint32_t used =
      screen_put_fit(screen, at.row, at.column, at.columns, buffer_slice(&text), FACE_MARK, 0);
  buffer_release(&text);
  if (used < at.columns)
    draw_path(screen, (Rect){at.row, at.column + used, 1, at.columns - used}, path);
}

// Where a new tag stands among those that are marked; added_count when it does not.
static uint32_t find_added(const Picker *picker, const char *name) {
  uint32_t at = 0;
  while (at < picker->added_count && strcmp(picker->added[at], name) != 0) at++;
  return at;
}

static void draw_row(App *app, const Picker *picker, uint32_t row, Rect at) {
  Screen *screen = app->screen;
  Buffer text = {0};
  uint32_t tag = picker->rows[row].tag;
  if (tag == NEW_TAG) {
    Slice typed = slice_trim(buffer_slice(&picker->field.text));
    char *name = memory_string(typed);
    bool marked = find_added(picker, name) < picker->added_count;
    free(name);
    if (marked) screen_put(screen, at.row, at.column, 4, SLICE("[x] "), FACE_MARK, 0);
    buffer_printf(&text, "new tag “%.*s”", (int)typed.len, typed.ptr);
    screen_put_fit(screen, at.row, at.column + 6, at.columns - 6, buffer_slice(&text), FACE_MARK,
                   0);
  } else {
    buffer_printf(&text, "[%c] ", picker->marked[tag] ? 'x' : ' ');
    if (row < picker->recent_count) buffer_printf(&text, "%u", row + 1);
    screen_put(screen, at.row, at.column, 5, buffer_slice(&text), FACE_MARK, 0);
    buffer_clear(&text);
    buffer_printf(&text, "%u", picker->all.items[tag].annotations);
    uint32_t wide = (uint32_t)text.len, room = at.columns > wide + 8 ? at.columns - wide - 8 : 1;
    draw_name(screen, (Rect){at.row, at.column + 6, 1, room}, picker->rows[row].alias,
              picker->all.items[tag].path);
    screen_put(screen, at.row, at.column + at.columns - wide, wide, buffer_slice(&text), FACE_DIM,
               0);
  }
  if (row == picker->current) screen_tint(screen, at.row, at.column, at.columns, FACE_CURRENT, 0);
  buffer_release(&text);
}

// The line to type on; the cursor stands in it. `from` is cut off at the left when it is too long.
static void draw_field(App *app, const Picker *picker, Rect at) {
  Screen *screen = app->screen;
  uint32_t label = screen_put(screen, at.row, at.column, at.columns, SLICE("Tag: "), FACE_TITLE, 0);
  uint32_t room = at.columns > label + 1 ? at.columns - label - 1 : 1;
  Slice text = buffer_slice(&picker->field.text);
  size_t from = field_first_shown(&picker->field, screen->mode, room + 1);
  screen_put(screen, at.row, at.column + label, room, slice_cut(text, from, text.len), FACE_TEXT,
             0);
  uint32_t before = safe_width(slice_cut(text, from, picker->field.caret), screen->mode);
  screen_move_cursor(screen, at.row, at.column + label + before);
}

static void write_marked(const Picker *picker, Buffer *out) {
  for (uint32_t i = 0; i < picker->all.count; i++)
    if (picker->marked[i])
      buffer_printf(out, "%s%s", out->len ? ", " : "", picker->all.items[i].path);
  for (uint32_t i = 0; i < picker->added_count; i++)
    buffer_printf(out, "%s%s", out->len ? ", " : "", picker->added[i]);
}

// Off the caret's line, so that the passage can be read; as tall as all tags, so that it does not
// move while one types.
static Rect draw_frame(App *app, const Picker *picker) {
  enum { WIDEST = 64, LIST_ROWS = 10, OTHER_ROWS = 5 }; // passage, marked ones, field, new tag
  uint32_t listed = picker->all.count < LIST_ROWS ? picker->all.count : LIST_ROWS, row, column;
  reader_caret_cell(app, &row, &column);
  return overlay_draw_box_at(app, "tags", (BoxRows){listed + OTHER_ROWS, OTHER_ROWS}, WIDEST, row);
}

static void draw(App *app, Overlay *overlay) {
  Picker *picker = picker_of(overlay);
  Rect rect = draw_frame(app, picker);
  Buffer marked = {0};
  uint32_t row = rect.row, end = rect.row + rect.rows;
  if (rect.rows > 4)
    screen_put_fit(app->screen, row++, rect.column, rect.columns, buffer_slice(&picker->passage),
                   FACE_QUOTATION, 0);
  write_marked(picker, &marked);
  if (marked.len > 0 && rect.rows > 5)
    screen_put_fit(app->screen, row++, rect.column, rect.columns, buffer_slice(&marked), FACE_MARK,
                   0);
  buffer_release(&marked);
  draw_field(app, picker, (Rect){row++, rect.column, 1, rect.columns});
  picker->first_row = row;
  picker->page = end > row ? end - row : 1;
  if (picker->current < picker->top) picker->top = picker->current;
  if (picker->current >= picker->top + picker->page)
    picker->top = picker->current - picker->page + 1;
  if (picker->row_count == 0 && row < end)
    screen_put_fit(app->screen, row, rect.column, rect.columns,
                   SLICE("No tags yet: type a name, for example energy/solar"), FACE_DIM, 0);
  for (uint32_t i = picker->top; i < picker->row_count && row < end; i++, row++)
    draw_row(app, picker, i, (Rect){row, rect.column, 1, rect.columns});
}

static void hints(const App *app, const Overlay *overlay, Hints *out) {
  const Picker *picker = (const Picker *)overlay;
  (void)app;
  hint_add(out, "Enter", "tag");
  hint_add(out, "Esc", "cancel");
  hint_add(out, "Tab", "mark");
  if (picker->recent_count > 0) hint_add(out, "1-9", "recent");
  hint_add(out, "Up/Down", "choose");
  hint_add(out, "type", "to find, or for a new tag");
}

// ---- Choosing

// The name on a row, normalised; the caller frees; NULL with a message.
static char *name_of(App *app, const Picker *picker, uint32_t row) {
  Error err = {0};
  uint32_t tag = picker->rows[row].tag;
  if (tag != NEW_TAG) return memory_string(slice_of(picker->all.items[tag].path));
  char *name = tag_normalise(buffer_slice(&picker->field.text).ptr, &err);
  if (!name) app_fail(app, &err);
  return name;
}

// Takes the name over.
static void add_name(Picker *picker, char *name) {
  if (find_added(picker, name) < picker->added_count) {
    free(name);
    return;
  }
  picker->added = memory_grow(picker->added, picker->added_count, &picker->added_capacity,
                              sizeof *picker->added);
  picker->added[picker->added_count++] = name;
}

// The same name once more takes the mark off again; the name is taken over.
static void toggle_name(Picker *picker, char *name) {
  uint32_t at = find_added(picker, name);
  if (at == picker->added_count) {
    add_name(picker, name);
    return;
  }
  free(name);
  free(picker->added[at]);
  picker->added[at] = picker->added[--picker->added_count];
}

static void toggle(App *app, Picker *picker) {
  if (picker->row_count == 0) return;
  uint32_t tag = picker->rows[picker->current].tag;
  if (tag != NEW_TAG) {
    picker->marked[tag] = !picker->marked[tag];
  } else {
    char *name = name_of(app, picker, picker->current);
    if (!name) return;
    toggle_name(picker, name);
  }
  picker->toggled = true;
  if (picker->field.text.len > 0) {
    field_set(&picker->field, SLICE(""));
    make_rows(picker);
  } else if (picker->current + 1 < picker->row_count) {
    picker->current++;
  }
}

typedef struct Names {
  const char **items;
  uint32_t count;
} Names;

// Puts on what is newly marked, takes off what no longer is, in one change. Stays open when that
// fails.
static void apply(App *app, Picker *picker) {
  uint32_t most = picker->all.count + picker->added_count + 1;
  Names on = {memory_new(most, sizeof(char *)), 0}, off = {memory_new(most, sizeof(char *)), 0};
  for (uint32_t i = 0; i < picker->all.count; i++) {
    if (picker->marked[i] && !picker->had[i]) on.items[on.count++] = picker->all.items[i].path;
    if (!picker->marked[i] && picker->had[i]) off.items[off.count++] = picker->all.items[i].path;
  }
  for (uint32_t i = 0; i < picker->added_count; i++) on.items[on.count++] = picker->added[i];
  AnnotationEdit edit = {.add_tags = on.items,
                         .add_count = on.count,
                         .remove_tags = off.items,
                         .remove_count = off.count};
  bool nothing = on.count + off.count == 0;
  if (nothing) app_say(app, "it has these tags already");
  if (nothing || app_edit(app, &picker->target, &edit)) overlay_pop(app);
  free(on.items);
  free(off.items);
}

// Enter: what was marked, and the current row when something was typed or nothing was marked.
static void accept(App *app, Picker *picker) {
  bool current = !picker->toggled || picker->field.text.len > 0;
  if (current && picker->row_count == 0) {
    app_say(app, "type a name for the tag");
    return;
  }
  if (current) {
    uint32_t tag = picker->rows[picker->current].tag;
    char *name = tag == NEW_TAG ? name_of(app, picker, picker->current) : NULL;
    if (tag == NEW_TAG && !name) return;
    if (name)
      add_name(picker, name);
    else
      picker->marked[tag] = true;
    field_set(&picker->field, SLICE(""));
    make_rows(picker);
    picker->toggled = true;
  }
  apply(app, picker);
}

static void move(Picker *picker, int32_t by) {
  int64_t to = (int64_t)picker->current + by, last = (int64_t)picker->row_count - 1;
  picker->current = (uint32_t)(to > last ? (last < 0 ? 0 : last) : to < 0 ? 0 : to);
}

static bool move_key(Picker *picker, Key pressed) {
  switch (pressed) {
  case KEY_DOWN_ARROW:
  case 'N' & 0x1F: move(picker, 1); return true;
  case KEY_UP_ARROW:
  case 'P' & 0x1F: move(picker, -1); return true;
  case KEY_PAGE_DOWN: move(picker, (int32_t)picker->page); return true;
  case KEY_PAGE_UP: move(picker, -(int32_t)picker->page); return true;
  default: return false;
  }
}

static bool take_recent(App *app, Picker *picker, Key pressed) {
  if (picker->field.text.len > 0 || pressed < '1' || pressed > '9') return false;
  uint32_t row = pressed - '1';
  if (row >= picker->recent_count) return false;
  picker->current = row;
  accept(app, picker);
  return true;
}

static bool key(App *app, Overlay *overlay, Key pressed) {
  Picker *picker = picker_of(overlay);
  bool changed = false, nothing_typed = picker->field.text.len == 0;
  if (pressed == KEY_ENTER_)
    accept(app, picker);
  else if (pressed == KEY_ESCAPE || pressed == ('C' & 0x1F))
    overlay_pop(app);
  else if (pressed == KEY_TAB || (pressed == KEY_SPACE && nothing_typed))
    toggle(app, picker);
  else if (move_key(picker, pressed) || take_recent(app, picker, pressed))
    return true;
  else if (!field_key(&picker->field, pressed, false, &changed))
    return false;
  if (changed) make_rows(picker);
  return true;
}

static void paste(App *app, Overlay *overlay, Slice text) {
  Picker *picker = picker_of(overlay);
  if (!field_insert(&picker->field, text, false)) app_say(app, "that is too long for a tag");
  make_rows(picker);
}

static void stride(App *app, Overlay *overlay, Stride by, int32_t count) {
  (void)app, (void)by;
  move(picker_of(overlay), count);
}

static void click(App *app, Overlay *overlay, uint32_t row, uint32_t column) {
  Picker *picker = picker_of(overlay);
  (void)column;
  if (row < picker->first_row || picker->top + row - picker->first_row >= picker->row_count) return;
  picker->current = picker->top + row - picker->first_row;
  toggle(app, picker);
}

static const OverlayOps picker_ops = {.draw = draw,
                                      .hints = hints,
                                      .release = release,
                                      .key = key,
                                      .paste = paste,
                                      .stride = stride,
                                      .click = click};

// ---- Opening

static void mark_existing(Picker *picker, const Annotation *annotation) {
  for (uint32_t i = 0; i < picker->all.count; i++)
    for (uint32_t j = 0; j < annotation->tag_count; j++)
      if (strcmp(picker->all.items[i].path, annotation->tags[j]) == 0)
        picker->had[i] = picker->marked[i] = true;
}

void picker_open(App *app, const Subject *subject) {
  Error err = {0};
  TagList tags = {0};
  if (!tag_list(app->library, &tags, &err)) {
    app_fail(app, &err);
    return;
  }
  Picker *picker = memory_new(1, sizeof *picker);
  picker->base.ops = &picker_ops;
  picker->all = tags;
  picker->had = memory_new(tags.count + 1, sizeof *picker->had);
  picker->marked = memory_new(tags.count + 1, sizeof *picker->marked);
  picker->rows = memory_new(tags.count + 1, sizeof *picker->rows);
  picker->target = subject->target;
  buffer_add(&picker->passage, buffer_slice(&subject->passage));
  mark_existing(picker, &subject->annotation);
  make_rows(picker);
  overlay_push(app, &picker->base);
}
