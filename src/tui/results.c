// SPDX-License-Identifier: MIT
// Finding in the library: what is typed, and the work. Each key begins a search anew, of which the
// first part is done at once; the rest is done while nobody types, and broken off by the next key.
#include "tui/results.h"

#include "base/moment.h"
#include "tui/overlay.h"
#include "tui/patience.h"
#include "tui/prompt.h"

#include <stdlib.h>

enum { FIRST_MS = 6, STEP_MS = 20 }; // between two frames

static const OverlayOps results_ops;

// ---- Rows that are known

static void release_row(ResultsRow *row) {
  free(row->title);
  free(row->date);
  kwic_release(&row->kwic);
  buffer_release(&row->sentence);
  *row = (ResultsRow){0};
}

static void forget_rows(Results *results) {
  for (uint32_t i = 0; results->rows && i < RESULTS_ROWS; i++) release_row(&results->rows[i]);
}

void results_release(Results *results) {
  forget_rows(results);
  free(results->rows);
  free(results->hits);
  finding_close(results->finding);
  buffer_release(&results->words);
}

// The first place that is shown, else the first.
static Span first_hit(const FindingText *text) {
  for (uint32_t i = 0; i < text->hit_count; i++) {
    if (!finding_hidden(text, text->hits[i])) return text->hits[i];
  }
  return text->hits[0];
}

static void read_row(App *app, uint32_t index, ResultsRow *row) {
  Results *results = &app->results;
  FindingText text;
  Brief brief = {0};
  Error ignored;
  row->gone = true;
  if (finding_read(results->finding, index, &text, &ignored) && text.hit_count > 0 &&
      brief_get(app->library, text.brief, &brief, &ignored)) {
    Span hit = first_hit(&text);
    row->gone = false;
    row->title = memory_string(slice_of(brief.title));
    row->date = memory_string(slice_of(brief.date));
    row->hits = text.hit_count;
    row->hidden = text.shown_count == 0;
    kwic_make(&row->kwic, &text, hit, app->screen->mode, results->lead, results->columns);
    kwic_append(&text, finding_sentence(&text, hit), &row->sentence);
    brief_release(&brief);
  }
  finding_release(&text);
}

ResultsRow *results_row(App *app, uint32_t index) {
  Results *results = &app->results;
  Found found = finding_at(results->finding, index);
  if (!results->rows) results->rows = memory_new(RESULTS_ROWS, sizeof *results->rows);
  ResultsRow *row = &results->rows[index % RESULTS_ROWS];
  if (row->known && row->found.key == found.key && row->found.annotation == found.annotation)
    return row;
  release_row(row);
  row->known = true;
  row->found = found;
  read_row(app, index, row);
  return row;
}

// ---- The work

// In parts until the time is over. A part that is broken off begins anew, and SQLite may need
// longer for its first row than a step takes: so behind the first frame only a key breaks it off.
static void work(App *app, uint32_t for_ms, uint32_t part_ms) {
  Results *results = &app->results;
  Patience patience = patience_of(app, for_ms), part = patience_of(app, part_ms);
  do {
    results->busy = finding_work(results->finding, patience_asked(app), &part);
  } while (results->busy && patience_go_on(&patience));
  roll_set_count(&results->roll, finding_count(results->finding));
  Error err = {0};
  if (!results->busy && !finding_check(results->finding, &err)) app_fail(app, &err);
}

// A walk over the newest texts first goes on into those that are still being found; the best first
// would be in another order under it.
bool results_busy(const App *app) {
  const Results *results = &app->results;
  if (!results->busy) return false;
  bool walk = results->walking && finding_order(results->finding) == FINDING_NEWEST;
  return walk || overlay_find(app, &results_ops) != NULL;
}

void results_step(App *app) {
  work(app, STEP_MS, 0);
}

static void begin(App *app, FindingOrder order) {
  Results *results = &app->results;
  finding_close(results->finding);
  results->finding =
      finding_open(app->library, buffer_slice(&results->words), results->flags, FINDING_ANYWHERE);
  finding_set_order(results->finding, order);
  results->stamp = app->stamp;
  results->walking = false;
  forget_rows(results);
  work(app, FIRST_MS, FIRST_MS);
}

