// SPDX-License-Identifier: MIT
#include "support/check.h"

#include "tui/input.h"

#include <stdlib.h>

// The events of some bytes in words, one after the other: keys in their notation, [paste …], [press
// row,column]. The bytes come in one piece, or one at a time as over a slow line.
static void describe(const Event *event, Buffer *out) {
  static const char *const acts[] = {"press", "release", "drag", "up", "down"};
  if (event->type == EVENT_KEY) {
    key_write(out, event->key);
  } else if (event->type == EVENT_PASTE) {
    buffer_printf(out, "[paste %.*s]", (int)event->paste.len, event->paste.ptr);
  } else {
    buffer_printf(out, "[%s %u,%u]", acts[event->mouse], event->row, event->column);
  }
}

static void take_all(Input *input, bool late, Buffer *out) {
  Event event;
  while (input_next(input, late, &event)) describe(&event, out);
}

static void check_events(const InputKey *keys, Slice bytes, const char *wanted) {
  for (size_t piece = bytes.len; piece > 0; piece = piece > 1 ? 1 : 0) {
    Input input = {.keys = keys};
    Buffer got = {0};
    for (size_t at = 0; at < bytes.len; at += piece) {
      input_add(&input, slice_cut(bytes, at, at + piece));
      take_all(&input, false, &got);
    }
    take_all(&input, true, &got);
    take_all(&input, false, &got);
    check_text(buffer_slice(&got), wanted);
    assert_int_equal(input_patience(&input), -1);
    buffer_release(&got);
    input_release(&input);
  }
}

#define CHECK_EVENTS(bytes, wanted) check_events(NULL, SLICE(bytes), wanted)

static void letters_and_controls_are_themselves(void **state) {
  (void)state;
  CHECK_EVENTS("jQ \x06\r\t\x1f", "jQ<Space>^F<Enter><Tab>^_");
  CHECK_EVENTS("é漢\xF0\x9F\x99\x82", "é漢🙂");
}

static void both_backspaces_are_one_key(void **state) {
  (void)state;
  CHECK_EVENTS("\x7f\b", "<BS><BS>");
}

static void broken_utf8_is_one_replacement_for_a_part(void **state) {
  (void)state;
  CHECK_EVENTS("\xffx", "\uFFFDx");
  CHECK_EVENTS("\xe6\xbcx", "\uFFFDx");
  CHECK_EVENTS("\xe6\xbc", "\uFFFD");
  CHECK_EVENTS("\xc0\x80", "\uFFFD\uFFFD");
}

static void nul_is_no_key(void **state) {
  (void)state;
  CHECK_EVENTS("a\0b", "ab");
}

static void cursor_keys_come_in_both_modes(void **state) {
  (void)state;
  CHECK_EVENTS("\033[A\033OA\033[B\033OB", "<Up><Up><Down><Down>");
  CHECK_EVENTS("\033[H\033OF\033[1~\033[4~\033[7~\033[8~", "<Home><End><Home><End><Home><End>");
  CHECK_EVENTS("\033[5~\033[6~\033[2~\033[3~\033[Z", "<PgUp><PgDn><Ins><Del><S-Tab>");
}

static void function_keys_come_in_three_dialects(void **state) {
  (void)state;
  CHECK_EVENTS("\033OP\033[[A\033[11~", "<F1><F1><F1>");
  CHECK_EVENTS("\033[[E\033[15~\033[24~", "<F5><F5><F12>");
}

static void alt_comes_as_a_prefix_or_as_a_modifier(void **state) {
  (void)state;
  CHECK_EVENTS("\033/\033x", "<M-/><M-x>");
  CHECK_EVENTS("\033[1;3A\033[1;5A", "<M-Up><Up>");
}

static void a_lone_escape_waits_for_its_time_only(void **state) {
  (void)state;
  CHECK_EVENTS("\033", "<Esc>");
  CHECK_EVENTS("\033\033", "<Esc><Esc>");
  CHECK_EVENTS("\033\033[A", "<Esc><Up>");
  Input input = {0};
  input_add(&input, SLICE("\033"));
  assert_in_range(input_patience(&input), 21, 49);
  assert_false(input_ready(&input));
  input_release(&input);
}

static void a_sequence_cut_off_leaves_no_letters(void **state) {
  (void)state;
  CHECK_EVENTS("\033[1;", "");
  CHECK_EVENTS("\033[", "<M-[>");
  CHECK_EVENTS("\033O", "<M-O>");
}

static void an_unknown_sequence_is_passed_over_whole(void **state) {
  (void)state;
  CHECK_EVENTS("\033[99;99qx\033[?1;2cy\033[I\033[Oz", "xyz");
  CHECK_EVENTS("\033[200000000000000000000000~x", "x");
}

