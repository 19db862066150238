// SPDX-License-Identifier: MIT
#include "layout/layout.h"

#include "support/check.h"
#include "support/lines.h"
#include "support/version.h"
#include "text/builder.h"

#include <stdlib.h>

static void check_layout(const Version *version, LayoutStyle style, const char *wanted) {
  Buffer out = {0};
  lines_write(version, style, &out);
  check_text(buffer_slice(&out), wanted);
  buffer_release(&out);
}

static void check_paragraph(const char *text, uint32_t width, const char *wanted) {
  Version *version = check_block_version(text, 'p');
  check_layout(version, (LayoutStyle){.width = width}, wanted);
  version_free(version);
}

static void check_blocks(const char *text, const char *kinds, LayoutStyle style,
                         const char *wanted) {
  Version *version = check_version(text, kinds);
  check_layout(version, style, wanted);
  version_free(version);
}

// ---- Breaking

static void lines_break_at_words_and_blanks_hang(void **state) {
  (void)state;
  check_paragraph("The quick brown fox", 9, "The quick\nbrown fox\n");
  check_paragraph("The quick brown fox", 10, "The quick\nbrown fox\n");
  check_paragraph("The quick brown fox", 19, "The quick brown fox\n");
  check_paragraph("The quick brown fox", 18, "The quick brown\nfox\n");
}

static void hard_wrapped_lines_are_joined(void **state) {
  (void)state;
  check_paragraph("The quick\nbrown   fox\n    jumps", 30, "The quick brown fox jumps\n");
  check_paragraph("The quick\nbrown\tfox", 5, "The\nquick\nbrown\nfox\n");
}

static void a_word_wider_than_the_line_is_cut(void **state) {
  (void)state;
  check_paragraph("abcdefghij kl", 4, "abcd\nefgh\nij\nkl\n");
  check_paragraph("漢字漢", 3, "漢\n字\n漢\n");
}

static void a_url_breaks_without_a_hyphen(void **state) {
  (void)state;
  check_paragraph("See https://example.org/policy/brief for more", 20,
                  "See https://\nexample.org/policy/\nbrief for more\n");
}

static void an_abbreviation_is_not_broken(void **state) {
  (void)state;
  check_paragraph("of the U.S.A. now", 10, "of the\nU.S.A. now\n");
}

static void a_cluster_too_wide_has_a_line_to_itself(void **state) {
  (void)state;
  Version *version = check_block_version("a漢b", 'p');
  Layout *layout = layout_new(version, (LayoutStyle){.width = 1});
  uint32_t count;
  const Line *lines = layout_lines(layout, 0, &count);
  assert_int_equal(count, 3);
  assert_int_equal(span_len(lines[1].span), 3);
  assert_int_equal(lines[1].width, 1);
  layout_free(layout);
  version_free(version);
}

static void a_soft_hyphen_shows_only_where_the_line_breaks(void **state) {
  (void)state;
  check_paragraph("co\u00adopera\u00adtion", 20, "cooperation\n");
  check_paragraph("co\u00adopera\u00adtion", 8, "coopera-\ntion\n");
  check_paragraph("co\u00adopera\u00adtion", 7, "co-\nopera-\ntion\n");
  check_paragraph("co\u00adopera\u00adtion", 10, "coopera-\ntion\n");
}

static void a_line_does_not_break_before_a_reference_mark(void **state) {
  (void)state;
  Builder *builder = builder_new(SLICE("In 2025.[i] Tokyo\n\n[i] Note"));
  Note note = {.span = {19, 27}, .body = {23, 27}, .label = SLICE("i")};
  note.target = note.root = VERSION_NONE;
  builder_add_note(builder, note);
  builder_add_block(builder, (Block){.span = {0, 17}, .note = VERSION_NONE});
  builder_add_block(builder, (Block){.span = {19, 27}, .type = BLOCK_NOTE, .note = 0});
  builder_add_reference(builder, (Reference){.span = {8, 11}, .note = 0});
  Version *version = builder_finish(builder, 1);
  check_layout(version, (LayoutStyle){.width = 9}, "In\n2025.[i]\nTokyo\n\n[i] Note\n");
  version_free(version);
}

