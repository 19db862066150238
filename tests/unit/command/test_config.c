// SPDX-License-Identifier: MIT
// Options, bindings and files of the configuration.
#include "command/config.h"

#include "command/line.h"
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct Desk {
  Config *config;
  char *folder;
  Buffer answer; // of the last command
  Error err;
} Desk;

static int set_up(void **state) {
  Desk *desk = calloc(1, sizeof *desk);
  desk->config = config_new();
  desk->folder = check_folder();
  *state = desk;
  return 0;
}

static int tear_down(void **state) {
  Desk *desk = *state;
  config_free(desk->config);
  check_folder_remove(desk->folder);
  free(desk->folder);
  buffer_release(&desk->answer);
  free(desk);
  return 0;
}

static bool run(Desk *desk, const char *line) {
  CommandList commands;
  Arena *arena = arena_new();
  desk->err = (Error){0};
  buffer_clear(&desk->answer);
  check_ok(line_parse(arena, slice_of(line), &commands, &desk->err), &desk->err);
  const Command *command = &commands.items[0];
  bool ok = config_run(desk->config, action_find(slice_of(command->words[0])), command->words + 1,
                       command->count - 1, &desk->answer, &desk->err);
  arena_free(arena);
  return ok;
}

static void take(Desk *desk, const char *line) {
  check_ok(run(desk, line), &desk->err);
}

static void refuse(Desk *desk, const char *line, const char *why) {
  assert_false(run(desk, line));
  check_text(slice_of(desk->err.message), why);
}

static const char *value(const Desk *desk, const char *name) {
  return config_text(desk->config, config_find(slice_of(name)));
}

// A file of this name and text; the caller frees its path.
static char *file(const Desk *desk, const char *name, const char *text) {
  Buffer path = {0};
  check_write(desk->folder, name, slice_of(text));
  buffer_printf(&path, "%s/%s", desk->folder, name);
  return buffer_take(&path);
}

static void load(Desk *desk, const char *text) {
  char *path = file(desk, "config", text);
  check_ok(config_read(desk->config, path, false, &desk->err), &desk->err);
  free(path);
}

// Which command a key sequence is in a mode; "" for none, "…" for the beginning of one.
static void check_key(const Desk *desk, Mode mode, const char *notation, const char *wanted) {
  Key keys[KEY_SEQUENCE_MAX];
  uint32_t count = 0;
  for (Slice rest = slice_of(notation); rest.len > 0;) {
    size_t len = key_parse(rest, &keys[count++]);
    assert_int_not_equal(len, 0);
    rest = slice_cut(rest, len, rest.len);
  }
  KeymapCommand command = {.line = ""};
  KeymapMatch match = keymap_find(config_keymap(desk->config), mode, keys, count, &command);
  assert_string_equal(match == KEYMAP_PREFIX ? "…" : command.line, wanted);
}

// ---- Options

static void every_default_is_a_value_of_its_option(void **state) {
  Desk *desk = *state;
  for (int id = 0; id < CONFIG_COUNT; id++) {
    const ConfigOption *option = config_option((ConfigId)id);
    const char *arguments[] = {option->name, option->value};
    check_ok(config_run(desk->config, ACTION_SET, arguments, 2, &desk->answer, &desk->err),
             &desk->err);
    assert_string_equal(value(desk, option->name), option->value);
    assert_int_equal(config_find(slice_of(option->name)), id);
    assert_int_equal(config_number(desk->config, (ConfigId)id), config_number(NULL, (ConfigId)id));
    assert_true(option->help[0] != '\0');
  }
}

static void an_option_takes_the_values_of_its_range_and_no_others(void **state) {
  Desk *desk = *state;
  take(desk, "set text-width 20");
  take(desk, "set text-width 200");
  refuse(desk, "set text-width 19", "'19' is no value of 'text-width': it has 20-200");
  refuse(desk, "set text-width 201", "'201' is no value of 'text-width': it has 20-200");
  refuse(desk, "set text-width 4294967368",
         "'4294967368' is no value of 'text-width': it has 20-200");
  refuse(desk, "set text-width ''", "'' is no value of 'text-width': it has 20-200");
  refuse(desk, "set theme pink",
         "'pink' is no value of 'theme': it has dark|light|high-contrast|mono");
  refuse(desk, "set theme ''", "'' is no value of 'theme': it has dark|light|high-contrast|mono");
  refuse(desk, "set hints maybe", "'maybe' is no value of 'hints': it has off|on");
  refuse(desk, "set no-such 1", "there is no option 'no-such'");
  assert_string_equal(value(desk, "text-width"), "200");
}

