// SPDX-License-Identifier: MIT
// postil: the command line decides; when it wants the screen, the screen takes over.
#include "cli/cli.h"
#include "cli/output.h"
#include "tui/tui.h"

static int run_screen(CliScreen *screen) {
  TuiRequest request = {
      .library = screen->library,
      .opened = screen->opened,
      .config = screen->config,
      .brief = screen->brief,
      .preview = screen->preview,
      .span = screen->has_span ? &screen->span : NULL,
      .colour = screen->colour,
      .tutor = screen->tutor,
      .message = screen->message,
      .reports = &screen->reports,
  };
  screen->opened = NULL;
  screen->preview = NULL;
  Error err = {0};
  int status = tui_run(&request, &err);
  if (err.kind != ERROR_NONE) output_complain(&err);
  return status;
}

int main(int argc, char **argv) {
  CliScreen screen = {0};
  int status = cli_main(argc, argv, &screen);
  if (screen.screen) status = run_screen(&screen);
  cli_screen_release(&screen);
  return status;
}
