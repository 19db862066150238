// SPDX-License-Identifier: MIT
// The page of figures. It is read again when the library has changed; the current row is then known
// by its group and name. It is counted in parts while nobody types; until that is done the figures
// before stand there. Bars are lengths, so nothing hangs on a colour.
#include "base/gauge.h"
#include "library/chart.h"
#include "tui/annotationlist.h"
#include "tui/app.h"
#include "tui/dispatch.h"
#include "tui/overlay.h"
#include "tui/patience.h"
#include "tui/roll.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct StatsPane {
  Overlay base;
  Chart chart;
  StatsWork *counting; // what comes in its place, or NULL
  int64_t stamp;       // app->stamp when counting began
  Roll roll;
} StatsPane;

static const OverlayOps statspane_ops;

static void release(Overlay *overlay) {
  StatsPane *pane = (StatsPane *)overlay;
  stats_end(pane->counting, NULL, NULL);
  chart_release(&pane->chart);
}

// ---- Reading

static uint32_t find_row(const Chart *chart, const ChartRow *wanted) {
  for (uint32_t i = 0; i < chart->count; i++)
    if (strcmp(chart->rows[i].group, wanted->group) == 0 &&
        strcmp(chart->rows[i].name, wanted->name) == 0)
      return i;
  return 0;
}

static bool busy(const Overlay *overlay) {
  return ((const StatsPane *)overlay)->counting != NULL;
}

static void show_chart(StatsPane *pane, Chart fresh) {
  Chart before = pane->chart;
  uint32_t current = pane->roll.current;
  pane->chart = fresh;
  roll_set_count(&pane->roll, fresh.count);
  if (current < before.count) pane->roll.current = find_row(&fresh, &before.rows[current]);
  chart_release(&before);
}

static void work(App *app, Overlay *overlay) {
  Error err = {0};
  Stats stats = {0};
  Chart fresh;
  StatsPane *pane = (StatsPane *)overlay;
  Patience patience = patience_of(app, PATIENCE_PART_MS);
  if (stats_go_on(pane->counting, patience_asked(app), &patience)) return;
  bool ok = stats_end(pane->counting, &stats, &err) &&
            chart_read(app->library, &stats, NULL, CHART_ALL, &fresh, &err);
  pane->counting = NULL;
  stats_release(&stats);
  if (ok)
    show_chart(pane, fresh);
  else
    app_fail(app, &err);
}

static void load(App *app, StatsPane *pane) {
  stats_end(pane->counting, NULL, NULL);
  pane->stamp = app->stamp;
  pane->counting = stats_begin(app->library, NULL, NULL);
  work(app, &pane->base);
}

// ---- Drawing: the group on its first row in view, the name, the figure, a bar in what is left

enum { FIGURE_COLUMNS = 9 };

// From so many columns on group and name have these; of a screen that is narrower names have half.
typedef struct Widths {
  uint32_t from, group, name;
} Widths;

static Widths widths_of(uint32_t columns) {
  static const Widths wide = {72, 24, 28}, narrow = {52, 13, 22};
  return columns >= wide.from     ? wide
         : columns >= narrow.from ? narrow
                                  : (Widths){0, 0, columns / 2};
}

// The columns of a row that are still free.
typedef struct Place {
  Screen *screen;
  uint32_t row, column, end;
} Place;

static void put(Place *place, uint32_t columns, Slice text, Face face) {
  uint32_t room = place->end - place->column;
  if (columns > room) columns = room;
  if (columns > 1)
    screen_put_fit(place->screen, place->row, place->column, columns - 1, text, face, 0);
  place->column += columns;
}

static void put_figure(Place *place, uint32_t value) {
  char digits[16];
  snprintf(digits, sizeof digits, "%7u", value);
  put(place, FIGURE_COLUMNS, slice_of(digits), FACE_TEXT);
}

static void put_bar(Place *place, const ChartRow *row) {
  Buffer bar = {0};
  uint32_t room = place->end - place->column;
  if (row->most > 0 && room > 1)
    gauge_add_bar(&bar, row->value, row->most, room - 1, place->screen->mode);
  put(place, room, buffer_slice(&bar), FACE_TEXT);
  buffer_release(&bar);
}

static void draw_row(App *app, const StatsPane *pane, uint32_t at, bool first, Rect rect) {
  const ChartRow *row = &pane->chart.rows[at];
  Place place = {app->screen, rect.row, rect.column + 1, rect.column + rect.columns};
  bool heads = first || strcmp(row->group, pane->chart.rows[at - 1].group) != 0;
  Widths widths = widths_of(rect.columns);
  put(&place, widths.group, heads ? slice_of(row->group) : SLICE(""), FACE_DIM);
  put(&place, widths.name, slice_of(row->name), FACE_TEXT);
  put_figure(&place, row->value);
  put_bar(&place, row);
  if (at != pane->roll.current) return;
  screen_tint(app->screen, rect.row, rect.column, rect.columns, FACE_CURRENT, 0);
  screen_move_cursor(app->screen, rect.row, rect.column);
}

static void draw(App *app, Overlay *overlay) {
  StatsPane *pane = (StatsPane *)overlay;
  if (pane->stamp != app->stamp) load(app, pane);
  Buffer right = {0};
  if (pane->counting) buffer_printf(&right, "counting %u%%", stats_percent(pane->counting));
  Rect page = overlay_draw_page(app, SLICE("the library in figures"), buffer_slice(&right));
  buffer_release(&right);
  roll_show(&pane->roll, page);
  for (uint32_t i = 0; i < page.rows && pane->roll.top + i < pane->roll.count; i++)
    draw_row(app, pane, pane->roll.top + i, i == 0,
             (Rect){page.row + i, page.column, 1, page.columns});
}

static void hints(const App *app, const Overlay *overlay, Hints *out) {
  static const HintRow rows[] = {
      {ACTION_ENTER, "annotations"}, {ACTION_CLOSE, "back"}, {ACTION_HELP, "help"}};
  (void)overlay;
  hint_add_actions(out, app, MODE_MENU, rows, sizeof rows / sizeof *rows);
}

// ---- Walking

static void stride(App *app, Overlay *overlay, Stride by, int32_t count) {
  (void)app;
  roll_stride(&((StatsPane *)overlay)->roll, by, count);
}

static void enter(App *app, Overlay *overlay) {
  StatsPane *pane = (StatsPane *)overlay;
  if (pane->chart.count == 0) return;
  const ChartRow *row = &pane->chart.rows[pane->roll.current];
  if (row->query[0] == '\0')
    app_say(app, "this row counts no annotations of passages");
  else if (row->value == 0)
    app_say(app, "there is none");
  else
    annotationlist_open(app, 0, slice_of(row->query));
}

static void click(App *app, Overlay *overlay, uint32_t row, uint32_t column) {
  (void)column;
  if (roll_click(&((StatsPane *)overlay)->roll, row)) enter(app, overlay);
}

static const OverlayOps statspane_ops = {.mode = MODE_MENU,
                                         .draw = draw,
                                         .hints = hints,
                                         .release = release,
                                         .stride = stride,
                                         .enter = enter,
                                         .click = click,
                                         .busy = busy,
                                         .work = work};

void tui_do_STATS(App *app, const Call *call) {
  (void)call;
  if (overlay_find(app, &statspane_ops)) return;
  StatsPane *pane = memory_new(1, sizeof *pane);
  pane->base.ops = &statspane_ops;
  load(app, pane);
  overlay_push(app, &pane->base);
}
