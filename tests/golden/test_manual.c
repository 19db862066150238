// SPDX-License-Identifier: MIT
// The pages of the manual and the file of defaults that come from the tables are as the tables are.
// `make golden` writes them anew.
#include "cli/shape.h"
#include "command/action.h"
#include "command/config.h"
#include "library/query.h"

#include "base/utf8.h"
#include "support/check.h"

#include <stdlib.h>
#include <string.h>

// Text for mdoc: nothing in it can be a request, an escape or the end of a quotation.
static void add_text(Buffer *out, const char *text) {
  Slice rest = slice_of(text);
  buffer_add_string(out, "\\&");
  while (rest.len > 0) {
    uint32_t code_point;
    size_t len = utf8_decode(rest, &code_point, NULL);
    if (code_point == '\\')
      buffer_add_string(out, "\\e");
    else if (code_point == '"')
      buffer_add_string(out, "\\(dq");
    else if (code_point == '-')
      buffer_add_string(out, "\\-");
    else if (code_point == '^')
      buffer_add_string(out, "\\(ha");
    else if (code_point == '\'')
      buffer_add_string(out, "\\(aq");
    else if (code_point == '`')
      buffer_add_string(out, "\\(ga");
    else if (code_point == '~')
      buffer_add_string(out, "\\(ti");
    else if (code_point < 0x80)
      buffer_add_byte(out, (char)code_point);
    else
      buffer_printf(out, "\\[u%04X]", code_point);
    rest = slice_cut(rest, len, rest.len);
  }
}

// A macro with one argument and what closes the sentence: `.Li "…" .`
static void add_macro(Buffer *out, const char *macro, const char *text, const char *end) {
  buffer_printf(out, "%s \"", macro);
  add_text(out, text);
  buffer_printf(out, "\"%s%s\n", end[0] ? " " : "", end);
}

static void add_sentence(Buffer *out, const char *text) {
  add_text(out, text);
  buffer_add_byte(out, '\n');
}

// ---- postil-config(5)

static void add_option(Buffer *out, ConfigId id) {
  const ConfigOption *option = config_option(id);
  Buffer range = {0};
  config_write_range(id, &range);
  add_macro(out, ".It Ic", option->name, "");
  add_sentence(out, option->help);
  buffer_add_string(out, ".br\nValues:\n");
  add_macro(out, ".Li", range.ptr, ";");
  buffer_add_string(out, "default:\n");
  add_macro(out, ".Li", option->value[0] ? option->value : "''", ".");
  buffer_release(&range);
}

static void the_page_on_the_configuration_is_current(void **state) {
  (void)state;
  char *head = check_read("tests/data/manual/config-head.5");
  char *foot = check_read("tests/data/manual/config-foot.5");
  Buffer out = {0};
  buffer_add_string(&out, head);
  for (int id = 0; id < CONFIG_COUNT; id++) add_option(&out, (ConfigId)id);
  buffer_add_string(&out, foot);
  check_golden("../../man/postil-config.5", buffer_slice(&out));
  buffer_release(&out);
  free(head);
  free(foot);
}

// ---- postil-actions(7)

static void add_keys(Buffer *out, const Action *action) {
  Buffer names = {0};
  for (uint32_t at = 0; at < MODE_COUNT; at++) {
    if (action->modes & 1U << at)
      buffer_printf(&names, "%s%s", names.len ? ", " : "", mode_name((Mode)(1U << at)));
  }
  bool all = action->modes == MODE_ANY;
  buffer_add_string(out, ".br\nKeys:\n");
  add_macro(out, ".Ic", action->keys, "");
  buffer_printf(out, "in %s.\n", all ? "every mode" : names.ptr);
  buffer_release(&names);
}

static void add_action(Buffer *out, const Action *action) {
  Buffer name = {0}, help = {0};
  buffer_printf(&name, ":%s%s%s", action->name, action->arguments[0] ? " " : "", action->arguments);
  buffer_printf(&help, "%s%s.", action->help, action->session ? "; also in scripts" : "");
  add_macro(out, ".It Ic", name.ptr, "");
  add_sentence(out, help.ptr);
  if (action->keys[0]) add_keys(out, action);
  buffer_release(&name);
  buffer_release(&help);
}

