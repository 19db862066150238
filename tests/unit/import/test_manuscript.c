// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "import/manuscript.h"
#include "import/recover.h"
#include "import/structured.h"
#include "support/check.h"
#include "support/version.h"
#include "text/view.h"

#include <stdio.h>

static void begin(Manuscript *manuscript, BlockType type, uint8_t level) {
  manuscript_begin(manuscript,
                   (ManuscriptBlock){.type = type, .level = level, .source = BLOCK_BY_MARKUP});
}

static void words(Manuscript *manuscript, const char *text) {
  manuscript_add_words(manuscript, slice_of(text));
}

static Version *finish(Manuscript *manuscript) {
  Error err = {0};
  check_ok(manuscript_finish(manuscript, &err), &err);
  Version *version = structured_version(manuscript, &err);
  check_ok(version != NULL, &err);
  return version;
}

// A page with a title that is stated, a heading, marks, a link, given notes and a disclaimer.
static void write_page(Manuscript *manuscript) {
  manuscript->stated.title = manuscript_keep(manuscript, SLICE(" Ports \n first "));
  uint32_t second = manuscript_reserve_note(manuscript, SLICE("2"));
  uint32_t first = manuscript_reserve_note(manuscript, SLICE("1"));
  uint32_t missing = manuscript_reserve_note(manuscript, SLICE("3"));
  begin(manuscript, BLOCK_HEADING, 1);
  words(manuscript, "Ports first");
  begin(manuscript, BLOCK_HEADING, 3);
  words(manuscript, "Costs");
  begin(manuscript, BLOCK_PARAGRAPH, 0);
  words(manuscript, "  Trade ");
  manuscript_set_kinds(manuscript, INLINE_STRONG);
  words(manuscript, " fell  far");
  manuscript_set_kinds(manuscript, 0);
  words(manuscript, ".");
  manuscript_add_reference(manuscript, SLICE("[1]"), first);
  manuscript_add_reference(manuscript, SLICE("[3]"), missing);
  words(manuscript, " See ");
  manuscript_open_link(manuscript, SLICE("https://a.example/"));
  words(manuscript, "the page");
  manuscript_close_link(manuscript);
  words(manuscript, ". ");
  begin(manuscript, BLOCK_PARAGRAPH, 0);
  words(manuscript, " \n ");
  begin(manuscript, BLOCK_LIST_ITEM, 1);
  manuscript_add_list_mark(manuscript, SLICE("• "));
  words(manuscript, " an item");
  begin(manuscript, BLOCK_PARAGRAPH, 0);
  words(manuscript, "More.");
  manuscript_add_reference(manuscript, SLICE("[2]"), second);
  manuscript_begin_note(manuscript, first);
  manuscript_add_note_mark(manuscript, SLICE("[1]"));
  words(manuscript, "A source, p. 3.");
  manuscript_begin_note(manuscript, second);
  words(manuscript, "Ibid., p. 4.");
  manuscript_end_note(manuscript);
}

static void a_page_keeps_what_its_format_says(void **state) {
  (void)state;
  Manuscript manuscript;
  manuscript_init(&manuscript);
  write_page(&manuscript);
  Version *version = finish(&manuscript);
  check_text(version->text, "Ports first\n\nCosts\n\nTrade fell far.[1][3] See the page.\n\n"
                            "• an item\n\nMore.[2]\n\n[1] A source, p. 3.\n\nIbid., p. 4.");
  static const BlockType types[] = {BLOCK_TITLE,     BLOCK_HEADING,   BLOCK_PARAGRAPH,
                                    BLOCK_LIST_ITEM, BLOCK_PARAGRAPH, BLOCK_NOTE,
                                    BLOCK_NOTE};
  assert_int_equal(version->block_count, 7);
  for (uint32_t i = 0; i < 7; i++) assert_int_equal(version->blocks[i].type, types[i]);
  assert_int_equal(version->blocks[1].level, 3);
  check_text(version_cut(version, version->blocks[3].mark), "• ");
  assert_int_equal(version->note_count, 2);
  check_text(version_cut(version, version->notes[0].body), "A source, p. 3.");
  check_text(version->notes[1].label, "2");
  assert_int_equal(version->notes[1].root, 0);
  assert_int_equal(version->reference_count, 2);
  check_text(version_cut(version, version->references[0].span), "[1]");
  check_text(version_cut(version, version->inlines[0].span), "fell far");
  check_text(version_cut(version, version->links[0].span), "the page");
  check_link(version, &version->links[0], "https://a.example/");
  check_text(version->metadata.title, "Ports first");
  version_free(version);
  manuscript_release(&manuscript);
}

