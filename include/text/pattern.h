// SPDX-License-Identifier: MIT
// A pattern to search for, compiled to a small program: text without regard to accents, or a POSIX
// extended regular expression. text/match.h runs it.
//
//   (in|ex)port     0 SPLIT +1 +4      1 'i' 2 'n' 3 JUMP +3      4 'e' 5 'x'      6 'p' … ACCEPT
//                     └──────┴── to two places ───────┴─────────────────────────────┘
//
// Targets are relative to their step, so that a piece of program can be moved and copied. A program
// has PATTERN_STEPS_MAX steps at most, which bounds the work for each character of a text.
//
// Of regular expressions it knows . [] [^] [:class:] () | * + ? {N} {N,} {N,M} ^ $ and, as GNU
// programs do, \w \W \s \S \d \D \b \B \< \>. An earlier group cannot be matched again (\1).
#ifndef POSTIL_TEXT_PATTERN_H
#define POSTIL_TEXT_PATTERN_H

#include "base/error.h"
#include "base/slice.h"

#include <stdint.h>

enum {
  PATTERN_STEPS_MAX = 256,
  PATTERN_RANGES_MAX = 256,
  PATTERN_BLANK = 0x20, // the unit for any run of white space
};

typedef enum PatternFlags {
  PATTERN_TEXT = 0,
  PATTERN_FOLDED = 1,     // case does not count
  PATTERN_ANY_ACCENT = 2, // accents do not count
  PATTERN_EXPRESSION = 4, // a regular expression, else plain text
} PatternFlags;

typedef enum PatternOp {
  PATTERN_UNIT,  // one character, folded, or PATTERN_BLANK
  PATTERN_ANY,   // any one
  PATTERN_SET,   // one of ranges[value…], or none of them when negated
  PATTERN_SPLIT, // goes on at both targets
  PATTERN_JUMP,  // goes on at `first`
  PATTERN_START, // of these the place counts, no character is taken
  PATTERN_END,
  PATTERN_WORD_START,
  PATTERN_WORD_END,
  PATTERN_WORD_EDGE, // or no edge when negated
  PATTERN_ACCEPT,
} PatternOp;

typedef struct PatternStep {
  PatternOp op;
  bool negated;
  uint32_t value, count; // the unit; the first range and their number
  int32_t first, second; // targets, relative to this step
} PatternStep;

// Code points, or those of a class.
typedef struct PatternRange {
  uint32_t from, to;
  bool (*is_in)(uint32_t code_point); // NULL: from to `to`
} PatternRange;

typedef struct Pattern {
  PatternFlags flags;
  PatternStep steps[PATTERN_STEPS_MAX];
  PatternRange ranges[PATTERN_RANGES_MAX];
  uint32_t step_count, range_count;
  bool heads[256]; // bytes that what is matched can begin with
} Pattern;

// Compiles; ERROR_USAGE says what is wrong with it. White space in it is any white space.
bool pattern_compile(Pattern *pattern, Slice source, PatternFlags flags, Error *err);

// The character as a unit of this pattern: without case, without accents, where these do not count.
uint32_t pattern_unit(const Pattern *pattern, uint32_t code_point);

// Does a step that takes a character take this one? `unit` is pattern_unit() of it.
bool pattern_takes(const Pattern *pattern, const PatternStep *step, uint32_t code_point,
                   uint32_t unit);

// ---- For compiling

// Each fails with an Error when the program would be too long.
bool pattern_add(Pattern *pattern, PatternStep step, Error *err);
bool pattern_insert(Pattern *pattern, uint32_t at, PatternStep step, Error *err);
bool pattern_copy(Pattern *pattern, uint32_t from, uint32_t count, Error *err); // to the end
bool pattern_add_range(Pattern *pattern, PatternRange range, Error *err);

// Adds a character of the source; nothing for one that is passed over in texts too.
bool pattern_add_character(Pattern *pattern, uint32_t code_point, Error *err);

#endif
