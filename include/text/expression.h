// SPDX-License-Identifier: MIT
// POSIX extended regular expressions, read into a pattern's program (text/pattern.h). Groups nest
// EXPRESSION_DEPTH_MAX deep at most; nothing here recurses.
#ifndef POSTIL_TEXT_EXPRESSION_H
#define POSTIL_TEXT_EXPRESSION_H

#include "text/pattern.h"

enum { EXPRESSION_DEPTH_MAX = 32, EXPRESSION_REPEATS_MAX = 100 };

// Adds the steps of the expression. ERROR_USAGE: which part of it is wrong, and why.
bool expression_compile(Pattern *pattern, Slice source, Error *err);

#endif
