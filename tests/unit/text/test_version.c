// SPDX-License-Identifier: MIT
#include "base/utf8.h"
#include "support/check.h"
#include "support/version.h"
#include "text/builder.h"
#include "text/position.h"
#include "text/view.h"

#include <stdlib.h>

static const char brief[] =
    "Title\n\nShare\n\nFirst words.[i] More [ii].\nHead\n\n[i] A source.\n[ii] Ibid.\n";
static const char kinds[] = "Tfphnn";

static void a_position_belongs_to_the_block_at_or_before_it(void **state) {
  (void)state;
  Version *version = check_version(brief, kinds);
  assert_int_equal(version->block_count, 6);
  assert_int_equal(version_block_at(version, 0), 0);
  assert_int_equal(version_block_at(version, 6), 0);
  assert_int_equal(version_block_at(version, check_find(version, "Share", 1).start), 1);
  assert_int_equal(version_block_at(version, check_find(version, "More", 1).start), 2);
  assert_int_equal(version_block_at(version, (uint32_t)version->text.len), 5);
  assert_int_equal(version_note_at(version, check_find(version, "source", 1).start), 0);
  assert_int_equal(version_note_at(version, check_find(version, "[ii]", 2).start), 1);
  assert_int_equal(version_note_at(version, check_find(version, "More", 1).start), VERSION_NONE);
  assert_int_equal(version_note_at(version, (uint32_t)version->text.len), VERSION_NONE);
  version_free(version);
}

static void references_are_found_from_a_position_on(void **state) {
  (void)state;
  Version *version = check_version(brief, kinds);
  Span first = check_find(version, "[i]", 1);
  assert_int_equal(version->reference_count, 2);
  assert_int_equal(version_reference_from(version, 0), 0);
  assert_int_equal(version_reference_from(version, first.start), 0);
  assert_int_equal(version_reference_from(version, first.end), 1);
  assert_int_equal(version_reference_from(version, (uint32_t)version->text.len), 2);
  assert_int_equal(version->notes[0].reference_count, 1);
  assert_string_equal(version->hash[0] ? "hashed" : "", "hashed");
  version_free(version);
}

static void an_empty_text_is_a_version_without_blocks(void **state) {
  (void)state;
  Version *version = check_version("", NULL);
  assert_int_equal(version_block_at(version, 0), VERSION_NONE);
  assert_int_equal(version_note_at(version, 0), VERSION_NONE);
  assert_int_equal(positions_count(version->positions), 0);
  version_free(version);
  version = check_version(" \n\xE3\x80\x80\n\t", "");
  version_free(version);
}

static void block_types_have_different_names(void **state) {
  (void)state;
  for (int i = 0; i < BLOCK_TYPE_COUNT; i++) {
    for (int j = 0; j < i; j++) {
      assert_string_not_equal(version_block_name((BlockType)i), version_block_name((BlockType)j));
    }
  }
}

// ---- Positions

static void bytes_and_code_points_convert_both_ways_everywhere(void **state) {
  (void)state;
  Buffer text = {0};
  for (int i = 0; i < 1200; i++)
    buffer_add_string(&text, i % 7 ? "ab" : "\xC3\xA9\xE6\x97\xA5\xF0\x9F\x87\xBA");
  Arena *arena = arena_new();
  const char *fault;
  Positions *positions = positions_new(arena, buffer_slice(&text), &fault);
  uint32_t code_point = 0, near = 0, far = UINT32_MAX;
  for (uint32_t pos = 0; pos < text.len; pos++) {
    if (((unsigned char)text.ptr[pos] & 0xC0) == 0x80) continue;
    assert_int_equal(positions_code_point(positions, pos), code_point);
    assert_int_equal(positions_byte(positions, code_point), pos);
    assert_int_equal(positions_byte_near(positions, code_point, &near), pos);
    assert_int_equal(positions_byte_near(positions, code_point, &far), pos);
    far = near * 31 % 23; // a place that was not the last one is as good
    code_point++;
  }
  assert_int_equal(positions_count(positions), code_point);
  assert_int_equal(positions_byte(positions, code_point), text.len);
  assert_int_equal(positions_code_point(positions, (uint32_t)text.len), code_point);
  Span span;
  assert_false(positions_to_bytes(positions, (CpSpan){0, code_point + 1}, &span));
  assert_false(positions_to_bytes(positions, (CpSpan){2, 1}, &span));
  assert_true(positions_to_bytes(positions, (CpSpan){1, 2}, &span));
  assert_true(span_equal(span, span_make(2, 5)));
  arena_free(arena);
  buffer_release(&text);
}

