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

// ---- Kinds of patterns

enum { KIND_ANY_ACCENT = 1, KIND_REGEX = 2, KIND_COUNT = 4 };

static unsigned kind_of(const App *app) {
  return (config_number(app->config, CONFIG_SEARCH_ACCENTS) ? 0 : KIND_ANY_ACCENT) |
         (config_number(app->config, CONFIG_SEARCH_REGEX) ? KIND_REGEX : 0);
}

const char *finder_label(const App *app) {
  static const char *const labels[2][KIND_COUNT] = {
      {"/", "any accent /", "regex /", "regex, any accent /"},
      {"back /", "back, any accent /", "back, regex /", "back, regex, any accent /"}};
  return labels[app->finder.back][kind_of(app)];
}

static SearchFlags finder_flags(const App *app) {
  unsigned kind = kind_of(app), flags = SEARCH_SMART_CASE;
  if (kind & KIND_ANY_ACCENT) flags |= SEARCH_ANY_ACCENT;
  if (kind & KIND_REGEX) flags |= SEARCH_EXPRESSION;
  return (SearchFlags)flags;
}

static void turn_option(App *app, ConfigId id, bool on) {
  Error err = {0};
  if (!config_set(app->config, id, on ? "on" : "off", &err)) BUG("%s", err.message);
}

static const char *next_kind(App *app) {
  unsigned kind = (kind_of(app) + 1) % KIND_COUNT;
  turn_option(app, CONFIG_SEARCH_ACCENTS, !(kind & KIND_ANY_ACCENT));
  turn_option(app, CONFIG_SEARCH_REGEX, kind & KIND_REGEX);
  app_configure(app);
  return finder_label(app);
}

// ---- Matches

static bool is_shown(const Session *session, Span hit) {
  int32_t block = version_block_at(session->version, hit.start);
  return block != VERSION_NONE &&
         (session->hidden || !version_block_hidden(&session->version->blocks[block]));
}

static bool next_from(const App *app, uint32_t from, Span *hit) {
  const Session *session = &app->session;
  Slice pattern = buffer_slice(&app->finder.pattern);
  while (search_next(session->version, pattern, from, finder_flags(app), hit)) {
    if (is_shown(session, *hit)) return true;
    from = hit->end;
  }
  return false;
}

static bool previous_from(const App *app, uint32_t from, Span *hit) {
  const Session *session = &app->session;
  Slice pattern = buffer_slice(&app->finder.pattern);
  while (search_previous(session->version, pattern, from, finder_flags(app), hit)) {
    if (is_shown(session, *hit)) return true;
    from = hit->start;
  }
  return false;
}

// The next match from a place in the text on, or the previous one before it, over the end of the
// text.
static bool find_from(const App *app, uint32_t from, bool back, Span *hit, bool *over) {
  uint32_t end = (uint32_t)app->session.version->text.len;
  if (app->finder.pattern.len == 0) return false;
  *over = !(back ? previous_from(app, from, hit) : next_from(app, from, hit));
  return !*over || (back ? previous_from(app, end, hit) : next_from(app, 0, hit));
}

// Numbers the matches; `here` is that of the hit.
static bool count_match(void *context, Span hit) {
  App *app = context;
  Finder *finder = &app->finder;
  if (is_shown(&app->session, hit)) {
    finder->matches++;
    finder->parts[(uint64_t)hit.start * FINDER_PARTS / app->session.version->text.len] = true;
  }
  if (span_equal(hit, finder->hit)) finder->here = finder->matches;
  return finder->matches < FINDER_COUNT_MAX;
}

void finder_count(App *app) {
  Finder *finder = &app->finder;
  const Version *version = app->session.version;
  if (!finder->stale || !version) return;
  finder->stale = false;
  finder->matches = finder->here = 0;
  memset(finder->parts, 0, sizeof finder->parts);
  search_each(version, buffer_slice(&finder->pattern), span_make(0, (uint32_t)version->text.len),
              finder_flags(app), count_match, app);
}

void finder_write_matches(const App *app, Buffer *out) {
  const Finder *finder = &app->finder;
  const char *more = finder->matches >= FINDER_COUNT_MAX ? "+" : "";
  Error err = {0};
  if (finder->pattern.len == 0) return;
  if (!search_check(buffer_slice(&finder->pattern), finder_flags(app), &err))
    buffer_add_string(out, "not yet a regular expression");
  else if (finder->matches == 0)
    buffer_add_string(out, "no match");
  else if (finder->here > 0)
    buffer_printf(out, "%u/%u%s", finder->here, finder->matches, more);
  else
    buffer_printf(out, "%u%s matches", finder->matches, more);
  if (finder->over && finder->here > 0)
    buffer_printf(out, ", from the %s on", finder->over_back ? "end" : "beginning");
}

