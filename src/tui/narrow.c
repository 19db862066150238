// SPDX-License-Identifier: MIT
// Narrowing a list: the prompt lies over it meanwhile. Esc at the prompt shows all again.
#include "tui/narrow.h"

#include "session/filter.h"
#include "tui/prompt.h"

// The list under the prompt, NULL when there is none.
static Overlay *list_of(const App *app) {
  Overlay *list = app->overlay;
  while (list && !list->ops->narrow) list = list->below;
  return list;
}

static void narrow(App *app, Slice typed) {
  Overlay *list = list_of(app);
  if (list) list->ops->narrow(app, list, slice_trim(typed));
}

void narrow_tell_fault(App *app, Slice typed) {
  Buffer fault = {0};
  filter_write_final_fault(typed, &fault);
  if (fault.len > 0) app_say(app, "not all of the filter counts: %s", fault.ptr);
  buffer_release(&fault);
}

// Lists that tell faults are narrowed by queries.
static void keep(App *app, Slice typed) {
  const Overlay *list = list_of(app);
  narrow(app, typed);
  if (list && list->ops->fault) narrow_tell_fault(app, slice_trim(typed));
}

static void show_all(App *app) {
  narrow(app, SLICE(""));
}

static void write_fault(const App *app, Buffer *out) {
  const Overlay *list = list_of(app);
  if (list && list->ops->fault) list->ops->fault(list, out);
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
                           .accepted = keep,
                           .cancelled = show_all,
                           .aside = write_fault,
                           .complete = ops->complete,
                           .recall = RECALL_FILTER};
  prompt_open(app, &request, ops->narrowed ? ops->narrowed(app->overlay) : SLICE(""));
}
