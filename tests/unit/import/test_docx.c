// SPDX-License-Identifier: MIT
// Word documents, a case for each rule. They are written as their parts (support/parts.h).
#include "import/import.h"
#include "support/check.h"
#include "support/document.h"
#include "support/parts.h"

#include <stdio.h>

#define W  "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
#define R  "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
#define MC "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
#define WP "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
#define PR "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\""

#define BEGIN        "=== word/document.xml\n<w:document " W R MC WP "><w:body>"
#define END          "</w:body></w:document>\n"
#define RUN(t)       "<w:r><w:t xml:space=\"preserve\">" t "</w:t></w:r>"
#define P(t)         "<w:p>" RUN(t) "</w:p>"
#define STYLED(s, t) "<w:p><w:pPr><w:pStyle w:val=\"" s "\"/></w:pPr>" RUN(t) "</w:p>"
#define ITEM(list, level, t)                                                                       \
  "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" list                       \
  "\"/></w:numPr></w:pPr>" RUN(t) "</w:p>"
#define NOTE(id, t)                                                                                \
  "<w:footnote w:id=\"" id "\"><w:p><w:r><w:footnoteRef/></w:r>" RUN(" " t) "</w:p></w:footnote>"
#define FOOT(id) "<w:r><w:footnoteReference w:id=\"" id "\"/></w:r>"
#define HEADING  STYLED("Heading1", "Costs")

static void check_docx(const char *parts, const char *wanted) {
  document_skip_without(OPTIONAL_LIBARCHIVE);
  document_skip_without(OPTIONAL_LIBXML2);
  document_check_parts(parts, "brief.docx", wanted);
}

static Version *read_docx(const char *parts) {
  document_skip_without(OPTIONAL_LIBARCHIVE);
  document_skip_without(OPTIONAL_LIBXML2);
  return document_read_parts(parts, "brief.docx");
}

// ---- Styles

static void styles_are_known_by_name_along_what_they_stand_on(void **state) {
  (void)state;
  check_docx(
      "=== word/styles.xml\n<w:styles " W ">"
      "<w:style w:styleId=\"Titel\"><w:name w:val=\"Title\"/></w:style>"
      "<w:style w:styleId=\"U1\"><w:name w:val=\"heading 1\"/></w:style>"
      "<w:style w:styleId=\"Own\"><w:name w:val=\"My own\"/><w:basedOn w:val=\"U2\"/></w:style>"
      "<w:style w:styleId=\"U2\"><w:name w:val=\"heading 2\"/></w:style>"
      "<w:style w:styleId=\"Out\"><w:name w:val=\"Chapter\"/><w:pPr><w:outlineLvl "
      "w:val=\"2\"/></w:pPr></w:style>"
      "<w:style w:styleId=\"Zitat\"><w:name w:val=\"Intense Quote\"/></w:style>"
      "<w:style w:styleId=\"Ring\"><w:name w:val=\"Ring\"/><w:basedOn w:val=\"Ring\"/></w:style>"
      "<w:style w:styleId=\"A\"><w:name w:val=\"Author\"/></w:style>"
      "<w:style w:styleId=\"D\"><w:name w:val=\"Date\"/></w:style>"
      "</w:styles>\n" BEGIN STYLED("Titel", "Ports first") STYLED("A", "Ada Pierce and Leo Quay")
          STYLED("D", "9 January 2026") STYLED("U1", "Costs") STYLED("Own", "Cranes") STYLED(
              "Out", "Ropes") STYLED("Zitat", "Quoted.")
              STYLED("Ring", "Plain text.") "<w:p><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr>" RUN(
                  "Direct") "</w:p>" P("The end.") END,
      "title       Ports first\ndate        2026-01-09\nauthor      Ada Pierce\n"
      "author      Leo Quay\ntitle       Ports first\nauthors     Ada Pierce and Leo Quay\n"
      "date        9 January 2026\nheading 1   Costs\nheading 2   Cranes\nheading 3   Ropes\n"
      "quote       Quoted.\npara        Plain text.\nheading 2   Direct\npara        The end.\n");
}

