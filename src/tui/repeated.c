// SPDX-License-Identifier: MIT
// A look-up costs as long as the caret moves nothing but two comparisons; when it has rested, one
// question to the index and a text a step. What was found stays until the caret is in another
// sentence or the list of briefs has changed.
#include "tui/repeated.h"
#include "library/spread.h"
#include "text/position.h"
#include "text/sentence.h"
#include "tui/ask.h"
#include "tui/dispatch.h"

#include <stdlib.h>

void repeated_release(Repeated *repeated) {
  repeat_give_up(repeated->search);
  repeat_release_places(&repeated->wanted);
  *repeated = (Repeated){0};
}

static uint32_t other_briefs(const RepeatPlaces *places, int64_t own) {
  for (uint32_t i = 0; i < places->count; i++)
    if (places->items[i].brief == own) return places->briefs - 1;
  return places->briefs;
}

// "in 2 other briefs", "in another place of this brief".
static void write_where(uint32_t briefs, uint32_t places, Buffer *out) {
  if (briefs > 0)
    buffer_printf(out, "in %u other brief%s", briefs, briefs == 1 ? "" : "s");
  else if (places == 1)
    buffer_add_string(out, "in another place of this brief");
  else
    buffer_printf(out, "in %u other places of this brief", places);
}

// ---- When

// Is there a text with a caret in it, and nothing over it?
static bool may_look(const App *app) {
  const Session *session = &app->session;
  return session->version && !session->glanced && !session->older && !app->coming &&
         !app->overlay && config_number(app->config, CONFIG_REPEATS);
}

static bool is_looked_up(const App *app) {
  const Repeated *repeated = &app->repeated;
  return repeated->version == app->session.brief.version && repeated->pos == app->session.pos &&
         repeated->loads == app->briefs.loads;
}

void repeated_offer(App *app, int64_t annotation) {
  repeated_interrupt(app);
  app->repeated.offered = annotation;
}

void repeated_interrupt(App *app) {
  Repeated *repeated = &app->repeated;
  if (repeated->search && !repeated->offered) repeated->version = 0; // it was not found out
  repeat_give_up(repeated->search);
  repeated->search = NULL;
  repeated->offered = 0;
}

int repeated_patience(const App *app) {
  enum { REST_MS = 200 };
  if (!may_look(app)) return -1;
  if (app->repeated.search || app->repeated.offered) return 0;
  return app->focus == PANE_TEXT && !is_looked_up(app) ? REST_MS : -1;
}

// ---- Looking

static void start_offer(App *app) {
  Repeated *repeated = &app->repeated;
  Session *session = &app->session;
  ShownPlace place;
  Span passage;
  if (!shown_find(app->library, repeated->offered, &place) || !place.alive ||
      place.version != session->brief.version ||
      !positions_to_bytes(session->version->positions, place.annotation.span, &passage)) {
    repeated->offered = 0;
    return;
  }
  repeated->search = repeat_start(app->library, session->version, place.version, passage);
}

static void start_at_caret(App *app) {
  Repeated *repeated = &app->repeated;
  const Session *session = &app->session;
  Span sentence = sentence_at(session->version, session->pos);
  bool known = repeated->version == session->brief.version &&
               repeated->loads == app->briefs.loads && span_equal(repeated->sentence, sentence);
  repeated->pos = session->pos;
  if (known) return;
  repeated->version = session->brief.version;
  repeated->loads = app->briefs.loads;
  repeated->sentence = sentence;
  repeated->briefs = repeated->places = 0;
  repeated->search = repeat_start(app->library, session->version, session->brief.version, sentence);
}

static void say_offer(App *app, const RepeatPlaces *places) {
  Buffer where = {0}, keys = {0};
  keymap_write_keys(app->keymap, ACTION_ANNOTATE_EVERYWHERE, MODE_TEXT, 1, &keys);
  write_where(other_briefs(places, app->session.brief.key), places->count, &where);
  app_say(app, "also %s: %s annotates it there too", where.ptr,
          keys.len ? keys.ptr : ":annotate-everywhere");
  buffer_release(&where);
  buffer_release(&keys);
}