static void a_sequence_too_long_is_given_up_at_one_place_however_it_comes(void **state) {
  (void)state;
  Buffer bytes = {0};
  buffer_add_string(&bytes, "\033[");
  while (bytes.len < 64) buffer_add_byte(&bytes, '1'); // as many as are waited for
  buffer_add_string(&bytes, "23A");
  check_events(NULL, buffer_slice(&bytes), "23A");
  buffer_release(&bytes);
}

static void the_mouse_is_read_in_both_encodings(void **state) {
  (void)state;
  CHECK_EVENTS("\033[<0;5;10M\033[<0;5;10m\033[<32;6;10M", "[press 9,4][release 9,4][drag 9,5]");
  CHECK_EVENTS("\033[<64;1;1M\033[<65;1;1M\033[<65;1;1m", "[up 0,0][down 0,0]");
  CHECK_EVENTS("\033[<2;5;10M\033[<35;5;10M\033[<1;5;5m", "");
  CHECK_EVENTS("\033[M !!\033[M`!!\033[M\x01\x02\x03q", "[press 0,0][up 0,0]q");
}

static void what_an_entry_names_comes_first(void **state) {
  (void)state;
  static const InputKey keys[] = {
      {"\033Ot", 3, KEY_F1_ + 4}, {"\033x", 2, KEY_UP_ARROW}, {"", 0, 0}};
  check_events(keys, SLICE("\033Ot\033Ou\033x"), "<F5>5<Up>");
}

static void nothing_in_a_paste_is_a_key(void **state) {
  (void)state;
  CHECK_EVENTS("a\033[200~qdD:!rm\r\033[A\033\033[201~b", "a[paste qdD:!rm\r\033[A\033]b");
  CHECK_EVENTS("\033[200~\033[201~", "[paste ]");
  CHECK_EVENTS("\033[201~x", "x");
}

static void a_paste_without_end_ends_by_its_time(void **state) {
  (void)state;
  CHECK_EVENTS("\033[200~abc\033[20", "[paste abc\033[20]");
  Input input = {0};
  input_add(&input, SLICE("\033[200~abc"));
  Event event;
  assert_false(input_next(&input, false, &event));
  assert_true(input_patience(&input) >= 5000);
  input_release(&input);
}

static void a_paste_keeps_a_mebibyte_and_drops_the_rest(void **state) {
  (void)state;
  Input input = {0};
  Event event;
  char *piece = malloc(70000);
  memset(piece, 'q', 70000);
  input_add(&input, SLICE("\033[200~"));
  for (int i = 0; i < 20; i++) {
    input_add(&input, slice_make(piece, 70000));
    assert_false(input_next(&input, false, &event));
  }
  input_add(&input, SLICE("\033[201~j"));
  assert_true(input_next(&input, false, &event));
  assert_int_equal(event.type, EVENT_PASTE);
  assert_int_equal(event.paste.len, INPUT_PASTE_MOST);
  assert_true(input_next(&input, false, &event));
  assert_int_equal(event.key, 'j');
  free(piece);
  input_release(&input);
}

static void ready_tells_a_whole_key_from_a_part(void **state) {
  (void)state;
  Input input = {0};
  assert_false(input_ready(&input));
  input_add(&input, SLICE("\033["));
  assert_false(input_ready(&input));
  input_add(&input, SLICE("A"));
  assert_true(input_ready(&input));
  input_release(&input);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(letters_and_controls_are_themselves),
      cmocka_unit_test(both_backspaces_are_one_key),
      cmocka_unit_test(broken_utf8_is_one_replacement_for_a_part),
      cmocka_unit_test(nul_is_no_key),
      cmocka_unit_test(cursor_keys_come_in_both_modes),
      cmocka_unit_test(function_keys_come_in_three_dialects),
      cmocka_unit_test(alt_comes_as_a_prefix_or_as_a_modifier),
      cmocka_unit_test(a_lone_escape_waits_for_its_time_only),
      cmocka_unit_test(a_sequence_cut_off_leaves_no_letters),
      cmocka_unit_test(an_unknown_sequence_is_passed_over_whole),
      cmocka_unit_test(a_sequence_too_long_is_given_up_at_one_place_however_it_comes),
      cmocka_unit_test(the_mouse_is_read_in_both_encodings),
      cmocka_unit_test(what_an_entry_names_comes_first),
      cmocka_unit_test(nothing_in_a_paste_is_a_key),
      cmocka_unit_test(a_paste_without_end_ends_by_its_time),
      cmocka_unit_test(a_paste_keeps_a_mebibyte_and_drops_the_rest),
      cmocka_unit_test(ready_tells_a_whole_key_from_a_part),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
