// SPDX-License-Identifier: MIT
// The screen of sources: what the footnotes of the library cite, who cites it, the brief of the
// same title, and the ways there and back.
#include "support/check.h"
#include "support/stage.h"

#include <string.h>

static const char quay[] = "The Long Quay of Velna\n\nNobody remembers who asked for the quay.\n";
static const char ports[] =
    "Ports Before Plants\n\nThe harbour grew for years without a plan of any kind.[i] It still "
    "does,[ii] says one who knows.[iii]\n\n"
    "[i] “The Long Quay of Velna”, The Review, https://www.review.example/quay?utm_source=feed.\n"
    "[ii] Ibid., p. 3.\n[iii] A. Writer, Harbours of the North, Hull 1911.\n";
static const char fish[] =
    "Fish On Saturdays\n\nThe market opened again in the spring of last year.[1] It was the long "
    "quay that did it.[2]\n\n"
    "[1] See https://review.example/quay/ for the plans.\n"
    "[2] A. Writer, Harbours of the North, Hull 1911.\n";

typedef struct Cast {
  Stage stage;
  int64_t quay, ports, fish;
} Cast;

static Cast open_cast(uint32_t rows, uint32_t columns) {
  Cast cast = {.stage = stage_open(rows, columns)};
  cast.quay = stage_add(&cast.stage, "quay.txt", quay);
  cast.ports = stage_add(&cast.stage, "ports.txt", ports);
  cast.fish = stage_add(&cast.stage, "fish.txt", fish);
  return cast;
}

static int64_t brief_open(const Cast *cast) {
  return cast->stage.app->session.brief.key;
}

// The caret stands on the mark `label`.
static void expect_mark(const Cast *cast, const char *label) {
  const Session *session = &cast->stage.app->session;
  Slice rest = slice_cut(session->version->text, session->pos, session->version->text.len);
  check_text(slice_cut(rest, 0, strlen(label)), label);
}

// The row of the screen that has the words; 0 for none.
static uint32_t row_of(const Stage *stage, const char *words) {
  Buffer text = {0};
  uint32_t row = 0;
  stage_write(stage, "", &text);
  const char *found = strstr(text.ptr, words);
  for (const char *at = text.ptr; found && at < found; at++) row += *at == '\n';
  buffer_release(&text);
  return row;
}

static void the_most_cited_come_first_with_their_counts(void **state) {
  (void)state;
  Cast cast = open_cast(24, 100);
  stage_play(&cast.stage, "S");
  stage_shows(&cast.stage, "sources, most cited first");
  stage_shows(&cast.stage, "same title here  2 briefs  3 notes"); // the Ibid. is one of them
  stage_shows(&cast.stage, "A. Writer, Harbours of the North, Hull 1911.");
  stage_shows(&cast.stage, "2 briefs  2 notes");
  assert_true(row_of(&cast.stage, "3 notes") < row_of(&cast.stage, "Hull 1911"));
  stage_close(&cast.stage);
}

// The status line has the words of the note, which a row has no room for.
static void the_status_line_tells_the_note_that_cites_it(void **state) {
  (void)state;
  Cast cast = open_cast(24, 100);
  stage_play(&cast.stage, "S");
  stage_shows(&cast.stage, "The Review, https://www.review.example/quay");
  stage_play(&cast.stage, "j");
  stage_lacks(&cast.stage, "The Review, https://www.review.example/quay");
  stage_close(&cast.stage);
}

static void who_cites_it_is_one_key_on_and_one_back(void **state) {
  (void)state;
  Cast cast = open_cast(24, 100);
  stage_play(&cast.stage, "S<Enter>");
  stage_shows(&cast.stage, "who cites it");
  stage_shows(&cast.stage, "same title in the library");
  stage_shows(&cast.stage, "[ii] Ibid.");
  stage_play(&cast.stage, "<Esc>");
  stage_lacks(&cast.stage, "who cites it ─");
  stage_shows(&cast.stage, "sources, most cited first");
  stage_play(&cast.stage, "<Esc>");
  stage_lacks(&cast.stage, "sources, most cited first");
  stage_close(&cast.stage);
}

static void the_brief_of_the_same_title_comes_first_and_opens(void **state) {
  (void)state;
  Cast cast = open_cast(24, 100);
  stage_play(&cast.stage, "S<Enter><Enter>");
  assert_int_equal(brief_open(&cast), cast.quay);
  assert_int_equal(cast.stage.app->focus, PANE_TEXT);
  stage_close(&cast.stage);
}

static void a_note_that_cites_it_opens_at_its_mark(void **state) {
  (void)state;
  Cast cast = open_cast(24, 100);
  stage_play(&cast.stage, "S<Enter>jj<Enter>");
  assert_int_equal(brief_open(&cast), cast.ports);
  expect_mark(&cast, "[ii]");
  stage_play(&cast.stage, "S<Enter>G<Enter>");
  assert_int_equal(brief_open(&cast), cast.fish);
  expect_mark(&cast, "[1]");
  stage_close(&cast.stage);
}

static void one_key_leads_back_to_where_the_reader_was(void **state) {
  (void)state;
  Cast cast = open_cast(24, 100);
  stage_open_brief(&cast.stage, cast.ports);
  stage_play(&cast.stage, "gg]f]f]fgw"); // Harbours of the North
  stage_shows(&cast.stage, "who cites it");
  stage_play(&cast.stage, "G<Enter>");
  assert_int_equal(brief_open(&cast), cast.fish);
  expect_mark(&cast, "[2]");
  stage_play(&cast.stage, "^O");
  assert_int_equal(brief_open(&cast), cast.ports);
  expect_mark(&cast, "[iii]");
  stage_close(&cast.stage);
}