static void yes_and_true_are_on(void **state) {
  Desk *desk = *state;
  take(desk, "set justify yes");
  assert_string_equal(value(desk, "justify"), "on");
  take(desk, "set justify false");
  assert_string_equal(value(desk, "justify"), "off");
  take(desk, "set justify true");
  assert_int_equal(config_number(desk->config, CONFIG_JUSTIFY), 1);
}

static void a_sign_behind_the_name_gives_the_next_value_or_the_default(void **state) {
  Desk *desk = *state;
  take(desk, "set hints!");
  assert_string_equal(value(desk, "hints"), "off");
  take(desk, "set hints!");
  assert_string_equal(value(desk, "hints"), "on");
  take(desk, "set theme!");
  assert_string_equal(value(desk, "theme"), "light");
  take(desk, "set theme mono");
  take(desk, "set theme!");
  assert_string_equal(value(desk, "theme"), "dark");
  take(desk, "set text-width 60");
  take(desk, "set text-width&");
  assert_string_equal(value(desk, "text-width"), "72");
  assert_string_equal(config_origin(desk->config, CONFIG_TEXT_WIDTH), "default");
  refuse(desk, "set text-width!", "'text-width' has no next value");
  refuse(desk, "set theme! dark", "'theme!' takes no value");
}

static void an_option_alone_is_told(void **state) {
  Desk *desk = *state;
  take(desk, "set theme");
  check_text(buffer_slice(&desk->answer), "theme dark\n");
  take(desk, "set");
  assert_non_null(strstr(desk->answer.ptr, "text-width 72\n"));
  assert_non_null(strstr(desk->answer.ptr, "confirm-remove on\n"));
}

static void what_must_be_redone_is_known_once(void **state) {
  Desk *desk = *state;
  assert_int_equal(config_take_redo(desk->config), CONFIG_REDO_NOTHING);
  take(desk, "set theme dark"); // as it was
  assert_int_equal(config_take_redo(desk->config), CONFIG_REDO_NOTHING);
  take(desk, "set mouse off");
  take(desk, "set theme light");
  assert_int_equal(config_take_redo(desk->config), CONFIG_REDO_TERMINAL | CONFIG_REDO_CELLS);
  assert_int_equal(config_take_redo(desk->config), CONFIG_REDO_NOTHING);
}

// ---- Bindings

static void a_binding_takes_the_place_of_a_default(void **state) {
  Desk *desk = *state;
  take(desk, "bind H tag energy");
  check_key(desk, MODE_TEXT, "H", "tag energy");
  take(desk, "bind list J quit");
  check_key(desk, MODE_LIST, "J", "quit");
  check_key(desk, MODE_TEXT, "J", "next-brief");
}

static void what_a_binding_hides_gives_way(void **state) {
  Desk *desk = *state;
  take(desk, "bind text g bottom");
  assert_non_null(strstr(desk->answer.ptr, "g is bound; no longer: "));
  check_key(desk, MODE_TEXT, "g", "bottom");
  check_key(desk, MODE_TEXT, "gg", "");
  check_key(desk, MODE_LIST, "gg", "top");
  take(desk, "bind jx bottom"); // j itself could never be told from its beginning
  check_key(desk, MODE_TEXT, "j", "…");
  check_key(desk, MODE_TEXT, "jx", "bottom");
}

static void words_with_blanks_reach_the_bound_command_whole(void **state) {
  Desk *desk = *state;
  take(desk, "bind ,e tag 'solar power'");
  check_key(desk, MODE_TEXT, ",e", "tag \"solar power\"");
  take(desk, "bind ,n \"tag energy; next-sentence\"");
  check_key(desk, MODE_LIST, ",n", "tag energy; next-sentence");
}

