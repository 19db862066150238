// SPDX-License-Identifier: MIT
// Jump labels. The places are found once, when the labels appear; where they stand on the screen is
// asked at every frame, so that a resize moves the labels with their sentences.
//
// Letters go from the strongest fingers of the home row outwards. With n letters, p of which begin
// two-letter labels, there are n - p + p * n labels that never begin each other:
//
//   f j d k │ s l a g h          5 one-letter labels, 4 prefixes left over
//           └ sf sj sd … ┘       (the figure for p = 5: the last five letters are prefixes)
//
// p is as small as it can be; only when 81 are not enough the whole alphabet is used.
#include "tui/jumplabel.h"
#include "base/order.h"
#include "text/sentence.h"
#include "tui/overlay.h"

#include <stdlib.h>

enum { HOME_KEYS = 9, LABELS_MAX = JUMPLABEL_KEYS * JUMPLABEL_KEYS };

static const char letters[JUMPLABEL_KEYS + 1] = "fjdkslaghrueiwoqptyvncmxbz";

typedef struct Labels {
  Overlay base;
  const Version *version; // they are places of; compared, never followed
  uint32_t *places;       // nearest first
  uint32_t count;
  char typed; // the first of two letters, or 0
} Labels;

bool jumplabel_write(uint32_t index, uint32_t count, char label[3]) {
  uint32_t keys = count > HOME_KEYS * HOME_KEYS ? JUMPLABEL_KEYS : HOME_KEYS, prefixes = 0;
  while (prefixes < keys && keys - prefixes + prefixes * keys < count) prefixes++;
  uint32_t single = keys - prefixes;
  label[0] = label[1] = label[2] = '\0';
  if (index < single) {
    label[0] = letters[index];
    return true;
  }
  uint32_t pair = index - single;
  if (pair >= prefixes * keys) return false;
  label[0] = letters[single + pair / keys];
  label[1] = letters[pair % keys];
  return true;
}

// ---- Places

static int nearest_first(const void *left, const void *right, void *context) {
  uint32_t caret = *(const uint32_t *)context;
  uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  uint32_t a_far = a > caret ? a - caret : caret - a, b_far = b > caret ? b - caret : caret - b;
  if (a_far != b_far) return a_far < b_far ? -1 : 1;
  return order_compare(a, b);
}

// The starts of sentences that are in view; the caret's own place needs no label.
static void find_places(App *app, Labels *labels) {
  const Session *session = &app->session;
  Span view = reader_view(&app->reader);
  size_t capacity = 0;
  uint32_t pos = motion_settle(session->version, view.start, session->hidden), row, column;
  for (uint32_t next; labels->count < LABELS_MAX && pos < view.end; pos = next) {
    if (pos != session->pos && reader_find_cell(app, pos, &row, &column) &&
        sentence_at(session->version, pos).start == pos) {
      labels->places =
          memory_grow(labels->places, labels->count, &capacity, sizeof *labels->places);
      labels->places[labels->count++] = pos;
    }
    next = motion_sentence_next(session->version, pos, session->hidden);
    if (next <= pos) break;
  }
  uint32_t caret = session->pos;
  if (labels->count > 1)
    qsort_r(labels->places, labels->count, sizeof *labels->places, nearest_first, &caret);
}

// ---- The overlay

static void draw(App *app, Overlay *overlay) {
  const Labels *labels = (const Labels *)overlay;
  if (labels->version != app->session.version || !app->frame.shown[PANE_TEXT]) return;
  for (uint32_t i = labels->count; i-- > 0;) { // the nearest last: on top where they touch
    char label[3];
    uint32_t row, column;
    if (!jumplabel_write(i, labels->count, label)) continue;
    if (labels->typed && label[0] != labels->typed) continue;
    if (!reader_find_cell(app, labels->places[i], &row, &column)) continue;
    Rect rect = app->reader.rect;
    uint32_t map = rect.column + rect.columns - 1;
    const char *rest = labels->typed ? label + 1 : label;
    screen_put(app->screen, row, column, map > column ? map - column : 0, slice_of(rest), FACE_KEY,
               CELL_BOLD | CELL_REVERSE);
  }
}

static void hints(const App *app, const Overlay *overlay, Hints *out) {
  (void)app, (void)overlay;
  hint_add(out, "letters", "go there");
  hint_add(out, "Esc", "cancel");
}

static void release(Overlay *overlay) {
  free(((Labels *)overlay)->places);
}

// Goes to the place of the label that the key ends; true when it only begins one.
static bool follow(App *app, Labels *labels, Key key) {
  for (uint32_t i = 0; i < labels->count; i++) {
    char label[3];
    if (!jumplabel_write(i, labels->count, label)) continue;
    if (labels->typed ? label[0] != labels->typed || (Key)label[1] != key : (Key)label[0] != key)
      continue;
    if (!labels->typed && label[1]) {
      labels->typed = label[0];
      return true;
    }
    session_move_to(&app->session, labels->places[i], true);
    return false;
  }
  app_say(app, "no label has this letter");
  return false;
}

static bool key(App *app, Overlay *overlay, Key pressed) {
  Labels *labels = (Labels *)overlay;
  bool cancel = pressed == KEY_ESCAPE || pressed == ('C' & 0x1F);
  bool stays = !cancel && labels->version == app->session.version && follow(app, labels, pressed);
  if (!stays) overlay_pop(app);
  return true;
}

static const OverlayOps jumplabel_ops = {
    .draw = draw, .hints = hints, .release = release, .key = key};

void jumplabel_open(App *app) {
  if (!app->session.version || !app->frame.shown[PANE_TEXT]) {
    app_say(app, "labels stand on the sentences of a text: open a brief first");
    return;
  }
  Labels *labels = memory_new(1, sizeof *labels);
  labels->base.ops = &jumplabel_ops;
  labels->version = app->session.version;
  find_places(app, labels);
  if (labels->count > 0) {
    overlay_push(app, &labels->base);
    return;
  }
  free(labels->places);
  free(labels);
  app_say(app, "no other sentence is in view");
}