static void a_text_of_one_step_has_a_last_position(void **state) {
  (void)state;
  char text[2048];
  memset(text, 'a', sizeof text);
  Arena *arena = arena_new();
  const char *fault;
  for (uint32_t len = 1020; len <= 1030; len++) {
    Positions *positions = positions_new(arena, slice_make(text, len), &fault);
    assert_int_equal(positions_code_point(positions, len), len);
    assert_int_equal(positions_byte(positions, len), len);
    assert_int_equal(positions_byte(positions, len - 1), len - 1);
  }
  arena_free(arena);
}

// What may stand in a version's text, said the slow way.
static bool is_sound(Slice text) {
  for (size_t at = 0; at < text.len;) {
    uint32_t code_point;
    bool broken;
    at += utf8_decode(slice_cut(text, at, text.len), &code_point, &broken);
    if (broken || code_point == 0x7F || (code_point >= 0x80 && code_point < 0xA0)) return false;
    if (code_point < ' ' && code_point != '\n' && code_point != '\t' && code_point != '\f')
      return false;
  }
  return true;
}

// Any byte at any place of a text of letters of one to four bytes.
static void every_broken_byte_is_found_wherever_it_stands(void **state) {
  (void)state;
  static const char letters[] = "Sixteen letters and a few more “€é日🇺” to the end of it.";
  char text[sizeof letters];
  for (size_t at = 0; at + 1 < sizeof letters; at++) {
    for (int byte = 0; byte < 256; byte++) {
      memcpy(text, letters, sizeof text);
      text[at] = (char)byte;
      Slice slice = slice_make(text, sizeof text - 1);
      assert_int_equal(positions_fault(slice) == NULL, is_sound(slice));
    }
  }
}

static void a_text_that_is_cut_inside_a_letter_is_broken(void **state) {
  (void)state;
  static const char letters[] = "é日🇺 and letters that fill sixteen bytes: é日🇺";
  for (size_t len = 0; len < sizeof letters; len++) {
    char *text = memory_new(len ? len : 1, 1); // of its own: a byte beyond is a fault
    memcpy(text, letters, len);
    Slice slice = slice_make(text, len);
    assert_int_equal(positions_fault(slice) == NULL, is_sound(slice));
    free(text);
  }
}

// ---- Building

static const char *fault_of(const char *text, Block block) {
  Builder *builder = builder_new(slice_of(text));
  builder_add_block(builder, block);
  const char *fault = builder_fault(builder);
  builder_free(builder);
  return fault;
}

static void what_breaks_an_invariant_is_told(void **state) {
  (void)state;
  Block good = {.span = {0, 3}, .note = VERSION_NONE};
  assert_null(fault_of("abc", good));
  assert_null(fault_of("abc \n\t", good));
  assert_non_null(fault_of("ab", good));
  assert_non_null(fault_of("abcd", good));
  assert_non_null(fault_of("ab\xC3\xA9", good));
  assert_non_null(fault_of("abc", (Block){.span = {1, 3}, .note = VERSION_NONE}));
  assert_non_null(fault_of("abc", (Block){.span = {0, 3}, .note = 0}));
  assert_non_null(fault_of("abc", (Block){.span = {0, 3}, .type = BLOCK_NOTE, .note = 0}));
  assert_non_null(fault_of("abc", (Block){.span = {0, 3}, .type = BLOCK_HEADING, .note = -1}));
  assert_non_null(fault_of("abc", (Block){.span = {0, 3}, .mark = {1, 2}, .note = -1}));
  assert_non_null(fault_of("abc", (Block){.span = {0, 3}, .mark = {0, 4}, .note = -1}));
}