static void go_to_hit(App *app, Span hit, bool jump) {
  app->finder.hit = hit;
  app->finder.shown = true;
  app->finder.stale = true;
  session_move_to(&app->session, hit.start, jump);
}

// The first match from the origin on.
static bool find_first(App *app, Span *hit) {
  Finder *finder = &app->finder;
  finder->over_back = finder->back;
  return find_from(app, finder->origin, finder->back, hit, &finder->over);
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
  app->results.walking = false;
  app->finder.over = false;
  app->finder.origin = app->session.pos;
  app->finder.view = reader_view(&app->reader).start;
}

// ---- While typing

static void typed(App *app, Slice pattern) {
  Finder *finder = &app->finder;
  Span hit;
  set_pattern(app, pattern);
  finder->shown = finder->stale = pattern.len > 0;
  finder->hit = (Span){0, 0};
  if (find_first(app, &hit))
    go_to_hit(app, hit, false);
  else
    return_to_origin(app);
}

static void cancelled(App *app) {
  return_to_origin(app);
  app->finder.shown = false;
}

// False, with a message, when the last pattern cannot be searched for.
static bool can_search(App *app) {
  Error err = {0};
  if (search_check(buffer_slice(&app->finder.pattern), finder_flags(app), &err)) return true;
  app_fail(app, &err);
  app->finder.shown = false;
  return false;
}

static void search(App *app, Slice pattern) {
  Span hit;
  if (pattern.len > 0) set_pattern(app, pattern); // Enter on nothing: the last pattern again
  if (app->finder.pattern.len == 0) return;
  if (!can_search(app)) {
    return_to_origin(app);
    return;
  }
  if (!find_first(app, &hit)) {
    return_to_origin(app);
    app_say(app, "no match for “%s”", app->finder.pattern.ptr);
    app->finder.shown = false;
    return;
  }
  session_move_to(&app->session, app->finder.origin, false);
  go_to_hit(app, hit, true);
}

void finder_search(App *app, Slice pattern, bool back) {
  if (!app->session.version) return;
  app->finder.back = back;
  begin(app);
  search(app, pattern);
}

void finder_open(App *app, bool back) {
  static const PromptRequest search_request = {.accept = "search",
                                               .changed = typed,
                                               .accepted = search,
                                               .cancelled = cancelled,
                                               .aside = finder_write_matches,
                                               .recall = RECALL_SEARCH,
                                               .turn = next_kind,
                                               .turns = "accents, regex"};
  if (!app->session.version) return;
  app->finder.back = back;
  begin(app);
  PromptRequest request = search_request;
  request.label = finder_label(app);
  prompt_open(app, &request, SLICE(""));
}

// ---- n and N

void finder_next(App *app, bool other_way, uint32_t count) {
  Session *session = &app->session;
  Finder *finder = &app->finder;
  if (!session->version || app->finder.pattern.len == 0) {
    app_say(app, "nothing was searched for yet: / searches");
    return;
  }
  if (!can_search(app)) return;
  begin(app);
  finder->over_back = finder->back != other_way;
  for (uint32_t i = 0; i < (count ? count : 1); i++) {
    Span hit;
    uint32_t from = session->pos + (finder->over_back ? 0 : 1);
    if (!find_from(app, from, finder->over_back, &hit, &finder->over)) {
      app_say(app, "no match for “%s”", app->finder.pattern.ptr);
      return;
    }
    go_to_hit(app, hit, i == 0);
  }
}

typedef struct Shown {
  const Session *session;
  void (*see)(void *context, Span hit);
  void *context;
} Shown;

static bool see_shown(void *context, Span hit) {
  const Shown *shown = context;
  if (is_shown(shown->session, hit)) shown->see(shown->context, hit);
  return true;
}

void finder_each(const App *app, Span stretch, void (*see)(void *context, Span hit),
                 void *context) {
  const Version *version = app->session.version;
  int32_t block = version_block_at(version, stretch.start);
  Shown shown = {&app->session, see, context};
  if (block == VERSION_NONE) return;
  stretch.start = version->blocks[block].span.start; // a match may begin above the view
  search_each(version, buffer_slice(&app->finder.pattern), stretch, finder_flags(app), see_shown,
              &shown);
}
