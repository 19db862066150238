// SPDX-License-Identifier: MIT
// OpenDocument texts, a case for each rule. They are written as their parts (support/parts.h).
#include "support/check.h"
#include "support/document.h"
#include "support/parts.h"

#define O "urn:oasis:names:tc:opendocument:xmlns:"
#define NAMES                                                                                      \
  "xmlns:office=\"" O "office:1.0\" xmlns:text=\"" O "text:1.0\" xmlns:style=\"" O "style:1.0\" "  \
  "xmlns:table=\"" O "table:1.0\" xmlns:draw=\"" O "drawing:1.0\" xmlns:meta=\"" O "meta:1.0\" "   \
  "xmlns:fo=\"" O "xsl-fo-compatible:1.0\" xmlns:svg=\"" O "svg-compatible:1.0\" "                 \
  "xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
#define MIMETYPE "=== mimetype\napplication/vnd.oasis.opendocument.text\n"
#define STYLES(s)                                                                                  \
  "=== styles.xml\n<office:document-styles " NAMES ">" s "</office:document-styles>\n"
#define OPEN(s)                                                                                    \
  "=== content.xml\n<office:document-content " NAMES "><office:automatic-styles>" s                \
  "</office:automatic-styles><office:body><office:text>"
#define BEGIN        OPEN("")
#define END          "</office:text></office:body></office:document-content>\n"
#define P(t)         "<text:p>" t "</text:p>"
#define STYLED(s, t) "<text:p text:style-name=\"" s "\">" t "</text:p>"
#define H(level, t)  "<text:h text:outline-level=\"" level "\">" t "</text:h>"
#define NOTE(class, label, t)                                                                      \
  "<text:note text:note-class=\"" class "\"><text:note-citation>" label                            \
                                        "</text:note-citation><text:note-body>" t                  \
                                        "</text:note-body></text:note>"
#define STYLE(family, name, parent, rest)                                                          \
  "<style:style style:family=\"" family "\" style:name=\"" name                                    \
  "\" style:parent-style-name=\"" parent "\">" rest "</style:style>"

static void check_odt(const char *parts, const char *wanted) {
  document_skip_without(OPTIONAL_LIBARCHIVE);
  document_skip_without(OPTIONAL_LIBXML2);
  document_check_parts(parts, "brief.odt", wanted);
}

static Version *read_odt(const char *parts) {
  document_skip_without(OPTIONAL_LIBARCHIVE);
  document_skip_without(OPTIONAL_LIBXML2);
  return document_read_parts(parts, "brief.odt");
}

// ---- Styles and metadata

static void automatic_styles_count_as_what_they_stand_on(void **state) {
  (void)state;
  check_odt(MIMETYPE STYLES(STYLE("paragraph", "Quotations", "Standard", "")
                                STYLE("paragraph", "Own_20_quote", "Quotations", ""))
                OPEN(STYLE("paragraph", "P1", "Own_20_quote", "")
                         STYLE("paragraph", "P2", "P2", "")) STYLED("Title", "Ports first")
                    STYLED("Author", "Ada Pierce, Leo Quay") STYLED("Date", "9 January 2026")
                        H("1", "Costs") STYLED("P1", "Quoted.") STYLED("P2", "A ring of styles.")
                            STYLED("Heading_20_2", "Ropes") P("The end.") END,
            "title       Ports first\ndate        2026-01-09\nauthor      Ada Pierce\n"
            "author      Leo Quay\ntitle       Ports first\nauthors     Ada Pierce, Leo Quay\n"
            "date        9 January 2026\nheading 1   Costs\nquote       Quoted.\n"
            "para        A ring of styles.\nheading 2   Ropes\npara        The end.\n");
}

static void metadata_speak_where_the_text_does_not(void **state) {
  (void)state;
  check_odt(MIMETYPE
            "=== meta.xml\n<office:document-meta " NAMES "><office:meta><dc:title>Ports</dc:title>"
            "<meta:initial-creator>Ada "
            "Pierce</meta:initial-creator><dc:date>2020-02-02T00:00:00</dc:date>"
            "<meta:user-defined meta:name=\"other\">2019-01-01</meta:user-defined>"
            "<meta:user-defined meta:name=\"date\">2025-05-12</meta:user-defined></office:meta>"
            "</office:document-meta>\n" BEGIN H("1", "Costs") P("Text.") END,
            "title       Ports\ndate        2025-05-12\nauthor      Ada Pierce\n"
            "heading 1   Costs\npara        Text.\n");
}

