// SPDX-License-Identifier: MIT
// What readers are promised of footnotes, panes, counts and keys, where no other test shows it.
#include "support/check.h"
#include "support/stage.h"

#define VELNA "data/briefs/velna-compact.txt"

static const char two_marks[] =
    "Two Marks\n\nThe first sentence has a mark.[1] The second one has another.[2]\n\nThe last one "
    "refers to the first again.[1]\n\nNotes\n\n[1] A first note.\n[2] A second note.\n";

static const char far_marks[] =
    "Far Marks\n\nThe first paragraph has a "
    "mark.[1]\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n\n"
    "Six.\n\nSeven.\n\nEight.\n\nNine.\n\nTen.\n\nEleven.\n\nTwelve.\n\nThirteen.\n\nThe end has "
    "one too.[2]\n\nNotes\n\n[1] Alpha, p. 1.\n\n[2] Omega, p. 2.\n";

static Stage open_text(const char *text, uint32_t rows, uint32_t columns) {
  Stage stage = stage_open(rows, columns);
  stage_open_brief(&stage, stage_add(&stage, "text.txt", text));
  return stage;
}

static uint32_t row_of_note(const Stage *stage, int32_t note) {
  const Notes *notes = &stage->app->notes;
  for (uint32_t i = 0; i < notes->shown_count; i++)
    if (notes->shown[i].note == note) return notes->shown[i].row;
  return UINT32_MAX;
}

// ---- Footnotes

static void side_notes_stand_level_with_their_marks(void **state) {
  (void)state;
  Stage stage = open_text(far_marks, 45, 160);
  const Version *version = stage.app->session.version;
  assert_true(stage.app->frame.notes_beside);
  for (uint32_t i = 0; i < 2; i++) {
    uint32_t row, column;
    assert_true(reader_find_cell(stage.app, version->references[i].span.start, &row, &column));
    assert_int_equal(row_of_note(&stage, (int32_t)i), row);
  }
  stage_close(&stage);
}

static void notes_below_follow_and_take_only_the_rows_they_need(void **state) {
  (void)state;
  Stage stage = open_text(far_marks, 24, 80);
  const Frame *frame = &stage.app->frame;
  assert_int_equal(frame->panes[PANE_NOTES].rows, 2); // the line above it is one
  stage_shows(&stage, "[1] Alpha, p. 1.");
  stage_lacks(&stage, "[2] Omega, p. 2.");
  stage_play(&stage, "/Eight<Enter><Esc>");
  stage_play(&stage, "^D");
  stage_lacks(&stage, "[1] Alpha, p. 1.");
  stage_close(&stage);
}

static void without_marks_in_view_the_text_has_all_rows(void **state) {
  (void)state;
  Stage stage = open_text(far_marks, 14, 80);
  uint32_t rows = stage.app->reader.rect.rows;
  stage_play(&stage, "/Five<Enter>");
  assert_true(stage.app->reader.rect.rows > rows);
  assert_int_equal(stage.app->frame.panes[PANE_NOTES].rows, 0);
  stage_close(&stage);
}

static void from_a_note_one_walks_to_all_its_marks(void **state) {
  (void)state;
  Stage stage = open_text(two_marks, 30, 100);
  const Session *session = &stage.app->session;
  assert_int_equal(session->version->reference_count, 3);
  uint32_t first = session->version->references[0].span.start;
  uint32_t last = session->version->references[2].span.start;
  stage_play(&stage, "]fgf");
  assert_int_equal(version_note_at(session->version, session->pos), 0);
  stage_play(&stage, "gf");
  assert_int_equal(session->pos, first);
  stage_shows(&stage, "one of 2 marks of this footnote");
  stage_play(&stage, "gf"); // where one came from …
  assert_int_equal(version_note_at(session->version, session->pos), 0);
  stage_play(&stage, "gf");
  assert_int_equal(session->pos, first);
  stage_play(&stage, "^Ogf"); // … and, having looked there, on to the next
  assert_int_equal(session->pos, last);
  stage_play(&stage, "^Ogf");
  assert_int_equal(session->pos, first);
  stage_close(&stage);
}

static void a_note_is_annotated_like_any_text(void **state) {
  (void)state;
  Stage stage = open_text(two_marks, 30, 100);
  stage_play(&stage, "]fgfw");
  stage_play(&stage, "vinHga");
  stage_shows(&stage, "A first note.");
  assert_string_equal(stage_annotation(&stage, 0)->quote, "A first note.");
  stage_close(&stage);
}