// So `gw j Enter` leads from each that cites a source to the next.
static void the_row_of_the_note_at_the_caret_is_the_current_one(void **state) {
  (void)state;
  Cast cast = open_cast(24, 100);
  stage_open_brief(&cast.stage, cast.ports);
  stage_play(&cast.stage, "gg]fgwj<Enter>");
  expect_mark(&cast, "[ii]");
  stage_play(&cast.stage, "gwj<Enter>");
  assert_int_equal(brief_open(&cast), cast.fish);
  expect_mark(&cast, "[1]");
  stage_close(&cast.stage);
}

// Letters in their order would be found in nearly every note.
static void the_filter_takes_words_of_the_note_as_of_the_name(void **state) {
  (void)state;
  Cast cast = open_cast(24, 100);
  stage_play(&cast.stage, "S/review.EXAMPLE<Enter>");
  stage_shows(&cast.stage, "The Long Quay of Velna");
  stage_lacks(&cast.stage, "Hull 1911");
  stage_play(&cast.stage, "<Esc>S/north har<Enter>");
  stage_shows(&cast.stage, "Hull 1911");
  stage_lacks(&cast.stage, "3 notes");
  stage_play(&cast.stage, "<Enter>");
  stage_shows(&cast.stage, "who cites it");
  stage_shows(&cast.stage, "Fish On Saturdays");
  stage_close(&cast.stage);
}

static void letters_in_their_order_are_no_words(void **state) {
  (void)state;
  Cast cast = open_cast(24, 100);
  stage_play(&cast.stage, "S/hrbr<Enter>");
  stage_lacks(&cast.stage, "Hull 1911");
  stage_close(&cast.stage);
}

// How often something is cited is what the list is for.
static void counts_are_shown_where_names_are_long(void **state) {
  (void)state;
  Cast cast = open_cast(24, 60);
  stage_add(&cast.stage, "long.txt",
            "Long Notes\n\nIt is known.[1]\n\n[1] Interviews with cooks in the three cities, "
            "spring 2025; transcripts are kept at the institute.\n");
  stage_play(&cast.stage, "S");
  stage_shows(&cast.stage, "Interviews with cooks in");
  stage_shows(&cast.stage, "…  1 brief  1 note");
  stage_close(&cast.stage);
}

static void a_library_without_notes_says_so(void **state) {
  (void)state;
  Stage stage = stage_open(24, 100);
  int64_t key = stage_add(&stage, "quay.txt", quay);
  stage_play(&stage, "S");
  stage_shows(&stage, "no footnote of the library cites anything");
  stage_open_brief(&stage, key);
  stage_play(&stage, "gw");
  stage_shows(&stage, "there is no footnote at the caret");
  stage_close(&stage);
}

static void a_brief_that_was_removed_cites_nothing_until_undone(void **state) {
  (void)state;
  Cast cast = open_cast(24, 100);
  int64_t change;
  Error err = {0};
  check_ok(brief_remove(cast.stage.library, cast.fish, &change, &err), &err);
  stage_play(&cast.stage, "S");
  stage_shows(&cast.stage, "1 brief  2 notes");
  stage_lacks(&cast.stage, "3 notes");
  stage_play(&cast.stage, "<Esc>uyS");
  stage_shows(&cast.stage, "2 briefs  3 notes");
  stage_close(&cast.stage);
}

static void the_list_is_there_on_the_smallest_screen(void **state) {
  (void)state;
  Cast cast = open_cast(5, 20);
  stage_play(&cast.stage, "S<Enter>jj<Enter>");
  assert_int_equal(brief_open(&cast), cast.ports);
  expect_mark(&cast, "[ii]");
  stage_close(&cast.stage);
}

// The two seeds of the idea: a note quotes a title, and a brief of that title is in the library.
static void a_quoted_title_and_a_brief_of_that_title_meet(void **state) {
  (void)state;
  Stage stage = stage_open(30, 120);
  stage_add(&stage, "summary.txt",
            "Governance First, Technology Second, in the Valley’s Quiet Diplomacy\n\nIn short, it "
            "is so.\n");
  int64_t citing = stage_add(&stage, "citing.txt",
                             "On Quiet Diplomacy\n\nIt is quiet.[i]\n\n[i] “Governance first, "
                             "technology second, in the valley’s quiet diplomacy”, Forum.\n");
  stage_open_brief(&stage, citing);
  stage_play(&stage, "gg");
  stage_shows(&stage, "same title in the library");
  stage_play(&stage, "S");
  stage_shows(&stage, "same title here");
  stage_close(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_most_cited_come_first_with_their_counts),
      cmocka_unit_test(the_status_line_tells_the_note_that_cites_it),
      cmocka_unit_test(who_cites_it_is_one_key_on_and_one_back),
      cmocka_unit_test(the_brief_of_the_same_title_comes_first_and_opens),
      cmocka_unit_test(a_note_that_cites_it_opens_at_its_mark),
      cmocka_unit_test(one_key_leads_back_to_where_the_reader_was),
      cmocka_unit_test(the_row_of_the_note_at_the_caret_is_the_current_one),
      cmocka_unit_test(the_filter_takes_words_of_the_note_as_of_the_name),
      cmocka_unit_test(letters_in_their_order_are_no_words),
      cmocka_unit_test(counts_are_shown_where_names_are_long),
      cmocka_unit_test(a_library_without_notes_says_so),
      cmocka_unit_test(a_brief_that_was_removed_cites_nothing_until_undone),
      cmocka_unit_test(the_list_is_there_on_the_smallest_screen),
      cmocka_unit_test(a_quoted_title_and_a_brief_of_that_title_meet),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
