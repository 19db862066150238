// SPDX-License-Identifier: MIT
// Asked many times in a millisecond, it looks at the terminal once in one.
#include "tui/patience.h"

#include "base/moment.h"

Patience patience_of(const App *app, int64_t for_ms) {
  return (Patience){.app = app, .until = for_ms ? moment_steady_ms() + for_ms : 0};
}

bool patience_go_on(void *context) {
  Patience *patience = context;
  const App *app = patience->app;
  int64_t now = moment_steady_ms();
  if (patience->until && now >= patience->until) return false;
  if (now == patience->asked) return true;
  patience->asked = now;
  if (!app->hurry || !app->hurry(app->terminal)) return true;
  patience->until = now; // for good
  return false;
}

ChoicePatience *patience_asked(const App *app) {
  return app->hurry ? patience_go_on : NULL;
}