static void a_text_must_be_utf8_without_controls(void **state) {
  (void)state;
  assert_null(
      positions_fault(SLICE("tab\t, page\f, line\n, \xE2\x80\x9Cquote\xE2\x80\x9D ~~~~~~~~~")));
  static const char *const bad[] = {"\x01", "12345678\x1B", "1234567\x7F",  "\xC2\x85",    "a\r\n",
                                    "\xFF", "a\xC3",        "\xED\xA0\x80", "12345678\x80"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    assert_non_null(positions_fault(slice_of(bad[i])));
  }
  assert_non_null(positions_fault(slice_make("12345678\0"
                                             "12345678",
                                             17)));
}

static void spans_may_come_in_any_order(void **state) {
  (void)state;
  Builder *builder = builder_new(SLICE("one two\nthree"));
  builder_add_block(builder, (Block){.span = {8, 13}, .note = VERSION_NONE});
  builder_add_block(builder, (Block){.span = {0, 7}, .note = VERSION_NONE});
  builder_add_link(builder, (Link){.span = span_make(8, 13)});
  builder_add_link(builder, (Link){.span = span_make(0, 3)});
  Version *version = builder_finish(builder, 7);
  assert_int_equal(version->blocks[0].span.start, 0);
  assert_int_equal(version->links[1].span.start, 8);
  assert_int_equal(version->rules, 7);
  version_free(version);
}

static void marks_with_one_span_keep_their_order(void **state) {
  (void)state;
  Builder *builder = builder_new(SLICE("word[2,1] w[1]\n[1] a\n[2] b"));
  builder_add_block(builder, (Block){.span = {0, 14}, .note = VERSION_NONE});
  builder_add_block(builder, (Block){.span = {15, 20}, .type = BLOCK_NOTE, .note = 0});
  builder_add_block(builder, (Block){.span = {21, 26}, .type = BLOCK_NOTE, .note = 1});
  Note note = {.span = {15, 20}, .body = {19, 20}, .target = VERSION_NONE, .root = VERSION_NONE};
  builder_add_note(builder, note);
  note.span = span_make(21, 26), note.body = span_make(25, 26);
  builder_add_note(builder, note);
  builder_add_reference(builder, (Reference){{11, 14}, 0});
  builder_add_reference(builder, (Reference){{4, 9}, 1});
  builder_add_reference(builder, (Reference){{4, 9}, 0});
  Version *version = builder_finish(builder, 1);
  assert_int_equal(version->references[0].note, 1);
  assert_int_equal(version->references[1].note, 0);
  assert_int_equal(version->references[2].span.start, 11);
  assert_int_equal(version->notes[0].reference_count, 2);
  version_free(version);
}

// ---- Views

static void check_view(const Version *version, Span span, ViewFlags flags, const char *wanted) {
  Buffer out = {0};
  buffer_add_string(&out, "> ");
  view_append(version, span, flags, &out);
  Slice got = slice_cut(buffer_slice(&out), 2, out.len);
  check_text(got, wanted);
  buffer_release(&out);
}

static void a_view_has_single_blanks_and_no_ignored_characters(void **state) {
  (void)state;
  Version *version = check_version(" a\xC2\xAD"
                                   "b \t\xC2\xA0 c\n\xE3\x80\x80"
                                   "d\xE2\x80\x8B ",
                                   NULL);
  Span all = span_make(0, (uint32_t)version->text.len);
  check_view(version, all, VIEW_PLAIN, "ab c d");
  check_view(version, span_make(0, 1), VIEW_PLAIN, "");
  version_free(version);
}

