// SPDX-License-Identifier: MIT
// Web pages: a case for each rule, in the shape that pages really have it.
#include "support/check.h"

#include "import/import.h"

// A sentence that is long enough to be text and no line of metadata.
#define LONG                                                                                       \
  "The ferry leaves at six in the morning and comes back when the wind allows it, which is "       \
  "seldom before noon and often not at all."

static Version *read_page(Slice page) {
  Error err = {0};
  Version *version = import_read(&(ImportInput){.bytes = page, .name = "page.html"}, &err);
  check_ok(version != NULL, &err);
  return version;
}

static void describe_block(const Version *version, const Block *block, Buffer *out) {
  Slice text = version_cut(version, block->span);
  buffer_add_string(out, version_block_name(block->type));
  if (block->level) buffer_printf(out, " %u", block->level);
  buffer_add_string(out, ": ");
  for (size_t pos = 0; pos < text.len; pos++) {
    char byte = text.ptr[pos];
    buffer_add_string(out, byte == '\n' ? "|" : byte == '\t' ? "/" : "");
    if (byte != '\n' && byte != '\t') buffer_add_byte(out, byte);
  }
  for (uint32_t i = 0; i < version->reference_count; i++) {
    Span span = version->references[i].span;
    if (span.start < block->span.start || span.end > block->span.end) continue;
    Slice label = version->notes[version->references[i].note].label;
    buffer_printf(out, " {%.*s}", (int)label.len, label.ptr);
  }
  buffer_add_byte(out, '\n');
}

static void check_blocks(const char *page, const char *wanted) {
  Version *version = read_page(slice_of(page));
  Buffer out = {0};
  for (uint32_t i = 0; i < version->block_count; i++) {
    describe_block(version, &version->blocks[i], &out);
  }
  check_text(buffer_slice(&out), wanted);
  buffer_release(&out);
  version_free(version);
}

// "label (references): body" of each note.
static void check_notes(const char *page, const char *wanted) {
  Version *version = read_page(slice_of(page));
  Buffer out = {0};
  for (uint32_t i = 0; i < version->note_count; i++) {
    const Note *note = &version->notes[i];
    Slice body = version_cut(version, note->body);
    buffer_printf(&out, "%.*s (%u): %.*s\n", (int)note->label.len, note->label.ptr,
                  note->reference_count, (int)body.len, body.ptr);
  }
  check_text(buffer_slice(&out), wanted);
  buffer_release(&out);
  version_free(version);
}

// "title · series · date · authors".
static void check_metadata(const char *page, const char *wanted) {
  Version *version = read_page(slice_of(page));
  const Metadata *metadata = &version->metadata;
  Buffer out = {0};
  buffer_printf(&out, "%.*s · %.*s · %.*s ·", (int)metadata->title.len, metadata->title.ptr,
                (int)metadata->series.len, metadata->series.ptr, (int)metadata->date.len,
                metadata->date.ptr);
  for (uint32_t i = 0; i < metadata->author_count; i++) {
    buffer_printf(&out, " %.*s", (int)metadata->authors[i].len, metadata->authors[i].ptr);
    buffer_add_string(&out, i + 1 < metadata->author_count ? "," : "");
  }
  check_text(buffer_slice(&out), wanted);
  buffer_release(&out);
  version_free(version);
}

// ---- Characters

static void a_page_says_its_encoding(void **state) {
  (void)state;
  check_blocks("<meta charset=windows-1251><p>\xCF\xE0\xF0\xEE\xEC \xF5\xEE\xE4\xE8\xF2 "
               "\xF0\xE5\xE4\xEA\xEE.",
               "para: Паром ходит редко.\n");
}

static void undeclared_quotation_marks_are_windows_1252(void **state) {
  (void)state;
  check_blocks("<p>The mayor said \x93never\x94 \x96 and meant it.</p>",
               "para: The mayor said “never” – and meant it.\n");
  check_blocks("<p>It&#146;s &eacute;t&#xE9; &#150; &bogus;.</p>", "para: It’s été – &bogus;.\n");
}

// ---- Blocks

