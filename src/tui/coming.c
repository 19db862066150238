// SPDX-License-Identifier: MIT
// What is on its way is nothing but a path: the file is read anew and whole when it is added, so a
// file that has changed or gone meanwhile is added as it is then, or not at all. Until then the
// session holds no brief of the library, and nothing of it is remembered.
#include "tui/coming.h"
#include "tui/app.h"

#include <stdlib.h>

void coming_show(App *app, Preview *preview) {
  app->coming = preview->path;
  preview->path = NULL;
  briefs_put(app, &preview->brief);
  session_preview(&app->session, preview);
  briefs_go_to(app, PREVIEW_KEY);
  app->focus = PANE_TEXT;
  preview_free(preview);
}

void coming_add(App *app) {
  char *path = app->coming;
  if (!path) return;
  BriefAdded added = {0};
  Error err = {0};
  app->coming = NULL;
  bool ok = brief_add_file(app->library, path, NULL, &added, &err);
  session_close(&app->session);
  if (ok) {
    adder_say_outcome(app, path, &added);
    app_open_brief(app, added.key, NULL);
  } else {
    app->failure = err;
    app->wishes.quit = true;
  }
  free(path);
}
