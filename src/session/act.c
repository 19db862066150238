// SPDX-License-Identifier: MIT
// Running an act: from the word to its handler, by a table that the rows of command/actions.def
// fill. A session action without a handler does not link; a screen action has none here and is
// refused.
#include "session/act.h"

#include "base/safe.h"
#include "base/utf8.h"
#include "text/view.h"

#include <stdlib.h>

enum {
  WORDS_COLUMNS = 44,     // of a passage in a message
  WORDS_BYTES_MAX = 1024, // that are looked at for them
  NUMBER_DIGITS_MAX = 9,
};

static ActHandler *const handlers[ACTION_COUNT] = {
#define SESSION_ACTION(id, name, modes, keys, group, arguments, least, most, help)                 \
  [ACTION_##id] = session_do_##id,
#define SCREEN_ACTION(id, name, modes, keys, group, arguments, least, most, help)
#include "command/actions.def"
};

static bool refuse_older(Error *err) {
  return error_set(err, ERROR_USAGE, "cannot annotate: this is an older version, to be read only");
}

// Does the action do something to annotations or marks?
static bool changes_text(ActionId id) {
  bool reverts = id == ACTION_UNDO || id == ACTION_REDO;
  return id == ACTION_MARK || id == ACTION_TO_MARK ||
         (!reverts && strcmp(action_get(id)->group, "Annotating") == 0);
}

bool session_run_action(Session *session, ActionId id, const char *const *arguments,
                        uint32_t argument_count, uint32_t count, SessionResult *result,
                        Error *err) {
  const Action *action = action_get(id);
  if (!action->session) {
    return error_set(err, ERROR_USAGE, "cannot run '%s': it needs the screen", action->name);
  }
  if (!action_takes(action, argument_count, err)) return false;
  if (session->older && changes_text(id)) return refuse_older(err);
  Act act = {session, arguments, argument_count, count, result, err};
  uint32_t changes_before = result->change_count;
  bool ok = handlers[id](&act);
  if (result->change_count == changes_before) return ok;
  Error why = {0};
  if (act_keep_up(session, &why) || !ok) return ok;
  *err = why;
  return false;
}

bool session_run(Session *session, const Command *command, uint32_t count, SessionResult *result,
                 Error *err) {
  if (command->count == 0) return true;
  ActionId id = action_find(slice_of(command->words[0]));
  if (id == ACTION_NONE) {
    ActionId nearest = action_nearest(slice_of(command->words[0]));
    error_set(err, ERROR_USAGE, "cannot run '%s': there is no such command", command->words[0]);
    if (nearest != ACTION_NONE) error_hint(err, "did you mean '%s'?", action_get(nearest)->name);
    return false;
  }
  return session_run_action(session, id, command->words + 1, command->count - 1, count, result,
                            err);
}

// ---- Results

void session_result_clear(SessionResult *result) {
  result->change_count = 0;
  result->made = 0;
  buffer_clear(&result->message);
  buffer_clear(&result->lines);
  buffer_clear(&result->file);
}

void session_result_release(SessionResult *result) {
  free(result->changes);
  buffer_release(&result->message);
  buffer_release(&result->lines);
  buffer_release(&result->file);
  *result = (SessionResult){0};
}

void act_add_change(Act *act, int64_t change) {
  SessionResult *result = act->result;
  if (change == 0) return;
  result->changes = memory_grow(result->changes, result->change_count, &result->change_capacity,
                                sizeof *result->changes);
  result->changes[result->change_count++] = change;
}

void act_say(Act *act, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  buffer_vprintf(&act->result->message, format, arguments);
  va_end(arguments);
}

// Only so much of a long span is looked at as can be shown.
static Span first_part(const Version *version, Span span) {
  if (span_len(span) <= WORDS_BYTES_MAX) return span;
  uint32_t end = span.start + WORDS_BYTES_MAX;
  return span_make(span.start, (uint32_t)utf8_before(version->text.ptr, end + 1));
}

// Quotation marks inside quotation marks: “ and ” become ‘ and ’, which have as many bytes.
static void soften_quotes(Buffer *words) {
  for (size_t at = 0; at + 2 < words->len; at++) {
    unsigned char last = (unsigned char)words->ptr[at + 2];
    if (memcmp(words->ptr + at, "\xe2\x80", 2) == 0 && (last == 0x9c || last == 0x9d))
      words->ptr[at + 2] = (char)(last - 4);
  }
}

void act_say_words(Act *act, Span span) {
  const Version *version = act->session->version;
  if (!version || span.end > version->text.len) return;
  Buffer words = {0};
  view_append(version, first_part(version, span), VIEW_WITHOUT_REFERENCES, &words);
  soften_quotes(&words);
  buffer_add_string(&act->result->message, "“");
  safe_append_fit(&act->result->message, buffer_slice(&words), SAFE_UNICODE, WORDS_COLUMNS);
  buffer_add_string(&act->result->message, "”");
  buffer_release(&words);
}

// ---- What handlers ask

uint32_t act_times(const Act *act) {
  return act->count ? act->count : 1;
}

bool act_need_brief(Act *act) {
  return act->session->version != NULL || error_set(act->err, ERROR_USAGE, "no brief is open");
}

bool act_parse_number(const char *word, uint32_t *number) {
  size_t len = strlen(word);
  if (len == 0 || len > NUMBER_DIGITS_MAX || strspn(word, "0123456789") != len) return false;
  *number = (uint32_t)strtoul(word, NULL, 10);
  return true;
}

uint32_t act_cluster_end(const Version *version, uint32_t pos) {
  if (pos >= version->text.len) return (uint32_t)version->text.len;
  uint32_t code_point;
  uint32_t len = utf8_decode(slice_cut(version->text, pos, version->text.len), &code_point, NULL);
  return motion_widen(version, span_make(pos, pos + len)).end;
}

uint32_t act_last_cluster(const Version *version, Span span) {
  uint32_t before = (uint32_t)utf8_before(version->text.ptr, span.end);
  return motion_widen(version, span_make(before, span.end)).start;
}