static void blocks_are_what_the_page_says(void **state) {
  (void)state;
  check_blocks("<h1>Ports</h1><h2>Costs</h2><p>" LONG
               "</p><blockquote><p>Never again.</p></blockquote><pre>\n"
               "for x:\n  sail</pre><hr><h4>Below</h4><p>" LONG "</p>",
               "title: Ports\nheading 2: Costs\npara: " LONG
               "\nquote: Never again.\ncode: for x:|  sail\n"
               "rule: ---\nheading 4: Below\npara: " LONG "\n");
}

static void what_is_blank_leaves_no_block(void **state) {
  (void)state;
  check_blocks("<p>" LONG "<p>&nbsp;</p><div><span> </span></div><p><o:p></o:p></p><p>Again.</p>",
               "para: " LONG "\npara: Again.\n");
}

static void loose_text_is_a_paragraph(void **state) {
  (void)state;
  check_blocks("<div>" LONG "<p>Then.</p> and after</div><dl><dt>Quay<dd>Where ships lie.</dl>",
               "para: " LONG "\npara: Then.\npara: and after\npara: Quay\npara: Where ships "
               "lie.\n");
}

static void lists_have_marks_and_depths(void **state) {
  (void)state;
  check_blocks("<p>" LONG "<ul><li>One<ul><li>Inner</ul></ul><ol type=i start=3><li>Three<li "
               "value=7><p>Seven</p><p>and more</p></ol>",
               "para: " LONG "\nlist-item 1: • One\nlist-item 2: ◦ Inner\nlist-item 1: iii. Three\n"
               "list-item 1: vii. Seven\nlist-item 1: and more\n");
}

static void line_ends_count_and_word_breaks_do_not(void **state) {
  (void)state;
  check_blocks("<p>" LONG "<p>North Quay<br>Lomvik<br><br>Open daily, un<wbr>less it blows.",
               "para: " LONG "\npara: North Quay|Lomvik\npara: Open daily, unless it blows.\n");
}

static void raised_and_lowered_text_is_flat(void **state) {
  (void)state;
  check_blocks("<p>On the 21<sup>st</sup> the 40 m<sup>2</sup> hall was full of CO<sub>2</sub>.",
               "para: On the 21st the 40 m2 hall was full of CO2.\n");
}

static void tables_have_cells_that_reach_over_others(void **state) {
  (void)state;
  check_blocks("<p>" LONG "<table><caption>Ships</caption><tr><th>Month<th>In<th>Out<tr><td "
               "rowspan=2>May<td>1<td>2<tr><td>3<td><p>4</p><tr><td colspan=2>Sum<td>9</table>",
               "para: " LONG "\npara: Ships\ntable: Month/In/Out|May/1/2|/3/4|Sum//9\n");
}

static void a_table_that_arranges_the_page_is_none(void **state) {
  (void)state;
  check_blocks("<table><tr><td><a href=a>Start</a> <a href=b>Archive</a><td><p>" LONG
               "</p><p>Second.</p></table>",
               "furniture: Start Archive\npara: " LONG "\npara: Second.\n");
}

static void lines_between_breaks_are_plain_text(void **state) {
  (void)state;
  check_blocks("<title>Salt</title><div>Salt<br>2 May 2024<br><br>" LONG
               "[1]<br><br><b>Notes</b><br>[1] Salt Board, Yearbook.</div>",
               "title: Salt\ndate: 2 May 2024\npara: " LONG
               "[1] {1}\nnotes-title: Notes\nnote: [1] Salt Board, Yearbook.\n");
}

static void a_line_end_may_begin_a_note(void **state) {
  (void)state;
  check_notes("<p>" LONG "[1] And so.[2]<p>[1] Salt Board.<br>[2] Ibid.",
              "1 (1): Salt Board.\n2 (1): Ibid.\n");
}

static void lists_as_word_writes_them(void **state) {
  (void)state;
  check_blocks("<p class=MsoNormal>" LONG "<p class=MsoListParagraphCxSpFirst><span "
               "style='mso-list:Ignore'>1.<span>&nbsp; </span></span>First.<p "
               "class=MsoListParagraph><span style='font:Symbol;mso-list:Ignore'>·</span>Bullet.",
               "para: " LONG "\nlist-item 1: 1. First.\nlist-item 1: • Bullet.\n");
}

