// SPDX-License-Identifier: MIT
#include "library/inside.h"
#include "session/bookmark.h"
#include "support/prose.h"
#include "support/reading.h"

#include <stdlib.h>

// ---- Commands

static void what_is_no_command_is_refused(void **state) {
  (void)state;
  Reading *reading = reading_new(true);
  reading_refuse(reading, "no-such-command", ERROR_USAGE);
  reading_refuse(reading, "page-down", ERROR_USAGE);
  reading_refuse(reading, "tag", ERROR_USAGE);
  reading_refuse(reading, "undo 1 2", ERROR_USAGE);
  reading_refuse(reading, "delete it", ERROR_USAGE);
  reading_free(reading);
}

static void without_a_brief_acts_on_it_are_refused(void **state) {
  (void)state;
  Reading *reading = reading_new(true);
  reading_refuse(reading, "highlight", ERROR_USAGE);
  reading_refuse(reading, "tag a", ERROR_USAGE);
  reading_refuse(reading, "select 0 1", ERROR_USAGE);
  reading_refuse(reading, "next-sentence", ERROR_USAGE);
  reading_refuse(reading, "delete", ERROR_USAGE);
  reading_refuse(reading, "repeat", ERROR_USAGE);
  reading_refuse(reading, "go", ERROR_USAGE);
  reading_refuse(reading, "back", ERROR_NOTHING);
  reading_free(reading);
}

// ---- Briefs

static void adding_a_file_twice_changes_nothing(void **state) {
  (void)state;
  Reading *reading = reading_open(true);
  int64_t key = reading->session.brief.key;
  reading_do(reading, "add data/briefs/velna-compact.txt");
  assert_int_equal(reading->result.change_count, 0);
  assert_int_equal(reading->session.brief.key, key);
  reading_free(reading);
}

static void the_last_brief_added_is_open_also_when_one_cannot_be_read(void **state) {
  (void)state;
  Reading *reading = reading_new(true);
  reading_refuse(reading, "add data/no-such-file.txt data/briefs/night-trains.txt", ERROR_INPUT);
  assert_int_equal(reading->result.change_count, 1);
  reading_check_caret(reading, "The decision of five railway");
  reading_free(reading);
}

static void a_folder_is_added_file_by_file(void **state) {
  (void)state;
  Reading *reading = reading_new(true);
  reading_do(reading, "add data/briefs");
  assert_int_equal(reading->result.change_count, 5);
  reading_check_message(reading, "added 5 briefs");
  reading_free(reading);
}

static void a_brief_is_opened_by_its_path(void **state) {
  (void)state;
  Reading *reading = reading_new(true);
  reading_do(reading, "add data/briefs; open data/briefs/velna-compact.txt");
  reading_check_caret(reading, "Few rivers");
  reading_refuse(reading, "open 'no such brief'", ERROR_INPUT);
  reading_check_caret(reading, "Few rivers");
  reading_free(reading);
}

static void the_reading_place_is_kept(void **state) {
  (void)state;
  Reading *reading = reading_open(false);
  int64_t key = reading->session.brief.key;
  reading_do(reading, "next-sentence");
  reading_check_caret(reading, "Four administrations");
  session_close(&reading->session);
  check_ok(session_open(&reading->session, key, NULL, &reading->err), &reading->err);
  reading_check_caret(reading, "Four administrations");
  reading_free(reading);
}

static void a_brief_opens_at_a_span(void **state) {
  (void)state;
  Reading *reading = reading_open(false);
  int64_t key = reading->session.brief.key;
  CpSpan span = {4, 10};
  check_ok(session_open(&reading->session, key, &span, &reading->err), &reading->err);
  reading_check_caret(reading, "rivers");
  reading_free(reading);
}

// ---- Moving

static void motions_take_a_count(void **state) {
  (void)state;
  Reading *reading = reading_open(false);
  Session *session = &reading->session;
  check_ok(session_run_action(session, ACTION_SENTENCE_NEXT, NULL, 0, 2, &reading->result,
                              &reading->err),
           &reading->err);
  reading_check_caret(reading, "What has changed");
  reading_do(reading, "previous-sentence; next-paragraph; next-word");
  reading_check_caret(reading, "idea of a common gauge");
  reading_free(reading);
}

