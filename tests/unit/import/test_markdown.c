// SPDX-License-Identifier: MIT
// Markdown: a case for each rule, and what the library would lose.
#include "support/check.h"
#include "support/document.h"

#include "import/markdown.h"

#include <stdlib.h>

static void check_markdown(const char *text, const char *wanted) {
  document_skip_without(OPTIONAL_CMARK);
  document_check(slice_of(text), "brief.md", wanted);
}

// ---- Front matter and title

static void yaml_says_title_series_date_and_authors(void **state) {
  (void)state;
  check_markdown("---\n"
                 "# a comment\n"
                 "title: \"Ports: \\\"first\\\"\"\n"
                 "series: Working Paper # no part\n"
                 "date: 2026-01-15T10:00:00Z\n"
                 "authors:\n"
                 "  - Ada Pierce\n"
                 "  - name: 'Leo O''Quay'\n"
                 "    affiliation: Harbour Institute\n"
                 "  - affiliation: Tide Office\n"
                 "    name: Mina Reed\n"
                 "tags: [a, b]\n"
                 "---\n"
                 "Text of the brief, which says enough to be one.\n",
                 "title       Ports: \"first\"\n"
                 "series      Working Paper\n"
                 "date        2026-01-15\n"
                 "author      Ada Pierce\n"
                 "author      Leo O'Quay\n"
                 "author      Mina Reed\n"
                 "para        Text of the brief, which says enough to be one.\n");
}

static void values_may_be_lists_or_go_on_over_lines(void **state) {
  (void)state;
  check_markdown("---\ntitle: >-\n  Ports\n  first\nauthor: [Ada Pierce, \"Leo Quay\"]\n"
                 "type: Policy Brief\n...\nText here.\n",
                 "title       Ports first\nseries      Policy Brief\nauthor      Ada Pierce\n"
                 "author      Leo Quay\npara        Text here.\n");
  check_markdown(
      "---\ntitle: Ports\nauthor: Ada Pierce and Leo Quay\ncategory: energy\n---\nText.\n",
      "title       Ports\nauthor      Ada Pierce\nauthor      Leo Quay\n"
      "para        Text.\n");
}

static void toml_says_the_same(void **state) {
  (void)state;
  check_markdown("+++\ntitle = 'Ports'\ndate = 2026-01-15\nauthors = [\n  \"Ada Pierce\",\n"
                 "  \"Leo Quay\"\n]\n+++\nText.\n",
                 "title       Ports\ndate        2026-01-15\nauthor      Ada Pierce\n"
                 "author      Leo Quay\npara        Text.\n");
  check_markdown("+++\ntitle = 'Ports'\n[[authors]]\nname = \"Ada Pierce\"\n+++\nText.\n",
                 "title       Ports\nauthor      Ada Pierce\npara        Text.\n");
}

static void a_rule_that_nothing_closes_is_no_front_matter(void **state) {
  (void)state;
  check_markdown("---\n\nThe text begins here, and nothing closes what would be front matter.\n",
                 "rule        * * *\npara        The text begins here, and nothing closes what "
                 "would be front matter.\n");
}

static void the_only_heading_of_the_first_level_is_the_title(void **state) {
  (void)state;
  check_markdown("Ports first[^1]\n===\n\nText.\n\n## Costs\n\nMore.\n\n[^1]: A source.\n",
                 "title       Ports first\ntitle       Ports first [1]\npara        Text.\n"
                 "heading 2   Costs\npara        More.\nnote 1      A source.\n");
  check_markdown("# One\n\nText is here.\n\n# Two\n\nMore is here.\n",
                 "heading 1   One\npara        Text is here.\nheading 1   Two\n"
                 "para        More is here.\n");
}

static void lines_below_the_title_are_read_one_by_one(void **state) {
  (void)state;
  check_markdown(
      "# Ports\n\n*Policy Brief No. 7*\n\n**By Ada Pierce**  \n*9 January 2026*\n\nText.\n",
      "title       Ports\nseries      Policy Brief No. 7\ndate        2026-01-09\n"
      "author      Ada Pierce\ntitle       Ports\nseries      Policy Brief No. 7\n"
      "authors     By Ada Pierce\ndate        9 January 2026\npara        Text.\n");
}

static void a_sentence_over_two_lines_is_one_paragraph(void **state) {
  (void)state;
  check_markdown("# Ports\n\nAda Pierce\nsays that ports come first.\n",
                 "title       Ports\ntitle       Ports\n"
                 "para        Ada Pierce says that ports come first.\n");
}

// ---- Notes

