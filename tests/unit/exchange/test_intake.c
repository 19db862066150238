// SPDX-License-Identifier: MIT
// Annotations of other programs: what each format gives, where passages are placed, what a second
// import does, and that no cut of a file does harm.
#include "support/check.h"
#include "support/shelf.h"

#include "base/moment.h"
#include "exchange/intake.h"
#include "exchange/units.h"
#include "library/arrival.h"

#include <stdlib.h>

static const char brief_text[] =
    "The Harbour at Night\n\n"
    "The port lost two thirds of its trade. Ships wait.\n\n"
    "Na\xC3\xAFve \xF0\x9F\x98\x80 hopes remain. Ships wait no more.\n";

static Shelf harbour(void) {
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t change;
  int64_t brief = shelf_add(&shelf, "harbour.txt", brief_text);
  BriefMetadata metadata = {.title = "The Harbour: A Study", .url = "https://example.org/h?x=1"};
  check_ok(brief_set_metadata(shelf.library, brief, &metadata, &change, &err), &err);
  return shelf;
}

static IntakeCounts import(Shelf *shelf, const char *bytes, bool rehearsal) {
  Error err = {0};
  IntakeCounts counts;
  IntakeOptions options = {.rehearsal = rehearsal};
  check_ok(intake_import(shelf->library, slice_of(bytes), "file", &options, &counts, &err), &err);
  return counts;
}

static void expect_counts(const IntakeCounts *counts, const char *wanted) {
  Buffer text = {0};
  intake_write_counts(counts, &text);
  check_text(buffer_slice(&text), wanted);
  buffer_release(&text);
}

// Rehearsed, imported, imported again, undone and redone: each says and leaves what it should.
static void expect_import(Shelf *shelf, const char *bytes, const char *wanted, const char *again) {
  char *before = shelf_describe(shelf);
  IntakeCounts counts = import(shelf, bytes, true);
  expect_counts(&counts, wanted);
  assert_int_equal(counts.change, 0);
  char *rehearsed = shelf_describe(shelf);
  assert_string_equal(rehearsed, before);
  counts = import(shelf, bytes, false);
  expect_counts(&counts, wanted);
  shelf_expect_reversible(shelf, before, "an import");
  counts = import(shelf, bytes, false);
  expect_counts(&counts, again);
  assert_int_equal(counts.change, 0);
  free(before);
  free(rehearsed);
}

static AnnotationList list_all(Shelf *shelf) {
  Error err = {0};
  AnnotationList list;
  check_ok(annotation_list(shelf->library, &(AnnotationWish){0}, &list, &err), &err);
  return list;
}

// The annotation with this quotation has the span, comment and tags divided by blanks.
static void expect_annotation(Shelf *shelf, const char *quote, uint32_t start, uint32_t end,
                              const char *comment, const char *tags) {
  AnnotationList list = list_all(shelf);
  const Annotation *found = NULL;
  for (uint32_t i = 0; i < list.count; i++)
    if (strcmp(list.items[i].quote, quote) == 0) found = &list.items[i];
  if (!found) fail_msg("nothing quotes '%s'", quote);
  Buffer joined = {0};
  for (uint32_t i = 0; i < found->tag_count; i++)
    buffer_printf(&joined, "%s%s", i ? " " : "", found->tags[i]);
  assert_int_equal(found->span.start_cp, start);
  assert_int_equal(found->span.end_cp, end);
  assert_string_equal(found->comment, comment);
  check_text(buffer_slice(&joined), tags);
  buffer_release(&joined);
  annotation_release_list(&list);
}

// ---- Formats

static const char w3c[] =
    "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"Annotation\","
    "\"id\":\"https://a.example/1\",\"motivation\":[\"oa:tagging\"],\"modified\":"
    "\"2026-01-02T00:00:00Z\",\"body\":[{\"type\":\"TextualBody\",\"value\":\"sea\"},"
    "{\"type\":\"TextualBody\",\"purpose\":\"commenting\",\"value\":\"Why?\"}],"
    "\"target\":[{\"source\":\"http://EXAMPLE.org:80/h?x=1#top\",\"selector\":"
    "{\"type\":\"FragmentSelector\",\"refinedBy\":{\"type\":\"TextQuoteSelector\","
    "\"exact\":\"Ships wait\",\"prefix\":\"remain. \",\"suffix\":\" no more\"}}},"
    "\"https://example.org/h\"]}";

