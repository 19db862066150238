// SPDX-License-Identifier: MIT
// A codebook as a file: out, in, and what is refused.
#include "support/check.h"
#include "support/shelf.h"

#include "exchange/exchange.h"
#include "exchange/tagfile.h"
#include "exchange/target.h"

static void import(Shelf *shelf, const char *text, uint32_t wanted_added, bool wanted_change) {
  Error err = {0};
  TagFile file;
  uint32_t added;
  int64_t change;
  check_ok(tagfile_read(slice_of(text), &file, &err), &err);
  check_ok(tag_import(shelf->library, file.entries, file.count, &added, &change, &err), &err);
  assert_int_equal(added, wanted_added);
  assert_int_equal(change != 0, wanted_change);
  tagfile_release(&file);
}

static void check_export(Shelf *shelf, const char *wanted) {
  Error err = {0};
  TagList list;
  Buffer out = {0};
  check_ok(tag_list(shelf->library, &list, &err), &err);
  for (uint32_t i = 0; i < list.count; i++) memcpy(list.items[i].id, "x", 2);
  tagfile_write(&list, &out);
  check_text(buffer_slice(&out), wanted);
  tag_release_list(&list);
  buffer_release(&out);
}

static void a_codebook_goes_out_and_comes_in(void **state) {
  (void)state;
  static const char text[] = "{\"type\":\"tag\",\"id\":\"x\",\"path\":\"a \\\"b\\\"\"}\n"
                             "{\"type\":\"tag\",\"id\":\"x\",\"path\":\"water/release\","
                             "\"colour\":\"#ffd700\",\"memo\":\"Who lets it go.\","
                             "\"aliases\":[\"dams\",\"the \\\"flow\\\"\"]}\n";
  Shelf shelf = shelf_new();
  import(&shelf, text, 2, true);
  check_export(&shelf, text);
  import(&shelf, text, 0, false); // again: nothing to change
  shelf_release(&shelf);
}

static void what_is_not_named_stays(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  import(&shelf, "{\"path\":\"water\",\"memo\":\"Wet.\",\"colour\":\"blue\"}", 1, true);
  import(&shelf, "\n {\"path\":\" water \",\"memo\":\"Rivers.\"} \r\n{\"path\":\"fire\"}\n", 1,
         true);
  check_export(&shelf, "{\"type\":\"tag\",\"id\":\"x\",\"path\":\"fire\"}\n"
                       "{\"type\":\"tag\",\"id\":\"x\",\"path\":\"water\",\"colour\":\"#87cefa\","
                       "\"memo\":\"Rivers.\"}\n");
  shelf_release(&shelf);
}

static void an_import_is_one_step(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  Change done;
  import(&shelf, "{\"path\":\"a\"}\n{\"path\":\"b/c\",\"memo\":\"m\"}", 2, true);
  check_ok(change_undo(shelf.library, &done, &err), &err);
  assert_string_equal(done.what, "undo: import a codebook of 2 tags");
  change_release(&done);
  check_export(&shelf, "");
  shelf_release(&shelf);
}

static void annotations_and_briefs_are_passed_over(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  import(&shelf,
         "{\"type\":\"brief\",\"id\":\"1\"}\n{\"type\":\"tag\",\"path\":\"a\"}\n"
         "{\"type\":\"annotation\",\"quote\":\"q\"}\n",
         1, true);
  shelf_release(&shelf);
}

