// SPDX-License-Identifier: MIT
// postil: the command line decides; when it wants the screen, the screen takes over.
#include "base/buffer.h"
#include "base/safe.h"
#include "cli/cli.h"
#include "tui/tui.h"

#include <stdio.h>

static int run_screen(const CliScreen *screen) {
  TuiRequest request = {
      .library = screen->library,
      .config = screen->config,
      .brief = screen->brief,
      .span = screen->has_span ? &screen->span : NULL,
      .colour = screen->colour,
      .message = screen->message,
  };
  Error err = {0};
  int status = tui_run(&request, &err);
  if (err.kind != ERROR_NONE) {
    Buffer line = {0};
    safe_append(&line, slice_of(err.message), safe_mode_of_locale(), false);
    fprintf(stderr, "postil: %s\n", line.ptr ? line.ptr : "");
    if (err.hint[0]) fprintf(stderr, "postil: %s\n", err.hint);
    buffer_release(&line);
  }
  return status;
}

int main(int argc, char **argv) {
  CliScreen screen = {0};
  int status = cli_main(argc, argv, &screen);
  if (screen.screen) status = run_screen(&screen);
  cli_screen_release(&screen);
  return status;
}
