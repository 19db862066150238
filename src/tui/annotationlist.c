// SPDX-License-Identifier: MIT
// The annotations pane: what is listed, in which groups. A list of the library (library/lineup.h)
// is opened when the library has changed, with another filter or another grouping; the window of it
// is read in annotationlist_rows.c, drawing is in annotationlist_draw.c.
#include "tui/annotationlist.h"
#include "session/filter.h"
#include "text/position.h"
#include "tui/completion.h"
#include "tui/dispatch.h"
#include "tui/patience.h"
#include "tui/prompt.h"
#include "tui/visit.h"

#include <stdlib.h>

enum { FEW = 400, AT_ONCE_MS = 2 };

static const OverlayOps annotationlist_ops;

static AnnotationPane *pane_of(Overlay *overlay) {
  return (AnnotationPane *)overlay;
}

static void release(Overlay *overlay) {
  AnnotationPane *pane = pane_of(overlay);
  annotationlist_forget(pane);
  lineup_close(pane->lineup);
  free(pane->title);
  buffer_release(&pane->filter);
  filter_release(&pane->passing);
}

// ---- Reading the list

static void read_title(const App *app, AnnotationPane *pane) {
  Error ignored = {0};
  Brief brief;
  free(pane->title);
  pane->title = NULL;
  if (!pane->brief || !brief_get(app->library, pane->brief, &brief, &ignored)) return;
  pane->title = memory_string(slice_of(brief.title));
  brief_release(&brief);
}

// Opens the list anew, and a window of it around an annotation (0: the current one), or where that
// is not listed around one that was near it, or the first.
static void open_list(App *app, AnnotationPane *pane, int64_t wanted) {
  Error err = {0};
  LineupPlace place;
  bool narrows = pane->passing.narrows;
  LineupWish wish = {.brief = pane->brief,
                     .grouping = pane->grouping,
                     .passing = narrows ? &pane->passing.passing : NULL,
                     .briefs = narrows ? &pane->passing.briefs : NULL,
                     .total = pane->fresh && pane->lineup ? lineup_total(pane->lineup)
                                                          : LINEUP_UNCOUNTED,
                     .few = FEW};
  Lineup *lineup = lineup_open(app->library, &wish, &err);
  if (!lineup) app_fail(app, &err);
  bool found = lineup && ((wanted && lineup_find(lineup, wanted, NULL, &place)) ||
                          annotationlist_find(pane, lineup, &place));
  lineup_close(pane->lineup);
  pane->lineup = lineup;
  pane->fresh = lineup != NULL;
  if (!lineup) annotationlist_forget(pane);
  annotationlist_read(app, pane, found ? &place : NULL, false);
}

// Finds what passes the filter, then opens the list. Where that is broken off, work goes on later.
static void find_passing(App *app, AnnotationPane *pane, Patience *patience, int64_t wanted) {
  Error err = {0};
  FilterPatience asking = {patience_asked(app), patience};
  FilterWish wish = {buffer_slice(&pane->filter), prompt_query_mode(app), pane->brief};
  bool ok = filter_annotations(&pane->passing, app->library, &wish, &asking, &err);
  pane->coming = !ok && err.kind == ERROR_NONE;
  if (pane->coming) return;
  if (!ok) app_fail(app, &err);
  open_list(app, pane, wanted);
}

static void load(App *app, AnnotationPane *pane, int64_t wanted) {
  Patience patience = patience_of(app, AT_ONCE_MS);
  pane->stamp = app->stamp;
  pane->fresh = false;
  read_title(app, pane);
  find_passing(app, pane, &patience, wanted);
}

static bool is_uncounted(const AnnotationPane *pane) {
  return pane->lineup && lineup_total(pane->lineup) == LINEUP_UNCOUNTED;
}

static bool busy(const Overlay *overlay) {
  const AnnotationPane *pane = (const AnnotationPane *)overlay;
  return pane->coming || is_uncounted(pane);
}

static void work(App *app, Overlay *overlay) {
  AnnotationPane *pane = pane_of(overlay);
  Patience patience = patience_of(app, 0);
  Error err = {0};
  if (pane->coming)
    find_passing(app, pane, &patience, 0);
  else if (!lineup_count_all(pane->lineup, patience_asked(app), &patience, &err))
    app_fail(app, &err);
}

// ---- Keys

static void draw(App *app, Overlay *overlay) {
  AnnotationPane *pane = pane_of(overlay);
  if (pane->stamp != app->stamp) load(app, pane, 0);
  annotationlist_draw(app, overlay);
}

static void stride(App *app, Overlay *overlay, Stride by, int32_t count) {
  AnnotationPane *pane = pane_of(overlay);
  int64_t page = pane->roll.page ? pane->roll.page : 1;
  if (by == STRIDE_END)
    annotationlist_read(app, pane, NULL, count > 0);
  else
    annotationlist_move(app, pane,
                        count * (by == STRIDE_LINE   ? 1
                                 : by == STRIDE_HALF ? (page + 1) / 2
                                                     : page));
}

static void enter(App *app, Overlay *overlay) {
  const Annotation *annotation = annotationlist_current(app, pane_of(overlay));
  if (annotation) visit_annotation(app, annotation->brief, annotation->key);
}