static void web_annotations_come_in_one_for_each_target(void **state) {
  (void)state;
  Shelf shelf = harbour();
  expect_import(&shelf, w3c, "2 new, 0 changed, 0 same, 0 orphaned, 0 ambiguous, 0 left out",
                "0 new, 0 changed, 2 same, 0 orphaned, 0 ambiguous, 0 left out");
  expect_annotation(&shelf, "Ships wait", 96, 106, "Why?", "sea");
  expect_annotation(&shelf, "", 0, 0, "Why?", "sea"); // on the whole brief
  shelf_release(&shelf);
}

static const char hypothesis[] =
    "{\"rows\":[{\"id\":\"r1\",\"references\":[\"a1\"],\"user\":\"acct:bo@x\",\"created\":"
    "\"2026-01-03T00:00:00+00:00\",\"text\":\"Yes.\\n\\nBut.\"},{\"id\":\"a1\",\"uri\":"
    "\"https://example.org/h?x=1\",\"user\":\"acct:ana@x\",\"text\":\"Look\",\"tags\":[\"t\"],"
    "\"updated\":\"2026-01-02T00:00:00+00:00\",\"target\":[{\"selector\":[{\"type\":"
    "\"TextQuoteSelector\",\"exact\":\"two thirds\",\"prefix\":\"lost \",\"suffix\":\" of\"}]}]},"
    "{\"id\":\"a2\",\"uri\":\"https://example.org/h\",\"hidden\":true,\"target\":[]}]}";

static void replies_join_the_comment_that_they_answer(void **state) {
  (void)state;
  Shelf shelf = harbour();
  expect_import(&shelf, hypothesis, "1 new, 0 changed, 0 same, 0 orphaned, 0 ambiguous, 1 left out",
                "0 new, 0 changed, 1 same, 0 orphaned, 0 ambiguous, 1 left out");
  expect_annotation(&shelf, "two thirds", 36, 46, "Look\n\n> **bo** 2026-01-03: Yes.\n>\n> But.",
                    "t");
  shelf_release(&shelf);
}

static const char kindle[] =
    "\xEF\xBB\xBFThe Harbour (Ana, B.)\r\n- Ihre Markierung bei Position 10-11 | "
    "Hinzugef\xC3\xBCgt "
    "am Donnerstag, 29. Januar 2026 08:15:30\r\n\r\ntwo thirds\r\n==========\r\n"
    "\xEF\xBB\xBFThe Harbour (Ana, B.)\r\n- Ihre Markierung bei Position 10-12 | "
    "Hinzugef\xC3\xBCgt "
    "am Donnerstag, 29. Januar 2026 08:15:40\r\n\r\ntwo thirds of its trade. Ships "
    "wait.\r\n==========\r\n"
    "The Harbour (Ana, B.)\r\n- Ihre Notiz bei Position 12 | Hinzugef\xC3\xBCgt am Donnerstag, 29. "
    "Januar 2026 08:16:00\r\n\r\nHow many?\r\n==========\r\n"
    "The Harbour (Ana, B.)\r\n- Your Highlight on Location 20-20 | Added on Thursday, January 29, "
    "2026 8:15:30 PM\r\n\r\nShips wait\r\n==========\r\n"
    "The Harbour (Ana, B.)\r\n- \xE4\xB9\xA6\xE7\xAD\xBE | x\r\n\r\n\r\n==========\r\n";

static void a_longer_clipping_supersedes_and_a_note_joins_it(void **state) {
  (void)state;
  Shelf shelf = harbour();
  expect_import(&shelf, kindle, "2 new, 0 changed, 0 same, 0 orphaned, 1 ambiguous, 1 left out",
                "0 new, 0 changed, 2 same, 0 orphaned, 0 ambiguous, 1 left out");
  expect_annotation(&shelf, "two thirds of its trade. Ships wait.", 36, 72, "How many?", "");
  expect_annotation(&shelf, "Ships wait", 0, 0, "", ""); // stands twice: no guess
  shelf_release(&shelf);
}

