// SPDX-License-Identifier: MIT
#include "bench/desk.h"

#include "base/memory.h"
#include "bench/measure.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct DeskClock {
  double asked, deaf; // when it was asked last; the longest since the key
} DeskClock;

static double now(void) {
  return measure_cpu() * 1e3;
}

static bool nothing_typed(void *terminal) {
  DeskClock *clock = terminal;
  double passed = now() - clock->asked;
  if (passed > clock->deaf) clock->deaf = passed;
  clock->asked = now();
  return false;
}

static void must(bool ok, const Error *err) {
  if (ok) return;
  fprintf(stderr, "bench: %s\n", err->message);
  exit(1);
}

void desk_frame(Desk *desk) {
  buffer_clear(&desk->out);
  app_draw(desk->app);
  painter_draw(desk->painter, desk->app->screen, &desk->out);
}

Desk desk_open(const char *path) {
  Error err = {0};
  setenv("TERM", "xterm-256color", 1);
  Desk desk = {.library = library_open(path, LIBRARY_CHANGE, &err)};
  must(desk.library != NULL, &err);
  desk.config = config_new();
  desk.clock = memory_new(1, sizeof *desk.clock);
  desk.app = app_new(desk.library, desk.config, DESK_ROWS, DESK_COLUMNS, SAFE_UNICODE);
  desk.app->hurry = nothing_typed;
  desk.app->terminal = desk.clock;
  desk.capability = capability_open(1, true, &err);
  must(desk.capability != NULL, &err);
  desk.painter = painter_new(desk.capability);
  desk_frame(&desk);
  return desk;
}

void desk_close(Desk *desk) {
  app_free(desk->app);
  painter_free(desk->painter);
  capability_close(desk->capability);
  config_free(desk->config);
  library_close(desk->library);
  buffer_release(&desk->out);
  free(desk->clock);
}

DeskTimes desk_press(Desk *desk, Key key) {
  Event event = {.type = EVENT_KEY, .key = key}, none = {.type = EVENT_NONE};
  double started = now();
  desk->clock->asked = started;
  app_feed(desk->app, &event);
  desk_frame(desk);
  double first = now() - started;
  desk->clock->deaf = 0;
  while (app_patience(desk->app) == 0) {
    desk->clock->asked = now();
    app_feed(desk->app, &none);
    nothing_typed(desk->clock);
    desk_frame(desk);
  }
  return (DeskTimes){.first = first, .rest = now() - started - first, .deaf = desk->clock->deaf};
}

static void take_greater(double *value, double other) {
  if (other > *value) *value = other;
}

DeskTimes desk_type(Desk *desk, const char *keys) {
  DeskTimes all = {0};
  for (const char *at = keys; *at; at++) {
    DeskTimes times = desk_press(desk, *at == '\n' ? KEY_ENTER_ : (Key)*at);
    take_greater(&all.first, times.first);
    take_greater(&all.rest, times.rest);
    take_greater(&all.deaf, times.deaf);
  }
  return all;
}