static void joints_vanish(void **state) {
  (void)state;
  Builder *builder = builder_new(SLICE("the min\u00ad\nistry and the 中央\n亚洲"));
  builder_add_block(builder, (Block){.span = {0, 37}, .note = VERSION_NONE});
  builder_add_joint(builder, span_make(7, 10));
  builder_add_joint(builder, span_make(30, 31));
  Version *version = builder_finish(builder, 1);
  check_layout(version, (LayoutStyle){.width = 40}, "the ministry and the 中央亚洲\n");
  check_layout(version, (LayoutStyle){.width = 10}, "the\nministry\nand the 中\n央亚洲\n");
  version_free(version);
}

static void preformatted_blocks_keep_their_rows(void **state) {
  (void)state;
  static const char text[] = "if (x)\n    return;\n\ndone";
  check_blocks(text, "c++", (LayoutStyle){.width = 40}, "if (x)\n    return;\n\ndone\n");
  check_blocks(text, "c++", (LayoutStyle){.width = 8}, "if (x)\n    retu\nrn;\n\ndone\n");
}

// ---- Blocks

static void list_items_hang_under_their_text_without_gaps(void **state) {
  (void)state;
  check_blocks(
      "Before:\n• tickets at two crowns;\n10. a room for the night.\nAfter.", "piip",
      (LayoutStyle){.width = 14},
      "Before:\n\n• tickets at\n  two crowns;\n10. a room for\n    the night.\n\nAfter.\n");
}

static void a_mark_wider_than_half_the_line_does_not_hang(void **state) {
  (void)state;
  check_blocks("viii) one two", "i", (LayoutStyle){.width = 8}, "viii)\none two\n");
}

static void a_mark_does_not_stand_alone_before_a_long_word(void **state) {
  (void)state;
  check_blocks("- abcdefghij", "i", (LayoutStyle){.width = 8}, "- abcdef\n  ghij\n");
}

static void notes_hang_and_stand_close_when_short(void **state) {
  (void)state;
  check_blocks("[i] Ibid.\n[ii] Ibid.\n[iii] A longer source of its own\nand a second paragraph",
               "nnnm", (LayoutStyle){.width = 20},
               "[i] Ibid.\n[ii] Ibid.\n\n[iii] A longer\n      source of its\n      own\n\n"
               "      and a second\n      paragraph\n");
}

static void quotations_are_indented_where_there_is_room(void **state) {
  (void)state;
  check_blocks("one two", "q", (LayoutStyle){.width = 40}, "    one two\n");
  check_blocks("one two", "q", (LayoutStyle){.width = 20}, "  one two\n");
  check_blocks("one two", "q", (LayoutStyle){.width = 19}, "one two\n");
}

static void items_stand_as_deep_as_the_format_says(void **state) {
  (void)state;
  Builder *builder = builder_new(SLICE("• one two three\n\n◦ inner\n\nmore"));
  Block item = {.type = BLOCK_LIST_ITEM, .note = VERSION_NONE};
  item.span = span_make(0, 17), item.mark = span_make(0, 4), item.level = 1;
  builder_add_block(builder, item);
  item.span = span_make(19, 28), item.mark = span_make(19, 23), item.level = 2;
  builder_add_block(builder, item);
  item.span = span_make(30, 34), item.mark = span_make(30, 30);
  builder_add_block(builder, item);
  Version *version = builder_finish(builder, 1);
  check_layout(version, (LayoutStyle){.width = 40}, "• one two three\n   ◦ inner\n      more\n");
  check_layout(version, (LayoutStyle){.width = 20}, "• one two three\n ◦ inner\n  more\n");
  check_layout(version, (LayoutStyle){.width = 10}, "• one two\n  three\n◦ inner\nmore\n");
  version_free(version);
}

static Version *page(void) {
  return check_version("Skip\nTitle\n2026\nShare\nText.\nMore", "fTDfpf");
}

static void hidden_blocks_have_no_lines_unless_wanted(void **state) {
  (void)state;
  Version *version = page();
  check_layout(version, (LayoutStyle){.width = 20}, "Title\n2026\n\nText.\n");
  check_layout(version, (LayoutStyle){.width = 20, .hidden = true},
               "Skip\n\nTitle\n2026\n\nShare\n\nText.\n\nMore\n");
  version_free(version);
}

