// SPDX-License-Identifier: MIT
// Books, a case for each rule. They are written as their parts (support/parts.h).
#include "support/check.h"
#include "support/document.h"
#include "support/parts.h"

#define CONTAINER                                                                                  \
  "=== META-INF/container.xml\n<container "                                                        \
  "xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles><rootfile "                \
  "full-path=\"EPUB/book.opf\"/></rootfiles></container>\n"
#define PAGE(name, body)                                                                           \
  "=== EPUB/" name "\n<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>file</title>"      \
  "</head><body>" body "</body></html>\n"
#define OPF(metadata, manifest, spine)                                                             \
  "=== EPUB/book.opf\n<package xmlns=\"http://www.idpf.org/2007/opf\"><metadata "                  \
  "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "                                                 \
  "xmlns:opf=\"http://www.idpf.org/2007/opf\">" metadata "</metadata><manifest>" manifest          \
  "</manifest><spine>" spine "</spine></package>\n"
#define ITEM(id, path)                                                                             \
  "<item id=\"" id "\" href=\"" path "\" media-type=\"application/xhtml+xml\"/>"
#define REF(id) "<itemref idref=\"" id "\"/>"
#define TEXT                                                                                       \
  "The ferry leaves at six in the morning and comes back when the wind allows it, which is "       \
  "seldom before noon and often not at all."

static void skip_without_libraries(void) {
  document_skip_without(OPTIONAL_LIBARCHIVE);
  document_skip_without(OPTIONAL_LIBXML2);
}

static void check_book(const char *parts, const char *wanted) {
  skip_without_libraries();
  document_check_parts(parts, "book.epub", wanted);
}

static void check_refused(const char *parts, const char *words) {
  skip_without_libraries();
  document_check_parts_refused(parts, "book.epub", words);
}

static void files_are_read_in_the_order_of_the_spine(void **state) {
  (void)state;
  check_book(CONTAINER OPF("", ITEM("a", "one.xhtml") ITEM("b", "sub/two%20b.xhtml"),
                           REF("b") REF("a") REF("missing"))
                 PAGE("one.xhtml", "<h2>Second</h2><p>" TEXT "</p>")
                     PAGE("sub/two b.xhtml", "<h1>Introduction</h1><p>" TEXT "</p>"),
             "heading 1   Introduction\npara        " TEXT "\nheading 2   Second\n"
             "para        " TEXT "\n");
}

static void metadata_is_that_of_the_package(void **state) {
  (void)state;
  check_book(CONTAINER OPF("<dc:title>Quiet Ports</dc:title><dc:creator id=\"c1\">Ida "
                           "Stub</dc:creator><dc:creator id=\"c2\">Jo Ill</dc:creator><meta "
                           "refines=\"#c2\" property=\"role\">ill</meta><dc:creator "
                           "opf:role=\"trl\">Tom Over</dc:creator><dc:date "
                           "opf:event=\"modification\">2026-01-01</dc:date><dc:date>2025-02-03T00:"
                           "00:00Z</dc:date>",
                           ITEM("a", "one.xhtml"), REF("a"))
                 PAGE("one.xhtml", "<h1>Quiet Ports</h1><p>" TEXT "</p>"),
             "title       Quiet Ports\ndate        2025-02-03\nauthor      Ida Stub\n"
             "title       Quiet Ports\npara        " TEXT "\n");
}

static void the_list_of_contents_is_no_text_and_a_title_page_is_metadata(void **state) {
  (void)state;
  check_book(CONTAINER OPF("<dc:title>Quiet Ports</dc:title><dc:creator>Ida Stub</dc:creator>",
                           "<item id=\"n\" href=\"nav.xhtml\" properties=\"nav\" "
                           "media-type=\"application/xhtml+xml\"/>" ITEM("t", "t.xhtml")
                               ITEM("a", "one.xhtml"),
                           REF("t") REF("n") REF("a"))
                 PAGE("t.xhtml", "<section epub:type=\"titlepage\"><h1>Quiet Ports</h1><p "
                                 "class=\"author\">Ida Stub</p><p>Pier Press</p></section>")
                     PAGE("nav.xhtml", "<nav>Contents</nav>") PAGE("one.xhtml", "<p>" TEXT "</p>"),
             "title       Quiet Ports\nauthor      Ida Stub\ntitle       Quiet Ports\n"
             "authors     Ida Stub\naffiliation Pier Press\npara        " TEXT "\n");
}

