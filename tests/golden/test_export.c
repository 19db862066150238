// SPDX-License-Identifier: MIT
// The exporters against stored bytes. Ids are counted and time stands still, so every run gives the
// same.
#include "base/file.h"
#include "support/check.h"
#include "support/desk.h"

#include <stdlib.h>

static const char markup[] = "tests/data/export/markup.txt";

static int make_library(void **state) {
  desk_set_up(state);
  const Desk *desk = *state;
  free(DESK_TAKE(desk, "script", "tests/data/export/marks.script"));
  free(DESK_TAKE(desk, "annotate", markup, "--whole", "--comment", "A comment on the whole brief.",
                 "--tag", "to read"));
  return 0;
}

static void check_export(const Desk *desk, const char *name, const char *said,
                         const char *const *options) {
  const char *arguments[16] = {"--library", desk->library, "export", "--format"};
  for (int i = 0; options[i]; i++) arguments[4 + i] = options[i];
  for (int round = 0; round < 2; round++) {
    Program program = program_run(desk->home, "", arguments);
    program_check(&program, 0, said);
    check_golden(name, slice_of(program.out));
    program_release(&program);
  }
}

#define EXPORT(name, ...) EXPORT_SAYING(name, "", __VA_ARGS__)
#define EXPORT_SAYING(name, said, ...)                                                             \
  check_export(*state, name, said, (const char *const[]){__VA_ARGS__, NULL})

static void json_lines(void **state) {
  EXPORT("export-all.jsonl", "jsonl");
}

static void json_lines_with_texts_of_one_tag(void **state) {
  EXPORT("export-tag.jsonl", "jsonl", "--tag", "method", "--with-text");
}

static void csv_raw(void **state) {
  EXPORT("export-all.csv", "csv");
}

static void csv_for_spreadsheets(void **state) {
  EXPORT("export-spreadsheet.csv", "csv", "--spreadsheet");
}

static void markdown_of_two_briefs(void **state) {
  EXPORT("export-all.md", "markdown");
}

static void markdown_of_one_brief(void **state) {
  EXPORT("export-brief.md", "markdown", "--brief", markup);
}

static void markdown_by_tag_with_sentences_around(void **state) {
  EXPORT("export-groups.md", "markdown", "--group-by", "tag", "--context", "1");
}

static void org(void **state) {
  EXPORT("export-all.org", "org");
}

static void org_by_colour(void **state) {
  EXPORT("export-colours.org", "org", "--group-by", "colour");
}

static void html_of_one_brief(void **state) {
  EXPORT("export-brief.html", "html", "--brief", markup);
}

static void w3c(void **state) {
  EXPORT("export-all.jsonld", "w3c");
}

static void hypothesis(void **state) {
  EXPORT("export-hypothesis.json", "hypothesis");
}

static void readwise(void **state) {
  EXPORT_SAYING("export-readwise.csv",
                "postil: readwise: 1 annotation on the whole brief left out\n", "readwise");
}

static void codebooks(void **state) {
  EXPORT("export-taguette.csv", "taguette");
  EXPORT("export-all.qdc", "qdc");
}

static void doccano(void **state) {
  EXPORT("export-doccano.jsonl", "doccano");
}

static void citations(void **state) {
  EXPORT("export-all.bib", "bibtex");
  EXPORT("export-all.csl.json", "csl");
}

// ---- Files and folders

static char *path_in(const Desk *desk, const char *name) {
  Buffer path = {0};
  buffer_printf(&path, "%s/%s", desk->home, name);
  return buffer_take(&path);
}

static Buffer read_back(const Desk *desk, const char *name) {
  Buffer bytes = {0};
  Error err = {0};
  char *path = path_in(desk, name);
  if (!file_read(path, 1 << 20, &bytes, &err)) fail_msg("%s", err.message);
  free(path);
  return bytes;
}

static void check_file(const Desk *desk, const char *name, const char *golden) {
  Buffer bytes = read_back(desk, name);
  check_golden(golden, buffer_slice(&bytes));
  buffer_release(&bytes);
}

static void export_to(const Desk *desk, const char *format, const char *name, const char *said) {
  char *path = path_in(desk, name);
  const char *arguments[] = {"--library", desk->library, "export",  "--format", format,
                             "-o",        path,          "--force", NULL};
  Program program = program_run(desk->home, "", arguments);
  program_check(&program, 0, said);
  program_release(&program);
  free(path);
}

static void brat_is_a_folder(void **state) {
  const Desk *desk = *state;
  export_to(desk, "brat", "brat", "postil: brat: 1 annotation on the whole brief left out\n");
  check_file(desk, "brat/annotation.conf", "export-brat-annotation.conf");
  check_file(desk, "brat/visual.conf", "export-brat-visual.conf");
}

// Stored, not packed: the project stands in it as it is.
static void a_project_is_an_archive(void **state) {
  const Desk *desk = *state;
  export_to(desk, "qdpx", "all.qdpx", "");
  export_to(desk, "qdpx", "again.qdpx", "");
  Buffer bytes = read_back(desk, "all.qdpx"), again = read_back(desk, "again.qdpx");
  assert_true(slice_equal(buffer_slice(&bytes), buffer_slice(&again)));
  assert_true(slice_starts(buffer_slice(&bytes), SLICE("PK\x03\x04")));
  const char *start = memmem(bytes.ptr, bytes.len, "<?xml", 5);
  const char *end = memmem(bytes.ptr, bytes.len, "</Project>\n", 11);
  assert_true(start && end && start < end);
  check_golden("export-project.qde", slice_make(start, (size_t)(end - start) + 11));
  buffer_release(&bytes);
  buffer_release(&again);
}

static void exports_know_no_zone_and_no_locale(void **state) {
  const Desk *desk = *state;
  char *here =
      PROGRAM_TEXT(desk->home, "--library", desk->library, "export", "--format", "markdown");
  setenv("TZ", "Asia/Tokyo", 1);
  setenv("LC_ALL", "C", 1);
  char *there =
      PROGRAM_TEXT(desk->home, "--library", desk->library, "export", "--format", "markdown");
  unsetenv("TZ");
  unsetenv("LC_ALL");
  check_text(slice_of(there), here);
  free(here);
  free(there);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(json_lines),
      cmocka_unit_test(json_lines_with_texts_of_one_tag),
      cmocka_unit_test(csv_raw),
      cmocka_unit_test(csv_for_spreadsheets),
      cmocka_unit_test(markdown_of_two_briefs),
      cmocka_unit_test(markdown_of_one_brief),
      cmocka_unit_test(markdown_by_tag_with_sentences_around),
      cmocka_unit_test(org),
      cmocka_unit_test(org_by_colour),
      cmocka_unit_test(html_of_one_brief),
      cmocka_unit_test(w3c),
      cmocka_unit_test(hypothesis),
      cmocka_unit_test(readwise),
      cmocka_unit_test(codebooks),
      cmocka_unit_test(doccano),
      cmocka_unit_test(citations),
      cmocka_unit_test(brat_is_a_folder),
      cmocka_unit_test(a_project_is_an_archive),
      cmocka_unit_test(exports_know_no_zone_and_no_locale),
  };
  return cmocka_run_group_tests(tests, make_library, desk_tear_down);
}