static void without_a_part_for_styles_their_ids_are_names(void **state) {
  (void)state;
  check_docx(BEGIN STYLED("Title", "Ports") STYLED("Heading2", "Costs") P("Text.") END,
             "title       Ports\ntitle       Ports\nheading 2   Costs\npara        Text.\n");
}

static void where_nobody_used_styles_the_rules_of_plain_text_look(void **state) {
  (void)state;
  check_docx(
      BEGIN P("Ports first") P("By Ada Pierce") P("9 January 2026")
          P("Trade fell far last year, and nobody in the four harbours could say why.")
              P("What to do") P("The harbours should count their cranes every spring and say so.")
                  END,
      "title       Ports first\ndate        2026-01-09\nauthor      Ada Pierce\n"
      "title       Ports first\nauthors     By Ada Pierce\ndate        9 January 2026\n"
      "para        Trade fell far last year, and nobody in the four harbours could say why.\n"
      "heading 2   What to do\n"
      "para        The harbours should count their cranes every spring and say so.\n");
}

static void properties_speak_where_the_text_does_not(void **state) {
  (void)state;
  check_docx(
      "=== docProps/core.xml\n<c:coreProperties "
      "xmlns:c=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
      "xmlns:dcterms=\"http://purl.org/dc/terms/\"><dc:title>Ports &amp; rails</dc:title>"
      "<dc:creator>Ada Pierce; Leo Quay</dc:creator>"
      "<dcterms:created>2026-01-01T00:00:00Z</dcterms:created></c:coreProperties>\n" BEGIN HEADING
          P("Text.") END,
      "title       Ports & rails\nauthor      Ada Pierce\nauthor      Leo Quay\n"
      "heading 1   Costs\npara        Text.\n");
}

static void lines_of_the_contents_are_hidden(void **state) {
  (void)state;
  check_docx("=== word/styles.xml\n<w:styles " W
             "><w:style w:styleId=\"V1\"><w:name w:val=\"toc 1\"/>"
             "</w:style></w:styles>\n" BEGIN STYLED("V1", "Costs 2") HEADING P("Text.") END,
             "furniture   Costs 2\nheading 1   Costs\npara        Text.\n");
}

// ---- Notes

#define FOOTNOTES                                                                                  \
  "=== word/footnotes.xml\n<w:footnotes " W ">"                                                    \
  "<w:footnote w:type=\"separator\" "                                                              \
  "w:id=\"-1\"><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>"                                 \
  "<w:footnote w:type=\"continuationSeparator\" w:id=\"5\"><w:p/></w:footnote>" NOTE("0", "zero")  \
      NOTE("21", "Second.") NOTE("20", "First, https://a.example/x.")                              \
          NOTE("9", "Ibid., p. 4.") "</w:footnotes>\n"

static void notes_are_numbered_as_they_appear(void **state) {
  (void)state;
  check_docx(FOOTNOTES BEGIN HEADING "<w:p>" RUN("One.") FOOT("20") RUN(" Two.")
                 FOOT("21") "</w:p>"
                            "<w:p>" RUN("Three.") FOOT("9") RUN(" Again.") FOOT("20") "</w:p>" END,
             "heading 1   Costs\npara        One. Two. [1] [2]\npara        Three. Again. [3] [1]\n"
             "note 1      First, https://a.example/x.\nnote 2      Second.\n"
             "note 3      Ibid., p. 4. = note 2\n");
}

static void separators_and_missing_notes_are_none(void **state) {
  (void)state;
  check_docx(FOOTNOTES BEGIN HEADING "<w:p>" RUN("One.") FOOT("-1") FOOT("5") FOOT("0") FOOT("77")
                 FOOT("21") "</w:p>" END,
             "heading 1   Costs\npara        One. [1]\nnote 1      Second.\n");
}

#define ENDNOTES                                                                                   \
  "=== word/endnotes.xml\n<w:endnotes " W                                                          \
  "><w:endnote w:id=\"2\"><w:p><w:r><w:endnoteRef/></w:r>" RUN(" An end.") "</w:p><w:p>" RUN(      \
      "More of it.") "</w:p></w:endnote></w:endnotes>\n"