// Programs end a link where the font changes and begin it again.
static void a_link_that_is_cut_is_one(void **state) {
  (void)state;
  Manuscript manuscript;
  manuscript_init(&manuscript);
  begin(&manuscript, BLOCK_PARAGRAPH, 0);
  static const char *const targets[] = {"https://a.example/", "https://a.example/",
                                        "https://b.example/"};
  for (int i = 0; i < 3; i++) {
    manuscript_open_link(&manuscript, slice_of(targets[i]));
    words(&manuscript, "word ");
    manuscript_close_link(&manuscript);
  }
  manuscript_end(&manuscript);
  assert_int_equal(manuscript.link_count, 2);
  assert_true(span_equal(manuscript.links[0].span, span_make(0, 9)));
  manuscript_release(&manuscript);
}

static void raised_digits_are_marks_where_nothing_is_linked(void **state) {
  (void)state;
  Manuscript manuscript;
  manuscript_init(&manuscript);
  begin(&manuscript, BLOCK_PARAGRAPH, 0);
  words(&manuscript, "Trade fell.");
  manuscript_set_kinds(&manuscript, INLINE_RAISED);
  words(&manuscript, "12");
  manuscript_set_kinds(&manuscript, 0);
  words(&manuscript, " And rose by 5 m");
  manuscript_set_kinds(&manuscript, INLINE_RAISED);
  words(&manuscript, "2");
  manuscript_set_kinds(&manuscript, 0);
  words(&manuscript, ".");
  for (int i = 1; i <= 12; i++) {
    char digits[4];
    snprintf(digits, sizeof digits, "%d", i);
    begin(&manuscript, BLOCK_PARAGRAPH, 0);
    manuscript_set_kinds(&manuscript, INLINE_RAISED);
    words(&manuscript, digits);
    manuscript_set_kinds(&manuscript, 0);
    words(&manuscript, " A source.");
  }
  Version *version = finish(&manuscript);
  assert_int_equal(version->note_count, 12);
  assert_int_equal(version->reference_count, 1);
  assert_int_equal(version->references[0].note, 11);
  check_text(version_cut(version, version->references[0].span), "12");
  check_text(version_cut(version, version->notes[11].body), "A source.");
  version_free(version);
  manuscript_release(&manuscript);
}

static void a_stored_version_gives_its_manuscript_back(void **state) {
  (void)state;
  Manuscript manuscript, again;
  manuscript_init(&manuscript);
  manuscript_init(&again);
  write_page(&manuscript);
  Version *version = finish(&manuscript);
  assert_true(version->structured);
  recover_manuscript(version, &again);
  Error err = {0};
  Version *renewed = structured_version(&again, &err);
  check_ok(renewed != NULL, &err);
  assert_true(slice_equal(renewed->text, version->text));
  assert_int_equal(renewed->block_count, version->block_count);
  for (uint32_t i = 0; i < version->block_count; i++) {
    assert_int_equal(renewed->blocks[i].type, version->blocks[i].type);
    assert_int_equal(renewed->blocks[i].level, version->blocks[i].level);
    assert_true(span_equal(renewed->blocks[i].mark, version->blocks[i].mark));
  }
  assert_int_equal(renewed->note_count, 2);
  assert_true(span_equal(renewed->notes[0].body, version->notes[0].body));
  assert_int_equal(renewed->reference_count, 2);
  assert_int_equal(renewed->link_count, 1);
  version_free(renewed);
  version_free(version);
  manuscript_release(&again);
  manuscript_release(&manuscript);
}

