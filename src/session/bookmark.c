// SPDX-License-Identifier: MIT
// Marks by letter, and the acts on them. The setting of a brief is "a=12 c=400": places in code
// points, so that other programs cut the same passage. What else stands there is passed over: the
// library's file may come from anywhere.
#include "session/bookmark.h"

#include "session/act.h"
#include "text/position.h"

#include <stdio.h>
#include <stdlib.h>

enum { NAME_SIZE = UUID_SIZE + 8 };

static void write_name(const Session *session, char name[NAME_SIZE]) {
  snprintf(name, NAME_SIZE, "marks/%s", session->brief.id);
}

bool bookmark_is_letter(uint32_t code_point) {
  return code_point >= 'a' && code_point <= 'z';
}

// ---- What is kept

static void read_mark(const Session *session, Slice entry, Bookmarks *marks) {
  enum { DIGITS_MAX = 9 };
  const Positions *positions = session->version->positions;
  bool whole = entry.len > 2 && entry.len <= 2 + DIGITS_MAX && entry.ptr[1] == '=' &&
               bookmark_is_letter((unsigned char)entry.ptr[0]);
  uint32_t place_cp = 0;
  for (size_t i = 2; whole && i < entry.len; i++) {
    whole = entry.ptr[i] >= '0' && entry.ptr[i] <= '9';
    place_cp = place_cp * 10 + (uint32_t)(entry.ptr[i] - '0');
  }
  if (!whole) return;
  uint32_t end = positions_count(positions);
  marks->pos[entry.ptr[0] - 'a'] = positions_byte(positions, place_cp < end ? place_cp : end);
}

Bookmarks bookmark_list(const Session *session) {
  Bookmarks marks;
  for (int letter = 0; letter < BOOKMARK_LETTERS; letter++) marks.pos[letter] = BOOKMARK_NONE;
  if (!session->version) return marks;
  char name[NAME_SIZE];
  write_name(session, name);
  char *value = library_setting(session->library, name);
  for (const char *rest = value; rest && *rest;) {
    size_t len = strcspn(rest, " ");
    read_mark(session, slice_make(rest, len), &marks);
    rest += len + (rest[len] == ' ');
  }
  free(value);
  return marks;
}

bool bookmark_set(Session *session, char letter, uint32_t pos, Error *err) {
  if (!session->version) return error_set(err, ERROR_USAGE, "no brief is open");
  char name[NAME_SIZE];
  Buffer value = {0};
  Bookmarks marks = bookmark_list(session);
  marks.pos[letter - 'a'] = pos;
  for (int at = 0; at < BOOKMARK_LETTERS; at++) {
    if (marks.pos[at] == BOOKMARK_NONE) continue;
    buffer_printf(&value, "%s%c=%u", value.len ? " " : "", 'a' + at,
                  positions_code_point(session->version->positions, marks.pos[at]));
  }
  write_name(session, name);
  bool ok = library_set_setting(session->library, name, buffer_slice(&value), err);
  buffer_release(&value);
  return ok;
}

// ---- Acts

// The letter that an act names, or 0 with an error.
static char letter_of(Act *act) {
  const char *word = act->arguments[0];
  if (word[1] == '\0' && bookmark_is_letter((unsigned char)word[0])) return word[0];
  error_set(act->err, ERROR_USAGE, "marks are the letters a to z, not '%s'", word);
  return 0;
}

bool session_do_MARK(Act *act) {
  char letter = act_need_brief(act) ? letter_of(act) : 0;
  if (!letter || !bookmark_set(act->session, letter, act->session->pos, act->err)) return false;
  act_say(act, "marked: ' %c comes back here", letter);
  return true;
}

bool session_do_TO_MARK(Act *act) {
  if (strcmp(act->arguments[0], "'") == 0) return jump_return(act->session, act->err);
  char letter = act_need_brief(act) ? letter_of(act) : 0;
  if (!letter) return false;
  uint32_t pos = bookmark_list(act->session).pos[letter - 'a'];
  if (pos == BOOKMARK_NONE) {
    return error_set(act->err, ERROR_NOTHING, "there is no mark '%c' in this brief", letter);
  }
  session_move_to(act->session, pos, true);
  return true;
}