static const char lua[] = "-- kept by the reader\nreturn {\n [\"annotations\"] = { [1] = {"
                          "[\"drawer\"] = \"lighten\", [\"color\"] = \"olive\", [\"text\"] = "
                          "\"Na\\195\\175ve \xF0\x9F\x98\x80\\\nhopes\", [\"pageno\"] = -1.5e3, },"
                          " [2] = { [\"text\"] = \"a page\" }, },\n [\"doc_props\"] = {[\"title\"]"
                          " = \"The Harbour\"}, }\n";

static void lua_is_read_as_data(void **state) {
  (void)state;
  Shelf shelf = harbour();
  expect_import(&shelf, lua, "1 new, 0 changed, 0 same, 0 orphaned, 0 ambiguous, 1 left out",
                "0 new, 0 changed, 1 same, 0 orphaned, 0 ambiguous, 1 left out");
  expect_annotation(&shelf, "Na\xC3\xAFve \xF0\x9F\x98\x80 hopes", 74, 87, "", "");
  shelf_release(&shelf);
}

static const char koreader[] =
    "{\"documents\":[{\"title\":\"Other\",\"file\":\"/mnt/harbour.txt\",\"entries\":[{\"sort\":"
    "\"highlight\",\"text\":\"gone words here\",\"time\":1769674530},{\"sort\":\"bookmark\"}]}]}";

static void what_is_nowhere_is_an_orphan_with_its_words(void **state) {
  (void)state;
  Shelf shelf = harbour();
  expect_import(&shelf, koreader, "1 new, 0 changed, 0 same, 1 orphaned, 0 ambiguous, 1 left out",
                "0 new, 0 changed, 1 same, 0 orphaned, 0 ambiguous, 1 left out");
  AnnotationList list = list_all(&shelf);
  assert_int_equal(list.items[0].state, ANNOTATION_ORPHAN);
  assert_string_equal(list.items[0].quote, "gone words here");
  annotation_release_list(&list);
  shelf_release(&shelf);
}

static const char readwise[] = "note,HIGHLIGHT,Book Title,Tags\n"
                               "\".one .two\nWhy, \"\"so\"\"?\",Ships wait no more,The Harbour,a,\n"
                               " .net,hopes  remain,the harbour: another,\"x, y\"\n";

static void notes_of_readwise_begin_with_tags(void **state) {
  (void)state;
  Shelf shelf = harbour();
  expect_import(&shelf, readwise, "2 new, 0 changed, 0 same, 0 orphaned, 0 ambiguous, 0 left out",
                "0 new, 0 changed, 2 same, 0 orphaned, 0 ambiguous, 0 left out");
  expect_annotation(&shelf, "Ships wait no more", 96, 114, "Why, \"so\"?", "a one two");
  expect_annotation(&shelf, "hopes remain", 82, 94, ".net", "x y");
  shelf_release(&shelf);
}

static const char codebook[] = "name,description\nwater/release,\"Who, and when\"\nfire,\n";

static void a_codebook_as_csv_makes_tags(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  expect_import(&shelf, codebook,
                "0 new, 0 changed, 0 same, 0 orphaned, 0 ambiguous, 0 left out; 2 tags",
                "0 new, 0 changed, 0 same, 0 orphaned, 0 ambiguous, 0 left out");
  char *memo = shelf_query(&shelf, "SELECT memo FROM tag WHERE path = 'water/release'");
  assert_string_equal(memo, "Who, and when");
  free(memo);
  shelf_release(&shelf);
}

