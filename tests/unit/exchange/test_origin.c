// SPDX-License-Identifier: MIT
// Where annotations come from goes out and in again: ids of other programs, and the place where an
// annotation was made before its text changed.
#include "support/check.h"
#include "support/shelf.h"

#include "exchange/exchange.h"
#include "exchange/intake.h"

#include <stdio.h>
#include <stdlib.h>

static const char first[] = "Water first\n\nRivers need rain. Dams hold water back.\n";
static const char later[] = "Water first\n\nA new beginning. Rivers need rain. Dams hold it.\n";

static void import(Shelf *shelf, const char *text, const char *wanted) {
  Error err = {0};
  IntakeCounts counts;
  Buffer line = {0};
  check_ok(
      intake_import(shelf->library, slice_of(text), "file", &(IntakeOptions){0}, &counts, &err),
      &err);
  intake_write_counts(&counts, &line);
  check_text(buffer_slice(&line), wanted);
  buffer_release(&line);
}

static Buffer export(Shelf *shelf, const char *format, bool with_text) {
  Error err = {0};
  Buffer out = {0};
  Target target = target_of_buffer(&out);
  ExchangeOptions options = {.with_text = with_text};
  check_ok(exchange_export(shelf->library, exchange_find_format(slice_of(format)), &options,
                           &target, NULL, &err),
           &err);
  return out;
}

static void check_holds(const Buffer *text, const char *wanted) {
  if (!strstr(text->ptr, wanted)) fail_msg("«%s» is not in\n%s", wanted, text->ptr);
}

// What one library writes, another reads and writes to the byte, and reads again without a change.
static void check_there_and_back(Shelf *shelf, const char *format, bool has_later) {
  Shelf other = shelf_new();
  shelf_add(&other, "water.txt", first);
  if (has_later) shelf_add(&other, "water.txt", later);
  Buffer written = export(shelf, format, false);
  import(&other, written.ptr, "1 new, 0 changed, 0 same, 0 orphaned, 0 ambiguous, 0 left out");
  Buffer again = export(&other, format, false);
  check_text(buffer_slice(&again), written.ptr);
  import(&other, again.ptr, "0 new, 0 changed, 1 same, 0 orphaned, 0 ambiguous, 0 left out");
  buffer_release(&again);
  again = export(&other, format, false);
  check_text(buffer_slice(&again), written.ptr);
  buffer_release(&written);
  buffer_release(&again);
  shelf_release(&other);
}

static void an_address_of_another_program_stays(void **state) {
  (void)state;
  static const char text[] =
      "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"Annotation\","
      "\"id\":\"https://example.org/anno/\xC3\xA4 1\",\"created\":\"2026-01-01T00:00:00Z\","
      "\"creator\":\"R\",\"body\":\"https://example.org/x\",\"target\":{\"source\":{\"id\":"
      "\"https://example.org/water.txt\"},\"state\":{\"type\":\"TimeState\",\"sourceDate\":"
      "\"2026-01-15T00:00:00Z\"},\"selector\":{\"type\":\"TextQuoteSelector\",\"exact\":\"rain\"}}"
      "}";
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t brief = shelf_add(&shelf, "water.txt", first), change;
  const char *url = "https://example.org/water.txt";
  check_ok(brief_set_metadata(shelf.library, brief, &(BriefMetadata){.url = url}, &change, &err),
           &err);
  import(&shelf, text, "1 new, 0 changed, 0 same, 0 orphaned, 0 ambiguous, 0 left out");
  Buffer web = export(&shelf, "w3c", false), lines = export(&shelf, "jsonl", false);
  check_holds(&web, "\"canonical\":\"https://example.org/anno/%C3%A4%201\"");
  check_holds(&web, "\"sourceDate\":\"2026-01-15T00:00:00Z\"");
  check_holds(&lines,
              "\"foreign\":{\"format\":\"w3c\",\"id\":\"https://example.org/anno/\xC3\xA4 1\"}}");
  buffer_release(&web);
  buffer_release(&lines);
  check_ok(brief_set_metadata(shelf.library, brief, &(BriefMetadata){.url = ""}, &change, &err),
           &err);
  check_there_and_back(&shelf, "w3c", false);
  shelf_release(&shelf);
}