static void labels_are_those_of_the_author(void **state) {
  (void)state;
  check_markdown("Text.[^c_k] And.[^2] Again.[^C_K]\n\n"
                 "[^2]: Two.\n[^c_k]: Clerk.\n",
                 "para        Text. And. Again. [c_k] [2] [c_k]\n"
                 "note 2      Two.\nnote c_k    Clerk.\n");
}

static void notes_that_nothing_refers_to_are_kept_in_their_place(void **state) {
  (void)state;
  check_markdown(
      "One.[^b]\n\n[^a]: Unused.\n\nTwo.\n\n[^b]: Used.\n\n    More of it.\n\n> [^c]: Quoted.\n",
      "para        One. [b]\nnote a      Unused.\npara        Two.\nnote b      Used.\n"
      "note        More of it.\nnote c      Quoted.\n");
}

static void a_mark_without_a_note_is_text(void **state) {
  (void)state;
  check_markdown("One.[^9] Two.[^1]\n\n[^1]: A source.\n",
                 "para        One.[^9] Two. [1]\nnote 1      A source.\n");
}

static void code_defines_nothing_and_refers_to_nothing(void **state) {
  (void)state;
  check_markdown(
      "One `[^1]`.[^1]\n\n    [^2]: code\n\n```\n[^1]: code\n[^3]: code\n```\n\n"
      "Two.[^2]\n\n[^1]: A source.\n",
      "para        One [^1]. [1]\ncode        [^2]: code\ncode        [^1]: code [^3]: code\n"
      "para        Two.[^2]\nnote 1      A source.\n");
}

static void what_cannot_be_a_label_is_text(void **state) {
  (void)state;
  check_markdown("[^a\\]b]: Kept.\n\nOne.[^1]\n\n[^1]: A source.\n",
                 "para        [^a]b]: Kept.\npara        One. [1]\nnote 1      A source.\n");
}

static void a_label_without_end_is_text(void **state) {
  (void)state;
  document_skip_without(OPTIONAL_CMARK);
  Buffer text = {0};
  buffer_add_string(&text, "[^");
  for (int i = 0; i < 600; i++) buffer_add_byte(&text, 'x');
  buffer_add_string(&text, "]: Kept.\n");
  Version *version = document_read(buffer_slice(&text), "a.md");
  assert_int_equal(version->text.len, 2 + 600 + 8);
  version_free(version);
  buffer_release(&text);
}

static void notes_inside_the_text_have_the_running_number(void **state) {
  (void)state;
  check_markdown("One.[^a] Two^[A *long* `]` [source](https://s.example/) [x].] three^[B] four.\n\n"
                 "[^a]: Named.\n\nFive^[ nothing closes this.\n",
                 "para        One. Two three four. [a] [2] [3]\n"
                 "note 2      A long ] source [x].\nnote 3      B\nnote a      Named.\n"
                 "para        Five^[ nothing closes this.\n");
}

static void an_escaped_note_inside_the_text_is_text(void **state) {
  (void)state;
  check_markdown("Two\\^[no note] three^\\[none\\] four.\n",
                 "para        Two^[no note] three^[none] four.\n");
}

static void plain_marks_are_read_by_the_rules(void **state) {
  (void)state;
  check_markdown(
      "One.[1] Two \\[1\\] `x[2]` and \\[2] three.[2]\n\nMore.\n\n## Notes\n\n[1] A source.\n\n"
      "[^unused]: Unused.\n\n[2] Another.\n",
      "para        One. Two [1] x[2] and [2] three. [1] [2]\npara        More.\n"
      "notes-title Notes\nnote 1      A source.\nnote unused Unused.\nnote 2      Another.\n");
}

static void where_notes_are_linked_plain_marks_are_text(void **state) {
  (void)state;
  check_markdown("One.[^1] Two.[1]\n\n[^1]: A source.\n\n[1] No note.\n",
                 "para        One. Two.[1] [1]\nnote 1      A source.\npara        [1] No note.\n");
}

// ---- Blocks

static void blocks_are_what_they_are_marked_as(void **state) {
  (void)state;
  check_markdown("Text.\n\n> Quoted.\n>\n> > Deeper.\n\n* * *\n\n```c\nint x;\n```\n\n"
                 "| A | B |\n|---|--:|\n| x[^1] | ~~y~~ |\n\n### Deep\n\nEnd.\n\n[^1]: A source.\n",
                 "para        Text.\nquote       Quoted.\nquote       Deeper.\nrule        * * *\n"
                 "code        int x;\ntable       A B [1]\nheading 3   Deep\npara        End.\n"
                 "note 1      A source.\n");
}

