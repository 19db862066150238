// SPDX-License-Identifier: MIT
#include "command/keymap.h"

#include "support/check.h"

// Reads one notation that is wholly one key.
static Key key_of(const char *notation) {
  Key key = 0;
  assert_int_equal(key_parse(slice_of(notation), &key), strlen(notation));
  return key;
}

static void a_key_is_a_character_a_control_or_a_name(void **state) {
  (void)state;
  assert_int_equal(key_of("j"), 'j');
  assert_int_equal(key_of("é"), 0xE9);
  assert_int_equal(key_of("^F"), 6);
  assert_int_equal(key_of("<Down>"), KEY_DOWN_ARROW);
  assert_int_equal(key_of("<S-Tab>"), KEY_BACK_TAB);
  assert_int_equal(key_of("<F1>"), KEY_F1_);
  assert_int_equal(key_of("<F12>"), KEY_F12_);
  assert_int_equal(key_of("<lt>"), '<');
  assert_int_equal(key_of(">"), '>');
  assert_int_equal(key_of("^"), '^');
  assert_int_equal(key_of("^I"), key_of("<Tab>"));
}

static void alt_is_added_to_any_key(void **state) {
  (void)state;
  assert_int_equal(key_of("<M-/>"), KEY_ALT + '/');
  assert_int_equal(key_of("<M->>"), KEY_ALT + '>');
  assert_int_equal(key_of("<M-Up>"), KEY_ALT + KEY_UP_ARROW);
  assert_int_equal(key_of("<M-^F>"), KEY_ALT + 6);
}

static void what_is_no_key_is_refused(void **state) {
  (void)state;
  static const char *const wrong[] = {"",    "<",      "<>", "<Nowhere>", "<Down", "<M->",
                                      "<M-", "<M-xy>", " ",  "\n",        "\xFF"};
  for (size_t at = 0; at < sizeof wrong / sizeof *wrong; at++) {
    Key key;
    assert_int_equal(key_parse(slice_of(wrong[at]), &key), 0);
  }
}

static void every_written_key_is_read_back(void **state) {
  (void)state;
  Buffer notation = {0};
  for (Key alt = 0; alt <= KEY_ALT; alt += KEY_ALT) {
    for (Key key = 1; key <= KEY_MOUSE_; key++) {
      if (key == 0x3000) key = KEY_NAMED;
      if (key >= 0x80 && key < 0xA0) continue; // no key sends these
      buffer_clear(&notation);
      key_write(&notation, alt + key);
      Key got = 0;
      assert_int_equal(key_parse(buffer_slice(&notation), &got), notation.len);
      assert_int_equal(got, alt + key);
    }
  }
  buffer_release(&notation);
}

// Reads a sequence of keys.
static uint32_t sequence_of(Slice notation, Key keys[KEY_SEQUENCE_MAX]) {
  uint32_t count = 0;
  for (size_t pos = 0; pos < notation.len;) {
    size_t len = key_parse(slice_cut(notation, pos, notation.len), &keys[count++]);
    assert_int_not_equal(len, 0);
    pos += len;
  }
  return count;
}

static KeymapMatch find(const Keymap *keymap, Mode mode, Slice notation, const char **command) {
  Key keys[KEY_SEQUENCE_MAX];
  uint32_t count = sequence_of(notation, keys);
  KeymapCommand found;
  KeymapMatch match = keymap_find(keymap, mode, keys, count, &found);
  if (match == KEYMAP_FOUND) *command = found.line;
  return match;
}

// keymap_new() itself refuses a table that binds a sequence twice or hides one.
static void every_default_key_of_the_table_finds_its_action(void **state) {
  (void)state;
  Keymap *keymap = keymap_new();
  for (int id = 0; id < ACTION_COUNT; id++) {
    const Action *action = action_get((ActionId)id);
    for (uint32_t mode = 1; mode < MODE_ANY; mode <<= 1) {
      if (!(action->modes & mode)) continue;
      for (const char *rest = action->keys; *rest; rest += *rest == ' ') {
        size_t len = strcspn(rest, " ");
        const char *command = NULL;
        assert_int_equal(find(keymap, (Mode)mode, slice_make(rest, len), &command), KEYMAP_FOUND);
        assert_string_equal(command, action->name);
        rest += len;
      }
    }
  }
  keymap_free(keymap);
}

