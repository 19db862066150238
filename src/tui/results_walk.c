// SPDX-License-Identifier: MIT
// The walk over what was found: all places of a text in order, then the next text of the list.
// Places in furniture are passed over while it is hidden, unless a text has no others.
#include "text/position.h"
#include "tui/finder.h"
#include "tui/overlay.h"
#include "tui/results.h"
#include "tui/visit.h"

#include <stdlib.h>

static void take_hits(App *app, const FindingText *text) {
  Results *results = &app->results;
  bool all = app->session.hidden || text->shown_count == 0;
  free(results->hits);
  results->hits = memory_new((size_t)text->hit_count + 1, sizeof *results->hits);
  results->hit_count = 0;
  for (uint32_t i = 0; i < text->hit_count; i++) {
    if (all || !finding_hidden(text, text->hits[i]))
      results->hits[results->hit_count++] = text->hits[i];
  }
}

static void say_place(App *app) {
  const Results *results = &app->results;
  app_say(app, "%u of %u here · text %u of %u", results->hit + 1, results->hit_count,
          results->at + 1, finding_count(results->finding));
}

// All places show, on the map too; the caret is at the current one.
static void show_hits(App *app) {
  Results *results = &app->results;
  Finder *finder = &app->finder;
  size_t len = app->session.version->text.len;
  buffer_clear(&finder->pattern);
  finder->shown = true;
  finder->stale = false;
  finder->hit = results->hits[results->hit];
  memset(finder->parts, 0, sizeof finder->parts);
  for (uint32_t i = 0; i < results->hit_count; i++) {
    if (results->hits[i].start < len)
      finder->parts[(uint64_t)results->hits[i].start * FINDER_PARTS / len] = true;
  }
  results->walking = true;
  results->caret = app->session.pos;
  say_place(app);
}

static void visit_said(App *app, const FindingText *text) {
  Results *results = &app->results;
  results->hit = results->hit_count = 0;
  visit_annotation(app, text->brief, text->annotation);
  app->finder.shown = false;
  results->walking = true;
  results->caret = app->session.pos;
}

static void visit_text(App *app, const FindingText *text, bool last) {
  Results *results = &app->results;
  take_hits(app, text);
  if (results->hit_count == 0) return;
  results->hit = last ? results->hit_count - 1 : 0;
  Span hit = results->hits[results->hit];
  CpSpan place = positions_to_code_points(text->whole->positions, hit);
  bool open = app->session.brief.key == text->brief;
  overlay_clear(app);
  if (!open && !app_open_brief(app, text->brief, &place)) return;
  app->focus = PANE_TEXT;
  session_select_none(&app->session);
  session_move_to(&app->session, hit.start, open);
  show_hits(app);
}

void results_visit(App *app, uint32_t index, bool last) {
  Results *results = &app->results;
  FindingText text;
  Error err = {0};
  results->at = results->roll.current = index;
  if (!finding_read(results->finding, index, &text, &err))
    app_fail(app, &err);
  else if (text.annotation)
    visit_said(app, &text);
  else
    visit_text(app, &text, last);
  finding_release(&text);
}

static void next_text(App *app, bool back) {
  Results *results = &app->results;
  uint32_t count = finding_count(results->finding);
  if (back ? results->at == 0 : results->at + 1 >= count)
    app_say(app, "that was the %s place: ^O goes back to the list", back ? "first" : "last");
  else
    results_visit(app, back ? results->at - 1 : results->at + 1, back);
}

void results_next(App *app, bool back, uint32_t count) {
  Results *results = &app->results;
  for (uint32_t i = 0; i < (count ? count : 1); i++) {
    if (back ? results->hit == 0 : results->hit + 1 >= results->hit_count) {
      next_text(app, back);
      continue;
    }
    results->hit = back ? results->hit - 1 : results->hit + 1;
    session_move_to(&app->session, results->hits[results->hit].start, i == 0);
    show_hits(app);
  }
}

void results_each(const App *app, Span stretch, void (*see)(void *context, Span hit),
                  void *context) {
  const Results *results = &app->results;
  for (uint32_t i = 0; i < results->hit_count; i++) {
    if (results->hits[i].end > stretch.start && results->hits[i].start < stretch.end)
      see(context, results->hits[i]);
  }
}
