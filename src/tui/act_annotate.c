// SPDX-License-Identifier: MIT
// Actions on annotations that need the screen: pickers, menus, questions, the clipboard. What they
// do to the library is done by actions of the session, or by one call that makes one change.
#include "library/change.h"
#include "text/position.h"
#include "text/sentence.h"
#include "tui/annotationlist.h"
#include "tui/ask.h"
#include "tui/dispatch.h"
#include "tui/editor.h"
#include "tui/menu.h"
#include "tui/overlay.h"
#include "tui/picker.h"

#include <stdlib.h>

static bool may_annotate(App *app) {
  if (app->session.brief.key == 0)
    app_say(app, "no brief is open");
  else if (app->session.older)
    app_say(app, "cannot annotate: this is an older version, to be read only");
  else if (library_read_only(app->library))
    app_say(app, "this library can only be read");
  else
    return true;
  return false;
}

// Does the act mean a row of the annotations pane? *listed is NULL when nothing can be done to it.
static bool means_listed(App *app, const Annotation **listed) {
  if (!(app_mode(app) & MODE_ANNOTATIONS)) return false;
  *listed = annotationlist_chosen(app);
  if (!*listed) app_say(app, "there is no annotation here");
  if (*listed && library_read_only(app->library)) {
    app_say(app, "this library can only be read");
    *listed = NULL;
  }
  return true;
}

// A row of the annotations pane, else what is at the caret. False with a message.
static bool find_subject(App *app, const Call *call, Subject *subject) {
  const Annotation *listed = NULL;
  if (means_listed(app, &listed)) return listed && subject_of_listed(app, listed->key, subject);
  if (!may_annotate(app)) return false;
  *subject = subject_at_caret(app, call->count);
  return true;
}

typedef void OpenFor(App *app, const Subject *subject);

static void open_for_annotation(App *app, const Call *call, OpenFor *open) {
  Subject subject;
  if (!find_subject(app, call, &subject)) return;
  open(app, &subject);
  subject_release(&subject);
}

static void open_for_brief(App *app, OpenFor *open) {
  if (!may_annotate(app)) return;
  Subject brief = subject_of_brief(app);
  open(app, &brief);
  subject_release(&brief);
}

void tui_do_TAG_PICK(App *app, const Call *call) {
  open_for_annotation(app, call, picker_open);
}

void tui_do_COMMENT_EDIT(App *app, const Call *call) {
  open_for_annotation(app, call, editor_open);
}

void tui_do_BRIEF_TAG_PICK(App *app, const Call *call) {
  (void)call;
  open_for_brief(app, picker_open);
}

void tui_do_BRIEF_COMMENT_EDIT(App *app, const Call *call) {
  (void)call;
  open_for_brief(app, editor_open);
}

// ---- Colours

static void choose_colour(App *app, int64_t value) {
  Colour colour = (Colour)value;
  app_edit(app, &app->colour_target, &(AnnotationEdit){.colour = &colour});
}

// `now`: of the annotation; NULL where one is made.
static void open_colours(App *app, const Colour *now) {
  static const MenuRequest request = {
      .title = "colour", .enter = "choose", .numbered = true, .chosen = choose_colour};
  Menu *menu = menu_new(&request);
  for (uint32_t i = 0; i < COLOUR_COUNT; i++)
    menu_add(menu, slice_of(colour_name((Colour)i)), SLICE(""), (Face)(FACE_COLOUR + i), i);
  if (now) menu_set_current(menu, (uint32_t)*now);
  menu_open(app, menu);
}

static void colour_listed(App *app, const Annotation *annotation) {
  Error err = {0};
  if (annotation->whole)
    app_say(app, "it is on the whole brief: it has no colour");
  else if (session_target_listed(&app->session, annotation, &app->colour_target, &err))
    open_colours(app, &annotation->colour);
  else
    app_fail(app, &err);
}

void tui_do_COLOUR_PICK(App *app, const Call *call) {
  const Annotation *listed = NULL;
  if (means_listed(app, &listed)) {
    if (listed) colour_listed(app, listed);
    return;
  }
  if (!may_annotate(app)) return;
  int32_t here = session_annotation_here(&app->session);
  app->colour_target = session_target_now(&app->session, call->count);
  open_colours(app, here >= 0 ? &app->session.annotations.items[here].colour : NULL);
}

// ---- The annotations at the caret