static void a_binding_without_modes_has_those_of_its_action(void **state) {
  Desk *desk = *state;
  take(desk, "bind W outline");
  check_key(desk, MODE_TEXT, "W", "outline");
  check_key(desk, MODE_LIST, "W", "");
  take(desk, "bind list,menu,pager W outline");
  check_key(desk, MODE_LIST, "W", "outline");
  check_key(desk, MODE_PAGER, "W", "outline");
  check_key(desk, MODE_NOTES, "W", "");
}

static void what_cannot_be_bound_is_refused(void **state) {
  Desk *desk = *state;
  refuse(desk, "bind X fly", "there is no command 'fly'");
  refuse(desk, "bind X \"quit; fly\"", "there is no command 'fly'");
  refuse(desk, "bind X open", "cannot run 'open': it wants BRIEF");
  refuse(desk, "bind X quit now", "cannot run 'quit': it wants nothing behind it");
  refuse(desk, "bind <Nowhere> quit", "'<Nowhere>' is no key sequence");
  refuse(desk, "bind <Mouse> quit", "'<Mouse>' is no key sequence");
  refuse(desk, "bind '' quit", "there is no key");
  refuse(desk, "bind 5x quit", "'5x' cannot be bound: digits are counts");
  refuse(desk, "bind abcdefghi quit", "'abcdefghi' is more than 8 keys");
  refuse(desk, "bind list X", "there is no command to bind");
  refuse(desk, "bind X ''", "there is no command to bind");
  refuse(desk, "bind X", "cannot run 'bind': it wants [MODES] KEYS COMMAND…");
}

static void a_binding_can_be_taken_away(void **state) {
  Desk *desk = *state;
  take(desk, "unbind dd");
  check_key(desk, MODE_TEXT, "d", "");
  take(desk, "unbind list J");
  check_key(desk, MODE_LIST, "J", "");
  check_key(desk, MODE_TEXT, "J", "next-brief");
  refuse(desk, "unbind dd", "'dd' is not bound");
  refuse(desk, "unbind nowhere J", "there is no mode 'nowhere'");
}

static void own_keys_come_first_and_own_commands_apart(void **state) {
  Desk *desk = *state;
  Buffer keys = {0};
  take(desk, "bind X highlight");
  take(desk, "bind ,e tag energy");
  keymap_write_keys(config_keymap(desk->config), ACTION_HIGHLIGHT, MODE_TEXT, 0, &keys);
  check_text(buffer_slice(&keys), "X H");
  buffer_clear(&keys);
  keymap_write_keys(config_keymap(desk->config), ACTION_TAG, MODE_TEXT, 0, &keys);
  check_text(buffer_slice(&keys), "");
  uint32_t modes;
  const char *command;
  assert_true(keymap_own(config_keymap(desk->config), 0, &keys, &modes, &command));
  check_text(buffer_slice(&keys), ",e");
  assert_string_equal(command, "tag energy");
  assert_false(keymap_own(config_keymap(desk->config), 1, &keys, &modes, &command));
  buffer_release(&keys);
}

static void there_is_an_end_to_bindings(void **state) {
  Desk *desk = *state;
  Buffer line = {0};
  bool ok = true;
  for (uint32_t at = 0; ok && at < KEYMAP_BINDINGS_MAX; at++) {
    buffer_clear(&line);
    buffer_printf(&line, "bind ,%c%c%c quit", 'a' + at % 26, 'a' + at / 26 % 26, 'a' + at / 676);
    ok = run(desk, line.ptr);
  }
  assert_false(ok);
  check_text(slice_of(desk->err.message), "there are more than 2000 bindings");
  buffer_release(&line);
}

// ---- Files