static void a_view_can_leave_out_references_with_the_blank_before_them(void **state) {
  (void)state;
  Version *version = check_version(brief, kinds);
  Span block = version->blocks[2].span;
  check_view(version, block, VIEW_PLAIN, "First words.[i] More [ii].");
  check_view(version, block, VIEW_WITHOUT_REFERENCES, "First words. More.");
  Span mark = check_find(version, "[ii]", 1);
  check_view(version, mark, VIEW_WITHOUT_REFERENCES, "");
  check_view(version, span_make(mark.start + 1, mark.end + 1), VIEW_WITHOUT_REFERENCES, ".");
  check_view(version, span_make(block.start, mark.start + 2), VIEW_WITHOUT_REFERENCES,
             "First words. More");
  version_free(version);
}

static void a_url_that_a_line_end_cuts_leads_where_it_would_have_led(void **state) {
  (void)state;
  Builder *builder = builder_new(SLICE("See https://a.example/\nb.pdf now"));
  builder_add_block(builder, (Block){.span = {0, 32}, .note = VERSION_NONE});
  builder_add_link(builder, (Link){.span = {4, 28}});
  builder_add_joint(builder, span_make(22, 23));
  Version *version = builder_finish(builder, 1);
  check_link(version, &version->links[0], "https://a.example/b.pdf");
  version_free(version);
}

static void a_view_closes_joints(void **state) {
  (void)state;
  Builder *builder = builder_new(SLICE("a hy-\n  phen and\nmore"));
  builder_add_block(builder, (Block){.span = {0, 21}, .note = VERSION_NONE});
  builder_add_joint(builder, span_make(4, 8));
  Version *version = builder_finish(builder, 1);
  check_view(version, span_make(0, 21), VIEW_PLAIN, "a hyphen and more");
  check_view(version, span_make(5, 12), VIEW_PLAIN, "phen");
  check_view(version, span_make(5, 6), VIEW_PLAIN, "");
  assert_int_equal(version_joint_from(version, 8), 1);
  version_free(version);
}

// Eight bytes are looked at together: a control must be found at each place, beside line ends too.
static void a_control_is_found_wherever_it_stands(void **state) {
  (void)state;
  static const char controls[] = {'\0', '\1', '\v', '\r', '\033', '\037', '\177'};
  for (size_t at = 0; at < 24; at++) {
    for (size_t i = 0; i < sizeof controls; i++) {
      char text[] = "one\ntwo \n\nthree\n\nfourth\n";
      assert_null(positions_fault(slice_of(text)));
      text[at] = controls[i];
      assert_non_null(positions_fault(slice_make(text, 24)));
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_position_belongs_to_the_block_at_or_before_it),
      cmocka_unit_test(references_are_found_from_a_position_on),
      cmocka_unit_test(an_empty_text_is_a_version_without_blocks),
      cmocka_unit_test(block_types_have_different_names),
      cmocka_unit_test(bytes_and_code_points_convert_both_ways_everywhere),
      cmocka_unit_test(a_text_of_one_step_has_a_last_position),
      cmocka_unit_test(every_broken_byte_is_found_wherever_it_stands),
      cmocka_unit_test(a_text_that_is_cut_inside_a_letter_is_broken),
      cmocka_unit_test(what_breaks_an_invariant_is_told),
      cmocka_unit_test(a_text_must_be_utf8_without_controls),
      cmocka_unit_test(spans_may_come_in_any_order),
      cmocka_unit_test(marks_with_one_span_keep_their_order),
      cmocka_unit_test(a_view_has_single_blanks_and_no_ignored_characters),
      cmocka_unit_test(a_view_can_leave_out_references_with_the_blank_before_them),
      cmocka_unit_test(a_view_closes_joints),
      cmocka_unit_test(a_url_that_a_line_end_cuts_leads_where_it_would_have_led),
      cmocka_unit_test(a_control_is_found_wherever_it_stands),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