static void search(App *app, Slice words, bool typing) {
  Results *results = &app->results;
  unsigned flags = typing ? LOOKUP_TYPING : LOOKUP_WORDS;
  if (results->accents) flags |= LOOKUP_ACCENTS;
  buffer_clear(&results->words);
  buffer_add(&results->words, words);
  results->flags = (LookupFlags)flags;
  results->roll = (Roll){0};
  begin(app, results->finding ? finding_order(results->finding) : FINDING_NEWEST);
}

// ---- The prompt

static void typed(App *app, Slice words) {
  search(app, words, true);
}

// Enter keeps what the keys have found, the beginning of the last word too.
static void accepted(App *app, Slice words) {
  bool same = app->results.finding && slice_equal(words, buffer_slice(&app->results.words));
  if (!same) search(app, words, true);
}

static void cancelled(App *app) {
  if (app->results.roll.count == 0 && overlay_top(app, &results_ops)) overlay_pop(app);
}

static void write_count(const App *app, Buffer *out) {
  const Results *results = &app->results;
  if (!results->finding || results->words.len == 0) return;
  buffer_printf(out, "%u%s", finding_count(results->finding),
                finding_complete(results->finding) ? "" : "…");
}

static const char *label_of(const App *app) {
  return app->results.accents ? "Find, accents count: " : "Find: ";
}

static const char *turn_accents(App *app) {
  app->results.accents = !app->results.accents;
  Buffer words = {0};
  buffer_add(&words, buffer_slice(&app->results.words));
  search(app, buffer_slice(&words), true);
  buffer_release(&words);
  return label_of(app);
}

static void ask(App *app) {
  static const PromptRequest request = {.accept = "to the list",
                                        .changed = typed,
                                        .accepted = accepted,
                                        .cancelled = cancelled,
                                        .aside = write_count,
                                        .suggests = true,
                                        .turn = turn_accents,
                                        .turns = "accents",
                                        .recall = RECALL_FIND};
  PromptRequest asked = request;
  asked.label = label_of(app);
  prompt_open(app, &asked, buffer_slice(&app->results.words));
}

static void show(App *app) {
  if (overlay_top(app, &results_ops)) return;
  Overlay *overlay = memory_new(1, sizeof *overlay);
  overlay->ops = &results_ops;
  overlay_push(app, overlay);
}

void results_open(App *app, Slice words) {
  show(app);
  if (words.len > 0)
    search(app, words, false);
  else
    ask(app);
}

bool results_return(App *app) {
  const Results *results = &app->results;
  if (app->overlay || !results->walking || results->caret != app->session.pos) return false;
  app->results.walking = false;
  app->finder.shown = false;
  show(app);
  return true;
}

bool results_reorder(App *app) {
  Results *results = &app->results;
  if (!overlay_top(app, &results_ops) || !results->finding) return false;
  bool best = finding_order(results->finding) == FINDING_BEST;
  finding_set_order(results->finding, best ? FINDING_NEWEST : FINDING_BEST);
  results->busy = true;
  results->roll.current = results->roll.top = 0;
  app_say(app, "%s first", best ? "newest" : "best");
  return true;
}

// ---- The overlay

// What has changed meanwhile may be found or not.
static void draw(App *app, Overlay *overlay) {
  Results *results = &app->results;
  if (results->finding && results->stamp != app->stamp) {
    begin(app, finding_order(results->finding));
  }
  results_draw(app, overlay);
}

static void stride(App *app, Overlay *overlay, Stride by, int32_t count) {
  (void)overlay;
  roll_stride(&app->results.roll, by, count);
}

static void enter(App *app, Overlay *overlay) {
  (void)overlay;
  if (app->results.roll.count > 0) results_visit(app, app->results.roll.current, false);
}

static void click(App *app, Overlay *overlay, uint32_t row, uint32_t column) {
  (void)column;
  if (roll_click(&app->results.roll, row)) enter(app, overlay);
}

static const OverlayOps results_ops = {.mode = MODE_RESULTS,
                                       .draw = draw,
                                       .hints = results_hints,
                                       .stride = stride,
                                       .enter = enter,
                                       .click = click};
