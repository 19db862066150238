// SPDX-License-Identifier: MIT
// Drawing the annotations pane: visible rows only; below them, when there is room, the current
// annotation as a whole.
//
//   energy/solar  2
//   ▎ In August 2025 the two lower administrations …          a shortfall  Orlec Compact
//   ─────────────────────────────────────────────
//   “In August 2025 the two lower administrations reported a shortfall of nine per cent …”
//   yellow · energy/solar · Orlec Compact
//   The comment.
#include "tui/annotationlist.h"
#include "tui/wrap.h"

enum { PREVIEW_ROWS = 6, ROWS_WITH_PREVIEW = 16, QUOTE_ROWS = 2, SIGN_COLUMNS = 2 };

static void add_part(Buffer *out, const char *part) {
  if (part[0]) buffer_printf(out, "%s%s", out->len ? " · " : "", part);
}

static void add_tags(Buffer *out, const Annotation *annotation) {
  for (uint32_t i = 0; i < annotation->tag_count; i++)
    buffer_printf(out, "%s%s", i ? ", " : out->len ? " · " : "", annotation->tags[i]);
}

static const char *place_of(const Annotation *annotation) {
  if (annotation->whole) return "whole brief";
  return annotation->state == ANNOTATION_ORPHAN ? "orphan" : "";
}

// ---- Rows

// What stands at the right: what the group does not say already.
static void write_detail(const AnnotationPane *pane, const AnnotationRow *row, Buffer *out) {
  const Annotation *annotation = &row->annotation;
  add_part(out, annotation->whole ? "" : place_of(annotation));
  add_part(out, annotation->whole ? "" : annotation->comment);
  if (pane->grouping != LINEUP_BY_TAG) add_tags(out, annotation);
  if (pane->grouping != LINEUP_BY_BRIEF && pane->brief == 0) add_part(out, row->title);
}

// The passage; for the whole brief, which has none, what was said of it.
static void write_subject(const Annotation *annotation, Buffer *out) {
  if (!annotation->whole)
    buffer_add_string(out, annotation->quote);
  else if (annotation->comment[0])
    buffer_printf(out, "whole brief: %s", annotation->comment);
  else
    buffer_add_string(out, "whole brief");
}

static void draw_annotation(App *app, const AnnotationPane *pane, const AnnotationRow *row,
                            Rect at) {
  Screen *screen = app->screen;
  const Annotation *annotation = &row->annotation;
  Buffer detail = {0}, subject = {0};
  const char *sign = screen->mode == SAFE_ASCII ? "|" : "▎";
  Face face = annotation->whole ? FACE_DIM : (Face)(FACE_COLOUR + annotation->colour);
  screen_put(screen, at.row, at.column, SIGN_COLUMNS, slice_of(sign), face, 0);
  uint32_t column = at.column + SIGN_COLUMNS, room = at.columns - SIGN_COLUMNS;
  write_detail(pane, row, &detail);
  uint32_t wide = safe_width(buffer_slice(&detail), screen->mode), most = room * 2 / 5;
  if (wide > most) wide = most;
  write_subject(annotation, &subject);
  screen_put_fit(screen, at.row, column, room > wide + 2 ? room - wide - 2 : 1,
                 buffer_slice(&subject), annotation->whole ? FACE_DIM : FACE_TEXT, 0);
  if (wide > 0)
    screen_put_fit(screen, at.row, at.column + at.columns - wide, wide, buffer_slice(&detail),
                   FACE_DIM, 0);
  buffer_release(&subject);
  buffer_release(&detail);
}

// Where the list has no number for a group, one that lies in the window is counted there: a head is
// in the window only above the first of its group.
static bool count_group(const AnnotationPane *pane, uint32_t head, uint32_t *count) {
  uint32_t end = head + 1;
  if (lineup_count_group(pane->lineup, pane->rows[head].place.group, count)) return true;
  while (end < pane->roll.count && !pane->rows[end].head) end++;
  *count = end - head - 1;
  return end < pane->roll.count || pane->last;
}

// With the number of its annotations, where that is known.
static void draw_head(App *app, const AnnotationPane *pane, uint32_t number, Rect at) {
  const AnnotationRow *row = &pane->rows[number];
  Buffer text = {0};
  uint32_t count, used = screen_put_fit(app->screen, at.row, at.column, at.columns,
                                        slice_of(row->title), FACE_HEADING, 0);
  if (count_group(pane, number, &count)) buffer_printf(&text, "%u", count);
  if (used + 2 < at.columns)
    screen_put_fit(app->screen, at.row, at.column + used + 2, at.columns - used - 2,
                   buffer_slice(&text), FACE_DIM, 0);
  buffer_release(&text);
}

static void draw_row(App *app, AnnotationPane *pane, uint32_t number, Rect at) {
  const AnnotationRow *row = annotationlist_row(app, pane, number);
  Rect inner = {at.row, at.column + 1, 1, at.columns > 2 ? at.columns - 2 : 1};
  if (row->head) {
    draw_head(app, pane, number, inner);
    return;
  }
  if (row->annotation.key) draw_annotation(app, pane, row, inner);
  if (number != pane->roll.current) return;
  screen_tint(app->screen, at.row, at.column, at.columns, FACE_CURRENT, 0);
  screen_move_cursor(app->screen, at.row, inner.column + SIGN_COLUMNS);
}