static void back_and_forward_walk_the_jumps_across_briefs(void **state) {
  (void)state;
  Reading *reading = reading_new(false);
  reading_do(reading, "add data/briefs/night-trains.txt; next-sentence");
  reading_do(reading, "add data/briefs/velna-compact.txt; select \"critics who say\"");
  reading_check_caret(reading, "critics");
  reading_do(reading, "back");
  reading_check_caret(reading, "Few rivers");
  reading_do(reading, "back");
  reading_check_caret(reading, "Travellers");
  reading_refuse(reading, "back", ERROR_NOTHING);
  reading_do(reading, "forward");
  reading_check_caret(reading, "Few rivers");
  reading_do(reading, "forward");
  reading_check_caret(reading, "critics");
  reading_refuse(reading, "forward", ERROR_NOTHING);
  reading_do(reading, "back");
  reading_check_caret(reading, "Few rivers");
  reading_free(reading);
}

static void the_jump_list_forgets_its_oldest_places(void **state) {
  (void)state;
  Reading *reading = reading_open(false);
  Session *session = &reading->session;
  for (uint32_t at = 0; at < SESSION_JUMPS_MAX + 20; at++) session_move_to(session, at, true);
  assert_int_equal(session->jump_count, SESSION_JUMPS_MAX);
  assert_int_equal(session->jumps[SESSION_JUMPS_MAX - 1].pos, SESSION_JUMPS_MAX + 18);
  reading_free(reading);
}

static void go_leads_from_a_mark_to_its_note_and_back(void **state) {
  (void)state;
  Reading *reading = reading_open(false);
  reading_do(reading, "next-mark");
  reading_check_caret(reading, "[i]");
  uint32_t mark = reading->session.pos;
  reading_do(reading, "go");
  reading_check_caret(reading, "[i] “The Orlec Compact");
  reading_do(reading, "go");
  assert_int_equal(reading->session.pos, mark);
  reading_free(reading);
}

static void go_says_what_an_ibid_means(void **state) {
  (void)state;
  Reading *reading = reading_open(false);
  reading_do(reading, "next-mark; next-mark; go");
  reading_check_caret(reading, "[ii] Ibid.");
  assert_non_null(strstr(reading->result.message.ptr, "stands for footnote i: “‘The Orlec"));
  reading_free(reading);
}

static void go_finds_the_mark_of_the_sentence(void **state) {
  (void)state;
  Reading *reading = reading_open(false);
  reading_do(reading, "select \"Observers of earlier talks\"; go");
  reading_check_caret(reading, "[i] “The Orlec Compact");
  reading_do(reading, "back; previous-sentence");
  reading_refuse(reading, "go", ERROR_NOTHING);
  reading_free(reading);
}

static void annotations_are_walked_in_both_directions(void **state) {
  (void)state;
  Reading *reading = reading_open(false);
  reading_do(reading,
             "select \"common gauge\"; tag a; select \"critics who say\"; tag b; back; back");
  reading_check_caret(reading, "Few rivers");
  reading_do(reading, "next-annotation");
  reading_check_caret(reading, "common gauge");
  reading_do(reading, "next-annotation; tag c");
  reading_check_caret(reading, "critics");
  reading_do(reading, "next-annotation");
  reading_check_message(reading, "no more annotations this way");
  reading_do(reading, "previous-annotation");
  reading_check_caret(reading, "common gauge");
  reading_check_annotations(reading, "common gauge|yellow|a|\ncritics who say|yellow|b,c|\n");
  reading_free(reading);
}

// ---- Exporting

static void export_writes_a_file_and_replaces_it_in_scripts(void **state) {
  (void)state;
  Reading *reading = reading_open(true);
  char *folder = check_folder();
  Buffer line = {0}, path = {0};
  buffer_printf(&path, "%s/out.jsonl", folder);
  buffer_printf(&line, "select 4 10; tag a; export jsonl %s; export jsonl %s", path.ptr, path.ptr);
  reading_do(reading, line.ptr);
  check_text(buffer_slice(&reading->result.file), path.ptr);
  assert_int_equal(reading->result.change_count, 0);
  char *written = check_read(path.ptr);
  assert_non_null(strstr(written, "rivers"));
  free(written);
  reading_refuse(reading, "export no-such-format x", ERROR_USAGE);
  reading->session.headless = false;
  buffer_clear(&line);
  buffer_printf(&line, "export jsonl %s", path.ptr);
  reading_refuse(reading, line.ptr, ERROR_CREATE);
  buffer_release(&line);
  buffer_release(&path);
  check_folder_remove(folder);
  free(folder);
  reading_free(reading);
}

