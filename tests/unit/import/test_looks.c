// SPDX-License-Identifier: MIT
// Style sheets, and the headings that they tell.
#include "import/stylesheet.h"

#include "support/check.h"
#include "support/document.h"
#include "support/parts.h"

static void check_look(const char *css, const char *name, uint32_t size, bool bold) {
  Stylesheet sheet;
  stylesheet_read(&sheet, slice_of(css));
  Look look = stylesheet_look(&sheet, slice_of(name));
  assert_int_equal(look.size, size);
  assert_int_equal(look.bold, bold);
  stylesheet_release(&sheet);
}

static void sizes_are_parts_of_the_usual_one(void **state) {
  (void)state;
  check_look(".a { font-size: 18.0000pt }", "a", 1500, false);
  check_look("p.a,h1 .b{font-size:24px;font-weight:bold}", "a", 1500, true);
  check_look(".a{font-size:1.25em;font-weight:700}", "a", 1250, true);
  check_look(".a{font-size:150%;font-weight:400}", "a", 1500, false);
  check_look(".a{font-size:large}", "a", 0, false);
  check_look(".a{font-size:99999999999999999999pt}", "a", 0, false);
}

static void only_rules_for_single_classes_count(void **state) {
  (void)state;
  check_look("div .a{font-weight:bold} .a.b{font-weight:bold} .a:hover{font-weight:bold}", "a", 0,
             false);
  check_look("@charset 'x'; @media print { .a { font-weight: bold } } .b{font-weight:bold}", "a", 0,
             false);
  check_look("/* .a{ */ .a{font-weight:bold} .a{font-weight:normal}", "a", 0, false);
  check_look("@media print { .b {} } .a{font-weight:bold", "a", 0, true);
  check_look("/* no end", "a", 0, false);
}

// As word processors write books.
#define BOOK(style, body)                                                                          \
  "=== META-INF/container.xml\n<container "                                                        \
  "xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles><rootfile "                \
  "full-path=\"book.opf\"/></rootfiles></container>\n=== book.opf\n<package "                      \
  "xmlns=\"http://www.idpf.org/2007/opf\"><metadata/><manifest><item id=\"a\" href=\"a.xhtml\" "   \
  "media-type=\"application/xhtml+xml\"/><item id=\"s\" href=\"s.css\" media-type=\"text/css\"/>"  \
  "</manifest><spine><itemref idref=\"a\"/></spine></package>\n=== s.css\n" style                  \
  "\n=== a.xhtml\n<html><body>" body "</body></html>\n"
#define STYLE ".t{font-size:20pt;font-weight:bold} .h{font-size:14pt} .b{font-weight:bold}"
#define TEXT                                                                                       \
  "The ferry leaves at six in the morning and comes back when the wind allows it, which is "       \
  "seldom before noon and often not at all."

static void check_book(const char *parts, const char *wanted) {
  document_skip_without(OPTIONAL_LIBARCHIVE);
  document_skip_without(OPTIONAL_LIBXML2);
  document_check_parts(parts, "book.epub", wanted);
}

static void lines_that_stand_out_are_headings_by_their_size(void **state) {
  (void)state;
  check_book(BOOK(STYLE, "<p class=\"t\">Summary</p><p>" TEXT "</p><p><span class=\"h\">The "
                         "way</span></p><p>" TEXT "</p><p><span class=\"b\">Small "
                         "boats</span></p><p>" TEXT "</p>"),
             "heading 1   Summary\npara        " TEXT "\nheading 2   The way\npara        " TEXT
             "\nheading 3   Small boats\npara        " TEXT "\n");
}

static void what_stands_out_in_a_paragraph_is_none(void **state) {
  (void)state;
  check_book(BOOK(STYLE, "<p>" TEXT "</p><p><b>Note</b> that it rains</p><p class=\"b\">It "
                         "rains.</p>"),
             "para        " TEXT "\npara        Note that it rains\npara        It rains.\n");
}

static void a_book_with_headings_of_its_own_needs_none(void **state) {
  (void)state;
  check_book(
      BOOK(STYLE, "<h2>Summary</h2><p>" TEXT "</p><p class=\"b\">Small boats</p><p>" TEXT "</p>"),
      "heading 2   Summary\npara        " TEXT "\npara        Small boats\npara        " TEXT "\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(sizes_are_parts_of_the_usual_one),
      cmocka_unit_test(only_rules_for_single_classes_count),
      cmocka_unit_test(lines_that_stand_out_are_headings_by_their_size),
      cmocka_unit_test(what_stands_out_in_a_paragraph_is_none),
      cmocka_unit_test(a_book_with_headings_of_its_own_needs_none),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
