// SPDX-License-Identifier: MIT
// A menu: rows in a box, one of them current, narrowed by `/`. Rows are copied in, so what they
// stand for may change while the menu is open; only their values go out.
#include "tui/menu.h"
#include "text/fold.h"
#include "text/search.h"
#include "tui/overlay.h"
#include "tui/roll.h"

#include <stdlib.h>

enum { DIGITS = 9 };

typedef struct MenuItem {
  char *text, *detail;
  char *told;   // NULL for the detail
  char *folded; // text and what is told, once a filter by words has asked for it
  Face face;
  int64_t value;
} MenuItem;

struct Menu {
  Overlay base;
  MenuRequest request;
  MenuItem *items;
  uint32_t count;
  size_t capacity;
  uint32_t *rows; // items that pass the filter
  Roll roll;
};

static const OverlayOps menu_ops;

static Menu *menu_of(Overlay *overlay) {
  return (Menu *)overlay;
}

static void release(Overlay *overlay) {
  Menu *menu = menu_of(overlay);
  for (uint32_t i = 0; i < menu->count; i++) {
    free(menu->items[i].text);
    free(menu->items[i].detail);
    free(menu->items[i].told);
    free(menu->items[i].folded);
  }
  free(menu->items);
  free(menu->rows);
}

// ---- Building

Menu *menu_new(const MenuRequest *request) {
  Menu *menu = memory_new(1, sizeof *menu);
  menu->base.ops = &menu_ops;
  menu->request = *request;
  return menu;
}

void menu_add(Menu *menu, Slice text, Slice detail, Face face, int64_t value) {
  menu->items = memory_grow(menu->items, menu->count, &menu->capacity, sizeof *menu->items);
  menu->items[menu->count++] = (MenuItem){
      .text = memory_string(text), .detail = memory_string(detail), .face = face, .value = value};
}

void menu_add_told(Menu *menu, Slice told) {
  MenuItem *item = &menu->items[menu->count - 1];
  free(item->told);
  item->told = memory_string(told);
}

void menu_set_current(Menu *menu, uint32_t row) {
  menu->roll.current = row;
}

static bool holds(MenuItem *item, const char *words) {
  if (!item->folded) {
    Buffer all = {0};
    buffer_printf(&all, "%s %s", item->text, item->told ? item->told : "");
    item->folded = fold_text(buffer_slice(&all));
    buffer_release(&all);
  }
  return fold_holds(item->folded, words);
}

static void narrow(Menu *menu, Slice typed) {
  uint32_t row_count = 0;
  char *words = fold_text(typed);
  for (uint32_t i = 0; i < menu->count; i++) {
    MenuItem *item = &menu->items[i];
    bool passes =
        typed.len == 0 || (menu->request.by_words ? holds(item, words)
                                                  : search_fuzzy(typed, slice_of(item->text)) >= 0);
    if (passes) menu->rows[row_count++] = i;
  }
  free(words);
  roll_set_count(&menu->roll, row_count);
}

static void narrow_rows(App *app, Overlay *overlay, Slice typed) {
  (void)app;
  narrow(menu_of(overlay), typed);
}

void menu_open(App *app, Menu *menu) {
  if (menu->count == 0) {
    release(&menu->base);
    free(menu);
    return;
  }
  menu->rows = memory_new(menu->count, sizeof *menu->rows);
  narrow(menu, SLICE(""));
  overlay_push(app, &menu->base);
}

// ---- Drawing

static uint32_t widest(const Menu *menu, SafeMode mode) {
  enum { LEAST = 20 };
  uint32_t title = safe_width(slice_of(menu->request.title), mode) + 2;
  uint32_t columns = title > LEAST ? title : LEAST;
  for (uint32_t i = 0; i < menu->count; i++) {
    uint32_t wide = safe_width(slice_of(menu->items[i].text), mode) +
                    safe_width(slice_of(menu->items[i].detail), mode) + 3 +
                    (menu->request.numbered ? 2 : 0);
    if (wide > columns) columns = wide;
  }
  return columns;
}

// The digit in front of a row; returns what it leaves.
static Rect draw_digit(Screen *screen, uint32_t row, Rect at) {
  enum { TAKES = 2 };
  char digit[] = {row < DIGITS ? (char)('1' + row) : ' ', '\0'};
  if (at.columns <= TAKES) return at;
  screen_put(screen, at.row, at.column, 1, slice_of(digit), FACE_KEY, 0);
  return (Rect){at.row, at.column + TAKES, at.rows, at.columns - TAKES};
}

// The text, and the detail at the right end. A short detail takes its room from the text, a long
// one has what the text leaves free.
static void draw_item(Screen *screen, const MenuItem *item, Rect at) {
  enum { APART = 2, SHORT = 3 };
  uint32_t detail = safe_width(slice_of(item->detail), screen->mode);
  uint32_t kept = detail > 0 && detail <= at.columns / SHORT ? detail + APART : 0;
  uint32_t used = screen_put_fit(screen, at.row, at.column, at.columns - kept, slice_of(item->text),
                                 item->face, 0);
  if (used + APART < at.columns) {
    uint32_t room = at.columns - used - APART;
    uint32_t column = at.column + at.columns - (detail < room ? detail : room);
    screen_put_fit(screen, at.row, column, room, slice_of(item->detail), FACE_DIM, 0);
  }
}

