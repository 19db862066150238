// SPDX-License-Identifier: MIT
// The bars. Title: what is open and how far it is read. Status: the last message, else the search,
// else the annotation at the caret; at its right end keys that wait for more. Hints: keys of the
// mode.
#include "tui/bar.h"
#include "library/colour.h"
#include "tui/hint.h"
#include "tui/overlay.h"

// Draws right-aligned text, cut at its end where it would leave less than `least` columns on its
// left; returns the columns left of it.
static uint32_t put_right(Screen *screen, Rect rect, uint32_t least, Slice text, Face face) {
  uint32_t width = safe_width(text, screen->mode);
  if (rect.columns < least + 3) return rect.columns;
  if (width > rect.columns - least - 2) width = rect.columns - least - 2;
  screen_put_fit(screen, rect.row, rect.column + rect.columns - width - 1, width, text, face, 0);
  return rect.columns - width - 2;
}

// ---- Title

static void write_said(const Annotation *annotation, Buffer *out) {
  for (uint32_t i = 0; i < annotation->tag_count; i++)
    buffer_printf(out, "%s%s", i ? ", " : " · ", annotation->tags[i]);
  if (annotation->comment[0]) buffer_printf(out, " · “%s”", annotation->comment);
}

// What the reader said of the whole brief.
static void write_whole(const App *app, Buffer *out) {
  Annotation whole;
  int32_t at = session_annotation_whole(&app->session);
  if (session_read_annotation(&app->session, at, &whole)) write_said(&whole, out);
  annotation_release(&whole);
}

static void write_open(const App *app, Buffer *left, Buffer *right) {
  const Brief *brief = &app->session.brief;
  // As on the list: a title that the file does not state is marked, and an author who is a guess.
  bool stated = brief_title_stated(brief);
  buffer_add_string(left, stated ? "" : "~ ");
  buffer_add_string(left, brief->title);
  if (brief->author[0])
    buffer_printf(left, " · %s%s", brief->author, brief->author_guessed ? "?" : "");
  if (brief->date[0]) buffer_printf(left, " · %s", brief->date);
  write_whole(app, left);
  if (app->split.comparison)
    buffer_add_string(right, app->session.older ? "older version · " : "newest version · ");
  buffer_add_number(right, reader_percent(app));
  buffer_add_byte(right, '%');
}

// How many pass the filter, where that is known.
static void write_passing(const App *app, Buffer *out) {
  if (briefs_busy(app))
    buffer_add_string(out, "…");
  else if (app->briefs.counted)
    buffer_printf(out, "%u", app->briefs.count);
  else
    buffer_add_string(out, "many");
}

static void write_library(const App *app, Buffer *left, Buffer *right) {
  uint32_t count = app->briefs.all;
  buffer_printf(left, "postil · %u brief%s", count, count == 1 ? "" : "s");
  if (app->briefs.filter.len > 0) {
    buffer_add_string(left, " · ");
    write_passing(app, left);
    buffer_printf(left, " with “%s”", app->briefs.filter.ptr);
  }
  if (count > 1) buffer_printf(right, "by %s", roster_order_name(app->briefs.sort));
}

// left and right are taken over. Where both are too wide, the left one says what this is in a third
// of the line; the right one begins with what matters most, a count, and is cut behind that.
static void draw_title(App *app, Rect rect, Buffer *left, Buffer *right, uint8_t attributes) {
  if (library_read_only(app->library))
    buffer_add_string(right, right->len ? " · read-only" : "read-only");
  uint32_t least = safe_width(buffer_slice(left), app->screen->mode) + 1;
  if (least > rect.columns / 3) least = rect.columns / 3;
  uint32_t room = put_right(app->screen, rect, least, buffer_slice(right), FACE_BAR);
  if (room > 1)
    screen_put_fit(app->screen, rect.row, rect.column + 1, room - 1, buffer_slice(left), FACE_BAR,
                   attributes);
  buffer_release(left);
  buffer_release(right);
}

void bar_draw_open(App *app, bool focused) {
  Rect rect = app->frame.title, half = app->frame.halves[app->split.right];
  Buffer left = {0}, right = {0};
  if (rect.rows == 0) return;
  if (half.columns > 0) rect = (Rect){rect.row, half.column, rect.rows, half.columns};
  write_open(app, &left, &right);
  draw_title(app, rect, &left, &right, focused && half.columns > 0 ? CELL_BOLD : 0);
}

