// SPDX-License-Identifier: MIT
// A fuzz target: tests/fuzz/fuzz_NAME.c defines this one function, tests/fuzz/corpus/NAME holds its
// files. `make check` replays them (replay.c); `make fuzz TARGET=NAME TIME=SECONDS` looks for more
// with libFuzzer under AddressSanitizer and UndefinedBehaviorSanitizer.
#ifndef POSTIL_TESTS_TARGET_H
#define POSTIL_TESTS_TARGET_H

#include <stddef.h>
#include <stdint.h>

// Any bytes; returns 0. What must not be is a BUG(), a sanitizer's report or a crash.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
