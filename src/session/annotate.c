// SPDX-License-Identifier: MIT
// Annotating: each act is one change of the library.
//
// `tag` and `comment` act on an annotation that is there, or make one and give it the tags or the
// comment in the same change. Which it is:
//
//                  a selection            none
//   screen         new, on it             at the caret: that one; else new, on the sentence
//   headless       the current one if there is one, else as on the screen
//
// A script's current annotation may have been deleted by another process since; that counts as
// none.
#include "session/act.h"

#include "library/tag.h"
#include "text/position.h"
#include "text/sentence.h"

#include <stdlib.h>

// ---- Making one

Colour act_usual_colour(const Session *session) {
  return (Colour)config_number(session->config, CONFIG_HIGHLIGHT_COLOUR);
}

static void make_current(Session *session, const AnnotationAdded *added, Span span) {
  session->annotation = added->key;
  memcpy(session->annotation_id, added->id, sizeof added->id);
  session->annotation_span = span;
}

// The selection has served: with a screen it is only remembered, a script may go on with it.
static void end_selection(Session *session, Span span) {
  bool was_selection = session->selecting || session->selected;
  if (was_selection) session->selection = span;
  session->selecting = false;
  session->selected = was_selection && session->headless;
}

// Fills in brief and span of the request and makes the annotation, which becomes the current one.
bool act_add_annotation(Act *act, Span span, AnnotationRequest request) {
  Session *session = act->session;
  AnnotationAdded added;
  if (span_is_empty(span)) {
    return error_set(act->err, ERROR_USAGE, "there is no text to annotate here");
  }
  request.brief = session->brief.key;
  request.span = positions_to_code_points(session->version->positions, span);
  if (!annotation_add(session->library, &request, &added, act->err)) return false;
  act_add_change(act, added.change);
  act->result->made = added.key;
  end_selection(session, span);
  make_current(session, &added, span);
  session->last_colour = request.colour;
  session->last_tagged = request.tag_count > 0;
  return true;
}

// ---- Changing one

static bool is_alive(const Session *session) {
  Annotation annotation = {0};
  Error ignored = {0};
  if (!annotation_find(session->library, session->annotation_id, &annotation, &ignored))
    return false;
  annotation_release(&annotation);
  return true;
}

// Is there an annotation to change? Makes it the current one.
static bool find_current(Act *act, bool *found) {
  Session *session = act->session;
  *found = session->headless && !session->selecting && session->annotation != 0;
  if (*found || !span_is_empty(session_selection(session))) return true;
  if (!act_read_annotations(session, act->err)) return false;
  int32_t here = session_annotation_here(session);
  *found = here >= 0;
  if (*found) session_set_annotation(session, session->annotations.items[here].key);
  return true;
}

bool act_need_annotation(Act *act) {
  bool found;
  if (!act_need_brief(act) || !find_current(act, &found)) return false;
  return found || error_set(act->err, ERROR_NOTHING, "there is no annotation here");
}

// Changes the current annotation. *gone (may be NULL): it failed because that is no longer there.
static bool edit_current(Act *act, const AnnotationEdit *edit, bool *gone) {
  Session *session = act->session;
  int64_t change = 0;
  if (annotation_edit(session->library, session->annotation, edit, &change, act->err)) {
    act_add_change(act, change);
    return true;
  }
  if (gone) *gone = !is_alive(session);
  return false;
}

// Changes the annotation that is there, or makes one like `request`.
static bool edit_or_add(Act *act, const AnnotationEdit *edit, const AnnotationRequest *request) {
  Session *session = act->session;
  bool found, gone = false;
  if (!act_need_brief(act) || !find_current(act, &found)) return false;
  if (found) {
    Error why = {0};
    Act attempt = *act;
    attempt.err = &why;
    if (edit_current(&attempt, edit, &gone)) return true;
    if (!gone || !session->selected) {
      *act->err = why;
      return false;
    }
  }
  return act_add_annotation(act, session_target(session, act->count), *request);
}

// ---- Colours

static bool parse_colour(Act *act, const char *name, Colour *colour) {
  if (colour_parse(slice_of(name), colour)) return true;
  error_set(act->err, ERROR_USAGE, "cannot take '%s' for a colour: there is none of that name",
            name);
  Buffer names = {0};
  for (int each = 0; each < COLOUR_COUNT; each++) {
    buffer_printf(&names, "%s%s", each ? ", " : "", colour_name((Colour)each));
  }
  error_hint(act->err, "the colours are %s", names.ptr);
  buffer_release(&names);
  return false;
}

bool session_do_HIGHLIGHT(Act *act) {
  Colour colour = act_usual_colour(act->session);
  if (!act_need_brief(act)) return false;
  if (act->argument_count > 0 && !parse_colour(act, act->arguments[0], &colour)) return false;
  Span span = session_target(act->session, act->count);
  if (!act_add_annotation(act, span, (AnnotationRequest){.colour = colour})) return false;
  act_say(act, "highlighted: ");
  act_say_words(act, span);
  return true;
}

bool session_do_COLOUR(Act *act) {
  Colour colour;
  if (!parse_colour(act, act->arguments[0], &colour) || !act_need_annotation(act)) return false;
  if (!edit_current(act, &(AnnotationEdit){.colour = &colour}, NULL)) return false;
  act->session->last_colour = colour;
  act_say(act, "%s: ", colour_name(colour));
  act_say_words(act, act->session->annotation_span);
  return true;
}

// ---- Tags

typedef struct Tags {
  char **paths;
  uint32_t count;
} Tags;

static void release_tags(Tags *tags) {
  for (uint32_t at = 0; at < tags->count; at++) free(tags->paths[at]);
  free(tags->paths);
  *tags = (Tags){0};
}

