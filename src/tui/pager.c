// SPDX-License-Identifier: MIT
// Pages to read. Lines are wrapped into rows when the width is known and again when it changes;
// search is by line, without regard to case.
#include "tui/pager.h"
#include "base/bisection.h"
#include "base/utf8.h"
#include "tui/overlay.h"
#include "tui/prompt.h"
#include "tui/wrap.h"

#include <stdlib.h>
#include <string.h>

typedef struct PagerLine {
  char *text;
  Face face;
  uint32_t indent;
} PagerLine;

typedef struct PagerRow {
  uint32_t line;
  size_t from, len;
} PagerRow;

struct Pager {
  Overlay base;
  char *title;
  PagerLine *lines;
  uint32_t line_count;
  size_t line_capacity;
  PagerRow *rows;
  uint32_t row_count;
  size_t row_capacity;
  uint32_t columns, page; // as drawn last
  uint32_t top;
  bool end;
  Buffer pattern;
  uint32_t hit; // line of the current match, UINT32_MAX for none
};

static const OverlayOps pager_ops;

static Pager *pager_of(Overlay *overlay) {
  return (Pager *)overlay;
}

static void release(Overlay *overlay) {
  Pager *pager = pager_of(overlay);
  for (uint32_t i = 0; i < pager->line_count; i++) free(pager->lines[i].text);
  free(pager->lines);
  free(pager->rows);
  free(pager->title);
  buffer_release(&pager->pattern);
}

Pager *pager_new(const char *title) {
  Pager *pager = memory_new(1, sizeof *pager);
  pager->base.ops = &pager_ops;
  pager->title = memory_string(slice_of(title));
  pager->hit = UINT32_MAX;
  return pager;
}

void pager_add(Pager *pager, Slice text, Face face, uint32_t indent) {
  pager->lines =
      memory_grow(pager->lines, pager->line_count, &pager->line_capacity, sizeof *pager->lines);
  pager->lines[pager->line_count++] = (PagerLine){memory_string(text), face, indent};
}

void pager_end(Pager *pager) {
  pager->end = true;
}

void pager_open(App *app, Pager *pager) {
  overlay_push(app, &pager->base);
}

bool pager_is_open(const App *app) {
  return overlay_top(app, &pager_ops) != NULL;
}

// ---- Rows

static void wrap_line(Pager *pager, uint32_t line, SafeMode mode) {
  Slice text = slice_of(pager->lines[line].text);
  uint32_t indent = pager->lines[line].indent;
  size_t pos = 0;
  do {
    uint32_t room = pager->columns;
    if (pos > 0 && indent + 8 < room) room -= indent;
    PagerRow row = {line, pos, 0};
    pos += wrap_next(slice_cut(text, pos, text.len), mode, room, &row.len);
    pager->rows =
        memory_grow(pager->rows, pager->row_count, &pager->row_capacity, sizeof *pager->rows);
    pager->rows[pager->row_count++] = row;
  } while (pos < text.len);
}

static uint32_t row_of_line(const Pager *pager, uint32_t line) {
  Bisection range = bisection_of(0, pager->row_count);
  while (bisection_open(&range)) bisection_narrow(&range, pager->rows[range.middle].line < line);
  return (uint32_t)range.low;
}

static void wrap_all(Pager *pager, uint32_t columns, SafeMode mode) {
  if (columns == pager->columns) return;
  uint32_t line = pager->top < pager->row_count ? pager->rows[pager->top].line : 0;
  pager->columns = columns;
  pager->row_count = 0;
  for (uint32_t i = 0; i < pager->line_count; i++) wrap_line(pager, i, mode);
  pager->top = row_of_line(pager, line);
}

static void clamp_top(Pager *pager) {
  uint32_t last = pager->row_count > pager->page ? pager->row_count - pager->page : 0;
  if (pager->top > last || pager->end) pager->top = last;
  pager->end = false;
}

// ---- Drawing

static void draw_row(Screen *screen, const Pager *pager, const PagerRow *row, Rect at) {
  const PagerLine *line = &pager->lines[row->line];
  uint32_t indent = row->from > 0 && line->indent + 8 < at.columns ? line->indent : 0;
  Slice text = slice_make(line->text + row->from, row->len);
  screen_put(screen, at.row, at.column + indent, at.columns - indent, text, line->face, 0);
  if (row->line == pager->hit)
    screen_tint(screen, at.row, at.column, at.columns, FACE_MATCH_HERE, 0);
}

