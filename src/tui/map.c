// SPDX-License-Identifier: MIT
// The map. A row of it stands for an equal part of the text. Signs differ in shape, so that it can
// be read without colours:
//
//   │ elsewhere   ┃ in view   ◇ one annotation   ◆ some   █ four or more   ▪ matches   ◈ both
//
// Costs: the rows, at most MANY annotations in each, and the parts that the search has counted
// (FINDER_PARTS).
#include "tui/map.h"
#include "tui/app.h"

#include <stdlib.h>

enum { MANY = 4 };

typedef struct MapRow {
  uint32_t annotations;
  bool matches;
} MapRow;

static uint32_t row_of(const App *app, uint64_t at, uint64_t len) {
  uint64_t rows = app->reader.rect.rows, row = len ? at * rows / len : 0;
  return (uint32_t)(row < rows ? row : rows - 1);
}

static uint32_t text_row(const App *app, uint32_t pos) {
  return row_of(app, pos, app->session.version->whole_len);
}

// The first position that the row stands for, or the next one does.
static uint32_t row_start(const App *app, uint32_t row) {
  uint64_t rows = app->reader.rect.rows, len = app->session.version->whole_len;
  return (uint32_t)((row * len + rows - 1) / rows);
}

// Of a text of which all is in reach they are counted here; of a longer one by the library, row by
// row, which takes a look at an index each.
static void count_annotations(const App *app, MapRow *rows) {
  const Session *session = &app->session;
  uint32_t len = (uint32_t)session->version->text.len;
  if (span_len(session->reach) == len) {
    for (uint32_t i = 0; i < session->annotations.count; i++)
      if (!span_is_empty(session->spans[i]))
        rows[text_row(app, session->spans[i].start)].annotations++;
    return;
  }
  for (uint32_t row = 0; row < app->reader.rect.rows; row++) {
    Span part = span_make(row_start(app, row), row_start(app, row + 1));
    rows[row].annotations = session_count_annotations(session, part, MANY);
  }
}

static void count(const App *app, MapRow *rows) {
  count_annotations(app, rows);
  for (uint32_t part = 0; app->finder.shown && part < FINDER_PARTS; part++)
    if (app->finder.parts[part]) rows[row_of(app, part, FINDER_PARTS)].matches = true;
}

typedef struct Sign {
  const char *unicode, *ascii;
  Face face;
} Sign;

static const Sign *sign_of(const MapRow *row, bool in_view) {
  static const Sign both = {"◈", "%", FACE_MATCH}, many = {"█", "@", FACE_MARK},
                    some = {"◆", "*", FACE_MARK}, one = {"◇", "o", FACE_MARK},
                    match = {"▪", "=", FACE_MATCH}, view = {"┃", "#", FACE_TEXT},
                    rest = {"│", ":", FACE_BORDER};
  if (row->annotations && row->matches) return &both;
  if (row->annotations)
    return row->annotations >= MANY ? &many : row->annotations > 1 ? &some : &one;
  if (row->matches) return &match;
  return in_view ? &view : &rest;
}

void map_draw(App *app) {
  Rect rect = app->reader.rect;
  Screen *screen = app->screen;
  uint32_t column = rect.column + rect.columns - 1;
  Span view = reader_view(&app->reader);
  uint32_t from = text_row(app, view.start), to = text_row(app, view.end);
  MapRow *rows = memory_new(rect.rows, sizeof *rows);
  count(app, rows);
  for (uint32_t i = 0, next; i < rect.rows; i = next) {
    const Sign *sign = sign_of(&rows[i], i >= from && i <= to);
    for (next = i + 1; next < rect.rows; next++) // most rows look like the one above
      if (sign_of(&rows[next], next >= from && next <= to) != sign) break;
    screen_put(screen, rect.row + i, column, 1,
               slice_of(screen->mode == SAFE_ASCII ? sign->ascii : sign->unicode), sign->face, 0);
    screen_repeat_down(screen, rect.row + i, column, next - i);
  }
  free(rows);
}

bool map_is_at(const App *app, uint32_t column) {
  Rect rect = app->reader.rect;
  return rect.columns > 0 && column == rect.column + rect.columns - 1;
}

uint32_t map_position(const App *app, uint32_t row) {
  uint64_t rows = app->reader.rect.rows, len = app->session.version->text.len;
  return rows ? (uint32_t)((row * len + rows - 1) / rows) : 0;
}