static void the_page_on_actions_is_current(void **state) {
  (void)state;
  char *head = check_read("tests/data/manual/actions-head.7");
  Buffer out = {0};
  const char *group = "";
  buffer_add_string(&out, head);
  for (int id = 0; id < ACTION_COUNT; id++) {
    const Action *action = action_get((ActionId)id);
    if (strcmp(group, action->group) != 0) {
      if (group[0]) buffer_add_string(&out, ".El\n");
      group = action->group;
      add_macro(&out, ".Ss", group, "");
      buffer_add_string(&out, ".Bl -tag -width Ds\n");
    }
    add_action(&out, action);
  }
  buffer_add_string(&out, ".El\n.Sh SEE ALSO\n.Xr postil 1 ,\n.Xr postil-config 5\n");
  check_golden("../../man/postil-actions.7", buffer_slice(&out));
  buffer_release(&out);
  free(head);
}

// ---- postil-query(7)

static void add_field(Buffer *out, const QueryField *field) {
  Buffer name = {0};
  buffer_printf(&name, "%s:%s", field->name, field->values);
  add_macro(out, ".It Ic", name.ptr, "");
  add_sentence(out, field->help);
  buffer_release(&name);
}

static void the_page_on_queries_is_current(void **state) {
  (void)state;
  char *head = check_read("tests/data/manual/query-head.7");
  char *foot = check_read("tests/data/manual/query-foot.7");
  Buffer out = {0};
  uint32_t count;
  const QueryField *fields = query_fields(&count);
  buffer_add_string(&out, head);
  for (uint32_t i = 0; i < count; i++) add_field(&out, &fields[i]);
  buffer_add_string(&out, foot);
  check_golden("../../man/postil-query.7", buffer_slice(&out));
  buffer_release(&out);
  free(head);
  free(foot);
}

// ---- postil-library(5)

static void add_key(Buffer *out, const ShapeKey *key) {
  Buffer type = {0};
  shape_write_type(key, &type);
  add_macro(out, ".It Li", key->path, "");
  buffer_printf(out, ".Em %s :\n", type.ptr);
  add_sentence(out, key->help);
  buffer_release(&type);
}

static void add_shape(Buffer *out, ShapeId id) {
  uint32_t count;
  const ShapeKey *keys = shape_keys(id, &count);
  Buffer help = {0};
  buffer_printf(&help, "Each object is %s.", shape_get(id)->help);
  add_macro(out, ".Ss", shape_get(id)->commands, "");
  add_sentence(out, help.ptr);
  buffer_add_string(out, ".Bl -tag -width Ds\n");
  for (uint32_t i = 0; i < count; i++) add_key(out, &keys[i]);
  buffer_add_string(out, ".El\n");
  buffer_release(&help);
}

static void the_page_on_the_library_is_current(void **state) {
  (void)state;
  char *head = check_read("tests/data/manual/library-head.5");
  char *foot = check_read("tests/data/manual/library-foot.5");
  Buffer out = {0};
  buffer_add_string(&out, head);
  for (int id = 0; id < SHAPE_COUNT; id++) add_shape(&out, (ShapeId)id);
  buffer_add_string(&out, foot);
  check_golden("../../man/postil-library.5", buffer_slice(&out));
  buffer_release(&out);
  free(head);
  free(foot);
}

// ---- The file of defaults

static void the_file_of_defaults_is_current(void **state) {
  (void)state;
  Buffer out = {0};
  config_write_defaults(&out);
  check_golden("../../data/default.conf", buffer_slice(&out));
  buffer_release(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_page_on_the_configuration_is_current),
      cmocka_unit_test(the_page_on_actions_is_current),
      cmocka_unit_test(the_page_on_queries_is_current),
      cmocka_unit_test(the_page_on_the_library_is_current),
      cmocka_unit_test(the_file_of_defaults_is_current),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