static void what_breaks_in_the_middle_of_a_character_is_repaired(void **state) {
  (void)state;
  Manuscript manuscript;
  manuscript_init(&manuscript);
  manuscript.stated.title = manuscript_keep(&manuscript, SLICE("A \xE2\x82 title"));
  words(&manuscript, "Caf\xC3");
  words(&manuscript, "\xA9 closed.\xFF");
  Version *version = finish(&manuscript);
  check_text(version->text, "Caf\uFFFD\uFFFD closed.\uFFFD");
  check_text(version->metadata.title, "A \uFFFD title");
  version_free(version);
  manuscript_release(&manuscript);
}

static void line_ends_split_and_blanks_vanish(void **state) {
  (void)state;
  Manuscript manuscript;
  manuscript_init(&manuscript);
  manuscript_end_line(&manuscript);
  begin(&manuscript, BLOCK_PARAGRAPH, 0);
  manuscript_end_line(&manuscript);
  words(&manuscript, "One \x1b[31mred");
  manuscript_end_line(&manuscript);
  words(&manuscript, " two ");
  manuscript_end_line(&manuscript);
  manuscript_end_line(&manuscript);
  words(&manuscript, "three");
  manuscript_end_line(&manuscript);
  begin(&manuscript, BLOCK_TABLE, 0);
  words(&manuscript, "a ");
  manuscript_add_exact(&manuscript, SLICE("\t"));
  words(&manuscript, " b");
  manuscript_add_exact(&manuscript, SLICE("\n"));
  words(&manuscript, "c");
  manuscript_add_exact(&manuscript, SLICE("\t"));
  Version *version = finish(&manuscript);
  check_text(version->text, "One red\ntwo\n\nthree\n\na\tb\nc");
  assert_int_equal(version->block_count, 3);
  assert_int_equal(version->blocks[2].type, BLOCK_TABLE);
  version_free(version);
  manuscript_release(&manuscript);
}

// As it is stored where one mark refers to two notes.
static void two_references_may_have_one_span(void **state) {
  (void)state;
  Manuscript manuscript;
  manuscript_init(&manuscript);
  uint32_t first = manuscript_reserve_note(&manuscript, SLICE("1"));
  uint32_t second = manuscript_reserve_note(&manuscript, SLICE("2"));
  begin(&manuscript, BLOCK_PARAGRAPH, 0);
  words(&manuscript, "Late ");
  manuscript_add_reference(&manuscript, SLICE("[1, 2]"), first);
  Reference *references =
      memory_grow(manuscript.references, 1, &manuscript.reference_room, sizeof *references);
  references[1] = (Reference){references[0].span, (int32_t)second};
  manuscript.references = references;
  manuscript.reference_count = 2;
  for (uint32_t note = first; note <= second; note++) {
    manuscript_begin_note(&manuscript, note);
    words(&manuscript, "Log.");
    manuscript_end_note(&manuscript);
  }
  Version *version = finish(&manuscript);
  assert_int_equal(version->reference_count, 2);
  assert_true(span_equal(version->references[0].span, version->references[1].span));
  assert_int_equal(version->references[1].note, 1);
  version_free(version);
  manuscript_release(&manuscript);
}

static void the_mark_of_an_item_is_repaired_and_one_line(void **state) {
  (void)state;
  Manuscript manuscript;
  manuscript_init(&manuscript);
  begin(&manuscript, BLOCK_LIST_ITEM, 1);
  manuscript_add_list_mark(&manuscript, SLICE("1.\xDD\n\x01) "));
  words(&manuscript, "item");
  Version *version = finish(&manuscript);
  check_text(version->text, "1.\xEF\xBF\xBD ) item");
  assert_int_equal(version->blocks[0].mark.end, version->text.len - 4);
  version_free(version);
  manuscript_release(&manuscript);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_page_keeps_what_its_format_says),
      cmocka_unit_test(a_link_that_is_cut_is_one),
      cmocka_unit_test(raised_digits_are_marks_where_nothing_is_linked),
      cmocka_unit_test(a_stored_version_gives_its_manuscript_back),
      cmocka_unit_test(what_breaks_in_the_middle_of_a_character_is_repaired),
      cmocka_unit_test(two_references_may_have_one_span),
      cmocka_unit_test(the_mark_of_an_item_is_repaired_and_one_line),
      cmocka_unit_test(line_ends_split_and_blanks_vanish),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
