// SPDX-License-Identifier: MIT
// Regular expressions become program in one pass from left to right. What has been read of a branch
// is a piece of program that has one way in, at its first step, and one way out, behind its last:
// so a repetition puts a step before or behind its piece, and {N} copies it.
//
//   a*   0 SPLIT +1 +3   1 'a'   2 JUMP -2          a|b  0 SPLIT +1 +3   1 'a'   2 JUMP +2   3 'b'
//   a+   0 'a'   1 SPLIT -1 +1                      a?   0 SPLIT +1 +2   1 'a'
//
// The jumps at the ends of branches lead behind the group, which is not known before its ) is read:
// till then they are a list, each with the place of the one before it as its target.
#include "text/expression.h"

#include "base/utf8.h"
#include "text/charset.h"
#include "text/view.h"

typedef struct Group {
  size_t open;     // where its ( stands in the source
  uint32_t start;  // its first step
  uint32_t branch; // the first step of the branch that is being read
  uint32_t jumps;  // one more than the place of the last jump of the list, 0 for none
} Group;

typedef struct Expression {
  Pattern *pattern;
  Slice source;
  size_t pos;
  Group groups[EXPRESSION_DEPTH_MAX + 1]; // the first is the whole
  uint32_t depth;
  bool whole; // the last piece can be repeated: it is [piece, end)
  uint32_t piece;
  bool blank; // it is a blank
  Error *err;
} Expression;

// ---- Errors

static bool refuse(Expression *expression, size_t start, size_t end, const char *why) {
  Slice part = slice_cut(expression->source, start, end);
  error_set(expression->err, ERROR_USAGE, "cannot search for '%.*s': %s", (int)part.len, part.ptr,
            why);
  return error_hint(expression->err, "write \\ before a sign that is meant as such; "
                                     ":set search-regex off takes the pattern as it is");
}

// The next character; 0 at the end.
static uint32_t peek(const Expression *expression, size_t *end) {
  uint32_t code_point = 0;
  *end = expression->pos;
  if (*end < expression->source.len)
    *end +=
        utf8_decode(slice_cut(expression->source, *end, expression->source.len), &code_point, NULL);
  return code_point;
}

// ---- Groups and branches

static Group *group_of(Expression *expression) {
  return &expression->groups[expression->depth];
}

static void begin_branch(Expression *expression) {
  group_of(expression)->branch = expression->pattern->step_count;
  expression->whole = expression->blank = false;
}

static bool open_group(Expression *expression) {
  size_t open = expression->pos++;
  if (expression->depth == EXPRESSION_DEPTH_MAX)
    return refuse(expression, open, expression->source.len, "groups are nested too deep");
  expression->depth++;
  *group_of(expression) = (Group){.open = open, .start = expression->pattern->step_count};
  begin_branch(expression);
  return true;
}

static bool has_branch(Expression *expression, size_t end) {
  if (group_of(expression)->branch < expression->pattern->step_count) return true;
  return refuse(expression, 0, end, "a branch of it is empty");
}

static bool next_branch(Expression *expression) {
  Pattern *pattern = expression->pattern;
  Group *group = group_of(expression);
  if (!has_branch(expression, ++expression->pos)) return false;
  int32_t len = (int32_t)(pattern->step_count - group->branch);
  PatternStep split = {.op = PATTERN_SPLIT, .first = 1, .second = len + 2};
  PatternStep jump = {.op = PATTERN_JUMP, .first = (int32_t)group->jumps};
  if (!pattern_insert(pattern, group->branch, split, expression->err)) return false;
  if (!pattern_add(pattern, jump, expression->err)) return false;
  group->jumps = pattern->step_count;
  begin_branch(expression);
  return true;
}