static void items_have_their_marks_and_depth(void **state) {
  (void)state;
  document_skip_without(OPTIONAL_CMARK);
  Version *version =
      document_read(SLICE("3) three\n4) four\n   - deep\n\n     more\n\n- [ ] open\n- [x] done\n"),
                    "brief.markdown");
  check_text(version->text, "3) three\n\n4) four\n\n• deep\n\nmore\n\n☐ open\n\n☑ done");
  static const BlockType types[] = {BLOCK_LIST_ITEM, BLOCK_LIST_ITEM, BLOCK_LIST_ITEM,
                                    BLOCK_PARAGRAPH, BLOCK_LIST_ITEM, BLOCK_LIST_ITEM};
  static const uint8_t levels[] = {1, 1, 2, 0, 1, 1};
  assert_int_equal(version->block_count, 6);
  for (uint32_t i = 0; i < 6; i++) {
    assert_int_equal(version->blocks[i].type, types[i]);
    assert_int_equal(version->blocks[i].level, levels[i]);
  }
  version_free(version);
}

static void tables_have_tabs_between_cells(void **state) {
  (void)state;
  document_skip_without(OPTIONAL_CMARK_EXTENSIONS);
  Version *version = document_read(SLICE("| A | B |\n|---|---|\n| x \\| y |  |\n"), "brief.md");
  check_text(version->text, "A\tB\nx | y");
  version_free(version);
}

static void tags_are_no_text(void **state) {
  (void)state;
  check_markdown(
      "<div class=\"a > b\">\nSome <b>bold</b> &amp; &#8220;more&#x201D;<!-- hidden -->\n"
      "<p>Another paragraph</p><img alt=\"A chart\">\n<script>var x = \"<p>\";</script>\n</div>\n\n"
      "Text<sup>a</sup> with<br>a line and <span>tags</span>.\n",
      "para        Some bold & “more”\npara        Another paragraph\npara        A chart\n"
      "para        Texta with a line and tags.\n");
}

// ---- Words

static Inline inline_of(const Version *version, const char *words) {
  for (uint32_t i = 0; i < version->inline_count; i++) {
    if (slice_equal(version_cut(version, version->inlines[i].span), slice_of(words)))
      return version->inlines[i];
  }
  fail_msg("'%s' is not marked", words);
  return (Inline){0};
}

static void inline_marks_survive(void **state) {
  (void)state;
  document_skip_without(OPTIONAL_CMARK_EXTENSIONS);
  Version *version = document_read(
      SLICE("A *soft* **loud** ***both*** `code` ~~gone~~ 10<sup>3</sup> H<sub>2</sub>O word.\n"),
      "a.md");
  check_text(version->text, "A soft loud both code gone 103 H2O word.");
  assert_int_equal(inline_of(version, "soft").kinds, INLINE_EMPHASIS);
  assert_int_equal(inline_of(version, "loud").kinds, INLINE_STRONG);
  assert_int_equal(inline_of(version, "both").kinds, INLINE_STRONG | INLINE_EMPHASIS);
  assert_int_equal(inline_of(version, "code").kinds, INLINE_CODE);
  assert_int_equal(inline_of(version, "gone").kinds, INLINE_STRUCK);
  assert_int_equal(inline_of(version, "3").kinds, INLINE_RAISED);
  assert_int_equal(inline_of(version, "2").kinds, INLINE_LOWERED);
  version_free(version);
}

static void links_keep_their_targets(void **state) {
  (void)state;
  document_skip_without(OPTIONAL_CMARK);
  Version *version =
      document_read(SLICE("See [the page](https://a.example/?x=1&y=2), [ref][r] and "
                          "[here](#below) <https://b.example/>.\n\n[r]: https://c.example/\n"),
                    "a.md");
  static const char *const targets[] = {"https://a.example/?x=1&y=2", "https://c.example/", ""};
  assert_int_equal(version->link_count, 3);
  for (uint32_t i = 0; i < 3; i++) check_text(version->links[i].target, targets[i]);
  version_free(version);
}

static void pictures_leave_their_words(void **state) {
  (void)state;
  check_markdown("![A chart of *trade*](chart.png)\n", "para        A chart of trade\n");
}

static void a_noncharacter_in_the_source_is_shown_as_broken(void **state) {
  (void)state;
  document_skip_without(OPTIONAL_CMARK);
  Version *version = document_read(SLICE("One \xEF\xB7\x90 two.\n"), "a.md");
  check_text(version->text, "One \xEF\xBF\xBD two.");
  version_free(version);
}

static void only_the_name_makes_it_markdown(void **state) {
  (void)state;
  document_skip_without(OPTIONAL_CMARK);
  Version *version = document_read(SLICE("Some *words* here.\n"), "a.txt");
  check_text(version->text, "Some *words* here.\n");
  version_free(version);
}

// ---- Hostile sources