static void click(App *app, Overlay *overlay, uint32_t row, uint32_t column) {
  AnnotationPane *pane = pane_of(overlay);
  uint32_t at;
  (void)column;
  if (!roll_find(&pane->roll, row, &at) || pane->rows[at].head) return;
  if (at == pane->roll.current)
    enter(app, overlay);
  else
    annotationlist_move(app, pane, (int64_t)at - pane->roll.current);
}

static void remove_current(App *app, Overlay *overlay) {
  const Annotation *annotation = annotationlist_current(app, pane_of(overlay));
  if (!annotation)
    app_say(app, "there is no annotation here");
  else if (library_read_only(app->library))
    app_say(app, "this library can only be read");
  else {
    int64_t brief = annotation->brief; // the list is read again
    act_annotate_delete(app, annotation->key);
    briefs_update(app, brief);
  }
}

static void narrow(App *app, Overlay *overlay, Slice typed) {
  AnnotationPane *pane = pane_of(overlay);
  Patience patience = patience_of(app, AT_ONCE_MS);
  buffer_clear(&pane->filter);
  buffer_add(&pane->filter, typed);
  find_passing(app, pane, &patience, 0);
}

static Slice narrowed(const Overlay *overlay) {
  return buffer_slice(&((const AnnotationPane *)overlay)->filter);
}

static void write_fault(const Overlay *overlay, Buffer *out) {
  filter_write_fault(narrowed(overlay), out);
}

static void cancel(App *app, Overlay *overlay) {
  bool below = overlay->below != NULL; // of the codebook, whose tag is the filter
  if (pane_of(overlay)->filter.len > 0 && !below)
    narrow(app, overlay, SLICE(""));
  else
    overlay_pop(app);
}

static const OverlayOps annotationlist_ops = {.mode = MODE_ANNOTATIONS,
                                              .draw = draw,
                                              .hints = annotationlist_hints,
                                              .release = release,
                                              .stride = stride,
                                              .enter = enter,
                                              .click = click,
                                              .cancel = cancel,
                                              .narrow = narrow,
                                              .narrowed = narrowed,
                                              .fault = write_fault,
                                              .complete = completion_of_filter,
                                              .remove = remove_current,
                                              .busy = busy,
                                              .work = work};

const Annotation *annotationlist_chosen(const App *app) {
  Overlay *overlay = overlay_top(app, &annotationlist_ops);
  return overlay ? annotationlist_current(app, pane_of(overlay)) : NULL;
}

const char *annotationlist_grouping_name(LineupGrouping grouping) {
  static const char *const names[LINEUP_GROUPING_COUNT] = {"brief", "tag", "colour"};
  return names[grouping];
}

static bool find_grouping(Slice name, LineupGrouping *grouping) {
  for (int at = 0; at < LINEUP_GROUPING_COUNT; at++) {
    *grouping = (LineupGrouping)at;
    if (slice_equal(name, slice_of(annotationlist_grouping_name(*grouping)))) return true;
  }
  return false;
}

bool annotationlist_regroup(App *app, Slice name) {
  Overlay *overlay = overlay_top(app, &annotationlist_ops);
  if (!overlay) return false;
  AnnotationPane *pane = pane_of(overlay);
  LineupGrouping next = (LineupGrouping)((pane->grouping + 1) % LINEUP_GROUPING_COUNT);
  if (name.len > 0 && !find_grouping(name, &next)) {
    app_say(app, "annotations are grouped by brief, tag or colour");
    return true;
  }
  pane->grouping = next;
  open_list(app, pane, 0);
  app_say(app, "grouped by %s", annotationlist_grouping_name(next));
  return true;
}

// ---- Opening

// The annotation at the caret, or the first one behind it.
static int64_t nearest(const App *app) {
  const Session *session = &app->session;
  if (session->annotation) return session->annotation;
  for (uint32_t i = 0; i < session->annotations.count; i++)
    if (session->spans[i].end > session->pos) return session->annotations.items[i].key;
  ShownAnnotation next;
  if (!session->version) return 0;
  uint32_t pos_cp = positions_code_point(session->version->positions, session->pos);
  bool found = shown_next(app->library, session->brief.version, pos_cp, true, &next);
  return found ? next.key : 0;
}

void annotationlist_open(App *app, int64_t brief, Slice filter) {
  AnnotationPane *pane = memory_new(1, sizeof *pane);
  pane->base.ops = &annotationlist_ops;
  pane->brief = brief;
  pane->other = app_brief_in_view(app);
  buffer_add(&pane->filter, slice_trim(filter));
  load(app, pane, nearest(app));
  overlay_push(app, &pane->base);
}

static void change_scope(App *app, AnnotationPane *pane) {
  if (pane->brief == 0 && pane->other == 0) {
    app_say(app, "no brief is open");
    return;
  }
  pane->brief = pane->brief ? 0 : pane->other;
  load(app, pane, 0);
}

void annotationlist_toggle(App *app, Slice filter) {
  Overlay *overlay = overlay_find(app, &annotationlist_ops);
  if (!overlay)
    annotationlist_open(app, app_brief_in_view(app), filter);
  else if (filter.len > 0)
    narrow(app, overlay, slice_trim(filter));
  else
    change_scope(app, pane_of(overlay));
}