static void heading_levels_are_those_of_the_outline(void **state) {
  (void)state;
  check_odt(MIMETYPE BEGIN H("3", "Deep") "<text:h>None</text:h>" H("9", "Too deep") P("Text.") END,
            "heading 3   Deep\nheading 1   None\nheading 6   Too deep\npara        Text.\n");
}

static void lines_of_the_contents_are_hidden(void **state) {
  (void)state;
  check_odt(MIMETYPE BEGIN
            "<text:table-of-content><text:table-of-content-source><text:index-title-template>Gone"
            "</text:index-title-template></text:table-of-content-source><text:index-body>" P(
                "Costs 2") "</text:index-body></text:table-of-content>" H("1", "Costs") P("Text.")
                END,
            "furniture   Costs 2\nheading 1   Costs\npara        Text.\n");
}

// ---- Notes

static void notes_follow_the_text_endnotes_by_themselves(void **state) {
  (void)state;
  check_odt(MIMETYPE BEGIN H("1", "Costs")
                P("One." NOTE("endnote", "i", P("An end.") P("More of it.")) " Two." NOTE(
                    "footnote", "1", P("A source, https://a.example/x.")))
                    P("Three." NOTE("footnote", "2", P("Ibid., p. 4."))) END,
            "heading 1   Costs\npara        One. Two. [i] [1]\npara        Three. [2]\n"
            "note 1      A source, https://a.example/x.\nnote 2      Ibid., p. 4. = note 1\n"
            "note i      An end.\nnote        More of it.\n");
}

static void a_label_of_the_author_stands_without_brackets(void **state) {
  (void)state;
  Version *version = read_odt(MIMETYPE BEGIN H("1", "Costs") P(
      "One<text:note text:note-class=\"footnote\"><text:note-citation "
      "text:label=\"*\">*</text:note-citation><text:note-body>" P(
          "Own.") "</text:note-body></text:note> two.") END);
  check_text(version->text, "Costs\n\nOne* two.\n\n* Own.");
  check_text(version->notes[0].label, "*");
  check_text(version_cut(version, version->notes[0].body), "Own.");
  version_free(version);
}

static void a_note_without_a_body_is_none(void **state) {
  (void)state;
  check_odt(MIMETYPE BEGIN H("1", "Costs")
                P("One.<text:note><text:note-citation>1</text:note-citation>"
                  "</text:note> Two.") END,
            "heading 1   Costs\npara        One. Two.\n");
}

// ---- Words

static void blanks_tabs_and_line_ends_are_elements(void **state) {
  (void)state;
  Version *version =
      read_odt(MIMETYPE BEGIN H("1", "Costs")
                   P("A\n  B<text:s text:c=\"3\"/>C<text:tab/>D<text:line-break/>E")
                       STYLED("Preformatted_20_Text", "if<text:s text:c=\"2\"/>x:")
                           STYLED("Preformatted_20_Text", "<text:s text:c=\"2\"/>y") END);
  check_text(version->text, "Costs\n\nA B C\tD\nE\n\nif  x:\n  y");
  assert_int_equal(version->blocks[2].type, BLOCK_CODE);
  version_free(version);
}

static void comments_and_tracked_changes_are_no_text(void **state) {
  (void)state;
  check_odt(
      MIMETYPE BEGIN "<text:tracked-changes><text:changed-region><text:deletion>" P(
          "Gone.") "</text:deletion></text:changed-region></text:tracked-changes>" H("1", "Costs")
          P("One<office:annotation>" P(
              "A remark.") "</office:annotation> two"
                           "<text:ruby><text:ruby-base>.</text:ruby-base><text:ruby-text>gone</"
                           "text:ruby-text>"
                           "</text:ruby>") "<text:section text:display=\"none\">" P("Hidden.") "</"
                                                                                               "tex"
                                                                                               "t:"
                                                                                               "sec"
                                                                                               "tio"
                                                                                               "n>"
                                                                                               "<te"
                                                                                               "xt:"
                                                                                               "sec"
                                                                                               "tio"
                                                                                               "n"
                                                                                               ">" P(
                                                                                                   "Shown.") "</text:section>" END,
      "heading 1   Costs\npara        One two.\npara        Shown.\n");
}

