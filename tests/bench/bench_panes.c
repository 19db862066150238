// SPDX-License-Identifier: MIT
// What an analyst opens over a large library: the panes of annotations, the tag picker, the
// codebook, the matrix, the figures. Of each the processor's time up to the first frame is
// measured, and beside it that of all the work which goes on behind it while nobody types. The
// library is that of bench_list; $POSTIL_BENCH_LARGE names it.
#include "bench/measure.h"

#include "tui/app.h"
#include "tui/painter.h"

#include <stdio.h>
#include <stdlib.h>

enum { ROWS = 40, COLUMNS = 120 };

// Postil on a library, without a terminal; what may wait, waits.
typedef struct Desk {
  Library *library;
  Config *config;
  App *app;
  Capability *capability;
  Painter *painter;
  Buffer out;
} Desk;

typedef struct Times {
  double first, longest, rest; // milliseconds: to the frame; the longest part behind it; all of it
} Times;

static void must(bool ok, const Error *err) {
  if (ok) return;
  fprintf(stderr, "bench: %s\n", err->message);
  exit(1);
}

static bool nothing_typed(void *terminal) {
  (void)terminal;
  return false;
}

static void frame(Desk *desk) {
  buffer_clear(&desk->out);
  app_draw(desk->app);
  painter_draw(desk->painter, desk->app->screen, &desk->out);
}

static Desk open_desk(const char *path) {
  Error err = {0};
  Desk desk = {.library = library_open(path, LIBRARY_CHANGE, &err)};
  must(desk.library != NULL, &err);
  desk.config = config_new();
  desk.app = app_new(desk.library, desk.config, ROWS, COLUMNS, SAFE_UNICODE);
  desk.app->hurry = nothing_typed;
  desk.capability = capability_open(1, true, &err);
  must(desk.capability != NULL, &err);
  desk.painter = painter_new(desk.capability);
  frame(&desk);
  return desk;
}

static void close_desk(Desk *desk) {
  app_free(desk->app);
  painter_free(desk->painter);
  capability_close(desk->capability);
  config_free(desk->config);
  library_close(desk->library);
  buffer_release(&desk->out);
}

static double since(double started) {
  return (measure_cpu() - started) * 1e3;
}

static Times press(Desk *desk, Key key) {
  Times times = {0};
  Event event = {.type = EVENT_KEY, .key = key}, none = {.type = EVENT_NONE};
  double started = measure_cpu();
  app_feed(desk->app, &event);
  frame(desk);
  times.first = since(started);
  while (app_patience(desk->app) == 0) {
    double part = measure_cpu();
    app_feed(desk->app, &none);
    part = since(part);
    times.longest = part > times.longest ? part : times.longest;
    frame(desk);
  }
  times.rest = since(started) - times.first;
  return times;
}

static Times worst(Times a, Times b) {
  return (Times){.first = a.first > b.first ? a.first : b.first,
                 .longest = a.longest > b.longest ? a.longest : b.longest,
                 .rest = a.rest > b.rest ? a.rest : b.rest};
}

// The dearest of several keys.
static Times type(Desk *desk, const char *keys) {
  Times times = {0};
  for (const char *at = keys; *at; at++)
    times = worst(times, press(desk, *at == '\n' ? KEY_ENTER_ : (Key)*at));
  return times;
}

static void say(const char *what, Times times) {
  printf("  %-46s first frame %9.2f   then %9.2f, in parts up to %7.2f ms\n", what, times.first,
         times.rest, times.longest);
}

static void measure_list(Desk *desk, const char *name, const char *keys) {
  char what[80];
  snprintf(what, sizeof what, "annotations of the %s", name);
  say(what, type(desk, keys));
  say("  a line down", type(desk, "jjjj"));
  say("  a page down", type(desk, "    "));
  say("  to the end, to the top", type(desk, "Ggg"));
  say("  filter tag:, the dearest letter", type(desk, "/tag:theme"));
  type(desk, "\x1b");
  say("  filter by words, the dearest letter", type(desk, "/remark"));
  type(desk, "\x1b");
  say("  by tag", type(desk, "s"));
  say("    a page down", type(desk, "    "));
  say("    to the end, to the top", type(desk, "Ggg"));
  say("  by colour", type(desk, "s"));
  say("    to the end, to the top", type(desk, "Ggg"));
  type(desk, "q");
}

int main(void) {
  const char *path = getenv("POSTIL_BENCH_LARGE");
  if (!path) {
    fprintf(stderr, "bench: 'make bench' says where the library is\n");
    return 0;
  }
  setenv("TERM", "xterm-256color", 1);
  Desk desk = open_desk(path);
  char title[80];
  snprintf(title, sizeof title, "panes over a library of %u briefs", desk.app->briefs.all);
  measure_title(title);
  say("open the first brief", type(&desk, "\n"));
  measure_list(&desk, "brief", "A");
  measure_list(&desk, "library", "AA");
  say("tag picker", type(&desk, "t"));
  say("  a letter, the dearest", type(&desk, "part"));
  type(&desk, "\x1b");
  say("codebook", type(&desk, "C"));
  type(&desk, "q");
  say("matrix", type(&desk, ":matrix\n"));
  type(&desk, "q");
  say("which tags meet", type(&desk, ":matrix tag\n"));
  type(&desk, "q");
  say("figures", type(&desk, ":stats\n"));
  close_desk(&desk);
  return 0;
}
