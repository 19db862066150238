// SPDX-License-Identifier: MIT
// Drawing the codebook pane. A row is a tag: its name below those above it, the annotations that
// have it, those that have it or one below, its colour by name, its memo.
//
//   ▾ energy          2    7  ■ blue   what is generated, moved and used
//       solar         5    5
#include "tui/tagtree.h"

#include <stdlib.h>

enum { COUNT_COLUMNS = 7, COLOUR_COLUMNS = 10, NAME_MIN = 12, MEMO_MIN = 12, INDENT = 2 };

// Columns of a row, from what the screen has.
typedef struct Columns {
  uint32_t name, colour, memo; // widths; 0: left out
} Columns;

static uint32_t widest_name(const TagTree *pane, SafeMode mode) {
  uint32_t widest = NAME_MIN;
  for (uint32_t i = 0; i < pane->roll.page && pane->roll.top + i < pane->roll.count; i++) {
    const TreeNode *node = &pane->tree.nodes[pane->rows[pane->roll.top + i]];
    uint32_t wide = safe_width(slice_of(node->path + node->name), mode) + node->depth * INDENT + 4;
    if (wide > widest) widest = wide;
  }
  return widest;
}

static Columns measure(const TagTree *pane, SafeMode mode, uint32_t columns) {
  uint32_t counts = 2 * COUNT_COLUMNS, name = widest_name(pane, mode);
  Columns out = {.name = columns > counts ? columns - counts : columns};
  if (out.name > NAME_MIN + COLOUR_COLUMNS + 2) out.colour = COLOUR_COLUMNS;
  out.name -= out.colour ? out.colour + 2 : 0;
  if (out.name >= name + MEMO_MIN) {
    out.memo = out.name - name;
    out.name = name;
  } else if (out.name > 2 * MEMO_MIN + NAME_MIN) {
    out.memo = MEMO_MIN;
    out.name -= MEMO_MIN;
  }
  return out;
}

// The colour of annotations that is nearest, for a screen that has these only.
static Face face_of(uint32_t rgb) {
  Colour best = COLOUR_GREY;
  uint32_t least = UINT32_MAX;
  for (int colour = 0; colour < COLOUR_COUNT; colour++) {
    uint32_t other = colour_rgb((Colour)colour), distance = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      int32_t apart = (int32_t)(rgb >> shift & 0xFF) - (int32_t)(other >> shift & 0xFF);
      distance += (uint32_t)(apart * apart);
    }
    if (distance < least) {
      least = distance;
      best = (Colour)colour;
    }
  }
  return (Face)(FACE_COLOUR + best);
}

static void draw_count(Screen *screen, uint32_t row, uint32_t column, uint32_t count) {
  Buffer text = {0};
  if (count == TREE_UNCOUNTED)
    buffer_add_string(&text, screen->mode == SAFE_ASCII ? "?" : "…");
  else
    buffer_printf(&text, "%u", count);
  uint32_t wide = safe_width(buffer_slice(&text), screen->mode);
  if (wide > COUNT_COLUMNS) wide = COUNT_COLUMNS;
  screen_put(screen, row, column + COUNT_COLUMNS - wide, wide, buffer_slice(&text), FACE_DIM, 0);
  buffer_release(&text);
}

static const char *fold_sign(const TagTree *pane, uint32_t index, SafeMode mode) {
  const TreeNode *node = &pane->tree.nodes[index];
  if (node->end == index + 1) return " ";
  bool folded = tagtree_is_folded(pane, node->path) && pane->filter.len == 0;
  if (mode == SAFE_ASCII) return folded ? "+" : "-";
  return folded ? "▸" : "▾";
}

static void draw_colour(Screen *screen, const TreeNode *node, uint32_t row, uint32_t column) {
  Buffer text = {0};
  if (node->colour == TAG_NO_COLOUR) return;
  screen_put(screen, row, column, 1, slice_of(screen->mode == SAFE_ASCII ? "#" : "■"),
             face_of(node->colour), 0);
  tag_write_colour(node->colour, &text);
  screen_put_fit(screen, row, column + 2, COLOUR_COLUMNS - 2, buffer_slice(&text), FACE_DIM, 0);
  buffer_release(&text);
}

// "= co2, CO₂  what is let into the air"
static void draw_memo(Screen *screen, const TreeNode *node, Rect at) {
  Buffer text = {0};
  if (node->aliases.count > 0) buffer_add_string(&text, "= ");
  tag_write_aliases(&node->aliases, &text);
  buffer_printf(&text, "%s%s", text.len > 0 && node->memo[0] ? "  " : "", node->memo);
  screen_put_fit(screen, at.row, at.column, at.columns, buffer_slice(&text), FACE_DIM, 0);
  buffer_release(&text);
}