static void images_leave_their_description(void **state) {
  (void)state;
  check_blocks("<p>" LONG "<figure><img alt='Ships that wait by month'><figcaption>Figure "
               "1.</figcaption></figure><p><img alt='A map of the roads'></p><img alt=logo>",
               "para: " LONG "\npara: Figure 1. [Image: Ships that wait by month]\n"
               "para: [Image: A map of the roads]\n");
}

// ---- Inline marks

static void marks_and_links_are_spans(void **state) {
  (void)state;
  Version *version = read_page(SLICE("<p>A <b>bold <i>word</i></b> and <a "
                                     "href='https://a.example/x'>a page</a>, <a href='/y'>not</a> "
                                     "<code>x</code>.</p>"));
  assert_int_equal(version->inline_count, 3);
  check_text(version_cut(version, version->inlines[1].span), "word");
  assert_int_equal(version->inlines[1].kinds, INLINE_STRONG | INLINE_EMPHASIS);
  assert_int_equal(version->link_count, 1);
  check_text(version_cut(version, version->links[0].span), "a page");
  check_text(version->links[0].target, "https://a.example/x");
  version_free(version);
}

// ---- The article and what is around it

static void what_is_outside_the_article_is_hidden(void **state) {
  (void)state;
  check_blocks("<body><nav><ul><li><a href=/>Home</a></ul></nav><main><article><p>" LONG
               "</p></article></main><footer>Imprint</footer>",
               "furniture: Home\npara: " LONG "\nfurniture: Imprint\n");
}

static void a_small_article_is_not_the_page(void **state) {
  (void)state;
  check_blocks("<article><p>Teaser.</p></article><div role=main><p>" LONG "</p><p>" LONG
               "</p></div>",
               "furniture: Teaser.\npara: " LONG "\npara: " LONG "\n");
}

static void furniture_shows_by_element_attribute_class_or_links(void **state) {
  (void)state;
  check_blocks("<article><p>" LONG "<aside>By the way</aside><p hidden>Tracking<p "
               "style='DISPLAY : none'>Pixel</p><div class='post-share'>Tell others</div><div "
               "class=socialist>Kept</div><div><a href=a>One</a> <a href=b>Two</a></div><p>" LONG,
               "para: " LONG "\nfurniture: By the way\nfurniture: Tracking\nfurniture: Pixel\n"
               "furniture: Tell others\npara: Kept\nfurniture: One Two\npara: " LONG "\n");
}

static void furniture_is_no_furniture_when_it_holds_the_text(void **state) {
  (void)state;
  check_blocks("<body class=no-sidebar><div class=menu><p>" LONG "</div><p>Short.",
               "para: " LONG "\npara: Short.\n");
}

static void what_is_hidden_in_a_sentence_comes_after_it(void **state) {
  (void)state;
  check_blocks("<p>" LONG "<p>Ports <span aria-hidden=true>(icon)</span> close.",
               "para: " LONG "\npara: Ports close.\nfurniture: (icon)\n");
}

static void scripts_and_forms_are_no_text(void **state) {
  (void)state;
  check_blocks("<p>" LONG "<script>var x='<p>no</p>'</script><style>p{}</style><noscript>no"
               "</noscript><select><option>no</select><textarea>no</textarea><button>no</button>"
               "<iframe>no</iframe><svg><title>no</title></svg><!-- no --><p>Yes.",
               "para: " LONG "\npara: Yes.\n");
}

static void disclaimers_have_a_class_or_words(void **state) {
  (void)state;
  check_blocks("<p>" LONG "<p class=disclaimer>All that is ours.<p>The views expressed are those "
               "of nobody.",
               "para: " LONG "\ndisclaimer: All that is ours.\n"
               "disclaimer: The views expressed are those of nobody.\n");
}

// ---- Metadata

static void linked_data_comes_first(void **state) {
  (void)state;
  check_metadata("<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebPage\"},{"
                 "\"headline\":\"Quiet Ports\",\"datePublished\":\"2024-01-03T10:00:00Z\","
                 "\"author\":[{\"@id\":\"p\"},\"Ole Proxy\"]},{\"@id\":\"p\",\"name\":\"Ida "
                 "Stub\"}]}</script><meta property=og:title content=Other><p>" LONG,
                 "Quiet Ports ·  · 2024-01-03 · Ida Stub, Ole Proxy");
}