void act_annotate_delete(App *app, int64_t key) {
  Error err = {0};
  int64_t change = 0;
  if (annotation_delete(app->library, &key, 1, &change, &err)) {
    Buffer undo = {0};
    keymap_write_keys(app->keymap, ACTION_UNDO_KEY, MODE_TEXT, 1, &undo);
    app_changed(app);
    app_say(app, "annotation deleted: %s brings it back", buffer_slice(&undo).ptr);
    buffer_release(&undo);
  } else {
    app_fail(app, &err);
  }
}

// Makes it the one that tag, comment and colour act on.
static void choose_annotation(App *app, int64_t key) {
  const Session *session = &app->session;
  for (uint32_t i = 0; i < session->annotations.count; i++) {
    if (session->annotations.items[i].key != key) continue;
    if (!span_contains(session->spans[i], session->pos) && !span_is_empty(session->spans[i]))
      session_move_to(&app->session, session->spans[i].start, true);
    session_set_annotation(&app->session, key);
    if (session->annotations.items[i].whole)
      app_say(app,
              ":edit-brief-comment and :pick-brief-tags change what is said of the whole brief");
  }
}

static void reselect(App *app) {
  if (!may_annotate(app) || !app_run(app, ACTION_RESPAN, 0, NULL, 0)) return;
  if (!app->session.selecting) return;
  Buffer other = {0};
  keymap_write_keys(app->keymap, ACTION_SELECT_OTHER_END, MODE_SELECT, 1, &other);
  app_say(app, "move the end, %s for the other one; Enter takes the passage, Esc leaves it",
          buffer_slice(&other).ptr);
  buffer_release(&other);
}

static void reselect_chosen(App *app, int64_t key) {
  int32_t whole = session_annotation_whole(&app->session);
  if (whole >= 0 && app->session.annotations.items[whole].key == key) {
    app_say(app, "it is on the whole brief: it has no passage");
    return;
  }
  choose_annotation(app, key);
  reselect(app);
}

static void add_row(const App *app, Menu *menu, uint32_t index) {
  Annotation own;
  const Annotation *annotation = &own;
  if (!session_read_annotation(&app->session, (int32_t)index, &own)) return;
  Buffer text = {0}, detail = {0};
  enum { QUOTE_COLUMNS = 48 };
  const char *quote = annotation->whole ? "the whole brief" : annotation->quote;
  safe_append_fit(&text, slice_of(quote), app->screen->mode, QUOTE_COLUMNS);
  if (!annotation->whole && annotation->state == ANNOTATION_ORPHAN)
    buffer_add_string(&detail, "orphan: was here");
  else if (!annotation->whole)
    buffer_add_string(&detail, colour_name(annotation->colour));
  for (uint32_t i = 0; i < annotation->tag_count; i++)
    buffer_printf(&detail, "%s%s", detail.len ? " · " : "", annotation->tags[i]);
  if (annotation->comment[0])
    buffer_printf(&detail, "%s“%s”", detail.len ? " · " : "", annotation->comment);
  menu_add(menu, buffer_slice(&text), buffer_slice(&detail),
           (Face)(FACE_COLOUR + annotation->colour), annotation->key);
  buffer_release(&text);
  buffer_release(&detail);
  annotation_release(&own);
}

// Did an orphan's passage stand in the caret's sentence, or right behind it?
static bool was_here(const Session *session, uint32_t index, Span sentence) {
  uint32_t pos = session->spans[index].start;
  return session->annotations.items[index].orphan && pos >= sentence.start && pos <= sentence.end;
}

// Annotations at the caret and, behind them, orphans that were here and those on the whole brief;
// *here is the number of the first. The caller frees.
static uint32_t *find_here(const App *app, uint32_t *here, uint32_t *count) {
  const Session *session = &app->session;
  uint32_t *at = memory_new((size_t)session->annotations.count + 1, sizeof *at);
  *here = session_annotations_at(session, session->pos, at, session->annotations.count);
  *count = *here;
  Span sentence = sentence_at(session->version, session->pos);
  for (uint32_t i = 0; i < session->annotations.count; i++)
    if (was_here(session, i, sentence)) at[(*count)++] = i;
  for (uint32_t i = 0; i < session->annotations.count; i++)
    if (session->annotations.items[i].whole) at[(*count)++] = i;
  return at;
}

static void open_here_menu(App *app, const uint32_t *at, uint32_t count) {
  static const MenuRequest request = {.title = "annotations at the caret",
                                      .enter = "choose",
                                      .told = true,
                                      .chosen = choose_annotation,
                                      .deleted = act_annotate_delete,
                                      .reselected = reselect_chosen};
  Menu *menu = menu_new(&request);
  for (uint32_t i = 0; i < count; i++) add_row(app, menu, at[i]);
  menu_open(app, menu);
}