// The arguments in the one form that tags have.
static bool read_tags(Act *act, Tags *tags) {
  *tags = (Tags){.paths = memory_new(act->argument_count, sizeof *tags->paths)};
  for (uint32_t at = 0; at < act->argument_count; at++) {
    char *path = tag_normalise(act->arguments[at], act->err);
    if (!path) {
      release_tags(tags);
      return false;
    }
    tags->paths[tags->count++] = path;
  }
  return true;
}

static void say_tags(Act *act, const char *did, const Tags *tags) {
  act_say(act, "%s ", did);
  for (uint32_t at = 0; at < tags->count; at++) {
    act_say(act, "%s%s", at ? ", " : "", tags->paths[at]);
  }
  act_say(act, ": ");
  act_say_words(act, act->session->annotation_span);
}

void act_remember_tags(Session *session, const char *const *paths, uint32_t count) {
  Tags last = {session->last_tags, session->last_tag_count};
  char **copies = memory_new(count, sizeof *copies);
  for (uint32_t at = 0; at < count; at++) copies[at] = memory_string(slice_of(paths[at]));
  release_tags(&last);
  session->last_tags = copies;
  session->last_tag_count = count;
  session->last_tagged = true;
}

// What is said of tags that were put on, once it is known whether that changed anything.
static const char *tagged(const Act *act, uint32_t changes_before) {
  return act->result->change_count > changes_before ? "tagged" : "tagged already";
}

static bool put_tags(Act *act, const Tags *tags) {
  uint32_t changes = act->result->change_count;
  const char *const *paths = (const char *const *)tags->paths;
  AnnotationEdit edit = {.add_tags = paths, .add_count = tags->count};
  AnnotationRequest request = {
      .colour = act_usual_colour(act->session), .tags = paths, .tag_count = tags->count};
  if (!edit_or_add(act, &edit, &request)) return false;
  say_tags(act, tagged(act, changes), tags);
  return true;
}

bool session_do_TAG(Act *act) {
  Tags tags;
  if (!read_tags(act, &tags)) return false;
  bool ok = put_tags(act, &tags);
  if (ok) act_remember_tags(act->session, (const char *const *)tags.paths, tags.count);
  release_tags(&tags);
  return ok;
}

bool session_do_TAG_AGAIN(Act *act) {
  Session *session = act->session;
  if (session->last_tag_count == 0) {
    return error_set(act->err, ERROR_NOTHING, "no tag was given yet that could be given again");
  }
  return put_tags(act, &(Tags){session->last_tags, session->last_tag_count});
}

bool session_do_UNTAG(Act *act) {
  Tags tags;
  if (!act_need_annotation(act) || !read_tags(act, &tags)) return false;
  AnnotationEdit edit = {.remove_tags = (const char *const *)tags.paths,
                         .remove_count = tags.count};
  bool ok = edit_current(act, &edit, NULL);
  if (ok) say_tags(act, "untagged", &tags);
  release_tags(&tags);
  return ok;
}

// ---- Comments

bool session_do_COMMENT(Act *act) {
  const char *comment = act->arguments[0];
  bool clears = comment[0] == '\0';
  AnnotationEdit edit = {.comment = comment};
  AnnotationRequest request = {.colour = act_usual_colour(act->session), .comment = comment};
  bool ok = clears ? act_need_annotation(act) && edit_current(act, &edit, NULL)
                   : edit_or_add(act, &edit, &request);
  if (!ok) return false;
  act_say(act, clears ? "comment removed: " : "commented: ");
  act_say_words(act, act->session->annotation_span);
  return true;
}

// ---- The same again, and away with it

// Goes on by sentences; false at the last one.
static bool go_on(Session *session, uint32_t times) {
  uint32_t start = session->pos;
  for (; times > 0; times--) {
    session_move_to(session, sentence_next(session->version, session->pos, session->hidden), false);
  }
  return session->pos != start;
}

// What is to be annotated like the last one: right after an annotation of the sentence at the caret
// that is the next sentence, so that H . . marks three sentences and none of them twice.
static bool find_repeated(Act *act, Span *span) {
  Session *session = act->session;
  session_select_none(session);
  *span = session_target(session, act->count);
  if (session->annotation == 0 || !span_equal(*span, session->annotation_span)) return true;
  if (!go_on(session, act_times(act))) {
    return error_set(act->err, ERROR_NOTHING, "there is no further sentence to annotate");
  }
  *span = session_target(session, act->count);
  return true;
}

bool session_do_REPEAT(Act *act) {
  Session *session = act->session;
  Span span;
  if (!act_need_brief(act) || !find_repeated(act, &span)) return false;
  AnnotationRequest request = {.colour = session->last_colour};
  if (session->last_tagged) {
    request.tags = (const char *const *)session->last_tags;
    request.tag_count = session->last_tag_count;
  }
  if (!act_add_annotation(act, span, request)) return false;
  if (request.tag_count > 0) {
    say_tags(act, "tagged", &(Tags){session->last_tags, session->last_tag_count});
  } else {
    act_say(act, "highlighted: ");
    act_say_words(act, span);
  }
  go_on(session, act_times(act));
  return true;
}

bool session_do_DELETE(Act *act) {
  Session *session = act->session;
  int64_t change = 0;
  if (!act_need_brief(act)) return false;
  if (session->annotation == 0 && !act_need_annotation(act)) return false;
  if (!annotation_delete(session->library, &session->annotation, 1, &change, act->err)) {
    if (is_alive(session)) return false;
    *act->err = (Error){0};
  }
  act_add_change(act, change);
  session->annotation = 0;
  act_say(act, change ? "deleted: " : "was deleted already: ");
  act_say_words(act, session->annotation_span);
  return true;
}
