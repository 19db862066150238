// SPDX-License-Identifier: MIT
// Actions that move: over lines and pages of whatever has the keyboard, between panes and briefs.
#include "session/filter.h"
#include "tui/completion.h"
#include "tui/dispatch.h"
#include "tui/narrow.h"
#include "tui/overlay.h"
#include "tui/pager.h"
#include "tui/prompt.h"

#include <stdlib.h>

static void stride(App *app, Stride by, const Call *call, int32_t sign) {
  int32_t count = sign * (int32_t)(call->count ? call->count : 1);
  Overlay *overlay = app->overlay;
  if (!overlay)
    pane_ops(app->focus)->stride(app, by, count);
  else if (overlay->ops->stride)
    overlay->ops->stride(app, overlay, by, count);
}

void tui_do_LINE_DOWN(App *app, const Call *call) {
  stride(app, STRIDE_LINE, call, 1);
}

void tui_do_LINE_UP(App *app, const Call *call) {
  stride(app, STRIDE_LINE, call, -1);
}

void tui_do_PAGE_DOWN(App *app, const Call *call) {
  stride(app, STRIDE_PAGE, call, 1);
}

void tui_do_PAGE_UP(App *app, const Call *call) {
  stride(app, STRIDE_PAGE, call, -1);
}

void tui_do_HALF_DOWN(App *app, const Call *call) {
  stride(app, STRIDE_HALF, call, 1);
}

void tui_do_HALF_UP(App *app, const Call *call) {
  stride(app, STRIDE_HALF, call, -1);
}

// To the count's paragraph, row or line, from 1.
static void go_to_number(App *app, uint32_t number) {
  Session *session = &app->session;
  if (app_mode(app) & MODE_READING) {
    uint32_t pos = motion_first(session->version, session->pos, session->hidden);
    for (uint32_t before = pos - 1; --number > 0 && pos != before;) {
      before = pos;
      pos = motion_paragraph_next(session->version, pos, session->hidden);
    }
    session_move_to(session, pos, true);
    return;
  }
  stride(app, STRIDE_END, &(Call){0}, -1);
  if (number > 1) stride(app, STRIDE_LINE, &(Call){.count = number - 1}, 1);
}

void tui_do_TOP(App *app, const Call *call) {
  if (call->count > 0)
    go_to_number(app, call->count);
  else
    stride(app, STRIDE_END, call, -1);
}

void tui_do_BOTTOM(App *app, const Call *call) {
  if (call->count > 0)
    go_to_number(app, call->count);
  else
    stride(app, STRIDE_END, call, 1);
}

void tui_do_LINE_START(App *app, const Call *call) {
  (void)call;
  reader_line_start(app);
}

void tui_do_LINE_END(App *app, const Call *call) {
  if (call->count > 1) pane_ops(PANE_TEXT)->stride(app, STRIDE_LINE, (int32_t)call->count - 1);
  reader_line_end(app);
}

void tui_do_PERCENT(App *app, const Call *call) {
  Session *session = &app->session;
  unsigned long percent =
      call->argument_count ? strtoul(call->arguments[0], NULL, 10) : call->count;
  if (!session->version) return;
  if (percent == 0 && call->argument_count == 0) {
    app_say(app, "%% goes to a part of the text: 50%% to its middle");
    return;
  }
  if (percent > 100) percent = 100;
  session_move_to(session, (uint32_t)((uint64_t)session->version->text.len * percent / 100), true);
  // Not in a cluster, and not before the part that was asked for.
  if (reader_percent(app) < percent) app_run(app, ACTION_CHAR_RIGHT, 0, NULL, 0);
}

void tui_do_ENTER(App *app, const Call *call) {
  (void)call;
  Overlay *overlay = app->overlay;
  if (!overlay)
    pane_ops(app->focus)->enter(app);
  else if (overlay->ops->enter)
    overlay->ops->enter(app, overlay);
}

// ---- Briefs

static void open_neighbour(App *app, int64_t by) {
  Briefs *briefs = &app->briefs;
  int64_t to = (int64_t)briefs->current + by;
  if (briefs->count == 0 || to < 0 || to >= briefs->count) {
    app_say(app,
            by > 0 ? "this is the last brief of the list" : "this is the first brief of the list");
    return;
  }
  briefs->current = (uint32_t)to;
  app_open_brief(app, briefs_current(app)->key, NULL);
}

void tui_do_BRIEF_NEXT(App *app, const Call *call) {
  open_neighbour(app, call->count ? call->count : 1);
}

void tui_do_BRIEF_PREVIOUS(App *app, const Call *call) {
  open_neighbour(app, -(int64_t)(call->count ? call->count : 1));
}

// ---- Searching

static void narrow_briefs(App *app, Slice text) {
  briefs_set_filter(app, text);
}

static void keep_filter(App *app, Slice text) {
  Buffer settled = {0};
  filter_settle(text, &settled);
  narrow_briefs(app, buffer_slice(&settled));
  narrow_tell_fault(app, buffer_slice(&settled));
  buffer_release(&settled);
}

static void write_fault(const App *app, Buffer *out) {
  filter_write_fault(buffer_slice(&app->briefs.filter), out);
}

static void forget_filter(App *app) {
  briefs_set_filter(app, SLICE(""));
}

void tui_do_SEARCH(App *app, const Call *call) {
  static const PromptRequest filter = {.label = "Filter: ",
                                       .accept = "keep",
                                       .changed = narrow_briefs,
                                       .accepted = keep_filter,
                                       .cancelled = forget_filter,
                                       .aside = write_fault,
                                       .complete = completion_of_filter,
                                       .recall = RECALL_FILTER};
  Slice given = call->argument_count ? slice_of(call->arguments[0]) : SLICE("");
  if (app_mode(app) == MODE_PAGER)
    pager_ask(app);
  else if (app_mode(app) == MODE_RESULTS)
    results_open(app, given);
  else if (app->overlay && app->overlay->ops->narrow)
    narrow_open(app, given);
  else if (app->focus == PANE_LIST && given.len > 0)
    narrow_briefs(app, given);
  else if (app->focus == PANE_LIST)
    prompt_open(app, &filter, buffer_slice(&app->briefs.filter));
  else if (given.len > 0)
    finder_search(app, given, false);
  else
    finder_open(app, false);
}

void tui_do_SEARCH_BACK(App *app, const Call *call) {
  if (call->argument_count)
    finder_search(app, slice_of(call->arguments[0]), true);
  else
    finder_open(app, true);
}

void tui_do_FIND(App *app, const Call *call) {
  Buffer words = {0};
  for (uint32_t i = 0; i < call->argument_count; i++)
    buffer_printf(&words, "%s%s", i ? " " : "", call->arguments[i]);
  results_open(app, buffer_slice(&words));
  buffer_release(&words);
}

void tui_do_SEARCH_NEXT(App *app, const Call *call) {
  if (pager_is_open(app))
    pager_search_next(app, false);
  else if (app->results.walking)
    results_next(app, false, call->count);
  else
    finder_next(app, false, call->count);
}

void tui_do_SEARCH_PREVIOUS(App *app, const Call *call) {
  if (pager_is_open(app))
    pager_search_next(app, true);
  else if (app->results.walking)
    results_next(app, true, call->count);
  else
    finder_next(app, true, call->count);
}