void tui_do_ANNOTATIONS_HERE(App *app, const Call *call) {
  uint32_t here, count;
  (void)call;
  if (app->session.brief.key == 0) return;
  uint32_t *at = find_here(app, &here, &count);
  if (count == 0) app_say(app, "there is no annotation at the caret");
  open_here_menu(app, at, count);
  free(at);
}

void tui_do_DELETE_HERE(App *app, const Call *call) {
  uint32_t here, count;
  (void)call;
  if (app->overlay && app->overlay->ops->remove) {
    app->overlay->ops->remove(app, app->overlay);
    return;
  }
  if (!may_annotate(app)) return;
  uint32_t *at = find_here(app, &here, &count);
  if (here == 0)
    app_say(app, "there is no annotation at the caret");
  else if (here == 1)
    act_annotate_delete(app, app->session.annotations.items[at[0]].key);
  else
    open_here_menu(app, at, here);
  free(at);
}

void tui_do_RESELECT(App *app, const Call *call) {
  (void)call;
  if (app->overlay)
    menu_reselect(app);
  else
    reselect(app);
}

// ---- Undo and redo

static void revert(App *app, int64_t value) {
  (void)value;
  app_revert(app);
}

// The brief that the change lies in when that is not the one in view. One that is not there any
// more can only come back: NULL.
static char *other_brief(const App *app, const Change *next) {
  Error ignored = {0};
  Brief other = {0};
  if (next->brief == 0 || next->brief == app_brief_in_view(app) ||
      next->brief == app->session.brief.key ||
      !brief_get(app->library, next->brief, &other, &ignored))
    return NULL;
  char *title = memory_string(slice_of(other.title));
  brief_release(&other);
  return title;
}

// Asks first when the change lies in another brief, or when another program made it. Only that one
// is reverted, whatever another program does until the answer.
static void revert_asking(App *app, const Change *next, uint32_t count, bool redo) {
  char *title = other_brief(app, next);
  bool foreign = elsewhere_made(&app->elsewhere, next->id);
  app->reverting = (SessionRevert){redo, count ? count : 1, next->id};
  if (!title && !foreign) {
    app_revert(app);
    return;
  }
  Buffer question = {0};
  buffer_printf(&question, "%s “%s”", redo ? "Redo" : "Undo", next->what);
  if (title && !change_names(next, title)) buffer_printf(&question, " in “%s”", title);
  if (title && change_has_others(app->library, next))
    buffer_add_string(&question, " and other briefs");
  if (foreign) buffer_add_string(&question, ", which another program did");
  buffer_add_byte(&question, '?');
  ask_open(app, question.ptr, revert, 0);
  buffer_release(&question);
  free(title);
}

void tui_do_UNDO_KEY(App *app, const Call *call) {
  Error err = {0};
  Change next = {0};
  if (!change_next_undo(app->library, &next, &err)) {
    app_fail(app, &err);
    return;
  }
  revert_asking(app, &next, call->count, false);
  change_release(&next);
}

void tui_do_REDO_KEY(App *app, const Call *call) {
  Error err = {0};
  Change next = {0};
  if (!change_next_redo(app->library, &next, &err)) {
    app_fail(app, &err);
    return;
  }
  revert_asking(app, &next, call->count, true);
  change_release(&next);
}

// ---- The clipboard

static void copy(App *app, uint32_t count, bool cited) {
  Session *session = &app->session;
  if (session->brief.key == 0) return;
  Buffer *out = &app->wishes.copy;
  Span target = session_target(session, count);
  CpSpan points = positions_to_code_points(session->version->positions, target);
  buffer_clear(out);
  view_append(session->version, target, cited ? VIEW_WITHOUT_REFERENCES : VIEW_PLAIN, out);
  if (cited) {
    char *citation = brief_citation(&session->brief, session->version, &points);
    buffer_printf(out, " %s", citation);
    free(citation);
  }
  uint32_t count_cp = points.end_cp - points.start_cp;
  app_say(app, "copied %u character%s%s", count_cp, count_cp == 1 ? "" : "s",
          cited ? " with the citation" : "");
  session_select_none(session);
}

void tui_do_COPY(App *app, const Call *call) {
  copy(app, call->count, false);
}

void tui_do_COPY_CITED(App *app, const Call *call) {
  copy(app, call->count, true);
}