#define ENDREF "<w:r><w:endnoteReference w:id=\"2\"/></w:r>"

static void endnotes_have_roman_numbers_of_their_own(void **state) {
  (void)state;
  check_docx(FOOTNOTES ENDNOTES BEGIN HEADING "<w:p>" RUN("One.") ENDREF RUN(" Two.")
                 FOOT("20") "</w:p>" END,
             "heading 1   Costs\npara        One. Two. [i] [1]\n"
             "note 1      First, https://a.example/x.\nnote i      An end.\n"
             "note        More of it.\n");
}

static void settings_say_how_notes_are_numbered(void **state) {
  (void)state;
  check_docx(
      "=== word/settings.xml\n<w:settings " W "><w:endnotePr><w:numFmt w:val=\"decimal\"/>"
      "<w:numStart w:val=\"4\"/></w:endnotePr></w:settings>\n" ENDNOTES BEGIN HEADING
      "<w:p>" RUN("One.") ENDREF "</w:p>" END,
      "heading 1   Costs\npara        One. [4]\nnote 4      An end.\nnote        More of it.\n");
}

static void a_custom_mark_is_the_label(void **state) {
  (void)state;
  check_docx("=== word/footnotes.xml\n<w:footnotes " W
             "><w:footnote w:id=\"2\"><w:p>" RUN("* Own mark.") "</w:p></w:footnote>" NOTE(
                 "3", "Numbered.") "</w:footnotes>\n" BEGIN HEADING
                                   "<w:p>" RUN(
                                       "One") "<w:r><w:footnoteReference w:customMarkFollows=\"1\" "
                                              "w:id=\"2\"/><w:t>*</w:t></w:r>" RUN(" two.")
                                                  FOOT("3") "</w:p>" END,
             "heading 1   Costs\npara        One two. [*] [1]\nnote *      Own mark.\n"
             "note 1      Numbered.\n");
}

static void numbers_may_begin_anew_with_each_section(void **state) {
  (void)state;
  check_docx("=== word/settings.xml\n<w:settings " W
             "><w:footnotePr><w:numRestart w:val=\"eachSect\"/>"
             "</w:footnotePr></w:settings>\n" FOOTNOTES BEGIN HEADING
             "<w:p><w:pPr><w:sectPr/></w:pPr>" RUN("One.") FOOT("20") "</w:p><w:p>" RUN("Two.")
                 FOOT("9") "</w:p>" END,
             "heading 1   Costs\npara        One. [1]\npara        Two. [1]\n"
             "note 1      First, https://a.example/x.\nnote 1      Ibid., p. 4.\n");
}

// ---- Words

static void what_was_deleted_or_is_an_instruction_is_no_text(void **state) {
  (void)state;
  check_docx(BEGIN HEADING
             "<w:p>" RUN("One ") "<w:del><w:r><w:delText>gone</w:delText><w:t>gone</w:t></"
                                 "w:r></w:del>"
                                 "<w:ins>" RUN("two ") "</w:ins><w:moveFrom>" RUN(
                                     "gone") "</w:moveFrom>"
                                             "<w:r><w:rPr><w:vanish/></w:rPr><w:t>gone</"
                                             "w:t></w:r>"
                                             "<w:r><w:fldChar "
                                             "w:fldCharType=\"begin\"/></"
                                             "w:r><w:r><w:instrText>PAGE gone</w:instrText>"
                                             "<w:t>gone</w:t></w:r><w:r><w:fldChar "
                                             "w:fldCharType=\"separate\"/></w:r>" RUN(
                                                 "three") "<w:r><w:fldChar "
                                                          "w:fldCharType=\"end\"/></"
                                                          "w:r>" RUN(" four.") "</w:p>" END,
             "heading 1   Costs\npara        One two three four.\n");
}

