// SPDX-License-Identifier: MIT
// Search in the open brief. While a pattern is typed the caret goes to the first match from where
// it was; Esc brings it and the view back. Matches in blocks that are not shown do not count.
#include "tui/finder.h"
#include "text/search.h"
#include "tui/app.h"
#include "tui/prompt.h"

void finder_release(Finder *finder) {
  buffer_release(&finder->pattern);
}

static bool is_shown(const Session *session, Span hit) {
  int32_t block = version_block_at(session->version, hit.start);
  return block != VERSION_NONE &&
         (session->hidden || !version_block_hidden(&session->version->blocks[block]));
}

static bool next_from(const App *app, uint32_t from, Span *hit) {
  const Session *session = &app->session;
  Slice pattern = buffer_slice(&app->finder.pattern);
  while (search_next(session->version, pattern, from, SEARCH_SMART_CASE, hit)) {
    if (is_shown(session, *hit)) return true;
    from = hit->end;
  }
  return false;
}

static bool previous_from(const App *app, uint32_t from, Span *hit) {
  const Session *session = &app->session;
  Slice pattern = buffer_slice(&app->finder.pattern);
  while (search_previous(session->version, pattern, from, SEARCH_SMART_CASE, hit)) {
    if (is_shown(session, *hit)) return true;
    from = hit->start;
  }
  return false;
}

// Numbers the matches; `here` is that of the hit.
static void count_matches(App *app) {
  Finder *finder = &app->finder;
  Span hit = {0, 0};
  finder->matches = finder->here = 0;
  for (uint32_t from = 0; finder->matches < FINDER_COUNT_MAX && next_from(app, from, &hit);
       from = hit.end) {
    finder->matches++;
    if (span_equal(hit, finder->hit)) finder->here = finder->matches;
  }
}

static void go_to_hit(App *app, Span hit, bool jump) {
  app->finder.hit = hit;
  app->finder.shown = true;
  session_move_to(&app->session, hit.start, jump);
}

// The first match from the origin on, over the end.
static bool find_first(App *app, Span *hit) {
  if (app->finder.pattern.len == 0) return false;
  return next_from(app, app->finder.origin, hit) || next_from(app, 0, hit);
}

static void return_to_origin(App *app) {
  session_move_to(&app->session, app->finder.origin, false);
  reader_show_from(app, app->finder.view);
}

static void set_pattern(App *app, Slice pattern) {
  buffer_clear(&app->finder.pattern);
  buffer_add(&app->finder.pattern, pattern);
}

static void begin(App *app) {
  app->finder.origin = app->session.pos;
  app->finder.view = reader_view(&app->reader).start;
}

// ---- While typing

static void typed(App *app, Slice pattern) {
  Finder *finder = &app->finder;
  Span hit;
  set_pattern(app, pattern);
  finder->shown = pattern.len > 0;
  finder->hit = (Span){0, 0};
  bool found = find_first(app, &hit);
  if (found)
    go_to_hit(app, hit, false);
  else
    return_to_origin(app);
  buffer_clear(&app->message);
  if (pattern.len == 0) return;
  count_matches(app);
  if (found)
    buffer_printf(&app->message, "%u/%u%s", finder->here, finder->matches,
                  finder->matches >= FINDER_COUNT_MAX ? "+" : "");
  else
    buffer_add_string(&app->message, "no match");
}

static void cancelled(App *app) {
  return_to_origin(app);
  app->finder.shown = false;
}

static void search(App *app, Slice pattern) {
  Span hit;
  if (pattern.len > 0) set_pattern(app, pattern); // Enter on nothing: the last pattern again
  if (app->finder.pattern.len == 0) return;
  if (!find_first(app, &hit)) {
    return_to_origin(app);
    app_say(app, "no match for “%s”", app->finder.pattern.ptr);
    app->finder.shown = false;
    return;
  }
  session_move_to(&app->session, app->finder.origin, false);
  go_to_hit(app, hit, true);
  count_matches(app);
}

void finder_search(App *app, Slice pattern) {
  if (!app->session.version) return;
  begin(app);
  search(app, pattern);
}

void finder_open(App *app) {
  static const PromptRequest request = {.label = "/",
                                        .accept = "search",
                                        .changed = typed,
                                        .accepted = search,
                                        .cancelled = cancelled};
  if (!app->session.version) return;
  begin(app);
  prompt_open(app, &request, SLICE(""));
}

// ---- n and N

void finder_next(App *app, bool back, uint32_t count) {
  Session *session = &app->session;
  if (!session->version || app->finder.pattern.len == 0) {
    app_say(app, "nothing was searched for yet: / searches");
    return;
  }
  begin(app);
  for (uint32_t i = 0; i < (count ? count : 1); i++) {
    Span hit;
    bool found = back ? previous_from(app, session->pos, &hit) ||
                            previous_from(app, (uint32_t)session->version->text.len, &hit)
                      : next_from(app, session->pos + 1, &hit) || next_from(app, 0, &hit);
    if (!found) {
      app_say(app, "no match for “%s”", app->finder.pattern.ptr);
      return;
    }
    go_to_hit(app, hit, i == 0);
  }
  count_matches(app);
}

void finder_each(const App *app, Span stretch, void (*see)(void *context, Span hit),
                 void *context) {
  const Version *version = app->session.version;
  int32_t block = version_block_at(version, stretch.start); // a match may begin above the view
  Span hit;
  if (app->finder.pattern.len == 0 || block == VERSION_NONE) return;
  for (uint32_t from = version->blocks[block].span.start; next_from(app, from, &hit);
       from = hit.end) {
    if (hit.start >= stretch.end) return;
    see(context, hit);
  }
}