static void meta_elements_come_next(void **state) {
  (void)state;
  check_metadata("<meta property=og:title content='Quiet Ports | Sea Forum'><meta "
                 "property=og:site_name content='Sea Forum'><meta name=citation_author "
                 "content='Stub, Ida'><meta name=citation_publication_date content=2024/1/3><meta "
                 "property=article:section content='Policy Brief'><p>" LONG,
                 "Quiet Ports · Policy Brief · 2024-01-03 · Ida Stub");
  check_metadata("<meta name=author content='Ida Stub; Ole Proxy'><meta name=author "
                 "content=admin><h1>Ports</h1><p>" LONG,
                 "Ports ·  ·  · Ida Stub, Ole Proxy");
}

static void lines_of_the_page_come_last_and_are_metadata(void **state) {
  (void)state;
  check_blocks(
      "<div><span class=kicker>Policy Brief</span></div><h1>Ports</h1><div><span "
      "class=author>Ida Stub</span> | <time datetime=2024-01-03>Jan 3, "
      "2024</time></div><p>" LONG "<h2>Ports</h2>",
      "series: Policy Brief\ntitle: Ports\nauthors: Ida Stub\ndate: Jan 3, 2024\npara: " LONG
      "\nfurniture: Ports\n");
  check_metadata(
      "<h1>Ports</h1><p class=byline>By Ida Stub and Ole Proxy | 3 January 2024</p><p>" LONG,
      "Ports ·  · 2024-01-03 · Ida Stub, Ole Proxy");
  check_blocks("<h1>Ports</h1><p>Ida Stub<br>Fellow, Institute of Piers</p><p>3 January 2024</p><p>"
               "5 May 2024</p><p>" LONG,
               "title: Ports\npara: Ida Stub|Fellow, Institute of Piers\ndate: 3 January 2024\n"
               "para: 5 May 2024\npara: " LONG "\n");
}

static void the_window_title_loses_the_name_of_the_site(void **state) {
  (void)state;
  check_metadata("<title>Quiet Ports - Institute of Piers</title><p>" LONG, "Quiet Ports ·  ·  ·");
  check_metadata("<title>Ports - a history</title><p>" LONG, "Ports - a history ·  ·  ·");
}

static void a_section_is_no_title(void **state) {
  (void)state;
  check_metadata("<h1>Introduction</h1><p>" LONG, " ·  ·  ·");
  check_blocks("<title>Ports</title><p>Ports</p><h1>Piers</h1><p>" LONG,
               "title: Ports\nheading 1: Piers\npara: " LONG "\n");
}

// ---- Notes

static void notes_are_pairs_of_links(void **state) {
  (void)state;
  const char *page = "<p>" LONG "<a href='#_ftn1' name='_ftnref1'><sup>[1]</sup></a> More.<a "
                     "href='http://x.example/y#_ftn2' name='_ftnref2'>[2]</a><p><a "
                     "href='#_ftnref1' name='_ftn1'>[1]</a>&nbsp;Port Log.<p><a href='#_ftnref2' "
                     "name='_ftn2'>[2]</a> Ibid.<p>Second paragraph of it.<p>";
  check_blocks(page, "para: " LONG "[1] More.[2] {1} {2}\nnote: [1] Port Log.\nnote: [2] Ibid.\n"
                     "para: Second paragraph of it.\n");
  check_notes(page, "1 (1): Port Log.\n2 (1): Ibid.\n");
}

static void links_back_are_no_text(void **state) {
  (void)state;
  check_notes("<p>" LONG "<sup id=r1><a href=#n1>1</a></sup><sup>[<a id=r2 href=#n1>1</a>]</sup>"
              "<section class=footnotes><ol><li id=n1>^ <a href=#r1>a</a> <a href=#r2>b</a> "
              "<span>Port Log.</span> <a href=#r1>Back to text</a></ol></section>",
              "1 (2): Port Log.\n");
}