static void draw(App *app, Overlay *overlay) {
  enum { WIDEST = 100 };
  Pager *pager = pager_of(overlay);
  Rect rect = overlay_draw_box(app, pager->title, pager->line_count, WIDEST);
  wrap_all(pager, rect.columns ? rect.columns : 1, app->screen->mode);
  if (pager->row_count > rect.rows)
    rect = overlay_draw_box(app, pager->title, pager->row_count, WIDEST);
  pager->page = rect.rows ? rect.rows : 1;
  clamp_top(pager);
  screen_move_cursor(app->screen, rect.row, rect.column);
  for (uint32_t i = 0; i < rect.rows && pager->top + i < pager->row_count; i++) {
    Rect at = {rect.row + i, rect.column, 1, rect.columns};
    const PagerRow *row = &pager->rows[pager->top + i];
    draw_row(app->screen, pager, row, at);
    if (row->line == pager->hit && row->from == 0)
      screen_move_cursor(app->screen, at.row, at.column);
  }
}

static void hints(const App *app, const Overlay *overlay, Hints *out) {
  static const HintRow rows[] = {{ACTION_PAGE_DOWN, "page"},  {ACTION_CLOSE, "close"},
                                 {ACTION_SEARCH, "search"},   {ACTION_SEARCH_NEXT, "next"},
                                 {ACTION_LINE_DOWN, "down"},  {ACTION_LINE_UP, "up"},
                                 {ACTION_PAGE_UP, "page up"}, {ACTION_BOTTOM, "end"}};
  const Pager *pager = (const Pager *)overlay;
  hint_add_actions(out, app, MODE_PAGER, rows, sizeof rows / sizeof *rows);
  (void)pager;
}

static void stride(App *app, Overlay *overlay, Stride by, int32_t count) {
  Pager *pager = pager_of(overlay);
  (void)app;
  int64_t page = pager->page > 2 ? pager->page - 1 : 1;
  int64_t each = by == STRIDE_LINE ? 1 : by == STRIDE_HALF ? (page + 1) / 2 : page;
  int64_t to = (int64_t)pager->top + each * count;
  if (by == STRIDE_END) to = count > 0 ? pager->row_count : 0;
  pager->top = (uint32_t)(to < 0 ? 0 : to > pager->row_count ? pager->row_count : to);
  clamp_top(pager);
}

static const OverlayOps pager_ops = {
    .mode = MODE_PAGER, .draw = draw, .hints = hints, .release = release, .stride = stride};

// ---- Search

static bool line_matches(const Pager *pager, uint32_t line) {
  return strcasestr(pager->lines[line].text, pager->pattern.ptr) != NULL;
}

static void show_hit(Pager *pager, uint32_t line) {
  uint32_t row = row_of_line(pager, line);
  pager->hit = line;
  pager->top = row > pager->page / 3 ? row - pager->page / 3 : 0;
  clamp_top(pager);
}

// The next line that matches, from `from` on; goes on at the other end.
static void find_from(App *app, Pager *pager, uint32_t from, bool back) {
  for (uint32_t i = 0; i < pager->line_count; i++) {
    uint32_t line = (back ? from + pager->line_count - i : from + i) % pager->line_count;
    if (!line_matches(pager, line)) continue;
    show_hit(pager, line);
    return;
  }
  pager->hit = UINT32_MAX;
  app_say(app, "nothing here has “%s”", pager->pattern.ptr);
}

static Pager *topmost(const App *app) {
  for (Overlay *at = app->overlay; at; at = at->below)
    if (at->ops == &pager_ops) return pager_of(at);
  return NULL;
}

// For `/` in the pager that is open.
static void search(App *app, Slice pattern) {
  Pager *pager = topmost(app);
  if (!pager || pager->line_count == 0) return;
  buffer_clear(&pager->pattern);
  buffer_add(&pager->pattern, pattern);
  if (pattern.len > 0)
    find_from(app, pager, pager->hit == UINT32_MAX ? 0 : pager->hit, false);
  else
    pager->hit = UINT32_MAX;
}

void pager_search_next(App *app, bool back) {
  Pager *pager = topmost(app);
  if (!pager || pager->line_count == 0) return;
  if (pager->pattern.len == 0) {
    app_say(app, "/ searches this page");
    return;
  }
  uint32_t from = pager->hit == UINT32_MAX ? 0 : pager->hit + (back ? pager->line_count - 1 : 1);
  find_from(app, pager, from % pager->line_count, back);
}

static void no_longer(App *app) {
  search(app, SLICE(""));
}

void pager_ask(App *app) {
  static const PromptRequest request = {.label = "/",
                                        .accept = "keep",
                                        .changed = search,
                                        .accepted = search,
                                        .cancelled = no_longer,
                                        .recall = RECALL_SEARCH};
  prompt_open(app, &request, SLICE(""));
}