static void draw(App *app, Overlay *overlay) {
  Menu *menu = menu_of(overlay);
  Roll *roll = &menu->roll;
  uint32_t rows = roll->count ? roll->count : 1;
  Rect rect = overlay_draw_box(app, menu->request.title, rows, widest(menu, app->screen->mode));
  roll_show(roll, rect);
  screen_move_cursor(app->screen, rect.row, rect.column);
  for (uint32_t i = 0; i < rect.rows && roll->top + i < roll->count; i++) {
    uint32_t row = roll->top + i;
    Rect at = {rect.row + i, rect.column, 1, rect.columns};
    draw_item(app->screen, &menu->items[menu->rows[row]],
              menu->request.numbered ? draw_digit(app->screen, row, at) : at);
    if (row != roll->current) continue;
    screen_tint(app->screen, at.row, at.column, at.columns, FACE_CURRENT, 0);
    screen_move_cursor(app->screen, at.row, at.column);
  }
}

static void hints(const App *app, const Overlay *overlay, Hints *out) {
  const Menu *menu = (const Menu *)overlay;
  const HintRow rows[] = {{ACTION_ENTER, menu->request.enter}, {ACTION_CANCEL, "close"},
                          {ACTION_LINE_DOWN, "down"},          {ACTION_LINE_UP, "up"},
                          {ACTION_SEARCH, "filter"},           {ACTION_HELP, "help"}};
  static const HintRow delete[] = {{ACTION_DELETE_HERE, "delete"}};
  static const HintRow reselect[] = {{ACTION_RESELECT, "other passage"}};
  hint_add_actions(out, app, MODE_MENU, rows, 2);
  if (menu->request.numbered) hint_add(out, "1-9", menu->request.enter);
  if (menu->request.deleted) hint_add_actions(out, app, MODE_MENU, delete, 1);
  if (menu->request.reselected) hint_add_actions(out, app, MODE_MENU, reselect, 1);
  hint_add_actions(out, app, MODE_MENU, rows + 2, sizeof rows / sizeof *rows - 2);
}

// ---- Choosing

static void stride(App *app, Overlay *overlay, Stride by, int32_t count) {
  (void)app;
  roll_stride(&menu_of(overlay)->roll, by, count);
}

static void leave_with(App *app, Menu *menu, void (*then)(App *, int64_t)) {
  if (menu->roll.count == 0) return;
  int64_t value = menu->items[menu->rows[menu->roll.current]].value;
  overlay_pop(app);
  then(app, value);
}

static void enter(App *app, Overlay *overlay) {
  const Menu *menu = menu_of(overlay);
  if (!menu->request.kept)
    leave_with(app, menu_of(overlay), menu->request.chosen);
  else if (menu->roll.count > 0)
    menu->request.chosen(app, menu->items[menu->rows[menu->roll.current]].value);
}

static bool take_digit(App *app, Overlay *overlay, Key key) {
  Menu *menu = menu_of(overlay);
  if (!menu->request.numbered || key < '1' || key > '9' || key - '1' >= menu->roll.count)
    return false;
  menu->roll.current = (uint32_t)(key - '1');
  enter(app, overlay);
  return true;
}

static void click(App *app, Overlay *overlay, uint32_t row, uint32_t column) {
  (void)column;
  if (roll_click(&menu_of(overlay)->roll, row)) enter(app, overlay);
}

static void leave_by(App *app, void (*then)(App *, int64_t), const char *otherwise) {
  if (then)
    leave_with(app, menu_of(app->overlay), then);
  else
    app_say(app, "%s", otherwise);
}

static void remove_row(App *app, Overlay *overlay) {
  leave_by(app, menu_of(overlay)->request.deleted, "nothing here can be deleted");
}

// The row in the box may have had to be cut.
static void tell_row(const Overlay *overlay, Buffer *out) {
  const Menu *menu = (const Menu *)overlay;
  if (!menu->request.told || menu->roll.count == 0) return;
  const MenuItem *item = &menu->items[menu->rows[menu->roll.current]];
  buffer_add_string(out, item->told ? item->told : item->detail);
}

static const OverlayOps menu_ops = {.mode = MODE_MENU,
                                    .draw = draw,
                                    .hints = hints,
                                    .release = release,
                                    .key = take_digit,
                                    .stride = stride,
                                    .enter = enter,
                                    .click = click,
                                    .narrow = narrow_rows,
                                    .remove = remove_row,
                                    .status = tell_row};

void menu_reselect(App *app) {
  Overlay *overlay = overlay_top(app, &menu_ops);
  if (overlay) leave_by(app, menu_of(overlay)->request.reselected, "nothing here has a passage");
}
