// SPDX-License-Identifier: MIT
// A place to run the program from: a folder of the test's own and a library in it, which is not
// there yet.
#ifndef POSTIL_TESTS_DESK_H
#define POSTIL_TESTS_DESK_H

#include "support/program.h"

#include <stdint.h>

typedef struct Desk {
  char *home;    // a folder of this test
  char *library; // the path of a library in it
} Desk;

// One of a test's own, and one that is the whole state.
void desk_init(Desk *desk);
void desk_release(Desk *desk);
int desk_set_up(void **state);
int desk_tear_down(void **state);

// Runs the program on the desk's library.
#define DESK_RUN(desk, ...)                                                                        \
  program_run((desk)->home, "",                                                                    \
              (const char *const[]){"--library", (desk)->library, __VA_ARGS__, NULL})

// The output of a run that must succeed; the caller frees it.
#define DESK_TAKE(desk, ...) program_text(DESK_RUN(desk, __VA_ARGS__))

// Fails unless the status is this, the message holds this text, and the output is `wanted` (NULL:
// whatever it is).
#define DESK_EXPECT(desk, status, message, wanted, ...)                                            \
  desk_expect(DESK_RUN(desk, __VA_ARGS__), status, message, wanted)
void desk_expect(Program program, int status, const char *message, const char *wanted);

// The path of what has this name in the desk's folder. The caller frees it.
char *desk_path(const Desk *desk, const char *name);

uint32_t desk_count_lines(const char *text);

// Fails unless the text has as many lines; frees it.
void desk_check_lines(char *text, uint32_t wanted);

// A brief called "Twins", in which "Team" stands three times, and what adds it.
extern const char desk_twins[];
void desk_add_twins(const Desk *desk);

#endif
