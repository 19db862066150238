// SPDX-License-Identifier: MIT
// Narrowing a list: the prompt lies over it meanwhile. Esc at the prompt shows all again.
#include "tui/narrow.h"

#include "library/query.h"
#include "session/filter.h"
#include "tui/prompt.h"

// The list under the prompt, NULL when there is none.
static Overlay *list_of(const App *app) {
  Overlay *list = app->overlay;
  while (list && !list->ops->narrow) list = list->below;
  return list;
}

// Those that tell faults are narrowed by queries, where a blank at the end ends a word.
static bool asks(const Overlay *list) {
  return list && list->ops->fault;
}

static void narrow(App *app, Slice typed) {
  Overlay *list = list_of(app);
  Slice trimmed = slice_trim(typed);
  if (list) list->ops->narrow(app, list, asks(list) && trimmed.len > 0 ? typed : trimmed);
}

static void tell_unknown_tag(App *app, Slice typed) {
  Query query;
  Buffer tag = {0};
  Error ignored = {0};
  query_parse(&query, typed, QUERY_KEPT, &ignored);
  if (query_write_unknown_tag(app->library, &query, &tag))
    app_say(app, "no tag is called “%s”", tag.ptr);
  query_release(&query);
  buffer_release(&tag);
}

void narrow_tell_fault(App *app, Slice typed) {
  Buffer fault = {0};
  filter_write_final_fault(typed, &fault);
  if (fault.len > 0)
    app_say(app, "not all of the filter counts: %s", fault.ptr);
  else
    tell_unknown_tag(app, typed);
  buffer_release(&fault);
}

static void keep(App *app, Slice typed) {
  Buffer settled = {0};
  if (asks(list_of(app))) {
    filter_settle(typed, &settled);
    narrow(app, buffer_slice(&settled));
    narrow_tell_fault(app, buffer_slice(&settled));
  } else {
    narrow(app, typed);
  }
  buffer_release(&settled);
}

static void show_all(App *app) {
  narrow(app, SLICE(""));
}

static void write_fault(const App *app, Buffer *out) {
  const Overlay *list = list_of(app);
  if (asks(list)) list->ops->fault(list, out);
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