// What cannot be read is not offered.
static void end_offer(App *app, RepeatPlaces *places) {
  Error ignored = {0};
  Annotation annotation = {0};
  int64_t key = app->repeated.offered;
  app->repeated.offered = 0;
  if (annotation_get(app->library, key, &annotation, &ignored) &&
      spread_leave_out(app->library, &annotation, places, &ignored) && places->count > 0)
    say_offer(app, places);
  annotation_release(&annotation);
}

static void end_search(App *app) {
  Repeated *repeated = &app->repeated;
  RepeatPlaces places;
  Error ignored = {0};
  bool found = repeat_end(repeated->search, &places, &ignored);
  repeated->search = NULL;
  if (repeated->offered) {
    end_offer(app, &places);
  } else if (found) {
    repeated->places = places.count;
    repeated->briefs = other_briefs(&places, app->session.brief.key);
  }
  repeat_release_places(&places);
}

void repeated_step(App *app) {
  Repeated *repeated = &app->repeated;
  if (!repeated->search && repeated->offered)
    start_offer(app);
  else if (!repeated->search)
    start_at_caret(app);
  else if (!repeat_step(repeated->search))
    end_search(app);
}

void repeated_write(const App *app, Buffer *out) {
  const Repeated *repeated = &app->repeated;
  const Session *session = &app->session;
  if (!may_look(app) || app->focus != PANE_TEXT || repeated->places == 0 ||
      repeated->version != session->brief.version ||
      !span_contains(repeated->sentence, session->pos))
    return;
  buffer_add_string(out, "also ");
  write_where(repeated->briefs, repeated->places, out);
  buffer_add_string(out, ": ");
  keymap_write_keys(app->keymap, ACTION_REPEATS, MODE_TEXT, 1, out);
}

// ---- Annotating the other places

static void annotate_everywhere(App *app, int64_t value) {
  Error err = {0};
  Repeated *repeated = &app->repeated;
  int64_t change = 0;
  Annotation annotation = {0};
  (void)value;
  if (!annotation_get(app->library, repeated->asked, &annotation, &err)) {
    app_say(app, "another program has deleted the annotation");
    return;
  }
  bool made = spread_make(app->library, &annotation, &repeated->wanted, &change, &err);
  annotation_release(&annotation);
  if (!made) {
    app_fail(app, &err);
    return;
  }
  Buffer where = {0}, undo = {0};
  write_where(other_briefs(&repeated->wanted, app->session.brief.key), repeated->wanted.count,
              &where);
  keymap_write_keys(app->keymap, ACTION_UNDO_KEY, MODE_TEXT, 1, &undo);
  app_changed(app);
  briefs_load(app);
  app_say(app, "annotated %s too: %s takes it back", where.ptr, undo.ptr);
  buffer_release(&where);
  buffer_release(&undo);
}

static void ask_everywhere(App *app) {
  Buffer question = {0}, where = {0};
  const RepeatPlaces *wanted = &app->repeated.wanted;
  write_where(other_briefs(wanted, app->session.brief.key), wanted->count, &where);
  buffer_printf(&question, "Annotate this passage %s too", where.ptr);
  if (wanted->count > wanted->briefs) buffer_printf(&question, " (%u places)", wanted->count);
  buffer_add_string(&question, "?");
  ask_open(app, question.ptr, annotate_everywhere, 0);
  buffer_release(&question);
  buffer_release(&where);
}

// The annotation at the caret, else the one that was made last: `.` has gone on from it.
void tui_do_ANNOTATE_EVERYWHERE(App *app, const Call *call) {
  Error err = {0};
  const Session *session = &app->session;
  Repeated *repeated = &app->repeated;
  (void)call;
  int32_t here = session_annotation_here(session);
  int64_t key = here >= 0 ? session->annotations.items[here].key : session->annotation;
  Annotation annotation = {0};
  repeat_release_places(&repeated->wanted);
  if (!key) {
    app_say(app, "there is no annotation at the caret");
  } else if (!annotation_get(app->library, key, &annotation, &err) ||
             !spread_find(app->library, &annotation, &repeated->wanted, &err)) {
    app_fail(app, &err);
  } else if (repeated->wanted.count == 0) {
    app_say(app, "there is no other place of this passage that lacks the annotation");
  } else {
    repeated->asked = key;
    ask_everywhere(app);
  }
  annotation_release(&annotation);
}