static void inline_marks_come_from_styles_of_spans(void **state) {
  (void)state;
  Version *version = read_odt(
      MIMETYPE STYLES(
          STYLE("text", "Emphasis", "", "<style:text-properties fo:font-style=\"italic\"/>"))
          OPEN(STYLE("text", "T1", "Emphasis", "<style:text-properties fo:font-weight=\"bold\"/>")
                   STYLE("text", "T2", "",
                         "<style:text-properties style:text-position=\"super 58%\"/>")
                       STYLE("text", "T3", "",
                             "<style:text-properties style:text-position=\"-33% 58%\" "
                             "style:text-line-through-style=\"solid\"/>")) H("1", "Costs")
              P("A <text:span text:style-name=\"T1\">both</text:span> "
                "<text:span text:style-name=\"T2\">up<text:span "
                "text:style-name=\"Emphasis\">er</text:span>"
                "</text:span> <text:span text:style-name=\"T3\">low</text:span> "
                "<text:span text:style-name=\"Source_20_Text\">code</text:span>") END);
  static const struct {
    const char *words;
    uint32_t kinds;
  } wanted[] = {{"both", INLINE_STRONG | INLINE_EMPHASIS},
                {"up", INLINE_RAISED},
                {"er", INLINE_RAISED | INLINE_EMPHASIS},
                {"low", INLINE_LOWERED | INLINE_STRUCK},
                {"code", INLINE_CODE}};
  assert_int_equal(version->inline_count, 5);
  for (uint32_t i = 0; i < 5; i++) {
    check_text(version_cut(version, version->inlines[i].span), wanted[i].words);
    assert_int_equal(version->inlines[i].kinds, wanted[i].kinds);
  }
  version_free(version);
}

static void links_keep_their_targets(void **state) {
  (void)state;
  Version *version = read_odt(MIMETYPE BEGIN H("1", "Costs") P(
      "See <text:a xlink:href=\"https://a.example/?x=1&amp;y=2\">the page"
      "</text:a> and <text:a xlink:href=\"#below\">here</text:a>.") END);
  assert_int_equal(version->link_count, 1);
  check_text(version->links[0].target, "https://a.example/?x=1&y=2");
  version_free(version);
}

static void pictures_leave_their_words_and_boxes_follow(void **state) {
  (void)state;
  check_odt(
      MIMETYPE BEGIN H("1", "Costs")
          P("One <draw:frame><draw:image/><svg:title>Chart</svg:title><svg:desc>A chart of trade"
            "</svg:desc></draw:frame> two<draw:frame><draw:text-box>" P(
                "In a box.") "</draw:text-box></draw:frame>.") P("After it.") END,
      "heading 1   Costs\npara        One A chart of trade two .\npara        In a box.\n"
      "para        After it.\n");
}

// ---- Lists and tables

#define ITEM(t)             "<text:list-item>" t "</text:list-item>"
#define LIST(name, more, t) "<text:list text:style-name=\"" name "\" " more ">" t "</text:list>"

static void items_have_the_marks_of_their_list(void **state) {
  (void)state;
  Version *version =
      read_odt(MIMETYPE OPEN(
          "<text:list-style style:name=\"L1\"><text:list-level-style-number text:level=\"1\" "
          "style:num-format=\"1\" style:num-suffix=\".\"/><text:list-level-style-number "
          "text:level=\"2\" style:num-format=\"a\" style:num-prefix=\"(\" style:num-suffix=\")\"/>"
          "</text:list-style><text:list-style style:name=\"L2\"><text:list-level-style-bullet "
          "text:level=\"1\" text:bullet-char=\"x\"/></text:list-style>") H("1", "Costs")
                   LIST("L1", "",
                        ITEM(P("one") P("goes on") "<text:list>" ITEM(P("sub"))
                                 ITEM(P("sub")) "</text:list>") ITEM(P("two")))
                       LIST("L2", "", ITEM(P("bullet")))
                           LIST("L1", "text:continue-numbering=\"true\"", ITEM(P("three")))
                               LIST("L1", "", ITEM(P("anew"))) END);
  check_text(version->text,
             "Costs\n\n1. one\n\ngoes on\n\n(a) sub\n\n(b) sub\n\n2. two\n\n• bullet\n\n3. three"
             "\n\n1. anew");
  assert_int_equal(version->blocks[2].type, BLOCK_PARAGRAPH);
  assert_int_equal(version->blocks[3].level, 2);
  version_free(version);
}

#define CELL(t)  "<table:table-cell>" t "</table:table-cell>"
#define ROW(t)   "<table:table-row>" t "</table:table-row>"
#define TABLE(t) "<table:table>" t "</table:table>"

static void tables_are_one_block_with_tabs_and_lines(void **state) {
  (void)state;
  Version *version = read_odt(MIMETYPE BEGIN H("1", "Costs") TABLE(
      "<table:table-header-rows>" ROW(CELL(P("A")) CELL(P("B"))) "</table:table-header-rows>" ROW(
          CELL(P("x") P("y")) "<table:covered-table-cell/>" CELL(
              TABLE(ROW(CELL(P("in")) CELL(P("ner"))))))) P("End.") END);
  check_text(version->text, "Costs\n\nA\tB\nx y\tin ner\n\nEnd.");
  assert_int_equal(version->blocks[1].type, BLOCK_TABLE);
  version_free(version);
}