static void an_annotation_reaches_over_paragraphs_into_a_note(void **state) {
  (void)state;
  Stage stage = open_text(two_marks, 30, 100);
  stage_play(&stage, "/another<Enter>");
  stage_play(&stage, "vGH");
  assert_int_equal(stage.app->session.annotations.count, 1);
  const char *quote = stage_annotation(&stage, 0)->quote;
  assert_non_null(strstr(quote, "The last one refers"));
  assert_non_null(strstr(quote, "[2] A second"));
  stage_close(&stage);
}

// ---- Panes

static void each_pane_can_have_the_screen_alone(void **state) {
  (void)state;
  static const char *const ways[PANE_COUNT] = {
      [PANE_LIST] = "L", [PANE_TEXT] = "", [PANE_NOTES] = "<Tab>"};
  for (PaneId pane = 0; pane < PANE_COUNT; pane++) {
    Stage stage = open_text(far_marks, 45, 160);
    const Frame *frame = &stage.app->frame;
    stage_play(&stage, ways[pane]);
    assert_int_equal(stage.app->focus, pane);
    assert_true(frame->shown[PANE_TEXT] && frame->shown[PANE_NOTES]);
    stage_play(&stage, "z");
    for (PaneId other = 0; other < PANE_COUNT; other++)
      assert_int_equal(frame->shown[other] && frame->panes[other].columns > 0, other == pane);
    stage_play(&stage, "z");
    assert_true(frame->shown[PANE_TEXT] && frame->shown[PANE_NOTES]);
    stage_close(&stage);
  }
}

// ---- Counts

// From where a motion can be made three times each way, `3x` does what `xxx` does.
static void every_motion_takes_a_count(void **state) {
  (void)state;
  static const char *const motions[] = {"j",  "k",  "l",  "h",       "w",  "b",  "e",  ")",
                                        "(",  "}",  "{",  "n",       "]f", "[f", "]a", "[a",
                                        "]]", "[[", "^D", "<Space>", "-",  "^U"};
  for (size_t i = 0; i < sizeof motions / sizeof *motions; i++) {
    uint32_t ends[2];
    for (uint32_t counted = 0; counted < 2; counted++) {
      Stage stage = stage_open_file("data/briefs/night-trains.txt", 12, 60);
      stage_play(&stage, "H))H))H))H))H))H))H))H/the<Enter>50%");
      uint32_t from = stage.app->session.pos;
      if (counted) stage_play(&stage, "3");
      for (uint32_t times = counted ? 1 : 3; times > 0; times--) stage_play(&stage, motions[i]);
      ends[counted] = stage.app->session.pos;
      bool stays = strchr("]f[f", motions[i][1]) && motions[i][1] == 'f'; // it has no footnotes
      if (!stays) assert_int_not_equal(ends[counted], from);
      stage_close(&stage);
    }
    if (ends[0] != ends[1]) fail_msg("3%s is not %s three times", motions[i], motions[i]);
  }
}

// ---- Keys

typedef struct Known {
  uint32_t modes;
  const char *keys; // divided by blanks, all of them do it
  ActionId id;
} Known;

