// SPDX-License-Identifier: MIT
// A text that scrolls fills the screen with rows that stood elsewhere the frame before, while
// borders, lists and bars beside it stay. So rows are not compared whole: they are cut into blocks
// of a few columns, and every shift is judged by how many blocks it leaves right.
//
//   shown        wanted        shift by 1
//   a │ x        b │ x         a row gains the blocks that are right only when it moves,
//   b │ y        c │ y         and loses those that were right where they stood
//   c │ x        d │ x         ◄ comes in blank: all that is not blank is drawn anew
//
// The best stretch of rows for one shift is the one with the greatest sum of gains, found in one
// pass. Cost: shifts × blocks, which is bounded; hashes only advise, the painter compares cells.
#include "tui/shift.h"

#include "base/memory.h"

#include <stdlib.h>

enum {
  BLOCK_COLUMNS = 8,
  GAIN_LEAST = 6, // blocks; the sequences that shift cost as much as four
  WORK_MOST = 200000,
  ROWS_MOST = 40, // that a shift moves
};

void shift_release(Blocks *blocks) {
  free(blocks->hashes);
  *blocks = (Blocks){0};
}

static void read_row(uint32_t *hash, const Screen *screen, uint32_t row) {
  const Cell *cells = screen->cells + (size_t)row * screen->columns;
  for (uint32_t column = 0; column < screen->columns; column += BLOCK_COLUMNS) {
    uint32_t left = screen->columns - column;
    *hash++ = screen_hash(screen, cells + column, left < BLOCK_COLUMNS ? left : BLOCK_COLUMNS);
  }
}

void shift_read(Blocks *blocks, const Screen *screen, const Blocks *before, const bool *changed) {
  uint32_t across = (screen->columns + BLOCK_COLUMNS - 1) / BLOCK_COLUMNS;
  if (blocks->rows != screen->rows || blocks->across != across) {
    shift_release(blocks);
    *blocks = (Blocks){memory_new((size_t)screen->rows * across, sizeof *blocks->hashes),
                       screen->rows, across};
  }
  bool fits = before && before->rows == blocks->rows && before->across == across;
  for (uint32_t row = 0; row < screen->rows; row++) {
    size_t at = (size_t)row * across;
    if (fits && !changed[row])
      memcpy(blocks->hashes + at, before->hashes + at, across * sizeof *blocks->hashes);
    else
      read_row(blocks->hashes + at, screen, row);
  }
}

static uint32_t count_same(const Blocks *shown, uint32_t from, const Blocks *wanted, uint32_t to) {
  const uint32_t *a = shown->hashes + (size_t)from * shown->across;
  const uint32_t *b = wanted->hashes + (size_t)to * wanted->across;
  uint32_t same = 0;
  for (uint32_t i = 0; i < shown->across; i++) same += a[i] == b[i];
  return same;
}

typedef struct Search {
  const Blocks *shown, *wanted;
  int32_t wrong;   // blocks that are not right where they stand
  uint32_t *still; // for each row: blocks that are right where they stand …
  uint32_t *blank; // … and that are right when the row is blank
  int32_t best;
  Shift shift;
} Search;

// What the rows gain that the shift leaves blank.
static int32_t gain_of_blank(const Search *search, uint32_t from, uint32_t end) {
  int32_t gain = 0;
  for (uint32_t row = from; row < end; row++)
    gain += (int32_t)search->blank[row] - (int32_t)search->still[row];
  return gain;
}

// The rows [from, end) of the wanted screen come from `rows` further down.
static void judge(Search *search, uint32_t from, uint32_t end, int32_t rows, int32_t gain) {
  uint32_t amount = (uint32_t)abs(rows);
  Shift shift = {rows > 0 ? from : from - amount, rows > 0 ? end + amount : end, rows};
  gain +=
      rows > 0 ? gain_of_blank(search, end, shift.bottom) : gain_of_blank(search, shift.top, from);
  if (gain <= search->best) return;
  search->best = gain;
  search->shift = shift;
}

static void try_rows(Search *search, int32_t rows) {
  uint32_t start = rows < 0 ? (uint32_t)-rows : 0, from = start, end = start;
  uint32_t last = rows > 0 ? search->shown->rows - (uint32_t)rows : search->shown->rows;
  int32_t best = 0, sum = 0;
  for (uint32_t row = start; row < last; row++) {
    uint32_t source = (uint32_t)((int32_t)row + rows);
    sum += (int32_t)count_same(search->shown, source, search->wanted, row) -
           (int32_t)search->still[row];
    if (sum <= 0) {
      sum = 0;
      start = row + 1;
    } else if (sum > best) {
      best = sum;
      from = start;
      end = row + 1;
    }
  }
  if (best > search->best) judge(search, from, end, rows, best);
}

static uint32_t count_blank(const Blocks *blocks, uint32_t row, uint32_t blank) {
  const uint32_t *hashes = blocks->hashes + (size_t)row * blocks->across;
  uint32_t count = 0;
  for (uint32_t i = 0; i < blocks->across; i++) count += hashes[i] == blank;
  return count;
}

// Counts what is right as it is; true when enough is wrong for a shift to pay.
static bool count_rows(Search *search) {
  uint32_t blank = screen_hash_blanks(BLOCK_COLUMNS), right = 0,
           all = search->shown->rows * search->shown->across;
  for (uint32_t row = 0; row < search->shown->rows; row++) {
    search->still[row] = count_same(search->shown, row, search->wanted, row);
    search->blank[row] = count_blank(search->wanted, row, blank);
    right += search->still[row];
  }
  search->wrong = (int32_t)(all - right);
  return right + GAIN_LEAST <= all;
}

// Most of what is wrong comes right: no other shift can do more.
static bool is_plain_scroll(const Search *search) {
  return search->best > search->wrong / 2;
}

// How far rows are looked for, so that the work is bounded.
static int32_t rows_most(const Blocks *blocks) {
  uint32_t most = WORK_MOST / (2 * blocks->rows * blocks->across + 1);
  if (most > ROWS_MOST) most = ROWS_MOST;
  return (int32_t)(most < blocks->rows / 2 ? most : blocks->rows / 2);
}

bool shift_find(const Blocks *shown, const Blocks *wanted, Shift *shift) {
  if (shown->rows != wanted->rows || shown->across != wanted->across) return false;
  Search search = {.shown = shown,
                   .wanted = wanted,
                   .still = memory_new(shown->rows, sizeof(uint32_t)),
                   .blank = memory_new(shown->rows, sizeof(uint32_t)),
                   .best = GAIN_LEAST - 1};
  int32_t most = count_rows(&search) ? rows_most(shown) : 0;
  for (int32_t rows = 1; rows <= most && !is_plain_scroll(&search); rows++) {
    try_rows(&search, rows);
    try_rows(&search, -rows);
  }
  free(search.still);
  free(search.blank);
  *shift = search.shift;
  return search.best >= GAIN_LEAST;
}