void bar_draw_title(App *app) {
  Rect rect = app->frame.title;
  Buffer left = {0}, right = {0};
  if (rect.rows == 0) return;
  screen_clear(app->screen, rect, FACE_BAR);
  if (app->session.brief.key != 0 && app->focus != PANE_LIST) {
    bar_draw_open(app, true);
    return;
  }
  write_library(app, &left, &right);
  draw_title(app, rect, &left, &right, 0);
}

void bar_draw_title_with(App *app, Slice left, Slice right) {
  Rect rect = app->frame.title;
  Buffer own_left = {0}, own_right = {0};
  if (rect.rows == 0) return;
  screen_clear(app->screen, rect, FACE_BAR);
  buffer_add(&own_left, left);
  buffer_add(&own_right, right);
  draw_title(app, rect, &own_left, &own_right, 0);
}

// ---- Status

static void write_annotation(const App *app, Buffer *out) {
  enum { MOST = 16 };
  const Session *session = &app->session;
  uint32_t at[MOST];
  uint32_t count = session_annotations_at(session, session->pos, at, MOST);
  int32_t here = session_annotation_here(session);
  if (count == 0) return;
  Annotation annotation;
  if (session_read_annotation(session, here >= 0 ? here : (int32_t)at[0], &annotation)) {
    buffer_add_string(out, colour_name(annotation.colour));
    write_said(&annotation, out);
  }
  annotation_release(&annotation);
  if (count > 1) buffer_printf(out, " · 1 of %u here", count);
}

static void write_search(const App *app, Buffer *out) {
  buffer_printf(out, "%s%s  ", finder_label(app), app->finder.pattern.ptr);
  finder_write_matches(app, out);
}

// What stands there when there is no message.
static void write_standing(const App *app, Buffer *out) {
  if (app->overlay && app->overlay->ops->status) app->overlay->ops->status(app->overlay, out);
  if (app->overlay || app->session.brief.key == 0 || app->focus != PANE_TEXT) return;
  if (app->session.selecting) {
    buffer_add_string(out, app->session.reselecting ? "selecting the annotation's passage anew"
                           : app->session.sentences ? "selecting sentences"
                                                    : "selecting");
    return;
  }
  if (app->finder.shown && app->finder.pattern.len > 0)
    write_search(app, out);
  else
    write_annotation(app, out);
}

static void write_pending(const App *app, Buffer *out) {
  if (app->count > 0) buffer_printf(out, "%u", app->count);
  for (uint32_t i = 0; i < app->pending_count; i++) key_write(out, app->pending[i]);
}

void bar_draw_status(App *app) {
  Rect rect = app->frame.status;
  if (rect.rows == 0) return;
  screen_clear(app->screen, rect, FACE_TEXT);
  Buffer text = {0}, pending = {0};
  write_pending(app, &pending);
  if (app->message.len > 0)
    buffer_add(&text, buffer_slice(&app->message));
  else
    write_standing(app, &text);
  bool waiting = pending.len > 0;
  if (!waiting && app->message.len == 0) repeated_write(app, &pending);
  uint32_t room =
      put_right(app->screen, rect, 0, buffer_slice(&pending), waiting ? FACE_KEY : FACE_DIM);
  Face face = app->message.len > 0 && app->message_is_error ? FACE_ERROR : FACE_TEXT;
  if (room > 1) {
    screen_put_fit(app->screen, rect.row, rect.column + 1, room - 1, buffer_slice(&text), face, 0);
  }
  // With one bar only, the hints stand where nothing else does.
  bool hints = config_number(app->config, CONFIG_HINTS) && app->frame.hints.rows == 0;
  if (hints && text.len == 0 && !waiting) {
    app->frame.hints = rect;
    if (pending.len > 0) app->frame.hints.columns = room;
    bar_draw_hints(app);
    app->frame.hints.rows = 0;
  }
  buffer_release(&text);
  buffer_release(&pending);
}

Rect bar_prompt_rect(const App *app) {
  if (app->frame.status.rows > 0) return app->frame.status;
  return (Rect){app->screen->rows - (app->screen->rows > 0), 0, 1, app->screen->columns};
}

// ---- Hints

void bar_draw_hints(App *app) {
  Rect rect = app->frame.hints;
  if (rect.rows == 0) return;
  Hints *hints = &app->hints;
  hint_clear(hints);
  screen_clear(app->screen, rect, FACE_DIM);
  if (app->overlay)
    app->overlay->ops->hints(app, app->overlay, hints);
  else
    pane_ops(app->focus)->hints(app, hints);
  if (app->overlay && app->overlay->ops->mode == 0) hint_add(hints, "F1", "help");
  hint_draw(app->screen, hints, rect);
}