static void of_two_versions_of_a_thing_one_is_read(void **state) {
  (void)state;
  check_docx(
      BEGIN HEADING
      "<w:p>" RUN("One ") "<w:r><mc:AlternateContent><mc:Choice "
                          "Requires=\"wps\"><w:drawing><w:txbxContent>" P(
                              "A box.") "</w:txbxContent></w:drawing></"
                                        "mc:Choice><mc:Fallback><w:pict><w:"
                                        "txbxContent>" P("A box.") "</w:txbxContent></"
                                                                   "w:pict></"
                                                                   "mc:Fallback></"
                                                                   "mc:"
                                                                   "AlternateContent></"
                                                                   "w:r>" RUN("two.") "</w:p>" P(
                                                                       "The text.") END,
      "heading 1   Costs\npara        One two.\npara        A box.\npara        The text.\n");
}

static void signs_that_are_elements_are_characters(void **state) {
  (void)state;
  Version *version = read_docx(
      BEGIN HEADING "<w:p><w:r><w:t>A</w:t><w:tab/><w:t>B</w:t><w:br/><w:t>C</w:t>"
                    "<w:br w:type=\"page\"/><w:t>D</w:t><w:noBreakHyphen/><w:t>E</w:t>"
                    "<w:softHyphen/><w:t>F</w:t><w:sym w:font=\"Symbol\" w:char=\"F0B7\"/>"
                    "<w:sym w:char=\"00A7\"/></w:r></w:p>" END);
  check_text(version->text, "Costs\n\nA\tB\nC D\u2011E\u00ADF•§");
  version_free(version);
}

static void inline_marks_come_from_runs_and_their_styles(void **state) {
  (void)state;
  Version *version = read_docx("=== word/styles.xml\n<w:styles " W
                               "><w:style w:styleId=\"E\"><w:name w:val=\"Emphasis\"/><w:rPr><w:i/>"
                               "</w:rPr></w:style><w:style w:styleId=\"V\"><w:name "
                               "w:val=\"Verbatim Char\"/></w:style></w:styles>\n" BEGIN HEADING
                               "<w:p><w:r><w:rPr><w:b/><w:rStyle "
                               "w:val=\"E\"/></w:rPr><w:t>both</w:t></w:r>" RUN(
                                   " plain ") "<w:r><w:rPr><w:b w:val=\"0\"/><w:vertAlign "
                                              "w:val=\"superscript\"/></w:rPr><w:t>up</w:t></"
                                              "w:r>" RUN(" ") "<w:r><w:rPr><w:rStyle "
                                                              "w:val=\"V\"/></w:rPr><w:t>code</"
                                                              "w:t></w:r></w:p>" END);
  static const struct {
    const char *words;
    uint32_t kinds;
  } wanted[] = {
      {"both", INLINE_STRONG | INLINE_EMPHASIS}, {"up", INLINE_RAISED}, {"code", INLINE_CODE}};
  assert_int_equal(version->inline_count, 3);
  for (uint32_t i = 0; i < 3; i++) {
    check_text(version_cut(version, version->inlines[i].span), wanted[i].words);
    assert_int_equal(version->inlines[i].kinds, wanted[i].kinds);
  }
  version_free(version);
}

static void links_lead_where_relations_and_fields_say(void **state) {
  (void)state;
  // clang-format off
  static const char document[] =
      "=== word/_rels/document.xml.rels\n<Relationships " PR ">"
      "<Relationship Id=\"r7\" Type=\"http://x/hyperlink\" "
      "Target=\"https://a.example/?x=1&amp;y=2\" TargetMode=\"External\"/>"
      "<Relationship Id=\"r8\" Type=\"http://x/image\" Target=\"media/a.png\"/>"
      "</Relationships>\n" BEGIN HEADING
      "<w:p><w:hyperlink r:id=\"r7\">" RUN("first") "</w:hyperlink>" RUN(" ")
      "<w:hyperlink r:id=\"r8\">" RUN("inside") "</w:hyperlink> "
      "<w:hyperlink r:id=\"none\">" RUN(" wrong ") "</w:hyperlink>"
      "<w:fldSimple w:instr=\" HYPERLINK &quot;https://b.example/&quot; \">" RUN("second")
      "</w:fldSimple>" RUN(" ")
      "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
      "<w:r><w:instrText> HYPERLINK \"https://c.example/\" </w:instrText></w:r>"
      "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" RUN("third")
      "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>" RUN(" end.") "</w:p>" END;
  // clang-format on
  Version *version = read_docx(document);
  static const char *const wanted[][2] = {{"first", "https://a.example/?x=1&y=2"},
                                          {"second", "https://b.example/"},
                                          {"third", "https://c.example/"}};
  assert_int_equal(version->link_count, 3);
  for (uint32_t i = 0; i < 3; i++) {
    check_text(version_cut(version, version->links[i].span), wanted[i][0]);
    check_text(version->links[i].target, wanted[i][1]);
  }
  version_free(version);
}

