// SPDX-License-Identifier: MIT
#include "support/desk.h"

#include "support/check.h"

#include <stdlib.h>

const char desk_twins[] =
    "Twins\n\nTeam Alpha met. Team Beta met.\n\nNaïve 🇯🇵 café: team Alpha left.\n";

void desk_init(Desk *desk) {
  desk->home = check_folder();
  desk->library = desk_path(desk, "l.db");
}

void desk_release(Desk *desk) {
  check_folder_remove(desk->home);
  free(desk->home);
  free(desk->library);
}

int desk_set_up(void **state) {
  Desk *desk = calloc(1, sizeof *desk);
  desk_init(desk);
  *state = desk;
  return 0;
}

int desk_tear_down(void **state) {
  Desk *desk = *state;
  desk_release(desk);
  free(desk);
  return 0;
}

void desk_expect(Program program, int status, const char *message, const char *wanted) {
  program_check(&program, status, message);
  if (wanted) check_text(slice_of(program.out), wanted);
  program_release(&program);
}

char *desk_path(const Desk *desk, const char *name) {
  return check_path(desk->home, name);
}

uint32_t desk_count_lines(const char *text) {
  uint32_t lines = 0;
  for (; *text; text++) lines += *text == '\n';
  return lines;
}

void desk_check_lines(char *text, uint32_t wanted) {
  assert_int_equal(desk_count_lines(text), wanted);
  free(text);
}

void desk_add_twins(const Desk *desk) {
  char *path = desk_path(desk, "twins.txt");
  check_write(desk->home, "twins.txt", slice_of(desk_twins));
  free(DESK_TAKE(desk, "add", path));
  free(path);
}
