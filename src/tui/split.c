// SPDX-License-Identifier: MIT
// Two sides of the screen, one of them parked. Only here is anything done twice: going over,
// keeping up with the library, drawing. A frame of the parked side is drawn as that of any text,
// while it stands in the App for as long as that takes.
//
//            App                      Split
//   ┌──────────────────────┐  swap  ┌──────────────┐
//   │ session reader notes │ ◄────► │ parked       │      right: where the App's own text stands
//   └──────────────────────┘        └──────────────┘
#include "tui/split.h"
#include "library/comparison.h"
#include "tui/app.h"
#include "tui/bar.h"
#include "tui/draw.h"

static void exchange(App *app) {
  Split *split = &app->split;
  Side side = {app->session, app->reader, app->notes};
  app->session = split->parked.session;
  app->reader = split->parked.reader;
  app->notes = split->parked.notes;
  split->parked = side;
  split->right = !split->right;
}

// What is under the keyboard now takes the place of the text until the next frame.
static void settle(App *app) {
  Frame *frame = &app->frame;
  if (frame->halves[0].columns > 0) frame->panes[PANE_TEXT] = frame->halves[app->split.right];
  frame->panes[PANE_NOTES] = (Rect){0};
  frame->shown[PANE_NOTES] = false;
  app->finder.hit = (Span){0, 0};
  app->finder.stale = true;
}

static void release_side(Side *side) {
  reader_release(&side->reader); // borrows the session's version
  session_release(&side->session);
  *side = (Side){0};
}

// Its place is saved. Where both sides show one brief, the other side's place is the last to be
// saved: it must know what the library has now.
static void release_parked(App *app) {
  Error ignored = {0};
  bool same = app->split.open && app->split.parked.session.brief.key == app->session.brief.key;
  release_side(&app->split.parked);
  if (same) session_refresh(&app->session, &ignored);
}

// ---- Opening and closing

static const char *why_not(const App *app) {
  if (app->session.brief.key == 0) return "open a brief first: then another one goes beside it";
  if (app->split.open) return "two texts are side by side already: close one first";
  if (app->screen->columns < FRAME_WIDE)
    return "two texts side by side need 120 columns: this screen has fewer";
  return NULL;
}

bool split_open(App *app, int64_t brief) {
  Error err = {0};
  Side side = {0};
  const Session *here = &app->session;
  const char *refusal = why_not(app);
  if (refusal) {
    app_say(app, "%s", refusal);
    return false;
  }
  app_complete_brief(app); // two sides are no first frame
  session_init_beside(&side.session, here);
  if (!session_open(&side.session, brief, NULL, &err)) {
    session_release(&side.session);
    app_fail(app, &err);
    return false;
  }
  if (brief == here->brief.key) session_move_to(&side.session, here->pos, false);
  app->split.parked = side;
  app->split.open = true;
  app->split.right = false;
  app->focus = PANE_TEXT;
  app->frame.zoomed = false;
  split_swap(app);
  return true;
}

bool split_open_older(App *app, int64_t version) {
  Error err = {0};
  Side side = {0};
  Split *split = &app->split;
  Session *here = &app->session;
  app_complete_brief(app);
  session_init_beside(&side.session, here);
  if (!session_open_older(&side.session, here->brief.key, version, &err)) {
    session_release(&side.session);
    app_fail(app, &err);
    return false;
  }
  split->comparison =
      comparison_new(side.session.version, version, here->version, here->brief.version);
  split->parked = side;
  split->open = split->right = true;
  app->focus = PANE_TEXT;
  app->frame.zoomed = false;
  return true;
}

const Comparison *split_comparison(const App *app) {
  const Comparison *comparison = app->split.comparison;
  const Session *here = &app->session, *there = &app->split.parked.session;
  if (!app->split.open || !comparison) return NULL;
  const Session *old = here->older ? here : there, *new = here->older ? there : here;
  bool both = old->older == comparison->old_version &&
              !new->older &&new->brief.version == comparison->new_version;
  return both ? comparison : NULL;
}

// Goes to the place of this text that stands for the caret of the parked one.
static void follow_parked(App *app, const Comparison *comparison) {
  uint32_t pos = app->split.parked.session.pos;
  session_move_to(&app->session,
                  app->session.older ? comparison_to_old(comparison, pos)
                                     : comparison_to_new(comparison, pos),
                  false);
}

void split_close(App *app) {
  Split *split = &app->split;
  if (!split->open) return;
  if (!split->comparison || app->session.older) split_swap(app); // the older version goes
  release_parked(app);
  comparison_free(split->comparison);
  split->comparison = NULL;
  split->open = split->right = false;
  app->stamp = library_stamp(app->library); // its place was saved
  if (app->session.brief.key) briefs_go_to(app, app->session.brief.key);
}

void split_swap(App *app) {
  if (!app->split.open) return;
  session_select_none(&app->session);
  exchange(app);
  session_hand_over(&app->split.parked.session, &app->session);
  settle(app);
  const Comparison *comparison = split_comparison(app);
  if (comparison && app->frame.halves[0].columns == 0) follow_parked(app, comparison);
  if (app->focus != PANE_LIST) app->focus = PANE_TEXT;
}

void split_release(App *app) {
  comparison_free(app->split.comparison);
  app->split.comparison = NULL;
  release_parked(app);
}

// ---- Keeping up

// The newest version has become another one: it is what the older one is compared with from now on.
static void compare_anew(App *app) {
  Split *split = &app->split;
  const Session *here = &app->session, *there = &split->parked.session;
  if (!split->comparison || split_comparison(app) || here->brief.key != there->brief.key) return;
  const Session *old = here->older ? here : there, *new = here->older ? there : here;
  comparison_free(split->comparison);
  split->comparison = comparison_new(old->version, old->older, new->version, new->brief.version);
}

void split_refresh(App *app) {
  Error err = {0};
  Session *parked = &app->split.parked.session;
  if (!app->split.open) return;
  if (!session_refresh(parked, &err)) app_fail(app, &err);
  if (app->session.brief.key == 0)
    split_close(app);
  else if (parked->brief.key == 0) {
    split_swap(app);
    split_close(app);
  } else {
    compare_anew(app);
  }
}

// ---- Drawing

// The terminal's cursor is on the other side: this one's caret is a cell that stands out.
static void mark_caret(App *app) {
  uint32_t row, column;
  if (!app->reader.layout) return;
  reader_caret_cell(app, &row, &column);
  screen_tint(app->screen, row, column, 1, FACE_CURRENT, CELL_REVERSE);
}

void split_draw(App *app) {
  if (app->frame.halves[0].columns == 0) return;
  Frame frame = app->frame;
  Finder finder = app->finder; // its matches are counted in the other text
  PaneId focus = app->focus;
  exchange(app);
  settle(app);
  app->finder.stale = false;
  memset(app->finder.parts, 0, sizeof app->finder.parts);
  app->focus = PANE_TEXT;
  app->frame.shown[PANE_LIST] = false;
  const Comparison *comparison = split_comparison(app);
  if (comparison) {
    follow_parked(app, comparison);
    reader_align(app, app->split.parked.reader.caret_row);
  }
  draw_arrange_text(app);
  if (focus != PANE_LIST) bar_draw_open(app, false);
  draw_panes(app);
  mark_caret(app);
  exchange(app);
  app->frame = frame;
  app->finder = finder;
  app->focus = focus;
}
