// SPDX-License-Identifier: MIT
// The splitter's eyes: characters one by one in both directions, never past the ends of a block's
// content, and their kinds by Unicode's properties.
#include "text/scan.h"

#include "base/safe.h"
#include "base/utf8.h"
#include "text/view.h"

#include <unictype.h>

enum { ELLIPSIS = 0x2026 };

ScanStop scan_stop_kind(uint32_t code_point) {
  static const uint16_t wide[] = {0x3002, 0xFF01, 0xFF0E, 0xFF1F, 0xFF61, 0x104B, 0x17D4};
  if (code_point == '.') return SCAN_DOT;
  if (code_point == '!' || code_point == '?') return SCAN_MARK;
  if (code_point < 0x80) return SCAN_NONE;
  if (code_point == ELLIPSIS) return SCAN_ELLIPSIS;
  for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
    if (wide[i] == code_point) return SCAN_WIDE;
  }
  return uc_is_property_sentence_terminal(code_point) ? SCAN_MARK : SCAN_NONE;
}

bool scan_is_blank(uint32_t code_point) {
  return view_is_blank(code_point) || safe_is_ignored(code_point);
}

bool scan_is_letter(uint32_t code_point) {
  return uc_is_general_category_withtable(code_point, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M);
}

bool scan_is_digit(uint32_t code_point) {
  return uc_is_general_category_withtable(code_point, UC_CATEGORY_MASK_N);
}

uint32_t scan_at(const Scan *scan, uint32_t pos, uint32_t *code_point) {
  *code_point = 0;
  if (pos >= scan->content.end) return 0;
  return utf8_decode(slice_cut(scan->text, pos, scan->content.end), code_point, NULL);
}

uint32_t scan_before(const Scan *scan, uint32_t pos, uint32_t *code_point) {
  *code_point = 0;
  if (pos <= scan->content.start) return pos;
  uint32_t before = (uint32_t)utf8_before(scan->text.ptr, pos);
  scan_at(scan, before, code_point);
  return before;
}

uint32_t scan_skip_blanks(const Scan *scan, uint32_t pos) {
  uint32_t code_point;
  for (uint32_t len; (len = scan_at(scan, pos, &code_point)) > 0; pos += len) {
    if (!scan_is_blank(code_point)) break;
  }
  return pos;
}

uint32_t scan_skip_letters(const Scan *scan, uint32_t pos, uint32_t most) {
  uint32_t code_point, end = pos + most;
  for (uint32_t len; pos < end && (len = scan_at(scan, pos, &code_point)) > 0; pos += len) {
    if (!scan_is_letter(code_point)) break;
  }
  return pos;
}

uint32_t scan_skip_digits(const Scan *scan, uint32_t pos, uint32_t most) {
  uint32_t end = pos + most;
  while (pos < end && pos < scan->content.end && scan->text.ptr[pos] >= '0' &&
         scan->text.ptr[pos] <= '9') {
    pos++;
  }
  return pos;
}