// ---- Marks

static void marks_lead_back_and_belong_to_their_brief(void **state) {
  (void)state;
  Reading *reading = reading_open(false);
  reading_refuse(reading, "to-mark a", ERROR_NOTHING);
  reading_do(reading, "next-sentence; mark a; next-paragraph; mark z; next-sentence; to-mark a");
  reading_check_caret(reading, "Four administrations");
  reading_do(reading, "to-mark z");
  reading_check_caret(reading, "The idea of a common gauge");
  reading_do(reading, "mark a; next-paragraph; to-mark a");
  reading_check_caret(reading, "The idea of a common gauge");
  reading_do(reading, "add data/briefs/night-trains.txt");
  reading_refuse(reading, "to-mark a", ERROR_NOTHING);
  reading_refuse(reading, "mark A", ERROR_USAGE);
  reading_refuse(reading, "mark ab", ERROR_USAGE);
  reading_refuse(reading, "mark ''", ERROR_USAGE);
  reading_free(reading);
}

static void a_quote_leads_to_where_the_last_jump_began_and_back(void **state) {
  (void)state;
  Reading *reading = reading_open(false);
  reading_refuse(reading, "to-mark \"'\"", ERROR_NOTHING);
  reading_do(reading, "next-sentence; mark a; next-paragraph; to-mark a");
  reading_do(reading, "next-sentence; to-mark \"'\"");
  reading_check_caret(reading, "The idea of a common gauge");
  reading_do(reading, "to-mark \"'\"");
  reading_check_caret(reading, "What has changed");
  assert_int_equal(reading->session.jump_count, 1);
  reading_free(reading);
}

// The library's file may come from anywhere.
static void what_is_no_mark_in_the_setting_is_passed_over(void **state) {
  (void)state;
  Reading *reading = reading_open(false);
  Session *session = &reading->session;
  Buffer name = {0};
  buffer_printf(&name, "marks/%s", session->brief.id);
  check_ok(library_set_setting(session->library, name.ptr,
                               SLICE("a=4 b c= =5 d=-1 e=1x f=99999999999 g=999999999  h=4\n"),
                               &reading->err),
           &reading->err);
  Bookmarks marks = bookmark_list(session);
  for (int at = 0; at < BOOKMARK_LETTERS; at++) {
    uint32_t wanted = at == 0           ? 4
                      : at == 'g' - 'a' ? (uint32_t)session->version->text.len
                                        : BOOKMARK_NONE;
    assert_int_equal(marks.pos[at], wanted);
  }
  reading_do(reading, "to-mark g");
  assert_true(session->pos < session->version->text.len);
  buffer_release(&name);
  reading_free(reading);
}

static void the_last_mark_that_is_removed_leaves_nothing(void **state) {
  (void)state;
  Reading *reading = reading_open(false);
  Session *session = &reading->session;
  Buffer name = {0};
  buffer_printf(&name, "marks/%s", session->brief.id);
  reading_do(reading, "mark q");
  char *value = library_setting(session->library, name.ptr);
  assert_string_equal(value, "q=0");
  free(value);
  check_ok(bookmark_set(session, 'q', BOOKMARK_NONE, &reading->err), &reading->err);
  assert_null(library_setting(session->library, name.ptr));
  buffer_release(&name);
  reading_free(reading);
}

// ---- Long briefs

// A brief that is long enough to be glanced at, with an annotation at its beginning and one beyond.
static int64_t add_long(Reading *reading) {
  Buffer text = {0};
  BriefAdded added;
  AnnotationAdded annotated;
  prose_brief(&text, 3, 400000);
  check_ok(brief_add(reading->session.library, buffer_slice(&text), "long.txt", NULL, &added,
                     &reading->err),
           &reading->err);
  for (uint32_t start = 200; start < 400000; start += 350000) {
    AnnotationRequest made = {.brief = added.key, .span = {start, start + 50}};
    check_ok(annotation_add(reading->session.library, &made, &annotated, &reading->err),
             &reading->err);
  }
  buffer_release(&text);
  return added.key;
}