// Leads the jumps of the group to where it ends.
static void close_branches(Expression *expression) {
  Pattern *pattern = expression->pattern;
  for (uint32_t jump = group_of(expression)->jumps; jump > 0;) {
    PatternStep *step = &pattern->steps[jump - 1];
    uint32_t before = (uint32_t)step->first;
    step->first = (int32_t)(pattern->step_count - (jump - 1));
    jump = before;
  }
}

static bool close_group(Expression *expression) {
  expression->pos++;
  if (expression->depth == 0) return refuse(expression, 0, expression->pos, "the ) has no (");
  if (!has_branch(expression, expression->pos)) return false;
  close_branches(expression);
  expression->piece = group_of(expression)->start;
  expression->whole = true;
  expression->blank = false;
  expression->depth--;
  return true;
}

// ---- Repetitions: [piece, end) is repeated

static bool maybe(Expression *expression, uint32_t piece) {
  int32_t len = (int32_t)(expression->pattern->step_count - piece);
  PatternStep split = {.op = PATTERN_SPLIT, .first = 1, .second = len + 1};
  return pattern_insert(expression->pattern, piece, split, expression->err);
}

static bool again(Expression *expression, uint32_t piece) {
  int32_t len = (int32_t)(expression->pattern->step_count - piece);
  PatternStep split = {.op = PATTERN_SPLIT, .first = -len, .second = 1};
  return pattern_add(expression->pattern, split, expression->err);
}

// As a+ that may be missing, which has a step less than the loop of the drawing with its jump.
static bool any_number(Expression *expression, uint32_t piece) {
  return again(expression, piece) && maybe(expression, piece);
}

enum { UNBOUNDED = UINT32_MAX };

static bool copy_times(Expression *expression, uint32_t from, uint32_t len, uint32_t times,
                       bool optional) {
  for (uint32_t i = 0; i < times; i++) {
    uint32_t copy = expression->pattern->step_count;
    if (!pattern_copy(expression->pattern, from, len, expression->err)) return false;
    if (optional && !maybe(expression, copy)) return false;
  }
  return true;
}

static bool repeat(Expression *expression, uint32_t least, uint32_t most) {
  Pattern *pattern = expression->pattern;
  uint32_t piece = expression->piece, len = pattern->step_count - piece;
  if (least == 0 && most == UNBOUNDED) return any_number(expression, piece);
  uint32_t body = piece;
  if (least == 0) {
    if (!maybe(expression, piece)) return false;
    body++;
  } else if (!copy_times(expression, body, len, least - 1, false)) {
    return false;
  }
  if (most == UNBOUNDED) return again(expression, pattern->step_count - len);
  return copy_times(expression, body, len, most - (least ? least : 1), true);
}

// Digits at pos; false when there are none.
static bool read_number(Expression *expression, uint32_t *number) {
  size_t start = expression->pos;
  *number = 0;
  for (; expression->pos < expression->source.len; expression->pos++) {
    char digit = expression->source.ptr[expression->pos];
    if (digit < '0' || digit > '9') break;
    if (*number <= EXPRESSION_REPEATS_MAX) *number = *number * 10 + (uint32_t)(digit - '0');
  }
  return expression->pos > start;
}

static bool skip(Expression *expression, char sign) {
  if (expression->pos == expression->source.len || expression->source.ptr[expression->pos] != sign)
    return false;
  expression->pos++;
  return true;
}

static bool repeat_counted(Expression *expression) {
  uint32_t least, most;
  size_t open = expression->pos++;
  bool read = read_number(expression, &least);
  most = least;
  if (read && skip(expression, ',') && !read_number(expression, &most)) most = UNBOUNDED;
  if (!read || !skip(expression, '}'))
    return refuse(expression, open, expression->source.len, "a { goes on as {N}, {N,} or {N,M}");
  if (least > most || most == 0 || least > EXPRESSION_REPEATS_MAX ||
      (most > EXPRESSION_REPEATS_MAX && most != UNBOUNDED))
    return refuse(expression, open, expression->pos, "its numbers go up, and to 100 at most");
  return repeat(expression, least, most);
}