static void pictures_leave_their_description(void **state) {
  (void)state;
  check_docx(BEGIN HEADING "<w:p><w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"Picture 1\" "
                           "descr=\"A chart of trade\"/></wp:inline></w:drawing></w:r></w:p>" END,
             "heading 1   Costs\npara        A chart of trade\n");
}

// ---- Lists and tables

#define NUMBERING                                                                                  \
  "=== word/numbering.xml\n<w:numbering " W "><w:abstractNum w:abstractNumId=\"4\">"               \
  "<w:lvl w:ilvl=\"0\"><w:start w:val=\"3\"/><w:numFmt w:val=\"decimal\"/><w:lvlText "             \
  "w:val=\"%1.\"/>"                                                                                \
  "</w:lvl><w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"lowerLetter\"/><w:lvlText "                       \
  "w:val=\"%1%2)\"/></w:lvl>"                                                                      \
  "</w:abstractNum><w:abstractNum w:abstractNumId=\"5\"><w:lvl w:ilvl=\"0\"><w:numFmt "            \
  "w:val=\"bullet\"/><w:lvlText w:val=\"\u00B7\"/></w:lvl></w:abstractNum>"                        \
  "<w:abstractNum w:abstractNumId=\"6\"><w:lvl w:ilvl=\"0\"><w:numFmt "                            \
  "w:val=\"bullet\"/><w:lvlText "                                                                  \
  "w:val=\" \"/></w:lvl></w:abstractNum>"                                                          \
  "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"4\"/></w:num><w:num "                             \
  "w:numId=\"2\"><w:abstractNumId "                                                                \
  "w:val=\"5\"/></w:num><w:num w:numId=\"3\"><w:abstractNumId "                                    \
  "w:val=\"6\"/></w:num></w:numbering>\n"

static void items_have_the_marks_that_word_shows(void **state) {
  (void)state;
  Version *version = read_docx(NUMBERING BEGIN HEADING ITEM("1", "0", "one") ITEM("1", "1", "sub")
                                   ITEM("1", "1", "sub") ITEM("1", "0", "two")
                                       ITEM("2", "0", "bullet") ITEM("3", "0", "goes on")
                                           ITEM("0", "0", "none") ITEM("99", "0", "unknown") END);
  check_text(version->text,
             "Costs\n\n3. one\n\n3a) sub\n\n3b) sub\n\n4. two\n\n• bullet\n\ngoes on\n\nnone"
             "\n\n• unknown");
  assert_int_equal(version->blocks[2].level, 2);
  assert_int_equal(version->blocks[5].type, BLOCK_LIST_ITEM);
  assert_int_equal(version->blocks[6].type, BLOCK_PARAGRAPH);
  assert_int_equal(version->blocks[7].type, BLOCK_PARAGRAPH);
  version_free(version);
}

#define CELL(t) "<w:tc>" t "</w:tc>"
#define ROW(t)  "<w:tr>" t "</w:tr>"