static void what_is_no_codebook_is_refused_with_its_line(void **state) {
  (void)state;
  static const struct {
    const char *text, *says;
  } cases[] = {{"", "cannot read a codebook from this: the file holds no tag"},
               {"{\"type\":\"brief\"}", "cannot read a codebook from this: the file holds no tag"},
               {"{\"path\":\"a\"}\nwater", "cannot read line 2 of the codebook: "},
               {"[1]", "line 1 of the codebook: it is no object"},
               {"\n\n{\"memo\":\"m\"}", "line 3 of the codebook: it has no path"},
               {"{\"path\":7}", "it has no path"},
               {"{\"path\":\"a\",\"colour\":\"reddish\"}", "its colour is none"},
               {"{\"path\":\"\xff\"}", "cannot read line 1"},
               {"<html><p>no</p>", "the file holds no code"},
               {"<Code name='\xff'/>", "it is not in UTF-8"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Error err = {0};
    TagFile file;
    assert_false(tagfile_read(slice_of(cases[i].text), &file, &err));
    assert_int_equal(err.kind, ERROR_DATA);
    if (!strstr(err.message, cases[i].says)) fail_msg("«%s»", err.message);
  }
}

static void check_codes(const char *text, const char *wanted) {
  Error err = {0};
  TagFile file;
  Buffer out = {0};
  check_ok(tagfile_read(slice_of(text), &file, &err), &err);
  for (uint32_t i = 0; i < file.count; i++) {
    const TagEntry *entry = &file.entries[i];
    buffer_printf(&out, "%s|%s", entry->path, entry->edit.memo ? entry->edit.memo : "");
    if (entry->edit.colour) buffer_printf(&out, "|%06x", (unsigned)*entry->edit.colour);
    buffer_add_byte(&out, '\n');
  }
  check_text(buffer_slice(&out), wanted);
  buffer_release(&out);
  tagfile_release(&file);
}

static void a_codebook_of_refi_comes_in_with_its_tree(void **state) {
  (void)state;
  check_codes(
      "\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\"><Codes>"
      "<!-- <Code name=\"no\"/> --><Code guid=\"1\" name=\"Energy\" color=\"#0A0B0C\">"
      "<Description>What &amp; why &lt;b&gt; &#xE9;</Description>"
      "<Code color = '#ffd700' isCodable=\"true\" name='Solar > wind'/>"
      "<q:Code name=\"Roof\"><q:Description><![CDATA[a <b> & c]]></q:Description></q:Code>"
      "</Code><Code name=\" \"><Code name=\"Low\"/></Code><Code name=\"a/b\"/></Codes>"
      "<Sets><Set name=\"s\"><Description>none's</Description></Set></Sets></CodeBook>",
      "Energy|What & why <b> \u00E9|0a0b0c\nEnergy/Solar > wind|\nEnergy/Roof|a <b> & c\n"
      "Low|\na/b|\n");
  check_codes("<Codes><Code name=\"open\"><Description>for ever", "open|for ever\n");
}

// Other names become words of the memo: codes have none.
static void a_codebook_goes_out_as_refi_and_comes_in(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  shelf_add(&shelf, "one.txt", "A text to write of.\n");
  import(&shelf,
         "{\"path\":\"a/b\",\"memo\":\"one\\n<two> & \\\"three\\\"\",\"colour\":\"#010203\"}\n"
         "{\"path\":\"\u6771\u4EAC\"}\n{\"path\":\"c\",\"aliases\":[\"d\"]}\n",
         3, true);
  Error err = {0};
  Buffer bytes = {0};
  const ExchangeFormat *qdc = exchange_find_format(SLICE("qdc"));
  Target target = target_of_buffer(&bytes);
  ExchangeOptions options = {0};
  ExchangeReport report = {0};
  check_ok(exchange_export(shelf.library, qdc, &options, &target, &report, &err), &err);
  check_codes(bytes.ptr, "a/b|one\n<two> & \"three\"|010203\nc|Other names: d\n\u6771\u4EAC|\n");
  exchange_release_report(&report);
  buffer_release(&bytes);
  shelf_release(&shelf);
}

// Codes in codes without end cost what their bytes do.
static void codes_that_are_nested_deeply_have_one_path(void **state) {
  (void)state;
  Buffer text = {0};
  Error err = {0};
  TagFile file;
  for (int i = 0; i < 200000; i++) buffer_add_string(&text, "<Code name='abcdefgh'>");
  check_ok(tagfile_read(buffer_slice(&text), &file, &err), &err);
  assert_in_range(file.count, 100, 1000);
  tagfile_release(&file);
  buffer_release(&text);
}

static void a_path_of_nothing_brings_in_nothing(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  TagFile file;
  uint32_t added;
  int64_t change;
  check_ok(tagfile_read(SLICE("{\"path\":\"a\"}\n{\"path\":\" / \"}"), &file, &err), &err);
  assert_false(tag_import(shelf.library, file.entries, file.count, &added, &change, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  tagfile_release(&file);
  check_export(&shelf, "");
  shelf_release(&shelf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_codebook_goes_out_and_comes_in),
      cmocka_unit_test(what_is_not_named_stays),
      cmocka_unit_test(an_import_is_one_step),
      cmocka_unit_test(annotations_and_briefs_are_passed_over),
      cmocka_unit_test(what_is_no_codebook_is_refused_with_its_line),
      cmocka_unit_test(a_codebook_of_refi_comes_in_with_its_tree),
      cmocka_unit_test(a_codebook_goes_out_as_refi_and_comes_in),
      cmocka_unit_test(codes_that_are_nested_deeply_have_one_path),
      cmocka_unit_test(a_path_of_nothing_brings_in_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