static void a_file_sets_and_binds(void **state) {
  Desk *desk = *state;
  load(desk, "\xEF\xBB\xBF# mine\r\nset text-width 60 # no comment here\r\n");
  assert_int_equal(config_problem_count(desk->config), 1);
  load(desk, "set text-width 64\nset theme light; set hints off\n\nbind X quit");
  assert_string_equal(value(desk, "text-width"), "64");
  assert_string_equal(value(desk, "theme"), "light");
  assert_string_equal(value(desk, "hints"), "off");
  check_key(desk, MODE_TEXT, "X", "quit");
  const char *origin = config_origin(desk->config, CONFIG_TEXT_WIDTH);
  assert_non_null(strstr(origin, "/config:1"));
}

static void each_error_has_its_line_and_the_rest_loads(void **state) {
  Desk *desk = *state;
  load(desk, "set text-width 5\nset justify on\nquit\nbind X fly\nset \"theme\nset theme\n"
             "set\nset mouse off\n");
  static const char *const wanted[] = {
      ":1: '5' is no value of 'text-width': it has 20-200",
      ":3: 'quit' is not set, bind, unbind or include",
      ":4: there is no command 'fly'",
      ":5: a quotation mark is not closed",
      ":6: 'set' wants an option and its value",
      ":7: 'set' wants an option and its value",
  };
  assert_int_equal(config_problem_count(desk->config), 6);
  for (uint32_t at = 0; at < 6; at++)
    assert_non_null(strstr(config_problem(desk->config, at), wanted[at]));
  assert_null(config_problem(desk->config, 6));
  assert_string_equal(value(desk, "justify"), "on");
  assert_string_equal(value(desk, "mouse"), "off");
}

static void a_file_includes_another_beside_it(void **state) {
  Desk *desk = *state;
  free(file(desk, "keys", "bind X quit\nset fly 1\n"));
  load(desk, "include keys\nset text-width 50\n");
  check_key(desk, MODE_TEXT, "X", "quit");
  assert_string_equal(value(desk, "text-width"), "50");
  assert_int_equal(config_problem_count(desk->config), 1);
  assert_non_null(strstr(config_problem(desk->config, 0), "/keys:2: there is no option 'fly'"));
}

static void a_circle_of_includes_is_an_error(void **state) {
  Desk *desk = *state;
  free(file(desk, "other", "include config\nset hints off\n"));
  load(desk, "include other\nset mouse off\n");
  assert_int_equal(config_problem_count(desk->config), 1);
  assert_non_null(strstr(config_problem(desk->config, 0),
                         "/other:1: cannot include 'config': it is being read already"));
  assert_string_equal(value(desk, "hints"), "off");
  assert_string_equal(value(desk, "mouse"), "off");
}

static void includes_go_only_so_deep(void **state) {
  Desk *desk = *state;
  char name[32], text[64];
  for (int at = 1; at < 12; at++) {
    snprintf(name, sizeof name, "deep%d", at);
    snprintf(text, sizeof text, "include deep%d\nset text-width %d\n", at + 1, 30 + at);
    free(file(desk, name, text));
  }
  load(desk, "include deep1\n");
  assert_int_equal(config_problem_count(desk->config), 1);
  assert_non_null(strstr(config_problem(desk->config, 0), "more than 8 files deep"));
  assert_string_equal(value(desk, "text-width"), "31");
}

static void a_file_that_is_included_very_often_ends(void **state) {
  Desk *desk = *state;
  char name[32];
  for (int at = 0; at < 6; at++) { // a million without a bound
    Buffer text = {0};
    for (int line = 0; line < 10; line++) buffer_printf(&text, "include bomb%d\n", at + 1);
    snprintf(name, sizeof name, "bomb%d", at);
    free(file(desk, name, text.ptr));
    buffer_release(&text);
  }
  free(file(desk, "bomb6", "set text-width 50\n"));
  load(desk, "include bomb0\n");
  assert_non_null(strstr(config_problem(desk->config, 0), "more than 64 files"));
  assert_true(config_problem_count(desk->config) <= CONFIG_PROBLEMS_MAX + 1);
}

static void errors_beyond_a_hundred_are_only_counted_as_more(void **state) {
  Desk *desk = *state;
  Buffer text = {0};
  for (int line = 0; line < 300; line++) buffer_add_string(&text, "nonsense\n");
  load(desk, text.ptr);
  assert_int_equal(config_problem_count(desk->config), CONFIG_PROBLEMS_MAX + 1);
  assert_string_equal(config_problem(desk->config, CONFIG_PROBLEMS_MAX),
                      "there are more errors in the configuration");
  buffer_release(&text);
}

