// SPDX-License-Identifier: MIT
// The map. A row of it stands for an equal part of the text. Signs differ in shape, so that it can
// be read without colours:
//
//   │ elsewhere   ┃ in view   ◇ one annotation   ◆ some   █ four or more   ▪ matches   ◈ both
//
// Costs: the rows, the annotations, and the parts that the search has counted (FINDER_PARTS).
#include "tui/map.h"
#include "tui/app.h"

#include <stdlib.h>

typedef struct MapRow {
  uint32_t annotations;
  bool matches;
} MapRow;

static uint32_t row_of(const App *app, uint64_t at, uint64_t len) {
  uint64_t rows = app->reader.rect.rows, row = len ? at * rows / len : 0;
  return (uint32_t)(row < rows ? row : rows - 1);
}

static uint32_t text_row(const App *app, uint32_t pos) {
  return row_of(app, pos, app->session.version->text.len);
}

static void count(const App *app, MapRow *rows) {
  const Session *session = &app->session;
  for (uint32_t i = 0; i < session->annotations.count; i++)
    if (!span_is_empty(session->spans[i]))
      rows[text_row(app, session->spans[i].start)].annotations++;
  for (uint32_t part = 0; app->finder.shown && part < FINDER_PARTS; part++)
    if (app->finder.parts[part]) rows[row_of(app, part, FINDER_PARTS)].matches = true;
}

typedef struct Sign {
  const char *unicode, *ascii;
  Face face;
} Sign;

static Sign sign_of(const MapRow *row, bool in_view) {
  enum { MANY = 4 };
  if (row->annotations && row->matches) return (Sign){"◈", "%", FACE_MATCH};
  if (row->annotations >= MANY) return (Sign){"█", "@", FACE_MARK};
  if (row->annotations > 1) return (Sign){"◆", "*", FACE_MARK};
  if (row->annotations) return (Sign){"◇", "o", FACE_MARK};
  if (row->matches) return (Sign){"▪", "=", FACE_MATCH};
  return in_view ? (Sign){"┃", "#", FACE_TEXT} : (Sign){"│", ":", FACE_BORDER};
}

void map_draw(App *app) {
  Rect rect = app->reader.rect;
  Screen *screen = app->screen;
  Span view = reader_view(&app->reader);
  uint32_t from = text_row(app, view.start), to = text_row(app, view.end);
  MapRow *rows = memory_new(rect.rows, sizeof *rows);
  count(app, rows);
  for (uint32_t i = 0; i < rect.rows; i++) {
    Sign sign = sign_of(&rows[i], i >= from && i <= to);
    screen_put(screen, rect.row + i, rect.column + rect.columns - 1, 1,
               slice_of(screen->mode == SAFE_ASCII ? sign.ascii : sign.unicode), sign.face, 0);
  }
  free(rows);
}
