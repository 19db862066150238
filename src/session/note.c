// SPDX-License-Identifier: MIT
// From a footnote mark to its note and back. A note may have several marks: from a note the way
// goes to the mark that the reader came from, and when he comes back from there by other ways, to
// the mark after it.
#include "session/act.h"

#include "text/sentence.h"
#include "text/view.h"

// The mark at the caret, else the next one in its sentence: marks stand behind the stop, the caret
// seldom does.
static int32_t find_reference(const Session *session) {
  const Version *version = session->version;
  uint32_t index = version_reference_from(version, session->pos);
  if (index == version->reference_count) return VERSION_NONE;
  Span mark = version->references[index].span;
  return mark.start < sentence_at(version, session->pos).end ? (int32_t)index : VERSION_NONE;
}

// The first mark of a note from index `from` on, going round.
static int32_t next_reference(const Version *version, int32_t note, uint32_t from) {
  for (uint32_t step = 0; step < version->reference_count; step++) {
    uint32_t index = (from + step) % version->reference_count;
    if (version->references[index].note == note) return (int32_t)index;
  }
  return VERSION_NONE;
}

static bool go_to_reference(Act *act, int32_t note) {
  Session *session = act->session;
  const Version *version = session->version;
  int32_t hint = session->next_reference;
  bool known = hint >= 0 && version->references[hint].note == note;
  int32_t found = known ? hint : next_reference(version, note, 0);
  if (found < 0) {
    return error_set(act->err, ERROR_NOTHING, "no mark in the text names this footnote");
  }
  session_move_to(session, version->references[found].span.start, true);
  session->next_reference = next_reference(version, note, (uint32_t)found + 1);
  if (version->notes[note].reference_count > 1) {
    act_say(act, "one of %u marks of this footnote", version->notes[note].reference_count);
  }
  return true;
}

// What an Ibid. finally means, or that it is not known.
static void say_meaning(Act *act, const Note *note) {
  const Version *version = act->session->version;
  if (!note->back) return;
  int32_t meant = note->root != VERSION_NONE ? note->root : note->target;
  if (meant == VERSION_NONE) {
    act_say(act, "what this footnote refers back to was not found");
    return;
  }
  const Note *root = &version->notes[meant];
  act_say(act, "stands for footnote %.*s: ", (int)root->label.len, root->label.ptr);
  act_say_words(act, root->body);
}

bool session_do_NOTE_GO(Act *act) {
  if (!act_need_brief(act)) return false;
  Session *session = act->session;
  const Version *version = session->version;
  int32_t inside = version_note_at(version, session->pos);
  if (inside != VERSION_NONE) return go_to_reference(act, inside);
  int32_t reference = find_reference(session);
  if (reference == VERSION_NONE) {
    return error_set(act->err, ERROR_NOTHING, "there is no footnote mark at the caret");
  }
  const Note *note = &version->notes[version->references[reference].note];
  session_move_to(session, note->span.start, true);
  session->next_reference = reference;
  say_meaning(act, note);
  return true;
}