// The keys of vim, less, newsboat and mutt where these agree.
static const Known known[] = {
    {MODE_ANY, "j <Down>", ACTION_LINE_DOWN},
    {MODE_ANY, "k <Up>", ACTION_LINE_UP},
    {MODE_READING, "h <Left>", ACTION_CHAR_LEFT},
    {MODE_READING, "l <Right>", ACTION_CHAR_RIGHT},
    {MODE_READING, "0", ACTION_LINE_START},
    {MODE_READING, "$", ACTION_LINE_END},
    {MODE_ANY, "<Space> ^F <PgDn>", ACTION_PAGE_DOWN},
    {MODE_ANY, "- ^B <PgUp>", ACTION_PAGE_UP},
    {MODE_ANY, "^D", ACTION_HALF_DOWN},
    {MODE_ANY, "^U", ACTION_HALF_UP},
    {MODE_ANY, "gg <Home>", ACTION_TOP},
    {MODE_ANY, "G <End>", ACTION_BOTTOM},
    {MODE_READING, "%", ACTION_PERCENT},
    {MODE_READING, "w", ACTION_WORD_NEXT},
    {MODE_READING, "b", ACTION_WORD_PREVIOUS},
    {MODE_READING, "e", ACTION_WORD_END},
    {MODE_READING, ")", ACTION_SENTENCE_NEXT},
    {MODE_READING, "(", ACTION_SENTENCE_PREVIOUS},
    {MODE_READING, "}", ACTION_PARAGRAPH_NEXT},
    {MODE_READING, "{", ACTION_PARAGRAPH_PREVIOUS},
    {MODE_READING, "]]", ACTION_HEADING_NEXT},
    {MODE_READING, "[[", ACTION_HEADING_PREVIOUS},
    {MODE_READING, "]a", ACTION_ANNOTATION_NEXT},
    {MODE_READING, "[a", ACTION_ANNOTATION_PREVIOUS},
    {MODE_READING, "]f", ACTION_REFERENCE_NEXT},
    {MODE_READING, "[f", ACTION_REFERENCE_PREVIOUS},
    {MODE_TEXT | MODE_LIST, "J", ACTION_BRIEF_NEXT},
    {MODE_TEXT | MODE_LIST, "K", ACTION_BRIEF_PREVIOUS},
    {MODE_READING | MODE_LIST, "/", ACTION_SEARCH},
    {MODE_READING, "<M-/>", ACTION_SEARCH_BACK},
    {MODE_READING, "n", ACTION_SEARCH_NEXT},
    {MODE_READING, "N", ACTION_SEARCH_PREVIOUS},
    {MODE_TEXT, "<Tab>", ACTION_PANE_NEXT},
    {MODE_TEXT, "<S-Tab>", ACTION_PANE_PREVIOUS},
    {MODE_TEXT, "L", ACTION_LIST},
    {MODE_TEXT, "F", ACTION_NOTES},
    {MODE_TEXT, "o", ACTION_OUTLINE},
    {MODE_TEXT, "z", ACTION_ZOOM},
    {MODE_TEXT, "<lt>", ACTION_NARROWER},
    {MODE_TEXT, ">", ACTION_WIDER},
    {MODE_TEXT | MODE_LIST, "<Enter>", ACTION_ENTER},
    {MODE_TEXT, "gf", ACTION_NOTE_GO},
    {MODE_TEXT, "gx", ACTION_URL_OPEN},
    {MODE_TEXT, "^O", ACTION_BACK},
    {MODE_TEXT, "g^O", ACTION_FORWARD},
    {MODE_TEXT, "m", ACTION_MARK_KEY},
    {MODE_TEXT, "'", ACTION_TO_MARK_KEY},
    {MODE_TEXT, "f", ACTION_LABELS},
    {MODE_TEXT, "g.", ACTION_FURNITURE},
    {MODE_TEXT, "v", ACTION_SELECT_CHARACTERS},
    {MODE_TEXT, "V", ACTION_SELECT_SENTENCES},
    {MODE_TEXT, "gv", ACTION_SELECT_AGAIN},
    {MODE_SELECT, "o", ACTION_SELECT_OTHER_END},
    {MODE_SELECT, "iw", ACTION_OBJECT_WORD},
    {MODE_SELECT, "is", ACTION_OBJECT_SENTENCE},
    {MODE_SELECT, "ip", ACTION_OBJECT_PARAGRAPH},
    {MODE_SELECT, "ih", ACTION_OBJECT_HEADING},
    {MODE_SELECT, "i\"", ACTION_OBJECT_QUOTATION},
    {MODE_SELECT, "i(", ACTION_OBJECT_BRACKET},
    {MODE_SELECT, "in", ACTION_OBJECT_NOTE},
    {MODE_SELECT, "ii", ACTION_OBJECT_ANNOTATION},
    {MODE_READING, "H", ACTION_HIGHLIGHT},
    {MODE_READING, "t", ACTION_TAG_PICK},
    {MODE_READING, "T", ACTION_TAG_AGAIN},
    {MODE_READING, "a", ACTION_COMMENT_EDIT},
    {MODE_READING, "c", ACTION_COLOUR_PICK},
    {MODE_TEXT, ".", ACTION_REPEAT},
    {MODE_TEXT, "ga", ACTION_ANNOTATIONS_HERE},
    {MODE_TEXT, "dd", ACTION_DELETE_HERE},
    {MODE_TEXT | MODE_LIST, "u", ACTION_UNDO_KEY},
    {MODE_TEXT | MODE_LIST, "^R", ACTION_REDO_KEY},
    {MODE_READING, "y", ACTION_COPY},
    {MODE_READING, "Y", ACTION_COPY_CITED},
    {MODE_TEXT | MODE_LIST, "A", ACTION_ANNOTATIONS},
    {MODE_TEXT | MODE_LIST, "C", ACTION_CODEBOOK},
    {MODE_ANY, ":", ACTION_COMMAND_LINE},
    {MODE_READING | MODE_LIST, "|", ACTION_PIPE},
    {MODE_TEXT | MODE_LIST, "E", ACTION_EXPORT_PROMPT},
    {MODE_LIST, "+", ACTION_ADD_PROMPT},
    {MODE_LIST, "s", ACTION_SORT},
    {MODE_LIST, "x", ACTION_READ_MARK},
    {MODE_LIST, "e", ACTION_METADATA},
    {MODE_LIST, "D", ACTION_REMOVE},
    {MODE_ANY, "? <F1>", ACTION_HELP},
    {MODE_ANY, "^L", ACTION_REDRAW},
    {MODE_ANY, "^Z", ACTION_SUSPEND},
    {MODE_ANY, "<Esc> ^C", ACTION_CANCEL},
    {MODE_ANY, "q", ACTION_CLOSE},
    {MODE_ANY, "Q ZZ", ACTION_QUIT},
};