static void brackets_around_a_link_are_its_mark(void **state) {
  (void)state;
  check_blocks("<p>" LONG "[<a id=r1 href=#n1>1</a>] And so on.<p>[<a id=n1 href=#r1>1</a>] Log.",
               "para: " LONG "[1] And so on. {1}\nnote: [1] Log.\n");
}

static void a_list_of_notes_gives_the_numbers(void **state) {
  (void)state;
  check_notes("<p>" LONG "<a role=doc-noteref href=#a>note</a><a role=doc-noteref "
              "href=#b>*</a><ol start=4><li id=a>First.<li id=b>Second.</ol>",
              "note (1): First.\n* (1): Second.\n");
}

static void an_aside_may_be_a_note_between_paragraphs(void **state) {
  (void)state;
  check_blocks("<p>" LONG "<a epub:type=noteref href=#n>1</a></p><aside epub:type=footnote "
               "id=n><p>Log.</p><p>More of it.</p></aside><p>Text goes on.",
               "para: " LONG "1 {1}\nnote: 1. Log.\nnote: More of it.\npara: Text goes on.\n");
}

static void a_row_or_a_line_may_be_a_note(void **state) {
  (void)state;
  check_notes("<p>" LONG "<a href=#1 name=r1>(1)</a><table><tr><td><a name=1 "
              "href=#r1>1</a><td>Gauge Office.</table>",
              "1 (1): Gauge Office.\n");
  check_notes("<div>" LONG "<a href=#n1 id=r1>1</a> and<a href=#n2 id=r2>2</a><br><br><a id=n1 "
              "href=#r1>1.</a> Salt Board.<br><a id=n2 href=#r2>2.</a> Ibid.<br>Contact us.</div>",
              "1 (1): Salt Board.\n2 (1): Ibid.\n");
}

static void a_table_of_contents_is_no_pair(void **state) {
  (void)state;
  check_notes("<p>" LONG "<p><a id=t1 href=#s1>1</a><h2 id=s1><a href=#t1>1 Costs</a></h2>", "");
}

static void raised_numbers_and_brackets_are_notes_without_links(void **state) {
  (void)state;
  check_notes("<p>" LONG "<sup>1</sup><p>" LONG "<sup>2</sup> On 40 km<sup>2</sup>.<h4>Notes</h4>"
              "<p><sup>1</sup> Port Log.<p><sup>2</sup> Ibid.",
              "1 (1): Port Log.\n2 (1): Ibid.\n");
  check_notes("<p>" LONG "<sup>1, 2</sup><h4>Notes</h4><p><sup>1</sup> Log.<br><sup>2</sup> Ibid.",
              "1 (1): Log.\n2 (1): Ibid.\n");
  check_notes("<p>" LONG "[1]<h4>Notes</h4><ol><li>Port Log.<li>Unused.</ol>",
              "1 (1): Port Log.\n2 (0): Unused.\n");
}

static void the_number_tells_which_of_a_list_is_meant(void **state) {
  (void)state;
  check_notes("<p>" LONG "<sup><a href=#notes>1</a>, <a href=#notes>2</a></sup><div id=notes "
              "class=endnotes><h2>Notes</h2><ol><li>Port Log.<li>Ibid.</ol></div>",
              "1 (1): Port Log.\n2 (1): Ibid.\n");
}

static void a_target_that_begins_with_the_label_is_a_note(void **state) {
  (void)state;
  check_notes("<p>" LONG "<a href=#n1>[1]</a><p>" LONG "<a href=#n2>[2]</a><p id=n1>1. Port "
              "Log.<p><a name=n2><b>[2]</b></a> Ibid.",
              "1 (1): Port Log.\n2 (1): Ibid.\n");
  check_notes("<p>" LONG "<a href=#n1>1</a><p id=n1>1957 was the year.", "");
}

static void notes_outside_the_article_are_kept(void **state) {
  (void)state;
  check_blocks("<article><p>" LONG "<a id=r href=#n>1</a></article><footer><div><p id=n>1 Log. <a "
               "href=#r>↩</a></div><p>Imprint</footer>",
               "para: " LONG "1 {1}\nnote: 1 Log.\nfurniture: Imprint\n");
}

