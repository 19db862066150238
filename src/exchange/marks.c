// SPDX-License-Identifier: MIT
// Marks. To know in one step whether the lines of a block are as they were written, each line is
// hashed once and the hashes are summed up like the digits of a number to the base BASE, modulo
// 2^64. The number of the lines [i, j) follows from those of [0, i) and [0, j):
//
//   sum(i, j) = sum(0, j) - sum(0, i) * BASE^(j - i)
//
// So a file full of lying marks costs no more than another. A block is its lines above the mark and
// those below it: sum(above) * BASE^below + sum(below).
#include "exchange/marks.h"

#include "base/memory.h"

#include <inttypes.h>
#include <stdlib.h>

#define BASE UINT64_C(0x9E3779B97F4A7C15)
enum { DIGITS = 16, COUNT_MOST = 9 }; // of the sum; of a number of lines

static const struct {
  const char *head, *tail;
} syntaxes[MARKS_SYNTAX_COUNT] = {[MARKS_COMMENT] = {"<!-- postil ", " -->"},
                                  [MARKS_HASH] = {"# postil ", ""},
                                  [MARKS_PROPERTY] = {":postil-block: ", ""}};

// ---- Lines

typedef struct Lines {
  Slice file;
  size_t *starts; // of each, and the file's end
  uint64_t *sums; // of those before each
  uint64_t *powers;
  size_t count;
} Lines;

static uint64_t hash_line(Slice line) {
  uint64_t hash = UINT64_C(14695981039346656037);
  for (size_t i = 0; i < line.len; i++)
    hash = (hash ^ (unsigned char)line.ptr[i]) * UINT64_C(1099511628211);
  return hash ^ hash >> 29;
}

Slice marks_line(Slice line) {
  if (line.len && line.ptr[line.len - 1] == '\n') line.len--;
  while (line.len && line.ptr[line.len - 1] == '\r') line.len--;
  return line;
}

static Slice line_at(const Lines *lines, size_t line) {
  return marks_line(slice_cut(lines->file, lines->starts[line], lines->starts[line + 1]));
}

static size_t count_lines(Slice file) {
  size_t count = 0;
  for (size_t i = 0; i < file.len; i++) count += file.ptr[i] == '\n';
  return count + (file.len > 0 && file.ptr[file.len - 1] != '\n');
}

static void find_starts(Lines *lines) {
  size_t line = 1;
  for (size_t i = 0; i < lines->file.len; i++)
    if (lines->file.ptr[i] == '\n') lines->starts[line++] = i + 1;
  lines->starts[lines->count] = lines->file.len;
}

static Lines read_lines(Slice file) {
  Lines lines = {.file = file, .count = count_lines(file)};
  lines.starts = memory_new(lines.count + 2, sizeof *lines.starts);
  lines.sums = memory_new(lines.count + 1, sizeof *lines.sums);
  lines.powers = memory_new(lines.count + 1, sizeof *lines.powers);
  find_starts(&lines);
  lines.powers[0] = 1;
  for (size_t i = 0; i < lines.count; i++) {
    lines.sums[i + 1] = lines.sums[i] * BASE + hash_line(line_at(&lines, i));
    lines.powers[i + 1] = lines.powers[i] * BASE;
  }
  return lines;
}

static void release_lines(Lines *lines) {
  free(lines->starts);
  free(lines->sums);
  free(lines->powers);
}

static uint64_t sum_of(const Lines *lines, size_t from, size_t to) {
  return lines->sums[to] - lines->sums[from] * lines->powers[to - from];
}

// ---- Writing

static uint64_t sum_of_all(Slice block, size_t *count) {
  Lines lines = read_lines(block);
  uint64_t sum = lines.sums[lines.count];
  *count = lines.count;
  release_lines(&lines);
  return sum;
}

