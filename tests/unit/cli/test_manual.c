// SPDX-License-Identifier: MIT
// The manual page against what the program itself says of its subcommands.
#include "support/check.h"
#include "support/desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void check_manual(const char *manual, const char *macro, const char *name) {
  char wanted[60];
  snprintf(wanted, sizeof wanted, "%s %s", macro, name);
  if (!strstr(manual, wanted)) fail_msg("man/postil.1 lacks %s", name);
}

// Every "--option" that a subcommand's help lists.
static void check_options(const Desk *desk, const char *manual, const char *subcommand) {
  char *help = DESK_TAKE(desk, "help", subcommand);
  for (char *at = strstr(help, "--"); at; at = strstr(at, "--")) {
    at += 2;
    size_t len = strspn(at, "abcdefghijklmnopqrstuvwxyz-");
    char end = at[len];
    at[len] = '\0';
    if (len > 0) check_manual(manual, "Fl Fl", at);
    at[len] = end;
  }
  free(help);
}

static void the_manual_page_names_every_subcommand_and_option(void **state) {
  const Desk *desk = *state;
  char *manual = check_read("man/postil.1");
  char *help = DESK_TAKE(desk, "help");
  char *lines = strstr(help, "subcommands:\n") + strlen("subcommands:\n");
  *strstr(lines, "\n\n") = '\0';
  for (char *line = strtok(lines, "\n"); line; line = strtok(NULL, "\n")) {
    char name[20];
    assert_int_equal(sscanf(line, "%19s", name), 1);
    check_manual(manual, "Cm", name);
    check_options(desk, manual, name);
  }
  free(help);
  free(manual);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, desk_set_up, desk_tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(the_manual_page_names_every_subcommand_and_option),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
