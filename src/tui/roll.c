// SPDX-License-Identifier: MIT
// Rows in view: arithmetic only.
#include "tui/roll.h"

void roll_set_count(Roll *roll, uint32_t count) {
  roll->count = count;
  if (roll->current >= count) roll->current = count ? count - 1 : 0;
}

void roll_stride(Roll *roll, Stride stride, int32_t count) {
  int64_t page = roll->page ? roll->page : 1;
  int64_t each = stride == STRIDE_LINE ? 1 : stride == STRIDE_HALF ? (page + 1) / 2 : page;
  int64_t to = (int64_t)roll->current + each * count, last = (int64_t)roll->count - 1;
  if (stride == STRIDE_END) to = count > 0 ? last : 0;
  roll->current = (uint32_t)(to > last ? (last < 0 ? 0 : last) : to < 0 ? 0 : to);
}

void roll_show(Roll *roll, Rect rect) {
  roll->first_row = rect.row;
  roll->page = rect.rows ? rect.rows : 1;
  uint32_t last_top = roll->count > roll->page ? roll->count - roll->page : 0;
  if (roll->top > last_top) roll->top = last_top;
  if (roll->current < roll->top) roll->top = roll->current;
  if (roll->current >= roll->top + roll->page) roll->top = roll->current - roll->page + 1;
}

bool roll_find(const Roll *roll, uint32_t screen_row, uint32_t *row) {
  if (screen_row < roll->first_row || screen_row - roll->first_row >= roll->page) return false;
  *row = roll->top + screen_row - roll->first_row;
  return *row < roll->count;
}

bool roll_click(Roll *roll, uint32_t screen_row) {
  uint32_t row;
  if (!roll_find(roll, screen_row, &row)) return false;
  bool again = row == roll->current;
  roll->current = row;
  return again;
}