static void notes_may_stand_in_another_file(void **state) {
  (void)state;
  check_book(
      CONTAINER OPF("", ITEM("a", "one.xhtml") ITEM("b", "two.xhtml") ITEM("n", "notes.xhtml"),
                    REF("a") REF("b") REF("n"))
          PAGE("one.xhtml", "<p>" TEXT "<a id=\"r\" href=\"notes.xhtml#n1\">1</a></p>")
              PAGE("two.xhtml", "<p>" TEXT "<a id=\"r\" href=\"notes.xhtml#n2\">2</a></p>")
                  PAGE("notes.xhtml", "<p id=\"n1\"><a href=\"one.xhtml#r\">1</a> Log.</p>"
                                      "<p id=\"n2\"><a href=\"two.xhtml#r\">2</a> Ibid.</p>"),
      "para        " TEXT " [1]\npara        " TEXT " [2]\nnote 1      Log.\n"
      "note 2      Ibid. = note 1\n");
}

static void each_file_numbers_anew(void **state) {
  (void)state;
  check_book(CONTAINER OPF("", ITEM("a", "one.xhtml") ITEM("b", "two.xhtml"), REF("a") REF("b"))
                 PAGE("one.xhtml", "<p>" TEXT "<a id=\"r\" href=\"#n\">1</a></p><p id=\"n\">1 "
                                   "Log.<a href=\"#r\">↩</a></p>")
                     PAGE("two.xhtml", "<p>" TEXT "<a id=\"r\" href=\"#n\">1</a></p><p id=\"n\">1 "
                                       "Ibid.<a href=\"#r\">↩</a></p>"),
             "para        " TEXT " [1]\nnote 1      Log.\npara        " TEXT " [1]\n"
             "note 1      Ibid.\n");
}

// One numbering through all files is one run: Ibid. reaches over the end of a file.
static void numbers_may_go_on_over_files(void **state) {
  (void)state;
  check_book(CONTAINER OPF("", ITEM("a", "one.xhtml") ITEM("b", "two.xhtml"), REF("a") REF("b"))
                 PAGE("one.xhtml", "<p>" TEXT "<a id=\"r\" href=\"#n\">1</a></p><p id=\"n\">1 "
                                   "Log.<a href=\"#r\">↩</a></p>")
                     PAGE("two.xhtml", "<p>" TEXT "<a id=\"r\" href=\"#n\">2</a></p><p id=\"n\">2 "
                                       "Ibid.<a href=\"#r\">↩</a></p>"),
             "para        " TEXT " [1]\nnote 1      Log.\npara        " TEXT " [2]\n"
             "note 2      Ibid. = note 1\n");
}

#define BOOK CONTAINER OPF("", ITEM("a", "one.xhtml"), REF("a"))

static void encrypted_pages_are_refused_and_fonts_are_not(void **state) {
  (void)state;
#define LOCKED(path)                                                                               \
  "=== META-INF/encryption.xml\n<encryption><EncryptedData><CipherData><CipherReference "          \
  "URI=\"" path "\"/></CipherData></EncryptedData></encryption>\n"
  check_refused(BOOK LOCKED("EPUB/one.xhtml") PAGE("one.xhtml", "x"), "encrypted");
  check_book(BOOK LOCKED("EPUB/a.otf") PAGE("one.xhtml", "<p>" TEXT "</p>"),
             "para        " TEXT "\n");
}

static void what_is_missing_is_named(void **state) {
  (void)state;
  check_refused(BOOK, "EPUB/one.xhtml");
  check_refused(CONTAINER PAGE("one.xhtml", "x"), "EPUB/book.opf");
  check_refused(CONTAINER OPF("", "", ""), "no pages");
}

static void a_book_cut_anywhere_is_refused(void **state) {
  (void)state;
  skip_without_libraries();
  Zip zip = {0};
  Slice bytes = parts_pack(slice_of(BOOK PAGE("one.xhtml", "<p>" TEXT "</p>")), &zip);
  document_check_cut(bytes, "book.epub", 40);
  buffer_release(&zip.bytes);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(files_are_read_in_the_order_of_the_spine),
      cmocka_unit_test(metadata_is_that_of_the_package),
      cmocka_unit_test(the_list_of_contents_is_no_text_and_a_title_page_is_metadata),
      cmocka_unit_test(notes_may_stand_in_another_file),
      cmocka_unit_test(each_file_numbers_anew),
      cmocka_unit_test(numbers_may_go_on_over_files),
      cmocka_unit_test(encrypted_pages_are_refused_and_fonts_are_not),
      cmocka_unit_test(what_is_missing_is_named),
      cmocka_unit_test(a_book_cut_anywhere_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
