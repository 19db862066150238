// SPDX-License-Identifier: MIT
// Keys to the hand: the processor's time from an event to the bytes for the terminal, in process.
#include "bench/measure.h"
#include "support/prose.h"

#include "support/stage.h"
#include "tui/painter.h"

#include <stdio.h>
#include <stdlib.h>

enum { ROWS = 40, COLUMNS = 120, KEYS = 300 };

typedef struct Desk {
  Stage stage;
  Capability *capability;
  Painter *painter;
  Buffer out;
} Desk;

static void frame(Desk *desk) {
  buffer_clear(&desk->out);
  app_draw(desk->stage.app);
  painter_draw(desk->painter, desk->stage.app->screen, &desk->out);
}

static void press(Desk *desk, Key key) {
  Event event = {.type = EVENT_KEY, .key = key};
  app_feed(desk->stage.app, &event);
  frame(desk);
}

static void measure_key(Desk *desk, const char *what, Key key, Key setup, uint32_t count) {
  double times[KEYS], bytes[KEYS];
  char line[100];
  if (setup) press(desk, setup);
  for (uint32_t i = 0; i < count; i++) {
    double started = measure_cpu();
    press(desk, key);
    times[i] = (measure_cpu() - started) * 1e6;
    bytes[i] = (double)desk->out.len;
  }
  double median = measure_median(times, count);
  snprintf(line, sizeof line, "%s: median; p99 %.0f us, %.0f bytes", what,
           measure_p99(times, count), measure_median(bytes, count));
  measure_row(line, median, 0, "us");
}

static void measure_resizes(Desk *desk) {
  double times[20];
  for (uint32_t i = 0; i < 20; i++) {
    double started = measure_cpu();
    app_resize(desk->stage.app, ROWS, COLUMNS - 5 * (i % 8));
    frame(desk);
    times[i] = (measure_cpu() - started) * 1e6;
  }
  measure_row("resize: median", measure_median(times, 20), 0, "us");
}

static void measure_document(const char *title, const Buffer *text) {
  Desk desk = {.stage = stage_open(ROWS, COLUMNS)};
  Error err = {0};
  desk.capability = capability_open(1, true, &err);
  if (!desk.capability) return;
  desk.painter = painter_new(desk.capability);
  measure_title(title);
  int64_t brief = stage_add(&desk.stage, "brief.txt", text->ptr);
  double started = measure_cpu();
  stage_open_brief(&desk.stage, brief);
  frame(&desk);
  measure_row("open, first frame", (measure_cpu() - started) * 1e6, 0, "us");
  for (uint32_t i = 0; i < ROWS; i++) press(&desk, 'j');
  measure_key(&desk, "line down", 'j', 0, KEYS);
  measure_key(&desk, "page down", KEY_SPACE, 0, 100);
  measure_key(&desk, "sentence on", ')', 0, 100);
  measure_key(&desk, "to the end and back", 'G', 0, 1);
  measure_key(&desk, "line up at the end", 'k', 0, KEYS);
  measure_resizes(&desk);
  measure_row("memory now, text included", measure_memory(), 0, "MB");
  painter_free(desk.painter);
  capability_close(desk.capability);
  buffer_release(&desk.out);
  stage_close(&desk.stage);
}

int main(void) {
  static const struct {
    const char *title;
    size_t bytes;
    bool one_line;
  } documents[] = {{"keys in a brief of 10 kB", 10000, false},
                   {"keys in a brief of 1 MB", 1000000, false},
                   {"keys in a brief of 10 MB", 10000000, false},
                   {"keys in one line of 10 MB", 10000000, true}};
  setenv("TERM", "xterm-256color", 1);
  for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
    Buffer text = {0};
    (documents[i].one_line ? prose_paragraph : prose_brief)(&text, 1, documents[i].bytes);
    measure_document(documents[i].title, &text);
    buffer_release(&text);
  }
  return 0;
}
