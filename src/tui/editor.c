// SPDX-License-Identifier: MIT
// The comment editor. While one writes, the text is kept as a draft (at the latest after DRAFT_KEYS
// keys, or when the hands rest), so that a crash loses nothing; saving or giving up removes the
// draft. What cannot be saved stays on the screen.
#include "tui/editor.h"

#include "base/bisection.h"
#include "tui/ask.h"
#include "tui/field.h"
#include "tui/overlay.h"
#include "tui/tagtree.h"
#include "tui/unsaved.h"
#include "tui/wrap.h"

#include <stdlib.h>

enum { DRAFT_KEYS = 100 };

typedef struct EditorRow {
  size_t from, len;
} EditorRow;

typedef struct Editor {
  Overlay base;
  Field field;
  char *original; // the comment before
  SessionTarget target;
  char *tag;        // whose memo it is; NULL for a comment
  Buffer passage;   // what is commented on
  uint32_t unsaved; // keys since the draft was kept
  EditorRow *rows;  // the text, wrapped
  uint32_t row_count;
  size_t row_capacity;
  uint32_t columns, page, top;
} Editor;

static const OverlayOps editor_ops;

static Editor *editor_of(Overlay *overlay) {
  return (Editor *)overlay;
}

static void release(Overlay *overlay) {
  Editor *editor = editor_of(overlay);
  field_release(&editor->field);
  free(editor->original);
  free(editor->tag);
  buffer_release(&editor->passage);
  free(editor->rows);
}

static const char *name_of(const Editor *editor) {
  return editor->tag ? "memo" : "comment";
}

// ---- The draft

static void keep_draft(App *app, Editor *editor) {
  if (editor->unsaved == 0) return;
  editor->unsaved = 0;
  unsaved_keep(app, editor->tag, &editor->target, buffer_slice(&editor->field.text));
}

static void tick(App *app, Overlay *overlay) {
  keep_draft(app, editor_of(overlay));
}

static void changed(App *app, Editor *editor) {
  editor->columns = 0; // wrap anew
  app->wishes.tick = true;
  if (++editor->unsaved >= DRAFT_KEYS) keep_draft(app, editor);
}

// ---- Rows

static void wrap(Editor *editor, uint32_t columns, SafeMode mode) {
  Slice text = buffer_slice(&editor->field.text);
  if (editor->columns == columns) return;
  editor->columns = columns;
  editor->row_count = 0;
  for (size_t pos = 0;;) {
    EditorRow row = {pos, 0};
    size_t next = pos + wrap_next(slice_cut(text, pos, text.len), mode, columns, &row.len);
    editor->rows =
        memory_grow(editor->rows, editor->row_count, &editor->row_capacity, sizeof *editor->rows);
    editor->rows[editor->row_count++] = row;
    bool last = next >= text.len && !(text.len > 0 && next > pos && text.ptr[text.len - 1] == '\n');
    if (last || next == pos) return;
    pos = next;
  }
}

static uint32_t caret_row(const Editor *editor) {
  Bisection range =
      bisection_of(0, editor->row_count); // the last row that begins at or before the caret
  while (bisection_open(&range))
    bisection_narrow(&range, editor->rows[range.middle].from <= editor->field.caret);
  return (uint32_t)bisection_last(&range);
}

static uint32_t caret_column(const Editor *editor, SafeMode mode) {
  const EditorRow *row = &editor->rows[caret_row(editor)];
  return safe_width(slice_cut(buffer_slice(&editor->field.text), row->from, editor->field.caret),
                    mode);
}

static void move_rows(App *app, Editor *editor, int64_t by) {
  SafeMode mode = app->screen->mode;
  wrap(editor, editor->columns ? editor->columns : 1, mode);
  int64_t to = (int64_t)caret_row(editor) + by;
  uint32_t column = caret_column(editor, mode), used = 0;
  if (to < 0) to = 0;
  if (to >= editor->row_count) to = (int64_t)editor->row_count - 1;
  EditorRow row = editor->rows[to];
  size_t pos = row.from;
  while (pos < row.from + row.len && used < column) {
    size_t next = field_after(&editor->field, pos);
    used += safe_width(slice_cut(buffer_slice(&editor->field.text), pos, next), mode);
    pos = next;
  }
  editor->field.caret = pos;
}

// ---- Drawing

