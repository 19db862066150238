// SPDX-License-Identifier: MIT
// `postil marks`: the places of a brief that the reader has marked with a letter. They are the same
// marks as the screen's `m` and `'`, by the same code; no changes, so nothing undoes them.
#include "cli/run.h"
#include "cli/table.h"
#include "codec/json.h"
#include "session/bookmark.h"
#include "text/position.h"
#include "text/sentence.h"
#include "text/view.h"

#include <stdlib.h>
#include <string.h>

// ---- Listing

static void print_json(Run *run, char letter, uint32_t place_cp, Slice words) {
  JsonWriter json = {.out = &run->output.text};
  json_start_object(&json);
  json_member(&json, "mark", slice_make(&letter, 1));
  json_key(&json, "position");
  json_number(&json, place_cp);
  json_key(&json, "sentence");
  json_string(&json, words);
  json_end_object(&json);
  buffer_add_byte(&run->output.text, '\n');
  output_flush(&run->output);
}

static void add_mark(Run *run, Table *table, const Version *version, char letter, uint32_t pos) {
  Buffer words = {0};
  uint32_t place_cp = positions_code_point(version->positions, pos);
  view_append(version, sentence_at(version, pos), VIEW_WITHOUT_REFERENCES, &words);
  if (run->json) {
    print_json(run, letter, place_cp, buffer_slice(&words));
  } else {
    table_add(table, &run->output, slice_make(&letter, 1));
    table_add_number(table, &run->output, place_cp);
    table_add(table, &run->output, buffer_slice(&words));
  }
  buffer_release(&words);
}

static void list(Run *run, const Session *session) {
  Bookmarks marks = bookmark_list(session);
  Table table = {.columns = 3, .right = 1 << 1, .fit = true};
  for (int at = 0; at < BOOKMARK_LETTERS; at++)
    if (marks.pos[at] != BOOKMARK_NONE)
      add_mark(run, &table, session->version, (char)('a' + at), marks.pos[at]);
  table_print(&table, &run->output);
}

// ---- Setting

static bool read_letter(const Run *run, char *letter, Error *err) {
  const char *word = run->words[1];
  *letter = word[0];
  return (word[1] == '\0' && bookmark_is_letter((unsigned char)word[0])) ||
         error_set(err, ERROR_USAGE, "cannot mark '%.40s': marks are the letters a to z", word);
}

static bool read_place(const Run *run, const Session *session, uint32_t *pos, Error *err) {
  const Positions *positions = session->version->positions;
  uint32_t place_cp, count = positions_count(positions);
  *pos = BOOKMARK_NONE;
  if (strcmp(run->words[2], "none") == 0) return true;
  if (!options_number(run->words[2], UINT32_MAX, &place_cp))
    return error_set(err, ERROR_USAGE,
                     "cannot mark '%.40s': a place is a number of code points, or none",
                     run->words[2]);
  if (place_cp >= count)
    return error_set(err, ERROR_USAGE, "cannot mark %u: the text has %u code points", place_cp,
                     count);
  *pos = positions_byte(positions, place_cp);
  return true;
}

static bool set(Run *run, Session *session, Error *err) {
  char letter;
  uint32_t pos;
  return read_letter(run, &letter, err) && read_place(run, session, &pos, err) &&
         bookmark_set(session, letter, pos, err);
}

int run_marks(Run *run, Error *err) {
  Session session;
  int64_t key = 0;
  bool sets = run->word_count == 3;
  if (run->word_count == 2) {
    error_set(err, ERROR_USAGE, "cannot mark: say where, in code points, or none");
    return 0;
  }
  if (!run_open_library(run, sets ? LIBRARY_CHANGE : LIBRARY_READ, err) ||
      !brief_find(run->library, run->words[0], &key, err))
    return 0;
  session_init(&session, run->library);
  session.headless = true;
  if (session_open(&session, key, NULL, err)) {
    if (sets)
      set(run, &session, err);
    else
      list(run, &session);
  }
  session_release(&session);
  return 0;
}