static bool repeat_piece(Expression *expression, uint32_t sign) {
  size_t at = expression->pos;
  if (!expression->whole)
    return refuse(expression, at, at + 1, "there is nothing before it to repeat");
  expression->blank = false;
  if (sign == '{') return repeat_counted(expression);
  expression->pos++;
  return repeat(expression, sign == '+', sign == '?' ? 1 : UNBOUNDED);
}

// ---- Pieces

static bool add_place(Expression *expression, PatternOp op, bool negated) {
  expression->whole = expression->blank = false;
  return pattern_add(expression->pattern, (PatternStep){.op = op, .negated = negated},
                     expression->err);
}

static void begin_piece(Expression *expression) {
  expression->piece = expression->pattern->step_count;
  expression->whole = true;
  expression->blank = false;
}

static bool add_character(Expression *expression, uint32_t code_point) {
  bool blank = view_is_blank(code_point);
  if (blank && expression->blank) return true; // a run of them is one
  uint32_t before = expression->pattern->step_count;
  if (!pattern_add_character(expression->pattern, code_point, expression->err)) return false;
  if (expression->pattern->step_count == before) return true;
  expression->piece = before;
  expression->whole = true;
  expression->blank = blank;
  return true;
}

static const struct {
  char letter;
  PatternOp op;
  bool negated;
} places[] = {{'<', PATTERN_WORD_START, false},
              {'>', PATTERN_WORD_END, false},
              {'b', PATTERN_WORD_EDGE, false},
              {'B', PATTERN_WORD_EDGE, true}};

// A \ and what follows it.
static bool add_escape(Expression *expression) {
  size_t start = expression->pos++, end;
  uint32_t letter = peek(expression, &end);
  if (letter == 0) return refuse(expression, start, end, "nothing stands behind the \\");
  expression->pos = end;
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    if (letter == (uint32_t)places[i].letter)
      return add_place(expression, places[i].op, places[i].negated);
  }
  if (charset_is_named(letter)) {
    begin_piece(expression);
    return charset_add_named(expression->pattern, letter, expression->err);
  }
  if (letter >= '1' && letter <= '9')
    return refuse(expression, start, end, "an earlier group cannot be matched again");
  if (charset_is_word(letter)) return refuse(expression, start, end, "that has no meaning");
  return add_character(expression, letter);
}

static bool add_set(Expression *expression) {
  begin_piece(expression);
  return charset_compile(expression->pattern, expression->source, &expression->pos,
                         expression->err);
}

static bool add_any(Expression *expression) {
  begin_piece(expression);
  return pattern_add(expression->pattern, (PatternStep){.op = PATTERN_ANY}, expression->err);
}

static bool read_next(Expression *expression) {
  size_t end;
  uint32_t sign = peek(expression, &end);
  switch (sign) {
  case '(': return open_group(expression);
  case '|': return next_branch(expression);
  case ')': return close_group(expression);
  case '*':
  case '+':
  case '?':
  case '{': return repeat_piece(expression, sign);
  case '[': return add_set(expression);
  case '\\': return add_escape(expression);
  }
  expression->pos = end;
  if (sign == '.') return add_any(expression);
  if (sign == '^') return add_place(expression, PATTERN_START, false);
  if (sign == '$') return add_place(expression, PATTERN_END, false);
  return add_character(expression, sign);
}

bool expression_compile(Pattern *pattern, Slice source, Error *err) {
  Expression expression = {.pattern = pattern, .source = source, .err = err};
  while (expression.pos < source.len) {
    if (!read_next(&expression)) return false;
  }
  if (expression.depth > 0)
    return refuse(&expression, group_of(&expression)->open, source.len, "the ( has no )");
  if (group_of(&expression)->jumps > 0 && !has_branch(&expression, source.len)) return false;
  close_branches(&expression);
  return true;
}