static void draw_row(App *app, const TagTree *pane, const Columns *columns, uint32_t row, Rect at) {
  Screen *screen = app->screen;
  uint32_t index = pane->rows[row], indent = pane->tree.nodes[index].depth * INDENT + 1;
  const TreeNode *node = &pane->tree.nodes[index];
  uint32_t most = columns->name / 2, column = at.column + (indent < most ? indent : most);
  screen_put(screen, at.row, column, 1, slice_of(fold_sign(pane, index, screen->mode)), FACE_DIM,
             0);
  uint32_t end = at.column + columns->name;
  screen_put_fit(screen, at.row, column + 2, end > column + 3 ? end - column - 3 : 1,
                 slice_of(node->path + node->name), node->tag ? FACE_TEXT : FACE_DIM, 0);
  if (node->tag) draw_count(screen, at.row, end, node->own);
  draw_count(screen, at.row, end + COUNT_COLUMNS, node->whole);
  end += 2 * COUNT_COLUMNS + 2;
  if (columns->colour) draw_colour(screen, node, at.row, end);
  if (columns->memo > 1)
    draw_memo(screen, node, (Rect){at.row, end + columns->colour, 1, columns->memo - 1});
  if (row == pane->roll.current) {
    screen_tint(screen, at.row, at.column, at.columns, FACE_CURRENT, 0);
    screen_move_cursor(screen, at.row, column + 2);
  }
}

static void draw_heads(App *app, const Columns *columns, Rect at) {
  uint32_t column = at.column + columns->name;
  Screen *screen = app->screen;
  screen_put_fit(screen, at.row, at.column + 3, columns->name, SLICE("tag"), FACE_DIM, 0);
  screen_put_fit(screen, at.row, column + 4, COUNT_COLUMNS, SLICE("own"), FACE_DIM, 0);
  screen_put_fit(screen, at.row, column + COUNT_COLUMNS + 4, COUNT_COLUMNS, SLICE("all"), FACE_DIM,
                 0);
  column += 2 * COUNT_COLUMNS + 2;
  if (columns->colour)
    screen_put_fit(screen, at.row, column, columns->colour, SLICE("colour"), FACE_DIM, 0);
  if (columns->memo > 1)
    screen_put_fit(screen, at.row, column + columns->colour, columns->memo - 1, SLICE("memo"),
                   FACE_DIM, 0);
}

static Rect draw_page(App *app, const TagTree *pane) {
  Buffer left = {0}, right = {0};
  uint32_t tags = 0;
  for (uint32_t i = 0; i < pane->tree.count; i++) tags += pane->tree.nodes[i].tag;
  buffer_printf(&left, "codebook · %u tag%s", tags, tags == 1 ? "" : "s");
  if (pane->filter.len > 0) buffer_printf(&left, " · with “%s”", pane->filter.ptr);
  if (pane->counting) buffer_printf(&right, "counting %u%%", tree_percent(pane->counting));
  Rect page = overlay_draw_page(app, buffer_slice(&left), buffer_slice(&right));
  buffer_release(&left);
  buffer_release(&right);
  return page;
}

void tagtree_draw(App *app, Overlay *overlay) {
  enum { ROWS_WITH_HEADS = 8 };
  TagTree *pane = (TagTree *)overlay;
  Rect page = draw_page(app, pane);
  if (pane->roll.count == 0)
    screen_put_fit(app->screen, page.row, page.column + 1, page.columns - 1,
                   pane->filter.len
                       ? SLICE("No tag matches.")
                       : SLICE("No tags yet: + makes one, t in a text tags a passage."),
                   FACE_DIM, 0);
  screen_move_cursor(app->screen, page.row, page.column);
  bool heads = page.rows >= ROWS_WITH_HEADS && pane->roll.count > 0;
  Rect list = {page.row + heads, page.column, page.rows - heads, page.columns};
  roll_show(&pane->roll, list);
  Columns columns = measure(pane, app->screen->mode, list.columns);
  if (heads) draw_heads(app, &columns, page);
  for (uint32_t i = 0; i < list.rows && pane->roll.top + i < pane->roll.count; i++)
    draw_row(app, pane, &columns, pane->roll.top + i,
             (Rect){list.row + i, list.column, 1, list.columns});
}

void tagtree_hints(const App *app, const Overlay *overlay, Hints *out) {
  static const HintRow rows[] = {{ACTION_ENTER, "annotations"},
                                 {ACTION_TAG_RENAME_PROMPT, "rename"},
                                 {ACTION_CLOSE, "back"},
                                 {ACTION_HELP, "help"},
                                 {ACTION_SEARCH, "filter"},
                                 {ACTION_TAG_MERGE_PROMPT, "merge"},
                                 {ACTION_TAG_DELETE_ASK, "delete"},
                                 {ACTION_TAG_COLOUR_PICK, "colour"},
                                 {ACTION_TAG_MEMO_PROMPT, "memo"},
                                 {ACTION_TAG_ALIAS_PROMPT, "alias"},
                                 {ACTION_TAG_ADD_PROMPT, "add"},
                                 {ACTION_TAG_SPLIT_PROMPT, "split"},
                                 {ACTION_FOLD, "fold"},
                                 {ACTION_UNFOLD, "unfold"},
                                 {ACTION_TAGS_EXPORT_PROMPT, "export"},
                                 {ACTION_TAGS_IMPORT_PROMPT, "import"},
                                 {ACTION_UNDO_KEY, "undo"},
                                 {ACTION_REDO_KEY, "redo"}};
  (void)overlay;
  hint_add_actions(out, app, MODE_CODEBOOK, rows, sizeof rows / sizeof *rows);
}