static void tables_are_one_block_with_tabs_and_lines(void **state) {
  (void)state;
  Version *version =
      read_docx(BEGIN HEADING "<w:tbl>" ROW(CELL(P("A")) CELL(P("B"))) ROW(CELL(P("x") P("y")) CELL(
          "<w:p/><w:tbl>" ROW(CELL(P("in")) CELL(P("ner"))) "</w:tbl><w:p/>")) "</w:tbl>" P("End.")
                    END);
  check_text(version->text, "Costs\n\nA\tB\nx y\tin ner\n\nEnd.");
  assert_int_equal(version->blocks[1].type, BLOCK_TABLE);
  version_free(version);
}

#define LONG                                                                                       \
  "Words that fill a cell as no figures would, one after the other, so that it is plain to all "   \
  "who "                                                                                           \
  "look at it for a moment that this is a column of prose and that nobody has ever meant it to "   \
  "be a table."

static void tables_that_only_place_text_are_none(void **state) {
  (void)state;
  check_docx(BEGIN HEADING "<w:tbl>" ROW(CELL(P("In a box.") P("Two."))) "</w:tbl><w:tbl>" ROW(
                 CELL(P(LONG) P("More.")) CELL(P("Aside."))) "</w:tbl>" END,
             "heading 1   Costs\npara        In a box.\npara        Two.\npara        " LONG
             "\npara        More.\npara        Aside.\n");
}

static void code_in_paragraphs_is_one_block(void **state) {
  (void)state;
  Version *version = read_docx(BEGIN HEADING STYLED("SourceCode", "int  x;")
                                   STYLED("SourceCode", "  y;") P("End.") END);
  check_text(version->text, "Costs\n\nint  x;\n  y;\n\nEnd.");
  assert_int_equal(version->blocks[1].type, BLOCK_CODE);
  version_free(version);
}

// ---- Hostile and damaged documents

static void parts_are_found_by_relations_or_by_name(void **state) {
  (void)state;
  static const char root[] = "=== _rels/.rels\n<Relationships " PR
                             "><Relationship Id=\"a\" Type=\"http://x/officeDocument\" "
                             "Target=\"%s\"/></Relationships>\n";
  static const char *const targets[] = {"/word/document.xml", "word/nothing.xml",
                                        "../../etc/passwd"};
  for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
    Buffer parts = {0};
    buffer_printf(&parts, root, targets[i]);
    buffer_add_string(&parts, BEGIN HEADING P("Text.") END);
    check_docx(parts.ptr, "heading 1   Costs\npara        Text.\n");
    buffer_release(&parts);
  }
}

static void missing_and_broken_parts_are_named(void **state) {
  (void)state;
  document_skip_without(OPTIONAL_LIBARCHIVE);
  document_skip_without(OPTIONAL_LIBXML2);
  document_check_parts_refused("=== word/styles.xml\n<w:styles/>\n", "a.docx",
                               "'word/document.xml'");
  document_check_parts_refused("=== word/document.xml\n<w:document " W "><w:body><w:p>", "a.docx",
                               "'word/document.xml' breaks off");
  document_check_parts_refused("=== word/document.xml\n<w:document " W "/>\n", "a.docx",
                               "has no text in it");
  document_check_parts_refused("=== word/footnotes.xml\n<w:foot\n" BEGIN P("Text.") END, "a.docx",
                               "'word/footnotes.xml' breaks off");
}

static void a_document_cut_anywhere_is_refused(void **state) {
  (void)state;
  document_skip_without(OPTIONAL_LIBARCHIVE);
  document_skip_without(OPTIONAL_LIBXML2);
  Zip zip = {0};
  Slice whole = parts_pack(slice_of(FOOTNOTES NUMBERING BEGIN HEADING P("Text.") END), &zip);
  document_check_cut(whole, "brief.docx", 100);
  buffer_release(&zip.bytes);
}