// ---- Bad input

static void broken_pages_are_read_as_far_as_they_go(void **state) {
  (void)state;
  check_blocks("<p>Open <b>bold <i>both</b> less</i> <a href='x>" LONG,
               "para: Open bold both less\n");
  check_blocks("<html><body></body></html>", "");
  check_blocks("<p>1 < 2 & 3 > 2</p></p></div></table>", "para: 1 < 2 & 3 > 2\n");
}

static void deep_nesting_loses_no_text(void **state) {
  (void)state;
  Buffer page = {0};
  for (int i = 0; i < 100000; i++) buffer_add_string(&page, "<div>");
  buffer_add_string(&page, "<p>" LONG);
  check_blocks(page.ptr, "para: " LONG "\n");
  buffer_release(&page);
}

static void the_same_page_gives_the_same_structure_anew(void **state) {
  (void)state;
  Version *version = read_page(SLICE("<h1>Ports</h1><p class=byline>By Ida Stub<p>" LONG
                                     "<a id=r href=#n>1</a><ul><li>One</ul><nav>Menu</nav><p id=n>"
                                     "1 Log.<a href=#r>x</a>"));
  Version *anew = import_anew(version);
  assert_non_null(anew);
  assert_int_equal(anew->block_count, version->block_count);
  for (uint32_t i = 0; i < version->block_count; i++) {
    assert_int_equal(anew->blocks[i].type, version->blocks[i].type);
    assert_int_equal(anew->blocks[i].span.start, version->blocks[i].span.start);
  }
  assert_int_equal(anew->reference_count, 1);
  version_free(anew);
  version_free(version);
}

#define CASE(test) cmocka_unit_test(test)

int main(void) {
  if (check_lacks(OPTIONAL_LIBXML2)) return 0;
  const struct CMUnitTest tests[] = {
      CASE(a_page_says_its_encoding),
      CASE(undeclared_quotation_marks_are_windows_1252),
      CASE(blocks_are_what_the_page_says),
      CASE(what_is_blank_leaves_no_block),
      CASE(loose_text_is_a_paragraph),
      CASE(lists_have_marks_and_depths),
      CASE(line_ends_count_and_word_breaks_do_not),
      CASE(raised_and_lowered_text_is_flat),
      CASE(tables_have_cells_that_reach_over_others),
      CASE(a_table_that_arranges_the_page_is_none),
      CASE(lines_between_breaks_are_plain_text),
      CASE(a_line_end_may_begin_a_note),
      CASE(lists_as_word_writes_them),
      CASE(images_leave_their_description),
      CASE(marks_and_links_are_spans),
      CASE(what_is_outside_the_article_is_hidden),
      CASE(a_small_article_is_not_the_page),
      CASE(furniture_shows_by_element_attribute_class_or_links),
      CASE(furniture_is_no_furniture_when_it_holds_the_text),
      CASE(what_is_hidden_in_a_sentence_comes_after_it),
      CASE(scripts_and_forms_are_no_text),
      CASE(disclaimers_have_a_class_or_words),
      CASE(linked_data_comes_first),
      CASE(meta_elements_come_next),
      CASE(lines_of_the_page_come_last_and_are_metadata),
      CASE(the_window_title_loses_the_name_of_the_site),
      CASE(a_section_is_no_title),
      CASE(notes_are_pairs_of_links),
      CASE(links_back_are_no_text),
      CASE(brackets_around_a_link_are_its_mark),
      CASE(a_list_of_notes_gives_the_numbers),
      CASE(an_aside_may_be_a_note_between_paragraphs),
      CASE(a_row_or_a_line_may_be_a_note),
      CASE(a_table_of_contents_is_no_pair),
      CASE(raised_numbers_and_brackets_are_notes_without_links),
      CASE(the_number_tells_which_of_a_list_is_meant),
      CASE(a_target_that_begins_with_the_label_is_a_note),
      CASE(notes_outside_the_article_are_kept),
      CASE(broken_pages_are_read_as_far_as_they_go),
      CASE(deep_nesting_loses_no_text),
      CASE(the_same_page_gives_the_same_structure_anew),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