static void a_glance_that_is_completed_is_what_opening_gives(void **state) {
  (void)state;
  Reading *reading = reading_new(false);
  Session *session = &reading->session;
  int64_t key = add_long(reading);
  assert_true(session_glance(session, key, NULL, 40000));
  assert_true(session->glanced && session->version->text.len <= 40000);
  assert_int_equal(session->annotations.count, 1);
  uint32_t pos = session->pos;
  Span near = session->spans[0];
  assert_false(span_is_empty(near));
  check_ok(session_complete(session, &reading->err), &reading->err);
  assert_false(session->glanced);
  assert_int_equal(session->version->text.len, session->version->whole_len);
  assert_int_equal(session->pos, pos);
  assert_true(span_equal(session->spans[0], near));
  assert_false(span_is_empty(session->spans[1]));
  reading_do(reading, "next-sentence");
  reading_do(reading, "highlight");
  assert_int_equal(session->annotations.count, 3);
  reading_free(reading);
}

// A book that is read for a second time for its first annotation keeps the reader waiting.
static void an_annotation_needs_no_second_copy_of_the_text_that_is_open(void **state) {
  (void)state;
  Reading *reading = reading_new(false);
  Session *session = &reading->session;
  int64_t key = add_long(reading);
  check_ok(session_open(session, key, NULL, &reading->err), &reading->err);
  version_free(session->library->version);
  session->library->version = NULL;
  reading_do(reading, "highlight");
  assert_int_equal(session->annotations.count, 3);
  assert_null(session->library->version);
  session_close(session);
  assert_null(session->library->lent);
  check_ok(session_open(session, key, NULL, &reading->err), &reading->err);
  assert_ptr_equal(session->library->lent, session->version);
  reading_free(reading);
}

static void a_glance_that_is_left_keeps_the_reading_place(void **state) {
  (void)state;
  Reading *reading = reading_new(false);
  Session *session = &reading->session;
  int64_t key = add_long(reading);
  Brief brief = {0};
  check_ok(brief_set_place(session->library, key, 30000, &reading->err), &reading->err);
  assert_true(session_glance(session, key, NULL, 40000));
  assert_in_range(session->pos, 29000, 40000);
  session_close(session);
  check_ok(brief_get(session->library, key, &brief, &reading->err), &reading->err);
  assert_int_equal(brief.place_cp, 30000);
  assert_false(brief.read);
  brief_release(&brief);
  reading_free(reading);
}

static void what_is_short_or_read_from_far_in_is_opened_whole(void **state) {
  (void)state;
  Reading *reading = reading_new(false);
  Session *session = &reading->session;
  int64_t key = add_long(reading);
  CpSpan late = {300000, 300010};
  assert_false(session_glance(session, key, &late, 40000));
  assert_false(session_glance(session, key, NULL, 300000));
  assert_false(session_glance(session, key + 100, NULL, 40000));
  assert_int_equal(session->brief.key, 0);
  reading_free(reading);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_no_command_is_refused),
      cmocka_unit_test(without_a_brief_acts_on_it_are_refused),
      cmocka_unit_test(adding_a_file_twice_changes_nothing),
      cmocka_unit_test(the_last_brief_added_is_open_also_when_one_cannot_be_read),
      cmocka_unit_test(a_folder_is_added_file_by_file),
      cmocka_unit_test(a_brief_is_opened_by_its_path),
      cmocka_unit_test(the_reading_place_is_kept),
      cmocka_unit_test(a_brief_opens_at_a_span),
      cmocka_unit_test(motions_take_a_count),
      cmocka_unit_test(back_and_forward_walk_the_jumps_across_briefs),
      cmocka_unit_test(the_jump_list_forgets_its_oldest_places),
      cmocka_unit_test(go_leads_from_a_mark_to_its_note_and_back),
      cmocka_unit_test(go_says_what_an_ibid_means),
      cmocka_unit_test(go_finds_the_mark_of_the_sentence),
      cmocka_unit_test(annotations_are_walked_in_both_directions),
      cmocka_unit_test(export_writes_a_file_and_replaces_it_in_scripts),
      cmocka_unit_test(marks_lead_back_and_belong_to_their_brief),
      cmocka_unit_test(a_quote_leads_to_where_the_last_jump_began_and_back),
      cmocka_unit_test(what_is_no_mark_in_the_setting_is_passed_over),
      cmocka_unit_test(the_last_mark_that_is_removed_leaves_nothing),
      cmocka_unit_test(a_glance_that_is_completed_is_what_opening_gives),
      cmocka_unit_test(an_annotation_needs_no_second_copy_of_the_text_that_is_open),
      cmocka_unit_test(a_glance_that_is_left_keeps_the_reading_place),
      cmocka_unit_test(what_is_short_or_read_from_far_in_is_opened_whole),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