// ---- The current one as a whole

static void draw_preview(App *app, const AnnotationRow *row, Rect at) {
  Screen *screen = app->screen;
  const Annotation *annotation = &row->annotation;
  Buffer line = {0};
  screen_put_rule(screen, at.row, at.column, at.columns);
  Rect inner = {at.row + 1, at.column + 1, at.rows - 1, at.columns > 2 ? at.columns - 2 : 1};
  uint32_t used = wrap_draw(screen, inner, slice_of(annotation->quote), QUOTE_ROWS, FACE_QUOTATION);
  add_part(&line, place_of(annotation));
  if (!annotation->whole) add_part(&line, colour_name(annotation->colour));
  add_tags(&line, annotation);
  add_part(&line, row->title);
  screen_put_fit(screen, inner.row + used, inner.column, inner.columns, buffer_slice(&line),
                 FACE_DIM, 0);
  used++;
  wrap_draw(screen, (Rect){inner.row + used, inner.column, 1, inner.columns},
            slice_of(annotation->comment), inner.rows - used, FACE_TEXT);
  buffer_release(&line);
}

// ---- The page

static void add_number(Buffer *out, uint32_t number) {
  if (number == LINEUP_UNCOUNTED)
    buffer_add_string(out, "many");
  else
    buffer_printf(out, "%u", number);
}

static void write_count(const AnnotationPane *pane, Buffer *out) {
  uint32_t count = pane->lineup ? lineup_count(pane->lineup) : 0;
  uint32_t total = pane->lineup ? lineup_total(pane->lineup) : 0;
  if (pane->coming)
    buffer_add_string(out, "…");
  else
    add_number(out, count);
  if (!pane->coming && count == total) return;
  buffer_add_string(out, " of ");
  add_number(out, total);
}

static Rect draw_page(App *app, const AnnotationPane *pane) {
  Buffer left = {0}, right = {0};
  if (pane->brief)
    buffer_printf(&left, "annotations · %s", pane->title ? pane->title : "");
  else
    buffer_add_string(&left, "annotations · library");
  write_count(pane, &right);
  if (pane->filter.len > 0) buffer_printf(&right, " · %s", pane->filter.ptr);
  buffer_printf(&right, " · by %s", annotationlist_grouping_name(pane->grouping));
  Rect page = overlay_draw_page(app, buffer_slice(&left), buffer_slice(&right));
  buffer_release(&left);
  buffer_release(&right);
  return page;
}

void annotationlist_draw(App *app, Overlay *overlay) {
  AnnotationPane *pane = (AnnotationPane *)overlay;
  Rect page = draw_page(app, pane);
  bool current = annotationlist_current(app, pane) != NULL;
  screen_move_cursor(app->screen, page.row, page.column);
  if (!current)
    screen_put_fit(app->screen, page.row, page.column + 1, page.columns - 1,
                   pane->lineup && lineup_total(pane->lineup) ? SLICE("No annotation matches.")
                                                              : SLICE("No annotations yet."),
                   FACE_DIM, 0);
  Rect list = page;
  if (current && page.rows >= ROWS_WITH_PREVIEW) {
    list.rows -= PREVIEW_ROWS;
    draw_preview(app, &pane->rows[pane->roll.current],
                 (Rect){page.row + list.rows, page.column, PREVIEW_ROWS, page.columns});
  }
  roll_show(&pane->roll, list);
  // The head above the first row belongs to it.
  if (pane->roll.top > 0 && pane->roll.current == pane->roll.top && list.rows > 1 &&
      pane->rows[pane->roll.top - 1].head)
    pane->roll.top--;
  for (uint32_t i = 0; i < list.rows && pane->roll.top + i < pane->roll.count; i++)
    draw_row(app, pane, pane->roll.top + i, (Rect){list.row + i, list.column, 1, list.columns});
}

void annotationlist_hints(const App *app, const Overlay *overlay, Hints *out) {
  const AnnotationPane *pane = (const AnnotationPane *)overlay;
  const HintRow rows[] = {
      {ACTION_ENTER, "go there"},     {ACTION_ANNOTATIONS, pane->brief ? "library" : "this brief"},
      {ACTION_CLOSE, "back"},         {ACTION_HELP, "help"},
      {ACTION_SEARCH, "filter"},      {ACTION_SORT, "group"},
      {ACTION_TAG_PICK, "tag"},       {ACTION_COMMENT_EDIT, "comment"},
      {ACTION_COLOUR_PICK, "colour"}, {ACTION_DELETE_HERE, "delete"},
      {ACTION_UNDO_KEY, "undo"},      {ACTION_REDO_KEY, "redo"}};
  hint_add_actions(out, app, MODE_ANNOTATIONS, rows, sizeof rows / sizeof *rows);
}