static void check_key(const Keymap *keymap, uint32_t modes, Slice keys, ActionId id) {
  Key sequence[KEY_SEQUENCE_MAX];
  uint32_t count = 0;
  for (Slice rest = keys; rest.len > 0;) {
    size_t len = key_parse(rest, &sequence[count++]);
    assert_true(len > 0);
    rest = slice_cut(rest, len, rest.len);
  }
  for (uint32_t mode = 1; mode < MODE_ANY; mode <<= 1) {
    KeymapCommand command = {.line = ""};
    if (!(modes & mode)) continue;
    KeymapMatch match = keymap_find(keymap, (Mode)mode, sequence, count, &command);
    if (match != KEYMAP_FOUND || command.id != id)
      fail_msg("%.*s in %s is '%s', not '%s'", (int)keys.len, keys.ptr, mode_name((Mode)mode),
               command.line, action_get(id)->name);
  }
}

static void the_keys_that_readers_know_do_what_they_expect(void **state) {
  (void)state;
  Stage stage = stage_open(24, 80);
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    Slice rest = slice_of(known[i].keys);
    while (rest.len > 0) {
      const char *blank = memchr(rest.ptr, ' ', rest.len);
      size_t len = blank ? (size_t)(blank - rest.ptr) : rest.len;
      check_key(stage.app->keymap, known[i].modes, slice_cut(rest, 0, len), known[i].id);
      rest = slice_cut(rest, blank ? len + 1 : len, rest.len);
    }
  }
  stage_close(&stage);
}

// Nothing is deleted by one key, no key quits but q and those that say so, Space is no prefix.
static void no_single_key_deletes_and_escape_never_quits(void **state) {
  (void)state;
  for (Key key = ' '; key <= '~'; key++) {
    Stage stage = stage_open_file(VELNA, 24, 80);
    stage_play(&stage, "H");
    Event event = {.type = EVENT_KEY, .key = key};
    app_feed(stage.app, &event);
    assert_true(stage.app->session.annotations.count >= (key == 'u' ? 0 : 1));
    assert_int_equal(stage.app->wishes.quit, key == 'Q');
    stage_close(&stage);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(side_notes_stand_level_with_their_marks),
      cmocka_unit_test(notes_below_follow_and_take_only_the_rows_they_need),
      cmocka_unit_test(without_marks_in_view_the_text_has_all_rows),
      cmocka_unit_test(from_a_note_one_walks_to_all_its_marks),
      cmocka_unit_test(a_note_is_annotated_like_any_text),
      cmocka_unit_test(an_annotation_reaches_over_paragraphs_into_a_note),
      cmocka_unit_test(each_pane_can_have_the_screen_alone),
      cmocka_unit_test(every_motion_takes_a_count),
      cmocka_unit_test(the_keys_that_readers_know_do_what_they_expect),
      cmocka_unit_test(no_single_key_deletes_and_escape_never_quits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