static void draw_text(App *app, Editor *editor, Rect rect) {
  Slice text = buffer_slice(&editor->field.text);
  uint32_t caret = caret_row(editor);
  editor->page = rect.rows ? rect.rows : 1;
  if (caret < editor->top) editor->top = caret;
  if (caret >= editor->top + editor->page) editor->top = caret - editor->page + 1;
  for (uint32_t i = 0; i < rect.rows && editor->top + i < editor->row_count; i++) {
    EditorRow row = editor->rows[editor->top + i];
    screen_put(app->screen, rect.row + i, rect.column, rect.columns,
               slice_make(text.ptr + row.from, row.len), FACE_TEXT, 0);
  }
  uint32_t column = caret_column(editor, app->screen->mode);
  screen_move_cursor(app->screen, rect.row + caret - editor->top,
                     rect.column + (column < rect.columns ? column : rect.columns - 1));
}

static void draw(App *app, Overlay *overlay) {
  enum { WIDEST = 72, ROWS_MIN = 6 };
  Editor *editor = editor_of(overlay);
  uint32_t columns = app->screen->columns > WIDEST + 4 ? WIDEST : app->screen->columns - 4;
  wrap(editor, columns, app->screen->mode);
  uint32_t rows = (editor->row_count < ROWS_MIN ? ROWS_MIN : editor->row_count) + 2, row, column;
  reader_caret_cell(app, &row, &column);
  Rect rect = overlay_draw_box_at(app, name_of(editor), (BoxRows){rows, ROWS_MIN}, columns, row);
  if (rect.rows > 3) {
    screen_put_fit(app->screen, rect.row, rect.column, rect.columns, buffer_slice(&editor->passage),
                   FACE_QUOTATION, 0);
    rect.row += 2;
    rect.rows -= 2;
  }
  wrap(editor, rect.columns ? rect.columns : 1, app->screen->mode);
  draw_text(app, editor, rect);
}

static void hints(const App *app, const Overlay *overlay, Hints *out) {
  (void)app, (void)overlay;
  hint_add(out, "^S", "save");
  hint_add(out, "Esc", "cancel");
  hint_add(out, "Enter", "new line");
  hint_add(out, "^X", "editor");
  hint_add(out, "^W", "delete word");
  hint_add(out, "^U", "delete line");
}

// ---- Saving and giving up

static void leave(App *app, const Editor *editor) {
  unsaved_drop(app, editor->tag);
  overlay_pop(app);
}

static bool save_memo(App *app, const Editor *editor, Slice text) {
  char *memo = memory_string(text);
  const char *words[] = {editor->tag, memo};
  bool saved = app_run(app, ACTION_TAG_MEMO, 0, words, 2);
  free(memo);
  return saved;
}

static bool save_comment(App *app, Editor *editor, Slice text) {
  char *comment = memory_string(text);
  bool saved = app_edit(app, &editor->target, &(AnnotationEdit){.comment = comment});
  free(comment);
  return saved;
}

static void save(App *app, Editor *editor) {
  Slice text = slice_trim(buffer_slice(&editor->field.text));
  if (!editor->tag && text.len == 0 && !editor->target.annotation[0]) {
    leave(app, editor);
    app_say(app, "nothing was written: no comment was made");
    return;
  }
  if (editor->tag ? save_memo(app, editor, text) : save_comment(app, editor, text)) {
    leave(app, editor);
    return;
  }
  buffer_add_string(&app->message, "; what you wrote stays here, ^S tries again");
}

static void give_up(App *app, int64_t value) {
  Overlay *overlay = overlay_top(app, &editor_ops);
  (void)value;
  if (overlay) leave(app, editor_of(overlay));
}

static void cancel(App *app, Overlay *overlay) {
  Editor *editor = editor_of(overlay);
  if (slice_equal(buffer_slice(&editor->field.text), slice_of(editor->original)))
    leave(app, editor);
  else
    ask_open(app, "Throw away what you wrote?", give_up, 0);
}

// ---- The reader's own editor

// Its file ends with a line end that is not the comment's.
static void take_written(App *app, Editor *editor, Buffer *text) {
  while (text->len > 0 && text->ptr[text->len - 1] == '\n') text->ptr[--text->len] = '\0';
  field_set(&editor->field, SLICE(""));
  field_insert(&editor->field, buffer_slice(text), true);
  changed(app, editor);
  keep_draft(app, editor);
  app_say(app, "^S saves what you wrote");
}

