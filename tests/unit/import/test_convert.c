// SPDX-License-Identifier: MIT
// Converters: what they are given and what their ends mean. Small programs in a folder of their own
// stand for the real ones, so that these need not be installed.
#include "import/convert.h"

#include "import/import.h"
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct Place {
  char *folder, *path; // $PATH as it was
} Place;

static int enter(void **state) {
  Place *place = calloc(1, sizeof *place);
  place->folder = check_folder();
  place->path = strdup(getenv("PATH"));
  char both[4096];
  snprintf(both, sizeof both, "%s:%s", place->folder, place->path);
  setenv("PATH", both, 1);
  *state = place;
  return 0;
}

static int leave(void **state) {
  Place *place = *state;
  setenv("PATH", place->path, 1);
  check_folder_remove(place->folder);
  free(place->folder);
  free(place->path);
  free(place);
  return 0;
}

// A program of that name that does this.
static void install(const Place *place, const char *name, const char *commands) {
  Buffer text = {0};
  buffer_printf(&text, "#!/bin/sh\n%s\n", commands);
  check_write(place->folder, name, buffer_slice(&text));
  buffer_clear(&text);
  buffer_printf(&text, "%s/%s", place->folder, name);
  assert_int_equal(chmod(text.ptr, 0700), 0);
  buffer_release(&text);
}

static bool convert(const char *document, Buffer *output, bool *refused, Error *err) {
  static const char *const arguments[] = {"fake", CONVERT_DOCUMENT, NULL};
  ConvertRequest request = {.arguments = arguments,
                            .package = "fake-tools",
                            .what = "a fake",
                            .document = slice_of(document)};
  return convert_run(&request, output, refused, err);
}