static void an_id_of_other_lines_stays(void **state) {
  (void)state;
  static const char text[] = "{\"type\":\"annotation\",\"id\":\"note 7\",\"version\":\"%s\","
                             "\"start\":13,\"end\":19,\"quote\":\"Rivers\",\"by\":\"R\","
                             "\"created\":\"2026-01-01T00:00:00Z\"}\n";
  Shelf shelf = shelf_new();
  char hash[HASH_HEX_SIZE];
  Buffer line = {0};
  shelf_add(&shelf, "water.txt", first);
  char *stored = shelf_query(&shelf, "SELECT hash FROM version");
  snprintf(hash, sizeof hash, "%s", stored);
  free(stored);
  buffer_printf(&line, text, hash);
  import(&shelf, line.ptr, "1 new, 0 changed, 0 same, 0 orphaned, 0 ambiguous, 0 left out");
  Buffer lines = export(&shelf, "jsonl", false);
  check_holds(&lines, "\"foreign\":{\"format\":\"jsonl\",\"id\":\"note 7\"}}");
  buffer_release(&lines);
  buffer_release(&line);
  shelf_release(&shelf);
}

static void what_was_made_here_has_no_origin(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  shelf_annotate(&shelf, shelf_add(&shelf, "water.txt", first), 13, 19, NULL, NULL);
  Buffer lines = export(&shelf, "jsonl", false), web = export(&shelf, "w3c", false);
  assert_null(strstr(lines.ptr, "\"made\""));
  assert_null(strstr(lines.ptr, "\"foreign\""));
  assert_null(strstr(web.ptr, "\"canonical\""));
  buffer_release(&lines);
  buffer_release(&web);
  check_there_and_back(&shelf, "jsonl", false);
  check_there_and_back(&shelf, "w3c", false);
  shelf_release(&shelf);
}

static void the_place_before_the_text_changed_is_told(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Buffer made = {0};
  shelf_annotate(&shelf, shelf_add(&shelf, "water.txt", first), 13, 30, NULL, NULL);
  char *hash = shelf_query(&shelf, "SELECT hash FROM version");
  buffer_printf(&made,
                "\"made\":{\"version\":\"%s\",\"start\":13,\"end\":30,"
                "\"quote\":\"Rivers need rain.\"}",
                hash);
  shelf_add(&shelf, "water.txt", later);
  Buffer lines = export(&shelf, "jsonl", false);
  check_holds(&lines, "\"start\":30,\"end\":47,");
  check_holds(&lines, made.ptr);
  check_there_and_back(&shelf, "jsonl", true);
  check_there_and_back(&shelf, "w3c", true);
  buffer_release(&lines);
  buffer_release(&made);
  free(hash);
  shelf_release(&shelf);
}

static void a_place_that_makes_no_sense_is_none(void **state) {
  (void)state;
  static const char *const places[] = {
      "null",
      "7",
      "{}",
      "{\"version\":\"abc\",\"start\":1,\"end\":2}",
      "{\"version\":7,\"start\":\"x\"}",
      "{\"version\":\"ZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZ\"}"};
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    Error err = {0};
    Arena *arena = arena_new();
    OriginPlace place = origin_read_place(json_parse(arena, slice_of(places[i]), &err));
    check_text(slice_of(place.hash), "");
    arena_free(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_address_of_another_program_stays),
      cmocka_unit_test(an_id_of_other_lines_stays),
      cmocka_unit_test(what_was_made_here_has_no_origin),
      cmocka_unit_test(the_place_before_the_text_changed_is_told),
      cmocka_unit_test(a_place_that_makes_no_sense_is_none),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