static void a_place_in_a_hidden_block_is_the_nearest_shown_line(void **state) {
  (void)state;
  Version *version = page();
  Layout *layout = layout_new(version, (LayoutStyle){.width = 20});
  LinePlace place;
  uint32_t count = 7;
  assert_null(layout_lines(layout, 0, &count));
  assert_int_equal(count, 0);
  assert_true(layout_place_of(layout, 0, &place));
  assert_int_equal(place.block, 1);
  assert_true(layout_place_of(layout, version->blocks[3].span.start, &place));
  assert_int_equal(place.block, 2);
  assert_true(layout_place_of(layout, version->blocks[3].span.end - 1, &place));
  assert_int_equal(place.block, 4);
  assert_true(layout_place_of(layout, (uint32_t)version->text.len, &place));
  assert_int_equal(place.block, 4);
  layout_free(layout);
  version_free(version);
}

// ---- Large blocks: the same lines whichever way they are reached

static Version *large_paragraph(const char *words, size_t len) {
  Buffer text = {0};
  while (text.len < len) buffer_add_string(&text, words);
  Builder *builder = builder_new(buffer_slice(&text));
  Span span = {0, (uint32_t)text.len};
  builder_add_block(builder, (Block){.span = span, .note = VERSION_NONE});
  buffer_release(&text);
  return builder_finish(builder, 1);
}

// Down from the top; the text is covered without a gap. Returns the number of lines.
static uint32_t check_down(Layout *layout, LinePlace place, uint32_t end) {
  uint32_t count = 1;
  const Line *line = layout_line(layout, place);
  assert_int_equal(line->span.start, 0);
  while (layout_next_line(layout, &place, NULL)) {
    uint32_t next = line->next;
    LinePlace found;
    line = layout_line(layout, place);
    assert_int_equal(line->span.start, next);
    assert_true(line->width <= 40);
    assert_true(layout_place_of(layout, next, &found));
    assert_memory_equal(&found, &place, sizeof place);
    count++;
  }
  assert_int_equal(line->next, end);
  return count;
}

static uint32_t count_up(Layout *layout, uint32_t end) {
  LinePlace place;
  uint32_t count = 1;
  assert_true(layout_place_of(layout, end - 1, &place));
  while (layout_previous_line(layout, &place, NULL)) count++;
  assert_int_equal(place.line, 0);
  return count;
}

static void check_large(const char *words) {
  for (uint32_t len = LAYOUT_WHOLE - 20; len < 3 * LAYOUT_WHOLE; len += LAYOUT_WHOLE / 2 + 7) {
    Version *version = large_paragraph(words, len);
    LayoutStyle style = {.width = 40};
    Layout *down = layout_new(version, style), *up = layout_new(version, style);
    uint32_t end = (uint32_t)version->text.len;
    assert_int_equal(check_down(down, (LinePlace){0}, end), count_up(up, end));
    layout_free(down);
    layout_free(up);
    version_free(version);
  }
}

static void a_large_block_has_the_same_lines_from_both_ends(void **state) {
  (void)state;
  check_large("The corridor’s 漢字 costs e\u0301t more. ");
  check_large("wordswithoutanyblank漢e\u0301");
}

static void a_version_that_shows_nothing_has_no_place(void **state) {
  (void)state;
  Version *version = check_version("Share", "f");
  Layout *layout = layout_new(version, (LayoutStyle){.width = 20});
  LinePlace place;
  assert_false(layout_place_of(layout, 0, &place));
  layout_free(layout);
  version_free(version);
  version = builder_finish(builder_new(SLICE("")), 1);
  layout = layout_new(version, (LayoutStyle){.width = 20});
  assert_false(layout_place_of(layout, 0, &place));
  layout_free(layout);
  version_free(version);
}

static void walking_back_meets_the_lines_of_walking_forth(void **state) {
  (void)state;
  Version *version = page();
  Layout *layout = layout_new(version, (LayoutStyle){.width = 3});
  LinePlace place, seen[16];
  uint32_t gaps[16], count = 0, gap;
  assert_true(layout_place_of(layout, 0, &place));
  do seen[count] = place;
  while (layout_next_line(layout, &place, &gaps[count++]));
  assert_int_equal(count, 6);
  for (uint32_t at = count - 1; at > 0; at--) {
    assert_true(layout_previous_line(layout, &place, &gap));
    assert_int_equal(place.block, seen[at - 1].block);
    assert_int_equal(place.line, seen[at - 1].line);
    assert_int_equal(gap, gaps[at - 1]);
  }
  assert_false(layout_previous_line(layout, &place, &gap));
  layout_free(layout);
  version_free(version);
}

// ---- Columns