static void repeat(Buffer *out, const char *text, size_t times) {
  for (size_t i = 0; i < times; i++) buffer_add_string(out, text);
}

static void check_survives(const char *head, const char *repeated, size_t times, const char *tail) {
  Buffer text = {0};
  buffer_add_string(&text, head);
  repeat(&text, repeated, times);
  buffer_add_string(&text, tail);
  version_free(document_read(buffer_slice(&text), "a.md"));
  buffer_release(&text);
}

static void deep_and_broken_sources_are_read(void **state) {
  (void)state;
  document_skip_without(OPTIONAL_CMARK);
  enum { TIMES = 100000 };
  check_survives("", "> ", TIMES, "text\n");
  check_survives("", "- ", TIMES, "text\n\n\n\n\n\n\ntext\n");
  check_survives("", "[", TIMES, "text\n");
  check_survives("", "**a ", TIMES, "text\n");
  check_survives("", "^[", TIMES, "text\n");
  check_survives("text", "^[a", TIMES, "]\n");
  check_survives("", "[^a]: b\n", TIMES, "\n");
  check_survives("", "<", TIMES, "\n");
  check_survives("", "a@b.", TIMES, "\n");
  check_survives("<div>\n", "<a", TIMES, "\n");
  check_survives("---\ntitle: ", "[\"", TIMES, "\n---\ntext\n");
}

// Deep marks become text: they are all there.
static void what_nests_too_deep_is_text(void **state) {
  (void)state;
  document_skip_without(OPTIONAL_CMARK);
  Buffer text = {0};
  repeat(&text, "> ", 150);
  buffer_add_string(&text, "deep\n");
  Version *version = document_read(buffer_slice(&text), "a.md");
  assert_int_equal(version->block_count, 1);
  assert_int_equal(version->blocks[0].type, BLOCK_QUOTATION);
  assert_int_equal(version->text.len, 50 * 2 + 4);
  version_free(version);
  buffer_release(&text);
}

// As many bytes as the bound allows, and one more.
static void what_would_take_too_much_memory_is_plain_text(void **state) {
  (void)state;
  document_skip_without(OPTIONAL_CMARK);
  Buffer text = {0};
  buffer_add_string(&text, "One sentence.\n\n");
  while (text.len < MARKDOWN_BYTES_MAX) buffer_add_byte(&text, 'x');
  for (int over = 0; over <= 1; over++) {
    Error err = {0};
    Version *version =
        import_read(&(ImportInput){.bytes = buffer_slice(&text), .name = "brief.md"}, &err);
    check_ok(version != NULL, &err);
    assert_int_equal(version->structured, !over);
    version_free(version);
    buffer_add_byte(&text, 'x');
  }
  buffer_release(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(yaml_says_title_series_date_and_authors),
      cmocka_unit_test(values_may_be_lists_or_go_on_over_lines),
      cmocka_unit_test(toml_says_the_same),
      cmocka_unit_test(a_rule_that_nothing_closes_is_no_front_matter),
      cmocka_unit_test(the_only_heading_of_the_first_level_is_the_title),
      cmocka_unit_test(lines_below_the_title_are_read_one_by_one),
      cmocka_unit_test(a_sentence_over_two_lines_is_one_paragraph),
      cmocka_unit_test(labels_are_those_of_the_author),
      cmocka_unit_test(notes_that_nothing_refers_to_are_kept_in_their_place),
      cmocka_unit_test(a_mark_without_a_note_is_text),
      cmocka_unit_test(code_defines_nothing_and_refers_to_nothing),
      cmocka_unit_test(what_cannot_be_a_label_is_text),
      cmocka_unit_test(a_label_without_end_is_text),
      cmocka_unit_test(notes_inside_the_text_have_the_running_number),
      cmocka_unit_test(an_escaped_note_inside_the_text_is_text),
      cmocka_unit_test(plain_marks_are_read_by_the_rules),
      cmocka_unit_test(where_notes_are_linked_plain_marks_are_text),
      cmocka_unit_test(blocks_are_what_they_are_marked_as),
      cmocka_unit_test(items_have_their_marks_and_depth),
      cmocka_unit_test(tables_have_tabs_between_cells),
      cmocka_unit_test(tags_are_no_text),
      cmocka_unit_test(inline_marks_survive),
      cmocka_unit_test(links_keep_their_targets),
      cmocka_unit_test(pictures_leave_their_words),
      cmocka_unit_test(a_noncharacter_in_the_source_is_shown_as_broken),
      cmocka_unit_test(only_the_name_makes_it_markdown),
      cmocka_unit_test(deep_and_broken_sources_are_read),
      cmocka_unit_test(what_nests_too_deep_is_text),
      cmocka_unit_test(what_would_take_too_much_memory_is_plain_text),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