static const char jsonl_brief[] = "{\"type\":\"brief\",\"id\":\"b\",\"title\":\"New\",\"version\":"
                                  "\"%s\",\"text\":\"Words of a new brief.\\n\"}\n"
                                  "{\"type\":\"annotation\",\"id\":"
                                  "\"11111111-1111-4111-8111-111111111111\",\"brief\":\"b\","
                                  "\"version\":\"%s\",\"start\":0,\"end\":5,\"quote\":\"Words\","
                                  "\"colour\":\"red\",\"created\":\"2026-01-01T00:00:00Z\","
                                  "\"updated\":\"2026-01-02T00:00:00Z\",\"by\":\"ana\","
                                  "\"state\":\"same\"}\n";

static void a_brief_comes_with_its_text(void **state) {
  (void)state;
  char hash[HASH_HEX_SIZE];
  Buffer file = {0};
  Shelf shelf = shelf_new();
  hash_hex(SLICE("Words of a new brief.\n"), hash);
  buffer_printf(&file, jsonl_brief, hash, hash);
  expect_import(&shelf, file.ptr, "1 new, 0 changed, 0 same, 0 orphaned, 0 ambiguous, 0 left out",
                "0 new, 0 changed, 1 same, 0 orphaned, 0 ambiguous, 0 left out");
  expect_annotation(&shelf, "Words", 0, 5, "", "");
  buffer_release(&file);
  shelf_release(&shelf);
}

