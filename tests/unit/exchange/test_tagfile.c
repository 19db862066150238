// SPDX-License-Identifier: MIT
// A codebook as a file: out, in, and what is refused.
#include "support/check.h"
#include "support/shelf.h"

#include "exchange/tagfile.h"

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
               {"{\"path\":\"\xff\"}", "cannot read line 1"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Error err = {0};
    TagFile file;
    assert_false(tagfile_read(slice_of(cases[i].text), &file, &err));
    assert_int_equal(err.kind, ERROR_DATA);
    if (!strstr(err.message, cases[i].says)) fail_msg("«%s»", err.message);
  }
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
      cmocka_unit_test(a_path_of_nothing_brings_in_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
