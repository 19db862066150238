// SPDX-License-Identifier: MIT
// Narrowing a list: the prompt lies over it meanwhile. Esc at the prompt shows all again.
#include "tui/narrow.h"
#include "tui/prompt.h"

static void narrow(App *app, Slice typed) {
  Overlay *list = app->overlay;
  while (list && !list->ops->narrow) list = list->below;
  if (list) list->ops->narrow(app, list, slice_trim(typed));
}

static void show_all(App *app) {
  narrow(app, SLICE(""));
}

void narrow_open(App *app, Slice given) {
  const OverlayOps *ops = app->overlay->ops;
  if (given.len > 0) {
    narrow(app, given);
    return;
  }
  PromptRequest request = {.label = "Filter: ",
                           .accept = "keep",
                           .changed = narrow,
                           .accepted = narrow,
                           .cancelled = show_all,
                           .complete = ops->complete,
                           .recall = RECALL_FILTER};
  prompt_open(app, &request, ops->narrowed ? ops->narrowed(app->overlay) : SLICE(""));
}