static void a_file_that_is_not_there_is_an_error_unless_it_may_be_missing(void **state) {
  Desk *desk = *state;
  check_ok(config_read(desk->config, "build/no-such-file", true, &desk->err), &desk->err);
  assert_false(config_read(desk->config, "build/no-such-file", false, &desk->err));
  assert_int_equal(desk->err.kind, ERROR_CONFIG);
  refuse(desk, "include build/no-such-file", desk->err.message);
}

static void an_include_that_is_typed_tells_its_first_error(void **state) {
  Desk *desk = *state;
  char *path = file(desk, "more", "set hints off\nset fly 1\n");
  Buffer line = {0};
  buffer_printf(&line, "include %s", path);
  assert_false(run(desk, line.ptr));
  assert_int_equal(desk->err.kind, ERROR_CONFIG);
  assert_non_null(strstr(desk->err.message, "/more:2: there is no option 'fly'"));
  assert_string_equal(value(desk, "hints"), "off");
  buffer_release(&line);
  free(path);
}

static void the_defaults_as_a_file_change_nothing_also_without_their_comments(void **state) {
  Desk *desk = *state;
  Buffer text = {0};
  config_write_defaults(&text);
  load(desk, text.ptr);
  assert_int_equal(config_problem_count(desk->config), 0);
  for (char *at = text.ptr; (at = strstr(at, "\n#set ")) != NULL; at++) at[1] = ' ';
  load(desk, text.ptr);
  assert_int_equal(config_problem_count(desk->config), 0);
  for (int id = 0; id < CONFIG_COUNT; id++) {
    assert_string_equal(config_text(desk->config, (ConfigId)id),
                        config_option((ConfigId)id)->value);
    assert_string_not_equal(config_origin(desk->config, (ConfigId)id), "default");
  }
  assert_int_equal(config_take_redo(desk->config), CONFIG_REDO_NOTHING);
  buffer_release(&text);
}

static void the_readers_own_file_is_where_xdg_says(void **state) {
  (void)state;
  setenv("HOME", "/home/reader", 1);
  setenv("XDG_CONFIG_HOME", "/etc/xdg", 1);
  char *path = config_locate();
  assert_string_equal(path, "/etc/xdg/postil/config");
  free(path);
  setenv("XDG_CONFIG_HOME", "relative", 1); // which the standard says to ignore
  path = config_locate();
  assert_string_equal(path, "/home/reader/.config/postil/config");
  free(path);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(every_default_is_a_value_of_its_option),
      TEST(an_option_takes_the_values_of_its_range_and_no_others),
      TEST(yes_and_true_are_on),
      TEST(a_sign_behind_the_name_gives_the_next_value_or_the_default),
      TEST(an_option_alone_is_told),
      TEST(what_must_be_redone_is_known_once),
      TEST(a_binding_takes_the_place_of_a_default),
      TEST(what_a_binding_hides_gives_way),
      TEST(words_with_blanks_reach_the_bound_command_whole),
      TEST(a_binding_without_modes_has_those_of_its_action),
      TEST(what_cannot_be_bound_is_refused),
      TEST(a_binding_can_be_taken_away),
      TEST(own_keys_come_first_and_own_commands_apart),
      TEST(there_is_an_end_to_bindings),
      TEST(a_file_sets_and_binds),
      TEST(each_error_has_its_line_and_the_rest_loads),
      TEST(a_file_includes_another_beside_it),
      TEST(a_circle_of_includes_is_an_error),
      TEST(includes_go_only_so_deep),
      TEST(a_file_that_is_included_very_often_ends),
      TEST(errors_beyond_a_hundred_are_only_counted_as_more),
      TEST(a_file_that_is_not_there_is_an_error_unless_it_may_be_missing),
      TEST(an_include_that_is_typed_tells_its_first_error),
      TEST(the_defaults_as_a_file_change_nothing_also_without_their_comments),
      TEST(the_readers_own_file_is_where_xdg_says),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