static void a_table_of_one_cell_is_a_box(void **state) {
  (void)state;
  check_odt(MIMETYPE BEGIN H("1", "Costs") TABLE(ROW(CELL(P("In a box.") P("Two.")))) END,
            "heading 1   Costs\npara        In a box.\npara        Two.\n");
}

// ---- Hostile and damaged documents

static void missing_and_broken_parts_are_named(void **state) {
  (void)state;
  document_skip_without(OPTIONAL_LIBARCHIVE);
  document_skip_without(OPTIONAL_LIBXML2);
  document_check_parts_refused(MIMETYPE "=== meta.xml\n<m/>\n", "a.odt", "'content.xml'");
  document_check_parts_refused(MIMETYPE "=== content.xml\n<office:text", "a.odt",
                               "'content.xml' breaks off");
  document_check_parts_refused(MIMETYPE "=== content.xml\n<a/>\n", "a.odt", "is no text");
  document_check_parts_refused(
      MIMETYPE "=== META-INF/manifest.xml\n<m><encryption-data/></m>\n" BEGIN P("x") END, "a.odt",
      "locked by a password");
}

static void a_document_cut_anywhere_is_refused(void **state) {
  (void)state;
  document_skip_without(OPTIONAL_LIBARCHIVE);
  document_skip_without(OPTIONAL_LIBXML2);
  Zip zip = {0};
  Slice whole = parts_pack(slice_of(MIMETYPE BEGIN H("1", "Costs") P("Text.") END), &zip);
  for (size_t percent = 20; percent < 100; percent++) // with less of it, it is no OpenDocument
    document_check_refused(slice_cut(whole, 0, whole.len * percent / 100), "brief.odt", "cut off");
  buffer_release(&zip.bytes);
}

static void check_nested(const char *open, const char *text, const char *close, size_t times) {
  Buffer parts = {0};
  buffer_add_string(&parts, MIMETYPE BEGIN);
  for (size_t i = 0; i < times; i++) buffer_add_string(&parts, open);
  buffer_add_string(&parts, text);
  for (size_t i = 0; i < times; i++) buffer_add_string(&parts, close);
  buffer_add_string(&parts, END);
  Version *version = document_read_parts(parts.ptr, "brief.odt");
  assert_non_null(memmem(version->text.ptr, version->text.len, "Deep.", 5));
  version_free(version);
  buffer_release(&parts);
}

static void deep_documents_are_read(void **state) {
  (void)state;
  document_skip_without(OPTIONAL_LIBARCHIVE);
  document_skip_without(OPTIONAL_LIBXML2);
  enum { TIMES = 100000 };
  check_nested("<text:section>", P("Deep."), "</text:section>", TIMES);
  check_nested("<text:list><text:list-item>", P("Deep."), "</text:list-item></text:list>",
               TIMES / 2);
  check_nested("<table:table><table:table-row><table:table-cell>", P("Deep."),
               "</table:table-cell></table:table-row></table:table>", TIMES / 4);
  check_nested("<draw:frame><draw:text-box>", P("Deep."), "</draw:text-box></draw:frame>",
               TIMES / 2);
  check_nested("<text:p><text:span>", "Deep.", "</text:span></text:p>", TIMES / 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(automatic_styles_count_as_what_they_stand_on),
      cmocka_unit_test(metadata_speak_where_the_text_does_not),
      cmocka_unit_test(heading_levels_are_those_of_the_outline),
      cmocka_unit_test(lines_of_the_contents_are_hidden),
      cmocka_unit_test(notes_follow_the_text_endnotes_by_themselves),
      cmocka_unit_test(a_label_of_the_author_stands_without_brackets),
      cmocka_unit_test(a_note_without_a_body_is_none),
      cmocka_unit_test(blanks_tabs_and_line_ends_are_elements),
      cmocka_unit_test(comments_and_tracked_changes_are_no_text),
      cmocka_unit_test(inline_marks_come_from_styles_of_spans),
      cmocka_unit_test(links_keep_their_targets),
      cmocka_unit_test(pictures_leave_their_words_and_boxes_follow),
      cmocka_unit_test(items_have_the_marks_of_their_list),
      cmocka_unit_test(tables_are_one_block_with_tabs_and_lines),
      cmocka_unit_test(a_table_of_one_cell_is_a_box),
      cmocka_unit_test(missing_and_broken_parts_are_named),
      cmocka_unit_test(a_document_cut_anywhere_is_refused),
      cmocka_unit_test(deep_documents_are_read),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