static void a_beginning_of_a_sequence_is_a_prefix(void **state) {
  (void)state;
  Keymap *keymap = keymap_new();
  const char *command = NULL;
  assert_int_equal(find(keymap, MODE_TEXT, SLICE("g"), &command), KEYMAP_PREFIX);
  assert_int_equal(find(keymap, MODE_TEXT, SLICE("d"), &command), KEYMAP_PREFIX);
  assert_int_equal(find(keymap, MODE_TEXT, SLICE("gq"), &command), KEYMAP_NONE);
  assert_int_equal(find(keymap, MODE_TEXT, SLICE("ggg"), &command), KEYMAP_NONE);
  assert_int_equal(find(keymap, MODE_LIST, SLICE("H"), &command), KEYMAP_NONE);
  assert_null(command);
  keymap_free(keymap);
}

static void a_key_means_what_its_mode_says(void **state) {
  (void)state;
  Keymap *keymap = keymap_new();
  const char *command = NULL;
  assert_int_equal(find(keymap, MODE_TEXT, SLICE("o"), &command), KEYMAP_FOUND);
  assert_string_equal(command, "outline");
  assert_int_equal(find(keymap, MODE_SELECT, SLICE("o"), &command), KEYMAP_FOUND);
  assert_string_equal(command, "other-end");
  keymap_free(keymap);
}

static void check_keys(const Keymap *keymap, ActionId id, uint32_t modes, uint32_t most,
                       const char *wanted) {
  Buffer out = {0};
  keymap_write_keys(keymap, id, modes, most, &out);
  check_text(buffer_slice(&out), wanted);
  buffer_release(&out);
}

static void the_keys_of_an_action_are_written_in_the_order_of_the_table(void **state) {
  (void)state;
  Keymap *keymap = keymap_new();
  check_keys(keymap, ACTION_PAGE_DOWN, MODE_ANY, 0, "<Space> ^F <PgDn>");
  check_keys(keymap, ACTION_PAGE_DOWN, MODE_TEXT, 1, "<Space>");
  check_keys(keymap, ACTION_HIGHLIGHT, MODE_LIST, 0, "");
  check_keys(keymap, ACTION_FORWARD, MODE_TEXT, 0, "g^O");
  keymap_free(keymap);
}

static void every_action_is_found_by_its_one_name(void **state) {
  (void)state;
  for (int id = 0; id < ACTION_COUNT; id++) {
    const Action *action = action_get((ActionId)id);
    assert_int_equal(action_find(slice_of(action->name)), id);
    assert_true(action->least <= action->most);
    assert_true(action->help[0] && action->group[0]);
    assert_int_equal(action->modes == 0, action->keys[0] == '\0');
  }
  assert_int_equal(action_find(SLICE("no-such-action")), ACTION_NONE);
  assert_int_equal(action_find(SLICE("")), ACTION_NONE);
}

static void modes_have_names(void **state) {
  (void)state;
  assert_string_equal(mode_name(MODE_LIST), "list");
  assert_string_equal(mode_name(MODE_PAGER), "pager");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_key_is_a_character_a_control_or_a_name),
      cmocka_unit_test(alt_is_added_to_any_key),
      cmocka_unit_test(what_is_no_key_is_refused),
      cmocka_unit_test(every_written_key_is_read_back),
      cmocka_unit_test(every_default_key_of_the_table_finds_its_action),
      cmocka_unit_test(a_beginning_of_a_sequence_is_a_prefix),
      cmocka_unit_test(a_key_means_what_its_mode_says),
      cmocka_unit_test(the_keys_of_an_action_are_written_in_the_order_of_the_table),
      cmocka_unit_test(every_action_is_found_by_its_one_name),
      cmocka_unit_test(modes_have_names),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