static void entities_stand_for_nothing(void **state) {
  (void)state;
  document_skip_without(OPTIONAL_LIBARCHIVE);
  document_skip_without(OPTIONAL_LIBXML2);
  static const char bomb[] = "=== word/document.xml\n<!DOCTYPE d [<!ENTITY a "
                             "\"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
                             "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY f SYSTEM "
                             "\"file:///etc/passwd\">]><w:document " W
                             "><w:body>" P("One &c; two &f; three.") "</w:body></w:document>\n";
  Zip zip = {0};
  Error err = {0};
  Version *version = import_read(
      &(ImportInput){.bytes = parts_pack(slice_of(bomb), &zip), .name = "a.docx"}, &err);
  if (version) assert_null(memmem(version->text.ptr, version->text.len, "aaa", 3));
  if (version) assert_null(memmem(version->text.ptr, version->text.len, "root", 4));
  if (!version) assert_int_equal(err.kind, ERROR_DATA);
  version_free(version);
  buffer_release(&zip.bytes);
}

// Opens so many elements inside each other around a text.
static void check_nested(const char *open, const char *text, const char *close, size_t times) {
  Buffer parts = {0};
  buffer_add_string(&parts, BEGIN);
  for (size_t i = 0; i < times; i++) buffer_add_string(&parts, open);
  buffer_add_string(&parts, text);
  for (size_t i = 0; i < times; i++) buffer_add_string(&parts, close);
  buffer_add_string(&parts, END);
  Version *version = document_read_parts(parts.ptr, "brief.docx");
  assert_non_null(memmem(version->text.ptr, version->text.len, "Deep.", 5));
  version_free(version);
  buffer_release(&parts);
}

static void deep_documents_are_read(void **state) {
  (void)state;
  document_skip_without(OPTIONAL_LIBARCHIVE);
  document_skip_without(OPTIONAL_LIBXML2);
  enum { TIMES = 100000 };
  check_nested("<w:sdt><w:sdtContent>", P("Deep."), "</w:sdtContent></w:sdt>", TIMES);
  check_nested("<w:tbl><w:tr><w:tc>", P("Deep."), "</w:tc></w:tr></w:tbl>", TIMES / 4);
  check_nested("<w:p><w:r><w:txbxContent>", P("Deep."), "</w:txbxContent></w:r></w:p>", TIMES / 4);
  check_nested("<w:p><w:ins>", RUN("Deep."), "</w:ins></w:p>", TIMES);
  check_nested(
      "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:fldChar w:fldCharType=\"separate\"/></w:r>",
      P("Deep."), "", TIMES);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(styles_are_known_by_name_along_what_they_stand_on),
      cmocka_unit_test(without_a_part_for_styles_their_ids_are_names),
      cmocka_unit_test(where_nobody_used_styles_the_rules_of_plain_text_look),
      cmocka_unit_test(properties_speak_where_the_text_does_not),
      cmocka_unit_test(lines_of_the_contents_are_hidden),
      cmocka_unit_test(notes_are_numbered_as_they_appear),
      cmocka_unit_test(separators_and_missing_notes_are_none),
      cmocka_unit_test(endnotes_have_roman_numbers_of_their_own),
      cmocka_unit_test(settings_say_how_notes_are_numbered),
      cmocka_unit_test(a_custom_mark_is_the_label),
      cmocka_unit_test(numbers_may_begin_anew_with_each_section),
      cmocka_unit_test(what_was_deleted_or_is_an_instruction_is_no_text),
      cmocka_unit_test(of_two_versions_of_a_thing_one_is_read),
      cmocka_unit_test(signs_that_are_elements_are_characters),
      cmocka_unit_test(inline_marks_come_from_runs_and_their_styles),
      cmocka_unit_test(links_lead_where_relations_and_fields_say),
      cmocka_unit_test(pictures_leave_their_description),
      cmocka_unit_test(items_have_the_marks_that_word_shows),
      cmocka_unit_test(tables_are_one_block_with_tabs_and_lines),
      cmocka_unit_test(tables_that_only_place_text_are_none),
      cmocka_unit_test(code_in_paragraphs_is_one_block),
      cmocka_unit_test(parts_are_found_by_relations_or_by_name),
      cmocka_unit_test(missing_and_broken_parts_are_named),
      cmocka_unit_test(a_document_cut_anywhere_is_refused),
      cmocka_unit_test(entities_stand_for_nothing),
      cmocka_unit_test(deep_documents_are_read),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