static void check_failure(const char *message, bool by_its_will) {
  Error err = {0};
  Buffer output = {0};
  bool refused = false;
  assert_false(convert("text", &output, &refused, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  check_text(slice_of(err.message), message);
  assert_int_equal(refused, by_its_will);
  assert_int_equal(output.len, 0);
  buffer_release(&output);
}

static void the_document_has_a_name_and_is_standard_input(void **state) {
  install(*state, "fake", "cat; cat \"$1\"; echo \"$LC_ALL\"");
  Error err = {0};
  Buffer output = {0};
  buffer_add_string(&output, "before ");
  check_ok(convert("text ", &output, NULL, &err), &err);
  check_text(buffer_slice(&output), "before text text C.UTF-8\n");
  buffer_release(&output);
}

static void a_missing_program_is_named_with_its_package(void **state) {
  (void)state;
  Error err = {0};
  Buffer output = {0};
  assert_false(convert("", &output, NULL, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  check_text(
      slice_of(err.message),
      "reading a fake needs the program fake of the package fake-tools, which is not installed");
  check_text(slice_of(err.hint), "install the package fake-tools and try again");
}

static void what_a_program_says_of_its_failure_is_told(void **state) {
  install(*state, "fake", "echo text; echo 'it is broken' >&2; echo more >&2; exit 3");
  check_failure("fake cannot read it: it is broken", true);
  install(*state, "fake", "exit 3");
  check_failure("fake cannot read it (status 3)", true);
  install(*state, "fake", "kill -SEGV $$");
  check_failure("fake cannot read it (status 139)", false);
}

static void a_long_complaint_is_cut_at_a_character(void **state) {
  install(*state, "fake", "printf 'a' >&2; yes é | head -200 | tr -d '\\n' >&2; exit 1");
  Error err = {0};
  Buffer output = {0};
  assert_false(convert("", &output, NULL, &err));
  Slice message = slice_of(err.message), end = SLICE("é");
  assert_true(slice_equal(slice_cut(message, message.len - end.len, message.len), end));
}

static void too_much_output_is_refused(void **state) {
  install(*state, "fake", "exec yes");
  check_failure("fake makes more than 64 MiB of it", false);
}

// ---- The formats that need one

static Version *import(const char *bytes, const char *name, Error *err) {
  return import_read(&(ImportInput){.bytes = slice_of(bytes), .name = name}, err);
}

static void a_pdf_is_what_its_converter_tells(void **state) {
  install(*state, "pdftohtml",
          "case \"$*\" in '-q -xml -i -stdout -enc UTF-8 /dev/fd/0') ;; *) exit 9 ;; esac\n"
          "echo '<page width=\"892\" height=\"1263\"><fontspec id=\"0\" size=\"17\"/>'\n"
          "echo '<text top=\"300\" left=\"108\" width=\"500\" height=\"15\" font=\"0\">Some "
          "text.</text>'");
  Error err = {0};
  Version *version = import("%PDF-1.7\n", "a.txt", &err);
  check_ok(version != NULL, &err);
  check_text(version->text, "Some text.");
  version_free(version);
}

static void a_pdf_without_text_or_key_says_so(void **state) {
  Error err = {0};
  install(*state, "pdftohtml", "echo '<page width=\"892\" height=\"1263\"></page>'");
  assert_null(import("%PDF-1.7\n", NULL, &err));
  check_text(slice_of(err.message), "this PDF has no text layer: its pages are pictures");
  install(*state, "pdftohtml", "exit 1");
  assert_null(import("%PDF-1.7 … trailer << /Encrypt 5 0 R >>", NULL, &err));
  check_text(slice_of(err.message),
             "this PDF is encrypted: it wants a password, or forbids to copy its text");
  assert_null(import("%PDF-1.7 …", NULL, &err));
  check_text(slice_of(err.message), "this PDF is damaged or cut off");
}

static void markup_goes_through_pandoc_by_its_content(void **state) {
  if (check_lacks(OPTIONAL_LIBXML2)) skip();
  static const char *const documents[][3] = {
      {"{\\rtf1 x}", "a.txt", "rtf"},
      {"\n\\documentclass{article}", "a.txt", "latex"},
      {"% by hand\n\\documentclass{article}", NULL, "latex"},
      {"#+TITLE: x", NULL, "org"},
      {"<?xml version='1.0'?><article xmlns='http://docbook.org/ns/docbook'>", NULL, "docbook"},
      {"words", "a.RST", "rst"},
  };
  install(*state, "pandoc",
          "test \"$1 $2 $3 $4 $6 $7\" = '--sandbox --standalone --quiet -f -t html' || exit 9\n"
          "echo \"<html><head><title>-</title></head><body><p>read as $5</p></body></html>\"");
  for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
    Error err = {0};
    Version *version = import(documents[i][0], documents[i][1], &err);
    check_ok(version != NULL, &err);
    Buffer wanted = {0};
    buffer_printf(&wanted, "read as %s", documents[i][2]);
    check_text(version->text, wanted.ptr);
    assert_int_equal(version->metadata.title.len, 0); // "-" is the name of no file
    buffer_release(&wanted);
    version_free(version);
  }
}

static const char *lost(const char *document) {
  Error err = {0};
  Version *version = import(document, NULL, &err);
  check_ok(version != NULL, &err);
  const char *sentence = version->lost;
  version_free(version);
  return sentence ? sentence : "";
}

static void what_a_converter_leaves_out_is_told(void **state) {
  install(*state, "pdftohtml",
          "echo '<page width=\"892\" height=\"1263\"><fontspec id=\"0\" size=\"17\"/>'\n"
          "echo '<text top=\"300\" left=\"108\" width=\"500\" height=\"15\" font=\"0\">Some "
          "text.</text></page><page width=\"892\" height=\"1263\"></page>'");
  assert_string_equal(lost("%PDF-1.7\n"),
                      "some of its pages have no text layer: what is only a picture is not read");
  if (check_lacks(OPTIONAL_LIBXML2)) skip();
  install(*state, "pandoc", "echo '<p>Trade fell.</p>'");
  assert_string_equal(lost("{\\rtf1 Trade fell.{\\footnote A source.}}"),
                      "its footnotes are not there: this pandoc does not read those of RTF");
  assert_string_equal(lost("{\\rtf1 Trade fell.}"), "");
}

static void rtf_is_mended_before_pandoc_reads_it(void **state) {
  if (check_lacks(OPTIONAL_LIBXML2)) skip();
  install(*state, "pandoc", "echo '<pre>'; cat; echo '</pre>'");
  Error err = {0};
  Version *version = import("{\\rtf1 It\\u8217?s.}", NULL, &err);
  check_ok(version != NULL, &err);
  check_text(version->text, "{\\rtf1 It\\u8217 ?s.}");
  version_free(version);
}

static void without_pandoc_its_formats_are_refused_with_its_name(void **state) {
  const Place *place = *state;
  setenv("PATH", place->folder, 1);
  Error err = {0};
  assert_null(import("{\\rtf1 x}", NULL, &err));
  check_text(slice_of(err.message), "reading an RTF document needs the program pandoc of the "
                                    "package pandoc, which is not installed");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter, leave)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(the_document_has_a_name_and_is_standard_input),
      TEST(a_missing_program_is_named_with_its_package),
      TEST(what_a_program_says_of_its_failure_is_told),
      TEST(a_long_complaint_is_cut_at_a_character),
      TEST(too_much_output_is_refused),
      TEST(a_pdf_is_what_its_converter_tells),
      TEST(a_pdf_without_text_or_key_says_so),
      TEST(markup_goes_through_pandoc_by_its_content),
      TEST(what_a_converter_leaves_out_is_told),
      TEST(rtf_is_mended_before_pandoc_reads_it),
      TEST(without_pandoc_its_formats_are_refused_with_its_name),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