static void refuse(Shelf *shelf, const char *bytes, const char *wanted) {
  Error err = {0};
  IntakeCounts counts;
  IntakeOptions options = {0};
  char *before = shelf_describe(shelf);
  assert_false(intake_import(shelf->library, slice_of(bytes), "file", &options, &counts, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  if (!strstr(err.message, wanted)) fail_msg("'%s' does not say '%s'", err.message, wanted);
  char *after = shelf_describe(shelf);
  assert_string_equal(after, before);
  free(before);
  free(after);
}

static void what_is_no_format_is_refused_whole(void **state) {
  (void)state;
  Shelf shelf = harbour();
  refuse(&shelf, "", "no known format");
  refuse(&shelf, "Some words.\n", "no known format");
  refuse(&shelf, "{\"type\":\"brief\",\"id\":\"b\",\"mood\":1}\n", "a key 'mood'");
  refuse(&shelf, "tag,name\na,b\n", "more than one column");
  refuse(&shelf, "SQLite format 3 and no more", "the SQLite file: it is none");
  refuse(&shelf, "return { [1] = os.exit() }", "no value");
  Buffer file = {0};
  buffer_printf(&file, jsonl_brief, "00", "00");
  refuse(&shelf, file.ptr, "not the one of its hash");
  buffer_release(&file);
  shelf_release(&shelf);
}

// ---- Coming again

static void what_the_reader_changed_or_deleted_stays_so(void **state) {
  (void)state;
  Shelf shelf = harbour();
  import(&shelf, readwise, false);
  AnnotationList list = list_all(&shelf);
  shelf_comment(&shelf, list.items[0].key, "mine");
  shelf_delete(&shelf, list.items[1].key);
  IntakeCounts counts = import(&shelf, readwise, false);
  expect_counts(&counts, "0 new, 0 changed, 1 same, 0 orphaned, 0 ambiguous, 1 left out");
  expect_annotation(&shelf, "hopes remain", 82, 94, "mine", "x y");
  annotation_release_list(&list);
  shelf_release(&shelf);
}

// The comment has changed there, the tags here: both stay.
static void only_what_changed_there_is_set(void **state) {
  (void)state;
  Shelf shelf = harbour();
  static const char newer[] = "note,HIGHLIGHT,Book Title,Tags\nother,hopes remain,The Harbour,x\n";
  import(&shelf, "note,HIGHLIGHT,Book Title,Tags\nnote,hopes remain,The Harbour,x\n", false);
  AnnotationList list = list_all(&shelf);
  shelf_tag(&shelf, list.items[0].key, "mine");
  IntakeCounts counts = import(&shelf, newer, false);
  expect_counts(&counts, "0 new, 1 changed, 0 same, 0 orphaned, 0 ambiguous, 0 left out");
  expect_annotation(&shelf, "hopes remain", 82, 94, "other", "mine x");
  counts = import(&shelf, newer, false);
  expect_counts(&counts, "0 new, 0 changed, 1 same, 0 orphaned, 0 ambiguous, 0 left out");
  annotation_release_list(&list);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void positions_are_tried_in_three_units(void **state) {
  (void)state;
  Units units;
  Span span;
  units_make(SLICE("a\xF0\x9F\x98\x80\xC3\xA9z"), &units);
  assert_true(units_to_bytes(&units, 1, 3, &span));
  assert_int_equal(span.start, 1);
  assert_int_equal(span.end, 5);
  assert_true(units_to_bytes(&units, 3, 5, &span));
  assert_int_equal(span.start, 5);
  assert_int_equal(span.end, 8);
  assert_false(units_to_bytes(&units, 2, 3, &span)); // inside a pair
  assert_false(units_to_bytes(&units, 0, 6, &span)); // behind the end
  assert_int_equal(units_before(&units, 7), 4);
  units_release(&units);
}

// ---- Damage

static void cut_everywhere(const char *bytes) {
  size_t len = strlen(bytes);
  for (size_t end = 0; end < len; end++) {
    char *copy = memory_string(slice_make(bytes, end)); // its own size, for a sanitizer
    for (uint32_t i = 0, count; i < (readers_formats(&count), count); i++) {
      ForeignFile file;
      Error err = {0};
      if (readers_read(&readers_formats(&count)[i], slice_make(copy, end), &file, &err))
        foreign_release(&file);
      else
        assert_int_equal(err.kind, ERROR_DATA);
    }
    readers_sniff(slice_make(copy, end));
    free(copy);
  }
}

// Foreign programs keep things of their own beside what is ours.
static void a_file_may_be_nested_deeply(void **state) {
  (void)state;
  enum { DEEP = 40 };
  Shelf shelf = harbour();
  Buffer json = {0};
  buffer_add_string(&json, "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"extra\":");
  for (int i = 0; i < DEEP; i++) buffer_add_string(&json, i % 2 ? "[" : "{\"a\":");
  buffer_add_string(&json, "1");
  for (int i = DEEP; i-- > 0;) buffer_add_byte(&json, i % 2 ? ']' : '}');
  buffer_add_string(&json,
                    ",\"id\":\"urn:uuid:8d37c931-3389-4b5e-8ad7-980af9af3fbe\","
                    "\"type\":\"Annotation\",\"target\":{\"source\":\"https://example.org/h?x=1\","
                    "\"selector\":{\"type\":\"TextQuoteSelector\",\"exact\":\"two thirds\"}}}");
  IntakeCounts counts = import(&shelf, json.ptr, false);
  expect_counts(&counts, "1 new, 0 changed, 0 same, 0 orphaned, 0 ambiguous, 0 left out");
  buffer_release(&json);
  shelf_release(&shelf);
}

static void a_file_cut_anywhere_is_shorter_or_refused(void **state) {
  (void)state;
  static const char *const files[] = {w3c,      hypothesis, kindle,   lua,
                                      koreader, readwise,   codebook, jsonl_brief};
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) cut_everywhere(files[i]);
}

int main(void) {
  setenv("TZ", "UTC", 1);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(web_annotations_come_in_one_for_each_target),
      cmocka_unit_test(replies_join_the_comment_that_they_answer),
      cmocka_unit_test(a_longer_clipping_supersedes_and_a_note_joins_it),
      cmocka_unit_test(lua_is_read_as_data),
      cmocka_unit_test(what_is_nowhere_is_an_orphan_with_its_words),
      cmocka_unit_test(notes_of_readwise_begin_with_tags),
      cmocka_unit_test(a_codebook_as_csv_makes_tags),
      cmocka_unit_test(a_brief_comes_with_its_text),
      cmocka_unit_test(what_is_no_format_is_refused_whole),
      cmocka_unit_test(what_the_reader_changed_or_deleted_stays_so),
      cmocka_unit_test(only_what_changed_there_is_set),
      cmocka_unit_test(positions_are_tried_in_three_units),
      cmocka_unit_test(a_file_may_be_nested_deeply),
      cmocka_unit_test(a_file_cut_anywhere_is_shorter_or_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