static void columns_and_positions_answer_each_other(void **state) {
  (void)state;
  Version *version = check_version("• 漢字  e\u0301x ends here", "i");
  Layout *layout = layout_new(version, (LayoutStyle){.width = 10});
  LinePlace first = {0, 0}, second = {0, 1};
  // •␣漢字␣␣éx: bytes 0 3 4 7 10 11 12 15
  assert_int_equal(layout_column_of(layout, first, 4), 2);
  assert_int_equal(layout_column_of(layout, first, 7), 4);
  assert_int_equal(layout_column_of(layout, first, 8), 4);
  assert_int_equal(layout_column_of(layout, first, 12), 7);
  assert_int_equal(layout_column_of(layout, first, 15), 8);
  assert_int_equal(layout_column_of(layout, first, 16), 9);
  assert_int_equal(layout_pos_at(layout, first, 0), 0);
  assert_int_equal(layout_pos_at(layout, first, 3), 4);
  assert_int_equal(layout_pos_at(layout, first, 7), 12);
  assert_int_equal(layout_pos_at(layout, first, 99), 15);
  assert_int_equal(layout_column_of(layout, second, 17), 2);
  assert_int_equal(layout_pos_at(layout, second, 0), 17);
  layout_free(layout);
  version_free(version);
}

// ---- A span on its own

static void a_span_is_laid_out_alone_up_to_the_lines_wanted(void **state) {
  (void)state;
  Version *version = check_version("[1] one two three four\nfive six", "nm");
  Line *lines;
  LayoutStyle style = {.width = 13};
  uint32_t count = layout_span(version, version->notes[0].body, style, 4, 10, &lines);
  assert_int_equal(count, 4);
  check_text(version_cut(version, lines[0].span), "one two");
  check_text(version_cut(version, lines[2].span), "four");
  check_text(version_cut(version, lines[3].span), "five six");
  free(lines);
  assert_int_equal(layout_span(version, version->notes[0].body, style, 4, 2, &lines), 2);
  assert_int_equal(lines[1].indent, 4);
  free(lines);
  version_free(version);
}

static void an_ascii_layout_wraps_by_what_ascii_shows(void **state) {
  (void)state;
  Version *version = check_block_version("café… and “more”", 'p');
  check_layout(version, (LayoutStyle){.width = 11, .mode = SAFE_ASCII}, "cafe... and\n\"more\"\n");
  check_layout(version, (LayoutStyle){.width = 10, .mode = SAFE_ASCII}, "cafe...\nand \"more\"\n");
  version_free(version);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lines_break_at_words_and_blanks_hang),
      cmocka_unit_test(hard_wrapped_lines_are_joined),
      cmocka_unit_test(a_word_wider_than_the_line_is_cut),
      cmocka_unit_test(a_url_breaks_without_a_hyphen),
      cmocka_unit_test(an_abbreviation_is_not_broken),
      cmocka_unit_test(a_cluster_too_wide_has_a_line_to_itself),
      cmocka_unit_test(a_soft_hyphen_shows_only_where_the_line_breaks),
      cmocka_unit_test(a_line_does_not_break_before_a_reference_mark),
      cmocka_unit_test(joints_vanish),
      cmocka_unit_test(preformatted_blocks_keep_their_rows),
      cmocka_unit_test(list_items_hang_under_their_text_without_gaps),
      cmocka_unit_test(a_mark_wider_than_half_the_line_does_not_hang),
      cmocka_unit_test(a_mark_does_not_stand_alone_before_a_long_word),
      cmocka_unit_test(notes_hang_and_stand_close_when_short),
      cmocka_unit_test(quotations_are_indented_where_there_is_room),
      cmocka_unit_test(items_stand_as_deep_as_the_format_says),
      cmocka_unit_test(hidden_blocks_have_no_lines_unless_wanted),
      cmocka_unit_test(a_place_in_a_hidden_block_is_the_nearest_shown_line),
      cmocka_unit_test(a_large_block_has_the_same_lines_from_both_ends),
      cmocka_unit_test(a_version_that_shows_nothing_has_no_place),
      cmocka_unit_test(walking_back_meets_the_lines_of_walking_forth),
      cmocka_unit_test(columns_and_positions_answer_each_other),
      cmocka_unit_test(a_span_is_laid_out_alone_up_to_the_lines_wanted),
      cmocka_unit_test(an_ascii_layout_wraps_by_what_ascii_shows),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
