// SPDX-License-Identifier: MIT
// What an analyst opens over a large library: the panes of annotations, the tag picker, the
// codebook, the matrix, the figures. Of each the processor's time up to the first frame is
// measured; beside it that of all the work which goes on behind it while nobody types, and how long
// that is deaf to a key. The library is that of bench_list; $POSTIL_BENCH_LARGE names it.
#include "bench/desk.h"
#include "bench/measure.h"

#include <stdio.h>
#include <stdlib.h>

static void say(const char *what, DeskTimes times) {
  printf("  %-46s first frame %9.2f   then %9.2f, deaf up to %7.2f ms\n", what, times.first,
         times.rest, times.deaf);
}

static void measure_list(Desk *desk, const char *name, const char *keys) {
  char what[80];
  snprintf(what, sizeof what, "annotations of the %s", name);
  say(what, desk_type(desk, keys));
  say("  a line down", desk_type(desk, "jjjj"));
  say("  a page down", desk_type(desk, "    "));
  say("  to the end, to the top", desk_type(desk, "Ggg"));
  say("  filter tag:, the dearest letter", desk_type(desk, "/tag:theme"));
  desk_type(desk, "\x1b");
  say("  filter by words, the dearest letter", desk_type(desk, "/remark"));
  desk_type(desk, "\x1b");
  say("  by tag", desk_type(desk, "s"));
  say("    a page down", desk_type(desk, "    "));
  say("    to the end, to the top", desk_type(desk, "Ggg"));
  say("  by colour", desk_type(desk, "s"));
  say("    to the end, to the top", desk_type(desk, "Ggg"));
  desk_type(desk, "q");
}

int main(void) {
  const char *path = measure_path_of("POSTIL_BENCH_LARGE");
  if (!path) return 0;
  Desk desk = desk_open(path);
  char title[80];
  snprintf(title, sizeof title, "panes over a library of %u briefs", desk.app->briefs.all);
  measure_title(title);
  say("open the first brief", desk_type(&desk, "\n"));
  measure_list(&desk, "brief", "A");
  measure_list(&desk, "library", "AA");
  say("tag picker", desk_type(&desk, "t"));
  say("  a letter, the dearest", desk_type(&desk, "part"));
  desk_type(&desk, "\x1b");
  say("codebook", desk_type(&desk, "C"));
  desk_type(&desk, "q");
  say("matrix", desk_type(&desk, ":matrix\n"));
  desk_type(&desk, "q");
  say("which tags meet", desk_type(&desk, ":matrix tag\n"));
  desk_type(&desk, "q");
  say("figures", desk_type(&desk, ":stats\n"));
  desk_close(&desk);
  return 0;
}