static void editor_ended(App *app, const Launch *program, const ProcessEnd *end) {
  Overlay *overlay = overlay_top(app, &editor_ops);
  Error err = {0};
  Buffer text = {0}, how = {0};
  process_write_end(end, &how);
  if (overlay && end->status != 0)
    app_say(app, "%s %s: the %s is as it was", program->arguments[0], how.ptr,
            name_of(editor_of(overlay)));
  else if (overlay && !launch_read_file(program, FIELD_BYTES_MAX, &text, &err))
    app_fail(app, &err);
  else if (overlay) // else closed since, as when its brief was removed
    take_written(app, editor_of(overlay), &text);
  buffer_release(&text);
  buffer_release(&how);
}

static void edit_outside(App *app, Editor *editor) {
  char **arguments = process_split_editor(config_text(app->config, CONFIG_EDITOR), NULL);
  editor->unsaved++;
  keep_draft(app, editor);
  Buffer text = {0};
  buffer_add(&text, buffer_slice(&editor->field.text));
  if (text.len > 0) buffer_add_byte(&text, '\n');
  launch_wish_file(app, arguments, editor->tag ? "memo.txt" : "comment.txt", buffer_slice(&text),
                   editor_ended);
  buffer_release(&text);
}

// ---- Keys

static bool move_key(App *app, Editor *editor, Key pressed) {
  switch (pressed) {
  case KEY_UP_ARROW: move_rows(app, editor, -1); return true;
  case KEY_DOWN_ARROW: move_rows(app, editor, 1); return true;
  case KEY_PAGE_UP: move_rows(app, editor, -(int64_t)editor->page); return true;
  case KEY_PAGE_DOWN: move_rows(app, editor, editor->page); return true;
  default: return false;
  }
}

static bool key(App *app, Overlay *overlay, Key pressed) {
  Editor *editor = editor_of(overlay);
  bool different = false;
  if (pressed == ('S' & 0x1F))
    save(app, editor);
  else if (pressed == ('X' & 0x1F))
    edit_outside(app, editor);
  else if (pressed == KEY_ESCAPE || pressed == ('C' & 0x1F))
    cancel(app, overlay);
  else if (move_key(app, editor, pressed))
    return true;
  else if (!field_key(&editor->field, pressed, true, &different))
    return false;
  if (different) changed(app, editor);
  return true;
}

static void paste(App *app, Overlay *overlay, Slice text) {
  Editor *editor = editor_of(overlay);
  if (!field_insert(&editor->field, text, true))
    app_say(app, "a %s holds at most 1 MiB", name_of(editor));
  changed(app, editor);
}

static void stride(App *app, Overlay *overlay, Stride by, int32_t count) {
  (void)by;
  move_rows(app, editor_of(overlay), count);
}

static const OverlayOps editor_ops = {.holds_words = true,
                                      .draw = draw,
                                      .hints = hints,
                                      .release = release,
                                      .key = key,
                                      .paste = paste,
                                      .stride = stride,
                                      .cancel = cancel,
                                      .tick = tick};

// ---- Opening

static Editor *push_text(App *app, const char *text) {
  Editor *editor = memory_new(1, sizeof *editor);
  editor->base.ops = &editor_ops;
  editor->original = memory_string(slice_of(text));
  field_set(&editor->field, slice_of(text));
  overlay_push(app, &editor->base);
  return editor;
}

static Editor *open_comment(App *app, const Subject *subject) {
  const Annotation *annotation = &subject->annotation;
  Editor *editor = push_text(app, annotation->key ? annotation->comment : "");
  editor->target = subject->target;
  buffer_add(&editor->passage, buffer_slice(&subject->passage));
  return editor;
}

void editor_open(App *app, const Subject *subject) {
  open_comment(app, subject);
}

static Editor *open_memo(App *app, const char *tag, const char *memo) {
  Editor *editor = push_text(app, memo);
  editor->tag = memory_string(slice_of(tag));
  buffer_add_string(&editor->passage, tag);
  return editor;
}

void editor_open_memo(App *app, const char *tag, const char *memo) {
  open_memo(app, tag, memo);
}

// ---- A draft that was left behind

static Editor *open_left(App *app, const Unsaved *left) {
  if (left->tag) return open_memo(app, left->tag, tagtree_current(tagtree_look(app))->memo);
  Subject subject = left->whole ? subject_of_brief(app) : subject_at_caret(app, 0);
  Editor *editor = open_comment(app, &subject);
  subject_release(&subject);
  return editor;
}

bool editor_open_draft(App *app) {
  Unsaved left;
  if (!unsaved_find(app, &left)) return false;
  Editor *editor = open_left(app, &left);
  field_set(&editor->field, slice_of(left.words));
  editor->columns = 0;
  app_say(app, "this %s was not saved when postil ended: ^S saves it, Esc throws it away",
          name_of(editor));
  unsaved_release(&left);
  return true;
}