void marks_put(Buffer *out, size_t block, size_t at, MarksSyntax syntax, const char *key) {
  size_t count, above = count_lines(slice_cut(buffer_slice(out), block, at));
  uint64_t sum = sum_of_all(slice_cut(buffer_slice(out), block, out->len), &count);
  char *rest = memory_string(slice_cut(buffer_slice(out), at, out->len));
  Slice behind = slice_make(rest, out->len - at);
  out->len = at;
  buffer_printf(out, "%s%s %zu+%zu %016" PRIx64 "%s\n", syntaxes[syntax].head, key, above,
                count - above, sum, syntaxes[syntax].tail);
  buffer_add(out, behind);
  free(rest);
}

// ---- Finding

typedef struct Mark {
  Slice key;
  size_t above, below;
  uint64_t sum;
} Mark;

// Cuts what stands before `end` off the front, and `end` too.
static bool cut_until(Slice *text, char end, Slice *part) {
  const char *at = text->len ? memchr(text->ptr, end, text->len) : NULL;
  if (!at) return false;
  *part = slice_make(text->ptr, (size_t)(at - text->ptr));
  *text = slice_cut(*text, part->len + 1, text->len);
  return part->len > 0;
}

static bool read_count(Slice text, size_t *count) {
  *count = 0;
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] < '0' || text.ptr[i] > '9') return false;
    *count = *count * 10 + (size_t)(text.ptr[i] - '0');
  }
  return text.len > 0 && text.len <= COUNT_MOST;
}

static bool read_sum(Slice text, uint64_t *sum) {
  static const char digits[] = "0123456789abcdef";
  *sum = 0;
  for (size_t i = 0; i < text.len; i++) {
    const char *digit = text.ptr[i] ? strchr(digits, text.ptr[i]) : NULL;
    if (!digit) return false;
    *sum = *sum << 4 | (uint64_t)(digit - digits);
  }
  return text.len == DIGITS;
}

static bool read_words(Slice words, Mark *mark) {
  Slice above, below;
  return cut_until(&words, ' ', &mark->key) && cut_until(&words, '+', &above) &&
         cut_until(&words, ' ', &below) && read_count(above, &mark->above) &&
         read_count(below, &mark->below) && read_sum(words, &mark->sum);
}

// Editors like to indent what stands in a drawer.
static bool read_mark(Slice line, Mark *mark) {
  line = slice_trim(line);
  for (int i = 0; i < MARKS_SYNTAX_COUNT; i++) {
    Slice head = slice_of(syntaxes[i].head), tail = slice_of(syntaxes[i].tail);
    if (!slice_starts(line, head) || line.len < head.len + tail.len) continue;
    Slice words = slice_cut(line, head.len, line.len - tail.len);
    if (slice_equal(slice_cut(line, line.len - tail.len, line.len), tail) &&
        read_words(words, mark))
      return true;
  }
  return false;
}

// Are the lines around the mark as they were written? `free_from`: the first that no block has yet.
static bool is_as_written(const Lines *lines, const Mark *mark, size_t line, size_t free_from) {
  if (mark->above > line - free_from || mark->below > lines->count - line - 1) return false;
  uint64_t sum = sum_of(lines, line - mark->above, line) * lines->powers[mark->below] +
                 sum_of(lines, line + 1, line + 1 + mark->below);
  return sum == mark->sum;
}

void marks_find(Slice file, MarksList *list) {
  Lines lines = read_lines(file);
  size_t capacity = 0, free_from = 0;
  *list = (MarksList){0};
  for (size_t line = 0; line < lines.count; line++) {
    Mark mark;
    if (!read_mark(line_at(&lines, line), &mark)) continue;
    bool written = is_as_written(&lines, &mark, line, free_from);
    size_t above = mark.above > line - free_from ? line - free_from : mark.above;
    size_t end = line + 1 + (written ? mark.below : 0);
    list->items = memory_grow(list->items, list->count, &capacity, sizeof *list->items);
    list->items[list->count++] = (MarksBlock){.key = mark.key,
                                              .start = lines.starts[line - above],
                                              .end = lines.starts[end],
                                              .line = (uint32_t)line + 1,
                                              .sum = mark.sum,
                                              .edited = !written};
    free_from = end;
    line = end - 1;
  }
  release_lines(&lines);
}

void marks_release(MarksList *list) {
  free(list->items);
  *list = (MarksList){0};
}
